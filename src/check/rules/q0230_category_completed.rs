//! # Q0230 补全了类别 · a category was completed
//!
//! 提示。原文件的这一格少了一两个字（例如 `应急管理及消`），只可能是一个类别，导入时补全了。原样保存在 provenance.json 里。
//!
//! A note. One or two characters of the category were missing and it could be only one; the cell as it stood is
//! in `provenance.json`.

use crate::bilingual;
use crate::check::{Rule, Subject};
use crate::diag::{Severity, Sink};
use crate::model::MarkKind;

pub(super) const RULE: Rule = Rule {
    code: "Q0230",
    severity: Severity::Info,
    source: include_str!("q0230_category_completed.rs"),
    check,
};

fn check(rule: &Rule, subject: &Subject<'_>, sink: &mut Sink) {
    for (case, mark) in subject.marks(MarkKind::CategoryCompleted) {
        let text = &mark.text;
        let message = bilingual!("类别补全为“{text}”", "the category was completed to `{text}`");
        sink.push(rule.about_cell(&case, mark.field, message));
    }
}
