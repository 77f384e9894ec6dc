//! Which numbers at the head of a line open duties, and which are numbers in a text that happen to
//! stand there (`20 户以上`).
//!
//! A category behind the number decides where the table has such a column. Without it the number must
//! be the next one, and its line is weighed against the other lines ahead with the same number.

use super::headers::{MAX_LINES, header_at};
use super::lines::Line;
use super::rows::Table;
use crate::import::columns::ColumnNames;
use crate::import::titles::list_of_title;
use crate::model::ListKind;
use crate::text::chars::{fold_digit, is_hanzi};

/// A number may be this far from the one before it: rows get lost, and a number in the text rarely
/// comes that close.
const MAX_GAP: u32 = 3;
/// So many lines ahead other lines with the same number are looked for.
const AHEAD: usize = 200;
/// A line that fits less may be text.
const FITS: f32 = 1.0;
/// A line that fits so much better than another leaves no doubt.
const CLEAR: f32 = 3.0;

/// The number that opens a duty.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Start<'a> {
    /// The number.
    pub number: u32,
    /// As printed.
    pub seq: &'a str,
    /// What stands behind it on its line.
    pub rest: &'a str,
}

/// What a line is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Verdict<'a> {
    /// It opens a duty.
    Opens(Start<'a>),
    /// It opens one as it seems.
    MayOpen(Start<'a>),
    /// It is text as it seems.
    MayBeText,
    /// It is text.
    Text,
}

/// The lines of a document, to be asked line by line.
#[derive(Debug, Clone, Copy)]
pub(super) struct Starts<'d, 'a> {
    /// All lines.
    pub lines: &'d [Line<'a>],
    /// The known categories.
    pub categories: &'d [String],
    /// What columns are called.
    pub names: &'d ColumnNames,
}

