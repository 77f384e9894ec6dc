//! # Q0309 县名认错了一个字 · a county's name with a wrong character
//!
//! 疑点。部门名称前面的县名与本县只差一个字，后面是认得的部门：认错了字。正文里“某局：”的部门也看。请改正。
//!
//! A warning. The county in front of a department differs from the township's own in one character, and the
//! rest is a body that is known. Labels of the text are looked at too.

use crate::bilingual;
use crate::check::{DutyCase, Rule, Subject, TextLine};
use crate::diag::{Severity, Sink};
use crate::model::{LineKind, ListKind, Section};
use crate::text::known_bodies::NameDoubt;

pub(super) const RULE: Rule = Rule {
    code: "Q0309",
    severity: Severity::Warning,
    source: include_str!("q0309_misread_county.rs"),
    check,
};

fn check(rule: &Rule, subject: &Subject<'_>, sink: &mut Sink) {
    for doubted in subject.doubted_names() {
        if let NameDoubt::County(right) = &doubted.doubt {
            let line = TextLine::whole(doubted.field, &doubted.name);
            sink.push(misread(rule, &doubted.case, &line, &doubted.name, right));
        }
    }
    for (loaded, known) in subject.townships() {
        for duty in loaded.township.lists.get(ListKind::Coop) {
            let case = DutyCase::of(loaded, ListKind::Coop, duty);
            let lines = &duty.section(Section::Upper).lines;
            for (line, text) in lines.iter().zip(case.section_lines(Section::Upper)) {
                // A label that was not recognised as one has its colon all the same.
                let label = line.kind == LineKind::Label || line.text().ends_with(['：', ':']);
                let name = line.text().trim_end_matches(['：', ':']);
                if let (true, Some(NameDoubt::County(right))) = (label, known.doubt(name)) {
                    sink.push(misread(rule, &case, &text, name, &right));
                }
            }
        }
    }
}

fn misread(
    rule: &Rule,
    case: &DutyCase<'_>,
    line: &TextLine,
    name: &str,
    right: &str,
) -> crate::diag::Finding {
    let message = bilingual!("“{name}”的县名不对", "`{name}` has another county's name");
    let at = line.text.find(name).unwrap_or(0);
    let finding = rule.in_text(case, line, at..at + name.len(), message);
    finding.hint(bilingual!("可能是：{right}", "it may be: {right}"))
}
