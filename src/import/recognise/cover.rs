//! What stands before the lists: the lines of a cover, the 说明 and the counts that it declares.

use crate::model::{DeclaredCounts, ListKind};
use crate::text::chars::fold;

/// A heading that opens the 说明.
pub(super) fn is_note_heading(bare: &str) -> bool {
    let bare = bare.trim_end_matches(['：', ':']);
    bare == "前言" || (bare.ends_with("说明") && bare.chars().count() <= 6)
}

/// What a cover prints is short and no sentence: a place, a title, a number.
pub(super) fn is_cover_line(bare: &str) -> bool {
    bare.chars().count() <= 40 && !bare.contains(['。', '；', '，', '：', ':'])
}

/// `附件2`, `附表一：`.
pub(super) fn is_attachment(bare: &str) -> bool {
    let number = bare.strip_prefix("附件").or_else(|| bare.strip_prefix("附表"));
    number.is_some_and(|number| {
        number.chars().count() <= 3
            && number.chars().all(|c| fold(c).is_ascii_digit() || "一二三四五六：:-—".contains(c))
    })
}

/// The counts in `…基本履职事项 107 项、配合履职事项 102 项…`.
pub(super) fn declared_counts(note: &[String]) -> DeclaredCounts {
    let mut counts = DeclaredCounts::default();
    for list in ListKind::ALL {
        let key = match list {
            ListKind::Basic => "基本履职",
            ListKind::Coop => "配合履职",
            ListKind::Reclaimed => "收回",
        };
        *counts.get_mut(list) = note.iter().find_map(|p| number_after(p, key));
    }
    counts
}

/// The number within a few characters behind a word, when a counter follows it.
fn number_after(text: &str, word: &str) -> Option<usize> {
    text.match_indices(word).find_map(|(at, _)| {
        let window: String = text[at + word.len()..]
            .chars()
            .filter(|c| !c.is_whitespace())
            .take(14)
            .map(fold)
            .collect();
        let start = window.find(|c: char| c.is_ascii_digit())?;
        // Another list's word in between: the number is that list's.
        if window[..start].contains(['；', '。']) || window[..start].contains("履职事项、") {
            return None;
        }
        let digits = window[start..].bytes().take_while(u8::is_ascii_digit).count();
        let rest = &window[start + digits..];
        if !rest.starts_with(['项', '件', '条', '个']) {
            return None;
        }
        window[start..start + digits].parse().ok()
    })
}
