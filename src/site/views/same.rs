//! Views of the same duty in several townships: whose task it is where, and who does not list it.
//! What the lists say of it is beside this, in `same_text`.

use std::collections::{BTreeMap, BTreeSet};

use super::{Frame, View, Views};
use crate::graph::{DutyRef, Graph, SameGroup};
use crate::model::{ListKind, Section};
use crate::site::Url;
use crate::site::view::{
    AbsentView, CountsView, LinkView, SameCountyListView, SameCountyView, SameDutyView,
    SameElsewhereView, SameListView, SameView, WhoCountyView, WhoView,
};

/// Up to so many duties stand in the table one by one.
const ONE_BY_ONE: usize = 24;
/// Up to so many townships are named where they are spoken of.
const NAMED: usize = 6;
/// Of more than that so many are named.
const FIRST: usize = 3;
/// Up to so many townships are listed by county where not all are named.
const LISTED: usize = 60;

/// The duties of a group, on their way to views.
#[derive(Debug, Clone, Default)]
pub(super) struct Members {
    pub(super) duties: Vec<DutyRef>,
    /// Townships that have more than one of them: the number goes with the township's name.
    twice: BTreeSet<usize>,
    /// Townships of one name: the county's goes with it.
    namesakes: BTreeSet<usize>,
}

/// The townships of a group that have the matter in one list.
#[derive(Debug, Clone, Default)]
pub(super) struct Standing {
    townships: usize,
    /// One duty each of the first townships: enough to name some without one of them.
    first: Vec<DutyRef>,
}

/// For each group the townships of its three lists: what every duty's page tells, counted once.
pub(super) fn standings(graph: &Graph) -> Vec<[Standing; 3]> {
    let of = |group: &SameGroup| {
        ListKind::ALL.map(|list| {
            let mut duties: Vec<DutyRef> =
                group.duties.iter().copied().filter(|duty| duty.list == list).collect();
            duties.dedup_by_key(|duty| duty.township);
            let townships = duties.len();
            duties.truncate(NAMED + 1);
            Standing { townships, first: duties }
        })
    };
    graph.same.iter().map(of).collect()
}

impl Members {
    /// How many townships some of its duties are of.
    pub(super) fn townships(&self, duties: impl Iterator<Item = DutyRef>) -> usize {
        if self.twice.is_empty() {
            return duties.count();
        }
        duties.map(|duty| duty.township).collect::<BTreeSet<_>>().len()
    }
}

