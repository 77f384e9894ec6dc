//! # Q0222 一栏像是没有写完 · a cell that breaks off
//!
//! 疑点。这一栏停在逗号、顿号、分号、冒号上，停在“的”“以及”“进行”这样后面必有下文的字上，停在一个部门名称上（下面没有
//! 职责），停在一个词的中间（本文件别处这几个字后面总跟着同一个字）；或者别的格都以句号结束，这一栏却没有。后面一段
//! 多半没有识别出来，请对照原文件补上。
//!
//! A warning. The cell ends with a comma, semicolon or colon, with a word that must go on, with a department's
//! name that nothing follows, or inside a word that the document elsewhere always goes on in one way; or all other
//! cells of the lists end with a full stop and this one does not.

use std::collections::HashMap;

use crate::bilingual;
use crate::check::{DutyCase, Rule, Subject, TextLine};
use crate::content::LoadedTownship;
use crate::diag::{Bilingual, Severity, Sink};
use crate::model::{Field, LineKind, Section};
use crate::text::chars::is_hanzi;
use crate::text::context::Contexts;

pub(super) const RULE: Rule = Rule {
    code: "Q0222",
    severity: Severity::Warning,
    source: include_str!("q0222_lost_end.rs"),
    check,
};

/// Words that no name and no sentence ends with. 和, 对, 与 … do, in 缓和, 核对, 参与.
const GOING_ON: &[&str] = &["的", "以及", "进行"];
/// So often the document must show how a word goes on.
const LEAST_SHOWN: usize = 2;
/// What may follow any word, so that its absence is no loss: 工作, 的, 和 …
const OPTIONAL: &[char] = &['工', '的', '和', '及', '与', '等', '情', '活'];

/// A document in which so many of a hundred cells end with a full stop ends all cells so.
const HABIT: usize = 80;
/// Fewer cells show no habit.
const LEAST_CELLS: usize = 20;

fn check(rule: &Rule, subject: &Subject<'_>, sink: &mut Sink) {
    let townships = subject.content.townships.iter();
    let habits: HashMap<_, _> = townships.map(|l| (&l.folder, Habit::of(l))).collect();
    for case in subject.duties() {
        let habit = &habits[&case.loaded.folder];
        for section in case.list.sections() {
            let Some(line) = case.section_lines(*section).last() else { continue };
            if let Some(message) = broken_off(&case, *section, &line, habit) {
                let from = line.text.char_indices().nth_back(3).map_or(0, |(at, _)| at);
                sink.push(rule.in_text(&case, &line, from..line.text.len(), message));
            }
        }
        let name = &case.duty.name;
        if goes_on(name) && !name.is_empty() {
            let end = name.chars().next_back().map_or(0, char::len_utf8);
            let part = name.len() - end..name.len();
            let message = bilingual!("名称没有写完", "the name breaks off");
            if let Some(line) = case.texts().into_iter().find(|line| line.field == Field::Name) {
                sink.push(rule.in_text(&case, &line, part, message));
            }
        }
    }
}

/// Whether a text ends with punctuation or a word that something has to follow.
fn goes_on(text: &str) -> bool {
    text.ends_with(['，', ',', '、', '；', ';', '：', ':', '（', '(', '《', '“'])
        || GOING_ON.iter().any(|word| text.ends_with(word))
}

fn broken_off(
    case: &DutyCase<'_>,
    section: Section,
    line: &TextLine,
    habit: &Habit,
) -> Option<Bilingual> {
    let last = case.duty.section(section).lines.last()?;
    if last.kind == LineKind::Label {
        // 承接部门 of a reclaimed duty may be all that is printed.
        return (section != Section::Method)
            .then(|| bilingual!("部门名称下面没有职责", "nothing follows the department's name"));
    }
    if goes_on(&line.text) {
        return Some(bilingual!(
            "话没有说完：后面的字丢了",
            "ends where it has to go on: the rest is lost"
        ));
    }
    let next = habit.words.always_behind(&line.text, LEAST_SHOWN);
    if let Some(next) = next.filter(|c| is_hanzi(*c) && !OPTIONAL.contains(c)) {
        return Some(bilingual!(
            "停在词的中间：别处后面总是“{next}”",
            "breaks off inside a word: elsewhere `{next}` always follows"
        ));
    }
    (habit.closes && !is_closed(&line.text)).then(|| {
        bilingual!(
            "没有以句号结束，而别的格都是：后面的字可能丢了",
            "has no full stop at its end as all other cells have: the rest may be lost"
        )
    })
}

fn is_closed(text: &str) -> bool {
    text.ends_with(['。', '.', '．', '！', '？', '）', ')', '”', '"', '》'])
}

/// How a township's lists end their cells and go on with their words.
struct Habit {
    /// Whether cells end with a full stop, all but a few.
    closes: bool,
    /// How the words go on that cells without a full stop end with.
    words: Contexts,
}

impl Habit {
    fn of(loaded: &LoadedTownship) -> Self {
        let lists = || loaded.township.lists.iter();
        let texts = || lists().flat_map(|(list, d)| list.sections().iter().map(|s| d.section(*s)));
        let ends: Vec<String> =
            texts().filter_map(|text| text.lines.last()).map(ToString::to_string).collect();
        let full = ends.iter().filter(|end| is_closed(end)).count();
        let open = ends.iter().map(String::as_str).filter(|end| !is_closed(end));
        let mut words = Contexts::of_tails(open);
        texts().flat_map(|text| &text.lines).for_each(|line| words.read(line.text()));
        let closes = ends.len() >= LEAST_CELLS && full * 100 >= ends.len() * HABIT;
        Self { closes, words }
    }
}
