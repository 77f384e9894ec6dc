//! Merged cells that a converter lost: a row with fewer cells than its header, whose fields fit again
//! when the category, or category and departments, of the row above are put where they are missing.
//!
//! Only one reading of such a row is ever taken; where none or several fit, it stays as it stands and
//! a rule reports its missing cells.

use std::collections::BTreeSet;

use super::columns::ColumnNames;
use super::header::{Header, Layout, bare, read_header};
use super::recognise::SourceRow;
use super::table::{CellOrigin, Content, RawCell, Reading};
use crate::model::{Duty, Field, ListKind, Lists, MarkKind};
use crate::text::department::{has_body_ending, split_names};

/// A row with the cells that it lost.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Filled {
    /// All cells.
    pub cells: Vec<RawCell>,
    /// The columns whose cell was not in the row.
    pub columns: Vec<usize>,
}

impl Filled {
    /// A row that lost none.
    pub(super) fn none(cells: &[RawCell]) -> Self {
        Self { cells: cells.to_vec(), columns: Vec::new() }
    }
}

/// Fields of which one cell often spans several rows.
const SPANNING: [Field; 2] = [Field::Category, Field::Departments];

/// Categories that a document prints in rows as wide as their header.
pub(super) fn categories_of(reading: &Reading, names: &ColumnNames) -> BTreeSet<String> {
    let mut header: Option<Header> = None;
    let mut categories = BTreeSet::new();
    for block in &reading.blocks {
        let Content::Row(cells) = &block.content else { continue };
        if let Some(new) = read_header(cells, names) {
            header = Some(new);
        } else if let Some(header) = &header
            && trimmed(cells).len() == header.width()
        {
            let layout = header.layout(cells);
            let column = layout.fields.iter().position(|f| *f == Some(Field::Category));
            let category = column.and_then(|i| cells.get(i)).map(|cell| bare(&cell.text));
            categories.extend(category.filter(|c| !c.is_empty()));
        }
    }
    categories
}

/// The row with the cells of the row above that it lost, when exactly one reading fits.
pub(super) fn fill_spans(
    header: &Header,
    layout: &Layout,
    cells: &[RawCell],
    above: Option<&Duty>,
    categories: &BTreeSet<String>,
) -> Option<Filled> {
    let above = above?;
    let own = trimmed(cells);
    let missing = header.width().checked_sub(own.len()).filter(|n| *n > 0)?;
    if cells.iter().any(|cell| cell.origin == CellOrigin::Merged) || fits(layout, cells, categories)
    {
        return None;
    }
    let spanning: Vec<(usize, String)> = SPANNING
        .into_iter()
        .filter_map(|field| {
            let column = layout.fields.iter().position(|f| *f == Some(field))?;
            let text = match field {
                Field::Category => above.category.clone(),
                _ => above.departments.join("、"),
            };
            (!text.is_empty()).then_some((column, text))
        })
        .collect();
    let mut readings = subsets(&spanning, missing)
        .into_iter()
        .map(|lost| with_lost(own, &lost))
        .filter(|filled| fits(layout, &filled.cells, categories));
    let one = readings.next()?;
    readings.next().is_none().then_some(one)
}

/// All ways to take `count` of some columns.
fn subsets(of: &[(usize, String)], count: usize) -> Vec<Vec<&(usize, String)>> {
    match (of, count) {
        (all, n) if n > all.len() => Vec::new(),
        (all, n) if n == all.len() => vec![all.iter().collect()],
        (all, 1) => all.iter().map(|one| vec![one]).collect(),
        _ => Vec::new(),
    }
}

fn with_lost(own: &[RawCell], lost: &[&(usize, String)]) -> Filled {
    let mut lost: Vec<&(usize, String)> = lost.to_vec();
    lost.sort();
    let mut cells = own.to_vec();
    for (column, text) in &lost {
        let copy = RawCell { origin: CellOrigin::Merged, ..RawCell::new(text.as_str()) };
        cells.insert((*column).min(cells.len()), copy);
    }
    Filled { cells, columns: lost.iter().map(|(column, _)| *column).collect() }
}

/// Whether every field has a text of its kind: nothing is missing and nothing is in another's place.
fn fits(layout: &Layout, cells: &[RawCell], categories: &BTreeSet<String>) -> bool {
    layout.fields.iter().enumerate().all(|(i, field)| {
        let Some(field) = field else { return true };
        let Some(cell) = cells.get(i) else { return false };
        let text = bare(&cell.text);
        let is_category = categories.contains(&text);
        let copied = cell.origin == CellOrigin::Merged;
        !text.is_empty()
            && match field {
                Field::Seq => true,
                Field::Category => copied || is_category,
                Field::Departments => copied || names_bodies(&text),
                Field::Name | Field::Upper | Field::Township | Field::Method => {
                    !is_category && !names_bodies(&text)
                }
            }
    })
}

/// Whether a text is nothing but names of bodies.
fn names_bodies(text: &str) -> bool {
    let mut names = split_names(text).peekable();
    names.peek().is_some()
        && names.all(|name| {
            has_body_ending(name)
                && name.chars().count() <= 40
                && !name.contains(['。', '；', '：', '，'])
        })
}

/// The cells up to the last with text.
fn trimmed(cells: &[RawCell]) -> &[RawCell] {
    let end = cells.iter().rposition(|cell| !cell.text.trim().is_empty()).map_or(0, |i| i + 1);
    &cells[..end]
}

/// Duties whose category was filled from above although the document repeats a category from row to
/// row: then a missing one may be lost and not merged.
pub(super) fn doubtful(rows: &[Vec<SourceRow>; 3], lists: &Lists) -> Vec<(ListKind, usize)> {
    let is_filled = |row: &SourceRow| {
        row.marks.iter().any(|m| m.kind == MarkKind::FilledFromAbove && m.field == Field::Category)
    };
    let repeats = ListKind::ALL.into_iter().any(|list| {
        let both = rows[list as usize].iter().zip(lists.get(list));
        let both: Vec<(&SourceRow, &Duty)> = both.collect();
        both.windows(2).any(|pair| {
            let [(above, first), (below, second)] = pair else { return false };
            above.table == below.table
                && !first.category.is_empty()
                && first.category == second.category
                && !is_filled(below)
        })
    });
    if !repeats {
        return Vec::new();
    }
    ListKind::ALL
        .into_iter()
        .flat_map(|list| {
            let rows = rows[list as usize].iter().enumerate();
            rows.filter(|(_, row)| is_filled(row)).map(move |(i, _)| (list, i)).collect::<Vec<_>>()
        })
        .collect()
}
