//! # Q0226 这一栏是旁边事项的半句话 · part of a neighbour's text
//!
//! 疑点。这一栏的文字是上一个或下一个事项同一栏里的一截，而且从半句话开始：识别时串了行，本来的文字丢了。请对照
//! 原文件补上。
//!
//! A warning. The text stands word for word inside the same cell of the duty above or below, and begins in
//! the middle of a sentence there: a row was mixed up, and what belongs here is lost.

use crate::bilingual;
use crate::check::{DutyCase, Rule, Subject, TextLine};
use crate::diag::{Severity, Sink};
use crate::model::{Duty, Section};
use crate::text::chars::without_blanks;

pub(super) const RULE: Rule = Rule {
    code: "Q0226",
    severity: Severity::Warning,
    source: include_str!("q0226_other_row.rs"),
    check,
};

/// Less text than this may stand in two duties by chance.
const LEAST_CHARS: usize = 10;

fn check(rule: &Rule, subject: &Subject<'_>, sink: &mut Sink) {
    for case in subject.duties() {
        for section in case.list.sections() {
            let lines: Vec<TextLine> = case.section_lines(*section).collect();
            let [line] = lines.as_slice() else { continue };
            let Some(seq) = neighbour_with(&case, *section, &without_blanks(&line.text)) else {
                continue;
            };
            let message = bilingual!(
                "这一栏是第 {seq} 项的半句话",
                "the text is part of a sentence of number {seq}"
            );
            sink.push(rule.in_text(&case, line, 0..line.text.len(), message));
        }
    }
}

/// The number of the duty above or below that has the text inside one of its lines.
fn neighbour_with(case: &DutyCase<'_>, section: Section, text: &str) -> Option<u32> {
    if text.chars().count() < LEAST_CHARS {
        return None;
    }
    let list = case.loaded.township.lists.get(case.list);
    let here = list.iter().position(|duty| duty.id == case.duty.id)?;
    let inside = |duty: &&Duty| {
        duty.section(section)
            .lines
            .iter()
            .any(|line| without_blanks(line.text()).find(text).is_some_and(|at| at > 0))
    };
    let neighbours = [here.checked_sub(1), here.checked_add(1)].into_iter().flatten();
    neighbours.filter_map(|i| list.get(i)).find(inside).map(|duty| duty.seq)
}
