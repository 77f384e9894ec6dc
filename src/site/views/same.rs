//! Views of the same duty in several townships.

use super::{Frame, View, Views};
use crate::site::Url;
use crate::site::view::SameView;

impl Views<'_> {
    pub(super) fn same_page(&self, here: &Url, index: usize) -> (Frame, View) {
        let group = &self.graph.same[index];
        let duties = group.duties.iter().map(|duty| self.line(here, *duty, None)).collect();
        let view = SameView { name: group.name.clone(), duties };
        let frame = Frame {
            kind: "same",
            title: group.name.clone(),
            description: group.name.clone(),
            trail: Vec::new(),
        };
        (frame, View::Same(view))
    }
}
