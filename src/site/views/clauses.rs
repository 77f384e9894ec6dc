//! Views of text: clauses, what they mention as links, and whose they are.
//!
//! The words are the document's and are never changed: what is found in them only divides them.

use std::ops::Range;

use super::Views;
use crate::graph::{LineNote, Mention, Owner, Target};
use crate::model::{Clause, Line, LineKind, Section};
use crate::site::Url;
use crate::site::view::{ClauseView, OwnerView, TextPartView};

impl Views<'_> {
    /// The clauses of a section with what they mention; `notes` has one note a line, or none at all.
    pub(super) fn clauses(
        &self,
        here: &Url,
        section: Section,
        tree: &[Clause<'_>],
        notes: &[LineNote],
    ) -> Vec<ClauseView> {
        tree.iter()
            .map(|clause| {
                let note = notes.get(clause.index);
                let parts = note.map(|note| self.text_parts(here, clause.line, &note.mentions));
                ClauseView {
                    anchor: clause.anchor(section),
                    kind: match clause.line.kind {
                        LineKind::Label => "label",
                        LineKind::Clause => "clause",
                    },
                    marker: clause.line.marker().trim_end().to_owned(),
                    text: clause.line.text().to_owned(),
                    parts: parts.unwrap_or_default(),
                    owner: None,
                    children: self.clauses(here, section, &clause.children, notes),
                }
            })
            .collect()
    }

    fn text_parts(&self, here: &Url, line: &Line, mentions: &[Mention]) -> Vec<TextPartView> {
        let text = line.text();
        divide(text, 0..text.len(), mentions)
            .into_iter()
            .map(|(range, target)| self.text_part(here, &text[range], target))
            .collect()
    }

    /// A piece of text; what has no page, or is this page, is no link.
    pub(super) fn text_part(&self, here: &Url, text: &str, target: Option<Target>) -> TextPartView {
        let (kind, url) = match target {
            None => ("", None),
            Some(Target::Department(body)) => {
                let department = &self.graph.departments[body];
                ("department", department.has_page().then(|| Url::department(&department.id)))
            }
            Some(Target::Law(law)) => ("law", Some(Url::law(&self.graph.laws[law].id))),
            Some(Target::Duty(duty)) => ("duty", Some(self.duty_url(duty))),
        };
        let url = url.filter(|url| url != here);
        let href = url.map_or(String::new(), |url| here.link_to(&url));
        TextPartView { text: text.to_owned(), href, kind }
    }
}

/// Divides a part of a text at what it mentions there. Run together, the pieces are that part, whatever the
/// mentions are: one that does not fit behind the one before it, or between characters, divides nothing.
pub(super) fn divide(
    text: &str,
    part: Range<usize>,
    mentions: &[Mention],
) -> Vec<(Range<usize>, Option<Target>)> {
    let mut pieces = Vec::new();
    let mut at = part.start;
    for mention in mentions {
        let Range { start, end } = mention.range.clone();
        let fits = at <= start && start < end && end <= part.end;
        if !fits || text.get(start..end).is_none() {
            continue;
        }
        if at < start {
            pieces.push((at..start, None));
        }
        pieces.push((start..end, Some(mention.target)));
        at = end;
    }
    if at < part.end {
        pieces.push((at..part.end, None));
    }
    pieces
}

/// Writes whose the clauses are where neither their words nor the label above them show it. What holds for
/// all clauses under one is said there once; what holds for all is returned, to be said of the section.
pub(super) fn tell_owners(
    clauses: &mut [ClauseView],
    of: &[Option<OwnerView>],
) -> Option<OwnerView> {
    let mut owners = of.iter();
    take_owners(clauses, &mut owners);
    lift(clauses)
}

/// The order of lines is the order of the tree, read from its head.
fn take_owners<'a>(
    clauses: &mut [ClauseView],
    owners: &mut impl Iterator<Item = &'a Option<OwnerView>>,
) {
    for clause in clauses {
        clause.owner = owners.next().cloned().flatten();
        take_owners(&mut clause.children, owners);
    }
}

fn lift(clauses: &mut [ClauseView]) -> Option<OwnerView> {
    for clause in clauses.iter_mut().filter(|clause| !clause.children.is_empty()) {
        clause.owner = lift(&mut clause.children);
    }
    let common = clauses.first()?.owner.clone()?;
    if clauses.iter().any(|clause| clause.owner.as_ref() != Some(&common)) {
        return None;
    }
    for clause in clauses {
        clause.owner = None;
    }
    Some(common)
}

/// What to say of whose a line is; nothing where the line or the label above it shows it, be it by a class
/// (`有关部门`).
pub(super) fn owner_to_tell(note: &LineNote) -> Option<OwnerView> {
    match &note.owner {
        Owner::Unknown if !note.others => {
            Some(OwnerView { kind: "unknown", departments: Vec::new() })
        }
        Owner::Unknown | Owner::Township | Owner::All | Owner::Departments(..) => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn pieces(text: &str, mentions: &[Mention]) -> Vec<(String, bool)> {
        let divided = divide(text, 0..text.len(), mentions);
        divided.into_iter().map(|(r, t)| (text[r].to_owned(), t.is_some())).collect()
    }

    fn mention(range: Range<usize>) -> Mention {
        Mention { range, target: Target::Law(0) }
    }

    #[test]
    fn a_text_is_divided_at_what_it_mentions() {
        let text = "按《甲法》办";
        let found = pieces(text, &[mention(3..15)]);
        let expected = [("按", false), ("《甲法》", true), ("办", false)];
        assert_eq!(found, expected.map(|(t, m)| (t.to_owned(), m)));
    }

    proptest! {
        #[test]
        fn pieces_run_together_are_the_text_whatever_is_mentioned(
            text in "[ -~《》，。县公安局]{0,40}",
            ranges in prop::collection::vec((0_usize..130, 0_usize..130), 0..8),
        ) {
            let mentions: Vec<Mention> = ranges.into_iter().map(|(a, b)| mention(a..b)).collect();
            let together: String = pieces(&text, &mentions).into_iter().map(|(t, _)| t).collect();
            prop_assert_eq!(together, text);
        }
    }

    fn clause(children: Vec<ClauseView>) -> ClauseView {
        ClauseView {
            anchor: String::new(),
            kind: "clause",
            marker: String::new(),
            text: String::new(),
            parts: Vec::new(),
            owner: None,
            children,
        }
    }

    fn note(others: bool) -> LineNote {
        LineNote { owner: Owner::Unknown, others, mentions: Vec::new() }
    }

    #[test]
    fn a_line_of_a_class_of_departments_shows_itself_whose_it_is() {
        assert_eq!(owner_to_tell(&note(true)), None);
    }

    fn unknown() -> Option<OwnerView> {
        owner_to_tell(&note(false))
    }

    #[test]
    fn what_holds_for_all_clauses_is_said_once() {
        let mut clauses = vec![clause(vec![clause(vec![]), clause(vec![])]), clause(vec![])];
        assert_eq!(tell_owners(&mut clauses, &[None, unknown(), unknown(), unknown()]), unknown());
        assert!(clauses.iter().all(|c| c.owner.is_none()));

        assert_eq!(tell_owners(&mut clauses, &[None, unknown(), unknown(), None]), None);
        assert_eq!(clauses[0].owner, unknown(), "said of the heading, for all that is under it");
        assert_eq!(clauses[0].children[0].owner, None);

        assert_eq!(tell_owners(&mut clauses, &[None, unknown(), None, None]), None);
        assert_eq!(clauses[0].owner, None);
        assert_eq!(clauses[0].children[0].owner, unknown());
    }
}
