//! View of what a department has to do with others: who shares its duties, whom its clauses mention, and
//! the townships that it works with or took duties back from.

use std::collections::BTreeMap;

use super::{Frame, View, Views};
use crate::graph::{DutyRef, Owner, Target};
use crate::model::{ListKind, anchors};
use crate::site::Url;
use crate::site::figure::{Neighbour, draw};
use crate::site::view::{AroundView, LinkView, MatterView, NeighbourView, TieView};

/// How many neighbours of a kind are drawn; all are in the tables.
const SHARING: usize = 8;
const MENTIONED: usize = 3;
const TOWNSHIPS: usize = 5;

/// A duty, or a clause of one.
type Place = (DutyRef, Option<String>);

/// What a department has to do with another.
#[derive(Default)]
struct Ties {
    shares: Vec<Place>,
    took_back: Vec<Place>,
    mentions: Vec<Place>,
}

impl Ties {
    fn shared(&self) -> usize {
        self.shares.len() + self.took_back.len()
    }
}

impl Views<'_> {
    pub(super) fn around_page(&self, here: &Url, index: usize) -> (Frame, View) {
        let department = &self.graph.departments[index];
        let mut others: Vec<(usize, Ties)> = self.ties(index).into_iter().collect();
        others.sort_by_key(|(_, ties)| std::cmp::Reverse((ties.shared(), ties.mentions.len())));
        let mut townships: Vec<(usize, [Vec<Place>; 2])> =
            self.townships_of(index).into_iter().collect();
        townships.sort_by_key(|(_, places)| {
            std::cmp::Reverse(places.iter().map(Vec::len).sum::<usize>())
        });

        let neighbour =
            |link: LinkView, count| Neighbour { href: link.href, name: link.text, count };
        let body = |other: usize| self.body_link(here, other);
        let sharing = others.iter().filter(|(_, ties)| ties.shared() > 0);
        let mentioned = others.iter().filter(|(_, ties)| ties.shared() == 0);
        let groups: Vec<(&str, Vec<Neighbour>)> = vec![
            (
                "shares",
                sharing.take(SHARING).map(|(i, t)| neighbour(body(*i), t.shared())).collect(),
            ),
            (
                "mentions",
                mentioned
                    .take(MENTIONED)
                    .map(|(i, t)| neighbour(body(*i), t.mentions.len()))
                    .collect(),
            ),
            (
                "townships",
                townships
                    .iter()
                    .take(TOWNSHIPS)
                    .map(|(i, places)| {
                        let count = places.iter().map(Vec::len).sum();
                        neighbour(self.township_link(here, *i), count)
                    })
                    .collect(),
            ),
        ];
        let groups: Vec<_> = groups.into_iter().filter(|(_, all)| !all.is_empty()).collect();
        let drawn: usize = groups.iter().map(|(_, all)| all.len()).sum();
        let view = AroundView {
            department: self.department_link(here, index, &department.name),
            left_out: others.len() + townships.len() - drawn,
            figure: draw(&department.name, groups),
            departments: others
                .iter()
                .map(|(i, ties)| self.neighbour(here, body(*i), ties))
                .collect(),
            townships: townships
                .iter()
                .map(|(i, [coop, reclaimed])| NeighbourView {
                    link: self.township_link(here, *i),
                    ties: self.tie_views(here, [("coop", coop), ("reclaimed", reclaimed)]),
                })
                .collect(),
        };
        let title = self.string("title_around").replace("{department}", &department.name);
        let county = self.graph.counties.iter().find(|county| county.code == department.county);
        let mut trail: Vec<(String, Url)> =
            county.map(|c| (c.name.clone(), Url::county(&c.code))).into_iter().collect();
        trail.push((department.name.clone(), Url::department(&department.id)));
        let frame = Frame { kind: "around", description: title.clone(), title, trail };
        (frame, View::Around(view))
    }

    /// What a department has to do with each other one.
    fn ties(&self, index: usize) -> BTreeMap<usize, Ties> {
        let department = &self.graph.departments[index];
        let mut others: BTreeMap<usize, Ties> = BTreeMap::new();
        for duty in department.leads.iter().chain(&department.took_back) {
            for body in self.graph.departments_of.get(duty).into_iter().flatten() {
                if *body != index {
                    let ties = others.entry(*body).or_default();
                    match duty.list {
                        ListKind::Reclaimed => ties.took_back.push((*duty, None)),
                        ListKind::Basic | ListKind::Coop => ties.shares.push((*duty, None)),
                    }
                }
            }
            for (body, anchor) in self.mentioned_by(index, *duty) {
                others.entry(body).or_default().mentions.push((*duty, Some(anchor)));
            }
        }
        others
    }

    /// The other departments that the clauses of one mention in a duty: each clause once, with its anchor.
    fn mentioned_by(&self, index: usize, duty: DutyRef) -> Vec<(usize, String)> {
        let notes = self.graph.notes(self.content, duty);
        let mut mentioned = Vec::new();
        for (section, lines) in &notes.sections {
            let own =
                |owner: &Owner| matches!(owner, Owner::Departments(all, _) if all.contains(&index));
            let anchors = anchors(*section, duty.of(self.content).section(*section));
            for (note, anchor) in lines.iter().zip(anchors).filter(|(note, _)| own(&note.owner)) {
                let mut bodies: Vec<usize> = note
                    .mentions
                    .iter()
                    .filter_map(|mention| match mention.target {
                        Target::Department(body) if body != index => Some(body),
                        _ => None,
                    })
                    .collect();
                bodies.sort_unstable();
                bodies.dedup();
                mentioned.extend(bodies.into_iter().map(|body| (body, anchor.clone())));
            }
        }
        mentioned
    }

    /// The townships that help a department, and those that it took duties back from.
    fn townships_of(&self, index: usize) -> BTreeMap<usize, [Vec<Place>; 2]> {
        let department = &self.graph.departments[index];
        let mut townships: BTreeMap<usize, [Vec<Place>; 2]> = BTreeMap::new();
        for (which, duties) in [&department.leads, &department.took_back].into_iter().enumerate() {
            for duty in duties {
                townships.entry(duty.township).or_default()[which].push((*duty, None));
            }
        }
        townships
    }

    fn neighbour(&self, here: &Url, link: LinkView, ties: &Ties) -> NeighbourView {
        let kinds = [
            ("shares", &ties.shares),
            ("took_back", &ties.took_back),
            ("mentions", &ties.mentions),
        ];
        NeighbourView { link, ties: self.tie_views(here, kinds) }
    }

    fn tie_views<'b>(
        &self,
        here: &Url,
        kinds: impl IntoIterator<Item = (&'static str, &'b Vec<Place>)>,
    ) -> Vec<TieView> {
        let ties =
            kinds.into_iter().filter(|(_, places)| !places.is_empty()).map(|(kind, places)| {
                TieView { kind, count: places.len(), matters: self.matters(here, places) }
            });
        ties.collect()
    }

    /// Duties that are the same matter stand together.
    fn matters(&self, here: &Url, places: &[Place]) -> Vec<MatterView> {
        let mut matters: Vec<MatterView> = Vec::new();
        let mut known: BTreeMap<Result<usize, DutyRef>, usize> = BTreeMap::new();
        for (duty, anchor) in places {
            let group = self.graph.same_of.get(duty).copied();
            let at = *known.entry(group.ok_or(*duty)).or_insert(matters.len());
            if at == matters.len() {
                let name = group.map_or(&duty.of(self.content).name, |g| &self.graph.same[g].name);
                matters.push(MatterView { name: name.clone(), places: Vec::new() });
            }
            let url = self.duty_url(*duty);
            let href = match anchor {
                Some(anchor) => here.link_to_anchor(&url, anchor),
                None => here.link_to(&url),
            };
            let text = self.township_link(here, duty.township).text;
            matters[at].places.push(LinkView { text, href });
        }
        matters
    }

    /// A department with its page, where it has one.
    fn body_link(&self, here: &Url, index: usize) -> LinkView {
        let department = &self.graph.departments[index];
        if department.has_page() {
            self.department_link(here, index, &department.name)
        } else {
            LinkView { text: department.name.clone(), href: String::new() }
        }
    }
}
