//! The same list in each of its carriers is the same duties: the demonstration's documents, and a small
//! one with all that is awkward to carry. What LibreOffice and Chromium make is skipped, and said so, where they
//! are not there.

#![allow(clippy::unwrap_used, reason = "a test ends where something is not as expected")]

mod common;

use std::fs;
use std::path::{Path, PathBuf};

use common::carriers::{self, Document, Form, Spans, convert};
use common::{Run, Site, project};
use serde_json::Value;

/// The small list with all that is awkward, at once.
const AWKWARD_NAME: &str = "awkward";

/// A list before anything carries it, and the duties that it is to become.
struct List {
    name: String,
    code: String,
    duties: Vec<Value>,
    document: Document,
}

fn lists() -> Vec<List> {
    let mut lists: Vec<List> = common::files(&project().join("tests/documents"))
        .into_iter()
        .map(|(name, bytes)| {
            let code = name[..9].to_owned();
            let (_, run, duties) = import(&name, &bytes, &code);
            assert!(run.code == 0 && duties.len() > 30, "{name}: {}", run.stderr);
            let document = Document::of_duties(&duties, Form::Plain);
            List { name, code, duties, document }
        })
        .collect();
    let awkward = fs::read_to_string(project().join("tests/carriers/990601101.jsonl")).unwrap();
    let duties: Vec<Value> = lines(&awkward);
    let document = Document::of_duties(&duties, Form::Awkward);
    lists.push(List { name: AWKWARD_NAME.into(), code: "990601101".into(), duties, document });
    lists
}

fn lines(jsonl: &str) -> Vec<Value> {
    jsonl.lines().map(|line| serde_json::from_str(line).unwrap()).collect()
}

/// An import into an empty site, and the duties as they are exported.
fn import(name: &str, bytes: &[u8], code: &str) -> (Site, Run, Vec<Value>) {
    let site = Site::empty();
    let path = site.root().with_file_name(name);
    fs::write(&path, bytes).unwrap();
    let run = site.run(&["import", path.to_str().unwrap(), "--code", code]);
    let duties = lines(&site.ok(&["export", "--format", "jsonl"]).stdout);
    (site, run, duties)
}

/// A duty as two carriers agree on it: blanks aside, but each line of its text a line.
fn without_blanks(duty: &Value) -> Value {
    let mut duty = duty.clone();
    for (key, value) in duty.as_object_mut().unwrap().iter_mut() {
        if let Value::String(text) = value {
            let has_lines = matches!(key.as_str(), "upper" | "township" | "method");
            text.retain(|c| (has_lines && c == '\n') || !c.is_whitespace());
        }
    }
    duty
}

/// What is asked of a carrier.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Ask {
    /// The same duties with the same findings.
    Same,
    /// That a duty that differs carries a warning.
    Told,
}

/// What differs from a list in a carrier: in a field, a line or a finding. And what is wrong in any case:
/// characters that are not accounted for, a duty without its place.
fn differences(list: &List, file: &str, bytes: &[u8], part: &str, ask: Ask) -> Vec<String> {
    let (site, run, got) = import(file, bytes, &list.code);
    let of = format!("{} as {file}", list.name);
    if run.code != 0 {
        return vec![format!("{of}: {}", run.stderr)];
    }
    let mut differences = Vec::new();
    if !run.stdout.contains('=') || run.stdout.contains('≠') {
        differences.push(format!("{of}: the ledger does not balance: {}", run.stdout));
    }
    let provenance = site.read(&format!("content/{}/provenance.json", list.code));
    let provenance: Value = serde_json::from_str(&provenance).unwrap();
    if ask == Ask::Same && !provenance["unplaced"].as_array().unwrap().is_empty() {
        differences.push(format!("{of}: {}", provenance["unplaced"]));
    }
    for (duty, source) in provenance["duties"].as_object().unwrap() {
        let named = source["part"].as_str().unwrap_or_default();
        if !named.starts_with(part) || named.is_empty() != part.is_empty() || source["line"] == 0 {
            differences.push(format!("{of}: {duty} stood at {named}:{}", source["line"]));
        }
    }
    for (expected, got) in list.duties.iter().zip(&got) {
        let (expected, got) = (without_blanks(expected), without_blanks(got));
        if ask == Ask::Told && got["findings"] != expected["findings"] {
            continue;
        }
        for (key, value) in expected.as_object().unwrap() {
            if *value != got[key] {
                let id = &expected["id"];
                differences.push(format!("{of}: {id} {key}\n  {value}\n  {}", got[key]));
            }
        }
    }
    if got.len() != list.duties.len() {
        differences.push(format!("{of}: {} duties of {}", got.len(), list.duties.len()));
    }
    differences
}

