//! `import` of spreadsheets, CSV and ruled tables: what only they have, and what a carrier loses is
//! repaired with certainty or told. That each carrier gives the same duties is in `carriers.rs`.

#![allow(clippy::unwrap_used, reason = "a test ends where something is not as expected")]

mod common;

use std::fs;
use std::io::{Cursor, Write};

use common::carriers::Document;
use common::{Run, Site, document};
use rust_xlsxwriter::{DocProperties, ExcelDateTime, Format, Formula, Workbook, Worksheet};
use serde_json::Value;

const CODE: &[&str] = &["--code", "990301101", "--place", "澜安省青岚市鹤川县苇塘镇"];

fn import_as(site: &Site, name: &str, bytes: impl AsRef<[u8]>, extra: &[&str]) -> Run {
    let path = site.root().with_file_name(name);
    fs::write(&path, bytes).unwrap();
    let mut arguments = vec!["import", path.to_str().unwrap()];
    arguments.extend(extra);
    let run = site.run(&arguments);
    assert!(!run.stdout.contains('≠'), "the ledger balances: {}", run.stdout);
    run
}

/// The duties that a document becomes.
fn duties(name: &str, bytes: impl AsRef<[u8]>) -> Vec<Value> {
    imported(name, bytes).1
}

/// What an import says, and the duties.
fn imported(name: &str, bytes: impl AsRef<[u8]>) -> (Run, Vec<Value>) {
    let site = Site::empty();
    let run = import_as(&site, name, bytes, &[CODE, &["-v"]].concat());
    assert_eq!(run.code, 0, "{}{}", run.stdout, run.stderr);
    (run, exported(&site))
}

fn exported(site: &Site) -> Vec<Value> {
    let lines = site.ok(&["export", "--format", "jsonl"]).stdout;
    lines.lines().map(|line| serde_json::from_str(line).unwrap()).collect()
}

fn refused(name: &str, bytes: impl AsRef<[u8]>, expected: &str) {
    let site = Site::empty();
    let before = site.files(".");
    let run = import_as(&site, name, bytes, CODE);
    assert_eq!(run.code, 1, "{}{}", run.stdout, run.stderr);
    assert!(run.stderr.contains(expected), "expected `{expected}` in\n{}", run.stderr);
    assert!(site.files(".") == before, "content changed");
}

fn codes(duty: &Value) -> Vec<&str> {
    duty["findings"].as_array().unwrap().iter().map(|code| code.as_str().unwrap()).collect()
}

/// The values of one field, and what is told of each duty.
fn field(duties: &[Value], name: &str) -> Vec<String> {
    let shown = |duty: &Value| match &duty[name] {
        Value::String(text) => text.replace('\n', "/"),
        other => other.to_string().replace('"', ""),
    };
    duties.iter().map(shown).collect()
}

/// A workbook as the same bytes each time.
fn workbook() -> Workbook {
    let mut workbook = Workbook::new();
    let created = ExcelDateTime::from_ymd(2025, 8, 1).unwrap();
    workbook.set_properties(&DocProperties::new().set_creation_datetime(&created));
    workbook
}

fn write_rows(sheet: &mut Worksheet, first: u32, rows: &[&str]) {
    for (row, text) in (first..).zip(rows) {
        for (column, cell) in (0..).zip(text.split('|')).filter(|(_, cell)| !cell.is_empty()) {
            match cell.parse::<f64>() {
                Ok(number) => sheet.write_number(row, column, number).unwrap(),
                Err(_) => sheet.write_string(row, column, cell).unwrap(),
            };
        }
    }
}

#[test]
fn the_same_workbook_gives_the_same_content() {
    let text = document(&["1|民生服务|照料独居老人"], &[], &[]);
    let bytes = Document::of_text(&text).workbook(true);
    let content = |_| {
        let site = Site::empty();
        import_as(&site, "清单.xlsx", &bytes, CODE);
        site.files("content")
    };
    assert!(content(0) == content(1));
}

