//! Readers: one a carrier, all giving the same [`Reading`].

mod csv;
mod ole;
mod pipe;
mod sheet;
mod tabbed;
mod xlsx;
mod zipped;

use super::ImportError;
use super::sniff::Carrier;
use super::table::Reading;
pub(super) use csv::delimiter_of;
pub(super) use ole::{OleKind, identify};
pub(super) use pipe::is_ruled;
pub(super) use tabbed::read_tabbed;
pub(super) use zipped::Zipped;

/// Reads a document.
pub(super) fn read_document(carrier: &Carrier) -> Result<Reading, ImportError> {
    match carrier {
        Carrier::Tabbed(decoded) => Ok(read_tabbed(&decoded.text)),
        Carrier::Ruled(decoded) => Ok(pipe::read_pipe(&decoded.text)),
        Carrier::Csv(decoded, delimiter) => csv::read_csv(&decoded.text, *delimiter),
        Carrier::Xlsx(bytes) => xlsx::read_xlsx(bytes),
        Carrier::Xls(bytes) => xlsx::read_xls(bytes),
    }
}
