//! Settled findings (已处理): a person looked at a finding and recorded in the front matter that the
//! text stays as it is. It is quiet until what was looked at changes.
//!
//! An entry stands for all findings of one code on one duty, or on the township as a whole. Its
//! `text` is a digest of what the person had before them; see [`digest`]. Entries that settle
//! nothing are judged here and reported by rules (Q0406 to Q0409). Why it is so: `docs/decisions/0014`.

use std::collections::BTreeMap;

use super::rules::{SETTLING, documentation};
use super::{BLOCKING, file_of};
use crate::content::{Content, INDEX_FILE, LoadedTownship};
use crate::diag::{Finding, Location, SettledFinding, Severity};
use crate::digest::short_hash;
use crate::model::{Day, Duty, DutyId, Field, Settled, TownshipCode};

/// Characters of a digest: enough to notice a change, short enough to copy.
const DIGEST_LEN: usize = 8;

/// An entry of the front matter and what it comes to.
pub(crate) struct Judged<'a> {
    pub(crate) loaded: &'a LoadedTownship,
    /// Its line in `index.md`.
    pub(crate) line: Option<u32>,
    pub(crate) entry: &'a Settled,
    pub(crate) verdict: Verdict,
}

impl Judged<'_> {
    /// Where the entry stands. Not on its duty: that one's page says nothing of entries.
    pub(crate) fn at(&self) -> Location {
        Location { line: self.line, ..file_of(self.loaded, INDEX_FILE) }
    }

    /// The code with its duty, for messages.
    pub(crate) fn subject(&self) -> String {
        let code = &self.entry.code;
        self.entry.duty.map_or_else(|| code.clone(), |duty| format!("{duty} {code}"))
    }
}

/// What an entry comes to.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Verdict {
    /// It settles findings.
    Settles,
    /// There is no such code.
    UnknownCode,
    /// Findings of the code cannot be left as they are.
    NeverSettled,
    /// The township has no such duty.
    NoDuty,
    /// The findings are there; the entry lacks something or is about another text.
    Outdated {
        /// What `text` has to be.
        digest: String,
    },
    /// There is no such finding, or an entry above settles it. `elsewhere` are the duties that have
    /// one of the code.
    Idle {
        /// Duties with open findings of the code.
        elsewhere: Vec<DutyId>,
    },
}

/// What an entry is about.
type Key<'a> = (&'a TownshipCode, Option<DutyId>, &'a str);

/// The digests of what can be settled: all findings of a code on a duty or a township.
pub(super) struct Digests<'a>(BTreeMap<Key<'a>, String>);

impl<'a> Digests<'a> {
    pub(super) fn of(content: &'a Content, findings: &'a [Finding]) -> Self {
        let mut groups: BTreeMap<Key<'a>, Vec<&Finding>> = BTreeMap::new();
        for finding in findings.iter().filter(|f| can_be_settled(f)) {
            if let Some(key) = key_of(finding) {
                groups.entry(key).or_default().push(finding);
            }
        }
        let duties: BTreeMap<(&TownshipCode, DutyId), &Duty> = content
            .townships
            .iter()
            .flat_map(|loaded| {
                let code = &loaded.township.code;
                loaded.township.lists.iter().map(move |(_, duty)| ((code, duty.id), duty))
            })
            .collect();
        let digest_of = |(key, findings): (Key<'a>, Vec<&Finding>)| {
            let duty = key.1.and_then(|id| duties.get(&(key.0, id)).copied());
            (key, digest(duty, &findings))
        };
        Self(groups.into_iter().map(digest_of).collect())
    }

    /// What `text` of an entry that settles a finding has to be.
    pub(super) fn get(&self, finding: &Finding) -> Option<String> {
        self.0.get(&key_of(finding)?).cloned()
    }
}

fn key_of(finding: &Finding) -> Option<Key<'_>> {
    Some((finding.at.code.as_ref()?, finding.at.duty, finding.code))
}

/// A note needs no settling: it is good to know and marks nothing.
fn can_be_settled(finding: &Finding) -> bool {
    finding.severity >= Severity::Warning && !never_settled(finding.code)
}

