//! Paragraphs and tables with merged and nested cells, as word processors and browsers have them,
//! laid out as a [`Reading`].
//!
//! Every column of a merged cell shows its text: the first as its own, the others as copies. Tables
//! that only arrange a page are taken apart; the one that has a header row is a table of duties.

use crate::import::ImportError;
use crate::import::header::looks_like_header;
use crate::import::table::{Block, CellOrigin, Content, RawCell, Reading};
use crate::model::Position;

/// The most bytes of copies that merged cells may make: no list repeats a hundredth of it.
const MAX_COPIES: usize = 64 * 1024 * 1024;
/// What prose is a line of.
const BODY: &str = "正文";
/// What a footnote is a line of.
const NOTES: &str = "脚注";

/// A piece of a document in its order.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Piece {
    /// A paragraph; `\n` where a line ends inside it.
    Paragraph(String),
    /// A footnote: stands behind the paragraph or row that refers to it.
    Note(String),
    /// What carries the document and is none of it.
    Furniture(String),
    /// A table.
    Table(Table),
}

/// A table: for each row its cells from left to right.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub(super) struct Table {
    /// The rows.
    pub rows: Vec<Vec<GridCell>>,
}

/// A cell on the grid of its table.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct GridCell {
    /// The first column of the grid that it covers.
    pub column: usize,
    /// How many it covers.
    pub span: usize,
    /// Whether it is the lower part of the cell above.
    pub continued: bool,
    /// What is in it.
    pub pieces: Vec<Piece>,
}

/// Lays pieces out as blocks. `visible` is what the reader counted.
pub(super) fn lay_out(pieces: &[Piece], visible: usize) -> Result<Reading, ImportError> {
    let mut layout = Layout::default();
    layout.pieces(pieces);
    if layout.copies > MAX_COPIES {
        return Err(ImportError::TooDeep);
    }
    Ok(Reading { blocks: layout.blocks, visible, ..Reading::default() })
}

#[derive(Default)]
struct Layout {
    blocks: Vec<Block>,
    lines: u32,
    notes: u32,
    tables: u32,
    /// Bytes that copies of merged cells took.
    copies: usize,
}

impl Layout {
    fn pieces(&mut self, pieces: &[Piece]) {
        for piece in pieces {
            match piece {
                Piece::Paragraph(text) => self.prose(text),
                Piece::Furniture(text) if !text.trim().is_empty() => {
                    self.lines += 1;
                    let at = Position { part: Some(BODY.to_owned()), line: self.lines };
                    self.blocks.push(Block { at, content: Content::Furniture(text.clone()) });
                }
                Piece::Furniture(_) => {}
                Piece::Note(text) => self.note(text),
                Piece::Table(table) if is_layout(table) => {
                    for cell in table.rows.iter().flatten() {
                        self.pieces(&cell.pieces);
                    }
                }
                Piece::Table(table) => self.table(table),
            }
        }
    }

    fn prose(&mut self, text: &str) {
        for line in text.lines().map(str::trim).filter(|line| !line.is_empty()) {
            self.lines += 1;
            let at = Position { part: Some(BODY.to_owned()), line: self.lines };
            self.blocks.push(Block { at, content: Content::Prose(line.to_owned()) });
        }
    }

    fn note(&mut self, text: &str) {
        self.notes += 1;
        let at = Position { part: Some(NOTES.to_owned()), line: self.notes };
        let line = text.lines().map(str::trim).collect::<Vec<_>>().join(" ");
        if !line.trim().is_empty() {
            self.blocks.push(Block { at, content: Content::Prose(line) });
        }
    }

    fn table(&mut self, table: &Table) {
        self.tables += 1;
        let part = format!("表 {}", self.tables);
        let columns = columns_of(table);
        let mut above: Vec<String> = Vec::new();
        for (row, line) in table.rows.iter().zip(1_u32..) {
            if self.copies > MAX_COPIES {
                return;
            }
            let cells = row_cells(row, &columns, &above);
            let copied = cells.iter().filter(|cell| cell.origin == CellOrigin::Merged);
            self.copies += copied.map(|cell| cell.text.len() + 1).sum::<usize>();
            let own =
                |cell: &RawCell| cell.origin == CellOrigin::Own && !cell.text.trim().is_empty();
            if cells.iter().any(own) {
                let at = Position { part: Some(part.clone()), line };
                above = cells.iter().map(|cell| cell.text.clone()).collect();
                self.blocks.push(Block { at, content: Content::Row(cells) });
            }
            for piece in row.iter().flat_map(|cell| &cell.pieces) {
                self.notes_of(piece);
            }
        }
    }

