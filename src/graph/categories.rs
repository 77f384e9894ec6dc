//! Categories: printed spellings mapped by the registry; one that it does not know has its page all
//! the same.

use std::collections::{BTreeMap, HashMap, HashSet};

use super::{DutyRef, duty_refs};
use crate::content::Content;
use crate::model::Slug;

/// A category with its duties.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Category {
    /// Part of its page's URL.
    pub id: Slug,
    /// The spelling that headings use.
    pub name: String,
    /// Whether the registry knows it.
    pub registered: bool,
    /// Its duties, in the order of the site.
    pub duties: Vec<DutyRef>,
}

impl Category {
    /// Whether any duty has it: a page without one would be empty.
    pub fn has_page(&self) -> bool {
        !self.duties.is_empty()
    }
}

/// All categories, and for each duty its own.
pub(super) fn resolve_categories(content: &Content) -> (Vec<Category>, BTreeMap<DutyRef, usize>) {
    let mut categories: Vec<Category> = Vec::new();
    let mut by_name: HashMap<String, usize> = HashMap::new();
    for entry in &content.registries.categories {
        let index = categories.len();
        categories.push(Category {
            id: entry.id.clone(),
            name: entry.name.clone(),
            registered: true,
            duties: Vec::new(),
        });
        for name in std::iter::once(&entry.name).chain(&entry.aliases) {
            by_name.entry(name.clone()).or_insert(index);
        }
    }
    let mut taken: HashSet<Slug> = categories.iter().map(|known| known.id.clone()).collect();
    let mut category_of = BTreeMap::new();
    for duty_ref in duty_refs(content) {
        let printed = &duty_ref.of(content).category;
        if printed.is_empty() {
            continue;
        }
        let index = if let Some(index) = by_name.get(printed) {
            *index
        } else {
            let id = Slug::hashed("x", printed, |id| taken.contains(id));
            taken.insert(id.clone());
            by_name.insert(printed.clone(), categories.len());
            let (name, duties) = (printed.clone(), Vec::new());
            categories.push(Category { id, name, registered: false, duties });
            categories.len() - 1
        };
        categories[index].duties.push(duty_ref);
        category_of.insert(duty_ref, index);
    }
    (categories, category_of)
}
