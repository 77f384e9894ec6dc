//! # Q0115 部首码位已改为汉字 · radicals were read as ideographs
//!
//! 提示。PDF 的字体把一些汉字记成了字形相同的部首（如 ⼈ 记作部首，页面上印的是“人”）。导入时按字形改为汉字，
//! 不改会搜不到。只改字形完全对应的；不能确定的（如 ⺡）原样保留，并提示 Q0209。
//!
//! A note. The fonts of the PDF name radicals where the page shows ideographs of the same shape. They
//! were read as the ideographs; where that is not certain they are kept and reported (Q0209).

use crate::bilingual;
use crate::check::{Rule, Subject, file_of};
use crate::content::PROVENANCE_FILE;
use crate::diag::{Severity, Sink};
use crate::model::RemarkKind;

pub(super) const RULE: Rule = Rule {
    code: "Q0115",
    severity: Severity::Info,
    source: include_str!("q0115_radicals.rs"),
    check,
};

fn check(rule: &Rule, subject: &Subject<'_>, sink: &mut Sink) {
    for loaded in &subject.content.townships {
        let remarks = loaded.provenance.remarks.iter().filter(|r| r.kind == RemarkKind::Radicals);
        for remark in remarks {
            let letters: Vec<char> = remark.text.chars().collect();
            let pairs: Vec<String> =
                letters.chunks(2).map(|pair| pair.iter().collect::<String>()).collect();
            let (count, pairs) = (pairs.len(), pairs.join(" "));
            let message = bilingual!(
                "原文件的字体把 {count} 个汉字记成了部首，已按字形改为汉字：{pairs}",
                "the fonts of the document name {count} ideographs as radicals; they were read as ideographs: {pairs}"
            );
            sink.push(rule.finding(file_of(loaded, PROVENANCE_FILE), message));
        }
    }
}
