//! From content and graph to what templates see, page by page.
//!
//! `Views` holds what all pages share; each method builds the view of one page kind. All links go
//! through [`Url::link_to`], from the page that is being built.

mod around;
mod clauses;
mod department_text;
mod departments;
mod handling;
mod laws;
mod lines;
mod matrix;
mod matters;
mod moved;
mod places;
mod same;
mod same_text;
mod subjects;

use std::collections::BTreeMap;

use serde::Serialize;

use super::view::{
    AroundView, CategoryView, CountyView, DepartmentView, LawView, LineView, MovedView, SameView,
    TownshipView,
};
use super::view::{
    CountedLink, CountsView, DutyView, FieldView, FindingView, HomeView, LinkView, ListView,
    NavView, PageView, ProseView, SearchView, SiteView, SitemapView, WithdrawnView,
};
use super::{Page, PageKind, Url};
use crate::config::Config;
use crate::content::Content;
use crate::diag::{Finding, Locale, Severity};
use crate::graph::{DutyRef, Graph, PlaceWords, Standing};
use crate::model::{DutyId, ListKind, TownshipCode};

/// HTML of authored prose, rendered before the views are built.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct ProseHtml {
    /// The site's own prose by file stem (`home`, `about`).
    pub site: BTreeMap<String, String>,
    /// Each township's 说明, in the order of the content.
    pub notes: Vec<String>,
}

/// Files that pages link to, with content hashes in their names where they have one.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Assets {
    /// Style sheets.
    pub styles: Vec<Url>,
    /// Scripts of the search page.
    pub search_scripts: Vec<Url>,
    /// Scripts of every page.
    pub scripts: Vec<Url>,
    /// The search index.
    pub search_index: Option<Url>,
}

/// What the views are made of.
pub struct Views<'a> {
    /// Everything under `content/`.
    pub content: &'a Content,
    /// What links it.
    pub graph: &'a Graph,
    /// The site's settings.
    pub config: &'a Config,
    /// Authored prose.
    pub prose: &'a ProseHtml,
    /// Files.
    pub assets: &'a Assets,
    /// Interface strings.
    pub strings: &'a BTreeMap<String, String>,
    doubts: BTreeMap<(&'a TownshipCode, DutyId), Vec<&'a Finding>>,
    /// For each township the names of places that its lists use.
    places: Vec<PlaceWords>,
    /// For each group of the same duty who has it in which list.
    standings: Vec<[same::Standing; 3]>,
}

/// The view of a page, under the name that its template knows it by.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[serde(rename_all = "lowercase")]
#[expect(missing_docs, reason = "each is the view of its name")]
pub enum View {
    Home(HomeView),
    County(CountyView),
    Township(TownshipView),
    List(ListView),
    Duty(DutyView),
    Withdrawn(WithdrawnView),
    Department(DepartmentView),
    Around(AroundView),
    Line(LineView),
    Category(CategoryView),
    Law(LawView),
    Same(SameView),
    Moved(MovedView),
    Search(SearchView),
    Sitemap(SitemapView),
    Prose(ProseView),
    Nothing,
}

impl View {
    /// The template that shows it.
    pub fn template(&self) -> &'static str {
        match self {
            Self::Home(_) => "home.html",
            Self::County(_) => "county.html",
            Self::Township(_) => "township.html",
            Self::List(_) => "list.html",
            Self::Duty(_) => "duty.html",
            Self::Withdrawn(_) => "withdrawn.html",
            Self::Department(_) => "department.html",
            Self::Around(_) => "around.html",
            Self::Line(_) => "line.html",
            Self::Category(_) => "category.html",
            Self::Law(_) => "law.html",
            Self::Same(_) => "same.html",
            Self::Moved(_) => "moved.html",
            Self::Search(_) => "search.html",
            Self::Sitemap(_) => "sitemap.html",
            Self::Prose(_) => "about.html",
            Self::Nothing => "not-found.html",
        }
    }
}

/// Title, description and the way to a page: what its [`PageView`] needs beside the URL.
struct Frame {
    kind: &'static str,
    title: String,
    description: String,
    trail: Vec<(String, Url)>,
}

impl<'a> Views<'a> {
    /// Prepares the views. `findings` are those of the whole site.
    pub fn new(
        content: &'a Content,
        graph: &'a Graph,
        config: &'a Config,
        findings: &'a [Finding],
        prose: &'a ProseHtml,
        assets: &'a Assets,
        strings: &'a BTreeMap<String, String>,
    ) -> Self {
        let mut doubts: BTreeMap<_, Vec<_>> = BTreeMap::new();
        for finding in findings.iter().filter(|f| f.severity >= Severity::Warning) {
            if let (Some(code), Some(duty)) = (&finding.at.code, finding.at.duty) {
                doubts.entry((code, duty)).or_default().push(finding);
            }
        }
        let places = content.townships.iter().map(|t| PlaceWords::of(&t.township.place)).collect();
        let standings = same::standings(graph);
        Self { content, graph, config, prose, assets, strings, doubts, places, standings }
    }

