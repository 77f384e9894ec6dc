//! The sheet as data: townships, in each the duties with something open, in each what is found.

use std::collections::BTreeMap;

use serde::Serialize;

use crate::check::{Checked, documentation};
use crate::content::{INDEX_FILE, LoadedTownship};
use crate::diag::render::severity_word;
use crate::diag::{
    Excerpt, Finding, Locale, Part, Severity, Tally, group_by_kind, original_cells, split_marked,
};
use crate::model::{Duty, DutyId, Field, ListKind, TownshipCode};
use crate::pipeline::Site;

/// All of it.
#[derive(Debug, Clone, Serialize)]
pub struct Sheet {
    /// The site's title.
    pub title: String,
    /// Language tag of the sheet.
    pub lang: &'static str,
    /// How many are open of each severity.
    pub open: Tally,
    /// How many findings a person has settled.
    pub settled: usize,
    /// Townships with something to say, by code; what is of the site as a whole comes first.
    pub townships: Vec<TownshipSheet>,
    /// Kinds over all townships, with what they mean.
    pub kinds: Vec<KindSheet>,
}

/// One township.
#[derive(Debug, Clone, Serialize)]
pub struct TownshipSheet {
    /// Anchor of its part of the sheet.
    pub anchor: String,
    /// Full name; empty for the site as a whole.
    pub name: String,
    /// Nine digits; empty for the site as a whole.
    pub code: String,
    /// How many of each severity.
    pub counts: Tally,
    /// Its kinds of errors and warnings.
    pub kinds: Vec<KindCount>,
    /// `index.md` of the township: where what is settled is written.
    pub index_file: String,
    /// What is open, by duty.
    pub cases: Vec<Case>,
    /// Notes, in the order of the township.
    pub notes: Vec<Row>,
}

/// A kind and how often it is found.
#[derive(Debug, Clone, Serialize)]
pub struct KindCount {
    /// The code.
    pub code: &'static str,
    /// Its name.
    pub title: String,
    /// How many.
    pub count: usize,
}

/// A kind with its explanation.
#[derive(Debug, Clone, Serialize)]
pub struct KindSheet {
    /// The code, its name and how often it is found.
    #[serde(flatten)]
    pub kind: KindCount,
    /// `error`, `warning`, `info`.
    pub severity: Severity,
    /// Its name for people.
    pub severity_word: &'static str,
    /// Paragraphs of its documentation.
    pub text: Vec<String>,
}

/// A duty, or the township itself, with what is found on it.
#[derive(Debug, Clone, Serialize)]
pub struct Case {
    /// Anchor.
    pub anchor: String,
    /// The duty; none for the township itself.
    pub duty: Option<DutyHead>,
    /// Published text and source side by side, a row a field.
    pub fields: Vec<FieldRow>,
    /// Where the source stands: file and line; empty when it is not known.
    pub origin: String,
    /// What is found.
    pub findings: Vec<Row>,
    /// The lines that settle it, one entry a code.
    pub entries: Vec<String>,
}

/// What names a duty.
#[derive(Debug, Clone, Serialize)]
pub struct DutyHead {
    /// Permanent id.
    pub id: String,
    /// Title of its list.
    pub list: &'static str,
    /// Printed number; none when the duty is not there.
    pub seq: Option<u32>,
    /// Name.
    pub name: String,
}

/// A field as it will be published beside the cell that it came from.
#[derive(Debug, Clone, Serialize)]
pub struct FieldRow {
    /// `extra` and `unplaced` have no published text; else `field`.
    pub kind: &'static str,
    /// The field's name as documents print it.
    pub title: &'static str,
    /// The published text in pieces.
    pub published: Vec<Part>,
    /// The cell in pieces.
    pub original: Vec<Part>,
}

/// One finding.
#[derive(Debug, Clone, Serialize)]
pub struct Row {
    /// The code.
    pub code: &'static str,
    /// The code's name.
    pub title: String,
    /// `error`, `warning`, `info`.
    pub severity: Severity,
    /// Its name for people.
    pub severity_word: &'static str,
    /// Which duty; none for the township itself.
    pub duty: Option<DutyHead>,
    /// Which field; empty when it is of none.
    pub field: &'static str,
    /// What was found.
    pub message: String,
    /// What to do; may be empty.
    pub hint: String,
    /// File and line to open.
    pub place: String,
    /// The text as it will be published, in pieces; empty when it is not known.
    pub published: Vec<Part>,
    /// The text of the document, in pieces; empty when it is not known.
    pub original: Vec<Part>,
    /// The lines that settle it; empty when it cannot be settled.
    pub entry: String,
}

