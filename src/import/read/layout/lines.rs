//! The lines of a layout text, page numbers apart.

use crate::text::chars::{count_visible, without_blanks};

/// A line that is not blank.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Line<'a> {
    /// Its number in the document, from 1.
    pub number: u32,
    /// Its text without the blanks around it.
    pub text: &'a str,
    /// Whether a blank line stands before it.
    pub after_blank: bool,
    /// Whether it is a page number.
    pub is_page_number: bool,
}

impl Line<'_> {
    /// Its width in half-width columns, as printed.
    pub(super) fn width(&self) -> usize {
        unicode_width::UnicodeWidthStr::width_cjk(self.text)
    }
}

/// The lines of a text. A form feed counts as a blank line.
pub(super) fn read_lines(text: &str) -> Vec<Line<'_>> {
    let mut lines = Vec::new();
    let mut after_blank = true;
    for (line, number) in text.lines().zip(1_u32..) {
        let has_break = line.contains('\u{c}');
        let trimmed = line.trim();
        if count_visible(trimmed) == 0 {
            after_blank = true;
            continue;
        }
        lines.push(Line {
            number,
            text: trimmed,
            after_blank: after_blank || has_break,
            is_page_number: is_page_number(trimmed),
        });
        after_blank = false;
    }
    lines
}

/// `第 3 页，共 57 页`, `- 3 -`, `— 3 —`, `3 / 57`. A bare number is none: it may open a duty.
fn is_page_number(line: &str) -> bool {
    let bare = without_blanks(line);
    let shape: String = bare.chars().map(|c| if c.is_ascii_digit() { '0' } else { c }).collect();
    let mut squeezed = String::new();
    for c in shape.chars() {
        if !(c == '0' && squeezed.ends_with('0')) {
            squeezed.push(c);
        }
    }
    matches!(
        squeezed.as_str(),
        "第0页"
            | "第0页共0页"
            | "第0页，共0页"
            | "第0页,共0页"
            | "第0页/共0页"
            | "共0页第0页"
            | "-0-"
            | "—0—"
            | "–0–"
            | "0/0"
            | "~0~"
            | "·0·"
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn page_numbers_are_told_from_text() {
        for line in ["第 13 页，共 57 页", "- 3 -", "— 12 —", "3/57"] {
            assert!(is_page_number(line), "{line}");
        }
        for line in ["13", "第13页见附件", "1.核查；", "—"] {
            assert!(!is_page_number(line), "{line}");
        }
    }

    #[test]
    fn blank_lines_are_remembered_by_the_line_behind_them() {
        let got: Vec<(u32, bool)> = read_lines("甲\n乙\n\n 丙 \n")
            .iter()
            .map(|line| (line.number, line.after_blank))
            .collect();
        assert_eq!(got, [(1, true), (2, false), (4, true)]);
    }
}
