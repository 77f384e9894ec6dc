//! The order in which people count: `第 9 行` before `第 10 行`.

use std::cmp::Ordering;

/// Compares texts with runs of ASCII digits as numbers; texts that differ only in leading zeros are
/// told apart by them, so that the order is total.
pub(super) fn compare_numerically(a: &str, b: &str) -> Ordering {
    let (mut left, mut right) = (a, b);
    loop {
        let (x, y) = (piece(left), piece(right));
        if x.is_empty() || y.is_empty() {
            return x.len().cmp(&y.len()).then_with(|| a.cmp(b));
        }
        let order = if x.starts_with(|c: char| c.is_ascii_digit())
            && y.starts_with(|c: char| c.is_ascii_digit())
        {
            // As text, since a run of digits may be longer than any number.
            let (x, y) = (x.trim_start_matches('0'), y.trim_start_matches('0'));
            x.len().cmp(&y.len()).then_with(|| x.cmp(y))
        } else {
            x.cmp(y)
        };
        if order.is_ne() {
            return order;
        }
        (left, right) = (&left[x.len()..], &right[y.len()..]);
    }
}

/// The run of digits that a text begins with, else its first character.
fn piece(text: &str) -> &str {
    let digits = text.bytes().take_while(u8::is_ascii_digit).count();
    let first = text.chars().next().map_or(0, char::len_utf8);
    &text[..digits.max(first)]
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_in_text_are_numbers() {
        let mut lines = ["第 10 行", "第 9 行", "第 9 页", "第 09 行", "第", "b2", "b10", "b", ""];
        lines.sort_by(|a, b| compare_numerically(a, b));
        assert_eq!(
            lines,
            ["", "b", "b2", "b10", "第", "第 09 行", "第 9 行", "第 9 页", "第 10 行"]
        );
    }
}
