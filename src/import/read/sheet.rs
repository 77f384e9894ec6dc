//! Sheets of a workbook as blocks: merged cells filled, and sheets that are no list told from those
//! that are.

use std::collections::{BTreeMap, BTreeSet};

use crate::import::ImportError;
use crate::import::header::looks_like_header;
use crate::import::table::{Block, CellOrigin, Content, RawCell, Reading};
use crate::import::titles::{list_of_name, list_of_title};
use crate::model::Position;
use crate::text::chars::count_visible;

/// The longest cell, in bytes: a spreadsheet program stops at 32,767 characters.
pub(super) const MAX_CELL: usize = 10 * 1024 * 1024;
/// All text of a workbook, copies of merged cells included, in bytes.
pub(super) const MAX_TEXT: usize = 64 * 1024 * 1024;
/// Rows with text.
const MAX_ROWS: usize = 100_000;
/// Cells of the rows with text, empty ones included.
const MAX_GRID: usize = 4_000_000;

/// A sheet of a workbook.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub(super) struct Sheet {
    /// Its name.
    pub name: String,
    /// Whether people do not see it.
    pub hidden: bool,
    /// The cells with text, by row and column from 0.
    pub cells: BTreeMap<(u32, u32), String>,
    /// Merged cells.
    pub merged: Vec<Merged>,
}

/// A merged cell: its first and last row and column.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Merged {
    /// Top left.
    pub first: (u32, u32),
    /// Bottom right.
    pub last: (u32, u32),
}

/// Reads the sheets of a workbook. A hidden sheet is furniture, and so is one that is no list behind
/// one that is: a count, a draft. What stands before the lists may be their cover.
pub(super) fn read_sheets(sheets: &[Sheet]) -> Result<Reading, ImportError> {
    let mut reading = Reading::default();
    let mut last_number = None;
    for sheet in sheets {
        reading.visible += sheet.cells.values().map(|text| count_visible(text)).sum::<usize>();
        let Some(Grid { rows, covered }) = lay_out(sheet)? else { continue };
        let is_list = rows.iter().any(|row| looks_like_header(&row.cells));
        let first = rows.iter().find_map(Row::number);
        let begins_again = last_number.is_some() && !is_list;
        let continues = first.is_some() && first == last_number.map(|n: u32| n + 1);
        if sheet.hidden || (begins_again && first.is_none()) {
            reading.blocks.push(furniture(sheet));
            continue;
        }
        if begins_again && !continues {
            // Numbered rows of another table, a count perhaps: kept, and told.
            reading.blocks.extend(rows.iter().map(|row| row.as_prose(&sheet.name)));
            continue;
        }
        let mut title = names_the_list(sheet, &rows).then_some(&sheet.name);
        if is_list {
            last_number = last_number.or(Some(0));
        }
        last_number = rows.iter().rev().find_map(Row::number).or(last_number);
        if !covered.is_empty() {
            let content = Content::Furniture(covered.join("\n"));
            reading.blocks.push(Block { at: at(&sheet.name, 0), content });
        }
        for row in rows {
            let at = at(&sheet.name, row.number);
            if let Some(name) = title.filter(|_| looks_like_header(&row.cells)) {
                title = None;
                reading.visible += count_visible(name);
                let content = Content::Prose(name.clone());
                reading.blocks.push(Block { at: at.clone(), content });
            }
            reading.blocks.push(Block { at, content: Content::Row(row.cells) });
        }
    }
    Ok(reading)
}

/// A row with text.
struct Row {
    /// From 0.
    number: u32,
    cells: Vec<RawCell>,
}

impl Row {
    /// The number at the head of a row with more than it.
    fn number(&self) -> Option<u32> {
        let mut own = self.cells.iter().map(|cell| cell.text.trim()).filter(|t| !t.is_empty());
        let number = own.next()?.parse().ok()?;
        own.next().map(|_| number)
    }

