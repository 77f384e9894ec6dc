//! View of a department: what it does, with whom, for which townships.

use std::collections::BTreeMap;

use super::matters::Matter;
use super::{Frame, View, Views};
use crate::graph::{DutyRef, Standing};
use crate::model::{DepartmentKind, ListKind};
use crate::site::Url;
use crate::site::view::{
    DepartmentCounts, DepartmentTownship, DepartmentView, DutyLine, LineCell, LinkView, PartnerView,
};

impl Views<'_> {
    pub(super) fn department_page(&self, here: &Url, index: usize) -> (Frame, View) {
        let department = &self.graph.departments[index];
        let county = self.graph.county(&department.county);
        let county_link =
            county.map_or(LinkView { text: String::new(), href: String::new() }, |c| LinkView {
                text: c.name.clone(),
                href: here.link_to(&Url::county(&c.code)),
            });
        let lines = department.lines.iter().map(|line| &self.graph.lines[*line]);
        let (leads, took_back) =
            (self.matters(&department.leads), self.matters(&department.took_back));
        let townships = self.by_township(here, index);
        let alone = leads.iter().filter(|m| self.partners_of(index, m).is_empty()).count();
        let mentioned = self.graph.mentioned.get(index).map_or(&[][..], Vec::as_slice);
        let (beside, mentioned): (Vec<DutyRef>, Vec<DutyRef>) =
            mentioned.iter().partition(|duty| self.has_own_sentences(**duty, index));
        let view = DepartmentView {
            name: department.name.clone(),
            aliases: department.aliases.clone(),
            county: county_link,
            lines: lines
                .map(|line| LinkView {
                    text: line.name.clone(),
                    href: here.link_to(&Url::line(&line.id)),
                })
                .collect(),
            around_href: here.link_to(&Url::around(&department.id)),
            settled: department.standing == Standing::Settled,
            unresolved: department.standing == Standing::Unresolved,
            class: department.kind == DepartmentKind::Class,
            counts: DepartmentCounts {
                townships: townships.len(),
                leads: leads.len(),
                alone,
                shared: leads.len() - alone,
                took_back: took_back.len(),
            },
            leads: self.matter_categories(here, index, &leads),
            took_back: took_back.iter().map(|m| self.matter(here, index, m)).collect(),
            partners: self.partners(here, index, &leads, &took_back),
            townships,
            beside: self.matters(&beside).iter().map(|m| self.matter(here, index, m)).collect(),
            mentioned: self.mentioned(here, &mentioned, county.map_or("", |c| c.name.as_str())),
        };
        let frame = Frame {
            kind: "department",
            title: department.name.clone(),
            description: department.name.clone(),
            trail: county.map(|c| (c.name.clone(), Url::county(&c.code))).into_iter().collect(),
        };
        (frame, View::Department(view))
    }

    /// With whom a department does something, those with most in common first.
    fn partners(
        &self,
        here: &Url,
        body: usize,
        leads: &[Matter],
        took_back: &[Matter],
    ) -> Vec<PartnerView> {
        let mut counts: BTreeMap<usize, (usize, usize)> = BTreeMap::new();
        for other in leads.iter().flat_map(|matter| self.partners_of(body, matter)) {
            counts.entry(other).or_default().0 += 1;
        }
        for other in took_back.iter().flat_map(|matter| self.partners_of(body, matter)) {
            counts.entry(other).or_default().1 += 1;
        }
        let mut counts: Vec<_> = counts.into_iter().collect();
        counts.sort_by_key(|(_, (leads, took_back))| std::cmp::Reverse(leads + took_back));
        let partners = counts.into_iter().map(|(other, (leads, took_back))| PartnerView {
            department: self.department_link(here, other),
            leads,
            took_back,
        });
        partners.collect()
    }

    /// Matters whose sentences mention a department without being its task.
    fn mentioned(&self, here: &Url, duties: &[DutyRef], county: &str) -> Vec<LineCell> {
        let of_list = |list: ListKind| {
            let own: Vec<DutyRef> = duties.iter().filter(|d| d.list == list).copied().collect();
            self.matters(&own).into_iter().map(move |matter| (list, matter))
        };
        let matters = ListKind::ALL.into_iter().flat_map(of_list);
        let cells = matters.map(|(list, matter)| LineCell {
            county: county.to_owned(),
            name: self.matter_name(&matter.duties).to_owned(),
            parts: vec![
                self.line_part(here, list, &matter.duties, || self.same_href(here, matter.group)),
            ],
        });
        cells.collect()
    }

    /// The duties of a department by township, in the order of the site.
    fn by_township(&self, here: &Url, body: usize) -> Vec<DepartmentTownship> {
        let department = &self.graph.departments[body];
        let mut by_township: BTreeMap<usize, (&[DutyRef], &[DutyRef])> = BTreeMap::new();
        for run in super::subjects::runs(&department.leads) {
            by_township.entry(run[0].township).or_default().0 = run;
        }
        for run in super::subjects::runs(&department.took_back) {
            by_township.entry(run[0].township).or_default().1 = run;
        }
        let townships = by_township.into_iter().map(|(township, (leads, took_back))| {
            let duties = leads.iter().chain(took_back).map(|duty| DutyLine {
                // With whom it is shared stands with its matter: twice would make long pages longer.
                others: Vec::new(),
                ..self.line(here, *duty, None)
            });
            DepartmentTownship {
                anchor: self.township_anchor(township),
                township: self.township_link(here, township),
                leads: leads.len(),
                took_back: took_back.len(),
                duties: duties.collect(),
            }
        });
        townships.collect()
    }
}
