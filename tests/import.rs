//! `import`: what it writes, what it refuses, and that it never loses anything.

#![allow(clippy::unwrap_used, reason = "a test ends where something is not as expected")]

mod common;

use std::fs;
use std::path::Path;

use common::{Run, Site, document, project};

const CODE: &[&str] = &["--code", "990201201"];

fn sample() -> String {
    document(
        &["1|民生服务|照料独居老人", "2|平安法治|调解邻里纠纷"],
        &[
            "1|平安法治|犬只登记|松川县公安局、松川县民政局|<p>1. 县公安局办理登记；</p> <p>2. 县民政局减免费用。</p>|宣传免疫。",
        ],
        &["1|民生服务|收养登记|松川县民政局： 预约后当日办结。"],
    )
}

fn import(site: &Site, text: impl AsRef<[u8]>, extra: &[&str]) -> Run {
    let path = site.root().with_file_name("清单.txt");
    fs::write(&path, text).unwrap();
    let mut arguments = vec!["import", path.to_str().unwrap()];
    arguments.extend(extra);
    site.run(&arguments)
}

/// A failed import says why, and leaves the content as it was.
fn refused(text: impl AsRef<[u8]>, extra: &[&str], expected: &str) {
    let site = Site::empty();
    let before = site.files(".");
    let run = import(&site, text, extra);
    assert_eq!(run.code, 1, "{}{}", run.stdout, run.stderr);
    assert!(run.stderr.contains(expected), "expected `{expected}` in\n{}", run.stderr);
    assert!(site.files(".") == before, "content changed");
}

#[test]
fn a_document_becomes_markdown() {
    let site = Site::empty();
    let run = import(&site, sample(), CODE);
    assert_eq!(run.code, 0, "{}", run.stderr);
    insta::assert_snapshot!("import_stdout", run.stdout);
    let files = ["index.md", "basic.md", "coop.md", "reclaimed.md"]
        .map(|name| format!("---- {name}\n{}", site.read(&format!("content/990201201/{name}"))));
    insta::assert_snapshot!("import_files", files.join(""));
    insta::assert_snapshot!("import_departments", site.read("content/departments.toml"));
}

#[test]
fn the_place_may_come_from_the_registry() {
    let site = Site::empty().file(
        "content/places.toml",
        "[[place]]\ncode = \"990201201\"\nname = [\"澜安省\", \"青岚市\", \"松川县\", \"云台乡\"]\n",
    );
    assert_eq!(import(&site, sample(), &[]).code, 0);
    assert!(site.path("content/990201201/basic.md").is_file());
}

#[test]
fn gb18030_is_converted_and_said_so() {
    let text = sample();
    let (bytes, _, _) = encoding_rs::GB18030.encode(&text);
    let site = Site::empty();
    let run = import(&site, &bytes, &["--code", "990201201", "-v"]);
    assert_eq!(run.code, 0, "{}", run.stderr);
    assert!(run.stderr.contains("info[Q0101]"), "{}", run.stderr);
    assert!(site.read("content/990201201/basic.md").contains("照料独居老人"));
}

#[test]
fn another_township_on_the_cover_is_a_warning() {
    let site = Site::empty();
    let run =
        import(&site, sample(), &["--code", "990201102", "--place", "澜安省青岚市松川县栗坪镇"]);
    assert_eq!(run.code, 0, "{}", run.stderr);
    assert!(run.stderr.contains("warning[Q0102]"), "{}", run.stderr);
    assert!(site.run(&["check"]).stdout.contains("warning[Q0102]"), "and later checks say so too");
}

#[test]
fn what_is_no_list_is_refused() {
    refused("", CODE, "the file is empty");
    refused(" \n\u{3000}\n", CODE, "the file is empty");
    refused("一份通知\n没有表格\n", CODE, "no table found");
    refused("序号\t事项类别\t事项名称\n", CODE, "no row under it begins with a number");
    refused(b"\xE6\xB8\x85\xE5\x8D\x95\xFF\xFE\x00", CODE, "byte 6 cannot be read");
    refused(b"%PDF-1.7\n...", CODE, "PDF");
    refused(b"PK\x03\x04....", CODE, "docx");
}

#[test]
fn what_the_document_does_not_say_must_be_given() {
    let uncovered = "序号\t事项类别\t事项名称\n1\t民生服务\t照料独居老人\n";
    refused(uncovered, &[], "Give --place FULL-NAME and --code");
    refused(uncovered, CODE, "--place");
    refused(uncovered, &["--place", "澜安省青岚市松川县云台乡"], "Give --code");
    refused(uncovered, &["--code", "990201201", "--place", "云台"], "does not divide");
    refused(sample(), &[], "`澜安省青岚市松川县云台乡` has no code");
}

