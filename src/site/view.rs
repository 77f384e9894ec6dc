//! What templates see. Every link is ready to print: relative to the page that it stands on.
//!
//! These types are the theme's contract: a field is never removed or given another meaning within a
//! major version. `docs/themes.md` describes them for authors of themes.

mod around;
mod department;
mod duty;
mod law;
mod line;
mod matter;
mod moved;
mod same;

use serde::Serialize;

pub use around::{
    AroundView, BoxView, FigureGroupView, FigureView, NeighbourView, NodeView, TextLineView,
    TieMatterView, TieView,
};
pub use department::{
    DepartmentCounts, DepartmentTownship, DepartmentView, MatterCategory, PartnerView,
    PrintedNameView,
};
pub use duty::{
    ClauseView, DutyView, FindingView, HandlingView, OriginalCellView, OriginalView, PartView,
    SectionView, TextPartView,
};
pub use law::{CitationView, CitingView, LawArticleView, LawKindView, LawPlaceView, LawView};
pub use line::{
    LineBody, LineCell, LineCounty, LineMatter, LinePart, LineView, MatrixCell, MatrixRow,
    MatrixView,
};
pub use matter::{
    ContextView, ElsewhereView, MatterView, OthersView, SentenceView, TownshipDuty, WordingView,
};
pub use moved::MovedView;
pub use same::{
    AbsentView, PieceView, SameCountyListView, SameCountyView, SameDutyView, SameElsewhereView,
    SameListView, SameRowView, SameSectionView, SameView, SameWordingView, WhoCountyView, WhoView,
};

/// Seen by every page as `site` (the same value everywhere: rendered once).
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct SiteView {
    /// The site's title.
    pub title: String,
    /// One sentence about it.
    pub description: String,
    /// Language tag of pages: `zh-CN`.
    pub lang: String,
    /// Absolute address of the site with a slash at its end; empty when it is not known.
    pub base_url: String,
    /// Whether this is `qingdan serve`.
    pub preview: bool,
    /// The footer's record fields, in the order of `qingdan.toml`.
    pub footer: Vec<FieldView>,
}

/// Seen by every page as `page`.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct PageView {
    /// `home`, `county`, `township`, `list`, `duty`, `withdrawn`, `department`, `around`, `line`,
    /// `category`, `law`, `same`, `moved`,
    /// `search`, `sitemap`, `about`, `not-found`.
    pub kind: &'static str,
    /// The page's title, without the site's.
    pub title: String,
    /// One sentence for search engines and shares.
    pub description: String,
    /// The page's own path from the site's root.
    pub path: String,
    /// From here to the site's root: empty, `../` or, on the 404 page, an absolute path.
    pub root: String,
    /// Absolute address; empty when the site's is not known.
    pub canonical: String,
    /// From the home page down to this one; the last has an empty `href`.
    pub breadcrumbs: Vec<LinkView>,
    /// Main navigation.
    pub nav: Vec<NavView>,
    /// Style sheets, with content hashes in their names.
    pub styles: Vec<String>,
    /// Scripts that this page needs, in order, with content hashes in their names.
    pub scripts: Vec<String>,
}

/// A link with its text.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct LinkView {
    /// What to click.
    pub text: String,
    /// Where to.
    pub href: String,
}

/// An entry of the main navigation.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct NavView {
    /// Key of its text in `t` (`nav_home`, `nav_search`, `nav_about`, `nav_sitemap`).
    pub key: &'static str,
    /// Where to.
    pub href: String,
    /// Whether this is the page that one is on.
    pub current: bool,
}

/// A name and a value.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct FieldView {
    /// Name.
    pub name: String,
    /// Value.
    pub value: String,
}

/// A link with how many duties stand behind it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct CountedLink {
    /// What to click.
    pub text: String,
    /// Where to.
    pub href: String,
    /// Duties behind it.
    pub count: usize,
}

/// Counts over the three lists.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize)]
pub struct CountsView {
    /// Basic.
    pub basic: usize,
    /// Coop.
    pub coop: usize,
    /// Reclaimed.
    pub reclaimed: usize,
    /// All three.
    pub total: usize,
}

/// `home`: `home`.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct HomeView {
    /// `content/home.md` as HTML; empty when there is none.
    pub prose: String,
    /// The counties with their townships.
    pub counties: Vec<CountyView>,
    /// Categories over all townships, in order of their first duty.
    pub categories: Vec<CountedLink>,
    /// Lines (条线) with a page, in order of name.
    pub lines: Vec<CountedLink>,
    /// All duties.
    pub counts: CountsView,
    /// Where the search form sends to.
    pub search_href: String,
}

/// `county`: `county`.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct CountyView {
    /// The county's own name.
    pub name: String,
    /// What it lies in (省、州), run together; may be empty.
    pub above: String,
    /// Its page.
    pub href: String,
    /// Its townships, by code.
    pub townships: Vec<TownshipCard>,
    /// Its departments, the most named first.
    pub departments: Vec<CountedLink>,
    /// All its duties.
    pub counts: CountsView,
    /// Its departments by its townships; on its own page only, and where a list names one.
    pub matrix: Option<MatrixView>,
}

