//! What a person has settled: quiet everywhere, until what they looked at changes.

#![allow(clippy::unwrap_used, reason = "a test ends where something is not as expected")]

mod common;

use common::{Run, Site, document};
use serde_json::Value;

const INDEX: &str = "content/990201201/index.md";
const BASIC: &str = "content/990201201/basic.md";

/// Basic duties of which the first has a word that does not belong there, an error on the last (its
/// number is printed twice); there is no list of supporting duties.
fn sample() -> String {
    document(
        &["1|民生服务|照料老人 and 儿童", "2|民生服务|维护公厕", "2|民生服务|维护路灯"],
        &[],
        &["1|民生服务|收养登记|松川县民政局： 登记。"],
    )
}

fn import(site: &Site, text: &str, extra: &[&str]) -> Run {
    std::fs::write(site.path("云台乡.txt"), text).unwrap();
    let file = site.path("云台乡.txt");
    let mut all = vec!["import", file.to_str().unwrap(), "--code", "990201201"];
    all.extend(extra);
    site.ok(&all)
}

fn site() -> Site {
    let site = Site::empty();
    import(&site, &sample(), &[]);
    site
}

fn report(site: &Site) -> Value {
    serde_json::from_str(&site.run(&["check", "--format", "json"]).stdout).unwrap()
}

/// The codes of what is open at warning or above, with their duties.
fn open(site: &Site) -> Vec<String> {
    names(&report(site)["findings"])
}

fn names(findings: &Value) -> Vec<String> {
    let findings = findings.as_array().unwrap().iter().filter(|f| f["severity"] != "info");
    let text = |v: &Value| v.as_str().unwrap_or("").to_owned();
    findings
        .map(|f| format!("{} {}", text(&f["code"]), text(&f["at"]["duty"])).trim().to_owned())
        .collect()
}

/// Writes into the front matter what `check -v` gives to copy, as a person would.
fn settle(site: Site, code: &str, duty: &str) -> Site {
    let shown = site.run(&["check", "-v"]).stdout;
    let wanted = format!("code = \"{code}\"\nduty = \"{duty}\"\n");
    let mut blocks = shown.split("      [[settled]]").skip(1).map(|rest| {
        let lines = rest.lines().skip(1).map_while(|line| line.strip_prefix("      "));
        lines.flat_map(|line| [line, "\n"]).collect::<String>()
    });
    let block = blocks.find(|block| block.starts_with(&wanted)).unwrap();
    let entry = block
        .replace("date = \"\"", "date = 2026-11-22")
        .replace("reason = \"\"", "reason = \"原文如此\"");
    let index = site.read(INDEX);
    let end = index.rfind("+++").unwrap();
    let text = format!("{}\n[[settled]]\n{entry}{}", &index[..end], &index[end..]);
    site.file(INDEX, text)
}

#[test]
fn a_settled_finding_is_quiet_everywhere() {
    let site = site();
    assert_eq!(open(&site), ["Q0107", "Q0203 b1", "Q0201 b3"]);
    assert_eq!(site.run(&["build", "--publish"]).code, 1, "an error is open");
    let site = settle(settle(site, "Q0203", "b1"), "Q0201", "b3");

    assert_eq!(open(&site), ["Q0107"]);
    let report = report(&site);
    assert_eq!(names(&report["settled"]), ["Q0203 b1", "Q0201 b3"]);
    assert_eq!(report["settled"][0]["reason"], "原文如此");
    assert_eq!(report["settled"][0]["date"], "2026-11-22");
    assert_eq!((&report["errors"], &report["warnings"]), (&0.into(), &1.into()));

    let check = site.ok(&["check"]);
    assert!(
        check.stdout.contains("settled: 2") && !check.stdout.contains("Q0203"),
        "{}",
        check.stdout
    );
    let exported = site.ok(&["export", "--format", "jsonl"]).stdout;
    assert!(!exported.contains("Q0203") && !exported.contains("Q0201"), "{exported}");
    let build = site.ok(&["build", "--publish"]);
    assert!(build.stderr.contains("1 warnings are published"), "{}", build.stderr);
    assert!(build.stderr.contains("settled: 2"), "{}", build.stderr);
    let page = site.read("public/990201201/b1.html");
    assert!(!page.contains("待核</span>") && !page.contains("notice-doubt"), "{page}");
}

