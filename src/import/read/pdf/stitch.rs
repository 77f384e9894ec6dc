//! Pages → one document: tables that go on on the next page, and rows that do.

use super::furniture::Furniture;
use super::merged::Categories;
use super::page::{Item, PageLayout};
use super::prose::{Margins, OnPage, paragraphs};
use super::table::{Edge, Table};
use crate::import::columns::ColumnNames;
use crate::import::header::read_header;
use crate::import::table::{Block, CellOrigin, Content, RawCell};
use crate::import::titles::list_of_title;
use crate::model::{Field, Position};
use crate::text::chars::without_blanks;

/// The blocks of a document.
pub(super) fn stitch(pages: Vec<PageLayout>, names: &ColumnNames) -> Vec<Block> {
    let furniture = Furniture::find(&pages);
    let mut stitch =
        Stitch { margins: margins(&pages, &furniture), names: names.clone(), ..Stitch::default() };
    for page in pages {
        stitch.page = page.number;
        stitch.line = 0;
        let is_furniture: Vec<bool> =
            page.items.iter().map(|item| furniture.has(item, &page)).collect();
        for (item, is_furniture) in page.items.into_iter().zip(is_furniture) {
            match item {
                Item::Line(line) if is_furniture => stitch.aside(Content::Furniture(line.text)),
                Item::Line(line) => stitch.line(line),
                Item::Turned(text) if !is_furniture => stitch.aside(Content::Prose(text)),
                Item::Turned(text) | Item::Hidden(text) => stitch.aside(Content::Furniture(text)),
                Item::Table(table) => stitch.table(&table),
            }
        }
    }
    stitch.flush();
    stitch.categories.settle(&mut stitch.blocks);
    stitch.blocks
}

/// How far the text and the tables go on each page, together with all pages of its width: a page with a
/// few words shows no margin.
fn margins(pages: &[PageLayout], furniture: &Furniture) -> Margins {
    let alike = |a: &PageLayout, b: &PageLayout| (a.width - b.width).abs() < 1.0;
    let mut widths: Vec<(&PageLayout, (f64, f64))> = Vec::new();
    for page in pages {
        let edges =
            page.items.iter().filter(|item| !furniture.has(item, page)).filter_map(|item| {
                let bounds = match item {
                    Item::Line(line) => line.bounds,
                    Item::Table(table) => table.grid.bounds(),
                    Item::Turned(_) | Item::Hidden(_) => return None,
                };
                Some((bounds.x0, bounds.x1))
            });
        let widest = |a: (f64, f64), b: (f64, f64)| (a.0.min(b.0), a.1.max(b.1));
        let Some(edges) = edges.reduce(widest) else { continue };
        match widths.iter_mut().find(|(known, _)| alike(known, page)) {
            Some((_, known)) => *known = widest(*known, edges),
            None => widths.push((page, edges)),
        }
    }
    let of = |page: &PageLayout| widths.iter().find(|(known, _)| alike(known, page));
    pages.iter().filter_map(|page| Some((page.number, of(page)?.1))).collect()
}

#[derive(Default)]
struct Stitch {
    blocks: Vec<Block>,
    names: ColumnNames,
    page: usize,
    line: u32,
    /// Lines that may be one paragraph with the next, and where they stand.
    prose: Vec<(Position, OnPage)>,
    margins: Margins,
    /// The columns and names of the last header, and the title before it.
    header: Option<Header>,
    title: String,
    /// The last row of the last table, while nothing came between: its page and its block.
    last_row: Option<(usize, usize)>,
    categories: Categories,
}

/// What is known of a table by its header.
#[derive(Debug, Clone, PartialEq, Eq)]
struct Header {
    names: Vec<String>,
    seq: usize,
    category: Option<usize>,
    name: Option<usize>,
}

impl Stitch {
    fn position(&mut self) -> Position {
        self.line += 1;
        Position { part: Some(part(self.page)), line: self.line }
    }

