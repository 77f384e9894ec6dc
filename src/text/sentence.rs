//! Who acts in a line of official Chinese: the subject of its sentences, told from bodies that are only
//! reported to, joined or asked.
//!
//! A line is read in sentences (`；` `。`) of phrases (`，`). A subject opens a phrase (`县公安局负责…`), or follows `由`.
//! Phrases that only say when or by what (`接到上报后，`) may stand before it. Where names are is given; which bodies
//! they are is not of interest here.

use std::ops::Range;

use super::name_bounds::is_joint;
use super::phrase::{Class, class_subject, ends_as_township, is_adverbial, is_role, other_member};

/// Who acts in a line. Numbers are positions in the list of names that was given.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Actors {
    /// The subject of the first sentence.
    pub opening: Opening,
    /// Subjects of what follows, in order.
    pub later: Vec<usize>,
    /// Whether bodies take part that are named only by their class or are not known (`及相关部门`).
    pub others: bool,
}

/// The subject of a line's first sentence.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub enum Opening {
    /// These names.
    Names(Vec<usize>),
    /// All departments that have been named: `上述部门`, `各部门按照职责`.
    All,
    /// Somebody who is no given name: `承保机构`, `行业主管部门`.
    Other,
    /// It has none.
    #[default]
    None,
}

/// Reads who acts in a text. `names` are where it names bodies, in bytes, in order.
pub fn read_actors(text: &str, names: &[Range<usize>]) -> Actors {
    let mut actors = Actors::default();
    let mut subjects: Vec<Vec<usize>> = Vec::new();
    for (index, sentence) in pieces(text, 0..text.len(), &['。', '；', ';']).enumerate() {
        let reader = Reader { text, names };
        let read = reader.read_sentence(sentence);
        actors.others |= read.others;
        if index == 0 {
            actors.opening = match (&read.class, read.opening.is_empty()) {
                (_, false) => Opening::Names(read.opening.clone()),
                (Some(Class::Others), true) => Opening::Other,
                (Some(_), true) => Opening::All,
                (None, true) => Opening::None,
            };
        } else {
            subjects.push(read.opening);
        }
        subjects.push(read.later);
    }
    for name in subjects.concat() {
        let known = matches!(&actors.opening, Opening::Names(own) if own.contains(&name));
        if !known && !actors.later.contains(&name) {
            actors.later.push(name);
        }
    }
    actors
}

/// The names of a text that is nothing but names and words for what follows: `县公安局职责：`, `县水利局、县民政局`.
/// None when there is more.
pub fn read_label(text: &str, names: &[Range<usize>]) -> Option<Vec<usize>> {
    let first = names.first().filter(|name| name.start == 0)?;
    let mut end = first.end;
    let mut own = vec![0];
    for (index, name) in names.iter().enumerate().skip(1) {
        if !is_joint(&text[end..name.start]) {
            break;
        }
        own.push(index);
        end = name.end;
    }
    let rest = text[end..].trim().trim_end_matches(['：', ':']);
    LABEL_TAILS.contains(&rest).then_some(own)
}

/// What may stand behind the names of a label or a heading.
const LABEL_TAILS: &[&str] = &[
    "",
    "职责",
    "的职责",
    "主要职责",
    "工作职责",
    "责任",
    "的责任",
    "工作责任",
    "职责分工",
    "分工",
    "任务",
    "工作任务",
    "负责",
    "负责以下工作",
    "主要负责",
    "承担以下职责",
    "履行以下职责",
];

/// Words that may stand before a subject in its phrase.
const OPENERS: &[&str] = &[
    "由",
    "并由",
    "再由",
    "应由",
    "可由",
    "后由",
    "统一由",
    "同时",
    "其中",
    "然后",
    "最后",
    "必要时",
];

struct Reader<'a> {
    text: &'a str,
    names: &'a [Range<usize>],
}

#[derive(Default)]
struct SentenceActors {
    opening: Vec<usize>,
    class: Option<Class>,
    later: Vec<usize>,
    others: bool,
}

/// Names that stand together, and what is behind them.
struct Group {
    names: Vec<usize>,
    others: bool,
    end: usize,
}

