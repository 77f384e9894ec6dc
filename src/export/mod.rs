//! The content in forms for other programs.

pub mod graph;
pub mod jsonl;
pub mod sitemap;
