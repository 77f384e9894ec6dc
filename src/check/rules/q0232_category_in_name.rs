//! # Q0232 类别混进了名称，已分开 · a category was taken out of the name
//!
//! 提示。原文件的名称一格以这一项的类别开头，中间隔着空白，导入时放回各自的栏。原样保存在 provenance.json 里。
//!
//! A note. The name's cell began with the category of its row, set off by a blank; each was put in its own field.

use crate::bilingual;
use crate::check::{Rule, Subject};
use crate::diag::{Severity, Sink};
use crate::model::MarkKind;

pub(super) const RULE: Rule = Rule {
    code: "Q0232",
    severity: Severity::Info,
    source: include_str!("q0232_category_in_name.rs"),
    check,
};

fn check(rule: &Rule, subject: &Subject<'_>, sink: &mut Sink) {
    for (case, mark) in subject.marks(MarkKind::CategoryInName) {
        let text = &mark.text;
        let message =
            bilingual!("类别与名称分开为“{text}”", "category and name were parted: `{text}`");
        sink.push(rule.about_cell(&case, mark.field, message));
    }
}
