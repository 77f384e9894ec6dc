//! The sheet as one HTML file that needs nothing else: it opens from a folder and prints.

use super::words::words;
use super::{ReviewError, Sheet};
use crate::diag::Locale;

/// The name tells Tera to escape.
const NAME: &str = "review.html";

/// The HTML of a sheet.
pub fn render_html(sheet: &Sheet, locale: Locale) -> Result<String, ReviewError> {
    let mut tera = tera::Tera::new();
    tera.add_raw_templates([(NAME, include_str!("review.html"))])?;
    let mut context = tera::Context::new();
    context.insert("sheet", sheet);
    context.insert("w", &words(locale));
    Ok(tera.render(NAME, &context)?)
}
