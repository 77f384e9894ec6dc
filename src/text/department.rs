//! How documents print names of departments: many in a cell, one in a short form, who takes a duty over.

use super::bodies::has_body_ending;

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
