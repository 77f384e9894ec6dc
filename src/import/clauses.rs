//! From the lines of a cell to clauses: numbers inside a line, headings, labels.
//!
//! Splitting only ever happens at a blank or behind a full stop, semicolon or colon, and loses
//! nothing but blanks.

use super::markup::{LineContext, RawLine};
use crate::model::{Line, Text};
use crate::text::chars::{collapse_blanks, is_cjk_punctuation};
use crate::text::department::{has_body_ending, same_body, split_names};
use crate::text::numbering::{Marker, MarkerKind, split_marker};

/// What is known of the row when its labels are looked for.
#[derive(Debug, Clone, Copy)]
pub(super) struct LabelContext<'a> {
    /// The row's departments as printed.
    pub departments: &'a [String],
    /// The county's own name, which short forms leave out.
    pub county: &'a str,
}

/// A heading's text is short: longer than this, it is a clause.
const HEADING_CHARS: usize = 30;
/// A label names one department or a few.
const LABEL_CHARS: usize = 60;

/// The clauses of a cell.
pub(super) fn parse_clauses(lines: &[RawLine], context: LabelContext<'_>) -> Text {
    let mut text = Text::default();
    for line in lines {
        for segment in split_segments(&line.text, line.context, context) {
            push_segment(&mut text.lines, segment, context);
        }
    }
    text
}

/// A segment is a label with a clause behind it, a heading with a clause behind it, or a clause.
fn push_segment(lines: &mut Vec<Line>, segment: &str, context: LabelContext<'_>) {
    if let Some(len) = label_len(segment, context) {
        lines.extend(Line::label(&collapse_blanks(&segment[..len])));
        let rest = segment[len..].trim();
        if !rest.is_empty() {
            push_segment(lines, rest, context);
        }
        return;
    }
    let (head, rest) = split_heading(segment);
    lines.extend(Line::clause(&collapse_blanks(head)));
    if let Some(rest) = rest {
        push_segment(lines, rest, context);
    }
}

/// `一、分户工作 收到申请后……` is a heading and its text; the blank between them is what is left of
/// the line break.
fn split_heading(segment: &str) -> (&str, Option<&str>) {
    let segment = segment.trim();
    let Some((marker, body)) = split_marker(segment) else { return (segment, None) };
    if marker.kind.is_list_item() {
        return (segment, None);
    }
    let Some((head, rest)) = body.split_once(char::is_whitespace) else { return (segment, None) };
    let is_heading =
        is_short(head) && !head.contains(['，', '；', '。', '：']) && rest.contains(['。', '；']);
    if is_heading {
        let at = segment.len() - rest.len();
        (segment[..at].trim_end(), Some(rest.trim()))
    } else {
        (segment, None)
    }
}

/// Cuts a line where a new number, label or list item begins.
fn split_segments<'a>(
    line: &'a str,
    line_context: LineContext,
    context: LabelContext<'_>,
) -> Vec<&'a str> {
    let mut segments = Vec::new();
    let mut start = 0;
    let mut last: Option<(MarkerKind, u32)> = None;
    // The last visible character, and whether blanks stand between it and here.
    let (mut before, mut blank): (Option<char>, bool) = (None, true);
    for (at, c) in line.char_indices() {
        if c.is_whitespace() {
            blank = true;
            continue;
        }
        let ended = before.is_some_and(ends_clause);
        if blank || ended {
            let here = &line[at..];
            let marker = split_marker(here).map(|(marker, _)| marker);
            let at_label_end = blank && is_label_or_heading(&line[start..at], context);
            let new_number =
                marker.is_some_and(|m| begins_clause(m, last, ended, blank, at_label_end));
            let new_label = blank && ended && label_len(here, context).is_some();
            let new_item = blank && ended && line_context == LineContext::BareList;
            if new_number || new_label || new_item || before.is_none() {
                segments.push(&line[start..at]);
                start = at;
                last = match marker {
                    Some(m) => Some((m.kind, m.number)),
                    None if new_label => None,
                    None => last,
                };
            }
        }
        before = Some(c);
        blank = false;
    }
    segments.push(&line[start..]);
    segments.retain(|s| !s.trim().is_empty());
    segments
}

fn is_short(heading: &str) -> bool {
    heading.chars().nth(HEADING_CHARS).is_none()
}

fn ends_clause(c: char) -> bool {
    matches!(c, '。' | '；' | ';' | '：' | ':')
}

/// Whether a number inside a line begins a clause. Behind the end of a sentence and a blank it does;
/// otherwise only when it continues the count, or opens one behind a label or heading.
fn begins_clause(
    marker: Marker<'_>,
    last: Option<(MarkerKind, u32)>,
    ended: bool,
    blank: bool,
    at_label_end: bool,
) -> bool {
    let continues =
        last.is_some_and(|(kind, number)| kind == marker.kind && marker.number == number + 1);
    (ended && blank) || continues || (at_label_end && marker.number == 1)
}

