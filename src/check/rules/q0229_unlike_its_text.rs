//! # Q0229 名称的字句在全文里都没有 · a name unlike the text it stands over
//!
//! 疑点。名称一般会用正文里的词。这个配合履职事项的名称里相邻的字，在正文里几乎都没有这样连着出现过，多半是窄栏竖着读了，
//! 字都在，次序全乱；按某个行宽重排以后多数能在正文里找到的，建议里列出重排的结果。类别一格还缺了字的，接连三处这样就
//! 提示。请对照原文件重新录入名称。
//!
//! A warning. Names use the words of their text. Hardly any two neighbouring characters of this 配合履职 name stand
//! together there: the narrow cell was read down its columns. The hint has the name put back along its lines, where
//! that gives words of the text. Where the category of the row was cut too, three such pairs in a row are enough.

use crate::bilingual;
use crate::check::{DutyCase, Rule, Subject, duties_of};
use crate::content::LoadedTownship;
use crate::diag::{Severity, Sink};
use crate::model::{Field, ListKind, MarkKind};
use crate::text::chars::is_hanzi;
use crate::text::ocr::{WIDTHS, along_lines};

pub(super) const RULE: Rule = Rule {
    code: "Q0229",
    severity: Severity::Warning,
    source: include_str!("q0229_unlike_its_text.rs"),
    check,
};

/// A text with fewer different pairs does not show what words there are.
const LEAST_TEXT: usize = 4000;
/// A shorter name may have words of its own.
const LEAST_PAIRS: usize = 8;
/// Of a hundred pairs so many are in the text at most as the name stands, and at least put back.
const MOST_NOW: usize = 40;
const LEAST_THEN: usize = 70;
/// Pairs in a row that are nowhere, where the row has another sign of damage.
const LEAST_RUN: usize = 3;

fn check(rule: &Rule, subject: &Subject<'_>, sink: &mut Sink) {
    for loaded in &subject.content.townships {
        let known = text_pairs(loaded);
        for case in duties_of(loaded).filter(|case| case.list == ListKind::Coop) {
            let name = &case.duty.name;
            let right = put_along_lines(name, &known);
            if right.is_none() && !is_unlike(&case, &known) {
                continue;
            }
            let message = bilingual!(
                "名称的字句在正文里都没有：可能是串行了",
                "the name has no word of the text: its characters may be mixed up"
            );
            let finding = rule.in_name(&case, Field::Name, name, message);
            sink.push(match right {
                Some(right) => {
                    finding.hint(bilingual!("重排可能是：{right}", "put back it may be: {right}"))
                }
                None => finding,
            });
        }
    }
}

/// Whether nearly no pair of a name is in the text, in a document with text enough to tell.
fn is_unlike(case: &DutyCase<'_>, known: &[(char, char)]) -> bool {
    let unknown: Vec<bool> =
        pairs(&case.duty.name).map(|pair| known.binary_search(&pair).is_err()).collect();
    let count = unknown.iter().filter(|unknown| **unknown).count();
    let run = unknown.chunk_by(|a, b| a == b).filter(|c| c[0]).map(<[bool]>::len).max();
    let cut = case.source.is_some_and(|source| {
        source.marks.iter().any(|mark| mark.kind == MarkKind::CategoryCompleted)
    });
    let unlike = unknown.len() >= LEAST_PAIRS && count * 10 >= unknown.len() * 7;
    known.len() >= LEAST_TEXT && (unlike || (cut && run >= Some(LEAST_RUN)))
}

/// The name put back along lines of some width, when most of its pairs are words of the text then and
/// hardly any are now.
fn put_along_lines(name: &str, known: &[(char, char)]) -> Option<String> {
    let share = |text: &str| {
        let all = pairs(text).count();
        let found = pairs(text).filter(|pair| known.binary_search(pair).is_ok()).count();
        if all < LEAST_PAIRS { None } else { Some(found * 100 / all) }
    };
    if share(name)? > MOST_NOW {
        return None;
    }
    let chars: Vec<char> = name.chars().filter(|c| !c.is_whitespace()).collect();
    let widths = WIDTHS.map(|width| along_lines(&chars, width));
    let best = widths.max_by_key(|text| share(text))?;
    (share(&best)? >= LEAST_THEN).then_some(best)
}

/// All different pairs of neighbouring hanzi in the text of the lists, sorted.
fn text_pairs(loaded: &LoadedTownship) -> Vec<(char, char)> {
    let lists = &loaded.township.lists;
    let lines = lists.iter().flat_map(|(list, duty)| {
        list.sections().iter().flat_map(|section| &duty.section(*section).lines)
    });
    let mut all: Vec<(char, char)> = lines.flat_map(|line| pairs(line.text())).collect();
    all.sort_unstable();
    all.dedup();
    all
}

fn pairs(text: &str) -> impl Iterator<Item = (char, char)> {
    let both = text.chars().zip(text.chars().skip(1));
    both.filter(|(a, b)| is_hanzi(*a) && is_hanzi(*b))
}
