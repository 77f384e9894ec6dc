//! Mentions of departments in running text, for each county.
//!
//! Which spellings a body has is the [`DepartmentIndex`]'s, where they stand in a text [`BodyFinder`]'s. A
//! spelling that two bodies share is in no index and so never a mention.

use std::collections::BTreeMap;
use std::ops::Range;

use super::{County, DepartmentIndex};
use crate::model::CountyCode;
use crate::text::body_finder::BodyFinder;

/// Finds the departments of each county in text.
#[derive(Debug, Clone, Default)]
pub struct MentionFinder {
    counties: BTreeMap<CountyCode, BodyFinder>,
}

impl MentionFinder {
    /// A finder for all departments.
    pub(super) fn new(index: &DepartmentIndex, counties: &[County]) -> Self {
        let finders = counties.iter().filter_map(|county| {
            let finder = BodyFinder::new(index.spellings(&county.code), &county.name)?;
            Some((county.code.clone(), finder))
        });
        Self { counties: finders.collect() }
    }

    /// The departments of a county that a text mentions, with where, in bytes, in order.
    pub fn find(&self, county: &CountyCode, text: &str) -> Vec<(Range<usize>, usize)> {
        self.counties.get(county).map_or_else(Vec::new, |finder| finder.find(text))
    }
}
