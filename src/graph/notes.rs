//! What a duty's text says beyond its words: whose clause each line is, and what it mentions.
//!
//! Computed when a page needs it, for it is larger than the content itself.

use std::ops::Range;

use super::ownership::owners;
use super::{DutyRef, Graph};
use crate::content::Content;
use crate::model::Section;
use crate::text::law::find_citations;

/// Notes on the lines of a duty.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct DutyNotes {
    /// One note a line for each section of the duty's list.
    pub sections: Vec<(Section, Vec<LineNote>)>,
}

/// Notes on one line.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct LineNote {
    /// Whose it is.
    pub owner: Owner,
    /// What it mentions, in order, without overlap.
    pub mentions: Vec<Mention>,
}

/// Something that a line mentions.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Mention {
    /// Where in the line's text (without its number), in bytes.
    pub range: Range<usize>,
    /// What.
    pub target: Target,
}

/// What is mentioned.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Target {
    /// Index into [`Graph::departments`].
    Department(usize),
    /// Index into [`Graph::laws`].
    Law(usize),
    /// Another duty.
    Duty(DutyRef),
}

/// Whose a line is.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Owner {
    /// The township's own: its side of a duty.
    Township,
    /// These departments (indices into [`Graph::departments`]), and how that is known.
    Departments(Vec<usize>, Ground),
    /// All departments of the duty together: the line says so.
    All,
    /// The text does not say.
    Unknown,
}

/// How it is known whose a line is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Ground {
    /// The duty has one department.
    Only,
    /// The label or heading above it, or the line is that label.
    Label,
    /// Its opening words.
    Opening,
    /// It stands under a line that says so.
    Parent,
}

impl DutyNotes {
    /// The notes on a section, one a line.
    pub fn section(&self, section: Section) -> &[LineNote] {
        self.sections.iter().find(|(s, _)| *s == section).map_or(&[], |(_, notes)| notes)
    }
}

impl Graph {
    /// Reads the text of a duty.
    pub fn notes(&self, content: &Content, duty_ref: DutyRef) -> DutyNotes {
        let county = content.townships[duty_ref.township].township.code.county();
        let duty = duty_ref.of(content);
        let sections = duty_ref.list.sections().iter().map(|section| {
            let lines = &duty.section(*section).lines;
            let owners = owners(self, duty_ref, *section, duty);
            let notes = lines.iter().zip(owners).map(|(line, owner)| {
                let departments = self.finder.find(&county, line.text());
                let laws = find_citations(line.text());
                let departments = departments
                    .into_iter()
                    .map(|(range, body)| Mention { range, target: Target::Department(body) });
                let laws = laws.into_iter().filter_map(|found| {
                    let at = self.laws.iter().position(|law| law.title == found.title)?;
                    Some(Mention { range: found.range, target: Target::Law(at) })
                });
                let mut mentions: Vec<Mention> = departments.chain(laws).collect();
                mentions.sort_by_key(|mention| mention.range.start);
                mentions.dedup_by(|later, earlier| later.range.start < earlier.range.end);
                LineNote { owner, mentions }
            });
            (*section, notes.collect())
        });
        DutyNotes { sections: sections.collect() }
    }
}
