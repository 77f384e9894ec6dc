//! # Q0302 名录里没有这个部门 · a department that no registry knows
//!
//! 疑点。部门名称不在 content/departments.toml 里：既不是哪个部门的全称，也不是别名，去掉县名也对不上。可能有
//! 错字，也可能是同一个部门的另一种写法。改正文字，或在名录里加上它。页面和链接照样有，只是自成一个部门。只有半个的
//! 名称见 Q0307、Q0309。
//!
//! A warning. The name is no entry's name or alias. Correct it, or add it to `content/departments.toml`.
//! Parts of names are Q0307 and Q0309.

use crate::bilingual;
use crate::check::{Rule, Subject, doubted_names};
use crate::content::registry::DEPARTMENTS_FILE;
use crate::diag::{Severity, Sink};
use crate::graph::{DutyRef, Standing};
use crate::model::{Field, ListKind, Section};

pub(super) const RULE: Rule = Rule {
    code: "Q0302",
    severity: Severity::Warning,
    source: include_str!("q0302_unknown_department.rs"),
    check,
};

fn check(rule: &Rule, subject: &Subject<'_>, sink: &mut Sink) {
    let unregistered: std::collections::HashSet<DutyRef> = subject
        .graph
        .departments
        .iter()
        .filter(|d| d.standing == Standing::Unregistered)
        .flat_map(|d| d.leads.iter().chain(&d.took_back).copied())
        .collect();
    let doubted = doubted_names(subject);
    let parts: std::collections::HashSet<_> =
        doubted.iter().map(|d| (d.case.loaded.folder.as_path(), d.name.as_str())).collect();
    for (duty_ref, case) in crate::graph::duty_refs(subject.content).zip(subject.duties()) {
        if !unregistered.contains(&duty_ref) {
            continue;
        }
        let bodies = subject.graph.departments_of.get(&duty_ref).map_or(&[][..], Vec::as_slice);
        for body in bodies.iter().map(|index| &subject.graph.departments[*index]) {
            let in_part = || parts.contains(&(case.loaded.folder.as_path(), body.name.as_str()));
            if body.standing != Standing::Unregistered || in_part() {
                continue;
            }
            let field = match case.list {
                ListKind::Reclaimed => Field::from(Section::Method),
                _ => Field::Departments,
            };
            let name = &body.name;
            let finding = rule
                .in_name(
                    &case,
                    field,
                    name,
                    bilingual!(
                        "名录里没有部门“{name}”",
                        "no registry knows the department `{name}`"
                    ),
                )
                .hint(bilingual!(
                    "改正，或写进 content/{DEPARTMENTS_FILE}",
                    "correct it, or add it to content/{DEPARTMENTS_FILE}"
                ));
            sink.push(finding);
        }
    }
}
