//! Spreadsheets, `.xlsx` and `.xls`: their sheets as cells with text. What a sheet means is not here.

use std::collections::BTreeMap;
use std::fmt::Display;
use std::io::Cursor;
use std::panic::{AssertUnwindSafe, catch_unwind};

use calamine::{
    Data, DataRef, Dimensions, ExcelDateTime, Reader, SheetType, SheetVisible, Xls, XlsOptions,
    Xlsx, XlsxError,
};

use super::ole;
use super::sheet::{MAX_CELL, MAX_TEXT, Merged, Sheet, read_sheets};
use super::zipped::Zipped;
use crate::import::ImportError;
use crate::import::table::Reading;

/// Cells with text, by row and column from 0.
type Cells = BTreeMap<(u32, u32), String>;

const DAMAGED_XLSX: ImportError = ImportError::Damaged { format: ".xlsx" };
const DAMAGED_XLS: ImportError = ImportError::Damaged { format: ".xls" };

/// Reads an `.xlsx`.
pub(in crate::import) fn read_xlsx(bytes: &[u8]) -> Result<Reading, ImportError> {
    check_shared_strings(bytes)?;
    let sheets = guarded(&DAMAGED_XLSX, || xlsx_sheets(bytes))?;
    read_sheets(&sheets)
}

/// Reads an `.xls`.
pub(in crate::import) fn read_xls(bytes: &[u8]) -> Result<Reading, ImportError> {
    ole::measure(bytes)?;
    let sheets = guarded(&DAMAGED_XLS, || xls_sheets(bytes))?;
    read_sheets(&sheets)
}

/// The reader of workbooks panics on some damaged files; that must not end the program.
fn guarded<T>(
    damaged: &ImportError,
    read: impl FnOnce() -> Result<T, ImportError>,
) -> Result<T, ImportError> {
    catch_unwind(AssertUnwindSafe(read)).unwrap_or_else(|_| Err(damaged.clone()))
}

/// Room is made for as many shared strings as a file declares: more than it can hold is a lie.
fn check_shared_strings(bytes: &[u8]) -> Result<(), ImportError> {
    let mut zipped = Zipped::open(bytes, ".xlsx")?;
    let Some(xml) = zipped.entry("xl/sharedStrings.xml")? else { return Ok(()) };
    let declared = String::from_utf8_lossy(&xml);
    let lies = declared.match_indices("uniqueCount").any(|(at, word)| {
        let behind = declared[at + word.len()..].trim_start_matches(['=', '"', '\'', ' ']);
        let digits = behind.bytes().take_while(u8::is_ascii_digit).count();
        behind[..digits].parse::<usize>().map_or(digits > 0, |count| count > xml.len())
    });
    if lies { Err(DAMAGED_XLSX) } else { Ok(()) }
}

fn xlsx_sheets(bytes: &[u8]) -> Result<Vec<Sheet>, ImportError> {
    let mut workbook = Xlsx::new(Cursor::new(bytes)).map_err(|error| xlsx_error(&error))?;
    let mut sheets = Vec::new();
    let mut text = 0;
    for about in workbook.sheets_metadata().to_vec() {
        if about.typ != SheetType::WorkSheet {
            continue;
        }
        let cells = xlsx_cells(&mut workbook, &about.name, &mut text)?;
        let merged =
            workbook.merge_cells_by_sheet_name(&about.name).map_err(|error| xlsx_error(&error))?;
        sheets.push(sheet(&about, cells, &merged));
    }
    Ok(sheets)
}

fn xlsx_cells(
    workbook: &mut Xlsx<Cursor<&[u8]>>,
    sheet: &str,
    text: &mut usize,
) -> Result<Cells, ImportError> {
    let mut cells = Cells::new();
    let mut reader = workbook.worksheet_cells_reader(sheet).map_err(|error| xlsx_error(&error))?;
    while let Some(record) =
        reader.next_cell_with_formula_metadata().map_err(|error| xlsx_error(&error))?
    {
        if record.formula.is_some() && record.value == DataRef::Empty {
            let (sheet, cell) = (sheet.to_owned(), cell_name(record.pos));
            return Err(ImportError::Uncomputed { sheet, cell });
        }
        push(&mut cells, sheet, record.pos, shown_ref(&record.value), text)?;
    }
    Ok(cells)
}

fn xls_sheets(bytes: &[u8]) -> Result<Vec<Sheet>, ImportError> {
    let mut workbook = Xls::new_with_options(Cursor::new(bytes), XlsOptions::default())
        .map_err(|_| DAMAGED_XLS)?;
    let mut sheets = Vec::new();
    let mut text = 0;
    for about in workbook.sheets_metadata().to_vec() {
        if about.typ != SheetType::WorkSheet {
            continue;
        }
        let mut cells = Cells::new();
        let range = workbook.worksheet_range(&about.name).map_err(|_| DAMAGED_XLS)?;
        let (top, left) = range.start().unwrap_or_default();
        for (row, column, value) in range.used_cells() {
            let (Ok(row), Ok(column)) = (u32::try_from(row), u32::try_from(column)) else {
                return Err(DAMAGED_XLS);
            };
            let at = (top + row, left + column);
            push(&mut cells, &about.name, at, shown(value), &mut text)?;
        }
        let merged = workbook.merge_cells_by_sheet_name(&about.name).map_err(|_| DAMAGED_XLS)?;
        sheets.push(sheet(&about, cells, &merged));
    }
    Ok(sheets)
}

