//! Groups of duties that are one matter.
//!
//! Each group has its representatives: the duty that founded it and those that a person added. A duty is compared with
//! representatives only, never with what joined because of them, so a group cannot drift from its matter by a chain of small
//! steps; and it joins where it fits best. What a group holds therefore depends on its representatives and on the township that
//! joins, not on other townships.

use std::collections::{BTreeMap, BTreeSet, HashMap};

use rayon::prelude::*;

use super::matter::Face;
use super::places::PlaceWords;
use super::wording::{Feature, Wording};
use crate::content::Content;
use crate::graph::{DutyRef, duty_refs_of};
use crate::model::ListKind;

/// Features that more representatives have find nothing that rarer ones do not.
const CROWDED: usize = 512;
/// A duty whose best group has a nearer duty of its township joins another that fits as well but for this.
const NEXT_BEST: u64 = 1000;

/// A group as a person has settled it.
#[derive(Debug, Clone, Default)]
pub(super) struct Anchor {
    /// The duties that others are compared with, all of them members.
    pub(super) representatives: Vec<DutyRef>,
    /// Duties that are kept out.
    pub(super) not: BTreeSet<DutyRef>,
}

/// A group that was found.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Cluster {
    /// Its first representative.
    pub(super) first: DutyRef,
    /// Its duties, in the order of the site.
    pub(super) duties: Vec<DutyRef>,
}

/// The groups of the anchors, in their order, then those of the duties that are in none of them.
pub(super) fn find_clusters(content: &Content, anchors: &[Anchor]) -> Vec<Cluster> {
    let townships = &content.townships;
    let places: Vec<PlaceWords> =
        townships.par_iter().map(|loaded| PlaceWords::of(&loaded.township.place)).collect();
    let site = Site { content, places: &places };
    let settled = Groups::of_anchors(&site, anchors);
    let all: Vec<Vec<DutyRef>> =
        (0..townships.len()).map(|township| duty_refs_of(content, township).collect()).collect();
    let (mut clusters, left) = settled.gather(&site, &all);
    let (found, _) = Groups::found(&site, &left).gather(&site, &left);
    clusters.extend(found);
    clusters
}

/// The duties of a township that join a group, each with its group; and the others.
type Joined = (Vec<(usize, DutyRef)>, Vec<DutyRef>);

/// What faces are made of.
struct Site<'a> {
    content: &'a Content,
    places: &'a [PlaceWords],
}

impl<'a> Site<'a> {
    fn face(&self, duty: DutyRef) -> Face<'a> {
        let lists = &self.content.townships[duty.township].township.lists;
        Face::of(duty.list, &lists.get(duty.list)[duty.index], &self.places[duty.township])
    }
}

/// Groups with their representatives, and a way to find those that a duty may join.
#[derive(Default)]
struct Groups<'a> {
    /// For each group its representatives' duties.
    members: Vec<Vec<DutyRef>>,
    /// For each group the duties that are kept out.
    not: Vec<BTreeSet<DutyRef>>,
    /// The group of each representative, with its face.
    representatives: Vec<(usize, Face<'a>)>,
    /// For each duty that represents a group: which.
    group_of: BTreeMap<DutyRef, usize>,
    /// Representatives by list and wording: most lists of a county are copies of one draft.
    by_wording: HashMap<(ListKind, Wording), Vec<usize>>,
    by_feature: HashMap<Feature, Vec<usize>>,
}

impl<'a> Groups<'a> {
    fn of_anchors(site: &Site<'a>, anchors: &[Anchor]) -> Self {
        let mut groups = Self::default();
        for anchor in anchors {
            let group = groups.members.len();
            groups.members.push(anchor.representatives.clone());
            groups.not.push(anchor.not.clone());
            for duty in &anchor.representatives {
                groups.represent(group, *duty, site.face(*duty));
            }
        }
        groups
    }

