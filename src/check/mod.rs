//! Rules over what the content says: each finds one kind of doubtful text or data.
//!
//! A rule is a file under `rules/`; its module documentation is its public documentation
//! (`qingdan check --explain CODE`). Rules read and never change anything; what they find is sorted
//! at the end. The form of files is not judged here but where they are read (`content`).

mod rules;

use crate::config::Config;
use crate::content::{Content, LoadedTownship, list_file};
use crate::diag::{Bilingual, Code, Excerpt, Finding, Location, Severity, Sink};
use crate::graph::Graph;
use crate::model::{Duty, DutySource, Field, ListKind};

pub use rules::{RULES, explain};

/// Characters of context in an excerpt.
const EXCERPT_WIDTH: usize = 56;

/// Codes of errors that leave no page to be made: files without their form, two pages of one URL, a
/// registry that cannot say which body is meant. Other errors are shown on the page that they are of.
pub const BLOCKING: &[Code] =
    &[crate::content::FORM, crate::content::PATH, "Q0304", "Q0305", "Q0403"];

/// What rules see.
pub struct Subject<'a> {
    /// Everything under `content/`.
    pub content: &'a Content,
    /// What links it.
    pub graph: &'a Graph,
    /// The site's settings.
    pub config: &'a Config,
}

/// One rule.
pub struct Rule {
    /// Stable code.
    pub code: Code,
    /// How serious its findings are.
    pub severity: Severity,
    /// The source of its file: the module documentation is what `--explain` prints.
    pub source: &'static str,
    /// Finds.
    pub check: fn(&Rule, &Subject<'_>, &mut Sink),
}

/// All findings of a site, in a stable order: problems of form, then what the rules find.
pub fn check(content: &Content, graph: &Graph, config: &Config) -> Vec<Finding> {
    let subject = Subject { content, graph, config };
    let mut sink = Sink::default();
    sink.extend(content.problems.iter().cloned());
    for rule in RULES {
        (rule.check)(rule, &subject, &mut sink);
    }
    sink.into_sorted()
}

/// A duty with what rules need to know about it.
#[derive(Clone, Copy)]
pub(crate) struct DutyCase<'a> {
    pub(crate) loaded: &'a LoadedTownship,
    pub(crate) list: ListKind,
    pub(crate) duty: &'a Duty,
    /// The row that it was imported from, when it was.
    pub(crate) source: Option<&'a DutySource>,
}

impl<'a> Subject<'a> {
    /// All duties.
    pub(crate) fn duties(&self) -> impl Iterator<Item = DutyCase<'a>> {
        self.content.townships.iter().flat_map(|loaded| {
            loaded.township.lists.iter().map(move |(list, duty)| DutyCase {
                loaded,
                list,
                duty,
                source: loaded.provenance.duties.get(&duty.id),
            })
        })
    }
}

impl<'a> DutyCase<'a> {
    /// Where a field stands in the Markdown.
    pub(crate) fn at(&self, field: Field) -> Location {
        let lines = self.loaded.lines.get(&self.duty.id);
        let line = lines
            .and_then(|fields| fields.get(&field).or_else(|| fields.get(&Field::Seq)))
            .copied();
        Location {
            file: Some(self.loaded.folder.join(list_file(self.list))),
            line,
            code: Some(self.loaded.township.code.clone()),
            duty: Some(self.duty.id),
            field: Some(field),
        }
    }

    /// The lines of text of the duty, each with its field.
    pub(crate) fn texts(&self) -> impl Iterator<Item = (Field, String)> + use<'a> {
        let duty = self.duty;
        let sections = self.list.sections().iter().flat_map(move |section| {
            let field = Field::from(*section);
            duty.section(*section).lines.iter().map(move |line| (field, line.to_string()))
        });
        std::iter::once((Field::Category, duty.category.clone()))
            .chain(std::iter::once((Field::Name, duty.name.clone())))
            .chain(self.own_departments())
            .chain(sections)
    }

    /// Departments that are a field; those of a reclaimed duty are labels of its text.
    fn own_departments(&self) -> impl Iterator<Item = (Field, String)> + use<'a> {
        let duty = self.duty;
        let own = self.list == ListKind::Coop;
        duty.departments.iter().filter(move |_| own).map(|name| (Field::Departments, name.clone()))
    }

    /// The cell that a field was imported from, as an excerpt with the part marked that `find`
    /// gives as a range of bytes.
    pub(crate) fn source_excerpt(
        &self,
        field: Field,
        find: impl FnOnce(&str) -> Option<(usize, usize)>,
    ) -> Option<Excerpt> {
        let source = self.source?;
        let cell = source.cell(field)?;
        let (from, to) = find(cell)?;
        let file = self.loaded.township.sources.get(source.source).map_or("", |s| s.file.as_str());
        let origin = format!("{file}:{}", source.line);
        Some(Excerpt::around(cell, from, to, EXCERPT_WIDTH).from(origin))
    }
}

impl Rule {
    /// A finding of this rule.
    pub(crate) fn finding(&self, at: Location, message: Bilingual) -> Finding {
        Finding { code: self.code, severity: self.severity, at, message, hint: None, excerpt: None }
    }

    /// A finding about a part of a duty's text; the source cell is shown when the part stands there
    /// too, else the text itself.
    pub(crate) fn in_text(
        &self,
        case: &DutyCase<'_>,
        field: Field,
        text: &str,
        part: std::ops::Range<usize>,
        message: Bilingual,
    ) -> Finding {
        let marked = text.get(part.clone()).unwrap_or("");
        let source = case.source_excerpt(field, |cell| {
            let from = text.floor_char_boundary(part.start.saturating_sub(6));
            let wide = text.get(from..text.ceil_char_boundary(part.end + 6));
            let context = wide.and_then(|wide| {
                let inner = wide.find(marked)?;
                cell.find(wide).map(|at| at + inner)
            });
            let at = context.or_else(|| cell.find(marked))?;
            Some((at, at + marked.len()))
        });
        let excerpt =
            source.unwrap_or_else(|| Excerpt::around(text, part.start, part.end, EXCERPT_WIDTH));
        Finding { excerpt: Some(excerpt), ..self.finding(case.at(field), message) }
    }
}

impl Finding {
    /// Adds what to do next.
    #[must_use]
    pub(crate) fn hint(mut self, hint: Bilingual) -> Self {
        self.hint = Some(hint);
        self
    }
}
