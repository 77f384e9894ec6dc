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
    /// A photograph or another picture: it has no text to save as something else.
    Picture {
        /// What people call the format.
        format: &'static str,
    },
    /// A format that is recognised and not read.
    OtherFormat {
        /// What people call it.
        format: &'static str,
    },
    /// An archive that unpacks to more than any list.
    Unpacks {
        /// The most that is unpacked, in bytes.
        limit: u64,
    },
    /// A file that its own format cannot read.
    Damaged {
        /// What people call the format.
        format: &'static str,
    },
    /// A file that asks for a password.
    Encrypted,
    /// Elements inside elements, deeper than any program writes.
    TooDeep,
    /// A Word document that holds another document in a format of its own.
    Embedded,
    /// A text format that is recognised by name and has to be saved as another.
    SaveAs {
        /// What people call it.
        format: &'static str,
    },
    /// A formula without the value that it comes to.
    Uncomputed {
        /// The sheet.
        sheet: String,
        /// The cell, as `C7`.
        cell: String,
    },
    /// A cell longer than any spreadsheet program writes.
    LongCell {
        /// The sheet.
        sheet: String,
        /// The cell, as `C7`.
        cell: String,
        /// The longest that is read, in bytes.
        limit: usize,
    },
    /// A sheet larger than any list.
    LargeSheet {
        /// The sheet.
        sheet: String,
    },
    /// Quotes that do not follow the rules of CSV.
    Quotes {
        /// Where the row begins.
        line: u32,
    },
    /// A PDF that cannot be read.
    #[cfg(feature = "pdf")]
    Pdf(super::PdfError),
    /// Text without a header row.
    NoTable,
    /// A header and no duty under it.
    NoDuties,
    /// The text of a PDF whose lines are not in the order of its cells.
    Disorder {
        /// Of a hundred characters, so many have no place.
        unplaced: usize,
    },
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
            Self::Picture { format } => bilingual!(
                "这是 {format} 图片，里面没有文字。请找原稿（Word、Excel 或有文字的 PDF）；只有图片的，先做文字识别（OCR），核对后存成文本再导入",
                "this is a {format} picture, without text. Look for the document it was made from (Word, Excel or PDF with text); if there is none, recognise the text (OCR), check it and import that"
            ),
            Self::OtherFormat { format } => bilingual!(
                "这是 {format} 文件，不能导入。请把表格另存为 .xlsx、.docx 或 UTF-8 文本（制表符分隔）",
                "this is a {format} file, which is not read. Save the tables as .xlsx, as .docx, or as UTF-8 text, tab-separated"
            ),
            Self::Unpacks { limit } => {
                let limit = limit / (1024 * 1024);
                bilingual!(
                    "文件解压后超过 {limit} MB，不会是一份清单。请把清单单独另存为一个文件",
                    "the file unpacks to more than {limit} MB: it is no duty list. Save the list alone as a file"
                )
            }
            Self::Damaged { format } => bilingual!(
                "这是 {format} 文件，但已损坏或不完整，读不出来。请用原来的软件打开，再另存一次",
                "this is a {format} file that is damaged or cut short. Open it with the program that made it and save it again"
            ),
            Self::Encrypted => bilingual!(
                "文件有密码保护。请用原来的软件打开，去掉密码，再另存一次",
                "the file is protected by a password. Open it, take the password away and save it again"
            ),
            Self::TooDeep => bilingual!(
                "文件里的标记层层相套，多得不像任何软件写的，没有读。请用 Word、WPS 或浏览器打开，另存一次",
                "the file nests or repeats its markup beyond what any program writes. Open it and save it again"
            ),
            Self::Embedded => bilingual!(
                "这个 .docx 的正文是嵌在里面的另一个文件。请用 Word 或 WPS 打开，另存为新的 .docx",
                "the text of this .docx is another file embedded in it. Open it in Word or WPS and save it as a new .docx"
            ),
            Self::SaveAs { format } => bilingual!(
                "这是 {format} 文件，不能直接导入。请用 Word 或 WPS 打开，另存为 .docx",
                "this is a {format} file, which is not read. Open it in Word or WPS and save it as .docx"
            ),
            Self::Uncomputed { sheet, cell } => bilingual!(
                "工作表“{sheet}”的 {cell} 是公式，文件里没有它的值。请用 Excel 或 WPS 打开，再另存一次",
                "{cell} of sheet `{sheet}` is a formula, and the file has no value for it. Open it with a spreadsheet program and save it again"
            ),
            Self::LongCell { sheet, cell, limit } => bilingual!(
                "工作表“{sheet}”的 {cell} 超过 {limit} 字节，不会是清单的一格",
                "{cell} of sheet `{sheet}` has more than {limit} bytes: it is no cell of a duty list"
            ),
            Self::LargeSheet { sheet } => bilingual!(
                "工作表“{sheet}”太大，不会是一份清单。请删去清单以外的行和列，再另存一次",
                "sheet `{sheet}` is too large to be a duty list. Delete the rows and columns that are none of it and save it again"
            ),
            Self::Quotes { line } => bilingual!(
                "第 {line} 行起的引号不合 CSV 的规则，分不清哪里是一格。请从原来的软件另存为 .xlsx 或制表符分隔的文本",
                "the quotes from line {line} do not follow the rules of CSV: cells cannot be told apart. Save the table as .xlsx or tab-separated text"
            ),
            #[cfg(feature = "pdf")]
            Self::Pdf(error) => error.message(),
            Self::NoTable => bilingual!(
                "没有找到表格：应当有一行表头“序号 事项类别 事项名称 …”，各列是电子表格的列，或以制表符、逗号、竖线分隔",
                "no table found: expected a header row `序号 事项类别 事项名称 …` in the columns of a spreadsheet, or separated by tabs, commas or pipes"
            ),
            Self::NoDuties => bilingual!(
                "有表头，但下面没有一行以序号开头的事项",
                "there is a header, but no row under it begins with a number"
            ),
            Self::Disorder { unplaced } => bilingual!(
                "这段文字像是从 PDF 里复制的，行的次序乱了：有的清单一个事项也没有读到，或者百分之 {unplaced} 的字放不下。请直接导入那个 PDF，或向原单位要 Word、Excel 文件",
                "this looks like text copied out of a PDF whose lines are out of order: a list has no duty, or {unplaced} % of the text has no place. Import the PDF itself, or ask for the .docx or .xlsx"
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
