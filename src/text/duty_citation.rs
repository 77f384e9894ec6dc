//! Citations of another duty: `见第12项`, `本清单第十二项`, `“文明养犬”事项`.
//!
//! Only forms that cannot mean anything else; which duty it is, the graph decides.

use std::ops::Range;

use super::numeral::read_number;

/// What a citation says of the duty that it means.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum CitedDuty<'a> {
    /// The printed number in the same list.
    Number(u32),
    /// Words in quotation marks, which may be the full name of a duty. Most are not.
    Quoted(&'a str),
}

/// Words before `第…项` that make it a duty of the list. `第二条第一项` is an article's.
const BEFORE: &[&str] =
    &["详见", "参见", "见", "同", "本清单", "本表", "履职事项清单", "收回事项清单", "履职清单"];
/// Words behind it that do.
const BEHIND: &[&str] = &["履职事项", "配合事项", "事项"];
/// Names of duties have at least this many characters: what is shorter in quotation marks is a term.
const LEAST_CHARS: usize = 4;

/// The citations of a text, in order, with where, in bytes.
pub fn find_cited_duties(text: &str) -> Vec<(Range<usize>, CitedDuty<'_>)> {
    let mut found: Vec<_> = numbered(text).chain(quoted(text)).collect();
    found.sort_by_key(|(range, _)| range.start);
    found
}

fn numbered(text: &str) -> impl Iterator<Item = (Range<usize>, CitedDuty<'_>)> {
    text.match_indices('第').filter_map(|(start, word)| {
        let inside = start + word.len();
        let (number, len) = read_number(&text[inside..])?;
        let end = inside + len + '项'.len_utf8();
        let behind = text[inside + len..].strip_prefix('项')?;
        let before = &text[..start];
        let by_word = BEFORE.iter().any(|word| before.ends_with(word));
        let of_article = before.ends_with(['条', '款']);
        let by_end = !of_article && BEHIND.iter().any(|word| behind.starts_with(word));
        (by_word || by_end).then_some((start..end, CitedDuty::Number(number)))
    })
}

fn quoted(text: &str) -> impl Iterator<Item = (Range<usize>, CitedDuty<'_>)> {
    text.match_indices('“').filter_map(|(at, mark)| {
        let start = at + mark.len();
        let name = text[start..].split(['”', '“']).next()?;
        let closed = text[start + name.len()..].starts_with('”');
        let long = name.chars().count() >= LEAST_CHARS;
        (closed && long).then_some((start..start + name.len(), CitedDuty::Quoted(name)))
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn found(text: &str) -> Vec<(&str, CitedDuty<'_>)> {
        find_cited_duties(text).into_iter().map(|(range, cited)| (&text[range], cited)).collect()
    }

    #[test]
    fn numbers_of_the_list_are_cited() {
        for text in ["见第12项", "按本清单第十二项办理", "同第１２项", "第12项事项"]
        {
            assert_eq!(found(text)[0].1, CitedDuty::Number(12), "{text}");
        }
        assert_eq!(found("详见配合履职事项清单第12项。")[0].0, "第12项");
    }

    #[test]
    fn items_of_laws_are_not() {
        for text in ["《灯塔法》第九条第二项", "第二款第三项事项", "第三项措施", "第12条", "见第项"]
        {
            assert!(found(text).is_empty(), "{text}");
        }
    }

    #[test]
    fn quoted_words_may_be_a_name() {
        let text = "按“灯塔日常巡护工作”事项办理，“三会”";
        assert_eq!(found(text), [("灯塔日常巡护工作", CitedDuty::Quoted("灯塔日常巡护工作"))]);
        assert!(found("“没有完的引号").is_empty());
    }
}