/// A township among others.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct TownshipCard {
    /// The township's own name.
    pub name: String,
    /// Its page.
    pub href: String,
    /// Its lists.
    pub lists: Vec<ListLink>,
    /// How many duties.
    pub counts: CountsView,
    /// `YYYY-MM`.
    pub edition: String,
}

/// A link to a list.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct ListLink {
    /// `basic`, `coop`, `reclaimed`.
    pub list: &'static str,
    /// 基本履职事项清单 …
    pub title: &'static str,
    /// Where to.
    pub href: String,
    /// How many duties.
    pub count: usize,
    /// Whether this is the page that one is on.
    pub current: bool,
}

/// `township`: `township`.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct TownshipView {
    /// The document's title.
    pub title: String,
    /// The township's own name.
    pub name: String,
    /// Full name, most general part first.
    pub place: Vec<String>,
    /// Nine digits.
    pub code: String,
    /// `YYYY-MM`.
    pub edition: String,
    /// As the document dates itself; empty when it does not.
    pub issued: String,
    /// 说明 as HTML; empty when there is none.
    pub note: String,
    /// The three lists.
    pub lists: Vec<ListLink>,
    /// Categories within this township, in order of their first duty, with their pages.
    pub categories: Vec<CountedLink>,
    /// Departments that it works with, the most named first.
    pub departments: Vec<CountedLink>,
    /// Record fields that a person filled in (索引号 …).
    pub record: Vec<FieldView>,
    /// The documents that it came from.
    pub sources: Vec<FieldView>,
    /// Counts.
    pub counts: CountsView,
    /// Duties with an open finding of severity warning or above.
    pub doubtful: Vec<LinkView>,
}

/// `list`: `list`.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct ListView {
    /// `basic`, `coop`, `reclaimed`.
    pub list: &'static str,
    /// 基本履职事项清单 …
    pub title: &'static str,
    /// The township's own name.
    pub township: LinkView,
    /// The three lists, this one current.
    pub lists: Vec<ListLink>,
    /// Runs of duties of one category, in printed order.
    pub groups: Vec<GroupView>,
    /// How many duties.
    pub count: usize,
}

/// Consecutive duties of one category.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct GroupView {
    /// The category as printed, with its page; empty text when the document has none.
    pub category: LinkView,
    /// `g1`, `g2` …: anchor of the run.
    pub anchor: String,
    /// The duties.
    pub duties: Vec<DutyView>,
}

/// `withdrawn`: a duty that an earlier edition had.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct WithdrawnView {
    /// Permanent id.
    pub id: String,
    /// The township's page.
    pub township: LinkView,
    /// The list that it stood in.
    pub list: LinkView,
    /// The current edition, which does not have it, `YYYY-MM`.
    pub edition: String,
}

/// `category`: `category`.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct CategoryView {
    /// Name.
    pub name: String,
    /// By township, in the order of the documents; none when they are too many for one page.
    pub townships: Vec<CategoryTownship>,
    /// Instead of those: the parts of the townships' lists, by county.
    pub counties: Vec<CategoryCounty>,
    /// How many duties.
    pub count: usize,
    /// In how many townships.
    pub township_count: usize,
    /// How many of each list.
    pub counts: CountsView,
    /// Whether the registry of categories knows it, or there is none.
    pub known: bool,
    /// Matters of several townships, each with the page that compares them and how many townships of this
    /// category have it, those of most first.
    pub matters: Vec<CountedLink>,
}

/// A category in the townships of one county.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct CategoryCounty {
    /// The county's page.
    pub county: LinkView,
    /// Each township with where its lists have the category.
    pub townships: Vec<CategoryLists>,
}

/// Where the lists of one township have a category.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct CategoryLists {
    /// The township's page.
    pub township: LinkView,
    /// Of each list that has it: where it begins there, and how many duties.
    pub lists: Vec<ListLink>,
}

/// A category in one township.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct CategoryTownship {
    /// The township's page.
    pub township: LinkView,
    /// The duties, in printed order.
    pub duties: Vec<DutyLine>,
}

/// A duty in a list of links.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct DutyLine {
    /// Printed number.
    pub seq: u32,
    /// Name.
    pub name: String,
    /// Its page.
    pub href: String,
    /// `basic`, `coop`, `reclaimed`.
    pub list: &'static str,
    /// The other departments of the duty.
    pub others: Vec<LinkView>,
    /// Whether it is marked 待核.
    pub doubtful: bool,
}

/// `search`: `search`.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct SearchView {
    /// The index script.
    pub index_href: String,
    /// For visitors without scripts: categories, and the departments of each county.
    pub categories: Vec<CountedLink>,
    /// Counties with their departments, the most named first.
    pub counties: Vec<CountyView>,
}

/// `sitemap`: `sitemap`: for people.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct SitemapView {
    /// Counties with their townships and lists.
    pub counties: Vec<CountyView>,
    /// Categories.
    pub categories: Vec<CountedLink>,
    /// Laws and documents that are cited, by kind.
    pub laws: Vec<LawKindView>,
    /// Lines (条线) with a page, in order of name.
    pub lines: Vec<CountedLink>,
}

/// `about`: `prose`.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct ProseView {
    /// HTML.
    pub html: String,
}