impl<'a> Starts<'_, 'a> {
    /// Whether a duty begins on a line.
    pub(super) fn judge(&self, at: usize, table: &Table) -> Verdict<'a> {
        let Some(start) = self.numbered(at) else { return Verdict::Text };
        let number = start.number;
        let begun = table.list.is_some();
        let first = number == 1 && table.headed && (!begun || table.last > 1);
        let next = begun && number == table.last + 1;
        let near = begun && (table.last + 2..=table.last + 1 + MAX_GAP).contains(&number);
        if !(first || next || near) {
            return Verdict::Text;
        }
        if table.has_category && self.has_category(at, start) {
            return Verdict::Opens(start);
        }
        if !self.lines.get(at).is_some_and(|line| line.after_blank) {
            return Verdict::Text;
        }
        let list = if first { table.next_list() } else { table.list.unwrap_or(ListKind::Basic) };
        let fit = self.fit(at, start, list, table.has_category);
        let is_skipped = |next| self.best_ahead(at, next, list, table) >= Some(FITS);
        if near && (fit < FITS || is_skipped(table.last + 1)) {
            return Verdict::Text;
        }
        match self.best_ahead(at, number, list, table) {
            Some(other) if other >= fit + CLEAR => Verdict::Text,
            Some(other) if other > fit => Verdict::MayBeText,
            Some(other) if fit < other + CLEAR => Verdict::MayOpen(start),
            None if near || fit < FITS => Verdict::MayOpen(start),
            _ => Verdict::Opens(start),
        }
    }

    /// Whether a line is a number alone, with the header of the next page under it.
    pub(super) fn is_bare_page_number(&self, at: usize) -> bool {
        self.numbered(at).is_some_and(|start| start.rest.is_empty())
            && self.lines.get(at + 1..).is_some_and(|below| header_at(below, self.names).is_some())
    }

    /// A number with a blank or the end of the line behind it, or a category.
    fn numbered(&self, at: usize) -> Option<Start<'a>> {
        let line = self.lines.get(at).filter(|line| !line.is_page_number)?;
        let end = line.text.find(|c| digit(c).is_none()).unwrap_or(line.text.len());
        let (seq, rest) = line.text.split_at(end);
        if !(rest.is_empty() || rest.starts_with(char::is_whitespace)) {
            let word = rest.trim_start_matches(['.', '．', '、']).split_whitespace().next()?;
            if !self.categories.iter().any(|category| category == word) {
                return None;
            }
        }
        let digits: String = seq.chars().filter_map(digit).collect();
        let number = digits.parse().ok().filter(|n| (1..=9999).contains(n))?;
        // A dot belongs to the number as printed.
        let seq = &line.text[..line.text.len() - rest.trim_start_matches(['.', '．', '、']).len()];
        Some(Start { number, seq, rest: line.text[seq.len()..].trim() })
    }

    /// The word behind a number, on its line or the next one.
    fn word(&self, at: usize, start: Start<'a>) -> &'a str {
        let below = self.lines.get(at + 1).map_or("", |line| line.text);
        let text = if start.rest.is_empty() { below } else { start.rest };
        text.split_whitespace().next().unwrap_or("")
    }

    /// Whether a category stands behind a number, or as much of one as a narrow column holds.
    fn has_category(&self, at: usize, start: Start<'a>) -> bool {
        let word = self.word(at, start);
        self.categories.iter().any(|category| {
            category == word || (word.chars().count() >= 2 && category.starts_with(word))
        })
    }

    /// How well the best of the lines ahead with a number would open a duty, up to the duty behind it.
    fn best_ahead(&self, at: usize, number: u32, list: ListKind, table: &Table) -> Option<f32> {
        let mut best: Option<f32> = None;
        for ahead in (at + 1..self.lines.len()).take(AHEAD) {
            if self.begins_another(ahead, list) {
                break;
            }
            let Some(start) = self.numbered(ahead) else { continue };
            let fit = self.fit(ahead, start, list, table.has_category);
            if start.number == number && (self.lines[ahead].after_blank || fit >= CLEAR) {
                best = Some(best.map_or(fit, |best| best.max(fit)));
            } else if (number + 1..=number + 1 + MAX_GAP).contains(&start.number) && fit >= FITS {
                break;
            }
        }
        best
    }

    /// Whether a line is the title or the header of another list.
    fn begins_another(&self, at: usize, list: ListKind) -> bool {
        let header = || header_at(&self.lines[at..], self.names).and_then(|header| header.list());
        list_of_title(self.lines[at].text).or_else(header).is_some_and(|other| other != list)
    }

    /// How much a numbered line looks like the head of a duty: what is above it has come to its end,
    /// and what is behind it is a category or a name.
    fn fit(&self, at: usize, start: Start<'a>, list: ListKind, has_category: bool) -> f32 {
        let mut fit = if self.lines[at].after_blank { 1.0 } else { -1.0 };
        let above = at.checked_sub(1).and_then(|above| self.lines.get(above));
        fit += match above {
            Some(line) if !ends_page(line) && !self.is_under_header(at) => {
                end_score(line.text, list)
            }
            _ => 1.0,
        };
        if has_category && self.has_category(at, start) {
            return fit + 6.0;
        }
        let word = self.word(at, start);
        let is_short = (2..=8).contains(&word.chars().count()) && word.chars().all(is_hanzi);
        if has_category && !is_short {
            fit -= 2.0;
        }
        if start.rest.ends_with(['。', '；']) || word.starts_with(MEASURES) {
            fit -= 2.0;
        }
        fit
    }

    fn is_under_header(&self, at: usize) -> bool {
        (1..=MAX_LINES.min(at)).any(|lines| {
            header_at(&self.lines[at - lines..at], self.names)
                .is_some_and(|header| header.lines == lines)
        })
    }
}

/// A digit, full-width ones too.
fn digit(c: char) -> Option<char> {
    Some(fold_digit(c)).filter(char::is_ascii_digit)
}

