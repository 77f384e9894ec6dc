//! What the lists say of one matter, clause by clause: which townships use the same words, and where
//! the others differ. Which clauses correspond is found in the graph; here is what a page shows of it.
//!
//! A page stays bounded however many townships there are: townships that say the same are one
//! wording, rare wordings are counted, long rows of names are left out.

use std::borrow::Cow;
use std::collections::BTreeMap;
use std::ops::Range;

use super::Views;
use super::same::Members;
use super::subjects::section_key;
use crate::graph::{DutyRef, PlaceWords, Row, Segment, SegmentKind, Side, align, differences};
use crate::model::{Line, LineKind, Section, Text};
use crate::site::Url;
use crate::site::view::{PieceView, SameRowView, SameSectionView, SameWordingView, WhoView};

/// Wordings of a clause that a page shows; rarer ones are counted.
const WORDINGS: usize = 12;
/// Up to so many wordings are compared each with each, to find those that hardly differ.
const COMPARED: usize = 24;

/// Lines that say the same are compared with so many others of them, to tell the names of places.
const SAMPLED: usize = 4;

/// One duty's text of a section.
struct Voice<'a> {
    duty: DutyRef,
    text: Cow<'a, Text>,
    places: &'a PlaceWords,
}

/// One wording of a clause: voices, each with the index of its line.
type Wording = Vec<(usize, usize)>;

/// A section in all townships, on its way to a view.
struct Sectional<'a> {
    views: &'a Views<'a>,
    here: &'a Url,
    members: &'a Members,
    voices: Vec<Voice<'a>>,
    /// Voices that say the same line by line, but for names of places. The first stands for all.
    versions: Vec<Vec<usize>>,
    /// For each voice its version.
    version_of: Vec<usize>,
    /// For each version the anchors of its lines.
    anchors: Vec<Vec<String>>,
}

impl Views<'_> {
    /// The duty's name (without a section) or a section of its text in all townships that have it.
    pub(super) fn same_section(
        &self,
        here: &Url,
        members: &Members,
        section: Option<Section>,
    ) -> Option<SameSectionView> {
        let (voices, silent) = self.voices(members, section);
        if voices.is_empty() {
            return None;
        }
        let versions = versions(&voices);
        let anchors = versions.iter().map(|v| anchors(section, &voices[v[0]].text)).collect();
        let mut version_of = vec![0; voices.len()];
        for (number, version) in versions.iter().enumerate() {
            for voice in version {
                version_of[*voice] = number;
            }
        }
        let sectional =
            Sectional { views: self, here, members, voices, versions, version_of, anchors };
        let rows = sectional.rows();
        let has = |kind| {
            let mut wordings = rows.iter().flat_map(|row| &row.wordings);
            wordings.any(|wording| wording.pieces.iter().any(|piece| piece.kind == kind))
        };
        let (has_differences, has_places) = (has("different"), has("place"));
        Some(SameSectionView {
            section: section.map_or("name", section_key),
            title: section.map_or("", Section::title),
            count: members.townships(sectional.voices.iter().map(|voice| voice.duty)),
            silent: self.who(here, members, silent.into_iter().map(|duty| (duty, ""))),
            rows,
            has_differences,
            has_places,
        })
    }

    /// The duties that have text there, and those whose list has the section without any text.
    fn voices<'a>(
        &'a self,
        members: &'a Members,
        section: Option<Section>,
    ) -> (Vec<Voice<'a>>, Vec<DutyRef>) {
        let speaking = members
            .duties
            .iter()
            .filter(|duty| section.is_none_or(|section| duty.list.sections().contains(&section)));
        let voices = speaking.map(|duty_ref| {
            let duty = duty_ref.of(self.content);
            let text = match section {
                Some(section) => Cow::Borrowed(duty.section(section)),
                None => Cow::Owned(Text { lines: Line::clause(&duty.name).into_iter().collect() }),
            };
            Voice { duty: *duty_ref, text, places: &self.places[duty_ref.township] }
        });
        let (spoken, silent): (Vec<_>, Vec<_>) = voices.partition(|voice| !voice.text.is_empty());
        (spoken, silent.into_iter().map(|voice| voice.duty).collect())
    }
}

