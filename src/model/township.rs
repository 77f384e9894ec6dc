//! A township with its three lists of one edition.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use super::{Duty, DutyId, Edition, ListKind, Place, Settled, TownshipCode};

/// What a township publishes: identity, record and the three lists.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Township {
    /// Nine-digit code: the identity.
    pub code: TownshipCode,
    /// Full name.
    pub place: Place,
    /// Which issue of the lists; none when neither the document nor a person says.
    pub edition: Option<Edition>,
    /// The document's title.
    pub title: String,
    /// Date of issue as the document gives it, `YYYY-MM` or `YYYY-MM-DD`; none when it gives none.
    pub issued: Option<String>,
    /// The documents that it was imported from.
    pub sources: Vec<Source>,
    /// Record fields (索引号, 发文机构 …), as a person filled them in.
    pub record: BTreeMap<String, String>,
    /// How many duties the document says it has.
    pub declared: DeclaredCounts,
    /// Ids of duties that earlier editions had. Never used again.
    pub withdrawn: Vec<DutyId>,
    /// Findings that a person has settled, in their order.
    pub settled: Vec<Settled>,
    /// 说明: prose, Markdown.
    pub note: String,
    /// The duties.
    pub lists: Lists,
}

impl Township {
    /// The edition as text; empty when it is not known.
    pub fn edition_text(&self) -> &str {
        self.edition.as_ref().map_or("", Edition::as_str)
    }
}

/// A document that a township was imported from.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Source {
    /// File name, without folders.
    pub file: String,
    /// SHA-256 of its bytes, lower-case hexadecimal.
    pub sha256: String,
}

/// Counts that the document itself declares (in its 说明), each when it does.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct DeclaredCounts {
    /// 基本履职事项.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub basic: Option<usize>,
    /// 配合履职事项.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub coop: Option<usize>,
    /// 上级部门收回事项.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub reclaimed: Option<usize>,
}

impl DeclaredCounts {
    /// Whether nothing is declared.
    pub fn is_empty(&self) -> bool {
        *self == Self::default()
    }

    /// The declared count of a list.
    pub fn get(&self, list: ListKind) -> Option<usize> {
        match list {
            ListKind::Basic => self.basic,
            ListKind::Coop => self.coop,
            ListKind::Reclaimed => self.reclaimed,
        }
    }

    /// The declared count of a list, to fill in.
    pub fn get_mut(&mut self, list: ListKind) -> &mut Option<usize> {
        match list {
            ListKind::Basic => &mut self.basic,
            ListKind::Coop => &mut self.coop,
            ListKind::Reclaimed => &mut self.reclaimed,
        }
    }
}

/// The three lists, each in printed order.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Lists {
    basic: Vec<Duty>,
    coop: Vec<Duty>,
    reclaimed: Vec<Duty>,
}

impl Lists {
    /// The duties of a list.
    pub fn get(&self, list: ListKind) -> &[Duty] {
        match list {
            ListKind::Basic => &self.basic,
            ListKind::Coop => &self.coop,
            ListKind::Reclaimed => &self.reclaimed,
        }
    }

    /// The duties of a list, to fill in.
    pub fn get_mut(&mut self, list: ListKind) -> &mut Vec<Duty> {
        match list {
            ListKind::Basic => &mut self.basic,
            ListKind::Coop => &mut self.coop,
            ListKind::Reclaimed => &mut self.reclaimed,
        }
    }

    /// All duties with their list, in printed order.
    pub fn iter(&self) -> impl Iterator<Item = (ListKind, &Duty)> {
        ListKind::ALL.into_iter().flat_map(|list| self.get(list).iter().map(move |d| (list, d)))
    }

    /// How many duties there are in all.
    pub fn len(&self) -> usize {
        self.basic.len() + self.coop.len() + self.reclaimed.len()
    }

    /// Whether there is no duty at all.
    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }
}
