//! The graph as JSON: who is there (nodes) and what ties them (edges). The contract is in `docs/export.md`.
//!
//! Written as it is made, a node or an edge a line: a site of a thousand townships has millions of edges.

use std::collections::BTreeMap;
use std::io::{self, Write};

use serde::Serialize;

use crate::content::Content;
use crate::graph::{Department, DutyRef, Graph, Owner, Target, duty_refs, duty_refs_of};
use crate::model::{DepartmentKind, ListKind, Section, anchors};
use crate::site::Url;

/// A thing, in the order of its fields.
#[derive(Serialize)]
struct Node<'a> {
    id: String,
    kind: &'static str,
    name: &'a str,
    /// From the site's root; empty for what has no page.
    url: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    code: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    list: Option<ListKind>,
    #[serde(skip_serializing_if = "Option::is_none")]
    seq: Option<u32>,
}

/// What ties two things, in the order of its fields.
#[derive(Serialize)]
struct Edge<'a> {
    from: &'a str,
    to: &'a str,
    kind: &'static str,
    #[serde(skip_serializing_if = "<[_]>::is_empty")]
    anchors: &'a [String],
    #[serde(skip_serializing_if = "Option::is_none")]
    article: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    count: Option<usize>,
}

impl<'a> Edge<'a> {
    fn new(from: &'a str, kind: &'static str, to: &'a str) -> Self {
        Self { from, to, kind, anchors: &[], article: None, count: None }
    }
}

/// Writes the graph of a site.
pub fn write_graph(out: &mut dyn Write, content: &Content, graph: &Graph) -> io::Result<()> {
    let export = Export { content, graph };
    let mut lines = Lines { out, first: true };
    lines.raw("{\"nodes\":[")?;
    export.nodes(&mut lines)?;
    lines.raw("\n],\"edges\":[")?;
    export.places(&mut lines)?;
    for duty in duty_refs(content) {
        export.duty(&mut lines, duty)?;
    }
    export.subjects(&mut lines)?;
    lines.raw("\n]}\n")
}

/// Values of a JSON array, one a line.
struct Lines<'a> {
    out: &'a mut dyn Write,
    first: bool,
}

impl Lines<'_> {
    fn raw(&mut self, text: &str) -> io::Result<()> {
        self.first = true;
        self.out.write_all(text.as_bytes())
    }

    fn add(&mut self, value: &impl Serialize) -> io::Result<()> {
        self.out.write_all(if self.first { b"\n" } else { b",\n" })?;
        self.first = false;
        serde_json::to_writer(&mut *self.out, value)?;
        Ok(())
    }
}

/// The id of what has a page: its URL without the file's ending, under the name of its kind.
fn id(kind: &str, rest: impl std::fmt::Display) -> String {
    format!("{kind}/{rest}")
}

fn department_kind(kind: DepartmentKind) -> &'static str {
    match kind {
        DepartmentKind::Body => "department",
        DepartmentKind::Class => "class",
    }
}

struct Export<'a> {
    content: &'a Content,
    graph: &'a Graph,
}

impl<'a> Export<'a> {
    fn township(&self, township: usize) -> String {
        id("township", &self.content.townships[township].township.code)
    }

    fn duty_id(&self, duty: DutyRef) -> String {
        let code = &self.content.townships[duty.township].township.code;
        format!("duty/{code}/{}", duty.of(self.content).id)
    }

    /// Other names of a body are that body.
    fn department(&self, body: usize) -> String {
        let body = self.graph.departments[body].same_as.unwrap_or(body);
        id("department", &self.graph.departments[body].id)
    }

    fn departments(&self) -> impl Iterator<Item = (usize, &'a Department)> {
        let all = self.graph.departments.iter().enumerate();
        all.filter(|(_, department)| department.same_as.is_none())
    }

