//! The common lines (条线): the same kind of department in each county, told by the words of its name.
//!
//! A department of several lines (商务科技和工业信息化局) is read word by word; where one word is not known,
//! it is of no line.

use super::bodies::without_bracket;
use super::body_forms::Shape;
use super::synonyms::standard_term;

/// A line.
#[derive(Debug, PartialEq, Eq)]
pub struct Line {
    /// Part of its page's URL.
    pub id: &'static str,
    /// Its name.
    pub name: &'static str,
    /// Words that departments of it have in their names, without 局 or 委员会.
    words: &'static [&'static str],
    /// Whole names of bodies of it, without their county.
    bodies: &'static [&'static str],
}

const fn line(
    id: &'static str,
    name: &'static str,
    words: &'static [&'static str],
    bodies: &'static [&'static str],
) -> Line {
    Line { id, name, words, bodies }
}

/// All of them: organs of the party and the assemblies, the government's departments in the usual order,
/// bodies of higher levels, people's organisations.
const LINES: &[Line] = &[
    line(
        "discipline",
        "纪检监察",
        &[],
        &["纪律检查委员会监察委员会", "纪律检查委员会", "监察委员会"],
    ),
    line("organization", "组织", &[], &["组织部"]),
    line("publicity", "宣传", &[], &["宣传部"]),
    line("united-front", "统一战线", &[], &["统一战线工作部"]),
    line("political-legal", "政法", &[], &["政法委员会"]),
    line("social-work", "社会工作", &[], &["社会工作部"]),
    line("institutional-staffing", "机构编制", &[], &["机构编制委员会办公室"]),
    line("inspection", "巡察", &[], &["巡察工作领导小组办公室"]),
    line("cyberspace", "网信", &[], &["网络安全和信息化委员会办公室"]),
    line("party-school", "党校", &[], &["党校"]),
    line("party-history", "党史和文献研究", &[], &["党史和文献研究室", "档案史志馆", "史志办公室"]),
    line("archives", "档案", &[], &["档案馆", "档案局", "档案史志馆"]),
    line("congress", "人大", &[], &["人民代表大会常务委员会", "人大常委会办公室"]),
    line("consultative", "政协", &[], &["中国人民政治协商会议委员会", "政协办公室"]),
    line("court", "法院", &[], &["人民法院"]),
    line("procuratorate", "检察", &[], &["人民检察院"]),
    line("military", "人民武装", &[], &["人民武装部"]),
    line("government-office", "政府办公室", &[], &["人民政府办公室"]),
    line("development-reform", "发展和改革", &["发展和改革", "发展改革"], &[]),
    line("education", "教育", &["教育"], &[]),
    line("science-technology", "科技", &["科学技术", "科技"], &[]),
    line(
        "industry-information",
        "工业和信息化",
        &["工业和信息化", "工业信息化", "工业", "信息化"],
        &[],
    ),
    line(
        "ethnic-religious",
        "民族宗教事务",
        &["民族宗教事务", "民族宗教", "民族事务", "宗教事务"],
        &[],
    ),
    line("public-security", "公安", &["公安"], &[]),
    line("civil-affairs", "民政", &["民政"], &[]),
    line("justice", "司法行政", &["司法行政", "司法"], &[]),
    line("finance", "财政", &["财政"], &[]),
    line("human-resources", "人力资源和社会保障", &["人力资源和社会保障", "人力资源社会保障"], &[]),
    line(
        "natural-resources",
        "自然资源",
        &["自然资源和规划", "自然资源规划", "自然资源", "规划"],
        &[],
    ),
    line("environment", "生态环境", &["生态环境", "环境保护"], &[]),
    line(
        "housing-construction",
        "住房和城乡建设",
        &["住房和城乡建设", "住房城乡建设", "城乡建设"],
        &[],
    ),
    line("urban-management", "城市管理", &["城市管理"], &[]),
    line("law-enforcement", "综合行政执法", &["综合行政执法", "行政执法", "综合执法"], &[]),
    line("transport", "交通运输", &["交通运输", "交通"], &[]),
    line("water", "水利", &["水利", "水务"], &[]),
    line("agriculture", "农业农村", &["农业农村", "农业", "农牧"], &[]),
    line("livestock", "畜牧兽医", &["畜牧兽医", "畜牧"], &[]),
    line("rural-revitalization", "乡村振兴", &["乡村振兴"], &[]),
    line("forestry", "林业和草原", &["林业和草原", "林业", "草原"], &["国有林管理局"]),
    line("commerce", "商务", &["商务"], &[]),
    line(
        "culture-tourism",
        "文化和旅游",
        &["文化和旅游", "文化", "旅游", "广播电视台", "广播电视", "广电", "文物"],
        &[],
    ),
    line("sports", "体育", &["体育"], &[]),
    line("health", "卫生健康", &["卫生健康"], &[]),
    line("disease-control", "疾病预防控制", &["疾病预防控制"], &[]),
    line("veterans", "退役军人事务", &["退役军人事务", "退役军人"], &[]),
    line("emergency", "应急管理", &["应急管理"], &[]),
    line("audit", "审计", &["审计"], &[]),
    line("market-regulation", "市场监管", &["市场监督管理", "市场监管"], &[]),
    line("statistics", "统计", &["统计"], &["国家统计局"]),
    line("medical-insurance", "医疗保障", &["医疗保障"], &[]),
    line("petitions", "信访", &["信访"], &[]),
    line("government-services", "政务服务", &["政务服务", "行政审批", "行政审批服务"], &[]),
    line("data", "数据和数字化", &["大数据", "数据管理", "数据", "数字化发展", "数字化"], &[]),
    line("public-institutions", "机关事务", &["机关事务管理", "机关事务服务", "机关事务"], &[]),
    line("fire", "消防救援", &["消防救援", "消防"], &[]),
    line("tax", "税务", &["税务"], &["国家税务总局税务局"]),
    line("weather", "气象", &["气象"], &[]),
    line("tobacco", "烟草专卖", &["烟草专卖", "烟草"], &[]),
    line("post", "邮政管理", &["邮政管理"], &["邮政分公司"]),
    line("power", "供电", &["供电", "电力"], &[]),
    line("supply-cooperatives", "供销合作", &[], &["供销合作社联合社"]),
    line("media", "融媒体", &["融媒体"], &[]),
    line("trade-union", "工会", &[], &["总工会"]),
    line("youth-league", "共青团", &[], &["共青团委员会"]),
    line("women", "妇联", &[], &["妇女联合会"]),
    line("disabled", "残疾人工作", &[], &["残疾人联合会"]),
    line("science-association", "科协", &[], &["科学技术协会"]),
    line("literature-art", "文联", &[], &["文学艺术界联合会"]),
    line("industry-commerce", "工商联", &[], &["工商业联合会"]),
    line("red-cross", "红十字会", &[], &["红十字会"]),
];

