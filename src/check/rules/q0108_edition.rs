//! # Q0108 版次不明，或与落款日期不符 · the edition is not known, or not the month of issue
//!
//! 疑点。front matter 里没有 `edition`：文件上没有日期，导入时也没有给 --edition；请写上清单印发的年月。或者它与
//! 封面上印的日期 `issued` 不是同一个月：请核对是不是给错了版次，或拿错了文件。
//!
//! A warning. Neither the document nor `--edition` said which edition it is: write the month of issue. Or `edition`
//! and the date on the cover are of different months.

use crate::bilingual;
use crate::check::{Rule, Subject, file_of};
use crate::content::INDEX_FILE;
use crate::diag::{Severity, Sink};

pub(super) const RULE: Rule = Rule {
    code: "Q0108",
    severity: Severity::Warning,
    source: include_str!("q0108_edition.rs"),
    check,
};

fn check(rule: &Rule, subject: &Subject<'_>, sink: &mut Sink) {
    for loaded in &subject.content.townships {
        let Some(edition) = &loaded.township.edition else {
            let finding = rule.finding(
                file_of(loaded, INDEX_FILE),
                bilingual!(
                    "不知道是哪一版：文件上没有日期",
                    "the edition is not known: the document has no date"
                ),
            );
            sink.push(finding.hint(bilingual!(
                "在 front matter 里写上 edition = \"YYYY-MM\"（清单印发的年月），或导入时加 --edition",
                "write edition = \"YYYY-MM\", the month of issue, in the front matter, or import with --edition"
            )));
            continue;
        };
        let Some(issued) = &loaded.township.issued else { continue };
        if !issued.starts_with(edition.as_str()) {
            sink.push(rule.finding(
                file_of(loaded, INDEX_FILE),
                bilingual!(
                    "版次是 {edition}，落款日期是 {issued}",
                    "the edition is {edition}, the date of issue {issued}"
                ),
            ));
        }
    }
}
