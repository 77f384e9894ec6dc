//! Views of laws and documents that duties cite.

use super::{Frame, View, Views};
use crate::site::Url;
use crate::site::view::{LawView, LinkView};

impl Views<'_> {
    pub(super) fn law_page(&self, here: &Url, index: usize) -> (Frame, View) {
        let law = &self.graph.laws[index];
        let citations = law.citations.iter().map(|citation| LinkView {
            text: citation.duty.of(self.content).name.clone(),
            href: here.link_to(&self.duty_url(citation.duty)),
        });
        let view = LawView { title: law.title.clone(), citations: citations.collect() };
        let frame = Frame {
            kind: "law",
            title: law.title.clone(),
            description: law.title.clone(),
            trail: Vec::new(),
        };
        (frame, View::Law(view))
    }
}
