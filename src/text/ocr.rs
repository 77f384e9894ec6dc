//! Signs that a recogniser of scans leaves in a text. Each is a form that Chinese prose does not have,
//! whatever the text is about; a wrong character that makes another sensible word leaves no sign.

use std::ops::Range;
use std::sync::LazyLock;

use super::chars::is_hanzi;

/// A token of a loop has at most this many characters.
const TOKEN_CHARS: usize = 6;

/// The first run of one short token again and again: a recogniser that lost its place. One character
/// counts from five times (`……` and `——` are no loops, nor are digits), a longer token from three.
pub fn find_loop(text: &str) -> Option<Range<usize>> {
    let chars: Vec<(usize, char)> =
        text.char_indices().filter(|(_, c)| !c.is_whitespace()).collect();
    for start in 0..chars.len() {
        for size in 1..=TOKEN_CHARS {
            let Some(token) = chars.get(start..start + size) else { break };
            if !token.iter().any(|(_, c)| is_hanzi(*c) || is_kana(*c)) {
                continue;
            }
            let rest = chars[start + size..].iter().zip(&chars[start..]);
            let run = rest.take_while(|(here, before)| here.1 == before.1).count();
            let times = 1 + run / size;
            if times >= if size == 1 { 5 } else { 3 } {
                let (last, c) = chars[start + times * size - 1];
                return Some(chars[start].0..last + c.len_utf8());
            }
        }
    }
    None
}

/// A part of at least this many characters that follows itself was read twice.
const REPEATED_CHARS: usize = 4;

/// The first part that follows itself at once: a line that was read twice.
pub fn find_repeat(text: &str) -> Option<Range<usize>> {
    let chars: Vec<(usize, char)> =
        text.char_indices().filter(|(_, c)| !c.is_whitespace()).collect();
    let same = |a: &[(usize, char)], b: &[(usize, char)]| a.iter().zip(b).all(|(a, b)| a.1 == b.1);
    for start in 0..chars.len() {
        // Names are short; a megabyte of text is searched for short repeats only.
        for size in REPEATED_CHARS..=20 {
            let Some(both) = chars.get(start..start + 2 * size) else { break };
            let (first, second) = both.split_at(size);
            if same(first, second) && first.iter().all(|(_, c)| is_hanzi(*c)) {
                let (last, c) = both[2 * size - 1];
                return Some(chars[start].0..last + c.len_utf8());
            }
        }
    }
    None
}

/// The first two punctuation marks side by side that never stand so: `、、`, `,、`, `，；`.
pub fn find_doubled_stop(text: &str) -> Option<Range<usize>> {
    let stop = |c: char| matches!(c, '、' | '，' | ',' | '；' | ';' | '。');
    let mut before: Option<(usize, char)> = None;
    for (at, c) in text.char_indices().filter(|(_, c)| !c.is_whitespace()) {
        if let Some((from, first)) = before
            && stop(first)
            && stop(c)
        {
            return Some(from..at + c.len_utf8());
        }
        before = Some((at, c));
    }
    None
}

/// Hiragana and katakana.
fn is_kana(c: char) -> bool {
    matches!(c, '\u{3041}'..='\u{30FA}' | '\u{30FD}'..='\u{30FF}' | '\u{31F0}'..='\u{31FF}')
}

/// The first character of another script among Chinese: kana, Hangul, Cyrillic, Greek.
pub fn find_foreign(text: &str) -> Option<(usize, char)> {
    text.char_indices().find(|(_, c)| {
        is_kana(*c)
            || matches!(c, '\u{0370}'..='\u{03FF}' | '\u{0400}'..='\u{04FF}' | '\u{AC00}'..='\u{D7A3}')
    })
}

/// The first traditional character. Official text has none; names of people and places hardly ever.
/// Judged by the character set of 1980 (GB 2312), which has the simplified ones and no others.
pub fn find_traditional(text: &str) -> Option<(usize, char)> {
    text.char_indices().find(|(_, c)| is_hanzi(*c) && !is_gb2312(*c))
}

