//! What OCR leaves, from the document to the export: each damaged duty is marked, sound ones are not,
//! what is certain is repaired, and the document's own words stay in the provenance.
//!
//! Both documents are fictional. The first has columns of 5 characters and names with their county, the
//! second columns of 6 and short forms.

#![allow(clippy::unwrap_used, reason = "a test ends where something is not as expected")]

mod common;

use std::collections::BTreeMap;

use common::{Run, Site, project};
use serde_json::Value;

const FIRST: [&str; 3] = ["990401101", "--place", "澜安省/澄海州/棠溪县/白鹭镇"];
const SECOND: [&str; 3] = ["990402001", "--place", "澜安省/青岚市/枫林区/石桥街道"];

/// A site with one of the documents, and what the import said.
fn imported(which: [&str; 3]) -> (Site, Run) {
    let site = Site::empty();
    let document = project().join(format!("tests/ocr/{}.txt", which[0]));
    let [code, place, name] = which;
    let run = site.ok(&["import", document.to_str().unwrap(), "--code", code, place, name]);
    (site, run)
}

/// The exported duties by id.
fn duties(site: &Site) -> BTreeMap<String, Value> {
    let lines = site.ok(&["export", "--format", "jsonl"]).stdout;
    let duties = lines.lines().map(|line| serde_json::from_str::<Value>(line).unwrap());
    duties.map(|duty| (duty["id"].as_str().unwrap().to_owned(), duty)).collect()
}

/// Each duty that has warnings, with their codes.
fn marked(site: &Site) -> BTreeMap<String, String> {
    let codes = |duty: &Value| {
        let codes = duty["findings"].as_array().unwrap().iter();
        codes.map(|code| code.as_str().unwrap()).collect::<Vec<_>>().join(" ")
    };
    let all = duties(site).into_iter().map(|(id, duty)| (id, codes(&duty)));
    all.filter(|(_, codes)| !codes.is_empty()).collect()
}

fn expected(pairs: &[(&str, &str)]) -> BTreeMap<String, String> {
    pairs.iter().map(|(id, codes)| ((*id).to_owned(), (*codes).to_owned())).collect()
}

fn provenance(site: &Site, code: &str) -> Value {
    serde_json::from_str(&site.read(&format!("content/{code}/provenance.json"))).unwrap()
}

#[test]
fn in_the_first_document_damaged_duties_are_marked_and_sound_ones_are_not() {
    let (site, run) = imported(FIRST);
    assert!(run.stdout.contains('=') && !run.stdout.contains('≠'), "{}", run.stdout);
    let marks = expected(&[
        ("b2", "Q0231"),
        ("b5", "Q0206"),
        ("c4", "Q0231"),
        ("c5", "Q0206 Q0307"),
        ("c7", "Q0307"),
        ("c8", "Q0205"),
        ("c9", "Q0223"),
        ("c10", "Q0233"),
        ("c11", "Q0220 Q0223"),
        ("c12", "Q0222"),
        ("c13", "Q0206"),
        ("c15", "Q0222 Q0226 Q0309"),
        ("c16", "Q0231"),
        ("r2", "Q0231"),
        ("r3", "Q0206"),
        ("r5", "Q0227"),
    ]);
    assert_eq!(marked(&site), marks);
    assert_eq!(duties(&site).len(), 32);
}

#[test]
fn in_the_second_document_damaged_duties_are_marked_and_sound_ones_are_not() {
    let (site, run) = imported(SECOND);
    assert!(run.stdout.contains('=') && !run.stdout.contains('≠'), "{}", run.stdout);
    let marks = expected(&[
        ("b4", "Q0225 Q0301"),
        ("c4", "Q0308"),
        ("c6", "Q0206"),
        ("c7", "Q0229"),
        ("c8", "Q0301"),
        ("c9", "Q0233"),
        ("c10", "Q0206"),
        ("c11", "Q0205"),
        ("c12", "Q0222"),
        ("r2", "Q0222"),
    ]);
    assert_eq!(marked(&site), marks);
    assert_eq!(duties(&site).len(), 19);
}

