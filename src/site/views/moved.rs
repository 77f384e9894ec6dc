//! Views of addresses that are kept and lead on: another name of a department, a former id of a group of the same
//! duty. Duties that were withdrawn lead nowhere and are not here.

use super::{Frame, View, Views};
use crate::site::Url;
use crate::site::plan::Former;
use crate::site::view::{LinkView, MovedView};

impl Views<'_> {
    pub(super) fn moved_page(&self, here: &Url, former: Former) -> (Frame, View) {
        let (name, target, trail) = match former {
            Former::OtherName(index) => {
                let other = &self.graph.departments[index];
                let body = other.same_as.unwrap_or(index);
                let target = self.department_link(here, body);
                let county = self.graph.counties.iter().find(|c| c.code == other.county);
                let trail = county.map(|c| (c.name.clone(), Url::county(&c.code)));
                (other.name.clone(), target, trail.into_iter().collect())
            }
            Former::Same(index) => {
                let group = &self.graph.same[index];
                let href = here.link_to(&Url::same(&group.id));
                (String::new(), LinkView { text: group.name.clone(), href }, Vec::new())
            }
        };
        let changed = self.string("title_moved");
        let description = format!("{changed} {}", target.text);
        let title = if name.is_empty() { changed } else { name.clone() };
        (
            Frame { kind: "moved", title, description, trail },
            View::Moved(MovedView { name, target }),
        )
    }
}
