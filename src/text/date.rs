//! Dates as covers print them.

/// A date as far as it is printed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct PrintedDate {
    /// Four digits.
    pub year: u32,
    /// 1 to 12.
    pub month: u32,
    /// 1 to 31, when it is printed.
    pub day: Option<u32>,
}

/// The date that a line states (`2025 年 7 月`, `2025年7月15日`, `2025-07`), when the line states
/// nothing else.
pub fn parse_date(line: &str) -> Option<PrintedDate> {
    let text: String =
        line.chars().filter(|c| !c.is_whitespace()).map(super::chars::fold).collect();
    let (year, rest) = number(&text)?;
    if !(1949..=2999).contains(&year) {
        return None;
    }
    let rest = rest.strip_prefix(['年', '-', '.', '/'])?;
    let (month, rest) = number(rest)?;
    if !(1..=12).contains(&month) {
        return None;
    }
    let rest = rest.strip_prefix('月').unwrap_or(rest);
    if rest.is_empty() {
        return Some(PrintedDate { year, month, day: None });
    }
    let (day, rest) = number(rest.strip_prefix(['-', '.', '/']).unwrap_or(rest))?;
    let rest = rest.strip_prefix('日').unwrap_or(rest);
    (rest.is_empty() && (1..=31).contains(&day)).then_some(PrintedDate {
        year,
        month,
        day: Some(day),
    })
}

fn number(text: &str) -> Option<(u32, &str)> {
    let len = text.bytes().take_while(u8::is_ascii_digit).count();
    if len == 0 || len > 4 {
        return None;
    }
    Some((text[..len].parse().ok()?, &text[len..]))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn dates_of_covers() {
        let read = |l| parse_date(l).map(|d| (d.year, d.month, d.day));
        assert_eq!(read("2025 年 7 月"), Some((2025, 7, None)));
        assert_eq!(read("２０２５年１１月"), Some((2025, 11, None)));
        assert_eq!(read("2025年7月15日"), Some((2025, 7, Some(15))));
        assert_eq!(read("2025-07-01"), Some((2025, 7, Some(1))));
        for line in ["2025年13月", "7月", "履职事项清单", "2025年7月印发的通知", "25年7月", ""]
        {
            assert_eq!(read(line), None, "{line}");
        }
    }
}
