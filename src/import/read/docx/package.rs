//! The parts of a `.docx` that are read, found by the relationships that name them.

use super::FORMAT;
use super::xml::{attribute, children, parse};
use crate::import::ImportError;
use crate::import::read::zipped::Zipped;

/// Where the document itself is, unless the archive says otherwise.
const MAIN: &str = "word/document.xml";

/// The text of each part.
#[derive(Debug, Default)]
pub(super) struct Parts {
    pub(super) main: String,
    pub(super) numbering: Option<String>,
    pub(super) styles: Option<String>,
    pub(super) footnotes: Option<String>,
    pub(super) endnotes: Option<String>,
    pub(super) headers: Vec<String>,
    pub(super) footers: Vec<String>,
}

/// Whether an archive is a Word document.
pub(in crate::import) fn is_docx(archive: &mut Zipped<'_>) -> bool {
    let declared = |archive: &mut Zipped<'_>| declared_main(archive).ok().flatten();
    archive.has(MAIN) || declared(archive).is_some_and(|main| main.starts_with("word/"))
}

impl Parts {
    pub(super) fn read(archive: &mut Zipped<'_>) -> Result<Self, ImportError> {
        let path = main_of(archive)?;
        let main = text_of(archive, &path)?.ok_or(ImportError::Damaged { format: FORMAT })?;
        let mut parts = Self { main, ..Self::default() };
        for (kind, target) in related(archive, &path)? {
            let text = |archive: &mut Zipped<'_>| text_of(archive, &target);
            match kind.as_str() {
                "numbering" => parts.numbering = text(archive)?,
                "styles" => parts.styles = text(archive)?,
                "footnotes" => parts.footnotes = text(archive)?,
                "endnotes" => parts.endnotes = text(archive)?,
                "header" => parts.headers.extend(text(archive)?),
                "footer" => parts.footers.extend(text(archive)?),
                _ => {}
            }
        }
        Ok(parts)
    }
}

fn main_of(archive: &mut Zipped<'_>) -> Result<String, ImportError> {
    Ok(declared_main(archive)?.unwrap_or_else(|| MAIN.to_owned()))
}

/// The part that an archive of Office declares to be the main one.
fn declared_main(archive: &mut Zipped<'_>) -> Result<Option<String>, ImportError> {
    let mut roots = related(archive, "")?.into_iter();
    Ok(roots.find(|(kind, _)| kind == "officeDocument").map(|(_, target)| target))
}

/// What a part refers to inside the archive: the last word of each relationship's type, which the
/// transitional and the strict form share, and the path.
fn related(archive: &mut Zipped<'_>, part: &str) -> Result<Vec<(String, String)>, ImportError> {
    let (folder, file) = part.rsplit_once('/').unwrap_or(("", part));
    let rels = match folder {
        "" => format!("_rels/{file}.rels"),
        _ => format!("{folder}/_rels/{file}.rels"),
    };
    let Some(text) = text_of(archive, &rels)? else { return Ok(Vec::new()) };
    let document = parse(&text)?;
    let found = children(document.root_element()).filter_map(|node| {
        if attribute(node, "TargetMode") == Some("External") {
            return None;
        }
        let kind = attribute(node, "Type")?.rsplit('/').next()?.to_owned();
        let target = attribute(node, "Target")?;
        let path = match target.strip_prefix('/') {
            Some(absolute) => absolute.to_owned(),
            None if folder.is_empty() => target.to_owned(),
            None => format!("{folder}/{target}"),
        };
        Some((kind, path))
    });
    Ok(found.collect())
}

fn text_of(archive: &mut Zipped<'_>, path: &str) -> Result<Option<String>, ImportError> {
    let Some(bytes) = archive.entry(path)? else { return Ok(None) };
    let text = String::from_utf8(bytes).map_err(|_| ImportError::Damaged { format: FORMAT })?;
    Ok(Some(text))
}
