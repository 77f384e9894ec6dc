//! The names of places that the lists of one township use, so that wording that differs by places alone is equal.

use crate::model::Place;

/// The names of a township, its county and what lies above it, in full and everyday form.
#[derive(Debug, Clone, Default)]
pub struct PlaceWords {
    names: Vec<String>,
}

impl PlaceWords {
    /// The names of a township's place.
    pub fn of(place: &Place) -> Self {
        Self { names: place.parts().to_vec() }
    }

    /// The names, longest first.
    pub fn names(&self) -> &[String] {
        &self.names
    }
}
