//! # Q0307 部门名称不完整 · a part of a department's name
//!
//! 疑点。部门一栏里的名称只是半个：太短、不像部门名称那样结尾，是本文件里另一个部门名称的后半截（`农村局`），或者只
//! 有它没有带县名而且别处都没有出现过。建议里列出它可能是哪个部门；程序不替人选。名录里已经确认过的写法不提示。
//!
//! A warning. The name is too short, has no ending of a body, or is the end of another name of the document.
//! The hint says which names it may be a part of; a person decides. Spellings that the registry has are fine.

use crate::bilingual;
use crate::check::{Rule, Subject};
use crate::diag::{Severity, Sink};
use crate::text::known_bodies::NameDoubt;

pub(super) const RULE: Rule = Rule {
    code: "Q0307",
    severity: Severity::Warning,
    source: include_str!("q0307_department_fragment.rs"),
    check,
};

/// More candidates than these are none.
const MOST_CANDIDATES: usize = 3;
/// A cell of sentences is not told in full.
const SHOWN_CHARS: usize = 30;

fn check(rule: &Rule, subject: &Subject<'_>, sink: &mut Sink) {
    for doubted in subject.doubted_names() {
        let name: String = doubted.name.chars().take(SHOWN_CHARS).collect();
        let mut finding = rule.in_name(
            &doubted.case,
            doubted.field,
            &doubted.name,
            match &doubted.doubt {
                NameDoubt::Fragment(_) => {
                    bilingual!("“{name}”只是部门名称的一部分", "`{name}` is a part of a name")
                }
                NameDoubt::Unlocated => bilingual!(
                    "“{name}”没有带县名，别处也没有",
                    "`{name}` has no county and is nowhere else in the document"
                ),
                NameDoubt::County(_) => continue,
            },
        );
        if let NameDoubt::Fragment(wholes) = &doubted.doubt
            && (1..=MOST_CANDIDATES).contains(&wholes.len())
        {
            let wholes = wholes.join("、");
            finding = finding.hint(bilingual!("可能是：{wholes}", "it may be: {wholes}"));
        }
        sink.push(finding);
    }
}
