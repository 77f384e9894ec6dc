//! How well lines fit as a name, as departments, as the method of a duty that was taken back.
//!
//! What tells: known departments, the endings and the county's name that others bear, the widths of
//! the columns, and how the cell behind them opens.

use super::cells::{Scored, joined};
use super::lines::Line;
use super::vocabulary::Vocabulary;
use crate::import::clauses::{LabelContext, label_len};
use crate::text::bodies::{has_body_ending, has_plain_ending, is_common_body, names_class};
use crate::text::department::split_names;
use crate::text::numbering::split_marker;

/// Where name and departments end.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Head {
    /// Lines of the name.
    pub name: usize,
    /// Lines of name and departments.
    pub departments: usize,
}

/// A name and its departments take at most this many lines.
const HEAD_LINES: usize = 48;

/// All ways to divide off a name and its departments, with their scores.
pub(super) fn heads(lines: &[Line<'_>], vocabulary: &Vocabulary) -> Vec<Scored<Head>> {
    let most = lines.len().min(HEAD_LINES);
    let mut ways = Vec::new();
    for name in 1..most {
        let name_score = name_score(&lines[..name], vocabulary);
        for departments in name + 1..=most {
            let cell = &lines[name..departments];
            let text = joined(cell);
            let names: Vec<String> = split_names(&text).map(str::to_owned).collect();
            let score = name_score
                + departments_score(cell, &text, &names, vocabulary)
                + opening_score(&names, lines.get(departments), vocabulary);
            ways.push(Scored { score, way: Head { name, departments } });
        }
    }
    ways
}

fn name_score(lines: &[Line<'_>], vocabulary: &Vocabulary) -> f32 {
    let width = vocabulary.widths.name;
    let text = joined(lines);
    let mut score = 0.0;
    if text.contains(['。', '；']) {
        score -= 4.0;
    }
    if text.ends_with(['、', '，', '：']) || opens(&text) {
        score -= 3.0;
    }
    // A name hardly ever says the county's; a department's cell does.
    if !vocabulary.county.is_empty() && text.contains(&vocabulary.county) {
        score -= 4.0;
    } else if county_stem(vocabulary).is_some_and(|stem| text.contains(stem))
        || vocabulary.above.iter().any(|place| text.contains(place.as_str()))
    {
        score -= 2.0;
    }
    // A line that begins with a body and a comma is the first of the departments' cell.
    let names_body = |line: &Line<'_>| {
        line.text.split_once('、').is_some_and(|(body, _)| is_placed_body(body, vocabulary))
    };
    if lines.iter().skip(1).any(names_body) {
        score -= 2.0;
    }
    score - width_penalty(lines, width)
}

fn departments_score(
    lines: &[Line<'_>],
    text: &str,
    names: &[String],
    vocabulary: &Vocabulary,
) -> f32 {
    if names.is_empty() {
        return -10.0;
    }
    let mut score = 0.0;
    let mut quality = 0.0;
    for name in names {
        if name.contains(['。', '；', '：', '，']) || opens(name) || is_glued(name, vocabulary)
        {
            score -= 6.0;
        } else if vocabulary.knows(name) {
            quality += 3.0;
        } else if is_placed_body(name, vocabulary) || is_common_body(name) {
            quality += 2.0;
        } else if names_class(name) {
            quality += 1.0;
        } else if has_body_ending(name) {
            quality += 0.5;
        } else {
            score -= 5.0;
        }
    }
    if text.starts_with('、') || text.ends_with('、') {
        score -= 4.0;
    }
    #[expect(clippy::cast_precision_loss, reason = "a row names a few departments")]
    let mean = quality / names.len() as f32;
    score + mean - width_penalty(lines, vocabulary.widths.departments)
}

/// Whether each name of a cell is known, has its county before it, or is one that needs none.
pub(super) fn are_plausible(cell: &str, vocabulary: &Vocabulary) -> bool {
    split_names(cell).all(|name| {
        vocabulary.knows(name)
            || is_placed_body(name, vocabulary)
            || is_common_body(name)
            || names_class(name)
    })
}

/// How the line behind the departments begins: a number, a heading or a label opens the clauses, and
/// a blank line stands before them.
fn opening_score(departments: &[String], line: Option<&Line<'_>>, vocabulary: &Vocabulary) -> f32 {
    let Some(line) = line else { return -6.0 };
    let mut score = if line.after_blank { 2.0 } else { 0.0 };
    match split_marker(line.text) {
        Some((marker, _)) if marker.number == 1 => score += 3.0,
        Some(_) => score -= 5.0,
        None if is_label(line, departments, vocabulary) => score += 3.0,
        None if line.text.starts_with(['、', '，', '；', '。', '）']) => score -= 6.0,
        None => {}
    }
    if vocabulary.widths.departments > 0 && line.width() > vocabulary.widths.departments + 2 {
        score += 2.0;
    }
    score
}

/// Whether a line is the name of one of the row's departments and nothing else.
fn is_label(line: &Line<'_>, departments: &[String], vocabulary: &Vocabulary) -> bool {
    let context = LabelContext { departments, county: &vocabulary.county };
    label_len(line.text, context) == Some(line.text.len())
}

/// How well lines fit as the name of a duty that was taken back and as what becomes of it.
pub(super) fn method_score(name: &[Line<'_>], method: &[Line<'_>], vocabulary: &Vocabulary) -> f32 {
    let Some(first) = method.first() else { return -10.0 };
    let text = joined(name);
    let context = LabelContext { departments: &[], county: &vocabulary.county };
    let mut score = if first.after_blank { 1.0 } else { 0.0 };
    if label_len(first.text, context).is_some() {
        score += 5.0;
        if is_placed_body(label_of(first.text), vocabulary) {
            score += 2.0;
        }
    } else if is_placed_body(first.text, vocabulary) {
        score += 4.0;
    } else if county_stem(vocabulary).is_some_and(|stem| first.text.starts_with(stem)) {
        // `某县水利局负责……`
        score += 3.0;
    } else if split_marker(first.text).is_some_and(|(marker, _)| marker.number == 1) {
        score += 3.0;
    }
    if text.contains(['。', '；', '：']) || text.ends_with(['、', '，']) || opens(&text) {
        score -= 4.0;
    }
    if joined(method).ends_with(['。', '；']) { score } else { score - 1.0 }
}

fn label_of(line: &str) -> &str {
    line.split(['：', ':']).next().unwrap_or(line)
}

/// The county's name without its level, which the names of the level above often share.
fn county_stem(vocabulary: &Vocabulary) -> Option<&str> {
    let stem = vocabulary.county.trim_end_matches(['县', '市', '区', '旗']);
    (stem.chars().count() >= 2).then_some(stem)
}

/// What stands before a department of the county at the end of a name: there it is of another cell.
pub(super) fn before_department<'n>(name: &'n str, vocabulary: &Vocabulary) -> Option<&'n str> {
    let county = &vocabulary.county;
    let at = name.find(county.as_str()).filter(|at| *at > 0 && !county.is_empty())?;
    has_plain_ending(name).then(|| &name[..at])
}

