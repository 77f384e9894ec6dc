//! # Q0220 同一个词反复出现 · one word again and again
//!
//! 疑点。一个短词接连重复（例如 `不是不是不是不是`）：识别图像的程序卡住了，原来的字丢了。请对照原文件重新录入
//! 这一栏。
//!
//! A warning. A short word is repeated many times over: the recogniser of the scan lost its place, and what
//! stood there is lost. Type the field again from the document.

use crate::bilingual;
use crate::check::{Rule, Subject};
use crate::diag::{Severity, Sink};
use crate::text::ocr::find_loop;

pub(super) const RULE: Rule = Rule {
    code: "Q0220",
    severity: Severity::Warning,
    source: include_str!("q0220_loop.rs"),
    check,
};

fn check(rule: &Rule, subject: &Subject<'_>, sink: &mut Sink) {
    for case in subject.duties() {
        for line in case.texts() {
            if let Some(part) = find_loop(&line.text) {
                let message = bilingual!(
                    "同一个词反复出现：识别时卡住了",
                    "one word again and again: an OCR loop"
                );
                sink.push(rule.in_text(&case, &line, part, message));
            }
        }
    }
}
