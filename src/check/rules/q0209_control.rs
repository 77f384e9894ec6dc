//! # Q0209 有不可见或无法识别的字符 · unreadable or invisible characters
//!
//! 疑点。文字里有控制字符、零宽字符、私用区字符，或表示“无法识别”的 `�`。它们可能是缺字的地方。
//!
//! A warning. The text has control, zero-width or private-use characters, or the replacement character:
//! a character may be missing there.

use crate::bilingual;
use crate::check::{Rule, Subject};
use crate::diag::{Severity, Sink};
use crate::text::damage::is_unreadable;

pub(super) const RULE: Rule = Rule {
    code: "Q0209",
    severity: Severity::Warning,
    source: include_str!("q0209_control.rs"),
    check,
};

fn check(rule: &Rule, subject: &Subject<'_>, sink: &mut Sink) {
    for case in subject.duties() {
        for line in case.texts() {
            let Some((at, c)) = line.text.char_indices().find(|(_, c)| is_unreadable(*c)) else {
                continue;
            };
            let number = u32::from(c);
            sink.push(rule.in_text(
                &case,
                &line,
                at..at + c.len_utf8(),
                bilingual!(
                    "有无法识别的字符 U+{number:04X}",
                    "unreadable character U+{number:04X}"
                ),
            ));
        }
    }
}
