//! Findings in groups, as people work through them: a township after the other, in each one kind
//! after the other, the serious ones first.

use std::cmp::Reverse;
use std::collections::BTreeMap;

use super::{Code, Finding, Severity};
use crate::model::TownshipCode;

/// Findings of one code.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Kind<'a> {
    /// The code.
    pub code: Code,
    /// How serious.
    pub severity: Severity,
    /// The findings in their order.
    pub findings: Vec<&'a Finding>,
}

/// Findings of one township.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct TownshipGroup<'a> {
    /// The township; none for what is of the site as a whole.
    pub township: Option<&'a TownshipCode>,
    /// The kinds, errors first, then by code.
    pub kinds: Vec<Kind<'a>>,
}

impl<'a> TownshipGroup<'a> {
    /// All of them.
    pub fn findings(&self) -> impl Iterator<Item = &'a Finding> + Clone {
        self.kinds.iter().flat_map(|kind| kind.findings.iter().copied())
    }
}

/// By township, then by kind. What is of no township comes first.
pub fn group_by_township(findings: &[Finding]) -> Vec<TownshipGroup<'_>> {
    let mut townships: BTreeMap<Option<&TownshipCode>, Vec<&Finding>> = BTreeMap::new();
    for finding in findings {
        townships.entry(finding.at.code.as_ref()).or_default().push(finding);
    }
    townships
        .into_iter()
        .map(|(township, findings)| TownshipGroup { township, kinds: group_by_kind(findings) })
        .collect()
}

/// By kind over all townships.
pub fn group_by_kind<'a>(findings: impl IntoIterator<Item = &'a Finding>) -> Vec<Kind<'a>> {
    let mut kinds: BTreeMap<(Reverse<Severity>, Code), Vec<&Finding>> = BTreeMap::new();
    for finding in findings {
        kinds.entry((Reverse(finding.severity), finding.code)).or_default().push(finding);
    }
    kinds
        .into_iter()
        .map(|((Reverse(severity), code), findings)| Kind { code, severity, findings })
        .collect()
}
