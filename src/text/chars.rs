//! Classes of characters and the blanks between them.

/// An ideograph: the characters that running Chinese text is made of.
pub fn is_hanzi(c: char) -> bool {
    matches!(c,
        '\u{3400}'..='\u{4DBF}' | '\u{4E00}'..='\u{9FFF}' | '\u{F900}'..='\u{FAFF}'
        | '\u{20000}'..='\u{323AF}' | '〇' | '々')
}

/// Chinese or full-width punctuation.
pub fn is_cjk_punctuation(c: char) -> bool {
    matches!(c,
        '\u{3001}'..='\u{3004}' | '\u{3008}'..='\u{303F}' | '\u{FF01}'..='\u{FF0F}'
        | '\u{FF1A}'..='\u{FF20}' | '\u{FF3B}'..='\u{FF40}' | '\u{FF5B}'..='\u{FF65}'
        | '“' | '”' | '‘' | '’' | '—' | '…' | '·')
}

/// A character beside which a blank means nothing in Chinese typesetting.
pub fn is_cjk(c: char) -> bool {
    is_hanzi(c) || is_cjk_punctuation(c)
}

/// Characters that are not blank: what the ledger counts.
pub fn count_visible(text: &str) -> usize {
    text.chars().filter(|c| !c.is_whitespace()).count()
}

/// A text without its blanks: the form in which what stands in cells is compared.
pub fn without_blanks(text: &str) -> String {
    text.chars().filter(|c| !c.is_whitespace()).collect()
}

/// The line, from 1, that a byte of a text stands on; behind the end, the last one.
pub fn line_at(text: &str, byte: usize) -> u32 {
    let before = &text.as_bytes()[..byte.min(text.len())];
    u32::try_from(before.split(|b| *b == b'\n').count()).unwrap_or(u32::MAX)
}

/// Runs of blanks become one blank, and none where both neighbours are Chinese: there a blank is an
/// artefact of a wrapped or justified line. Beside Latin letters and digits it is kept as printed.
pub fn collapse_blanks(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    let mut blank = false;
    for c in text.chars() {
        if c.is_whitespace() {
            blank = true;
            continue;
        }
        if blank
            && let Some(before) = out.chars().next_back()
            && !(is_cjk(before) && is_cjk(c))
        {
            out.push(' ');
        }
        blank = false;
        out.push(c);
    }
    out
}

/// A full-width digit as a half-width one; any other character as it is.
pub fn fold_digit(c: char) -> char {
    if matches!(c, '０'..='９') { fold(c) } else { c }
}

/// Full-width ASCII to half-width, lower case: the form in which text is compared and indexed.
pub fn fold(c: char) -> char {
    let c = match c {
        '\u{FF01}'..='\u{FF5E}' => char::from_u32(c as u32 - 0xFEE0).unwrap_or(c),
        '\u{3000}' => ' ',
        _ => c,
    };
    // One character for one character, so that offsets hold: no folding that lengthens.
    let mut lower = c.to_lowercase();
    match (lower.next(), lower.next()) {
        (Some(one), None) => one,
        _ => c,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn blanks_between_hanzi_go_and_others_stay() {
        assert_eq!(collapse_blanks("  应急管理 \n 及消防 "), "应急管理及消防");
        assert_eq!(collapse_blanks("单位 and 个人"), "单位 and 个人");
        assert_eq!(collapse_blanks("2025  年 7 月"), "2025 年 7 月");
        assert_eq!(collapse_blanks("甲； 乙"), "甲；乙");
    }

    #[test]
    fn lines_count_from_one() {
        let text = "甲\n乙\n";
        assert_eq!([0, 3, 4, 99].map(|byte| line_at(text, byte)), [1, 1, 2, 3]);
    }

    #[test]
    fn folding_keeps_the_number_of_characters() {
        let text = "ＷｉＦｉ５Ｇ　İß（）";
        assert_eq!(text.chars().map(fold).count(), text.chars().count());
        assert_eq!("ＷｉＦｉ５Ｇ".chars().map(fold).collect::<String>(), "wifi5g");
    }
}