impl Sectional<'_> {
    fn rows(&self) -> Vec<SameRowView> {
        let first = |version: &Vec<usize>| &self.voices[version[0]];
        let sides: Vec<Side<'_>> = self
            .versions
            .iter()
            .map(|version| Side { text: &first(version).text, places: first(version).places })
            .collect();
        align(&sides).iter().map(|row| self.row(row)).collect()
    }

    fn row(&self, row: &Row) -> SameRowView {
        let mut without = Vec::new();
        let mut spoken: Wording = Vec::new();
        for (version, line) in self.versions.iter().zip(&row.lines) {
            match line {
                Some(line) => spoken.extend(version.iter().map(|voice| (*voice, *line))),
                None => without.extend(version.iter().map(|voice| self.voices[*voice].duty)),
            }
        }
        without.sort_unstable();
        let mut wordings = self.wordings(spoken);
        let rare = wordings.split_off(wordings.len().min(WORDINGS));
        let mut left_out = rare.concat();
        left_out.sort_unstable();
        let kind = wordings.first().map_or(LineKind::Clause, |w| self.line(w[0]).kind);
        let pieces = self.pieces(&wordings);
        SameRowView {
            kind: match kind {
                LineKind::Label => "label",
                LineKind::Clause => "clause",
            },
            same: wordings.len() == 1 && without.is_empty(),
            wordings: wordings
                .iter()
                .zip(pieces)
                .map(|(wording, pieces)| SameWordingView {
                    who: self.who(wording),
                    marker: self.marker(wording),
                    pieces,
                })
                .collect(),
            more: rare.len(),
            more_who: self.who(&left_out),
            without: self.views.who(
                self.here,
                self.members,
                without.into_iter().map(|duty| (duty, "")),
            ),
        }
    }

    /// The wordings of corresponding lines, the most frequent first.
    fn wordings(&self, spoken: Wording) -> Vec<Wording> {
        let mut by_words: BTreeMap<String, Wording> = BTreeMap::new();
        for at in spoken {
            let words = neutral(self.line(at).text(), self.voices[at.0].places);
            by_words.entry(words).or_default().push(at);
        }
        let mut wordings: Vec<Wording> = by_words.into_values().collect();
        for wording in &mut wordings {
            wording.sort_unstable();
        }
        wordings.sort_by_key(|wording| (std::cmp::Reverse(wording.len()), wording[0]));
        if wordings.len() <= COMPARED {
            wordings = self.merged(wordings);
        }
        wordings
    }

    /// Joins wordings that differ by places alone in ways that their spelling does not show.
    fn merged(&self, wordings: Vec<Wording>) -> Vec<Wording> {
        let mut merged: Vec<Wording> = Vec::new();
        for wording in wordings {
            let same = merged
                .iter_mut()
                .find(|known| !self.compare(known[0], wording[0]).iter().any(differs));
            match same {
                Some(known) => {
                    known.extend(wording);
                    known.sort_unstable();
                }
                None => merged.push(wording),
            }
        }
        merged.sort_by_key(|wording| (std::cmp::Reverse(wording.len()), wording[0]));
        merged
    }

    fn line(&self, (voice, line): (usize, usize)) -> &Line {
        &self.voices[voice].text.lines[line]
    }

    fn compare(&self, a: (usize, usize), b: (usize, usize)) -> Vec<Segment<'_>> {
        let (left, right) = (self.line(a).text(), self.line(b).text());
        differences(left, self.voices[a.0].places, right, self.voices[b.0].places)
    }

    /// The printed number, where it is the same in all of them.
    fn marker(&self, wording: &Wording) -> String {
        let marker = self.line(wording[0]).marker().trim_end();
        let all = wording.iter().all(|at| self.line(*at).marker().trim_end() == marker);
        if all { marker.to_owned() } else { String::new() }
    }

    fn who(&self, wording: &Wording) -> WhoView {
        let duties = wording.iter().map(|(voice, line)| {
            let anchor = self.anchors[self.version_of[*voice]].get(*line);
            (self.voices[*voice].duty, anchor.map_or("", String::as_str))
        });
        self.views.who(self.here, self.members, duties)
    }

    /// The words of each wording in pieces. The first is compared with all others, they with it.
    fn pieces(&self, wordings: &[Wording]) -> Vec<Vec<PieceView>> {
        let Some(first) = wordings.first() else { return Vec::new() };
        let mut of_first: Vec<Range<usize>> = Vec::new();
        let mut pieces = Vec::new();
        for other in &wordings[1..] {
            let segments = self.compare(first[0], other[0]);
            of_first.extend(ranges(segments.iter().map(|s| (s.left, differs(s)))));
            let of_other = ranges(segments.iter().map(|s| (s.right, differs(s))));
            pieces.push(cut(self.line(other[0]).text(), &of_other, &self.places(other)));
        }
        pieces.insert(0, cut(self.line(first[0]).text(), &of_first, &self.places(first)));
        pieces
    }

    /// Where the first line of a wording has a name of a place for which another has its own.
    fn places(&self, wording: &Wording) -> Vec<Range<usize>> {
        let text = self.line(wording[0]).text();
        let others = wording.iter().filter(|at| self.line(**at).text() != text).take(SAMPLED);
        let places = others.map(|other| {
            let segments = self.compare(wording[0], *other);
            ranges(segments.iter().map(|s| (s.left, s.kind == SegmentKind::Place)))
        });
        places.flatten().collect()
    }
}

/// Whether two clauses say different things here: other punctuation is none.
fn differs(segment: &Segment<'_>) -> bool {
    let says = |text: &str| text.chars().any(|c| !is_punctuation(c));
    segment.kind == SegmentKind::Different && (says(segment.left) || says(segment.right))
}

/// What stands between words. Not what may stand within a number.
fn is_punctuation(c: char) -> bool {
    c.is_whitespace() || "，；。：、,;:（）()“”‘’\"'".contains(c)
}

