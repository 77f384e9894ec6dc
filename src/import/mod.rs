//! From a document to a township: sniff → read → recognise → identity → repair → mint.
//!
//! 1. `sniff`: what carries the document, by its first bytes and lines.
//! 2. `read`: one reader a carrier, all yielding the blocks of `table`: prose, rows of cells, furniture.
//! 3. `recognise`: one walk over the blocks gives cover, note, duties and the ledger.
//! 4. `identity`: whose list it is. It needs the cover, and short names of departments need its county: so
//!    recognition is done twice.
//! 5. `repair`: what OCR and narrow columns broke, where one reading is certain.
//! 6. `mint`: permanent ids; `propose` proposes entries of the registry.
//!
//! Words of such documents are shared by reading and recognition: `columns` and `header` for names of columns,
//! `titles` of lists, `markup` in cells, `clauses` and labels.
//!
//! An import is sure or says so. Every non-blank character of the document is in a field or
//! accounted for by the [`Ledger`](crate::model::Ledger); what has no place is kept in the provenance and reported by `check`.
//! Nothing here touches the disk.

mod clauses;
mod columns;
mod error;
mod header;
mod identity;
mod markup;
mod mint;
mod other_words;
mod propose;
mod read;
mod recognise;
mod repair;
mod sniff;
mod table;
mod titles;

use std::collections::BTreeMap;

use crate::bilingual;
use crate::diag::{Finding, Location, Severity};
use crate::digest::sha256_hex;
use crate::model::{
    DeclaredCounts, DutySource, Provenance, Registries, Source, Township, TownshipCode, Unplaced,
};

use crate::text::markdown::escape_prose;
use crate::text::place::{everyday_name, printed_form};

pub use columns::ColumnNames;
pub use error::ImportError;
pub use identity::Given;
use identity::Identity;
pub use markup::{CellText, LineContext, RawLine, read_cell};
pub(crate) use propose::{doubt_of, known_bodies};
pub use propose::{free_id, propose_departments};
use read::Known;
#[cfg(feature = "pdf")]
pub use read::PdfError;
use recognise::{Recognised, contents_counts};
pub use recognise::{read_names, read_seq};
use sniff::{Carrier, Encoding};
use table::{Content, Reading};

/// Finding: the document was GB18030.
pub const CONVERTED: crate::diag::Code = "Q0101";

/// A document that was imported.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Imported {
    /// The township.
    pub township: Township,
    /// Where each duty stood.
    pub provenance: Provenance,
    /// What is only known now: how the document was encoded.
    pub findings: Vec<Finding>,
}

/// Imports a document. `columns` are the names of columns; `previous` looks up the township as the content has it, so that ids stay.
pub fn import_document<'a>(
    bytes: &[u8],
    file_name: &str,
    given: &Given,
    registries: &Registries,
    columns: &ColumnNames,
    previous: impl FnOnce(&TownshipCode) -> Option<&'a Township>,
) -> Result<Imported, ImportError> {
    let carrier = sniff::sniff(bytes)?;
    let known = known(given, file_name, registries, columns);
    let reading = read::read_document(&carrier, &known)?;
    // The cover says which county it is, and the county is needed to know short names: the first
    // pass is for the cover.
    let cover = recognise::recognise(&reading, "", columns);
    if cover.ledger.headers == 0 {
        return Err(ImportError::NoTable);
    }
    if cover.lists.is_empty() {
        return Err(ImportError::NoDuties);
    }
    let identity = identity::resolve_identity(given, file_name, &cover, &registries.places)?;
    let county = printed_form(identity.place.county(), reading.texts());
    let mut document = recognise::recognise(&reading, &county, columns);
    if matches!(carrier, Carrier::Layout(_)) {
        refuse_disorder(&reading, &document)?;
    }
    repair::repair(&mut document, &county, &identity.code.county(), registries);

    let before = previous(&identity.code);
    // A document without a date does not take the date away that a person gave.
    let known = || before.and_then(|before| before.edition.clone());
    let identity = Identity { edition: identity.edition.clone().or_else(known), ..identity };
    if let Some(before) = before
        && let (Some(old), Some(new)) = (&before.edition, &identity.edition)
        && old > new
    {
        return Err(ImportError::OlderEdition {
            document: new.to_string(),
            content: old.to_string(),
        });
    }
    let findings = converted(&carrier, file_name).into_iter().collect();
    let withdrawn = mint::mint_ids(&mut document.lists, identity.edition.as_ref(), before);
    let contents = contents_counts(&reading);
    let provenance = Provenance { contents, remarks: reading.remarks, ..provenance_of(&document) };
    let source = Source { file: plain_name(file_name), sha256: sha256_hex(bytes) };
    let record = before.map(|b| b.record.clone()).unwrap_or_default();
    let settled = before.map(|b| b.settled.clone()).unwrap_or_default();
    let township =
        Township { record, withdrawn, settled, ..township_of(identity, document, source) };
    Ok(Imported { township, provenance, findings })
}

