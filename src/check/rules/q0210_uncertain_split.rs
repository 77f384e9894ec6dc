//! # Q0210 分不清这一格到哪里为止 · where a cell ends is not certain
//!
//! 疑点。文件是从 PDF 里取出的纯文字，一格里的字折成几行，一行一行排下来，没有标明哪一行属于哪一格。程序比较了各种
//! 分法，最好的两种不相上下：这里用了一种，另一种列在下面。请对照原文件，把分错的行移到它该在的一栏；分对了的，
//! 记为已处理即可。
//!
//! A warning. The document is the text of a PDF, cell lines one under another. Two ways to divide the duty into cells score
//! nearly the same; one was taken, the other is shown. Compare with the document and move lines that are in
//! the wrong field.

use crate::bilingual;
use crate::check::{EXCERPT_WIDTH, Rule, Subject};
use crate::diag::{Excerpt, Severity, Sink};
use crate::model::MarkKind;

pub(super) const RULE: Rule = Rule {
    code: "Q0210",
    severity: Severity::Warning,
    source: include_str!("q0210_uncertain_split.rs"),
    check,
};

fn check(rule: &Rule, subject: &Subject<'_>, sink: &mut Sink) {
    for case in subject.duties() {
        for mark in case.marks(MarkKind::UncertainSplit) {
            let other = Excerpt::whole(&mark.text, EXCERPT_WIDTH).text;
            let finding = rule
                .finding(
                    case.at(mark.field),
                    bilingual!(
                        "这一栏到哪里为止不能确定，也可能是：{other}",
                        "where this field ends is not certain; it may also be: {other}"
                    ),
                )
                .hint(bilingual!(
                    "对照原文件，把分错的行移到它该在的一栏",
                    "compare with the document and move lines that are in the wrong field"
                ));
            let cell = case.source.and_then(|source| source.cell(mark.field)).unwrap_or("");
            // Fields that end the row begin in doubt, the others end in it.
            let first: String = mark.text.chars().take(8).collect();
            let at = if cell.starts_with(&first) { cell.len() } else { 0 };
            let excerpt = Excerpt::around(cell, at.saturating_sub(24), at.max(24), EXCERPT_WIDTH);
            sink.push(finding.with_source(excerpt, case.origin()));
        }
    }
}