/// Groups the voices that say the same line by line, in the order of their first.
fn versions(voices: &[Voice<'_>]) -> Vec<Vec<usize>> {
    let mut by_words: BTreeMap<String, Vec<usize>> = BTreeMap::new();
    for (number, voice) in voices.iter().enumerate() {
        let mut key = String::new();
        for line in &voice.text.lines {
            // The number too: what stands under what depends on it, and with it the anchors.
            let kind = if line.kind == LineKind::Label { 'l' } else { 'c' };
            key.extend([kind, '\n']);
            key.push_str(line.marker());
            key.push('\n');
            key.push_str(&neutral(line.text(), voice.places));
            key.push('\n');
        }
        by_words.entry(key).or_default().push(number);
    }
    let mut versions: Vec<Vec<usize>> = by_words.into_values().collect();
    versions.sort_unstable();
    versions
}

/// The text without punctuation, with one sign in the place of every name of a place: equal where only these differ.
fn neutral(text: &str, places: &PlaceWords) -> String {
    let pieces = places.pieces(text).into_iter();
    let text: String =
        pieces.map(|piece| if piece.is_place { "\u{1a}" } else { piece.text }).collect();
    text.replace(is_punctuation, "")
}

/// The anchor of each line; a name has none.
fn anchors(section: Option<Section>, text: &Text) -> Vec<String> {
    section.map_or_else(
        || vec![String::new(); text.lines.len()],
        |section| crate::model::anchors(section, text),
    )
}

/// Where the wanted ones of consecutive pieces of a text stand, in bytes.
fn ranges<'a>(pieces: impl Iterator<Item = (&'a str, bool)>) -> Vec<Range<usize>> {
    let mut end = 0;
    let spans = pieces.map(|(piece, wanted)| {
        let start = end;
        end += piece.len();
        (start..end, wanted)
    });
    spans.filter(|(span, wanted)| *wanted && !span.is_empty()).map(|(span, _)| span).collect()
}

/// Cuts a text into pieces of one kind; what is different is not told as a place.
fn cut(text: &str, different: &[Range<usize>], places: &[Range<usize>]) -> Vec<PieceView> {
    let within = |ranges: &[Range<usize>], at| ranges.iter().any(|range| range.contains(&at));
    let mut pieces: Vec<PieceView> = Vec::new();
    for (at, c) in text.char_indices() {
        let kind = match (within(different, at), within(places, at)) {
            (true, _) => "different",
            (false, true) => "place",
            (false, false) => "same",
        };
        match pieces.last_mut() {
            Some(piece) if piece.kind == kind => piece.text.push(c),
            _ => pieces.push(PieceView { text: c.to_string(), kind }),
        }
    }
    pieces
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::Place;

    fn place(county: &str, township: &str) -> PlaceWords {
        let parts = ["澜安省", "青岚市", county, township].map(str::to_owned);
        Place::try_from(parts.to_vec())
            .map_or_else(|_| PlaceWords::default(), |p| PlaceWords::of(&p))
    }

    fn text(printed: &[&str]) -> Text {
        let lines = printed.iter().filter_map(|line| match line.strip_prefix("L:") {
            Some(label) => Line::label(label),
            None => Line::clause(line),
        });
        Text { lines: lines.collect() }
    }

    #[test]
    fn places_and_punctuation_make_no_other_wording() {
        let (here, there) = (place("松川县", "云台乡"), place("槐川县", "石泉镇"));
        let a = neutral("松川县公安局到云台乡，当天办理；", &here);
        assert_eq!(a, neutral("槐川县公安局到石泉镇、当天办理。", &there));
        assert_ne!(a, neutral("槐川县公安局到石泉镇、三天办理。", &there));
    }

    #[test]
    fn townships_are_of_one_version_when_every_line_has_the_same_number_and_words() {
        let places = place("松川县", "云台乡");
        let texts = [text(&["1.甲", "2.乙"]), text(&["1.甲", "3.乙"]), text(&["1.甲", "2.乙"])];
        let voices: Vec<Voice<'_>> = texts
            .iter()
            .enumerate()
            .map(|(index, text)| Voice {
                duty: DutyRef { township: index, list: crate::model::ListKind::Coop, index: 0 },
                text: Cow::Borrowed(text),
                places: &places,
            })
            .collect();
        assert_eq!(versions(&voices), [vec![0, 2], vec![1]]);
    }

    #[test]
    fn lines_have_the_anchors_of_their_duty_s_page() {
        let text = text(&["L:甲局", "1.发证", "2.年检", "L:乙局", "查车"]);
        let found = anchors(Some(Section::Method), &text);
        assert_eq!(found, ["m1", "m1-1", "m1-2", "m2", "m2-1"]);
        assert_eq!(anchors(None, &text), [""; 5]);
    }

    #[test]
    fn pieces_joined_are_the_text() {
        let pieces = cut("县局三日内办结", &[6..9, 9..12], &[0..3, 6..9]);
        let told: Vec<(&str, &str)> = pieces.iter().map(|p| (p.kind, p.text.as_str())).collect();
        assert_eq!(
            told,
            [("place", "县"), ("same", "局"), ("different", "三日"), ("same", "内办结")]
        );
    }
}
