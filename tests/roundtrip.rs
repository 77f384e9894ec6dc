//! Markdown ⇄ model: what is written is read back, exactly, whatever the characters; and a Markdown
//! viewer shows the same text.

#![allow(clippy::unwrap_used, reason = "a test ends where something is not as expected")]

use proptest::prelude::*;
use pulldown_cmark::{Event, Options, Parser, Tag, TagEnd};
use qingdan::content::front_matter::{parse_index, write_index};
use qingdan::content::markdown::{parse_list, write_list};
use qingdan::model::{
    Day, DeclaredCounts, Duty, DutyId, Edition, Line, LineKind, ListKind, Lists, Section, Settled,
    Source, Township,
};

/// Pieces that mean something to Markdown, to HTML or to the numbering grammar, among ordinary text.
fn piece() -> impl Strategy<Value = String> {
    prop_oneof![
        4 => "[甲乙丙丁戊己县局负责；。，、（）《》“”]{1,6}",
        2 => prop::sample::select(vec![
            "1. ", "2.", "10. ", "3、", "（一）", "一、", "（2）", "(3) ", "4) ", "①", "1.5", "0. ", "007. ",
            "#", "## ", "### 上级部门职责", "- ", "+ ", "* ", "**", "__", "_", "`", "```", "~~~", ">", "> ",
            "<b>", "</p>", "<!--", "&amp;", "&#35;", "[x](y)", "![", "]", "{#c1}", "{", "}", "\\", "\\\\",
            "|", "---", "===", "+++", "***", "- 事项类别：假", "县公安局：", "http://a.cn", " ", "  ", "\t",
            "\u{3000}", "\u{200B}", "\u{FEFF}", "😀", "\u{301}", "a", "Z", "9", "'", "\"", "~", "$", "!",
        ]).prop_map(str::to_owned),
        1 => any::<char>().prop_filter("one line", |c| !matches!(c, '\n' | '\r' | '\0')).prop_map(String::from),
    ]
}

fn hostile() -> impl Strategy<Value = String> {
    prop::collection::vec(piece(), 0..8).prop_map(|pieces| pieces.concat())
}

/// One line as the model has it: no blank at either end.
fn field() -> impl Strategy<Value = String> {
    hostile().prop_map(|text| text.trim().to_owned())
}

fn line() -> impl Strategy<Value = Option<Line>> {
    prop_oneof![
        4 => hostile().prop_map(|text| Line::clause(&text)),
        1 => hostile().prop_map(|text| Line::label(&text)),
    ]
}

fn lines() -> impl Strategy<Value = Vec<Line>> {
    prop::collection::vec(line(), 0..6).prop_map(|lines| lines.into_iter().flatten().collect())
}

/// A department has no `、` of its own outside brackets: that is where cells are split.
fn department() -> impl Strategy<Value = String> {
    field()
        .prop_map(|text| text.replace('、', ""))
        .prop_map(|text| text.trim().to_owned())
        .prop_filter("not empty", |text| !text.is_empty())
}

prop_compose! {
    fn duty(list: ListKind)(
        seq in 0_u32..2000,
        name in field(),
        category in field(),
        departments in prop::collection::vec(department(), 0..4),
        upper in lines(), township in lines(), method in lines(),
    ) -> Duty {
        let mut duty = Duty::new(DutyId { list, number: seq + 1 }, seq, name);
        duty.category = category;
        for section in list.sections() {
            duty.section_mut(*section).lines = match section {
                Section::Upper => upper.clone(),
                Section::Township => township.clone(),
                Section::Method => method.clone(),
            };
        }
        duty.departments = match list {
            ListKind::Basic => Vec::new(),
            ListKind::Coop => departments,
            ListKind::Reclaimed => duty.method.label_departments(),
        };
        duty
    }
}

fn list_of_duties() -> impl Strategy<Value = (ListKind, Vec<Duty>)> {
    prop::sample::select(ListKind::ALL.to_vec())
        .prop_flat_map(|list| (Just(list), prop::collection::vec(duty(list), 0..4)))
}

prop_compose! {
    fn settled()(
        code in hostile(),
        duty in prop::option::of((prop::sample::select(ListKind::ALL.to_vec()), 1_u32..5000)),
        date in prop::option::of((0_u16..=9999, 1_u8..=12, 1_u8..=28)),
        reason in hostile(),
        text in hostile(),
    ) -> Settled {
        let duty = duty.map(|(list, number)| DutyId { list, number });
        let date = date.and_then(|(year, month, day)| Day::of(year, month, day));
        Settled { code, duty, date, reason, text }
    }
}

