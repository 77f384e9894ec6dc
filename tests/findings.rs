//! One fixture a finding code: the folder `tests/findings/CODE/` is laid over `tests/findings/base/`,
//! a small site without any finding, and what `check` then says is a snapshot.

#![allow(clippy::unwrap_used, reason = "a test ends where something is not as expected")]

mod common;

use std::collections::BTreeSet;
use std::fmt::Write as _;

use common::{Site, document, project};
use qingdan::check::{BLOCKING, RULES, documentation, explain};
use qingdan::diag::Severity;

fn base() -> Site {
    Site::copy_of(&project().join("tests/findings/base"))
}

#[test]
fn the_base_has_no_finding() {
    let run = base().run(&["check", "--format", "short", "-v"]);
    assert_eq!((run.code, run.stdout.as_str()), (0, ""), "{}", run.stderr);
}

#[test]
fn each_fixture_raises_its_code_and_reads_well() {
    for code in fixtures() {
        let site = base().overlay(&project().join("tests/findings").join(&code));
        let run = site.run(&["check", "-v"]);
        assert!(run.stdout.contains(&format!("[{code}]")), "{code} is not raised:\n{}", run.stdout);
        insta::with_settings!({ snapshot_path => "findings/snapshots", prepend_module_to_snapshot => false }, {
            insta::assert_snapshot!(code, run.stdout);
        });
    }
}

#[test]
fn every_code_has_a_fixture() {
    // Raised by an import, and tested where imports are.
    let by_import = ["Q0101"];
    let fixtures: BTreeSet<String> = fixtures().into_iter().collect();
    let codes = RULES.iter().map(|rule| rule.code).chain(["Q0401", "Q0402"]);
    for code in codes {
        assert!(fixtures.contains(code), "tests/findings/{code}/ is missing");
    }
    for code in fixtures.iter().map(String::as_str).chain(by_import) {
        assert!(explain(code).is_some(), "{code} is not explained");
    }
}

/// What stands between these lines in `docs/findings.md` is made from the rules' own documentation.
const BEGIN: &str = "<!-- 以下由规则的说明生成 · made from the rules: UPDATE_EXPECT=1 cargo test --test findings -->\n";
const END: &str = "<!-- 生成部分到此为止 · end of what is made -->\n";

#[test]
fn the_documentation_page_says_what_the_rules_say() {
    let path = project().join("docs/findings.md");
    let page = std::fs::read_to_string(&path).unwrap();
    let (before, rest) = page.split_once(BEGIN).unwrap();
    let (_, after) = rest.split_once(END).unwrap();
    let expected = format!("{before}{BEGIN}{}{END}{after}", code_pages());
    if std::env::var_os("UPDATE_EXPECT").is_some() {
        std::fs::write(&path, &expected).unwrap();
    } else {
        assert!(
            page == expected,
            "docs/findings.md is not what the rules say; write it with UPDATE_EXPECT=1"
        );
    }
}

/// A table of all codes, then what each says of itself.
fn code_pages() -> String {
    let mut table = "\n| 代码 | 程度 | 名称 |\n|---|---|---|\n".to_owned();
    let mut texts = String::new();
    for doc in documentation() {
        let severity = match doc.severity {
            Severity::Error if BLOCKING.contains(&doc.code) => "错误 阻",
            Severity::Error => "错误",
            Severity::Warning => "疑点",
            Severity::Info => "提示",
        };
        let (code, zh, en) = (doc.code, &doc.title.zh, &doc.title.en);
        let anchor = code.to_lowercase();
        writeln!(table, "| [{code}](#{anchor}) | {severity} | {zh} · {en} |").unwrap();
        writeln!(texts, "\n### {code}\n\n**{zh} · {en}**\n\n{}", doc.text).unwrap();
    }
    format!("{table}{texts}\n")
}

#[test]
fn each_finding_is_in_all_three_formats() {
    let site = base().overlay(&project().join("tests/findings/Q0203"));
    let short = site.run(&["check", "--format", "short"]).stdout;
    assert_eq!(
        short,
        "content/990201201/coop.md:10: warning[Q0203]: 990201201 c1 upper: Latin letters `and` inside Chinese text\n"
    );
    let json: serde_json::Value =
        serde_json::from_str(&site.run(&["check", "--format", "json"]).stdout).unwrap();
    let findings = json["findings"].as_array().unwrap();
    let finding = findings.iter().find(|f| f["code"] == "Q0203").unwrap();
    assert_eq!(json["warnings"], 1);
    assert_eq!(finding["severity"], "warning");
    assert_eq!(finding["at"]["duty"], "c1");
    assert_eq!(finding["at"]["code"], "990201201");
    assert_eq!(finding["at"]["line"], 10);
    assert_eq!(finding["message"]["zh"], "中文里混入“and”");
}

#[test]
fn warnings_fail_only_when_they_are_denied_and_errors_always() {
    let warned = base().overlay(&project().join("tests/findings/Q0203"));
    assert_eq!(warned.run(&["check"]).code, 0);
    assert_eq!(warned.run(&["check", "--deny", "warnings"]).code, 1);
    let wrong = base().overlay(&project().join("tests/findings/Q0201"));
    assert_eq!(wrong.run(&["check"]).code, 1);
}

#[test]
fn codes_are_explained() {
    let run = base().run(&["check", "--explain", "Q0203"]);
    assert!(run.stdout.starts_with("# Q0203 中文里混入拉丁字母"), "{}", run.stdout);
    assert_eq!(base().run(&["check", "--explain", "Q9999"]).code, 1);
    assert_eq!(base().run(&["check", "--explain"]).code, 2);
}

#[test]
fn a_word_that_the_site_allows_is_no_finding() {
    let site = base()
        .overlay(&project().join("tests/findings/Q0203"))
        .file("qingdan.toml", "title = \"x\"\n[check]\nlatin = [\"AND\"]\n");
    assert_eq!(site.run(&["check", "--format", "short"]).stdout, "");
}

#[test]
fn findings_of_a_duty_are_in_its_export() {
    let text = document(
        &["1|民生服务|照料老人 and 儿童"],
        &[],
        &["1|民生服务|收养登记|松川县民政局： 登记。"],
    );
    let site = Site::empty().file("云台乡.txt", text);
    site.ok(&["import", site.path("云台乡.txt").to_str().unwrap(), "--code", "990201201"]);
    let lines = site.ok(&["export", "--format", "jsonl"]).stdout;
    let first: serde_json::Value = serde_json::from_str(lines.lines().next().unwrap()).unwrap();
    assert_eq!(first["findings"], serde_json::json!(["Q0203"]));
    let second: serde_json::Value = serde_json::from_str(lines.lines().nth(1).unwrap()).unwrap();
    assert_eq!(second["findings"], serde_json::json!([]));
}

/// Folders that are named like a code.
fn fixtures() -> Vec<String> {
    let mut names: Vec<String> = std::fs::read_dir(project().join("tests/findings"))
        .unwrap()
        .map(|entry| entry.unwrap().file_name().into_string().unwrap())
        .filter(|name| name.starts_with('Q'))
        .collect();
    names.sort();
    names
}
