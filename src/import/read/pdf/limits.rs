//! How large a PDF may become when it is unpacked.
//!
//! The library unpacks whole streams, so every stream of the file is measured before the file is
//! opened: it is unpacked into a buffer of fixed size that is thrown away. What expands and cannot be
//! measured (two compressions in a row, LZW) is bounded by its own length.

use std::io::Read;

use flate2::bufread::{DeflateDecoder, ZlibDecoder};
use hayro_syntax::Filter;
use hayro_syntax::object::Stream;

use super::PdfError;

/// All streams together, unpacked. A list of 300 pages has a few megabytes of text, and scans that
/// stand beside it are compressed as pictures.
const MAX_UNPACKED: usize = 1 << 30;
/// One LZW stream, packed: it may grow 1400 times.
const MAX_LZW: usize = 128 * 1024;
/// Streams of one document: a page has a handful.
const MAX_STREAMS: usize = 100_000;
/// Pages of one document.
pub(super) const MAX_PAGES: usize = 5_000;
/// Glyphs, lines and operators of one document: a list has some 100,000.
pub(super) const MAX_STEPS: usize = 30_000_000;
/// Forms inside forms.
pub(super) const MAX_DEPTH: usize = 12;

/// What is left of the work that one document may cause.
#[derive(Debug)]
pub(super) struct Budget(usize);

impl Budget {
    /// For one document.
    pub(super) fn new() -> Self {
        Self(MAX_STEPS)
    }

    /// Takes steps from it.
    pub(super) fn spend(&mut self, steps: usize) -> Result<(), PdfError> {
        self.0 = self.0.checked_sub(steps).ok_or(PdfError::TooComplex)?;
        Ok(())
    }
}

/// Refuses a file whose streams unpack to more than any list.
pub(super) fn measure(bytes: &[u8]) -> Result<(), PdfError> {
    measure_up_to(bytes, MAX_UNPACKED)
}

fn measure_up_to(bytes: &[u8], limit: usize) -> Result<(), PdfError> {
    let mut left = limit;
    let mut at = 0;
    let mut streams = 0;
    while let Some(found) = find(&bytes[at..], b"stream") {
        streams += 1;
        if streams > MAX_STREAMS {
            return Err(PdfError::TooComplex);
        }
        let start = at + found;
        at = start + b"stream".len();
        if bytes[..start].ends_with(b"end") {
            continue;
        }
        let body = &bytes[at..];
        let body = body.strip_prefix(b"\r").unwrap_or(body);
        let body = body.strip_prefix(b"\n").unwrap_or(body);
        let length = find(body, b"endstream").unwrap_or(body.len());
        match filters(dictionary_before(&bytes[..start])) {
            Filters::Plain => {}
            Filters::Lzw if length <= MAX_LZW => {}
            Filters::Flate => left = left.saturating_sub(unpacked(body, left)),
            Filters::Lzw | Filters::Several => return Err(PdfError::TooComplex),
        }
        if left == 0 {
            return Err(PdfError::TooComplex);
        }
        at += length;
    }
    Ok(())
}

/// Whether a stream unpacks to its end with the right checksum. The library gives what it got of a damaged
/// one: half a page would be missing in silence.
pub(super) fn is_whole(stream: &Stream<'_>) -> bool {
    let filters = stream.filters();
    if !matches!(filters.as_slice(), [Filter::FlateDecode]) {
        return true;
    }
    let copied = std::io::copy(&mut ZlibDecoder::new(&*stream.raw_data()), &mut std::io::sink());
    copied.is_ok()
}

/// Bytes of a stream when it is unpacked, at most one more than `limit`. Read as the library reads
/// it: with the header of zlib, else without.
fn unpacked(body: &[u8], limit: usize) -> usize {
    let with_header = count(ZlibDecoder::new(body), limit);
    if with_header > 0 { with_header } else { count(DeflateDecoder::new(body), limit) }
}

