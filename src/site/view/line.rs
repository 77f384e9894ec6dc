//! Lines (条线) and the matrix of a county as templates see them.

use serde::Serialize;

use super::{LinkView, TownshipDuty};

/// `line`: `line`: the same kind of department in each county.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct LineView {
    /// Name.
    pub name: String,
    /// The counties, by code.
    pub counties: Vec<LineCounty>,
    /// Whether there are too many counties for a column each.
    pub many: bool,
    /// Matters that two counties or more list, those of most counties first.
    pub shared: Vec<LineMatter>,
}

/// A line in one county.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct LineCounty {
    /// The county's page.
    pub county: LinkView,
    /// How many townships of it are on the site.
    pub townships: usize,
    /// Its bodies.
    pub bodies: Vec<LineBody>,
    /// Matters that no other county lists.
    pub only_here: Vec<LineCell>,
}

/// A body of a line.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct LineBody {
    /// Its page.
    pub department: LinkView,
    /// Duties that it leads or shares.
    pub leads: usize,
    /// Duties that it took back.
    pub took_back: usize,
}

/// A matter across counties.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct LineMatter {
    /// Its name.
    pub name: String,
    /// The page that compares it across townships.
    pub same_href: String,
    /// One cell a county, in the order of the counties.
    pub cells: Vec<LineCell>,
}

/// A matter in one county.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct LineCell {
    /// The county's own name.
    pub county: String,
    /// The matter's name there; empty when the county does not list it.
    pub name: String,
    /// How the county lists it; empty when it does not.
    pub parts: Vec<LinePart>,
}

/// Duties of one county that are one matter and stand in one list.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct LinePart {
    /// `basic`, `coop`, `reclaimed`.
    pub list: &'static str,
    /// The departments that they name, where none of these is of the line.
    pub others: Vec<LinkView>,
    /// The first duties, by township.
    pub duties: Vec<TownshipDuty>,
    /// How many duties in all.
    pub count: usize,
    /// Where all of them are; empty when all are here.
    pub all_href: String,
}

/// Departments by townships: on a county's page.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct MatrixView {
    /// The townships, by code: a column each.
    pub townships: Vec<LinkView>,
    /// The departments, the most named first: a row each.
    pub rows: Vec<MatrixRow>,
    /// Printed names that the county's registry does not have, with their pages.
    pub unresolved: Vec<LinkView>,
}

/// A department in the matrix.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct MatrixRow {
    /// Its page.
    pub department: LinkView,
    /// Duties that it leads or shares.
    pub leads: usize,
    /// Duties that it took back.
    pub took_back: usize,
    /// One cell a township.
    pub cells: Vec<MatrixCell>,
}

/// A department in a township.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct MatrixCell {
    /// Its duties there; empty when the township's lists do not name it.
    pub href: String,
    /// Duties that it leads or shares.
    pub leads: usize,
    /// Duties that it took back.
    pub took_back: usize,
}
