//! Names of departments as rules judge them: the bodies that a township knows, and the names that are
//! doubtful by that.

use rayon::prelude::*;

use super::DutyCase;
use crate::content::{Content, LoadedTownship};
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

/// For each township the bodies that its lists and its county's registry know.
pub(super) fn known_bodies(content: &Content) -> Vec<KnownBodies> {
    let of = |loaded: &LoadedTownship| {
        let township = &loaded.township;
        let (county, code) = (township.place.county(), township.code.county());
        import::known_bodies(&township.lists, county, &code, &content.registries)
    };
    content.townships.par_iter().map(of).collect()
}

/// The names of all duties that are doubtful, in the order of the site.
pub(super) fn doubted_names<'a>(
    content: &'a Content,
    bodies: &[KnownBodies],
) -> Vec<DoubtedName<'a>> {
    let mut doubted = Vec::new();
    for (loaded, known) in content.townships.iter().zip(bodies) {
        for (list, duty) in loaded.township.lists.iter() {
            let case = DutyCase::of(loaded, list, duty);
            let field = match list {
                ListKind::Reclaimed => Field::from(Section::Method),
                _ => Field::Departments,
            };
            for name in &duty.departments {
                let doubt = import::doubt_of(known, list, name);
                let doubted_name = |doubt| DoubtedName { case, field, name: name.clone(), doubt };
                doubted.extend(doubt.map(doubted_name));
            }
        }
    }
    doubted
}
