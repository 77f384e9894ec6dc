//! The registries as TOML files under `content/`: read entry by entry, so that one that is wrong takes
//! no other with it; appended to by imports so that a person's order and comments stay.

use std::collections::BTreeMap;

use serde::Serialize;
use serde::de::DeserializeOwned;
use toml::Spanned;

use super::toml_words::explain;
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
    parse("place", text)
}

/// Reads `departments.toml`.
pub fn parse_departments(text: &str) -> ReadRegistry<DepartmentEntry> {
    parse("department", text)
}

/// Reads `categories.toml`.
pub fn parse_categories(text: &str) -> ReadRegistry<CategoryEntry> {
    parse("category", text)
}

/// Reads `same.toml`.
pub fn parse_same(text: &str) -> ReadRegistry<SameEntry> {
    parse("same", text)
}

/// The lines of bytes of a text: those that come in order are counted in one walk over it.
struct LineCounter<'a> {
    text: &'a str,
    byte: usize,
    line: u32,
}

impl<'a> LineCounter<'a> {
    fn new(text: &'a str) -> Self {
        Self { text, byte: 0, line: 1 }
    }

    fn line(&mut self, byte: usize) -> u32 {
        if byte < self.byte {
            *self = Self::new(self.text);
        }
        let rest = self.text.get(self.byte..).unwrap_or_default();
        self.line += line_at(rest, byte - self.byte) - 1;
        self.byte = byte;
        self.line
    }
}

/// A file of nothing but `[[key]]`.
type Tables<T> = BTreeMap<String, Vec<Spanned<T>>>;

/// An entry of any registry.
trait Entry: DeserializeOwned {
    /// Notes the line where it begins.
    fn begins_at(&mut self, line: u32);

    /// What people write it as: its names and, of a department, its lines.
    fn spellings(&self) -> Vec<&str>;
}

impl Entry for PlaceEntry {
    fn begins_at(&mut self, line: u32) {
        self.at = Some(line);
    }

    fn spellings(&self) -> Vec<&str> {
        self.aliases.iter().map(String::as_str).collect()
    }
}

impl Entry for DepartmentEntry {
    fn begins_at(&mut self, line: u32) {
        self.at = Some(line);
    }

    fn spellings(&self) -> Vec<&str> {
        let lines = self.lines.iter().flatten().map(String::as_str);
        self.names().chain(lines).collect()
    }
}

impl Entry for CategoryEntry {
    fn begins_at(&mut self, line: u32) {
        self.at = Some(line);
    }

    fn spellings(&self) -> Vec<&str> {
        self.names().collect()
    }
}

impl Entry for SameEntry {
    fn begins_at(&mut self, line: u32) {
        self.line = line;
    }

    fn spellings(&self) -> Vec<&str> {
        Vec::new()
    }
}

/// Takes an entry that has its form. A blank name would be a page without a heading.
fn take<T: Entry>(read: &mut ReadRegistry<T>, mut entry: T, line: u32) {
    entry.begins_at(line);
    if entry.spellings().iter().any(|spelling| spelling.trim().is_empty()) {
        let message = bilingual!(
            "这一条的名称、别名或条线有一个是空的：写上，或者删去那一项",
            "a name, an alias or a line of this entry is blank: fill it in, or remove it"
        );
        read.problems.push((line, message));
    } else {
        read.entries.push(entry);
    }
}

fn parse<T: Entry>(key: &str, text: &str) -> ReadRegistry<T> {
    let mut read = ReadRegistry { entries: Vec::new(), problems: Vec::new() };
    match toml::from_str::<Tables<T>>(text) {
        Ok(tables) => {
            let mut lines = LineCounter::new(text);
            for (found, entries) in tables {
                for entry in entries {
                    let line = lines.line(entry.span().start);
                    if found == key {
                        take(&mut read, entry.into_inner(), line);
                    } else {
                        read.problems.push((line, unknown_key(&found, key)));
                    }
                }
            }
        }
        Err(error) => {
            parse_each(key, text, &mut read);
            if read.problems.is_empty() {
                read.problems.push(problem(text, &error, ""));
            }
        }
    }
    read
}

