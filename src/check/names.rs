//! Names of departments as rules judge them: the bodies that a township knows, and the names that are
//! doubtful by that.

use super::{DutyCase, Subject};
use crate::content::LoadedTownship;
use crate::import;
use crate::model::{Field, ListKind, Section};
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
    let township = &loaded.township;
    let (county, code) = (township.place.county(), township.code.county());
    import::known_bodies(&township.lists, county, &code, &subject.content.registries)
}

/// The names of all duties that are doubtful, in the order of the site.
pub(crate) fn doubted_names<'a>(subject: &Subject<'a>) -> Vec<DoubtedName<'a>> {
    let mut doubted = Vec::new();
    for loaded in &subject.content.townships {
        let known = known_bodies(loaded, subject);
        for (list, duty) in loaded.township.lists.iter() {
            let case = DutyCase::of(loaded, list, duty);
            let field = match list {
                ListKind::Reclaimed => Field::from(Section::Method),
                _ => Field::Departments,
            };
            for name in &duty.departments {
                let doubt = import::doubt_of(&known, list, name);
                let doubted_name = |doubt| DoubtedName { case, field, name: name.clone(), doubt };
                doubted.extend(doubt.map(doubted_name));
            }
        }
    }
    doubted
}
