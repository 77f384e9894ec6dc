//! Lines (条线): the same kind of department in each county.

use std::collections::BTreeMap;

use super::{Department, DepartmentIndex};
use crate::model::{DepartmentEntry, DepartmentKind, Slug};
use crate::text::line::{Line, line_named, lines_of_shape};

/// The same kind of department across counties.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct DepartmentLine {
    /// Part of its page's URL: of the table of common lines, else a hash of its name.
    pub id: Slug,
    /// 农业农村 …
    pub name: String,
    /// Indices into [`super::Graph::departments`], by county, then as there.
    pub departments: Vec<usize>,
}

impl DepartmentLine {
    /// Whether any of its departments has a page.
    pub fn has_page(&self, departments: &[Department]) -> bool {
        self.departments.iter().any(|index| departments[*index].has_page())
    }
}

/// The lines of all departments, in order of name: those that the registry's entries give (they stand at
/// the head of `departments`), else those of the table of common lines.
pub(super) fn resolve_lines(
    entries: &[DepartmentEntry],
    departments: &mut [Department],
    index: &DepartmentIndex,
) -> Vec<DepartmentLine> {
    let mut by_name: BTreeMap<String, (Slug, Vec<usize>)> = BTreeMap::new();
    for (at, department) in departments.iter().enumerate() {
        if department.same_as.is_some() || department.kind == DepartmentKind::Class {
            continue;
        }
        let given = entries.get(at).and_then(|entry| entry.lines.as_ref());
        let names: Vec<(String, Option<Slug>)> = match given {
            Some(names) => names.iter().map(|name| named(name)).collect(),
            None => common(department, index),
        };
        for (name, id) in names {
            let Some(id) = id else { continue };
            let members = &mut by_name.entry(name).or_insert((id, Vec::new())).1;
            if members.last() != Some(&at) {
                members.push(at);
            }
        }
    }
    let mut lines = Vec::new();
    for (name, (id, mut members)) in by_name {
        members.sort_by_key(|index| (departments[*index].county.clone(), *index));
        for index in &members {
            departments[*index].lines.push(lines.len());
        }
        lines.push(DepartmentLine { id, name, departments: members });
    }
    lines
}

/// The name and id of a line that a registry names.
fn named(name: &str) -> (String, Option<Slug>) {
    let hashed = || (name.to_owned(), Some(Slug::hashed("x", name, |_| false)));
    line_named(name).map_or_else(hashed, in_table)
}

fn in_table(line: &Line) -> (String, Option<Slug>) {
    (line.name.to_owned(), line.id.parse().ok())
}

/// The common lines of a department by its name, else by its other spellings.
fn common(department: &Department, index: &DepartmentIndex) -> Vec<(String, Option<Slug>)> {
    let Some(locality) = index.locality(&department.county) else { return Vec::new() };
    let lines = |name: &String| lines_of_shape(&locality.shape(name));
    let names = std::iter::once(&department.name).chain(&department.aliases);
    let first = names.map(lines).find(|lines| !lines.is_empty()).unwrap_or_default();
    first.into_iter().map(in_table).collect()
}
