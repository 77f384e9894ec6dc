//! Fictional documents as a PDF viewer gives them, each with what it says, read by eye: every duty is
//! as it stands there, or carries a finding.
//!
//! `layout/NAME.txt` is the document, `layout/NAME.jsonl` its duties in the form of `export`. Here are
//! forms and damage that rendering known duties does not make: see `layout_rendered.rs` for that.

#![allow(clippy::unwrap_used, reason = "a test ends where something is not as expected")]

mod common;

use std::collections::BTreeMap;
use std::fs;

use common::{Site, project};
use serde_json::Value;

/// A document and where it is from.
struct Document {
    name: &'static str,
    code: &'static str,
    place: &'static str,
}

const DOCUMENTS: &[Document] = &[
    Document {
        name: "street", code: "990302001", place: "澜安省/青岚市/望河区/柳营街道"
    },
    Document {
        name: "minority-township",
        code: "990303205",
        place: "澜安省/临霞州/霁川侗族自治县/石渡瑶族乡",
    },
    Document {
        name: "sumu", code: "990304401", place: "澜安省/乌禾盟/呼尔旗/查干淖苏木"
    },
];

/// Duties that a careful reader asks about too, and why.
const MAY_BE_DOUBTED: &[(&str, &str, u64, &str)] = &[
    ("street", "reclaimed", 4, "a remark stands under the table"),
    ("minority-township", "basic", 2, "no registry has its category"),
    ("minority-township", "basic", 3, "number 4 is not printed"),
    ("minority-township", "basic", 5, "number 4 is not printed, no registry has its category"),
    ("minority-township", "coop", 6, "it crosses a page"),
    ("minority-township", "reclaimed", 4, "no label says which department"),
    ("street", "coop", 8, "it crosses a page"),
    ("sumu", "basic", 3, "a line of it begins with the number of the next duty"),
    ("sumu", "basic", 4, "a line above begins with its number"),
    ("sumu", "coop", 5, "it crosses a page"),
    ("sumu", "reclaimed", 2, "no label says which department"),
];

/// Duties that come out wrong without a finding, and why that cannot be helped. To be kept empty.
const KNOWN_SILENT: &[(&str, &str, u64, &str)] = &[];

/// Of the duties that are as they stand in the document, so many in a hundred may carry a finding.
const FALSE_ALARMS: usize = 10;

const TEXTS: &[&str] = &["category", "name", "upper", "township", "method"];

type Duties = BTreeMap<(String, u64), Value>;

#[test]
fn every_duty_is_as_it_stands_or_carries_a_finding() {
    let mut silent = Vec::new();
    for document in DOCUMENTS {
        let (_, mut got) = document.imported();
        let (mut alarms, mut duties) = (Vec::new(), 0);
        for ((list, seq), gold) in document.gold() {
            let Some(duty) = got.remove(&(list.clone(), seq)) else {
                silent.push(format!("{} {list} {seq}: lost", document.name));
                continue;
            };
            duties += 1;
            let wrong = differences(&duty, &gold);
            let has_findings = !duty["findings"].as_array().unwrap().is_empty();
            if !wrong.is_empty() && !has_findings && !document.is_in(KNOWN_SILENT, &list, seq) {
                silent.push(format!("{} {list} {seq}: {wrong:?}", document.name));
            }
            if wrong.is_empty() && has_findings && !document.is_in(MAY_BE_DOUBTED, &list, seq) {
                alarms.push(format!("{list} {seq} {}", duty["findings"]));
            }
        }
        silent.extend(got.keys().map(|key| format!("{} {key:?}: invented", document.name)));
        assert!(alarms.len() * 100 <= duties * FALSE_ALARMS, "{}: {alarms:?}", document.name);
    }
    assert!(silent.is_empty(), "{}", silent.join("\n"));
}

#[test]
fn every_character_is_accounted_for() {
    for document in DOCUMENTS {
        let (site, _) = document.imported();
        let provenance = site.read(&format!("content/{}/provenance.json", document.code));
        let provenance: Value = serde_json::from_str(&provenance).unwrap();
        let ledger = provenance["ledger"].as_object().unwrap();
        let total = ledger["total"].as_u64().unwrap();
        let parts: u64 = ledger.iter().filter(|(k, _)| *k != "total").map(sum).sum();
        assert_eq!(parts, total, "{}: {ledger:?}", document.name);
        let printed = document.text().chars().filter(|c| !c.is_whitespace()).count();
        assert_eq!(total, printed as u64, "{}", document.name);
    }
}

