//! The cells of a duty: all ways to divide its lines are scored, and the best is taken.

use super::clause_score::{Clauses, clause_cuts};
use super::lines::Line;
use super::rows::RowLines;
use super::vocabulary::Vocabulary;
use crate::import::clauses::{LabelContext, label_len};
use crate::import::table::{Breaks, CellOrigin, RawCell};
use crate::model::{Field, ListKind};
use crate::text::chars::{collapse_blanks, is_hanzi};
use crate::text::department::{
    has_body_ending, has_plain_ending, is_common_body, names_class, split_names,
};
use crate::text::numbering::split_marker;

/// A reading that scores this much less than the best is no doubt.
const CLEAR: f32 = 2.0;

/// A duty divided into cells.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Division<'a> {
    cells: Vec<(Field, Vec<Line<'a>>)>,
    doubts: Vec<(Field, String)>,
    is_clear: bool,
}

impl<'a> Division<'a> {
    /// Whether no other way to divide is close.
    pub(super) fn is_clear(&self) -> bool {
        self.is_clear
    }

    /// The lines of a cell.
    pub(super) fn lines(&self, field: Field) -> impl Iterator<Item = &Line<'a>> {
        self.cells.iter().filter(move |(f, _)| *f == field).flat_map(|(_, lines)| lines)
    }

    /// The text of a cell, its lines joined.
    pub(super) fn text(&self, field: Field) -> String {
        joined(self.lines(field))
    }
}

/// The cells of a duty, in the order of the list's columns, its number first.
pub(super) fn split_cells(row: &RowLines<'_>, vocabulary: &Vocabulary) -> Vec<RawCell> {
    let division = divide(row, vocabulary);
    let mut cells = vec![RawCell::new(row.seq)];
    for (field, lines) in &division.cells {
        let lines: Vec<&str> = lines.iter().map(|line| line.text).collect();
        let doubt = division.doubts.iter().find(|(of, _)| of == field);
        cells.push(RawCell {
            text: lines.join("\n"),
            breaks: Breaks::Wrapped,
            origin: CellOrigin::Own,
            doubt: doubt.map(|(_, other)| other.clone()),
        });
    }
    cells
}

/// Divides a duty.
pub(super) fn divide<'a>(row: &RowLines<'a>, vocabulary: &Vocabulary) -> Division<'a> {
    let mut first: Vec<Line<'a>> = row.parts.first().cloned().unwrap_or_default();
    let mut division = Division { cells: Vec::new(), doubts: Vec::new(), is_clear: true };
    if row.has_category {
        let category = take_category(&mut first, &vocabulary.categories);
        division.cells.push((Field::Category, category));
    }
    let later = row.parts.get(1..).unwrap_or_default();
    match row.list {
        ListKind::Basic => {
            first.extend(later.iter().flatten());
            division.cells.push((Field::Name, first));
        }
        ListKind::Coop => divide_coop(&mut division, &first, later, vocabulary),
        ListKind::Reclaimed => {
            first.extend(later.iter().flatten());
            divide_reclaimed(&mut division, &first, vocabulary);
        }
    }
    division
}

/// Takes the category off the front: as many words or lines as together are one.
fn take_category<'a>(pieces: &mut Vec<Line<'a>>, categories: &[String]) -> Vec<Line<'a>> {
    let is_category = |lines: &[Line<'_>]| categories.contains(&joined(lines));
    if let Some(count) = (1..=4.min(pieces.len())).rev().find(|n| is_category(&pieces[..*n])) {
        return pieces.drain(..count).collect();
    }
    // The name may stand between the two halves of a category: `74 文化和旅 名称`, `游`.
    for at in 2..pieces.len().min(4) {
        if is_category(&[pieces[0], pieces[at]]) {
            let rest = pieces.remove(at);
            return vec![pieces.remove(0), rest];
        }
    }
    // A category that no other duty has; `check` asks about it.
    let is_word = pieces.len() > 1
        && pieces.first().is_some_and(|piece| {
            (2..=8).contains(&piece.text.chars().count()) && piece.text.chars().all(is_hanzi)
        });
    if is_word { vec![pieces.remove(0)] } else { Vec::new() }
}