    /// Footnotes and furniture of a cell follow its row.
    fn notes_of(&mut self, piece: &Piece) {
        match piece {
            Piece::Note(_) | Piece::Furniture(_) => self.pieces(std::slice::from_ref(piece)),
            Piece::Paragraph(_) => {}
            Piece::Table(table) => {
                table.rows.iter().flatten().flat_map(|c| &c.pieces).for_each(|p| self.notes_of(p));
            }
        }
    }
}

/// A column as the fullest row has it: where it begins on the grid, and where it ends.
#[derive(Clone, Copy)]
struct Column {
    start: usize,
    end: usize,
}

/// The columns of a table are the cells of its fullest row. The grid itself has more where borders
/// that should be one line are a hair apart, as they often are in tables drawn by hand.
fn columns_of(table: &Table) -> Vec<Column> {
    let mut fullest: &[GridCell] = &[];
    for row in &table.rows {
        if row.len() > fullest.len() {
            fullest = row;
        }
    }
    fullest.iter().map(|c| Column { start: c.column, end: c.column + c.span }).collect()
}

/// The cells of a row, one a column; a cell that is in no column follows the last.
fn row_cells(row: &[GridCell], columns: &[Column], above: &[String]) -> Vec<RawCell> {
    if row.len() == columns.len() {
        let cells = row.iter().enumerate();
        return cells.map(|(i, cell)| raw_cell(cell, above.get(i))).collect();
    }
    let mut cells: Vec<RawCell> = vec![RawCell::default(); columns.len()];
    for cell in row {
        // A column is covered when its middle is.
        let covers = |column: &Column| {
            let middle = column.start + column.end;
            (2 * cell.column..2 * (cell.column + cell.span)).contains(&middle)
        };
        let mut covered = columns.iter().enumerate().filter(|(_, c)| covers(c)).map(|(i, _)| i);
        let Some(first) = covered.next() else {
            cells.push(raw_cell(cell, None));
            continue;
        };
        cells[first] = raw_cell(cell, above.get(first));
        let text = cells[first].text.clone();
        for i in covered {
            cells[i] = RawCell { origin: CellOrigin::Merged, ..RawCell::new(text.clone()) };
        }
    }
    cells
}

fn raw_cell(cell: &GridCell, above: Option<&String>) -> RawCell {
    let own = cell_text(&cell.pieces);
    match above {
        // Text of its own under a merge is kept as its own.
        Some(above) if cell.continued && own.trim().is_empty() => {
            RawCell { origin: CellOrigin::Merged, ..RawCell::new(above.clone()) }
        }
        _ => RawCell::new(own),
    }
}

/// The text of a cell, a paragraph a line, and a row of a nested table a line.
fn cell_text(pieces: &[Piece]) -> String {
    let mut lines = Vec::new();
    for piece in pieces {
        match piece {
            Piece::Paragraph(text) => lines.push(text.clone()),
            Piece::Table(table) => lines.extend(table.rows.iter().map(|row| {
                let cells = row.iter().map(|cell| cell_text(&cell.pieces).replace('\n', " "));
                cells.filter(|c| !c.trim().is_empty()).collect::<Vec<_>>().join(" ")
            })),
            Piece::Note(_) | Piece::Furniture(_) => {}
        }
    }
    lines.join("\n")
}

/// Whether a table only arranges what is in it: it has no header row, and it holds other tables or
/// has one column.
fn is_layout(table: &Table) -> bool {
    let nested =
        table.rows.iter().flatten().flat_map(|c| &c.pieces).any(|p| matches!(p, Piece::Table(_)));
    let one_column = table.rows.iter().all(|row| row.len() <= 1);
    (nested || one_column) && !table.rows.iter().any(|row| is_header_row(row))
}

