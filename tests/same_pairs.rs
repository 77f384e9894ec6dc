//! Precision and recall of "the same duty elsewhere" on pairs of the real documents that were labelled by hand, where the
//! documents are; skipped otherwise.
//!
//! `tests/labels/same.tsv` has the pairs: `same`, `different`, and `none` with `-` for the second duty (the township has no such
//! duty); others are not counted. A sample is drawn at random (`one-draft`: townships of one prefecture; `other-draft`: one of
//! another prefecture) or chosen for being difficult (`…-chosen`). Of the pairs of another draft a kind says how the names
//! differ; of a `split` and a `clause` one duty is there what several are here, and a group takes one of them. `QINGDAN_PAIRS_HALF` is `tune` or `hold`: only those pairs, by the CRC-32 of `code_a/id_a`.

#![allow(
    clippy::unwrap_used,
    clippy::panic,
    clippy::print_stderr,
    reason = "a test ends where something is not as expected, and says what it measures"
)]

mod common;

use std::collections::BTreeMap;
use std::fmt::{Display, Formatter};
use std::fs;
use std::path::Path;

use common::{Site, project, shared};
use qingdan::pipeline;

fn crc32(text: &str) -> u32 {
    !text.bytes().fold(u32::MAX, |crc, byte| {
        (0..8).fold(crc ^ u32::from(byte), |crc, _| {
            if crc & 1 == 1 { crc >> 1 ^ 0xEDB8_8320 } else { crc >> 1 }
        })
    })
}

/// What a sample came to.
#[derive(Debug, Default, Clone, Copy)]
struct Figures {
    right: u32,
    missed: u32,
    wrong: u32,
    told: u32,
}

impl Figures {
    fn count(&mut self, together: bool, same: bool) {
        match (together, same) {
            (true, true) => self.right += 1,
            (false, true) => self.missed += 1,
            (true, false) => self.wrong += 1,
            (false, false) => self.told += 1,
        }
    }

    fn precision(self) -> f64 {
        f64::from(self.right) / f64::from(self.right + self.wrong)
    }

    fn recall(self) -> f64 {
        f64::from(self.right) / f64::from(self.right + self.missed)
    }
}

impl Display for Figures {
    fn fmt(&self, f: &mut Formatter<'_>) -> std::fmt::Result {
        let Self { right, missed, wrong, told } = self;
        let (precision, recall) = (self.precision(), self.recall());
        write!(
            f,
            "together {right}, missed {missed}, wrongly together {wrong}, told apart {told}: "
        )?;
        write!(f, "precision {precision:.4}, recall {recall:.4}")
    }
}

/// All five documents. What has no cover has its code and place in the table of FACTS.md.
fn imported(shared: &Path) -> Site {
    let site = Site::empty();
    let facts = fs::read_to_string(shared.join("FACTS.md")).unwrap();
    let mut documents: Vec<_> =
        fs::read_dir(shared.join("corpus")).unwrap().map(|entry| entry.unwrap().path()).collect();
    documents.sort();
    for document in documents {
        let prefix = &document.file_name().unwrap().to_str().unwrap()[..4];
        let Some(row) = facts.lines().find(|line| line.starts_with(&format!("| `{prefix}"))) else {
            continue;
        };
        let cells: Vec<&str> = row.split('|').map(str::trim).collect();
        let words = cells[3].split_whitespace();
        let place: Vec<&str> = words.filter(|w| !w.starts_with('(') && !w.ends_with(')')).collect();
        let (document, place) = (document.to_str().unwrap(), place.join("/"));
        site.ok(&["import", document, "--code", cells[2], "--place", &place]);
    }
    site
}

/// The group of each duty, by its address.
fn groups(root: &Path) -> BTreeMap<String, usize> {
    let site = pipeline::Site::load(root).unwrap();
    let of = |(duty, group): (&qingdan::graph::DutyRef, &usize)| {
        let code = &site.content.townships[duty.township].township.code;
        (format!("{code}/{}", duty.of(&site.content).id), *group)
    };
    site.graph.same_of.iter().map(of).collect()
}

#[test]
fn pairs_labelled_by_hand_are_told_apart() {
    let Some(shared) = shared() else { return };
    let site = imported(&shared);
    let group_of = groups(&site.root());
    let half = std::env::var("QINGDAN_PAIRS_HALF").unwrap_or_default();
    let mut samples: BTreeMap<String, Figures> = BTreeMap::new();
    let labels = fs::read_to_string(project().join("tests/labels/same.tsv")).unwrap();
    for row in labels.lines().skip(1) {
        let cells: Vec<&str> = row.split('\t').collect();
        let [code_a, id_a, code_b, id_b, label, sample, kind] = cells[..] else { panic!("{row}") };
        let (a, b) = (format!("{code_a}/{id_a}"), format!("{code_b}/{id_b}"));
        let even = crc32(&a).is_multiple_of(2);
        if (half == "tune" && !even) || (half == "hold" && even) {
            continue;
        }
        let group = group_of.get(&a);
        let together = match label {
            "same" | "different" => group.is_some() && group_of.get(&b) == group,
            "none" => group_of.iter().any(|(duty, g)| duty.starts_with(code_b) && Some(g) == group),
            _ => continue,
        };
        let same = label == "same";
        let mut counted = vec![sample.to_owned(), format!("{sample}, {kind}")];
        if !kind.contains("split") && !kind.contains("clause") {
            counted.push(format!("{sample}, one to one"));
        }
        for name in counted {
            samples.entry(name).or_default().count(together, same);
        }
        if together != same {
            eprintln!("{}: {row}", if same { "missed" } else { "wrongly together" });
        }
    }
    for (name, figures) in &samples {
        eprintln!("{name}: {figures}");
    }
    for (sample, precision, recall) in [
        ("one-draft", 0.98, 0.95),
        ("one-draft-chosen", 0.98, 0.95),
        ("other-draft", 0.98, 0.70),
        ("other-draft, one to one", 0.98, 0.80),
        ("other-draft-chosen", 0.98, 0.0),
    ] {
        let figures = samples[sample];
        assert!(
            figures.precision() >= precision && figures.recall() >= recall,
            "{sample}: {figures}"
        );
    }
}
