//! Laws and documents as templates see them.

use serde::Serialize;

use super::LinkView;

/// `law`: `law`: who cites a law or a document.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct LawView {
    /// Title without 《》.
    pub title: String,
    /// Who cites it.
    pub citations: Vec<LinkView>,
}
