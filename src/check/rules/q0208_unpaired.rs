//! # Q0208 括号、引号不成对 · brackets or quotation marks do not pair
//!
//! 疑点。一条文字里的（）、《》、“”没有成对，可能有半句丢了，也可能原文漏排。
//!
//! A warning. Brackets or quotation marks of a line do not pair: part of the sentence may be lost.

use crate::bilingual;
use crate::check::{Rule, Subject};
use crate::diag::{Severity, Sink};

pub(super) const RULE: Rule = Rule {
    code: "Q0208",
    severity: Severity::Warning,
    source: include_str!("q0208_unpaired.rs"),
    check,
};

const PAIRS: &[(char, char)] =
    &[('（', '）'), ('(', ')'), ('《', '》'), ('“', '”'), ('〔', '〕'), ('【', '】')];

fn check(rule: &Rule, subject: &Subject<'_>, sink: &mut Sink) {
    for case in subject.duties() {
        for (field, text) in case.texts() {
            if let Some((at, sign)) = find_unpaired(&text) {
                let part = at..at + sign.len_utf8();
                sink.push(rule.in_text(
                    &case,
                    field,
                    &text,
                    part,
                    bilingual!("“{sign}”没有配对", "`{sign}` has no partner"),
                ));
            }
        }
    }
}

/// The first sign without a partner. `（` may close with `)` and `(` with `）`: that is typing, not
/// loss. The paren of a printed number (`1）`) needs no partner.
fn find_unpaired(text: &str) -> Option<(usize, char)> {
    let body = crate::text::numbering::split_marker(text).map_or(text, |(_, rest)| rest);
    let offset = text.len() - body.len();
    let kind = |c: char| match c {
        '(' | '（' => Some(('(', true)),
        ')' | '）' => Some(('(', false)),
        _ => PAIRS.iter().find_map(|(open, close)| match c {
            c if c == *open => Some((*open, true)),
            c if c == *close => Some((*open, false)),
            _ => None,
        }),
    };
    let mut open: Vec<(usize, char, char)> = Vec::new();
    for (at, c) in body.char_indices() {
        match kind(c) {
            Some((sort, true)) => open.push((offset + at, c, sort)),
            Some((sort, false)) => {
                let Some(partner) = open.iter().rposition(|(_, _, s)| *s == sort) else {
                    // `1）` inside a line numbers something.
                    let digit = body[..at].chars().next_back().is_some_and(|c| c.is_ascii_digit());
                    if sort == '(' && digit {
                        continue;
                    }
                    return Some((offset + at, c));
                };
                open.remove(partner);
            }
            None => {}
        }
    }
    open.first().map(|(at, c, _)| (*at, *c))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn partners() {
        for text in ["（甲）《乙》“丙”", "(甲）", "1）甲；2）乙", "“甲（乙”）", "（1）甲"]
        {
            assert_eq!(find_unpaired(text), None, "{text}");
        }
        assert_eq!(find_unpaired("甲（乙"), Some((3, '（')));
        assert_eq!(find_unpaired("1. 甲”乙"), Some((6, '”')));
    }
}
