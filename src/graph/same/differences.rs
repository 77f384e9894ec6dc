//! Where two corresponding clauses differ, told in pieces of both.
//!
//! Each township's own name for a place is told apart from other words: it is no difference of substance.

use similar::{Algorithm, DiffTag, capture_diff_slices};

use super::places::PlaceWords;
use crate::text::chars::{fold, is_hanzi};

/// More tokens than a clause ever has: beyond, two clauses are told to differ as a whole.
const TOKENS: usize = 4000;

/// How a piece of two clauses compares.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum SegmentKind {
    /// The same words; the width of letters and punctuation may differ.
    Equal,
    /// Each township's own name for a place: no difference of substance.
    Place,
    /// Other words, or words that only one of them has.
    Different,
}

/// A piece of two clauses. All pieces of one side, joined, are its clause.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Segment<'a> {
    /// How the two compare.
    pub kind: SegmentKind,
    /// The words of the first clause; empty when it has none here.
    pub left: &'a str,
    /// The words of the second clause; empty when it has none here.
    pub right: &'a str,
}

/// What is compared as one: a place, a run of letters or digits, or a character.
#[derive(Debug, Clone)]
struct Token {
    start: usize,
    end: usize,
    /// Folded; empty for a place, so that any place is like any other.
    key: String,
}

/// Where two clauses differ, in the order of the text.
pub fn differences<'a>(
    left: &'a str,
    left_places: &PlaceWords,
    right: &'a str,
    right_places: &PlaceWords,
) -> Vec<Segment<'a>> {
    let (a, b) = (tokens(left, left_places), tokens(right, right_places));
    let (a_keys, b_keys) = (keys(&a), keys(&b));
    if a.len().max(b.len()) > TOKENS && a_keys != b_keys {
        return vec![Segment { kind: SegmentKind::Different, left, right }];
    }
    let mut pairs: Vec<Pair> = Vec::new();
    for op in capture_diff_slices(Algorithm::Myers, &a_keys, &b_keys) {
        let (tag, old, new) = op.as_tag_tuple();
        if tag == DiffTag::Equal {
            pairs.extend(old.zip(new).map(|(i, j)| Pair::of(left, &a[i], right, &b[j])));
        } else {
            let span = |tokens: &[Token]| Some((tokens.first()?.start, tokens.last()?.end));
            pairs.push(Pair {
                kind: SegmentKind::Different,
                left: span(&a[old]),
                right: span(&b[new]),
            });
        }
    }
    let pairs = without_coincidences(join(pairs));
    let slice = |text: &'a str, span: Option<(usize, usize)>| span.map_or("", |(s, e)| &text[s..e]);
    let segment = |pair: Pair| Segment {
        kind: pair.kind,
        left: slice(left, pair.left),
        right: slice(right, pair.right),
    };
    pairs.into_iter().map(segment).collect()
}

fn keys(tokens: &[Token]) -> Vec<&str> {
    tokens.iter().map(|token| token.key.as_str()).collect()
}

fn tokens(text: &str, places: &PlaceWords) -> Vec<Token> {
    let mut tokens: Vec<Token> = Vec::new();
    let mut start = 0;
    for piece in places.pieces(text) {
        if piece.is_place {
            tokens.push(Token { start, end: start + piece.text.len(), key: String::new() });
        } else {
            let mut run = false;
            for (at, c) in piece.text.char_indices() {
                let (at, end) = (start + at, start + at + c.len_utf8());
                let in_run = c.is_alphanumeric() && !is_hanzi(c);
                match tokens.last_mut().filter(|_| run && in_run) {
                    Some(last) => {
                        last.end = end;
                        last.key.push(fold(c));
                    }
                    None => tokens.push(Token { start: at, end, key: fold(c).to_string() }),
                }
                run = in_run;
            }
        }
        start += piece.text.len();
    }
    tokens
}

/// A segment as spans of bytes.
#[derive(Debug, Clone, Copy)]
struct Pair {
    kind: SegmentKind,
    left: Option<(usize, usize)>,
    right: Option<(usize, usize)>,
}

