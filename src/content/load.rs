//! Reading a site's `content/`: every township below it, the registries, the site's own prose.
//!
//! Nothing stops at the first problem: what cannot be read is a finding of severity error, and the
//! rest is read.

use std::collections::BTreeMap;
use std::fs;
use std::io;
use std::path::{Path, PathBuf};

use rayon::prelude::*;
use walkdir::{DirEntry, WalkDir};

use super::markdown::{ListLines, parse_list};
use super::{FORM, INDEX_FILE, PROVENANCE_FILE, front_matter, list_file, registry};
use crate::bilingual;
use crate::diag::{Bilingual, Finding, Location, Severity};
use crate::model::{ListKind, Provenance, Registries, Township};

/// No content file is larger: a list has a few hundred kilobytes.
const MAX_BYTES: u64 = 64 * 1024 * 1024;

/// Everything under `content/`.
#[derive(Debug, Default)]
pub struct Content {
    /// The townships, by code and then folder.
    pub townships: Vec<LoadedTownship>,
    /// The registries.
    pub registries: Registries,
    /// The site's own prose by file stem (`home`, `about`): Markdown.
    pub prose: BTreeMap<String, String>,
    /// Files that do not have their form: all of severity error.
    pub problems: Vec<Finding>,
}

/// A township with where it stands.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct LoadedTownship {
    /// Its folder, relative to the site.
    pub folder: PathBuf,
    /// What it publishes.
    pub township: Township,
    /// The cells as they stood in the document; empty when there is no file.
    pub provenance: Provenance,
    /// Where each field of each duty stands in its list's file.
    pub lines: ListLines,
    /// The line of each `[[settled]]` in `index.md`.
    pub settled_lines: Vec<u32>,
}

/// Files of prose that belong to the site and not to a township.
const PROSE: &[&str] = &["home", "about"];

/// Reads `content/` of a site. A site without the folder has no townships.
pub fn load(root: &Path) -> Content {
    let mut content = Content::default();
    let base = root.join("content");
    let mut indexes = Vec::new();
    if base.is_dir() {
        for entry in WalkDir::new(&base).sort_by_file_name() {
            match entry {
                Ok(entry) if entry.file_name() == INDEX_FILE && entry.file_type().is_file() => {
                    indexes.push(entry.into_path());
                }
                Ok(entry) => {
                    content.problems.extend(without_index(root, &entry));
                    content.problems.extend(interrupted_import(root, &entry));
                }
                Err(error) => {
                    let path = error.path().map(|p| relative(root, p)).unwrap_or_default();
                    let detail = error.to_string();
                    content.problems.push(problem(
                        &path,
                        None,
                        bilingual!("无法读取：{detail}", "cannot be read: {detail}"),
                    ));
                }
            }
        }
    }
    load_registries(root, &base, &mut content);
    for stem in PROSE {
        if let Some(text) = read(root, &base.join(format!("{stem}.md")), &mut content.problems) {
            content.prose.insert((*stem).to_owned(), text);
        }
    }
    let loaded: Vec<(Option<LoadedTownship>, Vec<Finding>)> =
        indexes.par_iter().map(|index| load_township(root, index)).collect();
    for (township, problems) in loaded {
        content.townships.extend(township);
        content.problems.extend(problems);
    }
    content.sort_townships();
    content
}

impl Content {
    /// Puts the townships into the order of the site.
    pub fn sort_townships(&mut self) {
        self.townships
            .sort_by(|a, b| (&a.township.code, &a.folder).cmp(&(&b.township.code, &b.folder)));
    }
}

/// What an import that was killed leaves behind: the old file, set aside.
fn interrupted_import(root: &Path, entry: &DirEntry) -> Option<Finding> {
    let name = entry.file_name().to_str()?;
    let aside = entry.path().extension().is_some_and(|extension| extension == "old");
    (name.starts_with('.') && aside && entry.file_type().is_file()).then(|| {
        problem(
            &relative(root, entry.path()),
            None,
            bilingual!(
                "上一次导入没有做完：这是原来的文件。请用它恢复，或者删去它，再导入一次",
                "an import was interrupted: this is the file that was there. Put it back or remove it, then import again"
            ),
        )
    })
}

/// A list whose folder has no `index.md` would be left out in silence.
fn without_index(root: &Path, entry: &DirEntry) -> Option<Finding> {
    let name = entry.file_name().to_str()?;
    let is_list =
        name == PROVENANCE_FILE || ListKind::ALL.iter().any(|list| name == list_file(*list));
    let folder = entry.path().parent()?;
    (is_list && entry.file_type().is_file() && !folder.join(INDEX_FILE).is_file()).then(|| {
        problem(
            &relative(root, entry.path()),
            None,
            bilingual!(
                "同一个文件夹里没有 {INDEX_FILE}，不知道是哪个乡镇的",
                "there is no {INDEX_FILE} beside it, so nobody knows whose it is"
            ),
        )
    })
}

