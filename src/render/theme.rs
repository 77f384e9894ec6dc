//! A theme: templates, static files and interface strings. The default one is embedded in the
//! binary; a site's `themes/NAME/` takes its place, and the site's `templates/` override single
//! files of either.

use std::collections::BTreeMap;
use std::fs;
use std::io;
use std::path::{Path, PathBuf};

use include_dir::{Dir, include_dir};
use serde::Deserialize;
use walkdir::WalkDir;

use crate::bilingual;
use crate::config::Config;
use crate::diag::Bilingual;
use crate::digest::short_hash;

static PLAIN: Dir<'_> = include_dir!("$CARGO_MANIFEST_DIR/themes/plain");

/// Everything that pages are made with.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Theme {
    /// Templates by name (`duty.html`, `partials/footer.html`).
    pub templates: BTreeMap<String, String>,
    /// Interface strings of the site's language.
    pub strings: BTreeMap<String, String>,
    /// Files that are copied.
    pub files: Vec<StaticFile>,
    /// Names of the style sheets among them, in order.
    pub styles: Vec<String>,
    /// Names of the scripts of every page, in order.
    pub scripts: Vec<String>,
    /// Names of the scripts of the search page, in order.
    pub search_scripts: Vec<String>,
}

/// A file that is copied to `static/`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct StaticFile {
    /// Its name in the theme.
    pub name: String,
    /// Where it goes, from the site's root; style sheets and scripts have a content hash in it.
    pub target: String,
    /// Its bytes.
    pub bytes: Vec<u8>,
}

/// `theme.toml`.
#[derive(Debug, Default, Deserialize)]
#[serde(deny_unknown_fields)]
struct Manifest {
    #[expect(dead_code, reason = "for people and for other tools")]
    name: String,
    #[expect(dead_code, reason = "for people and for other tools")]
    #[serde(default)]
    description: String,
    #[expect(dead_code, reason = "for people and for other tools")]
    #[serde(default)]
    version: String,
    #[serde(default)]
    styles: Vec<String>,
    #[serde(default)]
    scripts: Vec<String>,
    #[serde(default)]
    search_scripts: Vec<String>,
}

/// A theme that cannot be used.
#[derive(Debug, thiserror::Error)]
#[error("{}", self.message())]
pub enum ThemeError {
    /// No theme of this name.
    Unknown(String),
    /// A file of it cannot be read.
    Io(PathBuf, #[source] io::Error),
    /// A file of it is not what it should be.
    Invalid {
        /// Which file.
        file: String,
        /// What is wrong.
        detail: String,
    },
}

impl ThemeError {
    /// The message for people.
    pub fn message(&self) -> Bilingual {
        match self {
            Self::Unknown(name) => bilingual!(
                "没有主题“{name}”：themes/{name}/ 不存在，内置的只有 plain",
                "there is no theme `{name}`: no themes/{name}/, and only `plain` is built in"
            ),
            Self::Io(path, error) => {
                let path = path.display();
                bilingual!("无法读取 {path}：{error}", "cannot read {path}: {error}")
            }
            Self::Invalid { file, detail } => {
                bilingual!("主题文件 {file} 有误：{detail}", "theme file {file}: {detail}")
            }
        }
    }
}

/// All files of a theme by their path in it.
type Files = BTreeMap<String, Vec<u8>>;

impl Theme {
    /// The theme of a site, its overrides included.
    pub fn load(root: &Path, config: &Config) -> Result<Self, ThemeError> {
        let on_disk = root.join("themes").join(&config.theme);
        let mut files = Files::new();
        if on_disk.is_dir() {
            read_folder(&on_disk, "", &mut files)?;
        } else if config.theme == "plain" {
            embedded(&PLAIN, &mut files);
        } else {
            return Err(ThemeError::Unknown(config.theme.clone()));
        }
        let overrides = root.join("templates");
        if overrides.is_dir() {
            read_folder(&overrides, "templates/", &mut files)?;
        }
        Self::from_files(files, &config.language)
    }

