//! # Q0103 有文字没有归位 · text that has no place
//!
//! 疑点。文件里有一行文字，既不是封面、目录、标题、表头，也不是哪个事项的一格。导入不会丢掉它：它原样
//! 留在 provenance.json 里，并在这里提示。请打开原文件核对：它可能是脱落的半个事项。处理以后，把文字补到
//! 相应事项里，并从 provenance.json 的 `unplaced` 中删去这一条。它上面的那个事项因此标为待核。
//!
//! A warning. A line of the document is neither cover nor heading nor a cell of a duty. It is kept in
//! `provenance.json`; look at the document, put the text where it belongs, remove it from `unplaced`.

use crate::bilingual;
use crate::check::{EXCERPT_WIDTH, Rule, Subject, file_of};
use crate::content::PROVENANCE_FILE;
use crate::diag::{Excerpt, Finding, Location, Severity, Sink};

pub(super) const RULE: Rule = Rule {
    code: "Q0103",
    severity: Severity::Warning,
    source: include_str!("q0103_unplaced.rs"),
    check,
};

fn check(rule: &Rule, subject: &Subject<'_>, sink: &mut Sink) {
    for loaded in &subject.content.townships {
        for unplaced in &loaded.provenance.unplaced {
            let file = loaded.township.sources.get(unplaced.source).map_or("", |s| s.file.as_str());
            // It may be the other half of the duty above it, which is doubtful then.
            let at = Location { duty: unplaced.after, ..file_of(loaded, PROVENANCE_FILE) };
            let line = &unplaced.at;
            // A part is written with its line, as it is everywhere else; a line alone needs its word.
            let (place, place_en) = match &line.part {
                Some(_) => (format!("（{line}）"), format!("a text ({line})")),
                None => (format!("第 {line} 行"), format!("line {line}")),
            };
            let excerpt =
                Excerpt::whole(&unplaced.text, EXCERPT_WIDTH).from(format!("{file}:{line}"));
            let finding = rule
                .finding(
                    at,
                    bilingual!(
                        "原文件{place}的文字没有归到任何事项",
                        "{place_en} of the document belongs to no duty"
                    ),
                )
                .hint(bilingual!(
                    "打开原文件核对，把文字补到相应事项",
                    "look at the document and put the text where it belongs"
                ));
            sink.push(Finding { source: Some(excerpt), ..finding });
        }
    }
}
