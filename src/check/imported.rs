//! What the Markdown has against what was imported: whether a person changed a field, and the marks
//! that still stand.

use super::{DutyCase, EXCERPT_WIDTH, Rule, Subject};
use crate::diag::{Bilingual, Excerpt, Finding};
use crate::import::read_cell;
use crate::model::{Field, Mark, MarkKind, Section};
use crate::text::chars::fold;

/// A field as the Markdown has it.
pub(crate) fn value(case: &DutyCase<'_>, field: Field) -> String {
    let duty = case.duty;
    match field {
        Field::Seq => duty.seq.to_string(),
        Field::Category => duty.category.clone(),
        Field::Name => duty.name.clone(),
        Field::Departments => duty.departments.join("、"),
        Field::Upper => duty.section(Section::Upper).to_string(),
        Field::Township => duty.section(Section::Township).to_string(),
        Field::Method => duty.section(Section::Method).to_string(),
    }
}

/// Text for comparison: without blanks, for where they stand is layout; full-width digits are the
/// same number.
pub(crate) fn bare(text: &str) -> String {
    let digit = |c| if matches!(c, '０'..='９') { fold(c) } else { c };
    text.chars().filter(|c| !c.is_whitespace()).map(digit).collect()
}

/// A field as it was imported, without markup; none when it has no cell.
pub(crate) fn imported(case: &DutyCase<'_>, field: Field) -> Option<String> {
    let cell = case.source?.imported(field)?;
    Some(read_cell(cell).lines.iter().map(|l| l.text.as_str()).collect())
}

/// Whether nobody has changed a field since its import.
pub(crate) fn is_as_imported(case: &DutyCase<'_>, field: Field) -> bool {
    imported(case, field).is_some_and(|text| bare(&text) == bare(&value(case, field)))
}

/// The marks of a kind whose fields nobody has changed.
pub(crate) fn marked<'a>(
    subject: &Subject<'a>,
    kind: MarkKind,
) -> impl Iterator<Item = (DutyCase<'a>, &'a Mark)> {
    let marks = |case: DutyCase<'a>| {
        let marks = case.source.map_or(&[][..], |source| source.marks.as_slice());
        marks.iter().map(move |mark| (case, mark))
    };
    let of_kind = move |(_, mark): &(DutyCase<'_>, &Mark)| mark.kind == kind;
    subject.duties().flat_map(marks).filter(of_kind).filter(|(c, m)| is_as_imported(c, m.field))
}

impl Rule {
    /// A finding about a field with its whole cell as it stood.
    pub(crate) fn about_cell(
        &self,
        case: &DutyCase<'_>,
        field: Field,
        message: Bilingual,
    ) -> Finding {
        let finding = self.finding(case.at(field), message);
        match case.source.and_then(|source| source.cell(field)) {
            Some(cell) if !cell.trim().is_empty() => {
                finding.with_source(Excerpt::whole(cell.trim(), EXCERPT_WIDTH), case.origin())
            }
            _ => finding,
        }
    }
}
