//! # Q0304 两个乡镇用了同一个代码 · two townships of one code
//!
//! 错误。九位代码是乡镇唯一的身份，也是网址的一部分；两个文件夹写了同一个代码，页面会互相覆盖，因此不能生成。
//! 请核对统计用区划代码并改正其中一个。
//!
//! An error. The code is a township's identity and part of its URLs; the site cannot be built.

use std::collections::BTreeMap;
use std::path::Path;

use crate::bilingual;
use crate::check::{Rule, Subject, file_of};
use crate::content::INDEX_FILE;
use crate::diag::{Severity, Sink};
use crate::model::TownshipCode;

pub(super) const RULE: Rule = Rule {
    code: "Q0304",
    severity: Severity::Error,
    source: include_str!("q0304_same_code.rs"),
    check,
};

fn check(rule: &Rule, subject: &Subject<'_>, sink: &mut Sink) {
    let mut first: BTreeMap<&TownshipCode, &Path> = BTreeMap::new();
    for loaded in &subject.content.townships {
        let code = &loaded.township.code;
        if let Some(earlier) = first.get(code) {
            let at = file_of(loaded, INDEX_FILE);
            let earlier = earlier.display();
            sink.push(rule.finding(
                at,
                bilingual!(
                    "代码 {code} 已经用于 {earlier}",
                    "code {code} is already that of {earlier}"
                ),
            ));
        } else {
            first.insert(code, &loaded.folder);
        }
    }
}