fn count(mut reader: impl Read, limit: usize) -> usize {
    let mut buffer = vec![0; 32 * 1024];
    let mut total = 0;
    while let Ok(read @ 1..) = reader.read(&mut buffer) {
        total += read;
        if total > limit {
            return limit;
        }
    }
    total
}

/// What unpacks a stream.
#[derive(Debug, PartialEq, Eq)]
enum Filters {
    Plain,
    Flate,
    Lzw,
    Several,
}

fn filters(dictionary: &[u8]) -> Filters {
    let name = |name: &[u8]| dictionary.windows(name.len()).filter(|w| *w == name).count();
    let flate = name(b"/FlateDecode") + name(b"/Fl ") + name(b"/Fl]") + name(b"/Fl/");
    let lzw = name(b"/LZW");
    // What is packed and then written in letters would have to be read twice to be measured.
    let written =
        ["/ASCII", "/A85", "/AHx", "/RunLength", "/RL"].iter().any(|n| name(n.as_bytes()) > 0);
    // `/Fl#61te`, `/Filter 7 0 R`: no program writes that but to hide what it is.
    let hidden = name(b"#") > 0 && name(b"/Filter") > 0;
    match (flate, lzw) {
        _ if hidden || filter_is_reference(dictionary) => Filters::Several,
        (0, 0) => Filters::Plain,
        _ if written => Filters::Several,
        (1, 0) => Filters::Flate,
        (0, 1) => Filters::Lzw,
        _ => Filters::Several,
    }
}

fn filter_is_reference(dictionary: &[u8]) -> bool {
    find(dictionary, b"/Filter").is_some_and(|at| {
        let value = dictionary[at + b"/Filter".len()..].trim_ascii_start();
        value.first().is_some_and(u8::is_ascii_digit)
    })
}

/// The text from the last `obj` to a `stream`.
fn dictionary_before(bytes: &[u8]) -> &[u8] {
    const WINDOW: usize = 2048;
    let window = &bytes[bytes.len().saturating_sub(WINDOW)..];
    let start = window.windows(3).rposition(|w| w == b"obj").map_or(0, |at| at + 3);
    &window[start..]
}

fn find(bytes: &[u8], needle: &[u8]) -> Option<usize> {
    let (first, rest) = needle.split_first()?;
    let mut at = 0;
    loop {
        let found = at + bytes[at..].iter().position(|b| b == first)?;
        if bytes[found + 1..].starts_with(rest) {
            return Some(found);
        }
        at = found + 1;
    }
}

#[cfg(test)]
mod tests {
    use std::io::Write;

    use flate2::Compression;
    use flate2::write::ZlibEncoder;

    use super::*;

    fn stream(filter: &str, data: &[u8]) -> Vec<u8> {
        let mut encoder = ZlibEncoder::new(Vec::new(), Compression::fast());
        let packed = encoder.write_all(data).and_then(|()| encoder.finish()).unwrap_or_default();
        let mut file = format!("1 0 obj\n<</Filter {filter}>>stream\r\n").into_bytes();
        file.extend(packed);
        file.extend(b"\nendstream\nendobj\n");
        file
    }

    #[test]
    fn what_unpacks_to_more_than_the_limit_is_refused() {
        let file = stream("/FlateDecode", &vec![b' '; 100_000]);
        assert_eq!(measure_up_to(&file, 200_000), Ok(()));
        assert_eq!(measure_up_to(&file, 50_000), Err(PdfError::TooComplex));
        let twice = [file.clone(), file].concat();
        assert_eq!(measure_up_to(&twice, 150_000), Err(PdfError::TooComplex));
    }

    #[test]
    fn what_cannot_be_measured_is_refused() {
        for filter in [
            "[/FlateDecode/FlateDecode]",
            "7 0 R",
            "/Fl#61teDecode",
            "[/LZWDecode /Fl ]",
            "[/A85/Fl]",
        ] {
            let file = stream(filter, b"text");
            assert_eq!(measure_up_to(&file, 1000), Err(PdfError::TooComplex), "{filter}");
        }
        assert_eq!(measure_up_to(&stream("/DCTDecode", b"picture"), 1000), Ok(()));
    }
}
