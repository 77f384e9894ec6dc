//! Departments as bodies: printed names resolved by the registry of their county.

use std::collections::{BTreeMap, HashMap};

use super::{DutyRef, duty_refs};
use crate::content::Content;
use crate::import::proposed_id;
use crate::model::{CountyCode, DepartmentEntry, DepartmentStatus, ListKind, Slug};
use crate::text::place::printed_form;

/// What is known of a body.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Standing {
    /// In the registry, looked at by a person.
    Settled,
    /// In the registry, proposed by an import.
    Proposed,
    /// In no registry: the body is the printed name and nothing more.
    Unregistered,
}

/// One body of one county, with the duties that name it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Department {
    /// Part of its page's URL.
    pub id: Slug,
    /// Full name.
    pub name: String,
    /// Other spellings.
    pub aliases: Vec<String>,
    /// Its county.
    pub county: CountyCode,
    /// How it is known.
    pub standing: Standing,
    /// Duties that it leads or shares (配合履职), in the order of the site.
    pub leads: Vec<DutyRef>,
    /// Duties that it took back (上级部门收回), in the order of the site.
    pub took_back: Vec<DutyRef>,
    /// 条线: indices into [`super::Graph::lines`].
    pub lines: Vec<usize>,
}

impl Department {
    /// How many duties name it.
    pub fn duty_count(&self) -> usize {
        self.leads.len() + self.took_back.len()
    }

    /// Whether any duty names it: a page without one would be empty.
    pub fn has_page(&self) -> bool {
        self.duty_count() > 0
    }
}

/// Finds the body that a printed name means.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct DepartmentIndex {
    by_name: HashMap<(CountyCode, String), usize>,
}

impl DepartmentIndex {
    /// An index over a registry. `county_names` gives each county's own name, which short forms
    /// leave out. Where two entries claim one spelling the first has it; `check` reports both.
    pub fn new(entries: &[DepartmentEntry], county_names: &BTreeMap<CountyCode, String>) -> Self {
        let mut by_name = HashMap::new();
        let mut add = |county: &CountyCode, name: String, index| {
            by_name.entry((county.clone(), name)).or_insert(index);
        };
        for (index, entry) in entries.iter().enumerate() {
            add(&entry.county, entry.name.clone(), index);
            for alias in &entry.aliases {
                add(&entry.county, alias.clone(), index);
            }
        }
        // Short forms come behind every name that is written down.
        for (index, entry) in entries.iter().enumerate() {
            let Some(county) = county_names.get(&entry.county) else { continue };
            let Some(bare) = entry.name.strip_prefix(county.as_str()) else { continue };
            if let Some(level) = county.chars().next_back() {
                add(&entry.county, format!("{level}{bare}"), index);
            }
            add(&entry.county, bare.to_owned(), index);
        }
        Self { by_name }
    }

    /// The index of the entry that a name means.
    pub fn find(&self, county: &CountyCode, name: &str) -> Option<usize> {
        self.by_name.get(&(county.clone(), name.to_owned())).copied()
    }
}

/// All bodies, and for each duty the bodies that it names.
pub(super) fn resolve_departments(
    content: &Content,
) -> (Vec<Department>, BTreeMap<DutyRef, Vec<usize>>) {
    let entries = &content.registries.departments;
    let county_names: BTreeMap<CountyCode, String> = content
        .townships
        .iter()
        .map(|t| {
            let county = t.township.code.county();
            let own = entries.iter().filter(|entry| entry.county == county);
            let names = own.map(|entry| entry.name.as_str());
            // Documents may leave the peoples out of its name: 某族自治县, 某县.
            (county.clone(), printed_form(t.township.place.county(), names))
        })
        .collect();
    let index = DepartmentIndex::new(entries, &county_names);
    let mut departments: Vec<Department> = entries.iter().map(registered).collect();
    let mut unregistered: HashMap<(CountyCode, String), usize> = HashMap::new();
    let mut named: BTreeMap<DutyRef, Vec<usize>> = BTreeMap::new();
    for duty_ref in duty_refs(content) {
        let county = content.townships[duty_ref.township].township.code.county();
        for name in &duty_ref.of(content).departments {
            let found = index.find(&county, name).or_else(|| {
                let key = (county.clone(), name.clone());
                if let Some(known) = unregistered.get(&key) {
                    return Some(*known);
                }
                let id = proposed_id(&county, name)?;
                unregistered.insert(key, departments.len());
                departments.push(printed_only(id, &county, name));
                Some(departments.len() - 1)
            });
            let Some(found) = found else { continue };
            let bodies = named.entry(duty_ref).or_default();
            if bodies.contains(&found) {
                continue;
            }
            bodies.push(found);
            match duty_ref.list {
                ListKind::Coop => departments[found].leads.push(duty_ref),
                ListKind::Reclaimed => departments[found].took_back.push(duty_ref),
                ListKind::Basic => {}
            }
        }
    }
    (departments, named)
}

fn registered(entry: &DepartmentEntry) -> Department {
    Department {
        id: entry.id.clone(),
        name: entry.name.clone(),
        aliases: entry.aliases.clone(),
        county: entry.county.clone(),
        standing: match entry.status {
            DepartmentStatus::Settled => Standing::Settled,
            DepartmentStatus::Proposed => Standing::Proposed,
        },
        leads: Vec::new(),
        took_back: Vec::new(),
        lines: Vec::new(),
    }
}

fn printed_only(id: Slug, county: &CountyCode, name: &str) -> Department {
    Department {
        id,
        name: name.to_owned(),
        aliases: Vec::new(),
        county: county.clone(),
        standing: Standing::Unregistered,
        leads: Vec::new(),
        took_back: Vec::new(),
        lines: Vec::new(),
    }
}
