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

#[cfg(test)]
mod tests {
    use super::*;

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
