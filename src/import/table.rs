//! What every reader yields: lines of prose and rows of cells, in the order of the document.

/// A piece of a document.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Block {
    /// Line of the decoded text, from 1.
    pub line: u32,
    /// What it is.
    pub content: Content,
}

/// Prose or a row.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Content {
    /// A line outside tables.
    Prose(String),
    /// A row of a table: its cells, untouched.
    Row(Vec<String>),
}
