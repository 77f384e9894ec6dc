//! Splitting a run-together place name into its levels.

use super::chars::is_hanzi;

/// Endings of the names of each level, longest first where one ends another.
const PROVINCE: &[&str] = &["特别行政区", "自治区", "省"];
const MUNICIPALITIES: &[&str] = &["北京市", "天津市", "上海市", "重庆市"];
const PREFECTURE: &[&str] = &["自治州", "地区", "盟", "市", "州"];
const COUNTY: &[&str] = &["自治县", "自治旗", "特区", "林区", "县", "旗", "区", "市"];
const TOWNSHIP: &[&str] = &["街道办事处", "民族乡", "街道", "苏木", "地区", "乡", "镇"];

/// The levels of a full name, most general first: `云泽自治区澄海回族自治州石泉县青杨乡`.
///
/// The county and the township are needed, province and prefecture may be missing. `None` when the
/// name does not divide so; a name with separators (blank, `/`, `›`, `>`) is divided there.
pub fn split_place(name: &str) -> Option<Vec<String>> {
    let parts: Vec<String> = name
        .split(|c: char| c.is_whitespace() || matches!(c, '/' | '›' | '>' | '＞' | '／' | '|'))
        .filter(|p| !p.is_empty())
        .map(str::to_owned)
        .collect();
    if parts.len() >= 2
        && ends_with_any(parts.last()?, TOWNSHIP)
        && parts.iter().all(|p| is_one_level(p))
    {
        return Some(parts);
    }
    let joined = parts.concat();
    let mut levels = Vec::new();
    let mut rest = joined.as_str();
    if let Some(city) = MUNICIPALITIES.iter().find(|m| rest.starts_with(**m)) {
        levels.push(*city);
        rest = &rest[city.len()..];
    } else if let Some((province, after)) = take_level(rest, PROVINCE) {
        levels.push(province);
        rest = after;
    }
    // A prefecture is there when a county still follows it.
    if let Some((prefecture, after)) = take_level(rest, PREFECTURE)
        && county_and_township(after).is_some()
    {
        levels.push(prefecture);
        rest = after;
    }
    let (county, township) = county_and_township(rest)?;
    levels.extend([county, township]);
    // `附件1某省…` would make a province of the wrong name.
    let clean = |level: &&str| level.chars().all(|c| is_hanzi(c) || c == '·');
    levels.iter().all(clean).then(|| levels.into_iter().map(str::to_owned).collect())
}

fn is_one_level(part: &str) -> bool {
    [PROVINCE, PREFECTURE, COUNTY, TOWNSHIP].iter().any(|level| ends_with_any(part, level))
        && split_run(part).is_none()
}

/// Whether a part that ends a level still hides two.
fn split_run(part: &str) -> Option<(&str, &str)> {
    county_and_township(part)
}

fn county_and_township(text: &str) -> Option<(&str, &str)> {
    let (county, township) = take_level(text, COUNTY)?;
    (ends_with_any(township, TOWNSHIP) && township.chars().count() >= 2)
        .then_some((county, township))
}

fn ends_with_any(text: &str, endings: &[&str]) -> bool {
    endings.iter().any(|e| text.ends_with(e))
}

/// The shortest head of two characters or more that ends as the level does, and the rest. A head is
/// not cut where the rest would begin with an ending itself (`广州|市…`).
fn take_level<'a>(text: &'a str, endings: &[&str]) -> Option<(&'a str, &'a str)> {
    let mut best: Option<usize> = None;
    for (at, c) in text.char_indices().skip(1) {
        let end = at + c.len_utf8();
        let (head, rest) = (&text[..end], &text[end..]);
        if rest.is_empty() {
            break;
        }
        let cut_short = endings.iter().any(|e| rest.starts_with(e));
        if ends_with_any(head, endings) && !cut_short {
            best = Some(end);
            break;
        }
    }
    best.map(|end| text.split_at(end))
}

/// Peoples whose names stand in names of autonomous places, 族 left out.
const PEOPLES: &[&str] = &[
    "蒙古",
    "回",
    "藏",
    "维吾尔",
    "苗",
    "彝",
    "壮",
    "布依",
    "朝鲜",
    "满",
    "侗",
    "瑶",
    "白",
    "土家",
    "哈尼",
    "哈萨克",
    "傣",
    "黎",
    "傈僳",
    "佤",
    "畲",
    "高山",
    "拉祜",
    "水",
    "东乡",
    "纳西",
    "景颇",
    "柯尔克孜",
    "土",
    "达斡尔",
    "仫佬",
    "羌",
    "布朗",
    "撒拉",
    "毛南",
    "仡佬",
    "锡伯",
    "阿昌",
    "普米",
    "塔吉克",
    "怒",
    "乌孜别克",
    "俄罗斯",
    "鄂温克",
    "德昂",
    "保安",
    "裕固",
    "京",
    "塔塔尔",
    "独龙",
    "鄂伦春",
    "赫哲",
    "门巴",
    "珞巴",
    "基诺",
    "各",
];

