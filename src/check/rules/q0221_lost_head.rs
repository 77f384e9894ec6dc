//! # Q0221 一栏像是从半中间开始的 · a cell that begins in its middle
//!
//! 疑点。这一栏开头是逗号、顿号或句号；名称从一个词的中间开始（正文里这几个字前面总有同一个字）；或者后面的文字都归在
//! “某局：”下面，开头几条却没有归属。前面一段多半没有识别出来。（编号不从 1 起，见 Q0205。）请对照原文件补上。
//!
//! A warning. The cell begins with a comma or stop; or the name begins inside a word (in the text one character
//! always stands before it); or the first clauses stand before the first department's label while all others
//! stand under one: what was before them is lost.

use crate::bilingual;
use crate::check::{DutyCase, Rule, Subject, TextLine};
use crate::diag::{Severity, Sink};
use crate::model::{Field, Line, LineKind, ListKind, Section};
use crate::text::chars::is_hanzi;
use crate::text::numbering::{MarkerKind, split_marker};

pub(super) const RULE: Rule = Rule {
    code: "Q0221",
    severity: Severity::Warning,
    source: include_str!("q0221_lost_head.rs"),
    check,
};

/// So often the lists must show what stands before a word.
const LEAST_SHOWN: usize = 3;
/// What may stand before any word.
const OPTIONAL: &[char] = &['和', '及', '与', '的', '等', '对', '展', '好', '责', '强'];

fn check(rule: &Rule, subject: &Subject<'_>, sink: &mut Sink) {
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
        if case.list == ListKind::Coop
            && let Some(before) = char_before(&case)
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

/// The character that always stands before the first three of the name where the lists have them.
fn char_before(case: &DutyCase<'_>) -> Option<char> {
    let name = &case.duty.name;
    let end = name.char_indices().nth(3).map(|(at, _)| at)?;
    let head = name[..end].chars().all(is_hanzi).then_some(&name[..end])?;
    let mut shown = 0;
    let mut before = None;
    for (list, duty) in case.loaded.township.lists.iter() {
        let lines = list.sections().iter().flat_map(|s| &duty.section(*s).lines);
        let own = (duty.id != case.duty.id).then_some(duty.name.as_str());
        for text in lines.map(Line::text).chain(own) {
            for (at, _) in text.match_indices(head) {
                let c = text[..at].chars().next_back()?;
                if !is_hanzi(c) || before.is_some_and(|before| before != c) {
                    return None;
                }
                before = Some(c);
                shown += 1;
            }
        }
    }
    before.filter(|c| shown >= LEAST_SHOWN && !OPTIONAL.contains(c))
}
