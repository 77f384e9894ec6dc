//! Rows without a number of their own: the rest of a duty that a page, or a merged number, cut in two.

use super::SourceRow;
use super::row::{Account, FieldText, build_duty, parse_seq};
use crate::import::header::{Layout, bare};
use crate::import::table::{CellOrigin, RawCell};
use crate::model::{Cell, Duty, Field, Mark, MarkKind};
use crate::text::bodies::has_body_ending;
use crate::text::numbering::split_marker;

/// More cells are never added to one duty, nor to a longer text, in bytes: the duty is read again for
/// each row.
const MAX_ADDED: usize = 60;
const MAX_TEXT: usize = 64 * 1024;

/// A duty that was continued.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Continued {
    /// The characters that it gained.
    pub account: Account,
}

/// Adds the cells of a row to the duty above it. None when the row may be a duty of its own, or has
/// text that no field takes.
pub(super) fn continue_duty(
    duty: &mut Duty,
    row: &mut SourceRow,
    layout: &Layout,
    cells: &[RawCell],
    county: &str,
) -> Option<Continued> {
    let spans = has_merged_number(layout, cells, duty.seq)?;
    let (cells, in_place) = in_place(row, layout, cells);
    let parts = parts(layout, &cells)?;
    let fields: Vec<Field> = parts.iter().map(|(field, _)| *field).collect();
    let is_name = fields.as_slice() == [Field::Name];
    if fields.is_empty()
        || !is_name
            && fields.iter().any(|f| matches!(f, Field::Seq | Field::Category | Field::Name))
    {
        return None;
    }
    let old = row.texts();
    let long = old.values().map(|old| old.text.len()).sum::<usize>()
        + parts.iter().map(|(_, part)| part.text.len()).sum::<usize>();
    if row.cells.len() > layout.fields.len() + MAX_ADDED || long > MAX_TEXT {
        return None;
    }
    let mut new = old.clone();
    let mut certain = spans || (in_place && !is_name);
    for (field, part) in &parts {
        let before = old.get(field).map_or("", |old| old.text.as_str());
        certain &= spans || goes_on(*field, before, &part.text);
        let text = join(*field, before, &part.text);
        new.insert(*field, FieldText { text, breaks: part.breaks });
    }
    let (_, had) = build_duty(duty.id.list, duty.seq, &old, county);
    let (built, has) = build_duty(duty.id.list, duty.seq, &new, county);
    *duty = Duty { id: duty.id, ..built };
    let mut account = Account::default();
    for (field, part) in parts {
        let (had, has) = (had.get(&field).copied().unwrap_or_default(), has.get(&field)?);
        account.fields += has.fields.saturating_sub(had.fields);
        account.markup += has.markup.saturating_sub(had.markup);
        account.separators += has.separators.saturating_sub(had.separators);
        row.cells.push(Cell { field: Some(field), text: part.text, breaks: part.breaks });
        let text = new.remove(&field).unwrap_or_default().text;
        row.marks.retain(|m| m.field != field || m.kind != MarkKind::ContinuedRow);
        row.marks.push(Mark { kind: MarkKind::ContinuedRow, field, text });
        let doubt = Mark { kind: MarkKind::DoubtfulRow, field, text: String::new() };
        if !certain && !row.marks.contains(&doubt) {
            row.marks.push(doubt);
        }
    }
    Some(Continued { account })
}

/// The cells of a row in their columns, and whether that is certain: a row that is as short as the one
/// above it was lost the same cells.
fn in_place(row: &SourceRow, layout: &Layout, cells: &[RawCell]) -> (Vec<RawCell>, bool) {
    let mut cells = cells.to_vec();
    let missing = layout.width.saturating_sub(cells.len());
    let filled = |field: &Option<Field>| {
        let marks = row.marks.iter().filter(|mark| mark.kind == MarkKind::FilledFromAbove);
        marks.into_iter().any(|mark| Some(mark.field) == *field)
    };
    let lost: Vec<usize> =
        (0..layout.fields.len()).filter(|i| filled(&layout.fields[*i])).collect();
    if missing > 0 && lost.len() == missing {
        for column in lost {
            cells.insert(column.min(cells.len()), RawCell::default());
        }
    }
    let in_place = cells.len() >= layout.width;
    (cells, in_place)
}

/// Whether the number of the duty above spans this row too; none when the row has a number, or
/// something else in its place.
fn has_merged_number(layout: &Layout, cells: &[RawCell], seq: u32) -> Option<bool> {
    let column = layout.fields.iter().position(|f| *f == Some(Field::Seq))?;
    let cell = cells.get(column)?;
    if cell.text.trim().is_empty() {
        return Some(false);
    }
    (cell.origin == CellOrigin::Merged && parse_seq(cell) == Some(seq)).then_some(true)
}

/// The own texts of a row by field; none when some text is in no field.
fn parts(layout: &Layout, cells: &[RawCell]) -> Option<Vec<(Field, FieldText)>> {
    let own = cells.iter().enumerate().filter(|(i, cell)| {
        cell.origin == CellOrigin::Own
            && !cell.text.trim().is_empty()
            && layout.list_column != Some(*i)
    });
    own.map(|(i, cell)| Some((layout.fields.get(i).copied().flatten()?, FieldText::from(cell))))
        .collect()
}

/// Whether a text certainly goes on: it stops in the middle, or the next number follows.
fn goes_on(field: Field, before: &str, part: &str) -> bool {
    let (before, part) = (bare(before), bare(part));
    if before.is_empty() {
        return false;
    }
    if field == Field::Departments {
        return before.ends_with('、') || !has_body_ending(&before);
    }
    let next = split_marker(&part).map(|(marker, _)| marker);
    if before.ends_with(['。', '；', ';', '！', '？']) {
        // The last number of that kind above.
        let mut last = before.char_indices().filter_map(|(at, _)| {
            let (marker, _) = split_marker(&before[at..])?;
            (next.is_some_and(|next| next.kind == marker.kind)).then_some(marker.number)
        });
        return next.is_some_and(|next| last.next_back() == next.number.checked_sub(1));
    }
    next.is_none()
}

/// Two parts of a cell as one: on one line where a sentence was cut.
fn join(field: Field, before: &str, part: &str) -> String {
    let end = bare(before);
    let cut = match field {
        Field::Departments => end.ends_with('、') || !has_body_ending(&end),
        Field::Name | Field::Category | Field::Seq => true,
        _ => {
            !end.ends_with(['。', '；', ';', '：', ':', '！', '？'])
                && split_marker(part.trim()).is_none()
        }
    };
    let joint = if before.is_empty() {
        ""
    } else if cut {
        " "
    } else {
        "\n"
    };
    format!("{before}{joint}{part}")
}
