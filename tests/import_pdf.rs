//! `import` of PDF: what LibreOffice and Chromium print of the demonstration's documents has the same
//! duties as the documents. Skipped, and said so, where the programs are not there.

#![allow(clippy::unwrap_used, reason = "a test ends where something is not as expected")]
#![allow(clippy::print_stderr, reason = "says what it skips")]
#![allow(
    clippy::format_push_string,
    clippy::format_collect,
    reason = "a page of HTML is written here"
)]
#![cfg(feature = "pdf")]

mod common;

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use common::{Site, project};
use serde_json::Value;

const DOCUMENTS: &[(&str, &str)] = &[
    ("990121101_柳河镇.txt", "990121101"),
    ("990121001_东关街道.txt", "990121001"),
    ("990121201_石门乡.txt", "990121201"),
];

/// The duties that a document has, without findings.
fn import(document: &Path, code: &str) -> Vec<Value> {
    let site = Site::empty();
    let run = site.run(&["import", document.to_str().unwrap(), "--code", code]);
    assert_eq!(run.code, 0, "{}", run.stderr);
    let check = site.run(&["check", "--format", "short"]);
    assert!(!check.stdout.contains("Q0105"), "the ledger does not balance: {}", check.stdout);
    let export = site.run(&["export", "--format", "jsonl"]);
    let duties = export.stdout.lines().map(|line| {
        let mut duty: Value = serde_json::from_str(line).unwrap();
        duty.as_object_mut().unwrap().remove("findings");
        duty
    });
    duties.map(without_blanks).collect()
}

fn without_blanks(mut duty: Value) -> Value {
    for (_, value) in duty.as_object_mut().unwrap().iter_mut() {
        if let Value::String(text) = value {
            text.retain(|c| c == '\n' || !c.is_whitespace());
        }
    }
    duty
}

/// The document as people print it: a cover, a title and a table for each list, categories merged over
/// their rows.
fn html(duties: &[Value], header_on_each_page: bool, style: &str) -> String {
    let text = |duty: &Value, key: &str| duty[key].as_str().unwrap().to_owned();
    let cell = |text: &str| {
        let lines = text.lines().map(|line| format!("<p>{}</p>", line.replace('<', "&lt;")));
        lines.collect::<String>()
    };
    // The first paragraph is blank: some versions of LibreOffice lose it.
    let mut out = format!(
        "<!doctype html><html><head><meta charset=utf-8><title></title><style>@page{{size:A4 landscape;margin:18mm}}\
         body{{font-family:'Noto Serif CJK SC';font-size:11pt}}p{{margin:0}}\
         table{{border-collapse:collapse;width:100%}}td,th{{border:1px solid #000;padding:2pt}}{style}\
         </style></head><body><p>&nbsp;</p><p>{}</p><p>履职事项清单</p><p>{}</p>",
        text(&duties[0], "place"),
        text(&duties[0], "edition").replace('-', "年") + "月",
    );
    let department = |duty: &Value| {
        let names = duty["departments"].as_array().unwrap().iter();
        names.map(|name| name.as_str().unwrap().to_owned()).collect::<Vec<_>>().join("、")
    };
    for (list, title, columns) in [
        ("basic", "基本履职事项清单", vec!["序号", "事项类别", "事项名称"]),
        (
            "coop",
            "配合履职事项清单",
            vec!["序号", "事项类别", "事项名称", "对应上级部门", "上级部门职责", "乡镇配合职责"],
        ),
        (
            "reclaimed",
            "上级部门收回事项清单",
            vec!["序号", "事项类别", "事项名称", "承接部门及工作方式"],
        ),
    ] {
        let rows: Vec<&Value> = duties.iter().filter(|duty| duty["list"] == list).collect();
        let header: String = columns.iter().map(|name| format!("<th>{name}</th>")).collect();
        let header = if header_on_each_page {
            format!("<thead><tr>{header}</tr></thead>")
        } else {
            format!("<tr>{header}</tr>")
        };
        out += &format!("<h2>{title}</h2><table border=1>{header}");
        for (i, duty) in rows.iter().enumerate() {
            let category = text(duty, "category");
            let same = |row: &&&Value| text(row, "category") == category;
            out += &format!("<tr><td>{}</td>", duty["seq"]);
            if i == 0 || !same(&&rows[i - 1]) {
                let span = rows[i..].iter().take_while(same).count();
                out += &format!("<td rowspan={span}>{category}</td>");
            }
            out += &format!("<td>{}</td>", text(duty, "name"));
            match list {
                "coop" => {
                    let (upper, township) = (text(duty, "upper"), text(duty, "township"));
                    out += &format!("<td>{}</td>", department(duty));
                    out += &format!("<td>{}</td><td>{}</td>", cell(&upper), cell(&township));
                }
                "reclaimed" => out += &format!("<td>{}</td>", cell(&text(duty, "method"))),
                _ => {}
            }
            out += "</tr>";
        }
        out += "</table>";
    }
    out
}

