//! What names of bodies look like: their endings, and the bodies that every county has.
//!
//! Only what is common to counties is here, without the county's name in front; `known_bodies` has
//! those of one document. A body that is not listed is not wrong: nothing is judged by its absence alone.

/// Bodies of a county by the names that documents print, without county or level.
const STANDARD: &[&str] = &[
    "纪委监委",
    "纪律检查委员会",
    "监察委员会",
    "委办公室",
    "委组织部",
    "委宣传部",
    "委统战部",
    "委政法委",
    "委政法委员会",
    "委编办",
    "委巡察办",
    "委社会工作部",
    "委网信办",
    "委党校",
    "组织部",
    "宣传部",
    "统战部",
    "政法委",
    "编办",
    "巡察办",
    "社会工作部",
    "网信办",
    "人民政府办公室",
    "政府办公室",
    "发展和改革委员会",
    "发展和改革局",
    "发改委",
    "教育局",
    "教育和科学技术局",
    "科学技术局",
    "商务和工业信息化局",
    "工业和信息化局",
    "商务局",
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
    "畜牧兽医局",
    "林业和草原局",
    "文化和旅游局",
    "文化体育广播电视和旅游局",
    "卫生健康委员会",
    "卫生健康局",
    "疾病预防控制中心",
    "退役军人事务局",
    "应急管理局",
    "审计局",
    "市场监督管理局",
    "统计局",
    "医疗保障局",
    "信访局",
    "乡村振兴局",
    "城市管理局",
    "城市管理综合行政执法局",
    "综合行政执法局",
    "数字化发展局",
    "政务服务和数据管理局",
    "行政审批局",
    "机关事务管理局",
    "供销社",
    "供销合作社",
    "档案馆",
    "档案史志馆",
    "融媒体中心",
    "消防救援局",
    "消防救援大队",
    "税务局",
    "气象局",
    "烟草专卖局",
    "邮政管理局",
    "供电公司",
    "人民武装部",
    "人民法院",
    "人民检察院",
    "人大常委会",
    "人大常委会办公室",
    "人大",
    "政协",
    "总工会",
    "团委",
    "共青团",
    "妇联",
    "妇女联合会",
    "残联",
    "残疾人联合会",
    "科协",
    "科学技术协会",
    "文联",
    "工商联",
    "红十字会",
    "关工委",
    "机构编制委员会办公室",
    "人民政府",
    "教育和体育局",
    "教育体育局",
    "科技局",
    "卫健委",
    "林业局",
    "政务服务局",
    "数据局",
    "机关事务服务中心",
    "供销合作社联合社",
    "国家统计局调查队",
    "团县委",
    "团市委",
    "团区委",
    "团旗委",
    // Short forms that are also the end of a longer name.
    "纪委",
    "监委",
    "党校",
    "武装部",
    "法院",
    "检察院",
    "工会",
    "政法委员会",
    "建设局",
    "旅游局",
];

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

/// Endings of bodies that only whole names of the 对应上级部门 column have, beside those of
/// [`has_body_ending`].
const MORE_ENDINGS: &[&str] = &[
    "馆",
    "室",
    "处",
    "厅",
    "会",
    "署",
    "电视台",
    "集团",
    "企业",
    "部门",
    "单位",
    "机关",
    "领导小组",
];

/// Whether a name without its county is a body that every county has.
pub fn is_standard_body(bare: &str) -> bool {
    STANDARD.contains(&bare)
}

/// Whether a name is a body that every county has, with a level or `委` before it or without: `县委组织部`,
/// `区民政局`, `政协`.
pub fn is_common_body(name: &str) -> bool {
    let bare = name.strip_prefix(['县', '市', '区', '旗']).unwrap_or(name);
    let of_committee = bare.strip_prefix('委').is_some_and(is_standard_body);
    is_standard_body(bare) || is_standard_body(name) || of_committee
}

/// Whether two names were read as one: `槐川县水利局农业农村局`.
pub fn is_fused(name: &str) -> bool {
    let mut cuts = name.char_indices().map(|(at, _)| name.split_at(at));
    cuts.any(|(head, rest)| has_plain_ending(head) && is_standard_body(rest))
}

/// Whether a name means a class of bodies: `……及其他负有安全生产监督管理职责的部门`.
pub fn names_class(name: &str) -> bool {
    name.ends_with("部门") || name.ends_with("有关单位") || name.ends_with("相关单位")
}