/// What departments end in behind the words of their lines.
const ENDINGS: &[&str] = &[
    "委员会",
    "管理局",
    "服务中心",
    "委",
    "局",
    "中心",
    "大队",
    "支队",
    "救援站",
    "有限公司",
    "公司",
    "厅",
];
/// The name of a body at the end of another one has at least so many characters.
const WHOLE_NAME: usize = 4;
/// What joins the words.
const JOINTS: &[char] = &['和', '与', '及'];

/// The line of a name that a registry gives: its own name, or one of its words.
pub fn line_named(name: &str) -> Option<&'static Line> {
    LINES.iter().find(|line| line.name == name || line.words.contains(&name))
}

/// The lines of a body by its name without its county, in the order of the name; none when it is not
/// clear.
pub fn lines_of(bare: &str) -> Vec<&'static Line> {
    let bare = without_bracket(bare);
    let term = standard_term(bare);
    let whole: Vec<&Line> = LINES.iter().filter(|line| line.bodies.contains(&term)).collect();
    if !whole.is_empty() {
        return whole;
    }
    let words = |name: &str| {
        let ending = ENDINGS.iter().find_map(|ending| name.strip_suffix(ending))?;
        read_words(ending).filter(|lines| !lines.is_empty())
    };
    // 广播电视台和旅游局, 机关事务管理局: the ending may be a part of a word.
    let cut = words(term).or_else(|| words(bare)).or_else(|| {
        let rest = term.strip_suffix('局').or_else(|| term.strip_suffix("中心"))?;
        read_words(rest).filter(|lines| !lines.is_empty())
    });
    cut.or_else(|| line_of_end(term)).unwrap_or_default()
}

