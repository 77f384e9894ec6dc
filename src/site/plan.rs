//! The page plan: every page of the site and its URL, decided before anything is rendered.

use std::collections::BTreeMap;

use super::Url;
use crate::bilingual;
use crate::content::Content;
use crate::diag::Bilingual;
use crate::graph::{DutyRef, Graph, duty_refs};
use crate::model::{DutyId, ListKind};

/// A page.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Page {
    /// Where it is.
    pub url: Url,
    /// What it shows.
    pub kind: PageKind,
}

/// What an address was of that now leads on.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Former {
    /// A name of a department that has turned out to be another one's.
    OtherName(usize),
    /// The same duty in several townships, under an id that its group had before.
    Same(usize),
}

/// What a page shows. Indices are into the content's townships and the graph's lists.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum PageKind {
    /// The site's home.
    Home,
    /// A county.
    County(usize),
    /// A township.
    Township(usize),
    /// A list of a township.
    List(usize, ListKind),
    /// A duty.
    Duty(DutyRef),
    /// A duty that an earlier edition had.
    Withdrawn(usize, DutyId),
    /// A department.
    Department(usize),
    /// What a department has to do with others, drawn.
    Around(usize),
    /// A line (条线).
    Line(usize),
    /// A category.
    Category(usize),
    /// A law or a document that is cited.
    Law(usize),
    /// The same duty in several townships.
    Same(usize),
    /// An address that is kept and leads on.
    Moved(Former),
    /// Search.
    Search,
    /// About the site.
    About,
    /// The site map for people.
    Sitemap,
    /// Not found.
    NotFound,
}

/// All pages, in the order of the site.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Plan {
    /// The pages.
    pub pages: Vec<Page>,
}

/// Two pages of one URL.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("{}", self.message())]
pub struct SameUrl {
    /// The URL, and how many pages claim it.
    pub urls: Vec<(Url, usize)>,
}

impl SameUrl {
    /// The message for people.
    pub fn message(&self) -> Bilingual {
        let list: Vec<String> = self.urls.iter().map(|(url, n)| format!("{url} ×{n}")).collect();
        let list = list.join("、");
        bilingual!("几个页面用了同一个网址：{list}", "several pages claim one URL: {list}")
    }
}

/// Plans the site. A department or category without any duty has no page: it would be an empty
/// column.
pub fn plan(content: &Content, graph: &Graph) -> Result<Plan, SameUrl> {
    let mut pages = vec![Page { url: Url::home(), kind: PageKind::Home }];
    let mut add = |url, kind| pages.push(Page { url, kind });
    for (index, county) in graph.counties.iter().enumerate() {
        add(Url::county(&county.code), PageKind::County(index));
    }
    for (index, loaded) in content.townships.iter().enumerate() {
        let code = &loaded.township.code;
        add(Url::township(code), PageKind::Township(index));
        for list in ListKind::ALL {
            add(Url::list(code, list), PageKind::List(index, list));
        }
        for id in &loaded.township.withdrawn {
            add(Url::duty(code, *id), PageKind::Withdrawn(index, *id));
        }
    }
    for duty_ref in duty_refs(content) {
        let code = &content.townships[duty_ref.township].township.code;
        add(Url::duty(code, duty_ref.of(content).id), PageKind::Duty(duty_ref));
    }
    for (index, department) in graph.departments.iter().enumerate() {
        if department.has_page() {
            add(Url::department(&department.id), PageKind::Department(index));
            add(Url::around(&department.id), PageKind::Around(index));
        } else if department.same_as.is_some_and(|body| graph.departments[body].has_page()) {
            add(Url::department(&department.id), PageKind::Moved(Former::OtherName(index)));
        }
    }
    for (index, line) in graph.lines.iter().enumerate() {
        if line.has_page(&graph.departments) {
            add(Url::line(&line.id), PageKind::Line(index));
        }
    }
    for (index, law) in graph.laws.iter().enumerate() {
        add(Url::law(&law.id), PageKind::Law(index));
    }
    for (index, group) in graph.same.iter().enumerate() {
        add(Url::same(&group.id), PageKind::Same(index));
        for id in &group.former {
            add(Url::same(id), PageKind::Moved(Former::Same(index)));
        }
    }
    for (index, category) in graph.categories.iter().enumerate() {
        if category.has_page() {
            add(Url::category(&category.id), PageKind::Category(index));
        }
    }
    add(Url::top("search"), PageKind::Search);
    if content.prose.contains_key("about") {
        add(Url::top("about"), PageKind::About);
    }
    add(Url::top("sitemap"), PageKind::Sitemap);
    add(Url::top("404"), PageKind::NotFound);
    unique(&pages)?;
    Ok(Plan { pages })
}

fn unique(pages: &[Page]) -> Result<(), SameUrl> {
    let mut counts: BTreeMap<&Url, usize> = BTreeMap::new();
    for page in pages {
        *counts.entry(&page.url).or_default() += 1;
    }
    let urls: Vec<(Url, usize)> =
        counts.into_iter().filter(|(_, n)| *n > 1).map(|(url, n)| (url.clone(), n)).collect();
    if urls.is_empty() { Ok(()) } else { Err(SameUrl { urls }) }
}