/// What stands in the Markdown: wrapped lines are one clause again, and each clause, heading and
/// label has a line.
#[test]
fn lines_are_joined_to_clauses() {
    for (document, list, lines) in [
        (
            "street",
            "coop",
            &[
                "区城市管理局",
                "制止街面不牵绳遛犬行为，清理犬只粪便，设置宠物活动区域。",
                "1.区住房和城乡建设局编制年度改造计划。计划应当征求居民意见，并在开工30日前公示。",
                "2.区发展和改革局申报补助资金。",
                "二、巡查报告",
                "汇总居民投诉，每周五前报送执法中队。",
                "4.对破坏历史建筑的行为开展调查处理，追究责任单位责任。",
                "4.配合做好游客高峰时段的秩序维护。",
            ][..],
        ),
        (
            "minority-township",
            "coop",
            &[
                "2.巡查输水管道沿线，单程不少于3.5公里；",
                "3.每年12月底前清理水池淤泥。",
                "县疾病预防控制中心：",
                "采集水样，检测含氟量；",
                "县卫生健康局：",
                "发布监测结果，安排病人治疗。",
                "为传承人授徒、展示提供场所。",
            ],
        ),
        (
            "sumu",
            "reclaimed",
            &[
                "呼尔旗行政审批局：",
                "受理申请，现场核查，核发许可证。",
                "呼尔旗市场监督管理局：",
                "开展日常监管，每年抽检不少于2次。",
            ],
        ),
    ] {
        let document = DOCUMENTS.iter().find(|d| d.name == document).unwrap();
        let (site, _) = document.imported();
        let markdown = site.read(&format!("content/{}/{list}.md", document.code));
        let found: Vec<&str> = markdown.lines().map(|l| l.trim_matches('*')).collect();
        for line in lines {
            assert!(found.contains(line), "{} {list}.md has no line `{line}`", document.name);
        }
    }
}

/// The document says 霁川县 where the place's full name is 霁川侗族自治县.
#[test]
fn a_short_form_is_known_where_documents_shorten_the_county_too() {
    let document = DOCUMENTS.iter().find(|d| d.name == "minority-township").unwrap();
    let (site, _) = document.imported();
    let coop = format!("content/{}/coop.md", document.code);
    let site = site.edit(&coop, "对应上级部门：霁川县林业局、", "对应上级部门：县林业局、");
    let checked = site.run(&["check", "--format", "short"]).stdout;
    assert!(checked.contains("Q0301") && !checked.contains("Q0302"), "{checked}");
}

impl Document {
    fn path(&self, ending: &str) -> std::path::PathBuf {
        project().join("tests/layout").join(format!("{}.{ending}", self.name))
    }

    fn text(&self) -> String {
        fs::read_to_string(self.path("txt")).unwrap()
    }

    fn gold(&self) -> Duties {
        duties(&fs::read_to_string(self.path("jsonl")).unwrap())
    }

    fn imported(&self) -> (Site, Duties) {
        let site = Site::empty();
        let path = self.path("txt");
        site.ok(&["import", path.to_str().unwrap(), "--code", self.code, "--place", self.place]);
        let lines = site.ok(&["export", "--format", "jsonl"]).stdout;
        (site, duties(&lines))
    }

    fn is_in(&self, table: &[(&str, &str, u64, &str)], list: &str, seq: u64) -> bool {
        table.iter().any(|(name, l, s, _)| (*name, *l, *s) == (self.name, list, seq))
    }
}

fn duties(lines: &str) -> Duties {
    let duties = lines.lines().map(|line| serde_json::from_str::<Value>(line).unwrap());
    duties
        .map(|duty| {
            ((duty["list"].as_str().unwrap().to_owned(), duty["seq"].as_u64().unwrap()), duty)
        })
        .collect()
}

/// The fields that are not alike; blanks and line breaks are layout.
fn differences(duty: &Value, gold: &Value) -> Vec<String> {
    let bare = |value: &Value| value.as_str().unwrap_or("").split_whitespace().collect::<String>();
    let mut wrong: Vec<String> = TEXTS
        .iter()
        .filter(|field| bare(&duty[**field]) != bare(&gold[**field]))
        .map(|field| format!("{field}: {} instead of {}", duty[*field], gold[*field]))
        .collect();
    if duty["departments"] != gold["departments"] {
        wrong.push(format!("{} instead of {}", duty["departments"], gold["departments"]));
    }
    wrong
}

fn sum((_, part): (&String, &Value)) -> u64 {
    part.as_u64().unwrap()
}
