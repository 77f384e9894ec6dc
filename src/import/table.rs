//! What every reader yields: lines of prose and rows of cells, in the order of the document.

use crate::model::{Field, ListKind, Position};

/// A document as its reader sees it.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub(super) struct Reading {
    /// Its pieces in their order.
    pub blocks: Vec<Block>,
    /// All its non-blank characters, counted by the reader from the decoded document and not from
    /// `blocks`: the ledger is balanced against it. Numbers that a word processor prints before
    /// paragraphs count; the copies of a merged cell do not.
    pub visible: usize,
}

impl Reading {
    /// All its texts, in no order that matters.
    pub(super) fn texts(&self) -> impl Iterator<Item = &str> {
        self.blocks.iter().flat_map(|block| -> Box<dyn Iterator<Item = &str>> {
            match &block.content {
                Content::Prose(text) | Content::Furniture(text) | Content::Header { text, .. } => {
                    Box::new(std::iter::once(text.as_str()))
                }
                Content::Row(cells) => Box::new(cells.iter().map(|cell| cell.text.as_str())),
            }
        })
    }
}

/// A piece of a document.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Block {
    /// Where it stands.
    pub at: Position,
    /// What it is.
    pub content: Content,
}

/// Prose, a row, or neither.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Content {
    /// A line outside tables.
    Prose(String),
    /// A header row whose columns the reader has worked out.
    Header {
        /// Its text, names of columns and blanks.
        text: String,
        /// The list.
        list: ListKind,
        /// What the columns of the rows under it are.
        columns: Vec<Field>,
    },
    /// A row of a table.
    Row(Vec<RawCell>),
    /// What carries the document and is none of it: a page number, the menu of a web page.
    Furniture(String),
}

/// A cell as its reader sees it, untouched.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub(super) struct RawCell {
    /// The text; a line break in the cell is `\n`.
    pub text: String,
    /// What its line breaks mean.
    pub breaks: Breaks,
    /// Whether the text is its own, or a copy of the merged cell that covers it.
    pub origin: CellOrigin,
    /// What the cell would hold in the next best reading, where two are close.
    pub doubt: Option<String>,
}

/// What a line break inside a cell means.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(super) enum Breaks {
    /// The end of a paragraph.
    #[default]
    Hard,
    /// The edge of a narrow column, wherever no clause, heading or label begins behind it.
    Wrapped,
}

/// Whose text a cell shows.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(super) enum CellOrigin {
    /// Its own.
    #[default]
    Own,
    /// That of a merged cell which begins above or before it.
    Merged,
}

impl RawCell {
    /// A cell of its own whose line breaks end paragraphs.
    pub(super) fn new(text: impl Into<String>) -> Self {
        Self { text: text.into(), ..Self::default() }
    }
}
