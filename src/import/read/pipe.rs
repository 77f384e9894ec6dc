//! Tables with ruled columns: Markdown pipes, and boxes drawn with `│` and `─`.
//!
//! Where rules also stand between the rows, the lines between two of them are one row.

use crate::import::header::looks_like_header;
use crate::import::table::{Block, Content, RawCell, Reading};
use crate::model::Position;
use crate::text::chars::count_visible;
use crate::text::numbering::split_marker;

/// What stands between cells.
const VERTICAL: &[char] = &['|', '│', '┃', '║'];

/// Whether a text has a table of this kind: a ruled line that is a header.
pub(in crate::import) fn is_ruled(text: &str) -> bool {
    text.lines().any(|line| {
        split_line(line).is_some_and(|(cells, _)| {
            let cells: Vec<RawCell> = cells.into_iter().map(RawCell::new).collect();
            looks_like_header(&cells)
        })
    })
}

/// Reads a document.
pub(in crate::import) fn read_pipe(text: &str) -> Reading {
    let mut reading =
        Reading { blocks: Vec::new(), visible: count_visible(text), ..Reading::default() };
    let mut table = Table::default();
    for (line, number) in text.lines().zip(1_u32..) {
        if is_rule(line) {
            // `|---|` of Markdown stands under a header; corners and crosses draw a box.
            table.is_box |= line.contains(|c: char| c == '+' || is_drawn(c));
            table.lines.push((number, Line::Rule(line.trim().to_owned())));
        } else if let Some((cells, signs)) = split_line(line) {
            table.lines.push((number, Line::Cells(cells, signs)));
        } else {
            reading.blocks.extend(std::mem::take(&mut table).blocks());
            if !line.trim().is_empty() {
                let content = Content::Prose(line.trim().to_owned());
                reading.blocks.push(Block { at: Position::line(number), content });
            }
        }
    }
    reading.blocks.extend(table.blocks());
    reading
}

/// A line of a table.
enum Line {
    /// Between rows.
    Rule(String),
    /// Cells, and the signs that part them.
    Cells(Vec<String>, String),
}

/// Lines of a table, with their numbers.
#[derive(Default)]
struct Table {
    lines: Vec<(u32, Line)>,
    is_box: bool,
}

impl Table {
    fn blocks(self) -> Vec<Block> {
        // Above the header, under it and at the end: more of them stand between rows.
        let ruled_rows = self.is_ruled_between_rows();
        let mut blocks = Vec::new();
        let mut row: Option<(u32, Vec<String>)> = None;
        let flush = |row: &mut Option<(u32, Vec<String>)>, blocks: &mut Vec<Block>| {
            blocks.extend(row.take().map(|(number, cells)| Block {
                at: Position::line(number),
                content: Content::Row(cells.into_iter().map(RawCell::new).collect()),
            }));
        };
        for (number, line) in self.lines {
            let signs = match line {
                Line::Rule(rule) => {
                    flush(&mut row, &mut blocks);
                    rule
                }
                Line::Cells(cells, signs) => {
                    match &mut row {
                        Some((_, above)) if ruled_rows => join_lines(above, &cells),
                        _ => {
                            flush(&mut row, &mut blocks);
                            row = Some((number, cells));
                        }
                    }
                    signs
                }
            };
            let content = Content::Furniture(signs);
            blocks.push(Block { at: Position::line(number), content });
        }
        flush(&mut row, &mut blocks);
        blocks
    }

    /// Whether rules part rows: three stretches of cells or more between them.
    fn is_ruled_between_rows(&self) -> bool {
        let is_cells = |line: &(u32, Line)| matches!(line.1, Line::Cells(..));
        let starts = self
            .lines
            .iter()
            .enumerate()
            .filter(|(i, line)| is_cells(line) && (*i == 0 || !is_cells(&self.lines[i - 1])));
        self.is_box && starts.count() >= 3
    }
}

/// The next line of a row, cell by cell: a line break is only kept where a sentence ends or a clause
/// begins.
fn join_lines(above: &mut Vec<String>, cells: &[String]) {
    above.resize(above.len().max(cells.len()), String::new());
    for (cell, more) in above.iter_mut().zip(cells).filter(|(_, more)| !more.is_empty()) {
        let ended = cell.ends_with(['。', '；', ';', '：', ':']);
        if !cell.is_empty() && (ended || split_marker(more).is_some()) {
            cell.push('\n');
        }
        cell.push_str(more);
    }
}

