//! The demonstration's duties as a PDF viewer would give them, in columns of many widths, and what the
//! import makes of them: each duty as it was, or with a finding.
//!
//! This is what layout text loses, done to known duties: cells wrapped at the edge of their column,
//! one under another, blank lines inside cells, headers on every page, rows that cross a page.

#![allow(clippy::unwrap_used, reason = "a test ends where something is not as expected")]

mod common;

use std::collections::BTreeMap;
use std::fmt::Write;
use std::fs;

use common::{Site, command, project};
use serde_json::Value;

/// How a document is laid out. Widths are in characters.
struct Style {
    category: usize,
    name: usize,
    departments: usize,
    upper: usize,
    township: usize,
    rows_a_page: usize,
    /// Of ten lines inside a cell, so many have a blank line before them.
    noise: u64,
    /// Whether long rows go on on the next page.
    crosses: bool,
}

const STYLES: &[Style] = &[
    Style {
        category: 4,
        name: 7,
        departments: 5,
        upper: 27,
        township: 27,
        rows_a_page: 4,
        noise: 5,
        crosses: false,
    },
    Style {
        category: 5,
        name: 10,
        departments: 6,
        upper: 22,
        township: 24,
        rows_a_page: 3,
        noise: 3,
        crosses: false,
    },
    Style {
        category: 9,
        name: 12,
        departments: 8,
        upper: 32,
        township: 18,
        rows_a_page: 6,
        noise: 0,
        crosses: false,
    },
    Style {
        category: 4,
        name: 8,
        departments: 7,
        upper: 18,
        township: 30,
        rows_a_page: 5,
        noise: 5,
        crosses: true,
    },
];

/// Duties of a clean document that may carry a warning, in a hundred.
const FALSE_ALARMS: usize = 3;

#[test]
fn every_duty_is_as_it_was_or_carries_a_finding() {
    let all = command(&["--root", project().to_str().unwrap(), "export", "--format", "jsonl"]);
    let mut townships: BTreeMap<String, Vec<Value>> = BTreeMap::new();
    for line in all.stdout.lines() {
        let duty: Value = serde_json::from_str(line).unwrap();
        townships.entry(text(&duty, "code")).or_default().push(duty);
    }
    let (mut clean, mut alarms) = (0, 0);
    for (code, duties) in &townships {
        for (number, style) in STYLES.iter().enumerate() {
            let document = render(duties, style, number as u64);
            let read = import(code, &text(&duties[0], "place"), &document);
            assert_eq!(read.len(), duties.len(), "{code}, style {number}: duties");
            for (before, after) in duties.iter().zip(&read) {
                let differs = differences(before, after);
                let warned = !after["findings"].as_array().unwrap().is_empty();
                let id = &before["id"];
                assert!(
                    differs.is_empty() || warned,
                    "{code} {id}, style {number}: silent in {differs:?}\n{before:#}\n{after:#}"
                );
                if before["findings"].as_array().unwrap().is_empty() {
                    clean += 1;
                    alarms += usize::from(warned);
                }
            }
        }
    }
    assert!(alarms * 100 <= clean * FALSE_ALARMS, "{alarms} warnings on {clean} clean duties");
}

fn text(duty: &Value, field: &str) -> String {
    duty[field].as_str().unwrap_or("").to_owned()
}

fn bare(text: &str) -> String {
    text.chars().filter(|c| !c.is_whitespace()).collect()
}

fn differences(before: &Value, after: &Value) -> Vec<&'static str> {
    let mut fields = vec!["list", "category", "name", "upper", "township", "method"];
    fields.retain(|field| bare(&text(before, field)) != bare(&text(after, field)));
    if before["departments"] != after["departments"] || before["seq"] != after["seq"] {
        fields.push("departments or number");
    }
    fields
}

