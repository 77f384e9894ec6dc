//! # Q0312 same_as 指错了 · `same_as` leads nowhere
//!
//! 错误。名录里一条的 same_as（或 not）写的 id 不存在，或者是别的县的部门，或者几条的 same_as 转了一圈又回到自己。改正
//! 以前，这几条各自成一个部门。
//!
//! An error. `same_as` (or `not`) names an id that is not there or is of another county, or several entries go
//! round in a circle. Until it is corrected they are bodies of their own.

use std::collections::BTreeMap;

use crate::bilingual;
use crate::check::entries::{entry_location, entry_place};
use crate::check::{Rule, Subject};
use crate::content::registry::DEPARTMENTS_FILE;
use crate::diag::{Severity, Sink};
use crate::model::{DepartmentEntry, Slug};

pub(super) const RULE: Rule = Rule {
    code: "Q0312",
    severity: Severity::Error,
    source: include_str!("q0312_same_as.rs"),
    check,
};

/// So many entries of a circle are named in the message.
const SHOWN: usize = 8;

type ById<'a> = BTreeMap<&'a Slug, (usize, &'a DepartmentEntry)>;

fn check(rule: &Rule, subject: &Subject<'_>, sink: &mut Sink) {
    let entries = &subject.content.registries.departments;
    let by_id: ById<'_> =
        entries.iter().enumerate().map(|(at, entry)| (&entry.id, (at, entry))).collect();
    for entry in entries {
        let named = entry.same_as.iter().map(|id| ("same_as", id));
        for (key, id) in named.chain(entry.not.iter().map(|id| ("not", id))) {
            check_target(rule, entry, key, id, by_id.get(id).map(|(_, other)| *other), sink);
        }
    }
    for circle in circles(entries, &by_id) {
        let Some(first) = circle.first() else { continue };
        let shown = circle.iter().take(SHOWN).map(|at| words(&entries[*at]));
        let more = (circle.len() > SHOWN).then(|| "…".to_owned());
        let way: Vec<String> = shown.chain(more).chain([words(&entries[*first])]).collect();
        let way = way.join(" → ");
        let message =
            bilingual!("same_as 转了一圈：{way}", "`same_as` goes round in a circle: {way}");
        sink.push(rule.finding(entry_location(DEPARTMENTS_FILE, entries[*first].at), message));
    }
}

/// Each circle once, from its first entry on. Each entry is walked over once.
fn circles(entries: &[DepartmentEntry], by_id: &ById<'_>) -> Vec<Vec<usize>> {
    // From which entry on the walk came past.
    let mut seen: Vec<Option<usize>> = vec![None; entries.len()];
    let mut circles = Vec::new();
    for start in 0..entries.len() {
        let mut way = Vec::new();
        let mut at = start;
        while seen[at].is_none() {
            seen[at] = Some(start);
            way.push(at);
            let next = entries[at].same_as.as_ref().and_then(|id| by_id.get(id));
            let Some((next, _)) = next else { break };
            at = *next;
            if seen[at] == Some(start) {
                let from = way.iter().position(|step| *step == at).unwrap_or_default();
                let mut circle = way.split_off(from);
                let least = circle.iter().min().copied();
                let place = circle.iter().position(|at| Some(*at) == least);
                circle.rotate_left(place.unwrap_or_default());
                circles.push(circle);
                break;
            }
        }
    }
    circles
}

fn check_target(
    rule: &Rule,
    entry: &DepartmentEntry,
    key: &str,
    id: &Slug,
    other: Option<&DepartmentEntry>,
    sink: &mut Sink,
) {
    let (name, here) = (&entry.name, entry_place(DEPARTMENTS_FILE, entry.at));
    let message = match other {
        None => bilingual!(
            "“{name}”（{here}）的 {key} 写的是“{id}”，content/{DEPARTMENTS_FILE} 里没有这个 id",
            "{key} of `{name}` ({here}) is `{id}`, and content/{DEPARTMENTS_FILE} has no such id"
        ),
        Some(other) if other.county != entry.county => {
            let there = words(other);
            let (own, theirs) = (&entry.county, &other.county);
            bilingual!(
                "“{name}”（{here}）是 {own} 的，{key} 写的 {there} 是 {theirs} 的",
                "`{name}` ({here}) is of {own}; its {key}, {there}, is of {theirs}"
            )
        }
        Some(_) => return,
    };
    sink.push(rule.finding(entry_location(DEPARTMENTS_FILE, entry.at), message));
}

fn words(entry: &DepartmentEntry) -> String {
    format!("{} ({})", entry.name, entry_place(DEPARTMENTS_FILE, entry.at))
}
