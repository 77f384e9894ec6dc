//! # Q0305 名录自相矛盾 · the registry contradicts itself
//!
//! 错误。两条写了同一个 id、同一个代码；或者同一个写法既是这一条又是那一条的名称或别名；或者两条互为别名。部门只在
//! 同一个县里比。程序无法判断指的是谁，请改正其中一条；两处在哪个文件哪一行，都写在消息里。
//!
//! An error. Two entries share an id, a code, or a spelling (of departments: in one county), or each is the
//! other's alias. The message names both places.

use crate::check::entries::{Claim, same_ids, same_spellings};
use crate::check::{Rule, Subject};
use crate::content::registry::{CATEGORIES_FILE, DEPARTMENTS_FILE, PLACES_FILE};
use crate::diag::{Severity, Sink};

pub(super) const RULE: Rule = Rule {
    code: "Q0305",
    severity: Severity::Error,
    source: include_str!("q0305_registry_conflict.rs"),
    check,
};

fn check(rule: &Rule, subject: &Subject<'_>, sink: &mut Sink) {
    let registries = &subject.content.registries;
    let places = registries.places.iter().enumerate().map(|(body, entry)| Claim {
        file: PLACES_FILE,
        at: entry.at,
        id: entry.code.to_string(),
        scope: String::new(),
        name: entry.name.full(),
        aliases: &[],
        body,
    });
    same_ids(rule, &places.collect::<Vec<_>>(), sink);

    let bodies = &subject.graph.departments;
    let departments = registries.departments.iter().enumerate().map(|(at, entry)| Claim {
        file: DEPARTMENTS_FILE,
        at: entry.at,
        id: entry.id.to_string(),
        scope: entry.county.to_string(),
        name: entry.name.clone(),
        aliases: &entry.aliases,
        body: bodies.get(at).and_then(|body| body.same_as).unwrap_or(at),
    });
    let departments: Vec<Claim<'_>> = departments.collect();
    same_ids(rule, &departments, sink);
    same_spellings(rule, &departments, sink);

    let categories = registries.categories.iter().enumerate().map(|(body, entry)| Claim {
        file: CATEGORIES_FILE,
        at: entry.at,
        id: entry.id.to_string(),
        scope: String::new(),
        name: entry.name.clone(),
        aliases: &entry.aliases,
        body,
    });
    let categories: Vec<Claim<'_>> = categories.collect();
    same_ids(rule, &categories, sink);
    same_spellings(rule, &categories, sink);
}
