//! A duty (履职事项), the three lists it can stand in, and the fields it has.

use serde::{Deserialize, Serialize};

use super::{DutyId, Text};

/// Which of the three lists.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum ListKind {
    /// 基本履职: what the township does itself.
    Basic,
    /// 配合履职: what it does to support a higher department.
    Coop,
    /// 上级部门收回: what a higher department has taken back.
    Reclaimed,
}

impl ListKind {
    /// All three, in printed order.
    pub const ALL: [Self; 3] = [Self::Basic, Self::Coop, Self::Reclaimed];

    /// The letter that opens a duty's id.
    pub fn letter(self) -> char {
        match self {
            Self::Basic => 'b',
            Self::Coop => 'c',
            Self::Reclaimed => 'r',
        }
    }

    /// The list of a letter.
    pub fn from_letter(letter: char) -> Option<Self> {
        Self::ALL.into_iter().find(|list| list.letter() == letter)
    }

    /// `basic`, `coop`, `reclaimed`: file names, URLs and exports.
    pub fn key(self) -> &'static str {
        match self {
            Self::Basic => "basic",
            Self::Coop => "coop",
            Self::Reclaimed => "reclaimed",
        }
    }

    /// The list's name as documents print it.
    pub fn title(self) -> &'static str {
        match self {
            Self::Basic => "基本履职事项清单",
            Self::Coop => "配合履职事项清单",
            Self::Reclaimed => "上级部门收回事项清单",
        }
    }

    /// The fields that a duty of this list has, in printed order. The departments of a reclaimed duty are
    /// labels of its method.
    pub fn fields(self) -> &'static [Field] {
        match self {
            Self::Basic => &[Field::Seq, Field::Category, Field::Name],
            Self::Coop => &[
                Field::Seq,
                Field::Category,
                Field::Name,
                Field::Departments,
                Field::Upper,
                Field::Township,
            ],
            Self::Reclaimed => &[Field::Seq, Field::Category, Field::Name, Field::Method],
        }
    }

    /// The sections that a duty of this list has, in printed order.
    pub fn sections(self) -> &'static [Section] {
        match self {
            Self::Basic => &[],
            Self::Coop => &[Section::Upper, Section::Township],
            Self::Reclaimed => &[Section::Method],
        }
    }
}

/// A section of a duty's text: who does what.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Section {
    /// 上级部门职责.
    Upper,
    /// 乡镇配合职责.
    Township,
    /// 承接部门及工作方式.
    Method,
}

impl Section {
    /// The letter that opens a clause's anchor (`#u3`, `#t2`, `#m1`).
    pub fn letter(self) -> char {
        match self {
            Self::Upper => 'u',
            Self::Township => 't',
            Self::Method => 'm',
        }
    }

    /// The column's name as documents print it.
    pub fn title(self) -> &'static str {
        match self {
            Self::Upper => "上级部门职责",
            Self::Township => "乡镇配合职责",
            Self::Method => "承接部门及工作方式",
        }
    }
}

/// A field of a duty, to say where a finding is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Field {
    /// 序号.
    Seq,
    /// 事项类别.
    Category,
    /// 事项名称.
    Name,
    /// 对应上级部门 or 承接部门.
    Departments,
    /// 上级部门职责.
    Upper,
    /// 乡镇配合职责.
    Township,
    /// 承接部门及工作方式.
    Method,
}

impl Field {
    /// All of them, in printed order.
    pub const ALL: [Self; 7] = [
        Self::Seq,
        Self::Category,
        Self::Name,
        Self::Departments,
        Self::Upper,
        Self::Township,
        Self::Method,
    ];

    /// The field's name as documents print it.
    pub fn title(self) -> &'static str {
        match self {
            Self::Seq => "序号",
            Self::Category => "事项类别",
            Self::Name => "事项名称",
            Self::Departments => "对应上级部门",
            Self::Upper => Section::Upper.title(),
            Self::Township => Section::Township.title(),
            Self::Method => Section::Method.title(),
        }
    }
}

impl From<Section> for Field {
    fn from(section: Section) -> Self {
        match section {
            Section::Upper => Self::Upper,
            Section::Township => Self::Township,
            Section::Method => Self::Method,
        }
    }
}

/// One row of a list, as printed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Duty {
    /// Permanent id.
    pub id: DutyId,
    /// The printed number.
    pub seq: u32,
    /// 事项名称.
    pub name: String,
    /// 事项类别 as printed; empty when the document has none.
    pub category: String,
    /// Names of departments as printed: the 对应上级部门 cell split at `、`, or the labels of the
    /// method cell of a reclaimed duty.
    pub departments: Vec<String>,
    /// 上级部门职责 (`Coop` only).
    pub upper: Text,
    /// 乡镇配合职责 (`Coop` only).
    pub township: Text,
    /// 承接部门及工作方式 (`Reclaimed` only).
    pub method: Text,
}

impl Duty {
    /// A duty with a name and nothing else.
    pub fn new(id: DutyId, seq: u32, name: impl Into<String>) -> Self {
        Self {
            id,
            seq,
            name: name.into(),
            category: String::new(),
            departments: Vec::new(),
            upper: Text::default(),
            township: Text::default(),
            method: Text::default(),
        }
    }

    /// The text of a field, as it is published: departments with `、` between them, a clause a line.
    pub fn text_of(&self, field: Field) -> String {
        match field {
            Field::Seq => self.seq.to_string(),
            Field::Category => self.category.clone(),
            Field::Name => self.name.clone(),
            Field::Departments => self.departments.join("、"),
            Field::Upper => self.upper.to_string(),
            Field::Township => self.township.to_string(),
            Field::Method => self.method.to_string(),
        }
    }

    /// The text of a section.
    pub fn section(&self, section: Section) -> &Text {
        match section {
            Section::Upper => &self.upper,
            Section::Township => &self.township,
            Section::Method => &self.method,
        }
    }

    /// The text of a section, to fill in.
    pub fn section_mut(&mut self, section: Section) -> &mut Text {
        match section {
            Section::Upper => &mut self.upper,
            Section::Township => &mut self.township,
            Section::Method => &mut self.method,
        }
    }
}