/// A program that prints; none where it is not installed.
fn program(names: &[&str]) -> Option<String> {
    let found = names.iter().find(|name| {
        Command::new(name).arg("--version").output().is_ok_and(|output| output.status.success())
    });
    if found.is_none() {
        eprintln!("没有 {names:?}，跳过 · none of {names:?}: test skipped");
    }
    found.map(|name| (*name).to_owned())
}

fn print_with_libreoffice(program: &str, html: &Path, filter: &str) -> PathBuf {
    let folder = html.parent().unwrap();
    let profile = format!("-env:UserInstallation=file://{}/profile", folder.display());
    let arguments =
        [profile.as_str(), "--headless", "--convert-to", filter, html.to_str().unwrap()];
    let run = Command::new(program).args(arguments).current_dir(folder).output().unwrap();
    let ending = filter.split(':').next().unwrap();
    let made = html.with_extension(ending);
    assert!(made.is_file(), "{}", String::from_utf8_lossy(&run.stderr));
    made
}

fn print_with_chromium(program: &str, html: &Path, furniture: bool) -> PathBuf {
    let pdf = html.with_extension("pdf");
    let mut command = Command::new(program);
    command.args(["--headless=new", "--no-sandbox", "--disable-gpu"]);
    if !furniture {
        command.arg("--no-pdf-header-footer");
    }
    let run = command.arg(format!("--print-to-pdf={}", pdf.display())).arg(html).output().unwrap();
    assert!(pdf.is_file(), "{}", String::from_utf8_lossy(&run.stderr));
    pdf
}

/// Prints each document and compares its duties.
fn same_duties(header_on_each_page: bool, style: &str, print: impl Fn(&Path) -> PathBuf) {
    for (document, code) in DOCUMENTS {
        let expected = import(&project().join("tests/documents").join(document), code);
        let folder = tempfile::tempdir().unwrap();
        let page = folder.path().join("清单.html");
        fs::write(&page, html(&expected, header_on_each_page, style)).unwrap();
        let got = import(&print(&page), code);
        for (expected, got) in expected.iter().zip(&got) {
            assert_eq!(text_of(expected), text_of(got), "{document}");
        }
        assert_eq!(expected.len(), got.len(), "{document}");
        // A paragraph without a number whose last line is full by chance looks like a wrapped one.
        let other_lines: Vec<(&Value, &Value)> =
            expected.iter().zip(&got).filter(|(expected, got)| expected != got).collect();
        assert!(other_lines.len() <= 2, "{document}: {other_lines:#?}");
    }
}

/// A duty with its lines joined.
fn text_of(duty: &Value) -> String {
    duty.to_string().replace("\\n", "")
}

#[test]
fn what_libreoffice_prints_has_the_same_duties() {
    let Some(program) = program(&["soffice", "libreoffice"]) else { return };
    // By way of a Word document: printed directly, merged cells of HTML are not where they belong.
    same_duties(true, "", |html| {
        let docx = print_with_libreoffice(&program, html, "docx:Office Open XML Text");
        print_with_libreoffice(&program, &docx, "pdf")
    });
}

#[test]
fn what_chromium_prints_has_the_same_duties() {
    let Some(program) = program(&["chromium", "chromium-browser", "google-chrome"]) else { return };
    same_duties(false, "", |html| print_with_chromium(&program, html, false));
}

#[test]
fn running_heads_and_page_numbers_are_no_text_and_narrow_columns_are_joined() {
    let Some(program) = program(&["chromium", "chromium-browser", "google-chrome"]) else { return };
    let narrow = "@page{size:A4;margin:15mm}body{font-size:9pt}";
    same_duties(true, narrow, |html| print_with_chromium(&program, html, true));
}
