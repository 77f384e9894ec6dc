//! Merged cells that a converter lost: a row with fewer cells than its header, whose fields fit again
//! when the category, or category and departments, of the row above are put where they are missing;
//! and a row whose category or departments are empty in a document that prints equal ones of neighbours once.
//!
//! Only one reading of such a row is ever taken; where none or several fit, it stays as it stands and
//! rules report its missing cells.

use std::collections::BTreeSet;

use super::SourceRow;
use crate::import::columns::ColumnNames;
use crate::import::header::{Header, Layout, bare, read_header};
use crate::import::table::{CellOrigin, Content, RawCell, Reading};
use crate::model::{Duty, Field, ListKind, Lists, MarkKind};
use crate::text::bodies::{has_body_ending, has_plain_ending};
use crate::text::department::split_names;

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

    /// Whether a cell only repeats its left neighbour, with which it is merged: three lists one under
    /// another on a sheet share its columns, so a cell of one covers several columns of another.
    pub(super) fn is_sideways_copy(&self, column: usize) -> bool {
        let left = column.checked_sub(1).and_then(|left| self.cells.get(left));
        self.cells.get(column).zip(left).is_some_and(|(cell, left)| {
            cell.origin == CellOrigin::Merged && !cell.text.is_empty() && cell.text == left.text
        })
    }
}

/// Fields of which one cell often spans several rows.
const SPANNING: [Field; 2] = [Field::Category, Field::Departments];

/// How a document prints what may span several rows.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub(super) struct Printed {
    /// The categories of rows as wide as their header.
    categories: BTreeSet<String>,
    /// The columns of [`SPANNING`].
    columns: [Column; SPANNING.len()],
}

/// How a document prints one of the fields that may span several rows.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
struct Column {
    /// The row above, when it is of the same table and as wide as its header.
    above: String,
    /// Rows as wide as their header.
    rows: usize,
    /// Those of them without a text.
    blanks: usize,
    /// Whether a row has the text of the row above it.
    repeats: bool,
}

impl Printed {
    /// What a document shows of it.
    pub(super) fn of(reading: &Reading, names: &ColumnNames) -> Self {
        let mut header: Option<Header> = None;
        let mut found = Self::default();
        for block in &reading.blocks {
            let new = match &block.content {
                Content::Row(cells) => read_header(cells, names),
                Content::Header { list, columns, .. } => Some(Header::of_fields(*list, columns)),
                Content::Prose(_) | Content::Furniture(_) => continue,
            };
            if new.is_some() {
                header = new;
                found.columns.iter_mut().for_each(|column| column.above.clear());
                continue;
            }
            let Content::Row(cells) = &block.content else { continue };
            let Some(header) = &header else { continue };
            let layout = header.layout(cells);
            let is_whole = trimmed(cells).len() == header.width();
            for (field, column) in SPANNING.into_iter().zip(&mut found.columns) {
                let at = layout.fields.iter().position(|f| *f == Some(field));
                let Some(cell) = at.and_then(|at| cells.get(at)).filter(|_| is_whole) else {
                    column.above.clear();
                    continue;
                };
                let text = bare(&cell.text);
                if field == Field::Category && !text.is_empty() {
                    found.categories.insert(text.clone());
                }
                column.count(text);
            }
        }
        found
    }

    /// Whether an empty cell of a field is surely that of the row above: several are empty, and nowhere in
    /// a list long enough to show it is one printed again under itself.
    fn is_merged(&self, field: Field) -> bool {
        let mut columns = SPANNING.into_iter().zip(&self.columns);
        columns.any(|(of, column)| {
            of == field && !column.repeats && column.rows >= 10 && column.blanks >= 3
        })
    }
}

impl Column {
    fn count(&mut self, text: String) {
        self.rows += 1;
        self.blanks += usize::from(text.is_empty());
        self.repeats |= !text.is_empty() && text == self.above;
        self.above = text;
    }
}

