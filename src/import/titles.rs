//! Titles of the three lists, as lines, names of sheets and values of a column.

use crate::model::ListKind;
use crate::text::chars::fold_digit;

/// What the lists are called without 事项 and 清单, the longer before what it ends in.
const STEMS: &[(ListKind, &[&str])] = &[
    (ListKind::Basic, &["基本履职", "基本履行职责"]),
    (ListKind::Coop, &["配合履职", "配合履行职责"]),
    (ListKind::Reclaimed, &["上级部门收回", "上级收回", "部门收回", "收回"]),
];

/// The list whose title a line is: a line that ends as titles of lists do.
pub(super) fn list_of_title(line: &str) -> Option<ListKind> {
    let line = bare(line);
    let line = without_remark(&line);
    let stem = line.strip_suffix("清单").or_else(|| line.strip_suffix("清单表"))?;
    let stem = stem.strip_suffix("事项").unwrap_or(stem);
    list_where(|name| stem.ends_with(name))
}

/// The list that a short text names, and nothing else: `一、基本履职事项`, `配合履职`, `附件3 收回事项清单`.
pub(super) fn list_of_name(text: &str) -> Option<ListKind> {
    let text = bare(text);
    let text = without_remark(&text);
    let text = text.strip_prefix("附件").or_else(|| text.strip_prefix("附表")).unwrap_or(text);
    let text = text
        .trim_start_matches(|c: char| c.is_ascii_digit() || "一二三四()（）、.．:：-—".contains(c));
    let text = text.strip_suffix("清单").unwrap_or(text);
    let text = text.strip_suffix("类").unwrap_or(text);
    let stem = text.strip_suffix("事项").unwrap_or(text);
    list_where(|name| stem == name).or_else(|| {
        // In a column of its own the last words may be left out.
        list_where(|name| name.strip_suffix("履职").is_some_and(|short| stem == short))
    })
}

fn list_where(fits: impl Fn(&str) -> bool) -> Option<ListKind> {
    let found = STEMS.iter().find(|(_, names)| names.iter().any(|name| fits(name)));
    found.map(|(list, _)| *list)
}

fn bare(text: &str) -> String {
    text.chars()
        .filter(|c| !c.is_whitespace() && !matches!(c, '#' | '*' | '【' | '】'))
        .map(fold_digit)
        .collect()
}

/// `（续）`, `（试行）` behind a title.
fn without_remark(line: &str) -> &str {
    match line.strip_suffix('）').and_then(|l| l.rsplit_once('（')) {
        Some((title, _)) => title,
        None => line,
    }
}

/// The place that a title begins with: `某县某镇` of `某县某镇基本履职事项清单`.
pub(super) fn place_of_title(line: &str, list: ListKind) -> String {
    let line = bare(line);
    let names = STEMS.iter().filter(|(of, _)| *of == list).flat_map(|(_, names)| *names);
    let at = names.filter_map(|name| line.find(name)).min().unwrap_or(0);
    // What stands before a bare name is its number.
    if list_of_name(&line).is_some() { String::new() } else { line[..at].to_owned() }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn titles_of_lists() {
        assert_eq!(list_of_title("# 青岚市槐川县柳河镇基本履职事项清单"), Some(ListKind::Basic));
        assert_eq!(list_of_title("## 柳河镇配合履职事项清单"), Some(ListKind::Coop));
        assert_eq!(list_of_title("上级部门收回事项清单"), Some(ListKind::Reclaimed));
        assert_eq!(list_of_title("履职事项清单"), None);
        assert_eq!(list_of_title("2. 配合履职事项清单 ....."), None);
        assert_eq!(list_of_title("本镇配合履职事项"), None);
    }

    #[test]
    fn names_of_lists() {
        for text in ["基本履职", "一、基本履职事项", "附件1 基本履职事项清单", "基本"]
        {
            assert_eq!(list_of_name(text), Some(ListKind::Basic), "{text}");
        }
        for text in ["收回", "上级部门收回事项", "（三）上级收回事项"] {
            assert_eq!(list_of_name(text), Some(ListKind::Reclaimed), "{text}");
        }
        for text in ["配合履职类", "配合履职事项（续）", "配合"] {
            assert_eq!(list_of_name(text), Some(ListKind::Coop), "{text}");
        }
        for text in ["收回宅基地", "党的建设", "配合做好防汛", ""] {
            assert_eq!(list_of_name(text), None, "{text}");
        }
    }

    #[test]
    fn the_place_stands_before_the_title() {
        let place = |line| place_of_title(line, ListKind::Reclaimed);
        assert_eq!(place("# 槐川县柳河镇上级部门收回事项清单"), "槐川县柳河镇");
        assert_eq!(place("三、收回事项"), "");
    }
}
