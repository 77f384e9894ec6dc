//! What a duty says of one department: its own sentences, those for all, those of nobody in particular,
//! and what the others do. Townships whose words differ at most by names of places are told of together.

use super::Views;
use super::subjects::section_title;
use crate::graph::{DutyRef, LineNote, Owner};
use crate::model::{Clause, LineKind, Section, nest};
use crate::site::Url;
use crate::site::view::{ContextView, OthersView, SentenceView, TownshipDuty, WordingView};

/// How many wordings of one matter a page prints in full. A county may have thirty townships; where more of
/// them differ, the page that compares them is the place to read them.
const WORDINGS_SHOWN: usize = 4;

/// A duty as one department's page reads it.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub(super) struct Reading {
    township: usize,
    wording: WordingView,
    context: ContextView,
}

/// Words that townships print, to be told once for all that print the same.
trait Told {
    /// The words, each text as `form` gives it.
    fn words(&self, form: &dyn Fn(&str) -> String) -> String;
    /// Whose words.
    fn duties(&mut self) -> &mut Vec<TownshipDuty>;
    /// Notes that not all print them exactly so.
    fn note_other_places(&mut self);
}

impl Told for WordingView {
    fn words(&self, form: &dyn Fn(&str) -> String) -> String {
        let parts = [&self.own, &self.together, &self.unknown, &self.unnamed];
        parts.map(|sentences| words(sentences, form)).join("\u{1}")
    }

    fn duties(&mut self) -> &mut Vec<TownshipDuty> {
        &mut self.duties
    }

    fn note_other_places(&mut self) {
        self.places_differ = true;
    }
}

impl Told for ContextView {
    fn words(&self, form: &dyn Fn(&str) -> String) -> String {
        let others = self.others.iter().map(|others| {
            let pages: Vec<&str> = others.departments.iter().map(|d| d.href.as_str()).collect();
            format!("{}\u{2}{}", pages.join("\u{3}"), words(&others.sentences, form))
        });
        let others: Vec<String> = others.collect();
        let parts = [others.join("\u{4}"), words(&self.unnamed, form), words(&self.township, form)];
        parts.join("\u{1}")
    }

    fn duties(&mut self) -> &mut Vec<TownshipDuty> {
        &mut self.duties
    }

    fn note_other_places(&mut self) {
        self.places_differ = true;
    }
}

/// Words that several townships print.
struct Group<T> {
    /// Without places.
    words: String,
    /// As the first prints them.
    exact: String,
    count: usize,
    told: T,
}

/// Sentences without what does not tell them apart: printed numbers, and what `form` leaves out.
fn words(sentences: &[SentenceView], form: &dyn Fn(&str) -> String) -> String {
    let texts: Vec<String> = sentences.iter().map(|sentence| form(&sentence.text)).collect();
    texts.join("\n")
}

fn without_blanks(text: &str) -> String {
    text.chars().filter(|c| !c.is_whitespace()).collect()
}

