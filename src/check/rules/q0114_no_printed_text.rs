//! # Q0114 有一页是扫描的图片 · a page is a scan
//!
//! 疑点。PDF 里有一页是图片。如果没有文字层，这一页上的内容没有导入；如果有文字识别（OCR）的文字层，导入的
//! 是识别结果，可能认错。请对照原文件核对；处理以后，从 provenance.json 的 `remarks` 中删去这一条。
//!
//! A warning. A page of the PDF is a picture: without text it was not imported, with a layer of OCR text
//! the recognised text was, and may be wrong. Compare it with the document, then remove the remark from
//! `provenance.json`.

use crate::bilingual;
use crate::check::{Rule, Subject, file_of};
use crate::content::PROVENANCE_FILE;
use crate::diag::{Severity, Sink};
use crate::model::RemarkKind;

pub(super) const RULE: Rule = Rule {
    code: "Q0114",
    severity: Severity::Warning,
    source: include_str!("q0114_no_printed_text.rs"),
    check,
};

fn check(rule: &Rule, subject: &Subject<'_>, sink: &mut Sink) {
    for loaded in &subject.content.townships {
        for remark in &loaded.provenance.remarks {
            let page = remark.at.part.as_deref().unwrap_or_default();
            let message = match remark.kind {
                RemarkKind::Picture => bilingual!(
                    "原文件{page}是图片，上面的内容没有导入",
                    "{page} of the document is a picture: what it says was not imported"
                ),
                RemarkKind::OcrLayer => bilingual!(
                    "原文件{page}是扫描件，导入的是文字识别的结果",
                    "{page} of the document is a scan: its text is what OCR made of it"
                ),
                RemarkKind::Radicals => continue,
            };
            sink.push(
                rule.finding(file_of(loaded, PROVENANCE_FILE), message)
                    .hint(bilingual!("对照原文件核对", "compare it with the document")),
            );
        }
    }
}