#[test]
fn repaired_text_is_in_the_markdown_and_the_words_of_the_document_in_the_provenance() {
    let (site, _) = imported(FIRST);
    let coop = site.read("content/990401101/coop.md");
    let line = "- 对应上级部门：棠溪县农业农村局、棠溪县气象局、棠溪县应急管理局、棠溪县水利局、棠溪县财政局";
    assert!(coop.contains(line), "{coop}");
    let basic = site.read("content/990401101/basic.md");
    assert!(basic.contains("## 7 劝阻在冰面上行走的人 {#b7}"), "{basic}");
    assert_eq!(basic.matches("- 事项类别：应急管理及消防").count(), 2, "{basic}");

    let provenance = provenance(&site, FIRST[0]);
    let cells = |id: &str| provenance["duties"][id]["cells"].to_string();
    let tangled = "棠农溪、急棠局财溪村县棠管溪、政县局气溪理县棠局农、象县局水溪业棠局应、利县";
    assert!(cells("c10").contains(tangled), "{}", cells("c10"));
    assert!(cells("b7").contains("平安法治 劝阻在冰面上行走的人"));
    assert!(cells("b9").contains("\"应急管理及消\""));
    assert!(cells("c16").contains("4 H H W"));
    let kinds = |id: &str| {
        let marks = provenance["duties"][id]["marks"].as_array().cloned().unwrap_or_default();
        marks.iter().map(|mark| mark["kind"].as_str().unwrap().to_owned()).collect::<Vec<_>>()
    };
    assert_eq!(kinds("c10"), ["cell-untangled"]);
    assert_eq!(kinds("b7"), ["category-in-name"]);
    assert_eq!(kinds("b9"), ["category-completed"]);
    assert_eq!(kinds("c16"), ["category-from-neighbours"]);
    assert!(kinds("b5").is_empty(), "between two different categories nothing is certain");
    assert!(kinds("c7").is_empty(), "a fragment is proposed, not repaired");
}

#[test]
fn labels_are_those_of_the_untangled_departments() {
    let (site, _) = imported(FIRST);
    let upper = duties(&site)["c10"]["upper"].as_str().unwrap().to_owned();
    let lines: Vec<&str> = upper.lines().collect();
    assert_eq!(lines[0], "棠溪县农业农村局：");
    assert_eq!(lines[3], "棠溪县气象局：");
}

#[test]
fn who_takes_a_duty_over_is_read_from_its_form() {
    let (site, _) = imported(FIRST);
    let duty = &duties(&site)["r1"];
    assert_eq!(duty["departments"], serde_json::json!(["棠溪县民政局"]));
    assert_eq!(duty["method"], "承接方式: 棠溪县民政局\n工作方式: 窗口受理，当日补发。");
}

#[test]
fn what_is_only_likely_is_a_hint() {
    let (site, _) = imported(SECOND);
    let found = site.run(&["check"]).stdout;
    assert!(found.contains("put back it may be: 组织居民轮流讲述老街的手艺人故事"), "{found}");
    assert!(found.contains("13 duties in the table of contents, 12 there"), "{found}");
    let (site, _) = imported(FIRST);
    let found = site.run(&["check"]).stdout;
    assert!(found.contains("it may be: 棠溪县农业农村局"), "{found}");
    assert!(found.contains("it may be: 棠溪县水利局"), "{found}");
    // Parts of names are no entries of the registry.
    let registry = site.read("content/departments.toml");
    assert!(registry.contains("\"棠溪县水利局\""), "{registry}");
    assert!(!registry.contains("\"农村局\"") && !registry.contains("枯溪县"), "{registry}");
}

#[test]
fn a_mark_is_quiet_once_a_person_has_changed_the_field() {
    let (site, _) = imported(FIRST);
    let site = site
        .edit(
            "content/990401101/coop.md",
            "- 对应上级部门：棠溪县农业农村局、棠溪县气象局、",
            "- 对应上级部门：棠溪县农业农村局、棠溪县公安局、棠溪县气象局、",
        )
        .edit("content/990401101/coop.md", "做好风车的磨维坊修缮工作", "做好风车磨坊的维修工作");
    let marks = marked(&site);
    assert_eq!((marks.get("c10"), marks.get("c9")), (None, None));
}

#[test]
fn importing_twice_writes_the_same_bytes() {
    let (site, _) = imported(FIRST);
    let before = site.files("content");
    let document = project().join("tests/ocr/990401101.txt");
    let [code, place, name] = FIRST;
    site.ok(&["import", document.to_str().unwrap(), "--code", code, place, name]);
    assert!(site.files("content") == before);
}
