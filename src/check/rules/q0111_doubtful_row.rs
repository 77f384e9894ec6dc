//! # Q0111 合并单元格或续行的归属不确定 · doubtful which row a text belongs to
//!
//! 疑点。取自上一行的类别（Q0109），或并入上一个事项的行（Q0110），文件本身不能证明是对的：别的行里相同的类别
//! 是逐行写出的，这里缺的可能是丢了；或者上一行的句子已经完整，没有序号的行可能是另一个事项。请对照原文。
//!
//! A warning. A value taken from the row above (Q0109) or a row joined to the duty above (Q0110), where the
//! document does not make it certain. Compare it with the document.

use crate::bilingual;
use crate::check::{EXCERPT_WIDTH, Rule, Subject};
use crate::diag::{Excerpt, Severity, Sink};
use crate::model::MarkKind;

pub(super) const RULE: Rule = Rule {
    code: "Q0111",
    severity: Severity::Warning,
    source: include_str!("q0111_doubtful_row.rs"),
    check,
};

fn check(rule: &Rule, subject: &Subject<'_>, sink: &mut Sink) {
    for case in subject.duties() {
        for mark in case.marks(MarkKind::DoubtfulRow) {
            let finding = rule.finding(
                case.at(mark.field),
                bilingual!(
                    "这一栏取自或接自别的行，不能确定",
                    "the field has text of another row, and that is not certain"
                ),
            );
            let text = case.source.and_then(|s| s.imported(mark.field)).unwrap_or_default();
            let excerpt = Excerpt::whole(text, EXCERPT_WIDTH);
            sink.push(finding.with_source(excerpt, case.origin()).hint(bilingual!(
                "对照原文件：多半是合并单元格，也可能是丢了一格或一个事项",
                "compare it with the document: a cell or a duty may be lost"
            )));
        }
    }
}
