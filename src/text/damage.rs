//! Signs that a text was damaged on its way: by a converter, by OCR, by a lost half.

use std::ops::Range;

use super::numbering::split_marker;

const PAIRS: &[(char, char)] =
    &[('（', '）'), ('(', ')'), ('《', '》'), ('“', '”'), ('〔', '〕'), ('【', '】')];

/// Whether a character cannot be read: a control, zero-width or private-use character, or a sign for
/// a missing one.
pub fn is_unreadable(c: char) -> bool {
    c.is_control()
        || matches!(c,
            '\u{200B}'..='\u{200F}' | '\u{202A}'..='\u{202E}' | '\u{2060}'..='\u{2064}'
            | '\u{FEFF}' | '\u{2E80}'..='\u{2FDF}' | '\u{FFFC}' | '\u{FFFD}' | '\u{E000}'..='\u{F8FF}' | '□')
}

/// Each `<tag …>`, `</tag>` and `&name;`, in order.
pub fn find_markup(text: &str) -> Vec<Range<usize>> {
    let mut found: Vec<Range<usize>> = Vec::new();
    for (at, c) in text.char_indices() {
        let inside = found.last().is_some_and(|last| last.contains(&at));
        if !inside && let Some(len) = markup_len(&text[at..], c) {
            found.push(at..at + len);
        }
    }
    found
}

/// The length of the markup that a text begins with.
fn markup_len(text: &str, first: char) -> Option<usize> {
    let rest = &text[first.len_utf8()..];
    let len = match first {
        '<' => {
            let body = rest.strip_prefix(['/', '!']).unwrap_or(rest);
            if !body.starts_with(|c: char| c.is_ascii_alphabetic() || c == '-') {
                return None;
            }
            rest.bytes()
                .take(200)
                .position(|b| b == b'>')
                .map_or_else(|| rest.floor_char_boundary(200), |end| end + 1)
        }
        '&' => {
            let end = rest.bytes().take(9).position(|b| b == b';').filter(|end| *end >= 2)?;
            let name = rest[..end].strip_prefix('#').unwrap_or(&rest[..end]);
            if !name.bytes().all(|b| b.is_ascii_alphanumeric()) {
                return None;
            }
            end + 1
        }
        _ => return None,
    };
    Some(first.len_utf8() + len)
}

/// The first sign without a partner. `（` may close with `)` and `(` with `）`: that is typing, not
/// loss. The paren of a printed number (`1）`) needs no partner.
pub fn find_unpaired(text: &str) -> Option<(usize, char)> {
    let body = split_marker(text).map_or(text, |(_, rest)| rest);
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
    if body.matches('"').count() % 2 == 1
        && let Some(at) = body.find('"')
    {
        return Some((offset + at, '"'));
    }
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
    fn tags_and_entities() {
        let found =
            |text: &'static str| find_markup(text).into_iter().next().map(|part| &text[part]);
        assert_eq!(found("甲<script>x</script>"), Some("<script>"));
        assert_eq!(find_markup("<b>甲</b>&amp;").len(), 3);
        assert_eq!(found("甲&nbsp;乙"), Some("&nbsp;"));
        assert_eq!(found("甲<table border"), Some("<table border"));
        for text in ["a < b", "<镇>", "甲&乙", "‹镇>", "AT&T; 甲"] {
            assert_eq!(found(text), None, "{text}");
        }
    }

    #[test]
    fn partners() {
        for text in ["（甲）《乙》“丙”", "(甲）", "1）甲；2）乙", "“甲（乙”）", "（1）甲"]
        {
            assert_eq!(find_unpaired(text), None, "{text}");
        }
        assert_eq!(find_unpaired("甲（乙"), Some((3, '（')));
        assert_eq!(find_unpaired("\"1. 甲；"), Some((0, '"')));
        assert_eq!(find_unpaired("\"四小工程\"建设"), None);
        assert_eq!(find_unpaired("1. 甲”乙"), Some((6, '”')));
    }
}
