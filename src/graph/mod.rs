//! What the townships have in common: counties, departments and their lines, categories, laws, and the
//! same duty elsewhere, with the duties that they stand in.
//!
//! Pure: content in, graph out. Not here: judging what is unresolved (`check`).

mod backlinks;
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
pub use laws::{Law, LawCitation, LawIndex};
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
    /// Finds the body that a name means.
    pub index: DepartmentIndex,
    /// 条线, in order of name.
    pub lines: Vec<DepartmentLine>,
    /// Laws and documents that are cited, in order of title.
    pub laws: Vec<Law>,
    /// Finds the law that a title means.
    pub law_index: LawIndex,
    /// The same duty in several townships, in the order of their first duty.
    pub same: Vec<SameGroup>,
    /// For each duty that stands in a group: index into `same`.
    pub same_of: BTreeMap<DutyRef, usize>,
    /// Finds departments in running text.
    pub finder: MentionFinder,
    /// For each department: the duties that mention it in their text alone, in the order of the site.
    pub mentioned: Vec<Vec<DutyRef>>,
}

impl Graph {
    /// A county by its code; none where no township is of it.
    pub fn county(&self, code: &CountyCode) -> Option<&County> {
        let at = self.counties.binary_search_by(|county| county.code.cmp(code)).ok()?;
        self.counties.get(at)
    }

    /// The duties of a group (an index into [`Graph::same`]) that are of one county.
    pub fn same_in_county(&self, group: usize, county: &CountyCode) -> &[DutyRef] {
        let duties = self.same[group].duties.as_slice();
        let townships = self.county(county).map_or(&[][..], |county| &county.townships);
        let (Some(first), Some(last)) = (townships.first(), townships.last()) else { return &[] };
        // The townships of a county stand together, for a content is in the order of their codes.
        let from = duties.partition_point(|duty| duty.township < *first);
        let to = duties.partition_point(|duty| duty.township <= *last);
        &duties[from..to]
    }
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
    let (mut departments, departments_of, index) = departments::resolve_departments(content);
    let lines = lines::resolve_lines(&content.registries.departments, &mut departments, &index);
    let (categories, category_of) = categories::resolve_categories(content);
    let same = resolve_same(content);
    let members = same
        .iter()
        .enumerate()
        .flat_map(|(index, group)| group.duties.iter().map(move |duty| (*duty, index)));
    let same_of = members.collect();
    let (laws, law_index) = laws::resolve_laws(content);
    let finder = MentionFinder::new(&index, &counties);
    let mut graph = Graph {
        counties,
        departments,
        categories,
        departments_of,
        category_of,
        index,
        lines,
        laws,
        law_index,
        same,
        same_of,
        finder,
        mentioned: Vec::new(),
    };
    graph.mentioned = backlinks::resolve_mentioned(&graph, content);
    graph
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
