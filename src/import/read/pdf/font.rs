//! Fonts: what the codes of a text operator say, and how wide they are.
//!
//! A code's text comes from the font's own table (ToUnicode), else from a predefined encoding, else
//! it is unknown. Nothing is guessed from shapes.

use std::collections::BTreeMap;

use encoding_rs::GB18030;
use hayro_cmap::{BfString, CMap, CMapName, CidFamily, WritingMode, load_embedded};
use hayro_syntax::object::{Array, Dict, Name, Number, Object, Stream, String as Bytes};

use super::encoding::{OneByte, one_byte};
use super::limits::is_whole;

/// One code of a text operator.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Shown {
    /// What it says; none when the file does not tell.
    pub text: Option<String>,
    /// Its width, as a share of the font size.
    pub width: f64,
    /// The one-byte code 32, to which word spacing applies.
    pub is_space: bool,
}

/// A font of a document.
#[derive(Debug)]
pub(super) struct Font {
    /// Its name, without the prefix of a subset.
    pub name: String,
    /// Whether it writes from top to bottom.
    pub vertical: bool,
    to_unicode: Option<CMap>,
    codes: Codes,
    widths: BTreeMap<u32, f64>,
    default_width: f64,
}

#[derive(Debug)]
enum Codes {
    OneByte(Box<OneByte>),
    /// Codes of several bytes, each for a glyph (CID).
    Composite {
        cmap: Box<CMap>,
        means: Meaning,
    },
}

/// How a composite font's codes are told without a table of its own.
#[derive(Debug)]
enum Meaning {
    /// The code is UTF-16.
    Utf16,
    /// The code is GB 18030 or a part of it.
    Gb,
    /// The CIDs are those of a known collection.
    Collection(Box<CMap>),
    Unknown,
}

impl Font {
    /// Reads a font's dictionary.
    pub(super) fn read(dict: &Dict<'_>) -> Self {
        let descendant = dict
            .get::<Array<'_>>("DescendantFonts")
            .and_then(|fonts| fonts.iter::<Dict<'_>>().next());
        let name = dict.get::<Name<'_>>("BaseFont");
        let name = name.map_or_else(|| "?".to_owned(), |n| plain_name(n.as_str()));
        let to_unicode = dict
            .get::<Stream<'_>>("ToUnicode")
            .filter(is_whole)
            .and_then(|stream| stream.decoded_data().ok())
            .and_then(|data| CMap::parse(&data, load_embedded));
        match descendant {
            Some(descendant) => Self::composite(dict, &descendant, name, to_unicode),
            None => Self::simple(dict, name, to_unicode),
        }
    }

    fn simple(dict: &Dict<'_>, name: String, to_unicode: Option<CMap>) -> Self {
        let descriptor = dict.get::<Dict<'_>>("FontDescriptor").unwrap_or_default();
        let symbolic = descriptor.get::<i32>("Flags").is_some_and(|flags| flags & 4 != 0);
        let first = dict.get::<u32>("FirstChar").unwrap_or(0);
        let widths = dict.get::<Array<'_>>("Widths").map(|w| numbers(&w)).unwrap_or_default();
        // The widths of a Type 3 font are in its own units.
        let matrix = dict.get::<Array<'_>>("FontMatrix").map(|m| numbers(&m)).unwrap_or_default();
        let unit = matrix.first().copied().filter(|a| *a != 0.0).map_or(0.001, f64::abs);
        let missing = descriptor.get::<Number>("MissingWidth").map_or(500.0, |w| w.as_f64());
        Self {
            name,
            vertical: false,
            to_unicode,
            codes: Codes::OneByte(Box::new(one_byte(dict, symbolic))),
            widths: (first..).zip(widths.into_iter().take(256).map(|w| w * unit)).collect(),
            default_width: missing * 0.001,
        }
    }

    fn composite(
        dict: &Dict<'_>,
        descendant: &Dict<'_>,
        name: String,
        to_unicode: Option<CMap>,
    ) -> Self {
        let encoding = dict.get::<Name<'_>>("Encoding");
        let encoding = encoding.as_ref().map_or("", |name| name.as_str());
        let cmap = match dict.get::<Stream<'_>>("Encoding") {
            Some(stream) => stream.decoded_data().ok().and_then(|d| CMap::parse(&d, load_embedded)),
            None => predefined(encoding),
        };
        let cmap = cmap.unwrap_or_else(CMap::identity_h);
        Self {
            name,
            vertical: matches!(cmap.metadata().writing_mode, Some(WritingMode::Vertical)),
            to_unicode,
            codes: Codes::Composite { cmap: Box::new(cmap), means: meaning(encoding, descendant) },
            widths: descendant.get::<Array<'_>>("W").map(|w| cid_widths(&w)).unwrap_or_default(),
            default_width: descendant.get::<Number>("DW").map_or(1.0, |w| w.as_f64() / 1000.0),
        }
    }

    /// What the bytes of a text operator show.
    pub(super) fn show(&self, mut bytes: &[u8]) -> Vec<Shown> {
        let mut shown = Vec::with_capacity(bytes.len());
        while !bytes.is_empty() {
            let (one, len) = self.show_one(bytes);
            shown.push(one);
            bytes = &bytes[len..];
        }
        shown
    }

