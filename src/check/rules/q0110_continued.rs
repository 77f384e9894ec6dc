//! # Q0110 没有序号的行并入上一个事项 · a row without a number joins the duty above
//!
//! 提示。一个事项的文字被分页截断，或者序号是合并单元格，下面的行没有自己的序号。导入时按栏接到上一个事项里；各行
//! 原来的格子都在 provenance.json 里。
//!
//! A note. A page break cut a duty in two, or its number spans several rows. The cells of the rows
//! without a number were added to the fields of the duty above; `provenance.json` has each of them.

use crate::bilingual;
use crate::check::{Rule, Subject};
use crate::diag::{Severity, Sink};
use crate::model::MarkKind;

pub(super) const RULE: Rule = Rule {
    code: "Q0110",
    severity: Severity::Info,
    source: include_str!("q0110_continued.rs"),
    check,
};

fn check(rule: &Rule, subject: &Subject<'_>, sink: &mut Sink) {
    for case in subject.duties() {
        for mark in case.marks(MarkKind::ContinuedRow) {
            sink.push(rule.finding(
                case.at(mark.field),
                bilingual!("这一栏由几行接成", "the field was put together from several rows"),
            ));
        }
    }
}
