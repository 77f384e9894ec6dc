//! # Q0206 栏目是空的 · a field is empty
//!
//! 疑点。事项缺少名称、类别、对应上级部门、职责文字，或收回事项的承接部门没有写成“某局：”的样子而认不出来。
//! 整份清单都没有事项类别这一栏的不算。
//! 请对照原文补上；原文就是空的，请核实后再发布。
//!
//! A warning. The duty has no name, category, department or text where its list has one. Where no
//! duty of a township has a category, its document has no such column.

use crate::bilingual;
use crate::check::{Rule, Subject};
use crate::content::LoadedTownship;
use crate::diag::{Severity, Sink};
use crate::model::{Field, ListKind};

pub(super) const RULE: Rule = Rule {
    code: "Q0206",
    severity: Severity::Warning,
    source: include_str!("q0206_empty_field.rs"),
    check,
};

fn check(rule: &Rule, subject: &Subject<'_>, sink: &mut Sink) {
    for case in subject.duties() {
        let duty = case.duty;
        let mut empty = Vec::new();
        if duty.name.is_empty() {
            empty.push(Field::Name);
        }
        if duty.category.is_empty() && has_categories(case.loaded) {
            empty.push(Field::Category);
        }
        if case.list != ListKind::Basic && duty.departments.is_empty() {
            empty.push(Field::Departments);
        }
        let sections = case.list.sections().iter().copied();
        empty.extend(sections.filter(|s| duty.section(*s).is_empty()).map(Field::from));
        for field in empty {
            let title = match field {
                Field::Departments if case.list == ListKind::Reclaimed => "承接部门",
                field => field.title(),
            };
            sink.push(
                rule.finding(case.at(field), bilingual!("{title}是空的", "{title} is empty")),
            );
        }
    }
}

fn has_categories(loaded: &LoadedTownship) -> bool {
    loaded.township.lists.iter().any(|(_, duty)| !duty.category.is_empty())
}