/// The everyday name of an autonomous place: 云泽回族自治县 is called 云泽县 and 青杨哈萨克族乡 青杨乡. Other names
/// are returned as they are.
pub fn everyday_name(name: &str) -> String {
    let levels =
        [("自治县", "县"), ("自治旗", "旗"), ("自治州", "州"), ("民族乡", "乡"), ("族乡", "族乡")];
    let Some((stem, level)) = levels
        .iter()
        .find_map(|(ending, level)| name.strip_suffix(ending).map(|stem| (stem, *level)))
    else {
        return name.to_owned();
    };
    // `族乡` only marks the people before it.
    let (mut stem, level) = if level == "族乡" { (stem, "乡") } else { (stem, level) };
    while let Some(shorter) = without_people(stem) {
        stem = shorter;
    }
    if stem.chars().count() >= 2 { format!("{stem}{level}") } else { name.to_owned() }
}

fn without_people(stem: &str) -> Option<&str> {
    let bare = stem.strip_suffix('族').unwrap_or(stem);
    // One-character peoples only with 族: 长白 is no 白族.
    PEOPLES
        .iter()
        .filter(|people| people.chars().count() > 1 || stem.ends_with('族'))
        .filter_map(|people| bare.strip_suffix(people))
        .filter(|rest| rest.chars().count() >= 2)
        .min_by_key(|rest| rest.len())
}

/// The form of a name that a text uses more: the everyday one or the full one.
pub fn printed_form<'a>(name: &str, texts: impl Iterator<Item = &'a str>) -> String {
    let everyday = everyday_name(name);
    let (mut short, mut full) = (0, 0);
    for text in texts {
        short += text.matches(everyday.as_str()).count();
        full += text.matches(name).count();
    }
    if short > full { everyday } else { name.to_owned() }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn autonomous_places_have_everyday_names() {
        for (name, everyday) in [
            ("云泽回族自治县", "云泽县"),
            ("澄海哈萨克自治县", "澄海县"),
            ("长白朝鲜族自治县", "长白县"),
            ("青杨乌孜别克族乡", "青杨乡"),
            ("石泉苗族土家族自治州", "石泉州"),
            ("柳河镇", "柳河镇"),
            ("大族乡", "大族乡"),
        ] {
            assert_eq!(everyday_name(name), everyday);
        }
        let text = "澄海县公安局会同澄海哈萨克自治县人民政府、澄海县民政局";
        assert_eq!(printed_form("澄海哈萨克自治县", [text].into_iter()), "澄海县");
    }

    #[test]
    fn full_names_divide_into_levels() {
        for (name, levels) in [
            ("云泽自治区澄海回族自治州石泉县青杨乡", "云泽自治区 澄海回族自治州 石泉县 青杨乡"),
            ("澄海州平沙县五井乡", "澄海州 平沙县 五井乡"),
            ("南野地区松川县云台镇", "南野地区 松川县 云台镇"),
            ("澄海州澄海市白榆乡", "澄海州 澄海市 白榆乡"),
            ("澜安省青岚市槐川县东关街道", "澜安省 青岚市 槐川县 东关街道"),
            ("重庆市云阳县凤鸣镇", "重庆市 云阳县 凤鸣镇"),
            ("广东省广州市天河区石牌街道", "广东省 广州市 天河区 石牌街道"),
            ("石岭哈萨克自治县长沟乌孜别克族乡", "石岭哈萨克自治县 长沟乌孜别克族乡"),
            ("澜安省 青岚市/槐川县 › 柳河镇", "澜安省 青岚市 槐川县 柳河镇"),
        ] {
            assert_eq!(split_place(name).map(|p| p.join(" ")).as_deref(), Some(levels), "{name}");
        }
    }

    #[test]
    fn half_a_name_does_not_divide() {
        for name in
            ["附件1澜安省青岚市槐川县柳河镇", "", "柳河镇", "槐川县", "履职事项清单", "省市县乡"]
        {
            assert_eq!(split_place(name), None, "{name}");
        }
    }
}
