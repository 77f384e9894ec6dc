//! The bodies of one county, found by any form of their names.
//!
//! A form that two bodies would have finds none of them, unless one of them is written so.

use std::collections::{BTreeMap, HashMap};
use std::ops::Range;

use super::body_forms::{Certainty, Locality, Shape, split_class};

/// Names to bodies; a body is a number that the caller gives.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct BodyIndex {
    locality: Locality,
    written: HashMap<String, usize>,
    /// None where two bodies share a shape.
    shapes: HashMap<Shape, Option<usize>>,
}

/// A form of a body's name.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Spelling {
    /// The form.
    pub form: String,
    /// How sure it is that it means the body.
    pub certainty: Certainty,
    /// The body.
    pub body: usize,
}

impl BodyIndex {
    /// An index of a county without bodies.
    pub fn new(locality: Locality) -> Self {
        Self { locality, ..Self::default() }
    }

    /// How the county is called.
    pub fn locality(&self) -> &Locality {
        &self.locality
    }

    /// Adds a name of a body. Of two bodies that are written alike the first has it.
    pub fn add(&mut self, name: &str, body: usize) {
        self.written.entry(name.to_owned()).or_insert(body);
        let owner = self.shapes.entry(self.locality.shape(name)).or_insert(Some(body));
        if *owner != Some(body) {
            *owner = None;
        }
    }

    /// Adds a shape for a body, unless another one has it.
    pub fn add_shape(&mut self, shape: Shape, body: usize) {
        self.shapes.entry(shape).or_insert(Some(body));
    }

    /// The body that a name means.
    pub fn find(&self, name: &str) -> Option<usize> {
        let written = self.written.get(name).copied();
        written.or_else(|| self.shapes.get(&self.locality.shape(name)).copied().flatten())
    }

    /// The bodies that a printed name means, each with where it stands in it, in bytes: one, or a body and
    /// a class (`槐川县应急管理局及其他负有……职责的部门`). What is not known is left out.
    pub fn parts(&self, printed: &str) -> Vec<(Range<usize>, usize)> {
        if let Some(body) = self.find(printed) {
            return vec![(0..printed.len(), body)];
        }
        name_parts(printed).filter_map(|at| Some((at.clone(), self.find(&printed[at])?))).collect()
    }

    /// All forms that mean one body and no other, in order of form.
    pub fn spellings(&self) -> Vec<Spelling> {
        let mut forms: BTreeMap<String, Option<(Certainty, usize)>> = BTreeMap::new();
        for (shape, body) in &self.shapes {
            let Some(body) = body else { continue };
            for (form, certainty) in self.locality.forms(shape) {
                forms
                    .entry(form)
                    .and_modify(|known| {
                        *known = known
                            .filter(|(_, other)| other == body)
                            .map(|(earlier, body)| (earlier.min(certainty), body));
                    })
                    .or_insert(Some((certainty, *body)));
            }
        }
        for (name, body) in &self.written {
            forms.insert(name.clone(), Some((self.locality.certainty(name), *body)));
        }
        let certain = forms.into_iter().filter_map(|(form, found)| Some((form, found?)));
        certain.map(|(form, (certainty, body))| Spelling { form, certainty, body }).collect()
    }
}

/// Where the names of a body and of a class stand in a printed name; the whole of any other.
pub fn name_parts(printed: &str) -> impl Iterator<Item = Range<usize>> + use<> {
    let end = printed.len();
    let (first, class) = match split_class(printed) {
        Some((body, class)) => (0..body.len(), Some(class..end)),
        None => (0..end, None),
    };
    std::iter::once(first).chain(class)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn index(names: &[(&str, usize)]) -> BodyIndex {
        let parts = ["澜安省", "青岚市", "槐川县"].map(str::to_owned);
        let mut index = BodyIndex::new(Locality::of([parts.as_slice()]));
        for (name, body) in names {
            index.add(name, *body);
        }
        index
    }

    #[test]
    fn a_form_of_two_bodies_finds_neither_unless_it_is_written() {
        let two = index(&[("槐川县水利局", 0), ("县水利局", 1)]);
        assert_eq!(two.find("槐川县水利局"), Some(0));
        assert_eq!(two.find("县水利局"), Some(1));
        assert_eq!(two.find("水利局"), None);
        assert!(two.spellings().iter().all(|spelling| spelling.form != "水利局"));
    }

    #[test]
    fn a_mention_that_is_another_bodys_name_is_left_out() {
        let body_of = |index: &BodyIndex, form: &str| {
            let all = index.spellings();
            all.into_iter().find(|s| s.form == form).map(|s| (s.certainty, s.body))
        };
        let one = index(&[("槐川县委统战部", 0)]);
        assert_eq!(one.find("统战部"), None, "not in a cell");
        assert_eq!(body_of(&one, "统战部"), Some((Certainty::Mention, 0)));
        let two = index(&[("槐川县委统战部", 0), ("槐川县统战部", 1)]);
        assert_eq!(body_of(&two, "统战部"), None);
        assert_eq!(body_of(&two, "县委统战部"), Some((Certainty::Level, 0)));
    }

    #[test]
    fn a_body_and_a_class_are_two_parts_of_one_printed_name() {
        let name = "县应急管理局及其他负有监督管理职责的部门";
        let known = index(&[("槐川县应急管理局", 4), ("其他负有监督管理职责的部门", 7)]);
        let parts = known.parts(name);
        let words: Vec<_> = parts.iter().map(|(at, body)| (&name[at.clone()], *body)).collect();
        assert_eq!(words, [("县应急管理局", 4), ("其他负有监督管理职责的部门", 7)]);
        let whole = index(&[("槐川县应急管理局", 4), (name, 9)]);
        assert_eq!(whole.parts(name), [(0..name.len(), 9)], "what is written so is one");
    }
}
