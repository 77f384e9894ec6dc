//! Departments as templates see them.

use serde::Serialize;

use super::{DutyLine, LineCell, LinkView, MatterView};

/// `department`: `department`.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct DepartmentView {
    /// Full name.
    pub name: String,
    /// Other spellings.
    pub aliases: Vec<String>,
    /// The county's page.
    pub county: LinkView,
    /// The pages of its lines (条线).
    pub lines: Vec<LinkView>,
    /// The page that draws what it has to do with others.
    pub around_href: String,
    /// Whether a registry knows it and a person settled it.
    pub settled: bool,
    /// Whether it is a printed name that the registry of its county does not have: perhaps half a name.
    pub unresolved: bool,
    /// Whether it is no body but a class of them (其他负有某种职责的部门).
    pub class: bool,
    /// What it has to do with the townships, in figures.
    pub counts: DepartmentCounts,
    /// What it leads or shares (配合履职), by category in the order of the documents.
    pub leads: Vec<MatterCategory>,
    /// What it took back (上级部门收回), in the order of the documents.
    pub took_back: Vec<MatterView>,
    /// With whom it does something, those with most in common first.
    pub partners: Vec<PartnerView>,
    /// Its duties by township.
    pub townships: Vec<DepartmentTownship>,
    /// Matters that do not name it among their departments, and whose text has sentences of its own.
    pub beside: Vec<MatterView>,
    /// Matters whose sentences mention it without being its task.
    pub mentioned: Vec<LineCell>,
}

/// A department in figures. A matter that several townships list counts once.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize)]
pub struct DepartmentCounts {
    /// Townships whose lists name it.
    pub townships: usize,
    /// Matters that it leads or shares.
    pub leads: usize,
    /// Of these, matters that name no other department.
    pub alone: usize,
    /// Of these, matters that name others too.
    pub shared: usize,
    /// Matters that it took back.
    pub took_back: usize,
}

/// The matters of one category.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct MatterCategory {
    /// The category as printed, with its page; empty text when the document has none.
    pub category: LinkView,
    /// The matters.
    pub matters: Vec<MatterView>,
}

/// Another department that matters are shared with.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct PartnerView {
    /// Its page.
    pub department: LinkView,
    /// Matters that both lead or share.
    pub leads: usize,
    /// Matters that both took back.
    pub took_back: usize,
}

/// A department's name as a document prints it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct PrintedNameView {
    /// The name as printed.
    pub text: String,
    /// The page of the department, of the first when it names several; empty when there is none.
    pub href: String,
    /// The name in pieces when it names a department and a class of them; empty when it is one link. The
    /// pieces together are the name; one without a page has an empty `href`.
    pub parts: Vec<LinkView>,
}

/// A department's duties in one township.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct DepartmentTownship {
    /// `t-990121101`: the anchor that other pages link to.
    pub anchor: String,
    /// The township's page.
    pub township: LinkView,
    /// How many duties it leads or shares.
    pub leads: usize,
    /// How many duties it took back.
    pub took_back: usize,
    /// The duties, in printed order.
    pub duties: Vec<DutyLine>,
}