impl Reader<'_> {
    fn read_sentence(&self, sentence: Range<usize>) -> SentenceActors {
        let mut read = SentenceActors::default();
        // Whether all that was read so far only says when, where or about what.
        let mut only_adverbs = true;
        for phrase in pieces(self.text, sentence.clone(), &['，', ',', '：', ':']) {
            let start = self.skip_openers(&phrase);
            let words = &self.text[start..phrase.end];
            let group = self.group_at(start, phrase.end);
            let is_topic = group.as_ref().is_some_and(|group| self.is_attribute(group, phrase.end));
            if let Some(group) = group.filter(|_| !is_topic) {
                read.others |= group.others;
                let target = if only_adverbs { &mut read.opening } else { &mut read.later };
                target.extend(group.names);
                only_adverbs = false;
                self.read_agents(group.end..phrase.end, &mut read.later, &mut read.others);
                continue;
            }
            if is_role(words, &self.text[phrase.end..]) {
                continue;
            }
            if only_adverbs
                && !is_topic
                && let Some(class) = class_subject(words, &self.text[sentence.clone()])
            {
                read.others |= class != Class::All;
                read.class = Some(class);
                only_adverbs = false;
                continue;
            }
            let mut agents = Vec::new();
            let by = self.read_agents(start..phrase.end, &mut agents, &mut read.others);
            let before_agent = by.is_some_and(|at| is_topic || is_adverbial(&self.text[start..at]));
            let target =
                if only_adverbs && before_agent { &mut read.opening } else { &mut read.later };
            target.extend(agents);
            only_adverbs &= !before_agent && (is_topic || is_adverbial(words));
        }
        read
    }

    /// Behind words that may open a phrase before its subject.
    fn skip_openers(&self, phrase: &Range<usize>) -> usize {
        let mut start = phrase.start;
        while let Some(word) =
            OPENERS.iter().find(|w| self.text[start..phrase.end].starts_with(**w))
        {
            start += word.len();
        }
        start
    }

    /// The names that stand together at a place.
    fn group_at(&self, start: usize, limit: usize) -> Option<Group> {
        let first = self.names.iter().position(|n| n.start == start && n.end <= limit)?;
        let mut group = Group { names: vec![first], others: false, end: self.names[first].end };
        loop {
            let rest = &self.text[group.end..limit];
            let next =
                self.names.iter().enumerate().find(|(_, n)| n.start >= group.end && n.end <= limit);
            if let Some((index, name)) = next
                && is_joint(&self.text[group.end..name.start])
            {
                group.names.push(index);
                group.end = name.end;
            } else if let Some(len) = other_member(rest) {
                group.others |= !ends_as_township(&rest[..len]);
                group.end += len;
            } else {
                break;
            }
        }
        let rest = &self.text[group.end..limit];
        let tail = ["党组", "党委", "等部门", "等单位", "等相关部门", "等有关部门"];
        if let Some(tail) = tail.iter().find(|tail| rest.starts_with(**tail)) {
            group.others |= tail.starts_with('等');
            group.end += tail.len();
        }
        Some(group)
    }

    /// Whether a group only tells what follows apart: `县公安局移送的线索`, `县公安局的意见`.
    fn is_attribute(&self, group: &Group, limit: usize) -> bool {
        let mut behind = self.text[group.end..limit].chars();
        (0..=2).any(|_| behind.next() == Some('的'))
    }

    /// Names behind `由` inside a phrase, and where the first `由` stands.
    fn read_agents(
        &self,
        within: Range<usize>,
        agents: &mut Vec<usize>,
        others: &mut bool,
    ) -> Option<usize> {
        let mut first = None;
        for (at, by) in self.text[within.clone()].match_indices('由') {
            let at = within.start + at;
            let Some(group) = self.group_at(at + by.len(), within.end) else { continue };
            if self.is_attribute(&group, within.end) {
                continue;
            }
            first = first.or(Some(at));
            *others |= group.others;
            agents.extend(group.names);
        }
        first
    }
}

