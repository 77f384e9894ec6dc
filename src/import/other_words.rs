//! Other words for a body that only the labels and the running text of a township print: its cells have
//! 县残疾人联合会, its text has 县残联.
//!
//! Only whole words that every county uses for one term, each of one body alone. Whatever else the text prints
//! is no ground for anything: it may be damaged, or a body of another place.

use std::collections::{BTreeMap, BTreeSet};

use crate::model::{Line, LineKind, Slug, Township};
use crate::text::bodies::is_standard_body;
use crate::text::body_finder::BodyFinder;
use crate::text::body_forms::{Certainty, Locality, Shape};
use crate::text::body_index::BodyIndex;
use crate::text::synonyms::{Compared, Likeness, standard_words, words_of_term};

/// A word for a body, as printed, and why it is one.
pub(super) struct OtherWord {
    pub(super) form: String,
    pub(super) body: Slug,
    pub(super) likeness: Likeness,
}

/// The words of a township for bodies of `known` that no name in the index means, in the order of the list of
/// known bodies. The index has bodies with numbers below `first`.
pub(super) fn other_words(
    township: &Township,
    mut index: BodyIndex,
    first: usize,
    known: &[(Compared, Slug)],
) -> Vec<OtherWord> {
    let sought = add_words(&mut index, first, known);
    let printed = printed_forms(township, &index, first, sought.len());
    let mut found = Vec::new();
    for (body, forms) in sought.into_iter().zip(printed) {
        let own: Vec<&Compared> =
            known.iter().filter(|(_, slug)| *slug == body).map(|(name, _)| name).collect();
        for form in fullest_of_each(forms, index.locality()) {
            let compared = Compared::new(&form, index.locality());
            let likeness = own.iter().filter_map(|name| compared.likeness(name)).min();
            if let Some(likeness) = likeness {
                found.push(OtherWord { form, body: body.clone(), likeness });
            }
        }
    }
    found
}

/// Adds the words for each body that is alone in its term, numbered from `first` on: the bodies, by number.
/// Words of other terms are added too: none is found inside one of them.
fn add_words(index: &mut BodyIndex, first: usize, known: &[(Compared, Slug)]) -> Vec<Slug> {
    let mut by_term: BTreeMap<&str, (usize, BTreeSet<&Slug>)> = BTreeMap::new();
    for (at, (name, body)) in known.iter().enumerate() {
        if let Some(term) = name.term().filter(|term| !term.is_empty()) {
            by_term.entry(term).or_insert((at, BTreeSet::new())).1.insert(body);
        }
    }
    let mut terms: Vec<(usize, &str, &Slug)> = Vec::new();
    for (term, (at, bodies)) in by_term {
        if let [body] = bodies.into_iter().collect::<Vec<_>>()[..] {
            terms.push((at, term, body));
        }
    }
    terms.sort_unstable();
    let mut sought = Vec::new();
    for (_, term, body) in terms {
        let mut words = BTreeSet::from([term]);
        for word in words_of_term(term) {
            words.insert(word);
        }
        let party = words.iter().any(|word| is_standard_body(&format!("委{word}")));
        for word in words {
            index.add_shape(Shape::County(word.to_owned()), first + sought.len());
            if party {
                index.add_shape(Shape::Party(word.to_owned()), first + sought.len());
            }
        }
        sought.push(body.clone());
    }
    for word in standard_words() {
        index.add_shape(Shape::County(word.to_owned()), first + sought.len());
    }
    sought
}

/// The forms that labels and text print of each body from `first` on.
fn printed_forms(
    township: &Township,
    index: &BodyIndex,
    first: usize,
    bodies: usize,
) -> Vec<BTreeSet<String>> {
    let mut printed = vec![BTreeSet::new(); bodies];
    let county = township.place.county();
    let Some(finder) = BodyFinder::new(index.spellings().into_iter(), county) else {
        return printed;
    };
    let mut count = |form: &str, body: usize| {
        if let Some(forms) = body.checked_sub(first).and_then(|at| printed.get_mut(at)) {
            forms.insert(form.to_owned());
        }
    };
    for line in lines(township) {
        if line.kind == LineKind::Label {
            for name in line.label_names() {
                index.find(name).into_iter().for_each(|body| count(name, body));
            }
        } else {
            let text = line.text();
            for (at, body) in finder.find(text) {
                count(&text[at], body);
            }
        }
    }
    printed
}

fn lines(township: &Township) -> impl Iterator<Item = &Line> {
    township.lists.iter().flat_map(|(list, duty)| {
        list.sections().iter().flat_map(|section| &duty.section(*section).lines)
    })
}

/// Of the forms of one name the one that says most of the county.
fn fullest_of_each(forms: BTreeSet<String>, locality: &Locality) -> Vec<String> {
    let mut forms: Vec<(Certainty, String)> =
        forms.into_iter().map(|form| (locality.certainty(&form), form)).collect();
    forms.sort();
    let mut kept: Vec<String> = Vec::new();
    for (_, form) in forms {
        let is_form = |other: &String| {
            locality.forms(&locality.shape(other)).iter().any(|(known, _)| *known == form)
        };
        if !kept.iter().any(is_form) {
            kept.push(form);
        }
    }
    kept
}
