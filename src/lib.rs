//! `qingdan` turns a county's published township duty lists into a public-disclosure site.
//!
//! Data flows one way:
//!
//! ```text
//! import → content → graph → check → site (plan, views) → render → emit
//! ```
//!
//! - [`import`] reads a document as it circulates and accounts for every character of it;
//! - [`content`] keeps the result as Markdown that people review, and reads it back exactly;
//! - [`graph`] resolves departments, lines, categories and laws, tells whose each clause is and what it
//!   mentions, and finds the same duty in other townships;
//! - [`check`] finds what a person should look at;
//! - [`site`] plans every page and its URL, purely, and gives templates typed views;
//! - [`render`] fills the templates, in parallel;
//! - [`search`] builds the index that runs in the visitor's browser;
//! - [`emit`] puts the site in place, all at once or not at all;
//! - [`review`] puts what is open side by side with the documents, for people to work through;
//! - [`export`] writes the content for other programs.
//!
//! [`model`] is the data that all of them speak of, [`text`] what is true of Chinese administrative
//! text anywhere, [`diag`] findings and messages. A module never uses one to its right.

pub mod build;
pub mod check;
pub mod cli;
pub mod config;
pub mod content;
pub mod diag;
pub mod digest;
pub mod emit;
pub mod export;
pub mod graph;
pub mod import;
pub mod model;
pub mod pipeline;
pub mod render;
pub mod review;
pub mod search;
pub mod serve;
pub mod site;
pub mod starter;
pub mod text;
