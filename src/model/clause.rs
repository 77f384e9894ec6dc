//! Clauses (条款): the numbered or labelled paragraphs of a duty's text.
//!
//! A [`Text`] is the printed lines in their order and nothing else; how they nest is derived by
//! [`nest`], so a text has exactly one tree and Markdown needs to keep only the lines.

use std::fmt;

use super::Section;
use crate::text::department::{names_of_taker, split_names};
use crate::text::numbering::{MarkerKind, split_marker};

/// What a line is, beyond its number.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum LineKind {
    /// A department's name that says whose clauses follow: `县公安局：`.
    Label,
    /// A clause or a heading, numbered or not.
    Clause,
}

/// One printed line: a clause, a heading or a label.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct Line {
    /// Label or clause.
    pub kind: LineKind,
    /// The printed number with the blank behind it (`1. `, `2.`, `（一）`), or nothing.
    marker: String,
    /// The text behind the number: one line, no blank at either end, not empty unless there is a
    /// number.
    text: String,
}

impl Line {
    /// A clause from a printed line, its number recognised. `None` when nothing is printed.
    /// Line breaks inside become blanks.
    pub fn clause(printed: &str) -> Option<Self> {
        let printed = single_line(printed);
        let (marker, text) = match split_marker(&printed) {
            Some((marker, rest)) => (marker.printed.to_owned(), rest.to_owned()),
            None => (String::new(), printed),
        };
        (!marker.is_empty() || !text.is_empty()).then_some(Self {
            kind: LineKind::Clause,
            marker,
            text,
        })
    }

    /// A label. `None` when nothing is printed.
    pub fn label(printed: &str) -> Option<Self> {
        let text = single_line(printed);
        (!text.is_empty()).then_some(Self { kind: LineKind::Label, marker: String::new(), text })
    }

    /// The printed number with the blank behind it, or nothing.
    pub fn marker(&self) -> &str {
        &self.marker
    }

    /// The text without its number.
    pub fn text(&self) -> &str {
        &self.text
    }

    /// A label's departments: its text without the colon and without `承接部门：`, split at `、`.
    pub fn label_names(&self) -> impl Iterator<Item = &str> {
        let names = names_of_taker(&self.text).unwrap_or(&self.text);
        split_names(names.trim_end_matches(['：', ':']))
    }

    fn level(&self) -> Level {
        match self.kind {
            LineKind::Label => Level::Label,
            LineKind::Clause => match split_marker(&self.marker) {
                Some((marker, _)) => Level::Numbered(marker.kind),
                None => Level::Plain,
            },
        }
    }
}

/// The line as printed.
impl fmt::Display for Line {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}{}", self.marker, self.text)
    }
}

fn single_line(text: &str) -> String {
    text.trim().replace("\r\n", " ").replace(['\n', '\r', '\t'], " ")
}

/// The printed lines of one section of a duty.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Text {
    /// The lines in printed order.
    pub lines: Vec<Line>,
}

impl Text {
    /// Whether nothing is printed.
    pub fn is_empty(&self) -> bool {
        self.lines.is_empty()
    }

    /// The labels, in order.
    pub fn labels(&self) -> impl Iterator<Item = &Line> {
        self.lines.iter().filter(|line| line.kind == LineKind::Label)
    }

    /// The departments that the labels name, each once, in order.
    pub fn label_departments(&self) -> Vec<String> {
        let mut seen = std::collections::BTreeSet::new();
        let names = self.labels().flat_map(Line::label_names).filter(|name| seen.insert(*name));
        names.map(str::to_owned).collect()
    }
}

/// One clause, heading or label a line.
impl fmt::Display for Text {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        for (i, line) in self.lines.iter().enumerate() {
            if i > 0 {
                f.write_str("\n")?;
            }
            write!(f, "{line}")?;
        }
        Ok(())
    }
}

/// Where a clause stands among its siblings, and they among theirs, counted from 1: `3`, `1-2`.
/// With the section's letter it is the clause's anchor.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct ClausePath(Vec<u32>);

impl fmt::Display for ClausePath {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        for (i, part) in self.0.iter().enumerate() {
            if i > 0 {
                f.write_str("-")?;
            }
            write!(f, "{part}")?;
        }
        Ok(())
    }
}

/// A line with what stands under it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Clause<'a> {
    /// Position, for the anchor.
    pub path: ClausePath,
    /// The printed line.
    pub line: &'a Line,
    /// Which line of its text it is, from 0.
    pub index: usize,
    /// What stands under it: the clauses of a heading or a label, nested numbers.
    pub children: Vec<Clause<'a>>,
}

impl Clause<'_> {
    /// Its anchor on the page of its duty: `u3`, `m1-2`.
    pub fn anchor(&self, section: Section) -> String {
        format!("{}{}", section.letter(), self.path)
    }
}

