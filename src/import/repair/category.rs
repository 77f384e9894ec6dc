//! Categories that were cut short, slipped into the name, or cannot be read between two equal ones.

use std::collections::{BTreeMap, BTreeSet};

use super::super::recognise::Recognised;
use super::Row;
use crate::model::{CategoryEntry, Field, MarkKind};
use crate::text::chars::is_hanzi;
use crate::text::ocr::wrap_width;

/// More of a category than this is not missing when the rest still says which one it is.
const MOST_MISSING: usize = 2;
/// Less than this does not say which category it is.
const LEAST_LEFT: usize = 3;
/// More unreadable rows than this between two equal categories may hide another.
const LONGEST_GAP: usize = 5;

/// The categories that can be meant: those of the registry, and those that the document prints more
/// than once and that are not short forms of others.
pub(super) fn vocabulary(document: &Recognised, entries: &[CategoryEntry]) -> BTreeSet<String> {
    let mut known: BTreeSet<String> = BTreeSet::new();
    known.extend(entries.iter().flat_map(|e| std::iter::once(&e.name).chain(&e.aliases)).cloned());
    let mut printed: BTreeMap<&str, usize> = BTreeMap::new();
    for (_, duty) in document.lists.iter() {
        *printed.entry(&duty.category).or_default() += 1;
    }
    let repeated: Vec<(&str, usize)> = printed
        .into_iter()
        .filter(|(name, times)| *times > 1 && is_readable(name) && !known.contains(*name))
        .collect();
    let cut = |name: &str, times: usize| {
        known.iter().any(|whole| is_cut(name, whole))
            || repeated.iter().any(|(whole, more)| *more > times && is_cut(name, whole))
    };
    let whole: Vec<String> = repeated
        .iter()
        .filter(|(name, times)| !cut(name, *times))
        .map(|(name, _)| (*name).to_owned())
        .collect();
    known.extend(whole);
    known
}