/// Reads each entry for itself, so that a slip takes no other entry with it.
fn parse_each<T: Entry>(key: &str, text: &str, read: &mut ReadRegistry<T>) {
    let mut lines = LineCounter::new(text);
    for (start, own) in entries_of(text) {
        let line = lines.line(start);
        match toml::from_str::<Tables<T>>(own) {
            Ok(tables) => {
                for (found, entries) in tables {
                    if found != key {
                        read.problems.push((line, unknown_key(&found, key)));
                        continue;
                    }
                    for entry in entries {
                        take(read, entry.into_inner(), line);
                    }
                }
            }
            Err(error) => {
                let (inner, message) = problem(own, &error, name_in(own));
                read.problems.push((line + inner - 1, message));
            }
        }
    }
}

/// The text of each entry with where it begins, by the lines that begin with `[[`; first what stands before them.
fn entries_of(text: &str) -> impl Iterator<Item = (usize, &str)> {
    let mut starts = vec![0];
    let mut at = 0;
    for line in text.split_inclusive('\n') {
        if at > 0 && line.trim_start().starts_with("[[") {
            starts.push(at);
        }
        at += line.len();
    }
    let ends: Vec<usize> = starts.iter().skip(1).copied().chain([text.len()]).collect();
    starts.into_iter().zip(ends).map(|(start, end)| (start, &text[start..end]))
}

/// The name that an entry gives itself, as far as it can be read.
fn name_in(entry: &str) -> &str {
    let found = entry.lines().find_map(|line| {
        let value = line.trim_start().strip_prefix("name")?.trim_start().strip_prefix('=')?;
        value.trim_start().strip_prefix('"')
    });
    found.and_then(|rest| rest.split('"').next()).unwrap_or_default()
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
    let Bilingual { zh, en } = explain(error.message());
    let message = if name.is_empty() {
        bilingual!("名录有误：{zh}", "registry: {en}")
    } else {
        bilingual!("名录里“{name}”这一条有误：{zh}", "registry, entry of `{name}`: {en}")
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
        assert_eq!(read.problems.iter().map(|(line, _)| *line).collect::<Vec<_>>(), [10]);
        for part in ["槐川县民政局", "Min_Zheng", "小写字母、数字与连字符"] {
            let told = read.problems.iter().any(|(_, message)| message.zh.contains(part));
            assert!(told, "{part} in {:?}", read.problems);
        }
    }

    #[test]
    fn a_blank_spelling_is_a_problem_of_its_entry() {
        for field in ["name = \"\"", "name = \"a\"\naliases = [\" \"]", "name = \"a\"\nline = \"\""]
        {
            let text = format!("{TWO}\n[[department]]\nid = \"a\"\ncounty = \"990121\"\n{field}\n");
            let read = parse_departments(&text.replace("Min_Zheng", "minzhengju"));
            assert_eq!(read.entries.len(), 2, "{field}");
            assert_eq!(
                read.problems.iter().map(|(line, _)| *line).collect::<Vec<_>>(),
                [15],
                "{field}"
            );
        }
    }

    #[test]
    fn a_slip_of_the_pen_takes_no_other_entry_with_it() {
        for slip in ["county = \"990121", "county = “990121”", "not = [\"a\""] {
            let text =
                TWO.replacen("county = \"990121\"", slip, 1).replace("Min_Zheng", "minzhengju");
            let read = parse_departments(&text);
            let names: Vec<&str> = read.entries.iter().map(|e| e.name.as_str()).collect();
            assert_eq!(names, ["槐川县民政局"], "{slip}");
            assert_eq!(read.entries[0].at, Some(9), "{slip}");
            let told = read.problems.iter().all(|(line, message)| {
                (6..=8).contains(line) && message.zh.contains("槐川县公安局")
            });
            assert!(told && read.problems.len() == 1, "{slip}: {:?}", read.problems);
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
