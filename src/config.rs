//! `qingdan.toml`: what is written (`RawConfig`) and what it means ([`Config`]).

use std::collections::BTreeMap;
use std::fs;
use std::io;
use std::path::{Path, PathBuf};

use serde::Deserialize;

use crate::bilingual;
use crate::diag::Bilingual;
use crate::import::ColumnNames;
use crate::text::chars::line_at;

/// The file's name.
pub const CONFIG_FILE: &str = "qingdan.toml";

/// The file as written. Unknown keys are errors: a misspelt one would be lost in silence.
#[derive(Debug, Default, Deserialize)]
#[serde(deny_unknown_fields)]
struct RawConfig {
    title: Option<String>,
    description: Option<String>,
    base_url: Option<String>,
    language: Option<String>,
    theme: Option<String>,
    #[serde(default)]
    footer: toml::Table,
    #[serde(default)]
    check: RawCheck,
    #[serde(default)]
    import: RawImport,
}

#[derive(Debug, Default, Deserialize)]
#[serde(deny_unknown_fields)]
struct RawImport {
    #[serde(default)]
    columns: BTreeMap<String, Vec<String>>,
}

#[derive(Debug, Default, Deserialize)]
#[serde(deny_unknown_fields)]
struct RawCheck {
    #[serde(default)]
    latin: Vec<String>,
}

/// A site's settings.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Config {
    /// The site's title.
    pub title: String,
    /// One sentence about it.
    pub description: String,
    /// Absolute address with a slash at its end, when it is known.
    pub base_url: Option<BaseUrl>,
    /// Language of pages: a file under the theme's `locales/`.
    pub language: String,
    /// Name of the theme.
    pub theme: String,
    /// Fields of the footer, in the order of the file.
    pub footer: Vec<(String, String)>,
    /// Latin words that may stand in Chinese text, besides those that `check` knows.
    pub latin: Vec<String>,
    /// What columns of documents are called here, besides the names that `import` knows.
    pub columns: ColumnNames,
}

impl Default for Config {
    fn default() -> Self {
        Self {
            title: "乡镇履职事项清单".to_owned(),
            description: String::new(),
            base_url: None,
            language: "zh-CN".to_owned(),
            theme: "plain".to_owned(),
            footer: Vec::new(),
            latin: Vec::new(),
            columns: ColumnNames::default(),
        }
    }
}

/// An absolute `http` or `https` address with a slash at its end.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct BaseUrl(String);

impl BaseUrl {
    /// Checks an address; a missing slash at its end is added.
    pub fn parse(text: &str) -> Option<Self> {
        let rest = text.strip_prefix("https://").or_else(|| text.strip_prefix("http://"))?;
        let host = rest.split('/').next().unwrap_or("");
        let clean = !host.is_empty()
            && text.is_ascii()
            && !text.contains(['?', '#', '"', '<', '>', '\\'])
            && !text.chars().any(|c| c.is_whitespace() || c.is_control());
        clean.then(|| Self(format!("{}/", text.trim_end_matches('/'))))
    }

    /// The address.
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// Its path: `/` or `/sub/`.
    pub fn path(&self) -> &str {
        let host = self.0.find("://").map_or(0, |at| at + 3);
        self.0[host..].find('/').map_or("/", |at| &self.0[host + at..])
    }
}

/// A configuration that cannot be used.
#[derive(Debug, thiserror::Error)]
#[error("{}", self.message())]
pub enum ConfigError {
    /// There is no `qingdan.toml`: this is no site.
    Missing(PathBuf),
    /// The file cannot be read.
    Io(PathBuf, #[source] io::Error),
    /// The file is not what it should be.
    Invalid {
        /// Line, from 1.
        line: u32,
        /// What is wrong.
        detail: String,
    },
    /// `base_url` or `--base-url` is no address.
    BaseUrl(String),
}

impl ConfigError {
    /// The message for people.
    pub fn message(&self) -> Bilingual {
        match self {
            Self::Missing(root) => {
                let root = root.display();
                bilingual!(
                    "{root} 里没有 {CONFIG_FILE}，不是一个站点。请先 `qingdan init {root}`，或用 --root 指明站点目录",
                    "no {CONFIG_FILE} in {root}: it is no site. Run `qingdan init {root}` first, or say where the site is with --root"
                )
            }
            Self::Io(path, error) => {
                let path = path.display();
                bilingual!("无法读取 {path}：{error}", "cannot read {path}: {error}")
            }
            Self::Invalid { line, detail } => {
                bilingual!("{CONFIG_FILE}:{line}: {detail}", "{CONFIG_FILE}:{line}: {detail}")
            }
            Self::BaseUrl(given) => bilingual!(
                "base_url “{given}”不能用：应当以 http:// 或 https:// 开头，只含 ASCII（中文域名写成 xn-- 的形式），没有空格、? 和 #，如 https://www.example.gov.cn/qingdan/",
                "base_url `{given}` cannot be used: expected http:// or https://, ASCII, no blanks, `?` or `#`, such as https://www.example.gov.cn/qingdan/"
            ),
        }
    }
}

impl Config {
    /// Reads the site's configuration.
    pub fn load(root: &Path) -> Result<Self, ConfigError> {
        let path = root.join(CONFIG_FILE);
        match fs::read_to_string(&path) {
            Ok(text) => Self::parse(&text),
            Err(error) if error.kind() == io::ErrorKind::NotFound => {
                Err(ConfigError::Missing(root.to_owned()))
            }
            Err(error) => Err(ConfigError::Io(path, error)),
        }
    }