/// Whether a name is two: a body with another behind it, or with something before its county.
fn is_glued(name: &str, vocabulary: &Vocabulary) -> bool {
    let county = &vocabulary.county;
    // `某州生态环境局某县分局` is one body.
    let late = !county.is_empty()
        && name
            .rfind(county.as_str())
            .is_some_and(|at| at > 0 && !(has_plain_ending(&name[..at]) && name.ends_with("分局")));
    late || name.char_indices().skip(1).any(|(at, _)| {
        let (body, rest) = name.split_at(at);
        has_body_ending(rest)
            && rest.starts_with(['县', '市', '区', '旗', '州', '盟'])
            && is_placed_body(body, vocabulary)
    })
}

/// A body of this county or of a level above it, by its name.
fn is_placed_body(name: &str, vocabulary: &Vocabulary) -> bool {
    has_body_ending(name)
        && (county_stem(vocabulary).is_some_and(|stem| name.starts_with(stem))
            || vocabulary.above.iter().any(|place| name.starts_with(place.as_str()))
            || (name.starts_with(['县', '市', '区', '旗', '州', '盟', '省'])
                && name.chars().count() <= 18
                && has_plain_ending(name)))
}

/// Lines wider than their column; and lines that end early although the text goes on.
fn width_penalty(lines: &[Line<'_>], width: usize) -> f32 {
    if width == 0 {
        return 0.0;
    }
    let mut penalty = 0.0;
    for (i, line) in lines.iter().enumerate() {
        if line.width() > width + 2 {
            penalty += 3.0;
        } else if i + 1 < lines.len() && line.width() + 4 < width {
            penalty += 1.0;
        }
    }
    penalty
}

/// Whether a bracket or quotation mark is open at the end of a text.
fn opens(text: &str) -> bool {
    let count = |mark: char| text.chars().filter(|c| *c == mark).count();
    [('（', '）'), ('(', ')'), ('《', '》'), ('“', '”')]
        .iter()
        .any(|(open, close)| count(*open) != count(*close))
}
