//! Encodings of fonts with one byte a character: a base encoding, and names of glyphs that differ.
//! Only what Latin text inside Chinese documents uses; the rest is unknown, and unknown is said.

use encoding_rs::{Encoding, MACINTOSH, WINDOWS_1252};
use hayro_syntax::object::{Array, Dict, Name, Object};

/// The characters of the 256 codes.
pub(super) type OneByte = [Option<char>; 256];

/// The encoding that a font's dictionary gives. `symbolic`: the codes mean what the font program says.
pub(super) fn one_byte(font: &Dict<'_>, symbolic: bool) -> OneByte {
    if let Some(name) = font.get::<Name<'_>>("Encoding") {
        return base(Some(name.as_str()));
    }
    let Some(encoding) = font.get::<Dict<'_>>("Encoding") else {
        return if symbolic { [None; 256] } else { base(None) };
    };
    let named = encoding.get::<Name<'_>>("BaseEncoding");
    let mut codes = match &named {
        None if symbolic => [None; 256],
        named => base(named.as_ref().map(Name::as_str)),
    };
    let mut code = 0;
    if let Some(differences) = encoding.get::<Array<'_>>("Differences") {
        for item in differences.iter::<Object<'_>>() {
            match item {
                Object::Number(number) => code = usize::try_from(number.as_i64()).unwrap_or(256),
                Object::Name(name) => {
                    if let Some(slot) = codes.get_mut(code) {
                        *slot = glyph_name(name.as_str());
                    }
                    code += 1;
                }
                _ => {}
            }
        }
    }
    codes
}

fn base(name: Option<&str>) -> OneByte {
    let page: &'static Encoding = match name {
        Some("MacRomanEncoding") => MACINTOSH,
        _ => WINDOWS_1252,
    };
    let standard = name.is_none_or(|n| n == "StandardEncoding");
    std::array::from_fn(|code| {
        let code = u8::try_from(code).ok().filter(|c| *c >= 0x20 && *c != 0x7F)?;
        match code {
            // The standard encoding differs in two places below 0x80, and everywhere above.
            0x27 if standard => Some('’'),
            0x60 if standard => Some('‘'),
            0x80.. if standard => None,
            _ => page
                .decode_without_bom_handling(&[code])
                .0
                .chars()
                .next()
                .filter(|c| !c.is_control()),
        }
    })
}

/// What a glyph is by its name.
fn glyph_name(name: &str) -> Option<char> {
    let mut letters = name.chars();
    if let (Some(letter), None) = (letters.next(), letters.next()) {
        return letter.is_ascii_alphabetic().then_some(letter);
    }
    if let Some((_, c)) = NAMES.iter().find(|(known, _)| *known == name) {
        return Some(*c);
    }
    let hex = name.strip_prefix("uni").or_else(|| name.strip_prefix('u'))?;
    let valid = (4..=6).contains(&hex.len()) && hex.bytes().all(|b| b.is_ascii_hexdigit());
    valid.then(|| u32::from_str_radix(hex, 16).ok().and_then(char::from_u32)).flatten()
}

/// From the Adobe Glyph List: ASCII, and the punctuation that Chinese documents set in Latin fonts.
const NAMES: &[(&str, char)] = &[
    ("space", ' '),
    ("exclam", '!'),
    ("quotedbl", '"'),
    ("numbersign", '#'),
    ("dollar", '$'),
    ("percent", '%'),
    ("ampersand", '&'),
    ("quotesingle", '\''),
    ("parenleft", '('),
    ("parenright", ')'),
    ("asterisk", '*'),
    ("plus", '+'),
    ("comma", ','),
    ("hyphen", '-'),
    ("period", '.'),
    ("slash", '/'),
    ("zero", '0'),
    ("one", '1'),
    ("two", '2'),
    ("three", '3'),
    ("four", '4'),
    ("five", '5'),
    ("six", '6'),
    ("seven", '7'),
    ("eight", '8'),
    ("nine", '9'),
    ("colon", ':'),
    ("semicolon", ';'),
    ("less", '<'),
    ("equal", '='),
    ("greater", '>'),
    ("question", '?'),
    ("at", '@'),
    ("bracketleft", '['),
    ("backslash", '\\'),
    ("bracketright", ']'),
    ("underscore", '_'),
    ("braceleft", '{'),
    ("bar", '|'),
    ("braceright", '}'),
    ("asciitilde", '~'),
    ("quoteleft", '‘'),
    ("quoteright", '’'),
    ("quotedblleft", '“'),
    ("quotedblright", '”'),
    ("endash", '–'),
    ("emdash", '—'),
    ("ellipsis", '…'),
    ("bullet", '•'),
    ("periodcentered", '·'),
    ("degree", '°'),
    ("multiply", '×'),
    ("section", '§'),
];

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn codes_and_glyph_names() {
        assert_eq!(base(Some("WinAnsiEncoding"))[0x93], Some('“'));
        assert_eq!(base(Some("MacRomanEncoding"))[0xD2], Some('“'));
        assert_eq!(base(None)[0x93], None);
        assert_eq!(base(None)[0x31], Some('1'));
        assert_eq!(
            ["one", "A", "uni4E2D", "g37"].map(glyph_name),
            [Some('1'), Some('A'), Some('中'), None]
        );
    }
}
