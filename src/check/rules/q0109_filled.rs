//! # Q0109 合并单元格散开，取上一行的值 · the value of a merged cell above
//!
//! 提示。这一行的格数比表头少，少的正是上面合并单元格占着的栏（类别，或类别和部门）：转换时合并单元格只留在
//! 第一行，下面各行整体左移。导入时移回原位，取上一行的值。只有一种摆法能让各栏都对得上时才这样做。
//!
//! A note. The row has fewer cells than its header: a converter kept a merged cell in its first row only,
//! and the cells of the rows below moved to the left. They were moved back, and the value is that of the
//! row above. This is done only when exactly one arrangement fits.

use crate::bilingual;
use crate::check::{EXCERPT_WIDTH, Rule, Subject};
use crate::diag::{Excerpt, Severity, Sink};
use crate::model::MarkKind;

pub(super) const RULE: Rule = Rule {
    code: "Q0109",
    severity: Severity::Info,
    source: include_str!("q0109_filled.rs"),
    check,
};

fn check(rule: &Rule, subject: &Subject<'_>, sink: &mut Sink) {
    for case in subject.duties() {
        for mark in case.marks(MarkKind::FilledFromAbove) {
            let title = mark.field.title();
            let finding = rule.finding(
                case.at(mark.field),
                bilingual!(
                    "这一行没有“{title}”一格，取自上面的合并单元格",
                    "the row has no cell for {title}: taken from the merged cell above"
                ),
            );
            let excerpt = Excerpt::whole(&mark.text, EXCERPT_WIDTH);
            sink.push(finding.with_source(excerpt, case.origin()));
        }
    }
}
