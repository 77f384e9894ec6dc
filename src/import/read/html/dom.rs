//! The tree that a browser makes of a page, within limits.
//!
//! html5ever builds it by the rules that browsers follow: forgotten `</td>` and misplaced tags come
//! out as people see them. The tree is kept in one list, so that dropping it does not recurse.

use std::borrow::Cow;
use std::cell::{Cell, RefCell};
use std::rc::Rc;

use html5ever::interface::{ElementFlags, NodeOrText, QuirksMode, TreeSink};
use html5ever::tendril::{StrTendril, TendrilSink};
use html5ever::{Attribute, ExpandedName, ParseOpts, QualName, parse_document};

use crate::import::ImportError;

/// More than any page has: a portal with three long lists has some fifty thousand.
const MAX_NODES: usize = 2_000_000;
/// As deep as browsers go, and some. What walks the tree calls itself once a level.
const MAX_DEPTH: usize = 600;
/// More attributes than any tag has: the parser compares each with all before it.
const MAX_ATTRIBUTES: usize = 1000;
/// The page is given to the parser piece by piece, and the limits are looked at in between.
const PIECE: usize = 4096;

/// A page.
#[derive(Debug, Default)]
pub(super) struct Dom {
    nodes: Vec<Node>,
}

/// The place of a node in the tree.
pub(super) type Id = usize;

/// The document itself.
pub(super) const ROOT: Id = 0;

#[derive(Debug, Default)]
struct Node {
    parent: Option<Id>,
    children: Vec<Id>,
    content: Content,
}

#[derive(Debug, Default)]
enum Content {
    /// The document, a comment, a document type.
    #[default]
    Other,
    Text(String),
    Element {
        name: Rc<QualName>,
        attributes: Vec<Attribute>,
    },
}

impl Dom {
    /// Parses a page.
    pub(super) fn parse(text: &str) -> Result<Self, ImportError> {
        if has_crowded_tag(text) {
            return Err(ImportError::TooDeep);
        }
        let mut parser = parse_document(Sink::default(), ParseOpts::default());
        let mut rest = text;
        while !rest.is_empty() {
            let piece = rest.len().min(PIECE);
            let at = (piece..=rest.len()).find(|at| rest.is_char_boundary(*at));
            let (head, tail) = rest.split_at(at.unwrap_or(rest.len()));
            parser.process(StrTendril::from(head));
            rest = tail;
            let sink = &parser.tokenizer.sink.sink;
            if sink.deepest.get() > MAX_DEPTH || sink.nodes.borrow().len() > MAX_NODES {
                return Err(ImportError::TooDeep);
            }
        }
        let dom = parser.finish();
        // Nodes may have been moved to another depth since they were counted.
        if dom.depth() > 2 * MAX_DEPTH { Err(ImportError::TooDeep) } else { Ok(dom) }
    }

    fn depth(&self) -> usize {
        let (mut deepest, mut pending) = (0, vec![(ROOT, 0)]);
        while let Some((id, depth)) = pending.pop() {
            deepest = deepest.max(depth);
            pending.extend(self.children(id).iter().map(|child| (*child, depth + 1)));
        }
        deepest
    }

    /// The children of a node.
    pub(super) fn children(&self, id: Id) -> &[Id] {
        &self.nodes[id].children
    }

    /// What a node is in; none for the document.
    pub(super) fn parent(&self, id: Id) -> Option<Id> {
        self.nodes[id].parent
    }

    /// What a node is in, what that is in, and so on.
    pub(super) fn ancestors(&self, id: Id) -> impl Iterator<Item = Id> {
        std::iter::successors(self.parent(id), |id| self.parent(*id))
    }

    /// The text of a text node.
    pub(super) fn text(&self, id: Id) -> Option<&str> {
        match &self.nodes[id].content {
            Content::Text(text) => Some(text),
            _ => None,
        }
    }

    /// The name of an element; empty for anything else.
    pub(super) fn name(&self, id: Id) -> &str {
        match &self.nodes[id].content {
            Content::Element { name, .. } => &name.local,
            _ => "",
        }
    }

    /// An attribute of an element.
    pub(super) fn attribute(&self, id: Id, wanted: &str) -> Option<&str> {
        match &self.nodes[id].content {
            Content::Element { attributes, .. } => {
                attributes.iter().find(|a| &*a.name.local == wanted).map(|a| &*a.value)
            }
            _ => None,
        }
    }

