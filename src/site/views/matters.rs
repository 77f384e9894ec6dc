//! Matters: duties that are the same, told together; and how a department's page shows those of its county.
//!
//! Not here: which duties are the same ([`crate::graph`]), and comparing them clause by clause (`same_text`).

use std::collections::BTreeMap;

use super::Views;
use crate::graph::DutyRef;
use crate::model::{CountyCode, ListKind};
use crate::site::Url;
use crate::site::view::{ElsewhereView, MatterCategory, MatterView, TownshipDuty};

/// Duties that are one matter.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Matter {
    /// Index into [`crate::graph::Graph::same`]; none for a duty that stands alone.
    pub group: Option<usize>,
    /// In the order of the site; at least one.
    pub duties: Vec<DutyRef>,
}

impl Matter {
    /// Where it stands among the others: lists of one county have much the same order.
    fn position(&self) -> Option<(usize, usize)> {
        self.duties.iter().map(|duty| (duty.index, duty.township)).min()
    }
}

impl Views<'_> {
    /// The matters of some duties, in the order of their first ones.
    pub(super) fn matters_of<'d>(
        &self,
        duties: impl IntoIterator<Item = &'d DutyRef>,
    ) -> Vec<Matter> {
        let mut matters: Vec<Matter> = Vec::new();
        let mut by_group: BTreeMap<usize, usize> = BTreeMap::new();
        for duty in duties {
            let group = self.graph.same_of.get(duty).copied();
            let next = matters.len();
            let at = group.map_or(next, |group| *by_group.entry(group).or_insert(next));
            if at == next {
                matters.push(Matter { group, duties: Vec::new() });
            }
            matters[at].duties.push(*duty);
        }
        matters
    }

    /// The matters of duties that are of one list and one county, in the order of the documents.
    pub(super) fn matters(&self, duties: &[DutyRef]) -> Vec<Matter> {
        let mut matters = self.matters_of(duties);
        matters.sort_by_key(Matter::position);
        matters
    }

    /// What the lists of a county say of a matter, be it of other departments too.
    pub(super) fn matter_in<'m>(
        &'m self,
        matter: &'m Matter,
        county: &CountyCode,
    ) -> &'m [DutyRef] {
        match (matter.group, matter.duties.first()) {
            (Some(group), _) => self.graph.same_in_county(group, county),
            (None, Some(alone)) if self.code(alone.township).county() == *county => &matter.duties,
            (None, _) => &[],
        }
    }

    /// Matters by the category of their first duty, each category once, in order of its first matter.
    pub(super) fn matter_categories(
        &self,
        here: &Url,
        body: usize,
        matters: &[Matter],
    ) -> Vec<MatterCategory> {
        let mut categories: Vec<(Option<usize>, MatterCategory)> = Vec::new();
        for matter in matters {
            let Some(first) = matter.duties.first() else { continue };
            let index = self.graph.category_of.get(first).copied();
            let view = self.matter(here, body, matter);
            let known = categories.iter_mut().find(|(known, _)| *known == index);
            if let Some((_, category)) = known {
                category.matters.push(view);
            } else {
                let category = self.category_link(here, *first);
                categories.push((index, MatterCategory { category, matters: vec![view] }));
            }
        }
        categories.into_iter().map(|(_, category)| category).collect()
    }

    /// A matter as the page of a department shows it.
    pub(super) fn matter(&self, here: &Url, body: usize, matter: &Matter) -> MatterView {
        let readings: Vec<_> =
            matter.duties.iter().map(|duty| self.reading(here, *duty, body)).collect();
        let (wordings, more_wordings) = self.wordings(&readings);
        let (contexts, more_contexts) = self.contexts(&readings);
        let others = self.partners_of(body, matter).into_iter();
        MatterView {
            anchor: matter.duties.first().map_or(String::new(), |duty| self.matter_anchor(*duty)),
            name: self.matter_name(&matter.duties).to_owned(),
            list: matter.duties.first().map_or("", |duty| duty.list.key()),
            same_href: self.same_href(here, matter.group),
            duties: matter.duties.iter().map(|duty| self.township_duty(here, *duty)).collect(),
            others: others.map(|other| self.department_link(here, other)).collect(),
            elsewhere: self.elsewhere(here, body, matter),
            wordings,
            more_wordings,
            contexts,
            more_contexts,
        }
    }

    /// The anchor of a matter on a department's page, by its first duty there.
    pub(super) fn matter_anchor(&self, first: DutyRef) -> String {
        format!("m-{}-{}", self.code(first.township), first.of(self.content).id)
    }

    /// The name that most of the duties print; of equals, the first.
    pub(super) fn matter_name(&self, duties: &[DutyRef]) -> &str {
        let mut counted: Vec<(&str, usize)> = Vec::new();
        for duty in duties {
            let name = duty.of(self.content).name.as_str();
            match counted.iter_mut().find(|(known, _)| *known == name) {
                Some((_, count)) => *count += 1,
                None => counted.push((name, 1)),
            }
        }
        counted.sort_by_key(|(_, count)| std::cmp::Reverse(*count));
        counted.first().map_or("", |(name, _)| *name)
    }

    /// The page that compares a matter across townships; empty when there is none.
    pub(super) fn same_href(&self, here: &Url, group: Option<usize>) -> String {
        group.map_or(String::new(), |group| here.link_to(&Url::same(&self.graph.same[group].id)))
    }

    /// A duty told by its township.
    pub(super) fn township_duty(&self, here: &Url, duty: DutyRef) -> TownshipDuty {
        TownshipDuty {
            township: self.content.townships[duty.township].township.place.township().to_owned(),
            seq: duty.of(self.content).seq,
            href: here.link_to(&self.duty_url(duty)),
            doubtful: !self.doubts_of(duty).is_empty(),
        }
    }

    /// The departments that a matter's duties name beside one, in order of first appearance.
    pub(super) fn partners_of(&self, body: usize, matter: &Matter) -> Vec<usize> {
        let mut others = Vec::new();
        for duty in &matter.duties {
            for other in self.graph.departments_of.get(duty).into_iter().flatten() {
                if *other != body && !others.contains(other) {
                    others.push(*other);
                }
            }
        }
        others
    }

    /// Whether a duty names a department.
    pub(super) fn names(&self, duty: DutyRef, body: usize) -> bool {
        self.graph.departments_of.get(&duty).is_some_and(|bodies| bodies.contains(&body))
    }

    /// The same matter in the lists of the county, where it is not what `matter` says.
    fn elsewhere(&self, here: &Url, body: usize, matter: &Matter) -> Vec<ElsewhereView> {
        let county = &self.graph.departments[body].county;
        let mut by_kind: BTreeMap<(ListKind, bool), Vec<TownshipDuty>> = BTreeMap::new();
        for duty in self.matter_in(matter, county) {
            if !matter.duties.contains(duty) {
                let kind = (duty.list, self.names(*duty, body));
                by_kind.entry(kind).or_default().push(self.township_duty(here, *duty));
            }
        }
        let views = by_kind.into_iter();
        views.map(|((list, own), duties)| ElsewhereView { list: list.key(), own, duties }).collect()
    }
}
