//! Proposals for the registry of departments: names that the document prints and no entry has.
//!
//! A proposal is one entry a spelling. Which spellings are one body, a person decides. A name that is
//! only a part of one is not proposed: `check` reports it (Q0307, Q0309).

use std::collections::BTreeSet;

use crate::digest::short_hash;
use crate::model::{
    CountyCode, DepartmentEntry, DepartmentStatus, ListKind, Lists, Registries, Slug, Text,
    Township,
};
use crate::text::department::same_body;
use crate::text::known_bodies::{KnownBodies, NameDoubt};
use crate::text::place::printed_form;

/// Entries for the departments of a township that the registry does not know, in the order in which
/// they are printed.
pub fn propose_departments(township: &Township, registries: &Registries) -> Vec<DepartmentEntry> {
    let county = township.code.county();
    let mut seen = BTreeSet::new();
    let mut proposals = Vec::new();
    let bodies = known_bodies(&township.lists, township.place.county(), &county, registries);
    let duties = township.lists.iter();
    let names =
        duties.flat_map(|(list, duty)| duty.departments.iter().map(move |name| (list, name)));
    for (list, name) in names {
        if doubt_of(&bodies, list, name).is_some() || !seen.insert(name.as_str()) {
            continue;
        }
        let known = registries
            .departments
            .iter()
            .filter(|entry| entry.county == county)
            .any(|entry| is_spelling_of(entry, name, bodies.county()));
        if !known {
            proposals.extend(proposal(&county, name));
        }
    }
    proposals
}

/// The bodies that a township's lists show, and those of its county that a person has settled. The
/// county is called as the lists do: its full name may be longer (`某族自治县`).
pub(crate) fn known_bodies(
    lists: &Lists,
    county_name: &str,
    county: &CountyCode,
    registries: &Registries,
) -> KnownBodies {
    let labels: Vec<String> = lists
        .iter()
        .flat_map(|(list, duty)| list.sections().iter().map(|section| duty.section(*section)))
        .flat_map(Text::label_departments)
        .collect();
    let cells = lists.get(ListKind::Coop).iter().flat_map(|duty| &duty.departments);
    let (cells, labels) = (cells.map(String::as_str), labels.iter().map(String::as_str));
    let county_name = printed_form(county_name, cells.clone().chain(labels.clone()));
    let mut known = KnownBodies::new(&county_name, cells, labels);
    for entry in &registries.departments {
        if entry.county == *county && entry.status == DepartmentStatus::Settled {
            known.settle(&entry.name);
            entry.aliases.iter().for_each(|alias| known.settle(alias));
        }
    }
    known
}

/// What is wrong with a name of a duty's departments. Those of a reclaimed duty are labels of its text.
pub(crate) fn doubt_of(known: &KnownBodies, list: ListKind, name: &str) -> Option<NameDoubt> {
    if list == ListKind::Coop { known.doubt_in_cell(name) } else { known.doubt(name) }
}

/// Whether a printed name is the entry's name, one of its aliases, or its name without the county.
fn is_spelling_of(entry: &DepartmentEntry, name: &str, county_name: &str) -> bool {
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
