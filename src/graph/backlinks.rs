//! Which duties mention a department in their text without naming it among their departments.

use rayon::prelude::*;

use super::{DutyRef, Graph, duty_refs_of};
use crate::content::Content;

/// For each department the duties whose name or text mentions it and whose departments do not have it, in the order
/// of the site.
pub(super) fn resolve_mentioned(graph: &Graph, content: &Content) -> Vec<Vec<DutyRef>> {
    let townships: Vec<usize> = (0..content.townships.len()).collect();
    let found: Vec<Vec<(usize, DutyRef)>> =
        townships.par_iter().map(|township| mentioned_in(graph, content, *township)).collect();
    let mut mentioned = vec![Vec::new(); graph.departments.len()];
    for (body, duty) in found.into_iter().flatten() {
        mentioned[body].push(duty);
    }
    mentioned
}

fn mentioned_in(graph: &Graph, content: &Content, township: usize) -> Vec<(usize, DutyRef)> {
    let county = content.townships[township].township.code.county();
    let mut all = Vec::new();
    for duty_ref in duty_refs_of(content, township) {
        let duty = duty_ref.of(content);
        let own = graph.departments_of.get(&duty_ref).map_or(&[][..], Vec::as_slice);
        let sections = duty_ref.list.sections().iter();
        let lines = sections.flat_map(|section| &duty.section(*section).lines);
        let texts = std::iter::once(duty.name.as_str()).chain(lines.map(crate::model::Line::text));
        let mut bodies: Vec<usize> = texts
            .flat_map(|text| graph.finder.find(&county, text))
            .map(|(_, body)| body)
            .filter(|body| !own.contains(body))
            .collect();
        bodies.sort_unstable();
        bodies.dedup();
        all.extend(bodies.into_iter().map(|body| (body, duty_ref)));
    }
    all
}
