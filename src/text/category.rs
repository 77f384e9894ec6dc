//! Categories (事项类别) that lists all over the country share, and words that tell them.
//!
//! For reading, never for writing: a duty keeps the category that its document prints.

/// A category and words in names of duties that point to it and to no other.
const COMMON: &[(&str, &[&str])] = &[
    ("党的建设", &["党组织", "党员", "党委", "党建", "人大代表", "政协", "纪检", "意识形态"]),
    ("经济发展", &["经济发展", "统计", "产业", "招商", "营商环境", "农业水价"]),
    ("民生服务", &["低保", "救助", "养老", "老年人", "残疾人", "婚姻", "儿童", "津贴"]),
    ("平安法治", &["平安", "矛盾纠纷", "信访", "社区矫正", "禁毒", "治安", "法治", "司法", "反诈"]),
    ("精神文明建设", &["文明实践", "移风易俗", "精神文明", "志愿服务", "新时代文明"]),
    ("社会管理", &["户籍", "地名", "社会组织", "流动人口", "殡葬"]),
    ("社会保障", &["就业", "社会保险", "养老保险", "医疗保险", "退役军人", "残疾人", "社保"]),
    ("安全稳定", &["维护稳定", "反恐", "国家安全"]),
    ("乡村振兴", &["农业", "农村", "农田", "种植", "畜", "农药", "乡村振兴", "农民", "防止返贫"]),
    ("民族宗教", &["民族", "宗教"]),
    ("自然资源", &["土地", "林地", "草原", "耕地", "宅基地", "野生动", "矿产"]),
    (
        "生态环保",
        &["环境保护", "污染", "秸秆", "垃圾", "河长", "生态环境", "废弃物", "农膜", "地膜"],
    ),
    ("城乡建设", &["建设规划", "房屋", "村庄规划", "城镇", "燃气", "违法建设", "市容", "建筑"]),
    ("交通运输", &["公路", "道路", "乡道", "村道", "交通", "渡口"]),
    ("商贸流通", &["商贸", "流通", "电子商务", "集市", "成品油"]),
    ("文化和旅游", &["文化", "旅游", "文物", "体育", "阅读", "广播", "电影"]),
    ("卫生健康", &["卫生", "健康", "传染病", "疫苗", "献血", "生育", "医疗服务"]),
    ("应急管理及消防", &["应急", "消防", "火灾", "防灾", "安全生产", "防汛", "地震", "自然灾害"]),
    ("市场监管", &["食品", "市场主体", "消费者", "传销", "特种设备", "药品", "个体工商户"]),
    ("人民武装", &["武装", "民兵", "征兵", "兵役", "国防"]),
    ("投资促进", &["招商", "投资", "项目申报", "项目建设", "重点项目"]),
    ("教育培训监管", &["校外培训", "学校", "教育"]),
    (
        "综合政务",
        &[
            "公文",
            "档案",
            "财务",
            "财政",
            "资产",
            "信息公开",
            "政务服务",
            "便民服务",
            "印章",
            "值班",
            "后勤",
        ],
    ),
];

/// The names of the common categories.
pub fn common_categories() -> impl Iterator<Item = &'static str> {
    COMMON.iter().map(|(name, _)| *name)
}

/// Whether the name of a duty has a word that tells a category; none for a category without such words.
pub fn is_told(category: &str, duty: &str) -> Option<bool> {
    let (_, words) = COMMON.iter().find(|(name, _)| *name == category)?;
    Some(words.iter().any(|word| duty.contains(word)))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_tell_categories() {
        assert_eq!(is_told("卫生健康", "开展爱国卫生运动"), Some(true));
        assert_eq!(is_told("文化和旅游", "开展爱国卫生运动"), Some(false));
        assert_eq!(is_told("本地特色", "开展爱国卫生运动"), None);
    }
}
