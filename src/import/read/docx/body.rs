//! The story of a document or of one of its notes: paragraphs, tables, and what is in runs.

use std::collections::BTreeMap;

use roxmltree::Node;

use super::numbering::Numbering;
use super::symbols::symbol;
use super::xml::{attribute, child, children, is_on, name, number};
use crate::import::ImportError;
use crate::import::read::flow::{GridCell, Piece, Table};
use crate::text::chars::count_visible;

/// Elements whose text is not printed: properties, what was deleted or moved away, the code of a
/// field, comments.
const UNPRINTED: &[&str] = &[
    "pPr",
    "rPr",
    "sdtPr",
    "sdtEndPr",
    "tblPr",
    "tblGrid",
    "tblPrEx",
    "trPr",
    "tcPr",
    "sectPr",
    "del",
    "moveFrom",
    "delText",
    "instrText",
    "delInstrText",
];

/// The notes of a document by their ids: footnotes, then endnotes.
pub(super) type Notes<'a, 'i> = [BTreeMap<&'a str, Node<'a, 'i>>; 2];

/// Reads stories; numbers are counted through all that it reads.
pub(super) struct Story<'a, 'i> {
    pub(super) numbering: Numbering,
    pub(super) notes: Notes<'a, 'i>,
    /// Non-blank characters of the numbers that were printed.
    pub(super) numbers: usize,
}

/// What a paragraph holds.
#[derive(Default)]
struct Inline {
    text: String,
    /// Text boxes and notes: they follow the paragraph.
    behind: Vec<Piece>,
}

impl Story<'_, '_> {
    /// The pieces of a body, cell, note or text box.
    pub(super) fn pieces(&mut self, parent: Node<'_, '_>) -> Result<Vec<Piece>, ImportError> {
        let mut out = Vec::new();
        let mut open = Inline::default();
        self.blocks(parent, &mut open, &mut out)?;
        // The mark of the last paragraph was deleted, and there is none to join it with.
        close(open, &mut out);
        Ok(out)
    }

    fn blocks(
        &mut self,
        parent: Node<'_, '_>,
        open: &mut Inline,
        out: &mut Vec<Piece>,
    ) -> Result<(), ImportError> {
        for node in children(parent) {
            match name(node) {
                "p" => {
                    let properties = child(node, "pPr");
                    let deleted = properties
                        .and_then(|p| child(p, "rPr"))
                        .is_some_and(|r| child(r, "del").is_some());
                    if deleted {
                        self.inline(node, open)?;
                        continue;
                    }
                    let printed = self.numbering.next(properties);
                    self.numbers += count_visible(&printed);
                    open.text.insert_str(0, &printed);
                    self.inline(node, open)?;
                    close(std::mem::take(open), out);
                }
                "tbl" => out.push(Piece::Table(self.table(node)?)),
                // A whole other document, in a format of its own.
                "altChunk" => return Err(ImportError::Embedded),
                unprinted if UNPRINTED.contains(&unprinted) => {}
                _ => self.blocks(node, open, out)?,
            }
        }
        Ok(())
    }

    fn table(&mut self, table: Node<'_, '_>) -> Result<Table, ImportError> {
        let mut out = Table::default();
        for row in within(table, "tr") {
            let properties = child(row, "trPr");
            if properties.is_some_and(|p| child(p, "del").is_some()) {
                continue;
            }
            let mut column = properties.and_then(|p| number(p, "gridBefore")).unwrap_or(0);
            let mut cells: Vec<GridCell> = Vec::new();
            for cell in within(row, "tc") {
                let properties = child(cell, "tcPr");
                let merge = |direction| properties.and_then(|p| child(p, direction));
                let goes_on = |direction| {
                    merge(direction).is_some_and(|m| attribute(m, "val") != Some("restart"))
                };
                let span = properties.and_then(|p| number(p, "gridSpan")).unwrap_or(1);
                let span = usize::clamp(span, 1, MAX_SPAN);
                let pieces = self.pieces(cell)?;
                match cells.last_mut().filter(|_| goes_on("hMerge")) {
                    Some(before) => {
                        before.span += span;
                        before.pieces.extend(pieces);
                    }
                    None => {
                        cells.push(GridCell { column, span, continued: goes_on("vMerge"), pieces });
                    }
                }
                column += span;
            }
            out.rows.push(cells);
        }
        Ok(out)
    }

    fn inline(&mut self, parent: Node<'_, '_>, out: &mut Inline) -> Result<(), ImportError> {
        for node in children(parent) {
            match name(node) {
                "t" => out.text.push_str(node.text().unwrap_or_default()),
                "tab" | "ptab" => out.text.push(' '),
                "br" | "cr" => out.text.push('\n'),
                "noBreakHyphen" => out.text.push('-'),
                "sym" => out.text.extend(symbol_of(node)),
                "r" if is_hidden(node) => {}
                "txbxContent" => {
                    let pieces = self.pieces(node)?;
                    out.behind.extend(pieces);
                }
                "footnoteReference" => self.note(0, node, out)?,
                "endnoteReference" => self.note(1, node, out)?,
                unprinted if UNPRINTED.contains(&unprinted) => {}
                _ => self.inline(node, out)?,
            }
        }
        Ok(())
    }

    /// A note is printed once, where it is first referred to.
    fn note(
        &mut self,
        kind: usize,
        reference: Node<'_, '_>,
        out: &mut Inline,
    ) -> Result<(), ImportError> {
        let Some(id) = attribute(reference, "id") else { return Ok(()) };
        let Some(note) = self.notes[kind].remove(id) else { return Ok(()) };
        let mut lines = Vec::new();
        flatten(self.pieces(note)?, &mut lines);
        out.behind.push(Piece::Note(lines.join("\n")));
        Ok(())
    }
}

/// More columns than Word allows in a table.
const MAX_SPAN: usize = 100;

fn close(paragraph: Inline, out: &mut Vec<Piece>) {
    if !paragraph.text.trim().is_empty() {
        out.push(Piece::Paragraph(paragraph.text));
    }
    out.extend(paragraph.behind);
}

/// The lines of a note.
pub(super) fn flatten(pieces: Vec<Piece>, lines: &mut Vec<String>) {
    for piece in pieces {
        match piece {
            Piece::Paragraph(text) | Piece::Note(text) | Piece::Furniture(text) => lines.push(text),
            Piece::Table(table) => {
                for cell in table.rows.into_iter().flatten() {
                    flatten(cell.pieces, lines);
                }
            }
        }
    }
}

/// Rows of a table, or cells of a row: content controls may stand around them.
fn within<'a, 'i>(parent: Node<'a, 'i>, wanted: &str) -> Vec<Node<'a, 'i>> {
    let mut out = Vec::new();
    for node in children(parent) {
        match name(node) {
            found if found == wanted => out.push(node),
            unprinted if UNPRINTED.contains(&unprinted) => {}
            _ => out.extend(within(node, wanted)),
        }
    }
    out
}

fn is_hidden(run: Node<'_, '_>) -> bool {
    child(run, "rPr").is_some_and(|p| is_on(p, "vanish"))
}

fn symbol_of(node: Node<'_, '_>) -> Option<char> {
    let code = u32::from_str_radix(attribute(node, "char")?, 16).ok()?;
    symbol(attribute(node, "font").unwrap_or_default(), code)
}

/// Counts what a story prints, apart from numbers and from the walk above: each text of the tree
/// unless something around it is not printed.
pub(super) fn count_printed(root: Node<'_, '_>) -> usize {
    let (mut total, mut pending) = (0, vec![root]);
    while let Some(node) = pending.pop() {
        match name(node) {
            "t" => total += count_visible(node.text().unwrap_or_default()),
            "noBreakHyphen" => total += 1,
            "sym" => total += usize::from(symbol_of(node).is_some_and(|c| !c.is_whitespace())),
            "r" if is_hidden(node) => {}
            "tr" if child(node, "trPr").is_some_and(|p| child(p, "del").is_some()) => {}
            unprinted if UNPRINTED.contains(&unprinted) => {}
            _ => pending.extend(children(node)),
        }
    }
    total
}

/// The notes of a part by id, without the lines that part them from the text.
pub(super) fn notes_of<'a, 'i>(root: Node<'a, 'i>, kind: &str) -> BTreeMap<&'a str, Node<'a, 'i>> {
    children(root)
        .filter(|note| {
            name(*note) == kind && attribute(*note, "type").is_none_or(|t| t == "normal")
        })
        .filter_map(|note| Some((attribute(note, "id")?, note)))
        .collect()
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, reason = "literals of these tests")]

    use roxmltree::Document;

    use super::*;
    use crate::import::read::flow::lay_out;
    use crate::import::table::Content;

    /// What a body shows, a block a line, and that the count agrees.
    fn shown(body: &str) -> Vec<String> {
        let xml = format!("<w:body xmlns:w=\"w\" xmlns:mc=\"mc\">{body}</w:body>");
        let document = Document::parse(&xml).unwrap();
        let notes = "<w:footnotes xmlns:w=\"w\"><w:footnote w:type=\"separator\" w:id=\"0\"/>\
            <w:footnote w:id=\"2\"><w:p><w:r><w:t>注文</w:t></w:r></w:p></w:footnote></w:footnotes>";
        let notes = Document::parse(notes).unwrap();
        let mut story = Story {
            numbering: Numbering::default(),
            notes: [notes_of(notes.root_element(), "footnote"), BTreeMap::new()],
            numbers: 0,
        };
        let pieces = story.pieces(document.root_element()).unwrap();
        let reading = lay_out(&pieces, count_printed(document.root_element())).unwrap();
        let lines: Vec<String> = reading
            .blocks
            .iter()
            .map(|block| match &block.content {
                Content::Prose(text) => text.clone(),
                Content::Row(cells) => {
                    cells.iter().map(|c| c.text.replace('\n', "/")).collect::<Vec<_>>().join("|")
                }
                other => format!("{other:?}"),
            })
            .collect();
        lines
    }

    fn p(text: &str) -> String {
        format!("<w:p><w:r><w:t>{text}</w:t></w:r></w:p>")
    }

    #[test]
    fn what_was_inserted_is_printed_and_what_was_deleted_or_hidden_is_not() {
        let body = "<w:p><w:r><w:t>甲</w:t></w:r><w:ins><w:r><w:t>乙</w:t></w:r></w:ins>\
            <w:del><w:r><w:delText>丙</w:delText></w:r></w:del><w:moveFrom><w:r><w:t>丁</w:t></w:r></w:moveFrom>\
            <w:r><w:rPr><w:vanish/></w:rPr><w:t>戊</w:t></w:r>\
            <w:r><w:rPr><w:vanish w:val=\"0\"/></w:rPr><w:t>己</w:t></w:r></w:p>";
        assert_eq!(shown(body), ["甲乙己"]);
    }

    #[test]
    fn a_paragraph_whose_mark_was_deleted_joins_the_next() {
        let body = format!(
            "<w:p><w:pPr><w:rPr><w:del/></w:rPr></w:pPr><w:r><w:t>甲</w:t></w:r></w:p>{}",
            p("乙")
        );
        assert_eq!(shown(&body), ["甲乙"]);
    }

    #[test]
    fn tabs_breaks_hyphens_and_symbols() {
        let body = "<w:p><w:r><w:t>甲</w:t><w:tab/><w:t>乙</w:t><w:softHyphen/><w:noBreakHyphen/><w:t>丙</w:t><w:br/>\
            <w:sym w:font=\"Wingdings\" w:char=\"F0FE\"/></w:r></w:p>";
        assert_eq!(shown(body), ["甲 乙-丙", "☑"]);
    }

    #[test]
    fn links_controls_and_fields_show_their_text_and_alternatives_one_of_it() {
        let body = format!(
            "<w:sdt><w:sdtPr><w:alias/></w:sdtPr><w:sdtContent>{}</w:sdtContent></w:sdt>\
             <w:p><w:hyperlink><w:r><w:t>链接</w:t></w:r></w:hyperlink>\
             <w:r><w:fldChar/></w:r><w:r><w:instrText>PAGEREF x</w:instrText></w:r><w:r><w:t>3</w:t></w:r>\
             <w:smartTag><w:r><w:t>四</w:t></w:r></w:smartTag></w:p>\
             <w:p><w:r><mc:AlternateContent><mc:Choice><w:drawing><w:txbxContent>{}</w:txbxContent></w:drawing></mc:Choice>\
             <mc:Fallback><w:pict><w:txbxContent>{}</w:txbxContent></w:pict></mc:Fallback></mc:AlternateContent></w:r></w:p>",
            p("控件"),
            p("文本框"),
            p("文本框"),
        );
        assert_eq!(shown(&body), ["控件", "链接3四", "文本框"]);
    }

    #[test]
    fn footnotes_stand_behind_the_row_that_refers_to_them() {
        let body = format!(
            "<w:tbl><w:tr><w:tc>{}</w:tc><w:tc><w:p><w:r><w:t>乙</w:t><w:footnoteReference w:id=\"2\"/></w:r></w:p></w:tc></w:tr></w:tbl>{}",
            p("甲"),
            p("丙")
        );
        assert_eq!(shown(&body), ["甲|乙", "注文", "丙"]);
    }

    #[test]
    fn merged_cells_nested_tables_and_deleted_rows() {
        let tc = |properties: &str, text: &str| {
            format!("<w:tc><w:tcPr>{properties}</w:tcPr>{text}</w:tc>")
        };
        let body = format!(
            "<w:tbl><w:tr>{}{}{}</w:tr><w:tr>{}{}</w:tr><w:tr><w:trPr><w:del/></w:trPr>{}</w:tr>\
             <w:tr><w:trPr><w:gridBefore w:val=\"1\"/></w:trPr>{}{}</w:tr></w:tbl>",
            tc("", &p("序号")),
            tc("<w:vMerge w:val=\"restart\"/>", &p("事项类别")),
            tc("", &p("事项名称")),
            tc("<w:gridSpan w:val=\"1\"/>", &p("1")),
            tc("<w:gridSpan w:val=\"2\"/>", &(p("一") + &p("二"))),
            tc("", &p("删")),
            tc("<w:vMerge/>", "<w:p/>"),
            tc(
                "",
                &format!(
                    "<w:tbl><w:tr><w:tc>{}</w:tc><w:tc>{}</w:tc></w:tr></w:tbl>",
                    p("内"),
                    p("表")
                )
            ),
        );
        assert_eq!(shown(&body), ["序号|事项类别|事项名称", "1|一/二|一/二", "|一/二|内 表"]);
    }

    #[test]
    fn the_count_is_of_what_is_printed_and_not_of_the_walk() {
        let xml = "<w:body xmlns:w=\"w\"><w:p><w:r><w:t>甲 乙</w:t><w:noBreakHyphen/></w:r>\
            <w:del><w:r><w:t>丙</w:t></w:r></w:del></w:p></w:body>";
        let document = Document::parse(xml).unwrap();
        assert_eq!(count_printed(document.root_element()), 3);
    }
}
