//! Where the clauses of the upper department end and those of the township begin.
//!
//! Every line end may be the place. What tells: sentences end there, numbers and headings begin
//! again, a label is not parted from its text, a blank line stands before a cell, and the words
//! (本乡 is said by the township, the township's name by the others).

use super::cells::Scored;
use super::lines::Line;
use super::vocabulary::Vocabulary;
use crate::import::clauses::{LabelContext, label_len};
use crate::text::department::same_body;
use crate::text::numbering::{MarkerKind, split_marker};

/// The lines of both columns of clauses.
pub(super) struct Clauses<'a, 'v> {
    /// The lines of each page: on each, first those of the upper department.
    pub parts: Vec<&'v [Line<'a>]>,
    /// The row's departments.
    pub departments: &'v [String],
    /// What the document teaches.
    pub vocabulary: &'v Vocabulary,
}

/// A way to divide: on each page, how many lines are the upper department's.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Cuts {
    /// One for each part.
    pub cuts: Vec<usize>,
}

/// On rows that cross pages, so many places on each page are tried together.
const PLACES_A_PAGE: usize = 12;

impl<'a> Clauses<'a, '_> {
    /// All lines.
    pub(super) fn all(&self) -> Vec<Line<'a>> {
        self.parts.iter().flat_map(|part| part.iter().copied()).collect()
    }

    /// The lines of the upper department and of the township.
    pub(super) fn at(&self, cuts: &[usize]) -> (Vec<Line<'a>>, Vec<Line<'a>>) {
        let halves = self.parts.iter().zip(cuts).map(|(part, cut)| part.split_at(*cut));
        let (mut upper, mut township) = (Vec::new(), Vec::new());
        for (above, below) in halves {
            upper.extend_from_slice(above);
            township.extend_from_slice(below);
        }
        (upper, township)
    }

    fn labels(&self) -> LabelContext<'_> {
        LabelContext { departments: self.departments, county: &self.vocabulary.county }
    }

    fn is_label(&self, line: &Line<'_>) -> bool {
        label_len(line.text, self.labels()) == Some(line.text.len())
    }
}

/// All ways to divide, with their scores.
pub(super) fn clause_cuts(clauses: &Clauses<'_, '_>) -> Vec<Scored<Cuts>> {
    let mut ways: Vec<Vec<usize>> = vec![Vec::new()];
    for part in &clauses.parts {
        let places = places(part, clauses.parts.len());
        ways = ways
            .iter()
            .flat_map(|way| places.iter().map(|place| [way.as_slice(), &[*place]].concat()))
            .collect();
    }
    ways.into_iter()
        .filter_map(|cuts| {
            let (upper, township) = clauses.at(&cuts);
            if upper.is_empty() || township.is_empty() {
                return None;
            }
            Some(Scored { score: score(&upper, &township, clauses), way: Cuts { cuts } })
        })
        .collect()
}

