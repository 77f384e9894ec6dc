//! What recognition yields: what a document says, and where each duty stood.

use std::collections::BTreeMap;

use super::row::FieldText;
use crate::model::{Cell, DeclaredCounts, Field, Ledger, ListKind, Lists, Mark, Position};
use crate::text::date::PrintedDate;

/// What a document says.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub(in crate::import) struct Recognised {
    /// The cover's lines, without title and date.
    pub cover: Vec<String>,
    /// Place names that the titles of the lists begin with.
    pub titles: Vec<String>,
    /// The date on the cover, as `YYYY-MM`, with the day when it is printed.
    pub date: Option<PrintedDate>,
    /// 说明, one paragraph a line.
    pub note: Vec<String>,
    /// Counts that the note declares.
    pub declared: DeclaredCounts,
    /// The duties, each with a provisional id made of its printed number.
    pub lists: Lists,
    /// For each duty in the order of `lists`: its line and cells.
    pub rows: Vec<SourceRow>,
    /// Text with no place.
    pub unplaced: Vec<Stray>,
    /// The account of characters.
    pub ledger: Ledger,
}

/// Where a duty stood.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(in crate::import) struct SourceRow {
    /// The list.
    pub list: ListKind,
    /// Where its row begins.
    pub at: Position,
    /// The cells, untouched.
    pub cells: Vec<Cell>,
    /// Repairs and doubts.
    pub marks: Vec<Mark>,
    /// Which table of the document it stood in: tables with a header of their own, counted.
    pub table: usize,
}

impl SourceRow {
    /// What the fields of the duty are read from: the repaired text of each, else its cell.
    pub(in crate::import) fn texts(&self) -> BTreeMap<Field, FieldText> {
        let mut texts: BTreeMap<Field, FieldText> = BTreeMap::new();
        for cell in &self.cells {
            if let Some(field) = cell.field {
                let text = || FieldText { text: cell.text.clone(), breaks: cell.breaks };
                texts.entry(field).or_insert_with(text);
            }
        }
        for mark in self.marks.iter().filter(|mark| mark.kind.is_repair()) {
            texts.entry(mark.field).or_default().text.clone_from(&mark.text);
        }
        texts
    }
}

/// Text with no place.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(in crate::import) struct Stray {
    /// Where it stands.
    pub at: Position,
    /// The duty above it: its list, and its place in that list.
    pub after: Option<(ListKind, usize)>,
    /// The text.
    pub text: String,
}
