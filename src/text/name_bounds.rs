//! Where the name of a body may begin and end in running text: `由县公安局处理` holds `县公安局`, `邻县公安局` and
//! `县公安局长` do not.
//!
//! Chinese has no blanks between words, so both neighbours of a name decide. In front only words of a closed class
//! (prepositions, verbs that take a body) are trusted; behind, what makes another name of it is refused.

use super::bodies::has_body_ending;
use super::chars::is_hanzi;

/// How much of a body's name is printed.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum NameForm {
    /// With the name of its county: `槐川县公安局`.
    Full,
    /// With the level for its county: `县公安局`, which `邻县公安局` holds too.
    Level,
    /// Without both: `公安局`, the end of a hundred other names.
    Bare,
}

/// Words that may stand directly before a name. None of them ends the name of a county.
const INTRODUCING: &[&str] = &[
    "由", "向", "报", "给", "至", "到", "经", "请", "被", "对", "将", "把", "在", "从", "为", "按",
    "据", "归口", "划归", "送", "后", "时", "并", "还", "以及", "会同", "协同", "配合", "协助",
    "联合", "通知", "督促", "对接", "移交", "转交", "提交", "递交", "上交", "交由", "指导", "委托",
    "协调", "组织", "邀请", "参加", "征求", "告知", "通报", "接受", "按照", "依照", "根据", "依据",
    "通过", "服从", "落实", "提供", "反馈", "晋升", "升级", "依托", "隶属", "属于", "负责", "接到",
    "收到", "联系", "支持", "帮助", "敦促", "督导", "要求", "提请", "呈送", "抄送", "报告", "上缴",
    "发放", "针对", "到达", "送达", "传达", "往",
];

/// Words that join names. They end names of counties too (`政和县`, `大同县`), so what is before them counts.
const JOINING: &[&str] = &["以及", "或者", "和", "与", "及", "或", "同"];

/// Bare names that only a county has: a township has no 局, but its own 妇联, 武装部 and 人大.
const COUNTY_ENDINGS: &[&str] = &["局", "委员会", "法院", "检察院"];

/// Whether a gap between two names only joins them: `县民政局、公安局`, `县委统战部和政协`.
pub fn is_joint(gap: &str) -> bool {
    let gap = gap.strip_prefix("党组").or_else(|| gap.strip_prefix("党委")).unwrap_or(gap);
    gap == "、" || JOINING.contains(&gap)
}

/// Whether a name may begin behind a text. `joined` is whether only a joint ([`is_joint`]) parts it from a name
/// before it.
pub fn may_begin(before: &str, name: &str, form: NameForm, joined: bool) -> bool {
    let before = before.trim_end();
    match form {
        NameForm::Full => true,
        _ if joined => true,
        NameForm::Level => begins_word(before),
        NameForm::Bare => {
            let own = COUNTY_ENDINGS.iter().any(|e| name.ends_with(e)) && name.chars().count() > 2;
            own && !before.ends_with('、') && begins_word(before) && !follows_joining(before)
        }
    }
}

fn begins_word(before: &str) -> bool {
    let Some(last) = before.chars().next_back() else { return true };
    if last.is_alphanumeric() && !is_hanzi(last) {
        return false;
    }
    !is_hanzi(last)
        || INTRODUCING.iter().any(|word| before.ends_with(word))
        || before.ends_with(['与', '及'])
        || follows_joining(before)
}

/// Whether a text ends with a joining word behind a stop or behind something that ends as bodies do.
fn follows_joining(before: &str) -> bool {
    JOINING.iter().any(|word| {
        before.strip_suffix(word).is_some_and(|head| {
            let stop = head.chars().next_back().is_none_or(|c| !is_hanzi(c));
            stop || has_body_ending(head) || head.ends_with(['乡', '镇', '村'])
        })
    })
}

