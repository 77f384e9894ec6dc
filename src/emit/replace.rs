//! A folder that takes the place of another in one step.
//!
//! A build writes into a staging folder beside the output; [`Staging::publish`] exchanges the two.
//! Until then the last good site stands untouched, and an interrupted build leaves only a staging
//! folder, which the next build clears away. A lock keeps two builds apart.

use std::ffi::OsString;
use std::fs::{self, File, TryLockError};
use std::io;
use std::path::{Component, Path, PathBuf};

use crate::bilingual;
use crate::diag::Bilingual;

/// Marks a folder as output that may be replaced.
const MARKER: &str = ".qingdan";
const MARKER_TEXT: &str = "qingdan build 的输出：整个目录在下次生成时替换。\n\
    Output of `qingdan build`: replaced as a whole by the next build.\n";

/// Why the site was not put in place.
#[derive(Debug, thiserror::Error)]
#[error("{}", self.message())]
pub enum EmitError {
    /// The file system said no.
    Io {
        /// Which file.
        path: PathBuf,
        /// What it said.
        source: io::Error,
    },
    /// Another build is at work.
    Busy(PathBuf),
    /// The folder has files that no build put there.
    NotOurs(PathBuf),
    /// A path of the output that leaves it.
    Escapes(String),
}

impl EmitError {
    /// The message for people.
    pub fn message(&self) -> Bilingual {
        match self {
            Self::Io { path, source } => {
                let path = path.display();
                bilingual!(
                    "写不进 {path}：{source}。上一次生成的网站没有改动",
                    "cannot write {path}: {source}. The last site is untouched"
                )
            }
            Self::Busy(path) => {
                let path = path.display();
                bilingual!(
                    "另一个生成正在写 {path}，请等它结束",
                    "another build is writing {path}; wait for it to end"
                )
            }
            Self::NotOurs(path) => {
                let path = path.display();
                bilingual!(
                    "{path} 里有不是 qingdan 生成的文件，不会覆盖；请换一个 --out，或先清空它",
                    "{path} has files that qingdan did not make and is not replaced; choose another --out or empty it"
                )
            }
            Self::Escapes(path) => {
                bilingual!("路径 {path} 离开了输出目录", "path {path} leaves the output folder")
            }
        }
    }
}

/// A site that is being written.
#[derive(Debug)]
pub struct Staging {
    target: PathBuf,
    folder: PathBuf,
    /// Whether there is a site to take the place of.
    replaces: bool,
    published: bool,
    // Held until the build is over.
    _lock: File,
}

impl Staging {
    /// Begins: checks that the output may be replaced, takes the lock, clears what an interrupted
    /// build left.
    pub fn begin(target: &Path) -> Result<Self, EmitError> {
        // A link to the web root stays a link: what it leads to is replaced.
        let resolved = fs::canonicalize(target).ok().filter(|_| target.is_symlink());
        let target = resolved.as_deref().unwrap_or(target);
        let name =
            target.file_name().ok_or_else(|| EmitError::NotOurs(target.to_owned()))?.to_owned();
        let parent = match target.parent() {
            Some(parent) if !parent.as_os_str().is_empty() => parent.to_owned(),
            _ => PathBuf::from("."),
        };
        fs::create_dir_all(&parent).map_err(io_error(&parent))?;
        let sibling = |suffix: &str| {
            let mut file = OsString::from(".");
            file.push(&name);
            file.push(suffix);
            parent.join(file)
        };
        let lock_path = sibling(".lock");
        let lock = File::create(&lock_path).map_err(io_error(&lock_path))?;
        match lock.try_lock() {
            Ok(()) => {}
            Err(TryLockError::WouldBlock) => return Err(EmitError::Busy(target.to_owned())),
            Err(TryLockError::Error(source)) => {
                return Err(EmitError::Io { path: lock_path, source });
            }
        }
        if !may_be_replaced(target).map_err(io_error(target))? {
            return Err(EmitError::NotOurs(target.to_owned()));
        }
        let folder = sibling(".staging");
        remove(&folder).map_err(io_error(&folder))?;
        fs::create_dir(&folder).map_err(io_error(&folder))?;
        let replaces = target.is_dir();
        let target = target.to_owned();
        let staging = Self { target, folder, replaces, published: false, _lock: lock };
        staging.write(MARKER, MARKER_TEXT.as_bytes())?;
        Ok(staging)
    }

    /// Writes a file. `path` is relative, with `/` between folders. Several threads may write.
    ///
    /// A file that is the same in the last site is that very file under a second name: nothing is
    /// written, and its date stays, so that copying the site copies only what changed.
    pub fn write(&self, path: &str, bytes: &[u8]) -> Result<(), EmitError> {
        let relative = Path::new(path);
        if !relative.components().all(|c| matches!(c, Component::Normal(_))) {
            return Err(EmitError::Escapes(path.to_owned()));
        }
        let file = self.folder.join(relative);
        let old = self.target.join(relative);
        let unchanged = self.replaces && fs::read(&old).is_ok_and(|there| there == bytes);
        let put = || {
            // Where links are not possible the file is written.
            if unchanged && fs::hard_link(&old, &file).is_ok() {
                return Ok(());
            }
            fs::write(&file, bytes)
        };
        match put() {
            Err(error) if error.kind() == io::ErrorKind::NotFound => {
                let folder = file.parent().unwrap_or(&self.folder);
                fs::create_dir_all(folder).map_err(io_error(folder))?;
                put().map_err(io_error(&file))
            }
            other => other.map_err(io_error(&file)),
        }
    }

