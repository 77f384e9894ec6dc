//! # Q0221 一栏像是从半中间开始的 · a cell that begins in its middle
//!
//! 疑点。这一栏开头是逗号、顿号或句号；名称从一个词的中间开始（正文里这几个字前面总有同一个字）；或者后面的文字都归在
//! “某局：”下面，开头几条却没有归属。前面一段多半没有识别出来。（编号不从 1 起，见 Q0205。）请对照原文件补上。
//!
//! A warning. The cell begins with a comma or stop; or the name begins inside a word (in the text one character
//! always stands before it); or the first clauses stand before the first department's label while all others
//! stand under one: what was before them is lost.

use std::collections::HashMap;

use crate::bilingual;
use crate::check::{DutyCase, Rule, Subject, TextLine};
use crate::content::LoadedTownship;
use crate::diag::{Severity, Sink};
use crate::model::{Field, LineKind, ListKind, Section};
use crate::text::chars::is_hanzi;
use crate::text::context::Contexts;
use crate::text::numbering::{MarkerKind, split_marker};

pub(super) const RULE: Rule = Rule {
    code: "Q0221",
    severity: Severity::Warning,
    source: include_str!("q0221_lost_head.rs"),
    check,
};

/// So often the lists must show what stands before a word.
const LEAST_SHOWN: usize = 5;
/// What may stand before any word.
const OPTIONAL: &[char] = &['和', '及', '与', '的', '等', '对', '展', '好', '责', '强'];

fn check(rule: &Rule, subject: &Subject<'_>, sink: &mut Sink) {
    let townships = subject.content.townships.iter();
    let words: HashMap<_, _> = townships.map(|l| (&l.folder, before_names(l))).collect();
    for case in subject.duties() {
        let begins_with_stop = |line: &TextLine| {
            line.text.starts_with(['，', ',', '、', '；', ';', '。', '）', '》', '”'])
        };
        for line in case.texts().iter().filter(|line| line.is_first() && begins_with_stop(line)) {
            let end = line.text.chars().next().map_or(0, char::len_utf8);
            let message =
                bilingual!("开头是标点：前面的字丢了", "begins with punctuation: its head is lost");
            sink.push(rule.in_text(&case, line, 0..end, message));
        }
        let before = words[&case.loaded.folder].always_before(&case.duty.name, LEAST_SHOWN);
        if case.list == ListKind::Coop
            && let Some(before) = before.filter(|c| is_hanzi(*c) && !OPTIONAL.contains(c))
        {
            let message = bilingual!(
                "名称从词的中间开始：正文里前面总是“{before}”",
                "the name begins inside a word: in the text `{before}` always stands before it"
            );
            sink.push(rule.in_name(&case, Field::Name, &case.duty.name, message));
        }
        if let Some(line) = unlabelled_head(&case) {
            let message = bilingual!(
                "后面都分部门写，开头这一条却没有部门：前面的字可能丢了",
                "all that follows stands under departments and this does not: a label may be lost"
            );
            sink.push(rule.in_text(&case, &line, 0..line.text.len(), message));
        }
    }
}

/// The first line of 上级部门职责, when several departments share the duty, others are labelled and
/// this is no heading over them all.
fn unlabelled_head(case: &DutyCase<'_>) -> Option<TextLine> {
    let text = case.duty.section(Section::Upper);
    let first = text.lines.first()?;
    let heading = split_marker(first.marker())
        .is_some_and(|(m, _)| matches!(m.kind, MarkerKind::Chinese | MarkerKind::ChineseParen))
        || first.text().ends_with(['：', ':']);
    let labels = text.labels().count();
    if first.kind == LineKind::Label || heading || labels == 0 {
        return None;
    }
    case.section_lines(Section::Upper).next()
}

/// What the text of a township's lists has before the words that names begin with.
fn before_names(loaded: &LoadedTownship) -> Contexts {
    let lists = &loaded.township.lists;
    let names = lists.get(ListKind::Coop).iter().map(|duty| duty.name.as_str());
    let mut words = Contexts::of_heads(names);
    for (list, duty) in lists.iter() {
        let lines = list.sections().iter().flat_map(|s| &duty.section(*s).lines);
        lines.for_each(|line| words.read(line.text()));
    }
    words
}
