//! # Q0231 类别是从上下两项推定的 · a category deduced from its neighbours
//!
//! 疑点。原文件的这一格是空的或认不出，而上下两项是同一个类别，导入时照着填了。类别是连着排的，这样推定很少出错，
//! 但这几个字不是从这一格里读到的：请对照原文件。
//!
//! A warning. The cell was empty or unreadable and the duties above and below have one category, which was filled
//! in. It was not read in this cell: compare it with the document.

use crate::bilingual;
use crate::check::{Rule, Subject};
use crate::diag::{Severity, Sink};
use crate::model::MarkKind;

pub(super) const RULE: Rule = Rule {
    code: "Q0231",
    severity: Severity::Warning,
    source: include_str!("q0231_category_deduced.rs"),
    check,
};

fn check(rule: &Rule, subject: &Subject<'_>, sink: &mut Sink) {
    for (case, mark) in subject.marks(MarkKind::CategoryFromNeighbours) {
        let text = &mark.text;
        let message = bilingual!(
            "类别“{text}”是从上下两项推定的",
            "the category `{text}` was deduced from the duties above and below"
        );
        sink.push(rule.about_cell(&case, mark.field, message));
    }
}
