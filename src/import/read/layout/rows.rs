//! The rows of a layout text: header rows, the numbers that open duties, and what is neither.

use super::headers::{HeaderRun, header_at};
use super::lines::Line;
use super::starts::{Start, Starts, Verdict};
use crate::import::columns::ColumnNames;
use crate::import::titles::list_of_title;
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
    /// A line that may be where this duty, or the next one, begins instead.
    pub doubt: Option<&'a str>,
}

/// Divides a document.
pub(super) fn find_pieces<'a>(
    lines: &[Line<'a>],
    categories: &[String],
    names: &ColumnNames,
) -> Vec<Piece<'a>> {
    let mut walk = Walk { pieces: Vec::new(), table: Table::default(), page_break: false };
    let starts = Starts { lines, categories, names };
    let mut at = 0;
    while let Some(line) = lines.get(at) {
        if line.is_page_number || starts.is_bare_page_number(at) {
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
        } else {
            match starts.judge(at, &walk.table) {
                Verdict::Opens(start) => walk.row(*line, &start),
                Verdict::MayOpen(start) => {
                    walk.doubt(line.text);
                    walk.row(*line, &start);
                    walk.doubt(line.text);
                }
                Verdict::MayBeText => {
                    walk.line(*line);
                    walk.doubt(line.text);
                }
                Verdict::Text => walk.line(*line),
            }
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
pub(super) struct Table {
    /// The list of its rows, once one was read.
    pub list: Option<ListKind>,
    /// The number of the last row.
    pub last: u32,
    /// The list that a title or header since the last row announces.
    pub titled: Option<ListKind>,
    /// Whether a header of a table was seen since the last row.
    pub headed: bool,
    /// Whether the table has a column for the category.
    pub has_category: bool,
    /// Whether lines belong to a row.
    pub open: bool,
}

impl Table {
    /// The list whose first duty comes next.
    pub(super) fn next_list(&self) -> ListKind {
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
            doubt: None,
        }));
    }

    /// Remembers at the last duty that it may not end or begin where it does.
    fn doubt(&mut self, line: &'a str) {
        if let Some(row) = last_row(&mut self.pieces) {
            row.doubt = Some(line);
        }
    }

    fn line(&mut self, line: Line<'a>) {
        let row = last_row(&mut self.pieces);
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
        // It may as well be a page number.
        if row.list != ListKind::Basic && line.text.chars().all(|c| c.is_ascii_digit()) {
            row.doubt = Some(line.text);
        }
    }
}

fn last_row<'p, 'a>(pieces: &'p mut [Piece<'a>]) -> Option<&'p mut RowLines<'a>> {
    pieces.iter_mut().rev().find_map(|piece| match piece {
        Piece::Row(row) => Some(row),
        _ => None,
    })
}

/// A remark under a table belongs to none of its cells.
fn is_remark(line: &str) -> bool {
    ["注：", "注:", "备注：", "备注:", "说明："].iter().any(|head| line.starts_with(head))
}
