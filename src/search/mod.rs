//! The search that runs in the visitor's browser: tokens, the index, and the scripts that carry it.
//!
//! elasticlunr-rs is the indexer: [`tokens::Bigrams`] is its `Language`, and the postings come out of
//! its inverted index. What the browser loads is our own form ([`parts`]): classic scripts, so that
//! it works from `file://` and under a strict Content-Security-Policy. The script that reads it is
//! the theme's `search-core.js`; both sides make the same tokens.

pub mod index;
pub mod parts;
pub mod tokens;

pub use index::{SearchIndex, build_index};
pub use parts::{SearchFiles, emit_parts};
