//! Proposals for the registry of departments: names that the document prints and no entry has.
//!
//! A proposal is one entry a spelling. Which spellings are one body, a person decides.

use std::collections::BTreeSet;

use crate::digest::short_hash;
use crate::model::{CountyCode, DepartmentEntry, DepartmentStatus, Registries, Slug, Township};
use crate::text::department::same_body;

/// Entries for the departments of a township that the registry does not know, in the order in which
/// they are printed.
pub fn propose_departments(township: &Township, registries: &Registries) -> Vec<DepartmentEntry> {
    let county = township.code.county();
    let county_name = township.place.county();
    let mut seen = BTreeSet::new();
    let mut proposals = Vec::new();
    for name in township.lists.iter().flat_map(|(_, duty)| &duty.departments) {
        if !seen.insert(name.as_str()) {
            continue;
        }
        let known = registries
            .departments
            .iter()
            .filter(|entry| entry.county == county)
            .any(|entry| is_spelling_of(entry, name, county_name));
        if !known {
            proposals.extend(proposal(&county, name));
        }
    }
    proposals
}

/// Whether a printed name is the entry's name, one of its aliases, or its name without the county.
pub(crate) fn is_spelling_of(entry: &DepartmentEntry, name: &str, county_name: &str) -> bool {
    entry.aliases.iter().any(|alias| alias == name) || same_body(&entry.name, name, county_name)
}

/// The id is a hash of county and name: stable, and a person may choose a better one before the site
/// is public. Pinyin would be wrong for too many names.
pub fn proposed_id(county: &CountyCode, name: &str) -> Option<Slug> {
    let hash = short_hash(format!("{county}{name}"), 8);
    format!("{county}-{hash}").parse().ok()
}

fn proposal(county: &CountyCode, name: &str) -> Option<DepartmentEntry> {
    Some(DepartmentEntry {
        id: proposed_id(county, name)?,
        name: name.to_owned(),
        aliases: Vec::new(),
        county: county.clone(),
        line: None,
        status: DepartmentStatus::Proposed,
    })
}
