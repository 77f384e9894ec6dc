//! `review`: the sheet shows what is open beside the document, as HTML and as a workbook.

#![allow(clippy::unwrap_used, reason = "a test ends where something is not as expected")]

mod common;

use std::io::Cursor;

use calamine::{Data, Reader, Xlsx};
use common::{Site, document, project};

const INDEX: &str = "content/990201201/index.md";
const COOP: &str = "content/990201201/coop.md";
const PROVENANCE: &str = "content/990201201/provenance.json";
const UNPLACED: &str = r#""unplaced": [{ "source": 0, "line": 27, "after": "c1", "text": "由乡镇协助做好后续工作。" }]"#;

/// A doubtful duty with a stray line behind it, a count that is wrong, and a correction.
fn small() -> Site {
    Site::copy_of(&project().join("tests/findings/base"))
        .overlay(&project().join("tests/findings/Q0203"))
        .edit(PROVENANCE, "<p>1. 县公安局办理登记；</p>", "<p>1. 县公安局办理登记 and 发牌；</p>")
        .edit(PROVENANCE, "\"unplaced\": []", UNPLACED)
        .edit(INDEX, "basic = 2", "basic = 3")
        .edit(COOP, "登记时一并宣传免疫", "登记时宣传免疫")
}

fn html(site: &Site) -> String {
    site.ok(&["review"]);
    site.read("review.html")
}

fn xlsx(site: &Site) -> Vec<u8> {
    let path = site.path("review.xlsx");
    site.ok(&["review", "--out", path.to_str().unwrap()]);
    std::fs::read(path).unwrap()
}

/// The rows of a workbook's sheet as text.
fn rows(bytes: &[u8], sheet: usize) -> Vec<Vec<String>> {
    let mut book = Xlsx::new(Cursor::new(bytes.to_vec())).unwrap();
    let range = book.worksheet_range_at(sheet).unwrap().unwrap();
    let text = |cell: &Data| cell.to_string();
    range.rows().map(|row| row.iter().map(text).collect()).collect()
}

#[test]
fn the_sheet_of_a_small_site() {
    let page = html(&small());
    let (_, body) = page.split_once("<body>").unwrap();
    insta::assert_snapshot!(body);
}

#[test]
fn the_sheet_speaks_the_readers_language() {
    let site = small();
    let root = site.root();
    let mut command = common::qingdan();
    command.env("LC_ALL", "zh_CN.UTF-8").args(["--root", root.to_str().unwrap(), "review"]);
    assert!(command.output().unwrap().status.success());
    let page = site.read("review.html");
    for wanted in ["lang=\"zh-CN\"", "<h1 id=\"top\">核对单</h1>", "中文里混入“and”", "在哪里改"]
    {
        assert!(page.contains(wanted), "{wanted}");
    }
}

#[test]
fn the_workbook_has_a_row_a_finding() {
    let bytes = xlsx(&small());
    let open = rows(&bytes, 1);
    let column = |name: &str| open[0].iter().position(|title| title == name).unwrap();
    let codes: Vec<&str> = open[1..].iter().map(|row| row[column("Code")].as_str()).collect();
    assert_eq!(codes, ["Q0106", "Q0103", "Q0203"]);
    let row = &open[3];
    assert_eq!(row[column("No.")], "1");
    assert_eq!(row[column("Duty")], "c1");
    assert_eq!(row[column("Name")], "犬只登记");
    assert_eq!(row[column("Where to edit")], "content/990201201/coop.md:10");
    assert_eq!(
        row[column("As it will be published")],
        "1. 县公安局办理登记 and 发牌；\n2. 县民政局减免低保家庭的费用。"
    );
    assert_eq!(
        row[column("As it stands in the document")],
        "<p>1. 县公安局办理登记 and 发牌；</p> <p>2. 县民政局减免低保家庭的费用。</p>"
    );
    assert!(
        row[column("Lines for index.md")]
            .starts_with("[[settled]]\ncode = \"Q0203\"\nduty = \"c1\"\n")
    );
    let notes = rows(&bytes, 2);
    assert_eq!(notes.len(), 2, "{notes:?}");
    assert_eq!(rows(&bytes, 3).len(), 5, "a heading and four kinds");
}

