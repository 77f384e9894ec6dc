//! `index.md`: TOML front matter between `+++` lines, then the 说明 as Markdown.

use std::collections::BTreeMap;

use serde::{Deserialize, Deserializer, Serialize, de};
use toml::Spanned;
use toml::value::{Date, Datetime};

use super::toml_words::explain;
use crate::bilingual;
use crate::diag::Bilingual;
use crate::model::{
    Day, DeclaredCounts, DutyId, Edition, Lists, Place, Settled, Source, Township, TownshipCode,
};
use crate::text::chars::line_at;

const FENCE: &str = "+++";

/// The front matter as it is written.
#[derive(Debug, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct RawIndex {
    code: TownshipCode,
    place: Place,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    edition: Option<Edition>,
    title: String,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    issued: Option<String>,
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    withdrawn: Vec<DutyId>,
    #[serde(default, skip_serializing_if = "is_default")]
    counts: DeclaredCounts,
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    record: BTreeMap<String, String>,
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    sources: Vec<Source>,
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    settled: Vec<Spanned<RawSettled>>,
}

/// A `[[settled]]` as it is written. What a person has yet to fill in may be left out or empty:
/// `check` says so.
#[derive(Debug, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct RawSettled {
    code: String,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    duty: Option<DutyId>,
    #[serde(default, skip_serializing_if = "Option::is_none", deserialize_with = "read_day")]
    date: Option<Datetime>,
    #[serde(default)]
    reason: String,
    #[serde(default)]
    text: String,
}

/// A date, or text with one, which is what a form to fill in has; empty text is none.
fn read_day<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Option<Datetime>, D::Error> {
    let expected = || de::Error::custom("a date as 2026-11-22 / 形如 2026-11-22 的日期");
    let date = match toml::Value::deserialize(deserializer)? {
        toml::Value::String(text) if text.trim().is_empty() => return Ok(None),
        toml::Value::String(text) => text.trim().parse().map_err(|_| expected())?,
        toml::Value::Datetime(date) => date,
        _ => return Err(expected()),
    };
    if date.time.is_some() || day_of(date).is_none() { Err(expected()) } else { Ok(Some(date)) }
}

fn day_of(date: Datetime) -> Option<Day> {
    date.date.and_then(|d| Day::of(d.year, d.month, d.day))
}

impl RawSettled {
    fn of(settled: &Settled) -> Self {
        let date = settled.date.map(|day| {
            let (year, month, day) = day.parts();
            Datetime { date: Some(Date { year, month, day }), time: None, offset: None }
        });
        let Settled { code, duty, reason, text, .. } = settled.clone();
        Self { code, duty, date, reason, text }
    }

    fn settled(self) -> Settled {
        let Self { code, duty, date, reason, text } = self;
        // One line each: a line `+++` inside a text would end the front matter when it is written.
        let [code, reason, text] = [code, reason, text].map(|t| t.replace(['\r', '\n'], " "));
        Settled { code, duty, date: date.and_then(day_of), reason, text }
    }
}

/// `index.md` as it was read.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Index {
    /// The township; its lists are empty.
    pub township: Township,
    /// The line of each of its `[[settled]]`, in their order.
    pub settled_lines: Vec<u32>,
}

fn is_default(counts: &DeclaredCounts) -> bool {
    *counts == DeclaredCounts::default()
}

/// A problem of `index.md`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Problem {
    /// Line of the file, from 1.
    pub line: u32,
    /// What is wrong.
    pub message: Bilingual,
    /// The finding's code.
    pub code: crate::diag::Code,
}

/// Writes `index.md`.
pub fn write_index(township: &Township) -> Result<String, toml::ser::Error> {
    let raw = RawIndex {
        code: township.code.clone(),
        place: township.place.clone(),
        edition: township.edition.clone(),
        title: township.title.clone(),
        issued: township.issued.clone(),
        withdrawn: township.withdrawn.clone(),
        counts: township.declared,
        record: township.record.clone(),
        sources: township.sources.clone(),
        settled: township.settled.iter().map(|s| Spanned::new(0..0, RawSettled::of(s))).collect(),
    };
    let matter = toml::to_string(&raw)?;
    let note = township.note.trim();
    let body = if note.is_empty() { String::new() } else { format!("\n{note}\n") };
    Ok(format!("{FENCE}\n{matter}{FENCE}\n{body}"))
}

/// Reads `index.md`.
pub fn parse_index(text: &str) -> Result<Index, Vec<Problem>> {
    let (matter, body) = split(text).ok_or_else(|| {
        vec![Problem {
            line: 1,
            message: bilingual!(
                "index.md 应当以 `+++` 开头，中间是 TOML，再以一行 `+++` 结束",
                "index.md should begin with `+++`, then TOML, then a line `+++`"
            ),
            code: super::FORM,
        }]
    })?;
    let raw: RawIndex = toml::from_str(matter).map_err(|error| {
        let line = line_at(matter, error.span().map_or(0, |span| span.start));
        let Bilingual { zh, en } = explain(error.message());
        vec![Problem {
            // The opening fence is line 1.
            line: line + 1,
            message: bilingual!("front matter 有误：{zh}", "front matter: {en}"),
            code: super::FORM,
        }]
    })?;
    let escaping: Vec<Problem> = raw
        .sources
        .iter()
        .filter(|source| !is_file_name(&source.file))
        .map(|source| {
            let file = &source.file;
            Problem {
                line: line_of(text, file),
                message: bilingual!(
                    "sources 的 file 只能是文件名，不能带路径：`{file}`",
                    "`file` of sources is a file name, not a path: `{file}`"
                ),
                code: super::PATH,
            }
        })
        .collect();
    if !escaping.is_empty() {
        return Err(escaping);
    }
    // The opening fence is line 1.
    let settled_lines = raw.settled.iter().map(|s| line_at(matter, s.span().start) + 1).collect();
    let township = Township {
        code: raw.code,
        place: raw.place,
        edition: raw.edition,
        title: raw.title,
        issued: raw.issued,
        sources: raw.sources,
        record: raw.record,
        declared: raw.counts,
        withdrawn: raw.withdrawn,
        settled: raw.settled.into_iter().map(|s| s.into_inner().settled()).collect(),
        note: body.trim().to_owned(),
        lists: Lists::default(),
    };
    Ok(Index { township, settled_lines })
}

