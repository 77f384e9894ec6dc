//! Numbers of paragraphs, which Word keeps apart from the text: `numbering.xml` says how they are
//! written, `styles.xml` which styles have them, and they are counted as the document is walked.

use std::collections::{BTreeMap, BTreeSet};

use roxmltree::Node;

use super::xml::{attribute, child, children, descend, is_on, name, number, value};
use crate::import::read::numerals::Numerals;

const LEVELS: usize = 9;

/// The list and the level that a paragraph is numbered by.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
struct Place {
    list: Option<u32>,
    level: Option<usize>,
}

/// How a level is numbered.
#[derive(Debug, Clone, PartialEq, Eq)]
struct Level {
    start: u32,
    numerals: Numerals,
    /// `%1.` and the like.
    template: String,
    /// Whether nothing stands between number and text.
    joined: bool,
    /// Whether outer numbers are written in plain digits.
    legal: bool,
    /// The outermost level that starts this one again, from 1; 0 for none.
    restart: Option<usize>,
    /// The style whose paragraphs are of this level.
    style: Option<String>,
}

/// Levels of a definition.
type Levels = BTreeMap<usize, Level>;

/// A list that refers to a definition.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
struct List {
    definition: u32,
    /// Levels that are written otherwise here.
    levels: Levels,
    /// Levels that start again here.
    starts: BTreeMap<usize, u32>,
}

/// How paragraphs are numbered, and how far the count is.
#[derive(Debug, Default)]
pub(super) struct Numbering {
    definitions: BTreeMap<u32, Levels>,
    lists: BTreeMap<u32, List>,
    styles: BTreeMap<String, Place>,
    default_style: Option<String>,
    /// For each definition the last number of each level.
    counts: BTreeMap<u32, [Option<u32>; LEVELS]>,
    /// Lists and levels that have started again already.
    started: BTreeSet<(u32, usize)>,
}

impl Numbering {
    /// Reads both parts, as far as the document has them.
    pub(super) fn read(numbering: Option<Node<'_, '_>>, styles: Option<Node<'_, '_>>) -> Self {
        let mut out = Self::default();
        if let Some(root) = numbering {
            out.read_definitions(root);
        }
        if let Some(root) = styles {
            out.read_styles(root);
        }
        out
    }

    fn read_definitions(&mut self, root: Node<'_, '_>) {
        // A definition may stand for a style, and another say that it is that style's.
        let (mut named, mut links) = (BTreeMap::new(), Vec::new());
        for node in children(root).filter(|n| name(*n) == "abstractNum") {
            let Some(id) = id_of(node, "abstractNumId") else { continue };
            if let Some(style) = value(node, "styleLink") {
                named.insert(style, id);
            }
            if let Some(style) = value(node, "numStyleLink") {
                links.push((id, style));
            }
            self.definitions.insert(id, levels_of(node));
        }
        let resolved: BTreeMap<u32, u32> =
            links.iter().filter_map(|(id, style)| Some((*id, *named.get(style)?))).collect();
        for node in children(root).filter(|n| name(*n) == "num") {
            let (Some(id), Some(definition)) =
                (id_of(node, "numId"), number(node, "abstractNumId"))
            else {
                continue;
            };
            let definition = resolved.get(&definition).copied().unwrap_or(definition);
            let mut list = List { definition, ..List::default() };
            for node in children(node).filter(|n| name(*n) == "lvlOverride") {
                let Some(at) = level_of(node) else { continue };
                list.starts.extend(number(node, "startOverride").map(|start| (at, start)));
                list.levels.extend(child(node, "lvl").map(|lvl| (at, read_level(lvl))));
            }
            self.lists.insert(id, list);
        }
    }

