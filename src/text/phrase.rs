//! What a phrase of an official sentence is: when or by what something is done, a class of bodies
//! (`各行业主管部门`), somebody who is no given name.
//!
//! How phrases make a sentence is `sentence`'s.

use super::bodies::{has_body_ending, has_plain_ending};
use super::chars::is_hanzi;
use super::name_bounds::begins_with_verb;

/// Words that a colon follows before who has the part: `牵头单位：县公安局`.
const ROLES: &[&str] = &["牵头", "责任", "主管", "主责", "承接", "配合", "协助", "参与", "实施"];

/// Whether a phrase only says which part those behind the colon have.
pub(super) fn is_role(phrase: &str, behind: &str) -> bool {
    let part = CLASS_NOUNS.iter().find_map(|noun| phrase.strip_suffix(noun));
    behind.starts_with(['：', ':']) && part.is_some_and(|part| ROLES.contains(&part))
}

/// Heads of phrases that say when, by what or on what condition.
const ADVERB_HEADS: &[&str] = &[
    "根据",
    "按照",
    "依据",
    "依照",
    "接到",
    "接",
    "收到",
    "如",
    "若",
    "当",
    "经",
    "遇",
    "凡",
    "针对",
    "涉及",
    "除",
    "因",
    "为了",
    "为加强",
    "为确保",
    "为做好",
    "为进一步",
    "结合",
    "围绕",
    "依托",
    "属于",
    "构成",
    "涉嫌",
    "发生",
    "需要",
    "按",
];
/// Ends of such phrases.
const ADVERB_ENDS: &[&str] = &[
    "后",
    "时",
    "前",
    "的",
    "以后",
    "之后",
    "期间",
    "情况下",
    "过程中",
    "基础上",
    "之日起",
    "日内",
    "内",
    "属实",
    "阶段",
    "方面",
];
/// Words that make a predicate of a phrase whatever its head: `根据线索对案件进行调查`.
const PREDICATES: &[&str] = &["进行", "予以", "给予", "开展", "加以", "作出", "做好"];

/// Whether a phrase only says when, where, by what or about what the sentence is.
pub(super) fn is_adverbial(phrase: &str) -> bool {
    let phrase = phrase.trim_end();
    if phrase.is_empty() || ADVERB_ENDS.iter().any(|end| phrase.ends_with(end)) {
        return true;
    }
    let whole_class = (phrase.starts_with('在') || phrase.starts_with('从'))
        && phrase.ends_with(['中', '下', '上']);
    let head = ADVERB_HEADS.iter().any(|head| phrase.starts_with(head));
    whole_class || (head && !PREDICATES.iter().any(|word| phrase.contains(word)))
}

/// A subject that is no given name.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Class {
    /// All departments of the duty: `上述部门`.
    All,
    /// They, and perhaps others: `各有关部门按照各自职责`.
    AllAndOthers,
    /// Others: `行业主管部门`, `承保机构`.
    Others,
}

/// Words before 部门 or 单位 that make a class of it.
const CLASS_WORDS: &[&str] = &[
    "上述", "以上", "前述", "各级", "各", "有关", "相关", "职能", "责任", "牵头", "行业", "主管",
    "监管", "成员", "县级", "县直", "市级", "市直", "区级", "区直", "旗直", "其他", "其它", "涉灾",
    "推荐", "承保", "上级", "业务", "行政", "执法", "施工", "建设", "本级", "所有", "承接",
];
/// What a class of bodies is called.
const CLASS_NOUNS: &[&str] = &["部门", "单位", "机构"];
/// Words that say who is not a department.
const POINTING: &[&str] =
    &["上述", "以上", "前述", "各部门", "各责任部门", "各牵头部门", "各承接部门"];
/// With a word on their own tasks, these too are the departments of the duty.
const BY_TASK: &[&str] =
    &["各有关部门", "各相关部门", "各职能部门", "各业务部门", "相关部门", "有关部门"];

