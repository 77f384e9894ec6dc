//! # Q0310 导入时提议合并，等人决定 · a proposed merge waits for a person
//!
//! 疑点。导入时见到一个名称，很可能是名录里某个部门的另一种写法，就添了一条 `status = "proposed"`、`same_as = "那个部门的
//! id"`，理由写在 `grounds`。没有人决定以前，它自成一个部门。是同一个部门，删去 status 这一行：两边的事项就合在一起，
//! 原来的网址留着，指到那个部门。不是，就把 `same_as = "…"` 改成 `not = ["…"]`，再删去 grounds 和 status。
//!
//! A warning. An import took a name for another spelling of a body, for the reason in `grounds`. Until a person
//! decides it is a body of its own. Remove the `status` line to make them one: the old address stays and leads
//! there. If they are two, write `not = ["…"]` in place of `same_as`, and remove `grounds` and `status`.

use crate::bilingual;
use crate::check::entries::{entry_location, entry_place};
use crate::check::{Rule, Subject};
use crate::content::registry::DEPARTMENTS_FILE;
use crate::diag::{Severity, Sink};
use crate::model::DepartmentStatus;

pub(super) const RULE: Rule = Rule {
    code: "Q0310",
    severity: Severity::Warning,
    source: include_str!("q0310_proposed_merge.rs"),
    check,
};

fn check(rule: &Rule, subject: &Subject<'_>, sink: &mut Sink) {
    let entries = &subject.content.registries.departments;
    for entry in entries.iter().filter(|entry| entry.status == DepartmentStatus::Proposed) {
        let Some(body) = entry.same_as.as_ref() else { continue };
        // One that is not there is Q0312.
        let Some(body) = entries.iter().find(|other| other.id == *body) else { continue };
        let (name, other, id) = (&entry.name, &body.name, &body.id);
        let there = entry_place(DEPARTMENTS_FILE, body.at);
        let grounds = entry.grounds.as_deref().unwrap_or("…");
        let message = bilingual!(
            "“{name}”可能就是“{other}”（{there}）：{grounds}",
            "`{name}` may be `{other}` ({there}): {grounds}"
        );
        let hint = bilingual!(
            "是，就删去 status 一行；不是，就写 not = [\"{id}\"]，删去 same_as、grounds、status",
            "if so, remove the status line; if not, write not = [\"{id}\"] and remove same_as, grounds and status"
        );
        sink.push(rule.finding(entry_location(DEPARTMENTS_FILE, entry.at), message).hint(hint));
    }
}
