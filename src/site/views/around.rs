//! View of what a department has to do with others: who shares its duties, whom its clauses mention, and
//! the townships that it works with or took duties back from.

use std::cmp::Reverse;
use std::collections::{BTreeMap, BTreeSet};

use super::{Frame, View, Views};
use crate::graph::{DutyRef, Owner, Target};
use crate::model::anchors;
use crate::site::Url;
use crate::site::figure::{Neighbour, draw};
use crate::site::view::{AroundView, LinkView, NeighbourView, TieMatterView, TieView};

/// How many neighbours of a kind are drawn; all are in the tables.
const SHARING: usize = 8;
const MENTIONED: usize = 3;
const TOWNSHIPS: usize = 5;

/// Kinds of ties that are duties of both.
const SHARED: &[&str] = &["shares", "took_back"];
/// Kinds of ties that are words of clauses: its own name the other, the other's name it.
const MENTIONS: &[&str] = &["mentions", "mentioned_by"];
/// Kinds of ties with departments.
const OF_DEPARTMENTS: [&str; 4] = ["shares", "took_back", "mentions", "mentioned_by"];
/// Kinds of ties with townships.
const OF_TOWNSHIPS: [&str; 2] = ["coop", "reclaimed"];

/// A duty, or a clause of one.
type Place = (DutyRef, Option<String>);

/// Somebody that a department has to do with: an index, and what ties them.
type Tied = (usize, Vec<TieView>);

