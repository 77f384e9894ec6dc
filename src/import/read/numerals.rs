//! Numbers that a word processor or a browser prints before paragraphs and list items.
//!
//! They stand in no text of the file and are printed all the same, so readers write them out.

/// A way of writing numbers.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Numerals {
    /// `1`
    Decimal,
    /// `01`
    PaddedDecimal,
    /// `１`
    FullWidth,
    /// `①`, and from 51 on plain digits, as no character is left.
    Circled,
    /// `⑴`
    Parenthesised,
    /// `⒈`
    FullStop,
    /// `一`, `十二`, `一百二十`
    Chinese,
    /// `一二〇`
    ChineseDigits,
    /// `壹`, `壹拾贰`
    ChineseFormal,
    /// `甲`
    Stems,
    /// `子`
    Branches,
    /// `A`, `AA`
    UpperLetter,
    /// `a`
    LowerLetter,
    /// `IV`
    UpperRoman,
    /// `iv`
    LowerRoman,
    /// Nothing, or a bullet: an ornament that counts nothing.
    None,
}

const DIGITS: [char; 10] = ['〇', '一', '二', '三', '四', '五', '六', '七', '八', '九'];
const FORMAL: [char; 10] = ['零', '壹', '贰', '叁', '肆', '伍', '陆', '柒', '捌', '玖'];
const ROMAN: [(u32, &str); 13] = [
    (1000, "M"),
    (900, "CM"),
    (500, "D"),
    (400, "CD"),
    (100, "C"),
    (90, "XC"),
    (50, "L"),
    (40, "XL"),
    (10, "X"),
    (9, "IX"),
    (5, "V"),
    (4, "IV"),
    (1, "I"),
];

impl Numerals {
    /// A number as printed. Where a way of writing has no sign for it, plain digits, as the
    /// programs do that print it.
    pub(super) fn write(self, number: u32) -> String {
        let special = match self {
            Self::Decimal => None,
            Self::None => Some(String::new()),
            Self::PaddedDecimal => Some(format!("{number:02}")),
            Self::FullWidth => Some(full_width(number)),
            Self::Circled => nth(number, &[('①', 20), ('㉑', 15), ('㊱', 15)]),
            Self::Parenthesised => nth(number, &[('⑴', 20)]),
            Self::FullStop => nth(number, &[('⒈', 20)]),
            Self::Chinese => chinese(number),
            Self::ChineseDigits => Some(digits(number)),
            Self::ChineseFormal => formal(number),
            Self::Stems => cycle(number, "甲乙丙丁戊己庚辛壬癸"),
            Self::Branches => cycle(number, "子丑寅卯辰巳午未申酉戌亥"),
            Self::UpperLetter => letters(number),
            Self::LowerLetter => letters(number).map(|l| l.to_lowercase()),
            Self::UpperRoman => roman(number),
            Self::LowerRoman => roman(number).map(|r| r.to_lowercase()),
        };
        special.unwrap_or_else(|| number.to_string())
    }
}

fn full_width(number: u32) -> String {
    let wide = |c: char| char::from_u32(u32::from(c) + 0xFEE0).unwrap_or(c);
    number.to_string().chars().map(wide).collect()
}

/// The number-th character of runs of characters that follow one another.
fn nth(number: u32, runs: &[(char, u32)]) -> Option<String> {
    let mut left = number.checked_sub(1)?;
    for (first, count) in runs {
        if left < *count {
            return char::from_u32(u32::from(*first) + left).map(String::from);
        }
        left -= count;
    }
    None
}

fn cycle(number: u32, signs: &str) -> Option<String> {
    let at = usize::try_from(number.checked_sub(1)?).ok()?;
    signs.chars().nth(at).map(String::from)
}

fn digits(number: u32) -> String {
    let sign = |c: char| c.to_digit(10).map_or(c, |d| DIGITS[d as usize]);
    number.to_string().chars().map(sign).collect()
}

/// 一 to 九千九百九十九; 十 alone without 一 before it.
fn chinese(number: u32) -> Option<String> {
    let text = by_place(number, DIGITS, ['\0', '十', '百', '千'], '零')?;
    Some(match text.strip_prefix("一十") {
        Some(rest) => format!("十{rest}"),
        None => text,
    })
}

fn formal(number: u32) -> Option<String> {
    by_place(number, FORMAL, ['\0', '拾', '佰', '仟'], '零')
}

fn by_place(number: u32, signs: [char; 10], places: [char; 4], zero: char) -> Option<String> {
    if number == 0 || number > 9999 {
        return None;
    }
    let mut out = String::new();
    let mut gap = false;
    for (place, unit) in [(3, 1000), (2, 100), (1, 10), (0, 1)] {
        let digit = (number / unit % 10) as usize;
        if digit == 0 {
            gap = true;
            continue;
        }
        if gap && !out.is_empty() {
            out.push(zero);
        }
        gap = false;
        out.push(signs[digit]);
        if place > 0 {
            out.push(places[place]);
        }
    }
    Some(out)
}

/// A … Z, then AA, BB, as word processors go on.
fn letters(number: u32) -> Option<String> {
    let at = number.checked_sub(1)?;
    let letter = char::from_u32(u32::from('A') + at % 26)?;
    let times = usize::try_from(at / 26).ok()? + 1;
    (times <= 30).then(|| String::from(letter).repeat(times))
}

fn roman(number: u32) -> Option<String> {
    if number == 0 || number > 3999 {
        return None;
    }
    let (mut left, mut out) = (number, String::new());
    for (value, sign) in ROMAN {
        while left >= value {
            out.push_str(sign);
            left -= value;
        }
    }
    Some(out)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_are_written_as_they_are_printed() {
        let cases: &[(Numerals, u32, &str)] = &[
            (Numerals::Chinese, 1, "一"),
            (Numerals::Chinese, 10, "十"),
            (Numerals::Chinese, 12, "十二"),
            (Numerals::Chinese, 20, "二十"),
            (Numerals::Chinese, 105, "一百零五"),
            (Numerals::Chinese, 110, "一百一十"),
            (Numerals::ChineseDigits, 120, "一二〇"),
            (Numerals::ChineseFormal, 12, "壹拾贰"),
            (Numerals::Circled, 1, "①"),
            (Numerals::Circled, 20, "⑳"),
            (Numerals::Circled, 21, "㉑"),
            (Numerals::Circled, 36, "㊱"),
            (Numerals::Circled, 50, "㊿"),
            (Numerals::Circled, 51, "51"),
            (Numerals::Circled, 0, "0"),
            (Numerals::Parenthesised, 3, "⑶"),
            (Numerals::FullWidth, 12, "１２"),
            (Numerals::PaddedDecimal, 7, "07"),
            (Numerals::Stems, 3, "丙"),
            (Numerals::Stems, 11, "11"),
            (Numerals::UpperLetter, 27, "AA"),
            (Numerals::UpperLetter, u32::MAX, "4294967295"),
            (Numerals::LowerRoman, 14, "xiv"),
        ];
        for (numerals, number, printed) in cases {
            assert_eq!(numerals.write(*number), *printed, "{numerals:?} {number}");
        }
    }
}
