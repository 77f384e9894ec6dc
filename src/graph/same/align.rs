//! Clauses of the same duty side by side: which clause corresponds to which.
//!
//! Pure, over printed text. Where two corresponding clauses differ is told by `differences`; what a page shows of it is decided
//! there.

use std::collections::HashMap;

use super::places::PlaceWords;
use super::wording::Wording;
use crate::model::{LineKind, Text};

/// Clauses this alike correspond when those around them do, in thousandths …
const ALIKE: u64 = 450;
/// … and these wherever they stand.
const ALIKE_ANYWHERE: u64 = 650;
/// More comparisons than any real section needs: beyond, lines go side by side as they are counted.
const COMPARISONS: usize = 400_000;

/// One township's text of a section.
#[derive(Debug, Clone, Copy)]
pub struct Side<'a> {
    /// The text.
    pub text: &'a Text,
    /// The names of places that its township uses.
    pub places: &'a PlaceWords,
}

/// Clauses that correspond.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Row {
    /// For each side the index of its line, when it has one in this row.
    pub lines: Vec<Option<usize>>,
}

/// What of a line is compared.
#[derive(PartialEq, Eq, Hash, Clone)]
struct Content {
    is_label: bool,
    wording: Wording,
}

impl Content {
    fn likeness(&self, other: &Self) -> u64 {
        if self.is_label != other.is_label {
            0
        } else if self.wording == other.wording {
            1000
        } else {
            self.wording.likeness(&other.wording).shared
        }
    }
}

