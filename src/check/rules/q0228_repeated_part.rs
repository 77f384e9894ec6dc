//! # Q0228 一栏里重复了一段 · a part that stands there twice
//!
//! 疑点。名称或部门里紧挨着出现两次同样的几个字（例如 `设统计调度设统计调度`）：同一行识别了两遍，另一行可能丢了。
//! 正文里重复的条款不提示：多半原文如此。
//!
//! A warning in a name or in departments: a part follows itself, a line was read twice and another one lost.

use crate::bilingual;
use crate::check::{Rule, Subject};
use crate::diag::{Severity, Sink};
use crate::model::Field;
use crate::text::ocr::{find_loop, find_repeat};

pub(super) const RULE: Rule = Rule {
    code: "Q0228",
    severity: Severity::Warning,
    source: include_str!("q0228_repeated_part.rs"),
    check,
};

fn check(rule: &Rule, subject: &Subject<'_>, sink: &mut Sink) {
    for case in subject.duties() {
        let narrow = |field| matches!(field, Field::Category | Field::Name | Field::Departments);
        for line in case.texts().iter().filter(|line| narrow(line.field)) {
            // A loop is Q0220.
            let repeat = find_repeat(&line.text).filter(|_| find_loop(&line.text).is_none());
            if let Some(part) = repeat {
                let message = bilingual!("重复了一段", "a part stands there twice");
                sink.push(rule.in_text(&case, line, part, message));
            }
        }
    }
}
