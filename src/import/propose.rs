//! Proposals for the registry of departments: names that the document prints and no entry has.
//!
//! A proposal is one entry a body: forms of one name are its aliases. A name that is likely another's
//! (残联, 残疾人联合会) is an entry that says whose and why (`same_as`, `grounds`), and a body of its own until
//! a person decides. So is a word for a body that only labels and text print (`other_words`), when the body is
//! in the registry; of a body that is only proposed it is an alias. A name that is only a part of one, or may be two, is not proposed: `check` reports it
//! (Q0306, Q0307, Q0309).

use std::cmp::Reverse;
use std::collections::{BTreeMap, BTreeSet, HashMap};

use super::other_words::{OtherWord, other_words};
use crate::model::{
    CountyCode, DepartmentEntry, DepartmentKind, DepartmentStatus, ListKind, Lists, Registries,
    Slug, Text, Township,
};
use crate::text::bodies::is_standard_body;
use crate::text::body_forms::{Locality, Shape};
use crate::text::body_index::{BodyIndex, name_parts};
use crate::text::known_bodies::{KnownBodies, NameDoubt};
use crate::text::line::lines_of_shape;
use crate::text::place::printed_form;
use crate::text::synonyms::{Compared, Likeness};

/// A name that no entry has, in all forms that the document prints.
struct NewName {
    shape: Shape,
    /// Each form with how often it is printed, in order of appearance.
    forms: BTreeMap<usize, (String, usize)>,
}

/// Entries for the departments of a township that the registry does not know, in the order in which
/// they are printed.
pub fn propose_departments(township: &Township, registries: &Registries) -> Vec<DepartmentEntry> {
    let county = township.code.county();
    let locality = locality(township, registries);
    let entries: Vec<&DepartmentEntry> =
        registries.departments.iter().filter(|entry| entry.county == county).collect();
    let mut index = BodyIndex::new(locality);
    for (body, entry) in entries.iter().enumerate() {
        entry.names().for_each(|name| index.add(name, body));
    }
    let names = new_names(township, registries, &index);
    let mut taken: BTreeSet<Slug> = registries.departments.iter().map(|e| e.id.clone()).collect();
    let mut known: Vec<(Compared, Slug)> = Vec::new();
    for entry in entries.iter().filter(|entry| entry.kind == DepartmentKind::Body) {
        let body = entry.same_as.as_ref().unwrap_or(&entry.id);
        known.extend(entry.names().map(|n| (Compared::new(n, index.locality()), body.clone())));
    }
    // The body of several likely names is the one that is printed most.
    let mut order: Vec<usize> = (0..names.len()).collect();
    order.sort_by_key(|at| {
        let new = &names[*at];
        let standard = is_standard_body(new.shape.words());
        let len = new.fullest(index.locality()).len();
        (Reverse(new.times()), Reverse(standard), Reverse(len), *at)
    });
    let mut proposals: BTreeMap<usize, DepartmentEntry> = BTreeMap::new();
    for at in order {
        let new = &names[at];
        let mut entry = new.entry(&county, index.locality(), |id| taken.contains(id));
        let compared = Compared::new(&entry.name, index.locality());
        match nearest(&compared, &known) {
            Some((likeness, body)) => {
                (entry.same_as, entry.lines) = (Some(body), None);
                entry.grounds = Some(likeness.words());
            }
            None if entry.kind == DepartmentKind::Body => known.push((compared, entry.id.clone())),
            None => {}
        }
        taken.insert(entry.id.clone());
        proposals.insert(at, entry);
    }
    let mut proposals: Vec<DepartmentEntry> = proposals.into_values().collect();
    for (at, entry) in proposals.iter().enumerate() {
        entry.names().for_each(|name| index.add(name, entries.len() + at));
    }
    let first = entries.len() + proposals.len();
    for word in other_words(township, index, first, &known) {
        add_word(word, &county, &mut taken, &mut proposals);
    }
    proposals
}

/// A word for a body that is proposed here is an alias; for one that is in the registry, where nothing is
/// changed, an entry that asks.
fn add_word(
    word: OtherWord,
    county: &CountyCode,
    taken: &mut BTreeSet<Slug>,
    proposals: &mut Vec<DepartmentEntry>,
) {
    let OtherWord { form, body, likeness } = word;
    let grounds = likeness.words();
    if let Some(entry) = proposals.iter_mut().find(|entry| entry.id == body) {
        entry.aliases.push(form);
        let known = entry.grounds.take().filter(|known| *known != grounds);
        entry.grounds = Some(known.map_or(grounds.clone(), |known| format!("{known}；{grounds}")));
        return;
    }
    let id = free_id(county, &form, |id| taken.contains(id));
    taken.insert(id.clone());
    let mut entry = new_entry(id, form, county);
    (entry.same_as, entry.grounds) = (Some(body), Some(grounds));
    proposals.push(entry);
}

