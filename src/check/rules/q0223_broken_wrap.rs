//! # Q0223 窄栏的行对不齐 · lines of a narrow column that do not fit it
//!
//! 疑点。这一栏在原文件里是窄栏，别的格子都在同样的字数上折行，这一格却在中间断得很短或者超出：没有逐行识别，
//! 很可能丢了字、串了行。请对照原文件。
//!
//! A warning. The column wraps at one width in all other rows, and a line of this cell is far shorter or
//! longer: the cell was not read line by line. Compare it with the document.

use std::collections::HashMap;
use std::path::Path;

use crate::bilingual;
use crate::check::{EXCERPT_WIDTH, Rule, Subject};
use crate::diag::{Excerpt, Severity, Sink};
use crate::import::read_cell;
use crate::model::{DutySource, Field, ListKind};
use crate::text::ocr::{find_broken_wrap, wrap_width};

pub(super) const RULE: Rule = Rule {
    code: "Q0223",
    severity: Severity::Warning,
    source: include_str!("q0223_broken_wrap.rs"),
    check,
};

/// The columns that are narrow in print.
const NARROW: [Field; 2] = [Field::Name, Field::Departments];

fn check(rule: &Rule, subject: &Subject<'_>, sink: &mut Sink) {
    let mut columns: HashMap<(&Path, ListKind, Field), Vec<String>> = HashMap::new();
    for case in subject.duties() {
        for field in NARROW {
            let key = (case.loaded.folder.as_path(), case.list, field);
            columns.entry(key).or_default().extend(case.source.and_then(|s| printed(s, field)));
        }
    }
    let widths: HashMap<_, usize> = columns
        .into_iter()
        .filter_map(|(key, cells)| Some((key, wrap_width(cells.iter().map(String::as_str))?)))
        .collect();
    for case in subject.duties() {
        for field in NARROW {
            let key = (case.loaded.folder.as_path(), case.list, field);
            let Some(width) = widths.get(&key) else { continue };
            let Some(source) = case.source.filter(|_| case.is_as_imported(field)) else {
                continue;
            };
            let repaired = source.marks.iter().any(|m| m.field == field && m.kind.is_repair());
            let Some(cell) = printed(source, field).filter(|_| !repaired) else { continue };
            let Some(broken) = find_broken_wrap(&cell, *width) else { continue };
            let at = broken.line.as_ptr() as usize - cell.as_ptr() as usize;
            let excerpt = Excerpt::around(&cell, at, at + broken.line.len(), EXCERPT_WIDTH);
            let title = field.title();
            let finding = rule.finding(
                case.at(field),
                bilingual!(
                    "{title}：窄栏每行 {width} 字，这一行对不上",
                    "the column holds {width} characters a line, and this line does not fit it"
                ),
            );
            sink.push(finding.with_source(excerpt, case.origin()));
        }
    }
}

/// The cell of a field without markup, a blank for each line break.
fn printed(source: &DutySource, field: Field) -> Option<String> {
    let lines = read_cell(source.cell(field)?).lines;
    Some(lines.iter().map(|line| line.text.as_str()).collect::<Vec<_>>().join(" "))
}
