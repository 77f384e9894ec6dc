//! Departments as bodies: printed names resolved by the registry of their county.

use std::collections::{BTreeMap, HashMap, HashSet};
use std::ops::Range;

use super::{DutyRef, duty_refs};
use crate::content::Content;
use crate::import::free_id;
use crate::model::{
    CountyCode, DepartmentEntry, DepartmentKind, DepartmentStatus, ListKind, Registries, Slug,
};
use crate::text::bodies::{ends_as_body, is_common_body, names_class};
use crate::text::body_forms::Locality;
use crate::text::body_index::{BodyIndex, Spelling, name_parts};

/// What is known of a body.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Standing {
    /// In the registry, looked at by a person.
    Settled,
    /// In the registry, proposed by an import.
    Proposed,
    /// Its county has no registry: the body is the printed name and nothing more.
    Unregistered,
    /// Its county has a registry and that does not have it, nor has it the form of a whole name.
    Unresolved,
}

impl Standing {
    /// Whether a registry has it.
    pub fn is_registered(self) -> bool {
        matches!(self, Self::Settled | Self::Proposed)
    }
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
    /// A body, or a class of bodies.
    pub kind: DepartmentKind,
    /// How it is known.
    pub standing: Standing,
    /// The body of which a person has said that this is another name: an index beside its own. It has
    /// no duties then; its page leads there.
    pub same_as: Option<usize>,
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

/// Finds the body that a name means in its county: an index into [`super::Graph::departments`], or, of an
/// index over entries alone, into those.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct DepartmentIndex {
    counties: BTreeMap<CountyCode, BodyIndex>,
}

impl DepartmentIndex {
    /// An index over a registry. Where two entries claim one spelling the first has it; `check` reports
    /// both. A county without a locality has the names that are written and no other forms.
    pub fn new(entries: &[DepartmentEntry], localities: BTreeMap<CountyCode, Locality>) -> Self {
        let counties = localities.into_iter().map(|(code, own)| (code, BodyIndex::new(own)));
        let mut index = Self { counties: counties.collect() };
        let bodies = bodies_of(entries);
        for (at, entry) in entries.iter().enumerate() {
            let own = index.counties.entry(entry.county.clone()).or_default();
            entry.names().for_each(|name| own.add(name, bodies[at].unwrap_or(at)));
        }
        index
    }

    /// The body that a name means.
    pub fn find(&self, county: &CountyCode, name: &str) -> Option<usize> {
        self.counties.get(county)?.find(name)
    }

    /// The bodies that a printed name means, each with where it stands in it, in bytes: nearly always one,
    /// else a body and a class.
    pub fn parts(&self, county: &CountyCode, printed: &str) -> Vec<(Range<usize>, usize)> {
        self.counties.get(county).map_or_else(Vec::new, |own| own.parts(printed))
    }

    /// All forms of all bodies of a county, in order of form. A form that two bodies would have is left out.
    pub fn spellings(&self, county: &CountyCode) -> impl Iterator<Item = Spelling> + use<> {
        let own = self.counties.get(county).map(BodyIndex::spellings);
        own.unwrap_or_default().into_iter()
    }

    /// How a county is called.
    pub fn locality(&self, county: &CountyCode) -> Option<&Locality> {
        self.counties.get(county).map(BodyIndex::locality)
    }

    /// Adds a body that is in no registry.
    fn add(&mut self, county: &CountyCode, name: &str, body: usize) {
        self.counties.entry(county.clone()).or_default().add(name, body);
    }
}

/// For each entry the one of which it is another name, when a person has said so. Entries in a circle are
/// bodies of their own: `check` reports them.
fn bodies_of(entries: &[DepartmentEntry]) -> Vec<Option<usize>> {
    let by_id: HashMap<&Slug, usize> =
        entries.iter().enumerate().map(|(i, e)| (&e.id, i)).collect();
    let next = |at: usize| {
        let other = *by_id.get(entries[at].settled_same_as()?)?;
        (entries[other].county == entries[at].county).then_some(other)
    };
    // Where each entry ends: at a body, or nowhere when it comes to a circle. Each is walked over once.
    let mut ends: Vec<Option<Option<usize>>> = vec![None; entries.len()];
    let mut seen_from: Vec<Option<usize>> = vec![None; entries.len()];
    for start in 0..entries.len() {
        let mut way = Vec::new();
        let mut at = start;
        let end = loop {
            if let Some(end) = ends[at] {
                break end;
            }
            if seen_from[at] == Some(start) {
                break None;
            }
            seen_from[at] = Some(start);
            way.push(at);
            match next(at) {
                Some(other) => at = other,
                None => break Some(at),
            }
        };
        for step in way {
            ends[step] = Some(end);
        }
    }
    let other = |(at, end): (usize, Option<Option<usize>>)| end.flatten().filter(|end| *end != at);
    ends.into_iter().enumerate().map(other).collect()
}

/// How the counties of townships and of the registry of places are called.
pub(super) fn localities(content: &Content) -> BTreeMap<CountyCode, Locality> {
    let Registries { places, .. } = &content.registries;
    let townships = content.townships.iter().map(|t| (&t.township.code, &t.township.place));
    let registered = places.iter().map(|entry| (&entry.code, &entry.name));
    let mut counties: BTreeMap<CountyCode, Vec<&[String]>> = BTreeMap::new();
    for (code, place) in townships.chain(registered) {
        let names = counties.entry(code.county()).or_default();
        let above = place.parts().split_last().map_or(&[][..], |(_, above)| above);
        if !names.contains(&above) {
            names.push(above);
        }
    }
    counties.into_iter().map(|(code, names)| (code, Locality::of(names))).collect()
}