/// The parts of a range of a text between stops, without the blanks before them; none is empty.
fn pieces<'a>(
    text: &'a str,
    within: Range<usize>,
    stops: &'a [char],
) -> impl Iterator<Item = Range<usize>> + 'a {
    let mut start = within.start;
    text[within].split(stops).filter_map(move |piece| {
        let at = start + (piece.len() - piece.trim_start().len());
        let end = start + piece.len();
        // Every stop is one character; its length is read from the text.
        start = end + text[end..].chars().next().map_or(0, char::len_utf8);
        (at < end).then_some(at..end)
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    const NAMES: &[&str] = &["县公安局", "县民政局", "县水利局", "县委统战部", "县残联"];

    fn names(text: &str) -> Vec<Range<usize>> {
        let mut found: Vec<_> = NAMES
            .iter()
            .flat_map(|name| text.match_indices(name).map(|(at, name)| at..at + name.len()))
            .collect();
        found.sort_by_key(|range| range.start);
        found
    }

    fn read(text: &str) -> String {
        let names = names(text);
        let words = |own: &[usize]| {
            own.iter().map(|n| &text[names[*n].clone()]).collect::<Vec<_>>().join("+")
        };
        let actors = read_actors(text, &names);
        let opening = match &actors.opening {
            Opening::Names(own) => words(own),
            other => format!("{other:?}"),
        };
        let later = if actors.later.is_empty() {
            String::new()
        } else {
            format!(" then {}", words(&actors.later))
        };
        format!("{opening}{later}{}", if actors.others { " and others" } else { "" })
    }

    #[test]
    fn the_subject_opens_the_sentence() {
        for (text, actors) in [
            ("县公安局负责巡查。", "县公安局"),
            ("由县公安局巡查。", "县公安局"),
            ("县公安局、县民政局督促甲乙。", "县公安局+县民政局"),
            ("县公安局会同县民政局巡查。", "县公安局"),
            ("县残联联合县民政局对甲巡查。", "县残联"),
            ("县公安局接到某乡上报的线索后，及时核查。", "县公安局"),
            ("县委统战部党组研究。", "县委统战部"),
            ("县公安局和相关行业部门巡查。", "县公安局 and others"),
            ("县公安局、某乡分别归档。", "县公安局"),
            ("县公安局等部门巡查。", "县公安局 and others"),
            ("县公安局：巡查。", "县公安局"),
        ] {
            assert_eq!(read(text), actors, "{text}");
        }
    }

    #[test]
    fn phrases_on_time_and_ground_may_stand_before_it() {
        for (text, actors) in [
            ("接到上报后，县公安局核查。", "县公安局"),
            ("根据核查情况，县公安局督促整改。", "县公安局"),
            ("如属实，县公安局处理。", "县公安局"),
            ("对构成犯罪的，由县公安局立案。", "县公安局"),
            ("构成犯罪的由县公安局立案。", "县公安局"),
            ("必要时县公安局到场。", "县公安局"),
            ("县民政局提供的名单由县公安局核实。", "县公安局"),
            ("县民政局提供的名单，县公安局核实。", "县公安局"),
            ("牵头单位：县公安局；配合单位：县民政局。", "县公安局 then 县民政局"),
            ("承接部门：县公安局 工作方式：登记。", "县公安局"),
        ] {
            assert_eq!(read(text), actors, "{text}");
        }
    }

    #[test]
    fn later_sentences_add_theirs() {
        for (text, actors) in [
            ("县公安局负责甲；县民政局负责乙。", "县公安局 then 县民政局"),
            ("县公安局汇总意见后，由县公安局、县民政局考察。", "县公安局 then 县公安局+县民政局"),
            ("巡查河道，县公安局处理。", "None then 县公安局"),
            ("开展巡查；由县公安局处理。", "None then 县公安局"),
        ] {
            assert_eq!(read(text), actors, "{text}");
        }
    }

    #[test]
    fn who_is_reported_to_or_joined_does_not_act() {
        for text in [
            "会同县公安局巡查。",
            "报县民政局备案。",
            "向县民政局报告。",
            "移送县公安局处理。",
            "将材料送至县民政局。",
            "配合县公安局巡查。",
            "对接县公安局，预留名额。",
            "审核名单，报县民政局、县公安局。",
            "县公安局移送的线索，及时核查。",
            "县公安局的意见。",
        ] {
            assert_eq!(read(text), "None", "{text}");
        }
    }

    #[test]
    fn classes_are_all_or_others() {
        for (text, actors) in [
            ("上述部门加强巡查。", "All"),
            ("各部门依据各自职责巡查。", "All"),
            ("各相关部门按照职责分工巡查。", "All and others"),
            ("各相关部门加强巡查。", "Other and others"),
            ("各行业主管部门依据各自职责巡查。", "Other and others"),
            ("各推荐单位提出名单，报县委统战部。", "Other and others"),
            ("承保机构将材料送县民政局。", "Other and others"),
            ("某县林业站负责巡查。", "Other and others"),
            ("平沙县林业局负责巡查。", "Other and others"),
            ("督促施工单位巡查。", "None"),
            ("组织相关部门巡查。", "None"),
        ] {
            assert_eq!(read(text), actors, "{text}");
        }
    }

    #[test]
    fn a_label_is_names_and_nothing_more() {
        let label = |text: &str| read_label(text, &names(text)).map(|own| own.len());
        assert_eq!(label("县公安局职责"), Some(1));
        assert_eq!(label("县公安局、县民政局："), Some(2));
        assert_eq!(label("县公安局负责巡查"), None);
        assert_eq!(label("巡查工作"), None);
    }
}
