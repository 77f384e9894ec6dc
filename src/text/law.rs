//! Citations of laws and documents: `《…》` and the `第…条` behind it, and what their titles say of them.

use std::ops::Range;

use super::numeral::read_number;

/// A citation in a text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Citation<'a> {
    /// The whole citation, article included, in bytes.
    pub range: Range<usize>,
    /// The title between `《` and `》`.
    pub title: &'a str,
    /// `第六十三条`, `第十二条、第十三条`, or nothing.
    pub article: &'a str,
}

/// What kind of document a title names, by its last word.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum LawKind {
    /// 法律法规: …法, …条例, …法典.
    Law,
    /// 规范文件: …办法, …规定, …细则, …标准.
    Rule,
    /// 表格证照 and all the rest: …申请表, …证, …通知, …预案.
    Paper,
}

/// Titles longer than this are text whose `》` was lost.
const MOST_CHARS: usize = 80;
/// What may stand between a title and its article: `（2018年修订）`, `（以下简称《办法》）`.
const BRACKET_CHARS: usize = 24;

/// The citations of a text, in order. A title may hold others (`《关于修改《某办法》的决定》`) and is then one citation.
/// A `《` that is not closed is damage: no citation is made of it.
pub fn find_citations(text: &str) -> Vec<Citation<'_>> {
    let mut found = Vec::new();
    let mut from = 0;
    while let Some(open) = text[from..].find('《').map(|at| from + at) {
        let inside = open + '《'.len_utf8();
        let Some(title) = closed_title(&text[inside..]) else {
            from = inside;
            continue;
        };
        let close = inside + title.len() + '》'.len_utf8();
        let behind = &text[close..];
        let gap = bracket_len(behind);
        let article = articles_len(&behind[gap..]);
        let end = if article > 0 { close + gap + article } else { close };
        found.push(Citation {
            range: open..end,
            title: title.trim(),
            article: &text[end - article..end],
        });
        from = end;
    }
    found
}

/// The title that a text behind `《` begins with, when it is closed.
fn closed_title(text: &str) -> Option<&str> {
    let mut depth = 0_usize;
    for (chars, (at, c)) in text.char_indices().enumerate() {
        match c {
            _ if chars >= MOST_CHARS && c != '》' => return None,
            '《' => depth += 1,
            '》' if depth == 0 => {
                return Some(&text[..at]).filter(|title| !title.trim().is_empty());
            }
            '》' => depth -= 1,
            // No title has a full stop or a line break.
            '。' | '；' | '\n' => return None,
            _ => {}
        }
    }
    None
}

/// The length of a bracket that a text begins with, when an article may follow it.
fn bracket_len(text: &str) -> usize {
    if !text.starts_with(['（', '(']) {
        return 0;
    }
    let close = text.char_indices().take(BRACKET_CHARS).find(|(_, c)| matches!(c, '）' | ')'));
    close.map_or(0, |(at, c)| at + c.len_utf8())
}

/// The length of the articles that a text begins with: `第三十五条第一款第（二）项`, `第十二条、第十三条`, `第十至十五条`.
fn articles_len(text: &str) -> usize {
    let mut len = article_len(text);
    while len > 0 {
        let rest = &text[len..];
        let Some(joint) = ["、", "和", "及", "以及", "至", "到", "-", "—", "，", ","]
            .iter()
            .find(|joint| rest.strip_prefix(**joint).is_some_and(|next| article_len(next) > 0))
        else {
            break;
        };
        len += joint.len() + article_len(&rest[joint.len()..]);
    }
    len
}

/// One article with its parts; without an article, nothing: `第一款` alone says too little.
fn article_len(text: &str) -> usize {
    let Some(mut len) = numbered_len(text, "条") else { return 0 };
    if let Some((_, digits)) = text[len..].strip_prefix('之').and_then(read_number) {
        len += '之'.len_utf8() + digits;
    }
    for part in ["款", "项", "目"] {
        len += numbered_len(&text[len..], part).unwrap_or(0);
    }
    len
}

/// The length of `第` + numbers + a unit, with numbers like `十至十五` and `（二）`.
fn numbered_len(text: &str, unit: &str) -> Option<usize> {
    let mut rest = text.strip_prefix('第')?;
    loop {
        rest = rest.strip_prefix(['（', '(']).unwrap_or(rest);
        let (_, len) = read_number(rest)?;
        rest = &rest[len..];
        rest = rest.strip_prefix(['）', ')']).unwrap_or(rest);
        if let Some(rest) = rest.strip_prefix(unit) {
            return Some(text.len() - rest.len());
        }
        rest = rest.strip_prefix(['、', '至', '-', '—', '和'])?;
    }
}

/// The number of the first article of a citation, to sort by; none without an article.
pub fn article_number(article: &str) -> Option<u32> {
    let (number, _) = read_number(article.strip_prefix('第')?)?;
    Some(number)
}

/// The country's name, which titles of laws may leave out.
const COUNTRY: &str = "中华人民共和国";

