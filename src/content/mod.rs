//! Content on disk ⇄ model: Markdown and front matter that people read, edit and compare by line.
//!
//! `markdown` is the exact two-way form of a list, `front_matter` of `index.md`, `registry` of the
//! three registries; [`load`] reads a site's `content/`, [`store`] writes a township into it.
//! Nothing here judges what a duty says (`check`), only whether a file has its form.

pub mod front_matter;
mod load;
pub mod markdown;
pub mod registry;
mod store;
mod toml_words;

pub use load::{Content, LoadedTownship, load};
pub use store::{StoreError, StoredTownship, edited_files, store};

/// The code of findings about the form of a content file.
pub const FORM: crate::diag::Code = "Q0401";
/// The code of findings about a path that leaves the site.
pub const PATH: crate::diag::Code = "Q0402";

/// The file of a list inside a township's folder.
pub fn list_file(list: crate::model::ListKind) -> String {
    format!("{}.md", list.key())
}

/// The file with a township's identity and 说明.
pub const INDEX_FILE: &str = "index.md";
/// The file with the cells as they stood in the document.
pub const PROVENANCE_FILE: &str = "provenance.json";