#[test]
fn a_document_without_date_has_no_edition_and_says_so() {
    let uncovered = "序号\t事项类别\t事项名称\n1\t民生服务\t照料独居老人\n";
    let site = Site::empty();
    let place = ["--code", "990201201", "--place", "澜安省青岚市松川县云台乡"];
    let run = import(&site, uncovered, &place);
    assert_eq!(run.code, 0, "{}", run.stderr);
    assert!(run.stderr.contains("[Q0108]"), "{}", run.stderr);
    let index = site.read("content/990201201/index.md");
    assert!(!index.contains("edition"), "{index}");
    // What a person says stays when the document is imported again.
    let dated = [&place[..], &["--edition", "2025-08"]].concat();
    assert_eq!(import(&site, uncovered, &dated).code, 0);
    assert_eq!(import(&site, uncovered, &place).code, 0);
    let index = site.read("content/990201201/index.md");
    assert!(index.contains("edition = \"2025-08\""), "{index}");
}

#[test]
fn a_document_of_another_township_replaces_none() {
    let site = Site::empty();
    assert_eq!(import(&site, sample(), CODE).code, 0);
    let other = sample().replace("云台乡", "石泉镇");
    let before = site.files("content");
    let run = import(&site, &other, CODE);
    assert_eq!(run.code, 1, "{}", run.stderr);
    assert!(run.stderr.contains("a wrong code?"), "{}", run.stderr);
    assert!(site.files("content") == before, "content changed");
    assert_eq!(import(&site, &other, &[CODE, &["--force"]].concat()).code, 0);
    // What was forced once is no surprise the next time.
    assert_eq!(import(&site, &other, CODE).code, 0);
}

#[test]
fn text_of_a_pdf_out_of_order_is_refused() {
    let place = ["--code", "990201201", "--place", "澜安省/松川县/云台乡"];
    let titled = "基本履职事项清单\n序号 事项类别 事项名称\n\n1 民生服务 照料独居老人\n\n配合履职事项清单\n\
        序号 事项类别 事项名称\n对应上级\n部门\n上级部门职责 乡镇配合职责\n\n松川县公安局\n";
    refused(titled, &place, "out of order");
}

#[test]
fn wrong_usage_is_exit_code_2() {
    let site = Site::empty();
    for extra in [["--code", "12345"], ["--edition", "2025-13"], ["--colour", "x"]] {
        assert_eq!(import(&site, sample(), &extra).code, 2, "{extra:?}");
    }
    assert_eq!(site.run(&["import"]).code, 2);
    assert_eq!(site.run(&["fly"]).code, 2);
}

#[test]
fn of_several_documents_all_are_imported_or_none() {
    let site = Site::empty();
    let folder = site.root().with_file_name("文件");
    fs::create_dir_all(&folder).unwrap();
    let good = folder.join("云台乡.txt");
    let bad = folder.join("空.txt");
    fs::write(&good, sample()).unwrap();
    fs::write(&bad, "").unwrap();
    let before = site.files(".");
    let run = site.run(&["import", good.to_str().unwrap(), bad.to_str().unwrap()]);
    assert_eq!(run.code, 1);
    assert!(run.stderr.contains("空.txt: the file is empty"), "{}", run.stderr);
    assert!(run.stderr.contains("云台乡.txt"), "all failures are told: {}", run.stderr);
    assert!(site.files(".") == before);
}

#[test]
fn what_a_person_changed_is_not_overwritten_without_force() {
    let site = Site::empty();
    assert_eq!(import(&site, sample(), CODE).code, 0);
    assert_eq!(import(&site, sample(), CODE).code, 0, "unchanged content may be imported again");
    let site = site.edit("content/990201201/basic.md", "照料独居老人", "照料独居和失能老人");
    let before = site.files(".");
    let run = import(&site, sample(), CODE);
    assert_eq!(run.code, 1);
    assert!(run.stderr.contains("basic.md: edited by a person"), "{}", run.stderr);
    assert!(site.files(".") == before);
    assert_eq!(import(&site, sample(), &["--code", "990201201", "--force"]).code, 0);
    let again = site.read("content/990201201/basic.md");
    assert!(again.contains("## 1 照料独居老人 {#b1}"), "the id stays: {again}");
}

