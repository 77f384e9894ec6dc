//! Tab-separated text: a line with a tab is a row, any other a line of prose.
//!
//! Documents of this form come from PDF and OCR converters: Markdown headings, HTML tags inside
//! cells and the header row repeated on each page are normal, and left for recognition.

use crate::import::table::{Block, Content, RawCell, Reading};
use crate::model::Position;
use crate::text::chars::count_visible;

/// Reads a document. Blank lines yield no block.
pub(in crate::import) fn read_tabbed(text: &str) -> Reading {
    let blocks = text
        .lines()
        .zip(1_u32..)
        .filter(|(line, _)| !line.trim().is_empty())
        .map(|(line, number)| {
            let content = if line.contains('\t') {
                Content::Row(line.split('\t').map(RawCell::new).collect())
            } else {
                Content::Prose(line.trim().to_owned())
            };
            Block { at: Position::line(number), content }
        })
        .collect();
    Reading { blocks, visible: count_visible(text), ..Reading::default() }
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
}
