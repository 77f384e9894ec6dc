//! # Q0404 人工改过 · corrected by a person
//!
//! 提示。这一栏与原文件的那一格不同：有人改过 Markdown。Markdown 与 provenance.json 的差别就是更正的记录，不用
//! 另外登记；这里列出来，方便复核。
//!
//! A note. The field differs from the cell in the document: a person changed it. The difference between
//! the Markdown and the provenance is the record of corrections.

use crate::bilingual;
use crate::check::correction::Correction;
use crate::check::{EXCERPT_WIDTH, Rule, Subject};
use crate::diag::{Excerpt, Severity, Sink};
use crate::model::Field;

pub(super) const RULE: Rule = Rule {
    code: "Q0404",
    severity: Severity::Info,
    source: include_str!("q0404_corrected.rs"),
    check,
};

fn check(rule: &Rule, subject: &Subject<'_>, sink: &mut Sink) {
    for case in subject.duties() {
        if case.source.is_none() {
            // Without any provenance the township was written by hand, and nothing was added to it.
            if !case.loaded.provenance.duties.is_empty() {
                sink.push(rule.finding(
                    case.at(Field::Seq),
                    bilingual!(
                        "原文件里没有这个事项：有人加的",
                        "not in the document: added by a person"
                    ),
                ));
            }
            continue;
        }
        for field in case.list.fields() {
            let Some(Correction { imported, now }) = case.correction(*field) else { continue };
            let at = imported.bytes().zip(now.bytes()).take_while(|(a, b)| a == b).count();
            let at = imported.floor_char_boundary(at);
            let end = imported[at..].char_indices().nth(8).map_or(imported.len(), |(i, _)| at + i);
            let finding = rule.finding(
                case.at(*field),
                bilingual!(
                    "与原文件不同：有人改过",
                    "differs from the document: changed by a person"
                ),
            );
            let excerpt = Excerpt::around(&imported, at, end, EXCERPT_WIDTH);
            sink.push(finding.with_source(excerpt, case.origin()));
        }
    }
}
