//! # Q0104 一行的格数与表头不符 · a row with more or fewer cells than its header
//!
//! 疑点。这一行有字的格没有栏目可放：比表头多出一格，或者那一栏的栏名程序不认识；或者它比表头少一格，少了的栏目是空的。
//! 多半是某一格里混进了制表符，或者合并单元格在转换时散开了。各格按从左到右对应表头，放不下的留在 provenance.json
//! 里，请对照原文核对各栏有没有错位。只是栏名不认识的，写进 qingdan.toml 的 `[import.columns]` 再导入。
//!
//! A warning. A cell of the row has no field (one more than the header, or a column whose name is not known), or a field
//! has no cell. Cells are matched to the header from the left, so the fields may have shifted: compare them with the
//! document. A column's name is made known under `[import.columns]` in `qingdan.toml`.

use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;

use crate::bilingual;
use crate::check::{EXCERPT_WIDTH, Rule, Subject};
use crate::diag::{Excerpt, Severity, Sink};
use crate::model::{Field, ListKind};
use crate::text::bodies::has_body_ending;

pub(super) const RULE: Rule = Rule {
    code: "Q0104",
    severity: Severity::Warning,
    source: include_str!("q0104_extra_cell.rs"),
    check,
};

/// The columns that a township's list has in the document: those that any of its rows fills.
pub(super) type Columns<'a> = BTreeMap<(&'a Path, ListKind), BTreeSet<Field>>;

pub(super) fn columns<'a>(subject: &Subject<'a>) -> Columns<'a> {
    let mut columns = Columns::new();
    for case in subject.duties() {
        let cells = case.source.into_iter().flat_map(|source| &source.cells);
        let key = (case.loaded.folder.as_path(), case.list);
        columns.entry(key).or_default().extend(cells.filter_map(|cell| cell.field));
    }
    columns
}

fn check(rule: &Rule, subject: &Subject<'_>, sink: &mut Sink) {
    let columns = columns(subject);
    for case in subject.duties() {
        let Some(source) = case.source else { continue };
        let extra: Vec<&str> = source
            .cells
            .iter()
            .filter(|c| c.field.is_none() && !c.text.trim().is_empty())
            .map(|c| c.text.trim())
            .collect();
        let expected = columns.get(&(case.loaded.folder.as_path(), case.list));
        let missing: Vec<&str> = expected
            .into_iter()
            .flatten()
            .filter(|field| source.imported(**field).is_none())
            .map(|field| field.title())
            .collect();
        // An empty cell too many is only a tab at the end of the row, unless the fields look shifted.
        let surplus = source.cells.iter().any(|c| c.field.is_none());
        let shifted = !case.duty.departments.iter().all(|name| has_body_ending(name));
        if case.list == ListKind::Coop && surplus && shifted && extra.is_empty() {
            sink.push(rule.finding(case.at(Field::Departments), bilingual!(
                "这一行多出一格，而部门一栏不像部门：各栏可能错位",
                "the row has a cell too many and its departments do not look like any: fields may have shifted"
            )));
        }
        if !extra.is_empty() {
            let text = extra.join(" | ");
            let finding = rule.finding(
                case.at(Field::Seq),
                bilingual!(
                    "这一行有字的格没有栏目可放",
                    "the row has a cell with text that no field takes"
                ),
            );
            let excerpt = Excerpt::whole(&text, EXCERPT_WIDTH);
            sink.push(finding.with_source(excerpt, case.origin()));
        }
        if !missing.is_empty() {
            let names = missing.join("、");
            sink.push(rule.finding(
                case.at(Field::Seq),
                bilingual!("这一行缺少栏目：{names}", "the row has no cell for: {names}"),
            ));
        }
    }
}
