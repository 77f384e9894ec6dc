//! An address that is kept and leads on, as templates see it.

use serde::Serialize;

use super::LinkView;

/// `moved`: `moved`: what was here is now elsewhere.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct MovedView {
    /// The name that was found to be another department's; empty when only the address has changed.
    pub name: String,
    /// Where it is now.
    pub target: LinkView,
}