/// What a title is compared by: laws without 中华人民共和国, blanks and inner title marks. Brackets stay, for a draft, a
/// trial version or a revision (`某办法（试行）`) is another text.
pub fn title_key(title: &str) -> String {
    let plain: String = title
        .chars()
        .filter(|c| !c.is_whitespace())
        .map(|c| match c {
            '〈' | '<' | '＜' => '《',
            '〉' | '>' | '＞' => '》',
            '(' => '（',
            ')' => '）',
            c => c,
        })
        .collect();
    match plain.strip_prefix(COUNTRY) {
        Some(short) if law_kind(&plain) == LawKind::Law && short.chars().count() >= 2 => {
            short.to_owned()
        }
        _ => plain,
    }
}

/// Last words of each kind. Longer ones first where one ends another: 办法 is no 法.
const RULES: &[&str] = &[
    "办法", "规定", "细则", "规则", "规范", "标准", "规程", "准则", "规章", "守则", "导则", "制度",
    "章程", "指南", "指引",
];
const LAWS: &[&str] = &["法", "法典", "条例", "宪法", "民法通则", "刑法修正案"];

/// The kind of a document by its title. A bracket at its end is left out: `某办法（试行）` is a rule.
pub fn law_kind(title: &str) -> LawKind {
    let bare = without_bracket(title.trim());
    if RULES.iter().any(|word| bare.ends_with(word)) {
        LawKind::Rule
    } else if LAWS.iter().any(|word| bare.ends_with(word)) {
        LawKind::Law
    } else {
        LawKind::Paper
    }
}

fn without_bracket(title: &str) -> &str {
    let closed = title.strip_suffix(['）', ')']);
    closed.and_then(|t| t.rsplit_once(['（', '('])).map_or(title, |(head, _)| head.trim_end())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn found(text: &str) -> Vec<(&str, &str, &str)> {
        let all = find_citations(text).into_iter();
        all.map(|c| (c.title, c.article, &text[c.range])).collect()
    }

    #[test]
    fn many_open_marks_are_no_title_and_take_no_time() {
        let marks = "《".repeat(200_000);
        assert_eq!(find_citations(&format!("{marks}灯塔法》")).len(), 1);
        assert_eq!(find_citations(&marks), []);
    }

    #[test]
    fn titles_and_articles_are_found() {
        assert_eq!(
            found("依据《灯塔管理条例》第六十三条处罚，填写《登记表》《承诺书》。"),
            [
                ("灯塔管理条例", "第六十三条", "《灯塔管理条例》第六十三条"),
                ("登记表", "", "《登记表》"),
                ("承诺书", "", "《承诺书》"),
            ]
        );
        for article in [
            "第342条",
            "第三十五条第一款第（二）项",
            "第十二条、第十三条",
            "第十至十五条",
            "第十二、十三条",
            "第二十条之一",
            "第十二条至第十五条",
        ] {
            let text = format!("按《灯塔法》{article}的要求");
            assert_eq!(found(&text)[0].1, article);
        }
        assert_eq!(
            found("《灯塔法》（2018年修订）第九条规定")[0].2,
            "《灯塔法》（2018年修订）第九条"
        );
        assert_eq!(found("《灯塔法》（如毁坏灯塔）的")[0].2, "《灯塔法》");
        assert_eq!(found("《灯塔法》第二款、第三方")[0].1, "");
    }

    #[test]
    fn titles_hold_titles() {
        assert_eq!(found("《关于修改《灯塔办法》的决定》。")[0].0, "关于修改《灯塔办法》的决定");
        assert_eq!(found("《关于印发〈灯塔办法〉的通知》")[0].0, "关于印发〈灯塔办法〉的通知");
    }

    #[test]
    fn what_is_not_closed_is_no_citation() {
        assert!(found("依据《灯塔管理条例第六十三条").is_empty());
        assert!(found("依据《灯塔管理条例。另附表》").is_empty());
        assert!(found("《》").is_empty());
        assert_eq!(found("依据《灯塔管理条例、《港口法》")[0].0, "港口法", "what is whole inside");
        assert!(found(&format!("《{}》", "长".repeat(81))).is_empty());
    }

    #[test]
    fn kinds_by_the_last_word() {
        for (title, kind) in [
            ("中华人民共和国灯塔法", LawKind::Law),
            ("灯塔管理条例", LawKind::Law),
            ("灯塔管理办法（试行）", LawKind::Rule),
            ("灯塔管理条例实施细则", LawKind::Rule),
            ("灯塔申请表", LawKind::Paper),
            ("灯塔使用证", LawKind::Paper),
        ] {
            assert_eq!(law_kind(title), kind, "{title}");
        }
    }

    #[test]
    fn one_law_has_one_key() {
        assert_eq!(title_key("中华人民共和国灯塔法"), title_key("灯塔法"));
        assert_eq!(title_key("灯塔办法(试行)"), title_key("灯塔办法（试行）"));
        assert_ne!(title_key("灯塔办法（试行）"), title_key("灯塔办法"));
        assert_ne!(title_key("中华人民共和国灯塔证"), title_key("灯塔证"), "papers keep all of it");
    }

    #[test]
    fn articles_sort_by_number() {
        assert_eq!(article_number("第六十三条"), Some(63));
        assert_eq!(article_number("第十至十五条"), Some(10));
        assert_eq!(article_number(""), None);
    }
}