/// What making a sheet needs to know everywhere.
struct Maker<'a> {
    site: &'a Site,
    locale: Locale,
    titles: BTreeMap<&'static str, String>,
}

/// The sheet of a site.
pub fn make_sheet(site: &Site, checked: &Checked, locale: Locale) -> Sheet {
    let docs = documentation();
    let titles = docs.iter().map(|doc| (doc.code, doc.title.get(locale).to_owned())).collect();
    let maker = Maker { site, locale, titles };
    let mut by_township: BTreeMap<Option<&TownshipCode>, Vec<&Finding>> = BTreeMap::new();
    for finding in &checked.open {
        by_township.entry(finding.at.code.as_ref()).or_default().push(finding);
    }
    let kinds = group_by_kind(&checked.open).into_iter().map(|kind| KindSheet {
        kind: maker.kind_count(kind.code, kind.findings.len()),
        severity: kind.severity,
        severity_word: severity_word(kind.severity, locale),
        text: docs
            .iter()
            .filter(|d| d.code == kind.code)
            .flat_map(|d| paragraphs(&d.text))
            .collect(),
    });
    Sheet {
        title: site.config.title.clone(),
        lang: match locale {
            Locale::Zh => "zh-CN",
            Locale::En => "en",
        },
        open: Tally::of(&checked.open),
        settled: checked.settled.len(),
        kinds: kinds.collect(),
        townships: by_township.iter().map(|(code, f)| maker.township(*code, f)).collect(),
    }
}

fn paragraphs(text: &str) -> impl Iterator<Item = String> {
    text.split("\n\n").map(|paragraph| {
        paragraph.lines().map(str::trim).fold(String::new(), |mut text, line| {
            // Chinese lines join without a blank.
            if text.ends_with(|c: char| c.is_ascii()) && line.starts_with(|c: char| c.is_ascii()) {
                text.push(' ');
            }
            text + line
        })
    })
}

