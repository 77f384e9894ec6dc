//! Laws and documents that duties cite, with who cites them where.

use std::collections::BTreeMap;

use super::{DutyRef, duty_refs};
use crate::content::Content;
use crate::digest::short_hash;
use crate::model::{Section, Slug};
use crate::text::law::find_citations;

/// A law or a document.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Law {
    /// Part of its page's URL.
    pub id: Slug,
    /// Its title without 《》, in its fullest form.
    pub title: String,
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

/// All laws that are cited, in order of title.
pub(super) fn resolve_laws(content: &Content) -> Vec<Law> {
    let mut by_title: BTreeMap<String, Vec<LawCitation>> = BTreeMap::new();
    for duty in duty_refs(content) {
        let of = duty.of(content);
        let name = std::iter::once((None, 0, of.name.as_str()));
        let lines = duty.list.sections().iter().flat_map(|section| {
            let lines = of.section(*section).lines.iter().enumerate();
            lines.map(|(line, text)| (Some(*section), line, text.text()))
        });
        for (section, line, text) in name.chain(lines) {
            for found in find_citations(text) {
                let article = found.article.to_owned();
                by_title.entry(found.title.to_owned()).or_default().push(LawCitation {
                    duty,
                    section,
                    line,
                    article,
                });
            }
        }
    }
    let laws = by_title.into_iter().filter_map(|(title, citations)| {
        let id = format!("x-{}", short_hash(&title, 8)).parse().ok()?;
        Some(Law { id, title, citations })
    });
    laws.collect()
}
