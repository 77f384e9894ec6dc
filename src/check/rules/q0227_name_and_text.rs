//! # Q0227 名称与正文用字不同 · the name is spelt differently in its own text
//!
//! 疑点。事项名称的一段在正文里原样出现，只有中间几个字不同，字数一样：多半是认错了字。请对照原文件改正。
//!
//! A warning. A part of the name stands in the duty's own text, but for a few characters in its middle,
//! as many of them: those were misread, in one place or the other.

use crate::bilingual;
use crate::check::{DutyCase, Rule, Subject};
use crate::diag::{Severity, Sink};
use crate::model::Field;
use crate::text::chars::is_hanzi;

pub(super) const RULE: Rule = Rule {
    code: "Q0227",
    severity: Severity::Warning,
    source: include_str!("q0227_name_and_text.rs"),
    check,
};

/// Equal characters that must stand before the difference, and behind it.
const BEFORE: usize = 4;
const BEHIND: usize = 2;
/// More characters in a row are another wording, not misread ones.
const MOST_WRONG: usize = 4;
/// Longer names and texts are compared as far as this: no duty has more.
const MOST_CHARS: usize = 300;
const MOST_TEXT: usize = 20_000;

fn check(rule: &Rule, subject: &Subject<'_>, sink: &mut Sink) {
    for case in subject.duties() {
        let Some((here, there)) = difference(&case) else { continue };
        let Some(line) = case.texts().into_iter().find(|line| line.field == Field::Name) else {
            continue;
        };
        let Some(at) = line.text.find(&here) else { continue };
        let part = at..at + here.len();
        let message = bilingual!(
            "名称里是“{here}”，正文里是“{there}”",
            "`{here}` in the name, `{there}` in the text"
        );
        sink.push(rule.in_text(&case, &line, part, message));
    }
}

/// The characters of the name that its own text has otherwise, and those of the text.
fn difference(case: &DutyCase<'_>) -> Option<(String, String)> {
    let name = hanzi(&case.duty.name, MOST_CHARS);
    let sections = case.list.sections().iter();
    let text: String = sections.map(|s| case.duty.section(*s).to_string()).collect();
    let text = hanzi(&text, MOST_TEXT);
    for start in 0..name.len().saturating_sub(BEFORE + BEHIND) {
        let head = &name[start..start + BEFORE];
        for at in (0..text.len()).filter(|at| text[*at..].starts_with(head)) {
            let (n, t) = (&name[start + BEFORE..], &text[at + BEFORE..]);
            if let Some(wrong) = differing(n, t) {
                let (here, there): (String, String) =
                    (n[..wrong].iter().collect(), t[..wrong].iter().collect());
                if !is_used(case, &name[start + BEFORE - 1..=start + BEFORE + wrong]) {
                    return Some((here, there));
                }
            }
        }
    }
    None
}

/// How many characters differ before both go on alike.
fn differing(name: &[char], text: &[char]) -> Option<usize> {
    (1..=MOST_WRONG).find(|wrong| {
        let (Some(n), Some(t)) = (name.get(..wrong + BEHIND), text.get(..wrong + BEHIND)) else {
            return false;
        };
        n[0] != t[0] && n[wrong - 1] != t[wrong - 1] && n[*wrong..] == t[*wrong..]
    })
}

/// Whether any two of the characters stand together elsewhere in the document: then they are words,
/// and the name is worded otherwise, not misread.
fn is_used(case: &DutyCase<'_>, part: &[char]) -> bool {
    let pairs: Vec<String> = part.windows(2).map(String::from_iter).collect();
    let has = |text: &str| pairs.iter().any(|pair| text.contains(pair));
    case.loaded.township.lists.iter().any(|(list, duty)| {
        let other = duty.id != case.duty.id && has(&duty.name);
        let mut lines = list.sections().iter().flat_map(|s| &duty.section(*s).lines);
        other || lines.any(|line| has(line.text()))
    })
}

fn hanzi(text: &str, most: usize) -> Vec<char> {
    text.chars().filter(|c| is_hanzi(*c)).take(most).collect()
}