impl Views<'_> {
    /// Whether a duty's text has sentences of a department, be it among the duty's departments or not.
    pub(super) fn has_own_sentences(&self, duty_ref: DutyRef, body: usize) -> bool {
        let notes = self.graph.notes(self.content, duty_ref);
        let mut lines = notes.sections.iter().flat_map(|(_, lines)| lines);
        lines.any(|line| includes(&line.owner, body))
    }

    /// Reads a duty for a department that it names.
    pub(super) fn reading(&self, here: &Url, duty_ref: DutyRef, body: usize) -> Reading {
        let mut reading = Reading { township: duty_ref.township, ..Reading::default() };
        let mut unnamed = Vec::new();
        let duty = duty_ref.of(self.content);
        let notes = self.graph.notes(self.content, duty_ref);
        let place = &self.content.townships[duty_ref.township].township.place;
        let page = here.link_to(&self.duty_url(duty_ref));
        for section in duty_ref.list.sections() {
            let tree = nest(duty.section(*section));
            let lines =
                SectionLines { section: *section, notes: notes.section(*section), page: &page };
            if *section == Section::Township {
                reading.context.township_title = section_title(*section, place.township());
                reading.context.township = lines.of(&tree, &|_| true);
                continue;
            }
            let unknown = |others: bool| {
                lines.of(&tree, &|note| note.owner == Owner::Unknown && note.others == others)
            };
            reading.wording.own.extend(lines.of(&tree, &|note| includes(&note.owner, body)));
            reading.wording.together.extend(lines.of(&tree, &|note| note.owner == Owner::All));
            reading.wording.unknown.extend(unknown(false));
            unnamed.extend(unknown(true));
            for bodies in other_owners(lines.notes, body) {
                let sentences = lines.of(
                    &tree,
                    &|note| matches!(&note.owner, Owner::Departments(b, _) if b == bodies),
                );
                let departments =
                    bodies.iter().map(|body| self.department_link(here, *body)).collect();
                reading.context.others.push(OthersView { departments, sentences });
            }
        }
        // Where nothing is its own, one of these may be.
        if reading.wording.own.is_empty() {
            reading.wording.unnamed = unnamed;
        } else {
            reading.context.unnamed = unnamed;
        }
        reading.context.others.retain(|others| !others.sentences.is_empty());
        let told_by = vec![self.township_duty(here, duty_ref)];
        reading.wording.duties.clone_from(&told_by);
        reading.context.duties = told_by;
        reading
    }

    /// The wordings of a matter, that of most townships first, and the duties whose wording is one too many.
    pub(super) fn wordings(&self, readings: &[Reading]) -> (Vec<WordingView>, Vec<TownshipDuty>) {
        self.told_once(readings.iter().map(|reading| (reading.township, reading.wording.clone())))
    }

    /// The same of what the others do.
    pub(super) fn contexts(&self, readings: &[Reading]) -> (Vec<ContextView>, Vec<TownshipDuty>) {
        let all = readings.iter().map(|reading| (reading.township, reading.context.clone()));
        self.told_once(all.filter(|(_, told)| !told.is_empty()))
    }

    /// Words that differ at most by names of places are told once.
    fn told_once<T: Told>(
        &self,
        all: impl Iterator<Item = (usize, T)>,
    ) -> (Vec<T>, Vec<TownshipDuty>) {
        let mut groups: Vec<Group<T>> = Vec::new();
        for (township, mut told) in all {
            let words = told.words(&|text| self.without_places(township, text));
            let exact = told.words(&without_blanks);
            match groups.iter_mut().find(|group| group.words == words) {
                Some(group) => {
                    group.count += 1;
                    group.told.duties().append(told.duties());
                    if group.exact != exact {
                        group.told.note_other_places();
                    }
                }
                None => groups.push(Group { words, exact, count: 1, told }),
            }
        }
        groups.sort_by_key(|group| std::cmp::Reverse(group.count));
        let mut shown: Vec<T> = groups.into_iter().map(|group| group.told).collect();
        let mut rest = Vec::new();
        for told in shown.iter_mut().skip(WORDINGS_SHOWN) {
            rest.append(told.duties());
        }
        shown.truncate(WORDINGS_SHOWN);
        (shown, rest)
    }

    /// A text of a township without blanks and with one sign for every place.
    fn without_places(&self, township: usize, text: &str) -> String {
        let text = without_blanks(text);
        let pieces = self.places[township].pieces(&text).into_iter();
        pieces.map(|piece| if piece.is_place { "\u{0}" } else { piece.text }).collect()
    }
}

fn includes(owner: &Owner, body: usize) -> bool {
    matches!(owner, Owner::Departments(bodies, _) if bodies.contains(&body))
}

/// The departments that lines belong to, one of them not being `body`, in order of first appearance.
fn other_owners(notes: &[LineNote], body: usize) -> Vec<&[usize]> {
    let mut owners: Vec<&[usize]> = Vec::new();
    for note in notes {
        if let Owner::Departments(bodies, _) = &note.owner
            && !bodies.contains(&body)
            && !owners.contains(&bodies.as_slice())
        {
            owners.push(bodies);
        }
    }
    owners
}

/// The lines of a section, with whose they are.
struct SectionLines<'a> {
    section: Section,
    notes: &'a [LineNote],
    /// The duty's page.
    page: &'a str,
}

impl SectionLines<'_> {
    /// The lines whose owner is wanted, with the headings above them.
    fn of(&self, tree: &[Clause<'_>], wanted: &dyn Fn(&LineNote) -> bool) -> Vec<SentenceView> {
        let mut sentences = Vec::new();
        for clause in tree {
            let below = self.of(&clause.children, wanted);
            let note = self.notes.get(clause.index);
            let told = if note.is_some_and(wanted) {
                !is_told_by_its_place(clause, note) && !is_left_alone(clause, &below)
            } else {
                !below.is_empty()
            };
            if told {
                sentences.push(self.sentence(clause));
            }
            sentences.extend(below);
        }
        sentences
    }

    fn sentence(&self, clause: &Clause<'_>) -> SentenceView {
        SentenceView {
            marker: clause.line.marker().trim_end().to_owned(),
            text: clause.line.text().to_owned(),
            href: format!("{}#{}", self.page, clause.anchor(self.section)),
            heading: clause.line.kind == LineKind::Label || !clause.children.is_empty(),
        }
    }
}

/// A label that names one department says no more than whose page or whose paragraph this is.
fn is_told_by_its_place(clause: &Clause<'_>, note: Option<&LineNote>) -> bool {
    let one = note.is_some_and(
        |note| matches!(&note.owner, Owner::Departments(bodies, _) if bodies.len() == 1),
    );
    one && clause.line.kind == LineKind::Label && clause.line.label_names().count() == 1
}

/// A heading whose clauses are all somebody else's says nothing by itself.
fn is_left_alone(clause: &Clause<'_>, below: &[SentenceView]) -> bool {
    !clause.children.is_empty() && below.is_empty() && !clause.line.text().ends_with(['。', '；'])
}
