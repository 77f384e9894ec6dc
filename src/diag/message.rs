//! Messages in Chinese and English. Both are made where the message is made, so that neither can be
//! forgotten; the command line shows the one of the user's locale.

use std::fmt;

use serde::Serialize;

/// The language of messages.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Locale {
    /// 中文
    #[default]
    Zh,
    /// English
    En,
}

impl Locale {
    /// The locale of a POSIX or BCP 47 tag: Chinese for `zh…`, English otherwise.
    pub fn from_tag(tag: &str) -> Self {
        if tag.to_ascii_lowercase().starts_with("zh") { Self::Zh } else { Self::En }
    }
}

/// A message in both languages.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Bilingual {
    /// 中文
    pub zh: String,
    /// English
    pub en: String,
}

impl Bilingual {
    /// The message in a language.
    pub fn get(&self, locale: Locale) -> &str {
        match locale {
            Locale::Zh => &self.zh,
            Locale::En => &self.en,
        }
    }
}

/// English: what `Display` of errors shows in logs and tests.
impl fmt::Display for Bilingual {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.en)
    }
}

/// `bilingual!("第 {n} 行", "line {n}")`: both texts, each a format string with inline arguments.
#[macro_export]
macro_rules! bilingual {
    ($zh:literal, $en:literal $(,)?) => {
        $crate::diag::Bilingual { zh: format!($zh), en: format!($en) }
    };
}