    /// Text that stands beside the text of the page and does not interrupt it.
    fn aside(&mut self, content: Content) {
        let at = self.position();
        self.blocks.push(Block { at, content });
    }

    fn line(&mut self, line: super::lines::TextLine) {
        let bare = without_blanks(&line.text);
        let is_title = list_of_title(&bare).is_some();
        // A title that is repeated on each page does not end its table.
        if !is_title || bare != self.title {
            self.last_row = None;
        }
        if is_title {
            self.title = bare;
        }
        let at = self.position();
        self.prose.push((at, (self.page, line)));
    }

    /// Ends the paragraphs before a table or the end.
    fn flush(&mut self) {
        let (at, lines): (Vec<Position>, Vec<OnPage>) = self.prose.drain(..).unzip();
        for (first, text) in paragraphs(&lines, &self.margins) {
            let at = at.get(first).cloned().unwrap_or_default();
            self.blocks.push(Block { at, content: Content::Prose(text) });
        }
    }

    fn table(&mut self, table: &Table) {
        self.flush();
        let rows = table.rows();
        let head = rows.iter().take_while(|row| self.head_row(row)).count();
        let above = self.last_row.filter(|(page, _)| page + 1 == self.page).map(|(_, row)| row);
        let above = above.filter(|row| {
            matches!(self.blocks.get(*row), Some(Block { content: Content::Row(cells), .. })
                if cells.len() == table.grid.columns())
        });
        let next = rows.get(head + 1).cloned();
        for (i, cells) in rows.into_iter().enumerate() {
            let at = self.position();
            if i < head {
                self.last_row.get_or_insert((self.page, self.blocks.len()));
                self.blocks.push(Block { at, content: Content::Row(cells) });
            } else {
                let above = above.filter(|_| i == head);
                self.row(at, cells, above.map(|row| Above { row, next: next.as_deref() }));
            }
            if i == head && above.is_some() {
                self.categories
                    .reaches(Edge::Top, |column| table.text_reaches(i, column, Edge::Top));
            }
        }
        if let Some(row) = table.grid.rows().checked_sub(1) {
            let reaches = |column| table.text_reaches(row, column, Edge::Bottom);
            self.categories.reaches(Edge::Bottom, reaches);
        }
    }

    /// Whether a row at the top of a table is a header or a title; a header that is another one, or a
    /// title that is another one, is the beginning of another table.
    fn head_row(&mut self, row: &[RawCell]) -> bool {
        if let Some(header) = header_of(row, &self.names) {
            if self.header.as_ref() != Some(&header) {
                self.last_row = None;
            }
            self.header = Some(header);
            return true;
        }
        let Some((first, rest)) = row.split_first() else { return false };
        let alone = rest.iter().all(|c| c.origin == CellOrigin::Merged || c.text.trim().is_empty());
        let title = without_blanks(&first.text);
        let is_title = alone && list_of_title(&title).is_some();
        if is_title && title != self.title {
            self.last_row = None;
            self.title = title;
        }
        is_title
    }

    /// A row of duties: one of its own, or the rest of the one `above`, on the page before.
    fn row(&mut self, at: Position, mut cells: Vec<RawCell>, above: Option<Above<'_>>) {
        if cells.iter().all(|c| c.origin == CellOrigin::Merged || c.text.trim().is_empty()) {
            return;
        }
        let at_top = above.is_some();
        if let Some(above) = above
            && let Some(header) = &self.header
            && let Some(Block { content: Content::Row(upper), .. }) = self.blocks.get(above.row)
            && is_rest(upper, &cells, header, above.next)
        {
            self.rest_of(above.row, &at, cells);
            return;
        }
        let row = self.blocks.len();
        if let Some(column) = self.header.as_ref().and_then(|header| header.category) {
            self.categories.add(&self.blocks, &mut cells, row, column, at_top);
        }
        self.last_row = Some((self.page, row));
        self.blocks.push(Block { at, content: Content::Row(cells) });
    }

