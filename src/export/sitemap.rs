//! `sitemap.xml` (sitemaps.org 0.9): the absolute addresses of all pages, for search engines.

use std::fmt::Write as _;

use crate::config::BaseUrl;
use crate::site::{PageKind, Plan};

/// A sitemap may list 50,000 addresses; a site with more has an index of several.
const MAX_URLS: usize = 50_000;

/// The files of the sitemap: `sitemap.xml`, and parts of it when there are many pages. Without an
/// absolute address there can be none: the format does not allow relative ones.
pub fn sitemap(plan: &Plan, base: &BaseUrl) -> Vec<(String, String)> {
    let urls: Vec<String> = plan
        .pages
        .iter()
        .filter(|page| page.kind != PageKind::NotFound)
        .map(|page| format!("{}{}", base.as_str(), page.url))
        .collect();
    if urls.len() <= MAX_URLS {
        return vec![("sitemap.xml".to_owned(), document("urlset", "url", &urls))];
    }
    let mut files = Vec::new();
    let mut parts = Vec::new();
    for (chunk, number) in urls.chunks(MAX_URLS).zip(1..) {
        let name = format!("sitemap-{number}.xml");
        parts.push(format!("{}{name}", base.as_str()));
        files.push((name, document("urlset", "url", chunk)));
    }
    files.push(("sitemap.xml".to_owned(), document("sitemapindex", "sitemap", &parts)));
    files
}

fn document(root: &str, entry: &str, urls: &[String]) -> String {
    let mut out = String::from("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n");
    // Writing to a String cannot fail. Addresses are checked ASCII without `<` and `"`.
    let _ = writeln!(out, "<{root} xmlns=\"http://www.sitemaps.org/schemas/sitemap/0.9\">");
    for url in urls {
        let url = url.replace('&', "&amp;");
        let _ = writeln!(out, "<{entry}><loc>{url}</loc></{entry}>");
    }
    let _ = writeln!(out, "</{root}>");
    out
}
