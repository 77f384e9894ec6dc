//! What the townships have in common: counties, departments and their lines, categories, laws, and the
//! same duty elsewhere, with the duties that they stand in.
//!
//! Pure: content in, graph out. Not here: judging what is unresolved (`check`).

mod categories;
mod departments;
mod laws;
mod lines;
mod mentions;
mod notes;
mod ownership;
mod same;

use std::collections::BTreeMap;

use crate::content::{Content, LoadedTownship};
use crate::model::{CountyCode, Duty, ListKind};

pub use categories::Category;
pub use departments::{Department, DepartmentIndex, Standing};
pub use laws::{Law, LawCitation};
pub use lines::DepartmentLine;
pub use mentions::MentionFinder;
pub use notes::{DutyNotes, Ground, LineNote, Mention, Owner, Target};
pub use same::{
    Claim, Contradiction, PlaceWords, Row, SameGroup, Segment, SegmentKind, Side, align,
    differences, missing_duties, propose_same, resolve_same, same_contradictions,
};

/// A duty of a site: which township, which list, which row.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct DutyRef {
    /// Index into [`Content::townships`].
    pub township: usize,
    /// The list.
    pub list: ListKind,
    /// Index into the list.
    pub index: usize,
}

impl DutyRef {
    /// The duty itself.
    ///
    /// # Panics
    /// When the reference is of another content.
    pub fn of(self, content: &Content) -> &Duty {
        &content.townships[self.township].township.lists.get(self.list)[self.index]
    }
}

/// A county: the townships whose codes share its six digits.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct County {
    /// Six digits.
    pub code: CountyCode,
    /// Its own name, as its first township gives it.
    pub name: String,
    /// What it lies in, run together.
    pub above: String,
    /// Indices into [`Content::townships`].
    pub townships: Vec<usize>,
}

/// Everything that links duties.
#[derive(Debug, Clone, Default)]
pub struct Graph {
    /// By code.
    pub counties: Vec<County>,
    /// Registry order, then unregistered ones by first appearance.
    pub departments: Vec<Department>,
    /// Registry order, then unregistered ones by first appearance.
    pub categories: Vec<Category>,
    /// For each duty that names departments: indices into `departments`, in printed order.
    pub departments_of: BTreeMap<DutyRef, Vec<usize>>,
    /// For each duty that has a category: index into `categories`.
    pub category_of: BTreeMap<DutyRef, usize>,
    /// 条线, in order of name.
    pub lines: Vec<DepartmentLine>,
    /// Laws and documents that are cited, in order of title.
    pub laws: Vec<Law>,
    /// The same duty in several townships, in the order of their first duty.
    pub same: Vec<SameGroup>,
    /// For each duty that stands in a group: index into `same`.
    pub same_of: BTreeMap<DutyRef, usize>,
    /// Finds departments in running text.
    pub finder: MentionFinder,
}

/// All duties of a content, in the order of townships, lists and rows.
pub fn duty_refs(content: &Content) -> impl Iterator<Item = DutyRef> {
    (0..content.townships.len()).flat_map(|township| duty_refs_of(content, township))
}

/// The duties of one township, in the order of lists and rows.
pub fn duty_refs_of(content: &Content, township: usize) -> impl Iterator<Item = DutyRef> {
    let lists = &content.townships[township].township.lists;
    ListKind::ALL.into_iter().flat_map(move |list| {
        (0..lists.get(list).len()).map(move |index| DutyRef { township, list, index })
    })
}

/// Resolves the graph.
pub fn resolve_graph(content: &Content) -> Graph {
    let counties = resolve_counties(&content.townships);
    let (mut departments, departments_of) = departments::resolve_departments(content);
    let lines = lines::resolve_lines(&content.registries.departments, &mut departments);
    let (categories, category_of) = categories::resolve_categories(content);
    let same = resolve_same(content);
    let members = same
        .iter()
        .enumerate()
        .flat_map(|(index, group)| group.duties.iter().map(move |duty| (*duty, index)));
    let same_of = members.collect();
    let laws = laws::resolve_laws(content);
    let finder = MentionFinder::new(&departments);
    Graph {
        counties,
        departments,
        categories,
        departments_of,
        category_of,
        lines,
        laws,
        same,
        same_of,
        finder,
    }
}

fn resolve_counties(townships: &[LoadedTownship]) -> Vec<County> {
    let mut counties: BTreeMap<CountyCode, County> = BTreeMap::new();
    for (index, loaded) in townships.iter().enumerate() {
        let code = loaded.township.code.county();
        let place = &loaded.township.place;
        counties
            .entry(code.clone())
            .or_insert_with(|| County {
                code,
                name: place.county().to_owned(),
                above: place.above_county(),
                townships: Vec::new(),
            })
            .townships
            .push(index);
    }
    counties.into_values().collect()
}
