//! The review sheet (核对单): everything that is open, to be worked through beside the documents, on
//! the screen or on paper.
//!
//! `sheet` makes the data from a site and its findings, purely; `html` and `xlsx` write it. The
//! template stands beside this file because the sheet is a tool of the program and no page of a
//! site: no theme changes it, nothing links to it, and it is never published. What it says of a
//! finding is said by `check`; nothing is judged here.

mod html;
mod sheet;
mod words;
mod xlsx;

pub use html::render_html;
pub use sheet::{Sheet, make_sheet};
pub use xlsx::render_xlsx;

use crate::bilingual;
use crate::diag::Bilingual;

/// Why there is no sheet: a fault of the program.
#[derive(Debug, thiserror::Error)]
pub enum ReviewError {
    /// The template.
    #[error("{0}")]
    Html(#[from] tera::Error),
    /// The workbook.
    #[error("{0}")]
    Xlsx(#[from] rust_xlsxwriter::XlsxError),
}

impl ReviewError {
    /// The message for people.
    pub fn message(&self) -> Bilingual {
        let detail = match self {
            Self::Html(error) => format!("{error:?}"),
            Self::Xlsx(error) => error.to_string(),
        };
        bilingual!("核对单无法生成：{detail}", "the review sheet cannot be made: {detail}")
    }
}
