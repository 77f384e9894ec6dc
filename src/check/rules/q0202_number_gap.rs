//! # Q0202 序号不连续 · numbers do not follow one another
//!
//! 疑点。一份清单的序号应当从 1 起逐一递增。跳号可能是漏了事项，倒序可能是错位。
//!
//! A warning. The numbers of a list run 1, 2, 3 …; a gap may be a duty that was missed.

use crate::bilingual;
use crate::check::{DutyCase, Rule, Subject};
use crate::diag::{Severity, Sink};
use crate::model::{Field, ListKind};

pub(super) const RULE: Rule = Rule {
    code: "Q0202",
    severity: Severity::Warning,
    source: include_str!("q0202_number_gap.rs"),
    check,
};

fn check(rule: &Rule, subject: &Subject<'_>, sink: &mut Sink) {
    for loaded in &subject.content.townships {
        for list in ListKind::ALL {
            let mut expected = 1_u32;
            for duty in loaded.township.lists.get(list) {
                let seq = duty.seq;
                // A repeated number is Q0201.
                if seq != expected && seq.checked_add(1) != Some(expected) {
                    let case = DutyCase { loaded, list, duty, source: None };
                    sink.push(rule.finding(
                        case.at(Field::Seq),
                        bilingual!(
                            "这里应当是第 {expected} 项，印的是 {seq}",
                            "number {expected} is expected here, {seq} is printed"
                        ),
                    ));
                }
                expected = seq.saturating_add(1);
            }
        }
    }
}