    fn as_prose(&self, sheet: &str) -> Block {
        let own = self.cells.iter().filter(|cell| cell.origin == CellOrigin::Own);
        let text: Vec<&str> = own.map(|cell| cell.text.as_str()).collect();
        Block { at: at(sheet, self.number), content: Content::Prose(text.join("\t")) }
    }
}

fn at(sheet: &str, row: u32) -> Position {
    Position { part: Some(sheet.to_owned()), line: row + 1 }
}

/// Whether the name of a sheet is the title of its list: no row above the header is one.
fn names_the_list(sheet: &Sheet, rows: &[Row]) -> bool {
    let above = rows.iter().take_while(|row| !looks_like_header(&row.cells));
    let mut texts = above.flat_map(|row| row.cells.iter().map(|cell| cell.text.as_str()));
    list_of_name(&sheet.name).is_some() && !texts.any(|text| list_of_title(text).is_some())
}

/// All text of a sheet that people do not see, or that is no list.
fn furniture(sheet: &Sheet) -> Block {
    let text: Vec<&str> = sheet.cells.values().map(String::as_str).collect();
    Block { at: at(&sheet.name, 0), content: Content::Furniture(text.join("\n")) }
}

/// A sheet as people see it.
struct Grid {
    /// The rows with text, as wide as the widest.
    rows: Vec<Row>,
    /// Text under merged cells, which people do not see.
    covered: Vec<String>,
}

