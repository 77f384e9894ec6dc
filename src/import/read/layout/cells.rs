//! The cells of a duty: all ways to divide its lines are scored, and the best is taken.

use super::clause_score::Clauses;
use super::head_score::{are_plausible, before_department, heads, method_score};
use super::lines::Line;
use super::rows::RowLines;
use super::vocabulary::Vocabulary;
use crate::import::table::{CellOrigin, RawCell};
use crate::model::{Breaks, Field, ListKind};
use crate::text::chars::{collapse_blanks, is_hanzi};
use crate::text::department::split_names;

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
        let divided = division.doubts.iter().find(|(of, _)| of == field);
        let begun = row.doubt.filter(|_| *field == Field::Name);
        let doubt = divided.map(|(_, other)| other.as_str()).or(begun).or(tail(*field, lines));
        let lines: Vec<&str> = lines.iter().map(|line| line.text).collect();
        cells.push(RawCell {
            text: lines.join("\n"),
            breaks: Breaks::Wrapped,
            origin: CellOrigin::Own,
            doubt: doubt.map(str::to_owned),
        });
    }
    cells
}

/// The last line of a cell of clauses when it stands behind their end and ends none itself: `附件2`,
/// the title that a page repeats.
fn tail<'a>(field: Field, lines: &[Line<'a>]) -> Option<&'a str> {
    let is_last = matches!(field, Field::Township | Field::Method);
    let [.., before, last] = lines else { return None };
    let is_tail = is_last
        && before.text.ends_with('。')
        && !last.text.ends_with(['。', '；', '：', '）', ';']);
    is_tail.then_some(last.text)
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
            if let Some(name) = before_department(&joined(&first), vocabulary) {
                division.doubts.push((Field::Name, name.to_owned()));
            }
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
    let (head, second) = best_two(heads(first, vocabulary));
    division.is_clear &= !second.as_ref().is_some_and(|second| second.is_close);
    // A name that nothing vouches for: then any other reading is to be looked at.
    let vouched = head
        .is_none_or(|head| are_plausible(&joined(&first[head.name..head.departments]), vocabulary));
    let other = second.filter(|second| second.is_close || !vouched).map(|second| second.way);
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
    let clauses = Clauses::new(&parts, &departments, vocabulary);
    let (best, second) = close_two(clauses.cuts());
    let Some(best) = best else {
        division.cells.push((Field::Upper, clauses.all()));
        division.cells.push((Field::Township, Vec::new()));
        return;
    };
    let (upper, township) = clauses.at(&best);
    division.is_clear &= second.is_none();
    if let Some(second) = second {
        let (other_upper, other_township) = clauses.at(&second);
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
    let (best, second) = close_two(ways.collect());
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

/// The next best way.
struct Second<T> {
    way: T,
    /// Whether it is nearly as good as the best.
    is_close: bool,
}

/// The best way, and the next best.
fn best_two<T>(mut ways: Vec<Scored<T>>) -> (Option<T>, Option<Second<T>>) {
    ways.sort_by(|a, b| b.score.total_cmp(&a.score));
    let mut ways = ways.into_iter();
    let best = ways.next();
    let score = best.as_ref().map_or(0.0, |best| best.score);
    let second = ways
        .next()
        .map(|Scored { score: less, way }| Second { way, is_close: score - less < CLEAR });
    (best.map(|best| best.way), second)
}

/// The best way, and the next best when it is close.
fn close_two<T>(ways: Vec<Scored<T>>) -> (Option<T>, Option<T>) {
    let (best, second) = best_two(ways);
    (best, second.filter(|second| second.is_close).map(|second| second.way))
}

/// Lines as one text. Between hanzi a line's edge is nothing; words of Latin letters keep a blank.
pub(super) fn joined<'l, 'a: 'l>(lines: impl IntoIterator<Item = &'l Line<'a>>) -> String {
    let lines: Vec<&str> = lines.into_iter().map(|line| line.text).collect();
    collapse_blanks(&lines.join(" "))
}
