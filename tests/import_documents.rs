//! Word documents and saved web pages, imported through the program: what only they have. That each
//! carrier gives the same duties is in `carriers.rs`.

#![allow(clippy::unwrap_used, reason = "a test ends where something is not as expected")]

mod common;

use std::fs;
use std::io::{Cursor, Write as _};

use common::{Run, Site};
use serde_json::Value;
use zip::ZipWriter;
use zip::write::SimpleFileOptions;

const CODE: &[&str] = &["--code", "990301101"];

/// Imports bytes as a file of that name into an empty site.
fn import(name: &str, bytes: impl AsRef<[u8]>) -> (Site, Run) {
    let site = Site::empty();
    let path = site.root().with_file_name(name);
    fs::write(&path, bytes).unwrap();
    let run = site.run(&[&["import", path.to_str().unwrap()], CODE].concat());
    (site, run)
}

/// The duties as they are exported, without findings.
fn duties(site: &Site) -> Vec<Value> {
    let lines = site.ok(&["export", "--format", "jsonl"]).stdout;
    let without = |line: &str| {
        let mut duty: Value = serde_json::from_str(line).unwrap();
        duty.as_object_mut().unwrap().remove("findings");
        duty
    };
    lines.lines().map(without).collect()
}

/// An import that loses nothing.
fn imported(name: &str, bytes: impl AsRef<[u8]>) -> (Site, Vec<Value>) {
    let (site, run) = import(name, bytes);
    assert_eq!(run.code, 0, "{}{}", run.stdout, run.stderr);
    assert!(run.stdout.contains('=') && !run.stdout.contains('≠'), "{}", run.stdout);
    assert!(site.read(&provenance(&site)).contains("\"unplaced\": []"), "{}", run.stderr);
    let duties = duties(&site);
    (site, duties)
}

fn provenance(site: &Site) -> String {
    let files = site.files("content");
    let name = files.keys().find(|name| name.ends_with("provenance.json")).unwrap();
    format!("content/{name}")
}

fn refused(name: &str, bytes: impl AsRef<[u8]>, expected: &str) {
    let (_, run) = import(name, bytes);
    assert_eq!(run.code, 1, "{}{}", run.stdout, run.stderr);
    assert!(run.stderr.contains(expected), "expected `{expected}` in\n{}", run.stderr);
}

/// A `.docx` with these parts.
fn archive(parts: &[(&str, &str)]) -> Vec<u8> {
    let mut writer = ZipWriter::new(Cursor::new(Vec::new()));
    for (name, text) in parts {
        writer.start_file(*name, SimpleFileOptions::default()).unwrap();
        writer.write_all(text.as_bytes()).unwrap();
    }
    writer.finish().unwrap().into_inner()
}

fn p(text: &str) -> String {
    format!("<w:p><w:r><w:t>{text}</w:t></w:r></w:p>")
}

fn numbered(list: u32, text: &str) -> String {
    format!(
        "<w:p><w:pPr><w:numPr><w:numId w:val=\"{list}\"/></w:numPr></w:pPr><w:r><w:t>{text}</w:t></w:r></w:p>"
    )
}

fn row(cells: &[&str]) -> String {
    format!("<w:tr><w:tc>{}</w:tc></w:tr>", cells.join("</w:tc><w:tc>"))
}

const RELATIONS: &str = "http://purl.oclc.org/ooxml/officeDocument/relationships";

