//! Findings (疑点): something a person should look at, as data. Also messages in two languages.
//!
//! Not here: the rules that raise findings (`check`), and words for whole pages (`locales/`).
//! `render` turns findings into text or JSON.

mod group;
mod message;
mod order;
mod original;
pub mod render;

use std::cmp::Ordering;
use std::path::PathBuf;

use serde::Serialize;

use crate::model::{Day, DutyId, Field, TownshipCode};

pub use group::{Kind, TownshipGroup, group_by_kind, group_by_township};
pub use message::{Bilingual, Locale};
pub use original::{OriginalCell, Part, original_cells, split_marked};

/// How serious a finding is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum Severity {
    /// Good to know: a certain repair, a proposal.
    Info,
    /// Doubtful: shown with a mark on the page.
    Warning,
    /// Wrong: `check` fails.
    Error,
}

/// A stable code, `Q` and four digits.
pub type Code = &'static str;

/// Where a finding is. All that is known is given.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Default, Serialize)]
pub struct Location {
    /// The file to open, relative to the site.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub file: Option<PathBuf>,
    /// Line in that file, from 1.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub line: Option<u32>,
    /// The township.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub code: Option<TownshipCode>,
    /// The duty.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub duty: Option<DutyId>,
    /// The field of the duty.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub field: Option<Field>,
}

impl Location {
    /// A place in a file.
    pub fn file(path: impl Into<PathBuf>, line: Option<u32>) -> Self {
        Self { file: Some(path.into()), line, ..Self::default() }
    }
}

/// A piece of text with the doubtful part marked.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Serialize)]
pub struct Excerpt {
    /// One line of text.
    pub text: String,
    /// First character of the marked part, counted in characters from 0.
    pub start: usize,
    /// One past its last character.
    pub end: usize,
    /// Where the text stands: a line of the source document, or the Markdown.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub origin: Option<String>,
}

impl Excerpt {
    /// At most `width` characters around the bytes `from..to` of a text; an ellipsis where it was
    /// cut. Bytes that are no boundary are moved outwards.
    pub fn around(text: &str, from: usize, to: usize, width: usize) -> Self {
        let from = text.floor_char_boundary(from);
        let to = text.ceil_char_boundary(to.max(from));
        let marked: String = text[from..to].chars().take(width).map(visible).collect();
        let margin = width.saturating_sub(marked.chars().count()) / 2;
        // Only the window is looked at: a cell may be megabytes.
        let left: Vec<char> = text[..from].chars().rev().take(margin).map(visible).collect();
        let right: String = text[to..].chars().take(margin).map(visible).collect();
        let cut = |rest: bool| if rest { "…" } else { "" };
        let cut_left = cut(text[..from].chars().rev().nth(margin).is_some());
        let cut_right = cut(text[to..].chars().nth(margin).is_some());
        let before: String = cut_left.chars().chain(left.into_iter().rev()).collect();
        let start = before.chars().count();
        let end = start + marked.chars().count();
        Self { text: format!("{before}{marked}{right}{cut_right}"), start, end, origin: None }
    }

    /// A whole text, all of it marked, cut at `width` characters.
    pub fn whole(text: &str, width: usize) -> Self {
        let count = text.chars().count().min(width);
        let end = text.char_indices().nth(count).map_or(text.len(), |(at, _)| at);
        Self::around(text, 0, end, width)
    }

    /// Says where the text stands.
    #[must_use]
    pub fn from(mut self, origin: impl Into<String>) -> Self {
        self.origin = Some(origin.into());
        self
    }
}

/// An excerpt is one line.
fn visible(c: char) -> char {
    if c.is_control() { ' ' } else { c }
}

/// Something a person should look at.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Finding {
    /// Stable code.
    pub code: Code,
    /// How serious.
    pub severity: Severity,
    /// Where.
    pub at: Location,
    /// What was found and what was expected.
    pub message: Bilingual,
    /// What to do next.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub hint: Option<Bilingual>,
    /// The text in question, as it will be published.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub excerpt: Option<Excerpt>,
    /// The same as it stood in the document, markup and all.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub source: Option<Excerpt>,
    /// What `text` of a `[[settled]]` has to be that settles it; none when it cannot be settled.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub settle: Option<String>,
}

