//! Permanent ids: a first edition takes the printed numbers; a later one keeps the id of each duty
//! that it recognises and gives a new duty the next unused number.

use std::collections::{BTreeMap, BTreeSet};

use crate::model::{DutyId, Edition, ListKind, Lists, Township};

/// Gives the duties of `lists` their permanent ids, in place, and returns the ids that no duty has
/// any more. `previous` is the township as the content has it.
///
/// Recognised is a duty of the same list with the same name, and when the content has the very same
/// edition (a document imported again) also one with the same printed number. Of two with one
/// name, each keeps the id in printed order.
pub(super) fn mint_ids(
    lists: &mut Lists,
    edition: Option<&Edition>,
    previous: Option<&Township>,
) -> Vec<DutyId> {
    let mut withdrawn: BTreeSet<DutyId> =
        previous.map(|p| p.withdrawn.iter().copied().collect()).unwrap_or_default();
    for list in ListKind::ALL {
        let old = previous.map_or(&[][..], |p| p.lists.get(list));
        let mut by_name: BTreeMap<&str, Vec<DutyId>> = BTreeMap::new();
        for duty in old.iter().rev() {
            by_name.entry(&duty.name).or_default().push(duty.id);
        }
        let ever: BTreeSet<DutyId> = old
            .iter()
            .map(|d| d.id)
            .chain(withdrawn.iter().copied())
            .filter(|i| i.list == list)
            .collect();
        let mut taken: BTreeSet<DutyId> = BTreeSet::new();
        let mut kept: Vec<Option<DutyId>> = lists
            .get(list)
            .iter()
            .map(|duty| by_name.get_mut(duty.name.as_str()).and_then(Vec::pop))
            .collect();
        taken.extend(kept.iter().flatten());
        if previous.is_some_and(|p| p.edition.as_ref() == edition) {
            for (duty, kept) in lists.get(list).iter().zip(&mut kept) {
                let same_number = old.iter().find(|o| o.seq == duty.seq && !taken.contains(&o.id));
                if let (None, Some(old)) = (&kept, same_number) {
                    *kept = Some(old.id);
                    taken.insert(old.id);
                }
            }
        }
        // First edition: each printed number once, in the order of the rows. A number that is printed
        // again takes one above all of them, so that it takes no other duty's.
        let first_edition = ever.is_empty();
        let printed = lists.get(list).iter().map(|duty| duty.seq);
        let known = ever.iter().map(|id| id.number);
        let mut next = if first_edition { printed.max() } else { known.max() }.unwrap_or(0) + 1;
        for (duty, kept) in lists.get_mut(list).iter_mut().zip(kept) {
            let own = DutyId { list, number: duty.seq };
            duty.id = match kept {
                Some(id) => id,
                None if first_edition && !taken.contains(&own) => own,
                None => {
                    next += 1;
                    DutyId { list, number: next - 1 }
                }
            };
            taken.insert(duty.id);
        }
        withdrawn.extend(old.iter().map(|d| d.id).filter(|id| !taken.contains(id)));
    }
    withdrawn.into_iter().collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::Duty;

    fn lists(names: &[&str]) -> Lists {
        let mut lists = Lists::default();
        for (name, seq) in names.iter().zip(1..) {
            let id = DutyId { list: ListKind::Basic, number: seq };
            lists.get_mut(ListKind::Basic).push(Duty::new(id, seq, *name));
        }
        lists
    }

    #[expect(clippy::unwrap_used, reason = "literals of these tests")]
    fn edition(text: &str) -> Edition {
        text.parse().unwrap()
    }

    #[expect(clippy::unwrap_used, reason = "literals of these tests")]
    fn township(lists: Lists, withdrawn: Vec<DutyId>) -> Township {
        Township {
            code: "990121101".parse().unwrap(),
            place: vec!["槐川县".to_owned(), "柳河镇".to_owned()].try_into().unwrap(),
            edition: Some(edition("2025-08")),
            title: String::new(),
            issued: None,
            sources: vec![],
            record: BTreeMap::new(),
            declared: crate::model::DeclaredCounts::default(),
            withdrawn,
            settled: vec![],
            note: String::new(),
            lists,
        }
    }

    fn ids(lists: &Lists) -> Vec<String> {
        lists.iter().map(|(_, d)| d.id.to_string()).collect()
    }

    #[test]
    fn a_first_edition_takes_the_printed_numbers_each_once() {
        let mut new = lists(&["甲", "乙", "丙", "丁"]);
        new.get_mut(ListKind::Basic)[2].seq = 2;
        new.get_mut(ListKind::Basic)[3].seq = 3;
        assert_eq!(mint_ids(&mut new, Some(&edition("2025-08")), None), []);
        assert_eq!(ids(&new), ["b1", "b2", "b4", "b3"]);
    }

    #[test]
    fn a_later_edition_keeps_known_ids_and_never_uses_one_again() {
        let first = township(lists(&["甲", "乙", "丙"]), vec![]);
        let mut second = lists(&["丙", "丁", "甲"]);
        let withdrawn = mint_ids(&mut second, Some(&edition("2026-08")), Some(&first));
        assert_eq!(ids(&second), ["b3", "b4", "b1"]);
        assert_eq!(withdrawn.iter().map(ToString::to_string).collect::<Vec<_>>(), ["b2"]);
        let second = township(second, withdrawn);
        let mut third = lists(&["甲", "戊"]);
        mint_ids(&mut third, Some(&edition("2027-08")), Some(&second));
        assert_eq!(ids(&third), ["b1", "b5"]);
    }

    #[test]
    fn the_same_edition_again_keeps_the_id_of_a_duty_that_a_person_renamed() {
        let edited = township(lists(&["甲", "乙（改）", "丙"]), vec![]);
        let mut again = lists(&["甲", "乙", "丙"]);
        assert_eq!(mint_ids(&mut again, Some(&edition("2025-08")), Some(&edited)), []);
        assert_eq!(ids(&again), ["b1", "b2", "b3"]);
    }
}
