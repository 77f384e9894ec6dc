//! # Q0404 人工改过 · corrected by a person
//!
//! 提示。这一栏与原文件的那一格不同：有人改过 Markdown。Markdown 与 provenance.json 的差别就是更正的记录，不用
//! 另外登记；这里列出来，方便复核。
//!
//! A note. The field differs from the cell in the document: a person changed it. The difference between
//! the Markdown and the provenance is the record of corrections.

use crate::bilingual;
use crate::check::{DutyCase, EXCERPT_WIDTH, Rule, Subject};
use crate::diag::{Excerpt, Severity, Sink};
use crate::import::read_cell;
use crate::model::{DutySource, Field, ListKind, Section};
use crate::text::chars::fold;
use crate::text::department::split_names;

pub(super) const RULE: Rule = Rule {
    code: "Q0404",
    severity: Severity::Info,
    source: include_str!("q0404_corrected.rs"),
    check,
};

fn check(rule: &Rule, subject: &Subject<'_>, sink: &mut Sink) {
    for case in subject.duties() {
        let Some(source) = case.source else {
            // Without any provenance the township was written by hand, and nothing was added to it.
            if !case.loaded.provenance.duties.is_empty() {
                sink.push(rule.finding(
                    case.at(Field::Seq),
                    bilingual!(
                        "原文件里没有这个事项：有人加的",
                        "not in the document: added by a person"
                    ),
                ));
            }
            continue;
        };
        for field in fields(case.list) {
            let Some((printed, now)) = correction(&case, source, *field) else { continue };
            let at = printed.bytes().zip(now.bytes()).take_while(|(a, b)| a == b).count();
            let at = printed.floor_char_boundary(at);
            let end = printed[at..].char_indices().nth(8).map_or(printed.len(), |(i, _)| at + i);
            let finding = rule.finding(
                case.at(*field),
                bilingual!(
                    "与原文件不同：有人改过",
                    "differs from the document: changed by a person"
                ),
            );
            let excerpt = Excerpt::around(&printed, at, end, EXCERPT_WIDTH);
            sink.push(finding.with_source(excerpt, case.origin()));
        }
    }
}

/// What was imported into a field and what it has now, without blanks, where they differ.
pub(super) fn correction(
    case: &DutyCase<'_>,
    source: &DutySource,
    field: Field,
) -> Option<(String, String)> {
    let cell = source.imported(field)?;
    let printed = match field {
        Field::Departments => names(cell),
        // A column of its own became the first label.
        Field::Method => {
            let taker = source.imported(Field::Departments).map(names).unwrap_or_default();
            format!("{taker}{}", printed(cell))
        }
        _ => printed(cell),
    };
    let now = value(case, field);
    let (printed, now) = (bare(&printed), bare(&now));
    (printed != now).then_some((printed, now))
}

/// The names of a cell, which may stand on lines of their own.
fn names(cell: &str) -> String {
    let cell = read_cell(cell);
    let names = cell.lines.iter().flat_map(|line| split_names(&line.text));
    names.collect::<Vec<_>>().join("、")
}

/// The text of a cell without its markup.
fn printed(cell: &str) -> String {
    read_cell(cell).lines.iter().map(|l| l.text.as_str()).collect()
}

fn fields(list: ListKind) -> &'static [Field] {
    match list {
        ListKind::Basic => &[Field::Seq, Field::Category, Field::Name],
        ListKind::Coop => &[
            Field::Seq,
            Field::Category,
            Field::Name,
            Field::Departments,
            Field::Upper,
            Field::Township,
        ],
        ListKind::Reclaimed => &[Field::Seq, Field::Category, Field::Name, Field::Method],
    }
}

fn value(case: &DutyCase<'_>, field: Field) -> String {
    let duty = case.duty;
    match field {
        Field::Seq => duty.seq.to_string(),
        Field::Category => duty.category.clone(),
        Field::Name => duty.name.clone(),
        Field::Departments => duty.departments.join("、"),
        Field::Upper => duty.section(Section::Upper).to_string(),
        Field::Township => duty.section(Section::Township).to_string(),
        Field::Method => duty.section(Section::Method).to_string(),
    }
}

/// Without blanks: where they stand is layout.
fn bare(text: &str) -> String {
    text.chars().filter(|c| !c.is_whitespace()).map(fold_digit).collect()
}

/// Full-width digits are the same number.
fn fold_digit(c: char) -> char {
    if matches!(c, '０'..='９') { fold(c) } else { c }
}
