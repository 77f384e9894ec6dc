//! # Q0313 部门的县不存在 · a department of a county that is not there
//!
//! 错误。部门名录里 county 写的六位代码，既不是本站哪个乡镇的前六位，也不在 content/places.toml 里：多半写错了数字。这个
//! 部门不会有页面。
//!
//! An error. No township of the site and no place of `content/places.toml` begins with the county's six digits:
//! probably a wrong digit. The department has no page.

use std::collections::BTreeMap;

use crate::bilingual;
use crate::check::entries::{entry_location, entry_place};
use crate::check::{Rule, Subject};
use crate::content::INDEX_FILE;
use crate::content::registry::{DEPARTMENTS_FILE, PLACES_FILE};
use crate::diag::{Severity, Sink};
use crate::model::{CountyCode, DepartmentEntry};

pub(super) const RULE: Rule = Rule {
    code: "Q0313",
    severity: Severity::Error,
    source: include_str!("q0313_unknown_county.rs"),
    check,
};

/// So many counties are named in the message.
const NAMED: usize = 5;

fn check(rule: &Rule, subject: &Subject<'_>, sink: &mut Sink) {
    // Each county with the first place that has it.
    let mut counties: BTreeMap<CountyCode, String> = BTreeMap::new();
    for entry in &subject.content.registries.places {
        let place = entry_place(PLACES_FILE, entry.at);
        counties.entry(entry.code.county()).or_insert(place);
    }
    for loaded in &subject.content.townships {
        let place = loaded.folder.join(INDEX_FILE).display().to_string();
        counties.entry(loaded.township.code.county()).or_insert(place);
    }
    // A registry that is written before the first township.
    if counties.is_empty() {
        return;
    }
    let mut unknown: BTreeMap<&CountyCode, Vec<&DepartmentEntry>> = BTreeMap::new();
    for entry in &subject.content.registries.departments {
        if !counties.contains_key(&entry.county) {
            unknown.entry(&entry.county).or_default().push(entry);
        }
    }
    let known = counties.iter().take(NAMED).map(|(code, place)| format!("{code} ({place})"));
    let known = known.collect::<Vec<String>>().join(", ");
    for (code, entries) in unknown {
        let Some(entry) = entries.first() else { continue };
        let (name, here) = (&entry.name, entry_place(DEPARTMENTS_FILE, entry.at));
        let count = entries.len();
        let message = bilingual!(
            "“{name}”（{here}）等 {count} 条的县是 {code}，本站没有这个县；有的是 {known}",
            "entries of county {code}, which is not there: {count}, first `{name}` ({here}); there is {known}"
        );
        sink.push(rule.finding(entry_location(DEPARTMENTS_FILE, entry.at), message));
    }
}
