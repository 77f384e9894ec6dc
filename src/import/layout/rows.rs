//! The rows of a layout text: header rows, the numbers that open duties, and what is neither.

use super::headers::{ColumnNames, HeaderRun, header_at};
use super::lines::Line;
use crate::import::header::list_of_title;
use crate::model::{Field, ListKind};

/// A document in its order.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Piece<'a> {
    /// A page number.
    Furniture(Line<'a>),
    /// A line outside tables.
    Prose(Line<'a>),
    /// A header row.
    Header {
        /// Its first line.
        line: u32,
        /// Its text, lines joined by blanks.
        text: String,
    },
    /// A duty.
    Row(RowLines<'a>),
}

/// The lines of a duty, not yet divided into cells.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct RowLines<'a> {
    /// The line of its number.
    pub line: u32,
    /// The list.
    pub list: ListKind,
    /// Whether its table has a column for the category.
    pub has_category: bool,
    /// The printed number.
    pub seq: &'a str,
    /// What follows, piece by piece: behind the number the words between blanks, then line by line;
    /// a part for each page.
    pub parts: Vec<Vec<Line<'a>>>,
}

/// A number may be this far from the one before it: rows get lost, and a number in the text rarely
/// comes that close.
const MAX_GAP: u32 = 3;

/// Divides a document.
pub(super) fn find_pieces<'a>(
    lines: &[Line<'a>],
    categories: &[String],
    names: &ColumnNames,
) -> Vec<Piece<'a>> {
    let mut walk = Walk { pieces: Vec::new(), table: Table::default(), page_break: false };
    let mut at = 0;
    while let Some(line) = lines.get(at) {
        if line.is_page_number {
            walk.pieces.push(Piece::Furniture(*line));
            walk.page_break = true;
            at += 1;
        } else if let Some(header) = header_at(&lines[at..], names) {
            walk.header(&lines[at..at + header.lines], &header);
            at += header.lines;
        } else if list_of_title(line.text).is_some() {
            walk.table.titled = list_of_title(line.text);
            walk.table.open = false;
            walk.pieces.push(Piece::Prose(*line));
            at += 1;
        } else if let Some(start) = start_at(&lines[at..], categories, &walk.table) {
            walk.row(*line, &start);
            at += 1;
        } else {
            walk.line(*line);
            at += 1;
        }
    }
    walk.pieces
}

struct Walk<'a> {
    pieces: Vec<Piece<'a>>,
    table: Table,
    /// Whether a page ended since the last line of the row.
    page_break: bool,
}

/// The table that the walk is in.
#[derive(Debug, Clone, Default)]
struct Table {
    /// The list of its rows, once one was read.
    list: Option<ListKind>,
    /// The number of the last row.
    last: u32,
    /// The list that a title or header since the last row announces.
    titled: Option<ListKind>,
    /// Whether a header of a table was seen since the last row.
    headed: bool,
    /// Whether the table has a column for the category.
    has_category: bool,
    /// Whether lines belong to a row.
    open: bool,
}

impl Table {
    /// The list whose first duty comes next.
    fn next_list(&self) -> ListKind {
        self.titled.unwrap_or(match self.list {
            None => ListKind::Basic,
            Some(ListKind::Basic) => ListKind::Coop,
            Some(ListKind::Coop | ListKind::Reclaimed) => ListKind::Reclaimed,
        })
    }
}

impl<'a> Walk<'a> {
    fn header(&mut self, lines: &[Line<'a>], header: &HeaderRun) {
        self.table.titled = header.list().or(self.table.titled);
        self.table.headed = true;
        // Some pages print only the last columns: the first header of a list has them all.
        self.table.has_category |= header.fields.contains(&Field::Category);
        let text: Vec<&str> = lines.iter().map(|line| line.text).collect();
        self.pieces.push(Piece::Header {
            line: lines.first().map_or(0, |line| line.number),
            text: text.join(" "),
        });
        self.page_break = true;
    }

    fn row(&mut self, line: Line<'a>, start: &Start<'a>) {
        let begins_list = start.number <= self.table.last || self.table.list.is_none();
        if begins_list {
            self.table.list = Some(self.table.next_list());
            self.table.titled = None;
        }
        let list = self.table.list.unwrap_or(ListKind::Basic);
        self.table.last = start.number;
        self.table.headed = false;
        self.table.open = true;
        self.page_break = false;
        let words = start.rest.split_whitespace().enumerate().map(|(i, word)| Line {
            text: word,
            after_blank: i == 0 && line.after_blank,
            ..line
        });
        self.pieces.push(Piece::Row(RowLines {
            line: line.number,
            list,
            has_category: self.table.has_category,
            seq: start.seq,
            parts: vec![words.collect()],
        }));
    }

    fn line(&mut self, line: Line<'a>) {
        let row = self.pieces.iter_mut().rev().find_map(|piece| match piece {
            Piece::Row(row) => Some(row),
            _ => None,
        });
        let Some(row) = row.filter(|_| self.table.open && !is_remark(line.text)) else {
            self.table.open = false;
            self.pieces.push(Piece::Prose(line));
            return;
        };
        if self.page_break {
            row.parts.push(Vec::new());
            self.page_break = false;
        }
        if let Some(part) = row.parts.last_mut() {
            part.push(line);
        }
    }
}

/// A remark under a table belongs to none of its cells.
fn is_remark(line: &str) -> bool {
    ["注：", "注:", "备注：", "备注:", "说明："].iter().any(|head| line.starts_with(head))
}

/// The number that opens a duty.
struct Start<'a> {
    number: u32,
    /// As printed.
    seq: &'a str,
    /// What stands behind it on its line.
    rest: &'a str,
}

/// Whether a duty begins here: the next number of the list, or 1 behind a header, and a category
/// behind it where the table has such a column.
fn start_at<'a>(lines: &[Line<'a>], categories: &[String], table: &Table) -> Option<Start<'a>> {
    let line = lines.first()?;
    let digits = line.text.bytes().take_while(u8::is_ascii_digit).count();
    if !(1..=4).contains(&digits) {
        return None;
    }
    let (seq, rest) = line.text.split_at(digits);
    if !(rest.is_empty() || rest.starts_with(char::is_whitespace)) {
        return None;
    }
    let number: u32 = seq.parse().ok().filter(|n| *n > 0)?;
    let rest = rest.trim();
    let word = match rest.split_whitespace().next() {
        Some(word) => word,
        None => lines.get(1)?.text.split_whitespace().next()?,
    };
    let is_category = is_category(word, categories);
    let first = number == 1 && table.headed && (table.list.is_none() || table.last > 1);
    let next = table.list.is_some() && number == table.last + 1;
    let near = table.list.is_some()
        && (table.last + 1..=table.last + 1 + MAX_GAP).contains(&number)
        && !next;
    let begins = if table.has_category {
        let stands_apart = line.after_blank && (!rest.is_empty() || word.chars().count() <= 8);
        (is_category && (first || next || near)) || (next && stands_apart)
    } else {
        (first || next) && !rest.is_empty() && line.after_blank
    };
    begins.then_some(Start { number, seq, rest })
}

/// Whether a word is a category, or as much of one as a narrow column holds.
fn is_category(word: &str, categories: &[String]) -> bool {
    categories.iter().any(|category| {
        category == word || (word.chars().count() >= 2 && category.starts_with(word))
    })
}
