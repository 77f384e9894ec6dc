//! What the integration tests share: a site in a throw-away folder, driven through the program's own
//! command line as its users do, step by step.

#![allow(dead_code, reason = "each test binary uses its own part of it")]
#![allow(
    clippy::unwrap_used,
    clippy::panic,
    clippy::print_stderr,
    reason = "a test ends where something is not as expected, and says what it skips"
)]
#![allow(missing_docs, unreachable_pub, reason = "shared between test binaries, not an interface")]

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Output};

use walkdir::WalkDir;

pub mod carriers;

/// The folder of this project.
pub fn project() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR"))
}

/// The real documents beside the project; says plainly when they are not there.
pub fn shared() -> Option<PathBuf> {
    let shared = project().join("../shared");
    if shared.join("corpus").is_dir() {
        return Some(shared);
    }
    eprintln!(
        "没有 ../shared，跳过真实文件的测试 · no ../shared: tests on real documents are skipped"
    );
    None
}

/// Says plainly that a test is skipped, and why.
pub fn skip(why: &str) {
    eprintln!("{why}");
}

/// A site in a folder of its own.
pub struct Site {
    temp: tempfile::TempDir,
}

/// What a command came to.
pub struct Run {
    pub code: i32,
    pub stdout: String,
    pub stderr: String,
}

impl Site {
    /// `init --empty`.
    pub fn empty() -> Self {
        let site = Self { temp: tempfile::tempdir().unwrap() };
        let run = command(&["init", site.root().to_str().unwrap(), "--empty"]);
        assert_eq!(run.code, 0, "{}", run.stderr);
        site
    }

    /// A copy of a folder.
    pub fn copy_of(folder: &Path) -> Self {
        let site = Self { temp: tempfile::tempdir().unwrap() };
        site.overlay(folder)
    }

    /// Copies a folder over the site.
    pub fn overlay(self, folder: &Path) -> Self {
        copy(folder, &self.root());
        self
    }

    pub fn root(&self) -> PathBuf {
        self.temp.path().join("site")
    }

    pub fn path(&self, path: &str) -> PathBuf {
        self.root().join(path)
    }

    /// Writes a file of the site.
    pub fn file(self, path: &str, text: impl AsRef<[u8]>) -> Self {
        let path = self.path(path);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(path, text).unwrap();
        self
    }

    pub fn read(&self, path: &str) -> String {
        fs::read_to_string(self.path(path)).unwrap_or_else(|e| panic!("{path}: {e}"))
    }

    /// Replaces text in a file of the site; the text must be there.
    pub fn edit(self, path: &str, from: &str, to: &str) -> Self {
        let text = self.read(path);
        assert!(text.contains(from), "{path} has no `{from}`");
        let text = text.replacen(from, to, 1);
        self.file(path, text)
    }

    /// Runs `qingdan --root SITE …`.
    pub fn run(&self, arguments: &[&str]) -> Run {
        let root = self.root();
        let mut all = vec!["--root", root.to_str().unwrap()];
        all.extend(arguments);
        command(&all)
    }

    /// Runs a command that must succeed.
    pub fn ok(&self, arguments: &[&str]) -> Run {
        let run = self.run(arguments);
        assert_eq!(run.code, 0, "{arguments:?}\n{}{}", run.stdout, run.stderr);
        run
    }

    /// All files under a folder of the site with their bytes.
    pub fn files(&self, folder: &str) -> BTreeMap<String, Vec<u8>> {
        files(&self.path(folder))
    }

    /// The public site as built.
    pub fn built(&self) -> BTreeMap<String, Vec<u8>> {
        self.ok(&["build"]);
        self.files("public")
    }
}

impl Run {
    pub fn of(output: &Output) -> Self {
        Self {
            code: output.status.code().unwrap_or(-1),
            stdout: String::from_utf8_lossy(&output.stdout).into_owned(),
            stderr: String::from_utf8_lossy(&output.stderr).into_owned(),
        }
    }
}

/// The program, speaking English whatever the machine's locale is.
pub fn qingdan() -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_qingdan"));
    command.env("LC_ALL", "en_US.UTF-8").env_remove("RAYON_NUM_THREADS");
    command
}

/// Runs the program.
pub fn command(arguments: &[&str]) -> Run {
    Run::of(&qingdan().args(arguments).output().unwrap())
}

pub fn files(folder: &Path) -> BTreeMap<String, Vec<u8>> {
    WalkDir::new(folder)
        .into_iter()
        .map(Result::unwrap)
        .filter(|entry| entry.file_type().is_file())
        .map(|entry| {
            let name = entry.path().strip_prefix(folder).unwrap().to_str().unwrap().to_owned();
            (name, fs::read(entry.path()).unwrap())
        })
        .collect()
}

fn copy(from: &Path, to: &Path) {
    for (name, bytes) in files(from) {
        let target = to.join(name);
        fs::create_dir_all(target.parent().unwrap()).unwrap();
        fs::write(target, bytes).unwrap();
    }
}

/// A document with a cover and the rows of its lists; each row's cells are separated by `|`.
pub fn document(basic: &[&str], coop: &[&str], reclaimed: &[&str]) -> String {
    let mut text = "\n澜安省青岚市\n松川县云台乡\n履职事项清单\n\n2025年8月\n\n".to_owned();
    let mut list = |title: &str, header: &str, rows: &[&str]| {
        if !rows.is_empty() {
            text.extend(["# 松川县云台乡", title, "\n\n"]);
            for row in std::iter::once(&header).chain(rows) {
                text.push_str(&row.replace('|', "\t"));
                text.push('\n');
            }
            text.push('\n');
        }
    };
    list("基本履职事项清单", "序号|事项类别|事项名称", basic);
    list("配合履职事项清单", "序号|事项类别|事项名称|对应上级部门|上级部门职责|乡镇配合职责", coop);
    list("上级部门收回事项清单", "序号|事项类别|事项名称|承接部门及工作方式", reclaimed);
    text
}