/// The line of a body that has words in front which say only where or which: 甲山国有林管理局.
fn line_of_end(term: &str) -> Option<Vec<&'static Line>> {
    let ends = |body: &str| body.chars().count() >= WHOLE_NAME && term.ends_with(body);
    LINES.iter().find(|line| line.bodies.iter().any(|body| ends(body))).map(|line| vec![line])
}

/// The lines of a name: of the body whose office it is, else of what the office is.
pub fn lines_of_shape(shape: &Shape) -> Vec<&'static Line> {
    let lines = match shape {
        Shape::Class(_) => Vec::new(),
        shape => lines_of(shape.words()),
    };
    match shape {
        Shape::Office(_, _, tail) if lines.is_empty() => lines_of(tail),
        _ => lines,
    }
}

/// The lines of words that follow one another, the longest word first; none when one is not known.
fn read_words(mut rest: &str) -> Option<Vec<&'static Line>> {
    let mut found: Vec<&'static Line> = Vec::new();
    while !rest.is_empty() {
        let words = LINES.iter().flat_map(|line| line.words.iter().map(move |word| (line, *word)));
        let (line, word) =
            words.filter(|(_, word)| rest.starts_with(word)).max_by_key(|(_, word)| word.len())?;
        if !found.contains(&line) {
            found.push(line);
        }
        rest = rest[word.len()..].trim_start_matches(JOINTS);
    }
    Some(found)
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use super::*;

    fn names(bare: &str) -> String {
        lines_of(bare).iter().map(|line| line.name).collect::<Vec<_>>().join(" ")
    }

    #[test]
    fn bodies_are_of_the_lines_that_their_words_name() {
        for (bare, lines) in [
            ("农业农村局", "农业农村"),
            ("商务科技和工业信息化局", "商务 科技 工业和信息化"),
            ("商务和工业信息化局", "商务 工业和信息化"),
            ("教育和科学技术局", "教育 科技"),
            ("文化体育广播电视台和旅游局", "文化和旅游 体育"),
            ("人力资源和社会保障局", "人力资源和社会保障"),
            ("人社局", "人力资源和社会保障"),
            ("残联", "残疾人工作"),
            ("残疾人联合会", "残疾人工作"),
            ("编办", "机构编制"),
            ("卫健委", "卫生健康"),
            ("卫生健康委员会", "卫生健康"),
            ("消防救援大队", "消防救援"),
            ("市场监督管理局", "市场监管"),
            ("城市管理综合行政执法局", "城市管理 综合行政执法"),
            ("行政审批局", "政务服务"),
            ("政务服务和数据管理局", "政务服务 数据和数字化"),
            ("机关事务管理局", "机关事务"),
            ("疾病预防控制中心", "疾病预防控制"),
            ("青岭北部国有林管理局", "林业和草原"),
            ("灯塔保护局", ""),
            ("农业灯塔局", ""),
            ("局", ""),
        ] {
            assert_eq!(names(bare), lines, "{bare}");
        }
    }

    #[test]
    fn ids_are_slugs_and_nothing_is_there_twice() {
        let mut seen = BTreeSet::new();
        for line in LINES {
            assert!(line.id.bytes().all(|b| b.is_ascii_lowercase() || b == b'-'), "{}", line.id);
            assert!(seen.insert(line.id) && seen.insert(line.name), "{} twice", line.id);
            for word in line.words.iter().filter(|word| **word != line.name) {
                assert!(seen.insert(word), "{word} twice");
            }
            for body in line.bodies {
                assert_eq!(standard_term(body), *body, "the table has standard terms");
            }
        }
    }

    #[test]
    fn a_registry_may_name_a_line_by_a_word_of_it() {
        assert_eq!(line_named("林业").map(|line| line.id), Some("forestry"));
        assert_eq!(line_named("灯塔"), None);
    }
}
