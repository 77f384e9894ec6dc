//! The registries as TOML files under `content/`: read whole, appended to by imports so that a
//! person's order and comments stay.

use serde::Deserialize;
use serde::Serialize;
use serde::de::DeserializeOwned;
use toml::Spanned;

use crate::bilingual;
use crate::diag::Bilingual;
use crate::model::{CategoryEntry, DepartmentEntry, PlaceEntry, SameEntry};
use crate::text::chars::line_at;

/// `places.toml`.
pub const PLACES_FILE: &str = "places.toml";
/// `departments.toml`.
pub const DEPARTMENTS_FILE: &str = "departments.toml";
/// `categories.toml`.
pub const CATEGORIES_FILE: &str = "categories.toml";

#[derive(Default, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct Places {
    #[serde(default)]
    place: Vec<PlaceEntry>,
}

#[derive(Default, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct Departments {
    #[serde(default)]
    department: Vec<DepartmentEntry>,
}

#[derive(Default, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct Categories {
    #[serde(default)]
    category: Vec<CategoryEntry>,
}

/// `same.toml`.
pub const SAME_FILE: &str = "same.toml";

#[derive(Default, Serialize)]
struct Same {
    same: Vec<SameEntry>,
}

#[derive(Default, Deserialize)]
#[serde(deny_unknown_fields)]
struct SpannedSame {
    #[serde(default)]
    same: Vec<Spanned<SameEntry>>,
}

/// A registry that cannot be read: line and message.
pub type Problem = (u32, Bilingual);

/// Reads `places.toml`.
pub fn parse_places(text: &str) -> Result<Vec<PlaceEntry>, Problem> {
    parse::<Places>(text).map(|r| r.place)
}

/// Reads `departments.toml`.
pub fn parse_departments(text: &str) -> Result<Vec<DepartmentEntry>, Problem> {
    parse::<Departments>(text).map(|r| r.department)
}

/// Reads `categories.toml`.
pub fn parse_categories(text: &str) -> Result<Vec<CategoryEntry>, Problem> {
    parse::<Categories>(text).map(|r| r.category)
}

/// Reads `same.toml`.
pub fn parse_same(text: &str) -> Result<Vec<SameEntry>, Problem> {
    let entries = parse::<SpannedSame>(text)?.same.into_iter();
    let with_line = entries.map(|entry| {
        let line = line_at(text, entry.span().start);
        SameEntry { line, ..entry.into_inner() }
    });
    Ok(with_line.collect())
}

fn parse<T: DeserializeOwned>(text: &str) -> Result<T, Problem> {
    toml::from_str(text).map_err(|error| {
        let line = line_at(text, error.span().map_or(0, |span| span.start));
        let detail = error.message().to_owned();
        (line, bilingual!("名录有误：{detail}", "registry: {detail}"))
    })
}

/// The text of `departments.toml` with entries added at its end.
pub fn append_departments(
    text: &str,
    entries: &[DepartmentEntry],
) -> Result<String, toml::ser::Error> {
    if entries.is_empty() {
        return Ok(text.to_owned());
    }
    let added = toml::to_string(&Departments { department: entries.to_vec() })?;
    Ok(append(text, &added))
}

/// The text of `same.toml` with entries added at its end.
pub fn append_same(text: &str, entries: &[SameEntry]) -> Result<String, toml::ser::Error> {
    if entries.is_empty() {
        return Ok(text.to_owned());
    }
    let added = toml::to_string(&Same { same: entries.to_vec() })?;
    Ok(append(text, &added))
}

fn append(text: &str, added: &str) -> String {
    let gap = if text.is_empty() || text.ends_with("\n\n") {
        ""
    } else if text.ends_with('\n') {
        "\n"
    } else {
        "\n\n"
    };
    format!("{text}{gap}{added}")
}