#[test]
fn a_later_edition_keeps_ids_and_withdraws_what_is_gone() {
    let site = Site::empty();
    assert_eq!(import(&site, sample(), CODE).code, 0);
    let later = document(
        &["1|平安法治|调解邻里纠纷", "2|民生服务|管护村道路灯"],
        &[],
        &["1|民生服务|收养登记|松川县民政局： 预约后当日办结。"],
    )
    .replace("2025年8月", "2026年3月");
    assert_eq!(import(&site, &later, CODE).code, 0);
    let basic = site.read("content/990201201/basic.md");
    assert!(basic.contains("## 1 调解邻里纠纷 {#b2}"), "{basic}");
    assert!(basic.contains("## 2 管护村道路灯 {#b3}"), "{basic}");
    let index = site.read("content/990201201/index.md");
    assert!(index.contains("\"b1\"") && index.contains("\"c1\""), "{index}");
    let pages = site.built();
    let gone = String::from_utf8_lossy(&pages["990201201/b1.html"]).into_owned();
    assert!(gone.contains("b1"), "a withdrawn id keeps a page");
    let run = import(&site, sample(), CODE);
    assert!(run.code == 1 && run.stderr.contains("newer"), "{}", run.stderr);
}

#[test]
fn hostile_cells_are_text() {
    let site = Site::empty();
    let text = document(
        &["1|民生服务|<script>alert(1)</script>照料\"老人\" & <img src=x onerror=alert(2)>"],
        &[],
        &[],
    );
    let run = import(&site, text, CODE);
    assert_eq!(run.code, 0, "{}", run.stderr);
    assert!(run.stderr.contains("warning[Q0207]"), "{}", run.stderr);
    let pages = site.built();
    for (name, bytes) in pages.iter().filter(|(name, _)| is_page(name)) {
        let html = String::from_utf8_lossy(bytes);
        assert!(!html.contains("<script>alert") && !html.contains("<img src=x"), "{name}");
    }
}

fn is_page(name: &str) -> bool {
    Path::new(name).extension().is_some_and(|extension| extension == "html")
}

#[test]
fn damaged_tables_lose_nothing() {
    let site = Site::empty();
    let text = document(
        &[
            "1|民生服务|照料独居老人|多出来的一格",
            "2|民生服务",
            "",
            "脱落的半句话。",
            "2|民生服务|送餐",
            "7|民生服务|助浴",
        ],
        &[],
        &[],
    );
    let run = import(&site, text, CODE);
    assert_eq!(run.code, 0, "{}", run.stderr);
    for code in ["Q0103", "Q0104", "Q0201", "Q0202", "Q0206"] {
        assert!(run.stderr.contains(code), "{code}: {}", run.stderr);
    }
    let provenance = site.read("content/990201201/provenance.json");
    assert!(provenance.contains("多出来的一格") && provenance.contains("脱落的半句话。"));
    assert!(run.stdout.contains('='), "{}", run.stdout);
    assert!(!run.stdout.contains('≠'), "{}", run.stdout);
}

#[test]
fn content_that_cannot_be_read_is_not_imported_over() {
    for (path, text) in [
        ("content/departments.toml", "[[department]]\nid = "),
        ("content/990201201/index.md", "没有 front matter"),
    ] {
        let site = Site::empty();
        assert_eq!(import(&site, sample(), CODE).code, 0);
        let site = site.file(path, text);
        let before = site.files(".");
        let run = import(&site, sample(), &["--code", "990201201", "--force"]);
        assert_eq!(run.code, 1, "{path}");
        assert!(run.stderr.contains("correct them before importing"), "{}", run.stderr);
        assert!(site.files(".") == before, "{path}");
    }
}

#[test]
fn a_township_without_its_index_is_not_left_out_in_silence() {
    let site = Site::empty();
    assert_eq!(import(&site, sample(), CODE).code, 0);
    fs::remove_file(site.path("content/990201201/index.md")).unwrap();
    let run = site.run(&["check"]);
    assert!(
        run.code == 1 && run.stdout.contains("there is no index.md beside it"),
        "{}",
        run.stdout
    );
    assert_eq!(site.run(&["build"]).code, 1);
}

