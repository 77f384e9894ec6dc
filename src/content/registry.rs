//! The registries as TOML files under `content/`: read entry by entry, so that one that is wrong takes
//! no other with it; appended to by imports so that a person's order and comments stay.

use std::collections::BTreeMap;

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

/// `same.toml`.
pub const SAME_FILE: &str = "same.toml";

/// What cannot be read: line and message.
pub type Problem = (u32, Bilingual);

/// What a registry says, and what of it cannot be read.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ReadRegistry<T> {
    /// The entries that have their form, in order.
    pub entries: Vec<T>,
    /// The others.
    pub problems: Vec<Problem>,
}

/// Reads `places.toml`.
pub fn parse_places(text: &str) -> ReadRegistry<PlaceEntry> {
    parse("place", text, |entry: &mut PlaceEntry, line| entry.at = Some(line))
}

/// Reads `departments.toml`.
pub fn parse_departments(text: &str) -> ReadRegistry<DepartmentEntry> {
    parse("department", text, |entry: &mut DepartmentEntry, line| entry.at = Some(line))
}

/// Reads `categories.toml`.
pub fn parse_categories(text: &str) -> ReadRegistry<CategoryEntry> {
    parse("category", text, |entry: &mut CategoryEntry, line| entry.at = Some(line))
}

/// Reads `same.toml`.
pub fn parse_same(text: &str) -> ReadRegistry<SameEntry> {
    parse("same", text, |entry: &mut SameEntry, line| entry.line = line)
}

/// A file of nothing but `[[key]]`.
type Tables<T> = BTreeMap<String, Vec<Spanned<T>>>;

fn parse<T: DeserializeOwned>(key: &str, text: &str, set_line: fn(&mut T, u32)) -> ReadRegistry<T> {
    let mut read = ReadRegistry { entries: Vec::new(), problems: Vec::new() };
    match toml::from_str::<Tables<T>>(text) {
        Ok(tables) => {
            for (found, entries) in tables {
                for entry in entries {
                    let line = line_at(text, entry.span().start);
                    let mut entry = entry.into_inner();
                    set_line(&mut entry, line);
                    if found == key {
                        read.entries.push(entry);
                    } else {
                        read.problems.push((line, unknown_key(&found, key)));
                    }
                }
            }
        }
        Err(error) => {
            let entries = toml::from_str::<Tables<toml::Table>>(text).unwrap_or_default();
            if entries.is_empty() {
                read.problems.push(problem(text, &error, ""));
            } else {
                parse_each(key, text, entries, set_line, &mut read);
            }
        }
    }
    read
}

/// Reads each entry for itself.
fn parse_each<T: DeserializeOwned>(
    key: &str,
    text: &str,
    tables: Tables<toml::Table>,
    set_line: fn(&mut T, u32),
    read: &mut ReadRegistry<T>,
) {
    let mut entries: Vec<(usize, String, String)> = tables
        .into_iter()
        .flat_map(|(found, entries)| {
            entries.into_iter().map(move |entry| {
                let name = entry.get_ref().get("name").and_then(toml::Value::as_str);
                (entry.span().start, found.clone(), name.unwrap_or_default().to_owned())
            })
        })
        .collect();
    entries.sort();
    let ends: Vec<usize> = entries.iter().skip(1).map(|(start, ..)| *start).collect();
    for (index, (start, found, name)) in entries.into_iter().enumerate() {
        let line = line_at(text, start);
        let own = &text[start..ends.get(index).copied().unwrap_or(text.len())];
        match toml::from_str::<Tables<T>>(own) {
            Ok(_) if found != key => read.problems.push((line, unknown_key(&found, key))),
            Ok(one) => {
                for entry in one.into_values().flatten() {
                    let mut entry = entry.into_inner();
                    set_line(&mut entry, line);
                    read.entries.push(entry);
                }
            }
            Err(error) => {
                let (inner, message) = problem(own, &error, &name);
                read.problems.push((line + inner - 1, message));
            }
        }
    }
}

