//! What a department has to do with others, as templates see it.

use serde::Serialize;

use super::LinkView;

/// `around`: `around`: what a department has to do with others, drawn.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct AroundView {
    /// The department's page.
    pub department: LinkView,
}
