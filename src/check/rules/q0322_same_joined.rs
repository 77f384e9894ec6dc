//! # Q0322 两条登记是同一组 · two entries of same.toml are one group
//!
//! 提示。`content/same.toml` 的两条指的是同一组事项。网址用前一条的 `id`，后一条的网址仍然保留，指到前一条。
//!
//! A note. Two entries of `content/same.toml` are one group. It has the `id` of the first; the page of the other stays and leads
//! there.

use crate::bilingual;
use crate::check::{Rule, Subject};
use crate::content::registry::SAME_FILE;
use crate::diag::{Location, Severity, Sink};

pub(super) const RULE: Rule = Rule {
    code: "Q0322",
    severity: Severity::Info,
    source: include_str!("q0322_same_joined.rs"),
    check,
};

fn check(rule: &Rule, subject: &Subject<'_>, sink: &mut Sink) {
    for group in subject.graph.same.iter().filter(|group| !group.former.is_empty()) {
        let joined =
            subject.content.registries.same.iter().filter(|entry| group.former.contains(&entry.id));
        for entry in joined {
            let (id, first) = (&entry.id, &group.id);
            let at = Location::file(format!("content/{SAME_FILE}"), Some(entry.line));
            sink.push(rule.finding(
                at,
                bilingual!("`{id}` 和 `{first}` 是同一组", "`{id}` and `{first}` are one group"),
            ));
        }
    }
}
