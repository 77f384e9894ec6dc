//! # Q0205 条款编号不连续 · clause numbers do not follow one another
//!
//! 疑点。一栏里同一层的条款编号应当是 1、2、3……；跳号、重号或不从 1 起，可能是丢了半格文字，也可能原文如此。
//! 编号照原样保留。
//!
//! A warning. Numbers of one level run 1, 2, 3 …; a gap, a repeated number or a first one above 1 may
//! mean that part of the cell is lost. Numbers are kept as printed.

use crate::bilingual;
use crate::check::{DutyCase, Rule, Subject, TextLine};
use crate::diag::{Severity, Sink};
use crate::model::{Clause, nest};
use crate::text::numbering::split_marker;

pub(super) const RULE: Rule = Rule {
    code: "Q0205",
    severity: Severity::Warning,
    source: include_str!("q0205_clause_numbers.rs"),
    check,
};

/// More than these in one section are one kind of damage, said often enough.
const MOST: usize = 8;

fn check(rule: &Rule, subject: &Subject<'_>, sink: &mut Sink) {
    for case in subject.duties() {
        for section in case.list.sections() {
            let lines: Vec<TextLine> = case.section_lines(*section).collect();
            let clauses = nest(case.duty.section(*section));
            check_level(rule, &case, &lines, &clauses, &mut 0, sink);
        }
    }
}

fn check_level(
    rule: &Rule,
    case: &DutyCase<'_>,
    lines: &[TextLine],
    clauses: &[Clause<'_>],
    found: &mut usize,
    sink: &mut Sink,
) {
    let mut expected = 1;
    for clause in clauses {
        if let Some((marker, _)) = split_marker(clause.line.marker()) {
            let number = marker.number;
            if number != expected && *found < MOST {
                *found += 1;
                let part = 0..clause.line.marker().trim_end().len();
                let message = bilingual!(
                    "这里的编号应当是 {expected}，印的是 {number}",
                    "number {expected} is expected here, {number} is printed"
                );
                sink.push(rule.in_text(case, &lines[clause.index], part, message));
            }
            expected = number.saturating_add(1);
        }
        check_level(rule, case, lines, &clause.children, found, sink);
    }
}
