//! Why a document was not imported, and what to give instead.

use crate::bilingual;
use crate::diag::Bilingual;

/// Nothing was written; the message says what to do.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("{}", self.message())]
pub enum ImportError {
    /// No visible character.
    Empty,
    /// Larger than any list.
    TooLarge {
        /// Its size.
        bytes: usize,
        /// The largest that is read.
        limit: usize,
    },
    /// Neither UTF-8 nor GB18030.
    NotText {
        /// The first byte that is not UTF-8.
        offset: usize,
    },
    /// A format that is recognised and not read.
    OtherFormat {
        /// What people call it.
        format: &'static str,
    },
    /// A PDF that cannot be read.
    #[cfg(feature = "pdf")]
    Pdf(super::PdfError),
    /// Text without a header row.
    NoTable,
    /// A header and no duty under it.
    NoDuties,
    /// Neither the document nor the command line nor the registry says where it is from.
    NoPlace,
    /// The place is known and its code is not.
    NoCode {
        /// The full name as far as the document gives it.
        place: String,
    },
    /// Several entries of the registry fit.
    SeveralPlaces {
        /// Their codes and names.
        candidates: Vec<String>,
    },
    /// A `--place` that does not divide into levels.
    BadPlace {
        /// What was given.
        given: String,
    },
    /// An older edition than the one that is there.
    OlderEdition {
        /// Of the document.
        document: String,
        /// Of the content.
        content: String,
    },
}

impl ImportError {
    /// The message for people: what is wrong and what to give.
    pub fn message(&self) -> Bilingual {
        match self {
            Self::Empty => bilingual!("文件是空的", "the file is empty"),
            Self::TooLarge { bytes, limit } => bilingual!(
                "文件有 {bytes} 字节，超过上限 {limit} 字节，不会是一份清单",
                "the file has {bytes} bytes, more than the limit of {limit}: it is no duty list"
            ),
            Self::NotText { offset } => bilingual!(
                "不是 UTF-8，也不是 GB18030 文本：第 {offset} 字节无法识别。请另存为 UTF-8 文本",
                "neither UTF-8 nor GB18030 text: byte {offset} cannot be read. Save it as UTF-8 text"
            ),
            Self::OtherFormat { format } => bilingual!(
                "这是 {format} 文件，目前只能导入制表符分隔的文本。请先把表格另存为 UTF-8 文本（制表符分隔）",
                "this is a {format} file; so far only tab-separated text is read. Save the tables as UTF-8 text, tab-separated"
            ),
            #[cfg(feature = "pdf")]
            Self::Pdf(error) => error.message(),
            Self::NoTable => bilingual!(
                "没有找到表格：应当有一行表头“序号 事项类别 事项名称 …”，各列以制表符分隔",
                "no table found: expected a header row `序号 事项类别 事项名称 …` with columns separated by tabs"
            ),
            Self::NoDuties => bilingual!(
                "有表头，但下面没有一行以序号开头的事项",
                "there is a header, but no row under it begins with a number"
            ),
            Self::NoPlace => bilingual!(
                "文件没有封面，看不出是哪个乡镇。请加上 --place 全称（如 --place 某省某市某县某镇）和 --code 九位代码，或在 content/places.toml 里写上这个乡镇",
                "the document has no cover that names its township. Give --place FULL-NAME and --code NNNNNNNNN, or list the township in content/places.toml"
            ),
            Self::NoCode { place } => bilingual!(
                "“{place}”没有代码。请加上 --code 九位代码（县代码六位加乡镇三位），或在 content/places.toml 里写上这个乡镇",
                "`{place}` has no code. Give --code NNNNNNNNN (six digits of the county, three of the township), or list the township in content/places.toml"
            ),
            Self::SeveralPlaces { candidates } => {
                let list = candidates.join("、");
                bilingual!(
                    "content/places.toml 里有几个乡镇都对得上：{list}。请用 --code 指明",
                    "several entries of content/places.toml fit: {list}. Say which with --code"
                )
            }
            Self::BadPlace { given } => bilingual!(
                "--place “{given}”分不出县和乡镇。请用全称，各级之间可以用 / 隔开，如 某省/某市/某县/某镇",
                "--place `{given}` does not divide into county and township. Give the full name; levels may be separated by `/`"
            ),
            Self::OlderEdition { document, content } => bilingual!(
                "文件是 {document} 版，而内容里已经有更新的 {content} 版",
                "the document is edition {document}, and the content already has the newer {content}"
            ),
        }
    }
}
