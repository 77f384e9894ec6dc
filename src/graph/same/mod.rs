//! The same duty elsewhere: duties of several townships and lists that are one matter.

mod align;
mod places;

use std::collections::BTreeMap;

use super::{DutyRef, duty_refs};
use crate::content::Content;
use crate::model::Slug;

pub use align::{Row, Segment, SegmentKind, Side, align, differences};
pub use places::PlaceWords;

/// Duties that are the same matter, in two townships or more.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SameGroup {
    /// Part of its page's URL.
    pub id: Slug,
    /// Ids that it had before its matter was found to be the same: their pages lead here.
    pub former: Vec<Slug>,
    /// The matter, in the words of most of its duties.
    pub name: String,
    /// Its duties, in the order of the site.
    pub duties: Vec<DutyRef>,
}

/// All groups, in the order of their first duty.
pub(super) fn resolve_same(content: &Content) -> Vec<SameGroup> {
    let mut by_name: BTreeMap<&str, Vec<DutyRef>> = BTreeMap::new();
    for duty_ref in duty_refs(content) {
        by_name.entry(&duty_ref.of(content).name).or_default().push(duty_ref);
    }
    let groups = by_name.into_iter().filter_map(|(name, duties)| {
        let first = duties.first()?;
        if duties.iter().all(|duty| duty.township == first.township) {
            return None;
        }
        let code = &content.townships[first.township].township.code;
        let id = format!("{code}-{}", first.of(content).id).parse().ok()?;
        Some(SameGroup { id, former: Vec::new(), name: name.to_owned(), duties })
    });
    let mut groups: Vec<SameGroup> = groups.collect();
    groups.sort_by_key(|group| group.duties.first().copied());
    groups
}