    /// A node and all that is in it, in the order of the page, without the insides of nodes that
    /// `enter` keeps out of.
    pub(super) fn walk(&self, id: Id, enter: impl Fn(Id) -> bool) -> Vec<Id> {
        let (mut out, mut pending) = (Vec::new(), vec![id]);
        while let Some(id) = pending.pop() {
            if enter(id) {
                out.push(id);
                pending.extend(self.children(id).iter().rev());
            }
        }
        out
    }
}

/// Whether a tag has more attributes than any page's, by the words in it. Scripts are passed over: what
/// looks like a tag there is none.
fn has_crowded_tag(text: &str) -> bool {
    let bytes = text.as_bytes();
    let mut at = 0;
    while let Some(found) = bytes[at..].iter().position(|b| *b == b'<') {
        let begin = at + found + 1;
        at = begin;
        if !bytes.get(begin).is_some_and(u8::is_ascii_alphabetic) {
            continue;
        }
        let (mut quote, mut words, mut in_word) = (None, 0, false);
        while let Some(byte) = bytes.get(at) {
            at += 1;
            match (quote, byte) {
                (Some(open), _) => quote = Some(open).filter(|open| *open != *byte),
                (None, b'>') => break,
                (None, b'"' | b'\'') => quote = Some(*byte),
                (None, b' ' | b'\t' | b'\n' | b'\r' | b'/') => in_word = false,
                (None, _) => {
                    words += usize::from(!in_word);
                    in_word = true;
                }
            }
            if words > MAX_ATTRIBUTES {
                return true;
            }
        }
        let is = |name: &[u8]| {
            bytes.get(begin..begin + name.len()).is_some_and(|b| b.eq_ignore_ascii_case(name))
        };
        if is(b"script") || is(b"style") {
            at += bytes[at..].windows(2).position(|w| w == b"</").unwrap_or(bytes.len() - at);
        }
    }
    false
}

/// What the parser builds into.
struct Sink {
    nodes: RefCell<Vec<Node>>,
    deepest: Cell<usize>,
    /// How deep each node was when it was put in place.
    depths: RefCell<Vec<usize>>,
    nameless: Rc<QualName>,
}

impl Default for Sink {
    fn default() -> Self {
        let nameless =
            Rc::new(QualName::new(None, html5ever::ns!(), html5ever::LocalName::from("")));
        Self {
            nodes: RefCell::new(vec![Node::default()]),
            deepest: Cell::new(0),
            depths: RefCell::new(vec![0]),
            nameless,
        }
    }
}

#[derive(Clone)]
struct Handle {
    id: Id,
    name: Rc<QualName>,
}

impl Sink {
    fn add(&self, content: Content) -> Id {
        let mut nodes = self.nodes.borrow_mut();
        nodes.push(Node { parent: None, children: Vec::new(), content });
        self.depths.borrow_mut().push(0);
        nodes.len() - 1
    }

    fn other(&self) -> Handle {
        Handle { id: self.add(Content::Other), name: Rc::clone(&self.nameless) }
    }

    /// Puts a node or text under a parent, at a place among its children.
    fn insert(&self, parent: Id, at: Option<usize>, child: NodeOrText<Handle>) {
        let at = at.unwrap_or_else(|| self.nodes.borrow()[parent].children.len());
        let id = match child {
            NodeOrText::AppendNode(handle) => handle.id,
            NodeOrText::AppendText(text) => {
                let mut nodes = self.nodes.borrow_mut();
                let before =
                    at.checked_sub(1).and_then(|at| nodes[parent].children.get(at)).copied();
                if let Some(Content::Text(here)) = before.map(|id| &mut nodes[id].content) {
                    here.push_str(&text);
                    return;
                }
                drop(nodes);
                self.add(Content::Text(text.to_string()))
            }
        };
        self.detach(id);
        let mut nodes = self.nodes.borrow_mut();
        let at = at.min(nodes[parent].children.len());
        nodes[parent].children.insert(at, id);
        nodes[id].parent = Some(parent);
        let mut depths = self.depths.borrow_mut();
        depths[id] = depths[parent] + 1;
        self.deepest.set(self.deepest.get().max(depths[id]));
    }

    fn detach(&self, id: Id) {
        let mut nodes = self.nodes.borrow_mut();
        if let Some(parent) = nodes[id].parent.take() {
            // What is moved is mostly among the last: searched from there, large pages stay fast.
            let children = &mut nodes[parent].children;
            if let Some(at) = children.iter().rposition(|child| *child == id) {
                children.remove(at);
            }
        }
    }
}

