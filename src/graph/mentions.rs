//! Mentions of departments in running text: the longest spelling first, none inside a longer name, and
//! none that is not certain.

use std::collections::BTreeMap;
use std::ops::Range;

use aho_corasick::{AhoCorasick, MatchKind};

use super::Department;
use crate::model::CountyCode;

/// Finds the departments of each county in text.
#[derive(Debug, Clone, Default)]
pub struct MentionFinder {
    counties: BTreeMap<CountyCode, (AhoCorasick, Vec<usize>)>,
}

impl MentionFinder {
    /// A finder for all departments.
    pub(super) fn new(departments: &[Department]) -> Self {
        let mut spellings: BTreeMap<CountyCode, BTreeMap<String, usize>> = BTreeMap::new();
        for (index, department) in departments.iter().enumerate() {
            let own = spellings.entry(department.county.clone()).or_default();
            for name in std::iter::once(&department.name).chain(&department.aliases) {
                own.entry(name.clone()).or_insert(index);
            }
        }
        let mut counties = BTreeMap::new();
        for (county, own) in spellings {
            let build =
                AhoCorasick::builder().match_kind(MatchKind::LeftmostLongest).build(own.keys());
            if let Ok(automaton) = build {
                counties.insert(county, (automaton, own.into_values().collect()));
            }
        }
        Self { counties }
    }

    /// The departments of a county that a text mentions, with where, in bytes, in order.
    pub fn find(&self, county: &CountyCode, text: &str) -> Vec<(Range<usize>, usize)> {
        let Some((automaton, bodies)) = self.counties.get(county) else { return Vec::new() };
        automaton.find_iter(text).map(|m| (m.range(), bodies[m.pattern().as_usize()])).collect()
    }
}
