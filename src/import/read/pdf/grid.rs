//! Ruling lines → tables: rows and columns of cells, merged where no line divides them.

use super::PdfError;
use super::geometry::Bounds;
use super::path::{Axis, Ruling};

/// Lines that are as near as this are one: double lines, both edges of a thin box.
const NEAR: f64 = 3.5;
/// Pieces of a line that are as near as this touch.
const TOUCH: f64 = 3.0;
/// Lines of one page, after pieces were joined: a page of a list has a hundred.
const MAX_LINES: usize = 4_000;
/// Cells of one table on one page.
const MAX_CELLS: usize = 40_000;

/// A table on a page.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Grid {
    /// Where columns begin and end, from left to right.
    pub xs: Vec<f64>,
    /// Where rows begin and end, from top to bottom.
    pub ys: Vec<f64>,
    /// For each place, row by row, the place in which its cell begins.
    pub owner: Vec<usize>,
}

impl Grid {
    /// Number of columns.
    pub(super) fn columns(&self) -> usize {
        self.xs.len() - 1
    }

    /// Number of rows.
    pub(super) fn rows(&self) -> usize {
        self.ys.len() - 1
    }

    /// The whole table.
    pub(super) fn bounds(&self) -> Bounds {
        let ends = |v: &[f64]| (v.first().copied(), v.last().copied());
        let ((x0, x1), (y0, y1)) = (ends(&self.xs), ends(&self.ys));
        let or = |v: Option<f64>| v.unwrap_or_default();
        Bounds { x0: or(x0), y0: or(y0), x1: or(x1), y1: or(y1) }
    }

    /// The place that a point is in.
    pub(super) fn place_at(&self, (x, y): (f64, f64)) -> Option<usize> {
        if !self.bounds().holds((x, y), NEAR) {
            return None;
        }
        let index = |edges: &[f64], v: f64| {
            edges[1..edges.len() - 1].iter().take_while(|edge| **edge <= v).count()
        };
        Some(index(&self.ys, y) * self.columns() + index(&self.xs, x))
    }

    /// The same table with the columns of the one that it continues: where the ends and all lines of
    /// this one are lines of that one too.
    pub(super) fn with_columns(&self, lines: &[Ruling], columns: &[f64]) -> Option<Self> {
        let near = |a: f64, b: f64| (a - b).abs() <= NEAR * 2.0;
        let ends = |v: &[f64]| Some((*v.first()?, *v.last()?));
        let (own, other) = (ends(&self.xs)?, ends(columns)?);
        let fits = near(own.0, other.0)
            && near(own.1, other.1)
            && self.xs.iter().all(|x| columns.iter().any(|c| near(*x, *c)));
        (fits && columns.len() > self.xs.len())
            .then(|| divide(columns.to_vec(), self.ys.clone(), lines))
    }
}

/// The lines of a page with pieces joined, and the tables that they make, from top to bottom.
pub(super) fn find_grids(rulings: &[Ruling]) -> Result<(Vec<Ruling>, Vec<Grid>), PdfError> {
    let mut lines = join(rulings, Axis::Horizontal);
    lines.extend(join(rulings, Axis::Vertical));
    if lines.len() > MAX_LINES {
        return Err(PdfError::TooComplex);
    }
    let mut grids = Vec::new();
    for group in side_by_side(connected(&lines)) {
        grids.extend(grid_of(&group)?);
    }
    grids.sort_by(|a, b| a.bounds().y0.total_cmp(&b.bounds().y0));
    Ok((lines, grids))
}

/// Joins the pieces of lines: those at the same position that touch.
fn join(rulings: &[Ruling], axis: Axis) -> Vec<Ruling> {
    let mut pieces: Vec<Ruling> = rulings.iter().filter(|r| r.axis == axis).copied().collect();
    pieces.sort_by(|a, b| a.pos.total_cmp(&b.pos));
    let mut joined = Vec::new();
    let mut rest = pieces.as_slice();
    while let Some(first) = rest.first() {
        let len = rest.iter().take_while(|piece| piece.pos - first.pos <= NEAR).count();
        let (same, behind) = rest.split_at(len);
        rest = behind;
        let mut same = same.to_vec();
        same.sort_by(|a, b| a.from.total_cmp(&b.from));
        let before = joined.len();
        for piece in same {
            match joined[before..].last_mut() {
                Some(Ruling { to, .. }) if piece.from - *to <= TOUCH => *to = to.max(piece.to),
                _ => joined.push(piece),
            }
        }
    }
    joined
}

