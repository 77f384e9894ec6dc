//! Page numbers, running heads and watermarks: what carries the document and is none of it.

use std::collections::{BTreeMap, BTreeSet};

use super::lines::TextLine;
use super::page::{Item, PageLayout};
use crate::import::titles::list_of_title;

/// The part of a page, at its top and at its bottom, that has running heads.
const MARGIN: f64 = 0.13;
/// A line at the edge of as many pages is no text of the document.
const REPEATED: usize = 3;

/// What is furniture of a document.
#[derive(Debug, Default)]
pub(super) struct Furniture {
    /// Lines that are repeated at the edges, digits taken out.
    heads: BTreeSet<String>,
    /// Text in another direction that is repeated.
    turned: BTreeSet<String>,
}

impl Furniture {
    /// Looks for what is repeated from page to page.
    pub(super) fn find(pages: &[PageLayout]) -> Self {
        let mut heads: BTreeMap<String, usize> = BTreeMap::new();
        let mut turned: BTreeMap<String, usize> = BTreeMap::new();
        for page in pages {
            let (mut heads_here, mut turned_here) = (BTreeSet::new(), BTreeSet::new());
            for item in &page.items {
                match item {
                    Item::Line(line)
                        if at_edge(line, page) && list_of_title(&line.text).is_none() =>
                    {
                        heads_here.insert(without_digits(&line.text));
                    }
                    Item::Turned(text) => {
                        turned_here.insert(text.clone());
                    }
                    Item::Line(_) | Item::Table(_) | Item::Hidden(_) => {}
                }
            }
            for (found, here) in [(&mut heads, heads_here), (&mut turned, turned_here)] {
                for text in here {
                    *found.entry(text).or_default() += 1;
                }
            }
        }
        let often = |found: BTreeMap<String, usize>, times: usize| {
            found.into_iter().filter(|(_, count)| *count >= times).map(|(text, _)| text).collect()
        };
        Self { heads: often(heads, REPEATED), turned: often(turned, 2) }
    }

    /// Whether an item is furniture.
    pub(super) fn has(&self, item: &Item, page: &PageLayout) -> bool {
        match item {
            Item::Line(line) => {
                at_edge(line, page)
                    && (is_page_number(&line.text)
                        || self.heads.contains(&without_digits(&line.text)))
            }
            Item::Turned(text) => self.turned.contains(text),
            Item::Hidden(_) => true,
            Item::Table(_) => false,
        }
    }
}

fn at_edge(line: &TextLine, page: &PageLayout) -> bool {
    let tables = || {
        page.items.iter().filter_map(|item| match item {
            Item::Table(table) => Some(table.grid.bounds()),
            Item::Line(_) | Item::Turned(_) | Item::Hidden(_) => None,
        })
    };
    let (top, bottom) = (line.bounds.y1, line.bounds.y0);
    let above = top < page.height * MARGIN && tables().all(|t| t.y0 > bottom);
    let below = bottom > page.height * (1.0 - MARGIN) && tables().all(|t| t.y1 < top);
    above || below
}

fn without_digits(text: &str) -> String {
    text.chars().filter(|c| !c.is_whitespace() && !c.is_numeric()).collect()
}

/// `12`, `- 12 -`, `第 12 页`, `第 12 页 共 30 页`, `12/30`.
fn is_page_number(text: &str) -> bool {
    let digits = text.chars().filter(char::is_ascii_digit).count();
    (1..=8).contains(&digits)
        && without_digits(text).chars().all(|c| "-—–－―/／·第页共，,（）()".contains(c))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn page_numbers() {
        for text in ["3", "- 12 -", "— 7 —", "第 2 页 共 30 页", "2/30"] {
            assert!(is_page_number(text), "{text}");
        }
        for text in ["2025年8月", "第一页", "", "1.甲"] {
            assert!(!is_page_number(text), "{text}");
        }
    }
}
