//! # Q0211 事项类别整列错行 · the category column is out of step with the names
//!
//! 疑点。连续几类事项交界的地方，事项类别都比事项名称晚一行（或早一行）：某一类的头一个事项，落在了上一类的名下。多半是
//! 原文件排版时这一列错开了。类别照原文件保留，错行的一段全部标出，请与印发的正式文本核对。
//!
//! A warning. Where one category follows another, several times in a row, the name of the duty belongs to the other one: the
//! column has slipped by a row in the document. The categories are kept as printed, and every duty of the stretch is
//! named.

use crate::bilingual;
use crate::check::{DutyCase, Rule, Subject};
use crate::diag::{Severity, Sink};
use crate::model::Field;
use crate::text::category::is_told;

pub(super) const RULE: Rule = Rule {
    code: "Q0211",
    severity: Severity::Warning,
    source: include_str!("q0211_shifted_categories.rs"),
    check,
};

/// One or two names out of place are a choice of the author; so many in a row are a slip.
const BOUNDARIES: usize = 3;

fn check(rule: &Rule, subject: &Subject<'_>, sink: &mut Sink) {
    let cases: Vec<DutyCase<'_>> = subject.duties().collect();
    let lists = cases.chunk_by(|a, b| a.loaded.folder == b.loaded.folder && a.list == b.list);
    for list in lists {
        for slip in [Slip::Late, Slip::Early] {
            for stretch in stretches(list, slip) {
                for case in stretch {
                    sink.push(rule.finding(case.at(Field::Category), message(slip)));
                }
            }
        }
    }
}

/// Which way the column has slipped.
#[derive(Clone, Copy)]
enum Slip {
    /// The first duty of a category bears the one before it.
    Late,
    /// The last duty of a category bears the one behind it.
    Early,
}

fn message(slip: Slip) -> crate::diag::Bilingual {
    match slip {
        Slip::Late => bilingual!(
            "事项类别好像比事项名称晚了一行",
            "the categories seem to run one row late against the names"
        ),
        Slip::Early => bilingual!(
            "事项类别好像比事项名称早了一行",
            "the categories seem to run one row early against the names"
        ),
    }
}

/// The stretches of a list in which the duty beside each boundary belongs to the other side.
fn stretches<'c, 'a>(list: &'c [DutyCase<'a>], slip: Slip) -> Vec<&'c [DutyCase<'a>]> {
    let mut found = Vec::new();
    let mut run: Vec<usize> = Vec::new();
    for (above, pair) in list.windows(2).enumerate() {
        let [a, b] = pair else { continue };
        if a.duty.category == b.duty.category {
            continue;
        }
        let (at, own, other) = match slip {
            Slip::Late => (above, &a.duty, &b.duty),
            Slip::Early => (above + 1, &b.duty, &a.duty),
        };
        let slipped = is_told(&own.category, &own.name) == Some(false)
            && is_told(&other.category, &own.name) == Some(true);
        if slipped {
            run.push(at);
        } else {
            found.extend(stretch(list, &run));
            run.clear();
        }
    }
    found.extend(stretch(list, &run));
    found
}

fn stretch<'c, 'a>(list: &'c [DutyCase<'a>], run: &[usize]) -> Option<&'c [DutyCase<'a>]> {
    let (from, to) = (run.first()?, run.last()?);
    (run.len() >= BOUNDARIES).then(|| &list[*from..=*to])
}
