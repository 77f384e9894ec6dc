//! # Q0305 名录自相矛盾 · the registry contradicts itself
//!
//! 错误。两条写了同一个 id、同一个代码，或者同一个写法既是这个部门又是那个部门的名称或别名。程序无法判断指的是
//! 谁，请改正其中一条。
//!
//! An error. Two entries share an id, a code, or a spelling.

use std::collections::BTreeMap;

use crate::bilingual;
use crate::check::{Rule, Subject};
use crate::content::registry::{CATEGORIES_FILE, DEPARTMENTS_FILE, PLACES_FILE};
use crate::diag::{Location, Severity, Sink};

pub(super) const RULE: Rule = Rule {
    code: "Q0305",
    severity: Severity::Error,
    source: include_str!("q0305_registry_conflict.rs"),
    check,
};

fn check(rule: &Rule, subject: &Subject<'_>, sink: &mut Sink) {
    let registries = &subject.content.registries;
    let places = registries.places.iter().map(|p| (p.code.to_string(), p.name.full()));
    conflicts(rule, PLACES_FILE, places, sink);

    let departments = registries.departments.iter();
    conflicts(
        rule,
        DEPARTMENTS_FILE,
        departments.map(|d| (d.id.to_string(), d.name.clone())),
        sink,
    );
    let spellings = registries.departments.iter().flat_map(|d| {
        let all = std::iter::once(&d.name).chain(&d.aliases);
        all.map(|name| (format!("{name}（{}）", d.county), d.name.clone()))
    });
    conflicts(rule, DEPARTMENTS_FILE, spellings, sink);

    let categories = registries.categories.iter();
    conflicts(rule, CATEGORIES_FILE, categories.map(|c| (c.id.to_string(), c.name.clone())), sink);
    let spellings = registries.categories.iter().flat_map(|c| {
        std::iter::once(&c.name).chain(&c.aliases).map(|name| (name.clone(), c.name.clone()))
    });
    conflicts(rule, CATEGORIES_FILE, spellings, sink);
}

/// Keys that two entries claim.
fn conflicts(
    rule: &Rule,
    file: &str,
    claims: impl Iterator<Item = (String, String)>,
    sink: &mut Sink,
) {
    let mut owners: BTreeMap<String, String> = BTreeMap::new();
    for (key, owner) in claims {
        match owners.get(&key) {
            Some(earlier) => {
                let at = Location::file(format!("content/{file}"), None);
                sink.push(rule.finding(
                    at,
                    bilingual!(
                        "“{key}”既属于“{earlier}”又属于“{owner}”",
                        "`{key}` belongs to `{earlier}` and to `{owner}`"
                    ),
                ));
            }
            None => {
                owners.insert(key, owner);
            }
        }
    }
}
