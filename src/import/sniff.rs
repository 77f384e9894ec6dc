//! From bytes to what carries a document: a workbook or text, in which encoding and with what between
//! its cells; and what is no document at all.

mod documents;

use encoding_rs::GB18030;

use super::ImportError;
use super::header::looks_like_header;
use super::read::is_layout;
use super::read::{OleKind, Zipped, delimiter_of, identify, is_docx, is_ruled};
use super::table::RawCell;
use documents::{is_html, refuse_word_processor};

/// A larger file is no list: the longest known is under half a megabyte.
pub(super) const MAX_BYTES: usize = 64 * 1024 * 1024;

/// Decoded text and how it was encoded.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Decoded {
    /// The text, without a byte order mark.
    pub text: String,
    /// The encoding that was recognised.
    pub encoding: Encoding,
}

/// The encodings that are read.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Encoding {
    /// UTF-8, with a byte order mark or without.
    Utf8,
    /// GB18030 (and so GBK and GB2312).
    Gb18030,
}

/// What carries a document.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Carrier {
    /// Text, decoded: with tabs between cells.
    Tabbed(Decoded),
    /// Text with columns ruled by pipes or box drawing.
    Ruled(Decoded),
    /// Text with commas or semicolons between cells, and which of them.
    Csv(Decoded, u8),
    /// Text as a PDF viewer saves it, each cell line by line.
    Layout(Decoded),
    /// A page of the web.
    Html(Decoded),
    /// A Word document.
    Docx(Vec<u8>),
    /// A PDF.
    #[cfg(feature = "pdf")]
    Pdf(Vec<u8>),
    /// A workbook of today.
    Xlsx(Vec<u8>),
    /// A workbook of before 2007.
    Xls(Vec<u8>),
}

impl Carrier {
    /// The decoded text, where it is text.
    pub(super) fn decoded(&self) -> Option<&Decoded> {
        match self {
            Self::Tabbed(decoded)
            | Self::Ruled(decoded)
            | Self::Csv(decoded, _)
            | Self::Layout(decoded)
            | Self::Html(decoded) => Some(decoded),
            #[cfg(feature = "pdf")]
            Self::Pdf(_) => None,
            Self::Docx(_) | Self::Xlsx(_) | Self::Xls(_) => None,
        }
    }
}

/// What carries a document: its first bytes tell, and where it is text, its lines.
pub(super) fn sniff(bytes: &[u8]) -> Result<Carrier, ImportError> {
    if bytes.len() > MAX_BYTES {
        return Err(ImportError::TooLarge { bytes: bytes.len(), limit: MAX_BYTES });
    }
    if let Some(refusal) = refuse_word_processor(bytes) {
        return Err(refusal);
    }
    #[cfg(feature = "pdf")]
    if is_pdf(bytes) {
        return Ok(Carrier::Pdf(bytes.to_vec()));
    }
    if bytes.starts_with(ZIP) {
        zip_carrier(bytes)
    } else if bytes.starts_with(COMPOUND) {
        ole_carrier(bytes)
    } else {
        decode(bytes).map(text_carrier)
    }
}

/// The head of a zip archive.
const ZIP: &[u8] = b"PK\x03\x04";
/// The head of a compound file, in which old Office programs save.
const COMPOUND: &[u8] = b"\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1";

/// Some programs write bytes of their own before the first line of a PDF; the standard lets them.
#[cfg(feature = "pdf")]
fn is_pdf(bytes: &[u8]) -> bool {
    bytes[..bytes.len().min(1024)].windows(5).any(|window| window == b"%PDF-")
}

/// What an archive is, by the entry that each format has.
fn zip_carrier(bytes: &[u8]) -> Result<Carrier, ImportError> {
    let mut archive = Zipped::open(bytes, ".docx/.xlsx")?;
    if is_docx(&mut archive) {
        return Ok(Carrier::Docx(bytes.to_vec()));
    }
    let formats = [
        ("xl/workbook.bin", ".xlsb"),
        ("ppt/presentation.xml", ".pptx"),
        ("content.xml", ".odt/.ods"),
    ];
    if archive.has("xl/workbook.xml") {
        return Ok(Carrier::Xlsx(bytes.to_vec()));
    }
    let format = formats.iter().find(|(entry, _)| archive.has(entry)).map_or("ZIP", |(_, f)| f);
    Err(ImportError::OtherFormat { format })
}

