//! Layout text: what a PDF viewer gives when its text is saved, each cell's lines one under another and
//! nothing that says where a cell ends.
//!
//! The text is read in steps: [`lines`] drops page numbers, [`rows`] finds header rows and,
//! by [`starts`], the numbers that open duties, [`vocabulary`] learns from the whole document what its departments and
//! categories are called and how wide its columns are, [`cells`] divides each duty into cells by
//! scoring all ways to divide it ([`head_score`], [`clause_score`]). Where the two best ways are close, the
//! cell carries the other reading as its doubt. Nothing is decided here about clauses, labels or departments:
//! recognition does that with the cells of every carrier.

mod cells;
mod clause_score;
mod head_score;
mod headers;
mod lines;
mod rows;
mod starts;
mod vocabulary;

use crate::import::table::{Block, Content, Reading};
use crate::model::{Field, ListKind, Position};
use crate::text::chars::count_visible;
use crate::text::place::printed_form;
use rows::Piece;
pub(in crate::import) use vocabulary::Known;
use vocabulary::Vocabulary;

/// Whether a text without tabs is a list in this form: a header row, and numbers that count up under it.
pub(in crate::import) fn is_layout(text: &str) -> bool {
    let lines = lines::read_lines(text);
    let known = Known::default();
    let categories = vocabulary::learn_categories(&lines, &known);
    let pieces = rows::find_pieces(&lines, &categories, &known.columns);
    let rows = pieces.iter().filter(|piece| matches!(piece, Piece::Row(_))).count();
    let headed = pieces.iter().any(|piece| matches!(piece, Piece::Header { .. }));
    headed && rows >= 1
}

/// Reads a document.
pub(super) fn read_layout(text: &str, known: &Known) -> Reading {
    let lines = lines::read_lines(text);
    let known = &Known {
        county: printed_form(&known.county, [text].into_iter()),
        township: printed_form(&known.township, [text].into_iter()),
        ..known.clone()
    };
    let categories = vocabulary::learn_categories(&lines, known);
    let pieces = rows::find_pieces(&lines, &categories, &known.columns);
    let vocabulary = Vocabulary::learn(&pieces, categories, known);
    Reading {
        blocks: blocks_of(&pieces, &vocabulary),
        visible: count_visible(text),
        ..Reading::default()
    }
}

fn blocks_of(pieces: &[Piece<'_>], vocabulary: &Vocabulary) -> Vec<Block> {
    let mut blocks = Vec::new();
    let mut table: Option<Table> = None;
    for (piece, under) in pieces.iter().zip(tables_under(pieces)) {
        match piece {
            Piece::Furniture(line) => {
                blocks.push(block(line.number, Content::Furniture(line.text.to_owned())));
            }
            Piece::Prose(line) => {
                blocks.push(block(line.number, Content::Prose(line.text.to_owned())));
            }
            Piece::Header { line, text } => {
                // On some pages only the last columns are named: the rows under it tell the table.
                if let Some(under) = under.or(table) {
                    blocks.push(block(*line, under.header(text)));
                    table = Some(under);
                } else {
                    blocks.push(block(*line, Content::Furniture(text.clone())));
                }
            }
            Piece::Row(row) => {
                let here = Table::of(piece);
                if let Some(here) = here.filter(|here| Some(*here) != table) {
                    blocks.push(block(row.line, here.header("")));
                    table = Some(here);
                }
                let cells = cells::split_cells(row, vocabulary);
                blocks.push(block(row.line, Content::Row(cells)));
            }
        }
    }
    blocks
}

/// For each piece the table of the next row.
fn tables_under(pieces: &[Piece<'_>]) -> Vec<Option<Table>> {
    let mut under = None;
    let mut tables: Vec<Option<Table>> = pieces
        .iter()
        .rev()
        .map(|piece| {
            under = Table::of(piece).or(under);
            under
        })
        .collect();
    tables.reverse();
    tables
}

fn block(line: u32, content: Content) -> Block {
    Block { at: Position::line(line), content }
}

/// The table that a row is in.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
struct Table {
    list: ListKind,
    has_category: bool,
}

impl Table {
    fn of(piece: &Piece<'_>) -> Option<Self> {
        match piece {
            Piece::Row(row) => Some(Self { list: row.list, has_category: row.has_category }),
            _ => None,
        }
    }

    /// The header with the columns as `cells` divides a duty.
    fn header(self, text: &str) -> Content {
        let printed = |field: &Field| self.has_category || *field != Field::Category;
        let columns = self.list.fields().iter().copied().filter(printed).collect();
        Content::Header { text: text.to_owned(), list: self.list, columns }
    }
}
