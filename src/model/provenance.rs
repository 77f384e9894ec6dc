//! Provenance (出处): for each duty the cells as they stood in the document, and the ledger that
//! accounts for every character. Kept as `provenance.json` beside the Markdown.

use std::collections::BTreeMap;
use std::fmt;

use serde::{Deserialize, Serialize};

use super::{DeclaredCounts, DutyId, Field, Place};

/// Where something stands in a document.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Default, Serialize, Deserialize)]
pub struct Position {
    /// The sheet, table or page, as people call it (`第 3 页`); none for a document that is one text.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub part: Option<String>,
    /// Line of the decoded text, or row of the part, from 1. Grows through the whole part.
    pub line: u32,
}

impl Position {
    /// A line of a document that is one text.
    pub fn line(line: u32) -> Self {
        Self { part: None, line }
    }
}

impl fmt::Display for Position {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match &self.part {
            Some(part) => write!(f, "{part}:{}", self.line),
            None => write!(f, "{}", self.line),
        }
    }
}

/// What the importer did to a field, or doubts about it: what cannot be seen from the cell alone.
/// Rules of `check` turn marks into findings; a mark is quiet once a person has changed its field.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Mark {
    /// What was done or is doubtful.
    pub kind: MarkKind,
    /// The field.
    pub field: Field,
    /// A repair: what was written instead of the cell. A doubt: what else it may have been.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub text: String,
}

/// Kinds of marks. Each has one rule.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum MarkKind {
    /// Where one cell ends and the next begins was decided between two close possibilities; `text`
    /// is what the field would hold in the other.
    UncertainSplit,
    /// The row had no cell for the field: that of a merged cell above it, which a converter lost.
    FilledFromAbove,
    /// Rows without a number of their own were added to the field.
    ContinuedRow,
    /// Either of both, where the document does not make it certain.
    DoubtfulRow,
    /// A category that was cut short: the one category that it is the beginning or the end of.
    CategoryCompleted,
    /// A category that cannot be read: the one that stands both above and below.
    CategoryFromNeighbours,
    /// A category that had slipped into the name: category and name each in its own field.
    CategoryInName,
    /// A cell whose narrow lines were read down the columns instead of along the lines.
    CellUntangled,
}

impl MarkKind {
    /// Whether the field was written with the mark's text instead of its cell.
    pub fn is_repair(self) -> bool {
        match self {
            Self::UncertainSplit | Self::DoubtfulRow => false,
            Self::FilledFromAbove
            | Self::ContinuedRow
            | Self::CategoryCompleted
            | Self::CategoryFromNeighbours
            | Self::CategoryInName
            | Self::CellUntangled => true,
        }
    }
}

/// A cell as it stood: markup, blanks and all.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Cell {
    /// The field that the column fills; none for a column that the header does not name.
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub field: Option<Field>,
    /// The text between two column separators, untouched.
    pub text: String,
    /// What the line breaks in it mean.
    #[serde(default, skip_serializing_if = "Breaks::are_hard")]
    pub breaks: Breaks,
}

/// What a line break inside a cell means.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Breaks {
    /// The end of a paragraph.
    #[default]
    Hard,
    /// The edge of a narrow column, wherever no clause, heading or label begins behind it.
    Wrapped,
}

impl Breaks {
    #[expect(clippy::trivially_copy_pass_by_ref, reason = "serde asks by reference")]
    fn are_hard(&self) -> bool {
        *self == Self::Hard
    }
}

/// Where a duty stood in its document.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct DutySource {
    /// Index into the township's `sources`.
    pub source: usize,
    /// Where its row begins.
    #[serde(flatten)]
    pub at: Position,
    /// The row's cells in their order.
    pub cells: Vec<Cell>,
    /// Repairs and doubts.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub marks: Vec<Mark>,
}

impl DutySource {
    /// The raw text of the cell that fills a field.
    pub fn cell(&self, field: Field) -> Option<&str> {
        self.cells.iter().find(|c| c.field == Some(field)).map(|c| c.text.as_str())
    }

    /// What line breaks mean in the cell that fills a field.
    pub fn breaks(&self, field: Field) -> Breaks {
        self.cells.iter().find(|c| c.field == Some(field)).map(|c| c.breaks).unwrap_or_default()
    }

    /// What the import wrote from: the repaired text of a field, else its cell.
    pub fn imported(&self, field: Field) -> Option<&str> {
        let repaired = self.marks.iter().rfind(|m| m.field == field && m.kind.is_repair());
        repaired.map(|mark| mark.text.as_str()).or_else(|| self.cell(field))
    }
}

/// Text of the document that the importer could not place.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Unplaced {
    /// Index into the township's `sources`.
    pub source: usize,
    /// Where it stands.
    #[serde(flatten)]
    pub at: Position,
    /// The duty above it, of which it may be the other half.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub after: Option<DutyId>,
    /// The text as it stood.
    pub text: String,
}

/// What the reader of a document had to say of a part of it, and no cell shows.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Remark {
    /// Index into the township's `sources`.
    pub source: usize,
    /// Where.
    #[serde(flatten)]
    pub at: Position,
    /// What.
    pub kind: RemarkKind,
    /// The characters in question.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub text: String,
}

/// Kinds of remarks.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum RemarkKind {
    /// The page is a picture: what it says was not read.
    Picture,
    /// The text of the page is what OCR made of a picture.
    OcrLayer,
    /// The fonts name radicals where the page shows ideographs; `text` has them, `⼈人`.
    Radicals,
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
    /// What carries the document and is none of it: page numbers, the frame of a web page.
    #[serde(default)]
    pub furniture: usize,
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
            + self.furniture
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
    /// How many duties the table of contents says there are.
    #[serde(default, skip_serializing_if = "DeclaredCounts::is_empty")]
    pub contents: DeclaredCounts,
    /// Where each duty stood.
    #[serde(default)]
    pub duties: BTreeMap<DutyId, DutySource>,
    /// Text with no place.
    #[serde(default)]
    pub unplaced: Vec<Unplaced>,
    /// What the reader had to say of a page.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub remarks: Vec<Remark>,
}