    /// What the first code of some bytes shows, and its length in bytes.
    fn show_one(&self, bytes: &[u8]) -> (Shown, usize) {
        let (code, len, glyph, text) = match &self.codes {
            Codes::OneByte(codes) => {
                let code = bytes[0];
                let text = codes[usize::from(code)].map(String::from);
                (u32::from(code), 1, u32::from(code), text)
            }
            Codes::Composite { cmap, means } => {
                let (code, len, cid) = split_code(cmap, bytes);
                (code, len, cid, means.text(&bytes[..len], cid))
            }
        };
        let own = self.to_unicode.as_ref().and_then(|cmap| cmap.lookup_bf_string(code));
        let own = own.map(|text| match text {
            BfString::Char(c) => c.to_string(),
            BfString::String(text) => text,
        });
        let text = own.or(text).filter(|text| !text.is_empty() && !text.chars().any(is_no_text));
        let width = self.widths.get(&glyph).copied().unwrap_or(self.default_width);
        (Shown { text, width, is_space: len == 1 && code == 32 }, len)
    }
}

impl Meaning {
    fn text(&self, code: &[u8], cid: u32) -> Option<String> {
        match self {
            Self::Utf16 => {
                let units = code
                    .chunks(2)
                    .map(|pair| pair.iter().fold(0_u16, |unit, byte| unit << 8 | u16::from(*byte)));
                char::decode_utf16(units).collect::<Result<_, _>>().ok()
            }
            Self::Gb => GB18030
                .decode_without_bom_handling_and_without_replacement(code)
                .map(std::borrow::Cow::into_owned),
            Self::Collection(cmap) => match cmap.lookup_bf_string(cid)? {
                BfString::Char(c) => Some(c.to_string()),
                BfString::String(text) => Some(text),
            },
            Self::Unknown => None,
        }
    }
}

/// What a table gives for a glyph that it does not know. (A Kangxi radical in place of the ideograph
/// that looks the same is text: it is kept, and `check` reports it.)
fn is_no_text(c: char) -> bool {
    c.is_control()
        || matches!(c, '\u{E000}'..='\u{F8FF}' | '\u{FFF0}'..='\u{FFFF}' | '\u{F0000}'..='\u{10FFFF}')
}

fn predefined(name: &str) -> Option<CMap> {
    match name {
        "Identity-H" => Some(CMap::identity_h()),
        "Identity-V" => Some(CMap::identity_v()),
        _ => CMap::parse(load_embedded(CMapName::from_bytes(name.as_bytes()))?, load_embedded),
    }
}

fn meaning(encoding: &str, descendant: &Dict<'_>) -> Meaning {
    if encoding.contains("-UCS2-") || encoding.contains("-UTF16-") {
        return Meaning::Utf16;
    }
    if ["GB-EUC-", "GBK-EUC-", "GBKp-EUC-", "GBK2K-"].iter().any(|name| encoding.starts_with(name))
    {
        return Meaning::Gb;
    }
    let system = descendant.get::<Dict<'_>>("CIDSystemInfo").unwrap_or_default();
    let text =
        |key| system.get::<Bytes<'_>>(key).map(|s| s.as_bytes().to_vec()).unwrap_or_default();
    CidFamily::from_registry_ordering(&text("Registry"), &text("Ordering"))
        .ucs2_cmap()
        .and_then(load_embedded)
        .and_then(|data| CMap::parse(data, load_embedded))
        .map_or(Meaning::Unknown, |cmap| Meaning::Collection(Box::new(cmap)))
}

/// The first code of some bytes: its value, its length in bytes, its glyph.
fn split_code(cmap: &CMap, bytes: &[u8]) -> (u32, usize, u32) {
    let mut code = 0;
    for (len, byte) in (1_u8..=4).zip(bytes) {
        code = code << 8 | u32::from(*byte);
        if let Some(cid) = cmap.lookup_cid_code(code, len) {
            return (code, usize::from(len), cid);
        }
    }
    // No code of this encoding: two bytes, as nearly all of them.
    let len = bytes.len().min(2);
    (bytes[..len].iter().fold(0, |code, byte| code << 8 | u32::from(*byte)), len, 0)
}

/// `W`: `first [w w w]` or `first last w`, in thousandths.
fn cid_widths(array: &Array<'_>) -> BTreeMap<u32, f64> {
    let mut widths = BTreeMap::new();
    let mut items = array.iter::<Object<'_>>();
    while let (Some(first), Some(second)) = (items.next(), items.next()) {
        let Object::Number(first) = first else { break };
        let Ok(first) = u32::try_from(first.as_i64()) else { break };
        match second {
            Object::Array(list) => {
                widths.extend((first..).zip(numbers(&list).into_iter().map(|w| w / 1000.0)));
            }
            Object::Number(last) => {
                let (Ok(last), Some(Object::Number(width))) =
                    (u32::try_from(last.as_i64()), items.next())
                else {
                    break;
                };
                // A CID has two bytes.
                widths.extend((first..=last.min(0xFFFF)).map(|cid| (cid, width.as_f64() / 1000.0)));
            }
            _ => break,
        }
    }
    widths
}

fn numbers(array: &Array<'_>) -> Vec<f64> {
    array.iter::<Number>().map(|n| n.as_f64()).collect()
}

/// `ABCDEF+SimSun` is a subset of `SimSun`.
fn plain_name(name: &str) -> String {
    let subset = |prefix: &str| prefix.len() == 6 && prefix.bytes().all(|b| b.is_ascii_uppercase());
    match name.split_once('+') {
        Some((prefix, rest)) if subset(prefix) => rest.to_owned(),
        _ => name.to_owned(),
    }
}
