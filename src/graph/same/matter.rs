//! Whether two duties are the same matter, and how surely. The thresholds and what they were measured on:
//! `docs/decisions/0018`.

use std::sync::OnceLock;

use super::places::PlaceWords;
use super::wording::Wording;
use crate::model::{Duty, Line, ListKind};

/// Names this alike are one matter.
const ALIKE: u64 = 680;
/// The same between two lists, where nothing but the names can be compared.
const ALIKE_ACROSS: u64 = 900;
/// A name that another contains to this part says nothing else …
const CONTAINED: u64 = 950;
/// … and is one matter with it when it is not a small part of it …
const CONTAINED_ALIKE: u64 = 500;
/// … and says enough …
const CONTAINED_WEIGHT: u64 = 500;
/// … and more between two lists.
const CONTAINED_WEIGHT_ACROSS: u64 = 600;
/// A name that weighs less says too little to be known by it, unless the other is the same.
const TELLING_WEIGHT: u64 = 150;
/// Texts this alike make one matter of names …
const TEXT_ALIKE: u64 = 700;
/// … that are this alike.
const TEXT_NAME_ALIKE: u64 = 300;

/// What of a duty is compared.
pub(super) struct Face<'a> {
    list: ListKind,
    /// The wording of its name.
    pub(super) name: Wording,
    duty: &'a Duty,
    places: &'a PlaceWords,
    /// Made when the names leave it open: few do.
    text: OnceLock<Wording>,
}

impl<'a> Face<'a> {
    pub(super) fn of(list: ListKind, duty: &'a Duty, places: &'a PlaceWords) -> Self {
        let name = Wording::of([duty.name.as_str()], places);
        Self { list, name, duty, places, text: OnceLock::new() }
    }

    fn text(&self) -> &Wording {
        self.text.get_or_init(|| {
            let sections = self.list.sections().iter().map(|section| self.duty.section(*section));
            let lines = sections.flat_map(|text| &text.lines);
            Wording::of(lines.map(Line::text), self.places)
        })
    }

    /// How surely two duties are one matter, in thousandths; none when they are not known to be.
    pub(super) fn same(&self, other: &Self) -> Option<u64> {
        let names = self.name.likeness(&other.name);
        let across = self.list != other.list;
        let (alike, enough) = if across {
            (ALIKE_ACROSS, CONTAINED_WEIGHT_ACROSS)
        } else {
            (ALIKE, CONTAINED_WEIGHT)
        };
        let contained = names.contained >= CONTAINED
            && names.shared >= CONTAINED_ALIKE
            && names.weight >= enough;
        let telling = names.weight >= TELLING_WEIGHT || names.shared == 1000;
        if telling && names.shared >= alike || contained {
            // Between lists and within one, the one within is the nearer.
            return Some(names.shared * 10 - u64::from(across));
        }
        // The method of a reclaimed duty is much the same for all: only texts of shared duties tell.
        if across || self.list != ListKind::Coop || names.shared < TEXT_NAME_ALIKE {
            return None;
        }
        let texts = self.text().likeness(other.text());
        (texts.shared >= TEXT_ALIKE).then_some((names.shared + texts.shared) * 5)
    }
}
