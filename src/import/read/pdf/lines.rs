//! Glyphs → lines of text, in reading order.

use std::collections::HashMap;

use super::content::Glyph;
use super::geometry::Bounds;

/// A line of text.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct TextLine {
    /// What it says.
    pub text: String,
    /// From the first glyph to the last, from the top of the letters to the baseline.
    pub bounds: Bounds,
    /// The size of its largest letters.
    pub size: f64,
}

/// What stands for a glyph of which the file does not tell what it says.
const UNKNOWN: &str = "\u{FFFD}";
/// Baselines that differ by less (as a share of the size) are one line: subscripts, mixed fonts.
const SAME_LINE: f64 = 0.45;
/// A letter is shifted by no more (as a share of its size) to be bold; no letter is as narrow as that.
const OVERPRINT: f64 = 0.1;
/// A gap as wide as this share of the size is a blank between Latin letters and digits …
const LATIN_GAP: f64 = 0.18;
/// … and elsewhere, where justified lines are stretched.
const WIDE_GAP: f64 = 0.7;

impl Glyph {
    /// What it says, as it is kept.
    pub(super) fn kept(&self) -> &str {
        self.text.as_deref().unwrap_or(UNKNOWN)
    }

    /// Whether it prints nothing.
    pub(super) fn is_blank(&self) -> bool {
        self.text.as_deref().is_some_and(|text| text.trim().is_empty())
    }

    /// The middle of its letter.
    pub(super) fn middle(&self) -> (f64, f64) {
        (self.at.0 + self.width / 2.0, self.at.1 - self.size * 0.35)
    }
}

/// Tells what is printed twice on the same spot, as programs do to make letters bold, from the rest.
pub(super) fn split_overprints(glyphs: Vec<Glyph>) -> (Vec<Glyph>, Vec<Glyph>) {
    // By text and the cell of a raster as wide as the largest shift: near ones are in the next cells.
    let mut seen: HashMap<(String, i64, i64), Vec<(f64, f64)>> = HashMap::new();
    glyphs.into_iter().partition(|glyph| {
        let shift = (glyph.size * OVERPRINT).max(0.01);
        #[expect(clippy::cast_possible_truncation, reason = "a cell of a page")]
        let cell = |v: f64| (v / shift).floor() as i64;
        let (x, y) = (cell(glyph.at.0), cell(glyph.at.1));
        let near = |(dx, dy): (i64, i64)| {
            let key = (glyph.kept().to_owned(), x.saturating_add(dx), y.saturating_add(dy));
            seen.get(&key).is_some_and(|spots| {
                spots.iter().any(|at| (at.0 - glyph.at.0).hypot(at.1 - glyph.at.1) <= shift)
            })
        };
        let cells = (-1..=1).flat_map(|dx| (-1..=1).map(move |dy| (dx, dy)));
        let first = glyph.is_blank() || !cells.into_iter().any(near);
        if first {
            // What is near to one that was seen is left out, so a cell holds a few spots at most.
            seen.entry((glyph.kept().to_owned(), x, y)).or_default().push(glyph.at);
        }
        first
    })
}

/// The lines of some glyphs, from top to bottom; lines without text are left out.
pub(super) fn lines_of<'a>(glyphs: impl IntoIterator<Item = &'a Glyph>) -> Vec<TextLine> {
    let mut glyphs: Vec<&Glyph> = glyphs.into_iter().collect();
    glyphs.sort_by(|a, b| a.at.1.total_cmp(&b.at.1).then(a.at.0.total_cmp(&b.at.0)));
    let mut lines: Vec<Vec<&Glyph>> = Vec::new();
    let (mut baseline, mut size) = (f64::NEG_INFINITY, 0.0_f64);
    for glyph in glyphs {
        // Blanks have the size of whatever font was set, and no place that shows.
        match lines.last_mut() {
            Some(line) if glyph.at.1 - baseline <= SAME_LINE * size.max(glyph.size) => {
                line.push(glyph);
                if glyph.size > size && !glyph.is_blank() {
                    (baseline, size) = (glyph.at.1, glyph.size);
                }
            }
            _ => {
                lines.push(vec![glyph]);
                (baseline, size) = (glyph.at.1, glyph.size);
            }
        }
    }
    lines.into_iter().filter_map(line_of).collect()
}

fn line_of(mut glyphs: Vec<&Glyph>) -> Option<TextLine> {
    glyphs.sort_by(|a, b| a.at.0.total_cmp(&b.at.0));
    let printed = || glyphs.iter().filter(|g| !g.is_blank());
    let corners =
        printed().flat_map(|g| [(g.at.0, g.at.1 - g.size * 0.85), (g.at.0 + g.width, g.at.1)]);
    let bounds = Bounds::around(corners)?;
    let size = printed().map(|g| g.size).fold(0.0, f64::max);
    let mut text = String::new();
    let mut end = f64::NEG_INFINITY;
    for glyph in &glyphs {
        let kept = glyph.kept();
        let gap = glyph.at.0 - end;
        let latin = |c: Option<char>| c.is_some_and(|c| c.is_ascii_alphanumeric());
        let both = latin(text.chars().next_back()) && latin(kept.chars().next());
        let wide = gap > glyph.size * if both { LATIN_GAP } else { WIDE_GAP };
        if wide && !text.is_empty() && !text.ends_with(char::is_whitespace) {
            text.push(' ');
        }
        text.push_str(kept);
        end = glyph.at.0 + glyph.width;
    }
    let text = text.trim().to_owned();
    (!text.is_empty()).then_some(TextLine { text, bounds, size })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn glyph(text: &str, x: f64, y: f64) -> Glyph {
        let text = Some(text.to_owned());
        Glyph { text, at: (x, y), width: 10.0, size: 10.0, turn: 0, visible: true, font: 0 }
    }

    fn texts(glyphs: &[Glyph]) -> Vec<String> {
        lines_of(glyphs).into_iter().map(|line| line.text).collect()
    }

    #[test]
    fn lines_go_from_top_to_bottom_and_from_left_to_right() {
        let glyphs = [
            glyph("丁", 10.0, 130.0),
            glyph("乙", 10.0, 100.0),
            glyph("甲", 0.0, 101.5),
            glyph("丙", 0.0, 130.0),
            glyph("戊", 50.0, 129.0),
        ];
        assert_eq!(texts(&glyphs), ["甲乙", "丙丁 戊"]);
    }

    #[test]
    fn a_glyph_printed_twice_on_its_spot_is_one() {
        let bold = vec![glyph("人", 0.0, 9.0), glyph("人", 0.4, 9.0), glyph("人", 10.0, 9.0)];
        let (kept, twice) = split_overprints(bold);
        assert_eq!((texts(&kept), twice.len()), (vec!["人人".to_owned()], 1));
    }

    #[test]
    fn narrow_digits_side_by_side_are_two() {
        let digits: Vec<Glyph> =
            [0.0, 2.5, 5.0].map(|x| Glyph { width: 2.5, ..glyph("1", x, 9.0) }).into();
        assert_eq!(texts(&split_overprints(digits).0), ["111"]);
    }

    #[test]
    fn what_the_file_does_not_tell_is_shown_as_unreadable() {
        let mut unknown = glyph("", 0.0, 9.0);
        unknown.text = None;
        assert_eq!(texts(&[unknown]), ["\u{FFFD}"]);
    }
}
