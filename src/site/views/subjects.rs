//! Views of what: duties and categories.

use std::collections::{BTreeMap, BTreeSet};
use std::ops::Range;

use super::clauses::{is_unowned, mark_unowned};
use super::{Frame, View, Views, most_first};
use crate::diag::{Part, original_cells};
use crate::graph::{DutyNotes, DutyRef};
use crate::model::{DutyId, Field, ListKind, Section, nest};
use crate::site::Url;
use crate::site::view::{
    CategoryCounty, CategoryLists, CategoryTownship, CategoryView, CountedLink, CountsView,
    DutyLine, DutyView, LinkView, ListLink, OriginalCellView, OriginalView, PartView,
    PrintedNameView, SectionView, WithdrawnView,
};

/// A page of more duties is too heavy for a cheap phone: it leads to the lists instead.
const MOST_LINES: usize = 600;

impl Views<'_> {
    /// A duty as lists show it: without neighbours and findings, its text without links.
    pub(super) fn duty(&self, here: &Url, duty_ref: DutyRef) -> DutyView {
        self.duty_with(here, duty_ref, &DutyNotes::default())
    }

    fn duty_with(&self, here: &Url, duty_ref: DutyRef, notes: &DutyNotes) -> DutyView {
        let duty = duty_ref.of(self.content);
        let township = &self.content.townships[duty_ref.township].township;
        let list = duty_ref.list;
        let list_url = Url::list(&township.code, list);
        DutyView {
            id: duty.id.to_string(),
            seq: duty.seq,
            name: duty.name.clone(),
            href: here.link_to(&self.duty_url(duty_ref)),
            list: list.key(),
            list_link: LinkView {
                text: list.title().to_owned(),
                href: here.link_to_anchor(&list_url, &duty.id.to_string()),
            },
            township: self.township_link(here, duty_ref.township),
            place: township.place.full(),
            category: self.category_link(here, duty_ref),
            departments: self.department_links(here, duty_ref),
            sections: list
                .sections()
                .iter()
                .filter(|section| !duty.section(**section).is_empty())
                .map(|section| self.section(here, duty_ref, *section, notes))
                .collect(),
            doubtful: !self.doubts_of(duty_ref).is_empty(),
            findings: Vec::new(),
            original: None,
            previous: None,
            next: None,
            handling: Vec::new(),
            elsewhere: None,
            edition: township.edition_text().to_owned(),
        }
    }

    fn section(
        &self,
        here: &Url,
        duty_ref: DutyRef,
        section: Section,
        notes: &DutyNotes,
    ) -> SectionView {
        let township = &self.content.townships[duty_ref.township].township;
        let notes = notes.section(section);
        let tree = nest(duty_ref.of(self.content).section(section));
        let mut clauses = self.clauses(here, section, &tree, notes);
        // Of one department, or none, all is plain.
        let several = self.graph.departments_of.get(&duty_ref).is_some_and(|all| all.len() > 1);
        let unowned: Vec<bool> = notes.iter().map(|note| several && is_unowned(note)).collect();
        SectionView {
            section: section_key(section),
            title: section_title(section, township.place.township()),
            unowned: mark_unowned(&mut clauses, &unowned),
            clauses,
        }
    }

    pub(super) fn duty_page(&self, here: &Url, duty_ref: DutyRef) -> (Frame, View) {
        let neighbour = |index: Option<usize>| {
            let index = index?;
            let duty_ref = DutyRef { index, ..duty_ref };
            let duties =
                self.content.townships[duty_ref.township].township.lists.get(duty_ref.list);
            let duty = duties.get(index)?;
            let text = format!("{} {}", duty.seq, duty.name);
            Some(LinkView { text, href: here.link_to(&self.duty_url(duty_ref)) })
        };
        let notes = self.graph.notes(self.content, duty_ref);
        let mut view = self.duty_with(here, duty_ref, &notes);
        view.findings = self.doubts_of(duty_ref).iter().map(|f| self.finding(f)).collect();
        view.original = self.original(duty_ref);
        view.handling = self.handling(duty_ref);
        view.elsewhere = self.same_elsewhere(here, duty_ref).map(Box::new);
        view.previous = neighbour(duty_ref.index.checked_sub(1));
        view.next = neighbour(duty_ref.index.checked_add(1));
        let (name, list) = (view.name.clone(), duty_ref.list.title());
        let township = &self.content.townships[duty_ref.township].township;
        let frame = Frame {
            kind: "duty",
            description: format!("{} {list} 第{}项 {name}", township.place.full(), view.seq),
            title: name,
            trail: vec![
                self.county_step(duty_ref.township),
                self.township_step(duty_ref.township),
                (list.to_owned(), Url::list(&township.code, duty_ref.list)),
            ],
        };
        (frame, View::Duty(view))
    }

    /// The source of a doubtful duty, when it was imported.
    fn original(&self, duty_ref: DutyRef) -> Option<Box<OriginalView>> {
        let findings = self.doubts_of(duty_ref);
        let loaded = &self.content.townships[duty_ref.township];
        let id = duty_ref.of(self.content).id;
        let source = loaded.provenance.duties.get(&id).filter(|_| !findings.is_empty())?;
        let file = loaded.township.sources.get(source.source);
        let part = |part: Part| PartView { text: part.text, marked: part.marked };
        let cells = original_cells(source, findings);
        let unplaced = loaded.provenance.unplaced.iter().filter(|text| text.after == Some(id));
        Some(Box::new(OriginalView {
            file: file.map_or(String::new(), |file| file.file.clone()),
            part: source.at.part.clone().unwrap_or_default(),
            line: source.at.line,
            cells: cells
                .into_iter()
                .map(|cell| OriginalCellView {
                    title: cell.field.map_or("", Field::title),
                    parts: cell.parts.into_iter().map(part).collect(),
                })
                .collect(),
            unplaced: unplaced
                .map(|stray| vec![PartView { text: stray.text.clone(), marked: true }])
                .collect(),
        }))
    }

    pub(super) fn withdrawn_page(&self, here: &Url, township: usize, id: DutyId) -> (Frame, View) {
        let t = &self.content.townships[township].township;
        let list_url = Url::list(&t.code, id.list);
        let view = WithdrawnView {
            id: id.to_string(),
            township: self.township_link(here, township),
            list: LinkView { text: id.list.title().to_owned(), href: here.link_to(&list_url) },
            edition: t.edition_text().to_owned(),
        };
        let title = self.string("title_withdrawn");
        let frame = Frame {
            kind: "withdrawn",
            description: format!("{title} {id}"),
            title,
            trail: vec![
                self.county_step(township),
                self.township_step(township),
                (id.list.title().to_owned(), list_url),
            ],
        };
        (frame, View::Withdrawn(view))
    }

    /// The category as printed, with its page.
    pub(super) fn category_link(&self, here: &Url, duty: DutyRef) -> LinkView {
        let href = self.graph.category_of.get(&duty).map_or(String::new(), |index| {
            here.link_to(&Url::category(&self.graph.categories[*index].id))
        });
        LinkView { text: duty.of(self.content).category.clone(), href }
    }

    /// The departments as printed, with their pages. A label that names again what an earlier one names
    /// is left out.
    pub(super) fn department_links(&self, here: &Url, duty_ref: DutyRef) -> Vec<PrintedNameView> {
        let county = self.content.townships[duty_ref.township].township.code.county();
        let mut shown: Vec<usize> = Vec::new();
        let mut links = Vec::new();
        for name in &duty_ref.of(self.content).departments {
            let parts = self.graph.index.parts(&county, name);
            let known = parts.iter().all(|(_, body)| shown.contains(body)) && !parts.is_empty();
            if known && duty_ref.list == ListKind::Reclaimed {
                continue;
            }
            shown.extend(parts.iter().map(|(_, body)| *body));
            links.push(self.printed_name(here, name, &parts));
        }
        links
    }

    fn printed_name(
        &self,
        here: &Url,
        name: &str,
        found: &[(Range<usize>, usize)],
    ) -> PrintedNameView {
        let href = found.first().map(|(_, body)| self.department_link(here, *body).href);
        let mut parts = Vec::new();
        let mut from = 0;
        let plain = |text: &str| LinkView { text: text.to_owned(), href: String::new() };
        for (at, body) in found {
            parts.push(plain(&name[from..at.start]));
            let text = name[at.clone()].to_owned();
            parts.push(LinkView { text, ..self.department_link(here, *body) });
            from = at.end;
        }
        parts.push(plain(&name[from..]));
        parts.retain(|part| !part.text.is_empty());
        if parts.len() == 1 {
            parts.clear();
        }
        PrintedNameView { text: name.to_owned(), href: href.unwrap_or_default(), parts }
    }

    /// A department with its page; without `href` where it has none.
    pub(super) fn department_link(&self, here: &Url, body: usize) -> LinkView {
        let department = &self.graph.departments[body];
        let href = if department.has_page() {
            here.link_to(&Url::department(&department.id))
        } else {
            String::new()
        };
        LinkView { text: department.name.clone(), href }
    }

    pub(super) fn category_page(&self, here: &Url, index: usize) -> (Frame, View) {
        let category = &self.graph.categories[index];
        let many = category.duties.len() > MOST_LINES;
        let shown = runs(&category.duties).filter(|_| !many);
        let view = CategoryView {
            name: category.name.clone(),
            townships: shown
                .map(|run| CategoryTownship {
                    township: LinkView {
                        text: self.township_in_county(run[0].township),
                        ..self.township_link(here, run[0].township)
                    },
                    duties: run.iter().map(|duty| self.line(here, *duty, None)).collect(),
                })
                .collect(),
            counties: if many {
                self.category_counties(here, &category.duties)
            } else {
                Vec::new()
            },
            count: category.duties.len(),
            township_count: runs(&category.duties).count(),
            counts: CountsView::of_duties(&category.duties),
            known: category.registered || self.content.registries.categories.is_empty(),
            matters: self.matters_of_several(here, &category.duties),
        };
        let frame = Frame {
            kind: "category",
            title: category.name.clone(),
            description: category.name.clone(),
            trail: Vec::new(),
        };
        (frame, View::Category(view))
    }

    /// Where the lists of each county's townships have these duties of one category.
    fn category_counties(&self, here: &Url, duties: &[DutyRef]) -> Vec<CategoryCounty> {
        let code = |duty: &DutyRef| self.code(duty.township).county();
        let counties = duties.chunk_by(|a, b| code(a) == code(b)).map(|duties| {
            let (text, url) = self.county_step(duties[0].township);
            let townships = runs(duties).map(|run| CategoryLists {
                township: self.township_link(here, run[0].township),
                lists: run
                    .chunk_by(|a, b| a.list == b.list)
                    .map(|of_list| self.category_in_list(here, of_list))
                    .collect(),
            });
            let county = LinkView { text, href: here.link_to(&url) };
            CategoryCounty { county, townships: townships.collect() }
        });
        counties.collect()
    }

    /// Where a list has these duties of one category.
    fn category_in_list(&self, here: &Url, duties: &[DutyRef]) -> ListLink {
        let DutyRef { township, list, index } = duties[0];
        let all = self.content.townships[township].township.lists.get(list);
        let run = all[..=index].chunk_by(|a, b| a.category == b.category).count();
        let url = Url::list(self.code(township), list);
        ListLink {
            list: list.key(),
            title: list.title(),
            href: here.link_to_anchor(&url, &group_anchor(run)),
            count: duties.len(),
            current: false,
        }
    }

    /// The matters that stand in several townships among these duties, those of most townships first.
    fn matters_of_several(&self, here: &Url, duties: &[DutyRef]) -> Vec<CountedLink> {
        let mut townships: BTreeMap<usize, BTreeSet<usize>> = BTreeMap::new();
        for duty in duties {
            if let Some(group) = self.graph.same_of.get(duty) {
                townships.entry(*group).or_default().insert(duty.township);
            }
        }
        let several = townships.into_iter().filter(|(_, townships)| townships.len() > 1);
        let links = several.map(|(group, townships)| {
            let group = &self.graph.same[group];
            CountedLink {
                text: group.name.clone(),
                href: here.link_to(&Url::same(&group.id)),
                count: townships.len(),
            }
        });
        most_first(links.collect())
    }

    /// A duty as one line; `seen_from` is the department whose page it is on.
    pub(super) fn line(&self, here: &Url, duty_ref: DutyRef, seen_from: Option<usize>) -> DutyLine {
        let duty = duty_ref.of(self.content);
        let bodies = self.graph.departments_of.get(&duty_ref).map_or(&[][..], Vec::as_slice);
        DutyLine {
            seq: duty.seq,
            name: duty.name.clone(),
            href: here.link_to(&self.duty_url(duty_ref)),
            list: duty_ref.list.key(),
            others: bodies
                .iter()
                .filter(|body| Some(**body) != seen_from)
                .map(|body| self.department_link(here, *body))
                .collect(),
            doubtful: !self.doubts_of(duty_ref).is_empty(),
        }
    }
}

/// The place of a run of duties of one category in a list, the first being 1.
pub(super) fn group_anchor(run: usize) -> String {
    format!("g{run}")
}

/// Consecutive duties of one township.
pub(super) fn runs(duties: &[DutyRef]) -> impl Iterator<Item = &[DutyRef]> {
    duties.chunk_by(|a, b| a.township == b.township)
}

pub(super) fn section_key(section: Section) -> &'static str {
    match section {
        Section::Upper => "upper",
        Section::Township => "township",
        Section::Method => "method",
    }
}

/// A street office or a sumu does not call itself 乡镇.
pub(super) fn section_title(section: Section, township: &str) -> String {
    match section {
        Section::Township if township.ends_with("街道") => "街道配合职责".to_owned(),
        Section::Township if township.ends_with("苏木") => "苏木配合职责".to_owned(),
        section => section.title().to_owned(),
    }
}