/// Lays out the cells of a sheet, the copies of merged cells among them; none for an empty sheet.
fn lay_out(sheet: &Sheet) -> Result<Option<Grid>, ImportError> {
    let too_large = || ImportError::LargeSheet { sheet: sheet.name.clone() };
    let numbers: BTreeSet<u32> = sheet.cells.keys().map(|(row, _)| *row).collect();
    let columns = || sheet.cells.keys().map(|(_, column)| *column);
    let (Some(left), Some(right)) = (columns().min(), columns().max()) else { return Ok(None) };
    let width = (right - left) as usize + 1;
    if numbers.len() > MAX_ROWS || numbers.len() * width > MAX_GRID {
        return Err(too_large());
    }
    let mut rows: BTreeMap<u32, Vec<RawCell>> =
        numbers.into_iter().map(|row| (row, vec![RawCell::default(); width])).collect();
    for ((row, column), text) in &sheet.cells {
        let cells = rows.get_mut(row);
        if let Some(cell) = cells.and_then(|cells| cells.get_mut((column - left) as usize)) {
            cell.text.clone_from(text);
        }
    }
    let mut covered = Vec::new();
    let (mut copies, mut bytes) = (0, 0);
    for merged in sheet.merged.iter().filter(|m| m.first.0 <= m.last.0) {
        let text = sheet.cells.get(&merged.first).map_or("", String::as_str);
        for (row, cells) in rows.range_mut(merged.first.0..=merged.last.0) {
            for column in merged.first.1.max(left)..=merged.last.1.min(right) {
                let Some(cell) = cells.get_mut((column - left) as usize) else { continue };
                if (*row, column) == merged.first {
                    continue;
                }
                (copies, bytes) = (copies + 1, bytes + text.len());
                if copies > MAX_GRID || bytes > MAX_TEXT {
                    return Err(too_large());
                }
                let copy = RawCell { origin: CellOrigin::Merged, ..RawCell::new(text) };
                let before = std::mem::replace(cell, copy);
                if before.origin == CellOrigin::Own && !before.text.is_empty() {
                    covered.push(before.text);
                }
            }
        }
    }
    let has_text = |cell: &RawCell| cell.origin == CellOrigin::Own && !cell.text.trim().is_empty();
    let rows = rows.into_iter().filter(|(_, cells)| cells.iter().any(has_text));
    let rows = rows.map(|(number, cells)| Row { number, cells }).collect();
    Ok(Some(Grid { rows, covered }))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn sheet(name: &str, rows: &[&str]) -> Sheet {
        let mut sheet = Sheet { name: name.to_owned(), ..Sheet::default() };
        for (row, text) in (0..).zip(rows) {
            for (column, cell) in (0..).zip(text.split('|')).filter(|(_, cell)| !cell.is_empty()) {
                sheet.cells.insert((row, column), cell.to_owned());
            }
        }
        sheet
    }

    fn kinds(sheets: &[Sheet]) -> Vec<String> {
        let reading = read_sheets(sheets).unwrap_or_default();
        let blocks = reading.blocks.iter().map(|block| match &block.content {
            Content::Prose(text) => format!("{} prose {text}", block.at),
            Content::Row(cells) => {
                let cells: Vec<&str> = cells.iter().map(|cell| cell.text.as_str()).collect();
                format!("{} {}", block.at, cells.join("|"))
            }
            Content::Furniture(text) | Content::Header { text, .. } => {
                format!("{} furniture {text}", block.at)
            }
        });
        blocks.collect()
    }

    #[test]
    fn cells_of_a_merged_cell_show_its_text_and_hide_their_own() {
        let mut sheet = sheet("表", &["序号|事项名称", "1|甲", "2|乙"]);
        sheet.merged.push(Merged { first: (1, 1), last: (2, 1) });
        let got = kinds(&[sheet]);
        assert_eq!(got, ["表:1 furniture 乙", "表:1 序号|事项名称", "表:2 1|甲", "表:3 2|甲"]);
    }

    #[test]
    fn the_name_of_a_sheet_may_be_the_title_of_its_list() {
        let got = kinds(&[sheet("基本履职事项", &["序号|事项名称", "1|甲"])]);
        assert_eq!(got[0], "基本履职事项:1 prose 基本履职事项");
        let titled = sheet("配合履职", &["某镇基本履职事项清单", "序号|事项名称", "1|甲"]);
        assert_eq!(kinds(&[titled])[0], "配合履职:1 某镇基本履职事项清单|");
    }

    #[test]
    fn sheets_that_are_no_list_are_furniture_unless_they_may_be_a_cover_or_a_table() {
        let cover = sheet("封面", &["某县某镇"]);
        let list = sheet("表", &["序号|事项名称", "1|甲"]);
        let hidden = Sheet { hidden: true, ..sheet("旧", &["序号|事项名称", "1|旧"]) };
        let more = sheet("续", &["2|乙"]);
        let note = sheet("备忘", &["待核"]);
        let count = sheet("统计", &["1|党的建设|12"]);
        assert_eq!(
            kinds(&[cover, hidden, list, more, note, count]),
            [
                "封面:1 某县某镇",
                "旧:1 furniture 序号\n事项名称\n1\n旧",
                "表:1 序号|事项名称",
                "表:2 1|甲",
                "续:1 2|乙",
                "备忘:1 furniture 待核",
                "统计:1 prose 1\t党的建设\t12",
            ]
        );
    }

    #[test]
    fn a_sheet_larger_than_any_list_is_refused() {
        let mut far = sheet("表", &["序号|事项名称"]);
        for row in 0..300 {
            far.cells.insert((row, 16_000), "x".to_owned());
        }
        assert_eq!(read_sheets(&[far]), Err(ImportError::LargeSheet { sheet: "表".into() }));
        let mut long = sheet("表", &[]);
        long.cells.extend((0..100_001).map(|row| ((row, 0), "x".to_owned())));
        assert_eq!(read_sheets(&[long]), Err(ImportError::LargeSheet { sheet: "表".into() }));
        let mut merged = sheet("表", &["序号|事项名称", "1|甲"]);
        merged.merged = vec![Merged { first: (0, 0), last: (1_000_000, 16_000) }; 2_000_000];
        assert_eq!(read_sheets(&[merged]), Err(ImportError::LargeSheet { sheet: "表".into() }));
    }
}
