//! # Q0207 文字里有标记 · markup in the text
//!
//! 疑点。文字里有像 HTML 标记或字符实体的东西（`<table>`、`&nbsp;`）。认得的排版标记（p、ol、li 等）导入时已经
//! 处理，留下来的照原样作为文字显示，不会被浏览器当作标记执行。请对照原文删去或改正。
//!
//! A warning. Something like an HTML tag or entity stands in the text. It is shown as text and never run.

use crate::bilingual;
use crate::check::{Rule, Subject};
use crate::diag::{Severity, Sink};
use crate::text::damage::find_markup;

pub(super) const RULE: Rule = Rule {
    code: "Q0207",
    severity: Severity::Warning,
    source: include_str!("q0207_markup.rs"),
    check,
};

fn check(rule: &Rule, subject: &Subject<'_>, sink: &mut Sink) {
    for case in subject.duties() {
        for line in case.texts() {
            if let Some(part) = find_markup(&line.text).into_iter().next() {
                let shown = line.text[part.clone()].to_owned();
                sink.push(rule.in_text(
                    &case,
                    &line,
                    part,
                    bilingual!("文字里有标记“{shown}”", "markup `{shown}` in the text"),
                ));
            }
        }
    }
}
