//! Where the clauses of the upper department end and those of the township begin.
//!
//! Every line end may be the place. What tells: sentences end there, numbers and headings begin
//! again, a label is not parted from its text, a blank line stands before a cell, and the words
//! (本乡 is said by the township, the township's name by the others).

use super::cells::Scored;
use super::lines::Line;
use super::vocabulary::{Vocabulary, Widths};
use crate::import::clauses::{LabelContext, label_len};
use crate::text::department::same_body;
use crate::text::numbering::{MarkerKind, split_marker};

/// A row with more lines or on more pages is not divided.
const MOST_LINES: usize = 400;
/// See [`MOST_LINES`].
const MOST_PAGES: usize = 5;
/// On a row that crosses pages, so many places on each page are tried together.
const PLACES_A_PAGE: usize = 10;

/// The lines of both columns of clauses.
pub(super) struct Clauses<'a> {
    /// The lines of each page: on each, first those of the upper department.
    parts: Vec<Vec<Seen<'a>>>,
    widths: Widths,
}

/// A line and what is seen on it, once and for all ways to divide.
struct Seen<'a> {
    line: Line<'a>,
    width: usize,
    marker: Option<(MarkerKind, u32)>,
    is_label: bool,
    /// Above 0 where it sounds like a department's, below where it sounds like the township's.
    leaning: f32,
}

/// A way to divide: on each page, how many lines are the upper department's.
pub(super) type Cuts = Vec<usize>;

impl<'a> Clauses<'a> {
    /// Looks at the lines of a row with these departments.
    pub(super) fn new(
        parts: &[&[Line<'a>]],
        departments: &[String],
        vocabulary: &Vocabulary,
    ) -> Self {
        let context = LabelContext { departments, county: &vocabulary.county };
        let seen = |line: &Line<'a>| Seen {
            line: *line,
            width: line.width(),
            marker: split_marker(line.text).map(|(marker, _)| (marker.kind, marker.number)),
            is_label: label_len(line.text, context) == Some(line.text.len()),
            leaning: leaning(line, departments, vocabulary),
        };
        let parts = parts.iter().map(|part| part.iter().map(seen).collect()).collect();
        Self { parts, widths: vocabulary.widths }
    }

    /// All lines.
    pub(super) fn all(&self) -> Vec<Line<'a>> {
        self.parts.iter().flatten().map(|seen| seen.line).collect()
    }

    /// The lines of the upper department and of the township.
    pub(super) fn at(&self, cuts: &Cuts) -> (Vec<Line<'a>>, Vec<Line<'a>>) {
        let (upper, township) = self.seen_at(cuts);
        let lines = |seen: Vec<&Seen<'a>>| seen.into_iter().map(|seen| seen.line).collect();
        (lines(upper), lines(township))
    }

    fn seen_at(&self, cuts: &Cuts) -> (Vec<&Seen<'a>>, Vec<&Seen<'a>>) {
        let (mut upper, mut township) = (Vec::new(), Vec::new());
        for (part, cut) in self.parts.iter().zip(cuts) {
            let (above, below) = part.split_at((*cut).min(part.len()));
            upper.extend(above);
            township.extend(below);
        }
        (upper, township)
    }

    /// All ways to divide, with their scores; none for a row that is too long to be one.
    pub(super) fn cuts(&self) -> Vec<Scored<Cuts>> {
        let lines: usize = self.parts.iter().map(Vec::len).sum();
        if lines > MOST_LINES || self.parts.len() > MOST_PAGES {
            return Vec::new();
        }
        let mut ways: Vec<Cuts> = vec![Vec::new()];
        for part in &self.parts {
            let places = places(part, self.parts.len());
            ways = ways
                .iter()
                .flat_map(|way| places.iter().map(|place| [way.as_slice(), &[*place]].concat()))
                .collect();
        }
        let scored = ways.into_iter().filter_map(|way| {
            let (upper, township) = self.seen_at(&way);
            let both = !upper.is_empty() && !township.is_empty();
            both.then(|| Scored { score: score(&upper, &township, self.widths), way })
        });
        scored.collect()
    }
}