#[test]
fn one_sheet_may_hold_all_lists_with_a_column_of_types() {
    let mut book = workbook();
    let sheet = book.add_worksheet().set_name("汇总").unwrap();
    sheet.merge_range(0, 0, 0, 8, "鹤川县苇塘镇履职事项清单", &Format::new()).unwrap();
    write_rows(
        sheet,
        1,
        &[
            "序号|清单类型|事项类别|事项名称|对应上级部门|上级部门职责|乡镇职责|承接部门|工作方式",
            "1|基本履职|民生服务|照料独居老人",
            "2|基本履职|平安法治|调解邻里纠纷",
            "1|配合履职|平安法治|犬只登记|鹤川县公安局|1.办理登记；\n2.发放犬牌。|宣传免疫。",
            "1|上级部门收回|民生服务|收养登记||||鹤川县民政局|当日办结。",
        ],
    );
    let got = duties("汇总.xlsx", book.save_to_buffer().unwrap());
    assert_eq!(field(&got, "id"), ["b1", "b2", "c1", "r1"]);
    assert_eq!(field(&got, "category"), ["民生服务", "平安法治", "平安法治", "民生服务"]);
    assert_eq!(got[2]["upper"], "1.办理登记；\n2.发放犬牌。");
    assert_eq!(got[2]["township"], "宣传免疫。");
    assert_eq!(field(&got[3..], "departments"), ["[鹤川县民政局]"]);
    assert_eq!(got[3]["method"], "鹤川县民政局\n当日办结。");
    assert!(got.iter().all(|duty| codes(duty).is_empty()), "{got:?}");
}

#[test]
fn cells_merged_sideways_are_one_cell() {
    let mut book = workbook();
    let sheet = book.add_worksheet().set_name("汇总").unwrap();
    let format = Format::new();
    let rows = [
        ["序号", "事项类别", "事项名称"],
        ["1", "民生服务", "照料独居老人"],
        ["2", "平安法治", "调解邻里纠纷"],
    ];
    for (row, [seq, category, name]) in (0..).zip(rows) {
        sheet.merge_range(row, 0, row, 2, seq, &format).unwrap();
        sheet.merge_range(row, 3, row, 5, category, &format).unwrap();
        sheet.write_string(row, 6, name).unwrap();
    }
    sheet.write_string(2, 7, "栏外的字").unwrap();
    let (run, got) = imported("共用各列.xlsx", book.save_to_buffer().unwrap());
    assert_eq!(field(&got, "category"), ["民生服务", "平安法治"]);
    assert!(codes(&got[0]).is_empty(), "{}", run.stderr);
    assert_eq!(codes(&got[1]), ["Q0104"], "what has no column is still reported: {}", run.stderr);
    assert!(run.stderr.contains("| 栏外的字\n"), "and nothing with it: {}", run.stderr);
}

#[test]
fn who_takes_a_duty_over_may_stand_on_a_line_of_its_own() {
    let mut book = workbook();
    let sheet = book.add_worksheet().set_name("收回").unwrap();
    let head = "序号|事项类别|事项名称|承接部门及工作方式";
    let row = "1|民生服务|收养登记|承接部门：鹤川县民政局\n工作方式：当日办结。";
    write_rows(sheet, 0, &[head, row]);
    let got = duties("收回.xlsx", book.save_to_buffer().unwrap());
    assert_eq!(field(&got, "departments"), ["[鹤川县民政局]"]);
    assert_eq!(got[0]["method"], "承接部门：鹤川县民政局\n工作方式：当日办结。");
    assert!(codes(&got[0]).is_empty(), "{got:?}");
}

#[test]
fn one_table_may_name_its_lists_between_its_rows() {
    let text = "| 序号 | 事项类别 | 事项名称 | 上级部门职责 | 乡镇职责 | 收回部门 | 工作方式 |\n\
        |---|---|---|---|---|---|---|\n| 一、基本履职事项 | | | | | | |\n\
        | 1 | 民生服务 | 照料独居老人 | | | | |\n| 二、配合履职事项 | | | | | | |\n\
        | 1 | 平安法治 | 犬只登记 | 办理登记。 | 宣传免疫。 | | |\n| 三、收回事项 | | | | | | |\n\
        | 1 | 民生服务 | 收养登记 | | | 鹤川县民政局 | 当日办结。 |\n";
    let got = duties("一表.md", text);
    assert_eq!(field(&got, "id"), ["b1", "c1", "r1"]);
    assert_eq!(field(&got, "township"), ["", "宣传免疫。", ""]);
    assert_eq!(got[2]["method"], "鹤川县民政局\n当日办结。");
    assert!(got.iter().all(|duty| !codes(duty).contains(&"Q0103")), "{got:?}");
}

