//! The entries of `same.toml`: ids that a group keeps for good, and what a person decided about its duties.

use std::collections::{BTreeMap, BTreeSet};

use super::cluster::Anchor;
use super::resolve_same;
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
pub(super) struct Addresses<'a> {
    content: &'a Content,
    townships: BTreeMap<&'a str, usize>,
}

impl<'a> Addresses<'a> {
    pub(super) fn new(content: &'a Content) -> Self {
        let townships = content.townships.iter().enumerate();
        let townships = townships.map(|(index, loaded)| (loaded.township.code.as_str(), index));
        Self { content, townships: townships.collect() }
    }

    /// The duty of an address; a later edition may print it in another list.
    pub(super) fn find(&self, address: &DutyAddress) -> Option<DutyRef> {
        let township = *self.townships.get(address.township.as_str())?;
        let lists = &self.content.townships[township].township.lists;
        ListKind::ALL.into_iter().find_map(|list| {
            let index = lists.get(list).iter().position(|duty| duty.id == address.duty)?;
            Some(DutyRef { township, list, index })
        })
    }
}

/// The groups that the entries settle, in their order. A duty that two entries claim makes one group of them, with the id of the
/// first; where entries contradict each other the first holds, and `check` reports it.
pub(super) fn settle_anchors(content: &Content) -> Vec<SettledGroup> {
    let addresses = Addresses::new(content);
    let mut groups: Vec<SettledGroup> = Vec::new();
    let mut claimed: BTreeMap<DutyRef, usize> = BTreeMap::new();
    let mut ids: BTreeSet<&Slug> = BTreeSet::new();
    for (index, entry) in content.registries.same.iter().enumerate() {
        let new_id = ids.insert(&entry.id);
        let duties: Vec<DutyRef> =
            entry.representatives().filter_map(|address| addresses.find(address)).collect();
        let not = entry.not.iter().filter_map(|address| addresses.find(address));
        let group =
            duties.iter().find_map(|duty| claimed.get(duty).copied()).unwrap_or(groups.len());
        if group == groups.len() {
            if duties.is_empty() || !new_id {
                continue;
            }
            let anchor = Anchor::default();
            groups.push(SettledGroup {
                id: entry.id.clone(),
                former: Vec::new(),
                entry: index,
                anchor,
            });
        } else if new_id {
            groups[group].former.push(entry.id.clone());
        }
        let anchor = &mut groups[group].anchor;
        for duty in duties {
            if !anchor.not.contains(&duty) && *claimed.entry(duty).or_insert(group) == group {
                anchor.representatives.push(duty);
            }
        }
        anchor.representatives.dedup();
        let kept: Vec<DutyRef> =
            not.filter(|duty| !anchor.representatives.contains(duty)).collect();
        anchor.not.extend(kept);
    }
    groups
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

/// Entries for the groups of a site that have none.
pub fn propose_same(content: &Content) -> Vec<SameEntry> {
    let groups = resolve_same(content).into_iter().filter(|group| group.entry.is_none());
    groups.map(|group| SameEntry::new(group.id, address_of(content, group.first))).collect()
}
