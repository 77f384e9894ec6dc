//! Findings that a person has settled (已处理): looked at and left as printed, with the reason.

use std::fmt;
use std::str::FromStr;

use serde::Serialize;

use super::DutyId;

/// A day of the calendar, `YYYY-MM-DD`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize)]
#[serde(into = "String")]
pub struct Day {
    year: u16,
    month: u8,
    of_month: u8,
}

impl Day {
    /// The day of a year and a month, when there is one.
    pub fn of(year: u16, month: u8, day: u8) -> Option<Self> {
        let leap =
            year.is_multiple_of(4) && (!year.is_multiple_of(100) || year.is_multiple_of(400));
        let days = match month {
            2 if leap => 29,
            2 => 28,
            4 | 6 | 9 | 11 => 30,
            1..=12 => 31,
            _ => return None,
        };
        ((1..=days).contains(&day) && year <= 9999).then_some(Self { year, month, of_month: day })
    }

    /// Year, month and day of the month.
    pub fn parts(self) -> (u16, u8, u8) {
        (self.year, self.month, self.of_month)
    }
}

impl fmt::Display for Day {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{:04}-{:02}-{:02}", self.year, self.month, self.of_month)
    }
}

impl From<Day> for String {
    fn from(day: Day) -> Self {
        day.to_string()
    }
}

impl FromStr for Day {
    type Err = ();
    fn from_str(text: &str) -> Result<Self, ()> {
        let bytes = text.as_bytes();
        let digits =
            |range: std::ops::Range<usize>| text.get(range).filter(|t| !t.starts_with('+'));
        if bytes.len() != 10 || bytes[4] != b'-' || bytes[7] != b'-' {
            return Err(());
        }
        let (year, month, day) = (digits(0..4), digits(5..7), digits(8..10));
        let day = year
            .zip(month)
            .zip(day)
            .and_then(|((y, m), d)| Self::of(y.parse().ok()?, m.parse().ok()?, d.parse().ok()?));
        day.ok_or(())
    }
}

/// One `[[settled]]` of the front matter: all findings of a code on a duty, or on the township as a
/// whole, as they were when a person looked.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Settled {
    /// The finding's code, as written.
    pub code: String,
    /// The duty; none for findings of the township.
    pub duty: Option<DutyId>,
    /// When; none when nobody filled it in.
    pub date: Option<Day>,
    /// Why; empty when nobody filled it in.
    pub reason: String,
    /// The digest of what was looked at; empty when nobody filled it in.
    pub text: String,
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn days_of_the_calendar_and_no_others() {
        let read = |text: &str| text.parse::<Day>().ok().map(|day| day.to_string());
        for text in ["2026-11-22", "2024-02-29", "2000-02-29"] {
            assert_eq!(read(text).as_deref(), Some(text));
        }
        for text in [
            "2026-02-29",
            "1900-02-29",
            "2026-13-01",
            "2026-00-10",
            "2026-4-31",
            "",
            "二〇二六年",
            "+026-+1-+1",
        ] {
            assert_eq!(read(text), None, "{text}");
        }
    }
}