#[test]
fn sheets_are_named_like_their_lists_and_headers_have_two_rows() {
    let mut book = workbook();
    let basic = book.add_worksheet().set_name("1.基本履职事项").unwrap();
    write_rows(basic, 0, &["序号|事项类别|事项名称", "1|民生服务|照料独居老人"]);
    let coop = book.add_worksheet().set_name("2.配合履职事项").unwrap();
    let format = Format::new();
    for (column, name) in [(0, "序号"), (1, "事项类别"), (2, "事项名称"), (3, "对应上级\n部门")]
    {
        coop.merge_range(0, column, 1, column, name, &format).unwrap();
    }
    coop.merge_range(0, 4, 0, 5, "职责分工", &format).unwrap();
    write_rows(
        coop,
        1,
        &[
            "||||上级部门 职责|苇塘镇配合职责",
            "1|平安法治|犬只登记|鹤川县公安局|办理登记。|宣传免疫。",
        ],
    );
    let reclaimed = book.add_worksheet().set_name("3.收回事项").unwrap();
    write_rows(reclaimed, 0, &["序号|事项名称|责任部门", "1|收养登记|鹤川县民政局"]);
    let got = duties("三表.xlsx", book.save_to_buffer().unwrap());
    assert_eq!(field(&got, "id"), ["b1", "c1", "r1"]);
    assert_eq!(field(&got, "upper"), ["", "办理登记。", ""]);
    assert_eq!(field(&got, "township"), ["", "宣传免疫。", ""]);
    assert_eq!(field(&got, "departments"), ["[]", "[鹤川县公安局]", "[鹤川县民政局]"]);
}

#[test]
fn a_duty_may_span_several_rows_of_a_sheet() {
    let mut book = workbook();
    let sheet = book.add_worksheet();
    write_rows(
        sheet,
        0,
        &[
            "序号|事项类别|事项名称|对应上级部门|上级部门职责|乡镇配合职责",
            "|||鹤川县公安局|1.办理登记；",
            "|||鹤川县民政局|2.减免费用。",
            "2|平安法治|反诈宣传|鹤川县公安局|发布提示。|入户提醒。",
        ],
    );
    let format = Format::new();
    sheet.merge_range(1, 0, 2, 0, "", &format).unwrap();
    sheet.write_number(1, 0, 1).unwrap();
    sheet.merge_range(1, 1, 2, 1, "平安法治", &format).unwrap();
    sheet.merge_range(1, 2, 2, 2, "犬只登记", &format).unwrap();
    sheet.merge_range(1, 5, 2, 5, "宣传免疫。", &format).unwrap();
    let (run, got) = imported("跨行.xlsx", book.save_to_buffer().unwrap());
    assert_eq!(field(&got, "id"), ["c1", "c2"]);
    assert_eq!(field(&got, "departments")[0], "[鹤川县公安局,鹤川县民政局]");
    assert_eq!(got[0]["upper"], "1.办理登记；\n2.减免费用。");
    assert_eq!(got[0]["township"], "宣传免疫。");
    assert!(codes(&got[0]).is_empty() && run.stderr.contains("info[Q0110]"), "{}", run.stderr);
    assert!(!run.stderr.contains("Q0404"), "nobody changed anything: {}", run.stderr);
}

