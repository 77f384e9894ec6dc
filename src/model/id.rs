//! Identifiers as newtypes: what was checked once needs no second check.
//!
//! Each parses from text and prints back to the same text.

use std::fmt;
use std::str::FromStr;

use serde::{Deserialize, Serialize};

use super::ListKind;
use crate::digest::short_hash;

/// An identifier that is not of its form; `expected` says what the form is.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("`{found}`: expected {expected}")]
pub struct BadId {
    /// The text that was given.
    pub found: String,
    /// The form that was expected, for people.
    pub expected: &'static str,
}

/// Gives a checked string newtype its conversions, serde through `FromStr` included.
macro_rules! text_id {
    ($name:ident, $expected:literal, $check:expr) => {
        impl FromStr for $name {
            type Err = BadId;
            fn from_str(text: &str) -> Result<Self, BadId> {
                let check: fn(&str) -> bool = $check;
                if check(text) {
                    Ok(Self(text.to_owned()))
                } else {
                    Err(BadId { found: text.to_owned(), expected: $expected })
                }
            }
        }
        impl TryFrom<String> for $name {
            type Error = BadId;
            fn try_from(text: String) -> Result<Self, BadId> {
                text.parse()
            }
        }
        impl From<$name> for String {
            fn from(id: $name) -> String {
                id.0
            }
        }
        impl fmt::Display for $name {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str(&self.0)
            }
        }
        impl $name {
            /// The id as text.
            pub fn as_str(&self) -> &str {
                &self.0
            }
        }
    };
}

fn digits(text: &str, count: usize) -> bool {
    text.len() == count && text.bytes().all(|b| b.is_ascii_digit())
}

/// A township's statistical code: 6 digits of the county (GB/T 2260) and 3 of the township
/// (GB/T 10114). The only identity of a township: names repeat across the country.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct TownshipCode(String);
text_id!(TownshipCode, "nine digits / 九位数字", |t| digits(t, 9));

impl TownshipCode {
    /// The county's six digits.
    pub fn county(&self) -> CountyCode {
        CountyCode(self.0[..6].to_owned())
    }
}

/// A county's administrative code, six digits (GB/T 2260).
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct CountyCode(String);
text_id!(CountyCode, "six digits / 六位数字", |t| digits(t, 6));

/// A part of a URL that a registry gives to a department or a category: lower-case ASCII letters,
/// digits and inner hyphens.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct Slug(String);
text_id!(Slug, "lower-case letters, digits and hyphens / 小写字母、数字与连字符", |t| {
    !t.is_empty()
        && t.len() <= 64
        && !t.starts_with('-')
        && !t.ends_with('-')
        && t.bytes().all(|b| b.is_ascii_lowercase() || b.is_ascii_digit() || b == b'-')
});

impl Slug {
    /// `head-` and eight characters of a hash of a name: the same for the same name as long as that is free.
    /// Of `head` digits and lower-case letters are taken.
    pub fn hashed(head: &str, name: &str, is_taken: impl Fn(&Self) -> bool) -> Self {
        let plain = |c: &char| c.is_ascii_lowercase() || c.is_ascii_digit();
        let head: String = head.chars().filter(plain).take(24).collect();
        let mut salted = name.to_owned();
        loop {
            let id = format!("{head}-{}", short_hash(&salted, 8));
            let id = Self(id.trim_start_matches('-').to_owned());
            if !is_taken(&id) {
                return id;
            }
            salted.push('~');
        }
    }
}

/// One dated issue of a township's lists, `YYYY-MM`.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct Edition(String);
text_id!(Edition, "a month as YYYY-MM / 形如 2025-07 的年月", |t| {
    t.len() == 7
        && t.as_bytes()[4] == b'-'
        && digits(&t[..4], 4)
        && digits(&t[5..], 2)
        && matches!(t[5..].parse::<u8>(), Ok(1..=12))
});

impl Edition {
    /// The edition of a year and a month, when the month is one.
    pub fn of(year: u32, month: u32) -> Option<Self> {
        format!("{year:04}-{month:02}").parse().ok()
    }
}

