//! # Q0208 括号、引号不成对 · brackets or quotation marks do not pair
//!
//! 疑点。一条文字里的（）、《》、“”没有成对，可能有半句丢了，也可能原文漏排。
//!
//! A warning. Brackets or quotation marks of a line do not pair: part of the sentence may be lost.

use crate::bilingual;
use crate::check::{Rule, Subject};
use crate::diag::{Severity, Sink};
use crate::text::damage::find_unpaired;

pub(super) const RULE: Rule = Rule {
    code: "Q0208",
    severity: Severity::Warning,
    source: include_str!("q0208_unpaired.rs"),
    check,
};

fn check(rule: &Rule, subject: &Subject<'_>, sink: &mut Sink) {
    for case in subject.duties() {
        for line in case.texts() {
            if let Some((at, sign)) = find_unpaired(&line.text) {
                let part = at..at + sign.len_utf8();
                sink.push(rule.in_text(
                    &case,
                    &line,
                    part,
                    bilingual!("“{sign}”没有配对", "`{sign}` has no partner"),
                ));
            }
        }
    }
}
