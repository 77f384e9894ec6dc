//! The only builder of URLs. A [`Url`] is a path from the site's root that names a file; links are
//! relative, so one output works at any sub-path and from `file://`.

use std::fmt;

use crate::model::{CountyCode, DutyId, ListKind, Slug, TownshipCode};

/// A page's path from the site's root: lower-case ASCII, no leading slash, `/` between folders.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Url(String);

impl fmt::Display for Url {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

impl Url {
    /// The path.
    pub fn path(&self) -> &str {
        &self.0
    }

    /// Home.
    pub fn home() -> Self {
        Self("index.html".to_owned())
    }

    /// A page at the root: `search`, `about`, `sitemap`, `404`.
    pub fn top(name: &'static str) -> Self {
        Self(format!("{name}.html"))
    }

    /// A county.
    pub fn county(code: &CountyCode) -> Self {
        Self(format!("{code}/index.html"))
    }

    /// A township.
    pub fn township(code: &TownshipCode) -> Self {
        Self(format!("{code}/index.html"))
    }

    /// A list of a township.
    pub fn list(code: &TownshipCode, list: ListKind) -> Self {
        Self(format!("{code}/{}.html", list.key()))
    }

    /// A duty.
    pub fn duty(code: &TownshipCode, id: DutyId) -> Self {
        Self(format!("{code}/{id}.html"))
    }

    /// A department.
    pub fn department(id: &Slug) -> Self {
        Self(format!("d/{id}.html"))
    }

    /// What a department has to do with others, drawn.
    pub fn around(id: &Slug) -> Self {
        Self(format!("around/{id}.html"))
    }

    /// A line (条线).
    pub fn line(id: &Slug) -> Self {
        Self(format!("line/{id}.html"))
    }

    /// A law or a document that is cited.
    pub fn law(id: &Slug) -> Self {
        Self(format!("law/{id}.html"))
    }

    /// The same duty in several townships.
    pub fn same(id: &Slug) -> Self {
        Self(format!("same/{id}.html"))
    }

    /// A category.
    pub fn category(id: &Slug) -> Self {
        Self(format!("category/{id}.html"))
    }

    /// A file that is no page: a style sheet, a part of the search index.
    pub fn file(path: impl Into<String>) -> Self {
        Self(path.into())
    }

    /// From this page up to the site's root: empty or `../`.
    pub fn to_root(&self) -> String {
        "../".repeat(self.0.matches('/').count())
    }

    /// The link from this page to another.
    pub fn link_to(&self, target: &Self) -> String {
        let mut here: Vec<&str> = self.0.split('/').collect();
        let mut there: Vec<&str> = target.0.split('/').collect();
        here.pop();
        let common = here.iter().zip(&there[..there.len() - 1]).take_while(|(a, b)| a == b).count();
        there.drain(..common);
        format!("{}{}", "../".repeat(here.len() - common), there.join("/"))
    }

    /// The link from this page to a place on another.
    pub fn link_to_anchor(&self, target: &Self, anchor: &str) -> String {
        format!("{}#{anchor}", self.link_to(target))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn links_are_relative_and_name_the_file() {
        let link = |from: &str, to: &str| Url::file(from).link_to(&Url::file(to));
        assert_eq!(link("index.html", "search.html"), "search.html");
        assert_eq!(link("990121101/c2.html", "index.html"), "../index.html");
        assert_eq!(link("990121101/c2.html", "990121101/coop.html"), "coop.html");
        assert_eq!(link("990121101/c2.html", "d/x.html"), "../d/x.html");
        assert_eq!(link("a/b/c.html", "a/d/e.html"), "../d/e.html");
        assert_eq!(link("a/b.html", "a/b.html"), "b.html");
        assert_eq!(Url::file("a/b/c.html").to_root(), "../../");
    }
}
