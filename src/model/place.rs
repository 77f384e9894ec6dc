//! The full name of a township, most general part first.
//!
//! Not here: how a run-together name is split (`text::place`).

use serde::{Deserialize, Serialize};

/// 省 / 州 / 县 / 乡: two parts or more, none empty, the township last and its county before it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(try_from = "Vec<String>", into = "Vec<String>")]
pub struct Place(Vec<String>);

impl TryFrom<Vec<String>> for Place {
    type Error = &'static str;
    fn try_from(parts: Vec<String>) -> Result<Self, Self::Error> {
        if parts.len() < 2 {
            return Err(
                "a place names at least its county and its township / 全称至少要有县、乡两级",
            );
        }
        if parts.iter().any(|part| part.trim().is_empty()) {
            return Err("a part of the place is empty / 全称中有一级为空");
        }
        Ok(Self(parts))
    }
}

impl From<Place> for Vec<String> {
    fn from(place: Place) -> Vec<String> {
        place.0
    }
}

impl Place {
    /// All parts, most general first.
    pub fn parts(&self) -> &[String] {
        &self.0
    }

    /// The township's own name: 柳河镇.
    pub fn township(&self) -> &str {
        self.0.last().map_or("", String::as_str)
    }

    /// The county's own name: 槐川县.
    pub fn county(&self) -> &str {
        self.0.iter().rev().nth(1).map_or("", String::as_str)
    }

    /// The parts above the county, joined.
    pub fn above_county(&self) -> String {
        self.0[..self.0.len().saturating_sub(2)].concat()
    }

    /// The whole name run together, as documents print it.
    pub fn full(&self) -> String {
        self.0.concat()
    }
}
