//! What a department has to do with others, as templates see it: a drawing and the same in words.

use serde::Serialize;

use super::LinkView;

/// `around`: `around`: what a department has to do with others.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct AroundView {
    /// The department's page.
    pub department: LinkView,
    /// The drawing.
    pub figure: FigureView,
    /// How many neighbours the drawing leaves out.
    pub left_out: usize,
    /// Departments: those that share most matters first, then those that its clauses mention most.
    pub departments: Vec<NeighbourView>,
    /// Townships, those with most matters first.
    pub townships: Vec<NeighbourView>,
}

/// Somebody that a department has to do with.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct NeighbourView {
    /// Its page.
    pub link: LinkView,
    /// What they have to do with each other.
    pub ties: Vec<TieView>,
}

/// A way to have to do with each other.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct TieView {
    /// Of departments `shares` (both lead a duty), `took_back` (both took it back), `mentions` (a clause
    /// of the department mentions the other), `mentioned_by` (the other way round); of townships `coop`, `reclaimed`.
    pub kind: &'static str,
    /// How many matters. One that several townships list counts once.
    pub count: usize,
    /// The matters, in the order of the site.
    pub matters: Vec<TieMatterView>,
}

/// A matter with the duties that it is in each township.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct TieMatterView {
    /// Name.
    pub name: String,
    /// The duties, or clauses of them, each told by its township.
    pub places: Vec<LinkView>,
}

/// A drawing: the department on the left, its neighbours on the right, a line to each. All numbers are
/// units of the drawing.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct FigureView {
    /// Width.
    pub width: u32,
    /// Height.
    pub height: u32,
    /// The department.
    pub hub: BoxView,
    /// The neighbours in groups, from above.
    pub groups: Vec<FigureGroupView>,
}

/// Neighbours of one kind.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct FigureGroupView {
    /// `shares`, `mentions`, `townships`.
    pub kind: &'static str,
    /// Left end of its heading.
    pub x: u32,
    /// Base line of its heading.
    pub y: u32,
    /// Its neighbours, from above.
    pub nodes: Vec<NodeView>,
}

/// A neighbour, and the line to it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct NodeView {
    /// Its page.
    pub href: String,
    /// Name.
    pub name: String,
    /// The number on the line.
    pub count: usize,
    /// The line, as `d` of a path.
    pub path: String,
    /// The line's width.
    pub weight: u32,
    /// Where the name stands.
    pub label: BoxView,
    /// Where the number stands, round the end of the line.
    pub badge: BoxView,
}

/// A box with text.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct BoxView {
    /// Left.
    pub x: u32,
    /// Top.
    pub y: u32,
    /// Width.
    pub width: u32,
    /// Height.
    pub height: u32,
    /// Where the lines begin, or have their middle (`hub`, `badge`).
    pub text_x: u32,
    /// The lines of its text.
    pub lines: Vec<TextLineView>,
}

/// A line of text in a drawing.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct TextLineView {
    /// Base line.
    pub y: u32,
    /// The text.
    pub text: String,
}
