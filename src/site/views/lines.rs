//! Views of lines (条线): the same kind of department in each county, side by side.

use std::collections::{BTreeMap, BTreeSet};

use super::matters::Matter;
use super::{Frame, View, Views};
use crate::graph::{DepartmentLine, DutyRef};
use crate::model::{CountyCode, ListKind};
use crate::site::Url;
use crate::site::view::{
    CountedLink, LineBody, LineCell, LineCounty, LineMatter, LinePart, LineView, LinkView,
};

/// Up to here a column for each county can be read; beyond it, counties are told in rows.
const COUNTY_COLUMNS: usize = 8;

/// How many townships a cell names before it sends to the page that has all of them.
const TOWNSHIPS_NAMED: usize = 3;

impl Views<'_> {
    pub(super) fn line_page(&self, here: &Url, index: usize) -> (Frame, View) {
        let line = &self.graph.lines[index];
        let bodies = self.bodies_by_county(line);
        let (shared, only) = self.matters_of_line(&bodies);
        let view = LineView {
            name: line.name.clone(),
            many: bodies.len() > COUNTY_COLUMNS,
            counties: bodies
                .iter()
                .map(|(county, bodies)| LineCounty {
                    only_here: only
                        .get(county)
                        .into_iter()
                        .flatten()
                        .map(|matter| self.line_cell(here, county, bodies, matter))
                        .collect(),
                    ..self.line_county(here, county, bodies)
                })
                .collect(),
            shared: shared
                .iter()
                .map(|matter| LineMatter {
                    name: self.matter_name(&matter.duties).to_owned(),
                    same_href: self.same_href(here, matter.group),
                    cells: bodies
                        .iter()
                        .map(|(county, bodies)| self.line_cell(here, county, bodies, matter))
                        .collect(),
                })
                .collect(),
        };
        let title = self.string("line_title").replace("{line}", &line.name);
        let frame = Frame { kind: "line", description: title.clone(), title, trail: Vec::new() };
        (frame, View::Line(view))
    }

    /// Lines with pages, in order of name.
    pub(super) fn line_links(&self, here: &Url) -> Vec<CountedLink> {
        let lines = self.graph.lines.iter().filter(|line| line.has_page(&self.graph.departments));
        let counted = lines.map(|line| CountedLink {
            text: line.name.clone(),
            href: here.link_to(&Url::line(&line.id)),
            count: line.departments.iter().map(|d| self.graph.departments[*d].duty_count()).sum(),
        });
        counted.collect()
    }

    /// The bodies of a line that have pages.
    fn bodies_by_county(&self, line: &DepartmentLine) -> BTreeMap<&CountyCode, Vec<usize>> {
        let mut by_county: BTreeMap<&CountyCode, Vec<usize>> = BTreeMap::new();
        for body in &line.departments {
            let department = &self.graph.departments[*body];
            if department.has_page() {
                by_county.entry(&department.county).or_default().push(*body);
            }
        }
        by_county
    }

    fn line_county(&self, here: &Url, county: &CountyCode, bodies: &[usize]) -> LineCounty {
        let known = self.graph.county(county);
        LineCounty {
            county: LinkView {
                text: known.map_or(String::new(), |known| known.name.clone()),
                href: here.link_to(&Url::county(county)),
            },
            townships: known.map_or(0, |known| known.townships.len()),
            bodies: bodies.iter().map(|body| self.line_body(here, *body)).collect(),
            only_here: Vec::new(),
        }
    }

    fn line_body(&self, here: &Url, body: usize) -> LineBody {
        let department = &self.graph.departments[body];
        LineBody {
            department: self.department_link(here, body),
            leads: department.leads.len(),
            took_back: department.took_back.len(),
        }
    }

    /// The matters of a line: those that two counties or more list, those of most counties first, and those
    /// of one county by that county. Each has all duties of the line's bodies, in the order of the site.
    fn matters_of_line(
        &self,
        bodies: &BTreeMap<&CountyCode, Vec<usize>>,
    ) -> (Vec<Matter>, BTreeMap<CountyCode, Vec<Matter>>) {
        let bodies_of_line = bodies.values().flatten().map(|body| &self.graph.departments[*body]);
        let duties: BTreeSet<DutyRef> =
            bodies_of_line.flat_map(|d| d.leads.iter().chain(&d.took_back)).copied().collect();
        let mut shared: Vec<(usize, Matter)> = Vec::new();
        let mut only: BTreeMap<CountyCode, Vec<Matter>> = BTreeMap::new();
        for matter in self.matters_of(&duties) {
            // A matter that another county gives to other departments is worth comparing too.
            let known = matter.group.map_or(&matter.duties, |group| &self.graph.same[group].duties);
            let counties = known.iter().map(|duty| self.code(duty.township).county());
            let counties: BTreeSet<CountyCode> =
                counties.filter(|county| bodies.contains_key(county)).collect();
            match counties.into_iter().collect::<Vec<_>>().as_slice() {
                [county] => only.entry(county.clone()).or_default().push(matter),
                several => shared.push((several.len(), matter)),
            }
        }
        // Of equals that which stands first in the site.
        shared.sort_by_key(|(counties, _)| std::cmp::Reverse(*counties));
        (shared.into_iter().map(|(_, matter)| matter).collect(), only)
    }

    /// A matter in one county: what its lists say of it, the line's own duties first.
    fn line_cell(
        &self,
        here: &Url,
        county: &CountyCode,
        bodies: &[usize],
        matter: &Matter,
    ) -> LineCell {
        let duties = self.matter_in(matter, county);
        let mut parts: BTreeMap<(bool, ListKind), Vec<DutyRef>> = BTreeMap::new();
        for duty in duties {
            let own = bodies.iter().any(|body| self.names(*duty, *body));
            parts.entry((!own, duty.list)).or_default().push(*duty);
        }
        let county = self.graph.county(county);
        LineCell {
            county: county.map_or(String::new(), |county| county.name.clone()),
            name: self.matter_name(duties).to_owned(),
            parts: parts
                .into_iter()
                .map(|((other, list), duties)| LinePart {
                    others: if other { self.others_of(here, &duties) } else { Vec::new() },
                    ..self.line_part(here, list, &duties, || {
                        self.all_of(here, bodies, matter.group, &duties)
                    })
                })
                .collect(),
        }
    }

    /// Duties of one list, the first by name; `all` is where the others are.
    pub(super) fn line_part(
        &self,
        here: &Url,
        list: ListKind,
        duties: &[DutyRef],
        all: impl Fn() -> String,
    ) -> LinePart {
        let named = duties.iter().take(TOWNSHIPS_NAMED);
        LinePart {
            list: list.key(),
            others: Vec::new(),
            count: duties.len(),
            duties: named.map(|duty| self.township_duty(here, *duty)).collect(),
            all_href: if duties.len() > TOWNSHIPS_NAMED { all() } else { String::new() },
        }
    }

    /// The departments of duties that name none of the line's.
    fn others_of(&self, here: &Url, duties: &[DutyRef]) -> Vec<LinkView> {
        let named = duties.iter().filter_map(|duty| self.graph.departments_of.get(duty)).flatten();
        let bodies: BTreeSet<usize> = named.copied().collect();
        bodies.into_iter().map(|body| self.department_link(here, body)).collect()
    }

    /// Where all these duties of one county are told of: the page of a department that they name, else the
    /// page that compares them.
    fn all_of(
        &self,
        here: &Url,
        bodies: &[usize],
        group: Option<usize>,
        duties: &[DutyRef],
    ) -> String {
        let named = bodies.iter().find_map(|body| {
            let first = duties.iter().find(|duty| self.names(**duty, *body))?;
            Some((body, first))
        });
        match named {
            Some((body, first)) => {
                let page = Url::department(&self.graph.departments[*body].id);
                here.link_to_anchor(&page, &self.matter_anchor(*first))
            }
            None => self.same_href(here, group),
        }
    }
}