impl Maker<'_> {
    fn kind_count(&self, code: &'static str, count: usize) -> KindCount {
        KindCount { code, title: self.titles.get(code).cloned().unwrap_or_default(), count }
    }

    fn township(&self, code: Option<&TownshipCode>, findings: &[&Finding]) -> TownshipSheet {
        let townships = &self.site.content.townships;
        let loaded = townships.iter().find(|t| Some(&t.township.code) == code);
        let anchor = code.map_or_else(|| "site".to_owned(), |code| format!("t{code}"));
        let (notes, open): (Vec<&Finding>, Vec<&Finding>) =
            findings.iter().partition(|f| f.severity == Severity::Info);
        let mut cases: BTreeMap<Option<DutyId>, Vec<&Finding>> = BTreeMap::new();
        for finding in &open {
            cases.entry(finding.at.duty).or_default().push(finding);
        }
        TownshipSheet {
            name: loaded.map_or(String::new(), |t| t.township.place.full()),
            code: code.map(ToString::to_string).unwrap_or_default(),
            counts: Tally::of(findings.iter().copied()),
            kinds: group_by_kind(open)
                .into_iter()
                .map(|kind| self.kind_count(kind.code, kind.findings.len()))
                .collect(),
            index_file: loaded
                .map_or(String::new(), |t| t.folder.join(INDEX_FILE).display().to_string()),
            cases: cases
                .into_iter()
                .map(|(duty, findings)| self.case(&anchor, loaded, duty, &findings))
                .collect(),
            notes: notes.into_iter().map(|f| self.row(loaded, f)).collect(),
            anchor,
        }
    }

    fn case(
        &self,
        township: &str,
        loaded: Option<&LoadedTownship>,
        id: Option<DutyId>,
        findings: &[&Finding],
    ) -> Case {
        let found = id.and_then(|id| find_duty(loaded, id));
        let mut entries: Vec<String> = Vec::new();
        for entry in findings.iter().filter_map(|f| f.settle_entry()) {
            if !entries.contains(&entry) {
                entries.push(entry);
            }
        }
        let source = id.zip(loaded).and_then(|(id, t)| Some((t, t.provenance.duties.get(&id)?)));
        let origin = source.map(|(loaded, source)| {
            let file = loaded.township.sources.get(source.source).map_or("", |s| s.file.as_str());
            format!("{file}:{}", source.at)
        });
        let rows = id.zip(loaded).map(|(id, t)| field_rows(t, id, found, findings));
        Case {
            anchor: id.map_or_else(|| township.to_owned() + "-0", |id| format!("{township}-{id}")),
            duty: id.map(|id| duty_head(id, found)),
            fields: rows.unwrap_or_default(),
            origin: origin.unwrap_or_default(),
            findings: findings.iter().map(|f| self.row(loaded, f)).collect(),
            entries,
        }
    }

    fn row(&self, loaded: Option<&LoadedTownship>, f: &Finding) -> Row {
        let file = f.at.file.as_ref().map(|file| file.display().to_string()).unwrap_or_default();
        Row {
            code: f.code,
            title: self.titles.get(f.code).cloned().unwrap_or_default(),
            severity: f.severity,
            severity_word: severity_word(f.severity, self.locale),
            duty: f.at.duty.map(|id| duty_head(id, find_duty(loaded, id))),
            field: f.at.field.map_or("", Field::title),
            message: f.message.get(self.locale).to_owned(),
            hint: f.hint.as_ref().map(|hint| hint.get(self.locale).to_owned()).unwrap_or_default(),
            place: f.at.line.map_or_else(|| file.clone(), |line| format!("{file}:{line}")),
            published: f.excerpt.as_ref().map(Excerpt::parts).unwrap_or_default(),
            original: f.source.as_ref().map(Excerpt::parts).unwrap_or_default(),
            entry: f.settle_entry().unwrap_or_default(),
        }
    }
}

fn find_duty(loaded: Option<&LoadedTownship>, id: DutyId) -> Option<(ListKind, &Duty)> {
    loaded?.township.lists.iter().find(|(_, duty)| duty.id == id)
}

fn duty_head(id: DutyId, found: Option<(ListKind, &Duty)>) -> DutyHead {
    DutyHead {
        id: id.to_string(),
        list: id.list.title(),
        seq: found.map(|(_, duty)| duty.seq),
        name: found.map_or(String::new(), |(_, duty)| duty.name.clone()),
    }
}

/// The fields of a duty beside the cells that they came from; then cells and text beside them.
fn field_rows(
    loaded: &LoadedTownship,
    id: DutyId,
    found: Option<(ListKind, &Duty)>,
    findings: &[&Finding],
) -> Vec<FieldRow> {
    let source = loaded.provenance.duties.get(&id);
    let mut cells = source.map_or_else(Vec::new, |s| original_cells(s, findings));
    let mut rows = Vec::new();
    let fields = found.into_iter().flat_map(|(list, duty)| {
        list.fields().iter().map(move |field| (*field, duty.text_of(*field)))
    });
    for (field, text) in fields {
        let of_field = findings.iter().filter(|f| f.at.field == Some(field));
        let marks = of_field.filter_map(|f| f.excerpt.as_ref()?.locate_in(&text)).collect();
        let cell = cells.iter().position(|cell| cell.field == Some(field));
        let original = cell.map(|at| cells.remove(at).parts).unwrap_or_default();
        let published = split_marked(&text, marks);
        rows.push(FieldRow { kind: "field", title: field.title(), published, original });
    }
    rows.extend(cells.into_iter().map(|cell| FieldRow {
        kind: if cell.field.is_some() { "field" } else { "extra" },
        title: cell.field.map_or("", Field::title),
        published: Vec::new(),
        original: cell.parts,
    }));
    let strays = loaded.provenance.unplaced.iter().filter(|text| text.after == Some(id));
    rows.extend(strays.map(|stray| FieldRow {
        kind: "unplaced",
        title: "",
        published: Vec::new(),
        original: vec![Part { text: stray.text.clone(), marked: true }],
    }));
    rows
}
