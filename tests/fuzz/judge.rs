//! What must hold of any bytes: they are refused with a message, or they become a township whose ledger
//! balances, that is on disk what it was in memory, and that can be checked, shown and exported.

use std::fs;
use std::path::{Path, PathBuf};

use qingdan::content::markdown::{parse_list, write_list};
use qingdan::content::registry::{append_departments, parse_departments};
use qingdan::content::{StoredTownship, store};
use qingdan::diag::Locale;
use qingdan::diag::render::{render_human, render_json, render_short};
use qingdan::export::jsonl::export_jsonl;
use qingdan::import::{ColumnNames, Given, Imported, import_document, propose_departments};
use qingdan::model::{ListKind, Registries};
use qingdan::pipeline::Site;
use qingdan::review::{make_sheet, render_html};

/// What became of a document.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Verdict {
    Imported,
    Refused,
}

/// What became of a document that comes from 石桥镇; else what does not hold.
pub(super) fn judge(bytes: &[u8]) -> Result<Verdict, String> {
    let given = Given {
        code: "990301101".parse().ok(),
        place: Some("澜安省/青岚市/岚谷县/石桥镇".to_owned()),
        edition: None,
    };
    let (registries, columns) = (Registries::default(), ColumnNames::default());
    let read = |bytes| import_document(bytes, "清单", &given, &registries, &columns, |_| None);
    let imported = match read(bytes) {
        Ok(imported) => imported,
        Err(error) if error.message().zh.is_empty() => return Err("says nothing".to_owned()),
        Err(_) => return Ok(Verdict::Refused),
    };
    let ledger = &imported.provenance.ledger;
    if !ledger.balances() {
        return Err(format!("says a ledger that does not balance: {ledger:?}"));
    }
    is_read_back(&imported)?;
    let folder = tempfile::tempdir().unwrap();
    holds_on_disk(&imported, folder.path())?;
    Ok(Verdict::Imported)
}

/// Lists as Markdown are the lists.
fn is_read_back(imported: &Imported) -> Result<(), String> {
    let township = &imported.township;
    for list in ListKind::ALL {
        let duties = township.lists.get(list);
        let parsed = parse_list(list, &write_list(list, township.place.township(), duties));
        if let Some((line, problem)) = parsed.problems.first() {
            return Err(format!("says what it cannot read: {list:?}, line {line}: {}", problem.en));
        }
        let differs = parsed.duties.iter().zip(duties).find(|(read, written)| read != written);
        if let Some((read, written)) = differs {
            return Err(format!("says a duty otherwise:\n{written:?}\n{read:?}"));
        }
        if parsed.duties.len() != duties.len() {
            return Err("says another number of duties".to_owned());
        }
    }
    Ok(())
}

/// The site with this township.
fn holds_on_disk(imported: &Imported, root: &Path) -> Result<(), String> {
    let proposals = propose_departments(&imported.township, &Registries::default());
    let departments = append_departments("", &proposals).map_err(|e| format!("says: {e}"))?;
    if let Some((_, problem)) = parse_departments(&departments).problems.first() {
        return Err(format!("says: {}", problem.en));
    }
    fs::write(root.join("qingdan.toml"), "title = \"岚谷县\"\n").unwrap();
    let stored = StoredTownship {
        folder: PathBuf::from("content/990301101"),
        township: imported.township.clone(),
        provenance: imported.provenance.clone(),
    };
    let extra = [(PathBuf::from("content/departments.toml"), departments)];
    store(root, &[stored], &extra).map_err(|e| format!("says: {}", e.message().en))?;

    let site = Site::load(root).map_err(|e| format!("says: {}", e.message().en))?;
    if let Some(problem) = site.content.problems.first() {
        return Err(format!("says what it cannot load: {} {}", problem.code, problem.message.en));
    }
    let [loaded] = site.content.townships.as_slice() else {
        return Err("says no township".to_owned());
    };
    if loaded.township != imported.township {
        let (wrote, read) = (&imported.township, &loaded.township);
        return Err(format!("says another township on disk:\n{wrote:?}\n{read:?}"));
    }
    let written = loaded.provenance.written.clone();
    if loaded.provenance != (qingdan::model::Provenance { written, ..imported.provenance.clone() })
    {
        return Err("says another provenance on disk".to_owned());
    }
    let checked = site.check();
    // Nobody has changed anything, and what was counted holds.
    let wrong =
        checked.open.iter().find(|f| ["Q0105", "Q0403", "Q0404", "Q0405"].contains(&f.code));
    if let Some(finding) = wrong {
        return Err(format!("says {}: {}", finding.code, finding.message.en));
    }
    let told = render_human(&checked.open, Locale::Zh) + &render_short(&checked.open, Locale::En);
    let json = render_json(&checked.open, &checked.settled).map_err(|e| format!("says: {e}"))?;
    let sheet = make_sheet(&site, &checked, Locale::Zh);
    let html = render_html(&sheet, Locale::Zh).map_err(|e| format!("says: {}", e.message().en))?;
    let lines = export_jsonl(&site.content, &checked.open).map_err(|e| format!("says: {e}"))?;
    if lines.lines().count() != imported.township.lists.len() || html.is_empty() {
        return Err("says another number of duties in the export".to_owned());
    }
    let is_empty = told.is_empty() || json.is_empty();
    if is_empty && !checked.open.is_empty() {
        return Err("says nothing of its findings".to_owned());
    }
    Ok(())
}
