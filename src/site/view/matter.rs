//! A matter as templates see it: the same duty in the townships of one county, seen from one department.

use serde::Serialize;

use super::LinkView;

/// One matter: a duty, or duties of several townships that are the same.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct MatterView {
    /// `m-990121101-c2`: its anchor on the page of the department.
    pub anchor: String,
    /// Its name, as most of the townships print it.
    pub name: String,
    /// `coop` or `reclaimed`.
    pub list: &'static str,
    /// The page that compares it across townships; empty when only one township lists it.
    pub same_href: String,
    /// The duties, by township.
    pub duties: Vec<TownshipDuty>,
    /// The other departments that they name.
    pub others: Vec<LinkView>,
    /// The same matter in the county's lists, but in another list or with other departments.
    pub elsewhere: Vec<ElsewhereView>,
    /// What the department itself does: one entry for each wording, that of most townships first.
    pub wordings: Vec<WordingView>,
    /// Duties with further wordings: too many to print here.
    pub more_wordings: Vec<TownshipDuty>,
    /// What the others do, on demand: one entry for each wording.
    pub contexts: Vec<ContextView>,
    /// Duties with further wordings of what the others do.
    pub more_contexts: Vec<TownshipDuty>,
}

/// A duty, told by its township.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct TownshipDuty {
    /// The township's own name.
    pub township: String,
    /// Printed number.
    pub seq: u32,
    /// The duty's page.
    pub href: String,
    /// Whether it is marked 待核.
    pub doubtful: bool,
}

/// Duties that are the same matter without being this department's task of this kind.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct ElsewhereView {
    /// `basic`, `coop`, `reclaimed`.
    pub list: &'static str,
    /// Whether they name this department: in another list than the matter.
    pub own: bool,
    /// The duties, by township.
    pub duties: Vec<TownshipDuty>,
}

/// What a department does, in the words that these duties print.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize)]
pub struct WordingView {
    /// Whose words.
    pub duties: Vec<TownshipDuty>,
    /// Whether they differ by names of places; these are the words of the first.
    pub places_differ: bool,
    /// Sentences that are this department's.
    pub own: Vec<SentenceView>,
    /// Sentences for all departments of the duty together.
    pub together: Vec<SentenceView>,
    /// Sentences of which the text does not say whose they are.
    pub unknown: Vec<SentenceView>,
    /// Where no sentence is its own: those of others whom the text does not name clearly.
    pub unnamed: Vec<SentenceView>,
}

/// What others do, in the words that these duties print.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize)]
pub struct ContextView {
    /// Whose words.
    pub duties: Vec<TownshipDuty>,
    /// Whether they differ by names of places; these are the words of the first.
    pub places_differ: bool,
    /// The other departments' sentences.
    pub others: Vec<OthersView>,
    /// Sentences of others whom the text names by their kind only (有关部门), or by a name that no department
    /// is known by.
    pub unnamed: Vec<SentenceView>,
    /// 乡镇配合职责, 街道配合职责 …
    pub township_title: String,
    /// The township's side.
    pub township: Vec<SentenceView>,
}

impl ContextView {
    /// Whether there is nothing to show.
    pub fn is_empty(&self) -> bool {
        self.others.is_empty() && self.unnamed.is_empty() && self.township.is_empty()
    }
}

/// Sentences of other departments.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct OthersView {
    /// Whose they are.
    pub departments: Vec<LinkView>,
    /// The sentences.
    pub sentences: Vec<SentenceView>,
}

/// A printed line.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct SentenceView {
    /// The printed number; may be empty.
    pub marker: String,
    /// The text.
    pub text: String,
    /// Its place on the duty's page.
    pub href: String,
    /// Whether it only heads what follows: a label, a title.
    pub heading: bool,
}