/// The rows of a section: every line of every side stands in exactly one row, and a row has at most one line a side. The first
/// side gives the order; what only others have stands behind what it follows there. A clause that stands elsewhere in another
/// side is still found when it is much the same.
pub fn align(sides: &[Side<'_>]) -> Vec<Row> {
    let mut rows: Vec<(Content, Row)> = Vec::new();
    // Most sides are copies of one another: what was placed once is placed again.
    let mut known: HashMap<Vec<Content>, usize> = HashMap::new();
    for (side, of) in sides.iter().enumerate() {
        let lines = of.text.lines.iter().map(|line| Content {
            is_label: line.kind == LineKind::Label,
            wording: Wording::of([line.text()], of.places),
        });
        let lines: Vec<Content> = lines.collect();
        if let Some(twin) = known.get(&lines) {
            for (_, row) in &mut rows {
                row.lines[side] = row.lines[*twin];
            }
            continue;
        }
        let places = correspond(&lines, &rows);
        known.insert(lines.clone(), side);
        place(lines, &places, &mut rows, side, sides.len());
    }
    rows.into_iter().map(|(_, row)| row).collect()
}

/// For each line the row that it corresponds to: first those that keep their order, then those that stand elsewhere.
fn correspond(lines: &[Content], rows: &[(Content, Row)]) -> Vec<Option<usize>> {
    let (n, m) = (lines.len(), rows.len());
    if n.saturating_mul(m) > COMPARISONS {
        return (0..n).map(|line| (line < m).then_some(line)).collect();
    }
    let likeness: Vec<Vec<u64>> =
        lines.iter().map(|line| rows.iter().map(|(row, _)| line.likeness(row)).collect()).collect();
    let mut of_line = in_order(&likeness, m);
    let mut taken = vec![false; m];
    for row in of_line.iter().flatten() {
        taken[*row] = true;
    }
    let mut elsewhere: Vec<(u64, usize, usize)> = Vec::new();
    for (line, of) in likeness.iter().enumerate().filter(|(line, _)| of_line[*line].is_none()) {
        let alike =
            of.iter().enumerate().filter(|(row, like)| !taken[*row] && **like >= ALIKE_ANYWHERE);
        elsewhere.extend(alike.map(|(row, like)| (*like, line, row)));
    }
    elsewhere.sort_by_key(|(like, line, row)| (std::cmp::Reverse(*like), *line, *row));
    for (_, line, row) in elsewhere {
        if of_line[line].is_none() && !taken[row] {
            of_line[line] = Some(row);
            taken[row] = true;
        }
    }
    of_line
}

/// The correspondence that keeps the order and is the most alike in all.
fn in_order(likeness: &[Vec<u64>], rows: usize) -> Vec<Option<usize>> {
    let n = likeness.len();
    // best[i][j]: of the lines from i and the rows from j.
    let mut best = vec![vec![0u64; rows + 1]; n + 1];
    for i in (0..n).rev() {
        for j in (0..rows).rev() {
            let like = likeness[i][j];
            let joined = if like >= ALIKE { best[i + 1][j + 1] + like } else { 0 };
            best[i][j] = joined.max(best[i + 1][j]).max(best[i][j + 1]);
        }
    }
    let mut of_line = vec![None; n];
    let (mut i, mut j) = (0, 0);
    while i < n && j < rows {
        let like = likeness[i][j];
        if like >= ALIKE && best[i][j] == best[i + 1][j + 1] + like {
            of_line[i] = Some(j);
            i += 1;
            j += 1;
        } else if best[i][j] == best[i + 1][j] {
            i += 1;
        } else {
            j += 1;
        }
    }
    of_line
}

/// Puts the lines of a side into their rows, and those without one into rows of their own behind the line before.
fn place(
    lines: Vec<Content>,
    places: &[Option<usize>],
    rows: &mut Vec<(Content, Row)>,
    side: usize,
    sides: usize,
) {
    // For each old row (and, at 0, before all) the new ones that follow it.
    let mut behind: Vec<Vec<(Content, Row)>> = vec![Vec::new(); rows.len() + 1];
    let mut last = 0;
    for (line, (content, at)) in lines.into_iter().zip(places).enumerate() {
        if let Some(row) = at {
            rows[*row].1.lines[side] = Some(line);
            last = row + 1;
        } else {
            let mut row = Row { lines: vec![None; sides] };
            row.lines[side] = Some(line);
            behind[last].push((content, row));
        }
    }
    let mut old = std::mem::take(rows).into_iter();
    for new in behind {
        // What stands before all, then an old row with what follows it.
        rows.extend(new);
        rows.extend(old.next());
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::{Line, Place};

    fn text(lines: &[&str]) -> Text {
        let line = |printed: &&str| match printed.strip_prefix("L:") {
            Some(label) => Line::label(label),
            None => Line::clause(printed),
        };
        Text { lines: lines.iter().filter_map(line).collect() }
    }

    fn places(county: &str, township: &str) -> PlaceWords {
        let place = Place::try_from(vec![county.to_owned(), township.to_owned()]);
        place.map(|place| PlaceWords::of(&place)).unwrap_or_default()
    }

    /// Rows as `0 1 -`: the index of each side's line.
    fn rows(texts: &[&Text]) -> Vec<String> {
        let places =
            [places("槐川县", "柳河镇"), places("澄海市", "石门乡"), places("平沙县", "五井乡")];
        let sides: Vec<Side<'_>> =
            texts.iter().zip(&places).map(|(text, places)| Side { text, places }).collect();
        let cell = |line: &Option<usize>| line.map_or("-".to_owned(), |line| line.to_string());
        let row = |row: Row| row.lines.iter().map(cell).collect::<Vec<_>>().join(" ");
        align(&sides).into_iter().map(row).collect()
    }

    #[test]
    fn clauses_that_differ_by_places_and_numbers_stand_in_one_row() {
        let a = text(&["1.开展灌溉渠道巡查；", "2.向槐川县水利局报告渠道渗漏情况。"]);
        let b = text(&[
            "1. 组织水费收缴；",
            "2. 开展灌溉渠道的巡查；",
            "3. 向市水利局报告渠道渗漏情况。",
        ]);
        assert_eq!(rows(&[&a, &b]), ["- 0", "0 1", "1 2"]);
    }

    #[test]
    fn a_clause_that_stands_elsewhere_is_found_when_it_is_much_the_same() {
        let a = text(&["1.编制渠道清淤计划。", "2.收集果园受灾照片。", "3.登记养蜂户名册。"]);
        let b = text(&["1.收集果园受灾照片。", "2.登记养蜂户名册。", "3.编制渠道清淤计划。"]);
        assert_eq!(rows(&[&a, &b]), ["0 2", "1 0", "2 1"]);
    }

    #[test]
    fn every_line_stands_in_exactly_one_row_and_copies_stand_alike() {
        let a = text(&["L:县水利局：", "1.编制渠道清淤计划。", "2.编制渠道清淤计划。"]);
        let b = text(&["登记养蜂户名册。", "L:市水利局：", "1.编制渠道清淤计划。"]);
        assert_eq!(rows(&[&a, &b, &a]), ["- 0 -", "0 1 0", "1 2 1", "2 - 2"]);
        assert_eq!(rows(&[&Text::default(), &b]), ["- 0", "- 1", "- 2"]);
        assert!(align(&[]).is_empty());
    }
}