/// What stands between a number in a text and the thing counted.
const MEASURES: &[char] = &[
    '日', '月', '个', '户', '万', '亩', '元', '天', '次', '处', '公', '米', '小', '周', '岁', '%',
];

/// Whether a line is the number of a page, or may be one.
fn ends_page(line: &Line<'_>) -> bool {
    line.is_page_number || line.text.chars().all(|c| c.is_ascii_digit())
}

/// Whether a text may end a duty of a list: clauses end with a stop, a name anywhere.
fn end_score(text: &str, list: ListKind) -> f32 {
    let ended = text.ends_with('。');
    match list {
        ListKind::Basic if text.ends_with(['，', '、', '（', '；']) => -4.0,
        ListKind::Basic => 0.0,
        ListKind::Coop | ListKind::Reclaimed if ended => 2.0,
        ListKind::Coop | ListKind::Reclaimed if text.ends_with(['；', ';']) => -1.0,
        ListKind::Coop | ListKind::Reclaimed => -4.0,
    }
}

#[cfg(test)]
mod tests {
    use crate::import::columns::ColumnNames;
    use crate::import::read::layout::lines::read_lines;
    use crate::import::read::layout::rows::{Piece, find_pieces};

    /// The numbers that open duties; `?` where that is in doubt.
    fn numbers(text: &str) -> String {
        let lines = read_lines(text);
        let categories = ["民生服务".to_owned(), "乡村振兴".to_owned()];
        let pieces = find_pieces(&lines, &categories, &ColumnNames::default());
        let rows = pieces.iter().filter_map(|piece| match piece {
            Piece::Row(row) => Some(format!("{}{}", row.seq, row.doubt.map_or("", |_| "?"))),
            _ => None,
        });
        rows.collect::<Vec<_>>().join(" ")
    }

    #[test]
    fn a_number_in_a_text_opens_no_duty() {
        let head = "序号 事项类别 事项名称\n\n1 民生服务 探访\n\n";
        assert_eq!(
            numbers(&format!("{head}2 民生服务\n验收\n\n3 户以上\n\n3 乡村振兴 管护")),
            "1 2 3"
        );
        assert_eq!(
            numbers(&format!("{head}2 山林管护 巡山\n\n3 民生服务 接送")),
            "1 2 3",
            "a category that no other duty has"
        );
        assert_eq!(
            numbers(&format!("{head}3 山林管护 巡山\n\n4 民生服务 接送")),
            "1? 3? 4",
            "a number that is not printed"
        );
    }

    #[test]
    fn numbers_are_printed_in_several_ways() {
        let head = "序号 事项类别 事项名称\n1 民生服务 探访\n";
        assert_eq!(
            numbers(&format!("{head}2民生服务 接送\n3. 乡村振兴 管护\n４ 民生服务 助餐")),
            "1 2 3. ４"
        );
        assert_eq!(numbers(&format!("{head}2个工作日内回访\n2. 每周回访")), "1");
    }

    #[test]
    fn a_number_alone_in_a_row_may_be_that_of_a_page() {
        let head = "序号 事项名称 承接部门及工作方式\n\n1 检疫\n\n县农业局：办理。\n\n";
        assert_eq!(numbers(&format!("{head}12\n\n2 抽检\n\n县商务局：办理。")), "1? 2");
    }

    #[test]
    fn without_categories_lines_with_the_same_number_are_weighed() {
        let head = "序号 事项名称 承接部门及工作方式\n\n1 检疫\n\n县农业局：办理。\n\n";
        assert_eq!(
            numbers(&format!(
                "{head}2\n屠宰点设立\n\n县农业局：在\n\n3 日内办结。\n\n3 抽检\n\n县商务局：办理。"
            )),
            "1 2 3"
        );
        assert_eq!(
            numbers(&format!(
                "{head}2\n\n序号 事项名称 承接部门及工作方式\n\n2 抽检\n\n县商务局：办理。"
            )),
            "1 2",
            "the number of a page"
        );
    }
}