fn xlsx_error(error: &XlsxError) -> ImportError {
    match error {
        XlsxError::Password => ImportError::Encrypted,
        _ => DAMAGED_XLSX,
    }
}

fn sheet(about: &calamine::Sheet, cells: Cells, merged: &[Dimensions]) -> Sheet {
    Sheet {
        name: about.name.clone(),
        hidden: about.visible != SheetVisible::Visible,
        cells,
        merged: merged.iter().map(|m| Merged { first: m.start, last: m.end }).collect(),
    }
}

/// Adds a cell with text, within the limits.
fn push(
    cells: &mut Cells,
    sheet: &str,
    at: (u32, u32),
    shown: String,
    text: &mut usize,
) -> Result<(), ImportError> {
    if shown.len() > MAX_CELL {
        let (sheet, cell) = (sheet.to_owned(), cell_name(at));
        return Err(ImportError::LongCell { sheet, cell, limit: MAX_CELL });
    }
    *text += shown.len();
    if *text > MAX_TEXT {
        return Err(ImportError::LargeSheet { sheet: sheet.to_owned() });
    }
    if !shown.trim().is_empty() {
        cells.insert(at, shown);
    }
    Ok(())
}

/// `C7`, as people call the cell.
fn cell_name((row, column): (u32, u32)) -> String {
    let mut letters = Vec::new();
    let mut left = column + 1;
    while left > 0 {
        let digit = (left - 1) % 26;
        letters.push(char::from_u32(u32::from('A') + digit).unwrap_or('?'));
        left = (left - 1) / 26;
    }
    let letters: String = letters.iter().rev().collect();
    format!("{letters}{}", row + 1)
}

/// What a cell shows.
fn shown_ref(value: &DataRef<'_>) -> String {
    match value {
        DataRef::Empty => String::new(),
        DataRef::SharedString(text) => lines(text),
        DataRef::String(text) => lines(text),
        DataRef::Int(number) => number.to_string(),
        DataRef::Float(number) => number_shown(*number),
        DataRef::Bool(value) => truth(*value).to_owned(),
        DataRef::DateTime(date) => date_shown(date),
        DataRef::DateTimeIso(text) | DataRef::DurationIso(text) => text.clone(),
        DataRef::Error(error) => error_shown(error),
    }
}

fn shown(value: &Data) -> String {
    match value {
        Data::Empty => String::new(),
        Data::String(text) => lines(text),
        Data::Int(number) => number.to_string(),
        Data::Float(number) => number_shown(*number),
        Data::Bool(value) => truth(*value).to_owned(),
        Data::DateTime(date) => date_shown(date),
        Data::DateTimeIso(text) | Data::DurationIso(text) => text.clone(),
        Data::Error(error) => error_shown(error),
    }
}

/// A line break in a cell is `\n`, whatever the program wrote.
fn lines(text: &str) -> String {
    text.replace("\r\n", "\n").replace("_x000D_\n", "\n").replace('\r', "\n")
}

fn error_shown(error: &impl Display) -> String {
    error.to_string()
}

fn truth(value: bool) -> &'static str {
    if value { "TRUE" } else { "FALSE" }
}

/// Numbers are stored with a fraction, even those that were typed without one.
fn number_shown(number: f64) -> String {
    // `-0` is 0.
    if number == 0.0 { "0".to_owned() } else { number.to_string() }
}

/// `2025年8月` that is typed becomes the first of the month: then the day was not printed.
fn date_shown(date: &ExcelDateTime) -> String {
    let (year, month, day, ..) = date.to_ymd_hms_milli();
    if date.is_duration() || date.as_f64() < 1.0 {
        number_shown(date.as_f64())
    } else if day == 1 {
        format!("{year}-{month:02}")
    } else {
        format!("{year}-{month:02}-{day:02}")
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use calamine::ExcelDateTimeType;

    #[test]
    fn cells_show_what_people_see() {
        assert_eq!(shown(&Data::Float(12.0)), "12");
        assert_eq!(shown(&Data::Float(2.5)), "2.5");
        assert_eq!(shown(&Data::String("甲\r\n乙".into())), "甲\n乙");
        let date = |value| ExcelDateTime::new(value, ExcelDateTimeType::DateTime, false);
        assert_eq!(shown(&Data::DateTime(date(45_870.0))), "2025-08");
        assert_eq!(shown(&Data::DateTime(date(45_884.0))), "2025-08-15");
    }

    #[test]
    fn cells_are_called_as_people_call_them() {
        assert_eq!(
            [(0, 0), (6, 25), (9, 26), (0, 701), (0, 702)].map(cell_name),
            ["A1", "Z7", "AA10", "ZZ1", "AAA1"]
        );
    }

    #[test]
    fn what_is_no_workbook_is_damaged() {
        assert_eq!(read_xlsx(b"PK\x03\x04").err(), Some(DAMAGED_XLSX));
        assert_eq!(read_xls(b"\xD0\xCF\x11\xE0").err(), Some(DAMAGED_XLS));
    }
}
