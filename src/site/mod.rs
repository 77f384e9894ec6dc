//! The site as data: which pages there are ([`mod@plan`]), where they are ([`url`]) and what
//! their templates see ([`view`]). Pure: nothing here renders or writes.

mod figure;
pub mod plan;
pub mod url;
pub mod view;
mod views;

pub use plan::{Page, PageKind, Plan, SameUrl, plan};
pub use url::Url;
pub use views::{Assets, ProseHtml, View, Views};