    fn nodes(&self, lines: &mut Lines<'_>) -> io::Result<()> {
        let node = |id, kind, name: &'a str, url: Url| Node {
            id,
            kind,
            name,
            url: url.path().to_owned(),
            code: None,
            list: None,
            seq: None,
        };
        for county in &self.graph.counties {
            let known =
                node(id("county", &county.code), "county", &county.name, Url::county(&county.code));
            lines.add(&Node { code: Some(county.code.as_str()), ..known })?;
        }
        for (index, loaded) in self.content.townships.iter().enumerate() {
            let township = &loaded.township;
            let url = Url::township(&township.code);
            let known = node(self.township(index), "township", township.place.township(), url);
            lines.add(&Node { code: Some(township.code.as_str()), ..known })?;
            for duty_ref in duty_refs_of(self.content, index) {
                let duty = duty_ref.of(self.content);
                let url = Url::duty(&township.code, duty.id);
                lines.add(&Node {
                    code: Some(township.code.as_str()),
                    list: Some(duty_ref.list),
                    seq: Some(duty.seq),
                    ..node(self.duty_id(duty_ref), "duty", &duty.name, url)
                })?;
            }
        }
        let without_page = |has_page: bool, known: Node<'a>| {
            if has_page { known } else { Node { url: String::new(), ..known } }
        };
        for (index, body) in self.departments() {
            let known = node(
                self.department(index),
                department_kind(body.kind),
                &body.name,
                Url::department(&body.id),
            );
            let known = Node { code: Some(body.county.as_str()), ..known };
            lines.add(&without_page(body.has_page(), known))?;
        }
        for line in &self.graph.lines {
            let known = node(id("line", &line.id), "line", &line.name, Url::line(&line.id));
            lines.add(&without_page(line.has_page(&self.graph.departments), known))?;
        }
        for category in &self.graph.categories {
            let url = Url::category(&category.id);
            let known = node(id("category", &category.id), "category", &category.name, url);
            lines.add(&without_page(category.has_page(), known))?;
        }
        for law in &self.graph.laws {
            lines.add(&node(id("law", &law.id), "law", &law.title, Url::law(&law.id)))?;
        }
        for group in &self.graph.same {
            lines.add(&node(id("same", &group.id), "same", &group.name, Url::same(&group.id)))?;
        }
        Ok(())
    }

    /// What counties and townships have.
    fn places(&self, lines: &mut Lines<'_>) -> io::Result<()> {
        for county in &self.graph.counties {
            let from = id("county", &county.code);
            for township in &county.townships {
                lines.add(&Edge::new(&from, "has", &self.township(*township)))?;
            }
        }
        for township in 0..self.content.townships.len() {
            let from = self.township(township);
            for duty in duty_refs_of(self.content, township) {
                lines.add(&Edge::new(&from, "lists", &self.duty_id(duty)))?;
            }
        }
        Ok(())
    }

    /// What ties a duty: who leads it or took it back, its category and its group, whose its clauses are, and
    /// what they mention.
    fn duty(&self, lines: &mut Lines<'_>, duty: DutyRef) -> io::Result<()> {
        let own = self.duty_id(duty);
        let kind = if duty.list == ListKind::Reclaimed { "took_back" } else { "leads" };
        for body in self.graph.departments_of.get(&duty).into_iter().flatten() {
            lines.add(&Edge::new(&self.department(*body), kind, &own))?;
        }
        if let Some(category) = self.graph.category_of.get(&duty) {
            let to = id("category", &self.graph.categories[*category].id);
            lines.add(&Edge::new(&own, "belongs_to", &to))?;
        }
        if let Some(group) = self.graph.same_of.get(&duty) {
            lines.add(&Edge::new(&own, "same", &id("same", &self.graph.same[*group].id)))?;
        }
        let text = self.text(duty);
        for (body, anchors) in &text.owned {
            let from = self.department(*body);
            lines.add(&Edge { anchors, ..Edge::new(&from, "owns", &own) })?;
        }
        for (to, anchors) in &text.mentioned {
            lines.add(&Edge { anchors, ..Edge::new(&own, "mentions", to) })?;
        }
        Ok(())
    }

    fn text(&self, duty: DutyRef) -> TextTies {
        let mut ties = TextTies::default();
        for (section, notes) in &self.graph.notes(self.content, duty).sections {
            let anchors = anchors(*section, duty.of(self.content).section(*section));
            for (note, anchor) in notes.iter().zip(anchors) {
                if let Owner::Departments(bodies, _) = &note.owner {
                    for body in bodies {
                        add_once(ties.owned.entry(*body).or_default(), &anchor);
                    }
                }
                for mention in &note.mentions {
                    let to = match mention.target {
                        Target::Department(body) => self.department(body),
                        Target::Duty(other) => self.duty_id(other),
                        // With its article, among what cites a law.
                        Target::Law(_) => continue,
                    };
                    add_once(ties.mentioned.entry(to).or_default(), &anchor);
                }
            }
        }
        ties
    }

    /// What ties laws, lines and departments.
    fn subjects(&self, lines: &mut Lines<'_>) -> io::Result<()> {
        for law in &self.graph.laws {
            let to = id("law", &law.id);
            let mut citing: BTreeMap<(DutyRef, &str), Vec<String>> = BTreeMap::new();
            for citation in &law.citations {
                let places = citing.entry((citation.duty, &citation.article)).or_default();
                if let Some(anchor) = self.anchor(citation.duty, citation.section, citation.line) {
                    add_once(places, &anchor);
                }
            }
            for ((duty, article), anchors) in &citing {
                let from = self.duty_id(*duty);
                let edge = Edge::new(&from, "cites", &to);
                lines.add(&Edge { anchors, article: Some(article), ..edge })?;
            }
        }
        for (index, body) in self.departments() {
            for line in &body.lines {
                let to = id("line", &self.graph.lines[*line].id);
                lines.add(&Edge::new(&self.department(index), "belongs_to", &to))?;
            }
        }
        let mut shared: BTreeMap<(usize, usize), usize> = BTreeMap::new();
        for bodies in self.graph.departments_of.values() {
            for (at, one) in bodies.iter().enumerate() {
                for other in &bodies[at + 1..] {
                    *shared.entry((*one.min(other), *one.max(other))).or_default() += 1;
                }
            }
        }
        for ((one, other), count) in shared {
            let (from, to) = (self.department(one), self.department(other));
            lines.add(&Edge { count: Some(count), ..Edge::new(&from, "shares", &to) })?;
        }
        Ok(())
    }

    /// The anchor of a line; none for a citation in a duty's name.
    fn anchor(&self, duty: DutyRef, section: Option<Section>, line: usize) -> Option<String> {
        let section = section?;
        anchors(section, duty.of(self.content).section(section)).into_iter().nth(line)
    }
}

/// What ties a duty's text.
#[derive(Default)]
struct TextTies {
    /// Departments with the anchors of their clauses.
    owned: BTreeMap<usize, Vec<String>>,
    /// Ids with the anchors of the clauses that mention them.
    mentioned: BTreeMap<String, Vec<String>>,
}

fn add_once(anchors: &mut Vec<String>, anchor: &str) {
    if anchors.last().is_none_or(|last| last != anchor) {
        anchors.push(anchor.to_owned());
    }
}
