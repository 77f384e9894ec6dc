//! The real documents, where they are: both agree with what was read by eye, in every field.

#![allow(
    clippy::unwrap_used,
    clippy::print_stderr,
    reason = "a test ends where something is not as expected, and says what it skips"
)]

mod common;

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};

use common::{Site, shared};
use serde_json::Value;

fn imported(shared: &Path) -> Site {
    let site = Site::empty();
    for (prefix, code) in [("000_", "652327202"), ("001_", "652325206")] {
        let run = site.ok(&["import", document(shared, prefix).to_str().unwrap(), "--code", code]);
        assert!(run.stdout.contains('=') && !run.stdout.contains('≠'), "{}", run.stdout);
    }
    site
}

fn document(shared: &Path, prefix: &str) -> PathBuf {
    fs::read_dir(shared.join("corpus"))
        .unwrap()
        .map(|entry| entry.unwrap().path())
        .find(|path| path.file_name().unwrap().to_str().unwrap().starts_with(prefix))
        .unwrap()
}

fn bare(text: &Value) -> String {
    text.as_str().unwrap_or("").chars().filter(|c| !c.is_whitespace()).collect()
}

#[test]
fn both_documents_are_read_in_full() {
    let Some(shared) = shared() else { return };
    let site = imported(&shared);
    let lines = site.ok(&["export", "--format", "jsonl"]).stdout;
    let duties: Vec<Value> = lines.lines().map(|l| serde_json::from_str(l).unwrap()).collect();
    let count = |code: &str, list: &str| {
        duties.iter().filter(|d| d["code"] == code && d["list"] == list).count()
    };
    for (code, basic, coop, reclaimed) in [("652327202", 107, 102, 30), ("652325206", 112, 97, 37)]
    {
        let counts = (count(code, "basic"), count(code, "coop"), count(code, "reclaimed"));
        assert_eq!(counts, (basic, coop, reclaimed), "{code}");
    }
    let flagged: Vec<String> = duties
        .iter()
        .filter(|d| !d["findings"].as_array().unwrap().is_empty())
        .map(|d| {
            format!(
                "{} {} {}",
                d["code"].as_str().unwrap(),
                d["id"].as_str().unwrap(),
                d["findings"]
            )
        })
        .collect();
    let expected = ["b1", "c41", "r14", "r36"].map(|id| format!("652325206 {id} [\"Q0203\"]"));
    let mut sorted = flagged.clone();
    sorted.sort();
    assert_eq!(sorted, expected, "the stray ` and `, and nothing else");
    let and = duties.iter().find(|d| d["code"] == "652325206" && d["id"] == "r14").unwrap();
    assert!(and["name"].as_str().unwrap().contains("单位 and 个人"), "kept as printed");
}

#[test]
fn every_field_agrees_with_the_gold() {
    let Some(shared) = shared() else { return };
    agrees(&imported(&shared), "652327202", &shared.join("gold/000.jsonl"));
}

#[test]
fn the_text_of_a_pdf_agrees_with_the_gold_in_every_field_and_without_a_doubt() {
    let Some(shared) = shared() else { return };
    let site = imported_layout(&shared, "003");
    agrees(&site, "652301202", &shared.join("gold/003.jsonl"));
    assert_eq!(flagged(&site), Vec::<String>::new());
}

#[test]
fn of_another_only_the_slipped_categories_are_marked() {
    let Some(shared) = shared() else { return };
    let site = imported_layout(&shared, "004");
    let lines = site.ok(&["export", "--format", "jsonl"]).stdout;
    let count = |list: &str| lines.matches(&format!("\"list\":\"{list}\"")).count();
    assert_eq!((count("basic"), count("coop"), count("reclaimed")), (103, 101, 37));
    let slipped: Vec<String> = (89..=98).map(|n| format!("b{n} [\"Q0211\"]")).collect();
    assert_eq!(flagged(&site), slipped);
}

/// A document without a cover: its code and place stand in the table of FACTS.md.
fn imported_layout(shared: &Path, number: &str) -> Site {
    let facts = fs::read_to_string(shared.join("FACTS.md")).unwrap();
    let row = facts.lines().find(|line| line.starts_with(&format!("| `{number}_"))).unwrap();
    let cells: Vec<&str> = row.split('|').map(str::trim).collect();
    let place =
        cells[3].split_whitespace().filter(|word| !word.starts_with('(') && !word.ends_with(')'));
    let place = place.collect::<Vec<_>>().join("/");
    let site = Site::empty();
    let document = document(shared, &format!("{number}_"));
    let run =
        site.ok(&["import", document.to_str().unwrap(), "--code", cells[2], "--place", &place]);
    assert!(run.stdout.contains('=') && !run.stdout.contains('≠'), "{}", run.stdout);
    site
}

/// The duties that carry findings, with their codes.
fn flagged(site: &Site) -> Vec<String> {
    let lines = site.ok(&["export", "--format", "jsonl"]).stdout;
    let duties = lines.lines().map(|line| serde_json::from_str::<Value>(line).unwrap());
    duties
        .filter(|duty| !duty["findings"].as_array().unwrap().is_empty())
        .map(|duty| format!("{} {}", duty["id"].as_str().unwrap(), duty["findings"]))
        .collect()
}