/// What makes another name of the name before it: posts, parts of the body, its members.
const CONTINUING: &[&str] = &[
    "长", "副", "门", "合会", "代表", "委员", "常委", "主席", "机关", "干部", "职工", "人员",
    "领导", "下属", "直属", "系统", "交警", "民警", "大队", "支队", "中队", "分局", "窗口", "官网",
    "网站", "门户", "平台", "党员", "局长", "部长", "主任", "书记", "院长", "队", "站", "所长",
    "科室", "科长", "室", "处", "中心", "员", "级", "局", "部", "机构", "会议", "会员", "大楼",
    "大厅", "派驻", "派出", "下设", "内设", "专干", "专员", "办公", "公众",
];
/// Words that begin like one of [`CONTINUING`].
const VERBS_LIKE_PARTS: &[&str] =
    &["处理", "处置", "处罚", "处以", "长期", "长效", "部署", "派驻执", "派出执"];

/// Endings of parts of a body, which may stand some characters behind its name: `县公安局东关派出所`.
const PARTS: &[&str] = &[
    "大队",
    "支队",
    "中队",
    "派出所",
    "分局",
    "中心",
    "推广站",
    "管理站",
    "工作站",
    "服务站",
    "救助站",
    "监管所",
    "管理所",
    "管理处",
    "幼儿园",
    "学校",
    "医院",
    "福利院",
    "办公室",
    "科长",
    "局长",
];
/// Characters that are looked at for the end of a part.
const PART_CHARS: usize = 8;

/// Whether a name may end before a text.
pub fn may_end(behind: &str) -> bool {
    if !behind.starts_with(is_hanzi) || VERBS_LIKE_PARTS.iter().any(|w| behind.starts_with(w)) {
        return true;
    }
    if behind.starts_with("负责人") || CONTINUING.iter().any(|word| behind.starts_with(word)) {
        return false;
    }
    let run = behind.char_indices().take_while(|(_, c)| is_hanzi(*c)).take(PART_CHARS).last();
    let run = run.map_or("", |(at, c)| &behind[..at + c.len_utf8()]);
    begins_with_verb(behind) || !PARTS.iter().any(|part| run.contains(part))
}

/// Words that a predicate begins with: prepositions, adverbs and the verbs of official texts.
const VERBS: &[&str] = &[
    "对", "针对", "将", "把", "向", "在", "为", "按", "依", "由", "与", "和", "及", "或", "经",
    "应", "要", "可", "须", "需", "不", "并", "报", "的", "以", "从", "给", "是", "等", "会同",
    "负责", "督促", "指导", "组织", "协调", "统筹", "制定", "开展", "做好", "加强", "根据", "接到",
    "收到", "发现", "联合", "协助", "配合", "牵头", "监督", "检查", "安排", "通知", "审核", "审批",
    "核实", "核查", "查处", "受理", "推进", "落实", "完成", "建立", "健全", "完善", "编制", "实施",
    "执行", "宣传", "汇总", "定期", "及时", "积极", "具体", "承担", "参与", "提供", "提出", "提交",
    "强化", "持续", "发挥", "立即", "统一", "共同", "进行", "处理", "处置", "备案", "登记", "申请",
    "申领", "申报", "公示", "下发", "下达", "印发", "发放", "拨付", "反馈", "移交", "移送", "转交",
    "上报", "报送", "推送", "推广", "推动", "确定", "确保", "采取", "采购", "聘请", "邀请", "委托",
    "督导", "巡查", "排查", "整治", "整改", "维护", "管理", "保障", "支持", "引导", "鼓励", "动员",
    "征求", "收集", "统计", "梳理", "审查", "调查", "调配", "调度", "监测", "预警", "发布", "发出",
    "发送", "出具", "签订", "签署", "责令", "依法", "严格", "认真", "全面", "深入", "广泛", "主动",
    "研究", "拟订", "拟定", "拟", "成立", "召开", "召集", "参加", "优先", "纳入", "结合", "通过",
    "围绕", "利用", "运用", "培育", "培训", "规范", "择优", "更新", "录入", "接收", "接受", "复审",
    "复核", "验收", "抽查", "抽检", "考核", "评估", "评定", "认定", "确认", "命名", "表彰", "奖励",
    "救治", "救助", "检疫", "派员", "抓好", "抓", "开具", "分析", "预防", "防范", "打击", "查验",
    "取缔", "关闭", "恢复", "修复", "建设", "投入", "依照", "依据", "按照", "遵循", "贯彻", "履行",
    "严厉", "严禁", "禁止", "限期", "跟踪", "回访", "走访", "送达", "告知", "听取", "讨论", "决定",
    "批准", "批复", "同意", "化解", "调解", "服务", "帮助", "帮扶", "解决", "改造", "争取", "加大",
    "提升", "提高", "促进", "扩大", "拓宽", "优化", "形成", "构建", "搭建", "打造", "培养", "选派",
    "选拔", "推荐", "推选", "遴选", "招录", "招聘", "赶赴", "前往", "到", "接", "如", "若", "因",
    "于", "每", "再", "也", "均", "各", "分别", "还", "又", "仍", "已", "未", "无", "有", "可以",
    "应当", "能", "获", "请", "使", "让", "令", "取消", "择", "主要", "重点", "日常", "牵", "商",
    "协同", "对接", "联系", "依托",
];