/// Whether a whole name of the 对应上级部门 column may end so.
pub fn ends_as_body(name: &str) -> bool {
    let name = without_bracket(name);
    has_body_ending(name)
        || is_standard_body(name)
        || MORE_ENDINGS.iter().any(|ending| name.ends_with(ending) && name.len() > ending.len())
}

/// A name without the explanation in brackets behind it.
pub fn without_bracket(name: &str) -> &str {
    let closed = name.strip_suffix(['）', ')']);
    closed.and_then(|n| n.rsplit_once(['（', '('])).map_or(name, |(head, _)| head)
}

/// Words that begin with the level of a place and are no level.
const NO_LEVEL: &[&str] = &["市场", "市政", "市容", "市民", "区域", "区划", "旗下", "县域", "省力"];

/// A level and the beginning of a body's name, where the two begin like one of those words: 市民政局, 市政府.
pub const LEVEL_AND_BODY: &[&str] =
    &["市民政", "市民族", "市民宗", "市政府", "市政协", "市政法", "市政务"];

/// A name without the level in front (`县公安局` → `公安局`); `市场监督管理局` has none.
pub fn strip_level<'a>(name: &'a str, level: &str) -> Option<&'a str> {
    let begins_with = |words: &[&str]| words.iter().any(|word| name.starts_with(word));
    let other = begins_with(NO_LEVEL) && !begins_with(LEVEL_AND_BODY);
    name.strip_prefix(level).filter(|_| !other)
}

/// A printed name without its county (`槐川县公安局`, `县公安局` → `公安局`).
pub fn without_county<'a>(name: &'a str, county: &str) -> &'a str {
    let level = county.char_indices().next_back().map(|(at, _)| &county[at..]);
    let bare = name
        .strip_prefix(county)
        .filter(|_| !county.is_empty())
        .or_else(|| strip_level(name, level?));
    bare.filter(|bare| !bare.is_empty()).unwrap_or(name)
}

/// The standard bodies of which a fragment is the end, not the whole.
pub fn standard_bodies_ending_in(fragment: &str) -> impl Iterator<Item = &'static str> {
    STANDARD.iter().copied().filter(move |body| body.ends_with(fragment) && *body != fragment)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn whole_names_end_as_bodies_do() {
        for name in [
            "槐川县公安局",
            "槐川县残联",
            "残联",
            "槐川县档案馆",
            "槐川县民政局（救助站、福利院）",
            "国网澜安电力有限公司槐川县供电公司",
            "其他负有监督管理职责的部门",
        ] {
            assert!(ends_as_body(name), "{name}");
        }
        for name in ["槐川县农业", "槐川县市场", "槐川县", "局", "会", "城乡疏"] {
            assert!(!ends_as_body(name), "{name}");
        }
    }

    #[test]
    fn two_names_in_one_are_told_from_a_branch() {
        assert!(is_fused("槐川县水利局农业农村局") && is_fused("水利局公安局"));
        assert!(!is_fused("青岚市生态环境局槐川县分局") && !is_fused("槐川县农业农村局"));
    }

    #[test]
    fn a_city_has_bodies_that_begin_like_words() {
        for (name, bare) in [
            ("市民政局", "民政局"),
            ("市民族宗教事务局", "民族宗教事务局"),
            ("市政协", "政协"),
            ("市政府办公室", "政府办公室"),
            ("市市场监督管理局", "市场监督管理局"),
            ("市场监督管理局", "市场监督管理局"),
            ("市政工程局", "市政工程局"),
        ] {
            assert_eq!(without_county(name, "松川市"), bare);
        }
    }

    #[test]
    fn the_county_is_taken_off() {
        assert_eq!(without_county("槐川县公安局", "槐川县"), "公安局");
        assert_eq!(without_county("县公安局", "槐川县"), "公安局");
        assert_eq!(without_county("公安局", "槐川县"), "公安局");
        assert_eq!(without_county("县", "槐川县"), "县");
        assert_eq!(without_county("公安局", ""), "公安局");
        for name in ["市市场监督管理局", "澄海市市场监督管理局", "市场监督管理局"]
        {
            assert_eq!(without_county(name, "澄海市"), "市场监督管理局", "{name}");
        }
    }
}