prop_compose! {
    fn township()(
        title in hostile(),
        edition in prop::option::of(1_u32..=12),
        withdrawn in prop::collection::vec(1_u32..500, 0..3),
        record in prop::collection::btree_map(hostile(), hostile(), 0..3),
        settled in prop::collection::vec(settled(), 0..4),
        basic in prop::option::of(0_usize..500),
    ) -> Township {
        Township {
            code: "990201201".parse().unwrap(),
            place: vec!["松川县".to_owned(), "云台乡".to_owned()].try_into().unwrap(),
            edition: edition.and_then(|month| Edition::of(2025, month)),
            title,
            issued: None,
            sources: vec![Source { file: "云台乡.txt".to_owned(), sha256: "00".to_owned() }],
            record,
            declared: DeclaredCounts { basic, ..DeclaredCounts::default() },
            withdrawn: withdrawn.into_iter().map(|number| DutyId { list: ListKind::Coop, number }).collect(),
            settled,
            note: "说明。".to_owned(),
            lists: Lists::default(),
        }
    }
}

proptest! {
    #[test]
    fn front_matter_is_read_back(township in township()) {
        let text = write_index(&township).unwrap();
        let index = parse_index(&text).map_err(|e| TestCaseError::fail(format!("{e:?}\n{text}")))?;
        prop_assert_eq!(&index.township, &township, "{}", text);
        let lines: Vec<&str> = text.lines().collect();
        for line in &index.settled_lines {
            prop_assert_eq!(lines[*line as usize - 1], "[[settled]]", "{}", text);
        }
        prop_assert_eq!(write_index(&index.township).unwrap(), text);
    }
}

proptest! {
    // PROPTEST_CASES=20000 for a long run by hand.
    #[test]
    fn what_is_written_is_read_back((list, duties) in list_of_duties()) {
        let markdown = write_list(list, "云台乡", &duties);
        let parsed = parse_list(list, &markdown);
        prop_assert_eq!(&parsed.problems, &[], "{}", markdown);
        prop_assert_eq!(&parsed.duties, &duties, "{}", markdown);
        prop_assert_eq!(write_list(list, "云台乡", &parsed.duties), markdown);
    }

    #[test]
    fn a_viewer_shows_the_same_text((list, duties) in list_of_duties()) {
        let markdown = write_list(list, "云台乡", &duties);
        prop_assert_eq!(shown(&markdown), expected(&duties), "{}", markdown);
    }
}

/// Blanks are layout for a viewer, and characters without a glyph are its own affair.
fn bare(text: &str) -> String {
    text.chars().filter(|c| !c.is_whitespace() && !c.is_control()).collect()
}

/// The text of sections as a CommonMark viewer shows it, item numbers counted as it counts them.
fn shown(markdown: &str) -> Vec<String> {
    let mut out = Vec::new();
    let mut in_section = false;
    let mut text = String::new();
    let mut numbers: Vec<Option<u64>> = Vec::new();
    for event in Parser::new_ext(markdown, Options::empty()) {
        match event {
            Event::Start(Tag::Heading { level, .. }) => {
                in_section = level == pulldown_cmark::HeadingLevel::H3;
                text.clear();
            }
            Event::End(TagEnd::Heading(_)) => text.clear(),
            Event::Start(Tag::List(first)) => numbers.push(first),
            Event::End(TagEnd::List(_)) => {
                numbers.pop();
            }
            Event::Start(Tag::Item) => {
                if let Some(Some(number)) = numbers.last_mut() {
                    text = format!("{number}.");
                    *number += 1;
                }
            }
            // A paragraph ends a clause; so does an item that is tight and has no paragraph of its own.
            Event::End(TagEnd::Paragraph | TagEnd::Item) => {
                if in_section && !text.is_empty() {
                    out.push(bare(&text));
                }
                text.clear();
            }
            Event::Text(t) | Event::Code(t) | Event::Html(t) | Event::InlineHtml(t) => {
                text.push_str(&t);
            }
            _ => {}
        }
    }
    out
}

fn expected(duties: &[Duty]) -> Vec<String> {
    duties
        .iter()
        .flat_map(|duty| duty.id.list.sections().iter().flat_map(move |s| &duty.section(*s).lines))
        .map(|line| bare(&line.to_string()))
        .collect()
}

#[test]
fn irregular_numbers_stay_as_printed() {
    let mut duty = Duty::new(DutyId { list: ListKind::Reclaimed, number: 1 }, 1, "甲");
    duty.method.lines = ["2. 甲", "2. 乙", "5、丙", "（一）丁", "①戊", "1.己"]
        .iter()
        .filter_map(|l| Line::clause(l))
        .collect();
    let markdown = write_list(ListKind::Reclaimed, "云台乡", std::slice::from_ref(&duty));
    let parsed = parse_list(ListKind::Reclaimed, &markdown);
    assert_eq!(parsed.duties[0].method.to_string(), "2. 甲\n2. 乙\n5、丙\n（一）丁\n①戊\n1.己");
    assert!(parsed.duties[0].method.lines.iter().all(|l| l.kind == LineKind::Clause));
}