impl TreeSink for Sink {
    type Handle = Handle;
    type Output = Dom;
    type ElemName<'a> = ExpandedName<'a>;

    fn finish(self) -> Dom {
        Dom { nodes: self.nodes.into_inner() }
    }

    fn parse_error(&self, _: Cow<'static, str>) {}

    fn get_document(&self) -> Handle {
        Handle { id: ROOT, name: Rc::clone(&self.nameless) }
    }

    fn elem_name<'a>(&'a self, target: &'a Handle) -> ExpandedName<'a> {
        target.name.expanded()
    }

    fn create_element(
        &self,
        name: QualName,
        attributes: Vec<Attribute>,
        _: ElementFlags,
    ) -> Handle {
        let name = Rc::new(name);
        let id = self.add(Content::Element { name: Rc::clone(&name), attributes });
        Handle { id, name }
    }

    fn create_comment(&self, _: StrTendril) -> Handle {
        self.other()
    }

    fn create_pi(&self, _: StrTendril, _: StrTendril) -> Handle {
        self.other()
    }

    fn append(&self, parent: &Handle, child: NodeOrText<Handle>) {
        self.insert(parent.id, None, child);
    }

    fn append_based_on_parent_node(
        &self,
        element: &Handle,
        previous: &Handle,
        child: NodeOrText<Handle>,
    ) {
        let has_parent = self.nodes.borrow()[element.id].parent.is_some();
        if has_parent {
            self.append_before_sibling(element, child);
        } else {
            self.append(previous, child);
        }
    }

    fn append_doctype_to_document(&self, _: StrTendril, _: StrTendril, _: StrTendril) {}

    /// A template is no part of the page that is shown: its contents stay inside it.
    fn get_template_contents(&self, target: &Handle) -> Handle {
        target.clone()
    }

    fn same_node(&self, x: &Handle, y: &Handle) -> bool {
        x.id == y.id
    }

    fn set_quirks_mode(&self, _: QuirksMode) {}

    fn append_before_sibling(&self, sibling: &Handle, child: NodeOrText<Handle>) {
        if let NodeOrText::AppendNode(node) = &child {
            self.detach(node.id);
        }
        let place = {
            let nodes = self.nodes.borrow();
            nodes[sibling.id].parent.map(|parent| {
                (parent, nodes[parent].children.iter().rposition(|id| *id == sibling.id))
            })
        };
        if let Some((parent, at)) = place {
            self.insert(parent, at, child);
        }
    }

    fn add_attrs_if_missing(&self, target: &Handle, more: Vec<Attribute>) {
        let mut nodes = self.nodes.borrow_mut();
        if let Content::Element { attributes, .. } = &mut nodes[target.id].content {
            for attribute in more {
                if attributes.iter().all(|a| a.name != attribute.name) {
                    attributes.push(attribute);
                }
            }
        }
    }

    fn remove_from_parent(&self, target: &Handle) {
        self.detach(target.id);
    }

    fn reparent_children(&self, node: &Handle, new_parent: &Handle) {
        let children = std::mem::take(&mut self.nodes.borrow_mut()[node.id].children);
        for id in children {
            let mut nodes = self.nodes.borrow_mut();
            nodes[id].parent = Some(new_parent.id);
            nodes[new_parent.id].children.push(id);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_tag_with_too_many_attributes_is_refused_before_it_is_parsed() {
        let tag = |count: usize| format!("<a {}>甲", "x ".repeat(count));
        assert!(Dom::parse(&tag(999)).is_ok());
        assert_eq!(Dom::parse(&tag(500_000)).err(), Some(ImportError::TooDeep));
        let quoted = format!("<a title='{}'>a < b</a>", "x ".repeat(5000));
        assert!(Dom::parse(&quoted).is_ok());
        let script = format!("<script>if (a<b) {{ {} }}</script>", "x ".repeat(5000));
        assert!(Dom::parse(&script).is_ok());
    }

    #[test]
    fn misplaced_tags_come_out_as_browsers_show_them() {
        let page = "<table><tr><td>甲<p>乙</table>丙<b>丁<p>戊</b>己<table>庚<tr><td>辛</table>";
        let text = |dom: &Dom| -> String {
            dom.walk(ROOT, |_| true).iter().filter_map(|id| dom.text(*id)).collect()
        };
        assert_eq!(Dom::parse(page).map(|dom| text(&dom)), Ok("甲乙丙丁戊己庚辛".to_owned()));
    }
}