/// All bodies, for each duty the bodies that it names, and how they are found.
pub(super) fn resolve_departments(
    content: &Content,
) -> (Vec<Department>, BTreeMap<DutyRef, Vec<usize>>, DepartmentIndex) {
    let entries = &content.registries.departments;
    let mut index = DepartmentIndex::new(entries, localities(content));
    let mut departments = registered(entries);
    add_unregistered(content, &mut index, &mut departments);
    let mut named: BTreeMap<DutyRef, Vec<usize>> = BTreeMap::new();
    for duty_ref in duty_refs(content) {
        let county = content.townships[duty_ref.township].township.code.county();
        for name in &duty_ref.of(content).departments {
            for (_, found) in index.parts(&county, name) {
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
    }
    (departments, named, index)
}

/// The bodies of the registry; another name of one lends it its spellings.
fn registered(entries: &[DepartmentEntry]) -> Vec<Department> {
    let bodies = bodies_of(entries);
    let mut departments: Vec<Department> = entries
        .iter()
        .zip(&bodies)
        .map(|(entry, same_as)| Department {
            id: entry.id.clone(),
            name: entry.name.clone(),
            aliases: entry.aliases.clone(),
            county: entry.county.clone(),
            kind: entry.kind,
            standing: match entry.status {
                DepartmentStatus::Settled => Standing::Settled,
                DepartmentStatus::Proposed => Standing::Proposed,
            },
            same_as: *same_as,
            leads: Vec::new(),
            took_back: Vec::new(),
            lines: Vec::new(),
        })
        .collect();
    for (entry, body) in entries.iter().zip(bodies) {
        let Some(body) = body else { continue };
        let body = &mut departments[body];
        for name in entry.names() {
            if name != body.name && !body.aliases.iter().any(|alias| alias == name) {
                body.aliases.push(name.to_owned());
            }
        }
    }
    departments
}

/// A body for each printed name, or part of one, that no entry has. Forms of one name are one body, under
/// the fullest of them.
fn add_unregistered(
    content: &Content,
    index: &mut DepartmentIndex,
    departments: &mut Vec<Department>,
) {
    let first = departments.len();
    let mut spellings: Vec<Vec<String>> = Vec::new();
    for duty_ref in duty_refs(content) {
        let county = content.townships[duty_ref.township].township.code.county();
        for printed in &duty_ref.of(content).departments {
            if index.find(&county, printed).is_some_and(|body| body < first) {
                continue;
            }
            for name in name_parts(printed).map(|part| &printed[part]) {
                let body = index.find(&county, name).unwrap_or(first + spellings.len());
                if body < first {
                    continue;
                }
                if body == first + spellings.len() {
                    spellings.push(Vec::new());
                    departments.push(printed_only(&county, name));
                }
                let own = &mut spellings[body - first];
                if !own.iter().any(|known| known == name) {
                    own.push(name.to_owned());
                    index.add(&county, name, body);
                }
            }
        }
    }
    let with_registry: HashSet<CountyCode> =
        departments[..first].iter().map(|d| d.county.clone()).collect();
    let mut taken: HashSet<Slug> = departments[..first].iter().map(|d| d.id.clone()).collect();
    for (at, mut names) in spellings.into_iter().enumerate() {
        let county = departments[first + at].county.clone();
        let certainty = |name: &String| index.locality(&county).map(|own| own.certainty(name));
        let fullest = (0..names.len()).min_by_key(|name| (certainty(&names[*name]), *name));
        let name = names.remove(fullest.unwrap_or_default());
        let id = free_id(&county, &name, |id| taken.contains(id));
        taken.insert(id.clone());
        let department = &mut departments[first + at];
        let located = index.locality(&county).is_some_and(|own| own.is_in(&name));
        let whole = ends_as_body(&name) && (located || is_common_body(&name));
        if with_registry.contains(&county) && !whole && department.kind == DepartmentKind::Body {
            department.standing = Standing::Unresolved;
        }
        (department.name, department.aliases) = (name, names);
        department.id = id;
    }
}

/// A body that is its printed name and nothing more.
fn printed_only(county: &CountyCode, name: &str) -> Department {
    Department {
        id: free_id(county, name, |_| false),
        name: name.to_owned(),
        aliases: Vec::new(),
        county: county.clone(),
        kind: if names_class(name) { DepartmentKind::Class } else { DepartmentKind::Body },
        standing: Standing::Unregistered,
        same_as: None,
        leads: Vec::new(),
        took_back: Vec::new(),
        lines: Vec::new(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::content::registry::parse_departments;

    /// The bodies of entries that are each said to be the same as another, by number.
    fn bodies(same_as: impl Iterator<Item = Option<usize>>) -> Vec<Option<usize>> {
        let entry = |(at, other): (usize, Option<usize>)| {
            let other = other.map_or(String::new(), |other| format!("same_as = \"b{other}\"\n"));
            format!(
                "[[department]]\nid = \"b{at}\"\nname = \"第{at}局\"\ncounty = \"990121\"\n{other}"
            )
        };
        bodies_of(&parse_departments(&same_as.enumerate().map(entry).collect::<String>()).entries)
    }

    #[test]
    fn what_leads_into_a_circle_is_a_body_of_its_own() {
        let same_as = [Some(1), Some(2), Some(1), Some(0), None, Some(4)];
        assert_eq!(bodies(same_as.into_iter()), [None, None, None, None, None, Some(4)]);
    }

    #[test]
    fn a_chain_of_many_names_ends_at_its_body() {
        let last = 20_000;
        let found = bodies((0..=last).map(|at| (at < last).then_some(at + 1)));
        assert!(found[..last].iter().all(|body| *body == Some(last)));
        assert_eq!(found[last], None);
    }
}
