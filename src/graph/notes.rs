//! What a duty's text says beyond its words: whose clause each line is, and what it mentions.
//!
//! Computed when a page needs it, for it is larger than the content itself.

use std::ops::Range;

use super::ownership::{Named, owners};
use super::{DutyRef, Graph};
use crate::content::Content;
use crate::model::{CountyCode, Section};
use crate::text::duty_citation::{CitedDuty, find_cited_duties};
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
    /// Whether others take part who are named by their class (`及相关部门`) or are no department that is known.
    /// With [`Owner::Unknown`]: it is theirs.
    pub others: bool,
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
    /// It is a heading, and what stands under it is theirs.
    Below,
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
        let sections = duty_ref.list.sections().iter();
        let notes = sections.map(|s| (*s, self.section_notes(content, duty_ref, &county, *s)));
        DutyNotes { sections: notes.collect() }
    }

    fn section_notes(
        &self,
        content: &Content,
        duty_ref: DutyRef,
        county: &CountyCode,
        section: Section,
    ) -> Vec<LineNote> {
        let text = duty_ref.of(content).section(section);
        let lines = &text.lines;
        let named: Vec<Named> = lines.iter().map(|l| self.finder.find(county, l.text())).collect();
        let owners = if section == Section::Township {
            vec![(Owner::Township, false); lines.len()]
        } else {
            let departments = self.departments_of.get(&duty_ref).map_or(&[][..], Vec::as_slice);
            owners(text, &named, departments, &|name| self.index.find(county, name))
        };
        let all = lines.iter().zip(named).zip(owners);
        all.map(|((line, named), (owner, others))| {
            let mentions = self.mentions(content, duty_ref, line.text(), named);
            LineNote { owner, others, mentions }
        })
        .collect()
    }

    /// All that a line mentions; of two that overlap the one that begins first, or else is longer.
    fn mentions(
        &self,
        content: &Content,
        duty_ref: DutyRef,
        text: &str,
        named: Named,
    ) -> Vec<Mention> {
        let mut all: Vec<Mention> = named
            .into_iter()
            .map(|(range, body)| Mention { range, target: Target::Department(body) })
            .collect();
        for found in find_citations(text) {
            if let Some(law) = self.law_index.find(found.title) {
                all.push(Mention { range: found.range, target: Target::Law(law) });
            }
        }
        for (range, cited) in find_cited_duties(text) {
            if let Some(duty) = cited_duty(content, duty_ref, cited) {
                all.push(Mention { range, target: Target::Duty(duty) });
            }
        }
        all.sort_by_key(|mention| (mention.range.start, usize::MAX - mention.range.end));
        all.dedup_by(|later, earlier| later.range.start < earlier.range.end);
        all
    }
}

/// The duty of the same list that a citation means: exactly one, and not the one that cites.
fn cited_duty(content: &Content, from: DutyRef, cited: CitedDuty<'_>) -> Option<DutyRef> {
    let duties = content.townships[from.township].township.lists.get(from.list);
    let mut fitting = duties.iter().enumerate().filter(|(_, duty)| match cited {
        CitedDuty::Number(number) => duty.seq == number,
        CitedDuty::Quoted(name) => duty.name == name,
    });
    let (index, _) = fitting.next()?;
    (fitting.next().is_none() && index != from.index).then_some(DutyRef { index, ..from })
}