    /// What every page sees of the site.
    pub fn site(&self, preview: bool) -> SiteView {
        SiteView {
            title: self.config.title.clone(),
            description: self.config.description.clone(),
            lang: self.config.language.clone(),
            base_url: self
                .config
                .base_url
                .as_ref()
                .map_or(String::new(), |u| u.as_str().to_owned()),
            preview,
            footer: fields(&self.config.footer),
        }
    }

    /// The views of a page.
    pub fn of(&self, page: &Page) -> (PageView, View) {
        let here = &page.url;
        let (frame, view) = match page.kind {
            PageKind::Home => self.home(here),
            PageKind::County(index) => self.county_page(here, index),
            PageKind::Township(index) => self.township_page(here, index),
            PageKind::List(township, list) => self.list_page(here, township, list),
            PageKind::Duty(duty) => self.duty_page(here, duty),
            PageKind::Withdrawn(township, id) => self.withdrawn_page(here, township, id),
            PageKind::Department(index) => self.department_page(here, index),
            PageKind::Around(index) => self.around_page(here, index),
            PageKind::Line(index) => self.line_page(here, index),
            PageKind::Category(index) => self.category_page(here, index),
            PageKind::Law(index) => self.law_page(here, index),
            PageKind::Same(index) => self.same_page(here, index),
            PageKind::Moved(former) => self.moved_page(here, former),
            PageKind::Search => self.search(here),
            PageKind::About => {
                let html = self.prose.site.get("about").cloned().unwrap_or_default();
                (self.top_frame("about"), View::Prose(ProseView { html }))
            }
            PageKind::Sitemap => {
                let view = SitemapView {
                    counties: self.counties(here),
                    categories: self.categories(here),
                    laws: self.law_kinds(here),
                    lines: self.line_links(here),
                };
                (self.top_frame("sitemap"), View::Sitemap(view))
            }
            PageKind::NotFound => (self.top_frame("not-found"), View::Nothing),
        };
        (self.page(page, frame), view)
    }

    fn page(&self, page: &Page, frame: Frame) -> PageView {
        let here = &page.url;
        let root = match (page.kind, &self.config.base_url) {
            // A host shows this page at whatever address was asked for.
            (PageKind::NotFound, Some(base)) => base.path().to_owned(),
            _ => here.to_root(),
        };
        let link = |url: &Url| format!("{root}{url}");
        let link = |url: &Url| match page.kind {
            PageKind::NotFound => link(url),
            _ => here.link_to(url),
        };
        let mut breadcrumbs: Vec<LinkView> = frame
            .trail
            .into_iter()
            .map(|(text, url)| LinkView { text, href: link(&url) })
            .collect();
        if page.kind != PageKind::Home {
            let home = LinkView { text: self.string("nav_home"), href: link(&Url::home()) };
            breadcrumbs.insert(0, home);
            breadcrumbs.push(LinkView { text: frame.title.clone(), href: String::new() });
        }
        let mut scripts: Vec<String> = self.assets.scripts.iter().map(link).collect();
        if page.kind == PageKind::Search {
            scripts.extend(self.assets.search_scripts.iter().map(link));
        }
        let base = self.config.base_url.as_ref();
        PageView {
            kind: frame.kind,
            title: frame.title,
            description: frame.description,
            path: here.path().to_owned(),
            canonical: base
                .filter(|_| page.kind != PageKind::NotFound)
                .map_or(String::new(), |base| format!("{}{here}", base.as_str())),
            nav: self.nav(page, link),
            styles: self.assets.styles.iter().map(link).collect(),
            root,
            breadcrumbs,
            scripts,
        }
    }

    fn nav(&self, page: &Page, link: impl Fn(&Url) -> String) -> Vec<NavView> {
        let mut entries = vec![("nav_home", Url::home()), ("nav_search", Url::top("search"))];
        if self.content.prose.contains_key("about") {
            entries.push(("nav_about", Url::top("about")));
        }
        entries.push(("nav_sitemap", Url::top("sitemap")));
        entries
            .into_iter()
            .map(|(key, url)| NavView { key, href: link(&url), current: url == page.url })
            .collect()
    }

    fn string(&self, key: &str) -> String {
        self.strings.get(key).cloned().unwrap_or_else(|| key.to_owned())
    }

    fn top_frame(&self, kind: &'static str) -> Frame {
        let title = self.string(&format!("title_{}", kind.replace('-', "_")));
        Frame { kind, title, description: self.config.description.clone(), trail: Vec::new() }
    }