/// The anchor of each line of a section, in the order of its lines.
pub fn anchors(section: Section, text: &Text) -> Vec<String> {
    fn walk(clauses: &[Clause<'_>], section: Section, found: &mut Vec<String>) {
        for clause in clauses {
            found.push(clause.anchor(section));
            walk(&clause.children, section, found);
        }
    }
    // Printed order is the order of the tree, read from its head.
    let mut found = Vec::with_capacity(text.lines.len());
    walk(&nest(text), section, &mut found);
    found
}

/// What decides nesting: lines of one level are siblings.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Level {
    Label,
    Numbered(MarkerKind),
    Plain,
}

/// The tree of a text. A line of a level that is open continues it; a line of a new level goes
/// under the line above it. An unnumbered line, and a label behind a sentence, close a run of numbers
/// instead of going under its last one.
pub fn nest(text: &Text) -> Vec<Clause<'_>> {
    let mut open: Vec<Level> = Vec::new();
    let mut roots: Vec<Clause<'_>> = Vec::new();
    for (index, line) in text.lines.iter().enumerate() {
        let level = line.level();
        if let Some(depth) = open.iter().position(|&l| l == level) {
            open.truncate(depth + 1);
        } else {
            let ends_numbers = match level {
                Level::Plain => true,
                // Behind a sentence a label begins anew; behind `1.……：` it may be a part of what is announced.
                Level::Label => {
                    index > 0 && text.lines[index - 1].text().ends_with(['。', '；', ';'])
                }
                Level::Numbered(_) => false,
            };
            if ends_numbers
                && let Some(Level::Numbered(kind)) = open.last()
                && kind.is_list_item()
            {
                // Same depth as the numbers that it ends.
                open.pop();
            }
            open.push(level);
        }
        insert(&mut roots, index, line, open.len());
    }
    roots
}

fn insert<'a>(roots: &mut Vec<Clause<'a>>, index: usize, line: &'a Line, depth: usize) {
    let mut path = Vec::with_capacity(depth);
    let mut siblings = roots;
    for _ in 1..depth {
        path.push(count(siblings));
        // Every level above was opened by a line that is there; stop early rather than panic.
        match siblings.last_mut() {
            Some(last) => siblings = &mut last.children,
            None => return,
        }
    }
    path.push(count(siblings) + 1);
    siblings.push(Clause { path: ClausePath(path), line, index, children: Vec::new() });
}

fn count(siblings: &[Clause<'_>]) -> u32 {
    u32::try_from(siblings.len()).unwrap_or(u32::MAX)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn walk(clauses: &[Clause<'_>], out: &mut Vec<String>) {
        for c in clauses {
            out.push(format!("{} {}", c.path, c.line));
            walk(&c.children, out);
        }
    }

    fn outline(printed: &[&str]) -> Vec<String> {
        let lines = printed
            .iter()
            .filter_map(|l| match l.strip_prefix("L:") {
                Some(label) => Line::label(label),
                None => Line::clause(l),
            })
            .collect();
        let text = Text { lines };
        let mut out = Vec::new();
        walk(&nest(&text), &mut out);
        out
    }

    #[test]
    fn numbers_alone_are_flat() {
        assert_eq!(outline(&["1. 甲", "2. 乙", "2. 丙"]), ["1 1. 甲", "2 2. 乙", "3 2. 丙"]);
    }

    #[test]
    fn labels_and_headings_hold_their_numbers() {
        assert_eq!(
            outline(&["L:县公安局：", "1.甲", "2.乙", "L:县水利局：", "丙"]),
            ["1 县公安局：", "1-1 1.甲", "1-2 2.乙", "2 县水利局：", "2-1 丙"]
        );
        assert_eq!(
            outline(&["一、总则", "1. 甲", "（1）子", "2. 乙", "二、附则", "1. 丙"]),
            ["1 一、总则", "1-1 1. 甲", "1-1-1 （1）子", "1-2 2. 乙", "2 二、附则", "2-1 1. 丙"]
        );
    }

    #[test]
    fn each_line_has_its_anchor() {
        let lines = ["一、总则", "1. 甲", "2. 乙", "二、附则", "1. 丙"].map(Line::clause);
        let text = Text { lines: lines.into_iter().flatten().collect() };
        assert_eq!(anchors(Section::Upper, &text), ["u1", "u1-1", "u1-2", "u2", "u2-1"]);
    }

    #[test]
    fn a_label_behind_a_sentence_stands_beside_the_numbers_before_it() {
        assert_eq!(
            outline(&["1. 甲。", "2. 乙。", "L:县公安局：", "1. 丙。"]),
            ["1 1. 甲。", "2 2. 乙。", "3 县公安局：", "3-1 1. 丙。"]
        );
        assert_eq!(
            outline(&["1. 分工如下：", "L:县公安局：", "（1）丙。"]),
            ["1 1. 分工如下：", "1-1 县公安局：", "1-1-1 （1）丙。"]
        );
    }

    #[test]
    fn an_unnumbered_line_ends_a_run_of_numbers() {
        assert_eq!(outline(&["1. 甲", "2. 乙", "附：丙"]), ["1 1. 甲", "2 2. 乙", "3 附：丙"]);
    }
}