/// A Word document in the strict form with numbers, a page header and a footnote.
fn word(body: &str) -> Vec<u8> {
    let part = |tag: &str, inside: &str| {
        format!(
            "<?xml version=\"1.0\" encoding=\"UTF-8\"?><w:{tag} xmlns:w=\"http://purl.oclc.org/ooxml/wordprocessingml/main\">{inside}</w:{tag}>"
        )
    };
    let relation = |kind: &str, target: &str| {
        format!("<Relationship Id=\"{kind}\" Type=\"{RELATIONS}/{kind}\" Target=\"{target}\"/>")
    };
    let relations = |inside: &str| format!("<Relationships xmlns=\"x\">{inside}</Relationships>");
    let level = |format: &str, text: &str| {
        format!(
            "<w:lvl w:ilvl=\"0\"><w:start w:val=\"1\"/><w:numFmt w:val=\"{format}\"/><w:suff w:val=\"nothing\"/><w:lvlText w:val=\"{text}\"/></w:lvl>"
        )
    };
    let numbering = format!(
        "<w:abstractNum w:abstractNumId=\"0\">{}</w:abstractNum><w:abstractNum w:abstractNumId=\"1\">{}</w:abstractNum>\
         <w:num w:numId=\"1\"><w:abstractNumId w:val=\"0\"/></w:num><w:num w:numId=\"2\"><w:abstractNumId w:val=\"1\"/></w:num>",
        level("decimal", "%1."),
        level("decimal", "%1"),
    );
    archive(&[
        ("_rels/.rels", &relations(&relation("officeDocument", "word/text.xml"))),
        ("word/text.xml", &part("document", &format!("<w:body>{body}</w:body>"))),
        (
            "word/_rels/text.xml.rels",
            &relations(
                &[
                    relation("numbering", "numbering.xml"),
                    relation("header", "/word/header1.xml"),
                    relation("footnotes", "footnotes.xml"),
                ]
                .concat(),
            ),
        ),
        ("word/numbering.xml", &part("numbering", &numbering)),
        ("word/header1.xml", &part("hdr", &p("岚谷县石桥镇履职事项清单"))),
        (
            "word/footnotes.xml",
            &part(
                "footnotes",
                &format!("<w:footnote w:id=\"1\">{}</w:footnote>", p("本项自十月起施行。")),
            ),
        ),
    ])
}

fn coop_header() -> String {
    row(&["序号", "事项类别", "事项名称", "对应上级部门", "上级部门职责", "乡镇配合职责"]
        .map(p)
        .each_ref()
        .map(String::as_str))
}

#[test]
fn numbers_that_word_prints_are_part_of_the_duties() {
    let duty = |name: &str, upper: &str| {
        row(&[
            &numbered(2, ""),
            &p("平安法治"),
            &p(name),
            &p("岚谷县公安局"),
            upper,
            &p("协助登记。"),
        ])
    };
    let first = duty("犬只登记", &(numbered(1, "办理登记；") + &numbered(1, "建立台账。")));
    let second = duty("烟花管理", &p("负责审批。"));
    let body = format!(
        "{}{}{}<w:tbl>{}{first}{second}</w:tbl>",
        p("澜安省青岚市岚谷县石桥镇"),
        p("2025年8月"),
        p("配合履职事项清单"),
        coop_header(),
    );
    let (site, duties) = imported("清单.docx", word(&body));
    assert_eq!(duties.len(), 2);
    assert_eq!(duties[0]["upper"], "1.办理登记；\n2.建立台账。");
    assert_eq!(duties[1]["seq"], 2);
    assert!(site.read(&provenance(&site)).contains("\"furniture\": 12"));
}

#[test]
fn a_footnote_is_kept_and_reported_beside_its_duty() {
    let note = "<w:p><w:r><w:t>犬只登记</w:t><w:footnoteReference w:id=\"1\"/></w:r></w:p>";
    let duty =
        row(&[&p("1"), &p("平安法治"), note, &p("岚谷县公安局"), &p("登记。"), &p("协助。")]);
    let body = format!(
        "{}{}<w:tbl>{}{duty}</w:tbl>",
        p("岚谷县石桥镇"),
        p("配合履职事项清单"),
        coop_header()
    );
    let (site, run) = import("清单.docx", word(&body));
    assert_eq!(run.code, 0, "{}", run.stderr);
    assert!(!run.stdout.contains('≠'), "{}", run.stdout);
    assert!(run.stderr.contains("Q0103"), "{}", run.stderr);
    assert!(site.read(&provenance(&site)).contains("本项自十月起施行。"));
}

