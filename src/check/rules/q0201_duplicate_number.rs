//! # Q0201 序号重复 · a number is printed twice
//!
//! 错误。同一份清单里有两个事项印着同一个序号。引用“第几项”就会有歧义。请对照原文改正，或确认原文如此。
//!
//! An error. Two duties of one list carry one number, so a citation by number is ambiguous.

use std::collections::BTreeMap;
use std::path::PathBuf;

use crate::bilingual;
use crate::check::{Rule, Subject};
use crate::diag::{Severity, Sink};
use crate::model::{Field, ListKind};

pub(super) const RULE: Rule = Rule {
    code: "Q0201",
    severity: Severity::Error,
    source: include_str!("q0201_duplicate_number.rs"),
    check,
};

fn check(rule: &Rule, subject: &Subject<'_>, sink: &mut Sink) {
    let mut first: BTreeMap<(&PathBuf, ListKind, u32), String> = BTreeMap::new();
    for case in subject.duties() {
        let seq = case.duty.seq;
        let key = (&case.loaded.folder, case.list, seq);
        if let Some(earlier) = first.get(&key) {
            sink.push(rule.finding(
                case.at(Field::Seq),
                bilingual!(
                    "序号 {seq} 与前面的“{earlier}”重复",
                    "number {seq} is also that of `{earlier}` above"
                ),
            ));
        } else {
            first.insert(key, case.duty.name.clone());
        }
    }
}