    fn home(&self, here: &Url) -> (Frame, View) {
        let counties = self.counties(here);
        let counts = counties.iter().fold(CountsView::default(), |sum, c| sum.plus(c.counts));
        let view = HomeView {
            prose: self.prose.site.get("home").cloned().unwrap_or_default(),
            counties,
            categories: self.categories(here),
            lines: self.line_links(here),
            counts,
            search_href: here.link_to(&Url::top("search")),
        };
        let frame = Frame {
            kind: "home",
            title: self.config.title.clone(),
            description: self.config.description.clone(),
            trail: Vec::new(),
        };
        (frame, View::Home(view))
    }

    fn search(&self, here: &Url) -> (Frame, View) {
        let view = SearchView {
            index_href: self
                .assets
                .search_index
                .as_ref()
                .map_or(String::new(), |u| here.link_to(u)),
            categories: self.categories(here),
            counties: self.counties(here),
        };
        (self.top_frame("search"), View::Search(view))
    }

    fn code(&self, township: usize) -> &'a TownshipCode {
        &self.content.townships[township].township.code
    }

    fn township_link(&self, here: &Url, township: usize) -> LinkView {
        let name = self.content.townships[township].township.place.township();
        LinkView { text: name.to_owned(), href: here.link_to(&Url::township(self.code(township))) }
    }

    fn duty_url(&self, duty: DutyRef) -> Url {
        Url::duty(self.code(duty.township), duty.of(self.content).id)
    }

    fn doubts_of(&self, duty: DutyRef) -> &[&'a Finding] {
        let key = (self.code(duty.township), duty.of(self.content).id);
        self.doubts.get(&key).map_or(&[], Vec::as_slice)
    }

    fn finding(&self, finding: &Finding) -> FindingView {
        // What is not in the published text is in the document.
        let excerpt = finding.excerpt.as_ref().or(finding.source.as_ref());
        let part = |from: usize, to: usize| -> String {
            let text = excerpt.map_or("", |e| e.text.as_str());
            text.chars().skip(from).take(to.saturating_sub(from)).collect()
        };
        let (start, end) = excerpt.map_or((0, 0), |e| (e.start, e.end));
        FindingView {
            code: finding.code,
            message: finding.message.get(Locale::from_tag(&self.config.language)).to_owned(),
            before: part(0, start),
            marked: part(start, end),
            after: part(end, usize::MAX),
        }
    }

    /// Departments with pages, the most named first.
    fn departments(&self, here: &Url, wanted: impl Fn(usize) -> bool) -> Vec<CountedLink> {
        let departments = self.graph.departments.iter().enumerate();
        // What nobody has resolved is listed apart, on the page of its county.
        let resolved = departments.filter(|(_, d)| d.standing != Standing::Unresolved);
        let links = resolved.filter(|(i, d)| d.has_page() && wanted(*i));
        let links = links.map(|(_, d)| CountedLink {
            text: d.name.clone(),
            href: here.link_to(&Url::department(&d.id)),
            count: d.duty_count(),
        });
        most_first(links.collect())
    }

    /// Categories with pages, in order of their first duty.
    fn categories(&self, here: &Url) -> Vec<CountedLink> {
        let mut categories: Vec<_> =
            self.graph.categories.iter().filter(|c| c.has_page()).collect();
        categories.sort_by_key(|c| c.duties.first().copied());
        categories
            .into_iter()
            .map(|c| CountedLink {
                text: c.name.clone(),
                href: here.link_to(&Url::category(&c.id)),
                count: c.duties.len(),
            })
            .collect()
    }
}

/// By count, the largest first; equal counts keep their order.
fn most_first(mut links: Vec<CountedLink>) -> Vec<CountedLink> {
    links.sort_by_key(|link| std::cmp::Reverse(link.count));
    links
}

fn fields(pairs: &[(String, String)]) -> Vec<FieldView> {
    pairs
        .iter()
        .map(|(name, value)| FieldView { name: name.clone(), value: value.clone() })
        .collect()
}

impl CountsView {
    /// The counts of three lists.
    pub fn of(lists: &crate::model::Lists) -> Self {
        let [basic, coop, reclaimed] = ListKind::ALL.map(|list| lists.get(list).len());
        Self { basic, coop, reclaimed, total: basic + coop + reclaimed }
    }

    /// The counts of some duties.
    pub fn of_duties(duties: &[DutyRef]) -> Self {
        let count = |list| duties.iter().filter(|duty| duty.list == list).count();
        let [basic, coop, reclaimed] = ListKind::ALL.map(count);
        Self { basic, coop, reclaimed, total: duties.len() }
    }

    /// Both together.
    #[must_use]
    pub fn plus(self, other: Self) -> Self {
        Self {
            basic: self.basic + other.basic,
            coop: self.coop + other.coop,
            reclaimed: self.reclaimed + other.reclaimed,
            total: self.total + other.total,
        }
    }
}
