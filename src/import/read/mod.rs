//! Readers: one a carrier, all giving the same [`Reading`].

#[cfg(feature = "pdf")]
mod pdf;
mod tabbed;

use super::ImportError;
use super::sniff::Carrier;
use super::table::Reading;
#[cfg(feature = "pdf")]
pub use pdf::PdfError;
pub(super) use tabbed::read_tabbed;

/// Reads a document.
#[cfg_attr(
    not(feature = "pdf"),
    allow(clippy::unnecessary_wraps, reason = "other readers refuse documents")
)]
pub(super) fn read_document(carrier: &Carrier) -> Result<Reading, ImportError> {
    match carrier {
        Carrier::Tabbed(decoded) => Ok(read_tabbed(&decoded.text)),
        #[cfg(feature = "pdf")]
        Carrier::Pdf(bytes) => pdf::read_pdf(bytes).map_err(ImportError::Pdf),
    }
}
