//! Writing townships and registries into `content/`, all of them or none.
//!
//! New files are written beside the old ones under temporary names first; only when every one of
//! them is on disk are they renamed into place. A file that a person has edited since the last
//! import is not overwritten unless the caller says so.

use std::fs;
use std::io;
use std::path::{Path, PathBuf};

use super::markdown::write_list;
use super::{INDEX_FILE, PROVENANCE_FILE, front_matter, list_file};
use crate::bilingual;
use crate::diag::Bilingual;
use crate::digest::sha256_hex;
use crate::model::{ListKind, Provenance, Township};

/// Why nothing was written.
#[derive(Debug, thiserror::Error)]
pub enum StoreError {
    /// The file system said no.
    #[error("{path}: {source}")]
    Io {
        /// Which file.
        path: PathBuf,
        /// What it said.
        source: io::Error,
    },
    /// A value that TOML or JSON cannot hold.
    #[error("{path}: {detail}")]
    Format {
        /// Which file.
        path: PathBuf,
        /// What was wrong.
        detail: String,
    },
}

impl StoreError {
    /// The message for people.
    pub fn message(&self) -> Bilingual {
        match self {
            Self::Io { path, source } => {
                let path = path.display();
                bilingual!(
                    "写不进 {path}：{source}。原有内容没有改动",
                    "cannot write {path}: {source}. Nothing was changed"
                )
            }
            Self::Format { path, detail } => {
                let path = path.display();
                bilingual!("{path} 无法生成：{detail}", "{path} cannot be written: {detail}")
            }
        }
    }
}

/// A township to be written.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct StoredTownship {
    /// Its folder, relative to the site.
    pub folder: PathBuf,
    /// What it publishes.
    pub township: Township,
    /// Where it came from; `written` is filled in here.
    pub provenance: Provenance,
}

/// The Markdown files of a township that differ from what the last import wrote: a person edited
/// them. Without a provenance, every file that is there counts as a person's.
pub fn edited_files(root: &Path, folder: &Path, provenance: &Provenance) -> Vec<PathBuf> {
    markdown_files()
        .map(|name| (folder.join(&name), name))
        .filter(|(path, name)| {
            fs::read(root.join(path))
                .is_ok_and(|bytes| provenance.written.get(name) != Some(&sha256_hex(&bytes)))
        })
        .map(|(path, _)| path)
        .collect()
}

fn markdown_files() -> impl Iterator<Item = String> {
    std::iter::once(INDEX_FILE.to_owned()).chain(ListKind::ALL.into_iter().map(list_file))
}

/// Writes townships and other files (`extra`: path relative to the site, text), all or none.
pub fn store(
    root: &Path,
    townships: &[StoredTownship],
    extra: &[(PathBuf, String)],
) -> Result<(), StoreError> {
    let mut files: Vec<(PathBuf, String)> = extra.to_vec();
    for stored in townships {
        files.extend(township_files(stored)?);
    }
    replace_all(root, &files)
}

fn township_files(stored: &StoredTownship) -> Result<Vec<(PathBuf, String)>, StoreError> {
    let format =
        |name: &str, detail: String| StoreError::Format { path: stored.folder.join(name), detail };
    let township = &stored.township;
    let index =
        front_matter::write_index(township).map_err(|e| format(INDEX_FILE, e.to_string()))?;
    let mut files = vec![(INDEX_FILE.to_owned(), index)];
    for list in ListKind::ALL {
        let text = write_list(list, township.place.township(), township.lists.get(list));
        files.push((list_file(list), text));
    }
    let mut provenance = stored.provenance.clone();
    provenance.written =
        files.iter().map(|(name, text)| (name.clone(), sha256_hex(text))).collect();
    let mut json = serde_json::to_string_pretty(&provenance)
        .map_err(|e| format(PROVENANCE_FILE, e.to_string()))?;
    json.push('\n');
    files.push((PROVENANCE_FILE.to_owned(), json));
    Ok(files.into_iter().map(|(name, text)| (stored.folder.join(name), text)).collect())
}

/// A file on its way: written under a temporary name, the old one set aside until all are in place.
struct Staged {
    target: PathBuf,
    temporary: PathBuf,
    aside: PathBuf,
}

fn replace_all(root: &Path, files: &[(PathBuf, String)]) -> Result<(), StoreError> {
    let staged: Vec<Staged> = files
        .iter()
        .map(|(path, _)| Staged {
            target: root.join(path),
            temporary: sibling(root, path, "new"),
            aside: sibling(root, path, "old"),
        })
        .collect();
    let result = write_temporaries(files, &staged).and_then(|()| swap_all(&staged));
    for file in &staged {
        // What is left of either is of no use to anybody; it may also never have been there.
        let _ = fs::remove_file(&file.temporary);
        let _ = fs::remove_file(&file.aside);
    }
    result
}

fn write_temporaries(files: &[(PathBuf, String)], staged: &[Staged]) -> Result<(), StoreError> {
    for ((_, text), file) in files.iter().zip(staged) {
        let io = |source| StoreError::Io { path: file.target.clone(), source };
        if let Some(folder) = file.target.parent() {
            fs::create_dir_all(folder).map_err(io)?;
        }
        if file.target.is_dir() {
            return Err(io(io::ErrorKind::IsADirectory.into()));
        }
        fs::write(&file.temporary, text).map_err(io)?;
    }
    Ok(())
}

/// Puts every file in place; when one cannot be, those before it are put back as they were.
fn swap_all(staged: &[Staged]) -> Result<(), StoreError> {
    for (done, file) in staged.iter().enumerate() {
        let swapped = set_aside(&file.target, &file.aside)
            .and_then(|()| fs::rename(&file.temporary, &file.target));
        if let Err(source) = swapped {
            for file in &staged[..done] {
                // A file without an old one is new. The error that is reported is the one that began it.
                let _ = if file.aside.exists() {
                    fs::rename(&file.aside, &file.target)
                } else {
                    fs::remove_file(&file.target)
                };
            }
            return Err(StoreError::Io { path: file.target.clone(), source });
        }
    }
    Ok(())
}

fn set_aside(target: &Path, aside: &Path) -> io::Result<()> {
    // A process that was killed may have left one of the same name.
    let _ = fs::remove_file(aside);
    match fs::hard_link(target, aside) {
        Err(error) if error.kind() == io::ErrorKind::NotFound => Ok(()),
        // A file system without links: a copy does.
        Err(_) => fs::copy(target, aside).map(|_| ()),
        Ok(()) => Ok(()),
    }
}

fn sibling(root: &Path, path: &Path, suffix: &str) -> PathBuf {
    let name = path.file_name().unwrap_or_default().to_string_lossy();
    root.join(path).with_file_name(format!(".{name}.{}.{suffix}", std::process::id()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn all_files_or_none() -> Result<(), Box<dyn std::error::Error>> {
        let site = tempfile::tempdir()?;
        let files = [(PathBuf::from("a.md"), "旧".to_owned())];
        replace_all(site.path(), &files)?;
        fs::create_dir(site.path().join("b.md"))?;
        let files =
            [(PathBuf::from("a.md"), "新".to_owned()), (PathBuf::from("b.md"), "新".to_owned())];
        assert!(replace_all(site.path(), &files).is_err());
        assert_eq!(fs::read_to_string(site.path().join("a.md"))?, "旧");
        let left: Vec<_> = fs::read_dir(site.path())?.collect::<Result<_, _>>()?;
        assert_eq!(left.len(), 2, "temporary files are taken away: {left:?}");
        Ok(())
    }
}