/// What a compound file is.
fn ole_carrier(bytes: &[u8]) -> Result<Carrier, ImportError> {
    match identify(bytes) {
        OleKind::Workbook => Ok(Carrier::Xls(bytes.to_vec())),
        OleKind::Document => Err(ImportError::OtherFormat { format: ".doc" }),
        OleKind::Encrypted => Err(ImportError::Encrypted),
        OleKind::Other => Err(ImportError::OtherFormat { format: ".doc/.xls" }),
    }
}

/// How the cells of a text are parted, as its header shows: a text without any is tab-separated, and
/// will be found to have no table.
fn text_carrier(decoded: Decoded) -> Carrier {
    let text = &decoded.text;
    let is_tabbed = || {
        text.lines().filter(|line| line.contains('\t')).any(|line| {
            let cells: Vec<RawCell> = line.split('\t').map(RawCell::new).collect();
            looks_like_header(&cells)
        })
    };
    if is_html(text) {
        Carrier::Html(decoded)
    } else if is_tabbed() {
        Carrier::Tabbed(decoded)
    } else if is_ruled(text) {
        Carrier::Ruled(decoded)
    } else if let Some(delimiter) = delimiter_of(text) {
        Carrier::Csv(decoded, delimiter)
    } else if !text.contains('\t') && is_layout(text) {
        Carrier::Layout(decoded)
    } else {
        Carrier::Tabbed(decoded)
    }
}

/// Words of which a duty list in the wrong encoding cannot show one by accident.
const TELLING: &[&str] = &["序号", "事项", "清单", "职责"];

/// Bytes that say what a file is, and what people call it.
const FORMATS: &[(&[u8], &str)] =
    &[(b"%PDF-", "PDF"), (b"\xFF\xFE", "UTF-16"), (b"\xFE\xFF", "UTF-16")];

/// The same of pictures.
const PICTURES: &[(&[u8], &str)] = &[(b"\x89PNG", "PNG"), (b"\xFF\xD8\xFF", "JPEG")];

/// The text of a document: UTF-8, else GB18030 when it makes sense read so, else an error with the
/// offset of the first byte that is not UTF-8.
fn decode(bytes: &[u8]) -> Result<Decoded, ImportError> {
    if let Some((_, format)) = FORMATS.iter().find(|(magic, _)| bytes.starts_with(magic)) {
        return Err(ImportError::OtherFormat { format });
    }
    if let Some((_, format)) = PICTURES.iter().find(|(magic, _)| bytes.starts_with(magic)) {
        return Err(ImportError::Picture { format });
    }
    let body = bytes.strip_prefix(b"\xEF\xBB\xBF").unwrap_or(bytes);
    let decoded = match std::str::from_utf8(body) {
        Ok(text) => Decoded { text: text.to_owned(), encoding: Encoding::Utf8 },
        Err(error) => {
            let offset = error.valid_up_to() + (bytes.len() - body.len());
            let text = GB18030
                .decode_without_bom_handling_and_without_replacement(body)
                .filter(|text| TELLING.iter().any(|word| text.contains(word)))
                .ok_or(ImportError::NotText { offset })?;
            Decoded { text: text.into_owned(), encoding: Encoding::Gb18030 }
        }
    };
    if decoded.text.trim().is_empty() {
        return Err(ImportError::Empty);
    }
    Ok(decoded)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn gb18030_is_recognised_and_other_bytes_are_refused_with_their_offset() {
        let (bytes, _, _) = GB18030.encode("序号\t事项类别\t事项名称\n1\t民生服务\t高龄津贴");
        let decoded = decode(&bytes);
        assert!(
            matches!(&decoded, Ok(d) if d.encoding == Encoding::Gb18030 && d.text.contains("高龄"))
        );

        let mut broken = "序号\t事项".as_bytes().to_vec();
        broken.insert(3, 0xFF);
        assert_eq!(decode(&broken), Err(ImportError::NotText { offset: 3 }));
        assert_eq!(decode(b"\xEF\xBB\xBFab\xFFcd"), Err(ImportError::NotText { offset: 5 }));
    }

    #[test]
    fn files_without_text_are_refused_by_name() {
        assert_eq!(decode(b""), Err(ImportError::Empty));
        assert_eq!(decode(" \n\u{3000}\n".as_bytes()), Err(ImportError::Empty));
        assert_eq!(decode(b"%PDF-1.7 ..."), Err(ImportError::OtherFormat { format: "PDF" }));
        assert_eq!(decode(b"\xFF\xD8\xFF\xE0"), Err(ImportError::Picture { format: "JPEG" }));
    }

    #[test]
    fn a_byte_order_mark_is_no_text() {
        assert!(matches!(decode("\u{FEFF}清单".as_bytes()), Ok(d) if d.text == "清单"));
    }
}
