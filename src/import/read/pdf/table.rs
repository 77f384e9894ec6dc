//! A table of one page: its cells as rows that recognition can read.

use std::collections::BTreeMap;

use super::grid::Grid;
use crate::import::table::{Breaks, CellOrigin, RawCell};

/// A table with its text.
#[derive(Debug)]
pub(super) struct Table {
    /// Its cells.
    pub grid: Grid,
    /// The text of each cell, by the place in which it begins.
    texts: BTreeMap<usize, String>,
}

impl Table {
    /// A table whose cells have these texts.
    pub(super) fn new(texts: BTreeMap<usize, String>, grid: Grid) -> Self {
        Self { grid, texts }
    }

    /// Its rows, from top to bottom; each has a cell for each column.
    pub(super) fn rows(&self) -> Vec<Vec<RawCell>> {
        (0..self.grid.rows()).map(|row| self.row(row)).collect()
    }

    fn row(&self, row: usize) -> Vec<RawCell> {
        let columns = self.grid.columns();
        (row * columns..(row + 1) * columns).map(|place| self.cell(place)).collect()
    }

    fn cell(&self, place: usize) -> RawCell {
        let owner = self.grid.owner[place];
        RawCell {
            text: self.texts.get(&owner).cloned().unwrap_or_default(),
            breaks: Breaks::Wrapped,
            origin: if owner == place { CellOrigin::Own } else { CellOrigin::Merged },
        }
    }
}
