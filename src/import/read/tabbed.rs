//! Tab-separated text: a line with a tab is a row, any other a line of prose.
//!
//! Documents of this form come from PDF and OCR converters: Markdown headings, HTML tags inside
//! cells and the header row repeated on each page are normal, and left for recognition.

use crate::import::table::{Block, Content};

/// The blocks of a document. Blank lines yield none.
pub(crate) fn read_tabbed(text: &str) -> Vec<Block> {
    text.lines()
        .zip(1_u32..)
        .filter(|(line, _)| !line.trim().is_empty())
        .map(|(line, number)| {
            let content = if line.contains('\t') {
                Content::Row(line.split('\t').map(str::to_owned).collect())
            } else {
                Content::Prose(line.trim().to_owned())
            };
            Block { line: number, content }
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn rows_keep_empty_cells_and_prose_its_line() {
        assert_eq!(
            read_tabbed("封面\r\n\n1\t\t名称\n"),
            [
                Block { line: 1, content: Content::Prose("封面".into()) },
                Block {
                    line: 3,
                    content: Content::Row(vec!["1".into(), String::new(), "名称".into()])
                },
            ]
        );
    }
}
