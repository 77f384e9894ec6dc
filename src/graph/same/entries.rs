//! The entries of `same.toml`: ids that a group keeps for good, and what a person decided about its duties.

use std::collections::{BTreeMap, BTreeSet};

use super::SameGroup;
use super::cluster::Anchor;
use crate::content::Content;
use crate::graph::DutyRef;
use crate::model::{DutyAddress, ListKind, SameEntry, Slug};

/// A group that an entry settles.
pub(super) struct SettledGroup {
    pub(super) id: Slug,
    /// Ids of entries that turned out to be of this group.
    pub(super) former: Vec<Slug>,
    /// Index of the entry.
    pub(super) entry: usize,
    pub(super) anchor: Anchor,
}

/// Finds duties by their addresses.
struct Addresses<'a> {
    content: &'a Content,
    townships: BTreeMap<&'a str, usize>,
}

impl<'a> Addresses<'a> {
    fn new(content: &'a Content) -> Self {
        let townships = content.townships.iter().enumerate();
        let townships = townships.map(|(index, loaded)| (loaded.township.code.as_str(), index));
        Self { content, townships: townships.collect() }
    }

    /// The duty of an address; a later edition may print it in another list.
    fn find(&self, address: &DutyAddress) -> Option<DutyRef> {
        let township = *self.townships.get(address.township.as_str())?;
        let lists = &self.content.townships[township].township.lists;
        ListKind::ALL.into_iter().find_map(|list| {
            let index = lists.get(list).iter().position(|duty| duty.id == address.duty)?;
            Some(DutyRef { township, list, index })
        })
    }
}

/// Two entries, or two parts of one, that cannot both hold. The earlier one does.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Contradiction {
    /// Index of the entry that does not hold.
    pub entry: usize,
    /// Index of the entry that does; it may be the same.
    pub earlier: usize,
    /// What both claim.
    pub about: Claim,
}

/// What two entries claim.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Claim {
    /// One id.
    Id,
    /// A duty, for two groups.
    Member(DutyAddress),
    /// A duty, which one takes in and the other keeps out.
    KeptOut(DutyAddress),
}

/// What the entries come to.
#[derive(Default)]
pub(super) struct Settled {
    /// The groups, in the order of their entries.
    pub(super) groups: Vec<SettledGroup>,
    pub(super) contradictions: Vec<Contradiction>,
    /// For each duty that an entry takes in: the group, and the entry.
    members: BTreeMap<DutyRef, (usize, usize)>,
    /// For each group and duty that it keeps out: the entry.
    kept_out: BTreeMap<(usize, DutyRef), usize>,
}

/// Reads the entries. One that takes in a duty of an earlier group is of that group, with the id of the first; where entries
/// contradict each other the first holds.
pub(super) fn settle_entries(content: &Content) -> Settled {
    let addresses = Addresses::new(content);
    let mut settled = Settled::default();
    let mut ids: BTreeMap<&Slug, usize> = BTreeMap::new();
    for (index, entry) in content.registries.same.iter().enumerate() {
        let earlier = *ids.entry(&entry.id).or_insert(index);
        if earlier != index {
            settled.contradict(index, earlier, Claim::Id);
            continue;
        }
        settled.add(index, entry, &addresses);
    }
    settled
}

impl Settled {
    fn contradict(&mut self, entry: usize, earlier: usize, about: Claim) {
        self.contradictions.push(Contradiction { entry, earlier, about });
    }

    fn add(&mut self, index: usize, entry: &SameEntry, addresses: &Addresses<'_>) {
        let find = |address| addresses.find(address).map(|duty| (address, duty));
        let taken_in: Vec<_> = entry.representatives().filter_map(find).collect();
        if taken_in.is_empty() {
            return;
        }
        let known = taken_in.iter().find_map(|(_, duty)| Some(self.members.get(duty)?.0));
        let group = known.unwrap_or(self.groups.len());
        if let Some(group) = self.groups.get_mut(group) {
            group.former.push(entry.id.clone());
        } else {
            let (id, anchor) = (entry.id.clone(), Anchor::default());
            self.groups.push(SettledGroup { id, former: Vec::new(), entry: index, anchor });
        }
        for (address, duty) in taken_in {
            let (of, by) = *self.members.entry(duty).or_insert((group, index));
            if of != group {
                self.contradict(index, by, Claim::Member(address.clone()));
            } else if let Some(by) = self.kept_out.get(&(group, duty)).copied() {
                self.contradict(index, by, Claim::KeptOut(address.clone()));
            } else if by == index && !self.groups[group].anchor.representatives.contains(&duty) {
                self.groups[group].anchor.representatives.push(duty);
            }
        }
        for (address, duty) in entry.not.iter().filter_map(find) {
            if let Some((_, by)) = self.members.get(&duty).filter(|(of, _)| *of == group) {
                self.contradict(index, *by, Claim::KeptOut(address.clone()));
            } else {
                self.kept_out.insert((group, duty), index);
                self.groups[group].anchor.not.insert(duty);
            }
        }
    }
}

/// What the entries of `same.toml` contradict each other in.
pub fn same_contradictions(content: &Content) -> Vec<Contradiction> {
    settle_entries(content).contradictions
}

/// The addresses in an entry that lead to no duty.
pub fn missing_duties(content: &Content) -> Vec<(&SameEntry, &DutyAddress)> {
    let addresses = Addresses::new(content);
    let entries = content.registries.same.iter();
    let named = entries.flat_map(|entry| {
        entry.representatives().chain(&entry.not).map(move |address| (entry, address))
    });
    named.filter(|(_, address)| addresses.find(address).is_none()).collect()
}

/// Ids of groups that have no entry.
pub(super) struct Ids {
    taken: BTreeSet<Slug>,
}

impl Ids {
    pub(super) fn new(content: &Content) -> Self {
        Self { taken: content.registries.same.iter().map(|entry| entry.id.clone()).collect() }
    }

    /// The id of a group, from the duty that founded it; from another of its duties when an entry has that id.
    pub(super) fn derive(
        &mut self,
        content: &Content,
        first: DutyRef,
        duties: &[DutyRef],
    ) -> Option<Slug> {
        let free = std::iter::once(&first).chain(duties).find_map(|duty| {
            let id = address_of(content, *duty).to_slug();
            id.filter(|id| !self.taken.contains(id))
        })?;
        self.taken.insert(free.clone());
        Some(free)
    }
}

fn address_of(content: &Content, duty: DutyRef) -> DutyAddress {
    let township = content.townships[duty.township].township.code.clone();
    DutyAddress { township, duty: duty.of(content).id }
}

/// Entries for the groups that have none.
pub fn propose_same(content: &Content, groups: &[SameGroup]) -> Vec<SameEntry> {
    let without = groups.iter().filter(|group| group.entry.is_none());
    without
        .map(|group| SameEntry::new(group.id.clone(), address_of(content, group.first)))
        .collect()
}
