//! Documents of word processors and pages of the web: what is refused by name, and what is a page.

use super::{COMPOUND, ZIP};
use crate::import::ImportError;

/// As far as the head of a file is searched.
const HEAD: usize = 4096;

/// Documents of word processors that have to be saved as `.docx` first.
pub(super) fn refuse_word_processor(bytes: &[u8]) -> Option<ImportError> {
    let head = &bytes[..bytes.len().min(HEAD)];
    let in_head = |word: &str| contains(head, word.as_bytes());
    let format = if bytes.starts_with(COMPOUND) {
        // Names of the streams, in UTF-16.
        let has = |name: &str| {
            let name: Vec<u8> = name.encode_utf16().flat_map(u16::to_le_bytes).collect();
            contains(bytes, &name)
        };
        if has("EncryptedPackage") {
            return Some(ImportError::Encrypted);
        }
        has("WordDocument").then_some("Word 97—2003 (.doc/.wps)")?
    } else if bytes.starts_with(ZIP) {
        if in_head("application/vnd.oasis.opendocument.spreadsheet") {
            return Some(ImportError::OtherFormat { format: "ODS (.ods)" });
        }
        if in_head("application/vnd.oasis.opendocument.text") {
            "ODT"
        } else {
            in_head("OFD.xml").then_some("OFD")?
        }
    } else if bytes.starts_with(b"{\\rtf") {
        "RTF"
    } else if in_head("MIME-Version:") || in_head("multipart/related") {
        "MHTML (.mht)"
    } else if in_head("mso-application progid=\"Word.Document\"")
        || in_head("package/2006/main/xmlPackage")
    {
        "Word XML"
    } else {
        return None;
    };
    Some(ImportError::SaveAs { format })
}

fn contains(bytes: &[u8], word: &[u8]) -> bool {
    bytes.windows(word.len()).any(|window| window == word)
}

/// Whether text is a page of the web, or a piece of one: it begins as pages do, or it has a table and no
/// header row between tabs. Tags inside the cells of tab-separated text make no page.
pub(super) fn is_html(text: &str) -> bool {
    let start: String =
        text.trim_start().chars().take(HEAD).collect::<String>().to_ascii_lowercase();
    let begins = ["<!doctype html", "<html", "<head", "<body"];
    let declared = start.starts_with("<?xml") && start.contains("<html");
    if declared || begins.iter().any(|tag| start.starts_with(tag)) {
        return true;
    }
    let has_table = ["<table", "<TABLE", "<Table"].iter().any(|tag| {
        text.match_indices(tag).any(|(at, _)| {
            text[at + tag.len()..].starts_with(|c: char| c == '>' || c.is_ascii_whitespace())
        })
    });
    has_table && !text.lines().any(is_tabbed_header)
}

/// A row with a number column and another one, between tabs.
fn is_tabbed_header(line: &str) -> bool {
    let cells = || line.split('\t').map(str::trim).filter(|cell| !cell.is_empty());
    cells().any(|cell| cell == "序号") && cells().count() > 1
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::import::sniff::sniff;

    #[test]
    fn documents_of_word_processors_are_refused_by_name() {
        let utf16 =
            |name: &str| name.encode_utf16().flat_map(u16::to_le_bytes).collect::<Vec<u8>>();
        let doc = [COMPOUND, &utf16("WordDocument")].concat();
        let locked = [COMPOUND, &utf16("EncryptedPackage")].concat();
        let odt = [ZIP, b"......mimetypeapplication/vnd.oasis.opendocument.text"].concat();
        let refused = |format| Err(ImportError::SaveAs { format });
        assert_eq!(sniff(&doc), refused("Word 97—2003 (.doc/.wps)"));
        assert_eq!(sniff(&locked), Err(ImportError::Encrypted));
        assert_eq!(sniff(&odt), refused("ODT"));
        let ods = [ZIP, b"......mimetypeapplication/vnd.oasis.opendocument.spreadsheet"].concat();
        assert_eq!(sniff(&ods), Err(ImportError::OtherFormat { format: "ODS (.ods)" }));
        assert_eq!(sniff(b"{\\rtf1\\ansi"), refused("RTF"));
        assert_eq!(sniff(b"From: x\r\nMIME-Version: 1.0\r\n"), refused("MHTML (.mht)"));
        assert_eq!(
            sniff(b"<?xml version=\"1.0\"?><?mso-application progid=\"Word.Document\"?>"),
            refused("Word XML")
        );
    }

    #[test]
    fn pages_are_told_from_tab_separated_text_with_tags_in_its_cells() {
        for page in [
            "<!DOCTYPE html><p>x",
            "\u{FEFF}\n <html><body>",
            "<?xml version=\"1.0\"?>\n<html xmlns=\"x\">",
            "<div><table border=1>\n\t<tr>\n\t<td>\n\t\t序号\n\t</td>",
            "镇清单<TABLE><TR><TD>序号</TD>",
        ] {
            assert!(is_html(page.trim_start_matches('\u{FEFF}')), "{page}");
        }
        for text in [
            "序号\t事项类别\t事项名称\n1\t民生\t<p>一</p><ol><li>二</ol>",
            "序号\t事项名称\n1\t<table><tr><td>甲</td></tr></table>",
            "<不涉及>\t甲",
            "<tables>",
        ] {
            assert!(!is_html(text), "{text}");
        }
    }
}
