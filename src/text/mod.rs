//! What is true of Chinese administrative text anywhere: characters, numbering, places, dates,
//! names of departments.
//!
//! Pure functions over `&str`; nothing here knows of documents, duties or pages.

pub mod bodies;
pub mod body_finder;
pub mod body_forms;
pub mod body_index;
pub mod category;
pub mod chars;
pub mod context;
pub mod damage;
pub mod date;
pub mod department;
pub mod duty_citation;
pub mod known_bodies;
pub mod law;
pub mod line;
pub mod markdown;
pub mod name_bounds;
pub mod numbering;
pub mod numeral;
pub mod ocr;
pub mod phrase;
pub mod place;
pub mod radical;
pub mod sentence;
pub mod synonyms;
