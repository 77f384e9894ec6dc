//! # Q0321 同一事项的登记落了空 · an entry of same.toml leads nowhere
//!
//! 疑点。`content/same.toml` 的一条写了没有的事项，或者它的事项在别的乡镇没有同样的，因此没有这一组的页面，指向这个网址的
//! 链接会失效。事项没有了，就把 `first` 改成组里的另一个事项；别处确有同样的事项、只是写法不同，就写进 `also`；都不是，就删去这
//! 一条。
//!
//! A warning. An entry of `content/same.toml` names a duty that is not there, or its duty is in no group, so that there is no page
//! and links to it break. Put another duty of the group into `first`, add the duty that is the same to `also`, or remove the entry.

use std::collections::BTreeSet;

use crate::bilingual;
use crate::check::{Rule, Subject};
use crate::content::registry::SAME_FILE;
use crate::diag::{Location, Severity, Sink};
use crate::graph::missing_duties;
use crate::model::Slug;

pub(super) const RULE: Rule = Rule {
    code: "Q0321",
    severity: Severity::Warning,
    source: include_str!("q0321_same_idle.rs"),
    check,
};

fn check(rule: &Rule, subject: &Subject<'_>, sink: &mut Sink) {
    let at = |line| Location::file(format!("content/{SAME_FILE}"), Some(line));
    let missing = missing_duties(subject.content);
    for (entry, duty) in &missing {
        let id = &entry.id;
        sink.push(
            rule.finding(
                at(entry.line),
                bilingual!(
                    "`{id}` 所写的 {duty} 没有这个事项",
                    "`{id}` names {duty}, which is not there"
                ),
            )
            .hint(bilingual!(
                "改成这一组里现有的事项，或者删去",
                "name a duty of the group that is there, or remove it"
            )),
        );
    }
    let groups = subject.graph.same.iter();
    let pages: BTreeSet<&Slug> =
        groups.flat_map(|group| std::iter::once(&group.id).chain(&group.former)).collect();
    // Where the duty is gone, that is why.
    let explained: BTreeSet<&Slug> = missing.iter().map(|(entry, _)| &entry.id).collect();
    for entry in &subject.content.registries.same {
        let id = &entry.id;
        if !pages.contains(id) && !explained.contains(id) {
            sink.push(rule.finding(
                at(entry.line),
                bilingual!(
                    "`{id}` 没有两个以上乡镇的事项，因此没有页面",
                    "`{id}` has no duties of two townships, and so no page"
                ),
            ));
        }
    }
}
