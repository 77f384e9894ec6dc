//! The cells of a row, and from their texts to a duty with the account of their characters.

use std::collections::BTreeMap;

use super::wrap::{unwrap_clauses, unwrap_text};
use crate::import::clauses::{LabelContext, parse_clauses};
use crate::import::header::Layout;
use crate::import::markup::{RawLine, read_cell};
use crate::import::table::{CellOrigin, RawCell};
use crate::model::{Breaks, Duty, DutyId, Field, Line, ListKind, Text};
use crate::text::chars::{collapse_blanks, count_visible, fold};
use crate::text::department::split_names;

/// What became of a cell's non-blank characters.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(in crate::import) struct Account {
    /// In the field.
    pub fields: usize,
    /// In tags.
    pub markup: usize,
    /// `、` between departments.
    pub separators: usize,
}

/// What a field is read from: the text of its cell, and what its line breaks mean.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub(in crate::import) struct FieldText {
    /// As it stood.
    pub text: String,
    /// Its line breaks.
    pub breaks: Breaks,
}

impl From<&RawCell> for FieldText {
    fn from(cell: &RawCell) -> Self {
        Self { text: cell.text.clone(), breaks: cell.breaks }
    }
}

/// The duty that the texts of a row make, and the account of each field. Its id is provisional.
pub(in crate::import) fn build_duty(
    list: ListKind,
    seq: u32,
    texts: &BTreeMap<Field, FieldText>,
    county: &str,
) -> (Duty, BTreeMap<Field, Account>) {
    let mut duty = Duty::new(DutyId { list, number: seq }, seq, "");
    let mut accounts = BTreeMap::new();
    // Departments first: the labels of the other cells are known by them.
    if let Some(text) = texts.get(&Field::Departments) {
        let (names, account) = departments(text);
        duty.departments = names;
        accounts.insert(Field::Departments, account);
    }
    for (field, text) in texts {
        let account = match field {
            Field::Seq => Account { fields: count_visible(&text.text), ..Account::default() },
            Field::Departments => continue,
            Field::Category => plain(text, &mut duty.category),
            Field::Name => plain(text, &mut duty.name),
            Field::Upper => clauses(text, &duty.departments, county, &mut duty.upper),
            Field::Township => clauses(text, &duty.departments, county, &mut duty.township),
            Field::Method => clauses(text, &[], county, &mut duty.method),
        };
        accounts.insert(*field, account);
    }
    if list == ListKind::Reclaimed {
        // A column of its own says what a label says elsewhere.
        let label = Line::label(&duty.departments.join("、"));
        duty.method.lines.splice(0..0, label);
        duty.departments = duty.method.label_departments();
    }
    (duty, accounts)
}

/// The text of a cell that is one line.
fn plain(raw: &FieldText, out: &mut String) -> Account {
    let cell = read_cell(&raw.text);
    let text: Vec<&str> = cell.lines.iter().map(|l| l.text.as_str()).collect();
    *out = collapse_blanks(&text.join(" "));
    Account { fields: count_visible(out), markup: cell.markup, separators: 0 }
}

fn departments(raw: &FieldText) -> (Vec<String>, Account) {
    let cell = read_cell(&raw.text);
    let (names, lines) = names_of(cell.lines, raw.breaks);
    let kept: usize = names.iter().map(|n| count_visible(n)).sum();
    let printed: usize = lines.iter().map(|l| count_visible(&l.text)).sum();
    let separators = lines.iter().flat_map(|l| l.text.chars()).filter(|c| *c == '、').count();
    // Inside brackets `、` belongs to a name.
    let inside = names.iter().flat_map(|n| n.chars()).filter(|c| *c == '、').count();
    let separators = (separators - inside.min(separators)).min(printed - kept.min(printed));
    (names, Account { fields: kept, markup: cell.markup, separators })
}

/// The names of departments in a cell as it stood.
pub fn read_names(text: &str, breaks: Breaks) -> Vec<String> {
    names_of(read_cell(text).lines, breaks).0
}

/// The names in the lines of a cell, and the lines as names are told in them.
fn names_of(lines: Vec<RawLine>, breaks: Breaks) -> (Vec<String>, Vec<RawLine>) {
    let lines = match breaks {
        Breaks::Hard => lines,
        Breaks::Wrapped => unwrap_text(lines),
    };
    let names = lines
        .iter()
        .flat_map(|line| split_names(&line.text).map(collapse_blanks).collect::<Vec<_>>())
        .collect();
    (names, lines)
}

fn clauses(raw: &FieldText, departments: &[String], county: &str, out: &mut Text) -> Account {
    let cell = read_cell(&raw.text);
    let context = LabelContext { departments, county };
    let lines = match raw.breaks {
        Breaks::Hard => cell.lines,
        Breaks::Wrapped => unwrap_clauses(cell.lines, context),
    };
    *out = parse_clauses(&lines, context);
    Account { fields: count_visible(&out.to_string()), markup: cell.markup, separators: 0 }
}

/// The printed number of a row.
pub(super) fn parse_seq(cell: &RawCell) -> Option<u32> {
    read_seq(&cell.text)
}

/// The number in a cell as it stood.
pub fn read_seq(text: &str) -> Option<u32> {
    let digits: String = read_cell(text)
        .lines
        .iter()
        .flat_map(|l| l.text.chars())
        .filter(|c| !c.is_whitespace())
        .map(fold)
        .collect();
    let digits = digits.trim_end_matches(['.', '、']);
    if digits.is_empty() || digits.len() > 5 || !digits.bytes().all(|b| b.is_ascii_digit()) {
        return None;
    }
    digits.parse().ok().filter(|n| *n > 0)
}

/// The characters that a cell adds to the document: copies of a merged cell add none.
pub(super) fn own_visible(cell: &RawCell) -> usize {
    match cell.origin {
        CellOrigin::Own => count_visible(&cell.text),
        CellOrigin::Merged => 0,
    }
}

/// The own text of a row's cells, for a row that is no duty.
pub(super) fn joined(cells: &[RawCell]) -> String {
    let own = |cell: &RawCell| match cell.origin {
        CellOrigin::Own => cell.text.clone(),
        CellOrigin::Merged => String::new(),
    };
    cells.iter().map(own).collect::<Vec<_>>().join("\t")
}

/// Whether a row's cells may be names of groups of columns.
pub(super) fn is_short_names(cells: &[RawCell]) -> bool {
    let names: Vec<&str> =
        cells.iter().map(|cell| cell.text.trim()).filter(|text| !text.is_empty()).collect();
    names.len() >= 2
        && names.iter().all(|name| {
            name.chars().count() <= 12
                && !name.contains(['。', '；', '，', '：'])
                && !name.contains(|c: char| c.is_ascii_digit())
        })
}

/// The cell that fills a field.
pub(super) fn cell_of<'a>(
    layout: &Layout,
    cells: &'a [RawCell],
    field: Field,
) -> Option<&'a RawCell> {
    let column = layout.fields.iter().position(|f| *f == Some(field))?;
    cells.get(column)
}