/// Whether a text begins as a predicate does, not as a name.
pub fn begins_with_verb(text: &str) -> bool {
    VERBS.iter().any(|verb| text.starts_with(verb))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn level(text: &str) -> bool {
        let at = text.find("县公安局").unwrap_or_default();
        let (before, rest) = text.split_at(at);
        let behind = &rest["县公安局".len()..];
        may_begin(before, "县公安局", NameForm::Level, false) && may_end(behind)
    }

    #[test]
    fn a_level_needs_a_word_before_it_that_names_no_county() {
        for text in [
            "县公安局负责处理",
            "由县公安局处理",
            "会同县公安局、县民政局",
            "将线索移交县公安局处理",
            "县民政局和县公安局",
            "申请与县公安局共同踏勘",
            "，和县公安局共同",
            "接到线索后县公安局核查",
            "报县公安局党组研究",
            "县公安局会同县民政局",
            "县公安局督促派出所",
            "县公安局处置",
            "县公安局",
        ] {
            assert!(level(text), "{text}");
        }
        for text in [
            "邻县公安局",
            "各县公安局",
            "平沙县公安局负责",
            "与平和县公安局",
            "全县公安局",
            "本州县公安局",
            "县公安局长",
            "县公安局交警大队",
            "县公安局副局长",
            "县公安局东关派出所",
            "县公安局机关",
            "县公安局民警",
        ] {
            assert!(!level(text), "{text}");
        }
    }

    #[test]
    fn a_bare_name_needs_more() {
        let bare = |text: &str, name: &str| {
            let at = text.find(name).unwrap_or_default();
            may_begin(&text[..at], name, NameForm::Bare, false)
        };
        assert!(
            bare("公安局负责", "公安局")
                && bare("会同公安局", "公安局")
                && bare("。公安局", "公安局")
        );
        for text in ["县公安局", "平沙县民政局、公安局", "上级公安局", "州公安局", "乡里公安局"]
        {
            assert!(!bare(text, "公安局"), "{text}");
        }
        assert!(!bare("组织妇联", "妇联"), "a township has its own");
        assert!(
            may_begin("县委组织部、", "统战部", NameForm::Bare, true),
            "in a list it is the county's"
        );
    }

    #[test]
    fn members_and_posts_are_no_bodies() {
        for behind in ["代表视察", "委员提案", "合会", "长", "门负责", "领导", "办公室"]
        {
            assert!(!may_end(behind), "{behind}");
        }
        for behind in ["", "、", "的意见", "审核", "党组研究", "处理"] {
            assert!(may_end(behind), "{behind}");
        }
    }
}
