//! # Q0303 导入时提议的部门，等人确认 · a proposed department waits for a person
//!
//! 提示。导入时见到名录里没有的部门名称，就在 content/departments.toml 末尾添了一条 `status = "proposed"`。请看
//! 一看：是不是已有部门的另一种写法（那就改成别名），网址里的 id 要不要换成好读的，然后删去 status 这一行。
//! id 一经发布就不要再改。
//!
//! A note. An import added the entry. Look at it: make it an alias where it is another spelling, choose a
//! readable id before the site is public, then remove the `status` line.

use crate::bilingual;
use crate::check::entries::entry_location;
use crate::check::{Rule, Subject};
use crate::content::registry::DEPARTMENTS_FILE;
use crate::diag::{Severity, Sink};
use crate::model::DepartmentStatus;

pub(super) const RULE: Rule = Rule {
    code: "Q0303",
    severity: Severity::Info,
    source: include_str!("q0303_proposed_department.rs"),
    check,
};

fn check(rule: &Rule, subject: &Subject<'_>, sink: &mut Sink) {
    for entry in &subject.content.registries.departments {
        if entry.status == DepartmentStatus::Proposed && entry.same_as.is_none() {
            let at = entry_location(DEPARTMENTS_FILE, entry.at);
            let (name, id) = (&entry.name, &entry.id);
            sink.push(rule.finding(
                at,
                bilingual!(
                    "“{name}”（{id}）是导入时提议的，等人确认",
                    "`{name}` ({id}) was proposed by an import"
                ),
            ));
        }
    }
}