/// Repairs the categories of a list, and the names that they slipped into.
pub(super) fn repair_list(rows: &mut [Row<'_>], known: &BTreeSet<String>) {
    // In a narrow column the first line of a name may happen to be a category.
    let narrow = wrap_width(rows.iter().map(|row| row.cell(Field::Name))).is_some();
    for row in rows.iter_mut() {
        complete(row, known);
        if !narrow {
            take_out_of_name(row, known);
        }
    }
    fill_between(rows, known);
}

/// `应急管理及消`: the beginning or the end of one category and of no other.
fn complete(row: &mut Row<'_>, known: &BTreeSet<String>) {
    let printed = &row.duty.category;
    if known.contains(printed) {
        return;
    }
    let mut wholes = known.iter().filter(|whole| is_cut(printed, whole));
    if let (Some(whole), None) = (wholes.next(), wholes.next()) {
        row.duty.category.clone_from(whole);
        row.mark(MarkKind::CategoryCompleted, Field::Category, whole);
    }
}

/// `综合政务 办理来信来访`: the category of the row stands before its name, set off by a blank, and is
/// printed in its own cell too or nowhere else.
fn take_out_of_name(row: &mut Row<'_>, known: &BTreeSet<String>) {
    // A line break is no such blank: a name may go on in the next line.
    let cell = row.cell(Field::Name).trim().lines().next().unwrap_or_default();
    let Some((head, _)) = cell.split_once(char::is_whitespace) else { return };
    let own = &row.duty.category;
    if !known.contains(head) || !(own.is_empty() || own == head) {
        return;
    }
    let head = head.to_owned();
    let Some(name) = row.duty.name.strip_prefix(&head).map(|rest| rest.trim().to_owned()) else {
        return;
    };
    if name.is_empty() {
        return;
    }
    if row.duty.category.is_empty() {
        row.mark(MarkKind::CategoryInName, Field::Category, &head);
        row.duty.category = head;
    }
    row.mark(MarkKind::CategoryInName, Field::Name, &name);
    row.duty.name = name;
}

/// A category that is empty, unreadable or wrong by one character, between two that are equal.
fn fill_between(rows: &mut [Row<'_>], known: &BTreeSet<String>) {
    let mut above: Option<usize> = None;
    for below in 0..rows.len() {
        if !known.contains(&rows[below].duty.category) {
            continue;
        }
        let category = rows[below].duty.category.clone();
        if let Some(above) = above.filter(|above| rows[*above].duty.category == category) {
            let gap = &mut rows[above + 1..below];
            let fits = |row: &Row<'_>| may_be(&row.duty.category, &category);
            if gap.len() <= LONGEST_GAP && gap.iter().all(fits) {
                for row in gap {
                    row.duty.category.clone_from(&category);
                    row.mark(MarkKind::CategoryFromNeighbours, Field::Category, &category);
                }
            }
        }
        above = Some(below);
    }
}

/// Whether a printed text does not contradict the category: it says nothing, or nearly the same.
fn may_be(printed: &str, category: &str) -> bool {
    let same_length = printed.chars().count() == category.chars().count();
    let wrong = printed.chars().zip(category.chars()).filter(|(a, b)| a != b).count();
    !is_readable(printed) || (same_length && wrong == 1 && category.chars().count() >= 4)
}

/// Categories are words of hanzi.
fn is_readable(category: &str) -> bool {
    category.chars().count() >= 2 && category.chars().all(|c| is_hanzi(c) || c == '、')
}

/// Whether a text is all of a category but one or two characters at one end.
fn is_cut(text: &str, whole: &str) -> bool {
    let (left, all) = (text.chars().count(), whole.chars().count());
    left < all
        && all - left <= MOST_MISSING
        && left >= LEAST_LEFT
        && (whole.starts_with(text) || whole.ends_with(text))
}

#[cfg(test)]
mod tests {
    use super::super::super::read::read_tabbed;
    use super::super::super::recognise::recognise;
    use super::*;
    use crate::import::columns::ColumnNames;
    use crate::import::table::Content;
    use crate::model::{ListKind, Mark};

    /// Categories and names of a list after repair, and the marks. `¶` is a line break in a cell.
    fn repaired(rows: &[&str]) -> (Vec<String>, Vec<Mark>) {
        let numbered = rows.iter().enumerate().map(|(i, row)| format!("{}|{row}", i + 1));
        let lines: Vec<String> = numbered.map(|row| row.replace('|', "\t")).collect();
        let text = format!("序号\t事项类别\t事项名称\n{}\n", lines.join("\n"));
        let mut reading = read_tabbed(&text);
        for block in &mut reading.blocks {
            if let Content::Row(cells) = &mut block.content {
                for cell in cells {
                    cell.text = cell.text.replace('¶', "\n");
                }
            }
        }
        let mut document = recognise(&reading, "槐川县", &ColumnNames::default());
        let entry = |name: &str| CategoryEntry {
            id: "x".parse().unwrap_or_else(|_| unreachable!("a plain id")),
            name: name.to_owned(),
            aliases: Vec::new(),
            at: None,
        };
        let known = vocabulary(&document, &["民生服务", "综合政务"].map(entry));
        repair_list(&mut super::super::rows(&mut document, ListKind::Basic), &known);
        let duties = document.lists.get(ListKind::Basic).iter();
        (
            duties.map(|d| format!("{}|{}", d.category, d.name)).collect(),
            document.rows.iter().flat_map(|row| row.marks.clone()).collect(),
        )
    }

    #[test]
    fn a_cut_category_is_completed_when_only_one_fits() {
        let (rows, marks) = repaired(&[
            "灯塔养护及航道|甲",
            "灯塔养护及航道|乙",
            "灯塔养护及航道|己",
            "灯塔养护及航|丙",
            "灯塔养护及航|丁",
            "灯塔|戊",
        ]);
        assert_eq!(rows[3..], ["灯塔养护及航道|丙", "灯塔养护及航道|丁", "灯塔|戊"]);
        let mark = Mark {
            kind: MarkKind::CategoryCompleted,
            field: Field::Category,
            text: "灯塔养护及航道".into(),
        };
        assert_eq!(marks, [mark.clone(), mark]);
        let (two, _) = repaired(&[
            "民生服|甲",
            "综合政|乙",
            "灯塔养护|甲",
            "灯塔养护|甲",
            "灯塔养路|甲",
            "灯塔养路|甲",
            "灯塔养|甲",
        ]);
        assert_eq!(two[6], "灯塔养|甲", "two fit");
        assert_eq!(two[0], "民生服务|甲");
    }

    #[test]
    fn a_category_that_slipped_into_the_name_goes_back() {
        let (rows, marks) = repaired(&[
            "综合政务|综合政务 办理来信来访",
            "|综合政务 管理档案",
            "民生服务|综合政务 培训",
            "综合政务|综合政务大厅管理",
        ]);
        assert_eq!(
            rows,
            [
                "综合政务|办理来信来访",
                "综合政务|管理档案",
                "民生服务|综合政务培训",
                "综合政务|综合政务大厅管理"
            ]
        );
        assert_eq!(marks.len(), 3);
    }

    #[test]
    fn a_name_whose_first_line_is_its_category_keeps_it() {
        let (rows, marks) = repaired(&["综合政务|综合政务¶大厅管理", "|综合政务¶大厅管理"]);
        assert_eq!(rows, ["综合政务|综合政务大厅管理", "|综合政务大厅管理"]);
        assert!(marks.is_empty());
    }

    #[test]
    fn in_a_narrow_column_names_keep_their_first_line() {
        let row = "综合政务|综合政务 大厅管理 工作办法";
        let (rows, marks) = repaired(&[row; 9]);
        assert!(marks.is_empty(), "{rows:?}");
    }

    #[test]
    fn what_cannot_be_read_between_two_equal_ones_is_theirs() {
        let (rows, marks) = repaired(&[
            "民生服务|甲",
            "|乙",
            "4 H TT|丙",
            "民生服各|丁",
            "民生服务|戊",
            "|己",
            "综合政务|庚",
        ]);
        let categories: Vec<&str> = rows.iter().filter_map(|r| r.split('|').next()).collect();
        assert_eq!(
            categories,
            ["民生服务", "民生服务", "民生服务", "民生服务", "民生服务", "", "综合政务"]
        );
        assert!(marks.iter().all(|m| m.kind == MarkKind::CategoryFromNeighbours));
        let (kept, _) = repaired(&["民生服务|甲", "灯塔养护|乙", "民生服务|丙"]);
        assert_eq!(kept[1], "灯塔养护|乙", "a word is not overruled");
        let mut gap = vec!["民生服务|甲"];
        gap.extend(["|乙"; 6]);
        gap.push("民生服务|丙");
        assert!(repaired(&gap).1.is_empty(), "a long gap may hide another");
    }
}
