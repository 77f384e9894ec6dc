//! Readers: one a carrier, all giving the same [`Reading`].

mod tabbed;

use super::layout::{Known, read_layout};
use super::sniff::Carrier;
use super::table::Reading;
pub(super) use tabbed::read_tabbed;

/// Reads a document.
pub(super) fn read_document(carrier: &Carrier, known: &Known) -> Reading {
    match carrier {
        Carrier::Layout(decoded) => read_layout(&decoded.text, known),
        Carrier::Tabbed(decoded) => read_tabbed(&decoded.text),
    }
}
