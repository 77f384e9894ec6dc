//! # Q0224 标点连在一起 · punctuation side by side
//!
//! 疑点。两个点号挨着（`、、`、`，、`、`；。`），中间的字多半没有识别出来，或者各行的字串在了一起。请对照原文件。
//!
//! A warning. Two stops stand side by side: the words between them are lost, or lines were mixed.

use crate::bilingual;
use crate::check::{Rule, Subject};
use crate::diag::{Severity, Sink};
use crate::model::Field;
use crate::text::ocr::find_doubled_stop;

pub(super) const RULE: Rule = Rule {
    code: "Q0224",
    severity: Severity::Warning,
    source: include_str!("q0224_doubled_stop.rs"),
    check,
};

fn check(rule: &Rule, subject: &Subject<'_>, sink: &mut Sink) {
    for case in subject.duties() {
        // In running text it is a slip of the pen as often as a loss.
        let narrow = |field| matches!(field, Field::Category | Field::Name | Field::Departments);
        for line in case.texts().iter().filter(|line| narrow(line.field)) {
            if let Some(part) = find_doubled_stop(&line.text) {
                let message = bilingual!("标点连在一起", "punctuation side by side");
                sink.push(rule.in_text(&case, line, part, message));
            }
        }
    }
}
