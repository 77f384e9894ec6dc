//! The names of places that the lists of one township use, so that wording that differs by places alone is equal.
//!
//! Only whole words of places: 市场 and 城镇 are none, however they are written. Not here: the parts of a name (`text::place`).

use aho_corasick::{AhoCorasick, AhoCorasickKind, MatchKind};

use crate::model::Place;
use crate::text::bodies::LEVEL_AND_BODY;
use crate::text::chars::is_hanzi;
use crate::text::place::everyday_name;

/// Words for the township itself, for those of its kind, and for the levels above: each list says them for its own.
const LEVELS: &[&str] = &[
    "本乡镇",
    "本乡",
    "本镇",
    "本街道",
    "本苏木",
    "本县",
    "本市",
    "本区",
    "本旗",
    "本州",
    "本辖区",
    "全乡",
    "全镇",
    "全街道",
    "全苏木",
    "全县",
    "全市",
    "全旗",
    "全州",
    "乡（镇）",
    "乡(镇)",
    "乡镇",
    "镇街",
    "街道",
    "苏木",
    "辖区内",
    "辖区",
    "县",
    "市",
    "乡",
    "镇",
    "区",
    "旗",
    "州",
];

/// Words that hold a level's character and speak of no level.
const OTHER_WORDS: &[&str] = &[
    "市场", "市政", "市容", "市民", "市值", "市价", "城市", "都市", "超市", "集市", "门市", "上市",
    "夜市", "早市", "乡村", "乡土", "乡贤", "乡风", "乡愁", "乡亲", "乡道", "城乡", "下乡", "返乡",
    "家乡", "老乡", "城镇", "集镇", "村镇", "重镇", "镇静", "镇痛", "县域", "县道",
];

/// Characters that end so many words that they are a level only at the beginning of one: 区公安局, but not 保护区.
const RARELY_LEVELS: &[&str] = &["区", "旗", "州"];

/// A piece of a text: words for places, or other words.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Piece<'a> {
    /// As printed.
    pub text: &'a str,
    /// Whether it is a place.
    pub is_place: bool,
}

/// Finds the names of a township, its county and what lies above it, in full and everyday form.
#[derive(Debug, Clone, Default)]
pub struct PlaceWords {
    /// None when the names are too many or too long, which no place has.
    finder: Option<AhoCorasick>,
    /// How many of the patterns are places.
    places: usize,
}

impl PlaceWords {
    /// The names of a township's place.
    pub fn of(place: &Place) -> Self {
        let parts = place.parts();
        let everyday = parts.iter().map(|part| everyday_name(part));
        let levels = LEVELS.iter().map(|word| (*word).to_owned());
        let mut words: Vec<String> = parts.iter().cloned().chain(everyday).chain(levels).collect();
        let places = words.len();
        words.extend(LEVEL_AND_BODY.iter().map(|word| (*word).to_owned()));
        words.extend(OTHER_WORDS.iter().map(|word| (*word).to_owned()));
        // A table for every state would be the fastest and the largest; there is a finder a township.
        let finder = AhoCorasick::builder()
            .match_kind(MatchKind::LeftmostLongest)
            .kind(Some(AhoCorasickKind::ContiguousNFA))
            .build(words);
        Self { finder: finder.ok(), places }
    }

    /// A text in pieces: joined, they are the text. Places that follow one another are one piece.
    pub fn pieces<'a>(&self, text: &'a str) -> Vec<Piece<'a>> {
        let mut pieces = Vec::new();
        let mut words = 0;
        let mut place: Option<(usize, usize)> = None;
        let found = self.finder.iter().flat_map(|finder| finder.find_iter(text));
        for found in found {
            let pattern = found.pattern().as_usize();
            let start = found.start();
            let end = if pattern < self.places {
                found.end()
            } else if pattern < self.places + LEVEL_AND_BODY.len() {
                text.ceil_char_boundary(start + 1)
            } else {
                continue;
            };
            let within_a_word = text[..start].chars().next_back().is_some_and(is_hanzi);
            if within_a_word && RARELY_LEVELS.contains(&&text[start..end]) {
                continue;
            }
            match &mut place {
                Some((_, before)) if *before == start => *before = end,
                _ => {
                    push_place(&mut pieces, text, &mut words, place);
                    place = Some((start, end));
                }
            }
        }
        push_place(&mut pieces, text, &mut words, place);
        push(&mut pieces, &text[words..], false);
        pieces
    }
}

/// Adds the words up to a place and the place; `words` is where the next words begin.
fn push_place<'a>(
    pieces: &mut Vec<Piece<'a>>,
    text: &'a str,
    words: &mut usize,
    place: Option<(usize, usize)>,
) {
    let Some((start, end)) = place else { return };
    push(pieces, &text[*words..start], false);
    push(pieces, &text[start..end], true);
    *words = end;
}

fn push<'a>(pieces: &mut Vec<Piece<'a>>, text: &'a str, is_place: bool) {
    if !text.is_empty() {
        pieces.push(Piece { text, is_place });
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn marked(parts: &[&str], text: &str) -> String {
        let Ok(place) = Place::try_from(parts.iter().map(ToString::to_string).collect::<Vec<_>>())
        else {
            return String::new();
        };
        let pieces = PlaceWords::of(&place).pieces(text).into_iter();
        pieces
            .map(|p| if p.is_place { format!("[{}]", p.text) } else { p.text.to_owned() })
            .collect()
    }

    #[test]
    fn places_are_found_in_full_and_everyday_form_and_by_level() {
        let place = ["澄海回族自治州", "槐川县", "青杨哈萨克族乡"];
        for (text, expected) in [
            ("负责本乡防汛工作", "负责[本乡]防汛工作"),
            ("由澄海州槐川县水利局会同县公安局", "由[澄海州槐川县]水利局会同[县]公安局"),
            ("青杨哈萨克族乡、青杨乡的道路", "[青杨哈萨克族乡]、[青杨乡]的道路"),
            ("区公安局划定保护区", "[区]公安局划定保护区"),
            ("市民政局、市政府和市政协", "[市]民政局、[市]政府和[市]政协"),
        ] {
            assert_eq!(marked(&place, text), expected);
        }
    }

    #[test]
    fn words_that_only_hold_the_character_of_a_level_stay() {
        for text in [
            "规范城市管理和农贸市场秩序",
            "乡村道路、城镇燃气",
            "自然保护区、旅游景区",
            "市容和市民",
        ] {
            assert_eq!(marked(&["槐川县", "柳河镇"], text), text);
        }
    }
}