#[test]
fn what_people_do_not_see_in_a_workbook_is_not_published() {
    let mut book = workbook();
    let list = book.add_worksheet().set_name("清单").unwrap();
    let date = ExcelDateTime::from_ymd(2025, 8, 1).unwrap();
    list.write_string(0, 0, "鹤川县苇塘镇\n履职事项清单").unwrap();
    list.write_datetime_with_format(
        1,
        0,
        &date,
        &Format::new().set_num_format("yyyy\"年\"m\"月\""),
    )
    .unwrap();
    write_rows(list, 3, &["序号|事项名称"]);
    for row in 4..6 {
        let formula = Formula::new("=ROW()-4").set_result((row - 3).to_string());
        list.write_formula(row, 0, formula).unwrap();
    }
    list.write_string(4, 1, "照料独居老人").unwrap();
    list.write_string(5, 1, "调解邻里纠纷").unwrap();
    let old = book.add_worksheet().set_name("旧稿").unwrap();
    write_rows(old, 0, &["序号|事项名称", "1|作废的事项"]);
    old.set_hidden(true);
    let memo = book.add_worksheet().set_name("备忘").unwrap();
    memo.write_string(0, 0, "待核").unwrap();
    let site = Site::empty();
    let run = import_as(&site, "清单.xlsx", book.save_to_buffer().unwrap(), CODE);
    assert_eq!(run.code, 0, "{}", run.stderr);
    assert!(
        run.stdout.contains("2025-08") && run.stdout.contains("furniture 14"),
        "{}",
        run.stdout
    );
    let got = exported(&site);
    assert_eq!(field(&got, "name"), ["照料独居老人", "调解邻里纠纷"]);
    let provenance = site.read("content/990301101/provenance.json");
    assert!(provenance.contains("\"part\": \"清单\""), "{provenance}");
    assert!(provenance.contains("\"line\": 5"), "the row as people count it: {provenance}");
}

#[test]
fn cells_that_a_converter_lost_are_put_back_when_that_is_certain() {
    let text = "配合履职事项清单\n序号\t事项类别\t事项名称\t对应上级部门\t上级部门职责\t乡镇配合职责\n\
        1\t平安法治\t犬只登记\t鹤川县公安局\t办理登记。\t宣传免疫。\n\
        2\t反诈宣传\t鹤川县司法局\t发布提示。\t入户提醒。\n\
        3\t禁毒宣传\t开展检测。\t提供线索。\n\
        4\t民生服务\t高龄津贴\t鹤川县民政局\t审批发放。\t受理申请。\n\
        5\t医疗救助\t审批发放。\t受理申请。\n\
        6\t残缺\t一格\n";
    let (run, got) = imported("错位.txt", text);
    let categories = ["平安法治", "平安法治", "平安法治", "民生服务", "民生服务"];
    assert_eq!(field(&got, "category")[..5], categories);
    assert_eq!(
        field(&got, "name")[..5],
        ["犬只登记", "反诈宣传", "禁毒宣传", "高龄津贴", "医疗救助"]
    );
    assert_eq!(field(&got, "departments")[2], "[鹤川县司法局]");
    assert_eq!(field(&got, "departments")[4], "[鹤川县民政局]");
    assert_eq!(field(&got, "upper")[2..5], ["开展检测。", "审批发放。", "审批发放。"]);
    for duty in &got[..5] {
        assert!(codes(duty).is_empty(), "{duty}");
    }
    assert!(codes(&got[5]).contains(&"Q0104"), "no reading fits: {}", got[5]);
    assert!(run.stderr.contains("info[Q0109]") && !run.stderr.contains("Q0404"), "{}", run.stderr);
}

#[test]
fn a_value_from_above_is_doubtful_where_equal_ones_are_repeated() {
    let text = "序号,事项类别,事项名称\n1,民生服务,照料独居老人\n2,民生服务,送餐上门\n3,帮助重病家庭申请救助\n";
    let (_, got) = imported("错位.csv", text);
    assert_eq!(field(&got, "category"), ["民生服务"; 3]);
    assert_eq!(field(&got, "name")[2], "帮助重病家庭申请救助");
    assert!(codes(&got[1]).is_empty(), "{}", got[1]);
    assert_eq!(codes(&got[2]), ["Q0111"]);
    let merged = text.replace("2,民生服务,", "2,");
    let (run, got) = imported("合并.csv", merged);
    assert_eq!(field(&got, "category"), ["民生服务"; 3]);
    assert!(got.iter().all(|duty| codes(duty).is_empty()), "{}", run.stderr);
}

#[test]
fn a_doubt_about_who_took_a_duty_over_is_quiet_once_a_person_has_changed_the_text() {
    let text = "序号\t事项类别\t事项名称\t承接部门\t工作方式\n\
        1\t民生服务\t收养登记\t鹤川县民政局\t当日办结。\n\
        2\t民生服务\t送餐补贴\t鹤川县民政局\t三日办结。\n\
        3\t民生服务\t渡口夜灯\t隔日办结。\n";
    let site = Site::empty();
    import_as(&site, "收回.txt", text, CODE);
    assert_eq!(codes(&exported(&site)[2]), ["Q0111"]);
    let file = "content/990301101/reclaimed.md";
    let site = site.edit(file, "隔日办结。", "由鹤川县交通运输局隔日办结。");
    assert!(codes(&exported(&site)[2]).is_empty(), "{}", site.read(file));
}