/// The hanzi of GB 2312, sorted: what the bytes of its area mean in GBK, which is slow to encode.
static GB2312_HANZI: LazyLock<Vec<char>> = LazyLock::new(|| {
    let pairs = (0xB0..=0xF7u8).flat_map(|lead| (0xA1..=0xFEu8).map(move |trail| [lead, trail]));
    let bytes: Vec<u8> = pairs.flatten().collect();
    let (text, _) = encoding_rs::GBK.decode_without_bom_handling(&bytes);
    let mut hanzi: Vec<char> = text.chars().filter(|c| is_hanzi(*c)).collect();
    hanzi.sort_unstable();
    hanzi
});

fn is_gb2312(c: char) -> bool {
    GB2312_HANZI.binary_search(&c).is_ok()
}

/// What a broken line of a narrow column is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct BrokenWrap<'a> {
    /// The line.
    pub line: &'a str,
    /// How many characters the column holds.
    pub width: usize,
}

/// The widths that a narrow column may have.
pub const WIDTHS: std::ops::RangeInclusive<usize> = 4..=8;

/// The width at which the cells of a column wrap, when they do: most of the lines that another line
/// follows are that long. `cells` are the raw texts, a blank for each line break.
pub fn wrap_width<'a>(cells: impl Iterator<Item = &'a str>) -> Option<usize> {
    let mut lengths = [0_usize; 9];
    let mut lines = 0;
    for cell in cells {
        let pieces = wrapped_lines(cell);
        let broken = pieces.split_last().map_or(&[][..], |(_, rest)| rest);
        for piece in broken.iter().filter(|p| p.chars().all(is_hanzi)) {
            lines += 1;
            if let Some(count) = lengths.get_mut(piece.chars().count()) {
                *count += 1;
            }
        }
    }
    let width = WIDTHS.max_by_key(|width| lengths[*width])?;
    // A few broken cells show no column.
    (lines >= 8 && lengths[width] * 2 > lines).then_some(width)
}

/// A line of a narrow cell that is far from full though another line follows, or that is longer than
/// the column and no whole number of lines: the cell was not read line by line. Lines with
/// punctuation, digits or brackets may be shorter or longer, as typesetting has it.
pub fn find_broken_wrap(cell: &str, width: usize) -> Option<BrokenWrap<'_>> {
    let lines = wrapped_lines(cell);
    let (last, broken) = lines.split_last()?;
    for (i, line) in broken.iter().enumerate() {
        let next = broken.get(i + 1).unwrap_or(last);
        let length = line.chars().count();
        let plain = line.chars().all(is_hanzi);
        // An opening sign goes to the next line with what it opens; a stop stays behind.
        let moved = next.starts_with(|c: char| !is_hanzi(c));
        let short = plain && length + 1 < width && !moved;
        let long = plain && length > width && length % width != 0 && !moved;
        if short || long {
            return Some(BrokenWrap { line, width });
        }
    }
    None
}

fn wrapped_lines(cell: &str) -> Vec<&str> {
    cell.split_whitespace().collect()
}

