//! Rules over what the content says: each finds one kind of doubtful text or data.
//!
//! A rule is a file under `rules/`; its module documentation is its public documentation
//! (`qingdan check --explain CODE`). Rules read and never change anything; what they find is sorted
//! at the end; what a person has settled is taken out (`settle`). The form of files is not judged
//! here but where they are read (`content`).

mod correction;
mod entries;
mod names;
mod rules;
mod settle;

use rayon::prelude::*;

use crate::bilingual;
use crate::config::Config;
use crate::content::{Content, LoadedTownship, list_file};
use crate::diag::{Bilingual, Code, Excerpt, Finding, Location, SettledFinding, Severity, Sink};
use crate::graph::Graph;
use crate::model::{Duty, DutySource, Field, ListKind, Mark, MarkKind, Position, Section};
use crate::text::known_bodies::KnownBodies;

use names::{DoubtedName, doubted_names, known_bodies};
use rules::SETTLING;
use settle::{Digests, Judged, judge, take_settled};

pub use rules::{CodeDoc, RULES, documentation, explain};

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
    /// For each township the bodies that it knows: several rules ask for them.
    bodies: &'a [KnownBodies],
    /// The names of departments that are doubtful by that.
    doubted: &'a [DoubtedName<'a>],
    /// What the front matter says is settled; only for the rules that judge it, which run last.
    settled: &'a [Judged<'a>],
}

/// What a check came to.
#[derive(Debug, Clone, Default)]
pub struct Checked {
    /// What a person should look at, in a stable order.
    pub open: Vec<Finding>,
    /// What a person has looked at and left as it is.
    pub settled: Vec<SettledFinding>,
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

/// All findings of a site, in a stable order: problems of form, then what the rules find; and of
/// them, what a person has settled.
pub fn check(content: &Content, graph: &Graph, config: &Config) -> Checked {
    let bodies = known_bodies(content);
    let doubted = doubted_names(content, &bodies);
    let subject =
        Subject { content, graph, config, bodies: &bodies, doubted: &doubted, settled: &[] };
    let mut all = Sink::default();
    all.extend(content.problems.iter().cloned());
    all.append(run_rules(|code| !SETTLING.contains(&code), &subject));
    let mut findings = all.into_sorted();
    let digests = Digests::of(content, &findings);
    let judged = judge(content, &digests);
    let texts: Vec<Option<String>> = findings.iter().map(|f| digests.get(f)).collect();
    for (finding, text) in findings.iter_mut().zip(texts) {
        finding.settle = text;
    }
    let (open, settled) = take_settled(findings, &judged);
    let mut all =
        run_rules(|code| SETTLING.contains(&code), &Subject { settled: &judged, ..subject });
    all.extend(open);
    Checked { open: all.into_sorted(), settled }
}

fn run_rules(wanted: impl Fn(Code) -> bool + Sync, subject: &Subject<'_>) -> Sink {
    let found: Vec<Sink> = RULES
        .par_iter()
        .filter(|rule| wanted(rule.code))
        .map(|rule| {
            let mut sink = Sink::default();
            (rule.check)(rule, subject, &mut sink);
            sink
        })
        .collect();
    let mut all = Sink::default();
    for sink in found {
        all.append(sink);
    }
    all
}

/// A file of a township, as the place of a finding.
pub(crate) fn file_of(loaded: &LoadedTownship, name: &str) -> Location {
    Location {
        file: Some(loaded.folder.join(name)),
        code: Some(loaded.township.code.clone()),
        ..Location::default()
    }
}

/// Where something stands in a document that may be one text or have parts, for a sentence.
pub(crate) fn words_for(at: &Position) -> Bilingual {
    match &at.part {
        Some(_) => bilingual!(" {at} ", "{at}"),
        None => bilingual!("第 {at} 行", "line {at}"),
    }
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
    /// The entries of `[[settled]]` with what they come to.
    pub(crate) fn settled(&self) -> impl Iterator<Item = &Judged<'a>> {
        self.settled.iter()
    }

    /// All townships, each with the bodies that its lists and its county's registry know.
    pub(crate) fn townships(&self) -> impl Iterator<Item = (&'a LoadedTownship, &'a KnownBodies)> {
        self.content.townships.iter().zip(self.bodies)
    }

    /// The names of departments that are doubtful, in the order of the site.
    pub(crate) fn doubted_names(&self) -> &'a [DoubtedName<'a>] {
        self.doubted
    }

    /// All duties.
    pub(crate) fn duties(&self) -> impl Iterator<Item = DutyCase<'a>> {
        self.content.townships.iter().flat_map(duties_of)
    }
}

/// The duties of one township.
pub(crate) fn duties_of(loaded: &LoadedTownship) -> impl Iterator<Item = DutyCase<'_>> {
    loaded.township.lists.iter().map(move |(list, duty)| DutyCase::of(loaded, list, duty))
}

/// A line of a duty's text, for rules that look at characters.
pub(crate) struct TextLine {
    pub(crate) field: Field,
    /// Position within its section.
    clause: Option<usize>,
    pub(crate) text: String,
}

impl TextLine {
    /// A field that is one line.
    pub(crate) fn whole(field: Field, text: &str) -> Self {
        Self { field, clause: None, text: text.to_owned() }
    }

    /// Whether it is the first line of its field.
    pub(crate) fn is_first(&self) -> bool {
        self.clause.is_none_or(|clause| clause == 0)
    }
}

