//! Entries of registries as rules judge them: where each stands, and two of one spelling.

use std::collections::{BTreeMap, BTreeSet};

use super::Rule;
use crate::bilingual;
use crate::diag::{Location, Sink};

/// An entry, as the place of a finding.
pub(crate) fn entry_location(file: &str, at: Option<u32>) -> Location {
    Location::file(format!("content/{file}"), at)
}

/// Where an entry stands, for a sentence: `content/departments.toml:12`.
pub(crate) fn entry_place(file: &str, at: Option<u32>) -> String {
    at.map_or_else(|| format!("content/{file}"), |line| format!("content/{file}:{line}"))
}

/// An entry of any registry.
pub(crate) struct Claim<'a> {
    pub(crate) file: &'static str,
    pub(crate) at: Option<u32>,
    /// Its id or code.
    pub(crate) id: String,
    /// Spellings count within the same scope: a county's departments.
    pub(crate) scope: String,
    pub(crate) name: String,
    pub(crate) aliases: &'a [String],
    /// Entries of one body may share spellings.
    pub(crate) body: usize,
}

/// Two entries of one id.
pub(crate) fn same_ids(rule: &Rule, claims: &[Claim<'_>], sink: &mut Sink) {
    let mut owners: BTreeMap<&str, &Claim<'_>> = BTreeMap::new();
    for claim in claims {
        let id = claim.id.as_str();
        let Some(earlier) = owners.get(id) else {
            owners.insert(id, claim);
            continue;
        };
        let (one, other) = (&earlier.name, &claim.name);
        let (here, there) = (earlier.place(), claim.place());
        let message = bilingual!(
            "“{one}”（{here}）和“{other}”（{there}）用了同一个“{id}”",
            "`{one}` ({here}) and `{other}` ({there}) have the same `{id}`"
        );
        sink.push(rule.finding(claim.location(), message));
    }
}

/// Two entries of one spelling, and two that are each other's alias.
pub(crate) fn same_spellings(rule: &Rule, claims: &[Claim<'_>], sink: &mut Sink) {
    let mut owners: BTreeMap<(&str, &str), usize> = BTreeMap::new();
    let mut circles: BTreeSet<(usize, usize)> = BTreeSet::new();
    for (index, claim) in claims.iter().enumerate() {
        for spelling in std::iter::once(&claim.name).chain(claim.aliases) {
            let first = *owners.entry((&claim.scope, spelling)).or_insert(index);
            let earlier = &claims[first];
            if first == index || earlier.body == claim.body {
                continue;
            }
            let (one, other) = (&earlier.name, &claim.name);
            let (here, there) = (earlier.place(), claim.place());
            let circle = earlier.aliases.contains(other) && claim.aliases.contains(one);
            let message = if circle {
                bilingual!(
                    "“{one}”（{here}）和“{other}”（{there}）互为别名，不知道哪个是全称",
                    "`{one}` ({here}) and `{other}` ({there}) are each other's alias: which is the name?"
                )
            } else {
                bilingual!(
                    "“{spelling}”既属于“{one}”（{here}）又属于“{other}”（{there}）",
                    "`{spelling}` belongs to `{one}` ({here}) and to `{other}` ({there})"
                )
            };
            if !circle || circles.insert((first, index)) {
                sink.push(rule.finding(claim.location(), message));
            }
        }
    }
}

impl Claim<'_> {
    fn place(&self) -> String {
        entry_place(self.file, self.at)
    }

    fn location(&self) -> Location {
        entry_location(self.file, self.at)
    }
}
