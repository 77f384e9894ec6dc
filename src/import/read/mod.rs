//! Readers: one a carrier, all giving the same [`Reading`].

mod docx;
mod flow;
mod html;
mod numerals;
mod tabbed;
mod zipped;

use super::ImportError;
use super::layout::{Known, read_layout};
use super::sniff::Carrier;
use super::table::Reading;
pub(super) use docx::is_docx;
pub(super) use tabbed::read_tabbed;
pub(super) use zipped::Zipped;

/// Reads a document.
pub(super) fn read_document(carrier: &Carrier, known: &Known) -> Result<Reading, ImportError> {
    match carrier {
        Carrier::Layout(decoded) => Ok(read_layout(&decoded.text, known)),
        Carrier::Tabbed(decoded) => Ok(read_tabbed(&decoded.text)),
        Carrier::Html(decoded) => html::read_html(&decoded.text),
        Carrier::Docx(bytes) => docx::read_docx(bytes),
    }
}