fn assert_none(all: &[String]) {
    assert!(all.is_empty(), "{} differences\n{}", all.len(), all.join("\n"));
}

#[test]
fn text_tables_and_pages_have_the_same_duties() {
    let mut all = Vec::new();
    for list in lists() {
        let document = &list.document;
        let csv = document.csv(b',', Spans::Repeated);
        for (file, bytes, part) in [
            ("国标.csv", gb18030(&csv), ""),
            ("清单.csv", csv, ""),
            ("分号.csv", document.csv(b';', Spans::Repeated), ""),
            ("引号.txt", document.csv(b'\t', Spans::Repeated), ""),
            ("清单.txt", document.tabbed(Spans::Repeated).into_bytes(), ""),
            ("清单.md", document.pipes(Spans::Repeated).into_bytes(), ""),
            ("清单.html", document.html(None, "", false).into_bytes(), "表 "),
            ("清单.xlsx", document.workbook(false), "表"),
            ("合并.xlsx", document.workbook(true), "表"),
        ] {
            all.extend(differences(&list, file, &bytes, part, Ask::Same));
        }
    }
    assert_none(&all);
}

#[test]
fn tags_in_cells_mean_the_same_in_each_carrier() {
    let mut all = Vec::new();
    for list in lists().into_iter().filter(|list| list.name != AWKWARD_NAME) {
        let text = fs::read(project().join("tests/documents").join(&list.name)).unwrap();
        let document = Document::of_text(std::str::from_utf8(&text).unwrap());
        for (file, bytes, part) in [
            ("国标.txt", gb18030(&text), ""),
            ("清单.csv", document.csv(b',', Spans::Repeated), ""),
            ("清单.md", document.pipes(Spans::Repeated).into_bytes(), ""),
            ("清单.xlsx", document.workbook(false), "表"),
        ] {
            all.extend(differences(&list, file, &bytes, part, Ask::Same));
        }
    }
    assert_none(&all);
}

fn gb18030(text: &[u8]) -> Vec<u8> {
    encoding_rs::GB18030.encode(std::str::from_utf8(text).unwrap()).0.to_vec()
}

#[test]
fn merged_cells_that_a_carrier_lost_are_found_again() {
    let mut all = Vec::new();
    for list in lists() {
        let document = &list.document;
        for (spans, name) in [(Spans::Blank, "空格"), (Spans::Collapsed, "错位")] {
            for (ending, bytes) in [
                ("csv", document.csv(b',', spans)),
                ("txt", document.tabbed(spans).into_bytes()),
                ("md", document.pipes(spans).into_bytes()),
                ("html", document.html(Some(spans), "", false).into_bytes()),
            ] {
                let part = if ending == "html" { "表 " } else { "" };
                let file = format!("{name}.{ending}");
                all.extend(differences(&list, &file, &bytes, part, Ask::Same));
            }
        }
    }
    assert_none(&all);
}

/// The lists as pages in a folder.
fn pages(folder: &Path, lists: &[List], style: &str, head: bool) -> Vec<PathBuf> {
    let page = |list: &List| {
        let path = folder.join(&list.code).with_extension("html");
        fs::write(&path, list.document.html(None, style, head)).unwrap();
        path
    };
    lists.iter().map(page).collect()
}

