//! The registries (`places.toml`, `departments.toml`, `categories.toml`, `same.toml`): what people have decided
//! about names. An import proposes entries; a person settles them.

use serde::{Deserialize, Serialize};

use super::{CountyCode, DutyAddress, Place, Slug, TownshipCode};

/// A township of the county, written down once.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct PlaceEntry {
    /// Nine-digit code.
    pub code: TownshipCode,
    /// Full name, most general part first.
    pub name: Place,
    /// Other spellings of the township's own name.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub aliases: Vec<String>,
}

/// How sure an entry is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum DepartmentStatus {
    /// A person has looked at it.
    #[default]
    Settled,
    /// An import wrote it; nobody has looked yet.
    Proposed,
}

impl DepartmentStatus {
    #[expect(clippy::trivially_copy_pass_by_ref, reason = "serde passes a reference")]
    fn is_settled(&self) -> bool {
        *self == Self::Settled
    }
}

/// One body of one county.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct DepartmentEntry {
    /// Part of its page's URL.
    pub id: Slug,
    /// Full name.
    pub name: String,
    /// Other spellings that mean this body.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub aliases: Vec<String>,
    /// The county whose body it is.
    pub county: CountyCode,
    /// 条线: the kind of department across counties.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub line: Option<String>,
    /// Proposed by an import, or settled.
    #[serde(default, skip_serializing_if = "DepartmentStatus::is_settled")]
    pub status: DepartmentStatus,
}

/// A category and its spellings.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct CategoryEntry {
    /// Part of its page's URL.
    pub id: Slug,
    /// The spelling that headings use.
    pub name: String,
    /// Other spellings.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub aliases: Vec<String>,
}

/// The same duty elsewhere: the id of a group, and what a person decided about its duties.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct SameEntry {
    /// Part of its page's URL.
    pub id: Slug,
    /// The duty that the others are compared with: the group that holds it has this id.
    pub first: DutyAddress,
    /// Duties that are of the matter whatever their words; others are compared with them too.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub also: Vec<DutyAddress>,
    /// Duties that are not of the matter whatever their words.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub not: Vec<DutyAddress>,
    /// The line that it begins on.
    #[serde(skip)]
    pub line: u32,
}

impl SameEntry {
    /// An entry that only keeps an id.
    pub fn new(id: Slug, first: DutyAddress) -> Self {
        Self { id, first, also: Vec::new(), not: Vec::new(), line: 0 }
    }

    /// The duties that others are compared with.
    pub fn representatives(&self) -> impl Iterator<Item = &DutyAddress> {
        std::iter::once(&self.first).chain(&self.also)
    }
}

/// The registries together.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Registries {
    /// `places.toml`.
    pub places: Vec<PlaceEntry>,
    /// `departments.toml`.
    pub departments: Vec<DepartmentEntry>,
    /// `categories.toml`.
    pub categories: Vec<CategoryEntry>,
    /// `same.toml`.
    pub same: Vec<SameEntry>,
}
