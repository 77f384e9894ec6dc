//! Repairs of what OCR and narrow columns did to a document, after recognition and before ids.
//!
//! Only where one reading is possible and all others are not; each repair leaves a
//! [`Mark`](crate::model::Mark) with what was written, and the cell stays in the provenance as it
//! stood. What is only likely is not repaired here but said by a rule of `check`
//! (`docs/decisions/0013-what-is-certain-enough-to-repair.md`).

mod category;
mod untangle;

use super::propose::known_bodies;
use super::recognise::{Recognised, SourceRow};
use crate::model::{CountyCode, Duty, Field, ListKind, Mark, MarkKind, Registries};

/// Repairs what is certain. `county` is the county's name as the document prints it.
pub(super) fn repair(
    document: &mut Recognised,
    county: &str,
    code: &CountyCode,
    registries: &Registries,
) {
    let categories = category::vocabulary(document, &registries.categories);
    for list in ListKind::ALL {
        category::repair_list(&mut rows(document, list), &categories);
    }
    let known = known_bodies(&document.lists, county, code, registries);
    for row in &mut rows(document, ListKind::Coop) {
        untangle::repair_departments(row, &known, county);
    }
}

/// A duty and where it stood.
struct Row<'a> {
    duty: &'a mut Duty,
    source: &'a mut SourceRow,
}

impl Row<'_> {
    /// The raw text of a field's cell.
    fn cell(&self, field: Field) -> &str {
        let cell = self.source.cells.iter().find(|cell| cell.field == Some(field));
        cell.map_or("", |cell| cell.text.as_str())
    }

    fn mark(&mut self, kind: MarkKind, field: Field, text: &str) {
        self.source.marks.push(Mark { kind, field, text: text.to_owned() });
    }
}

/// The rows of a list. `rows` of a document are in the order of its lists.
fn rows(document: &mut Recognised, list: ListKind) -> Vec<Row<'_>> {
    let sources = document.rows.iter_mut().filter(|row| row.list == list);
    let duties = document.lists.get_mut(list).iter_mut();
    duties.zip(sources).map(|(duty, source)| Row { duty, source }).collect()
}
