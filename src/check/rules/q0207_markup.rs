//! # Q0207 文字里有标记 · markup in the text
//!
//! 疑点。文字里有像 HTML 标记或字符实体的东西（`<table>`、`&nbsp;`）。认得的排版标记（p、ol、li 等）导入时已经
//! 处理，留下来的照原样作为文字显示，不会被浏览器当作标记执行。请对照原文删去或改正。
//!
//! A warning. Something like an HTML tag or entity stands in the text. It is shown as text and never run.

use crate::bilingual;
use crate::check::{Rule, Subject};
use crate::diag::{Severity, Sink};

pub(super) const RULE: Rule = Rule {
    code: "Q0207",
    severity: Severity::Warning,
    source: include_str!("q0207_markup.rs"),
    check,
};

fn check(rule: &Rule, subject: &Subject<'_>, sink: &mut Sink) {
    for case in subject.duties() {
        for (field, text) in case.texts() {
            if let Some(part) = find_markup(&text) {
                let shown = text[part.clone()].to_owned();
                sink.push(rule.in_text(
                    &case,
                    field,
                    &text,
                    part,
                    bilingual!("文字里有标记“{shown}”", "markup `{shown}` in the text"),
                ));
            }
        }
    }
}

/// The first `<tag …>`, `</tag>` or `&name;`.
fn find_markup(text: &str) -> Option<std::ops::Range<usize>> {
    text.char_indices().find_map(|(at, c)| {
        let rest = &text[at + c.len_utf8()..];
        let len = match c {
            '<' => {
                let body = rest.strip_prefix(['/', '!']).unwrap_or(rest);
                if !body.starts_with(|c: char| c.is_ascii_alphabetic() || c == '-') {
                    return None;
                }
                rest.find('>').map_or(rest.len(), |end| end + 1)
            }
            '&' => {
                let end = rest.find(';').filter(|end| (2..=8).contains(end))?;
                let name = rest[..end].strip_prefix('#').unwrap_or(&rest[..end]);
                if !name.bytes().all(|b| b.is_ascii_alphanumeric()) {
                    return None;
                }
                end + 1
            }
            _ => return None,
        };
        Some(at..at + c.len_utf8() + len)
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn tags_and_entities() {
        let found = |text: &'static str| find_markup(text).map(|part| &text[part]);
        assert_eq!(found("甲<script>x</script>"), Some("<script>"));
        assert_eq!(found("甲&nbsp;乙"), Some("&nbsp;"));
        assert_eq!(found("甲<table border"), Some("<table border"));
        for text in ["a < b", "<镇>", "甲&乙", "‹镇>", "AT&T; 甲"] {
            assert_eq!(found(text), None, "{text}");
        }
    }
}
