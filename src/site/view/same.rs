//! The same duty in several townships, as templates see it.

use serde::Serialize;

use super::{CountsView, LinkView, PrintedNameView};

/// `same`: `same`: the same duty in several townships.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct SameView {
    /// The matter.
    pub name: String,
    /// How many townships list it.
    pub count: usize,
    /// The lists that it stands in, in the order basic, coop, reclaimed.
    pub lists: Vec<SameListView>,
    /// Its duties one by one; empty when they are many.
    pub duties: Vec<SameDutyView>,
    /// Its duties by county; only when they are many.
    pub counties: Vec<SameCountyView>,
    /// How many townships of the site do not list it.
    pub absent_count: usize,
    /// Those townships, by county.
    pub absent: Vec<AbsentView>,
    /// What the lists say, side by side. The first is the duty's name, when it differs.
    pub sections: Vec<SameSectionView>,
}

/// A list, and the townships that have the duty in it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct SameListView {
    /// `basic`, `coop`, `reclaimed`.
    pub list: &'static str,
    /// Which townships; the links lead to their duties.
    pub who: WhoView,
}

/// Some townships.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize)]
pub struct WhoView {
    /// How many.
    pub count: usize,
    /// All of them when they are few, else the first ones.
    pub named: Vec<LinkView>,
    /// All of them by county, when not all are named and the page has room for them; else empty.
    pub counties: Vec<WhoCountyView>,
}

/// Townships of one county.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct WhoCountyView {
    /// The county's name.
    pub name: String,
    /// The townships.
    pub townships: Vec<LinkView>,
}

/// One township's duty.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct SameDutyView {
    /// The township's page.
    pub township: LinkView,
    /// `basic`, `coop`, `reclaimed`.
    pub list: &'static str,
    /// The departments, as printed.
    pub departments: Vec<PrintedNameView>,
    /// Printed number.
    pub seq: u32,
    /// The duty's name, and its page.
    pub duty: LinkView,
    /// `YYYY-MM`.
    pub edition: String,
    /// Whether it is marked 待核.
    pub doubtful: bool,
}

/// One county's duties.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct SameCountyView {
    /// The county's page.
    pub county: LinkView,
    /// How many duties stand in each list.
    pub counts: CountsView,
    /// The lists with their townships.
    pub lists: Vec<SameCountyListView>,
}

/// One county's townships that have the duty in one list.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct SameCountyListView {
    /// `basic`, `coop`, `reclaimed`.
    pub list: &'static str,
    /// The townships, with links to their duties.
    pub townships: Vec<LinkView>,
}

/// Townships of a county that do not list the duty.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct AbsentView {
    /// The county's page.
    pub county: LinkView,
    /// How many.
    pub count: usize,
    /// The townships; empty when no township of the county lists it and the site has many.
    pub townships: Vec<LinkView>,
}

/// A section of the duty's text in all townships.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct SameSectionView {
    /// `name`, `upper`, `township`, `method`.
    pub section: &'static str,
    /// 上级部门职责 …; empty for `name`.
    pub title: &'static str,
    /// How many townships have text here.
    pub count: usize,
    /// Townships whose list has this column without any text in it.
    pub silent: WhoView,
    /// Clauses that correspond, in the order of the text.
    pub rows: Vec<SameRowView>,
    /// Whether any piece is marked as different.
    pub has_differences: bool,
    /// Whether any piece is marked as a name of a place.
    pub has_places: bool,
}

/// Clauses that correspond.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct SameRowView {
    /// `label` or `clause`.
    pub kind: &'static str,
    /// Whether all townships that have text here say it in the same words, but for names of places and
    /// punctuation.
    pub same: bool,
    /// The wordings, the most frequent first.
    pub wordings: Vec<SameWordingView>,
    /// How many rarer wordings are left out.
    pub more: usize,
    /// Townships with one of the wordings that are left out.
    pub more_who: WhoView,
    /// Townships that have text in this section and no such clause.
    pub without: WhoView,
}

/// Clauses of the same words, but for names of places and punctuation.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct SameWordingView {
    /// Whose; the links lead to the clauses.
    pub who: WhoView,
    /// The printed number; empty where it is not the same in all of them.
    pub marker: String,
    /// The words of the first of them, in pieces.
    pub pieces: Vec<PieceView>,
}

/// A piece of a wording.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct PieceView {
    /// The text.
    pub text: String,
    /// `same`; `different` from the first wording (in the first: from another one); `place`: each township has its own name here.
    pub kind: &'static str,
}

/// On a duty's own page: the same duty in other townships.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct SameElsewhereView {
    /// The page that sets them side by side.
    pub href: String,
    /// How many other townships list it.
    pub count: usize,
    /// Whether another township has it in another list than this one.
    pub differs: bool,
    /// The lists that it stands in elsewhere.
    pub lists: Vec<SameListView>,
}