/// A duty's permanent id: the letter of its list and the number it first had (`b12`, `c19`, `r3`).
/// Minted once; a later edition may print another number, and the id stays.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct DutyId {
    /// The list it was first printed in.
    pub list: ListKind,
    /// The number it first had, or the next unused one.
    pub number: u32,
}

impl fmt::Display for DutyId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}{}", self.list.letter(), self.number)
    }
}

impl FromStr for DutyId {
    type Err = BadId;
    fn from_str(text: &str) -> Result<Self, BadId> {
        let bad = || BadId {
            found: text.to_owned(),
            expected: "b, c or r and a number, such as c19 / b、c 或 r 加编号",
        };
        let list = text.chars().next().and_then(ListKind::from_letter).ok_or_else(bad)?;
        let number = &text[1..];
        // `c007` and `c+7` would print back as something else.
        if number.is_empty()
            || number.starts_with('0')
            || !number.bytes().all(|b| b.is_ascii_digit())
        {
            return Err(bad());
        }
        Ok(Self { list, number: number.parse().map_err(|_| bad())? })
    }
}

impl TryFrom<String> for DutyId {
    type Error = BadId;
    fn try_from(text: String) -> Result<Self, BadId> {
        text.parse()
    }
}

impl From<DutyId> for String {
    fn from(id: DutyId) -> String {
        id.to_string()
    }
}

/// A duty of any township: `990121101/c19`.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct DutyAddress {
    /// Whose list.
    pub township: TownshipCode,
    /// Which duty of it.
    pub duty: DutyId,
}

impl DutyAddress {
    /// The address as a part of a URL.
    pub fn to_slug(&self) -> Option<Slug> {
        format!("{}-{}", self.township, self.duty).parse().ok()
    }
}

impl fmt::Display for DutyAddress {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}/{}", self.township, self.duty)
    }
}

impl FromStr for DutyAddress {
    type Err = BadId;
    fn from_str(text: &str) -> Result<Self, BadId> {
        let bad = || BadId {
            found: text.to_owned(),
            expected: "a township's code, / and a duty's id, such as 990121101/c19 / 乡镇代码、斜线、事项编号",
        };
        let (township, duty) = text.split_once('/').ok_or_else(bad)?;
        Ok(Self {
            township: township.parse().map_err(|_| bad())?,
            duty: duty.parse().map_err(|_| bad())?,
        })
    }
}

impl TryFrom<String> for DutyAddress {
    type Error = BadId;
    fn try_from(text: String) -> Result<Self, BadId> {
        text.parse()
    }
}

impl From<DutyAddress> for String {
    fn from(address: DutyAddress) -> String {
        address.to_string()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ids_print_back_as_they_were_read() {
        for text in ["b1", "c19", "r300"] {
            assert_eq!(text.parse::<DutyId>().map(|id| id.to_string()).as_deref(), Ok(text));
        }
        for text in ["", "x1", "c", "c0", "c07", "c+7", "c1 ", "１", "c99999999999"] {
            assert!(text.parse::<DutyId>().is_err(), "{text}");
        }
    }

    #[test]
    fn editions_are_months() {
        assert!("2025-07".parse::<Edition>().is_ok());
        for text in ["2025-13", "2025-00", "2025-7", "2025/07", "２025-07", "2025-+7"] {
            assert!(text.parse::<Edition>().is_err(), "{text}");
        }
    }

    #[test]
    fn a_hashed_slug_is_one_and_gives_way_to_what_is_there() {
        let first = Slug::hashed("x", "灯塔法", |_| false);
        assert_eq!(first, Slug::hashed("x", "灯塔法", |_| false));
        let second = Slug::hashed("x", "灯塔法", |id| *id == first);
        assert_ne!(first, second);
        for id in [first, second, Slug::hashed("灯塔", "灯塔法", |_| false)] {
            assert_eq!(id.as_str().parse::<Slug>().as_ref(), Ok(&id));
        }
    }

    #[test]
    fn a_slug_cannot_leave_its_folder() {
        for text in ["..", "a/b", "A", "-a", "a-", "", "农业"] {
            assert!(text.parse::<Slug>().is_err(), "{text}");
        }
    }
}
