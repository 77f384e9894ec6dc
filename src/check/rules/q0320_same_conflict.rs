//! # Q0320 同一事项的登记自相矛盾 · entries of same.toml contradict each other
//!
//! 错误。`content/same.toml` 里两条写了同一个 `id`，或者把同一个事项归入两组，或者一处写在 `first`、`also` 里，另一处写在
//! `not` 里。程序照前面的一条办理；请改正其中一条。
//!
//! An error. Two entries of `content/same.toml` share an `id`, put one duty into two groups, or take in a duty that is kept out by
//! `not`. The earlier one holds; correct either.

use crate::bilingual;
use crate::check::{Rule, Subject};
use crate::content::registry::SAME_FILE;
use crate::diag::{Location, Severity, Sink};
use crate::graph::{Claim, same_contradictions};

pub(super) const RULE: Rule = Rule {
    code: "Q0320",
    severity: Severity::Error,
    source: include_str!("q0320_same_conflict.rs"),
    check,
};

fn check(rule: &Rule, subject: &Subject<'_>, sink: &mut Sink) {
    let entries = &subject.content.registries.same;
    for found in same_contradictions(subject.content) {
        let (entry, earlier) = (&entries[found.entry], &entries[found.earlier]);
        let (id, other, line) = (&entry.id, &earlier.id, earlier.line);
        let message = match found.about {
            Claim::Id => bilingual!(
                "`{id}` 已经是第 {line} 行那一组的 id",
                "`{id}` is the id of the entry at line {line}"
            ),
            Claim::Member(duty) => bilingual!(
                "{duty} 不能既归入 `{id}` 又归入 `{other}`（第 {line} 行）",
                "{duty} cannot be of `{id}` and of `{other}` (line {line})"
            ),
            Claim::KeptOut(duty) => bilingual!(
                "{duty} 既要归入这一组，又写在 not 里（`{id}`，`{other}` 在第 {line} 行）",
                "{duty} is taken in and kept out (`{id}`, and `{other}` at line {line})"
            ),
        };
        let at = Location::file(format!("content/{SAME_FILE}"), Some(entry.line));
        sink.push(rule.finding(at, message));
    }
}
