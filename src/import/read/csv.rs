//! Comma- and semicolon-separated text (RFC 4180), and the quoted cells of tab-separated text.
//!
//! The reader behind it forgives wrong quotes; a list must not be read wrongly, so each record is
//! written again from its cells and has to be what the document has.

use csv::{ReaderBuilder, StringRecord};

use crate::import::ImportError;
use crate::import::header::looks_like_header;
use crate::import::table::{Block, Content, RawCell, Reading};
use crate::model::Position;
use crate::text::chars::count_visible;

/// What may stand between cells.
const DELIMITERS: [u8; 2] = [b',', b';'];

/// What stands between the cells of a text that is a table; none when it is no such table.
pub(in crate::import) fn delimiter_of(text: &str) -> Option<u8> {
    DELIMITERS.into_iter().find(|delimiter| {
        let mut reader = reader(text, *delimiter);
        let mut records = reader.records().map_while(Result::ok);
        records.any(|record| looks_like_header(&cells(&record)))
    })
}

/// Reads a document.
pub(in crate::import) fn read_csv(text: &str, delimiter: u8) -> Result<Reading, ImportError> {
    let mut reading =
        Reading { blocks: Vec::new(), visible: count_visible(text), ..Reading::default() };
    let mut reader = reader(text, delimiter);
    let mut record = StringRecord::new();
    let (mut start, mut line) = (0, 1);
    loop {
        let read = reader.read_record(&mut record).map_err(|_| ImportError::Quotes { line })?;
        if !read {
            return Ok(reading);
        }
        let end = usize::try_from(reader.position().byte()).unwrap_or(text.len());
        let raw = text.get(start..end).unwrap_or_default();
        let body = raw.trim_start_matches(['\r', '\n']);
        line += newlines(&raw[..raw.len() - body.len()]);
        let at = Position::line(line);
        let furniture = signs_of(body, &record, delimiter).ok_or(ImportError::Quotes { line })?;
        line += newlines(body);
        start = end;
        if !furniture.is_empty() {
            let content = Content::Furniture(furniture);
            reading.blocks.push(Block { at: at.clone(), content });
        }
        let content = match record.get(0) {
            Some(only) if record.len() == 1 => Content::Prose(only.trim().to_owned()),
            _ => Content::Row(cells(&record)),
        };
        reading.blocks.push(Block { at, content });
    }
}

/// The cells of the tab-separated row at the head of a text and its length in bytes, when quotes in it
/// are those that a spreadsheet program writes around a cell with a line break, quote or comma.
///
/// `spare` is how many bytes may still be looked at in vain: a text may be nothing but quotes that are never closed.
pub(super) fn quoted_row(text: &str, spare: &mut usize) -> Option<(Vec<RawCell>, usize)> {
    let (len, is_row) = row_extent(&text.as_bytes()[..text.len().min(*spare)]);
    let row = text.get(..len).filter(|_| is_row).and_then(read_quoted_row);
    if row.is_none() {
        *spare = spare.saturating_sub(len);
    }
    row
}

/// The bytes up to the end of a row, and whether it has one: a tab inside quotes ends the search.
fn row_extent(bytes: &[u8]) -> (usize, bool) {
    let (mut quoted, mut begins, mut at) = (false, true, 0);
    while let Some(byte) = bytes.get(at) {
        at += 1;
        match byte {
            b'"' if quoted && bytes.get(at) == Some(&b'"') => at += 1,
            b'"' if quoted => quoted = false,
            b'"' if begins => quoted = true,
            b'\t' if quoted => return (at, false),
            b'\n' if !quoted => return (at, true),
            _ => {}
        }
        begins = !quoted && *byte == b'\t';
    }
    (at, !quoted)
}

fn read_quoted_row(text: &str) -> Option<(Vec<RawCell>, usize)> {
    let mut reader = reader(text, b'\t');
    let mut record = StringRecord::new();
    reader.read_record(&mut record).ok().filter(|read| *read)?;
    let len = usize::try_from(reader.position().byte()).ok()?;
    let signs = signs_of(text.get(..len)?, &record, b'\t')?;
    let needs_quotes = record.iter().any(|cell| cell.contains(['\n', '"', ',']));
    // A tab inside would rather be the next cell behind a quote that is text.
    let is_sound = !record.iter().any(|cell| cell.contains('\t'));
    (!signs.is_empty() && needs_quotes && is_sound).then(|| (cells(&record), len))
}

fn reader(text: &str, delimiter: u8) -> csv::Reader<&[u8]> {
    ReaderBuilder::new()
        .delimiter(delimiter)
        .has_headers(false)
        .flexible(true)
        .from_reader(text.as_bytes())
}

fn cells(record: &StringRecord) -> Vec<RawCell> {
    record.iter().map(|cell| RawCell::new(cell.replace("\r\n", "\n"))).collect()
}