impl Views<'_> {
    pub(super) fn around_page(&self, here: &Url, index: usize) -> (Frame, View) {
        let department = &self.graph.departments[index];
        let others = self.tied_departments(here, index);
        let townships = self.tied_townships(here, index);
        let departments: Vec<NeighbourView> = others
            .into_iter()
            .map(|(body, ties)| NeighbourView { link: self.department_link(here, body), ties })
            .collect();
        let townships: Vec<NeighbourView> = townships
            .into_iter()
            .map(|(township, ties)| NeighbourView {
                link: self.township_link(here, township),
                ties,
            })
            .collect();
        let groups = groups(&departments, &townships);
        let drawn: usize = groups.iter().map(|(_, all)| all.len()).sum();
        let view = AroundView {
            department: self.department_link(here, index),
            left_out: departments.len() + townships.len() - drawn,
            figure: draw(&department.name, groups),
            departments,
            townships,
        };
        let title = self.string("title_around").replace("{department}", &department.name);
        let county = self.graph.county(&department.county);
        let mut trail: Vec<(String, Url)> =
            county.map(|c| (c.name.clone(), Url::county(&c.code))).into_iter().collect();
        trail.push((department.name.clone(), Url::department(&department.id)));
        let frame = Frame { kind: "around", description: title.clone(), title, trail };
        (frame, View::Around(view))
    }

    /// The departments that share duties with one, that its clauses mention, or whose clauses mention it.
    fn tied_departments(&self, here: &Url, index: usize) -> Vec<Tied> {
        let department = &self.graph.departments[index];
        let mut others: BTreeMap<usize, [Vec<Place>; 4]> = BTreeMap::new();
        for (which, duties) in [&department.leads, &department.took_back].into_iter().enumerate() {
            for duty in duties {
                let bodies = self.graph.departments_of.get(duty).into_iter().flatten();
                for body in bodies.filter(|body| **body != index) {
                    others.entry(*body).or_default()[which].push((*duty, None));
                }
            }
        }
        let mentioned = self.graph.mentioned.get(index).into_iter().flatten();
        for duty in department.leads.iter().chain(&department.took_back).chain(mentioned) {
            for (body, which, anchor) in self.mentions_between(index, *duty) {
                others.entry(body).or_default()[which].push((*duty, Some(anchor)));
            }
        }
        let mut tied: Vec<Tied> = others
            .into_iter()
            .map(|(body, places)| (body, self.ties(here, OF_DEPARTMENTS, places)))
            .collect();
        tied.sort_by_key(|(_, ties)| Reverse((count(ties, SHARED), count(ties, MENTIONS))));
        tied
    }

    /// The townships that help a department, and those that it took duties back from.
    fn tied_townships(&self, here: &Url, index: usize) -> Vec<Tied> {
        let department = &self.graph.departments[index];
        let mut townships: BTreeMap<usize, [Vec<Place>; 2]> = BTreeMap::new();
        for (which, duties) in [&department.leads, &department.took_back].into_iter().enumerate() {
            for duty in duties {
                townships.entry(duty.township).or_default()[which].push((*duty, None));
            }
        }
        let mut tied: Vec<Tied> = townships
            .into_iter()
            .map(|(township, places)| (township, self.ties(here, OF_TOWNSHIPS, places)))
            .collect();
        tied.sort_by_key(|(_, ties)| Reverse(count(ties, &OF_TOWNSHIPS)));
        tied
    }

    /// Who of a duty mentions whom, seen from a department: the other one, which way as in
    /// [`OF_DEPARTMENTS`], and the anchor of the clause.
    fn mentions_between(&self, index: usize, duty: DutyRef) -> Vec<(usize, usize, String)> {
        let notes = self.graph.notes(self.content, duty);
        let mut between = Vec::new();
        for (section, lines) in &notes.sections {
            let anchors = anchors(*section, duty.of(self.content).section(*section));
            for (note, anchor) in lines.iter().zip(anchors) {
                let Owner::Departments(owners, _) = &note.owner else { continue };
                let mentioned: BTreeSet<usize> = note
                    .mentions
                    .iter()
                    .filter_map(|mention| match mention.target {
                        // Its own subject is no mention.
                        Target::Department(body) if !owners.contains(&body) => Some(body),
                        _ => None,
                    })
                    .collect();
                let others = match (owners.contains(&index), mentioned.contains(&index)) {
                    (true, _) => mentioned.into_iter().map(|body| (body, 2)).collect(),
                    (_, true) => owners.iter().map(|body| (*body, 3)).collect(),
                    _ => Vec::new(),
                };
                between.extend(others.into_iter().map(|(body, way)| (body, way, anchor.clone())));
            }
        }
        between
    }

    fn ties<const N: usize>(
        &self,
        here: &Url,
        kinds: [&'static str; N],
        places: [Vec<Place>; N],
    ) -> Vec<TieView> {
        let tied = kinds.into_iter().zip(places).filter(|(_, places)| !places.is_empty());
        tied.map(|(kind, places)| {
            let matters = self.tie_matters(here, &places);
            TieView { kind, count: matters.len(), matters }
        })
        .collect()
    }

    /// Places of one matter stand together.
    fn tie_matters(&self, here: &Url, places: &[Place]) -> Vec<TieMatterView> {
        let mut by_duty: BTreeMap<DutyRef, Vec<&Option<String>>> = BTreeMap::new();
        for (duty, anchor) in places {
            by_duty.entry(*duty).or_default().push(anchor);
        }
        let matters = self.matters_of(by_duty.keys()).into_iter().map(|matter| {
            let places = matter.duties.iter().flat_map(|duty| {
                by_duty[duty].iter().map(|anchor| self.tie_place(here, *duty, anchor.as_deref()))
            });
            TieMatterView {
                places: places.collect(),
                name: self.matter_name(&matter.duties).to_owned(),
            }
        });
        matters.collect()
    }

    fn tie_place(&self, here: &Url, duty: DutyRef, anchor: Option<&str>) -> LinkView {
        let url = self.duty_url(duty);
        LinkView {
            text: self.township_link(here, duty.township).text,
            href: anchor
                .map_or_else(|| here.link_to(&url), |anchor| here.link_to_anchor(&url, anchor)),
        }
    }
}

/// How many matters tie, counting ties of these kinds.
fn count(ties: &[TieView], kinds: &[&str]) -> usize {
    ties.iter().filter(|tie| kinds.contains(&tie.kind)).map(|tie| tie.count).sum()
}

/// What is drawn: the first neighbours of each kind.
fn groups(
    departments: &[NeighbourView],
    townships: &[NeighbourView],
) -> Vec<(&'static str, Vec<Neighbour>)> {
    let first = |all: Vec<&NeighbourView>, kinds: &[&str], most: usize| -> Vec<Neighbour> {
        let drawn = all.into_iter().take(most).map(|one| Neighbour {
            href: one.link.href.clone(),
            name: one.link.text.clone(),
            count: count(&one.ties, kinds),
        });
        drawn.collect()
    };
    let (sharing, mentioned): (Vec<&NeighbourView>, Vec<&NeighbourView>) =
        departments.iter().partition(|one| count(&one.ties, SHARED) > 0);
    let groups = [
        ("shares", first(sharing, SHARED, SHARING)),
        ("mentions", first(mentioned, MENTIONS, MENTIONED)),
        ("townships", first(townships.iter().collect(), &OF_TOWNSHIPS, TOWNSHIPS)),
    ];
    groups.into_iter().filter(|(_, all)| !all.is_empty()).collect()
}