fn split(text: &str) -> Option<(&str, &str)> {
    let text = text.strip_prefix('\u{FEFF}').unwrap_or(text);
    let rest = text.strip_prefix(FENCE)?;
    let rest = rest.strip_prefix("\r\n").or_else(|| rest.strip_prefix('\n'))?;
    if let Some(body) = rest.strip_prefix(FENCE) {
        return Some(("", body));
    }
    let end = rest.find("\n+++")?;
    Some((&rest[..=end], &rest[end + 1 + FENCE.len()..]))
}

/// A file name and nothing more: no folder, no drive, no way up.
fn is_file_name(name: &str) -> bool {
    !name.is_empty()
        && name != "."
        && name != ".."
        && !name.contains(['/', '\\', '\0'])
        && !is_drive(name)
        && !name.chars().any(char::is_control)
}

/// `C:…`: a path of Windows.
fn is_drive(name: &str) -> bool {
    let mut chars = name.chars();
    chars.next().is_some_and(|c| c.is_ascii_alphabetic()) && chars.next() == Some(':')
}

fn line_of(text: &str, needle: &str) -> u32 {
    let at = text.find(needle).or_else(|| text.find("file")).unwrap_or(0);
    line_at(text, at)
}

#[cfg(test)]
mod tests {
    use super::*;

    const INDEX: &str = "+++\ncode = \"990121101\"\nplace = [\"槐川县\", \"柳河镇\"]\nedition = \"2025-08\"\n\
        title = \"柳河镇履职事项清单\"\nissued = \"2025-08\"\n\n[counts]\nbasic = 23\n\n[[sources]]\nfile = \"a.txt\"\nsha256 = \"00\"\n\n\
        [[settled]]\ncode = \"Q0203\"\nduty = \"c19\"\ndate = 2026-11-22\nreason = \"原文如此\"\ntext = \"3f9a1c20\"\n\n\
        [[settled]]\ncode = \"Q0106\"\nreason = \"\"\ntext = \"\"\n+++\n\n说明文字。\n";

    #[test]
    fn index_round_trip() {
        let index = parse_index(INDEX);
        assert!(index.is_ok(), "{index:?}");
        let written = index.as_ref().ok().and_then(|i| write_index(&i.township).ok());
        assert_eq!(written.as_deref(), Some(INDEX));
    }

    #[test]
    fn a_path_that_leaves_the_site_is_refused() {
        for path in ["../../etc/passwd", "/etc/passwd", "a/b.txt", "C:\\\\x.txt", ".."] {
            let problems = parse_index(&INDEX.replace("a.txt", path)).err().unwrap_or_default();
            assert_eq!(
                problems.first().map(|p| (p.code, p.line)),
                Some((super::super::PATH, 12)),
                "{path}"
            );
        }
    }

    #[test]
    #[expect(clippy::panic, reason = "a test ends where something is not as expected")]
    fn settled_entries_have_their_lines_and_dates_may_be_to_fill_in() {
        let read = |text: &str| parse_index(text).map(|i| (i.settled_lines, i.township.settled));
        let (lines, settled) = read(INDEX).unwrap_or_default();
        assert_eq!(lines, [15, 22]);
        assert_eq!(settled[0].date.map(|d| d.to_string()).as_deref(), Some("2026-11-22"));
        assert_eq!(settled[1].date, None);
        let quoted = INDEX.replace("2026-11-22", "\"2026-11-22\"");
        assert_eq!(read(&quoted), read(INDEX));
        let empty = read(&INDEX.replace("2026-11-22", "\"\"")).unwrap_or_default();
        assert_eq!(empty.1[0].date, None);
        let lines = INDEX.replace("原文如此", "原文\\n+++\\n如此");
        let township = parse_index(&lines).map_or_else(|e| panic!("{e:?}"), |i| i.township);
        let written = write_index(&township).unwrap_or_default();
        assert_eq!(parse_index(&written).map(|i| i.township), Ok(township), "{written}");
        for wrong in ["\"昨天\"", "2026-11-22T08:00:00", "2026-13-01", "7"] {
            let problems = read(&INDEX.replace("2026-11-22", wrong)).err().unwrap_or_default();
            assert_eq!(problems.first().map(|p| p.line), Some(18), "{wrong}: {problems:?}");
        }
    }

    #[test]
    fn mistakes_are_reported_with_their_line() {
        let line = |text: &str| parse_index(text).err().and_then(|p| p.first().map(|p| p.line));
        assert_eq!(line("没有"), Some(1));
        assert_eq!(line(&INDEX.replace("990121101", "99012110")), Some(2));
        assert_eq!(line(&INDEX.replace("title", "titel")), Some(5));
    }
}