/// Groups of lines that meet.
fn connected(lines: &[Ruling]) -> Vec<Vec<Ruling>> {
    let mut sets = Sets::new(lines.len());
    for (i, a) in lines.iter().enumerate() {
        for (j, b) in lines.iter().enumerate().skip(i + 1) {
            if a.axis != b.axis && meets(a, b) && meets(b, a) {
                sets.join(i, j);
            }
        }
    }
    let mut groups: Vec<(usize, Vec<Ruling>)> = Vec::new();
    for (i, line) in lines.iter().enumerate() {
        let set = sets.find(i);
        match groups.iter_mut().find(|(known, _)| *known == set) {
            Some((_, group)) => group.push(*line),
            None => groups.push((set, vec![*line])),
        }
    }
    groups.into_iter().map(|(_, group)| group).collect()
}

/// Groups that begin and end at the same height are one table: between them stands a merged cell that
/// goes on from the page before to the page behind, and of which no line is on this page.
fn side_by_side(groups: Vec<Vec<Ruling>>) -> Vec<Vec<Ruling>> {
    let mut tables: Vec<((f64, f64), Vec<Ruling>)> = Vec::new();
    for group in groups {
        let (top, bottom) = height(&group);
        let alike = |known: &(f64, f64)| {
            (known.0 - top).abs() <= NEAR && (known.1 - bottom).abs() <= NEAR && bottom - top > NEAR
        };
        match tables.iter_mut().find(|(known, _)| alike(known)) {
            Some((_, table)) => table.extend(group),
            None => tables.push(((top, bottom), group)),
        }
    }
    tables.into_iter().map(|(_, table)| table).collect()
}

/// From the top of the highest line to the bottom of the lowest.
fn height(lines: &[Ruling]) -> (f64, f64) {
    let span = |line: &Ruling| match line.axis {
        Axis::Horizontal => (line.pos, line.pos),
        Axis::Vertical => (line.from, line.to),
    };
    lines.iter().map(span).reduce(|a, b| (a.0.min(b.0), a.1.max(b.1))).unwrap_or_default()
}

fn meets(line: &Ruling, other: &Ruling) -> bool {
    line.from - TOUCH <= other.pos && other.pos <= line.to + TOUCH
}

/// The table that connected lines make, when they divide anything.
fn grid_of(lines: &[Ruling]) -> Result<Option<Grid>, PdfError> {
    let (xs, ys) = (edges(lines, Axis::Vertical), edges(lines, Axis::Horizontal));
    if xs.len() < 2 || ys.len() < 2 || (xs.len() == 2 && ys.len() == 2) {
        return Ok(None);
    }
    if (xs.len() - 1).saturating_mul(ys.len() - 1) > MAX_CELLS {
        return Err(PdfError::TooComplex);
    }
    Ok(Some(divide(xs, ys, lines)))
}

/// Positions of the lines of one direction, and the ends of those of the other: a table that goes on
/// on the next page may have no line at the bottom, and some have none at the sides.
fn edges(lines: &[Ruling], axis: Axis) -> Vec<f64> {
    let of = lines.iter().filter(|line| line.axis == axis).map(|line| line.pos);
    let ends = lines.iter().filter(|line| line.axis != axis).flat_map(|line| [line.from, line.to]);
    let ends: Vec<f64> = ends.collect();
    let outer = [ends.iter().copied().reduce(f64::min), ends.iter().copied().reduce(f64::max)];
    let mut own: Vec<f64> = of.collect();
    own.sort_by(f64::total_cmp);
    own.dedup_by(|b, a| *b - *a <= NEAR);
    for end in outer.into_iter().flatten() {
        if own.iter().all(|x| (x - end).abs() > NEAR) {
            own.push(end);
        }
    }
    own.sort_by(f64::total_cmp);
    own
}

/// Joins the places that no line divides.
fn divide(xs: Vec<f64>, ys: Vec<f64>, lines: &[Ruling]) -> Grid {
    let (columns, rows) = (xs.len() - 1, ys.len() - 1);
    let mut sets = Sets::new(columns * rows);
    for (r, band) in ys.windows(2).enumerate() {
        for (c, edge) in xs.iter().enumerate().take(columns).skip(1) {
            if !covered(lines, Axis::Vertical, *edge, band) {
                sets.join(r * columns + c - 1, r * columns + c);
            }
        }
    }
    for (r, edge) in ys.iter().enumerate().take(rows).skip(1) {
        for (c, band) in xs.windows(2).enumerate() {
            if !covered(lines, Axis::Horizontal, *edge, band) {
                sets.join((r - 1) * columns + c, r * columns + c);
            }
        }
    }
    let owner = (0..columns * rows).map(|place| sets.find(place)).collect();
    Grid { xs, ys, owner }
}