fn load_registries(root: &Path, base: &Path, content: &mut Content) {
    let problems = &mut content.problems;
    let places = base.join(registry::PLACES_FILE);
    let departments = base.join(registry::DEPARTMENTS_FILE);
    let categories = base.join(registry::CATEGORIES_FILE);
    content.registries = Registries {
        places: read_registry(root, &places, registry::parse_places, problems),
        departments: read_registry(root, &departments, registry::parse_departments, problems),
        categories: read_registry(root, &categories, registry::parse_categories, problems),
        same: read_registry(root, &base.join(registry::SAME_FILE), registry::parse_same, problems),
    };
}

fn read_registry<T>(
    root: &Path,
    path: &Path,
    parse: fn(&str) -> registry::ReadRegistry<T>,
    problems: &mut Vec<Finding>,
) -> Vec<T> {
    let Some(text) = read(root, path, problems) else { return Vec::new() };
    let read = parse(&text);
    let path = relative(root, path);
    problems.extend(read.problems.into_iter().map(|(line, m)| problem(&path, Some(line), m)));
    read.entries
}

fn load_township(root: &Path, index: &Path) -> (Option<LoadedTownship>, Vec<Finding>) {
    let mut problems = Vec::new();
    let Some(text) = read(root, index, &mut problems) else { return (None, problems) };
    let front_matter::Index { mut township, settled_lines } = match front_matter::parse_index(&text)
    {
        Ok(index) => index,
        Err(errors) => {
            problems.extend(errors.into_iter().map(|e| Finding {
                code: e.code,
                ..problem(&relative(root, index), Some(e.line), e.message)
            }));
            return (None, problems);
        }
    };
    let folder = index.parent().unwrap_or(root);
    let mut lines = ListLines::new();
    for list in ListKind::ALL {
        let path = folder.join(list_file(list));
        if let Some(text) = read(root, &path, &mut problems) {
            let parsed = parse_list(list, &text);
            *township.lists.get_mut(list) = parsed.duties;
            lines.extend(parsed.lines);
            let path = relative(root, &path);
            problems
                .extend(parsed.problems.into_iter().map(|(line, m)| problem(&path, Some(line), m)));
        }
    }
    let provenance = load_provenance(root, &folder.join(PROVENANCE_FILE), &mut problems);
    let folder = relative(root, folder);
    (Some(LoadedTownship { folder, township, provenance, lines, settled_lines }), problems)
}

fn load_provenance(root: &Path, path: &Path, problems: &mut Vec<Finding>) -> Provenance {
    let Some(text) = read(root, path, problems) else { return Provenance::default() };
    serde_json::from_str(&text).unwrap_or_else(|error| {
        let detail = error.to_string();
        let line = u32::try_from(error.line()).ok();
        problems.push(problem(
            &relative(root, path),
            line,
            bilingual!("出处文件有误：{detail}", "provenance: {detail}"),
        ));
        Provenance::default()
    })
}

/// The text of a file; none when there is none. What is there and cannot be read is a problem.
fn read(root: &Path, path: &Path, problems: &mut Vec<Finding>) -> Option<String> {
    let shown = relative(root, path);
    let result = fs::metadata(path).and_then(|meta| {
        if meta.len() > MAX_BYTES {
            return Err(io::Error::new(io::ErrorKind::FileTooLarge, "larger than 64 MB"));
        }
        fs::read(path)
    });
    let bytes = match result {
        Ok(bytes) => bytes,
        Err(error) if error.kind() == io::ErrorKind::NotFound => return None,
        Err(error) => {
            let detail = error.to_string();
            problems.push(problem(
                &shown,
                None,
                bilingual!("无法读取：{detail}", "cannot be read: {detail}"),
            ));
            return None;
        }
    };
    String::from_utf8(bytes)
        .map_err(|error| {
            let offset = error.utf8_error().valid_up_to();
            let before = error.as_bytes().iter().take(offset);
            let line = 1 + before.filter(|byte| **byte == b'\n').count();
            problems.push(problem(
                &shown,
                u32::try_from(line).ok(),
                bilingual!(
                    "不是 UTF-8 编码：第 {offset} 字节无法识别；请另存为 UTF-8",
                    "not UTF-8: byte {offset} cannot be read; save the file as UTF-8"
                ),
            ));
        })
        .ok()
}

fn problem(path: &Path, line: Option<u32>, message: Bilingual) -> Finding {
    Finding::new(FORM, Severity::Error, Location::file(path, line), message)
}

fn relative(root: &Path, path: &Path) -> PathBuf {
    path.strip_prefix(root).unwrap_or(path).to_owned()
}