/// Where the lines of one page may be divided: anywhere when the row is on one page, else behind the
/// ends of sentences and at both ends.
fn places(part: &[Line<'_>], pages: usize) -> Vec<usize> {
    if pages == 1 {
        return (0..=part.len()).collect();
    }
    let mut places: Vec<usize> = (1..part.len())
        .filter(|at| part[at - 1].text.ends_with(['。', '；', ';']) || part[*at].after_blank)
        .take(PLACES_A_PAGE)
        .collect();
    places.insert(0, 0);
    if !part.is_empty() {
        places.push(part.len());
    }
    places
}

fn score(upper: &[Line<'_>], township: &[Line<'_>], clauses: &Clauses<'_, '_>) -> f32 {
    let widths = clauses.vocabulary.widths;
    // A label for the first time goes on with what the departments do.
    let is_first_label = township.first().is_some_and(|first| {
        clauses.is_label(first) && !upper.iter().any(|line| line.text == first.text)
    });
    let label = if is_first_label { -2.0 } else { 0.0 };
    label + ending_score(upper) + 0.2 * ending_score(township) + opening_score(township)
        - disorder(upper, widths.upper, clauses)
        - disorder(township, widths.township, clauses)
        + words_score(upper, township, clauses)
}

/// A cell ends with a sentence.
fn ending_score(lines: &[Line<'_>]) -> f32 {
    match lines.last().and_then(|line| line.text.chars().next_back()) {
        Some('。') => 5.0,
        Some('；' | ';') => -3.0,
        Some('：' | ':' | '，' | '、') => -8.0,
        _ => -5.0,
    }
}

/// A cell opens behind a blank line, and its numbers with 1.
fn opening_score(lines: &[Line<'_>]) -> f32 {
    let Some(first) = lines.first() else { return -5.0 };
    let blank = if first.after_blank { 1.5 } else { -1.5 };
    let number = match split_marker(first.text) {
        Some((marker, _)) if marker.number == 1 => 1.5,
        Some(_) => -6.0,
        None if first.text.starts_with(['，', '、', '；', '。', '）', '”']) => -6.0,
        None => 0.0,
    };
    blank + number
}

/// How far the numbers, headings and labels of a cell are from an order.
fn disorder(lines: &[Line<'_>], width: usize, clauses: &Clauses<'_, '_>) -> f32 {
    let width = if width > 0 { width } else { lines.iter().map(Line::width).max().unwrap_or(0) };
    let mut order = Order::default();
    let mut labels: Vec<&str> = Vec::new();
    let mut penalty = 0.0;
    let mut before: Option<&Line<'_>> = None;
    for line in lines {
        // Behind a full line that ends no clause a number is part of the text.
        let goes_on = before.is_some_and(|b| b.width() + 4 >= width && !ends_clause(b.text));
        if clauses.is_label(line) && !goes_on {
            if labels.contains(&line.text) {
                penalty += 4.0;
            }
            labels.push(line.text);
            order.begin_group();
        } else if let Some((marker, _)) = split_marker(line.text) {
            // Numbers begin behind a heading, a label or a colon, not behind a sentence.
            let unannounced = marker.number == 1
                && marker.kind == MarkerKind::Arabic
                && before.is_some_and(|b| b.text.ends_with('。'));
            penalty += if unannounced { 3.0 } else { 0.0 };
            penalty += order.count(marker.kind, marker.number, goes_on);
        } else if before.is_some_and(|b| b.text.ends_with('。') && b.width() + 4 < width) {
            // A paragraph without a number: after numbered ones it is rarely in one cell with them.
            penalty += if order.has_items() { 2.0 } else { 1.0 };
        }
        if line.width() > width + 4 {
            penalty += 1.5;
        }
        before = Some(line);
    }
    if lines.last().is_some_and(|line| clauses.is_label(line)) { penalty + 8.0 } else { penalty }
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
/// What a department does towards townships.
const UPPER_ACTS: &[&str] =
    &["指导乡", "督促乡", "指导各乡", "各乡镇", "乡镇（街道）", "向乡", "通知乡"];
/// One word is a hint, no proof.
const WORD: f32 = 0.5;

fn words_score(upper: &[Line<'_>], township: &[Line<'_>], clauses: &Clauses<'_, '_>) -> f32 {
    let upper: f32 = upper.iter().map(|line| leaning(line, clauses)).sum();
    let township: f32 = township.iter().map(|line| leaning(line, clauses)).sum();
    WORD * (upper - township)
}

/// Above 0 where a line sounds like a department's, below where it sounds like the township's.
fn leaning(line: &Line<'_>, clauses: &Clauses<'_, '_>) -> f32 {
    let text = split_marker(line.text).map_or(line.text, |(_, rest)| rest);
    let has = |words: &[&str]| words.iter().any(|word| text.contains(word));
    let mut leaning = 0.0;
    let own = &clauses.vocabulary.township;
    if !own.is_empty() && text.contains(own.as_str()) {
        leaning += 1.0;
    }
    if opens_with_department(text, clauses) {
        leaning += 1.5;
    }
    if has(UPPER_ACTS) {
        leaning += 0.5;
    }
    if has(TOWNSHIP_WORDS) {
        leaning -= 1.0;
    }
    if has(TOWNSHIP_ACTS) {
        leaning -= 0.7;
    }
    leaning
}

/// `县公安局负责……`
fn opens_with_department(text: &str, clauses: &Clauses<'_, '_>) -> bool {
    clauses.departments.iter().any(|full| {
        text.char_indices()
            .skip(2)
            .take(24)
            .any(|(at, _)| same_body(full, &text[..at], &clauses.vocabulary.county))
    })
}
