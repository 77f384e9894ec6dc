//! Whose each clause is: the department that its label or its opening words name, all of them, or not known.
//!
//! What is not certain stays unknown: a clause without a subject that follows one with a subject may go on with it
//! or not; a section whose labels stand without clauses or twice was put out of order when it was read.

use super::notes::{Ground, Owner};
use crate::model::{Clause, LineKind, Text, nest};
use crate::text::numbering::{MarkerKind, split_marker};
use crate::text::sentence::{Actors, Opening, read_actors, read_label};

/// The departments that a line names: where, and which.
pub(super) type Named = Vec<(std::ops::Range<usize>, usize)>;

/// The owner of each line, and whether others than departments that are known take part.
pub(super) fn owners(
    text: &Text,
    named: &[Named],
    departments: &[usize],
    find: &dyn Fn(&str) -> Option<usize>,
) -> Vec<(Owner, bool)> {
    let lines: Vec<Line> = text.lines.iter().zip(named).map(|(l, n)| read(l, n, find)).collect();
    let clauses = nest(text);
    let mut reader = Reader {
        labels_hold: labels_hold(&clauses, &lines),
        only: only_department(&lines, departments),
        lines,
        owners: vec![(Owner::Unknown, false); text.lines.len()],
    };
    for clause in &clauses {
        reader.walk(clause, &Scope::Open);
    }
    reader.owners
}

/// What a line says by itself.
enum Line {
    /// A label or a heading that is names only. Empty when no name is known.
    Label { bodies: Vec<usize>, others: bool, all: bool },
    /// Any other line.
    Clause { opening: Who, later: Vec<usize>, others: bool },
}

/// The subject of a clause.
enum Who {
    Bodies(Vec<usize>),
    All,
    Other,
    Nobody,
}

/// Whose what stands under a line is.
#[derive(Clone)]
enum Scope {
    /// Nothing above says.
    Open,
    /// These departments', by a label or heading, or by the line above.
    Of(Vec<usize>, Ground, bool),
    /// All departments'.
    All,
    /// Somebody's who is not known.
    Unknown,
}

fn read(line: &crate::model::Line, named: &Named, find: &dyn Fn(&str) -> Option<usize>) -> Line {
    let ranges: Vec<_> = named.iter().map(|(range, _)| range.clone()).collect();
    let bodies = |own: &[usize]| -> Vec<usize> { own.iter().map(|n| named[*n].1).collect() };
    if line.kind == LineKind::Label {
        let names: Vec<&str> = line.label_names().collect();
        let found: Vec<Option<usize>> = names.iter().map(|name| find(name)).collect();
        let actors = read_actors(line.text(), &[]);
        return Line::Label {
            others: found.iter().any(Option::is_none),
            bodies: found.into_iter().flatten().collect(),
            all: actors.opening == Opening::All,
        };
    }
    if let Some(own) = read_label(line.text(), &ranges) {
        return Line::Label { bodies: bodies(&own), others: false, all: false };
    }
    let Actors { opening, later, others } = read_actors(line.text(), &ranges);
    let opening = match opening {
        Opening::Names(own) => Who::Bodies(bodies(&own)),
        Opening::All => Who::All,
        Opening::Other => Who::Other,
        Opening::None => Who::Nobody,
    };
    Line::Clause { opening, later: bodies(&later), others }
}

