//! Names of departments as rules judge them: the bodies that a township knows, and the names that are
//! doubtful by that.

use super::{DutyCase, Subject};
use crate::content::LoadedTownship;
use crate::model::{DepartmentStatus, Field, ListKind, Section, Text};
use crate::text::known_bodies::{KnownBodies, NameDoubt};

/// A name of a duty's departments with what is wrong with it.
pub(crate) struct DoubtedName<'a> {
    pub(crate) case: DutyCase<'a>,
    pub(crate) field: Field,
    pub(crate) name: String,
    pub(crate) doubt: NameDoubt,
}

/// The bodies that a township's lists and its county's registry know.
pub(crate) fn known_bodies(loaded: &LoadedTownship, subject: &Subject<'_>) -> KnownBodies {
    let lists = &loaded.township.lists;
    let labels: Vec<String> = lists
        .iter()
        .flat_map(|(list, duty)| list.sections().iter().map(|s| duty.section(*s)))
        .flat_map(Text::label_departments)
        .collect();
    let cells = lists.get(ListKind::Coop).iter().flat_map(|duty| &duty.departments);
    let (cells, labels) = (cells.map(String::as_str), labels.iter().map(String::as_str));
    let mut known = KnownBodies::new(loaded.township.place.county(), cells, labels);
    let code = loaded.township.code.county();
    for entry in &subject.content.registries.departments {
        if entry.county == code && entry.status == DepartmentStatus::Settled {
            known.settle(&entry.name);
            entry.aliases.iter().for_each(|alias| known.settle(alias));
        }
    }
    known
}

/// The names of all duties that are doubtful, in the order of the site.
pub(crate) fn doubted_names<'a>(subject: &Subject<'a>) -> Vec<DoubtedName<'a>> {
    let mut doubted = Vec::new();
    for loaded in &subject.content.townships {
        let known = known_bodies(loaded, subject);
        for (list, duty) in loaded.township.lists.iter() {
            let case = DutyCase::of(loaded, list, duty);
            // The departments of a reclaimed duty are labels.
            let cell = list == ListKind::Coop;
            let field = if cell { Field::Departments } else { Field::from(Section::Method) };
            for name in &duty.departments {
                let doubt = if cell { known.doubt_in_cell(name) } else { known.doubt(name) };
                doubted.extend(doubt.map(|doubt| DoubtedName {
                    case,
                    field,
                    name: name.clone(),
                    doubt,
                }));
            }
        }
    }
    doubted
}