/// Text of which a tenth has no place is out of order.
const MOST_UNPLACED: usize = 10;

/// Where the number of a duty stands in the middle of its height, its text may come before it: such text
/// of a PDF cannot be put in order, and what was read of it is wrong.
fn refuse_disorder(reading: &Reading, document: &Recognised) -> Result<(), ImportError> {
    let ledger = document.ledger;
    let unplaced = ledger.unplaced * 100 / ledger.total.max(1);
    let titled = reading.blocks.iter().filter_map(|block| match &block.content {
        Content::Prose(line) => titles::list_of_title(line),
        _ => None,
    });
    let mut lost = titled.filter(|list| document.lists.get(*list).is_empty());
    if unplaced > MOST_UNPLACED || lost.next().is_some() {
        return Err(ImportError::Disorder { unplaced });
    }
    Ok(())
}

/// What is known of a document before it is read.
fn known(given: &Given, file_name: &str, registries: &Registries, columns: &ColumnNames) -> Known {
    let place = identity::expected_place(given, file_name, &registries.places);
    let departments = registries
        .departments
        .iter()
        .flat_map(|entry| std::iter::once(&entry.name).chain(&entry.aliases).cloned());
    let above = place.iter().flat_map(|p| p.parts().iter().rev().skip(2));
    Known {
        categories: registries.categories.iter().map(|entry| entry.name.clone()).collect(),
        departments: departments.collect(),
        county: place.as_ref().map(|p| p.county().to_owned()).unwrap_or_default(),
        above: above.map(|level| everyday_name(level)).collect(),
        township: place.map(|p| p.township().to_owned()).unwrap_or_default(),
        columns: columns.clone(),
    }
}

/// Where each duty stood, and what has no place. The ids are minted.
fn provenance_of(document: &Recognised) -> Provenance {
    let rows = document.lists.iter().zip(&document.rows);
    let duties = rows.map(|((_, duty), row)| {
        let (at, cells, marks) = (row.at.clone(), row.cells.clone(), row.marks.clone());
        (duty.id, DutySource { source: 0, at, cells, marks })
    });
    let unplaced = document.unplaced.iter().map(|stray| Unplaced {
        source: 0,
        at: stray.at.clone(),
        after: stray.after.and_then(|(list, i)| document.lists.get(list).get(i)).map(|d| d.id),
        text: stray.text.clone(),
    });
    Provenance {
        written: BTreeMap::new(),
        place: identity::printed_place(document),
        ledger: document.ledger,
        remarks: Vec::new(),
        contents: DeclaredCounts::default(),
        duties: duties.collect(),
        unplaced: unplaced.collect(),
    }
}

/// The township as the document has it: nothing withdrawn or settled, no record.
fn township_of(identity: Identity, document: Recognised, source: Source) -> Township {
    // Plain text in the document, so plain text in Markdown.
    let note: Vec<String> = document.note.iter().map(|p| escape_prose(p)).collect();
    Township {
        title: format!("{}{}", identity.place.township(), identity::printed_title(&document)),
        code: identity.code,
        place: identity.place,
        edition: identity.edition,
        issued: identity.issued,
        sources: vec![source],
        record: BTreeMap::new(),
        declared: document.declared,
        withdrawn: Vec::new(),
        settled: Vec::new(),
        note: note.join("\n\n"),
        lists: document.lists,
    }
}

/// The file's name as front matter may hold it: without what would be a path elsewhere.
fn plain_name(file_name: &str) -> String {
    file_name.replace(['/', '\\', ':'], "_").replace(char::is_control, "_")
}

fn converted(carrier: &Carrier, file_name: &str) -> Option<Finding> {
    let decoded = carrier.decoded()?;
    let message = bilingual!(
        "文件是 GB18030 编码，已转换为 UTF-8",
        "the document is GB18030 and was converted to UTF-8"
    );
    let at = Location::file(file_name, None);
    (decoded.encoding == Encoding::Gb18030)
        .then(|| Finding::new(CONVERTED, Severity::Info, at, message))
}