/// The subject of a phrase when it is a class of bodies or a body that is not known.
///
/// `上述部门` and `各部门` are all departments of the duty. `各有关部门` are too when the sentence speaks of their own
/// tasks (`按照各自职责`), but perhaps not they alone. 行业主管部门 and 成员单位 are others.
pub(super) fn class_subject(phrase: &str, sentence: &str) -> Option<Class> {
    let len = class_len(phrase);
    if let Some(len) = len {
        let class = &phrase[..len];
        if POINTING.iter().any(|word| class.starts_with(word)) && !class.contains("行业") {
            return Some(Class::All);
        }
        if BY_TASK.contains(&class) && sentence.contains("职责") {
            return Some(Class::AllAndOthers);
        }
        return Some(Class::Others);
    }
    is_other_body(phrase).then_some(Class::Others)
}

/// The length of a class of bodies at the head of a phrase: `各行业主管部门`.
fn class_len(phrase: &str) -> Option<usize> {
    let mut rest = phrase;
    while let Some(word) = CLASS_WORDS.iter().find(|word| rest.starts_with(**word)) {
        rest = &rest[word.len()..];
    }
    let noun = CLASS_NOUNS.iter().find(|noun| rest.starts_with(**noun))?;
    (rest.len() < phrase.len()).then_some(phrase.len() - rest.len() + noun.len())
}

/// Endings of others that act: a body that is not known, an office, a company, the township.
const OTHER_ENDINGS: &[&str] = &[
    "部门",
    "单位",
    "机构",
    "公司",
    "企业",
    "银行",
    "学校",
    "医院",
    "人民政府",
    "乡政府",
    "镇政府",
    "街道",
    "厅",
    "站",
    "中心",
    "大队",
    "派出所",
    "申请人",
    "当事人",
    "小组",
    "管委会",
    "居委会",
    "村委会",
];
/// Verbs that make an object of what ends a phrase: `日常监管督促企业`.
const ACTING_ON: &[&str] = &[
    "督促", "指导", "组织", "协调", "监督", "要求", "通知", "安排", "负责", "对", "向", "会同",
    "联合", "针对",
];
/// What is longer is no name.
const OTHER_CHARS: usize = 18;

/// Whether a phrase opens with somebody: a noun with an ending of bodies, and no verb before it.
fn is_other_body(phrase: &str) -> bool {
    if begins_with_verb(phrase) {
        return false;
    }
    let run: Vec<usize> = phrase
        .char_indices()
        .take_while(|(_, c)| is_hanzi(*c))
        .take(OTHER_CHARS)
        .map(|(at, c)| at + c.len_utf8())
        .collect();
    run.iter().any(|end| {
        let head = &phrase[..*end];
        let noun = OTHER_ENDINGS.iter().any(|e| head.ends_with(e) && head != *e);
        let acts_on = ACTING_ON.iter().any(|verb| head.contains(verb));
        let named = has_plain_ending(head) || (noun && !acts_on);
        named && begins_with_verb(&phrase[*end..])
    })
}

/// The length of a further member of a group that is no given name, with the joint before it: `和相关行业部门`, `、某乡`.
pub(super) fn other_member(rest: &str) -> Option<usize> {
    let joint =
        ["、", "以及", "和", "与", "及", "或"].iter().find(|joint| rest.starts_with(**joint))?;
    let item = &rest[joint.len()..];
    let ends = item.char_indices().take_while(|(_, c)| is_hanzi(*c)).take(OTHER_CHARS);
    let mut ends = ends.map(|(at, c)| at + c.len_utf8());
    ends.find(|end| {
        let (head, behind) = item.split_at(*end);
        let whole = has_body_ending(head)
            || ends_as_township(head)
            || CLASS_NOUNS.iter().any(|n| head.ends_with(n));
        let next = behind.is_empty() || behind.starts_with(['、', '和', '与', '及']);
        whole && head.chars().count() >= 2 && (next || begins_with_verb(behind))
    })
    .map(|end| joint.len() + end)
}

pub(super) fn ends_as_township(name: &str) -> bool {
    name.ends_with(['乡', '镇', '村']) || name.ends_with("街道")
}
