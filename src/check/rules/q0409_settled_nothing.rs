//! # Q0409 处理记录没有对应的疑点 · a settled entry that settles nothing
//!
//! 疑点。一条 `[[settled]]` 所说的疑点已经没有了（文字改好了，或者导入了新的），或者前面已经有一条同样的。删去它；
//! 如果它本来是写给另一个事项的，照提示改 `duty`。
//!
//! A warning. What a `[[settled]]` speaks of is no longer found, or an entry above it says the same. Remove it; if it was
//! meant for another duty, the hint says which duties have a finding of the code.

use crate::bilingual;
use crate::check::settle::Verdict;
use crate::check::{Rule, Subject};
use crate::diag::{Severity, Sink};

pub(super) const RULE: Rule = Rule {
    code: "Q0409",
    severity: Severity::Warning,
    source: include_str!("q0409_settled_nothing.rs"),
    check,
};

fn check(rule: &Rule, subject: &Subject<'_>, sink: &mut Sink) {
    for judged in subject.settled() {
        let Verdict::Idle { elsewhere } = &judged.verdict else { continue };
        let (code, subject) = (&judged.entry.code, judged.subject());
        let hint = match elsewhere.first() {
            None => bilingual!("删去这一条", "remove this entry"),
            Some(first) => {
                let some = elsewhere.iter().take(5).map(ToString::to_string);
                let duties = some.collect::<Vec<_>>().join("、");
                let more = if elsewhere.len() > 5 { "…" } else { "" };
                bilingual!(
                    "删去这一条；{code} 现在在 {duties}{more}，写给它的就改成 duty = \"{first}\"",
                    "remove this entry; {code} is on {duties}{more}: if that was meant, duty = \"{first}\""
                )
            }
        };
        sink.push(
            rule.finding(
                judged.at(),
                bilingual!("{subject} 没有要处理的疑点", "nothing of {subject} is left to settle"),
            )
            .hint(hint),
        );
    }
}
