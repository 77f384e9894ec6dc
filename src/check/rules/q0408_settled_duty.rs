//! # Q0408 处理记录里的事项不存在 · a settled entry of a duty that is not there
//!
//! 疑点。一条 `[[settled]]` 的 `duty` 在这个乡镇的清单里没有：编号写错了，或者事项后来撤下了。改正编号；事项已经
//! 撤下的，删去这一条。
//!
//! A warning. The `duty` of a `[[settled]]` is not in the township's lists: correct the id, or remove the entry when the
//! duty was withdrawn.

use crate::bilingual;
use crate::check::settle::Verdict;
use crate::check::{Rule, Subject};
use crate::diag::{Severity, Sink};

pub(super) const RULE: Rule = Rule {
    code: "Q0408",
    severity: Severity::Warning,
    source: include_str!("q0408_settled_duty.rs"),
    check,
};

fn check(rule: &Rule, subject: &Subject<'_>, sink: &mut Sink) {
    for judged in subject.settled() {
        let (Verdict::NoDuty, Some(duty)) = (&judged.verdict, judged.entry.duty) else { continue };
        let hint = if judged.loaded.township.withdrawn.contains(&duty) {
            bilingual!("{duty} 已经撤下：删去这一条", "{duty} was withdrawn: remove this entry")
        } else {
            bilingual!(
                "照清单里 {{#…}} 的编号改，例如 duty = \"c19\"；或者删去这一条",
                "write the id as the list has it in {{#…}}, as duty = \"c19\", or remove this entry"
            )
        };
        sink.push(
            rule.finding(
                judged.at(),
                bilingual!("这个乡镇没有事项 {duty}", "the township has no duty {duty}"),
            )
            .hint(hint),
        );
    }
}
