//! # Q0204 去掉了字间的空白 · a blank inside a word was taken out
//!
//! 提示。原文件的这一格里，汉字之间有空白（多半是窄栏换行留下的），导入时去掉了。汉字之间的空白不表示任何
//! 意思，去掉是确定的；原样保存在 provenance.json 里。若空白处原来应有标点，请对照原文补上。
//!
//! A note. Blanks between Chinese characters, mostly left by a wrapped narrow column, were taken out.
//! The cell as it stood is in `provenance.json`.

use crate::bilingual;
use crate::check::{EXCERPT_WIDTH, Rule, Subject};
use crate::diag::{Excerpt, Severity, Sink};
use crate::import::read_cell;
use crate::model::{Breaks, Field};
use crate::text::chars::is_hanzi;

pub(super) const RULE: Rule = Rule {
    code: "Q0204",
    severity: Severity::Info,
    source: include_str!("q0204_blank_removed.rs"),
    check,
};

fn check(rule: &Rule, subject: &Subject<'_>, sink: &mut Sink) {
    for case in subject.duties() {
        for field in [Field::Category, Field::Name, Field::Departments] {
            let Some(source) = case.source else { continue };
            let Some(cell) = source.cell(field) else { continue };
            // The edge of a column is no blank where the document shows it to be one.
            let joint = match source.breaks(field) {
                Breaks::Hard => " ",
                Breaks::Wrapped => "",
            };
            let lines = read_cell(cell).lines;
            let text = lines.iter().map(|l| l.text.trim()).collect::<Vec<_>>().join(joint);
            let Some(at) = blank_in_word(&text) else { continue };
            let blank = text[at..].chars().next().map_or(1, char::len_utf8);
            let excerpt = Excerpt::around(&text, at, at + blank, EXCERPT_WIDTH);
            let title = field.title();
            let finding = rule.finding(
                case.at(field),
                bilingual!("{title}：去掉了字间的空白", "a blank inside a word was taken out"),
            );
            sink.push(finding.with_source(excerpt, case.origin()));
        }
    }
}

/// The first blank between two hanzi.
fn blank_in_word(text: &str) -> Option<usize> {
    let mut before: Option<char> = None;
    let mut blank: Option<usize> = None;
    for (at, c) in text.char_indices() {
        if c.is_whitespace() {
            blank = blank.or(Some(at));
            continue;
        }
        if let (Some(at), Some(before)) = (blank, before)
            && is_hanzi(before)
            && is_hanzi(c)
        {
            return Some(at);
        }
        before = Some(c);
        blank = None;
    }
    None
}
