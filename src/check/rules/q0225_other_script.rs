//! # Q0225 不该有的文字 · characters of another script
//!
//! 疑点。中文里混入了假名、希腊或西里尔字母、谚文，或者繁体字：笔画相近的字认错了，原来的字往往不止错这一个。
//! 请对照原文件。拉丁字母见 Q0203，无法显示的字符见 Q0209。
//!
//! A warning. Kana, Greek, Cyrillic, Hangul or a traditional character in Chinese text is a misread one,
//! seldom the only one. Latin letters are Q0203.

use crate::bilingual;
use crate::check::{Rule, Subject};
use crate::diag::{Severity, Sink};
use crate::model::Field;
use crate::text::ocr::{find_foreign, find_traditional};

pub(super) const RULE: Rule = Rule {
    code: "Q0225",
    severity: Severity::Warning,
    source: include_str!("q0225_other_script.rs"),
    check,
};

fn check(rule: &Rule, subject: &Subject<'_>, sink: &mut Sink) {
    for case in subject.duties() {
        for line in case.texts() {
            // Running text may name a person or a village with a rare character.
            let label = matches!(line.field, Field::Category | Field::Name | Field::Departments);
            let traditional = || label.then(|| find_traditional(&line.text)).flatten();
            let found = find_foreign(&line.text).or_else(traditional);
            if let Some((at, sign)) = found {
                let part = at..at + sign.len_utf8();
                let message =
                    bilingual!("“{sign}”不像是原文的字", "`{sign}` is not of this script");
                sink.push(rule.in_text(&case, &line, part, message));
            }
        }
    }
}