    fn read_styles(&mut self, root: Node<'_, '_>) {
        let (mut own, mut bases) = (BTreeMap::new(), BTreeMap::new());
        for node in children(root).filter(|n| name(*n) == "style") {
            let Some(id) = attribute(node, "styleId") else { continue };
            if attribute(node, "type") == Some("paragraph")
                && matches!(attribute(node, "default"), Some("1" | "true" | "on"))
            {
                self.default_style = Some(id.to_owned());
            }
            own.insert(id, descend(node, &["pPr", "numPr"]).map(place_of).unwrap_or_default());
            bases.extend(value(node, "basedOn").map(|base| (id, base)));
        }
        for id in own.keys() {
            let (mut place, mut at) = (Place::default(), *id);
            // A chain of styles that bites its tail is at most as long as there are styles.
            for _ in 0..=own.len() {
                let here = own.get(at).copied().unwrap_or_default();
                place = Place { list: place.list.or(here.list), level: place.level.or(here.level) };
                let Some(base) = bases.get(at) else { break };
                at = base;
            }
            if place.list.is_some() {
                self.styles.insert((*id).to_owned(), place);
            }
        }
    }

    /// The number that is printed before a paragraph, and counts it. `properties` is its `pPr`.
    pub(super) fn next(&mut self, properties: Option<Node<'_, '_>>) -> String {
        self.place(properties).map_or_else(String::new, |(list, at)| self.count(list, at))
    }

    /// The list and level of a paragraph: its own, else those of its style.
    fn place(&self, properties: Option<Node<'_, '_>>) -> Option<(u32, usize)> {
        let own = properties.and_then(|p| child(p, "numPr")).map(place_of).unwrap_or_default();
        let style = properties.and_then(|p| value(p, "pStyle")).or(self.default_style.as_deref());
        let styled = style.and_then(|s| self.styles.get(s)).copied().unwrap_or_default();
        // List 0 is how a paragraph says that it has no number.
        let list = own.list.or(styled.list).filter(|list| *list != 0)?;
        let of_style = || {
            let levels = &self.definitions.get(&self.lists.get(&list)?.definition)?;
            levels.iter().find(|(_, l)| l.style.is_some() && l.style.as_deref() == style)
        };
        let level = own.level.or_else(|| of_style().map(|(at, _)| *at)).or(styled.level);
        Some((list, level.unwrap_or(0)))
    }

    fn count(&mut self, id: u32, at: usize) -> String {
        let Some(list) = self.lists.get(&id) else { return String::new() };
        let Some(levels) = self.definitions.get(&list.definition) else { return String::new() };
        let level = |at: usize| list.levels.get(&at).or_else(|| levels.get(&at));
        let Some(here) = level(at) else { return String::new() };
        let counts = self.counts.entry(list.definition).or_default();

        let restarted = list.starts.get(&at).filter(|_| self.started.insert((id, at)));
        let start = list.starts.get(&at).copied().unwrap_or(here.start);
        let next = match (restarted, counts[at]) {
            (Some(start), _) => *start,
            (None, Some(before)) => before.saturating_add(1),
            (None, None) => start,
        };
        counts[at] = Some(next);
        for (deeper, count) in counts.iter_mut().enumerate().skip(at + 1) {
            let restart = level(deeper).and_then(|l| l.restart).unwrap_or(deeper);
            if at < restart {
                *count = None;
            }
        }
        let printed = |at: usize| {
            let level = level(at)?;
            let numerals = if here.legal { Numerals::Decimal } else { level.numerals };
            Some(numerals.write(counts[at].unwrap_or(level.start)))
        };
        if here.numerals == Numerals::None {
            return String::new();
        }
        let text = fill(&here.template, printed);
        if text.is_empty() || here.joined { text } else { format!("{text} ") }
    }
}

/// `%1.%2` with its numbers.
fn fill(template: &str, printed: impl Fn(usize) -> Option<String>) -> String {
    let mut out = String::new();
    let mut rest = template;
    while let Some(at) = rest.find('%') {
        out.push_str(&rest[..at]);
        let digit = rest[at + 1..].chars().next().and_then(|c| c.to_digit(10)).filter(|d| *d > 0);
        if let Some(digit) = digit {
            out.push_str(&printed(digit as usize - 1).unwrap_or_default());
            rest = &rest[at + 2..];
        } else {
            out.push('%');
            rest = &rest[at + 1..];
        }
    }
    out.push_str(rest);
    out
}

fn id_of(node: Node<'_, '_>, attribute_name: &str) -> Option<u32> {
    attribute(node, attribute_name)?.trim().parse().ok()
}

