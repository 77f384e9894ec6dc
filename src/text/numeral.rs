//! Numbers inside running text: `六十三`, `342`, `１２`.
//!
//! Numbers at the head of a line are `numbering`'s.

use super::chars::fold;

/// The number that a text begins with, in digits (up to five) or in Chinese (up to 九千九百九十九), and how many
/// bytes it takes.
pub fn read_number(text: &str) -> Option<(u32, usize)> {
    read_digits(text).or_else(|| read_chinese(text))
}

fn read_digits(text: &str) -> Option<(u32, usize)> {
    let digits: String = text.chars().map(fold).take_while(char::is_ascii_digit).take(6).collect();
    if !(1..=5).contains(&digits.len()) {
        return None;
    }
    let len = text.chars().take(digits.len()).map(char::len_utf8).sum();
    Some((digits.parse().ok()?, len))
}

fn read_chinese(text: &str) -> Option<(u32, usize)> {
    let digit = |c: char| "一二三四五六七八九".chars().zip(1_u32..).find(|(d, _)| *d == c);
    let (mut total, mut unit, mut last, mut len) = (0, None, 10_000, 0);
    for c in text.chars() {
        let scale = match c {
            '千' => 1000,
            '百' => 100,
            '十' => 10,
            '零' | '〇' if total > 0 && unit.is_none() => {
                len += c.len_utf8();
                continue;
            }
            _ => match digit(c) {
                Some((_, value)) if unit.is_none() => {
                    unit = Some(value);
                    len += c.len_utf8();
                    continue;
                }
                _ => break,
            },
        };
        // Each place once, from great to small; only 十 may stand without a digit.
        if scale >= last || (unit.is_none() && scale > 10) {
            break;
        }
        last = scale;
        total += unit.take().unwrap_or(1) * scale;
        len += c.len_utf8();
    }
    let number = total + unit.unwrap_or(0);
    (number > 0).then_some((number, len))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_are_read_in_either_script() {
        for (text, number, len) in [
            ("六十三条", 63, 9),
            ("十条", 10, 3),
            ("十五条", 15, 6),
            ("一百零二条", 102, 12),
            ("一千二百六十条", 1260, 18),
            ("342条", 342, 3),
            ("１２项", 12, 6),
            ("二", 2, 3),
        ] {
            assert_eq!(read_number(text), Some((number, len)), "{text}");
        }
        for text in ["条", "百条", "", "零", "1234567"] {
            assert_eq!(read_number(text), None, "{text}");
        }
    }
}