#[test]
fn an_empty_category_is_that_of_the_row_above_where_each_is_printed_once() {
    let mut rows = vec!["序号,事项类别,事项名称".to_owned()];
    for seq in 1..=12 {
        let category = ["民生服务", "", "", "平安法治", "", ""][(seq - 1) % 6];
        rows.push(format!("{seq},{category},第{seq}件事情"));
    }
    let (run, got) = imported("空格.csv", rows.join("\n"));
    let expected = ["民生服务", "民生服务", "民生服务", "平安法治", "平安法治", "平安法治"];
    assert_eq!(field(&got, "category"), [expected, expected].concat());
    assert!(run.stderr.contains("info[Q0109]") && !run.stderr.contains("Q0404"), "{}", run.stderr);
    let repeated = rows.join("\n").replace("2,,第2", "2,民生服务,第2");
    let (_, got) = imported("空格.csv", repeated);
    assert_eq!(got[2]["category"], "");
    assert_eq!(codes(&got[2]), ["Q0206"]);
}

#[test]
fn empty_departments_are_those_of_the_row_above_within_their_category() {
    let mut rows = vec!["序号,事项类别,事项名称,对应上级部门,上级部门职责,乡镇配合职责".to_owned()];
    for seq in 1..=12 {
        let category = if seq <= 6 { "民生服务" } else { "平安法治" };
        let department = ["鹤川县民政局", "", "", "鹤川县司法局", "", ""][(seq - 1) % 6];
        let department = if seq == 7 { "" } else { department };
        rows.push(format!("{seq},{category},第{seq}件事情,{department},办理登记。,宣传。"));
    }
    let (run, got) = imported("空格.csv", rows.join("\n"));
    let (first, second) = ("[鹤川县民政局]", "[鹤川县司法局]");
    assert_eq!(field(&got, "departments")[..6], [first, first, first, second, second, second]);
    assert_eq!(got[6]["departments"].as_array().unwrap().len(), 0, "another category: {}", got[6]);
    assert_eq!(codes(&got[6]), ["Q0206"]);
    assert!(run.stderr.contains("info[Q0109]") && !run.stderr.contains("Q0404"), "{}", run.stderr);
    let repeated = rows.join("\n").replace("第2件事情,,", "第2件事情,鹤川县民政局,");
    let (_, got) = imported("空格.csv", repeated);
    assert_eq!(codes(&got[2]), ["Q0206"], "each row has its own: this one lacks it");
}

#[test]
fn a_list_without_categories_lacks_none() {
    let text = "附件1,\n苇塘镇基本履职事项清单,\n序号,事项名称\n1,照料独居老人\n\
        附件3,\n苇塘镇上级部门收回事项清单,\n序号,收回事项,收回部门\n1,收养登记,鹤川县民政局\n";
    let (run, got) = imported("无类别.csv", text);
    assert_eq!(field(&got, "id"), ["b1", "r1"]);
    assert!(!run.stderr.contains("Q0103") && !run.stderr.contains("Q0206"), "{}", run.stderr);
}

