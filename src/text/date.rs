//! Dates as covers print them.

use crate::model::Edition;

/// The year and month that a line states (`2025 年 7 月`, `2025年7月15日`, `2025-07`), when the line
/// states nothing else. The day is given when it is printed.
pub fn parse_date(line: &str) -> Option<(Edition, Option<u32>)> {
    let text: String =
        line.chars().filter(|c| !c.is_whitespace()).map(super::chars::fold).collect();
    let (year, rest) = number(&text)?;
    if !(1949..=2999).contains(&year) {
        return None;
    }
    let rest = rest.strip_prefix(['年', '-', '.', '/'])?;
    let (month, rest) = number(rest)?;
    let edition = Edition::of(year, month)?;
    let rest = rest.strip_prefix('月').unwrap_or(rest);
    if rest.is_empty() {
        return Some((edition, None));
    }
    let (day, rest) = number(rest.strip_prefix(['-', '.', '/']).unwrap_or(rest))?;
    let rest = rest.strip_prefix('日').unwrap_or(rest);
    (rest.is_empty() && (1..=31).contains(&day)).then_some((edition, Some(day)))
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
        let read = |l| parse_date(l).map(|(e, d)| (e.to_string(), d));
        assert_eq!(read("2025 年 7 月"), Some(("2025-07".into(), None)));
        assert_eq!(read("２０２５年１１月"), Some(("2025-11".into(), None)));
        assert_eq!(read("2025年7月15日"), Some(("2025-07".into(), Some(15))));
        assert_eq!(read("2025-07-01"), Some(("2025-07".into(), Some(1))));
        for line in ["2025年13月", "7月", "履职事项清单", "2025年7月印发的通知", "25年7月", ""]
        {
            assert_eq!(read(line), None, "{line}");
        }
    }
}
