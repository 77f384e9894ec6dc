//! What the names of departments look like, and how one name is shortened.

/// Endings of names of bodies. Only ever used together with another sign (a colon, a known name):
/// many ordinary words end in 会 or 部.
const ENDINGS: &[&str] = &[
    "局",
    "委员会",
    "委",
    "办公室",
    "编办",
    "部",
    "政府",
    "人大",
    "政协",
    "法院",
    "检察院",
    "联合会",
    "残联",
    "妇联",
    "工商联",
    "总工会",
    "工会",
    "团委",
    "红十字会",
    "文联",
    "科协",
    "大队",
    "支队",
    "中队",
    "调查队",
    "中心",
    "公司",
    "银行",
    "站",
    "所",
    "学校",
    "党校",
    "医院",
    "法庭",
    "供销社",
    "办",
    "院",
    "队",
    "社",
    "委员会办公室",
    "机构",
    "研究室",
    "档案馆",
];

/// Whether a name ends as names of bodies do.
pub fn has_body_ending(name: &str) -> bool {
    ENDINGS.iter().any(|ending| name.ends_with(ending) && name.len() > ending.len())
}

/// Bodies that every county has, by the names that most of them bear.
const COMMON_BODIES: &[&str] = &[
    "纪委监委",
    "组织部",
    "宣传部",
    "统战部",
    "政法委",
    "政法委员会",
    "社会工作部",
    "编办",
    "机构编制委员会办公室",
    "党校",
    "档案馆",
    "人大",
    "人大常委会",
    "人民政府",
    "政府办公室",
    "人民政府办公室",
    "政协",
    "法院",
    "人民法院",
    "检察院",
    "人民检察院",
    "人民武装部",
    "武装部",
    "总工会",
    "团委",
    "妇联",
    "妇女联合会",
    "残联",
    "残疾人联合会",
    "科协",
    "科学技术协会",
    "文联",
    "工商联",
    "红十字会",
    "发展和改革委员会",
    "发展和改革局",
    "教育局",
    "教育和体育局",
    "教育体育局",
    "科学技术局",
    "科技局",
    "工业和信息化局",
    "民族宗教事务局",
    "公安局",
    "民政局",
    "司法局",
    "财政局",
    "人力资源和社会保障局",
    "自然资源局",
    "自然资源和规划局",
    "生态环境局",
    "住房和城乡建设局",
    "交通运输局",
    "水利局",
    "水务局",
    "农业农村局",
    "乡村振兴局",
    "畜牧兽医局",
    "商务局",
    "文化和旅游局",
    "文化体育广播电视和旅游局",
    "卫生健康委员会",
    "卫生健康局",
    "卫健委",
    "退役军人事务局",
    "应急管理局",
    "审计局",
    "市场监督管理局",
    "统计局",
    "医疗保障局",
    "林业和草原局",
    "林业局",
    "城市管理局",
    "综合行政执法局",
    "信访局",
    "行政审批局",
    "政务服务局",
    "数据局",
    "机关事务管理局",
    "机关事务服务中心",
    "税务局",
    "气象局",
    "烟草专卖局",
    "消防救援局",
    "消防救援大队",
    "供销合作社联合社",
    "供销社",
    "国家统计局调查队",
    "疾病预防控制中心",
    "融媒体中心",
    "团县委",
    "团市委",
    "团区委",
    "团旗委",
];

/// Whether a name is that of a common body, with its level or `委` before it or without:
/// `县委组织部`, `区民政局`, `政协`.
pub fn is_common_body(name: &str) -> bool {
    let bare = name.strip_prefix(['县', '市', '区', '旗']).unwrap_or(name);
    let bare = bare.strip_prefix('委').unwrap_or(bare);
    COMMON_BODIES.contains(&bare) || COMMON_BODIES.contains(&name)
}

/// Whether a name means a class of bodies: `……及其他负有安全生产监督管理职责的部门`.
pub fn names_class(name: &str) -> bool {
    name.ends_with("部门") || name.ends_with("有关单位") || name.ends_with("相关单位")
}

/// Endings that no ordinary word has.
const PLAIN_ENDINGS: &[&str] = &[
    "局",
    "委员会",
    "联合会",
    "残联",
    "妇联",
    "工商联",
    "总工会",
    "红十字会",
    "政府",
    "法院",
    "检察院",
    "大队",
    "支队",
    "调查队",
    "管委会",
    "编办",
    "供销社",
];