#[test]
fn a_row_without_a_number_continues_the_duty_above() {
    let text = "序号\t事项类别\t事项名称\t对应上级部门\t上级部门职责\t乡镇配合职责\n\
        1\t平安法治\t犬只登记\t鹤川县公安局\t1.办理登记；2.发放\t宣传免疫。\n\
        序号\t事项类别\t事项名称\t对应上级部门\t上级部门职责\t乡镇配合职责\n\
        \t\t\t\t犬牌。\t\n\
        2\t平安法治\t反诈宣传\t鹤川县公安局\t发布提示。\t入户提醒。\n\
        \t\t\t\t汇总线索。\t\n\
        3\t平安法治\t禁毒宣传\t鹤川县公安局\t开展检测。\t提供线索。\n\
        \t平安法治\t没有序号的事项\t鹤川县公安局\t甲。\t乙。\n";
    let (run, got) = imported("续行.txt", text);
    assert_eq!(got[0]["upper"], "1.办理登记；\n2.发放犬牌。");
    assert!(codes(&got[0]).is_empty(), "the sentence goes on: {}", got[0]);
    assert_eq!(got[1]["upper"], "发布提示。\n汇总线索。");
    assert_eq!(codes(&got[1]), ["Q0111"], "it may be another duty's");
    assert_eq!(codes(&got[2]), ["Q0103"], "a duty without its number is not joined");
    assert_eq!(got.len(), 3);
    let shifted = "序号\t事项类别\t事项名称\t对应上级部门\t上级部门职责\t乡镇配合职责\n\
        1\t平安法治\t犬只登记\t鹤川县公安局\t办理登记。\t宣传免疫。\n\
        2\t反诈宣传\t鹤川县公安局\t发布提示。\t1.入户提醒；\n\t\t\t\t2.上报线索。\n";
    let (_, got) = imported("又移又续.txt", shifted);
    assert_eq!(got[1]["township"], "1.入户提醒；\n2.上报线索。", "the row lost the same cell");
    assert_eq!(got[1]["upper"], "发布提示。");
    assert!(run.stderr.contains("info[Q0110]") && !run.stderr.contains("Q0404"), "{}", run.stderr);
}

#[test]
fn rows_without_a_number_do_not_go_on_for_ever() {
    let mut text = "序号,事项名称,上级部门职责,乡镇配合职责\n1,犬只登记,1.开始；,乙。\n".to_owned();
    for i in 2..600 {
        text.extend([",,", &i.to_string(), ".下一件事；,\n"]);
    }
    let (run, got) = imported("长.csv", text);
    assert!(codes(&got[0]).contains(&"Q0103") && run.stderr.contains("Q0110"), "{}", run.stderr);
}

#[test]
fn names_of_columns_are_added_by_the_site() {
    let text = "序号,事项名称,县里干什么,镇里干什么\n1,犬只登记,办理登记。,宣传免疫。\n";
    let settings = "title = \"x\"\n[import.columns]\n\"上级部门职责\" = [\"县里 干什么\"]\n\
                    \"乡镇配合职责\" = [\"镇里干什么\"]\n";
    let site = Site::empty().file("qingdan.toml", settings);
    assert_eq!(import_as(&site, "清单.csv", text, CODE).code, 0);
    let got = exported(&site);
    assert_eq!(
        (&got[0]["upper"], &got[0]["township"]),
        (&"办理登记。".into(), &"宣传免疫。".into())
    );
    let (_, unknown) = imported("清单.csv", text);
    assert_eq!(codes(&unknown[0])[0], "Q0104", "a column that nobody knows is told");
    let site = Site::empty().file("qingdan.toml", "[import.columns]\n\"备注\" = [\"附注\"]\n");
    let run = import_as(&site, "清单.csv", text, CODE);
    assert!(
        run.code == 1 && run.stderr.contains("qingdan.toml:2: import.columns.备注"),
        "{}",
        run.stderr
    );
}

#[test]
fn quoted_cells_between_tabs_and_drawn_boxes() {
    let quoted = "序号\t事项名称\t上级部门职责\t乡镇配合职责\r\n\
        1\t犬只登记\t\"1.办理\"\"犬牌\"\"登记；\r\n2.发放犬牌。\"\t\"宣传,免疫。\"\r\n\
        2\t\"三会一课\"工作\t甲。\t乙。\r\n";
    let got = duties("制表符.txt", quoted);
    assert_eq!(got[0]["upper"], "1.办理\"犬牌\"登记；\n2.发放犬牌。");
    assert_eq!(got[0]["township"], "宣传,免疫。");
    assert_eq!(got[1]["name"], "\"三会一课\"工作");
    let drawn = "┌──┬────┬────┬────┐\n│序号│事项名称│上级部│乡镇配│\n│  │    │门职责│合职责│\n\
        ├──┼────┼────┼────┤\n│1 │犬只登 │1.办理│宣传免│\n│  │记   │登记。│疫。 │\n\
        ├──┼────┼────┼────┤\n│2 │反诈宣传│发布。│提醒。│\n└──┴────┴────┴────┘\n";
    let got = duties("框线.txt", drawn);
    assert_eq!(field(&got, "name"), ["犬只登记", "反诈宣传"]);
    assert_eq!(field(&got, "upper"), ["1.办理登记。", "发布。"]);
    assert_eq!(field(&got, "township"), ["宣传免疫。", "提醒。"]);
}