/// The delimiters and quotes of a record, each as often as it stands there. None when the record is not
/// what its cells are when they are written as the rules say.
fn signs_of(raw: &str, record: &StringRecord, delimiter: u8) -> Option<String> {
    let delimiter = char::from(delimiter);
    let mut signs = String::new();
    let mut rest = raw;
    for (i, cell) in record.iter().enumerate() {
        if i > 0 {
            rest = rest.strip_prefix(delimiter)?;
            signs.extend((!delimiter.is_whitespace()).then_some(delimiter));
        }
        let written = format!("\"{}\"", cell.replace('"', "\"\""));
        let ends = |rest: &str| rest.is_empty() || rest.starts_with([delimiter, '\r', '\n']);
        let (behind, quotes) = match rest.strip_prefix(written.as_str()) {
            Some(behind) if ends(behind) => (behind, 2 + cell.matches('"').count()),
            _ => (rest.strip_prefix(cell).filter(|behind| ends(behind))?, 0),
        };
        signs.extend(std::iter::repeat_n('"', quotes));
        rest = behind;
    }
    rest.trim_matches(['\r', '\n']).is_empty().then_some(signs)
}

fn newlines(text: &str) -> u32 {
    u32::try_from(text.matches('\n').count()).unwrap_or(u32::MAX)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn rows(text: &str, delimiter: u8) -> Result<Vec<String>, ImportError> {
        let reading = read_csv(text, delimiter)?;
        let counted = reading.blocks.iter().map(|block| match &block.content {
            Content::Row(cells) => cells.iter().map(|cell| count_visible(&cell.text)).sum(),
            Content::Prose(text) | Content::Furniture(text) | Content::Header { text, .. } => {
                count_visible(text)
            }
        });
        assert_eq!(counted.sum::<usize>(), reading.visible, "{text}");
        let shown = reading.blocks.iter().filter_map(|block| match &block.content {
            Content::Row(cells) => {
                let cells: Vec<&str> = cells.iter().map(|cell| cell.text.as_str()).collect();
                Some(format!("{} {}", block.at, cells.join("|")))
            }
            Content::Prose(text) => Some(format!("{} prose {text}", block.at)),
            Content::Furniture(_) | Content::Header { .. } => None,
        });
        Ok(shown.collect())
    }

    #[test]
    fn quoted_cells_keep_line_breaks_quotes_and_delimiters() {
        let text = "封面\r\n\r\n序号,事项名称\r\n1,\"甲,\"\"乙\"\"\r\n丙\"\r\n2,丁\r\n";
        let expected = ["1 prose 封面", "3 序号|事项名称", "4 1|甲,\"乙\"\n丙", "6 2|丁"];
        assert_eq!(rows(text, b','), Ok(expected.map(str::to_owned).to_vec()));
        assert_eq!(
            rows("序号;名称\n1;5\" 管", b';').map(|r| r[1].clone()),
            Ok("2 1|5\" 管".into())
        );
    }

    #[test]
    fn quotes_that_break_the_rules_are_refused_with_their_line() {
        for text in ["序号,名称\n1,\"甲\n2,乙\n", "序号,名称\n1,\"甲\"乙\n"] {
            assert_eq!(rows(text, b','), Err(ImportError::Quotes { line: 2 }), "{text}");
        }
    }

    #[test]
    fn the_delimiter_is_the_one_of_a_header() {
        assert_eq!(delimiter_of("某镇,清单\n序号,事项类别,事项名称\n"), Some(b','));
        assert_eq!(delimiter_of("序号;事项类别;事项名称\n"), Some(b';'));
        assert_eq!(delimiter_of("新闻说,清单分序号、事项。\n第二段,没有表格。"), None);
    }

    #[test]
    fn the_end_of_a_quoted_row_is_not_sought_beyond_the_next_row() {
        let open = "1\t\"甲\n".repeat(3);
        assert_eq!(row_extent(open.as_bytes()), (open.len() / 3 + 2, false));
        let mut spare = 10;
        assert_eq!(quoted_row(&open, &mut spare), None);
        assert_eq!(spare, 1);
        assert_eq!(row_extent("1\t\"甲\n\"\"乙\"\n2\t".as_bytes()), (14, true));
    }

    #[test]
    fn a_quoted_row_between_tabs_is_read_only_when_it_is_certain() {
        let row = |text: &str| {
            quoted_row(text, &mut 1000).map(|(cells, len)| {
                let cells: Vec<String> = cells.into_iter().map(|cell| cell.text).collect();
                (cells.join("|"), len)
            })
        };
        let text = "1\t\"甲\n\"\"乙\"\"\"\t丙\n2\t丁\n";
        let first = text.find("2\t").unwrap_or(0);
        assert_eq!(row(text), Some(("1|甲\n\"乙\"|丙".into(), first)));
        for text in ["1\t\"甲\"\n", "1\t\"甲\"乙\n", "1\t\"甲\n2\t乙\"\t丙\n", "1\t\"甲\n"] {
            assert_eq!(row(text), None, "{text}");
        }
    }
}
