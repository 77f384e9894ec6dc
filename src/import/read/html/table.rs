//! The grid of a table: which cell stands where when some reach over several rows and columns.

use super::dom::{Dom, Id};
use super::page::is_hidden;
use crate::import::ImportError;

/// More rows or columns than a cell may reach over; browsers have the same limits.
const MAX_COLSPAN: usize = 1000;
const MAX_ROWSPAN: usize = 65_534;
/// More cells than any table shows, those counted that reach down from rows above.
const MAX_SLOTS: usize = 2_000_000;

/// A cell on the grid.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Slot {
    /// The `<td>` or `<th>`.
    pub cell: Id,
    /// The first column that it covers.
    pub column: usize,
    /// How many columns it covers.
    pub span: usize,
    /// Whether it began in a row above.
    pub continued: bool,
}

/// Rows of cells.
pub(super) type Grid = Vec<Vec<Slot>>;

/// The rows of a table with their cells from left to right, cells from above included.
pub(super) fn grid(dom: &Dom, table: Id) -> Result<Grid, ImportError> {
    let (mut out, mut total) = (Vec::new(), 0);
    for group in groups(dom, table) {
        // Cells that reach below, and how many rows they still cover; a group ends them.
        let mut reaching: Vec<(Slot, usize)> = Vec::new();
        for row in group {
            let mut slots: Vec<Slot> = Vec::new();
            let mut from_above = std::mem::take(&mut reaching).into_iter().peekable();
            let mut column = 0;
            for cell in cells(dom, row) {
                while let Some((slot, left)) = from_above.next_if(|(s, _)| s.column <= column) {
                    column = column.max(slot.column + slot.span);
                    go_on(slot, left, &mut slots, &mut reaching);
                }
                let span = count(dom, cell, "colspan").clamp(1, MAX_COLSPAN);
                let rows = match dom.attribute(cell, "rowspan").map(str::trim) {
                    Some("0") => MAX_ROWSPAN,
                    _ => count(dom, cell, "rowspan").clamp(1, MAX_ROWSPAN),
                };
                let slot = Slot { cell, column, span, continued: false };
                slots.push(slot);
                if rows > 1 {
                    reaching.push((slot, rows - 1));
                }
                column += span;
            }
            for (slot, left) in from_above {
                go_on(slot, left, &mut slots, &mut reaching);
            }
            reaching.sort_by_key(|(slot, _)| slot.column);
            total += slots.len();
            if total > MAX_SLOTS {
                return Err(ImportError::TooDeep);
            }
            out.push(slots);
        }
    }
    Ok(out)
}

fn go_on(slot: Slot, left: usize, slots: &mut Vec<Slot>, reaching: &mut Vec<(Slot, usize)>) {
    slots.push(Slot { continued: true, ..slot });
    if left > 1 {
        reaching.push((slot, left - 1));
    }
}

fn count(dom: &Dom, cell: Id, name: &str) -> usize {
    dom.attribute(cell, name).and_then(|n| n.trim().parse().ok()).unwrap_or(1)
}

/// The rows of a table by the group that they stand in.
fn groups(dom: &Dom, table: Id) -> Vec<Vec<Id>> {
    let shown = |id: &Id| !is_hidden(dom, *id);
    let rows = |parent: Id| -> Vec<Id> {
        let children = dom.children(parent).iter().copied();
        children.filter(|id| dom.name(*id) == "tr").filter(shown).collect()
    };
    let groups = dom.children(table).iter().copied().filter(shown);
    groups.filter(|id| matches!(dom.name(*id), "thead" | "tbody" | "tfoot")).map(rows).collect()
}

fn cells(dom: &Dom, row: Id) -> impl Iterator<Item = Id> {
    let children = dom.children(row).iter().copied();
    children.filter(|id| matches!(dom.name(*id), "td" | "th") && !is_hidden(dom, *id))
}
