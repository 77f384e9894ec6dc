//! # Q0107 缺少一份清单 · a list is missing
//!
//! 疑点。乡镇履职事项清单由基本履职、配合履职、上级部门收回三份组成，这个乡镇缺了一份或一份里没有事项。
//!
//! A warning. A township publishes three lists; one of them is missing or empty.

use crate::bilingual;
use crate::check::{Rule, Subject, file_of};
use crate::content::list_file;
use crate::diag::{Severity, Sink};
use crate::model::ListKind;

pub(super) const RULE: Rule = Rule {
    code: "Q0107",
    severity: Severity::Warning,
    source: include_str!("q0107_missing_list.rs"),
    check,
};

fn check(rule: &Rule, subject: &Subject<'_>, sink: &mut Sink) {
    for loaded in &subject.content.townships {
        for list in ListKind::ALL {
            if loaded.township.lists.get(list).is_empty() {
                let at = file_of(loaded, &list_file(list));
                let title = list.title();
                sink.push(rule.finding(at, bilingual!("没有{title}", "there is no {title}")));
            }
        }
    }
}
