//! Views of where: counties, townships, lists.

use super::subjects::group_anchor;
use super::{Frame, View, Views, fields, most_first};
use crate::graph::{DutyRef, duty_refs_of};
use crate::model::ListKind;
use crate::site::Url;
use crate::site::view::{
    CountedLink, CountsView, CountyView, FieldView, GroupView, LinkView, ListLink, ListView,
    TownshipCard, TownshipView,
};

impl Views<'_> {
    pub(super) fn counties(&self, here: &Url) -> Vec<CountyView> {
        (0..self.graph.counties.len()).map(|index| self.county(here, index)).collect()
    }

    fn county(&self, here: &Url, index: usize) -> CountyView {
        let county = &self.graph.counties[index];
        let townships: Vec<TownshipCard> =
            county.townships.iter().map(|township| self.card(here, *township)).collect();
        let total = townships.iter().fold(CountsView::default(), |sum, t| sum.plus(t.counts));
        CountyView {
            name: county.name.clone(),
            above: county.above.clone(),
            href: here.link_to(&Url::county(&county.code)),
            departments: self
                .departments(here, |i| self.graph.departments[i].county == county.code),
            townships,
            counts: total,
            matrix: None,
        }
    }

    fn card(&self, here: &Url, index: usize) -> TownshipCard {
        let township = &self.content.townships[index].township;
        TownshipCard {
            name: township.place.township().to_owned(),
            href: here.link_to(&Url::township(&township.code)),
            lists: self.lists(here, index, None),
            counts: CountsView::of(&township.lists),
            edition: township.edition_text().to_owned(),
        }
    }

    pub(super) fn lists(
        &self,
        here: &Url,
        township: usize,
        current: Option<ListKind>,
    ) -> Vec<ListLink> {
        let code = self.code(township);
        let lists = &self.content.townships[township].township.lists;
        ListKind::ALL
            .into_iter()
            .map(|list| ListLink {
                list: list.key(),
                title: list.title(),
                href: here.link_to(&Url::list(code, list)),
                count: lists.get(list).len(),
                current: current == Some(list),
            })
            .collect()
    }

    pub(super) fn county_page(&self, here: &Url, index: usize) -> (Frame, View) {
        let county = &self.graph.counties[index];
        let mut view = self.county(here, index);
        view.matrix = self.matrix(here, index);
        let frame = Frame {
            kind: "county",
            title: county.name.clone(),
            description: format!("{}{}", county.above, county.name),
            trail: Vec::new(),
        };
        (frame, View::County(view))
    }

    /// The county above a township, for the way to a page.
    pub(super) fn county_step(&self, township: usize) -> (String, Url) {
        let t = &self.content.townships[township].township;
        (t.place.county().to_owned(), Url::county(&t.code.county()))
    }

    /// The township itself, for the way to a page.
    pub(super) fn township_step(&self, township: usize) -> (String, Url) {
        let t = &self.content.townships[township].township;
        (t.place.township().to_owned(), Url::township(&t.code))
    }

    pub(super) fn township_page(&self, here: &Url, index: usize) -> (Frame, View) {
        let t = &self.content.townships[index].township;
        let record: Vec<(String, String)> =
            t.record.iter().map(|(k, v)| (k.clone(), v.clone())).collect();
        let view = TownshipView {
            title: t.title.clone(),
            name: t.place.township().to_owned(),
            place: t.place.parts().to_vec(),
            code: t.code.to_string(),
            edition: t.edition_text().to_owned(),
            issued: t.issued.clone().unwrap_or_default(),
            note: self.prose.notes.get(index).cloned().unwrap_or_default(),
            lists: self.lists(here, index, None),
            categories: self.categories_of(here, index),
            departments: self.departments_of_township(here, index),
            record: fields(&record),
            sources: t
                .sources
                .iter()
                .map(|s| FieldView { name: s.file.clone(), value: s.sha256.clone() })
                .collect(),
            counts: CountsView::of(&t.lists),
            doubtful: self.doubtful(here, index),
        };
        let frame = Frame {
            kind: "township",
            title: t.title.clone(),
            description: t.place.full(),
            trail: vec![self.county_step(index)],
        };
        (frame, View::Township(view))
    }

    fn doubtful(&self, here: &Url, township: usize) -> Vec<LinkView> {
        duty_refs_of(self.content, township)
            .filter(|duty| !self.doubts_of(*duty).is_empty())
            .map(|duty| LinkView {
                text: duty.of(self.content).name.clone(),
                href: here.link_to(&self.duty_url(duty)),
            })
            .collect()
    }

    /// Categories of a township in order of their first duty, with their pages.
    fn categories_of(&self, here: &Url, township: usize) -> Vec<CountedLink> {
        let mut counted: Vec<(usize, usize)> = Vec::new();
        for duty in duty_refs_of(self.content, township) {
            let Some(index) = self.graph.category_of.get(&duty) else { continue };
            match counted.iter_mut().find(|(i, _)| i == index) {
                Some((_, count)) => *count += 1,
                None => counted.push((*index, 1)),
            }
        }
        counted
            .into_iter()
            .map(|(index, count)| {
                let category = &self.graph.categories[index];
                CountedLink {
                    text: category.name.clone(),
                    href: here.link_to(&Url::category(&category.id)),
                    count,
                }
            })
            .collect()
    }

    fn departments_of_township(&self, here: &Url, township: usize) -> Vec<CountedLink> {
        let mut counts = vec![0_usize; self.graph.departments.len()];
        for duty in duty_refs_of(self.content, township) {
            for index in self.graph.departments_of.get(&duty).into_iter().flatten() {
                counts[*index] += 1;
            }
        }
        let links = counts.into_iter().enumerate().filter(|(_, count)| *count > 0);
        most_first(
            links
                .map(|(index, count)| {
                    let department = &self.graph.departments[index];
                    CountedLink {
                        text: department.name.clone(),
                        href: here.link_to(&Url::department(&department.id)),
                        count,
                    }
                })
                .collect(),
        )
    }

    pub(super) fn list_page(&self, here: &Url, township: usize, list: ListKind) -> (Frame, View) {
        let t = &self.content.townships[township].township;
        let duties = t.lists.get(list);
        let mut groups: Vec<GroupView> = Vec::new();
        for index in 0..duties.len() {
            let duty_ref = DutyRef { township, list, index };
            let category = self.category_link(here, duty_ref);
            let duty = self.duty(here, duty_ref);
            match groups.last_mut() {
                Some(group) if group.category == category => group.duties.push(duty),
                _ => {
                    let anchor = group_anchor(groups.len() + 1);
                    groups.push(GroupView { category, anchor, duties: vec![duty] });
                }
            }
        }
        let view = ListView {
            list: list.key(),
            title: list.title(),
            township: self.township_link(here, township),
            lists: self.lists(here, township, Some(list)),
            groups,
            count: duties.len(),
        };
        let name = t.place.township();
        let frame = Frame {
            kind: "list",
            title: format!("{name}{}", list.title()),
            description: format!("{} {} {}", t.place.full(), list.title(), t.edition_text())
                .trim_end()
                .to_owned(),
            trail: vec![self.county_step(township), self.township_step(township)],
        };
        (frame, View::List(view))
    }
}
