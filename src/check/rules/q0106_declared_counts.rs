//! # Q0106 声明的事项数与实际不符 · declared counts differ
//!
//! 疑点。清单的说明写了各有多少项（front matter 的 `[counts]`），或者目录里清单题目后面印了项数，与实际读到的不一样。
//! 可能漏读了事项，也可能说明或目录本身写错了。请数一数原文件。
//!
//! A warning. The document, in its note or in its table of contents, declares another number of duties than
//! there are. Either duties were missed or the declaration is wrong.

use crate::bilingual;
use crate::check::{Rule, Subject, file_of};
use crate::content::{INDEX_FILE, PROVENANCE_FILE};
use crate::diag::{Severity, Sink};
use crate::model::ListKind;

pub(super) const RULE: Rule = Rule {
    code: "Q0106",
    severity: Severity::Warning,
    source: include_str!("q0106_declared_counts.rs"),
    check,
};

fn check(rule: &Rule, subject: &Subject<'_>, sink: &mut Sink) {
    for loaded in &subject.content.townships {
        for list in ListKind::ALL {
            let actual = loaded.township.lists.get(list).len();
            let title = list.title();
            if let Some(declared) = differing(loaded.township.declared.get(list), actual) {
                let message = bilingual!(
                    "{title}：说明称 {declared} 项，实际 {actual} 项",
                    "{title}: {declared} duties declared, {actual} there"
                );
                sink.push(rule.finding(file_of(loaded, INDEX_FILE), message));
            }
            if let Some(declared) = differing(loaded.provenance.contents.get(list), actual) {
                let message = bilingual!(
                    "{title}：目录称 {declared} 项，实际 {actual} 项",
                    "{title}: {declared} duties in the table of contents, {actual} there"
                );
                sink.push(rule.finding(file_of(loaded, PROVENANCE_FILE), message));
            }
        }
    }
}

fn differing(declared: Option<usize>, actual: usize) -> Option<usize> {
    declared.filter(|declared| *declared != actual)
}
