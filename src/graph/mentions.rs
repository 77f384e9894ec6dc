//! Mentions of departments in running text: the longest spelling first, none inside a longer name, and
//! none that is not certain.
//!
//! Where a name may begin and end is `text::name_bounds`'s; which body it means is decided here.

use std::collections::{BTreeMap, HashMap};
use std::ops::Range;

use aho_corasick::{AhoCorasick, MatchKind};

use super::{County, Department};
use crate::model::CountyCode;
use crate::text::bodies::{ends_as_body, is_standard_body};
use crate::text::name_bounds::{NameForm, is_joint, may_begin, may_end};
use crate::text::place::everyday_name;

/// Finds the departments of each county in text.
#[derive(Debug, Clone, Default)]
pub struct MentionFinder {
    counties: BTreeMap<CountyCode, CountyFinder>,
}

#[derive(Debug, Clone)]
struct CountyFinder {
    automaton: AhoCorasick,
    /// By pattern of the automaton.
    spellings: Vec<Spelling>,
    by_name: HashMap<String, usize>,
}

#[derive(Debug, Clone, Copy)]
struct Spelling {
    form: NameForm,
    /// None when two bodies share it: it hides shorter ones and means nothing itself.
    body: Option<usize>,
}

impl MentionFinder {
    /// A finder for all departments.
    pub(super) fn new(departments: &[Department], counties: &[County]) -> Self {
        let mut own: BTreeMap<&CountyCode, Vec<usize>> = BTreeMap::new();
        for (index, department) in departments.iter().enumerate() {
            own.entry(&department.county).or_default().push(index);
        }
        let finders = own.into_iter().filter_map(|(code, own)| {
            let county = counties.iter().find(|county| county.code == *code);
            let name = county.map_or("", |county| county.name.as_str());
            let finder = CountyFinder::new(departments, &own, name)?;
            Some((code.clone(), finder))
        });
        Self { counties: finders.collect() }
    }

    /// The departments of a county that a text mentions, with where, in bytes, in order.
    pub fn find(&self, county: &CountyCode, text: &str) -> Vec<(Range<usize>, usize)> {
        self.counties.get(county).map_or_else(Vec::new, |finder| finder.find(text))
    }

    /// The department of a county that a name means, in any of its spellings.
    pub fn body(&self, county: &CountyCode, name: &str) -> Option<usize> {
        self.counties.get(county)?.by_name.get(name).copied()
    }
}

impl CountyFinder {
    fn new(departments: &[Department], own: &[usize], county: &str) -> Option<Self> {
        let spellings = spellings(departments, own, county);
        let by_name = spellings
            .iter()
            .filter_map(|(name, spelling)| Some((name.clone(), spelling.body?)))
            .collect();
        let automaton = AhoCorasick::builder()
            .match_kind(MatchKind::LeftmostLongest)
            .build(spellings.keys())
            .ok()?;
        Some(Self { automaton, spellings: spellings.into_values().collect(), by_name })
    }

    fn find(&self, text: &str) -> Vec<(Range<usize>, usize)> {
        let mut found: Vec<(Range<usize>, usize)> = Vec::new();
        for hit in self.automaton.find_iter(text) {
            let range = hit.range();
            let Spelling { form, body } = self.spellings[hit.pattern().as_usize()];
            let joined =
                found.last().is_some_and(|(last, _)| is_joint(&text[last.end..range.start]));
            let (before, name) = (&text[..range.start], &text[range.clone()]);
            if let Some(body) = body
                && may_begin(before, name, form, joined)
                && may_end(&text[range.end..])
                && !is_inside_title(before)
            {
                found.push((range, body));
            }
        }
        found
    }
}

/// Whether a `《` is open behind a text: what stands in a title is a part of it.
fn is_inside_title(before: &str) -> bool {
    before.rfind('《').is_some_and(|open| !before[open..].contains('》'))
}

/// All spellings of the departments of a county. Written names come before derived ones: a derived one that
/// another body writes is that body's.
fn spellings(
    departments: &[Department],
    own: &[usize],
    county: &str,
) -> BTreeMap<String, Spelling> {
    let counties = [county.to_owned(), everyday_name(county)];
    let mut all: BTreeMap<String, Spelling> = BTreeMap::new();
    let mut level: BTreeMap<String, Spelling> = BTreeMap::new();
    for index in own {
        let department = &departments[*index];
        for name in std::iter::once(&department.name).chain(&department.aliases) {
            add(&mut all, name.clone(), form_of(name, &counties), *index);
            for (name, form) in derived(name, &counties) {
                add(&mut level, name, form, *index);
            }
        }
    }
    for (name, spelling) in level {
        all.entry(name).or_insert(spelling);
    }
    all
}

fn add(all: &mut BTreeMap<String, Spelling>, name: String, form: NameForm, body: usize) {
    // Fragments that OCR left in a cell are no names.
    let chars = name.chars().count();
    if !ends_as_body(&name) || (chars < 3 && !is_standard_body(&name)) {
        return;
    }
    let known = all.entry(name).or_insert(Spelling { form, body: Some(body) });
    if known.body != Some(body) {
        known.body = None;
    }
}

/// The form of a name as it is written.
fn form_of(name: &str, counties: &[String]) -> NameForm {
    let level = counties.iter().filter_map(|county| county.chars().next_back());
    // 和县公安局 ends 平和县公安局: names of counties of two characters are as unsure as a level.
    let full = |county: &String| county.chars().count() > 2 && name.starts_with(county.as_str());
    if counties.iter().any(full) || name.chars().count() > LONG {
        NameForm::Full
    } else if level.chain(['州', '盟']).any(|level| name.starts_with(level))
        || counties.iter().any(|county| !county.is_empty() && name.starts_with(county.as_str()))
    {
        NameForm::Level
    } else if counties
        .iter()
        .any(|county| county.chars().count() > 2 && name.contains(county.as_str()))
    {
        NameForm::Full
    } else {
        NameForm::Bare
    }
}

/// What has more characters than this is the end of no other name.
const LONG: usize = 14;

/// The short forms of a full name: `槐川县委组织部` is 县委组织部 and, in a list, 组织部.
fn derived(name: &str, counties: &[String]) -> Vec<(String, NameForm)> {
    let mut forms = Vec::new();
    for county in counties {
        let Some(bare) = name.strip_prefix(county.as_str()).filter(|_| !county.is_empty()) else {
            continue;
        };
        if let Some(level) = county.chars().next_back() {
            forms.push((format!("{level}{bare}"), NameForm::Level));
        }
        let bare = bare.strip_prefix('委').filter(|of| is_standard_body(of)).unwrap_or(bare);
        forms.push((bare.to_owned(), NameForm::Bare));
    }
    forms
}
