//! The counts that a table of contents prints behind the titles of the lists: `配合履职事项清单（104项）…16`.
//!
//! They are compared with the lists (Q0106) and used for nothing else.

use super::table::{Content, Reading};
use crate::model::{DeclaredCounts, ListKind};
use crate::text::chars::fold;

/// The counts that stand before the first table.
pub(super) fn contents_counts(reading: &Reading) -> DeclaredCounts {
    let mut counts = DeclaredCounts::default();
    for block in &reading.blocks {
        let text = match &block.content {
            Content::Prose(line) => line.clone(),
            Content::Row(cells) if cells.iter().any(|cell| is_number_column(&cell.text)) => break,
            Content::Row(cells) => cells.iter().map(|cell| cell.text.as_str()).collect(),
            Content::Header { .. } => break,
            Content::Furniture(_) => continue,
        };
        if let Some((list, count)) = count_of_line(&text) {
            counts.get_mut(list).get_or_insert(count);
        }
    }
    counts
}

/// The first column of a table of duties: contents end there.
fn is_number_column(cell: &str) -> bool {
    cell.chars().filter(|c| !c.is_whitespace()).eq("序号".chars())
}

/// The list and its count in brackets that a line prints.
fn count_of_line(line: &str) -> Option<(ListKind, usize)> {
    let line: String = line.chars().filter(|c| !c.is_whitespace()).map(fold).collect();
    let (title, rest) = line.split_once('(')?;
    let list = if title.ends_with("收回事项清单") {
        ListKind::Reclaimed
    } else if title.ends_with("配合履职事项清单") {
        ListKind::Coop
    } else if title.ends_with("基本履职事项清单") {
        ListKind::Basic
    } else {
        return None;
    };
    let (count, _) = rest.split_once("项)")?;
    Some((list, count.trim_start_matches('共').parse().ok()?))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn titles_with_their_counts() {
        for (line, count) in [
            ("1.基本履职事项清单(132 项)\t1", Some((ListKind::Basic, 132))),
            ("二、配合履职事项清单（共１０４项）……16", Some((ListKind::Coop, 104))),
            ("3.上级部门收回事项清单(47项) 56", Some((ListKind::Reclaimed, 47))),
            ("配合履职事项清单（试行）", None),
            ("本镇配合履职事项 104 项（详见清单）", None),
        ] {
            assert_eq!(count_of_line(line), count, "{line}");
        }
    }
}
