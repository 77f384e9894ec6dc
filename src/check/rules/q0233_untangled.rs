//! # Q0233 按行重排了串行的部门 · departments put back in the order of their lines
//!
//! 疑点。原文件的这一格是窄栏，识别时竖着读了（先读每行第一个字，再读第二个字）。导入时按行宽重排，得到的都是认得的
//! 部门，因此这样写；只要有一个字漏掉，就不会得到部门名称。但仍请对照原文件：可能还有个别错字。
//!
//! A warning. The narrow cell was read down its columns; put back along its lines it gives names that are known, and at
//! no other width. Single characters may still be wrong: compare with the document.

use crate::bilingual;
use crate::check::{Rule, Subject};
use crate::diag::{Severity, Sink};
use crate::model::MarkKind;

pub(super) const RULE: Rule = Rule {
    code: "Q0233",
    severity: Severity::Warning,
    source: include_str!("q0233_untangled.rs"),
    check,
};

fn check(rule: &Rule, subject: &Subject<'_>, sink: &mut Sink) {
    for (case, mark) in subject.marks(MarkKind::CellUntangled) {
        let text = &mark.text;
        let message =
            bilingual!("按行重排为“{text}”", "put back in the order of its lines: `{text}`");
        sink.push(rule.about_cell(&case, mark.field, message));
    }
}
