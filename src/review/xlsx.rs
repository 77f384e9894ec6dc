//! The sheet as a workbook, for people who work in one: filter, sort, write beside.

use std::collections::BTreeMap;

use rust_xlsxwriter::{
    Color, DocProperties, ExcelDateTime, Format, FormatAlign, FormatBorder, Workbook, Worksheet,
    XlsxError,
};

use super::sheet::{DutyHead, Row, TownshipSheet};
use super::words::words;
use super::{ReviewError, Sheet};
use crate::diag::{Locale, Part};

/// A cell holds 32,767 UTF-16 units; texts stay well below.
const LONGEST: usize = 8_000;

/// As workbooks number sizes of paper: the table is too wide for A4.
const A3: u8 = 8;

/// A column: key of its title, width in characters, and what a row has there.
type Column = (&'static str, f64, fn(&TownshipSheet, &Row) -> Value);

/// What a cell holds.
enum Value {
    Text(String),
    Pieces(Vec<Part>),
    Number(u32),
}

const COLUMNS: &[Column] = &[
    ("township", 14.0, |t, _| Value::Text(t.name.clone())),
    ("list", 12.0, |_, r| of_duty(r, |duty| duty.list.to_owned())),
    ("number", 6.0, |_, r| {
        let seq = r.duty.as_ref().and_then(|duty| duty.seq);
        seq.map_or_else(|| Value::Text(String::new()), Value::Number)
    }),
    ("duty", 7.0, |_, r| of_duty(r, |duty| duty.id.clone())),
    ("name", 24.0, |_, r| of_duty(r, |duty| duty.name.clone())),
    ("field", 12.0, |_, r| Value::Text(r.field.to_owned())),
    ("severity", 7.0, |_, r| Value::Text(r.severity_word.to_owned())),
    ("code", 8.0, |_, r| Value::Text(r.code.to_owned())),
    ("message", 30.0, |_, r| Value::Text(r.message.clone())),
    ("published", 44.0, |_, r| Value::Pieces(r.published.clone())),
    ("original", 44.0, |_, r| Value::Pieces(r.original.clone())),
    ("hint", 30.0, |_, r| Value::Text(r.hint.clone())),
    ("place", 30.0, |_, r| Value::Text(r.place.clone())),
    ("result", 14.0, |_, _| Value::Text(String::new())),
    ("reason", 20.0, |_, _| Value::Text(String::new())),
    ("lines", 24.0, |_, r| Value::Text(r.entry.trim_end().to_owned())),
];

fn of_duty(row: &Row, text: fn(&DutyHead) -> String) -> Value {
    Value::Text(row.duty.as_ref().map(text).unwrap_or_default())
}

/// How cells look.
struct Looks {
    head: Format,
    text: Format,
    plain: Format,
    mark: Format,
}

/// The bytes of a workbook: an index, what is open, notes, and what the codes mean.
pub fn render_xlsx(sheet: &Sheet, locale: Locale) -> Result<Vec<u8>, ReviewError> {
    let w = words(locale);
    let looks = Looks {
        head: Format::new()
            .set_bold()
            .set_background_color(Color::RGB(0x00E9_EEF4))
            .set_border(FormatBorder::Thin)
            .set_text_wrap()
            .set_align(FormatAlign::Top),
        text: Format::new()
            .set_text_wrap()
            .set_align(FormatAlign::Top)
            .set_border(FormatBorder::Thin)
            .set_border_color(Color::RGB(0x00C9_CCD2)),
        plain: Format::new(),
        mark: Format::new().set_bold().set_font_color(Color::RGB(0x00C0_0000)),
    };
    let mut book = Workbook::new();
    // A clock would make the same sheet another file each time.
    let created = ExcelDateTime::from_ymd(2025, 1, 1)?;
    book.set_properties(
        &DocProperties::new().set_title(&sheet.title).set_creation_datetime(&created),
    );
    write_index(book.add_worksheet(), sheet, &w, &looks)?;
    write_rows(book.add_worksheet().set_name(w["warnings"])?, sheet, open_rows, &w, &looks)?;
    let notes = |t: &TownshipSheet| t.notes.clone();
    write_rows(book.add_worksheet().set_name(w["repairs"])?, sheet, notes, &w, &looks)?;
    write_legend(book.add_worksheet().set_name(w["legend"])?, sheet, &w, &looks)?;
    Ok(book.save_to_buffer()?)
}

/// What is open in a township; a finding of a field has the whole field, not only a part of it.
fn open_rows(township: &TownshipSheet) -> Vec<Row> {
    let rows = township.cases.iter().flat_map(|case| {
        case.findings.iter().map(|finding| {
            let field = case.fields.iter().find(|f| f.kind == "field" && f.title == finding.field);
            let mut row = finding.clone();
            if let Some(field) = field {
                row.published.clone_from(&field.published);
                row.original.clone_from(&field.original);
            }
            row
        })
    });
    rows.collect()
}

fn write_index(
    page: &mut Worksheet,
    sheet: &Sheet,
    w: &BTreeMap<&str, &str>,
    looks: &Looks,
) -> Result<(), XlsxError> {
    page.set_name(w["index"])?;
    page.write_string(0, 0, clip(&sheet.title, LONGEST))?;
    page.merge_range(
        1,
        0,
        1,
        4,
        w["intro"],
        &Format::new().set_text_wrap().set_align(FormatAlign::Top),
    )?;
    page.set_row_height(1, 48)?;
    for (column, key) in (0..).zip(["township", "code", "errors", "warnings", "repairs"]) {
        page.write_string_with_format(3, column, w[key], &looks.head)?;
    }
    for (row, t) in (4..).zip(&sheet.townships) {
        let name = if t.code.is_empty() { w["site"] } else { &t.name };
        page.write_string_with_format(row, 0, clip(name, LONGEST), &looks.text)?;
        page.write_string_with_format(row, 1, &t.code, &looks.text)?;
        let counts = [t.counts.errors, t.counts.warnings, t.counts.infos];
        for (column, count) in (2..).zip(counts) {
            page.write_number_with_format(row, column, count_of(count), &looks.text)?;
        }
    }
    page.set_column_width(0, 40)?;
    page.set_column_width(1, 12)?;
    page.set_print_fit_to_pages(1, 0);
    Ok(())
}

fn write_rows(
    page: &mut Worksheet,
    sheet: &Sheet,
    rows_of: impl Fn(&TownshipSheet) -> Vec<Row>,
    w: &BTreeMap<&str, &str>,
    looks: &Looks,
) -> Result<(), XlsxError> {
    for (column, (key, width, _)) in (0..).zip(COLUMNS) {
        page.write_string_with_format(0, column, w[key], &looks.head)?;
        page.set_column_width(column, *width)?;
    }
    let mut at = 0;
    for township in &sheet.townships {
        for row in rows_of(township) {
            at += 1;
            for (column, (_, _, value)) in (0..).zip(COLUMNS) {
                match value(township, &row) {
                    Value::Text(text) => {
                        page.write_string_with_format(
                            at,
                            column,
                            clip(&text, LONGEST),
                            &looks.text,
                        )?;
                    }
                    Value::Number(n) => {
                        page.write_number_with_format(at, column, n, &looks.text)?;
                    }
                    Value::Pieces(parts) => write_pieces(page, at, column, &parts, looks)?,
                }
            }
        }
    }
    let last = u16::try_from(COLUMNS.len() - 1).unwrap_or(u16::MAX);
    page.set_freeze_panes(1, 0)?;
    page.autofilter(0, 0, at.max(1), last)?;
    page.set_landscape().set_paper_size(A3).set_print_fit_to_pages(1, 0).set_repeat_rows(0, 0)?;
    Ok(())
}

/// Text with its doubtful part in red: rich text has two pieces or more, none of them empty.
fn write_pieces(
    page: &mut Worksheet,
    row: u32,
    column: u16,
    parts: &[Part],
    looks: &Looks,
) -> Result<(), XlsxError> {
    let mut left = LONGEST;
    let mut shown: Vec<(&str, bool)> = Vec::new();
    for part in parts {
        let text = clip(&part.text, left);
        left -= text.chars().count();
        if !text.is_empty() {
            shown.push((text, part.marked));
        }
    }
    let look = |marked: bool| if marked { &looks.mark } else { &looks.plain };
    match shown.as_slice() {
        [] => page.write_blank(row, column, &looks.text)?,
        [(text, false)] => page.write_string_with_format(row, column, *text, &looks.text)?,
        [(text, true)] => {
            let format = looks.text.merge(&looks.mark);
            page.write_string_with_format(row, column, *text, &format)?
        }
        several => {
            let segments: Vec<(&Format, &str)> =
                several.iter().map(|(text, marked)| (look(*marked), *text)).collect();
            page.write_rich_string_with_format(row, column, &segments, &looks.text)?
        }
    };
    Ok(())
}

fn write_legend(
    page: &mut Worksheet,
    sheet: &Sheet,
    w: &BTreeMap<&str, &str>,
    looks: &Looks,
) -> Result<(), XlsxError> {
    for (column, key) in (0..).zip(["code", "severity", "kind", "count", "message"]) {
        page.write_string_with_format(0, column, w[key], &looks.head)?;
    }
    for (row, kind) in (1..).zip(&sheet.kinds) {
        page.write_string_with_format(row, 0, kind.kind.code, &looks.text)?;
        page.write_string_with_format(row, 1, kind.severity_word, &looks.text)?;
        page.write_string_with_format(row, 2, &kind.kind.title, &looks.text)?;
        page.write_number_with_format(row, 3, count_of(kind.kind.count), &looks.text)?;
        page.write_string_with_format(row, 4, clip(&kind.text.join("\n"), LONGEST), &looks.text)?;
    }
    page.set_column_width(2, 36)?;
    page.set_column_width(4, 100)?;
    page.set_landscape().set_print_fit_to_pages(1, 0);
    Ok(())
}

fn count_of(count: usize) -> u32 {
    u32::try_from(count).unwrap_or(u32::MAX)
}

/// The first characters of a text.
fn clip(text: &str, most: usize) -> &str {
    text.char_indices().nth(most).map_or(text, |(at, _)| &text[..at])
}