/// Whether a line is a rule: nothing but dashes, corners and crosses, with a column's edge in it.
fn is_rule(line: &str) -> bool {
    let line = line.trim();
    let is_dash = |c: char| matches!(c, '-' | '=' | '─' | '━' | '═' | '┄' | '┈');
    let is_edge =
        |c: char| c == '+' || VERTICAL.contains(&c) || ('\u{2502}'..='\u{257F}').contains(&c);
    line.chars().all(|c| is_dash(c) || is_edge(c) || c == ':' || c.is_whitespace())
        && line.contains(is_dash)
        && line.contains(is_edge)
}

/// A corner, cross or edge of box drawing.
fn is_drawn(c: char) -> bool {
    ('\u{2502}'..='\u{257F}').contains(&c)
}

/// The cells of a ruled line and the signs that part them; none for a line without any.
fn split_line(line: &str) -> Option<(Vec<String>, String)> {
    let line = line.trim();
    let mut cells = vec![String::new()];
    let mut signs = String::new();
    let mut chars = line.chars().peekable();
    while let Some(c) = chars.next() {
        if c == '\\' && chars.peek() == Some(&'|') {
            signs.push(c);
            chars.next();
            if let Some(cell) = cells.last_mut() {
                cell.push('|');
            }
        } else if VERTICAL.contains(&c) {
            signs.push(c);
            cells.push(String::new());
        } else if let Some(cell) = cells.last_mut() {
            cell.push(c);
        }
    }
    if cells.len() < 2 {
        return None;
    }
    // Outer edges part nothing.
    if cells.len() > 2 && line.ends_with(VERTICAL) && !line.ends_with("\\|") {
        cells.pop();
    }
    if line.starts_with(VERTICAL) {
        cells.remove(0);
    }
    for cell in &mut cells {
        *cell = cell.trim().to_owned();
    }
    Some((cells, signs))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn rows(text: &str) -> Vec<String> {
        let reading = read_pipe(text);
        let counted = reading.blocks.iter().map(|block| match &block.content {
            Content::Row(cells) => cells.iter().map(|cell| count_visible(&cell.text)).sum(),
            Content::Prose(text) | Content::Furniture(text) | Content::Header { text, .. } => {
                count_visible(text)
            }
        });
        assert_eq!(counted.sum::<usize>(), reading.visible, "{text}");
        let shown = reading.blocks.iter().filter_map(|block| match &block.content {
            Content::Row(cells) => {
                let cells: Vec<&str> = cells.iter().map(|cell| cell.text.as_str()).collect();
                Some(format!("{} {}", block.at, cells.join("/")))
            }
            Content::Prose(text) => Some(format!("{} prose {text}", block.at)),
            Content::Furniture(_) | Content::Header { .. } => None,
        });
        shown.collect()
    }

    #[test]
    fn pipes_with_outer_edges_or_without() {
        let expected = ["1 prose 清单", "3 序号/事项名称", "5 1/甲|乙<br>丙", "6 2/"];
        assert_eq!(
            rows("清单\n\n| 序号 | 事项名称 |\n|:--|---|\n| 1 | 甲\\|乙<br>丙 |\n| 2 |  |\n"),
            expected
        );
        assert_eq!(rows("清单\n\n序号 | 事项名称\n--- | ---\n1 | 甲\\|乙<br>丙\n2 |\n"), expected);
    }

    #[test]
    fn lines_between_the_rules_of_a_box_are_one_row() {
        let text = "┌──┬────┐\n│序号│事项名称│\n├──┼────┤\n│1│照料独│\n││居老人；│\n│ │2. 送餐│\n\
                    ├──┼────┤\n│2│助浴│\n└──┴────┘\n";
        assert_eq!(rows(text), ["2 序号/事项名称", "4 1/照料独居老人；\n2. 送餐", "8 2/助浴"]);
        let open = "┌──┬──┐\n│序号│事项名称│\n├──┼──┤\n│1│甲│\n│2│乙│\n└──┴──┘\n";
        assert_eq!(rows(open), ["2 序号/事项名称", "4 1/甲", "5 2/乙"]);
    }

    #[test]
    fn only_a_ruled_header_makes_a_ruled_text() {
        assert!(is_ruled("| 序号 | 事项名称 |\n"));
        assert!(!is_ruled("甲 | 乙\n--- | ---\n"));
    }
}