/// Where the lines of one page may be divided: behind a sentence, before a label, a first number or
/// behind a blank line, and where none of these is, anywhere; on a row that crosses pages also at both ends.
fn places(part: &[Seen<'_>], pages: usize) -> Vec<usize> {
    if pages == 1 {
        let may = |at: &usize| {
            let (above, below) = (&part[at - 1], &part[*at]);
            above.line.text.ends_with('。')
                || below.line.after_blank
                || below.is_label
                || matches!(below.marker, Some((_, 1)))
        };
        let likely: Vec<usize> = (1..part.len()).filter(may).collect();
        return if likely.is_empty() { (1..part.len()).collect() } else { likely };
    }
    let opens = |seen: &Seen<'_>| matches!(seen.marker, Some((_, 1))) || seen.is_label;
    let may = |at: &usize| part[at - 1].line.text.ends_with('。') || opens(&part[*at]);
    let mut places = vec![0];
    places.extend((1..part.len()).filter(may).take(PLACES_A_PAGE));
    if !part.is_empty() {
        places.push(part.len());
    }
    places
}

fn score(upper: &[&Seen<'_>], township: &[&Seen<'_>], widths: Widths) -> f32 {
    // A label for the first time goes on with what the departments do.
    let is_first_label = township.first().is_some_and(|first| {
        first.is_label && !upper.iter().any(|seen| seen.line.text == first.line.text)
    });
    let label = if is_first_label { -2.0 } else { 0.0 };
    label + ending_score(upper) + 0.2 * ending_score(township) + opening_score(township)
        - disorder(upper, widths.upper)
        - disorder(township, widths.township)
        + words_score(upper, township)
}

/// A cell ends with a sentence.
fn ending_score(lines: &[&Seen<'_>]) -> f32 {
    match lines.last().and_then(|seen| seen.line.text.chars().next_back()) {
        Some('。') => 5.0,
        Some('；' | ';') => -3.0,
        Some('：' | ':' | '，' | '、') => -8.0,
        _ => -5.0,
    }
}

/// A cell opens behind a blank line, and its numbers with 1.
fn opening_score(lines: &[&Seen<'_>]) -> f32 {
    let Some(first) = lines.first() else { return -5.0 };
    let blank = if first.line.after_blank { 1.5 } else { -1.5 };
    let number = match first.marker {
        Some((_, 1)) => 1.5,
        Some(_) => -6.0,
        None if first.line.text.starts_with(['，', '、', '；', '。', '）', '”']) => -6.0,
        None => 0.0,
    };
    blank + number
}

/// How far the numbers, headings and labels of a cell are from an order.
fn disorder(lines: &[&Seen<'_>], width: usize) -> f32 {
    let widest = || lines.iter().map(|seen| seen.width).max().unwrap_or(0);
    let width = if width > 0 { width } else { widest() };
    let mut order = Order::default();
    let mut labels: Vec<&str> = Vec::new();
    let mut penalty = 0.0;
    let mut before: Option<&Seen<'_>> = None;
    for seen in lines {
        // Behind a full line that ends no clause a number is part of the text.
        let goes_on = before.is_some_and(|b| b.width + 4 >= width && !ends_clause(b.line.text));
        let behind_sentence = before.is_some_and(|b| b.line.text.ends_with('。'));
        if seen.is_label && !goes_on {
            if labels.contains(&seen.line.text) {
                penalty += 4.0;
            }
            labels.push(seen.line.text);
            order.begin_group();
        } else if let Some((kind, number)) = seen.marker {
            // Numbers begin behind a heading, a label or a colon, not behind a sentence.
            if number == 1 && kind == MarkerKind::Arabic && behind_sentence {
                penalty += 3.0;
            }
            penalty += order.count(kind, number, goes_on);
        } else if behind_sentence && before.is_some_and(|b| b.width + 4 < width) {
            // A paragraph without a number: after numbered ones it is rarely in one cell with them.
            penalty += if order.has_items() { 2.0 } else { 1.0 };
        }
        if seen.width > width + 4 {
            penalty += 1.5;
        }
        before = Some(seen);
    }
    if lines.last().is_some_and(|seen| seen.is_label) { penalty + 8.0 } else { penalty }
}

fn ends_clause(text: &str) -> bool {
    text.ends_with(['。', '；', ';', '：', ':'])
}

/// The last number of each kind of marker.
#[derive(Debug, Default)]
struct Order {
    last: [u32; 5],
    /// Whether items may begin at 1 again: behind a label or a heading.
    fresh: bool,
}

impl Order {
    fn begin_group(&mut self) {
        self.last[level(MarkerKind::Arabic)..].fill(0);
        self.fresh = true;
    }

    fn has_items(&self) -> bool {
        self.last.iter().any(|n| *n > 0)
    }

    /// Counts a number and returns how much it is out of order.
    fn count(&mut self, kind: MarkerKind, number: u32, goes_on: bool) -> f32 {
        let level = level(kind);
        let expected = self.last[level] + 1;
        let nested = level > self::level(MarkerKind::Arabic);
        let penalty = if number == expected {
            0.0
        } else if goes_on {
            return 0.0;
        } else if number == 1 {
            if self.fresh || nested { 0.0 } else { 6.0 }
        } else if self.last[level] == 0 {
            6.0
        } else {
            4.0
        };
        self.last[level] = number;
        self.last[level + 1..].fill(0);
        self.fresh = !kind.is_list_item();
        penalty
    }
}

fn level(kind: MarkerKind) -> usize {
    match kind {
        MarkerKind::Chinese => 0,
        MarkerKind::ChineseParen => 1,
        MarkerKind::Arabic => 2,
        MarkerKind::ArabicParen => 3,
        MarkerKind::Circled => 4,
    }
}

/// What the township says of itself.
const TOWNSHIP_WORDS: &[&str] = &["本乡", "本镇", "本街道", "本辖区", "本苏木"];
/// What the township does towards the department.
const TOWNSHIP_ACTS: &[&str] = &[
    "上报",
    "报送",
    "报县",
    "报市",
    "报区",
    "报旗",
    "向县",
    "向市",
    "向区",
    "配合县",
    "配合市",
    "协助县",
    "协助市",
];
/// What may stand behind the township's name where a body of it is named.
const TOWNSHIP_BODIES: &[&str] = &["", "党委", "党工委", "政府", "人民政府", "办事处"];
/// What the bodies of a township and its villages are called.
const TOWNSHIP_LEVELS: &[&str] = &[
    "乡镇",
    "镇人民政府",
    "乡人民政府",
    "街道",
    "苏木",
    "社区",
    "村委会",
    "村民委员会",
    "居委会",
    "嘎查",
];
/// What a department does towards townships.
const UPPER_ACTS: &[&str] =
    &["指导乡", "督促乡", "指导各乡", "各乡镇", "乡镇（街道）", "向乡", "通知乡"];
/// One word is a hint, no proof.
const WORD: f32 = 0.5;

fn words_score(upper: &[&Seen<'_>], township: &[&Seen<'_>]) -> f32 {
    let upper: f32 = upper.iter().map(|seen| seen.leaning).sum();
    let township: f32 = township.iter().map(|seen| seen.leaning).sum();
    WORD * (upper - township)
}

/// Above 0 where a line sounds like a department's, below where it sounds like the township's.
fn leaning(line: &Line<'_>, departments: &[String], vocabulary: &Vocabulary) -> f32 {
    let text = split_marker(line.text).map_or(line.text, |(_, rest)| rest);
    let has = |words: &[&str]| words.iter().any(|word| text.contains(word));
    let mut leaning = 0.0;
    let own = &vocabulary.township;
    if !own.is_empty() && text.contains(own.as_str()) {
        leaning += 1.0;
    }
    if opens_with_department(text, departments, &vocabulary.county) {
        leaning += 1.5;
    }
    if has(UPPER_ACTS) {
        leaning += 0.5;
    }
    if is_township_label(text, own) {
        leaning -= 4.0;
    }
    if has(TOWNSHIP_WORDS) {
        leaning -= 1.0;
    }
    if has(TOWNSHIP_ACTS) {
        leaning -= 0.7;
    }
    leaning
}

/// Whether a line says which body of the township does what follows: `街道办事处：`, or the
/// township's own name alone.
fn is_township_label(text: &str, own: &str) -> bool {
    let name = text.trim_end_matches(['：', ':']);
    let is_own = !own.is_empty()
        && name.strip_prefix(own).is_some_and(|body| TOWNSHIP_BODIES.contains(&body));
    let is_local = TOWNSHIP_LEVELS.iter().any(|level| name.contains(level));
    is_own || (name.len() < text.len() && is_local && name.chars().count() <= 12)
}

/// `县公安局负责……`
fn opens_with_department(text: &str, departments: &[String], county: &str) -> bool {
    let heads: Vec<&str> =
        text.char_indices().skip(2).take(24).map(|(at, _)| &text[..at]).collect();
    departments.iter().any(|full| heads.iter().any(|head| same_body(full, head, county)))
}