/// Name, departments and the two columns of clauses.
fn divide_coop<'a>(
    division: &mut Division<'a>,
    first: &[Line<'a>],
    later: &[Vec<Line<'a>>],
    vocabulary: &Vocabulary,
) {
    let (head, mut other) = best_two(heads(first, vocabulary), CLEAR);
    division.is_clear &= other.is_none();
    // A name that nothing vouches for: then any other reading is to be looked at.
    if let Some(head) = &head
        && !are_plausible(&joined(&first[head.name..head.departments]), vocabulary)
    {
        other = best_two(heads(first, vocabulary), f32::INFINITY).1;
    }
    let (name, departments, rest) = head.map_or((first.len(), first.len(), first.len()), |h| {
        (h.name, h.departments, h.departments)
    });
    division.cells.push((Field::Name, first[..name].to_vec()));
    division.cells.push((Field::Departments, first[name..departments].to_vec()));
    if let Some(other) = other {
        division.doubts.push((Field::Name, joined(&first[..other.name])));
        division.doubts.push((Field::Departments, joined(&first[other.name..other.departments])));
    }
    let printed = joined(&first[name..departments]);
    let departments: Vec<String> = split_names(&printed).map(str::to_owned).collect();
    let mut parts = vec![&first[rest..]];
    parts.extend(later.iter().map(Vec::as_slice));
    let clauses = Clauses { parts, departments: &departments, vocabulary };
    let (best, second) = best_two(clause_cuts(&clauses), CLEAR);
    let Some(best) = best else {
        division.cells.push((Field::Upper, clauses.all()));
        division.cells.push((Field::Township, Vec::new()));
        return;
    };
    let (upper, township) = clauses.at(&best.cuts);
    division.is_clear &= second.is_none();
    if let Some(second) = second {
        let (other_upper, other_township) = clauses.at(&second.cuts);
        division.doubts.push((Field::Upper, joined(&other_upper)));
        division.doubts.push((Field::Township, joined(&other_township)));
    }
    division.cells.push((Field::Upper, upper));
    division.cells.push((Field::Township, township));
}

/// Name and method: the method begins with the department that has taken the duty back.
fn divide_reclaimed<'a>(division: &mut Division<'a>, lines: &[Line<'a>], vocabulary: &Vocabulary) {
    let ways = (1..lines.len()).map(|name| Scored {
        score: method_score(&lines[..name], &lines[name..], vocabulary),
        way: name,
    });
    let (best, second) = best_two(ways.collect(), CLEAR);
    let name = best.unwrap_or(lines.len());
    division.is_clear &= second.is_none();
    if let Some(other) = second {
        division.doubts.push((Field::Name, joined(&lines[..other])));
        division.doubts.push((Field::Method, joined(&lines[other..])));
    }
    division.cells.push((Field::Name, lines[..name].to_vec()));
    division.cells.push((Field::Method, lines[name..].to_vec()));
}

/// A way to divide, and how well it fits.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Scored<T> {
    /// The higher, the better.
    pub score: f32,
    /// The way.
    pub way: T,
}

/// The best way, and the next best when it scores less by no more than a margin.
fn best_two<T>(mut ways: Vec<Scored<T>>, margin: f32) -> (Option<T>, Option<T>) {
    ways.sort_by(|a, b| b.score.total_cmp(&a.score));
    let mut ways = ways.into_iter();
    let best = ways.next();
    let score = best.as_ref().map_or(0.0, |best| best.score);
    let second = ways.next().filter(|second| score - second.score < margin);
    (best.map(|best| best.way), second.map(|second| second.way))
}

