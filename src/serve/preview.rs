//! The site in memory, and who waits for its next version.

use std::collections::HashMap;
use std::path::{Path, PathBuf};
use std::sync::{Condvar, Mutex, MutexGuard, PoisonError};
use std::time::Duration;

use crate::build::{BuildError, Purpose, Report, build_site};
use crate::config::ConfigError;
use crate::diag::render::render_short;
use crate::diag::{Bilingual, Locale};
use crate::pipeline::Site;

/// A site in memory.
#[derive(Debug)]
pub struct Preview {
    root: PathBuf,
    state: Mutex<State>,
    changed: Condvar,
}

#[derive(Debug, Default)]
struct State {
    version: u64,
    files: HashMap<String, Vec<u8>>,
    /// Why the last build failed; pages show it until it is mended.
    error: Option<Bilingual>,
}

/// What a rebuild came to.
#[derive(Debug)]
pub enum Rebuilt {
    /// The new site is shown.
    Done(Report),
    /// The error is shown.
    Failed(Box<PreviewError>),
}

/// Why a preview was not built.
#[derive(Debug, thiserror::Error)]
#[error("{}", self.message())]
pub enum PreviewError {
    /// The settings cannot be read.
    Config(#[from] ConfigError),
    /// The build failed.
    Build(#[from] BuildError),
}

impl PreviewError {
    /// The message for people.
    pub fn message(&self) -> Bilingual {
        match self {
            Self::Config(error) => error.message(),
            Self::Build(error) => error.message(),
        }
    }

    /// The message with every finding: for the browser, which shows nothing else.
    fn in_full(&self) -> Bilingual {
        let mut message = self.message();
        if let Self::Build(BuildError::Content(findings)) = self {
            for (text, locale) in [(&mut message.zh, Locale::Zh), (&mut message.en, Locale::En)] {
                text.push_str("\n\n");
                text.push_str(&render_short(findings, locale));
            }
        }
        message
    }
}

impl Preview {
    /// An empty preview of a site.
    pub fn new(root: &Path) -> Self {
        Self { root: root.to_owned(), state: Mutex::default(), changed: Condvar::new() }
    }

    /// Builds the site and shows it, or shows why it could not be built.
    pub fn rebuild(&self) -> Rebuilt {
        let files: Mutex<HashMap<String, Vec<u8>>> = Mutex::default();
        let write = |path: &str, bytes: &[u8]| {
            lock(&files).insert(path.to_owned(), bytes.to_owned());
            Ok(())
        };
        let built = Site::load(&self.root)
            .map_err(PreviewError::from)
            .and_then(|site| Ok(build_site(&self.root, &site, Purpose::Preview, &write, &|_| {})?));
        let mut state = lock(&self.state);
        state.version += 1;
        let rebuilt = match built {
            Ok(report) => {
                state.files = files.into_inner().unwrap_or_else(PoisonError::into_inner);
                state.error = None;
                Rebuilt::Done(report)
            }
            Err(error) => {
                state.error = Some(error.in_full());
                Rebuilt::Failed(Box::new(error))
            }
        };
        self.changed.notify_all();
        rebuilt
    }

    /// A file by its path from the site's root.
    pub(super) fn file(&self, path: &str) -> Option<Vec<u8>> {
        lock(&self.state).files.get(path).cloned()
    }

    /// The version that is shown, and the error if the last build failed.
    pub(super) fn status(&self) -> (u64, Option<Bilingual>) {
        let state = lock(&self.state);
        (state.version, state.error.clone())
    }

    /// Waits until the version is another than `seen`, or for the time; gives the version then.
    pub(super) fn wait_for_change(&self, seen: u64, time: Duration) -> u64 {
        let state = lock(&self.state);
        let (state, _) = self
            .changed
            .wait_timeout_while(state, time, |state| state.version == seen)
            .unwrap_or_else(PoisonError::into_inner);
        state.version
    }
}

/// A thread that panicked while it held the lock leaves whole values behind: every change is one
/// assignment.
fn lock<T>(mutex: &Mutex<T>) -> MutexGuard<'_, T> {
    mutex.lock().unwrap_or_else(PoisonError::into_inner)
}
