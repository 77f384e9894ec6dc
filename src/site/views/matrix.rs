//! The matrix of a county: which department has how much to do with which township.

use std::collections::BTreeMap;

use super::Views;
use crate::graph::{DutyRef, Standing};
use crate::site::Url;
use crate::site::view::{LinkView, MatrixCell, MatrixRow, MatrixView};

impl Views<'_> {
    /// The matrix of a county, the departments that are named most first; none where none is named.
    pub(super) fn matrix(&self, here: &Url, index: usize) -> Option<MatrixView> {
        let county = &self.graph.counties[index];
        let departments = self.graph.departments.iter().enumerate();
        let (unresolved, mut bodies): (Vec<usize>, Vec<usize>) = departments
            .filter(|(_, department)| department.county == county.code && department.has_page())
            .map(|(body, _)| body)
            .partition(|body| self.graph.departments[*body].standing == Standing::Unresolved);
        if bodies.is_empty() && unresolved.is_empty() {
            return None;
        }
        bodies.sort_by_key(|body| std::cmp::Reverse(self.graph.departments[*body].duty_count()));
        Some(MatrixView {
            unresolved: unresolved.iter().map(|body| self.department_link(here, *body)).collect(),
            townships: county.townships.iter().map(|t| self.township_link(here, *t)).collect(),
            rows: bodies
                .into_iter()
                .map(|body| self.matrix_row(here, body, &county.townships))
                .collect(),
        })
    }

    fn matrix_row(&self, here: &Url, body: usize, townships: &[usize]) -> MatrixRow {
        let department = &self.graph.departments[body];
        let (leads, took_back) =
            (by_township(&department.leads), by_township(&department.took_back));
        let page = Url::department(&department.id);
        let cells = townships.iter().map(|township| {
            let count = |of: &BTreeMap<usize, usize>| of.get(township).copied().unwrap_or(0);
            let (leads, took_back) = (count(&leads), count(&took_back));
            MatrixCell {
                href: if leads + took_back == 0 {
                    String::new()
                } else {
                    here.link_to_anchor(&page, &self.township_anchor(*township))
                },
                leads,
                took_back,
            }
        });
        MatrixRow {
            department: LinkView { text: department.name.clone(), href: here.link_to(&page) },
            leads: department.leads.len(),
            took_back: department.took_back.len(),
            cells: cells.collect(),
        }
    }

    /// The anchor of a township on a department's page.
    pub(super) fn township_anchor(&self, township: usize) -> String {
        format!("t-{}", self.code(township))
    }
}

fn by_township(duties: &[DutyRef]) -> BTreeMap<usize, usize> {
    let mut counts = BTreeMap::new();
    for duty in duties {
        *counts.entry(duty.township).or_default() += 1;
    }
    counts
}
