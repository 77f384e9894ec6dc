//! From bytes to text: which encoding, and what is no text at all.

use encoding_rs::GB18030;

use super::ImportError;
use super::layout::is_layout;

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
    /// Text, decoded: as a PDF viewer saves it, each cell line by line.
    Layout(Decoded),
}

/// What carries a document: its first bytes tell, and where it is text, its lines.
pub(super) fn sniff(bytes: &[u8]) -> Result<Carrier, ImportError> {
    let decoded = decode(bytes)?;
    if !decoded.text.contains('\t') && is_layout(&decoded.text) {
        return Ok(Carrier::Layout(decoded));
    }
    Ok(Carrier::Tabbed(decoded))
}

/// Words of which a duty list in the wrong encoding cannot show one by accident.
const TELLING: &[&str] = &["序号", "事项", "清单", "职责"];

/// Bytes that say what a file is, and what people call it.
const FORMATS: &[(&[u8], &str)] = &[
    (b"%PDF-", "PDF"),
    (b"PK\x03\x04", ".docx/.xlsx"),
    (b"\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1", ".doc/.xls"),
    (b"\xFF\xFE", "UTF-16"),
    (b"\xFE\xFF", "UTF-16"),
    (b"\x89PNG", "PNG"),
    (b"\xFF\xD8\xFF", "JPEG"),
];

/// The text of a document: UTF-8, else GB18030 when it makes sense read so, else an error with the
/// offset of the first byte that is not UTF-8.
fn decode(bytes: &[u8]) -> Result<Decoded, ImportError> {
    if bytes.len() > MAX_BYTES {
        return Err(ImportError::TooLarge { bytes: bytes.len(), limit: MAX_BYTES });
    }
    if let Some((_, format)) = FORMATS.iter().find(|(magic, _)| bytes.starts_with(magic)) {
        return Err(ImportError::OtherFormat { format });
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
    }

    #[test]
    fn a_byte_order_mark_is_no_text() {
        assert!(matches!(decode("\u{FEFF}清单".as_bytes()), Ok(d) if d.text == "清单"));
    }
}
