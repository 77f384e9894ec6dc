//! Why a PDF cannot be read, and what to give instead.

use crate::bilingual;
use crate::diag::Bilingual;

/// A PDF that is not read.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum PdfError {
    /// It opens with a password only, or its encryption is not known.
    Encrypted,
    /// Not the structure of a PDF.
    Damaged,
    /// Pages are pictures without text.
    ScanOnly {
        /// Number of pages.
        pages: usize,
    },
    /// What the characters of a font mean is not in the file.
    UnreadableFont {
        /// The font's name.
        font: String,
        /// A page that uses it.
        page: usize,
    },
    /// Most characters are not Chinese: the tables of the fonts are wrong.
    ImplausibleText,
    /// A table whose columns no ruling lines separate.
    NoRulings {
        /// Its page.
        page: usize,
    },
    /// A table that OCR read from a scan.
    OcrLayer {
        /// Its page.
        page: usize,
    },
    /// Text that runs from top to bottom.
    Vertical {
        /// Its page.
        page: usize,
    },
    /// Larger, or more deeply nested, than any list.
    TooComplex,
}

impl PdfError {
    /// The message for people: what is wrong and what to give.
    pub fn message(&self) -> Bilingual {
        match self {
            Self::Encrypted => bilingual!(
                "这个 PDF 要密码才能打开，或用了不认识的加密方式。请先去掉密码再导入",
                "this PDF needs a password, or its encryption is not known. Remove the password first"
            ),
            Self::Damaged => bilingual!(
                "这个 PDF 损坏了，读不出页面。请重新导出，或导出为 Word、文本再导入",
                "this PDF is damaged: no pages can be read. Export it again, or as Word or text"
            ),
            Self::ScanOnly { pages } => bilingual!(
                "这个 PDF 是扫描件：{pages} 页都是图片，没有文字。请先做文字识别（OCR），核对后导出为文本再导入；有 Word 原稿的话用原稿更好",
                "this PDF is a scan: its {pages} pages are pictures without text. Run OCR first, proofread it and import the text; better still, the Word original"
            ),
            Self::UnreadableFont { font, page } => bilingual!(
                "第 {page} 页的字体“{font}”没有可信的文字对照表，读出来会是乱码。请用原稿另存为 Word 或文本，或对 PDF 做文字识别（OCR）后再导入",
                "page {page}: the font `{font}` has no trustworthy table of its characters; its text would be garbage. Save the original as Word or text, or run OCR"
            ),
            Self::ImplausibleText => bilingual!(
                "这个 PDF 里读出来的文字大多不是汉字，字体的文字对照表不可信。请用原稿另存为 Word 或文本，或对 PDF 做文字识别（OCR）后再导入",
                "most of the text in this PDF is not Chinese: the tables of its fonts cannot be trusted. Save the original as Word or text, or run OCR"
            ),
            Self::NoRulings { page } => bilingual!(
                "第 {page} 页的表格没有框线，分不清各栏。请用原稿另存为 Word 或文本（制表符分隔）再导入",
                "page {page}: the table has no ruling lines, so its columns cannot be told apart. Save the original as Word or as tab-separated text"
            ),
            Self::OcrLayer { page } => bilingual!(
                "第 {page} 页是扫描件加文字识别层，表格的各栏分不清。请从识别软件里导出带表格的文本或 Word，核对后再导入",
                "page {page} is a scan with a layer of OCR text: the columns of its table cannot be told apart. Export text or Word with tables from the OCR program, and proofread it"
            ),
            Self::Vertical { page } => bilingual!(
                "第 {page} 页有竖排文字，目前读不了。请另存为 Word 或文本再导入",
                "page {page} has vertical text, which is not read so far. Save the original as Word or text"
            ),
            Self::TooComplex => bilingual!(
                "这个 PDF 展开后太大或嵌套太深，不像一份清单。请用原稿另存为 Word 或文本再导入",
                "unpacked, this PDF is too large or too deeply nested for a duty list. Save the original as Word or text"
            ),
        }
    }
}
