//! The index: which duties have which token.

use std::collections::BTreeMap;

use elasticlunr::Language;
use elasticlunr::inverted_index::InvertedIndex;
use rayon::prelude::*;

use super::tokens::Bigrams;
use crate::content::{Content, LoadedTownship};
use crate::model::{Duty, DutyId, ListKind, TownshipCode};

/// What the browser searches.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct SearchIndex {
    /// Townships in the order of the content; their documents follow one another.
    pub townships: Vec<IndexedTownship>,
    /// For each token the documents that have it, ascending. Documents are numbered over all
    /// townships from 0.
    pub terms: BTreeMap<String, Vec<usize>>,
}

/// A township's documents.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct IndexedTownship {
    /// Code, for URLs.
    pub code: TownshipCode,
    /// Own name.
    pub name: String,
    /// County's name.
    pub county: String,
    /// Its duties in printed order.
    pub documents: Vec<Document>,
}

/// A duty as search knows it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Document {
    /// Permanent id.
    pub id: DutyId,
    /// Printed number.
    pub seq: u32,
    /// Name.
    pub name: String,
    /// Category as printed.
    pub category: String,
    /// Departments as printed.
    pub departments: Vec<String>,
    /// The sections' printed lines, one a line.
    pub text: String,
}

/// Builds the index, townships in parallel.
pub fn build_index(content: &Content) -> SearchIndex {
    let parts: Vec<_> = content.townships.par_iter().map(index_township).collect();
    let mut index = SearchIndex::default();
    let mut first = 0;
    for (township, terms) in parts {
        for (term, documents) in terms {
            index.terms.entry(term).or_default().extend(documents.into_iter().map(|d| first + d));
        }
        first += township.documents.len();
        index.townships.push(township);
    }
    index
}

/// The documents of a township and, for each term in order, those of them that have it.
fn index_township(loaded: &LoadedTownship) -> (IndexedTownship, Vec<(String, Vec<usize>)>) {
    let township = &loaded.township;
    let documents: Vec<Document> =
        township.lists.iter().map(|(list, duty)| document(list, duty)).collect();
    let mut inverted = InvertedIndex::new();
    let mut terms: Vec<String> = Vec::new();
    for (number, document) in documents.iter().enumerate() {
        let reference = number.to_string();
        for token in Bigrams.tokenize(&document.combined()) {
            let new = inverted.get_doc_frequency(&token) == 0;
            // Ranking is by field, not by frequency.
            inverted.add_token(&reference, &token, 1.0);
            if new {
                terms.push(token);
            }
        }
    }
    terms.sort_unstable();
    let terms = terms
        .into_iter()
        .map(|term| {
            let found = inverted.get_docs(&term).unwrap_or_default();
            let mut documents: Vec<usize> = found.keys().filter_map(|d| d.parse().ok()).collect();
            documents.sort_unstable();
            (term, documents)
        })
        .collect();
    let place = &township.place;
    let indexed = IndexedTownship {
        code: township.code.clone(),
        name: place.township().to_owned(),
        county: place.county().to_owned(),
        documents,
    };
    (indexed, terms)
}

fn document(list: ListKind, duty: &Duty) -> Document {
    let sections = list.sections().iter().map(|section| duty.section(*section).to_string());
    Document {
        id: duty.id,
        seq: duty.seq,
        name: duty.name.clone(),
        category: duty.category.clone(),
        departments: duty.departments.clone(),
        text: sections.filter(|text| !text.is_empty()).collect::<Vec<_>>().join("\n"),
    }
}

impl Document {
    /// All that is searched, as one field: a query of several words finds them anywhere in the duty.
    /// Fields are on lines of their own, so no token crosses from one to the next.
    fn combined(&self) -> String {
        format!("{}\n{}\n{}\n{}", self.name, self.category, self.departments.join("\n"), self.text)
    }
}
