//! Plain text ⇄ one line of Markdown that shows exactly that text in any viewer.
//!
//! Not here: the form of a list (`content::markdown`).

/// Characters that would mean something inside a line.
const INLINE: &[char] = &['\\', '`', '*', '_', '[', ']', '<', '>', '&', '{', '}', '~', '|'];

/// Escapes the characters that mean something inside a line.
pub fn escape_inline(text: &str) -> String {
    let mut out = String::with_capacity(text.len() + 8);
    for c in text.chars() {
        if INLINE.contains(&c) {
            out.push('\\');
        }
        out.push(c);
    }
    out
}

/// Escapes a whole line that stands alone: also what would begin a heading, a list, a quotation, a
/// rule or a numbered item.
pub fn escape_line(text: &str) -> String {
    let escaped = escape_inline(text);
    let Some(first) = escaped.chars().next() else { return escaped };
    if matches!(first, '#' | '-' | '+' | '=') {
        return format!("\\{escaped}");
    }
    match ordinal_len(&escaped) {
        Some(len) => format!("{}\\{}", &escaped[..len], &escaped[len..]),
        None => escaped,
    }
}

/// The digits of `12. ` or `12) ` at the head of a line, which viewers take for a list.
pub fn ordinal_len(line: &str) -> Option<usize> {
    let digits = line.bytes().take_while(u8::is_ascii_digit).count();
    let behind = line[digits..].strip_prefix(['.', ')'])?;
    let is_item = behind.is_empty() || behind.starts_with(char::is_whitespace);
    ((1..=9).contains(&digits) && is_item).then_some(digits)
}

/// Takes the escapes back out: a backslash before ASCII punctuation.
pub fn unescape(line: &str) -> String {
    let mut out = String::with_capacity(line.len());
    let mut chars = line.chars().peekable();
    while let Some(c) = chars.next() {
        match chars.peek() {
            Some(next) if c == '\\' && next.is_ascii_punctuation() => out.extend(chars.next()),
            _ => out.push(c),
        }
    }
    out
}

/// Plain text as a paragraph of authored prose, where `{{`, `{%` and `{#` open expressions too.
pub fn escape_prose(text: &str) -> String {
    escape_line(text).replace("{#", "{\\#").replace("{%", "{\\%")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn prose_keeps_what_would_be_markup_or_an_expression() {
        for text in ["1. 甲", "*甲*", "{{ 甲 }}", "{# 甲 #}", "{% 甲 %}", "# 甲", "甲\\{#"] {
            let escaped = escape_prose(text);
            assert!(!["{{", "{%", "{#"].iter().any(|open| escaped.contains(open)), "{escaped}");
            assert_eq!(unescape(&escaped), text);
        }
    }
}