#[test]
fn a_number_with_a_full_stop_was_changed_by_nobody() {
    let text =
        "序号\t事项类别\t事项名称\n1.\t民生服务\t照料\n２、\t民生服务\t送餐\n03\t民生服务\t助浴\n";
    let (run, got) = imported("点.txt", text);
    assert_eq!(field(&got, "seq"), ["1", "2", "3"]);
    assert!(!run.stderr.contains("Q0404"), "{}", run.stderr);
}

#[test]
fn what_cannot_be_read_with_certainty_is_refused() {
    refused("断.csv", "序号,事项名称\n1,\"照料\n2,送餐\n", "line 2 do not follow the rules of CSV");
    refused(
        "新闻.txt",
        "本报讯：清单分序号、事项类别、事项名称三栏,内容翔实。\n共 107 项。\n",
        "no table",
    );
    refused("假.xlsx", b"PK\x03\x04....", "damaged or cut short");
    refused("假.xls", b"\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1....", "this is a .doc/.xls file");
    refused(
        "旧.doc",
        compound("/WordDocument", &[0; 5000]),
        "this is a Word 97—2003 (.doc/.wps) file",
    );
    refused("密.xlsx", compound("/EncryptedPackage", &[0; 5000]), "protected by a password");
    let locked = [[0x2F_u8, 0, 2, 0].as_slice(), &[1, 0]].concat();
    refused("密.xls", compound("/Workbook", &locked), "protected by a password");

    let mut book = workbook();
    write_rows(book.add_worksheet(), 0, &["序号|事项名称", "1|甲"]);
    let good = book.save_to_buffer().unwrap();
    refused("半.xlsx", &good[..good.len() / 2], "damaged or cut short");
    let mut bomb = zipped(&[("xl/workbook.xml", &[b' '; 4321])]);
    for at in 0..bomb.len() - 4 {
        if bomb[at..at + 4] == 4321_u32.to_le_bytes() {
            bomb[at..at + 4].copy_from_slice(&u32::to_le_bytes(300 << 20));
        }
    }
    refused("缩.xlsx", bomb, "more than 256 MB");
    let formula = b"<worksheet><sheetData><row r=\"1\"><c r=\"B1\"><f>A1</f></c></row></sheetData></worksheet>";
    refused("式.xlsx", with_sheet(&good, formula), "B1 of sheet `Sheet1` is a formula");
    let strings = b"<sst uniqueCount=\"99999999999\"></sst>";
    refused("谎.xlsx", replaced(&good, "xl/sharedStrings.xml", strings), "damaged or cut short");
}

/// A compound file with one stream.
fn compound(name: &str, bytes: &[u8]) -> Vec<u8> {
    let mut file = cfb::CompoundFile::create(Cursor::new(Vec::new())).unwrap();
    file.create_stream(name).unwrap().write_all(bytes).unwrap();
    file.flush().unwrap();
    file.into_inner().into_inner()
}

fn zipped(entries: &[(&str, &[u8])]) -> Vec<u8> {
    let mut writer = zip::ZipWriter::new(Cursor::new(Vec::new()));
    for (name, bytes) in entries {
        writer.start_file(*name, zip::write::SimpleFileOptions::default()).unwrap();
        writer.write_all(bytes).unwrap();
    }
    writer.finish().unwrap().into_inner()
}

fn with_sheet(workbook: &[u8], xml: &[u8]) -> Vec<u8> {
    replaced(workbook, "xl/worksheets/sheet1.xml", xml)
}

/// An archive with one entry replaced.
fn replaced(archive: &[u8], name: &str, bytes: &[u8]) -> Vec<u8> {
    let mut archive = zip::ZipArchive::new(Cursor::new(archive)).unwrap();
    let names: Vec<String> = archive.file_names().map(|name| name.unwrap().into_owned()).collect();
    let mut entries = Vec::new();
    for entry in names {
        let mut content = Vec::new();
        std::io::copy(&mut archive.by_name(&entry).unwrap(), &mut content).unwrap();
        entries.push((entry, content));
    }
    let entries: Vec<(&str, &[u8])> = entries
        .iter()
        .map(|(entry, content)| (entry.as_str(), if entry == name { bytes } else { content }))
        .collect();
    zipped(&entries)
}