/// An entry that proposes a name and nothing more.
fn new_entry(id: Slug, name: String, county: &CountyCode) -> DepartmentEntry {
    DepartmentEntry {
        id,
        name,
        aliases: Vec::new(),
        county: county.clone(),
        kind: DepartmentKind::Body,
        lines: None,
        same_as: None,
        grounds: None,
        not: Vec::new(),
        status: DepartmentStatus::Proposed,
        at: None,
    }
}

/// How the township's county is called, by its own place and by the registry's.
fn locality(township: &Township, registries: &Registries) -> Locality {
    let county = township.code.county();
    let registered = registries.places.iter().filter(|entry| entry.code.county() == county);
    let places = std::iter::once(&township.place).chain(registered.map(|entry| &entry.name));
    Locality::of(places.filter_map(|place| Some(place.parts().split_last()?.1)))
}

/// The names of a township that no entry has, in order of appearance.
fn new_names(township: &Township, registries: &Registries, index: &BodyIndex) -> Vec<NewName> {
    let county = township.code.county();
    let bodies = known_bodies(&township.lists, township.place.county(), &county, registries);
    let mut names: Vec<NewName> = Vec::new();
    let mut by_shape: HashMap<Shape, usize> = HashMap::new();
    let duties = township.lists.iter();
    let printed =
        duties.flat_map(|(list, duty)| duty.departments.iter().map(move |name| (list, name)));
    for (list, name) in printed {
        if index.find(name).is_some() || doubt_of(&bodies, list, name).is_some() {
            continue;
        }
        if bodies.is_joined(name) {
            continue;
        }
        for part in name_parts(name).map(|part| &name[part]) {
            if index.find(part).is_some() {
                continue;
            }
            let shape = index.locality().shape(part);
            let at = *by_shape.entry(shape.clone()).or_insert(names.len());
            if at == names.len() {
                names.push(NewName { shape, forms: BTreeMap::new() });
            }
            names[at].count(part);
        }
    }
    names
}

impl NewName {
    fn count(&mut self, form: &str) {
        if let Some((_, times)) = self.forms.values_mut().find(|(known, _)| known == form) {
            *times += 1;
        } else {
            self.forms.insert(self.forms.len(), (form.to_owned(), 1));
        }
    }

    fn times(&self) -> usize {
        self.forms.values().map(|(_, times)| times).sum()
    }

    /// The form that says most of the county, and of those the most frequent.
    fn fullest(&self, locality: &Locality) -> &str {
        let rank = |(order, (form, times)): &(&usize, &(String, usize))| {
            (locality.certainty(form), Reverse(*times), **order)
        };
        self.forms.iter().min_by_key(rank).map_or("", |(_, (form, _))| form)
    }

    /// The entry that proposes it as a body.
    fn entry(
        &self,
        county: &CountyCode,
        locality: &Locality,
        taken: impl Fn(&Slug) -> bool,
    ) -> DepartmentEntry {
        let name = self.fullest(locality).to_owned();
        let others = self.forms.values().map(|(form, _)| form).filter(|form| **form != name);
        let aliases: Vec<String> = others.cloned().collect();
        let is_class = matches!(self.shape, Shape::Class(_));
        let lines: Vec<String> =
            lines_of_shape(&self.shape).iter().map(|line| line.name.to_owned()).collect();
        DepartmentEntry {
            grounds: (!aliases.is_empty()).then(|| Likeness::Forms.words()),
            aliases,
            kind: if is_class { DepartmentKind::Class } else { DepartmentKind::Body },
            lines: (!lines.is_empty()).then_some(lines),
            ..new_entry(free_id(county, &name, taken), name, county)
        }
    }
}

/// The body that a name is likeliest another name of, and why.
fn nearest(name: &Compared, known: &[(Compared, Slug)]) -> Option<(Likeness, Slug)> {
    let alike = known.iter().filter_map(|(other, body)| Some((name.likeness(other)?, body)));
    alike.min_by(|(a, _), (b, _)| a.cmp(b)).map(|(likeness, body)| (likeness, body.clone()))
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

/// The id of a name that is in no registry: a hash of county and name, stable as long as no other entry
/// has it. A person may choose a better one before the site is public. Pinyin would be wrong for too many
/// names.
pub fn free_id(county: &CountyCode, name: &str, taken: impl Fn(&Slug) -> bool) -> Slug {
    Slug::hashed(county.as_str(), &format!("{county}{name}"), taken)
}
