//! The site on disk: all at once or not at all, and only when no link is broken.

mod links;
mod replace;

pub use links::{BrokenLink, PageLinks, broken_links, read_links};
pub use replace::{EmitError, Staging};