    /// Appends the rest of a row to the row.
    fn rest_of(&mut self, row: usize, at: &Position, rest: Vec<RawCell>) {
        self.last_row = Some((self.page, row));
        let Some(Block { content: Content::Row(upper), .. }) = self.blocks.get_mut(row) else {
            return;
        };
        // A header may be cut as any row.
        let is_header = header_of(upper, &self.names).is_some();
        let merged = self.header.as_ref().and_then(|h| h.category).filter(|_| !is_header);
        let mut stray = Vec::new();
        let mut category = None;
        for (column, (upper, rest)) in upper.iter_mut().zip(rest).enumerate() {
            if Some(column) == merged && rest.origin == CellOrigin::Own {
                category = Some(rest.text);
            } else {
                stray.extend(append(upper, rest));
            }
        }
        if is_header {
            self.header = header_of(upper, &self.names);
        }
        if let Some(rest) = category {
            self.categories.append(&mut self.blocks, &rest);
        }
        let prose = |text| Block { at: at.clone(), content: Content::Prose(text) };
        self.blocks.extend(stray.into_iter().map(prose));
    }
}

/// What stands around the first row of a page.
#[derive(Clone, Copy)]
struct Above<'a> {
    /// The block of the last row on the page before.
    row: usize,
    /// The row that follows.
    next: Option<&'a [RawCell]>,
}

/// Whether a row is the rest of the one above it, on the page before: it has no number, and where both
/// have a name, no number is missing between the one above and the next. Or the one above has no
/// number, because it stands in the middle, and its name is in one of the two.
fn is_rest(
    upper: &[RawCell],
    lower: &[RawCell],
    header: &Header,
    next: Option<&[RawCell]>,
) -> bool {
    let blank = |row: &[RawCell], column: usize| {
        row.get(column).is_none_or(|cell| cell.text.trim().is_empty())
    };
    let own_blank = |row: &[RawCell], column: usize| {
        row.get(column).is_some_and(|c| c.origin == CellOrigin::Own) && blank(row, column)
    };
    let in_one = |column: Option<usize>| column.is_none_or(|c| blank(upper, c) || blank(lower, c));
    if own_blank(lower, header.seq) {
        let number = |row: &[RawCell]| {
            row.get(header.seq).and_then(|c| without_blanks(&c.text).parse().ok())
        };
        // Above a header's rest stands no number, and the next is 1.
        let above: u32 = number(upper).unwrap_or(0);
        let none_missing = next.and_then(number).is_none_or(|next: u32| next == above + 1);
        return !blank(upper, header.seq) && (none_missing || in_one(header.name));
    }
    own_blank(upper, header.seq) && in_one(header.category) && in_one(header.name)
}

/// Appends the rest of a cell; returns it when it has no place there.
fn append(upper: &mut RawCell, rest: RawCell) -> Option<String> {
    if rest.origin == CellOrigin::Merged || rest.text.trim().is_empty() {
        return None;
    }
    match upper.origin {
        CellOrigin::Merged => return Some(rest.text),
        CellOrigin::Own if upper.text.is_empty() => upper.text = rest.text,
        CellOrigin::Own => {
            upper.text.push('\n');
            upper.text.push_str(&rest.text);
        }
    }
    None
}

fn header_of(row: &[RawCell], names: &ColumnNames) -> Option<Header> {
    let columns = read_header(row, names)?.layout(row).fields;
    let of = |field| columns.iter().position(|column| *column == Some(field));
    Some(Header {
        names: row.iter().map(|cell| without_blanks(&cell.text)).collect(),
        seq: of(Field::Seq)?,
        category: of(Field::Category),
        name: of(Field::Name),
    })
}

/// What people call a page.
pub(super) fn part(page: usize) -> String {
    format!("第 {page} 页")
}
