//! What a person changed: a field as the import wrote it, and as it stands now.

use super::{DutyCase, EXCERPT_WIDTH, Rule, Subject};
use crate::diag::{Bilingual, Excerpt, Finding};
use crate::import::{read_cell, read_names, read_seq};
use crate::model::{Field, ListKind, Mark, MarkKind};
use crate::text::chars::fold_digit;

/// A field in both states, blanks taken out: where they stand is layout.
pub(super) struct Correction {
    /// As the import wrote it.
    pub imported: String,
    /// As the Markdown has it.
    pub now: String,
}

impl DutyCase<'_> {
    /// Both states of a field; none when they are the same, or when the document has no cell for it.
    pub(super) fn correction(&self, field: Field) -> Option<Correction> {
        // The departments of a reclaimed duty are labels of its method.
        let field = match (field, self.list) {
            (Field::Departments, ListKind::Reclaimed) => Field::Method,
            (field, _) => field,
        };
        let source = self.source?;
        let cell = source.imported(field)?;
        let names = |cell: &str| read_names(cell, source.breaks(Field::Departments)).join("、");
        let imported = match field {
            Field::Departments => names(cell),
            // A column of its own became the first label.
            Field::Method => {
                let taker = source.imported(Field::Departments).map(names).unwrap_or_default();
                format!("{taker}{}", printed(cell))
            }
            // `1.` and `01` are the number 1.
            Field::Seq => read_seq(cell).map_or_else(|| printed(cell), |seq| seq.to_string()),
            _ => printed(cell),
        };
        let states = Correction { imported: bare(&imported), now: bare(&self.duty.text_of(field)) };
        (states.imported != states.now).then_some(states)
    }

    /// Whether a field was imported, and nobody has changed it since.
    pub(crate) fn is_as_imported(&self, field: Field) -> bool {
        self.source.is_some_and(|source| source.imported(field).is_some())
            && self.correction(field).is_none()
    }
}

impl<'a> Subject<'a> {
    /// The marks of a kind whose fields nobody has changed.
    pub(crate) fn marks(&self, kind: MarkKind) -> impl Iterator<Item = (DutyCase<'a>, &'a Mark)> {
        self.duties().flat_map(move |case| case.marks(kind).map(move |mark| (case, mark)))
    }
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

/// The text of a cell without its markup.
fn printed(cell: &str) -> String {
    read_cell(cell).lines.iter().map(|line| line.text.as_str()).collect()
}

/// Full-width digits are the same number.
fn bare(text: &str) -> String {
    text.chars().filter(|c| !c.is_whitespace()).map(fold_digit).collect()
}
