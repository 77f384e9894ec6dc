//! The same duty elsewhere: duties of several townships and lists that are one matter.
//!
//! `places` leaves out names of places, `wording` compares what is left, `matter` says when two duties are one, `cluster` makes
//! groups of them, `entries` keeps their ids as `same.toml` has them; `align` is for the page that shows a group.

mod align;
mod cluster;
mod differences;
mod entries;
mod matter;
mod places;
mod wording;

use std::collections::{BTreeMap, BTreeSet};

use super::DutyRef;
use crate::content::Content;
use crate::model::Slug;
use cluster::{Cluster, find_clusters};
use entries::{Ids, settle_entries};

pub use align::{Row, Side, align};
pub use differences::{Segment, SegmentKind, differences};
pub use entries::{Claim, Contradiction, missing_duties, propose_same, same_contradictions};
pub use places::PlaceWords;

/// Duties that are the same matter, in two townships or more.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SameGroup {
    /// Part of its page's URL.
    pub id: Slug,
    /// Ids that it had before its matter was found to be the same: their pages lead here.
    pub former: Vec<Slug>,
    /// The duty that the others were compared with.
    pub first: DutyRef,
    /// The matter, in the words of most of its duties.
    pub name: String,
    /// Its duties, in the order of the site.
    pub duties: Vec<DutyRef>,
    /// The entry of `same.toml` that gave it its id; none while it has none.
    pub entry: Option<usize>,
}

/// All groups, in the order of their first duty.
pub fn resolve_same(content: &Content) -> Vec<SameGroup> {
    let settled = settle_entries(content).groups;
    let anchors: Vec<_> = settled.iter().map(|settled| settled.anchor.clone()).collect();
    let clusters = find_clusters(content, &anchors).into_iter().enumerate();
    let mut ids = Ids::new(content);
    let mut groups: Vec<SameGroup> = Vec::new();
    for (index, cluster) in clusters.filter(|(_, cluster)| is_of_several_townships(cluster)) {
        let Cluster { first, duties } = cluster;
        let settled = settled.get(index);
        let (entry, former) =
            settled.map_or((None, Vec::new()), |s| (Some(s.entry), s.former.clone()));
        let Some(id) =
            settled.map(|s| s.id.clone()).or_else(|| ids.derive(content, first, &duties))
        else {
            continue;
        };
        let name = commonest_name(content, &duties);
        groups.push(SameGroup { id, former, first, name, duties, entry });
    }
    groups.sort_by_key(|group| group.duties.first().copied());
    groups
}

fn is_of_several_townships(cluster: &Cluster) -> bool {
    let townships: BTreeSet<usize> = cluster.duties.iter().map(|duty| duty.township).collect();
    townships.len() > 1
}

/// The name that most duties have; of several, the one that stands first.
fn commonest_name(content: &Content, duties: &[DutyRef]) -> String {
    let mut counts: BTreeMap<&str, usize> = BTreeMap::new();
    for duty in duties {
        *counts.entry(&duty.of(content).name).or_default() += 1;
    }
    let most = counts.values().copied().max();
    let names = duties.iter().map(|duty| duty.of(content).name.as_str());
    let mut names = names.filter(|name| counts.get(name).copied() == most && !name.is_empty());
    names.next().unwrap_or_default().to_owned()
}
