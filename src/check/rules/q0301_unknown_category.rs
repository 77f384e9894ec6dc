//! # Q0301 名录里没有这个类别 · a category that the registry does not know
//!
//! 疑点。事项类别不在 content/categories.toml 里，可能是识别错了字，也可能是本地的新类别。若是后者，在名录里加
//! 上它（或作为别名加到已有类别）；它的页面现在也已经有了。
//!
//! A warning. Add the category, or the spelling as an alias, to `content/categories.toml`; it has its page
//! all the same.

use crate::bilingual;
use crate::check::{Rule, Subject};
use crate::content::registry::CATEGORIES_FILE;
use crate::diag::{Severity, Sink};
use crate::model::Field;

pub(super) const RULE: Rule = Rule {
    code: "Q0301",
    severity: Severity::Warning,
    source: include_str!("q0301_unknown_category.rs"),
    check,
};

fn check(rule: &Rule, subject: &Subject<'_>, sink: &mut Sink) {
    let known: std::collections::HashSet<&str> = subject
        .content
        .registries
        .categories
        .iter()
        .flat_map(|entry| std::iter::once(&entry.name).chain(&entry.aliases))
        .map(String::as_str)
        .collect();
    for case in subject.duties() {
        let name = &case.duty.category;
        if name.is_empty() || known.contains(name.as_str()) {
            continue;
        }
        let finding = rule
            .in_name(
                &case,
                Field::Category,
                name,
                bilingual!("名录里没有类别“{name}”", "no registry knows the category `{name}`"),
            )
            .hint(bilingual!(
                "改正，或写进 content/{CATEGORIES_FILE}",
                "correct it, or add it to content/{CATEGORIES_FILE}"
            ));
        sink.push(finding);
    }
}
