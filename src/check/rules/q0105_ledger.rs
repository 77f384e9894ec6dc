//! # Q0105 字符账不平 · the ledger does not balance
//!
//! 错误。导入时数过：原文件的每个非空白字符，要么在某个字段里，要么是封面、目录、表头等可以说明的部分。
//! 两边不相等，说明导入丢了字或多了字。这是程序的缺陷，请不要发布，并报告给开发者。
//!
//! An error. Characters of the document and characters accounted for are not equal: the import lost or
//! added text. This is a defect of the program; do not publish, and report it.

use crate::bilingual;
use crate::check::{Rule, Subject, file_of};
use crate::content::PROVENANCE_FILE;
use crate::diag::{Severity, Sink};

pub(super) const RULE: Rule = Rule {
    code: "Q0105",
    severity: Severity::Error,
    source: include_str!("q0105_ledger.rs"),
    check,
};

fn check(rule: &Rule, subject: &Subject<'_>, sink: &mut Sink) {
    for loaded in &subject.content.townships {
        let ledger = &loaded.provenance.ledger;
        if !ledger.balances() {
            let (total, accounted) = (ledger.total, ledger.accounted());
            let at = file_of(loaded, PROVENANCE_FILE);
            sink.push(rule.finding(
                at,
                bilingual!(
                    "原文 {total} 字，账上 {accounted} 字",
                    "{total} characters in the document, {accounted} accounted for"
                ),
            ));
        }
    }
}
