//! A duty's cells as they stood in the document, with the parts in question marked: what a person
//! holds against the published text.

use std::ops::Range;

use serde::Serialize;

use super::{Excerpt, Finding, visible};
use crate::model::{Cell, DutySource, Field};

/// A piece of text, marked or not.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Part {
    /// The text.
    pub text: String,
    /// Whether a finding is about it.
    pub marked: bool,
}

/// A cell as it stood.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct OriginalCell {
    /// The field that it fills; none for a cell beside the table's columns.
    pub field: Option<Field>,
    /// Its text in pieces, in order.
    pub parts: Vec<Part>,
}

/// The cells of a row that have text, with what the findings are about marked.
pub fn original_cells(source: &DutySource, findings: &[&Finding]) -> Vec<OriginalCell> {
    let cells = source.cells.iter().filter(|cell| !cell.text.trim().is_empty());
    let mark = |cell: &Cell| {
        let of_cell = findings.iter().filter(|finding| {
            // A finding that names no field may be about any.
            finding.at.field.is_none() || finding.at.field == cell.field
        });
        // The document's own words, when they are known, else the published ones.
        let excerpts = of_cell.filter_map(|f| f.source.as_ref().or(f.excerpt.as_ref()));
        let ranges = excerpts.filter_map(|excerpt| excerpt.locate_in(&cell.text)).collect();
        OriginalCell { field: cell.field, parts: split_marked(&cell.text, ranges) }
    };
    cells.map(mark).collect()
}

/// A text in pieces; `ranges` of characters are marked, and may overlap.
pub fn split_marked(text: &str, mut ranges: Vec<Range<usize>>) -> Vec<Part> {
    ranges.sort_by_key(|range| (range.start, range.end));
    let mut parts: Vec<Part> = Vec::new();
    let mut marked_to = 0;
    let mut next = ranges.into_iter().peekable();
    for (at, c) in text.chars().enumerate() {
        while let Some(range) = next.next_if(|range| range.start <= at) {
            marked_to = marked_to.max(range.end);
        }
        let marked = at < marked_to;
        match parts.last_mut() {
            Some(part) if part.marked == marked => part.text.push(c),
            _ => parts.push(Part { text: c.to_string(), marked }),
        }
    }
    parts
}

impl Excerpt {
    /// The excerpt in pieces.
    pub fn parts(&self) -> Vec<Part> {
        split_marked(&self.text, std::iter::once(self.start..self.end).collect())
    }

    /// Where the marked part stands in a text, in characters; none when the excerpt is not of it.
    pub fn locate_in(&self, text: &str) -> Option<Range<usize>> {
        let shown: String = text.chars().map(visible).collect();
        let whole = self.text.as_str();
        let uncut_left = whole.strip_prefix('…').unwrap_or(whole);
        // An ellipsis at either end may be the text's own or say that it was cut there.
        let forms = [
            (whole, 0),
            (uncut_left, 1),
            (whole.strip_suffix('…').unwrap_or(whole), 0),
            (uncut_left.strip_suffix('…').unwrap_or(uncut_left), 1),
        ];
        forms.into_iter().find_map(|(form, cut)| {
            let cut = if form.len() < whole.len() { cut } else { 0 };
            let at = shown.find(form).filter(|_| !form.is_empty())?;
            let from = shown[..at].chars().count();
            let start = (from + self.start).checked_sub(cut)?;
            let end = (from + self.end).checked_sub(cut)?;
            (start < end).then_some(start..end)
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_part_is_found_again_wherever_the_excerpt_was_cut() {
        let text = "　甲乙丙丁…戊己庚辛 and 壬癸\t甲乙丙丁…戊己庚辛";
        for width in [3, 7, 12, 60] {
            for part in ["and", "丁…戊", "壬癸\t甲"] {
                let at = text.find(part).unwrap_or(0);
                let excerpt = Excerpt::around(text, at, at + part.len(), width);
                let found = excerpt.locate_in(text).map(|range| {
                    text.chars().skip(range.start).take(range.len()).collect::<String>()
                });
                let whole: String = part.chars().take(width).collect();
                assert_eq!(found.as_deref(), Some(whole.as_str()), "{width} {part}: {excerpt:?}");
            }
        }
        assert_eq!(Excerpt::around("甲乙", 0, 3, 9).locate_in("丙丁"), None);
    }

    #[test]
    fn marks_that_overlap_are_one() {
        let pieces = |ranges: Vec<Range<usize>>| -> Vec<String> {
            let parts = split_marked("甲乙丙丁戊", ranges).into_iter();
            parts.map(|p| if p.marked { format!("[{}]", p.text) } else { p.text }).collect()
        };
        assert_eq!(pieces(vec![3..4, 0..1]), ["[甲]", "乙丙", "[丁]", "戊"]);
        assert_eq!(pieces(vec![1..3, 2..4, 1..2]), ["甲", "[乙丙丁]", "戊"]);
        assert_eq!(pieces(vec![]), ["甲乙丙丁戊"]);
    }
}
