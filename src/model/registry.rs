//! The registries (`places.toml`, `departments.toml`, `categories.toml`, `same.toml`): what people have decided
//! about names. An import proposes entries; a person settles them.

use serde::{Deserialize, Deserializer, Serialize, Serializer};

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
    /// The line of the file where it begins; none when it is in no file yet.
    #[serde(skip)]
    pub at: Option<u32>,
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

/// What an entry is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum DepartmentKind {
    /// One body.
    #[default]
    Body,
    /// A class of bodies that a document names as such: 其他负有某种职责的部门.
    Class,
}

impl DepartmentKind {
    #[expect(clippy::trivially_copy_pass_by_ref, reason = "serde passes a reference")]
    fn is_body(&self) -> bool {
        *self == Self::Body
    }
}

/// One body of one county, or another name of one.
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
    /// A body, or a class of bodies.
    #[serde(default, skip_serializing_if = "DepartmentKind::is_body")]
    pub kind: DepartmentKind,
    /// 条线: the kinds of department across counties, one name or a list. Not there: by its name.
    #[serde(
        default,
        rename = "line",
        deserialize_with = "one_or_many",
        serialize_with = "as_one_or_many",
        skip_serializing_if = "Option::is_none"
    )]
    pub lines: Option<Vec<String>>,
    /// The entry of which this is another name. One body only when the entry is settled.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub same_as: Option<Slug>,
    /// Why an import proposes that, or the aliases; for people.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub grounds: Option<String>,
    /// Entries that look like it and are other bodies.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub not: Vec<Slug>,
    /// Proposed by an import, or settled.
    #[serde(default, skip_serializing_if = "DepartmentStatus::is_settled")]
    pub status: DepartmentStatus,
    /// The line of the file where it begins; none when it is in no file yet.
    #[serde(skip)]
    pub at: Option<u32>,
}

impl DepartmentEntry {
    /// Its name, then its aliases.
    pub fn names(&self) -> impl Iterator<Item = &str> {
        std::iter::once(&self.name).chain(&self.aliases).map(String::as_str)
    }

    /// The entry that a person has said it is another name of.
    pub fn settled_same_as(&self) -> Option<&Slug> {
        self.same_as.as_ref().filter(|_| self.status == DepartmentStatus::Settled)
    }
}

#[derive(Deserialize)]
#[serde(untagged, expecting = "expected a name or a list of names / 一个名称，或几个名称的列表")]
enum OneOrMany {
    One(String),
    Many(Vec<String>),
}

fn one_or_many<'de, D: Deserializer<'de>>(from: D) -> Result<Option<Vec<String>>, D::Error> {
    Ok(Some(match OneOrMany::deserialize(from)? {
        OneOrMany::One(name) => vec![name],
        OneOrMany::Many(names) => names,
    }))
}

#[expect(clippy::ref_option, reason = "serde passes a reference")]
fn as_one_or_many<S: Serializer>(names: &Option<Vec<String>>, to: S) -> Result<S::Ok, S::Error> {
    match names.as_deref() {
        Some([name]) => name.serialize(to),
        names => names.serialize(to),
    }
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
    /// The line of the file where it begins; none when it is in no file yet.
    #[serde(skip)]
    pub at: Option<u32>,
}

impl CategoryEntry {
    /// Its name, then its aliases.
    pub fn names(&self) -> impl Iterator<Item = &str> {
        std::iter::once(&self.name).chain(&self.aliases).map(String::as_str)
    }
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
