//! The registry of rules. A code is never given to another rule.

mod q0102_other_place;
mod q0103_unplaced;
mod q0104_extra_cell;
mod q0105_ledger;
mod q0106_declared_counts;
mod q0107_missing_list;
mod q0108_edition;
mod q0109_filled;
mod q0110_continued;
mod q0111_doubtful_row;
mod q0114_no_printed_text;
mod q0115_radicals;
mod q0201_duplicate_number;
mod q0202_number_gap;
mod q0203_latin;
mod q0204_blank_removed;
mod q0205_clause_numbers;
mod q0206_empty_field;
mod q0207_markup;
mod q0208_unpaired;
mod q0209_control;
mod q0210_uncertain_split;
mod q0211_shifted_categories;
mod q0220_loop;
mod q0221_lost_head;
mod q0222_lost_end;
mod q0223_broken_wrap;
mod q0224_doubled_stop;
mod q0225_other_script;
mod q0226_other_row;
mod q0227_name_and_text;
mod q0228_repeated_part;
mod q0229_unlike_its_text;
mod q0230_category_completed;
mod q0231_category_deduced;
mod q0232_category_in_name;
mod q0233_untangled;
mod q0301_unknown_category;
mod q0302_unknown_department;
mod q0303_proposed_department;
mod q0304_same_code;
mod q0305_registry_conflict;
mod q0306_joined_departments;
mod q0307_department_fragment;
mod q0308_label_without_department;
mod q0309_misread_county;
mod q0310_proposed_merge;
mod q0311_close_departments;
mod q0312_same_as;
mod q0313_unknown_county;
mod q0320_same_conflict;
mod q0321_same_idle;
mod q0322_same_joined;
mod q0403_duplicate_id;
mod q0404_corrected;
mod q0405_missing_duty;
mod q0406_settled_code;
mod q0407_settled_outdated;
mod q0408_settled_duty;
mod q0409_settled_nothing;

use super::Rule;
use crate::diag::{Bilingual, Code, Severity};

/// All rules, by code.
pub const RULES: &[Rule] = &[
    q0102_other_place::RULE,
    q0103_unplaced::RULE,
    q0104_extra_cell::RULE,
    q0105_ledger::RULE,
    q0106_declared_counts::RULE,
    q0107_missing_list::RULE,
    q0108_edition::RULE,
    q0109_filled::RULE,
    q0110_continued::RULE,
    q0111_doubtful_row::RULE,
    q0114_no_printed_text::RULE,
    q0115_radicals::RULE,
    q0201_duplicate_number::RULE,
    q0202_number_gap::RULE,
    q0203_latin::RULE,
    q0204_blank_removed::RULE,
    q0205_clause_numbers::RULE,
    q0206_empty_field::RULE,
    q0207_markup::RULE,
    q0208_unpaired::RULE,
    q0209_control::RULE,
    q0210_uncertain_split::RULE,
    q0211_shifted_categories::RULE,
    q0220_loop::RULE,
    q0221_lost_head::RULE,
    q0222_lost_end::RULE,
    q0223_broken_wrap::RULE,
    q0224_doubled_stop::RULE,
    q0225_other_script::RULE,
    q0226_other_row::RULE,
    q0227_name_and_text::RULE,
    q0228_repeated_part::RULE,
    q0229_unlike_its_text::RULE,
    q0230_category_completed::RULE,
    q0231_category_deduced::RULE,
    q0232_category_in_name::RULE,
    q0233_untangled::RULE,
    q0301_unknown_category::RULE,
    q0302_unknown_department::RULE,
    q0303_proposed_department::RULE,
    q0304_same_code::RULE,
    q0305_registry_conflict::RULE,
    q0306_joined_departments::RULE,
    q0307_department_fragment::RULE,
    q0308_label_without_department::RULE,
    q0309_misread_county::RULE,
    q0310_proposed_merge::RULE,
    q0311_close_departments::RULE,
    q0312_same_as::RULE,
    q0313_unknown_county::RULE,
    q0320_same_conflict::RULE,
    q0321_same_idle::RULE,
    q0322_same_joined::RULE,
    q0403_duplicate_id::RULE,
    q0404_corrected::RULE,
    q0405_missing_duty::RULE,
    q0406_settled_code::RULE,
    q0407_settled_outdated::RULE,
    q0408_settled_duty::RULE,
    q0409_settled_nothing::RULE,
];