    /// Puts the new site in place of the old one.
    pub fn publish(mut self) -> Result<(), EmitError> {
        if self.target.exists() {
            exchange(&self.folder, &self.target).map_err(io_error(&self.target))?;
        } else {
            fs::rename(&self.folder, &self.target).map_err(io_error(&self.target))?;
        }
        self.published = true;
        // The old site is now in the staging folder. If it cannot be removed the new one stands all
        // the same, and the next build tries again.
        let _ = remove(&self.folder);
        Ok(())
    }
}

impl Drop for Staging {
    fn drop(&mut self) {
        if !self.published {
            // What cannot be removed is cleared by the next build.
            let _ = remove(&self.folder);
        }
    }
}

fn io_error(path: &Path) -> impl FnOnce(io::Error) -> EmitError {
    let path = path.to_owned();
    move |source| EmitError::Io { path, source }
}

fn remove(folder: &Path) -> io::Result<()> {
    match fs::remove_dir_all(folder) {
        Err(error) if error.kind() == io::ErrorKind::NotFound => Ok(()),
        other => other,
    }
}

/// Nothing there, an empty folder, or the output of a build.
fn may_be_replaced(target: &Path) -> io::Result<bool> {
    match fs::read_dir(target) {
        Ok(mut entries) => Ok(entries.next().is_none() || target.join(MARKER).is_file()),
        Err(error) if error.kind() == io::ErrorKind::NotFound => Ok(true),
        Err(error) if error.kind() == io::ErrorKind::NotADirectory => Ok(false),
        Err(error) => Err(error),
    }
}

/// Exchanges two folders: in one step where the system can, else by way of a third name.
fn exchange(new: &Path, old: &Path) -> io::Result<()> {
    #[cfg(target_os = "linux")]
    {
        use rustix::fs::{CWD, RenameFlags, renameat_with};
        if renameat_with(CWD, new, CWD, old, RenameFlags::EXCHANGE).is_ok() {
            return Ok(());
        }
    }
    let aside = new.with_extension("old");
    remove(&aside)?;
    fs::rename(old, &aside)?;
    if let Err(error) = fs::rename(new, old) {
        fs::rename(&aside, old)?;
        return Err(error);
    }
    remove(&aside)
}

#[cfg(test)]
mod tests {
    use super::*;

    type Test = Result<(), Box<dyn std::error::Error>>;

    #[test]
    fn the_new_site_takes_the_place_of_the_old_one_whole() -> Test {
        let temp = tempfile::tempdir()?;
        let out = temp.path().join("public");
        let first = Staging::begin(&out)?;
        first.write("a/old.html", b"1")?;
        first.publish()?;
        let second = Staging::begin(&out)?;
        second.write("new.html", b"2")?;
        assert!(out.join("a/old.html").is_file(), "untouched until the end");
        second.publish()?;
        assert!(out.join("new.html").is_file() && !out.join("a").exists());
        Ok(())
    }

    #[test]
    fn a_file_that_did_not_change_keeps_its_date() -> Test {
        let temp = tempfile::tempdir()?;
        let out = temp.path().join("public");
        let first = Staging::begin(&out)?;
        first.write("a/same.html", b"1")?;
        first.write("other.html", b"1")?;
        first.publish()?;
        let date = |name: &str| fs::metadata(out.join(name)).and_then(|m| m.modified());
        let (same, other) = (date("a/same.html")?, date("other.html")?);
        std::thread::sleep(std::time::Duration::from_millis(20));
        let second = Staging::begin(&out)?;
        second.write("a/same.html", b"1")?;
        second.write("other.html", b"2")?;
        assert_eq!(fs::read(out.join("other.html"))?, b"1", "the last site is untouched");
        second.publish()?;
        assert_eq!(date("a/same.html")?, same);
        assert!(date("other.html")? > other);
        assert_eq!(fs::read(out.join("other.html"))?, b"2");
        Ok(())
    }

    #[test]
    fn a_build_that_is_dropped_leaves_the_old_site() -> Test {
        let temp = tempfile::tempdir()?;
        let out = temp.path().join("public");
        let first = Staging::begin(&out)?;
        first.write("old.html", b"1")?;
        first.publish()?;
        let second = Staging::begin(&out)?;
        second.write("new.html", b"2")?;
        drop(second);
        assert!(out.join("old.html").is_file() && !out.join("new.html").exists());
        Ok(())
    }

    #[test]
    fn two_builds_do_not_meet() -> Test {
        let temp = tempfile::tempdir()?;
        let out = temp.path().join("public");
        let first = Staging::begin(&out)?;
        assert!(matches!(Staging::begin(&out), Err(EmitError::Busy(_))));
        first.publish()?;
        assert!(Staging::begin(&out).is_ok());
        Ok(())
    }

    #[test]
    fn what_qingdan_did_not_make_is_not_replaced() -> Test {
        let temp = tempfile::tempdir()?;
        fs::write(temp.path().join("thesis.doc"), "x")?;
        assert!(matches!(Staging::begin(temp.path()), Err(EmitError::NotOurs(_))));
        let file = temp.path().join("thesis.doc");
        assert!(matches!(Staging::begin(&file), Err(EmitError::NotOurs(_))));
        Ok(())
    }

    #[test]
    fn no_file_leaves_the_folder() -> Test {
        let temp = tempfile::tempdir()?;
        let staging = Staging::begin(&temp.path().join("public"))?;
        for path in ["../x", "/x", "a/../../x"] {
            assert!(matches!(staging.write(path, b""), Err(EmitError::Escapes(_))), "{path}");
        }
        Ok(())
    }
}