    fn from_files(files: Files, language: &str) -> Result<Self, ThemeError> {
        let mut theme = Self { strings: strings(&files, language)?, ..Self::default() };
        let manifest: Manifest = match files.get("theme.toml") {
            Some(bytes) => parse_toml("theme.toml", bytes)?,
            None => return Err(invalid("theme.toml", "missing / 没有这个文件")),
        };
        for (path, bytes) in files {
            if let Some(name) = path.strip_prefix("templates/") {
                theme.templates.insert(name.to_owned(), text(&path, bytes)?);
            } else if let Some(name) = path.strip_prefix("static/") {
                theme.files.push(static_file(name, bytes));
            }
        }
        for name in manifest.styles.iter().chain(&manifest.scripts).chain(&manifest.search_scripts)
        {
            if !theme.files.iter().any(|f| f.name == *name) {
                return Err(invalid(
                    "theme.toml",
                    &format!("static/{name}: missing / 没有这个文件"),
                ));
            }
        }
        theme.styles = manifest.styles;
        theme.scripts = manifest.scripts;
        theme.search_scripts = manifest.search_scripts;
        Ok(theme)
    }

    /// Where a static file goes.
    pub fn target(&self, name: &str) -> Option<&str> {
        self.files.iter().find(|f| f.name == name).map(|f| f.target.as_str())
    }
}

/// Interface strings: the language's own over the Chinese ones, so that a missing one still shows.
fn strings(files: &Files, language: &str) -> Result<BTreeMap<String, String>, ThemeError> {
    let mut strings = BTreeMap::new();
    for tag in ["zh-CN", language] {
        let path = format!("locales/{tag}.toml");
        match files.get(&path) {
            Some(bytes) => strings.extend(parse_toml::<BTreeMap<String, String>>(&path, bytes)?),
            None if tag == language => {
                return Err(invalid(&path, "missing / 没有这个语言的界面文字"));
            }
            None => {}
        }
    }
    Ok(strings)
}

/// Style sheets and scripts get a content hash: a host may cache them for ever.
fn static_file(name: &str, bytes: Vec<u8>) -> StaticFile {
    let hashed = name.rsplit_once('.').filter(|(_, ext)| matches!(*ext, "css" | "js"));
    let target = match hashed {
        Some((stem, ext)) => format!("static/{stem}-{}.{ext}", short_hash(&bytes, 10)),
        None => format!("static/{name}"),
    };
    StaticFile { name: name.to_owned(), target, bytes }
}

fn invalid(file: &str, detail: &str) -> ThemeError {
    ThemeError::Invalid { file: file.to_owned(), detail: detail.to_owned() }
}

fn text(file: &str, bytes: Vec<u8>) -> Result<String, ThemeError> {
    String::from_utf8(bytes).map_err(|error| invalid(file, &error.to_string()))
}

fn parse_toml<T: serde::de::DeserializeOwned>(file: &str, bytes: &[u8]) -> Result<T, ThemeError> {
    let text = std::str::from_utf8(bytes).map_err(|error| invalid(file, &error.to_string()))?;
    toml::from_str(text).map_err(|error| invalid(file, &error.to_string()))
}

fn embedded(dir: &Dir<'_>, files: &mut Files) {
    for file in dir.files() {
        files.insert(slashed(file.path()), file.contents().to_vec());
    }
    for inner in dir.dirs() {
        embedded(inner, files);
    }
}

fn read_folder(folder: &Path, prefix: &str, files: &mut Files) -> Result<(), ThemeError> {
    for entry in WalkDir::new(folder).sort_by_file_name() {
        let entry = entry.map_err(|error| {
            let path = error.path().unwrap_or(folder).to_owned();
            ThemeError::Io(path, error.into())
        })?;
        // Editors leave files such as `.footer.html.swp`.
        let hidden = entry.file_name().to_string_lossy().starts_with('.');
        if !entry.file_type().is_file() || hidden {
            continue;
        }
        let path = entry.path();
        let bytes = fs::read(path).map_err(|error| ThemeError::Io(path.to_owned(), error))?;
        let name = slashed(path.strip_prefix(folder).unwrap_or(path));
        files.insert(format!("{prefix}{name}"), bytes);
    }
    Ok(())
}

fn slashed(path: &Path) -> String {
    path.iter().map(|part| part.to_string_lossy()).collect::<Vec<_>>().join("/")
}
