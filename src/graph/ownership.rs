//! Whose each clause is: the department that its label or its opening words name, all of them, or not
//! known.

use super::notes::{Ground, Owner};
use super::{DutyRef, Graph};
use crate::model::{Duty, Section};

/// The owner of each line of a section.
pub(super) fn owners(
    graph: &Graph,
    duty_ref: DutyRef,
    section: Section,
    duty: &Duty,
) -> Vec<Owner> {
    let bodies = graph.departments_of.get(&duty_ref).map_or(&[][..], Vec::as_slice);
    let lines = &duty.section(section).lines;
    let owner = match (section, bodies) {
        (Section::Township, _) => Owner::Township,
        (_, [body]) => Owner::Departments(vec![*body], Ground::Only),
        _ => Owner::Unknown,
    };
    vec![owner; lines.len()]
}
