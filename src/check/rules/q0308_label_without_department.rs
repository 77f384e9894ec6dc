//! # Q0308 正文里的部门不在部门栏里 · a labelled department that the cell does not name
//!
//! 疑点。上级部门职责里写着“某局：”，而这一项的对应上级部门没有它：部门栏可能漏了、断了或认错了。请对照原文件补上。
//!
//! A warning. The text gives clauses to a department that is not among the duty's departments: that cell may be
//! cut or misread.

use crate::bilingual;
use crate::check::{DutyCase, Rule, Subject};
use crate::diag::{Severity, Sink};
use crate::model::{Field, ListKind, Section};
use crate::text::bodies::without_county;
use crate::text::department::same_body;
use crate::text::known_bodies::KnownBodies;

pub(super) const RULE: Rule = Rule {
    code: "Q0308",
    severity: Severity::Warning,
    source: include_str!("q0308_label_without_department.rs"),
    check,
};

/// A short form has at most this many characters without its county (残联, 人社局, 发改委).
const SHORT_FORM: usize = 4;

fn check(rule: &Rule, subject: &Subject<'_>, sink: &mut Sink) {
    for (loaded, known) in subject.townships() {
        for duty in loaded.township.lists.get(ListKind::Coop) {
            let case = DutyCase::of(loaded, ListKind::Coop, duty);
            // Without any department the field is empty: Q0206.
            if duty.departments.is_empty() {
                continue;
            }
            let labels = duty.section(Section::Upper).label_departments();
            let missing: Vec<String> = labels
                .into_iter()
                .filter(|label| known.has(label) && !names(&case, label, known))
                .collect();
            if missing.is_empty() {
                continue;
            }
            let missing = missing.join("、");
            sink.push(rule.finding(
                case.at(Field::Departments),
                bilingual!(
                    "正文里有“{missing}”，部门栏里没有",
                    "the text has `{missing}`, the departments do not"
                ),
            ));
        }
    }
}

/// Whether the duty's departments have the body of a label, in full or in short.
fn names(case: &DutyCase<'_>, label: &str, known: &KnownBodies) -> bool {
    let county = known.county();
    case.duty.departments.iter().any(|name| {
        let (bare, short) = (without_county(name, county), without_county(label, county));
        let may_be_short = known.has(name) || short.chars().count() <= SHORT_FORM;
        same_body(name, label, county)
            || bare == short
            || (may_be_short && (is_within(short, bare) || is_within(bare, short)))
    })
}

/// Whether a short form's characters stand in a name in their order.
fn is_within(short: &str, name: &str) -> bool {
    let mut rest = name.chars();
    short.chars().all(|c| rest.any(|other| other == c))
}