/// The row with the cells of the row above that it lost, when exactly one reading fits.
pub(super) fn fill_spans(
    header: &Header,
    layout: &Layout,
    cells: &[RawCell],
    above: Option<&Duty>,
    printed: &Printed,
) -> Option<Filled> {
    let above = above?;
    let own = trimmed(cells);
    if own.len() == header.width() {
        return fill_blanks(layout, cells, above, printed);
    }
    let categories = &printed.categories;
    let missing = header.width().checked_sub(own.len()).filter(|n| *n > 0)?;
    if cells.iter().any(|cell| cell.origin == CellOrigin::Merged) || fits(layout, cells, categories)
    {
        return None;
    }
    let spanning: Vec<(usize, String)> = SPANNING
        .into_iter()
        .filter_map(|field| {
            let column = layout.fields.iter().position(|f| *f == Some(field))?;
            let text = above.text_of(field);
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

/// The row with the category and the departments of the row above in the place of empty ones. Departments
/// are merged within a category only.
fn fill_blanks(
    layout: &Layout,
    cells: &[RawCell],
    above: &Duty,
    printed: &Printed,
) -> Option<Filled> {
    let mut filled = Filled::none(cells);
    let mut category = above.category.clone();
    for field in SPANNING {
        let column = layout.fields.iter().position(|f| *f == Some(field));
        let Some((column, cell)) = column.and_then(|at| Some((at, filled.cells.get_mut(at)?)))
        else {
            continue;
        };
        let text = above.text_of(field);
        let is_blank = cell.text.trim().is_empty() && !text.is_empty();
        if is_blank && printed.is_merged(field) && bare(&category) == bare(&above.category) {
            *cell = RawCell { origin: CellOrigin::Merged, ..RawCell::new(text) };
            filled.columns.push(column);
        }
        if field == Field::Category {
            category.clone_from(&cell.text);
        }
    }
    (!filled.columns.is_empty()).then_some(filled)
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

/// Whether every field has a text of its kind: nothing is missing, nothing is in another's place and
/// nothing is left over.
fn fits(layout: &Layout, cells: &[RawCell], categories: &BTreeSet<String>) -> bool {
    let width = layout.fields.len().max(cells.len());
    (0..width).all(|i| {
        let cell = cells.get(i);
        let text = cell.map(|cell| bare(&cell.text)).unwrap_or_default();
        let copied = cell.is_some_and(|cell| cell.origin == CellOrigin::Merged);
        let is_category = categories.contains(&text);
        match layout.fields.get(i).copied().flatten() {
            None => text.is_empty() || layout.list_column == Some(i),
            _ if text.is_empty() => false,
            Some(Field::Seq) => true,
            Some(Field::Category) => copied || is_category,
            Some(Field::Departments) => copied || names_bodies(&text),
            // 建立微型消防站 ends like a body and is none.
            Some(Field::Name) => !is_category && !split_names(&text).all(has_plain_ending),
            // Duties are sentences.
            Some(Field::Upper | Field::Township | Field::Method) => {
                text.contains(['。', '；', ';'])
            }
        }
    })
}

/// Whether a text is nothing but names of bodies.
fn names_bodies(text: &str) -> bool {
    let mut names = split_names(text).peekable();
    names.peek().is_some()
        && names.all(|name| {
            (has_body_ending(name) || name.ends_with("部门") || name.ends_with("单位"))
                && name.chars().count() <= 40
                && !name.contains(['。', '；', '：', '，'])
        })
}

/// The cells up to the last with text.
fn trimmed(cells: &[RawCell]) -> &[RawCell] {
    let end = cells.iter().rposition(|cell| !cell.text.trim().is_empty()).map_or(0, |i| i + 1);
    &cells[..end]
}

/// Fields that were filled from above although the document elsewhere repeats such a value from row to
/// row: then a missing one may be lost and not merged. Each with its list and place in it.
pub(super) fn doubtful(rows: &[Vec<SourceRow>; 3], lists: &Lists) -> Vec<(ListKind, usize, Field)> {
    let repeated = SPANNING.into_iter().filter(|field| {
        ListKind::ALL.into_iter().any(|list| {
            let both: Vec<(&SourceRow, &Duty)> =
                rows[list as usize].iter().zip(lists.get(list)).collect();
            both.windows(2)
                .any(|pair| matches!(pair, [above, below] if repeats(*above, *below, *field)))
        })
    });
    let mut doubtful = Vec::new();
    for field in repeated {
        for list in ListKind::ALL {
            let filled = rows[list as usize].iter().enumerate();
            let filled = filled.filter(|(_, row)| is_filled(row, field));
            doubtful.extend(filled.map(|(i, _)| (list, i, field)));
        }
    }
    doubtful
}

/// Whether a row prints the value of the row above it again, where a merged cell could have stood.
fn repeats(above: (&SourceRow, &Duty), below: (&SourceRow, &Duty), field: Field) -> bool {
    let same_category = !below.1.category.is_empty() && above.1.category == below.1.category;
    let same = match field {
        // The departments of a reclaimed duty mostly are labels of its text.
        Field::Departments => {
            below.0.cells.iter().any(|cell| cell.field == Some(Field::Departments))
                && !below.1.departments.is_empty()
                && above.1.departments == below.1.departments
        }
        _ => true,
    };
    above.0.table == below.0.table && same_category && same && !is_filled(below.0, field)
}

fn is_filled(row: &SourceRow, field: Field) -> bool {
    row.marks.iter().any(|mark| mark.kind == MarkKind::FilledFromAbove && mark.field == field)
}