#[test]
fn the_note_of_a_document_is_shown_as_printed() {
    let site = Site::empty();
    let note = "说 明\n\n1. 先看 *类别*\n\n3. {{ counts }} 与 {# 注 #} <b>照印</b>\n\n# 松川县云台乡基本履职事项清单";
    let text = sample().replacen("# 松川县云台乡基本履职事项清单", note, 1);
    assert_eq!(import(&site, text, CODE).code, 0);
    let page = String::from_utf8_lossy(&site.built()["990201201/index.html"]).into_owned();
    for line in
        ["<p>1. 先看 *类别*</p>", "<p>3. {{ counts }} 与 {# 注 #} &lt;b&gt;照印&lt;/b&gt;</p>"]
    {
        assert!(page.contains(line), "{line}: {page}");
    }
}

#[test]
fn the_title_is_the_one_that_is_printed() {
    let site = Site::empty();
    let text = sample().replacen("履职事项清单\n\n2025", "履行职责事项清单\n\n2025", 1);
    assert_eq!(import(&site, text, CODE).code, 0);
    assert!(site.read("content/990201201/index.md").contains("title = \"云台乡履行职责事项清单\""));
}

#[test]
fn a_file_that_is_not_there_is_told() {
    let site = Site::empty();
    let run = site.run(&["import", "/nowhere/清单.txt", "--code", "990201201"]);
    assert!(
        run.code == 1 && run.stderr.contains("/nowhere/清单.txt: cannot be read"),
        "{}",
        run.stderr
    );
}

#[test]
fn a_folder_without_settings_is_no_site() {
    let folder = tempfile::tempdir().unwrap();
    let run = common::command(&["--root", folder.path().to_str().unwrap(), "check"]);
    assert!(run.code == 1 && run.stderr.contains("it is no site"), "{}", run.stderr);
}

#[test]
fn the_demonstration_is_what_its_documents_say() {
    let site = Site::empty();
    for name in ["places.toml", "departments.toml", "categories.toml"] {
        let text = fs::read(project().join("content").join(name)).unwrap();
        fs::write(site.path(&format!("content/{name}")), text).unwrap();
    }
    let mut arguments = vec!["import".to_owned()];
    let documents = common::files(&project().join("tests/documents"));
    let root = project().join("tests/documents");
    arguments.extend(documents.keys().map(|name| root.join(name).to_str().unwrap().to_owned()));
    site.ok(&arguments.iter().map(String::as_str).collect::<Vec<_>>());
    for folder in ["990121001", "990121101", "990121201"] {
        let expected = common::files(&project().join("content").join(folder));
        let got = site.files(Path::new("content").join(folder).to_str().unwrap());
        assert!(got == expected, "content/{folder} differs from its document: import it again");
    }
    let run = site.ok(&["check", "--format", "short"]);
    let open: Vec<&str> = run.stdout.lines().collect();
    assert_eq!(open.len(), 2, "the one deliberate finding, in two duties: {open:?}");
    assert!(open.iter().all(|line| line.contains("990121201") && line.contains("Q0203")));
    let registry = fs::read_to_string(project().join("content/departments.toml")).unwrap();
    assert_eq!(site.read("content/departments.toml"), registry, "every department is registered");
}

#[test]
fn an_interrupted_import_is_told() {
    let site = Site::empty();
    assert_eq!(import(&site, sample(), CODE).code, 0);
    let site = site.file("content/990201201/.basic.md.1.old", "# 原来的\n");
    let run = site.run(&["check"]);
    assert!(run.code == 1 && run.stdout.contains("an import was interrupted"), "{}", run.stdout);
}

#[test]
fn a_result_that_cannot_be_written_is_a_failure() {
    let site = Site::empty();
    assert_eq!(import(&site, sample(), CODE).code, 0);
    let full = fs::OpenOptions::new().write(true).open("/dev/full");
    let Ok(full) = full else { return };
    let root = site.root();
    let status = common::qingdan()
        .args(["--root", root.to_str().unwrap(), "export", "--format", "jsonl"])
        .stdout(full)
        .output()
        .unwrap();
    assert_eq!(status.status.code(), Some(1));
    assert!(String::from_utf8_lossy(&status.stderr).contains("cannot be written"));
    let folder = site.path("导出.jsonl");
    fs::create_dir(&folder).unwrap();
    assert_eq!(
        site.run(&["export", "--format", "jsonl", "--out", folder.to_str().unwrap()]).code,
        1
    );
    let left = fs::read_dir(site.root())
        .unwrap()
        .filter(|e| e.as_ref().unwrap().file_name().to_string_lossy().ends_with(".tmp"));
    assert_eq!(left.count(), 0, "temporary files are taken away");
}
