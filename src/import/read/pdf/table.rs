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
    /// Text of merged cells that began on the page before.
    inherited: BTreeMap<usize, String>,
}

impl Table {
    /// A table whose cells have these texts.
    pub(super) fn new(texts: BTreeMap<usize, String>, grid: Grid) -> Self {
        Self { grid, texts, inherited: BTreeMap::new() }
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
        let own = self.texts.get(&owner);
        let inherited = self.inherited.get(&owner);
        let is_own = owner == place && inherited.is_none();
        RawCell {
            text: inherited.or(own).cloned().unwrap_or_default(),
            breaks: Breaks::Wrapped,
            origin: if is_own { CellOrigin::Own } else { CellOrigin::Merged },
        }
    }

    /// The empty cell that begins in a row and column is the rest of one on the page before.
    pub(super) fn inherit(&mut self, row: usize, column: usize, text: &str) {
        let place = row * self.grid.columns() + column;
        if self.grid.owner.get(place) == Some(&place) && !self.texts.contains_key(&place) {
            self.inherited.insert(place, text.to_owned());
        }
    }
}
