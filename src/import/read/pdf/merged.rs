//! Category cells that are merged over several rows, and cut by the end of a page.
//!
//! Programs print such a cell once: on the page where it begins, or its lines on both. Each row shows the
//! whole text; the row in which it begins has it as its own.

use std::collections::BTreeSet;

use super::table::Edge;
use crate::import::table::{Block, CellOrigin, Content, RawCell};
use crate::text::chars::without_blanks;

/// The category cells of a document in their order.
#[derive(Debug, Default)]
pub(super) struct Categories(Vec<Region>);

/// One category cell.
#[derive(Debug)]
struct Region {
    /// The blocks of the rows that it covers.
    rows: Vec<usize>,
    column: usize,
    /// At the top of a page, below a table that goes on.
    top: End,
    /// At the bottom of one.
    bottom: End,
}

/// An end of a category cell.
#[derive(Debug, Clone, Copy, Default)]
struct End {
    /// A page begins or ends there.
    at_page: bool,
    /// The text reaches it.
    reached: bool,
}

impl Categories {
    /// A row that begins. `at_top`: the first one on a page, of a table that goes on.
    pub(super) fn add(
        &mut self,
        blocks: &[Block],
        cells: &mut [RawCell],
        row: usize,
        column: usize,
        at_top: bool,
    ) {
        let Some(cell) = cells.get_mut(column) else { return };
        let last = self.0.last_mut().filter(|region| region.column == column);
        if at_top && cell.text.trim().is_empty() {
            // Printed on the page where the cell begins.
            cell.origin = CellOrigin::Merged;
        }
        match last {
            Some(region) if cell.origin == CellOrigin::Merged => {
                if let Some(text) = region.text(blocks) {
                    cell.text.clone_from(text);
                }
                region.rows.push(row);
            }
            last => {
                // Without a cell to be a copy of, an empty one is its own. The text of another is counted
                // where it stands: in a cell beside it, or in a table that this one touches.
                if cell.text.trim().is_empty() {
                    cell.origin = CellOrigin::Own;
                }
                if let Some(last) = last {
                    last.bottom.at_page = at_top;
                }
                self.0.push(Region {
                    rows: vec![row],
                    column,
                    top: End { at_page: at_top, reached: false },
                    bottom: End::default(),
                });
            }
        }
    }

    /// Says of the last cell whether its text reaches an edge; `reaches` knows it of a column.
    pub(super) fn reaches(&mut self, edge: Edge, reaches: impl Fn(usize) -> bool) {
        if let Some(region) = self.0.last_mut() {
            match edge {
                Edge::Top => region.top.reached = reaches(region.column),
                Edge::Bottom => region.bottom.reached = reaches(region.column),
            }
        }
    }

    /// The rest of the last cell's text, printed on the next page.
    pub(super) fn append(&mut self, blocks: &mut [Block], rest: &str) {
        if let Some(region) = self.0.last().filter(|_| !rest.trim().is_empty()) {
            let text = region.text(blocks).map(|text| joined(text, rest)).unwrap_or_default();
            region.write(blocks, &text);
        }
    }

    /// A cell at the bottom of a page and one at the top of the next may be two, or the halves of one:
    /// then the text of both reaches the end of its page. One, when that is a category elsewhere in
    /// the document; two, when both are; else doubtful.
    pub(super) fn settle(&self, blocks: &mut [Block]) {
        let whole = self.0.iter().filter(|region| !region.top.at_page && !region.bottom.at_page);
        let known: BTreeSet<String> = whole
            .filter_map(|region| region.text(blocks))
            .map(|text| without_blanks(text))
            .collect();
        for pair in self.0.windows(2) {
            let [upper, lower] = pair else { continue };
            let (Some(above), Some(below)) = (upper.text(blocks), lower.text(blocks)) else {
                continue;
            };
            let either_blank = above.trim().is_empty() || below.trim().is_empty();
            let may_be_one = lower.top.at_page && upper.bottom.reached && lower.top.reached;
            if !may_be_one || either_blank || without_blanks(above) == without_blanks(below) {
                continue;
            }
            let one = joined(above, below);
            if known.contains(&without_blanks(&one)) {
                upper.write(blocks, &one);
                lower.write(blocks, &one);
                lower.set_merged(blocks);
            } else if !known.contains(&without_blanks(above))
                || !known.contains(&without_blanks(below))
            {
                upper.doubt(blocks, &without_blanks(&one));
                lower.doubt(blocks, &without_blanks(&one));
            }
        }
    }
}

impl Region {
    fn doubt(&self, blocks: &mut [Block], other: &str) {
        for row in &self.rows {
            if let Some(Content::Row(cells)) = blocks.get_mut(*row).map(|block| &mut block.content)
                && let Some(cell) = cells.get_mut(self.column)
            {
                cell.doubt = Some(other.to_owned());
            }
        }
    }

    fn text<'a>(&self, blocks: &'a [Block]) -> Option<&'a String> {
        match &blocks.get(*self.rows.first()?)?.content {
            Content::Row(cells) => cells.get(self.column).map(|cell| &cell.text),
            Content::Prose(_) | Content::Furniture(_) | Content::Header { .. } => None,
        }
    }

    fn change(&self, blocks: &mut [Block], change: impl Fn(&mut RawCell)) {
        for row in &self.rows {
            if let Some(Block { content: Content::Row(cells), .. }) = blocks.get_mut(*row)
                && let Some(cell) = cells.get_mut(self.column)
            {
                change(cell);
            }
        }
    }

    fn write(&self, blocks: &mut [Block], text: &str) {
        self.change(blocks, |cell| text.clone_into(&mut cell.text));
    }

    fn set_merged(&self, blocks: &mut [Block]) {
        self.change(blocks, |cell| cell.origin = CellOrigin::Merged);
    }
}

fn joined(above: &str, below: &str) -> String {
    format!("{above}\n{below}").trim().to_owned()
}
