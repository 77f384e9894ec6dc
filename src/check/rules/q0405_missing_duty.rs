//! # Q0405 文件里的事项不见了 · a duty of the document is gone
//!
//! 疑点。导入时有这个事项（provenance.json 里记着），现在的 Markdown 里没有，也没有写进 front matter 的
//! `withdrawn`。它的网址会打不开。若是误删，请补回来；若确实要撤下，把编号写进 `withdrawn`，它会留下一页说明。
//!
//! A warning. The document has the duty and the Markdown does not: its address is dead. Put it back, or list
//! its id under `withdrawn`, which leaves a page that says so.

use std::collections::BTreeSet;

use crate::bilingual;
use crate::check::{Rule, Subject, file_of, words_for};
use crate::content::list_file;
use crate::diag::{Bilingual, Severity, Sink};
use crate::model::{DutyId, Field};

pub(super) const RULE: Rule = Rule {
    code: "Q0405",
    severity: Severity::Warning,
    source: include_str!("q0405_missing_duty.rs"),
    check,
};

fn check(rule: &Rule, subject: &Subject<'_>, sink: &mut Sink) {
    for loaded in &subject.content.townships {
        let township = &loaded.township;
        let there: BTreeSet<DutyId> = township.lists.iter().map(|(_, duty)| duty.id).collect();
        for (id, source) in &loaded.provenance.duties {
            if there.contains(id) || township.withdrawn.contains(id) {
                continue;
            }
            let at = file_of(loaded, &list_file(id.list));
            let name = source.cell(Field::Name).unwrap_or("").trim();
            let Bilingual { zh, en } = words_for(&source.at);
            sink.push(rule.finding(
                at,
                bilingual!(
                    "{id}“{name}”（原文件{zh}）不见了",
                    "{id} `{name}` ({en} of the document) is gone"
                ),
            ));
        }
    }
}