impl Finding {
    /// A finding without hint and texts.
    pub fn new(code: Code, severity: Severity, at: Location, message: Bilingual) -> Self {
        Self { code, severity, at, message, hint: None, excerpt: None, source: None, settle: None }
    }
}

/// A finding that a person has settled.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct SettledFinding {
    /// The finding.
    #[serde(flatten)]
    pub finding: Finding,
    /// When it was settled.
    pub date: Day,
    /// Why.
    pub reason: String,
}

impl Finding {
    /// The lines to write into the front matter that settle it, date and reason to be filled in:
    /// they are the person's own. None when it cannot be settled.
    pub fn settle_entry(&self) -> Option<String> {
        let text = self.settle.as_ref()?;
        let duty = self.at.duty.map(|duty| format!("duty = \"{duty}\"\n")).unwrap_or_default();
        let code = self.code;
        Some(format!(
            "[[settled]]\ncode = \"{code}\"\n{duty}date = \"\"\nreason = \"\"\ntext = \"{text}\"\n"
        ))
    }
}

/// Collects findings; nothing stops at the first.
#[derive(Debug, Default)]
pub struct Sink {
    findings: Vec<Finding>,
}

impl Sink {
    /// Adds one.
    pub fn push(&mut self, finding: Finding) {
        self.findings.push(finding);
    }

    /// Adds many.
    pub fn extend(&mut self, findings: impl IntoIterator<Item = Finding>) {
        self.findings.extend(findings);
    }

    /// Adds what another has collected.
    pub fn append(&mut self, mut other: Self) {
        self.findings.append(&mut other.findings);
    }

    /// All findings in a stable order: by township, duty, field, file, line, code.
    pub fn into_sorted(mut self) -> Vec<Finding> {
        self.findings.sort_by(compare);
        self.findings.dedup();
        self.findings
    }
}

type Place<'a> = (
    Option<&'a TownshipCode>,
    Option<DutyId>,
    Option<Field>,
    Option<&'a PathBuf>,
    Option<u32>,
    Code,
);

fn place(f: &Finding) -> Place<'_> {
    let at = &f.at;
    (at.code.as_ref(), at.duty, at.field, at.file.as_ref(), at.line, f.code)
}

fn compare(a: &Finding, b: &Finding) -> Ordering {
    place(a)
        .cmp(&place(b))
        .then_with(|| order::compare_numerically(&a.message.en, &b.message.en))
        .then_with(|| a.excerpt.cmp(&b.excerpt))
}

/// How many findings there are of each severity.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize)]
pub struct Tally {
    /// Errors.
    pub errors: usize,
    /// Warnings.
    pub warnings: usize,
    /// Informational ones.
    pub infos: usize,
}

impl Tally {
    /// Counts findings.
    pub fn of<'a>(findings: impl IntoIterator<Item = &'a Finding, IntoIter: Clone>) -> Self {
        let findings = findings.into_iter();
        let count = |s| findings.clone().filter(|f| f.severity == s).count();
        Self {
            errors: count(Severity::Error),
            warnings: count(Severity::Warning),
            infos: count(Severity::Info),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn excerpts_mark_characters_not_bytes() {
        let text = "单位 and 个人的奖励";
        let at = text.find("and").unwrap_or(0);
        let e = Excerpt::around(text, at, at + 3, 40);
        let marked: String = e.text.chars().skip(e.start).take(e.end - e.start).collect();
        assert_eq!((e.text.as_str(), marked.as_str()), (text, "and"));
        let cut = Excerpt::around(text, at, at + 3, 7);
        assert_eq!(cut.text, "…位 and 个…");
        let marked: String = cut.text.chars().skip(cut.start).take(cut.end - cut.start).collect();
        assert_eq!(marked, "and");
    }
}