fn compare(lists: &[List], files: &[PathBuf], part: &str, ask: Ask) -> Vec<String> {
    let of = |(list, file): (&List, &PathBuf)| {
        let name = file.file_name().unwrap().to_str().unwrap();
        differences(list, name, &fs::read(file).unwrap(), part, ask)
    };
    lists.iter().zip(files).flat_map(of).collect()
}

/// What is printed of the lists. Of the awkward one, the departments of rows whose merged cell a page cuts
/// are missing, and a head that is on two pages only is text: both are told.
fn compare_prints(lists: &[List], prints: &[PathBuf]) {
    let (last, first) = lists.split_last().unwrap();
    assert_none(&compare(first, prints, "第 ", Ask::Same));
    let awkward = |ask| compare(std::slice::from_ref(last), &prints[first.len()..], "第 ", ask);
    assert_none(&awkward(Ask::Told));
    let told = awkward(Ask::Same);
    assert!(told.len() <= 6, "{}", told.join("\n"));
}

#[test]
fn word_documents_and_what_libreoffice_prints_of_them_have_the_same_duties() {
    let Some(soffice) = carriers::soffice() else { return };
    let (folder, lists) = (tempfile::tempdir().unwrap(), lists());
    let mut pages = pages(folder.path(), &lists, "", true);
    // Tables that touch are one to whoever sees the print.
    let touching = folder.path().join("touching.html");
    let page = fs::read_to_string(&pages[lists.len() - 1]).unwrap();
    fs::write(&touching, page.replace("</table>\n<p>&nbsp;</p>", "</table>")).unwrap();
    pages.push(touching);
    let words = convert(&soffice, &pages, "docx:Office Open XML Text");
    assert_none(&compare(&lists, &words, "表 ", Ask::Same));
    // By way of Word documents: printed directly, merged cells of pages are not where they belong.
    if cfg!(feature = "pdf") {
        let prints = convert(&soffice, &words, "pdf");
        compare_prints(&lists, &prints);
        let touching = &prints[lists.len()..];
        assert_none(&compare(&lists[lists.len() - 1..], touching, "第 ", Ask::Told));
    }
}

#[test]
fn old_workbooks_have_the_same_duties_and_open_documents_are_refused() {
    let Some(soffice) = carriers::soffice() else { return };
    let (folder, lists) = (tempfile::tempdir().unwrap(), lists());
    let book = |list: &List| {
        let path = folder.path().join(&list.code).with_extension("xlsx");
        fs::write(&path, list.document.workbook(true)).unwrap();
        path
    };
    let books: Vec<PathBuf> = lists.iter().map(book).collect();
    let old = convert(&soffice, &books, "xls:MS Excel 97");
    assert_none(&compare(&lists, &old, "表", Ask::Same));
    let odt = convert(&soffice, &pages(folder.path(), &lists[..1], "", false), "odt:writer8");
    let (_, run, _) = import("清单.odt", &fs::read(&odt[0]).unwrap(), &lists[0].code);
    assert!(run.code == 1 && run.stderr.contains("ODT"), "{}", run.stderr);
}

#[cfg(feature = "pdf")]
#[test]
fn what_chromium_prints_has_the_same_duties() {
    same_prints("", false);
}

#[cfg(feature = "pdf")]
#[test]
fn running_heads_and_page_numbers_are_no_text_and_narrow_columns_are_joined() {
    same_prints("@page{size:A4;margin:15mm}body{font-size:9pt}", true);
}

#[cfg(feature = "pdf")]
fn same_prints(style: &str, furniture: bool) {
    let Some(chromium) = carriers::chromium() else { return };
    let (folder, lists) = (tempfile::tempdir().unwrap(), lists());
    let pages = pages(folder.path(), &lists, style, furniture);
    let prints: Vec<PathBuf> =
        pages.iter().map(|page| carriers::print(&chromium, page, furniture)).collect();
    compare_prints(&lists, &prints);
}