#[test]
fn a_changed_text_opens_it_again() {
    let site = settle(site(), "Q0203", "b1").edit(BASIC, "照料老人", "照看老人");
    assert!(open(&site).contains(&"Q0203 b1".to_owned()), "{:?}", open(&site));
    assert!(open(&site).contains(&"Q0407".to_owned()), "{:?}", open(&site));
    // The line that the hint gives is the one that settles it.
    let check = site.run(&["check"]).stdout;
    let line = check.split("write: ").nth(1).and_then(|rest| rest.lines().next()).unwrap();
    let index = site.read(INDEX);
    let old = index.lines().find(|line| line.starts_with("text = ")).unwrap();
    let site = site.edit(INDEX, old, line);
    assert_eq!(open(&site), ["Q0107", "Q0201 b3"]);
    // Another duty's text is no concern of it.
    let site = site.edit(BASIC, "维护公厕", "维护公厕和桥梁");
    assert!(!open(&site).contains(&"Q0203 b1".to_owned()));
}

#[test]
fn every_field_of_the_duty_counts() {
    let site = settle(site(), "Q0203", "b1");
    for (from, to) in [("## 1 照料", "## 4 照料"), ("事项类别：民生服务", "事项类别：平安法治")]
    {
        let text = site.read(BASIC);
        let other = Site::copy_of(&site.root()).file(BASIC, text.replacen(from, to, 1));
        assert!(open(&other).contains(&"Q0203 b1".to_owned()), "{to}: {:?}", open(&other));
    }
}

#[test]
fn a_later_import_keeps_what_is_settled_and_reopens_only_what_changed() {
    let site = settle(settle(site(), "Q0203", "b1"), "Q0201", "b3");
    let before = site.read(INDEX);
    import(&site, &sample(), &["--force"]);
    assert_eq!(site.read(INDEX), before, "the front matter is the same to the byte");
    assert_eq!(open(&site), ["Q0107"]);
    import(&site, &sample().replace("照料老人", "照看老人"), &[]);
    assert_eq!(open(&site), ["Q0107", "Q0407", "Q0203 b1"]);
}

#[test]
fn findings_of_the_township_are_settled_by_what_they_say() {
    let site = site().edit(INDEX, "\n[[sources]]", "\n[counts]\nbasic = 4\n\n[[sources]]");
    assert_eq!(open(&site), ["Q0107", "Q0106", "Q0203 b1", "Q0201 b3"]);
    let digest = |code: &str| {
        let report = report(&site);
        let all = report["findings"].as_array().unwrap();
        let finding = all.iter().find(|f| f["code"] == code).unwrap();
        finding["settle"].as_str().unwrap().to_owned()
    };
    let entry = |code: &str| {
        let text = digest(code);
        format!(
            "[[settled]]\ncode = \"{code}\"\ndate = 2026-11-22\nreason = \"已问过\"\ntext = \"{text}\"\n\n"
        )
    };
    let entries = format!("\n{}{}[[sources]]", entry("Q0106"), entry("Q0107"));
    let site = site.edit(INDEX, "\n[[sources]]", &entries);
    assert_eq!(open(&site), ["Q0203 b1", "Q0201 b3"]);
    let site = site.edit(INDEX, "basic = 4", "basic = 5");
    assert_eq!(open(&site), ["Q0106", "Q0407", "Q0203 b1", "Q0201 b3"]);
}

#[test]
fn text_that_has_no_place_reopens_what_was_settled_of_it() {
    // The duty's own text stays; what is looked at is the stray line below it.
    let provenance = "content/990201201/provenance.json";
    let text = sample().replace("维护路灯\n", "维护路灯\n由乡镇协助做好后续工作。\n");
    let site = Site::empty();
    import(&site, &text, &[]);
    let site = settle(site, "Q0103", "b3");
    assert!(!open(&site).contains(&"Q0103 b3".to_owned()), "{:?}", open(&site));
    let site = site.edit(provenance, "由乡镇协助做好后续工作", "由乡镇协助做好善后工作");
    assert!(open(&site).contains(&"Q0103 b3".to_owned()), "{:?}", open(&site));
}
