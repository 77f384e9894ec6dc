//! The same duty in several townships, as templates see it.

use serde::Serialize;

use super::DutyLine;

/// `same`: `same`: the same duty in several townships.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct SameView {
    /// The matter.
    pub name: String,
    /// Its duties.
    pub duties: Vec<DutyLine>,
}