    /// New groups: a duty that fits in none of those before it founds one. List by list, so that a duty may join what its own
    /// township has in another list.
    fn found(site: &Site<'a>, duties: &[Vec<DutyRef>]) -> Self {
        let mut groups = Self::default();
        for of_township in duties {
            for list in ListKind::ALL {
                let batch: Vec<(DutyRef, Face<'a>)> = of_township
                    .iter()
                    .filter(|duty| duty.list == list)
                    .map(|duty| (*duty, site.face(*duty)))
                    .collect();
                let joined = groups.assign(&batch);
                for ((duty, face), _) in
                    batch.into_iter().zip(joined).filter(|(_, to)| to.is_none())
                {
                    let group = groups.members.len();
                    groups.members.push(vec![duty]);
                    groups.not.push(BTreeSet::new());
                    groups.represent(group, duty, face);
                }
            }
        }
        groups
    }

    fn represent(&mut self, group: usize, duty: DutyRef, face: Face<'a>) {
        let index = self.representatives.len();
        for feature in face.name.telling() {
            self.by_feature.entry(feature).or_default().push(index);
        }
        self.by_wording.entry((duty.list, face.name.clone())).or_default().push(index);
        self.representatives.push((group, face));
        self.group_of.insert(duty, group);
    }

    /// All duties that join, with their groups; and what is left, by township.
    fn gather(self, site: &Site<'a>, duties: &[Vec<DutyRef>]) -> (Vec<Cluster>, Vec<Vec<DutyRef>>) {
        let joined: Vec<Joined> =
            duties.par_iter().map(|of_township| self.gather_township(site, of_township)).collect();
        let mut members: Vec<Vec<DutyRef>> = vec![Vec::new(); self.members.len()];
        let mut left = Vec::with_capacity(joined.len());
        for (of_township, rest) in joined {
            for (group, duty) in of_township {
                members[group].push(duty);
            }
            left.push(rest);
        }
        let clusters =
            self.members.iter().zip(members).filter_map(|(representatives, mut duties)| {
                duties.sort_unstable();
                Some(Cluster { first: *representatives.first()?, duties })
            });
        (clusters.collect(), left)
    }

    fn gather_township(&self, site: &Site<'a>, duties: &[DutyRef]) -> Joined {
        if self.members.is_empty() {
            return (Vec::new(), duties.to_vec());
        }
        let batch: Vec<(DutyRef, Face<'a>)> =
            duties.iter().map(|duty| (*duty, site.face(*duty))).collect();
        let (mut joined, mut left) = (Vec::new(), Vec::new());
        for (duty, group) in duties.iter().zip(self.assign(&batch)) {
            match group {
                Some(group) => joined.push((group, *duty)),
                None => left.push(*duty),
            }
        }
        (joined, left)
    }

    /// The group that each duty of one township joins. The best fit comes first, and a group takes one duty of a list.
    fn assign(&self, batch: &[(DutyRef, Face<'a>)]) -> Vec<Option<usize>> {
        let mut to: Vec<Option<usize>> =
            batch.iter().map(|(duty, _)| self.group_of.get(duty).copied()).collect();
        let mut taken: BTreeSet<(usize, ListKind)> =
            batch.iter().zip(&to).filter_map(|((duty, _), to)| Some(((*to)?, duty.list))).collect();
        let mut fits: Vec<(u64, usize, usize)> = Vec::new();
        let mut best = vec![0; batch.len()];
        for (index, (duty, face)) in
            batch.iter().enumerate().filter(|(index, _)| to[*index].is_none())
        {
            for (group, fit) in self.fits(*duty, face) {
                best[index] = fit.max(best[index]);
                fits.push((fit, group, index));
            }
        }
        fits.sort_by_key(|(fit, group, index)| (std::cmp::Reverse(*fit), *group, *index));
        for (fit, group, index) in fits {
            let list = batch[index].0.list;
            if to[index].is_none() && fit + NEXT_BEST >= best[index] && taken.insert((group, list))
            {
                to[index] = Some(group);
            }
        }
        to
    }

    /// The groups whose matter a duty is, with how well it fits.
    fn fits(&self, duty: DutyRef, face: &Face<'a>) -> BTreeMap<usize, u64> {
        let mut fits: BTreeMap<usize, u64> = BTreeMap::new();
        for index in self.candidates(duty.list, face) {
            let (group, representative) = &self.representatives[index];
            if self.not[*group].contains(&duty) {
                continue;
            }
            if let Some(fit) = face.same(representative) {
                let best = fits.entry(*group).or_default();
                *best = fit.max(*best);
            }
        }
        fits
    }

    /// Representatives that a duty may be like.
    fn candidates(&self, list: ListKind, face: &Face<'a>) -> Vec<usize> {
        if let Some(same) = self.by_wording.get(&(list, face.name.clone())) {
            return same.clone();
        }
        let found = face.name.telling().filter_map(|feature| self.by_feature.get(&feature));
        let mut found: Vec<&Vec<usize>> = found.collect();
        found.sort_by_key(|indices| indices.len());
        // The rarest is always looked at.
        let rare =
            found.iter().enumerate().filter(|(at, indices)| *at == 0 || indices.len() <= CROWDED);
        let mut candidates: Vec<usize> =
            rare.flat_map(|(_, indices)| indices.iter().copied().take(CROWDED)).collect();
        candidates.sort_unstable();
        candidates.dedup();
        candidates
    }
}