fn is_label_or_heading(segment: &str, context: LabelContext<'_>) -> bool {
    let segment = segment.trim();
    if label_len(segment, context) == Some(segment.len()) {
        return true;
    }
    split_marker(segment).is_some_and(|(marker, body)| {
        !marker.kind.is_list_item() && is_short(body) && !body.contains(['，', '；', '。'])
    })
}

/// The length in bytes of the label that a text begins with: names of departments up to a colon, or
/// a department of this row standing alone before a blank or the end.
fn label_len(text: &str, context: LabelContext<'_>) -> Option<usize> {
    let indent = text.len() - text.trim_start().len();
    let body = &text[indent..];
    if split_marker(body).is_some() {
        return None;
    }
    // Only the head is searched: a cell may be megabytes without a colon.
    let colon = body.char_indices().take(LABEL_CHARS + 1).find(|(_, c)| matches!(c, '：' | ':'));
    if let Some((at, colon)) = colon {
        let head = &body[..at];
        let name = collapse_blanks(head);
        let mut names = split_names(&name).peekable();
        if names.peek().is_some() && names.all(|n| is_known(n, context) || looks_like_body(n)) {
            return Some(indent + at + colon.len_utf8());
        }
    }
    let head = body.split(char::is_whitespace).next().unwrap_or(body);
    let alone = head.len() == body.trim_end().len();
    let known = split_names(head).all(|n| is_known(n, context))
        || (alone && context.departments.is_empty() && is_own_county_body(head, context));
    (!head.is_empty() && known).then_some(indent + head.len())
}

fn is_known(name: &str, context: LabelContext<'_>) -> bool {
    !name.is_empty() && context.departments.iter().any(|full| same_body(full, name, context.county))
}

fn looks_like_body(name: &str) -> bool {
    name.chars().count() <= 25 && has_body_ending(name) && !name.chars().any(is_cjk_punctuation)
}

fn is_own_county_body(name: &str, context: LabelContext<'_>) -> bool {
    !context.county.is_empty() && name.starts_with(context.county) && looks_like_body(name)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::import::markup::read_cell;
    use crate::model::LineKind;

    fn parse(cell: &str) -> Vec<String> {
        let departments: Vec<String> =
            ["槐川县自然资源局", "槐川县农业农村局", "槐川县委宣传部"].map(str::to_owned).into();
        let context = LabelContext { departments: &departments, county: "槐川县" };
        parse_clauses(&read_cell(cell).lines, context)
            .lines
            .iter()
            .map(|l| match l.kind {
                LineKind::Label => format!("[{l}]"),
                LineKind::Clause => l.to_string(),
            })
            .collect()
    }

    #[test]
    fn numbers_inside_a_line_begin_clauses() {
        assert_eq!(
            parse("1. 甲； 2. 乙3.5公里；3. 丙。"),
            ["1. 甲；", "2. 乙3.5公里；", "3. 丙。"]
        );
        assert_eq!(parse("1.甲 2.乙"), ["1.甲", "2.乙"]);
        assert_eq!(parse("公示 7. 日"), ["公示 7. 日"]);
    }

    #[test]
    fn a_list_without_items_breaks_behind_semicolons() {
        assert_eq!(parse("<ol style=\"x\"> 甲； 乙。"), ["甲；", "乙。"]);
        assert_eq!(parse("甲； 乙。"), ["甲；乙。"]);
    }

    #[test]
    fn labels_with_and_without_colon() {
        assert_eq!(
            parse("县自然资源局 1. 甲；2. 乙。 县农业农村局 丙。"),
            ["[县自然资源局]", "1. 甲；", "2. 乙。", "[县农业农村局]", "丙。"]
        );
        assert_eq!(parse("槐川县民政局： 由该局登记。"), ["[槐川县民政局：]", "由该局登记。"]);
        assert_eq!(
            parse("县委宣传部、县农业农村局：甲。"),
            ["[县委宣传部、县农业农村局：]", "甲。"]
        );
        assert_eq!(parse("<p>县委宣传部</p><p>甲。</p>"), ["[县委宣传部]", "甲。"]);
    }

    #[test]
    fn a_sentence_that_begins_with_a_department_is_no_label() {
        assert_eq!(parse("县农业农村局负责甲。"), ["县农业农村局负责甲。"]);
        assert_eq!(parse("1. 县农业农村局：甲。"), ["1. 县农业农村局：甲。"]);
        assert_eq!(parse("具体包括：甲、乙。"), ["具体包括：甲、乙。"]);
    }

    #[test]
    fn headings_part_from_their_text() {
        assert_eq!(
            parse("一、分户 收到申请后，核实。 二、落户 予以办理。"),
            ["一、分户", "收到申请后，核实。", "二、落户", "予以办理。"]
        );
        assert_eq!(parse("一、禁烧 1. 甲；2. 乙。"), ["一、禁烧", "1. 甲；", "2. 乙。"]);
    }
}