/// Whether a name ends as only names of bodies do: enough, with a colon behind it.
pub fn has_plain_ending(name: &str) -> bool {
    PLAIN_ENDINGS.iter().any(|ending| name.ends_with(ending) && name.len() > ending.len())
}

/// Whether two printed names may mean one body: equal, or one is the other without its county
/// (`槐川县公安局` and `县公安局`).
pub fn same_body(full: &str, short: &str, county: &str) -> bool {
    full == short
        || full.strip_prefix(county).is_some_and(|bare| {
            !bare.is_empty()
                && (short == bare
                    || county
                        .chars()
                        .next_back()
                        .and_then(|level| short.strip_prefix(level))
                        .is_some_and(|rest| rest == bare))
        })
}

/// The names of a 对应上级部门 cell, split at `、` outside brackets.
pub fn split_names(cell: &str) -> impl Iterator<Item = &str> {
    let mut depth = 0_usize;
    cell.split(move |c| {
        match c {
            '（' | '(' => depth += 1,
            '）' | ')' => depth = depth.saturating_sub(1),
            _ => {}
        }
        c == '、' && depth == 0
    })
    .map(str::trim)
    .filter(|name| !name.is_empty())
}

/// Words for who takes a duty over, in `承接部门：某局 工作方式：……`; 方式 is a usual slip.
const TAKER: &[&str] = &["承接部门", "承接单位", "承接主体", "承接方式"];
/// What stands behind the names there.
const MANNER: &str = "工作方式";
/// Names longer than this are sentences.
const TAKER_CHARS: usize = 80;

/// The length in bytes of `承接部门：某局` before `工作方式：`, when a text begins so. A blank between
/// them may be missing. In a cell of two lines `承接部门：某局` is a whole text: then each name must end
/// as a department does.
pub fn taker_len(text: &str) -> Option<usize> {
    let names = names_of_taker(text)?;
    let Some(at) = names.find(MANNER) else {
        let mut bodies = split_names(names).peekable();
        let alone = bodies.peek().is_some() && bodies.all(has_body_ending);
        return (alone && names.chars().nth(TAKER_CHARS).is_none()).then_some(text.len());
    };
    let (head, rest) = names.split_at(at);
    let fits = !head.trim().is_empty() && head.chars().nth(TAKER_CHARS).is_none();
    let colon = rest[MANNER.len()..].trim_start().starts_with([':', '：']);
    (fits && colon).then_some(text.len() - rest.len())
}

/// The names behind `承接部门：`.
pub fn names_of_taker(text: &str) -> Option<&str> {
    let rest = TAKER.iter().find_map(|word| text.strip_prefix(word))?;
    rest.trim_start().strip_prefix([':', '：'])
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_name_may_stand_without_its_county() {
        assert!(same_body("槐川县公安局", "县公安局", "槐川县"));
        assert!(same_body("槐川县公安局", "公安局", "槐川县"));
        assert!(same_body("槐川县公安局", "槐川县公安局", "槐川县"));
        assert!(!same_body("槐川县公安局", "市公安局", "槐川县"));
        assert!(!same_body("槐川县公安局", "县安局", "槐川县"));
        assert!(!same_body("槐川县", "县", "槐川县"));
    }

    #[test]
    fn who_takes_a_duty_over() {
        let taker = |text: &'static str| taker_len(text).map(|len| &text[..len]);
        assert_eq!(
            taker("承接部门: 槐川县民政局 工作方式: 登记。"),
            Some("承接部门: 槐川县民政局 ")
        );
        assert_eq!(taker("承接方式：槐川县民政局工作方式：登记。"), Some("承接方式：槐川县民政局"));
        let alone = "承接部门：槐川县民政局、县公安局";
        assert_eq!(taker_len(alone), Some(alone.len()), "a line of its own");
        for text in ["承接部门：", "承接部门：槐川县民政局。", "承接部门负责 工作方式：登记。"]
        {
            assert_eq!(taker(text), None, "{text}");
        }
    }

    #[test]
    fn cells_split_at_enumeration_commas() {
        let names: Vec<_> = split_names(" 槐川县水利局、 槐川县民政局（救助站、福利院）").collect();
        assert_eq!(names, ["槐川县水利局", "槐川县民政局（救助站、福利院）"]);
    }
}
