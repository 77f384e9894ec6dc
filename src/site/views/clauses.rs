//! Views of text: clauses, what they mention as links, and whose they are.
//!
//! The words are the document's and are never changed: what is found in them only divides them.

use std::ops::Range;

use super::Views;
use crate::graph::{LineNote, Mention, Owner, Target};
use crate::model::{Clause, Line, LineKind, Section};
use crate::site::Url;
use crate::site::view::{ClauseView, TextPartView};

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
                    unowned: false,
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

/// Marks the clauses of which the document does not say whose they are. What holds for all clauses under one is
/// said there once; whether it holds for all is returned, to be said of the section.
pub(super) fn mark_unowned(clauses: &mut [ClauseView], unowned: &[bool]) -> bool {
    take_marks(clauses, &mut unowned.iter());
    lift(clauses)
}

/// The order of lines is the order of the tree, read from its head.
fn take_marks<'a>(clauses: &mut [ClauseView], marks: &mut impl Iterator<Item = &'a bool>) {
    for clause in clauses {
        clause.unowned = marks.next().copied().unwrap_or_default();
        take_marks(&mut clause.children, marks);
    }
}

fn lift(clauses: &mut [ClauseView]) -> bool {
    for clause in clauses.iter_mut().filter(|clause| !clause.children.is_empty()) {
        clause.unowned = lift(&mut clause.children);
    }
    let all = !clauses.is_empty() && clauses.iter().all(|clause| clause.unowned);
    if all {
        for clause in clauses {
            clause.unowned = false;
        }
    }
    all
}

/// Whether the document does not say whose a line is. It does where the line or the label above it shows it, be
/// it by a class (`有关部门`).
pub(super) fn is_unowned(note: &LineNote) -> bool {
    note.owner == Owner::Unknown && !note.others
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
            unowned: false,
            children,
        }
    }

    fn note(others: bool) -> LineNote {
        LineNote { owner: Owner::Unknown, others, mentions: Vec::new() }
    }

    #[test]
    fn a_line_of_a_class_of_departments_shows_itself_whose_it_is() {
        assert!(!is_unowned(&note(true)));
        assert!(is_unowned(&note(false)));
    }

    #[test]
    fn what_holds_for_all_clauses_is_said_once() {
        let mut clauses = vec![clause(vec![clause(vec![]), clause(vec![])]), clause(vec![])];
        assert!(mark_unowned(&mut clauses, &[false, true, true, true]));
        assert!(clauses.iter().all(|c| !c.unowned));

        assert!(!mark_unowned(&mut clauses, &[false, true, true, false]));
        assert!(clauses[0].unowned, "said of the heading, for all that is under it");
        assert!(!clauses[0].children[0].unowned);

        assert!(!mark_unowned(&mut clauses, &[false, true, false, false]));
        assert!(!clauses[0].unowned);
        assert!(clauses[0].children[0].unowned);
    }
}
