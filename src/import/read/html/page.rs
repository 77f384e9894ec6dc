//! The walk through a page: what a browser shows, line by line and table by table.

use super::dom::{Dom, Id, ROOT};
use super::frame::Frame;
use super::lists::Counter;
use super::table::Slot;
use crate::import::read::flow::{GridCell, Piece, Table};
use crate::text::chars::{count_visible, without_blanks};

/// Elements that are not shown as text.
const HIDDEN: &[&str] = &[
    "head", "script", "style", "template", "noscript", "title", "iframe", "object", "svg",
    "datalist", "audio", "video", "canvas",
];
/// Elements before and behind which a line ends.
const BLOCKS: &[&str] = &[
    "html",
    "body",
    "div",
    "p",
    "ul",
    "ol",
    "li",
    "dl",
    "dt",
    "dd",
    "h1",
    "h2",
    "h3",
    "h4",
    "h5",
    "h6",
    "section",
    "article",
    "header",
    "footer",
    "nav",
    "main",
    "aside",
    "blockquote",
    "pre",
    "center",
    "form",
    "fieldset",
    "legend",
    "hr",
    "address",
    "figure",
    "figcaption",
    "details",
    "summary",
    "caption",
    "tr",
    "td",
    "th",
    "table",
    "option",
    "button",
    "select",
    "textarea",
    "dir",
    "menu",
    "dialog",
    "optgroup",
    "thead",
    "tbody",
    "tfoot",
];

/// A page that is being read.
pub(super) struct Page<'a> {
    dom: &'a Dom,
    frame: &'a Frame,
    /// Non-blank characters of the numbers that the browser prints.
    pub(super) numbers: usize,
    out: Vec<Piece>,
    line: Line,
    lists: Vec<Option<Counter>>,
    state: State,
}

/// The line that is being read.
#[derive(Default)]
struct Line {
    text: String,
    /// How much of it is text of links.
    links: usize,
    /// Whether it stands bare in what surrounds the article.
    portal: bool,
}

/// What the walk is in.
#[derive(Clone, Copy, Default)]
#[expect(clippy::struct_excessive_bools, reason = "each is in or not in an element, all at once")]
struct State {
    /// A part of the portal.
    portal: bool,
    /// A cell of a list, where nothing is the portal's.
    cell: bool,
    link: bool,
    heading: bool,
    /// Text whose line breaks are shown.
    preformatted: bool,
}

impl<'a> Page<'a> {
    pub(super) fn new(dom: &'a Dom, frame: &'a Frame) -> Self {
        Self {
            dom,
            frame,
            numbers: 0,
            out: Vec::new(),
            line: Line::default(),
            lists: Vec::new(),
            state: State::default(),
        }
    }

    /// The pieces of the page.
    pub(super) fn read(&mut self) -> Vec<Piece> {
        self.node(ROOT);
        self.end_line();
        std::mem::take(&mut self.out)
    }

    fn node(&mut self, id: Id) {
        if let Some(text) = self.dom.text(id) {
            let bare = !self.state.cell && self.frame.begins_portal(self.dom, id);
            self.line.portal |= bare && !text.trim().is_empty();
            self.text(text);
            return;
        }
        if is_hidden(self.dom, id) {
            return;
        }
        let name = self.dom.name(id);
        let before = self.state;
        let block = BLOCKS.contains(&name);
        if block {
            self.end_line();
        }
        self.enter(id);
        match name {
            "br" => self.end_line(),
            "table" => self.table(id),
            "li" => self.item(id),
            "ol" | "ul" => {
                self.lists.push(Counter::of(self.dom, id));
                self.children(id);
                self.lists.pop();
            }
            _ => self.children(id),
        }
        if block {
            self.end_line();
        }
        self.state = before;
    }

    fn enter(&mut self, id: Id) {
        if !self.state.cell && self.frame.begins_portal(self.dom, id) {
            self.state.portal = true;
        }
        match self.dom.name(id) {
            "a" if self.dom.attribute(id, "href").is_some() => self.state.link = true,
            "h1" | "h2" | "h3" => self.state.heading = true,
            "pre" | "textarea" => self.state.preformatted = true,
            _ => {}
        }
    }

    fn children(&mut self, id: Id) {
        for child in self.dom.children(id) {
            self.node(*child);
        }
    }