/// A page as a county portal prints it, around a table of its own.
fn portal(charset: &str) -> String {
    format!(
        "<html><head><meta http-equiv=\"Content-Type\" content=\"text/html; charset={charset}\">\
         <title>石桥镇履职事项清单_岚谷县人民政府</title><script>var a = '<table>';</script></head><body>\
         <div class=\"top\"><a href=\"/\">首页</a><a href=\"/a\">政务公开</a><a href=\"/b\">政务服务</a><a href=\"/c\">互动交流</a>\
         <a href=\"/d\">走进岚谷</a><a href=\"/e\">专题专栏</a><a href=\"/f\">乡镇街道信息公开目录</a><a href=\"/g\">数据开放平台</a>\
         <a href=\"/h\">政府信息公开年报</a><a href=\"/i\">政策文件解读回应</a></div>\
         <div class=\"main\"><table width=\"100%\"><tr><td>\
         <div>当前位置：<a href=\"/\">首页</a> &gt; 石桥镇</div>\
         <h1>岚谷县石桥镇履职事项清单</h1><p>发布时间：2025-09-01&nbsp;来源：县政府办&nbsp;【<a href=\"#\">打印</a>】</p>\
         <p>2025年8月</p><p>说明</p><p>本清单写明石桥镇做什么。</p>\
         <p align=\"center\">基本履职事项清单</p>\
         <table border=\"1\"><thead><tr><th>序号</th><th>事项类别</th><th>事项名称</th></tr></thead>\
         <tr><td>1<td rowspan=\"2\">民生服务<td>照料<!-- 注 -->独居老人</tr><tr><td>2</td><td>发放&lt;绿色&gt;补贴<span style=\"display: none\">藏</span></td></tr></table>\
         <table border=\"1\"><caption>配合履职事项清单</caption>\
         <tr><td>序号</td><td>事项类别</td><td>事项名称</td><td>对应上级部门</td><td>上级部门职责</td><td>乡镇配合职责</td></tr>\
         <tr><td>1</td><td>平安法治</td><td>犬只登记</td><td>岚谷县公安局</td><td><ol><li>办理登记；</li><li><p>建立台账。</p></li></ol></td>\
         <td>宣传；<br>登记。</td></tr></table>\
         </td></tr></table><p>上一篇：<a href=\"/x\">另一份清单</a></p></div>\
         <div class=\"footer\">主办：岚谷县人民政府办公室</div></body></html>"
    )
}

#[test]
fn a_page_of_a_portal_gives_its_lists_and_nothing_of_the_portal() {
    let (site, duties) = imported("清单.html", portal("utf-8"));
    assert_eq!(duties.len(), 3);
    assert_eq!(duties[1]["category"], "民生服务");
    assert_eq!(duties[1]["name"], "发放<绿色>补贴");
    assert_eq!(duties[2]["upper"], "1. 办理登记；\n2. 建立台账。");
    assert_eq!(duties[2]["township"], "宣传；\n登记。");
    let index = site.read("content/990301101/index.md");
    assert!(index.contains("edition = \"2025-08\"") && index.contains("本清单写明石桥镇做什么。"));
    assert!(index.contains("石桥镇") && !index.contains("政务"), "{index}");
}

#[test]
fn a_page_in_gbk_is_converted_and_said_so() {
    let page = portal("gb2312");
    let (bytes, _, _) = encoding_rs::GB18030.encode(&page);
    let (site, run) = import("清单.html", &bytes);
    assert_eq!(run.code, 0, "{}", run.stderr);
    assert_eq!(duties(&site), imported("清单.html", portal("utf-8")).1);
}

#[test]
fn an_archive_that_is_no_document_is_refused_by_its_own_name() {
    let archive = |entry: &str| {
        let mut zip = ZipWriter::new(Cursor::new(Vec::new()));
        zip.start_file(entry, SimpleFileOptions::default()).unwrap();
        zip.write_all(b"<x/>").unwrap();
        zip.finish().unwrap().into_inner()
    };
    refused("清单.ods", archive("content.xml"), "this is a .odt/.ods file");
    refused("清单.zip", archive("清单.txt"), "this is a ZIP file");
}

#[test]
fn what_would_exhaust_the_machine_is_refused() {
    let deep = format!("<html><body>{}", "<div>".repeat(100_000));
    refused("清单.html", deep, "nests");
    let spans = "<td rowspan=65534 colspan=1000>x".repeat(5000) + &"<tr>".repeat(5000);
    refused("清单.html", format!("<html><table><tr>{spans}"), "nests");
    let deep = format!("{}{}", "<w:sdt>".repeat(100_000), "</w:sdt>".repeat(100_000));
    refused("清单.docx", word(&deep), "nests");
    let bomb = archive(&[("word/document.xml", "<!DOCTYPE w [<!ENTITY a \"x\">]><w>&a;</w>")]);
    refused("清单.docx", bomb, "damaged");
}

#[test]
fn documents_that_have_to_be_saved_again_are_refused_by_name() {
    refused("清单.rtf", r"{\rtf1\ansi 序号}", "RTF");
    refused("清单.mht", "MIME-Version: 1.0\nContent-Type: multipart/related", "MHTML");
    refused("清单.docx", &word("")[..200], "damaged");
    let embedded = word("<w:altChunk r:id=\"x\" xmlns:r=\"r\"/>");
    refused("清单.docx", embedded, "embedded");
}
