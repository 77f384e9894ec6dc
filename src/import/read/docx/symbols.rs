//! Signs that Word writes by their place in a symbol font.

/// Signs of Wingdings that stand in official documents.
const WINGDINGS: &[(u32, char)] = &[
    (0x6C, '●'),
    (0x6E, '■'),
    (0x6F, '□'),
    (0x75, '◆'),
    (0xA8, '□'),
    (0xFB, '✗'),
    (0xFC, '✓'),
    (0xFD, '☒'),
    (0xFE, '☑'),
];

/// The sign at a place of a font. What is not known keeps its code, which is one for private use: `check`
/// reports such characters.
pub(super) fn symbol(font: &str, code: u32) -> Option<char> {
    let known = font.eq_ignore_ascii_case("Wingdings").then(|| {
        let place = code & 0xFF;
        WINGDINGS.iter().find(|(at, _)| *at == place).map(|(_, sign)| *sign)
    });
    let circled = font.eq_ignore_ascii_case("Wingdings").then(|| circled(code & 0xFF));
    known.flatten().or(circled.flatten()).or_else(|| char::from_u32(code))
}

/// Wingdings has ① to ⑩ at 0x81 to 0x8A.
fn circled(place: u32) -> Option<char> {
    (0x81..=0x8A).contains(&place).then(|| char::from_u32(0x2460 + place - 0x81)).flatten()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn known_signs_are_written_and_others_keep_their_code() {
        assert_eq!(symbol("Wingdings", 0xF0FE), Some('☑'));
        assert_eq!(symbol("Wingdings", 0xF082), Some('②'));
        assert_eq!(symbol("Symbol", 0xF0FE), Some('\u{F0FE}'));
        assert_eq!(symbol("仿宋", 0x2103), Some('℃'));
        assert_eq!(symbol("x", 0xD800), None);
    }
}