fn never_settled(code: &str) -> bool {
    BLOCKING.iter().chain(SETTLING).any(|never| *never == code)
}

/// What a person looked at: the duty's published text, all of it, and of each finding the part in
/// question. What is not in the published text is in the finding: the words of the document, or,
/// where there are none, the message with its numbers and names.
fn digest(duty: Option<&Duty>, findings: &[&Finding]) -> String {
    let mut seen: Vec<String> = duty.map(published_text).into_iter().collect();
    for finding in findings {
        let evidence = match (&finding.excerpt, &finding.source) {
            (Some(published), _) if duty.is_some() => {
                let marked = published.end.saturating_sub(published.start);
                published.text.chars().skip(published.start).take(marked).collect()
            }
            (Some(part), _) | (None, Some(part)) => part.text.clone(),
            (None, None) => finding.message.zh.clone(),
        };
        seen.push(format!("{:?} {evidence}", finding.at.field));
    }
    short_hash(seen.join("\u{1E}"), DIGEST_LEN)
}

/// All fields of a duty, a line each and more for texts.
fn published_text(duty: &Duty) -> String {
    Field::ALL.map(|field| duty.text_of(field)).join("\u{1F}")
}

/// All entries of all townships, judged.
pub(super) fn judge<'a>(content: &'a Content, digests: &Digests<'_>) -> Vec<Judged<'a>> {
    let mut judged = Vec::new();
    for loaded in &content.townships {
        let mut done: Vec<Key<'_>> = Vec::new();
        for (i, entry) in loaded.township.settled.iter().enumerate() {
            let verdict = verdict(loaded, entry, digests, &done);
            if verdict == Verdict::Settles {
                done.push(key(loaded, entry));
            }
            judged.push(Judged {
                loaded,
                line: loaded.settled_lines.get(i).copied(),
                entry,
                verdict,
            });
        }
    }
    judged
}

fn key<'a>(loaded: &'a LoadedTownship, entry: &'a Settled) -> Key<'a> {
    (&loaded.township.code, entry.duty, &entry.code)
}

fn verdict(
    loaded: &LoadedTownship,
    entry: &Settled,
    digests: &Digests<'_>,
    done: &[Key<'_>],
) -> Verdict {
    if !documentation().iter().any(|doc| doc.code == entry.code) {
        return Verdict::UnknownCode;
    }
    if never_settled(&entry.code) {
        return Verdict::NeverSettled;
    }
    let there = |id| loaded.township.lists.iter().any(|(_, duty)| duty.id == id);
    if entry.duty.is_some_and(|id| !there(id)) {
        return Verdict::NoDuty;
    }
    let key = key(loaded, entry);
    match digests.0.get(&key) {
        Some(digest) if !done.contains(&key) => {
            let filled_in = entry.date.is_some() && !entry.reason.trim().is_empty();
            if filled_in && entry.text == *digest {
                Verdict::Settles
            } else {
                Verdict::Outdated { digest: digest.clone() }
            }
        }
        _ => {
            let others = digests.0.keys().filter(|(t, _, code)| (*t, *code) == (key.0, key.2));
            let elsewhere =
                others.filter_map(|(_, duty, _)| *duty).filter(|d| Some(*d) != entry.duty);
            Verdict::Idle { elsewhere: elsewhere.collect() }
        }
    }
}

/// Takes the settled findings out of `findings`.
pub(super) fn take_settled(
    findings: Vec<Finding>,
    judged: &[Judged<'_>],
) -> (Vec<Finding>, Vec<SettledFinding>) {
    let entries: BTreeMap<Key<'_>, (&Settled, Day)> = judged
        .iter()
        .filter(|judged| judged.verdict == Verdict::Settles)
        .filter_map(|judged| {
            Some((key(judged.loaded, judged.entry), (judged.entry, judged.entry.date?)))
        })
        .collect();
    let mut open = Vec::new();
    let mut settled = Vec::new();
    for finding in findings {
        let entry = key_of(&finding).and_then(|key| entries.get(&key).copied());
        match entry {
            Some((entry, date)) => {
                let reason = entry.reason.clone();
                settled.push(SettledFinding { finding, date, reason });
            }
            None => open.push(finding),
        }
    }
    (open, settled)
}