/// Rules that judge what is settled: they run when all the others have found what they find.
pub(super) const SETTLING: &[Code] = &["Q0406", "Q0407", "Q0408", "Q0409"];

/// Codes that are raised where files are read, how serious they are, and what they mean.
const READING: &[(Code, Severity, &str)] = &[
    (
        "Q0101",
        Severity::Info,
        "文件是 GB18030 编码，已转换 · the document was GB18030 and was converted\n\n\
        提示，只在导入时说一次。县里的旧系统常把文本存成 GB18030；程序认出后转换为 UTF-8，原文件不动。\n\n\
        A note of the import: the text was recognised as GB18030 and converted; the file is untouched.",
    ),
    (
        "Q0401",
        Severity::Error,
        "内容文件不合格式 · a content file does not have its form\n\n\
        错误。index.md、basic.md 等文件的某一行读不懂，或文件不是 UTF-8。按提示的行号改正；格式见 docs/content.md。\n\n\
        An error: a line cannot be read as the format of docs/content.md says.",
    ),
    (
        "Q0402",
        Severity::Error,
        "路径离开了站点 · a path leaves the site\n\n\
        错误。front matter 里的文件名只能是文件名，不能带目录、盘符或 `..`。\n\n\
        An error: a file in front matter is a plain file name.",
    ),
];

/// What a code means, for people.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct CodeDoc {
    /// The code.
    pub code: Code,
    /// How serious its findings are.
    pub severity: Severity,
    /// Its name.
    pub title: Bilingual,
    /// What it means and what to do, Markdown: Chinese paragraphs, then English ones.
    pub text: String,
}

/// The documentation of all codes, by code.
pub fn documentation() -> Vec<CodeDoc> {
    let rules = RULES.iter().map(|rule| {
        let lines = rule.source.lines().map_while(|line| line.strip_prefix("//!"));
        let text: Vec<&str> = lines.map(|l| l.strip_prefix(' ').unwrap_or(l)).collect();
        let text = text.join("\n");
        let heading = format!("# {} ", rule.code);
        code_doc(rule.code, rule.severity, text.strip_prefix(&heading).unwrap_or(&text))
    });
    let reading = READING.iter().map(|(code, severity, text)| code_doc(code, *severity, text));
    let mut all: Vec<CodeDoc> = rules.chain(reading).collect();
    all.sort_by_key(|doc| doc.code);
    all
}

/// From `中文 · English`, an empty line and the text.
fn code_doc(code: Code, severity: Severity, text: &str) -> CodeDoc {
    let (title, text) = text.split_once('\n').unwrap_or((text, ""));
    let (zh, en) = title.split_once(" · ").unwrap_or((title, title));
    let title = Bilingual { zh: zh.to_owned(), en: en.to_owned() };
    CodeDoc { code, severity, title, text: text.trim().to_owned() }
}

/// The documentation of a code, for a terminal; none for a code that there is not.
pub fn explain(code: &str) -> Option<String> {
    let doc = documentation().into_iter().find(|doc| doc.code.eq_ignore_ascii_case(code))?;
    let CodeDoc { code, title, text, .. } = doc;
    Some(format!("# {code} {} · {}\n\n{text}", title.zh, title.en))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_code_is_documented_under_its_own_name() {
        let codes: Vec<Code> = RULES.iter().map(|rule| rule.code).collect();
        assert!(codes.is_sorted(), "{codes:?} is out of order");
        for doc in documentation() {
            assert!(doc.title.zh != doc.title.en, "{}: title in both languages", doc.code);
            assert!(!doc.title.zh.starts_with('#'), "{}: not the title of its code", doc.code);
            assert!(doc.text.contains("\n\n"), "{}: a text in both languages", doc.code);
        }
    }

    #[test]
    fn codes_are_explained_in_any_case_and_unknown_ones_are_not() {
        assert!(explain("q0203").is_some_and(|text| text.starts_with("# Q0203 中文里")));
        assert!(explain("Q0401").is_some());
        assert_eq!(explain("Q9999"), None);
    }
}
