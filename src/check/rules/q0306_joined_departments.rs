//! # Q0306 部门名称可能是两个连在一起 · a department that may be two
//!
//! 疑点。对应上级部门一栏按顿号分开。有一个名称里有逗号、分号、斜杠，或者中间又出现了县名，或者一个认得的部门后面
//! 又接着一个“局”“委员会”，或者一个认得的部门前面多了别的字，可能是两个部门之间的顿号丢了或打成了别的标点。请对照原文分开。
//!
//! A warning. Names are divided at `、`. One of them has another separator inside, the county's name in its
//! middle, a known body with another 局 or 委员会 behind it, or one with stray characters before it: it may be two departments.

use crate::bilingual;
use crate::check::{Rule, Subject, duties_of};
use crate::diag::{Severity, Sink};
use crate::model::{Field, ListKind, Section};

pub(super) const RULE: Rule = Rule {
    code: "Q0306",
    severity: Severity::Warning,
    source: include_str!("q0306_joined_departments.rs"),
    check,
};

fn check(rule: &Rule, subject: &Subject<'_>, sink: &mut Sink) {
    let townships = subject.townships();
    let cases = townships.flat_map(|(of, known)| duties_of(of).map(move |case| (case, known)));
    for (case, known) in cases {
        let field = match case.list {
            ListKind::Reclaimed => Field::from(Section::Method),
            _ => Field::Departments,
        };
        for name in &case.duty.departments {
            if known.is_joined(name) {
                sink.push(rule.in_name(
                    &case,
                    field,
                    name,
                    bilingual!("“{name}”可能是两个部门", "`{name}` may be two departments"),
                ));
            }
        }
    }
}