fn is_header_row(row: &[GridCell]) -> bool {
    let own = |cell: &GridCell| {
        let paragraphs = cell.pieces.iter().filter(|p| matches!(p, Piece::Paragraph(_)));
        RawCell::new(cell_text(&paragraphs.cloned().collect::<Vec<_>>()))
    };
    looks_like_header(&row.iter().map(own).collect::<Vec<_>>())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn cell(column: usize, span: usize, text: &str) -> GridCell {
        let pieces = vec![Piece::Paragraph(text.to_owned())];
        GridCell { column, span, continued: false, pieces }
    }

    fn below(column: usize) -> GridCell {
        GridCell { column, span: 1, continued: true, pieces: Vec::new() }
    }

    fn rows(table: Table) -> Vec<Vec<String>> {
        let shown = |cell: &RawCell| match cell.origin {
            CellOrigin::Own => cell.text.clone(),
            CellOrigin::Merged => format!("={}", cell.text),
        };
        let blocks = lay_out(&[Piece::Table(table)], 0).unwrap_or_default().blocks;
        let rows = blocks.iter().filter_map(|block| match &block.content {
            Content::Row(cells) => Some(cells.iter().map(shown).collect()),
            _ => None,
        });
        rows.collect()
    }

    #[test]
    fn merged_cells_show_their_text_in_each_row_and_column() {
        let table = Table {
            rows: vec![
                vec![cell(0, 1, "1"), cell(1, 1, "甲"), cell(2, 1, "乙")],
                vec![cell(0, 1, "2"), below(1), cell(2, 1, "丙")],
                vec![cell(0, 1, "3"), cell(1, 2, "丁")],
                vec![cell(0, 1, "4"), below(1), cell(2, 1, "戊")],
            ],
        };
        assert_eq!(
            rows(table),
            [["1", "甲", "乙"], ["2", "=甲", "丙"], ["3", "丁", "=丁"], ["4", "=丁", "戊"]]
        );
    }

    #[test]
    fn borders_that_are_a_hair_apart_make_no_columns() {
        let table = Table {
            rows: vec![
                vec![cell(0, 1, "序号"), cell(1, 2, "事项类别"), cell(3, 1, "事项名称")],
                vec![cell(0, 2, "1"), cell(2, 1, "民生"), cell(3, 1, "照料")],
            ],
        };
        assert_eq!(rows(table), [["序号", "事项类别", "事项名称"], ["1", "民生", "照料"]]);
    }

    #[test]
    fn no_cell_is_lost_where_a_row_fits_no_column() {
        let table = Table {
            rows: vec![
                vec![cell(0, 4, "甲"), cell(4, 4, "乙"), cell(8, 1, "丙")],
                vec![cell(0, 1, "丁"), cell(1, 8, "戊")],
            ],
        };
        assert_eq!(rows(table)[1], ["戊", "=戊", "=戊", "丁"]);
    }

    #[test]
    fn a_table_that_arranges_the_page_is_taken_apart_and_one_with_a_header_is_not() {
        let inner = Table { rows: vec![vec![cell(0, 1, "子"), cell(1, 1, "丑")]] };
        let mut holder = cell(0, 1, "题目");
        holder.pieces.push(Piece::Table(inner.clone()));
        let outer = Table { rows: vec![vec![holder.clone(), cell(1, 1, "边栏")]] };
        let got = lay_out(&[Piece::Table(outer)], 0).unwrap_or_default().blocks;
        let contents: Vec<&Content> = got.iter().map(|b| &b.content).collect();
        assert_eq!(
            contents,
            [
                &Content::Prose("题目".into()),
                &Content::Row(["子", "丑"].map(RawCell::new).into()),
                &Content::Prose("边栏".into())
            ]
        );
        assert_eq!(got[1].at, Position { part: Some("表 1".into()), line: 1 });

        let headed = Table {
            rows: vec![
                vec![cell(0, 1, "序号"), cell(1, 1, "事项名称")],
                vec![cell(0, 1, "1"), GridCell { column: 1, ..holder }],
            ],
        };
        assert_eq!(rows(headed)[1], ["1", "题目\n子 丑"]);
    }

    #[test]
    fn merged_cells_cannot_fill_the_memory() {
        let long = "甲".repeat(1_000_000);
        let mut rows = vec![vec![cell(0, 1, &long), cell(1, 1, "1")]];
        rows.extend((0..40).map(|_| vec![below(0), cell(1, 1, "2")]));
        let got = lay_out(&[Piece::Table(Table { rows })], 0);
        assert_eq!(got, Err(ImportError::TooDeep));
    }
}
