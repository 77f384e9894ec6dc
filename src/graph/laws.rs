//! Laws and documents that duties cite, with who cites them where.
//!
//! A law is its title; with 中华人民共和国 or without it is one law. A revision named behind the title does not make
//! another one; a bracket inside the title (`（试行）`) does.

use std::collections::{BTreeMap, HashMap, HashSet};

use rayon::prelude::*;

use super::{DutyRef, duty_refs_of};
use crate::content::Content;
use crate::model::{Section, Slug};
use crate::text::law::{LawKind, article_number, find_citations, law_kind, title_key};

/// A law or a document.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Law {
    /// Part of its page's URL.
    pub id: Slug,
    /// Its title without 《》, in its fullest form.
    pub title: String,
    /// Law, rule or paper, by its title.
    pub kind: LawKind,
    /// Who cites it, in the order of the site.
    pub citations: Vec<LawCitation>,
}

/// A citation.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct LawCitation {
    /// The duty.
    pub duty: DutyRef,
    /// Where; none for its name.
    pub section: Option<Section>,
    /// The line of the section, from 0.
    pub line: usize,
    /// `第六十三条`; empty without.
    pub article: String,
}

impl Law {
    /// Its citations by article: first those without one, then by number; each in the order of the site.
    pub fn by_article(&self) -> Vec<(&str, Vec<&LawCitation>)> {
        let mut articles: BTreeMap<(Option<u32>, &str), Vec<&LawCitation>> = BTreeMap::new();
        for citation in &self.citations {
            let article = citation.article.as_str();
            articles.entry((article_number(article), article)).or_default().push(citation);
        }
        articles.into_iter().map(|((_, article), citations)| (article, citations)).collect()
    }
}

/// Finds the law that a title means.
#[derive(Debug, Clone, Default)]
pub struct LawIndex {
    by_key: HashMap<String, usize>,
}

impl LawIndex {
    /// The index of the law in [`super::Graph::laws`].
    pub fn find(&self, title: &str) -> Option<usize> {
        self.by_key.get(&title_key(title)).copied()
    }
}

/// A citation with the title as it is printed.
type Found = (String, LawCitation);

/// All laws that are cited, in order of title, and an index of them.
pub(super) fn resolve_laws(content: &Content) -> (Vec<Law>, LawIndex) {
    let townships: Vec<usize> = (0..content.townships.len()).collect();
    let found: Vec<Vec<Found>> =
        townships.par_iter().map(|township| cited_in(content, *township)).collect();
    let mut by_key: BTreeMap<String, (String, Vec<LawCitation>)> = BTreeMap::new();
    for (title, citation) in found.into_iter().flatten() {
        let (fullest, citations) = by_key.entry(title_key(&title)).or_default();
        if title.len() > fullest.len() {
            *fullest = title;
        }
        citations.push(citation);
    }
    let (mut laws, mut index) = (Vec::new(), LawIndex::default());
    // Of many thousand titles two may have one hash.
    let mut taken: HashSet<Slug> = HashSet::new();
    let mut sorted: Vec<_> = by_key.into_iter().collect();
    sorted.sort_by(|a, b| a.1.0.cmp(&b.1.0).then_with(|| a.0.cmp(&b.0)));
    for (key, (title, citations)) in sorted {
        // The key stays as it is when another spelling of the title is printed.
        let id = Slug::hashed("x", &key, |id| taken.contains(id));
        taken.insert(id.clone());
        let kind = law_kind(&title);
        index.by_key.insert(key, laws.len());
        laws.push(Law { id, title, kind, citations });
    }
    (laws, index)
}

fn cited_in(content: &Content, township: usize) -> Vec<Found> {
    let mut all = Vec::new();
    for duty in duty_refs_of(content, township) {
        let of = duty.of(content);
        let name = std::iter::once((None, 0, of.name.as_str()));
        let lines = duty.list.sections().iter().flat_map(|section| {
            let lines = of.section(*section).lines.iter().enumerate();
            lines.map(|(line, text)| (Some(*section), line, text.text()))
        });
        for (section, line, text) in name.chain(lines) {
            for found in find_citations(text) {
                let article = found.article.to_owned();
                all.push((found.title.to_owned(), LawCitation { duty, section, line, article }));
            }
        }
    }
    all
}
