//! The inside of a cell: the few HTML tags that converters leave there, and the lines they make.
//!
//! Only tags that structure text are tags, known by name; everything else between `<` and `>` is
//! text that the document prints (`<不涉及农用地>`, and `<script>` too: it will be shown, not run).
//! An HTML parser would be the wrong tool: it repairs, drops and decodes, and the ledger needs to
//! account for each character.

use crate::text::chars::count_visible;

/// Tags that end a line where they stand.
const BREAKING: &[&str] = &["p", "br", "ol", "ul", "li", "div"];
/// Tags that mean nothing for the text.
const INLINE: &[&str] = &["span", "strong", "b", "em", "u", "font"];

/// A cell without its markup.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct CellText {
    /// Lines as the markup separates them, blanks untouched, none of them blank.
    pub lines: Vec<RawLine>,
    /// Non-blank characters of the tags.
    pub markup: usize,
}

/// A line of a cell.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct RawLine {
    /// The text.
    pub text: String,
    /// Where it stands.
    pub context: LineContext,
}

/// Whether a line's blanks may be lost line breaks.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum LineContext {
    /// In a paragraph or bare cell.
    Flow,
    /// Directly in an `<ol>` or `<ul>` whose `<li>` tags were lost: a blank behind `；` or `。` was
    /// the end of an item.
    BareList,
}

/// Reads a cell.
pub fn read_cell(raw: &str) -> CellText {
    let mut cell = CellText::default();
    let mut line = String::new();
    let mut context = LineContext::Flow;
    let mut rest = raw;
    while let Some(at) = rest.find('<') {
        push_text(&rest[..at], &mut line, context, &mut cell.lines);
        rest = &rest[at..];
        if let Some((tag, len)) = read_tag(rest) {
            cell.markup += count_visible(&rest[..len]);
            rest = &rest[len..];
            if BREAKING.contains(&tag.name.as_str()) {
                flush(&mut line, context, &mut cell.lines);
            }
            context = match (tag.name.as_str(), tag.closing) {
                ("ol" | "ul", false) => LineContext::BareList,
                ("ol" | "ul", true) | ("li" | "p", false) => LineContext::Flow,
                _ => context,
            };
        } else {
            line.push('<');
            rest = &rest[1..];
        }
    }
    push_text(rest, &mut line, context, &mut cell.lines);
    flush(&mut line, context, &mut cell.lines);
    cell
}

/// Text up to the next tag; a line break ends a line.
fn push_text(text: &str, line: &mut String, context: LineContext, lines: &mut Vec<RawLine>) {
    for (i, part) in text.split('\n').enumerate() {
        if i > 0 {
            flush(line, context, lines);
        }
        line.push_str(part);
    }
}

fn flush(line: &mut String, context: LineContext, lines: &mut Vec<RawLine>) {
    let text = std::mem::take(line);
    if !text.trim().is_empty() {
        lines.push(RawLine { text, context });
    }
}

struct Tag {
    name: String,
    closing: bool,
}

/// A known tag at the head of a text, and its length in bytes.
fn read_tag(text: &str) -> Option<(Tag, usize)> {
    let body = text.strip_prefix('<')?;
    let (closing, body) = match body.strip_prefix('/') {
        Some(body) => (true, body),
        None => (false, body),
    };
    let name: String =
        body.chars().take_while(char::is_ascii_alphabetic).collect::<String>().to_ascii_lowercase();
    if !BREAKING.contains(&name.as_str()) && !INLINE.contains(&name.as_str()) {
        return None;
    }
    let after = &body[name.len()..];
    if !after.starts_with(|c: char| c == '>' || c == '/' || c.is_whitespace()) {
        return None;
    }
    // Attributes are short and ASCII; an unclosed `<p` runs into text, and then it is text.
    let (end, _) = after.char_indices().take(200).find(|(_, c)| *c == '>')?;
    if !after[..end].is_ascii() || after[..end].contains('<') {
        return None;
    }
    let len = text.len() - after.len() + end + 1;
    Some((Tag { name, closing }, len))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn lines(raw: &str) -> Vec<String> {
        read_cell(raw).lines.into_iter().map(|l| l.text.trim().to_owned()).collect()
    }

    #[test]
    fn paragraphs_and_items_are_lines() {
        assert_eq!(lines("<p>1. 甲；</p> <p>2. 乙。</p>"), ["1. 甲；", "2. 乙。"]);
        assert_eq!(
            lines(
                "<p>一、题</p> <ol style=\"list-style-type: none\"> <li>1. 甲</li><li>2. 乙</li> </ol>"
            ),
            ["一、题", "1. 甲", "2. 乙"]
        );
    }

    #[test]
    fn an_unclosed_list_is_marked() {
        let cell = read_cell("<ol style=\"list-style-type: none\"> 甲； 乙。 <p>丙</p>");
        assert_eq!(cell.lines[0].context, LineContext::BareList);
        assert_eq!(cell.lines[1].context, LineContext::Flow);
    }

    #[test]
    fn what_is_no_known_tag_is_text() {
        for raw in [
            "<script>alert(1)</script>",
            "<镇>",
            "a < b",
            "<p 未完",
            "<p 一段文字>",
            "<pre>x</pre>",
            "<",
        ] {
            assert_eq!(lines(raw), [raw], "{raw}");
            assert_eq!(read_cell(raw).markup, 0, "{raw}");
        }
    }
}