/// Whether lines at a position cover most of what is between two edges.
fn covered(lines: &[Ruling], axis: Axis, pos: f64, band: &[f64]) -> bool {
    let [from, to] = band else { return false };
    let covers = lines
        .iter()
        .filter(|line| line.axis == axis && (line.pos - pos).abs() <= NEAR)
        .map(|line| (line.to.min(*to) - line.from.max(*from)).max(0.0))
        .sum::<f64>();
    covers >= (to - from) * 0.6
}

/// Disjoint sets of indexes; the smallest index stands for its set.
struct Sets(Vec<usize>);

impl Sets {
    fn new(len: usize) -> Self {
        Self((0..len).collect())
    }

    fn find(&mut self, mut i: usize) -> usize {
        while self.0[i] != i {
            self.0[i] = self.0[self.0[i]];
            i = self.0[i];
        }
        i
    }

    fn join(&mut self, a: usize, b: usize) {
        let (a, b) = (self.find(a), self.find(b));
        let (small, large) = (a.min(b), a.max(b));
        self.0[large] = small;
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn h(pos: f64, from: f64, to: f64) -> Ruling {
        Ruling { axis: Axis::Horizontal, pos, from, to }
    }

    fn v(pos: f64, from: f64, to: f64) -> Ruling {
        Ruling { axis: Axis::Vertical, pos, from, to }
    }

    fn only(rulings: &[Ruling]) -> Grid {
        let grids = find_grids(rulings).map(|(_, grids)| grids).unwrap_or_default();
        assert_eq!(grids.len(), 1, "{grids:?}");
        grids[0].clone()
    }

    #[test]
    fn a_cell_that_no_line_divides_is_merged() {
        // Two columns, two rows; the first column is one cell.
        let grid = only(&[
            h(0.0, 0.0, 200.0),
            h(50.0, 100.0, 200.0),
            h(100.0, 0.0, 200.0),
            v(0.0, 0.0, 100.0),
            v(100.0, 0.0, 100.0),
            v(200.0, 0.0, 100.0),
        ]);
        assert_eq!(grid.owner, [0, 1, 0, 3]);
        assert_eq!(grid.place_at((150.0, 70.0)), Some(3));
        assert_eq!(grid.place_at((250.0, 70.0)), None);
    }

    #[test]
    fn a_table_without_sides_or_bottom_is_as_large_as_its_lines() {
        let grid = only(&[h(0.0, 0.0, 200.0), h(50.0, 0.0, 200.0), v(100.0, 0.0, 90.0)]);
        assert_eq!((grid.xs, grid.ys), (vec![0.0, 100.0, 200.0], vec![0.0, 50.0, 90.0]));
    }

    #[test]
    fn pieces_and_double_lines_are_one_line_and_a_box_is_no_table() {
        let grid = only(&[
            h(0.0, 0.0, 99.0),
            h(0.5, 101.0, 200.0),
            h(2.5, 0.0, 200.0),
            h(100.0, 0.0, 200.0),
            v(0.0, 0.0, 100.0),
            v(100.0, 0.0, 100.0),
            v(200.0, 0.0, 100.0),
            // Apart: a box around a word.
            h(300.0, 0.0, 50.0),
            h(320.0, 0.0, 50.0),
            v(0.0, 300.0, 320.0),
            v(50.0, 300.0, 320.0),
        ]);
        assert_eq!((grid.columns(), grid.rows()), (2, 1));
    }

    #[test]
    fn a_column_without_any_line_on_the_page_parts_no_table() {
        // The number column, a gap where a merged cell goes on, and two more columns.
        let boxes = |from: f64, to: f64| [0.0, 50.0, 100.0].map(|y| h(y, from, to));
        let sides = [0.0, 30.0, 60.0, 130.0, 200.0].map(|x| v(x, 0.0, 100.0));
        let lines = [&boxes(0.0, 30.0)[..], &boxes(60.0, 200.0), &sides].concat();
        let grid = only(&lines);
        assert_eq!((grid.columns(), grid.rows()), (4, 2));
        assert_eq!(grid.owner, [0, 1, 2, 3, 4, 1, 6, 7]);
    }

    #[test]
    fn a_page_that_lacks_a_line_takes_the_columns_of_the_table_it_continues() {
        let lines = [
            h(0.0, 0.0, 200.0),
            h(50.0, 0.0, 200.0),
            v(0.0, 0.0, 50.0),
            v(100.0, 0.0, 50.0),
            v(200.0, 0.0, 50.0),
        ];
        let grid = only(&lines).with_columns(&lines, &[0.0, 100.0, 150.0, 200.0]);
        assert_eq!(grid.map(|g| g.owner), Some(vec![0, 1, 1]));
    }
}
