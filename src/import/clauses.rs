//! From the lines of a cell to clauses: numbers inside a line, headings, labels.
//!
//! Splitting only ever happens at a blank or behind a full stop, semicolon or colon, and loses
//! nothing but blanks.

use super::markup::{LineContext, RawLine};
use crate::model::{Line, Text};
use crate::text::bodies::{has_body_ending, has_plain_ending};
use crate::text::chars::{collapse_blanks, is_cjk_punctuation};
use crate::text::department::{same_body, split_names, taker_len};
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
    let mut rest = Some(segment.trim());
    while let Some(here) = rest.filter(|here| !here.is_empty()) {
        if let Some(len) = label_len(here, context).or_else(|| taker_len(here)) {
            lines.extend(Line::label(&collapse_blanks(&here[..len])));
            rest = Some(here[len..].trim());
        } else {
            let (head, behind) = split_heading(here);
            lines.extend(Line::clause(&collapse_blanks(head)));
            rest = behind;
        }
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
    let mut counts: Counts = Vec::new();
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
            let marker = split_marker(here);
            let at_label_end = blank && is_label_or_heading(&line[start..at], context);
            let before_it = Before { ended, blank, at_label_end };
            let new_number =
                marker.is_some_and(|(m, rest)| begins_clause(m, rest, &counts, before_it));
            // Without a blank only a label with its colon begins, and only behind a full stop.
            let new_label = ended
                && label_len(here, context).is_some_and(|len| {
                    blank || (before == Some('。') && here[..len].ends_with(['：', ':']))
                });
            let new_item = blank && ended && line_context == LineContext::BareList;
            if new_number || new_label || new_item || before.is_none() {
                segments.push(&line[start..at]);
                start = at;
                if new_label {
                    counts.clear();
                }
                if let Some((m, _)) = marker {
                    count(&mut counts, m);
                }
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
    is_at_most(heading, HEADING_CHARS)
}

fn is_at_most(text: &str, chars: usize) -> bool {
    text.chars().nth(chars).is_none()
}

fn ends_clause(c: char) -> bool {
    matches!(c, '。' | '；' | ';' | '：' | ':')
}

/// The last number of each way of writing numbers, outer ways first: kind and closing sign.
type Counts = Vec<(MarkerKind, Option<char>, u32)>;

/// Counts a number; what was nested under the one before it is over.
fn count(counts: &mut Counts, marker: Marker<'_>) {
    let way = (marker.kind, closing(marker));
    if let Some(at) = counts.iter().position(|(kind, close, _)| (*kind, *close) == way) {
        counts.truncate(at);
    }
    counts.push((way.0, way.1, marker.number));
}

fn closing(marker: Marker<'_>) -> Option<char> {
    marker.printed.trim_end().chars().next_back()
}

/// What stands before a number inside a line.
#[derive(Clone, Copy)]
struct Before {
    /// The end of a clause.
    ended: bool,
    /// A blank.
    blank: bool,
    /// A label or a heading.
    at_label_end: bool,
}

/// Whether a number inside a line begins a clause. Behind the end of a sentence and a blank it does;
/// otherwise only when it continues its count, or opens one. A number before a digit may be half of
/// a decimal (`每档 2. 5 万元`) and has to do both.
fn begins_clause(marker: Marker<'_>, rest: &str, counts: &Counts, before: Before) -> bool {
    let continues = counts.iter().any(|(kind, close, number)| {
        *kind == marker.kind && *close == closing(marker) && marker.number == number + 1
    });
    if rest.starts_with(|c: char| c.is_ascii_digit())
        && marker.printed.ends_with(char::is_whitespace)
    {
        return before.ended && continues;
    }
    let nested = matches!(marker.kind, MarkerKind::ArabicParen | MarkerKind::Circled);
    let opens = marker.number == 1 && (before.at_label_end || (before.ended && nested));
    (before.ended && before.blank) || continues || opens
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
pub(super) fn label_len(text: &str, context: LabelContext<'_>) -> Option<usize> {
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
        if names.peek().is_some()
            && names.all(|n| is_known(n, context) || is_plainly_body(n, context))
        {
            return Some(indent + at + colon.len_utf8());
        }
    }
    let end = body.char_indices().take(LABEL_CHARS).find(|(_, c)| c.is_whitespace());
    let head = match end {
        Some((at, _)) => &body[..at],
        None if is_at_most(body, LABEL_CHARS) => body,
        None => return None,
    };
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

/// A name that can be nothing else: with its county or level in front, or with an ending that no
/// ordinary word has (`重点场所：` and `承办：` are no departments).
fn is_plainly_body(name: &str, context: LabelContext<'_>) -> bool {
    let placed = (!context.county.is_empty() && name.starts_with(context.county))
        || name.starts_with(['县', '市', '区', '旗', '州', '省', '盟', '乡', '镇']);
    looks_like_body(name) && (placed || has_plain_ending(name))
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
        assert_eq!(parse("1. 落实附件 2、附件 3 的要求。"), ["1. 落实附件 2、附件 3 的要求。"]);
        assert_eq!(parse("1. 按照每档 2. 5 万元补助。"), ["1. 按照每档 2. 5 万元补助。"]);
        assert_eq!(
            parse("1. 甲： （1）子； （2）丑；2. 乙。"),
            ["1. 甲：", "（1）子；", "（2）丑；", "2. 乙。"]
        );
        assert_eq!(
            parse("1.甲：（1）子；（2）丑；2.乙。"),
            ["1.甲：", "（1）子；", "（2）丑；", "2.乙。"]
        );
        assert_eq!(parse("1.甲；2.2025年底前乙；3.丙。"), ["1.甲；", "2.2025年底前乙；", "3.丙。"]);
        assert_eq!(parse("１．甲；２．乙；"), ["１．甲；", "２．乙；"]);
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
        assert_eq!(
            parse("承接部门: 槐川县民政局 工作方式: 由该局登记。"),
            ["[承接部门: 槐川县民政局]", "工作方式: 由该局登记。"]
        );
        assert_eq!(parse("槐川县民政局： 由该局登记。"), ["[槐川县民政局：]", "由该局登记。"]);
        assert_eq!(
            parse("1.甲；2.乙。县农业农村局：1.丙。"),
            ["1.甲；", "2.乙。", "[县农业农村局：]", "1.丙。"]
        );
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
        for text in [
            "具体包括：甲、乙。",
            "重点场所：每周巡查。",
            "承办：槐川县民政局。",
            "网上申办：登录平台。",
        ] {
            assert_eq!(parse(text), [text]);
        }
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
