//! Readers: one a carrier, all giving the same [`Reading`].

mod csv;
mod docx;
mod flow;
mod html;
mod layout;
mod numerals;
mod ole;
#[cfg(feature = "pdf")]
mod pdf;
mod pipe;
mod sheet;
mod tabbed;
mod xlsx;
mod zipped;

use super::ImportError;
use super::sniff::Carrier;
use super::table::Reading;
pub(super) use csv::delimiter_of;
pub(super) use docx::is_docx;
use layout::read_layout;
pub(super) use layout::{Known, is_layout};
pub(super) use ole::{OleKind, identify};
#[cfg(feature = "pdf")]
pub use pdf::PdfError;
pub(super) use pipe::is_ruled;
pub(super) use tabbed::read_tabbed;
pub(super) use zipped::Zipped;

/// Reads a document.
pub(super) fn read_document(carrier: &Carrier, known: &Known) -> Result<Reading, ImportError> {
    match carrier {
        Carrier::Tabbed(decoded) => Ok(read_tabbed(&decoded.text)),
        Carrier::Ruled(decoded) => Ok(pipe::read_pipe(&decoded.text)),
        Carrier::Csv(decoded, delimiter) => csv::read_csv(&decoded.text, *delimiter),
        Carrier::Layout(decoded) => Ok(read_layout(&decoded.text, known)),
        Carrier::Html(decoded) => html::read_html(&decoded.text),
        #[cfg(feature = "pdf")]
        Carrier::Pdf(bytes) => pdf::read_pdf(bytes, &known.columns).map_err(ImportError::Pdf),
        Carrier::Docx(bytes) => docx::read_docx(bytes),
        Carrier::Xlsx(bytes) => xlsx::read_xlsx(bytes),
        Carrier::Xls(bytes) => xlsx::read_xls(bytes),
    }
}