impl<'a> DutyCase<'a> {
    /// A duty of a township.
    pub(crate) fn of(loaded: &'a LoadedTownship, list: ListKind, duty: &'a Duty) -> Self {
        Self { loaded, list, duty, source: loaded.provenance.duties.get(&duty.id) }
    }

    /// Where a field stands in the Markdown.
    pub(crate) fn at(&self, field: Field) -> Location {
        let lines = self.loaded.lines.get(&self.duty.id);
        let fields = lines.map(|lines| &lines.fields);
        let line = fields.and_then(|f| f.get(&field).or_else(|| f.get(&Field::Seq))).copied();
        Location {
            file: Some(self.loaded.folder.join(list_file(self.list))),
            line,
            code: Some(self.loaded.township.code.clone()),
            duty: Some(self.duty.id),
            field: Some(field),
        }
    }

    /// Where a line of text stands in the Markdown.
    fn at_line(&self, line: &TextLine) -> Location {
        let mut at = self.at(line.field);
        let section = self.list.sections().iter().find(|s| Field::from(**s) == line.field);
        if let (Some(section), Some(clause)) = (section, line.clause) {
            let lines = self.loaded.lines.get(&self.duty.id);
            let clauses = lines.and_then(|lines| lines.clauses.get(section));
            at.line = clauses.and_then(|c| c.get(clause)).copied().or(at.line);
        }
        at
    }

    /// The lines of text of the duty.
    pub(crate) fn texts(&self) -> Vec<TextLine> {
        let plain = |field, text: &String| TextLine::whole(field, text);
        let mut texts =
            vec![plain(Field::Category, &self.duty.category), plain(Field::Name, &self.duty.name)];
        // The departments of a reclaimed duty are labels of its text.
        if self.list == ListKind::Coop {
            texts.extend(self.duty.departments.iter().map(|name| plain(Field::Departments, name)));
        }
        for section in self.list.sections() {
            texts.extend(self.section_lines(*section));
        }
        texts
    }

    /// The lines of a section.
    pub(crate) fn section_lines(
        &self,
        section: Section,
    ) -> impl Iterator<Item = TextLine> + use<'a> {
        self.duty.section(section).lines.iter().enumerate().map(move |(clause, line)| TextLine {
            field: section.into(),
            clause: Some(clause),
            text: line.to_string(),
        })
    }

    /// Marks of a kind on fields that no person has changed since the import.
    pub(crate) fn marks(&self, kind: MarkKind) -> impl Iterator<Item = &'a Mark> + use<'a> {
        let case = *self;
        let marks = self.source.into_iter().flat_map(|source| &source.marks);
        marks.filter(move |mark| mark.kind == kind && case.correction(mark.field).is_none())
    }

    /// File and line of the document that the duty came from.
    pub(crate) fn origin(&self) -> Option<String> {
        let source = self.source?;
        let file = self.loaded.township.sources.get(source.source)?;
        Some(format!("{}:{}", file.file, source.at))
    }

    /// The cell that a field was imported from, as an excerpt with the part marked that `find`
    /// gives as a range of bytes.
    fn source_excerpt(
        &self,
        field: Field,
        find: impl FnOnce(&str) -> Option<(usize, usize)>,
    ) -> Option<Excerpt> {
        let cell = self.source?.cell(field)?;
        let (from, to) = find(cell)?;
        Some(Excerpt::around(cell, from, to, EXCERPT_WIDTH).from(self.origin()?))
    }
}

impl Rule {
    /// A finding of this rule.
    pub(crate) fn finding(&self, at: Location, message: Bilingual) -> Finding {
        Finding::new(self.code, self.severity, at, message)
    }

    /// A finding about a part of a duty's text, with the source cell when the part stands there too.
    pub(crate) fn in_text(
        &self,
        case: &DutyCase<'_>,
        line: &TextLine,
        part: std::ops::Range<usize>,
        message: Bilingual,
    ) -> Finding {
        let text = line.text.as_str();
        let marked = text.get(part.clone()).unwrap_or("");
        let source = case.source_excerpt(line.field, |cell| {
            let from = text.floor_char_boundary(part.start.saturating_sub(6));
            let wide = text.get(from..text.ceil_char_boundary(part.end + 6));
            let context = wide.and_then(|wide| {
                let inner = wide.find(marked)?;
                cell.find(wide).map(|at| at + inner)
            });
            let at = context.or_else(|| cell.find(marked))?;
            Some((at, at + marked.len()))
        });
        let excerpt = Some(Excerpt::around(text, part.start, part.end, EXCERPT_WIDTH));
        Finding { excerpt, source, ..self.finding(case.at_line(line), message) }
    }

    /// A finding about a part of a name: of a category, of a department.
    pub(crate) fn in_name(
        &self,
        case: &DutyCase<'_>,
        field: Field,
        name: &str,
        message: Bilingual,
    ) -> Finding {
        let line = TextLine::whole(field, name);
        self.in_text(case, &line, 0..name.len(), message)
    }
}

impl Finding {
    /// Adds the text in the document.
    #[must_use]
    pub(crate) fn with_source(mut self, excerpt: Excerpt, origin: Option<String>) -> Self {
        self.source = Some(Excerpt { origin, ..excerpt });
        self
    }

    /// Adds what to do next.
    #[must_use]
    pub(crate) fn hint(mut self, hint: Bilingual) -> Self {
        self.hint = Some(hint);
        self
    }
}
