//! Lines (条线): the same kind of department in each county.

use std::collections::BTreeMap;

use super::Department;
use crate::digest::short_hash;
use crate::model::{DepartmentEntry, Slug};

/// The same kind of department across counties.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct DepartmentLine {
    /// Part of its page's URL.
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

/// The lines of the registry's entries, which stand at the head of `departments`, in order of name.
pub(super) fn resolve_lines(
    entries: &[DepartmentEntry],
    departments: &mut [Department],
) -> Vec<DepartmentLine> {
    let mut by_name: BTreeMap<&str, Vec<usize>> = BTreeMap::new();
    for (index, entry) in entries.iter().enumerate() {
        if let Some(line) = &entry.line {
            by_name.entry(line).or_default().push(index);
        }
    }
    let mut lines = Vec::new();
    for (name, mut members) in by_name {
        let Ok(id) = format!("x-{}", short_hash(name, 8)).parse() else { continue };
        members.sort_by_key(|index| (departments[*index].county.clone(), *index));
        for index in &members {
            departments[*index].lines.push(lines.len());
        }
        lines.push(DepartmentLine { id, name: name.to_owned(), departments: members });
    }
    lines
}