/// An `.xls` of one sheet: its cells as labels, numbers as numbers, and merged regions.
fn xls(rows: &[&str], merged: &[[u16; 4]]) -> Vec<u8> {
    let mut stream = Vec::new();
    let mut sheet: Vec<(u16, Vec<u8>)> = vec![(0x0809, bof(0x0010))];
    for (row, text) in (0_u16..).zip(rows) {
        for (column, cell) in (0_u16..).zip(text.split('|')).filter(|(_, cell)| !cell.is_empty()) {
            let head = [row.to_le_bytes(), column.to_le_bytes(), [0, 0]].concat();
            sheet.push(if let Ok(number) = cell.parse::<f64>() {
                (0x0203, [head, number.to_le_bytes().to_vec()].concat())
            } else {
                let units: Vec<u16> = cell.encode_utf16().collect();
                let count = u16::try_from(units.len()).unwrap().to_le_bytes();
                let text = units.iter().flat_map(|unit| unit.to_le_bytes()).collect();
                (0x0204, [head, count.to_vec(), vec![1], text].concat())
            });
        }
    }
    let mut regions = u16::try_from(merged.len()).unwrap().to_le_bytes().to_vec();
    regions.extend(merged.iter().flatten().flat_map(|n| n.to_le_bytes()));
    sheet.push((0x00E5, regions));
    sheet.push((0x000A, Vec::new()));
    let name: Vec<u8> = "清单".encode_utf16().flat_map(u16::to_le_bytes).collect();
    let globals = 20 + (4 + 8 + name.len()) + 4;
    let at = u32::try_from(globals).unwrap().to_le_bytes();
    let bound = [at.as_slice(), &[0, 0, 2, 1], &name].concat();
    let head = vec![(0x0809, bof(0x0005)), (0x0085, bound), (0x000A, Vec::new())];
    for (kind, data) in head.into_iter().chain(sheet) {
        stream.extend(u16::to_le_bytes(kind));
        stream.extend(u16::try_from(data.len()).unwrap().to_le_bytes());
        stream.extend(data);
    }
    compound("/Workbook", &stream)
}

fn bof(part: u16) -> Vec<u8> {
    [0x0600_u16, part, 0, 0, 0, 0, 0, 0].iter().flat_map(|n| n.to_le_bytes()).collect()
}

#[test]
fn an_old_workbook_is_read_like_a_new_one() {
    let rows = [
        "鹤川县苇塘镇基本履职事项清单",
        "序号|事项类别|事项名称",
        "1|民生服务|照料独居老人",
        "2||调解邻里纠纷",
    ];
    let (run, got) = imported("清单.xls", xls(&rows, &[[2, 3, 1, 1]]));
    assert_eq!(field(&got, "category"), ["民生服务", "民生服务"]);
    assert_eq!(field(&got, "name"), ["照料独居老人", "调解邻里纠纷"]);
    assert!(got.iter().all(|duty| codes(duty).is_empty()), "{}", run.stderr);
}

#[test]
fn damaged_workbooks_never_bring_the_program_down() {
    let rows = ["序号|事项类别|事项名称", "1|民生服务|照料独居老人", "2|民生服务|送餐"];
    let old = xls(&rows, &[[1, 2, 1, 1]]);
    let mut book = workbook();
    write_rows(book.add_worksheet(), 0, &rows);
    let new = book.save_to_buffer().unwrap();
    let site = Site::empty();
    for (name, good) in [("坏.xls", &old), ("坏.xlsx", &new)] {
        for i in 0..12 {
            let mut bytes = good.clone();
            let at = (i * 7919 + 13) % bytes.len();
            bytes[at] ^= 0x5A;
            let run = import_as(&site, name, &bytes, &[CODE, &["--force"]].concat());
            assert!([0, 1].contains(&run.code), "byte {at} of {name}: {}", run.stderr);
        }
    }
}
