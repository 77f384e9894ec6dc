//! # Q0407 处理记录不完整或过时了 · a settled entry is incomplete or out of date
//!
//! 疑点。一条 `[[settled]]` 没有写日期或理由，没有写 `text`，或者 `text` 对不上：记下以后，事项的文字或者疑点本身变了。
//! 疑点因此照常列出。请再看一遍现在的文字；原文就是这样的，就照提示改这一条。`text` 是看过的内容的摘要，由程序算出：
//! `qingdan check -v` 和核对单（`qingdan review`）里写好了。
//!
//! A warning. A `[[settled]]` lacks its date, its reason or its `text`, or `text` is of something else: the duty or what
//! was found changed since. The finding is open again. Look at the text as it is now; if it still stands, write the
//! line that the hint gives.

use crate::bilingual;
use crate::check::settle::Verdict;
use crate::check::{Rule, Subject};
use crate::diag::{Severity, Sink};

pub(super) const RULE: Rule = Rule {
    code: "Q0407",
    severity: Severity::Warning,
    source: include_str!("q0407_settled_outdated.rs"),
    check,
};

fn check(rule: &Rule, subject: &Subject<'_>, sink: &mut Sink) {
    for judged in subject.settled() {
        let Verdict::Outdated { digest } = &judged.verdict else { continue };
        let (entry, subject) = (judged.entry, judged.subject());
        let message = if entry.text.is_empty() {
            bilingual!(
                "{subject} 的处理记录没有 text",
                "the settled entry of {subject} has no `text`"
            )
        } else if entry.text != *digest {
            bilingual!("{subject} 的内容在处理以后变了", "{subject} changed since it was settled")
        } else {
            bilingual!(
                "{subject} 的处理记录没有写日期或理由",
                "the settled entry of {subject} has no date or no reason"
            )
        };
        let mut lines = Vec::new();
        if entry.text != *digest {
            lines.push(format!("text = \"{digest}\""));
        }
        if entry.date.is_none() {
            lines.push("date = YYYY-MM-DD".to_owned());
        }
        if entry.reason.trim().is_empty() {
            lines.push("reason = \"…\"".to_owned());
        }
        let lines = lines.join("  ");
        sink.push(rule.finding(judged.at(), message).hint(bilingual!(
            "对照原件再看一遍；原文就是这样的，就改成：{lines}",
            "look again; if it still stands, write: {lines}"
        )));
    }
}