/// Whether labels can be trusted: each has clauses under it, and none stands twice beside its siblings.
fn labels_hold(siblings: &[Clause<'_>], lines: &[Line]) -> bool {
    let mut seen = Vec::new();
    let has_clauses = lines.iter().any(|line| matches!(line, Line::Clause { .. }));
    siblings.iter().all(|clause| {
        let holds = match &lines[clause.index] {
            Line::Label { .. } if clause.line.kind == LineKind::Label => {
                let text = clause.line.text();
                let once = !seen.contains(&text);
                seen.push(text);
                once && (!clause.children.is_empty() || !has_clauses)
            }
            _ => true,
        };
        holds && labels_hold(&clause.children, lines)
    })
}

/// The only department of a duty, when its text names no other as the one that acts: then the cell is whole.
fn only_department(lines: &[Line], departments: &[usize]) -> Option<usize> {
    let [only] = departments else { return None };
    let fits = lines.iter().all(|line| match line {
        Line::Label { bodies, others, .. } => !others && bodies.iter().all(|body| body == only),
        Line::Clause { opening: Who::Bodies(bodies), .. } => bodies.contains(only),
        Line::Clause { .. } => true,
    });
    fits.then_some(*only)
}

struct Reader {
    lines: Vec<Line>,
    labels_hold: bool,
    only: Option<usize>,
    owners: Vec<(Owner, bool)>,
}

impl Reader {
    fn walk(&mut self, clause: &Clause<'_>, above: &Scope) {
        let (owner, others) = self.owner(clause, above);
        let below = match (&self.lines[clause.index], &owner) {
            (Line::Label { .. }, Owner::Departments(own, _)) => {
                Scope::Of(own.clone(), Ground::Label, others)
            }
            (Line::Label { .. }, Owner::Unknown) => Scope::Unknown,
            (_, Owner::Departments(own, ground @ (Ground::Label | Ground::Only))) => {
                Scope::Of(own.clone(), *ground, others)
            }
            (_, Owner::Departments(own, _)) => Scope::Of(own.clone(), Ground::Parent, others),
            (_, Owner::All) => Scope::All,
            (Line::Clause { opening: Who::Other, .. }, _) => Scope::Unknown,
            _ => above.clone(),
        };
        for child in &clause.children {
            self.walk(child, &below);
        }
        self.owners[clause.index] = (self.heading(clause).unwrap_or(owner), others);
    }

    fn owner(&self, clause: &Clause<'_>, above: &Scope) -> (Owner, bool) {
        let by_label = |bodies: &[usize], others: bool| match bodies {
            [] => (Owner::Unknown, others),
            _ if !self.labels_hold => (Owner::Unknown, others),
            bodies => (Owner::Departments(bodies.to_vec(), Ground::Label), others),
        };
        match (&self.lines[clause.index], above) {
            (Line::Label { all: true, .. }, _) => (Owner::All, false),
            (Line::Label { bodies, others, .. }, _) => by_label(bodies, *others),
            // A label says whose the clause is; a subject that it does not name contradicts it.
            (Line::Clause { opening: Who::Bodies(own), later, others }, above) => {
                let contradicts = matches!(above, Scope::Of(label, Ground::Label, _) if !own.iter().any(|body| label.contains(body)));
                if contradicts {
                    (Owner::Unknown, true)
                } else {
                    (Owner::Departments(joined(own, later), Ground::Opening), *others)
                }
            }
            (Line::Clause { later, others, .. }, Scope::Of(own, ground, more)) => {
                (Owner::Departments(joined(own, later), *ground), *others || *more)
            }
            (Line::Clause { opening: Who::All, others, .. }, Scope::Open | Scope::All) => {
                (Owner::All, *others)
            }
            (Line::Clause { opening: Who::Nobody, others, .. }, Scope::All) => {
                (Owner::All, *others)
            }
            (Line::Clause { opening: Who::Nobody, later, others }, Scope::Open) => {
                match self.only {
                    Some(only) => {
                        (Owner::Departments(joined(&[only], later), Ground::Only), *others)
                    }
                    None => (Owner::Unknown, *others),
                }
            }
            (Line::Clause { others, .. }, _) => (Owner::Unknown, *others),
        }
    }

    /// A heading belongs to those whose clauses stand under it, when all of them are known.
    fn heading(&self, clause: &Clause<'_>) -> Option<Owner> {
        let (marker, _) = split_marker(clause.line.marker())?;
        let heads = matches!(marker.kind, MarkerKind::Chinese | MarkerKind::ChineseParen);
        let silent = matches!(&self.lines[clause.index], Line::Clause { opening: Who::Nobody, .. });
        if !heads
            || !silent
            || clause.children.is_empty()
            || clause.line.text().ends_with(['。', '；'])
        {
            return None;
        }
        let mut all = Vec::new();
        for child in &clause.children {
            let Owner::Departments(own, _) = &self.owners[child.index].0 else { return None };
            all = joined(&all, own);
        }
        Some(Owner::Departments(all, Ground::Below))
    }
}

/// Two lists in one, each body once.
fn joined(own: &[usize], more: &[usize]) -> Vec<usize> {
    let mut all = own.to_vec();
    for body in more {
        if !all.contains(body) {
            all.push(*body);
        }
    }
    all
}
