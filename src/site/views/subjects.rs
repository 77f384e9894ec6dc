//! Views of what: duties and categories.

use super::{Frame, View, Views};
use crate::diag::{Part, original_cells};
use crate::graph::DutyRef;
use crate::model::{Clause, DutyId, Field, LineKind, Section, nest};
use crate::site::Url;
use crate::site::view::{
    CategoryTownship, CategoryView, ClauseView, DutyLine, DutyView, LinkView, OriginalCellView,
    OriginalView, PartView, SectionView, WithdrawnView,
};

impl Views<'_> {
    /// A duty as lists show it: without neighbours and findings.
    pub(super) fn duty(&self, here: &Url, duty_ref: DutyRef) -> DutyView {
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
                .map(|section| SectionView {
                    section: section_key(*section),
                    title: section_title(*section, township.place.township()),
                    clauses: clauses(*section, &nest(duty.section(*section))),
                })
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
        let mut view = self.duty(here, duty_ref);
        view.findings = self.doubts_of(duty_ref).iter().map(|f| self.finding(f)).collect();
        view.original = self.original(duty_ref);
        view.handling = self.handling(duty_ref);
        view.elsewhere = self.elsewhere(here, duty_ref).map(Box::new);
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

    /// The departments as printed, with their pages.
    pub(super) fn department_links(&self, here: &Url, duty: DutyRef) -> Vec<LinkView> {
        let printed = &duty.of(self.content).departments;
        let bodies = self.graph.departments_of.get(&duty).map_or(&[][..], Vec::as_slice);
        // Two spellings of one body are one link, under its full name.
        if printed.len() == bodies.len() {
            return printed
                .iter()
                .zip(bodies)
                .map(|(name, body)| self.department_link(here, *body, name))
                .collect();
        }
        bodies
            .iter()
            .map(|body| self.department_link(here, *body, &self.graph.departments[*body].name))
            .collect()
    }

    pub(super) fn department_link(&self, here: &Url, body: usize, text: &str) -> LinkView {
        let url = Url::department(&self.graph.departments[body].id);
        LinkView { text: text.to_owned(), href: here.link_to(&url) }
    }

    pub(super) fn category_page(&self, here: &Url, index: usize) -> (Frame, View) {
        let category = &self.graph.categories[index];
        let view = CategoryView {
            name: category.name.clone(),
            townships: runs(&category.duties)
                .map(|run| CategoryTownship {
                    township: self.township_link(here, run[0].township),
                    duties: run.iter().map(|duty| self.line(here, *duty, None)).collect(),
                })
                .collect(),
            count: category.duties.len(),
        };
        let frame = Frame {
            kind: "category",
            title: category.name.clone(),
            description: category.name.clone(),
            trail: Vec::new(),
        };
        (frame, View::Category(view))
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
                .map(|body| self.department_link(here, *body, &self.graph.departments[*body].name))
                .collect(),
            doubtful: !self.doubts_of(duty_ref).is_empty(),
        }
    }
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
fn section_title(section: Section, township: &str) -> String {
    match section {
        Section::Township if township.ends_with("街道") => "街道配合职责".to_owned(),
        Section::Township if township.ends_with("苏木") => "苏木配合职责".to_owned(),
        section => section.title().to_owned(),
    }
}

fn clauses(section: Section, tree: &[Clause<'_>]) -> Vec<ClauseView> {
    tree.iter()
        .map(|clause| ClauseView {
            anchor: format!("{}{}", section.letter(), clause.path),
            kind: match clause.line.kind {
                LineKind::Label => "label",
                LineKind::Clause => "clause",
            },
            marker: clause.line.marker().trim_end().to_owned(),
            text: clause.line.text().to_owned(),
            children: clauses(section, &clause.children),
        })
        .collect()
}
