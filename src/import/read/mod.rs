//! Readers: one a carrier, all giving the same [`Block`](super::table::Block)s.

pub(super) mod tabbed;
