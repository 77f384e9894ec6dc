//! # Q0302 名录里没有这个部门 · a department that no registry knows
//!
//! 疑点。部门名称不在 content/departments.toml 里：既不是哪个部门的全称，也不是别名，也不是它们的通常写法（县公安局、
//! 公安局、中共某县委编办、州生态环境局某分局）。可能有错字，也可能是同一个部门的另一种叫法，像哪个部门写在提示里。改正
//! 文字，或在名录里加上它。页面和链接照样有，只是自成一个部门。只有半个的名称见 Q0307、Q0309。
//!
//! A warning. The name is no entry's name or alias, and no usual form of one. Correct it, or add it to
//! `content/departments.toml`; the hint says which body it is like. Parts of names are Q0307 and Q0309.

use std::collections::BTreeMap;

use crate::bilingual;
use crate::check::{Rule, Subject};
use crate::content::registry::DEPARTMENTS_FILE;
use crate::diag::{Bilingual, Severity, Sink};
use crate::graph::DutyRef;
use crate::model::{CountyCode, Field, ListKind, Section};
use crate::text::synonyms::{Compared, Likeness};

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
        .filter(|d| !d.standing.is_registered())
        .flat_map(|d| d.leads.iter().chain(&d.took_back).copied())
        .collect();
    let doubted = subject.doubted_names().iter();
    let parts: std::collections::HashSet<_> =
        doubted.map(|d| (d.case.loaded.folder.as_path(), d.name.as_str())).collect();
    let mut registered = BTreeMap::new();
    for (duty_ref, case) in crate::graph::duty_refs(subject.content).zip(subject.duties()) {
        if !unregistered.contains(&duty_ref) {
            continue;
        }
        let bodies = subject.graph.departments_of.get(&duty_ref).map_or(&[][..], Vec::as_slice);
        for body in bodies.iter().map(|index| &subject.graph.departments[*index]) {
            let in_part = || parts.contains(&(case.loaded.folder.as_path(), body.name.as_str()));
            if body.standing.is_registered() || in_part() {
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
                .hint(hint(like(&mut registered, &body.county, name, subject)));
            sink.push(finding);
        }
    }
}

/// The registered bodies of each county, taken apart when they are first asked for.
type Registered<'a> = BTreeMap<&'a CountyCode, Vec<Compared>>;

/// The registered name that a name is likest to, with the reason.
fn like<'a>(
    registered: &mut Registered<'a>,
    county: &'a CountyCode,
    name: &str,
    subject: &Subject<'_>,
) -> Option<(String, Likeness)> {
    let locality = subject.graph.index.locality(county)?;
    let bodies = registered.entry(county).or_insert_with(|| {
        let entries = subject.content.registries.departments.iter();
        let own = entries.filter(|entry| entry.county == *county);
        own.flat_map(|entry| entry.names().map(|name| Compared::new(name, locality))).collect()
    });
    let name = Compared::new(name, locality);
    let alike = bodies.iter().filter_map(|other| Some((name.likeness(other)?, other)));
    let (likeness, other) = alike.min_by(|(a, _), (b, _)| a.cmp(b))?;
    Some((other.name().to_owned(), likeness))
}

fn hint(like: Option<(String, Likeness)>) -> Bilingual {
    match like {
        None => bilingual!(
            "改正，或写进 content/{DEPARTMENTS_FILE}",
            "correct it, or add it to content/{DEPARTMENTS_FILE}"
        ),
        Some((name, likeness)) => {
            let (why, reason) = (likeness.words(), likeness.english());
            bilingual!(
                "可能是“{name}”（{why}）：改正，或在 content/{DEPARTMENTS_FILE} 里写成它的别名",
                "it may be `{name}` ({reason}): correct it, or make it an alias in content/{DEPARTMENTS_FILE}"
            )
        }
    }
}
