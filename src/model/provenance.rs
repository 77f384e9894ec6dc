//! Provenance (出处): for each duty the cells as they stood in the document, and the ledger that
//! accounts for every character. Kept as `provenance.json` beside the Markdown.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use super::{DutyId, Field, Place};

/// A cell as it stood: markup, blanks and all.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Cell {
    /// The field that the column fills; none for a column that the header does not name.
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub field: Option<Field>,
    /// The text between two column separators, untouched.
    pub text: String,
}

/// Where a duty stood in its document.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct DutySource {
    /// Index into the township's `sources`.
    pub source: usize,
    /// Line of the decoded document, from 1.
    pub line: u32,
    /// The row's cells in their order.
    pub cells: Vec<Cell>,
}

impl DutySource {
    /// The raw text of the cell that fills a field.
    pub fn cell(&self, field: Field) -> Option<&str> {
        self.cells.iter().find(|c| c.field == Some(field)).map(|c| c.text.as_str())
    }
}

/// Text of the document that the importer could not place.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Unplaced {
    /// Index into the township's `sources`.
    pub source: usize,
    /// Line of the decoded document, from 1.
    pub line: u32,
    /// The text as it stood.
    pub text: String,
}

/// Non-blank characters of a document by what became of them.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct Ledger {
    /// All non-blank characters.
    pub total: usize,
    /// In fields of duties, printed numbers included.
    pub fields: usize,
    /// 说明: prose kept in `index.md`.
    pub note: usize,
    /// Place, title and date on the cover.
    pub cover: usize,
    /// Table of contents.
    pub contents: usize,
    /// Titles of the lists.
    pub titles: usize,
    /// Header rows, repeated ones included.
    pub headers: usize,
    /// Tags such as `<p>` that structure a cell.
    pub markup: usize,
    /// `、` between departments.
    pub separators: usize,
    /// Text with no place: kept in the provenance and reported.
    pub unplaced: usize,
}

impl Ledger {
    /// Everything that is accounted for.
    pub fn accounted(&self) -> usize {
        self.fields
            + self.note
            + self.cover
            + self.contents
            + self.titles
            + self.headers
            + self.markup
            + self.separators
            + self.unplaced
    }

    /// Whether every character is accounted for, once.
    pub fn balances(&self) -> bool {
        self.total == self.accounted()
    }
}

/// `provenance.json`.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct Provenance {
    /// SHA-256 of each Markdown file as the import wrote it: a file that differs was edited by a
    /// person.
    #[serde(default)]
    pub written: BTreeMap<String, String>,
    /// The full name of the township that the document prints, when it prints one.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub place: Option<Place>,
    /// The account of characters.
    #[serde(default)]
    pub ledger: Ledger,
    /// Where each duty stood.
    #[serde(default)]
    pub duties: BTreeMap<DutyId, DutySource>,
    /// Text with no place.
    #[serde(default)]
    pub unplaced: Vec<Unplaced>,
}