fn import(code: &str, place: &str, document: &str) -> Vec<Value> {
    let site = Site::empty();
    let path = site.root().with_file_name("版面.txt");
    fs::write(&path, document).unwrap();
    site.ok(&["import", path.to_str().unwrap(), "--code", code, "--place", place]);
    let provenance: Value =
        serde_json::from_str(&site.read(&format!("content/{code}/provenance.json"))).unwrap();
    let ledger = provenance["ledger"].as_object().unwrap();
    let total = ledger["total"].as_u64().unwrap();
    let parts: u64 =
        ledger.iter().filter(|(k, _)| *k != "total").filter_map(|(_, v)| v.as_u64()).sum();
    assert_eq!(total, parts, "the ledger balances");
    let lines = site.ok(&["export", "--format", "jsonl"]).stdout;
    lines.lines().map(|line| serde_json::from_str(line).unwrap()).collect()
}

/// A sequence that is the same on every run.
struct Dice(u64);

impl Dice {
    fn roll(&mut self, sides: u64) -> u64 {
        self.0 =
            self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        (self.0 >> 33) % sides
    }
}

/// Lines of a cell as a column of some width breaks them.
fn wrap(text: &str, width: usize) -> Vec<String> {
    let mut lines = Vec::new();
    for paragraph in text.lines() {
        let chars: Vec<char> = paragraph.trim().chars().collect();
        lines.extend(chars.chunks(width).map(|chunk| chunk.iter().collect::<String>()));
    }
    lines
}

fn header(list: &str) -> &'static str {
    match list {
        "basic" => "序号 事项类别 事项名称\n",
        "coop" => " 序号事项类别 事项名称\n对应上级\n\n部门\n上级部门职责 乡镇配合职责\n",
        _ => " 序号 事项类别 事项名称 承接部门及工作方式\n",
    }
}

fn render(duties: &[Value], style: &Style, seed: u64) -> String {
    let mut dice = Dice(seed);
    let mut out = String::new();
    let mut on_page = 0;
    let mut list = String::new();
    for duty in duties {
        if text(duty, "list") != list || on_page == style.rows_a_page {
            list = text(duty, "list");
            on_page = 0;
            write!(out, "\n第 {} 页\n\n{}\n", duty["seq"], header(&list)).unwrap();
        }
        on_page += 1;
        render_duty(duty, &list, style, &mut dice, &mut out);
        out.push('\n');
    }
    out
}

fn render_duty(duty: &Value, list: &str, style: &Style, dice: &mut Dice, out: &mut String) {
    let wide = list == "basic";
    let category = wrap(&text(duty, "category"), style.category);
    let name = wrap(&text(duty, "name"), if wide { 45 } else { style.name });
    write!(out, "{} {}", duty["seq"], category[0]).unwrap();
    // A name of one line stands beside a category of one line.
    if category.len() == 1 && name.len() == 1 {
        writeln!(out, " {}", name[0]).unwrap();
    } else {
        out.push('\n');
        push(&category[1..], 0, dice, out);
        push(&name, style.noise, dice, out);
    }
    if list == "reclaimed" {
        return push(&wrap(&text(duty, "method"), 40), style.noise, dice, out);
    }
    if list == "basic" {
        return;
    }
    let names: Vec<String> = duty["departments"]
        .as_array()
        .unwrap()
        .iter()
        .map(|n| n.as_str().unwrap().to_owned())
        .collect();
    out.push('\n');
    push(&wrap(&names.join("、"), style.departments), 0, dice, out);
    let upper = wrap(&text(duty, "upper"), style.upper);
    let township = wrap(&text(duty, "township"), style.township);
    // The page ends in the middle of both columns.
    let on_first =
        if style.crosses && upper.len() > 3 && township.len() > 3 { 3 } else { usize::MAX };
    let (first, rest) = upper.split_at(on_first.min(upper.len()));
    let (first_own, rest_own) = township.split_at(on_first.min(township.len()));
    for cell in [first, first_own] {
        out.push('\n');
        push(cell, style.noise, dice, out);
    }
    if !rest.is_empty() || !rest_own.is_empty() {
        write!(out, "\n- 7 -\n\n{}\n", header(list)).unwrap();
        push(rest, style.noise, dice, out);
        push(rest_own, style.noise, dice, out);
    }
}

fn push(lines: &[String], noise: u64, dice: &mut Dice, out: &mut String) {
    for (i, line) in lines.iter().enumerate() {
        if i > 0 && dice.roll(10) < noise {
            out.push('\n');
        }
        out.push_str(line);
        out.push('\n');
    }
}
