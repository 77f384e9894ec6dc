//! # Q0403 两个事项用了同一个编号 · two duties of one id
//!
//! 错误。`{#c19}` 是事项的永久编号，也是它的网址；同一个乡镇里写了两次，页面会互相覆盖，因此不能生成。已经撤销的
//! 编号（front matter 的 `withdrawn`）也不能再用。给新事项一个没有用过的编号。
//!
//! An error. The id is a duty's permanent address; one id twice, or a withdrawn one, cannot be built.

use std::collections::BTreeSet;
use std::path::PathBuf;

use crate::bilingual;
use crate::check::{Rule, Subject};
use crate::diag::{Severity, Sink};
use crate::model::{DutyId, Field};

pub(super) const RULE: Rule = Rule {
    code: "Q0403",
    severity: Severity::Error,
    source: include_str!("q0403_duplicate_id.rs"),
    check,
};

fn check(rule: &Rule, subject: &Subject<'_>, sink: &mut Sink) {
    let mut seen: BTreeSet<(&PathBuf, DutyId)> = BTreeSet::new();
    for case in subject.duties() {
        let id = case.duty.id;
        if case.loaded.township.withdrawn.contains(&id) {
            sink.push(rule.finding(
                case.at(Field::Seq),
                bilingual!(
                    "编号 {id} 已经撤销，不能再用",
                    "id {id} was withdrawn and cannot be used again"
                ),
            ));
        } else if !seen.insert((&case.loaded.folder, id)) {
            sink.push(rule.finding(
                case.at(Field::Seq),
                bilingual!("编号 {id} 已经用过", "id {id} is already used"),
            ));
        }
    }
}
