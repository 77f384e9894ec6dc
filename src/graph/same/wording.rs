//! The wording of a name or a text as a set of features with weights, and how alike two of them are.
//!
//! Features are pairs of neighbouring characters. Words that stand in every other duty (做好, 工作, 服务) are one feature each and
//! weigh little, so that what is left, the matter, decides. The weights are fixed and not counted from the site: two duties are
//! as alike on a site of two townships as on one of a thousand, and a township that is added changes nothing between others.

use std::sync::LazyLock;

use aho_corasick::{AhoCorasick, MatchKind};

use super::places::PlaceWords;
use crate::text::chars::{fold, is_hanzi};

/// Words that say nothing of the matter.
const EMPTY: &[&str] = &[
    "做好", "开展", "负责", "工作", "管理", "组织", "加强", "落实", "推进", "实施", "进行", "履行",
    "配合", "协助", "有关", "相关", "以及", "或者", "按照", "依法", "依规", "根据", "日常", "及时",
    "完善", "健全", "强化", "深化", "推动", "促进", "抓好", "承担", "完成", "统筹", "指导", "等",
    "全面", "推行", "建立", "参与", "支持", "鼓励", "引导", "提供", "积极", "持续", "定期", "切实",
    "的", "和", "及", "与", "或", "对", "并", "在",
];

/// Words that say to whom or how, in any matter.
const COMMON: &[&str] = &[
    "建设", "服务", "保障", "保护", "行为", "活动", "设施", "制度", "机制", "政策", "人员", "单位",
    "企业", "信息", "群众", "情况", "事项", "部门", "上报", "维护", "发展", "安全", "农村", "社会",
    "公共", "隐患", "违法", "未经", "批准", "擅自", "违反", "规定", "从事", "其他", "基层", "体系",
    "任务", "责任",
];

/// Words for what is done with a matter: to register is not to punish.
const ACTS: &[&str] = &[
    "监督", "检查", "监管", "宣传", "教育", "处罚", "申请", "受理", "审核", "审批", "登记", "处理",
    "处置", "排查", "调查", "统计", "发放", "追缴", "普查", "考核", "验收", "奖励", "救助",
];

static WORDS: LazyLock<Option<AhoCorasick>> = LazyLock::new(|| {
    let words = EMPTY.iter().chain(COMMON).chain(ACTS);
    AhoCorasick::builder().match_kind(MatchKind::LeftmostLongest).build(words).ok()
});

/// A feature: its class in the highest bits, then the characters or the number of the word.
pub(super) type Feature = u64;

const PAIR: Feature = 0;
const SINGLE: Feature = 1 << 61;
const COMMON_WORD: Feature = 2 << 61;
const EMPTY_WORD: Feature = 3 << 61;
const ACT: Feature = 4 << 61;
const CLASS: Feature = 7 << 61;

/// What a feature weighs, in hundredths of a pair of characters.
fn weight(feature: Feature) -> u64 {
    match feature & CLASS {
        PAIR | ACT => 100,
        SINGLE => 50,
        COMMON_WORD => 35,
        _ => 10,
    }
}

/// The features of a name or a text, each once.
#[derive(Debug, Clone, Default, PartialEq, Eq, Hash)]
pub(super) struct Wording {
    features: Box<[Feature]>,
    weight: u64,
}

/// How alike two wordings are, in thousandths.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(super) struct Likeness {
    /// What they share, of both.
    pub(super) shared: u64,
    /// What they share, of the one that says less.
    pub(super) contained: u64,
    /// What the one that says less weighs.
    pub(super) weight: u64,
}

impl Wording {
    /// The wording of some texts of one township.
    pub(super) fn of<'a>(texts: impl IntoIterator<Item = &'a str>, places: &PlaceWords) -> Self {
        let mut features = Vec::new();
        for text in texts {
            for piece in places.pieces(text).into_iter().filter(|piece| !piece.is_place) {
                let folded: String = piece.text.chars().map(fold).collect();
                for run in folded.split(|c: char| !is_hanzi(c) && !c.is_alphanumeric()) {
                    add_run(run, &mut features);
                }
            }
        }
        features.sort_unstable();
        features.dedup();
        let weight = features.iter().map(|feature| weight(*feature)).sum();
        Self { features: features.into_boxed_slice(), weight }
    }

    /// The features by which others of its matter are found.
    pub(super) fn telling(&self) -> impl Iterator<Item = Feature> {
        let telling = |feature: &Feature| matches!(feature & CLASS, PAIR | SINGLE);
        self.features.iter().copied().filter(telling)
    }

    /// How alike two wordings are. Nothing is like nothing.
    pub(super) fn likeness(&self, other: &Self) -> Likeness {
        let less = self.weight.min(other.weight);
        if less == 0 {
            return Likeness::default();
        }
        let common = self.common(other);
        let both = self.weight + other.weight;
        Likeness { shared: 2000 * common / both, contained: 1000 * common / less, weight: less }
    }

    /// The part of this wording that stands in another, in thousandths. Nothing stands nowhere.
    pub(super) fn part_in(&self, other: &Self) -> u64 {
        (1000 * self.common(other)).checked_div(self.weight).unwrap_or(0)
    }

    /// What of two wordings is shared weighs.
    fn common(&self, other: &Self) -> u64 {
        let (mut a, mut b) = (self.features.iter().peekable(), other.features.iter().peekable());
        let mut common = 0;
        while let (Some(left), Some(right)) = (a.peek(), b.peek()) {
            match left.cmp(right) {
                std::cmp::Ordering::Less => drop(a.next()),
                std::cmp::Ordering::Greater => drop(b.next()),
                std::cmp::Ordering::Equal => {
                    common += weight(**left);
                    a.next();
                    b.next();
                }
            }
        }
        common
    }
}

/// The features of a run of characters without punctuation.
fn add_run(run: &str, features: &mut Vec<Feature>) {
    let mut rest = 0;
    for found in WORDS.iter().flat_map(|words| words.find_iter(run)) {
        add_pairs(&run[rest..found.start()], features);
        let word = found.pattern().as_usize();
        let class = match word.checked_sub(EMPTY.len()) {
            None => EMPTY_WORD,
            Some(word) if word < COMMON.len() => COMMON_WORD,
            Some(_) => ACT,
        };
        features.push(class | word as Feature);
        rest = found.end();
    }
    add_pairs(&run[rest..], features);
}

fn add_pairs(run: &str, features: &mut Vec<Feature>) {
    let mut before = None;
    for c in run.chars() {
        let c = Feature::from(u32::from(c));
        if let Some(before) = before {
            features.push(PAIR | before << 21 | c);
        }
        before = Some(c);
    }
    if let Some(only) = before.filter(|_| run.chars().nth(1).is_none()) {
        features.push(SINGLE | only);
    }
}
