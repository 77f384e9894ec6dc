//! # Q0311 名录里两个部门很像 · two departments that may be one
//!
//! 疑点。同一个县的两条，名称是同一名称的不同写法，或者一个是另一个的简称，或者省去了“委”字，或者只差一个字，或者一个
//! 是另一个的后半。是同一个部门，就在其中一条里写 `same_as = "另一条的 id"`；不是，就写 `not = ["另一条的 id"]`，以后
//! 不再提示。
//!
//! A warning. Two entries of one county have names that may mean one body: forms of one name, a short word and
//! its standard term, `委` left out, one character's difference, one name the end of the other. Write `same_as`
//! in one of them when they are one, `not` when they are two.

use std::collections::BTreeMap;

use crate::bilingual;
use crate::check::entries::{entry_location, entry_place};
use crate::check::{Rule, Subject};
use crate::content::registry::DEPARTMENTS_FILE;
use crate::diag::{Severity, Sink};
use crate::model::{CountyCode, DepartmentEntry};
use crate::text::synonyms::{Compared, Likeness};

pub(super) const RULE: Rule = Rule {
    code: "Q0311",
    severity: Severity::Warning,
    source: include_str!("q0311_close_departments.rs"),
    check,
};

fn check(rule: &Rule, subject: &Subject<'_>, sink: &mut Sink) {
    let mut counties: BTreeMap<&CountyCode, Vec<(&DepartmentEntry, Vec<Compared>)>> =
        BTreeMap::new();
    for entry in &subject.content.registries.departments {
        // What it is another name of has been proposed or decided.
        let locality = subject.graph.index.locality(&entry.county);
        if let (None, Some(locality)) = (&entry.same_as, locality) {
            let names = entry.names().map(|name| Compared::new(name, locality)).collect();
            counties.entry(&entry.county).or_default().push((entry, names));
        }
    }
    for entries in counties.values() {
        for (at, (later, names)) in entries.iter().enumerate() {
            for (earlier, others) in &entries[..at] {
                if later.not.contains(&earlier.id) || earlier.not.contains(&later.id) {
                    continue;
                }
                if let Some(likeness) = closest(names, others) {
                    report(rule, earlier, later, &likeness, sink);
                }
            }
        }
    }
}

/// The likeliest reason that any two of the names have. Two that are written alike are Q0305.
fn closest(names: &[Compared], others: &[Compared]) -> Option<Likeness> {
    let pairs = || names.iter().flat_map(|name| others.iter().map(move |other| (name, other)));
    if pairs().any(|(name, other)| name.name() == other.name()) {
        return None;
    }
    pairs().filter_map(|(name, other)| name.closeness(other)).min()
}

fn report(
    rule: &Rule,
    earlier: &DepartmentEntry,
    later: &DepartmentEntry,
    likeness: &Likeness,
    sink: &mut Sink,
) {
    let (one, other, id) = (&earlier.name, &later.name, &earlier.id);
    let here = entry_place(DEPARTMENTS_FILE, earlier.at);
    let there = entry_place(DEPARTMENTS_FILE, later.at);
    let (why, reason) = (likeness.words(), likeness.english());
    let message = bilingual!(
        "“{one}”（{here}）和“{other}”（{there}）可能是一个部门：{why}",
        "`{one}` ({here}) and `{other}` ({there}) may be one body: {reason}"
    );
    let hint = bilingual!(
        "是一个，就在后一条写 same_as = \"{id}\"；是两个，就写 not = [\"{id}\"]",
        "if they are one, write same_as = \"{id}\" in the latter; if two, not = [\"{id}\"]"
    );
    sink.push(rule.finding(entry_location(DEPARTMENTS_FILE, later.at), message).hint(hint));
}