fn level_of(node: Node<'_, '_>) -> Option<usize> {
    attribute(node, "ilvl")?.trim().parse().ok().filter(|at| *at < LEVELS)
}

fn place_of(properties: Node<'_, '_>) -> Place {
    let level = number(properties, "ilvl").filter(|at| *at < LEVELS);
    Place { list: number(properties, "numId"), level }
}

fn levels_of(definition: Node<'_, '_>) -> Levels {
    children(definition)
        .filter(|n| name(*n) == "lvl")
        .filter_map(|node| Some((level_of(node)?, read_level(node))))
        .collect()
}

fn read_level(node: Node<'_, '_>) -> Level {
    let format = child(node, "numFmt").or_else(|| {
        // Formats that came later stand beside an older one that looks like them.
        descend(node, &["AlternateContent", "Choice", "numFmt"])
    });
    Level {
        start: number(node, "start").unwrap_or(0),
        numerals: numerals_of(format.and_then(|f| attribute(f, "val")).unwrap_or("decimal")),
        template: value(node, "lvlText").unwrap_or_default().to_owned(),
        joined: value(node, "suff") == Some("nothing"),
        legal: is_on(node, "isLgl"),
        restart: number(node, "lvlRestart"),
        style: value(node, "pStyle").map(str::to_owned),
    }
}