    fn text(&mut self, text: &str) {
        let mut parts = text.split('\n').peekable();
        while let Some(part) = parts.next() {
            // Blanks are for recognition to judge; only line breaks are no blanks here.
            self.line.text.push_str(part);
            if self.state.link {
                self.line.links += count_visible(part);
            }
            if parts.peek().is_some() {
                if self.state.preformatted {
                    self.end_line();
                } else {
                    self.line.text.push(' ');
                }
            }
        }
    }

    fn end_line(&mut self) {
        let line = std::mem::take(&mut self.line);
        let text = line.text.split_whitespace().collect::<Vec<_>>().join(" ");
        if text.is_empty() {
            return;
        }
        let portal = !self.state.cell
            && !self.is_title(&text, line.links)
            && (self.state.portal || line.portal || self.frame.is_portal_line(&text, line.links));
        self.out.push(if portal { Piece::Furniture(text) } else { Piece::Paragraph(text) });
    }

    /// The title of the page is the document's wherever it stands, unless it is a link to it.
    fn is_title(&self, text: &str, links: usize) -> bool {
        self.state.heading && links == 0 && text.contains("清单")
    }

    fn item(&mut self, id: Id) {
        let dom = self.dom;
        let number = self.lists.last_mut().and_then(Option::as_mut).and_then(|c| c.next(dom, id));
        let begin = self.out.len();
        self.children(id);
        self.end_line();
        let Some(number) = number else { return };
        let first = self.out.get_mut(begin);
        let text = match &first {
            Some(Piece::Paragraph(text) | Piece::Furniture(text)) => text.as_str(),
            _ => "",
        };
        let Some(printed) = number.before(text) else { return };
        self.numbers += count_visible(&printed);
        match first {
            Some(Piece::Paragraph(text) | Piece::Furniture(text)) => text.insert_str(0, &printed),
            _ => self.out.insert(begin, Piece::Paragraph(printed)),
        }
    }

    fn table(&mut self, table: Id) {
        let dom = self.dom;
        // A caption stands above its table, wherever it is written; so does what a browser shows there.
        for child in dom.children(table) {
            if dom.name(*child) == "caption" {
                self.node(*child);
            }
        }
        let frame = self.frame;
        let rows = frame.grid(table);
        let in_list = self.state.cell || self.frame.is_list(table);
        let arranges =
            !in_list && (self.frame.holds_list(table) || rows.iter().all(|r| r.len() <= 1));
        if arranges || (!in_list && (self.state.portal || self.is_portal_table(table))) {
            self.state.portal |= !arranges;
            for slot in rows.iter().flatten().filter(|slot| !slot.continued) {
                self.node(slot.cell);
            }
            return;
        }
        self.state.cell = true;
        let rows = rows.iter().map(|row| row.iter().map(|slot| self.cell(*slot)).collect());
        let rows = rows.collect();
        self.out.push(Piece::Table(Table { rows }));
    }

    fn cell(&mut self, slot: Slot) -> GridCell {
        let Slot { cell, column, span, continued } = slot;
        if continued {
            return GridCell { column, span, continued, pieces: Vec::new() };
        }
        let before = std::mem::take(&mut self.out);
        let lists = std::mem::take(&mut self.lists);
        self.node(cell);
        self.end_line();
        self.lists = lists;
        GridCell { column, span, continued, pieces: std::mem::replace(&mut self.out, before) }
    }

    /// A table without a header that prints what portals print of an article.
    fn is_portal_table(&self, table: Id) -> bool {
        let inside = self.dom.walk(table, |id| !is_hidden(self.dom, id));
        let text: String = inside.iter().filter_map(|id| self.dom.text(*id)).collect();
        self.frame.is_portal_line(&text, 0)
    }
}

/// Whether a browser shows nothing of an element.
pub(super) fn is_hidden(dom: &Dom, id: Id) -> bool {
    if HIDDEN.contains(&dom.name(id)) || dom.attribute(id, "hidden").is_some() {
        return true;
    }
    dom.attribute(id, "style").is_some_and(|style| {
        let style = without_blanks(style);
        let style = style.to_ascii_lowercase();
        style.contains("display:none") || style.contains("visibility:hidden")
    })
}

/// Counts what a page shows, apart from numbers and from the walk above: each text unless something
/// around it is hidden.
pub(super) fn count_shown(dom: &Dom) -> usize {
    let shown = dom.walk(ROOT, |id| !is_hidden(dom, id));
    shown.iter().filter_map(|id| dom.text(*id)).map(count_visible).sum()
}
