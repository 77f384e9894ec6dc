//! The content in forms for other programs.

pub mod jsonl;
pub mod sitemap;
