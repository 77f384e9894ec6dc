//! Whose each clause is: the department that its label or its opening words name, all of them, or not known.
//!
//! What is not certain stays unknown: a clause without a subject that follows one with a subject may go on with it
//! or not; a section whose labels stand without clauses or twice was put out of order when it was read.

use super::notes::{Ground, Owner};
use crate::model::{Clause, LineKind, Text, nest};
use crate::text::bodies::has_plain_ending;
use crate::text::numbering::{MarkerKind, split_marker};
use crate::text::sentence::{Actors, Opening, read_actors, read_label};

/// The departments that a line names: where, and which.
pub(super) type Named = Vec<(std::ops::Range<usize>, usize)>;

/// The owner of each line, and whether others than departments that are known take part. `only` is the department of a
/// duty that has one.
pub(super) fn owners(
    text: &Text,
    named: &[Named],
    only: Option<usize>,
    find: &dyn Fn(&str) -> Option<usize>,
) -> Vec<(Owner, bool)> {
    let lines: Vec<Line> = text.lines.iter().zip(named).map(|(l, n)| read(l, n, find)).collect();
    let clauses = nest(text);
    let mut reader = Reader {
        labels_hold: labels_hold(&clauses, &lines),
        only: only.filter(|only| is_all_of(*only, &lines) && has_its_head(text)),
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
        let found: Vec<Option<usize>> = line.label_names().map(find).collect();
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
    if names_somebody(line.text()) {
        return Line::Label { bodies: Vec::new(), others: true, all: false };
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

/// Whether a line is a name with a colon of a body that is not known: it says whose what follows is, if not to us.
fn names_somebody(text: &str) -> bool {
    text.strip_suffix([':', '：'])
        .is_some_and(|name| has_plain_ending(name) && !name.contains(['，', '；', '。', ',', ';']))
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

/// Whether no line says that somebody else than the only department acts: then its cell is whole.
fn is_all_of(only: usize, lines: &[Line]) -> bool {
    lines.iter().all(|line| match line {
        Line::Label { bodies, others, .. } => !others && bodies.iter().all(|body| *body == only),
        Line::Clause { opening: Who::Bodies(bodies), .. } => bodies.contains(&only),
        Line::Clause { .. } => true,
    })
}

/// Whether the first number of a text is 1: what was before another one is lost, perhaps a label.
fn has_its_head(text: &Text) -> bool {
    let first = text.lines.iter().find_map(|line| split_marker(line.marker()));
    first.is_none_or(|(marker, _)| marker.number == 1)
}

struct Reader {
    lines: Vec<Line>,
    labels_hold: bool,
    only: Option<usize>,
    owners: Vec<(Owner, bool)>,
}

impl Reader {
    /// Whose what stands under a line is, when the line itself has an owner.
    fn below(&self, clause: &Clause<'_>, owner: &Owner, others: bool, above: &Scope) -> Scope {
        match (&self.lines[clause.index], owner) {
            (Line::Label { .. }, Owner::Departments(own, _)) => {
                Scope::Of(own.clone(), Ground::Label, others)
            }
            (_, Owner::Departments(own, ground @ (Ground::Label | Ground::Only))) => {
                Scope::Of(own.clone(), *ground, others)
            }
            (_, Owner::Departments(own, _)) => Scope::Of(own.clone(), Ground::Parent, others),
            (_, Owner::All) => Scope::All,
            (Line::Label { .. } | Line::Clause { opening: Who::Other, .. }, _) => Scope::Unknown,
            _ => above.clone(),
        }
    }

    fn walk(&mut self, clause: &Clause<'_>, above: &Scope) {
        let (owner, others) = self.owner(clause, above);
        let below = self.below(clause, &owner, others, above);
        for child in &clause.children {
            self.walk(child, &below);
        }
        self.owners[clause.index] = (self.heading(clause).unwrap_or(owner), others);
    }

    fn owner(&self, clause: &Clause<'_>, above: &Scope) -> (Owner, bool) {
        let by_label = |bodies: &[usize], others: bool| match bodies {
            [] => (Owner::Unknown, others),
            // It is somebody's whom a label names, but not certainly of this one.
            _ if !self.labels_hold => (Owner::Unknown, true),
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
            // Under a line that has a subject another one acts for himself; under a label he does not.
            (Line::Clause { opening: Who::Other, others, .. }, Scope::Of(_, Ground::Parent, _)) => {
                (Owner::Unknown, *others)
            }
            (Line::Clause { later, others, .. }, Scope::Of(own, ground, more)) => {
                (Owner::Departments(joined(own, later), *ground), *others || *more)
            }
            (Line::Clause { opening: Who::All, others, .. }, Scope::Open)
            | (Line::Clause { opening: Who::All | Who::Nobody, others, .. }, Scope::All) => {
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
            (Line::Clause { others, .. }, above) => {
                (Owner::Unknown, *others || matches!(above, Scope::Unknown))
            }
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

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::Line as Printed;

    const NAMES: &[&str] = &["县公安局", "县民政局", "县水利局"];

    /// The owners of lines (`L:` marks a label): names, and the ground when it is not the opening.
    fn read(departments: &[usize], printed: &[&str]) -> Vec<String> {
        let only = if let [only] = departments { Some(*only) } else { None };
        let lines = printed.iter().filter_map(|line| match line.strip_prefix("L:") {
            Some(label) => Printed::label(label),
            None => Printed::clause(line),
        });
        let text = Text { lines: lines.collect() };
        let named: Vec<Named> = text.lines.iter().map(|line| named(line.text())).collect();
        let find = |name: &str| NAMES.iter().position(|known| *known == name);
        let owners = owners(&text, &named, only, &find);
        owners.into_iter().map(|(owner, others)| words(&owner, others)).collect()
    }

    fn named(text: &str) -> Named {
        let each = NAMES.iter().enumerate();
        let mut all: Named = each
            .flat_map(|(body, name)| {
                text.match_indices(name).map(move |(at, _)| (at..at + name.len(), body))
            })
            .collect();
        all.sort_by_key(|(range, _)| range.start);
        all
    }

    fn words(owner: &Owner, others: bool) -> String {
        let owner = match owner {
            Owner::Departments(own, ground) => {
                let own: Vec<&str> = own.iter().map(|body| NAMES[*body]).collect();
                format!("{} {ground:?}", own.join("+"))
            }
            other => format!("{other:?}"),
        };
        if others { format!("{owner} and others") } else { owner }
    }

    #[test]
    fn a_label_owns_what_stands_under_it() {
        assert_eq!(
            read(
                &[0, 1],
                &["L:县公安局：", "1.甲。", "2.会同县民政局办理。", "L:县民政局", "乙。"]
            ),
            [
                "县公安局 Label",
                "县公安局 Label",
                "县公安局 Label",
                "县民政局 Label",
                "县民政局 Label"
            ]
        );
        assert_eq!(
            read(&[0, 1], &["L:县公安局、县民政局：", "1.甲；由县水利局处理。"]),
            ["县公安局+县民政局 Label", "县公安局+县民政局+县水利局 Label"]
        );
        let others = ["Unknown and others"; 2];
        assert_eq!(read(&[0], &["L:县灯塔局：", "甲。"]), others, "it is said whose, if not to us");
        assert_eq!(read(&[0, 1], &["灯塔县旧楼局:", "1.甲。"]), others, "the same, read as text");
        assert_eq!(
            read(&[0], &["L:县公安局：", "1.县民政局办理。"])[1],
            "Unknown and others",
            "the subject is not the label's"
        );
    }

    #[test]
    fn so_does_a_heading() {
        let owners = read(&[0, 1], &["一、县公安局职责", "1.甲。", "二、县民政局职责", "1.乙。"]);
        assert_eq!(owners[1], "县公安局 Label");
        assert_eq!(owners[3], "县民政局 Label");
        let matters =
            read(&[0, 1], &["一、巡查", "1.县公安局甲。", "2.县民政局乙。", "二、其他", "1.丙。"]);
        assert_eq!(matters[0], "县公安局+县民政局 Below");
        assert_eq!(matters[3], "Unknown", "not all under it are known");
        let numbers = read(&[0, 1], &["1.县公安局：", "甲。", "2.县民政局：", "乙。"]);
        assert_eq!(numbers[1], "Unknown", "the tree of lines does not put it under the number");
    }

    #[test]
    fn a_line_without_a_subject_is_not_its_neighbours() {
        assert_eq!(
            read(&[0, 1], &["1.县公安局巡查。", "（1）甲。", "（2）施工单位做好乙。", "2.丙。"]),
            ["县公安局 Opening", "县公安局 Parent", "Unknown and others", "Unknown"]
        );
    }

    #[test]
    fn the_only_department_has_what_nobody_else_has() {
        assert_eq!(
            read(&[0], &["1.甲。", "2.会同县民政局办理。", "3.承保机构办理。"]),
            ["县公安局 Only", "县公安局 Only", "Unknown and others"]
        );
        assert_eq!(
            read(&[0], &["1.甲。", "2.县民政局办理。"]),
            ["Unknown", "县民政局 Opening"],
            "the cell is not whole"
        );
        assert_eq!(read(&[0], &["3.甲。"]), ["Unknown"], "the head is lost");
    }

    #[test]
    fn all_together() {
        assert_eq!(read(&[0, 1], &["上述部门做好巡查。", "（1）甲。"]), ["All", "All"]);
        assert_eq!(read(&[0, 1], &["各行业主管部门依据各自职责巡查。"]), ["Unknown and others"]);
    }

    #[test]
    fn labels_out_of_order_say_nothing() {
        let twice = ["L:县公安局：", "甲。", "L:县民政局：", "乙。", "L:县公安局：", "丙。"];
        assert!(read(&[0, 1], &twice).iter().all(|owner| owner == "Unknown and others"));
        let empty = ["L:县公安局：", "甲。", "L:县民政局："];
        assert!(read(&[0, 1], &empty).iter().all(|owner| owner == "Unknown and others"));
        assert_eq!(read(&[0], &["L:县公安局："]), ["县公安局 Label"], "where nothing else stands");
    }
}