fn agrees(site: &Site, code: &str, gold: &Path) {
    if !gold.is_file() {
        eprintln!("没有 {}，跳过 · skipped: it is not there", gold.display());
        return;
    }
    let lines = site.ok(&["export", "--format", "jsonl"]).stdout;
    let mut duties: BTreeMap<(String, u64), Value> = BTreeMap::new();
    for line in lines.lines() {
        let duty: Value = serde_json::from_str(line).unwrap();
        if duty["code"] == code {
            let key = (duty["list"].as_str().unwrap().to_owned(), duty["seq"].as_u64().unwrap());
            assert!(duties.insert(key, duty).is_none());
        }
    }
    for line in fs::read_to_string(gold).unwrap().lines() {
        let gold: Value = serde_json::from_str(line).unwrap();
        let list = gold["list"].as_str().unwrap().replace("coord", "coop");
        let key = (list, gold["seq"].as_u64().unwrap());
        let duty = duties.remove(&key).unwrap_or(Value::Null);
        for field in ["category", "name", "upper", "township", "method"] {
            assert_eq!(bare(&duty[field]), bare(&gold[field]), "{key:?} {field}");
        }
        if key.0 != "basic" {
            assert_eq!(duty["departments"], gold["departments"], "{key:?}");
        }
    }
    assert!(duties.is_empty(), "more than the gold has: {:?}", duties.keys());
}

/// Duties of the scanned document that were read by eye and are damaged; of the second list nearly all
/// are, so the sound ones are named.
const DAMAGED_BASIC: &[u64] = &[11, 118, 126];
const SOUND_COOP: &[u64] =
    &[4, 19, 20, 22, 26, 27, 28, 41, 42, 47, 54, 55, 63, 68, 72, 81, 83, 101];
const DAMAGED_RECLAIMED: &[u64] = &[5, 18, 20, 22, 25, 32, 33, 38, 39, 41, 42, 43, 45];

#[test]
fn of_a_scan_every_damaged_duty_is_marked_and_few_sound_ones() {
    let Some(shared) = shared() else { return };
    let site = Site::empty();
    let document = document(&shared, "002_");
    let run = site.ok(&["import", document.to_str().unwrap(), "--code", "653121102"]);
    assert!(run.stdout.contains('=') && !run.stdout.contains('≠'), "{}", run.stdout);
    let lines = site.ok(&["export", "--format", "jsonl"]).stdout;
    let (mut counts, mut silent, mut sound, mut false_alarms) = ([0; 3], vec![], 0, vec![]);
    for duty in lines.lines().map(|line| serde_json::from_str::<Value>(line).unwrap()) {
        let (seq, id) = (duty["seq"].as_u64().unwrap(), duty["id"].as_str().unwrap());
        let (list, damaged) = match duty["list"].as_str().unwrap() {
            "basic" => (0, DAMAGED_BASIC.contains(&seq)),
            "coop" => (1, !SOUND_COOP.contains(&seq)),
            _ => (2, DAMAGED_RECLAIMED.contains(&seq)),
        };
        counts[list] += 1;
        let codes: Vec<&str> =
            duty["findings"].as_array().unwrap().iter().map(|c| c.as_str().unwrap()).collect();
        if damaged && codes.is_empty() {
            silent.push(id.to_owned());
        }
        // Damage of OCR; other codes have their own tests.
        let ocr = codes.iter().any(|code| ("Q0220".."Q0240").contains(code) || *code > "Q0306");
        sound += usize::from(!damaged);
        if !damaged && ocr {
            false_alarms.push(format!("{id} {codes:?}"));
        }
    }
    assert_eq!(counts, [132, 103, 47]);
    assert!(silent.is_empty(), "damaged and not marked: {silent:?}");
    assert!(false_alarms.len() * 10 <= sound, "sound and marked: {false_alarms:?}");
}

#[test]
fn the_site_of_both_is_built_the_same_twice() {
    let Some(shared) = shared() else { return };
    let site = imported(&shared);
    let first = site.built();
    assert!(first.contains_key("652327202/c102.html") && first.contains_key("652325206/r37.html"));
    assert!(first == site.built());
}

/// A run of this many characters is no chance likeness.
const LENGTH: usize = 24;

/// Text of the documents belongs to those who published it and does not enter this project.
#[test]
fn no_sentence_of_the_documents_is_in_this_project() {
    let Some(shared) = shared() else { return };
    let mut known = std::collections::HashSet::new();
    for entry in fs::read_dir(shared.join("corpus")).unwrap() {
        let text = fs::read_to_string(entry.unwrap().path()).unwrap();
        let text: Vec<char> = text.chars().filter(|c| !c.is_whitespace()).collect();
        known.extend(text.windows(LENGTH).filter(|w| is_prose(w)).map(<[char]>::to_vec));
    }
    for folder in ["content", "tests", "docs", "src", "themes", "templates"] {
        for (name, bytes) in common::files(&common::project().join(folder)) {
            if name.contains("node_modules") {
                continue;
            }
            let Ok(text) = String::from_utf8(bytes) else { continue };
            let text: Vec<char> = text.chars().filter(|c| !c.is_whitespace()).collect();
            let found = text.windows(LENGTH).find(|w| known.contains(*w));
            assert!(found.is_none(), "{folder}/{name}: {:?}", found.map(String::from_iter));
        }
    }
}

/// A run of text, not of header cells or markup: those every document has.
fn is_prose(window: &[char]) -> bool {
    let text: String = window.iter().collect();
    window.iter().filter(|c| qingdan::text::chars::is_hanzi(**c)).count() * 10 >= window.len() * 8
        && !["事项类别", "项名称", "部门职责", "配合职责"].iter().any(|word| text.contains(word))
}