#[test]
fn what_is_settled_is_counted_and_not_shown() {
    let site = small();
    let page = html(&site);
    let (_, entry) = page.split_once("<pre>[[settled]]\ncode = &quot;Q0203&quot;").unwrap();
    let (entry, _) = entry.split_once("</pre>").unwrap();
    let entry = entry.replace("&quot;", "\"").replace("date = \"\"", "date = 2026-11-22");
    let entry = entry.replace("reason = \"\"", "reason = \"原文如此\"");
    let entry = format!("\n[[settled]]\ncode = \"Q0203\"{entry}+++\n");
    let site = site.edit(INDEX, "\n+++\n", &format!("\n{entry}"));
    let page = html(&site);
    assert!(!page.contains("Q0203"), "the lines of the sheet settle it");
    assert!(page.contains("Settled 1"), "{}", &page[page.len() / 2..]);
}

#[test]
fn the_same_site_gives_the_same_bytes() {
    let site = small();
    assert_eq!(html(&site), html(&site));
    let first = xlsx(&site);
    assert_eq!(first, xlsx(&site));
    // No clock in the archive either: the time of its first file is the beginning of its calendar.
    assert_eq!(first[10..14], [0, 0, 0x21, 0]);
}

#[test]
fn hostile_text_is_text() {
    let hostile = "</pre></td><script>alert(1)</script>{{ 7 * 7 }}{% raw %}&lt;\u{7}=1+1\"' and 甲";
    let formula = "=HYPERLINK(1) and 乙";
    let rows_of = [format!("1|民生服务|{hostile}"), format!("2|民生服务|{formula}")];
    let text = document(&[&rows_of[0], &rows_of[1]], &[], &[]);
    let site = Site::empty().file("云台乡.txt", text);
    let file = site.path("云台乡.txt");
    site.ok(&["import", file.to_str().unwrap(), "--code", "990201201"]);
    let page = html(&site);
    assert!(!page.contains("<script"), "{page}");
    assert!(page.contains("&lt;script&gt;alert(1)") && page.contains("{{ 7 * 7 }}"), "{page}");
    // Browsers take what was opened apart; here it is enough that each is closed.
    for name in ["section", "article", "details", "table", "tr", "td", "li", "pre", "mark"] {
        let opened =
            page.matches(&format!("<{name}>")).count() + page.matches(&format!("<{name} ")).count();
        assert_eq!(opened, page.matches(&format!("</{name}>")).count(), "{name}");
    }
    let bytes = xlsx(&site);
    let all: Vec<String> = rows(&bytes, 1).concat();
    assert!(all.contains(&formula.to_owned()), "{all:?}");
    assert!(
        all.iter().any(|cell| cell.contains("<script>alert(1)</script>{{ 7 * 7 }}")),
        "{all:?}"
    );
}

#[test]
fn five_hundred_findings_make_a_file_that_opens() {
    let duties: Vec<String> = (1..=500)
        .map(|n| format!("{n}|民生服务|照料第 {n} 户老人 and 儿童，帮助申请助餐和探访服务"))
        .collect();
    let duties: Vec<&str> = duties.iter().map(String::as_str).collect();
    let site = Site::empty().file("云台乡.txt", document(&duties, &[], &[]));
    let file = site.path("云台乡.txt");
    let import = site.ok(&["import", file.to_str().unwrap(), "--code", "990201201"]);
    assert!(import.stderr.contains("… and 452 more"), "{}", import.stderr);
    let page = html(&site);
    assert_eq!(page.matches("<article").count(), 501, "500 duties and the township");
    assert!(page.len() < 2_000_000, "{}", page.len());
    assert_eq!(rows(&xlsx(&site), 1).len(), 1 + 502);
    // On a terminal the same are folded, and one a line is never.
    let shown = site.ok(&["check"]).stdout;
    assert!(shown.lines().count() < 150, "{}", shown.lines().count());
    assert!(shown.contains("… and 490 more of Q0203"), "{shown}");
    assert!(shown.contains("Q0203  warning    500  Latin letters"), "{shown}");
    assert_eq!(site.ok(&["check", "--format", "short"]).stdout.lines().count(), 502);
}

#[test]
fn a_site_without_findings_has_a_sheet_that_says_so() {
    let site = Site::copy_of(&project().join("tests/findings/base"));
    assert!(html(&site).contains("Nothing is open."));
    assert_eq!(rows(&xlsx(&site), 1).len(), 1, "the heading");
}

#[test]
fn a_file_of_another_kind_is_refused() {
    let site = small();
    let path = site.path("review.pdf");
    let run = site.run(&["review", "--out", path.to_str().unwrap()]);
    assert_eq!(run.code, 1);
    assert!(run.stderr.contains(".html or .xlsx"), "{}", run.stderr);
    assert!(!path.exists());
}