/// Formats of other scripts are written as plain digits.
fn numerals_of(format: &str) -> Numerals {
    match format {
        "none" | "bullet" => Numerals::None,
        "decimalZero" => Numerals::PaddedDecimal,
        "decimalFullWidth" | "decimalFullWidth2" => Numerals::FullWidth,
        "decimalEnclosedCircle" | "decimalEnclosedCircleChinese" => Numerals::Circled,
        "decimalEnclosedParen" => Numerals::Parenthesised,
        "decimalEnclosedFullstop" => Numerals::FullStop,
        "chineseCounting"
        | "chineseCountingThousand"
        | "taiwaneseCounting"
        | "taiwaneseCountingThousand"
        | "japaneseCounting" => Numerals::Chinese,
        "ideographDigital" | "taiwaneseDigital" | "japaneseDigitalTenThousand" => {
            Numerals::ChineseDigits
        }
        "chineseLegalSimplified" | "ideographLegalTraditional" => Numerals::ChineseFormal,
        "ideographTraditional" => Numerals::Stems,
        "ideographZodiac" => Numerals::Branches,
        "upperLetter" => Numerals::UpperLetter,
        "lowerLetter" => Numerals::LowerLetter,
        "upperRoman" => Numerals::UpperRoman,
        "lowerRoman" => Numerals::LowerRoman,
        _ => Numerals::Decimal,
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, reason = "literals of these tests")]

    use roxmltree::Document;

    use super::*;

    const NUMBERING: &str = r#"<w:numbering xmlns:w="w">
        <w:abstractNum w:abstractNumId="5">
          <w:lvl w:ilvl="0"><w:start w:val="1"/><w:numFmt w:val="chineseCounting"/><w:suff w:val="nothing"/><w:lvlText w:val="%1、"/></w:lvl>
          <w:lvl w:ilvl="1"><w:start w:val="1"/><w:numFmt w:val="decimal"/><w:lvlText w:val="（%2）"/></w:lvl>
          <w:lvl w:ilvl="2"><w:start w:val="1"/><w:numFmt w:val="decimal"/><w:isLgl/><w:lvlText w:val="%1.%2.%3"/></w:lvl>
          <w:lvl w:ilvl="3"><w:start w:val="1"/><w:numFmt w:val="decimalEnclosedCircle"/><w:lvlRestart w:val="0"/><w:lvlText w:val="%4"/></w:lvl>
        </w:abstractNum>
        <w:abstractNum w:abstractNumId="6"><w:numStyleLink w:val="列表样式"/></w:abstractNum>
        <w:abstractNum w:abstractNumId="7"><w:styleLink w:val="列表样式"/>
          <w:lvl w:ilvl="0"><w:start w:val="3"/><w:numFmt w:val="decimal"/><w:pStyle w:val="条"/><w:lvlText w:val="%1."/></w:lvl>
          <w:lvl w:ilvl="1"><w:numFmt w:val="bullet"/><w:lvlText w:val="●"/></w:lvl>
        </w:abstractNum>
        <w:num w:numId="1"><w:abstractNumId w:val="5"/></w:num>
        <w:num w:numId="2"><w:abstractNumId w:val="5"/><w:lvlOverride w:ilvl="0"><w:startOverride w:val="1"/></w:lvlOverride></w:num>
        <w:num w:numId="3"><w:abstractNumId w:val="6"/></w:num>
        <w:num w:numId="4"><w:abstractNumId w:val="5"/><w:lvlOverride w:ilvl="0"><w:lvl w:ilvl="0"><w:start w:val="8"/><w:numFmt w:val="upperRoman"/><w:lvlText w:val="%1)"/></w:lvl></w:lvlOverride></w:num>
      </w:numbering>"#;
    const STYLES: &str = r#"<w:styles xmlns:w="w">
        <w:style w:type="paragraph" w:styleId="条"><w:pPr><w:numPr><w:numId w:val="3"/></w:numPr></w:pPr></w:style>
        <w:style w:type="paragraph" w:styleId="款"><w:basedOn w:val="条"/></w:style>
        <w:style w:type="paragraph" w:styleId="环"><w:basedOn w:val="圈"/></w:style>
        <w:style w:type="paragraph" w:styleId="圈"><w:basedOn w:val="环"/></w:style>
      </w:styles>"#;

    fn printed(paragraphs: &[&str]) -> Vec<String> {
        let numbering = Document::parse(NUMBERING).unwrap();
        let styles = Document::parse(STYLES).unwrap();
        let mut numbers =
            Numbering::read(Some(numbering.root_element()), Some(styles.root_element()));
        let next = |xml: &&str| {
            let xml = format!("<w:pPr xmlns:w=\"w\">{xml}</w:pPr>");
            numbers.next(Some(Document::parse(&xml).unwrap().root_element()))
        };
        paragraphs.iter().map(next).collect()
    }

    fn at(list: u32, level: u32) -> String {
        format!("<w:numPr><w:ilvl w:val=\"{level}\"/><w:numId w:val=\"{list}\"/></w:numPr>")
    }

    #[test]
    fn levels_count_and_start_again() {
        let paragraphs = [
            at(1, 0),
            at(1, 1),
            at(1, 1),
            at(1, 0),
            at(1, 1),
            at(1, 2),
            at(1, 3),
            at(1, 0),
            at(1, 3),
        ];
        assert_eq!(
            printed(&paragraphs.each_ref().map(String::as_str)),
            ["一、", "（1） ", "（2） ", "二、", "（1） ", "2.1.1 ", "① ", "三、", "② "]
        );
    }

    #[test]
    fn another_list_of_a_definition_goes_on_unless_it_says_otherwise() {
        let paragraphs = [at(1, 0), at(2, 0), at(2, 0), at(1, 0), at(4, 0)];
        assert_eq!(
            printed(&paragraphs.each_ref().map(String::as_str)),
            ["一、", "一、", "二、", "三、", "IV) "]
        );
    }

    #[test]
    fn styles_number_paragraphs_and_list_zero_takes_the_number_away() {
        assert_eq!(
            printed(&[
                "<w:pStyle w:val=\"条\"/>",
                "<w:pStyle w:val=\"款\"/>",
                "<w:pStyle w:val=\"款\"/><w:numPr><w:numId w:val=\"0\"/></w:numPr>",
                "<w:pStyle w:val=\"环\"/>",
                "<w:pStyle w:val=\"条\"/><w:numPr><w:ilvl w:val=\"1\"/></w:numPr>",
                "<w:pStyle w:val=\"条\"/>",
            ]),
            ["3. ", "4. ", "", "", "", "5. "]
        );
    }

    #[test]
    fn unknown_lists_and_levels_have_no_number() {
        assert_eq!(printed(&[&at(99, 0), &at(1, 7), &at(1, 99), ""]), ["", "", "一、", ""]);
    }
}
