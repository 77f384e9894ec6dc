//! Views of who: departments and the lines that they belong to.

use super::subjects::runs;
use super::{Frame, View, Views};
use crate::graph::{DutyRef, Standing};
use crate::site::Url;
use crate::site::view::{DepartmentTownship, DepartmentView, LineView, LinkView, OtherNameView};

impl Views<'_> {
    pub(super) fn department_page(&self, here: &Url, index: usize) -> (Frame, View) {
        let department = &self.graph.departments[index];
        let by_township = |duties: &[DutyRef]| -> Vec<DepartmentTownship> {
            runs(duties)
                .map(|run| DepartmentTownship {
                    township: self.township_link(here, run[0].township),
                    duties: run.iter().map(|duty| self.line(here, *duty, Some(index))).collect(),
                })
                .collect()
        };
        let county = self.graph.counties.iter().find(|c| c.code == department.county);
        let county_link =
            county.map_or(LinkView { text: String::new(), href: String::new() }, |c| LinkView {
                text: c.name.clone(),
                href: here.link_to(&Url::county(&c.code)),
            });
        let view = DepartmentView {
            name: department.name.clone(),
            aliases: department.aliases.clone(),
            settled: department.standing == Standing::Settled,
            leads: by_township(&department.leads),
            took_back: by_township(&department.took_back),
            lead_count: department.leads.len(),
            took_back_count: department.took_back.len(),
            county: county_link,
        };
        let frame = Frame {
            kind: "department",
            title: department.name.clone(),
            description: department.name.clone(),
            trail: county.map(|c| (c.name.clone(), Url::county(&c.code))).into_iter().collect(),
        };
        (frame, View::Department(view))
    }

    pub(super) fn other_name_page(&self, here: &Url, index: usize) -> (Frame, View) {
        let other = &self.graph.departments[index];
        let body = other.same_as.unwrap_or(index);
        let name = self.graph.departments[body].name.clone();
        let department = self.department_link(here, body, &name);
        let county = self.graph.counties.iter().find(|c| c.code == other.county);
        let frame = Frame {
            kind: "other-name",
            title: other.name.clone(),
            description: other.name.clone(),
            trail: county.map(|c| (c.name.clone(), Url::county(&c.code))).into_iter().collect(),
        };
        (frame, View::OtherName(OtherNameView { name: other.name.clone(), department }))
    }

    pub(super) fn line_page(&self, here: &Url, index: usize) -> (Frame, View) {
        let line = &self.graph.lines[index];
        let departments =
            line.departments.iter().filter(|d| self.graph.departments[**d].has_page());
        let links =
            departments.map(|d| self.department_link(here, *d, &self.graph.departments[*d].name));
        let view = LineView { name: line.name.clone(), departments: links.collect() };
        let frame = Frame {
            kind: "line",
            title: line.name.clone(),
            description: line.name.clone(),
            trail: Vec::new(),
        };
        (frame, View::Line(view))
    }
}