impl Pair {
    fn of(left: &str, a: &Token, right: &str, b: &Token) -> Self {
        let other_place = a.key.is_empty() && left[a.start..a.end] != right[b.start..b.end];
        let kind = if other_place { SegmentKind::Place } else { SegmentKind::Equal };
        Self { kind, left: Some((a.start, a.end)), right: Some((b.start, b.end)) }
    }

    fn append(&mut self, next: Self) {
        let reach = |span: Option<(usize, usize)>, next: Option<(usize, usize)>| match (span, next)
        {
            (Some((start, _)), Some((_, end))) => Some((start, end)),
            (span, next) => span.or(next),
        };
        self.left = reach(self.left, next.left);
        self.right = reach(self.right, next.right);
    }
}

/// Neighbours of one kind as one.
fn join(pairs: Vec<Pair>) -> Vec<Pair> {
    let mut joined: Vec<Pair> = Vec::new();
    for pair in pairs {
        match joined.last_mut().filter(|last| last.kind == pair.kind) {
            Some(last) => last.append(pair),
            None => joined.push(pair),
        }
    }
    joined
}

/// A single character that two other wordings happen to share tells nothing: it belongs to the difference around it.
fn without_coincidences(mut pairs: Vec<Pair>) -> Vec<Pair> {
    let differs = |pair: Option<&Pair>| pair.is_some_and(|p| p.kind == SegmentKind::Different);
    for at in 1..pairs.len().saturating_sub(1) {
        let short = pairs[at].left.is_some_and(|(start, end)| end - start <= '一'.len_utf8());
        let between = differs(pairs.get(at - 1)) && differs(pairs.get(at + 1));
        if pairs[at].kind == SegmentKind::Equal && short && between {
            pairs[at].kind = SegmentKind::Different;
        }
    }
    join(pairs)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::Place;

    fn places(county: &str, township: &str) -> PlaceWords {
        let place = Place::try_from(vec![county.to_owned(), township.to_owned()]);
        place.map(|place| PlaceWords::of(&place)).unwrap_or_default()
    }

    /// Equal text as it is, places as `<a|b>`, differences as `[a|b]`.
    fn shown(left: &str, right: &str) -> String {
        let (a, b) = (places("槐川县", "柳河镇"), places("澄海市", "石门乡"));
        let segments = differences(left, &a, right, &b);
        assert_eq!(segments.iter().map(|s| s.left).collect::<String>(), left);
        assert_eq!(segments.iter().map(|s| s.right).collect::<String>(), right);
        let segments = segments.iter().map(|s| match s.kind {
            SegmentKind::Equal => s.left.to_owned(),
            SegmentKind::Place => format!("<{}|{}>", s.left, s.right),
            SegmentKind::Different => format!("[{}|{}]", s.left, s.right),
        });
        segments.collect()
    }

    #[test]
    fn places_are_told_apart_from_other_differences() {
        assert_eq!(
            shown("由槐川县水利局每年巡查渠道两次，", "由澄海市水利局每月巡查渠道,并登记"),
            "由<槐川县|澄海市>水利局每[年|月]巡查渠道[两次，|,并登记]"
        );
        assert_eq!(shown("城市管理", "城镇管理"), "城[市|镇]管理");
        assert_eq!(shown("本镇的渠道", "本镇的渠道"), "本镇的渠道");
    }

    #[test]
    fn numbers_are_compared_whole_and_a_shared_character_by_chance_is_none() {
        assert_eq!(shown("在15日内上报", "在5日内上报"), "在[15|5]日内上报");
        assert_eq!(shown("开垦荒地", "保护湿地草场"), "[开垦荒地|保护湿地草场]");
        assert_eq!(shown("", "登记"), "[|登记]");
        assert_eq!(shown("", ""), "");
    }

    #[test]
    fn endless_clauses_differ_as_a_whole() {
        let (a, b) = ("甲乙".repeat(3000), "乙丙".repeat(3000));
        assert_eq!(differences(&a, &PlaceWords::default(), &b, &PlaceWords::default()).len(), 1);
    }
}
