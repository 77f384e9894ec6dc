//! View of what a department has to do with others.

use super::{Frame, View, Views};
use crate::site::Url;
use crate::site::view::AroundView;

impl Views<'_> {
    pub(super) fn around_page(&self, here: &Url, index: usize) -> (Frame, View) {
        let department = &self.graph.departments[index];
        let view = AroundView { department: self.department_link(here, index, &department.name) };
        let frame = Frame {
            kind: "around",
            title: department.name.clone(),
            description: department.name.clone(),
            trail: Vec::new(),
        };
        (frame, View::Around(view))
    }
}
