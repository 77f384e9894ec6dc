//! The numbering grammar of official documents (GB/T 9704: 一、（一）1.（1）), as it is really
//! typed: half- and full-width, with `.`, `．` or `、`, with a blank behind the number or without.

use super::chars::fold;

/// The kind of a number, by the way it is written.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum MarkerKind {
    /// `一、`
    Chinese,
    /// `（一）`
    ChineseParen,
    /// `1.` `1．` `1、`
    Arabic,
    /// `（1）` `1）`
    ArabicParen,
    /// `①`
    Circled,
}

impl MarkerKind {
    /// Whether it numbers items of a list, rather than headings.
    pub fn is_list_item(self) -> bool {
        matches!(self, Self::Arabic | Self::ArabicParen | Self::Circled)
    }
}

/// A number at the head of a line.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Marker<'a> {
    /// How it is written.
    pub kind: MarkerKind,
    /// Its value.
    pub number: u32,
    /// As printed, with the blank behind it.
    pub printed: &'a str,
}

/// The number that a line begins with, and the rest of the line.
///
/// `3.5公里` and `2025.7` do not begin with one: behind `.` no digit may follow.
pub fn split_marker(line: &str) -> Option<(Marker<'_>, &str)> {
    let (kind, number, len) = scan(line)?;
    let rest = line[len..].trim_start();
    let printed = &line[..line.len() - rest.len()];
    Some((Marker { kind, number, printed }, rest))
}

fn scan(line: &str) -> Option<(MarkerKind, u32, usize)> {
    let first = line.chars().next()?;
    if let Some(number) = circled(first) {
        return Some((MarkerKind::Circled, number, first.len_utf8()));
    }
    let (open, body) = match first {
        '（' | '(' => (first.len_utf8(), &line[first.len_utf8()..]),
        _ => (0, line),
    };
    if let Some((number, digits)) = arabic(body) {
        let close = body[digits..].chars().next()?;
        let len = open + digits + close.len_utf8();
        return match (open, close) {
            (_, '）' | ')') => Some((MarkerKind::ArabicParen, number, len)),
            (0, '.' | '．' | '、') if !goes_on_as_decimal(&line[len..]) => {
                Some((MarkerKind::Arabic, number, len))
            }
            _ => None,
        };
    }
    let (number, len) = chinese(body)?;
    let close = body[len..].chars().next()?;
    match (open, close) {
        (0, '、') if !goes_on_as_grade(&body[len + close.len_utf8()..]) => {
            Some((MarkerKind::Chinese, number, len + close.len_utf8()))
        }
        (1.., '）' | ')') => {
            Some((MarkerKind::ChineseParen, number, open + len + close.len_utf8()))
        }
        _ => None,
    }
}

/// `3.5公里`: a digit behind the stop, unless a year begins there (`2.2025年底前`).
fn goes_on_as_decimal(rest: &str) -> bool {
    let digits = rest.chars().map(fold).take_while(char::is_ascii_digit).count();
    let year = digits == 4 && rest.chars().nth(4) == Some('年');
    digits > 0 && !year
}

/// `一、二级保护动物`: an enumeration of grades, not a heading.
fn goes_on_as_grade(rest: &str) -> bool {
    let mut chars = rest.chars();
    chars.next().is_some_and(|c| "二三四五六七八九十".contains(c))
        && chars.next().is_some_and(|c| "级类档等期、".contains(c))
}

/// ① ⑴ ⒈ and the like: one character with its number.
fn circled(c: char) -> Option<u32> {
    [('①', '⑳', 1), ('⑴', '⒇', 1), ('⒈', '⒛', 1), ('㉑', '㉟', 21)]
        .iter()
        .find(|(first, last, _)| (*first..=*last).contains(&c))
        .map(|(first, _, start)| u32::from(c) - u32::from(*first) + start)
}

/// One to three digits at the head, half- or full-width, and how many bytes they take.
fn arabic(text: &str) -> Option<(u32, usize)> {
    let digits: String = text.chars().map(fold).take(4).take_while(char::is_ascii_digit).collect();
    if !(1..=3).contains(&digits.len()) {
        return None;
    }
    let len = text.chars().take(digits.len()).map(char::len_utf8).sum();
    Some((digits.parse().ok()?, len))
}

/// 一 to 九十九 at the head, and how many bytes it takes.
fn chinese(text: &str) -> Option<(u32, usize)> {
    let digit = |c: char| "一二三四五六七八九".chars().zip(1_u32..).find(|(d, _)| *d == c);
    let (mut tens, mut units, mut len) = (None, None, 0);
    for c in text.chars() {
        match c {
            '十' if tens.is_none() => {
                tens = Some(units.take().unwrap_or(1));
            }
            _ => match digit(c) {
                Some((_, value)) if units.is_none() => units = Some(value),
                _ => break,
            },
        }
        len += c.len_utf8();
    }
    match (tens, units) {
        (None, None) => None,
        (t, u) => Some((t.unwrap_or(0) * 10 + u.unwrap_or(0), len)),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(line: &str) -> Option<(MarkerKind, u32, &str, &str)> {
        split_marker(line).map(|(m, rest)| (m.kind, m.number, m.printed, rest))
    }

    #[test]
    fn numbers_are_recognised_as_typed() {
        use MarkerKind::{Arabic, ArabicParen, Chinese, ChineseParen, Circled};
        for (line, expected) in [
            ("1. 甲", (Arabic, 1, "1. ", "甲")),
            ("12.甲", (Arabic, 12, "12.", "甲")),
            ("3、甲", (Arabic, 3, "3、", "甲")),
            ("4．甲", (Arabic, 4, "4．", "甲")),
            ("一、甲", (Chinese, 1, "一、", "甲")),
            ("十二、甲", (Chinese, 12, "十二、", "甲")),
            ("二十、甲", (Chinese, 20, "二十、", "甲")),
            ("（三）甲", (ChineseParen, 3, "（三）", "甲")),
            ("（2）甲", (ArabicParen, 2, "（2）", "甲")),
            ("(2) 甲", (ArabicParen, 2, "(2) ", "甲")),
            ("2）甲", (ArabicParen, 2, "2）", "甲")),
            ("③甲", (Circled, 3, "③", "甲")),
            ("⑴甲", (Circled, 1, "⑴", "甲")),
            ("㉑甲", (Circled, 21, "㉑", "甲")),
            ("４．甲", (Arabic, 4, "４．", "甲")),
            ("（２）甲", (ArabicParen, 2, "（２）", "甲")),
            ("2.2025年底前甲", (Arabic, 2, "2.", "2025年底前甲")),
            ("1.", (Arabic, 1, "1.", "")),
        ] {
            assert_eq!(read(line), Some(expected), "{line}");
        }
    }

    #[test]
    fn what_only_looks_like_a_number_is_text() {
        for line in [
            "3.5公里",
            "一、二级保护动物",
            "2025.7",
            "2025年",
            "12345热线",
            "一是宣传",
            "一事一议",
            "（镇）",
            "十百、",
            "5个工作日",
            "",
            "（",
            "1",
            "三",
            "（一",
        ] {
            assert_eq!(read(line), None, "{line}");
        }
    }
}
