//! What a person changed: a field as the import wrote it, and as it stands now.

use super::DutyCase;
use crate::import::read_cell;
use crate::model::{Field, ListKind};
use crate::text::chars::fold;

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
        if field == Field::Departments && self.list == ListKind::Reclaimed {
            return None;
        }
        let cell = read_cell(self.source?.imported(field)?);
        let imported: String = cell.lines.iter().map(|line| line.text.as_str()).collect();
        let states = Correction { imported: bare(&imported), now: bare(&self.value(field)) };
        (states.imported != states.now).then_some(states)
    }

    fn value(&self, field: Field) -> String {
        let duty = self.duty;
        match field {
            Field::Seq => duty.seq.to_string(),
            Field::Category => duty.category.clone(),
            Field::Name => duty.name.clone(),
            Field::Departments => duty.departments.join("、"),
            Field::Upper => duty.upper.to_string(),
            Field::Township => duty.township.to_string(),
            Field::Method => duty.method.to_string(),
        }
    }
}

fn bare(text: &str) -> String {
    text.chars().filter(|c| !c.is_whitespace()).map(fold_digit).collect()
}

/// Full-width digits are the same number.
fn fold_digit(c: char) -> char {
    if matches!(c, '０'..='９') { fold(c) } else { c }
}
