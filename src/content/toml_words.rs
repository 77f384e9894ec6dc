//! What the reader of TOML says of a wrong file, in words for people who edit it.
//!
//! Its messages are English and made of parts; those of common slips are told in Chinese, the others are kept
//! as they are. Where the slip is, is the caller's to say.

use crate::bilingual;
use crate::diag::Bilingual;
use crate::text::chars::is_hanzi;

/// A message of the reader of TOML in both languages.
pub(super) fn explain(said: &str) -> Bilingual {
    let zh = in_chinese(said);
    bilingual!("{zh}", "{said}")
}

fn in_chinese(said: &str) -> String {
    let (what, expected) = said.split_once(", expected ").unwrap_or((said, ""));
    if let Some(field) = what.strip_prefix("missing field ") {
        return format!("缺少 {field}");
    }
    if let Some(field) = what.strip_prefix("unknown field ") {
        return format!("没有 {field} 这一项，能写的有 {}", choices(expected));
    }
    if let Some(value) = what.strip_prefix("unknown variant ") {
        return format!("不能写 {value}，能写的有 {}", choices(expected));
    }
    match (what.starts_with("invalid type: "), expected) {
        (true, "a sequence") => "要写成列表，放在方括号里：[\"…\"]".to_owned(),
        (true, "a string") => "要写成文字，放在引号里：\"…\"".to_owned(),
        _ if said.contains(is_hanzi) => said.to_owned(),
        _ => format!("写法不对，看看引号、方括号和等号（{said}）"),
    }
}

/// "one of `a`, `b`" and "`a` or `b`" as a Chinese list.
fn choices(expected: &str) -> String {
    let list = expected.strip_prefix("one of ").unwrap_or(expected);
    list.replace(" or ", "、").replace(", ", "、")
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::DepartmentEntry;

    fn said(toml: &str) -> String {
        let error = toml::from_str::<DepartmentEntry>(toml).err();
        error.map_or_else(String::new, |error| explain(error.message()).zh)
    }

    #[test]
    fn common_slips_are_told_in_chinese() {
        let entry = "id = \"a\"\nname = \"甲\"\ncounty = \"990121\"\n";
        for (slip, words) in [
            ("not = \"b\"", "要写成列表，放在方括号里：[\"…\"]"),
            ("same_as = 5", "要写成文字，放在引号里：\"…\""),
            ("status = \"ok\"", "不能写 `ok`，能写的有 `settled`、`proposed`"),
            ("same_as = \"b", "写法不对，看看引号、方括号和等号（"),
            ("same_as = “b”", "写法不对，看看引号、方括号和等号（"),
            ("alias = [\"乙\"]", "没有 `alias` 这一项，能写的有 `id`、`name`、`aliases`"),
        ] {
            let told = said(&format!("{entry}{slip}\n"));
            assert!(told.starts_with(words), "{slip}: {told}");
        }
        assert_eq!(said("id = \"a\"\nname = \"甲\"\n"), "缺少 `county`");
    }
}