    /// Parses the text of `qingdan.toml`.
    pub fn parse(text: &str) -> Result<Self, ConfigError> {
        let invalid =
            |at: usize, detail: String| ConfigError::Invalid { line: line_at(text, at), detail };
        let raw: RawConfig = toml::from_str(text)
            .map_err(|e| invalid(e.span().map_or(0, |s| s.start), e.message().to_owned()))?;
        let default = Self::default();
        let name = |given: Option<String>, key: &str, default: String| match given {
            Some(name) if is_plain_name(&name) => Ok(name),
            Some(name) => Err(invalid(
                text.find(key).unwrap_or(0),
                format!(
                    "{key} = {name:?}: letters, digits and hyphens only / 只能用字母、数字和连字符"
                ),
            )),
            None => Ok(default),
        };
        let footer = raw
            .footer
            .into_iter()
            .map(|(key, value)| match value {
                toml::Value::String(value) => Ok((key, value)),
                _ => Err(invalid(
                    text.find(&key).unwrap_or(0),
                    format!("footer.{key}: a string is expected / 应当是字符串"),
                )),
            })
            .collect::<Result<_, _>>()?;
        let mut columns = ColumnNames::default();
        for (column, names) in raw.import.columns {
            if !columns.add(&column, names) {
                let known = ColumnNames::columns().collect::<Vec<_>>().join("、");
                let detail = format!("import.columns.{column}: one of / 只能是 {known}");
                return Err(invalid(text.find(&column).unwrap_or(0), detail));
            }
        }
        Ok(Self {
            title: raw.title.unwrap_or(default.title),
            description: raw.description.unwrap_or_default(),
            base_url: raw
                .base_url
                .as_deref()
                .filter(|u| !u.is_empty())
                .map(parse_base_url)
                .transpose()?,
            language: name(raw.language, "language", default.language)?,
            theme: name(raw.theme, "theme", default.theme)?,
            footer,
            latin: raw.check.latin,
            columns,
        })
    }
}

/// Checks an address from the file or the command line.
pub fn parse_base_url(text: &str) -> Result<BaseUrl, ConfigError> {
    BaseUrl::parse(text).ok_or_else(|| ConfigError::BaseUrl(text.to_owned()))
}

/// A name that becomes part of a path.
fn is_plain_name(name: &str) -> bool {
    !name.is_empty() && name.chars().all(|c| c.is_ascii_alphanumeric() || c == '-' || c == '_')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn settings_are_checked() {
        assert!(Config::parse("").is_ok_and(|c| c == Config::default()));
        assert!(matches!(
            Config::parse("titel = \"x\""),
            Err(ConfigError::Invalid { line: 1, .. })
        ));
        assert!(Config::parse("\ntheme = \"../x\"").is_err());
        assert!(matches!(Config::parse("base_url = \"www.x.cn\""), Err(ConfigError::BaseUrl(_))));
        assert!(Config::parse("[import.columns]\n\"上级部门职责\" = [\"县里\"]").is_ok());
        assert!(matches!(
            Config::parse("[import.columns]\n\"备注\" = [\"附注\"]"),
            Err(ConfigError::Invalid { line: 2, .. })
        ));
    }

    #[test]
    fn base_urls_end_in_a_slash() {
        let url = BaseUrl::parse("https://www.example.cn/a/b");
        assert_eq!(url.as_ref().map(BaseUrl::as_str), Some("https://www.example.cn/a/b/"));
        assert_eq!(url.as_ref().map(BaseUrl::path), Some("/a/b/"));
        assert_eq!(BaseUrl::parse("http://x").as_ref().map(BaseUrl::path), Some("/"));
        for bad in ["", "x", "ftp://x", "https://", "https://a b", "https://x/?q"] {
            assert_eq!(BaseUrl::parse(bad), None, "{bad}");
        }
    }
}
