//! How a duty is done now that a department has taken it back: the beginning of what the list says, for the
//! notice that stands first on the duty's page. The whole text stands below it.

use super::Views;
use crate::graph::DutyRef;
use crate::model::{Clause, LineKind, ListKind, Section, Text, nest};
use crate::site::view::HandlingView;

/// With more departments than this the notice points to the text instead of telling each one's way.
const TOLD: usize = 4;
/// A beginning is about this long, in characters.
const LENGTH: usize = 90;
/// What a document may print before the text: no part of the answer.
const MANNER: &str = "工作方式";

impl Views<'_> {
    /// Empty when the duty is not reclaimed, says nothing, or is done by many in as many ways.
    pub(super) fn handling(&self, duty: DutyRef) -> Vec<HandlingView> {
        match duty.list {
            ListKind::Reclaimed => handling(&duty.of(self.content).method),
            ListKind::Basic | ListKind::Coop => Vec::new(),
        }
    }
}

fn handling(method: &Text) -> Vec<HandlingView> {
    let tree = nest(method);
    // What stands under no label or heading is one text of all.
    let plain = tree.iter().position(|clause| clause.children.is_empty() && !is_label(clause));
    let blocks = tree
        .iter()
        .enumerate()
        .filter(|(at, clause)| !clause.children.is_empty() || Some(*at) == plain);
    let told = blocks.map(|(at, clause)| told(&tree, at, clause));
    // Of a number without words nothing can be told.
    let told: Vec<HandlingView> = told.filter(|told| !told.text.is_empty()).collect();
    if told.len() > TOLD { Vec::new() } else { told }
}

fn told(tree: &[Clause<'_>], at: usize, block: &Clause<'_>) -> HandlingView {
    let first = leaf(block);
    let text = without_manner(first.line.text());
    let beginning = beginning(text);
    let (department, rest) = if block.children.is_empty() {
        let plain = tree[at + 1..].iter().filter(|clause| clause.children.is_empty());
        (String::new(), plain.count() > 0)
    } else {
        let names: Vec<&str> = block.line.label_names().collect();
        (names.join("、"), count(block) > count_to(block))
    };
    HandlingView {
        department,
        more: rest || beginning.len() < text.len(),
        text: beginning.to_owned(),
        anchor: first.anchor(Section::Method),
    }
}

fn is_label(clause: &Clause<'_>) -> bool {
    clause.line.kind == LineKind::Label
}

/// The first line under a heading that is none itself.
fn leaf<'c, 'a>(clause: &'c Clause<'a>) -> &'c Clause<'a> {
    clause.children.first().map_or(clause, leaf)
}

/// Lines of a block.
fn count(clause: &Clause<'_>) -> usize {
    1 + clause.children.iter().map(count).sum::<usize>()
}

/// Lines of a block down to its leaf.
fn count_to(clause: &Clause<'_>) -> usize {
    1 + clause.children.first().map_or(0, count_to)
}

fn without_manner(text: &str) -> &str {
    let rest = text.strip_prefix(MANNER).map(str::trim_start);
    rest.and_then(|rest| rest.strip_prefix([':', '：'])).map_or(text, str::trim_start)
}

/// Whole sentences as far as they fit, else as much of the first as does.
fn beginning(text: &str) -> &str {
    let Some((limit, _)) = text.char_indices().nth(LENGTH) else { return text };
    let fits = &text[..limit];
    for ends in [&['。', '；', ';'][..], &['，', ',']] {
        if let Some((at, end)) = fits.rmatch_indices(ends).next() {
            return &fits[..at + end.len()];
        }
    }
    fits
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::Line;

    fn told_of(printed: &[&str]) -> Vec<(String, String, String, bool)> {
        let lines = printed.iter().filter_map(|line| match line.strip_prefix("L:") {
            Some(label) => Line::label(label),
            None => Line::clause(line),
        });
        let told = handling(&Text { lines: lines.collect() });
        told.into_iter().map(|t| (t.department, t.text, t.anchor, t.more)).collect()
    }

    fn one(
        department: &str,
        text: &str,
        anchor: &str,
        more: bool,
    ) -> (String, String, String, bool) {
        (department.to_owned(), text.to_owned(), anchor.to_owned(), more)
    }

    #[test]
    fn each_department_is_told_by_its_first_clause() {
        assert_eq!(
            told_of(&["L:县水利局：", "1.发证；", "2.年检。", "L:县公安局：", "查车。"]),
            [one("县水利局", "发证；", "m1-1", true), one("县公安局", "查车。", "m2-1", false)]
        );
        assert_eq!(told_of(&["L:甲局", "L:乙局："]), []);
        assert_eq!(told_of(&["L:甲局", "1."]), []);
    }

    #[test]
    fn a_text_without_labels_is_told_by_its_first_line() {
        assert_eq!(told_of(&["由县民政局登记。"]), [one("", "由县民政局登记。", "m1", false)]);
        assert_eq!(told_of(&["1.登记；", "2.发证。"]), [one("", "登记；", "m1", true)]);
    }

    #[test]
    fn words_before_the_text_are_no_part_of_the_answer() {
        assert_eq!(
            told_of(&["L:承接部门: 县民政局", "工作方式: 负责登记。"]),
            [one("县民政局", "负责登记。", "m1-1", false)]
        );
    }

    #[test]
    fn a_long_text_is_cut_behind_a_sentence() {
        let long = format!("{}；{}。", "登记".repeat(20), "发证".repeat(60));
        let short = format!("{}；", "登记".repeat(20));
        assert_eq!(told_of(&[&long]), [one("", &short, "m1", true)]);
        assert_eq!(beginning(&"证".repeat(200)).chars().count(), LENGTH);
    }

    #[test]
    fn where_many_do_it_the_text_below_is_the_answer() {
        let printed: Vec<String> =
            (0..5).flat_map(|n| [format!("L:{n}局："), "办。".into()]).collect();
        let printed: Vec<&str> = printed.iter().map(String::as_str).collect();
        assert_eq!(told_of(&printed), []);
    }
}