impl Views<'_> {
    fn members_of(&self, group: &SameGroup) -> Members {
        let mut seen = BTreeSet::new();
        let twice = group.duties.iter().map(|duty| duty.township).filter(|t| !seen.insert(*t));
        let twice = twice.collect();
        let mut by_name: BTreeMap<&str, Vec<usize>> = BTreeMap::new();
        for township in seen {
            let name = self.content.townships[township].township.place.township();
            by_name.entry(name).or_default().push(township);
        }
        let namesakes = by_name.into_values().filter(|same| same.len() > 1).flatten().collect();
        Members { duties: group.duties.clone(), twice, namesakes }
    }

    pub(super) fn same_page(&self, here: &Url, index: usize) -> (Frame, View) {
        let group = &self.graph.same[index];
        let members = self.members_of(group);
        let few = group.duties.len() <= ONE_BY_ONE;
        let listing: BTreeSet<usize> = group.duties.iter().map(|duty| duty.township).collect();
        let absent = self.absent(here, &listing);
        let name_differs =
            |section: &crate::site::view::SameSectionView| section.rows.iter().any(|row| !row.same);
        let name = self.same_section(here, &members, None).filter(name_differs);
        let text = [Section::Upper, Section::Township, Section::Method]
            .into_iter()
            .filter_map(|section| self.same_section(here, &members, Some(section)));
        let view = SameView {
            name: group.name.clone(),
            count: listing.len(),
            lists: self.same_lists(here, &members),
            duties: if few { self.same_duties(here, &members) } else { Vec::new() },
            counties: if few { Vec::new() } else { self.same_counties(here, &members) },
            absent_count: absent.iter().map(|county| county.count).sum(),
            absent,
            sections: name.into_iter().chain(text).collect(),
        };
        let frame = Frame {
            kind: "same",
            title: group.name.clone(),
            description: format!("{} {}", self.string("same_eyebrow"), group.name),
            trail: Vec::new(),
        };
        (frame, View::Same(view))
    }

    /// The same duty in other townships, for a duty's own page.
    pub(super) fn same_elsewhere(&self, here: &Url, duty: DutyRef) -> Option<SameElsewhereView> {
        let index = *self.graph.same_of.get(&duty)?;
        let group = &self.graph.same[index];
        let before = group.duties.partition_point(|d| d.township < duty.township);
        let own = group.duties[before..].iter().take_while(|d| d.township == duty.township);
        let own: BTreeSet<ListKind> = own.map(|d| d.list).collect();
        let members = Members::default();
        let mut lists = Vec::new();
        for (list, standing) in ListKind::ALL.into_iter().zip(&self.standings[index]) {
            let count = standing.townships - usize::from(own.contains(&list));
            if count == 0 {
                continue;
            }
            let others = standing.first.iter().filter(|d| d.township != duty.township);
            let named = if count > NAMED { FIRST } else { NAMED };
            let links = others.take(named).map(|d| self.who_link(here, &members, *d, "", true));
            let who = WhoView { count, named: links.collect(), counties: Vec::new() };
            lists.push(SameListView { list: list.key(), who });
        }
        Some(SameElsewhereView {
            href: here.link_to(&Url::same(&group.id)),
            count: lists.iter().map(|list| list.who.count).sum(),
            differs: lists.iter().any(|list| list.list != duty.list.key()),
            lists,
        })
    }

    fn same_lists(&self, here: &Url, members: &Members) -> Vec<SameListView> {
        let lists = ListKind::ALL.into_iter().map(|list| {
            let duties = members.duties.iter().filter(|duty| duty.list == list);
            let who = self.who(here, members, duties.map(|duty| (*duty, "")));
            SameListView { list: list.key(), who }
        });
        lists.filter(|list| list.who.count > 0).collect()
    }

    fn same_duties(&self, here: &Url, members: &Members) -> Vec<SameDutyView> {
        let views = members.duties.iter().map(|duty_ref| {
            let duty = duty_ref.of(self.content);
            let href = here.link_to(&Url::township(self.code(duty_ref.township)));
            SameDutyView {
                township: LinkView { text: self.township_in_county(duty_ref.township), href },
                list: duty_ref.list.key(),
                departments: self.department_links(here, *duty_ref),
                seq: duty.seq,
                duty: LinkView {
                    text: duty.name.clone(),
                    href: here.link_to(&self.duty_url(*duty_ref)),
                },
                edition: self.content.townships[duty_ref.township]
                    .township
                    .edition_text()
                    .to_owned(),
                doubtful: !self.doubts_of(*duty_ref).is_empty(),
            }
        });
        views.collect()
    }

    fn same_counties(&self, here: &Url, members: &Members) -> Vec<SameCountyView> {
        let county_of = self.county_of_townships();
        let mut by_county: BTreeMap<usize, Vec<DutyRef>> = BTreeMap::new();
        for duty in &members.duties {
            by_county.entry(county_of[&duty.township]).or_default().push(*duty);
        }
        let view = |(county, duties): (usize, Vec<DutyRef>)| {
            let of = |list| duties.iter().filter(move |duty| duty.list == list);
            let [basic, coop, reclaimed] = ListKind::ALL.map(|list| of(list).count());
            let lists = ListKind::ALL.into_iter().map(|list| SameCountyListView {
                list: list.key(),
                townships: of(list)
                    .map(|duty| self.who_link(here, members, *duty, "", false))
                    .collect(),
            });
            SameCountyView {
                county: self.county_link(here, county),
                counts: CountsView { basic, coop, reclaimed, total: duties.len() },
                lists: lists.filter(|list| !list.townships.is_empty()).collect(),
            }
        };
        by_county.into_iter().map(view).collect()
    }

    /// Who does not list the matter. Where no township of a county does and there are many, the
    /// county stands for them.
    fn absent(&self, here: &Url, listing: &BTreeSet<usize>) -> Vec<AbsentView> {
        let many = self.content.townships.len() - listing.len() > LISTED;
        let counties = self.graph.counties.iter().enumerate().map(|(index, county)| {
            let absent: Vec<usize> =
                county.townships.iter().copied().filter(|t| !listing.contains(t)).collect();
            let all = absent.len() == county.townships.len();
            let named: &[usize] = if all && many { &[] } else { &absent };
            AbsentView {
                county: self.county_link(here, index),
                count: absent.len(),
                townships: named.iter().map(|t| self.township_link(here, *t)).collect(),
            }
        });
        counties.filter(|county| county.count > 0).collect()
    }

    /// Some duties of a matter, each with the anchor of a clause or nothing, by their townships.
    pub(super) fn who<'d>(
        &self,
        here: &Url,
        members: &Members,
        duties: impl Iterator<Item = (DutyRef, &'d str)>,
    ) -> WhoView {
        let duties: Vec<(DutyRef, &str)> = duties.collect();
        let named = if duties.len() > NAMED { FIRST } else { NAMED };
        let link = |(duty, anchor): &(DutyRef, &str)| {
            let with_county = members.namesakes.contains(&duty.township);
            self.who_link(here, members, *duty, anchor, with_county)
        };
        WhoView {
            count: members.townships(duties.iter().map(|(duty, _)| *duty)),
            named: duties.iter().take(named).map(link).collect(),
            counties: if (NAMED + 1..=LISTED).contains(&duties.len()) {
                self.who_by_county(here, members, &duties)
            } else {
                Vec::new()
            },
        }
    }

    fn who_by_county(
        &self,
        here: &Url,
        members: &Members,
        duties: &[(DutyRef, &str)],
    ) -> Vec<WhoCountyView> {
        let county_of = |township: usize| self.code(township).county();
        let mut by_county: BTreeMap<_, Vec<LinkView>> = BTreeMap::new();
        for (duty, anchor) in duties {
            let link = self.who_link(here, members, *duty, anchor, false);
            let name = self.content.townships[duty.township].township.place.county();
            by_county.entry((county_of(duty.township), name)).or_default().push(link);
        }
        let view = |((_, name), townships): ((_, &str), _)| WhoCountyView {
            name: name.to_owned(),
            townships,
        };
        by_county.into_iter().map(view).collect()
    }

    /// A link to a duty or a clause of it under its township's name.
    fn who_link(
        &self,
        here: &Url,
        members: &Members,
        duty: DutyRef,
        anchor: &str,
        with_county: bool,
    ) -> LinkView {
        let mut text = if with_county {
            self.township_in_county(duty.township)
        } else {
            self.content.townships[duty.township].township.place.township().to_owned()
        };
        if members.twice.contains(&duty.township) {
            let seq = self.string("seq_n").replace("{n}", &duty.of(self.content).seq.to_string());
            let title = self.string(&format!("list_{}", duty.list.key()));
            text = format!(
                "{text}{}{title}{seq}{}",
                self.string("bracket_open"),
                self.string("bracket_close")
            );
        }
        let url = self.duty_url(duty);
        let href =
            if anchor.is_empty() { here.link_to(&url) } else { here.link_to_anchor(&url, anchor) };
        LinkView { text, href }
    }

    /// A township's name; with its county's where the site has several, for names repeat.
    pub(super) fn township_in_county(&self, township: usize) -> String {
        let place = &self.content.townships[township].township.place;
        let county = if self.graph.counties.len() > 1 { place.county() } else { "" };
        format!("{county}{}", place.township())
    }

    fn county_link(&self, here: &Url, index: usize) -> LinkView {
        let county = &self.graph.counties[index];
        LinkView { text: county.name.clone(), href: here.link_to(&Url::county(&county.code)) }
    }

    /// For each township its county, as indices.
    fn county_of_townships(&self) -> BTreeMap<usize, usize> {
        let counties = self.graph.counties.iter().enumerate();
        counties
            .flat_map(|(index, county)| county.townships.iter().map(move |t| (*t, index)))
            .collect()
    }
}
