//! A duty as templates see it: on its own page and on list pages.

use serde::Serialize;

use super::{LinkView, PrintedNameView, SameElsewhereView};

/// A duty: on its own page as `duty`, and on list pages.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct DutyView {
    /// Permanent id, also its anchor on the list page.
    pub id: String,
    /// Printed number.
    pub seq: u32,
    /// Name.
    pub name: String,
    /// Its page.
    pub href: String,
    /// `basic`, `coop`, `reclaimed`.
    pub list: &'static str,
    /// The list's page at this duty.
    pub list_link: LinkView,
    /// The township's page.
    pub township: LinkView,
    /// The township's full name, run together: for citations.
    pub place: String,
    /// The category as printed, with its page; empty text when the document has none.
    pub category: LinkView,
    /// The departments as printed, with their pages.
    pub departments: Vec<PrintedNameView>,
    /// Sections with text.
    pub sections: Vec<SectionView>,
    /// Whether a finding of severity warning or above is open: shown as 待核.
    pub doubtful: bool,
    /// Open findings of severity warning or above. Only on the duty's own page.
    pub findings: Vec<FindingView>,
    /// The source as it stood. Only on the duty's own page, and only when it is doubtful.
    pub original: Option<Box<OriginalView>>,
    /// The duty before it in its list. Only on the duty's own page.
    pub previous: Option<LinkView>,
    /// The duty behind it in its list. Only on the duty's own page.
    pub next: Option<LinkView>,
    /// How it is done now, for a reclaimed duty. Only on the duty's own page.
    pub handling: Vec<HandlingView>,
    /// The same duty in other townships. Only on the duty's own page.
    pub elsewhere: Option<Box<SameElsewhereView>>,
    /// `YYYY-MM`.
    pub edition: String,
}

/// How a department does what it took back.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct HandlingView {
    /// The department, as the label prints it; empty when the text is of all departments.
    pub department: String,
    /// The beginning of what it does, whole sentences where they fit.
    pub text: String,
    /// The clause that it is the beginning of.
    pub anchor: String,
    /// Whether more is printed than this.
    pub more: bool,
}

/// A section of a duty's text.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct SectionView {
    /// `upper`, `township`, `method`.
    pub section: &'static str,
    /// 上级部门职责 …
    pub title: String,
    /// The clauses.
    pub clauses: Vec<ClauseView>,
    /// Whether this is so of all its clauses, as [`ClauseView::unowned`]: said once for the section.
    pub unowned: bool,
}

/// A clause with what stands under it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct ClauseView {
    /// `u3`, `t2`, `m1-2`: its anchor on the duty's page.
    pub anchor: String,
    /// `label` or `clause`.
    pub kind: &'static str,
    /// The printed number, blanks at its end taken off; may be empty.
    pub marker: String,
    /// The text.
    pub text: String,
    /// The text in pieces; run together they are `text`. Empty on list pages.
    pub parts: Vec<TextPartView>,
    /// Whether the document does not say whose it is. Only on the page of a duty of several departments.
    /// What is said of a clause holds for those under it.
    pub unowned: bool,
    /// What stands under it.
    pub children: Vec<ClauseView>,
}

/// A piece of text that may mention something.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct TextPartView {
    /// The text.
    pub text: String,
    /// The page of what it mentions; empty for plain text and for what is this page or has none.
    pub href: String,
    /// `department`, `law`, `duty`; empty for plain text.
    pub kind: &'static str,
}

/// An open finding, for the public.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct FindingView {
    /// Code.
    pub code: &'static str,
    /// What it says.
    pub message: String,
    /// The text before the part in question, the part, and the text behind; empty without excerpt.
    pub before: String,
    /// The part in question.
    pub marked: String,
    /// The text behind.
    pub after: String,
}

/// What a doubtful duty was made from, as it stood in the document.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct OriginalView {
    /// The document's file name; empty when it is not known.
    pub file: String,
    /// The sheet, table or page; empty for a document that is one text.
    pub part: String,
    /// The line or row where it begins.
    pub line: u32,
    /// The cells that have text, in their order.
    pub cells: Vec<OriginalCellView>,
    /// Text behind the duty that has no place, each in pieces.
    pub unplaced: Vec<Vec<PartView>>,
}

/// A cell as it stood.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct OriginalCellView {
    /// The column's name as documents print it; empty for a cell beside the columns.
    pub title: &'static str,
    /// Its text in pieces, in order.
    pub parts: Vec<PartView>,
}

/// A piece of text.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct PartView {
    /// The text.
    pub text: String,
    /// Whether a finding is about it.
    pub marked: bool,
}