/// Where name and departments end.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
struct Head {
    name: usize,
    departments: usize,
}

/// A name and its departments take at most this many lines.
const HEAD_LINES: usize = 48;

fn heads(lines: &[Line<'_>], vocabulary: &Vocabulary) -> Vec<Scored<Head>> {
    let most = lines.len().min(HEAD_LINES);
    let mut ways = Vec::new();
    for name in 1..most {
        let name_score = name_score(&lines[..name], vocabulary);
        for departments in name + 1..=most {
            let score = name_score
                + departments_score(&lines[name..departments], vocabulary)
                + opening_score(&lines[name..departments], lines.get(departments), vocabulary);
            ways.push(Scored { score, way: Head { name, departments } });
        }
    }
    ways
}

fn name_score(lines: &[Line<'_>], vocabulary: &Vocabulary) -> f32 {
    let width = vocabulary.widths.name;
    let text = joined(lines);
    let mut score = 0.0;
    if text.contains(['。', '；']) {
        score -= 4.0;
    }
    if text.ends_with(['、', '，', '：']) || opens(&text) {
        score -= 3.0;
    }
    // A name hardly ever says the county's; a department's cell does.
    if !vocabulary.county.is_empty() && text.contains(&vocabulary.county) {
        score -= 4.0;
    } else if county_stem(vocabulary).is_some_and(|stem| text.contains(stem)) {
        score -= 2.0;
    }
    score - width_penalty(lines, width)
}

fn departments_score(lines: &[Line<'_>], vocabulary: &Vocabulary) -> f32 {
    let text = joined(lines);
    let names: Vec<&str> = split_names(&text).collect();
    if names.is_empty() {
        return -10.0;
    }
    let mut score = 0.0;
    let mut quality = 0.0;
    for name in &names {
        if name.contains(['。', '；', '：', '，']) || opens(name) || is_glued(name, vocabulary)
        {
            score -= 6.0;
        } else if vocabulary.knows(name) {
            quality += 3.0;
        } else if is_placed_body(name, vocabulary) || is_common_body(name) {
            quality += 2.0;
        } else if names_class(name) {
            quality += 1.0;
        } else if has_body_ending(name) {
            quality += 0.5;
        } else {
            score -= 5.0;
        }
    }
    if text.ends_with('、') {
        score -= 4.0;
    }
    #[expect(clippy::cast_precision_loss, reason = "a row names a few departments")]
    let mean = quality / names.len() as f32;
    score + mean - width_penalty(lines, vocabulary.widths.departments)
}

/// Whether each name of a cell is known, has its county before it, or is one that needs none.
fn are_plausible(cell: &str, vocabulary: &Vocabulary) -> bool {
    split_names(cell).all(|name| {
        vocabulary.knows(name)
            || is_placed_body(name, vocabulary)
            || is_common_body(name)
            || names_class(name)
    })
}

/// How the line behind the departments begins: a number, a heading or a label opens the clauses, and
/// a blank line stands before them.
fn opening_score(
    departments: &[Line<'_>],
    line: Option<&Line<'_>>,
    vocabulary: &Vocabulary,
) -> f32 {
    let Some(line) = line else { return -6.0 };
    let mut score = if line.after_blank { 2.0 } else { 0.0 };
    match split_marker(line.text) {
        Some((marker, _)) if marker.number == 1 => score += 3.0,
        Some(_) => score -= 5.0,
        None if is_label(line, departments, vocabulary) => score += 3.0,
        None => {}
    }
    if vocabulary.widths.departments > 0 && line.width() > vocabulary.widths.departments + 2 {
        score += 2.0;
    }
    score
}

/// Whether a line is the name of one of the row's departments and nothing else.
fn is_label(line: &Line<'_>, departments: &[Line<'_>], vocabulary: &Vocabulary) -> bool {
    let printed = joined(departments);
    let departments: Vec<String> = split_names(&printed).map(str::to_owned).collect();
    let context = LabelContext { departments: &departments, county: &vocabulary.county };
    label_len(line.text, context) == Some(line.text.len())
}

fn method_score(name: &[Line<'_>], method: &[Line<'_>], vocabulary: &Vocabulary) -> f32 {
    let Some(first) = method.first() else { return -10.0 };
    let text = joined(name);
    let context = LabelContext { departments: &[], county: &vocabulary.county };
    let mut score = if first.after_blank { 1.0 } else { 0.0 };
    if label_len(first.text, context).is_some() {
        score += 5.0;
        if is_placed_body(label_of(first.text), vocabulary) {
            score += 2.0;
        }
    } else if is_placed_body(first.text, vocabulary) {
        score += 4.0;
    } else if split_marker(first.text).is_some_and(|(marker, _)| marker.number == 1) {
        score += 3.0;
    }
    if text.contains(['。', '；', '：']) || text.ends_with(['、', '，']) || opens(&text) {
        score -= 4.0;
    }
    if joined(method).ends_with(['。', '；']) { score } else { score - 1.0 }
}

fn label_of(line: &str) -> &str {
    line.split(['：', ':']).next().unwrap_or(line)
}

/// The county's name without its level, which the names of the level above often share.
fn county_stem(vocabulary: &Vocabulary) -> Option<&str> {
    let stem = vocabulary.county.trim_end_matches(['县', '市', '区', '旗']);
    (stem.chars().count() >= 2).then_some(stem)
}

/// Whether a name is two: a body with another behind it, or with something before its county.
fn is_glued(name: &str, vocabulary: &Vocabulary) -> bool {
    let county = &vocabulary.county;
    // `某州生态环境局某县分局` is one body.
    let late = !county.is_empty()
        && name
            .rfind(county.as_str())
            .is_some_and(|at| at > 0 && !(has_plain_ending(&name[..at]) && name.ends_with("分局")));
    late || name.char_indices().skip(1).any(|(at, _)| {
        let (body, rest) = name.split_at(at);
        has_body_ending(rest)
            && rest.starts_with(['县', '市', '区', '旗', '州'])
            && is_placed_body(body, vocabulary)
    })
}

/// A body of this county or of a level above it, by its name.
fn is_placed_body(name: &str, vocabulary: &Vocabulary) -> bool {
    has_body_ending(name)
        && (county_stem(vocabulary).is_some_and(|stem| name.starts_with(stem))
            || vocabulary.above.iter().any(|place| name.starts_with(place.as_str()))
            || (name.starts_with(['县', '市', '区', '旗', '州', '省'])
                && name.chars().count() <= 18
                && has_plain_ending(name)))
}

/// Lines wider than their column; and lines that end early although the text goes on.
fn width_penalty(lines: &[Line<'_>], width: usize) -> f32 {
    if width == 0 {
        return 0.0;
    }
    let mut penalty = 0.0;
    for (i, line) in lines.iter().enumerate() {
        if line.width() > width + 2 {
            penalty += 3.0;
        } else if i + 1 < lines.len() && line.width() + 4 < width {
            penalty += 1.0;
        }
    }
    penalty
}

/// Whether a bracket or quotation mark is open at the end of a text.
fn opens(text: &str) -> bool {
    let count = |mark: char| text.chars().filter(|c| *c == mark).count();
    [('（', '）'), ('(', ')'), ('《', '》'), ('“', '”')]
        .iter()
        .any(|(open, close)| count(*open) != count(*close))
}

/// Lines as one text. Between hanzi a line's edge is nothing; words of Latin letters keep a blank.
pub(super) fn joined<'l, 'a: 'l>(lines: impl IntoIterator<Item = &'l Line<'a>>) -> String {
    let lines: Vec<&str> = lines.into_iter().map(|line| line.text).collect();
    collapse_blanks(&lines.join(" "))
}
