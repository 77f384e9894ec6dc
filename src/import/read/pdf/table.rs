//! A table of one page: its cells as rows that recognition can read.

use std::collections::BTreeMap;

use super::grid::Grid;
use super::lines::TextLine;
use crate::import::table::{CellOrigin, PARAGRAPH_END, RawCell};
use crate::model::Breaks;

/// A table with its text.
#[derive(Debug)]
pub(super) struct Table {
    /// Its cells.
    pub grid: Grid,
    /// The lines of each cell, by the place in which it begins.
    lines: BTreeMap<usize, Vec<TextLine>>,
    /// For each column, how far the text of its cells goes to the left and to the right.
    reach: Vec<Option<(f64, f64)>>,
}

/// An edge of a cell that a page may cut.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Edge {
    /// The upper one.
    Top,
    /// The lower one.
    Bottom,
}

impl Table {
    /// A table whose cells have these lines.
    pub(super) fn new(lines: BTreeMap<usize, Vec<TextLine>>, grid: Grid) -> Self {
        let mut reach: Vec<Option<(f64, f64)>> = vec![None; grid.columns()];
        for (owner, lines) in &lines {
            let column = owner % grid.columns();
            for line in lines {
                let (left, right) = reach[column].unwrap_or((line.bounds.x0, line.bounds.x1));
                reach[column] = Some((left.min(line.bounds.x0), right.max(line.bounds.x1)));
            }
        }
        Self { grid, lines, reach }
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
        let lines = self.lines.get(&owner).map(Vec::as_slice).unwrap_or_default();
        let edge = self.text_edge(owner);
        let mut text = String::new();
        for (i, line) in lines.iter().enumerate() {
            if let Some(above) = i.checked_sub(1).and_then(|above| lines.get(above)) {
                text.extend((edge - above.bounds.x1 > room_for(line)).then_some(PARAGRAPH_END));
                text.push('\n');
            }
            text.push_str(&line.text);
        }
        RawCell {
            text,
            breaks: Breaks::Wrapped,
            origin: if owner == place { CellOrigin::Own } else { CellOrigin::Merged },
            doubt: None,
        }
    }

    /// Where lines of a cell end at the latest: as far from its right side as they begin from its left.
    fn text_edge(&self, owner: usize) -> f64 {
        let columns = self.grid.columns();
        let column = owner % columns;
        let row = owner - column..owner - column + columns;
        let last =
            row.filter(|place| self.grid.owner[*place] == owner).max().unwrap_or(owner) % columns;
        let (left, right) = (self.grid.xs[column], self.grid.xs[last + 1]);
        self.reach[column].map_or(right, |(from, _)| right - (from - left))
    }

    /// Takes a line that runs over the lower edge of the table, out of a cell that is full; gives back any
    /// other. Some programs print a merged cell that a page cuts so.
    pub(super) fn take_overflow(&mut self, line: TextLine) -> Option<TextLine> {
        let bounds = self.grid.bounds();
        let gap = line.bounds.y0 - bounds.y1;
        let middle = f64::midpoint(line.bounds.x0, line.bounds.x1);
        let place = self.grid.place_at((middle, bounds.y1));
        let column = place.map_or(0, |place| place % self.grid.columns());
        let (left, right) = (self.grid.xs[column], self.grid.xs[column + 1]);
        let below = (-line.size..line.size * 0.6).contains(&gap);
        let inside = line.bounds.x0 >= left - 1.0 && line.bounds.x1 <= right + 1.0;
        match place {
            Some(place)
                if below
                    && inside
                    && self.text_reaches(self.grid.rows() - 1, column, Edge::Bottom) =>
            {
                self.lines.entry(self.grid.owner[place]).or_default().push(line);
                None
            }
            _ => Some(line),
        }
    }

    /// Whether the text of a cell reaches an edge: no further line fits between them.
    pub(super) fn text_reaches(&self, row: usize, column: usize, edge: Edge) -> bool {
        let columns = self.grid.columns();
        let place = row * columns + column;
        let Some(owner) = self.grid.owner.get(place) else { return false };
        let Some(lines) = self.lines.get(owner) else { return false };
        let (Some(first), Some(last)) = (lines.first(), lines.last()) else { return false };
        let bottom = self.grid.owner.iter().rposition(|o| o == owner).unwrap_or(place) / columns;
        match edge {
            Edge::Top => first.bounds.y0 - self.grid.ys[owner / columns] < first.size,
            Edge::Bottom => self.grid.ys[bottom + 1] - last.bounds.y1 < last.size,
        }
    }
}

/// The room that the beginning of a line would have needed in the line above: a word or a character, the
/// punctuation that is not torn from it, and something for what is not measured.
fn room_for(line: &TextLine) -> f64 {
    let mut room = 0.0;
    let mut rest = line.text.chars().peekable();
    while rest.next_if(|c| "（《“‘【〔".contains(*c)).is_some() {
        room += 1.0;
    }
    let mut in_word = false;
    while rest.next_if(char::is_ascii_graphic).is_some() {
        // Latin letters and digits are about half as wide as high.
        room += 0.6;
        in_word = true;
    }
    if !in_word && rest.next().is_some() {
        room += 1.0;
    }
    while rest.next_if(|c| "，。；：、！？）》”’】〕…—".contains(*c)).is_some() {
        room += 1.0;
    }
    (room + 0.6) * line.size
}
