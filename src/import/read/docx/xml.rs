//! Parts of a `.docx` as trees, within limits, and the names in them.

use roxmltree::{Document, Node, ParsingOptions};

use super::FORMAT;
use crate::import::ImportError;

/// More nodes than any list has: a long one has some two hundred thousand.
const MAX_NODES: u32 = 8_000_000;
/// Deeper than any program writes; what walks the tree calls itself once a level.
const MAX_DEPTH: usize = 400;

/// The tree of a part. A part with a document type, where entities would be declared, is refused:
/// no program writes one.
pub(super) fn parse(text: &str) -> Result<Document<'_>, ImportError> {
    let options = ParsingOptions { nodes_limit: MAX_NODES, ..ParsingOptions::default() };
    let text = text.strip_prefix('\u{FEFF}').unwrap_or(text);
    let document = Document::parse_with_options(text, options)
        .map_err(|_| ImportError::Damaged { format: FORMAT })?;
    if is_deeper_than(document.root(), MAX_DEPTH) {
        return Err(ImportError::TooDeep);
    }
    Ok(document)
}

/// Walks down and up again without calling itself.
fn is_deeper_than(root: Node<'_, '_>, limit: usize) -> bool {
    let (mut node, mut depth) = (root, 0);
    loop {
        if let Some(child) = node.first_child() {
            (node, depth) = (child, depth + 1);
            if depth > limit {
                return true;
            }
            continue;
        }
        loop {
            if let Some(next) = node.next_sibling() {
                node = next;
                break;
            }
            match node.parent() {
                Some(parent) => (node, depth) = (parent, depth - 1),
                None => return false,
            }
        }
    }
}

/// The name of an element, without its namespace: the transitional and the strict form differ in
/// nothing else, and no two elements of a part that hold text share a name.
pub(super) fn name<'a>(node: Node<'a, '_>) -> &'a str {
    node.tag_name().name()
}

/// A child element by name.
pub(super) fn child<'a, 'i>(node: Node<'a, 'i>, wanted: &str) -> Option<Node<'a, 'i>> {
    node.children().find(|c| c.is_element() && name(*c) == wanted)
}

/// The element at the end of a path of child elements.
pub(super) fn descend<'a, 'i>(node: Node<'a, 'i>, path: &[&str]) -> Option<Node<'a, 'i>> {
    path.iter().try_fold(node, |node, wanted| child(node, wanted))
}

/// An attribute by its name without namespace.
pub(super) fn attribute<'a>(node: Node<'a, '_>, wanted: &str) -> Option<&'a str> {
    node.attributes().find(|a| a.name() == wanted).map(|a| a.value())
}

/// The `val` of a child element.
pub(super) fn value<'a>(node: Node<'a, '_>, wanted: &str) -> Option<&'a str> {
    attribute(child(node, wanted)?, "val")
}

/// The `val` of a child element, as a number.
pub(super) fn number<T: std::str::FromStr>(node: Node<'_, '_>, wanted: &str) -> Option<T> {
    value(node, wanted)?.trim().parse().ok()
}

/// Whether a property that is either there or not is set.
pub(super) fn is_on(node: Node<'_, '_>, wanted: &str) -> bool {
    child(node, wanted).is_some_and(|c| !matches!(attribute(c, "val"), Some("0" | "false" | "off")))
}

/// The children that count: of alternatives the first, which is what Word shows.
pub(super) fn children<'a, 'i>(node: Node<'a, 'i>) -> impl Iterator<Item = Node<'a, 'i>> {
    let alternatives = name(node) == "AlternateContent";
    let elements = move || node.children().filter(Node::is_element);
    let chosen = alternatives
        .then(|| elements().find(|c| name(*c) == "Choice").or_else(|| elements().next()))
        .flatten();
    elements().filter(move |c| !alternatives || Some(*c) == chosen)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn entities_are_refused_and_so_is_what_is_too_deep() {
        let bomb = "<!DOCTYPE w [<!ENTITY a \"甲甲\"><!ENTITY b \"&a;&a;\">]><w>&b;</w>";
        assert_eq!(parse(bomb).err(), Some(ImportError::Damaged { format: FORMAT }));
        let deep = format!("{}{}", "<a>".repeat(100_000), "</a>".repeat(100_000));
        assert_eq!(parse(&deep).err(), Some(ImportError::TooDeep));
        assert!(parse("<a><b/><b><c/></b></a>").is_ok());
    }
}