fn unknown_key(found: &str, key: &str) -> Bilingual {
    bilingual!(
        "名录里只有 [[{key}]]，没有 [[{found}]]",
        "a registry has [[{key}]], and no [[{found}]]"
    )
}

/// What the reader of TOML says, with the entry's name when it has one.
fn problem(text: &str, error: &toml::de::Error, name: &str) -> Problem {
    let line = line_at(text, error.span().map_or(0, |span| span.start));
    let detail = error.message();
    let message = if name.is_empty() {
        bilingual!("名录有误：{detail}", "registry: {detail}")
    } else {
        bilingual!("名录里“{name}”这一条有误：{detail}", "registry, entry of `{name}`: {detail}")
    };
    (line, message)
}

#[derive(Serialize)]
struct Same<'a> {
    same: &'a [SameEntry],
}

#[derive(Serialize)]
struct Departments<'a> {
    department: &'a [DepartmentEntry],
}

/// The text of `departments.toml` with entries added at its end.
pub fn append_departments(
    text: &str,
    entries: &[DepartmentEntry],
) -> Result<String, toml::ser::Error> {
    if entries.is_empty() {
        return Ok(text.to_owned());
    }
    let added = toml::to_string(&Departments { department: entries })?;
    Ok(append(text, &added))
}

/// The text of `same.toml` with entries added at its end.
pub fn append_same(text: &str, entries: &[SameEntry]) -> Result<String, toml::ser::Error> {
    if entries.is_empty() {
        return Ok(text.to_owned());
    }
    let added = toml::to_string(&Same { same: entries })?;
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

#[cfg(test)]
mod tests {
    use super::*;

    const TWO: &str = "# 部门\n\n[[department]]\nid = \"gonganju\"\nname = \"槐川县公安局\"\ncounty = \"990121\"\n\
        line = [\"公安\", \"消防救援\"]\n\n[[department]]\nid = \"Min_Zheng\"\nname = \"槐川县民政局\"\n\
        county = \"990121\"\nline = \"民政\"\n";

    #[test]
    fn entries_know_the_line_where_they_begin() {
        let read = parse_departments(&TWO.replace("Min_Zheng", "minzhengju"));
        assert_eq!(read.problems, []);
        let lines: Vec<_> =
            read.entries.iter().map(|entry| (entry.at, entry.lines.clone())).collect();
        let names = |names: &[&str]| Some(names.iter().map(|n| (*n).to_owned()).collect());
        assert_eq!(lines, [(Some(3), names(&["公安", "消防救援"])), (Some(9), names(&["民政"]))]);
        let mut written = read.entries;
        let text = append_departments("", &written).unwrap_or_default();
        assert!(text.contains("line = \"民政\""), "{text}");
        let again = parse_departments(&text).entries;
        written.iter_mut().zip(&again).for_each(|(entry, again)| entry.at = again.at);
        assert_eq!(again, written);
    }

    #[test]
    fn one_wrong_entry_is_told_by_its_name_and_takes_no_other_with_it() {
        let read = parse_departments(TWO);
        assert_eq!(
            read.entries.iter().map(|e| e.name.as_str()).collect::<Vec<_>>(),
            ["槐川县公安局"]
        );
        assert_eq!(read.entries[0].at, Some(3));
        let [(line, message)] = read.problems.as_slice() else { panic!("{:?}", read.problems) };
        assert_eq!(*line, 10);
        for part in ["槐川县民政局", "Min_Zheng", "小写字母、数字与连字符"] {
            assert!(message.zh.contains(part), "{}", message.zh);
        }
    }

    #[test]
    fn what_is_no_registry_is_one_problem() {
        for (text, line) in [
            ("[[department]]\nid = \n", 2),
            ("version = 1\n", 1),
            ("\n[[departement]]\nid = \"a\"\nname = \"b\"\ncounty = \"990121\"\n", 2),
        ] {
            let read = parse_departments(text);
            assert_eq!(read.entries, [], "{text}");
            let lines: Vec<u32> = read.problems.iter().map(|(line, _)| *line).collect();
            assert_eq!(lines, [line], "{text}");
        }
    }
}
