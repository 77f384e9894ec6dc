//! JSON Lines: one duty a line, in printed order.

use std::collections::{BTreeMap, BTreeSet};

use serde::Serialize;

use crate::content::Content;
use crate::diag::{Code, Finding, Severity};
use crate::model::{DutyId, ListKind, TownshipCode};

/// A line, in the order of its fields. The contract is in `docs/export.md`.
#[derive(Serialize)]
struct Line<'a> {
    place: String,
    code: &'a TownshipCode,
    edition: &'a str,
    list: ListKind,
    seq: u32,
    id: DutyId,
    category: &'a str,
    name: &'a str,
    departments: &'a [String],
    upper: String,
    township: String,
    method: String,
    findings: Vec<Code>,
}

/// All duties; `findings` are those of the whole site, of which each line gives the codes of severity
/// warning or above that were raised on its duty.
pub fn export_jsonl(content: &Content, findings: &[Finding]) -> Result<String, serde_json::Error> {
    let mut codes: BTreeMap<(&TownshipCode, DutyId), BTreeSet<Code>> = BTreeMap::new();
    for finding in findings.iter().filter(|f| f.severity >= Severity::Warning) {
        if let (Some(code), Some(duty)) = (&finding.at.code, finding.at.duty) {
            codes.entry((code, duty)).or_default().insert(finding.code);
        }
    }
    let mut out = String::new();
    for loaded in &content.townships {
        let township = &loaded.township;
        for (list, duty) in township.lists.iter() {
            let line = Line {
                place: township.place.full(),
                code: &township.code,
                edition: township.edition_text(),
                list,
                seq: duty.seq,
                id: duty.id,
                category: &duty.category,
                name: &duty.name,
                departments: &duty.departments,
                upper: duty.upper.to_string(),
                township: duty.township.to_string(),
                method: duty.method.to_string(),
                findings: codes
                    .get(&(&township.code, duty.id))
                    .map(|codes| codes.iter().copied().collect())
                    .unwrap_or_default(),
            };
            out.push_str(&serde_json::to_string(&line)?);
            out.push('\n');
        }
    }
    Ok(out)
}
