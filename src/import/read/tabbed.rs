//! Tab-separated text: a line with a tab is a row, any other a line of prose.
//!
//! Documents of this form come from PDF and OCR converters: Markdown headings, HTML tags inside
//! cells and the header row repeated on each page are normal, and left for recognition. Those that a
//! spreadsheet program wrote have quotes around cells with line breaks.

use super::csv::quoted_row;
use crate::import::table::{Block, Content, RawCell, Reading};
use crate::model::Position;
use crate::text::chars::count_visible;

/// Bytes that may be looked at in vain for the end of quoted rows.
const SPARE: usize = 256 * 1024 * 1024;

/// Reads a document. Blank lines yield no block.
pub(in crate::import) fn read_tabbed(text: &str) -> Reading {
    let mut blocks = Vec::new();
    let (mut rest, mut number, mut spare) = (text, 1_u32, SPARE);
    while !rest.is_empty() {
        let at = Position::line(number);
        let end = rest.find('\n').map_or(rest.len(), |at| at + 1);
        let line = rest[..end].trim_end_matches(['\r', '\n']);
        let quoted = Some(line)
            .filter(|line| line.contains("\t\"") || (line.starts_with('"') && line.contains('\t')))
            .and_then(|_| quoted_row(rest, &mut spare));
        let taken = quoted.as_ref().map_or(end, |(_, len)| *len);
        if let Some((cells, len)) = quoted {
            blocks.push(Block { at: at.clone(), content: quotes(&rest[..len], &cells) });
            blocks.push(Block { at, content: Content::Row(cells) });
        } else if line.contains('\t') && !line.trim().is_empty() {
            let cells = line.split('\t').map(RawCell::new).collect();
            blocks.push(Block { at, content: Content::Row(cells) });
        } else if !line.trim().is_empty() {
            blocks.push(Block { at, content: Content::Prose(line.trim().to_owned()) });
        }
        number += u32::try_from(rest[..taken].matches('\n').count()).unwrap_or(0);
        rest = &rest[taken..];
    }
    Reading { blocks, visible: count_visible(text), ..Reading::default() }
}

/// The quotes around and inside the cells of a row that are no text.
fn quotes(raw: &str, cells: &[RawCell]) -> Content {
    let kept: usize = cells.iter().map(|cell| cell.text.matches('"').count()).sum();
    Content::Furniture("\"".repeat(raw.matches('"').count().saturating_sub(kept)))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn rows_keep_empty_cells_and_prose_its_line() {
        let reading = read_tabbed("封面\r\n\n1\t\t名称\n");
        assert_eq!(
            reading.blocks,
            [
                Block { at: Position::line(1), content: Content::Prose("封面".into()) },
                Block {
                    at: Position::line(3),
                    content: Content::Row(["1", "", "名称"].map(RawCell::new).into())
                },
            ]
        );
        assert_eq!(reading.visible, 5);
    }

    #[test]
    fn a_quoted_cell_may_have_line_breaks() {
        let reading = read_tabbed("1\t\"甲；\r\n乙。\"\r\n2\t\"丙\"\r\n");
        let row = |line, cells: [&str; 2]| Block {
            at: Position::line(line),
            content: Content::Row(cells.map(RawCell::new).into()),
        };
        let quotes = Block { at: Position::line(1), content: Content::Furniture("\"\"".into()) };
        assert_eq!(reading.blocks, [quotes, row(1, ["1", "甲；\n乙。"]), row(3, ["2", "\"丙\""])]);
    }
}