/// Undoes the reading down the columns of lines that are so wide: the last line may be shorter, so the
/// columns behind its end have one character less.
pub fn along_lines(chars: &[char], width: usize) -> String {
    let lines = chars.len().div_ceil(width);
    let in_last = chars.len() - lines.saturating_sub(1) * width;
    let column_start = |column: usize| column * lines - column.saturating_sub(in_last);
    (0..lines)
        .flat_map(|line| {
            let columns = if line + 1 == lines { in_last } else { width };
            (0..columns).map(move |column| column_start(column) + line)
        })
        .filter_map(|at| chars.get(at))
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn loops_are_runs_of_a_short_token() {
        let found = |text: &'static str| find_loop(text).map(|part| &text[part]);
        assert_eq!(found("做好河道的是是是是是是"), Some("是是是是是是"));
        assert_eq!(found("甲,不会不会不会"), Some("不会不会不会"));
        assert_eq!(found("甲 の の の の の 乙"), Some("の の の の の"));
        for text in
            ["——……", "1111111", "看看", "层层落实、层层落实", "一项一项", "12345、12345、12345"]
        {
            assert_eq!(found(text), None, "{text}");
        }
    }

    #[test]
    fn a_part_that_follows_itself_was_read_twice() {
        let found = |text: &'static str| find_repeat(text).map(|part| &text[part]);
        assert_eq!(found("村庄 设统计调度 设统计调度 填报"), Some("设统计调度 设统计调度"));
        for text in ["养护管理、养护管理", "好好学习", "人人参与人人", "评估评价评估评审"]
        {
            assert_eq!(found(text), None, "{text}");
        }
    }

    #[test]
    fn stops_do_not_meet() {
        let found = |text: &'static str| find_doubled_stop(text).map(|part| &text[part]);
        assert_eq!(found("收集、、清运"), Some("、、"));
        assert_eq!(found("学校, 、家长"), Some(", 、"));
        assert_eq!(found("甲。；乙"), Some("。；"));
        for text in ["甲、乙，丙；丁。", "……，", "“甲”、“乙”", "（一）、"]
        {
            assert_eq!(found(text), None, "{text}");
        }
    }

    #[test]
    fn characters_that_official_text_does_not_have() {
        assert_eq!(find_foreign("甲ロ乙").map(|(_, c)| c), Some('ロ'));
        assert_eq!(find_traditional("做好經營工作").map(|(_, c)| c), Some('經'));
        assert_eq!(find_foreign("甲乙、ABC①"), None);
        assert_eq!(find_traditional("畜禽粪污、秸秆、垄沟、砼"), None);
    }

    #[test]
    fn a_column_wraps_where_most_of_its_lines_end() {
        let cells =
            ["槐川县农业 农村局", "槐川县住房 和城乡建设 局", "槐川县文化 体育广播电 视和旅游局"];
        assert_eq!(wrap_width(cells.iter().copied()), None, "too few to tell");
        let many = cells.iter().copied().cycle().take(9);
        assert_eq!(wrap_width(many), Some(5));
        assert_eq!(wrap_width(["照料老人", "养犬 登记"].into_iter().cycle().take(90)), None);
    }

    #[test]
    fn reading_down_and_along_are_inverse() {
        for text in ["甲乙丙丁戊己庚辛壬癸子", "甲乙丙丁戊己庚辛壬癸", "甲乙丙丁戊己", "甲"]
        {
            let chars: Vec<char> = text.chars().collect();
            for width in WIDTHS {
                let lines: Vec<&[char]> = chars.chunks(width).collect();
                let down = (0..width).flat_map(|i| lines.iter().filter_map(move |l| l.get(i)));
                let down: Vec<char> = down.copied().collect();
                assert_eq!(along_lines(&down, width), text, "{width}");
            }
        }
        assert_eq!(along_lines(&[], 5), "");
    }

    #[test]
    fn a_line_that_is_not_full_breaks_the_wrap() {
        let found = |cell: &'static str| find_broken_wrap(cell, 5).map(|broken| broken.line);
        assert_eq!(found("做好河道的 里 清淤工作"), Some("里"));
        assert_eq!(found("做好河道的 公共设施管护 工作"), Some("公共设施管护"));
        for cell in [
            "做好河道的 清淤工作",
            "做好村 （居）法律 顾问工作",
            "负责燃气安 全知识宣传 、 隐患上报",
            "推动河道日常管护维修 工作",
            "做好“双拥 ”工作",
            "收养登记",
        ] {
            assert_eq!(found(cell), None, "{cell}");
        }
    }
}
