//! What a layout text teaches about itself: its categories, its departments, the widths of its columns.

use std::collections::BTreeMap;

use super::cells::{Division, divide};
use super::lines::Line;
use super::rows::{Piece, RowLines};
use crate::import::columns::ColumnNames;
use crate::model::{Field, ListKind};
use crate::text::bodies::has_body_ending;
use crate::text::category::common_categories;
use crate::text::department::split_names;

/// What is known before the document is read.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub(in crate::import) struct Known {
    /// What columns are called.
    pub columns: ColumnNames,
    /// Names of categories.
    pub categories: Vec<String>,
    /// Names of departments, with their aliases.
    pub departments: Vec<String>,
    /// The county's own name; empty when it is not known.
    pub county: String,
    /// The everyday names of the places above the county.
    pub above: Vec<String>,
    /// The township's own name; empty when it is not known.
    pub township: String,
}

/// A word that stands behind a number at the head of a line this often is a category.
const CATEGORY_TIMES: usize = 3;

/// The categories of a document: the known ones, and the words that often follow a number.
pub(super) fn learn_categories(lines: &[Line<'_>], known: &Known) -> Vec<String> {
    let mut times: BTreeMap<&str, usize> = BTreeMap::new();
    for line in lines {
        let behind = line.text.trim_start_matches(|c: char| c.is_ascii_digit());
        let is_numbered = behind.len() < line.text.len() && behind.starts_with(' ');
        if let Some(word) = behind.split_whitespace().next().filter(|_| is_numbered)
            && (2..=10).contains(&word.chars().count())
            && word.chars().all(crate::text::chars::is_hanzi)
        {
            *times.entry(word).or_default() += 1;
        }
    }
    let common = common_categories().map(str::to_owned);
    let often = times.into_iter().filter(|(_, n)| *n >= CATEGORY_TIMES).map(|(w, _)| w.to_owned());
    let mut all: Vec<String> =
        common.chain(known.categories.iter().cloned()).chain(often).collect();
    all.sort();
    all.dedup();
    all
}

/// What the rows of a document have in common.
#[derive(Debug, Clone)]
pub(super) struct Vocabulary {
    /// Categories.
    pub categories: Vec<String>,
    /// Departments that cells name, and how many clear rows name each.
    departments: BTreeMap<String, usize>,
    /// How wide the columns of the coop list are, in half-width columns; 0 where it is not known.
    pub widths: Widths,
    /// The county's own name.
    pub county: String,
    /// The everyday names of the places above the county.
    pub above: Vec<String>,
    /// The township's own name.
    pub township: String,
}

/// Widths of the columns of the coop list.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(super) struct Widths {
    /// 事项名称.
    pub name: usize,
    /// 对应上级部门.
    pub departments: usize,
    /// 上级部门职责.
    pub upper: usize,
    /// 乡镇配合职责.
    pub township: usize,
}

/// A department that so many clear rows name is known.
const KNOWN_ROWS: usize = 2;

impl Vocabulary {
    /// Whether a department is known.
    pub(super) fn knows(&self, name: &str) -> bool {
        self.departments.get(name).is_some_and(|rows| *rows >= KNOWN_ROWS)
    }

    /// Learns departments and widths from the rows whose division is clear, twice: what the first round learns makes more
    /// rows clear.
    pub(super) fn learn(pieces: &[Piece<'_>], categories: Vec<String>, known: &Known) -> Self {
        let mut vocabulary = Self {
            categories,
            departments: count_departments(&[], known),
            widths: Widths::default(),
            county: known.county.clone(),
            above: known.above.clone(),
            township: known.township.clone(),
        };
        let rows: Vec<&RowLines<'_>> = pieces
            .iter()
            .filter_map(|piece| match piece {
                Piece::Row(row) if row.list == ListKind::Coop => Some(row),
                _ => None,
            })
            .collect();
        for _ in 0..2 {
            let all: Vec<Division<'_>> = rows.iter().map(|row| divide(row, &vocabulary)).collect();
            let clear: Vec<&Division<'_>> = all.iter().filter(|d| d.is_clear()).collect();
            vocabulary.departments = count_departments(&clear, known);
            vocabulary.widths = measure(&clear);
        }
        vocabulary
    }
}

fn count_departments(clear: &[&Division<'_>], known: &Known) -> BTreeMap<String, usize> {
    let mut departments: BTreeMap<String, usize> =
        known.departments.iter().map(|name| (name.clone(), KNOWN_ROWS)).collect();
    for division in clear {
        let cell = division.text(Field::Departments);
        for name in split_names(&cell).filter(|name| has_body_ending(name)) {
            *departments.entry(name.to_owned()).or_default() += 1;
        }
    }
    departments
}

/// The width of a column is that of its widest line, leaving out the widest twentieth: a line may
/// hang out by a stop.
fn measure(clear: &[&Division<'_>]) -> Widths {
    let width = |field| {
        let mut widths: Vec<usize> =
            clear.iter().flat_map(|d| d.lines(field)).map(Line::width).collect();
        widths.sort_unstable();
        let index = widths.len().saturating_sub(1 + widths.len() / 20);
        widths.get(index).copied().unwrap_or(0)
    };
    Widths {
        name: width(Field::Name),
        departments: width(Field::Departments),
        upper: width(Field::Upper),
        township: width(Field::Township),
    }
}
