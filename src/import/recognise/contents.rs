//! The table of contents: its lines, and the counts that it prints behind the titles of the lists:
//! `配合履职事项清单（104项）…16`.
//!
//! The counts are compared with the lists (Q0106) and used for nothing else.

use crate::import::table::{Content, Reading};
use crate::import::titles::list_of_title;
use crate::model::{DeclaredCounts, ListKind};
use crate::text::chars::{fold, without_blanks};

/// `1.基本履职事项清单.....2`: a line of a table of contents, blanks taken out: a title with a leader
/// or a page number behind it.
pub(super) fn is_contents_line(bare: &str) -> bool {
    let stem = bare.trim_end_matches(|c: char| c.is_ascii_digit());
    let has_page = (1..=3).contains(&(bare.len() - stem.len()));
    let title = stem.trim_end_matches(['.', '…', '·', '．', '-', '—']);
    let leader = stem[title.len()..].chars().count();
    (has_page || leader >= 3) && (title.ends_with("清单") || title.ends_with("说明"))
}

/// The counts that stand before the first table.
pub(in crate::import) fn contents_counts(reading: &Reading) -> DeclaredCounts {
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
    without_blanks(cell) == "序号"
}

/// The list and its count in brackets that a line prints.
fn count_of_line(line: &str) -> Option<(ListKind, usize)> {
    let line: String = line.chars().filter(|c| !c.is_whitespace()).map(fold).collect();
    let (title, rest) = line.split_once('(')?;
    let list = list_of_title(title)?;
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

    #[test]
    fn contents_lines() {
        for line in ["1.基本履职事项清单.....1", "配合履职事项清单…………12", "基本履职事项清单3"]
        {
            assert!(is_contents_line(line), "{line}");
        }
        assert!(!is_contents_line("履职事项清单"));
    }

    #[test]
    fn sentences_are_no_contents_lines() {
        for line in ["履职事项清单", "本镇履职事项分为三份清单。", "清单2025"]
        {
            assert!(!is_contents_line(line), "{line}");
        }
    }
}
