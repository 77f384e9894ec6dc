//! # Q0229 名称的字句在全文里都没有 · a name unlike the text it stands over
//!
//! 疑点。配合履职事项的名称里相邻的字，在三份清单的正文里几乎都没有这样连着出现过。名称一般会用正文里的词；一个都
//! 不用的，多半是窄栏竖着读了，字都在，次序全乱。类别一格还缺了字的，接连三处这样就提示。请对照原文件重新录入名称。
//!
//! A warning. Hardly any two neighbouring characters of a 配合履职 duty's name stand together anywhere in the text
//! of the lists, while names use the words of their text: the narrow cell was read down its columns. Where the
//! category of the row was cut too, three such pairs in a row are enough.

use crate::bilingual;
use crate::check::{Rule, Subject, duties_of};
use crate::content::LoadedTownship;
use crate::diag::{Severity, Sink};
use crate::model::{Field, ListKind, MarkKind};
use crate::text::chars::is_hanzi;

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
/// Pairs in a row that are nowhere, where the row has another sign of damage.
const LEAST_RUN: usize = 3;

fn check(rule: &Rule, subject: &Subject<'_>, sink: &mut Sink) {
    for loaded in &subject.content.townships {
        let known = text_pairs(loaded);
        if known.len() < LEAST_TEXT {
            continue;
        }
        for case in duties_of(loaded).filter(|case| case.list == ListKind::Coop) {
            let unknown: Vec<bool> =
                pairs(&case.duty.name).map(|pair| known.binary_search(&pair).is_err()).collect();
            let count = unknown.iter().filter(|unknown| **unknown).count();
            let run = unknown.chunk_by(|a, b| a == b).filter(|c| c[0]).map(<[bool]>::len).max();
            let cut = case.source.is_some_and(|source| {
                source.marks.iter().any(|mark| mark.kind == MarkKind::CategoryCompleted)
            });
            let unlike = unknown.len() >= LEAST_PAIRS && count * 10 >= unknown.len() * 7;
            if unlike || (cut && run >= Some(LEAST_RUN)) {
                let message = bilingual!(
                    "名称的字句在正文里都没有：可能是串行了",
                    "the name has no word of the text: its characters may be mixed up"
                );
                sink.push(rule.in_name(&case, Field::Name, &case.duty.name, message));
            }
        }
    }
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
