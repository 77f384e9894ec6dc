//! Departments and lines as templates see them.

use serde::Serialize;

use super::{DutyLine, LinkView};

/// `department`: `department`.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct DepartmentView {
    /// Full name.
    pub name: String,
    /// Other spellings.
    pub aliases: Vec<String>,
    /// The county's page.
    pub county: LinkView,
    /// Whether a registry knows it and a person settled it.
    pub settled: bool,
    /// What it leads or shares (配合履职), by township.
    pub leads: Vec<DepartmentTownship>,
    /// What it took back (上级部门收回), by township.
    pub took_back: Vec<DepartmentTownship>,
    /// Duties in `leads`.
    pub lead_count: usize,
    /// Duties in `took_back`.
    pub took_back_count: usize,
}

/// `other-name`: `other_name`: the page of a name that is another's, kept so that links still lead
/// somewhere.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct OtherNameView {
    /// The name.
    pub name: String,
    /// The department's page.
    pub department: LinkView,
}

/// A department's name as a document prints it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct PrintedNameView {
    /// The name as printed.
    pub text: String,
    /// The page of the department, of the first when it names several; empty when there is none.
    pub href: String,
    /// The name in pieces when it names a department and a class of them; empty when it is one link. The
    /// pieces together are the name; one without a page has an empty `href`.
    pub parts: Vec<LinkView>,
}

/// A department's duties in one township.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct DepartmentTownship {
    /// The township's page.
    pub township: LinkView,
    /// The duties.
    pub duties: Vec<DutyLine>,
}

/// `line`: `line`: the same kind of department in each county.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct LineView {
    /// Name.
    pub name: String,
    /// Its departments.
    pub departments: Vec<LinkView>,
}
