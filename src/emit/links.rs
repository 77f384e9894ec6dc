//! Links of rendered pages: what they point at must be there, file and anchor.
//!
//! Pages are our own output with every attribute in quotes, so reading `href`, `src`, `action` and `id`
//! inside tags needs no HTML parser. Templates that a site overrides are
//! checked like any other.

use std::borrow::Cow;
use std::collections::{BTreeMap, BTreeSet, HashMap, HashSet};

use rayon::prelude::*;

use crate::bilingual;
use crate::diag::Bilingual;
use crate::site::Url;

/// What a page links to and can be linked at.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct PageLinks {
    /// Targets of links, as they are written, each once and in order.
    pub links: Vec<String>,
    /// Anchors.
    pub anchors: HashSet<String>,
}

/// A link to nowhere.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct BrokenLink {
    /// What it was to lead to: path and anchor from the site's root where that can be said, else the
    /// link as it is written.
    pub target: String,
    /// The pages that it stands on, in order.
    pub pages: Vec<Url>,
}

impl BrokenLink {
    /// The message for people.
    pub fn message(&self) -> Bilingual {
        let target = &self.target;
        let page = self.pages.first().map_or("", Url::path);
        let n = self.pages.len();
        bilingual!(
            "链接不通：{target}（在 {page} 等 {n} 个页面上）",
            "{target}: a link leads nowhere (on {page}; {n} pages in all)"
        )
    }
}

/// Finds the links and anchors of a page: attributes inside tags.
pub fn read_links(html: &str) -> PageLinks {
    let mut found = PageLinks::default();
    let mut rest = html;
    while let Some(open) = rest.find('<') {
        rest = match rest[open..].strip_prefix("<!--") {
            Some(comment) => comment.find("-->").map_or("", |end| &comment[end + 3..]),
            None => read_tag(&rest[open + 1..], &mut found),
        };
    }
    found.links.sort_unstable();
    found.links.dedup();
    found
}

/// Reads a tag behind its `<`; gives what follows it.
fn read_tag<'a>(mut rest: &'a str, found: &mut PageLinks) -> &'a str {
    while let Some(at) = rest.find(['"', '\'', '>']) {
        let quote = rest.as_bytes()[at];
        if quote == b'>' {
            return &rest[at + 1..];
        }
        let name =
            rest[..at].trim_end_matches('=').rsplit(char::is_whitespace).next().unwrap_or("");
        let value = &rest[at + 1..];
        let Some(end) = value.find(char::from(quote)) else { return "" };
        let text = &value[..end];
        match name {
            "href" | "src" | "action" => found.links.push(text.to_owned()),
            "id" => {
                found.anchors.insert(text.to_owned());
            }
            _ => {}
        }
        rest = &value[end + 1..];
    }
    ""
}

/// All broken links of a site, by target. `files` are the paths of all files that are emitted, pages
/// included; `base_path` is the site's own absolute path, when it is known.
#[expect(clippy::implicit_hasher, reason = "one caller, one hasher")]
pub fn broken_links(
    pages: &HashMap<String, PageLinks>,
    files: &HashSet<String>,
    base_path: Option<&str>,
) -> Vec<BrokenLink> {
    let found: Vec<(String, Url)> = pages
        .par_iter()
        .flat_map_iter(|(page, links)| {
            let broken = links
                .links
                .iter()
                .filter_map(|link| follow(page, link, pages, files, base_path).err());
            broken.map(|target| (target, Url::file(page.as_str())))
        })
        .collect();
    let mut broken: BTreeMap<String, BTreeSet<Url>> = BTreeMap::new();
    for (target, page) in found {
        broken.entry(target).or_default().insert(page);
    }
    broken
        .into_iter()
        .map(|(target, pages)| BrokenLink { target, pages: pages.into_iter().collect() })
        .collect()
}

/// Follows a link; the error is what is not there.
fn follow(
    page: &str,
    link: &str,
    pages: &HashMap<String, PageLinks>,
    files: &HashSet<String>,
    base_path: Option<&str>,
) -> Result<(), String> {
    let written = || format!("\"{link}\"");
    let link =
        if link.contains('&') { Cow::Owned(link.replace("&amp;", "&")) } else { link.into() };
    // Other sites and mail are not ours to check.
    let scheme = link.split(['/', '?', '#']).next().is_some_and(|head| head.contains(':'));
    if scheme || link.starts_with("//") {
        return Ok(());
    }
    let (path, anchor) = link.split_once('#').unwrap_or((&link, ""));
    let path = path.split('?').next().unwrap_or(path);
    let target = if link.is_empty() {
        return Err(written());
    } else if path.is_empty() {
        page.to_owned()
    } else if path.starts_with('/') {
        // An absolute path inside the site is checked; any other is the host portal's.
        match base_path.and_then(|base| path.strip_prefix(base)) {
            Some(inside) => inside.to_owned(),
            None => return Ok(()),
        }
    } else {
        resolve(page, path).ok_or_else(written)?
    };
    if !files.contains(&target) {
        return Err(target);
    }
    let known = |links: &PageLinks| links.anchors.contains(anchor);
    if anchor.is_empty() || pages.get(&target).is_some_and(known) {
        Ok(())
    } else {
        Err(format!("{target}#{anchor}"))
    }
}

/// A relative path from a page; none when it leaves the site.
fn resolve(page: &str, path: &str) -> Option<String> {
    let mut parts: Vec<&str> = page.split('/').collect();
    parts.pop();
    for part in path.split('/') {
        match part {
            "." => {}
            ".." => {
                parts.pop()?;
            }
            part => parts.push(part),
        }
    }
    Some(parts.join("/"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn links_and_anchors_are_found() {
        let found = read_links(
            "<!-- it's a comment <a href=\"no\"> --><a class=\"x\" href=\"../d/a.html#u1\">甲</a><p id=\"u1\">href=\"no\" > 1</p><img src=\"i.svg\" alt=\"\">",
        );
        assert!(found.links == ["../d/a.html#u1", "i.svg"]);
        assert!(found.anchors.contains("u1"));
    }

    #[test]
    fn only_what_is_there_is_not_broken() {
        let page = |html: &str| read_links(html);
        let mut pages = HashMap::new();
        pages.insert(
            "a/b.html".to_owned(),
            page(
                "<a href=\"../index.html\">1</a><a href=\"c.html\">2</a><a href=\"../../x.html\">3</a>\
                 <a href=\"#here\">4</a><a href=\"#gone\">5</a><a href=\"https://x.cn/\">6</a>\
                 <a href=\"\">7</a><a href='/sub/gone.html'>8</a><a href=\"/\">9</a><i id=\"here\"></i>",
            ),
        );
        pages.insert("index.html".to_owned(), PageLinks::default());
        let files = pages.keys().cloned().collect();
        let broken = |base| -> Vec<String> {
            broken_links(&pages, &files, base).into_iter().map(|b| b.target).collect()
        };
        let always = ["\"\"", "\"../../x.html\"", "a/b.html#gone", "a/c.html"];
        assert_eq!(broken(None), always);
        let mut with_base = always.to_vec();
        with_base.push("gone.html");
        assert_eq!(broken(Some("/sub/")), with_base);
    }
}
