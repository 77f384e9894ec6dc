//! Lines outside tables → paragraphs: a line that is full goes on in the next one.

use std::collections::BTreeMap;

use super::lines::TextLine;
use crate::text::numbering::split_marker;

/// A line and the page that it is on.
pub(super) type OnPage = (usize, TextLine);

/// Joins lines that are one paragraph, also from page to page; each paragraph with the index of its
/// first line.
pub(super) fn paragraphs(lines: &[OnPage], margins: &Margins) -> Vec<(usize, String)> {
    let mut out: Vec<(usize, String)> = Vec::new();
    let mut above: Option<&OnPage> = None;
    for (i, here) in lines.iter().enumerate() {
        let goes_on = above.is_some_and(|above| goes_on(above, here, margins));
        match out.last_mut().filter(|_| goes_on) {
            // Between hanzi recognition takes the blank out again.
            Some((_, text)) => {
                text.push(' ');
                text.push_str(&here.1.text);
            }
            None => out.push((i, here.1.text.clone())),
        }
        above = Some(here);
    }
    out
}

fn goes_on((above_page, above): &OnPage, (page, line): &OnPage, margins: &Margins) -> bool {
    let em = above.size;
    let right = margins.get(above_page).map_or(f64::INFINITY, |m| m.1);
    let left = margins.get(page).map_or(f64::NEG_INFINITY, |m| m.0);
    let full = above.bounds.x1 > right - 1.6 * em;
    let at_margin = line.bounds.x0 < left + 0.8 * em;
    let alike = (line.size - em).abs() < 0.5;
    let near = above_page != page || line.bounds.y1 - above.bounds.y1 < 2.6 * em;
    let of_contents = is_of_contents(&above.text) || is_of_contents(&line.text);
    full && at_margin && alike && near && !of_contents && split_marker(&line.text).is_none()
}

/// The left and right edges of the text of each page, as far as pages of its width tell.
pub(super) type Margins = BTreeMap<usize, (f64, f64)>;

/// A line of a table of contents: a leader, or a page number behind a title.
fn is_of_contents(text: &str) -> bool {
    let leader = ["....", "……", "····"].iter().any(|leader| text.contains(leader));
    let stem = text.trim_end_matches(|c: char| c.is_ascii_digit() || c.is_whitespace());
    leader || (stem.len() < text.len() && (stem.ends_with("清单") || stem.ends_with("说明")))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::import::read::pdf::geometry::Bounds;

    fn line(text: &str, x0: f64, x1: f64, y1: f64) -> TextLine {
        let bounds = Bounds { x0, y0: y1 - 10.0, x1, y1 };
        TextLine { text: text.into(), bounds, size: 10.0 }
    }

    #[test]
    fn a_full_line_goes_on_and_an_indented_one_begins() {
        let lines = [
            line("说 明", 90.0, 110.0, 20.0),
            line("一段的头", 20.0, 200.0, 40.0),
            line("一段的尾。", 0.0, 80.0, 60.0),
            line("二段的头", 20.0, 200.0, 80.0),
            line("一、三段", 0.0, 200.0, 100.0),
        ];
        let got = paragraphs(&lines.map(|line| (1, line)), &Margins::from([(1, (0.0, 200.0))]));
        let texts: Vec<&str> = got.iter().map(|(_, text)| text.as_str()).collect();
        assert_eq!(texts, ["说 明", "一段的头 一段的尾。", "二段的头", "一、三段"]);
    }
}
