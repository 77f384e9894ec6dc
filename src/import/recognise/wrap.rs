//! Cells whose lines end at the edge of a narrow column: lines are joined again wherever no clause,
//! heading or label begins.
//!
//! Nothing is lost but line breaks.

use unicode_width::UnicodeWidthStr;

use crate::import::clauses::{LabelContext, label_len};
use crate::import::markup::RawLine;
use crate::import::table::PARAGRAPH_END;
use crate::text::bodies::has_plain_ending;
use crate::text::chars::{is_cjk, is_cjk_punctuation};
use crate::text::numbering::{Marker, MarkerKind, split_marker};

/// A line this much narrower than the widest did not end at the edge: the next character, a stop
/// that may not begin a line, and the blank that justification leaves.
const EDGE: usize = 4;

/// Joins the lines of a cell of clauses.
pub(super) fn unwrap_clauses(lines: Vec<RawLine>, context: LabelContext<'_>) -> Vec<RawLine> {
    let widest = lines.iter().map(|line| line.text.trim().width_cjk()).max().unwrap_or(0);
    let mut numbers = Numbers::default();
    let mut out: Vec<RawLine> = Vec::new();
    let mut before: Option<Before> = None;
    for line in lines {
        // The reader may know that a paragraph ended.
        let is_end = line.text.trim_end_matches([' ', '\n']).ends_with(PARAGRAPH_END);
        let text = line.text.trim();
        let label = label_len(text, context);
        let is_label = label == Some(text.len());
        let begins = before.is_none_or(|before| {
            before.is_closed
                || match split_marker(text) {
                    Some((marker, _)) => {
                        before.ended
                            || numbers.continues(marker)
                            || (marker.number == 1 && before.is_heading)
                    }
                    None if before.ended => label.is_some() || before.width + EDGE < widest,
                    None => before.is_heading && before.width + EDGE < widest,
                }
        });
        before = Some(Before {
            is_closed: (is_label && begins) || is_end,
            is_heading: if begins {
                match split_marker(text) {
                    Some((marker, _)) => !marker.kind.is_list_item(),
                    None => has_plain_ending(text) && !text.contains(is_cjk_punctuation),
                }
            } else {
                before.is_some_and(|before| before.is_heading)
            },
            ended: text.ends_with(['。', '；', ';', '：', ':']),
            width: text.width_cjk(),
        });
        match out.last_mut() {
            Some(last) if !begins => join(&mut last.text, text),
            _ => {
                if let Some((marker, _)) = split_marker(text) {
                    numbers.count(marker);
                }
                out.push(RawLine { text: text.to_owned(), ..line });
            }
        }
    }
    out
}

/// Joins all lines of a cell that is one text.
pub(super) fn unwrap_text(lines: Vec<RawLine>) -> Vec<RawLine> {
    let mut lines = lines.into_iter();
    let Some(mut all) = lines.next() else { return Vec::new() };
    for line in lines {
        join(&mut all.text, line.text.trim());
    }
    vec![all]
}

fn join(text: &mut String, more: &str) {
    text.truncate(text.trim_end().len());
    let meets_hanzi = text.chars().next_back().is_none_or(is_cjk) || more.starts_with(is_cjk);
    if !meets_hanzi {
        text.push(' ');
    }
    text.push_str(more);
}

/// The line above.
#[derive(Clone, Copy)]
struct Before {
    /// A label, or the end of a paragraph: nothing goes on behind it.
    is_closed: bool,
    /// A heading; or the name of a body alone that is none of the row's departments, as over what the
    /// township itself does.
    is_heading: bool,
    ended: bool,
    width: usize,
}

/// The last number of each kind.
#[derive(Default)]
struct Numbers(Vec<(MarkerKind, u32)>);

impl Numbers {
    fn continues(&self, marker: Marker<'_>) -> bool {
        self.0.iter().any(|(kind, last)| *kind == marker.kind && marker.number == last + 1)
    }

    fn count(&mut self, marker: Marker<'_>) {
        self.0.retain(|(kind, _)| *kind != marker.kind);
        self.0.push((marker.kind, marker.number));
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::import::markup::read_cell;

    fn unwrapped(cell: &str) -> Vec<String> {
        let departments = ["槐川县公安局", "槐川县委宣传部"].map(str::to_owned);
        let context = LabelContext { departments: &departments, county: "槐川县" };
        unwrap_clauses(read_cell(cell).lines, context).into_iter().map(|l| l.text).collect()
    }

    #[test]
    fn lines_are_joined_until_a_clause_begins() {
        assert_eq!(
            unwrapped("1.负责全县犬只登记工作，发\n放登记证；\n2.查处未登记的\n养犬行为。"),
            ["1.负责全县犬只登记工作，发放登记证；", "2.查处未登记的养犬行为。"]
        );
        assert_eq!(
            unwrapped("县公安局\n1.每年检查距学校不足\n3.5公里的场所\n；\n2.通报。"),
            ["县公安局", "1.每年检查距学校不足3.5公里的场所；", "2.通报。"]
        );
        assert_eq!(
            unwrapped("一、犬只登记、年\n检工作\n1.发放\n登记证。"),
            ["一、犬只登记、年检工作", "1.发放登记证。"]
        );
        assert_eq!(
            unwrapped("柳河镇人民政府\n1.登记犬\n只；\n2.上报。"),
            ["柳河镇人民政府", "1.登记犬只；", "2.上报。"]
        );
        assert_eq!(
            unwrapped("一、登记工作\n汇总犬只名册，报送县公\n安局。"),
            ["一、登记工作", "汇总犬只名册，报送县公安局。"]
        );
        assert_eq!(
            unwrapped("县公安局：登记；\n县委宣传部：宣传养犬\n常识。"),
            ["县公安局：登记；", "县委宣传部：宣传养犬常识。"]
        );
    }

    #[test]
    fn a_paragraph_ends_before_the_edge() {
        assert_eq!(
            unwrapped("组织村民开展巡查，发现犬只伤\n人的及时上报。\n做好宣传。"),
            ["组织村民开展巡查，发现犬只伤人的及时上报。", "做好宣传。"]
        );
        assert_eq!(
            unwrapped("组织村民开展巡查，登记犬只。\n做好宣传。"),
            ["组织村民开展巡查，登记犬只。做好宣传。"],
            "a full line may go on"
        );
    }

    #[test]
    fn latin_words_keep_their_blank() {
        let lines = read_cell("接入 Wi\nFi 网络").lines;
        assert_eq!(unwrap_text(lines)[0].text, "接入 Wi Fi 网络");
    }
}
