//! Watching for changes: several events close together are one change.

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};
use std::sync::{Arc, mpsc};
use std::time::Duration;

use notify::{EventKind, RecommendedWatcher, RecursiveMode, Watcher};

use super::{Preview, Rebuilt};
use crate::config::CONFIG_FILE;

/// An editor that saves writes, renames and touches within some milliseconds.
const QUIET: Duration = Duration::from_millis(120);

/// Folders whose change is a change of the site.
const FOLDERS: &[&str] = &["content", "templates", "themes"];

/// Rebuilds on change, from a thread of its own, until the program ends.
pub(super) fn watch(
    root: &Path,
    preview: Arc<Preview>,
    told: impl Fn(&Rebuilt) + Send + 'static,
) -> Result<(), notify::Error> {
    let root = root.canonicalize().map_err(notify::Error::io)?;
    let (send, receive) = mpsc::channel();
    let base = root.clone();
    let mut watcher = notify::recommended_watcher(move |event: notify::Result<notify::Event>| {
        let matters = match event {
            Ok(event) => {
                !matches!(event.kind, EventKind::Access(_))
                    && event.paths.iter().any(|path| is_source(&base, path))
            }
            // Events may have been lost: rebuild to be sure.
            Err(_) => true,
        };
        if matters {
            // The receiver is gone only when the program ends.
            let _ = send.send(());
        }
    })?;
    // Only the root's own entries: what is below `target/` or `public/` is no business of ours.
    watcher.watch(&root, RecursiveMode::NonRecursive)?;
    let mut known = BTreeSet::new();
    watch_folders(&root, &mut watcher, &mut known)?;
    std::thread::spawn(move || {
        while receive.recv().is_ok() {
            while receive.recv_timeout(QUIET).is_ok() {}
            // A folder that was made since. If it cannot be watched, its next change is missed and
            // the one after that is not.
            let _ = watch_folders(&root, &mut watcher, &mut known);
            told(&preview.rebuild());
        }
    });
    Ok(())
}

fn watch_folders(
    root: &Path,
    watcher: &mut RecommendedWatcher,
    known: &mut BTreeSet<PathBuf>,
) -> Result<(), notify::Error> {
    for folder in FOLDERS.iter().map(|name| root.join(name)) {
        if !folder.is_dir() {
            known.remove(&folder);
        } else if !known.contains(&folder) {
            watcher.watch(&folder, RecursiveMode::Recursive)?;
            known.insert(folder);
        }
    }
    Ok(())
}

/// Whether a path is one that the site is made of.
fn is_source(root: &Path, path: &Path) -> bool {
    let Ok(inside) = path.strip_prefix(root) else { return false };
    let hidden = inside.iter().any(|part| part.to_string_lossy().starts_with('.'));
    let first = inside.iter().next().map(|part| part.to_string_lossy().into_owned());
    !hidden && first.is_some_and(|first| first == CONFIG_FILE || FOLDERS.contains(&first.as_str()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_what_the_site_is_made_of_matters() {
        let root = Path::new("/s");
        for path in
            ["/s/content/a/basic.md", "/s/qingdan.toml", "/s/themes/plain/x", "/s/templates/f"]
        {
            assert!(is_source(root, Path::new(path)), "{path}");
        }
        for path in ["/s/public/index.html", "/s/content/.a.md.tmp", "/s/.git/x", "/x/content/a"] {
            assert!(!is_source(root, Path::new(path)), "{path}");
        }
    }
}
