//! Header rows of a layout text, their names broken over lines in any way.

use super::lines::Line;
use crate::import::columns::{Column, ColumnNames};
use crate::model::{Field, ListKind};

/// A header takes at most this many lines.
pub(super) const MAX_LINES: usize = 14;
/// And its names together at most this many bytes.
const MAX_BYTES: usize = 400;

/// A header row.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct HeaderRun {
    /// How many lines it takes.
    pub lines: usize,
    /// The fields that it names, in printed order; on some pages only the last of them are there.
    pub fields: Vec<Field>,
}

impl HeaderRun {
    /// The list that a table with these columns is. Number, category and name alone tell nothing: the
    /// others may be lost.
    pub(super) fn list(&self) -> Option<ListKind> {
        let has = |field| self.fields.contains(&field);
        if has(Field::Method) {
            Some(ListKind::Reclaimed)
        } else if has(Field::Upper) || has(Field::Township) || has(Field::Departments) {
            Some(ListKind::Coop)
        } else {
            None
        }
    }
}

/// The header that begins with the first of some lines: all lines together are names of columns and
/// nothing else, and at least two names, or the first and another line of them.
pub(super) fn header_at(lines: &[Line<'_>], names: &ColumnNames) -> Option<HeaderRun> {
    let mut text = String::new();
    let mut found = None;
    for (i, line) in lines.iter().take(MAX_LINES).enumerate() {
        if text.len() + line.text.len() > MAX_BYTES {
            break;
        }
        text.extend(line.text.chars().filter(|c| !c.is_whitespace()));
        match tokenise(&text, names) {
            Tokens::Whole(fields) if fields.len() >= 2 => {
                found = Some(HeaderRun { lines: i + 1, fields });
            }
            Tokens::Whole(_) | Tokens::Begun => {}
            Tokens::Other => break,
        }
    }
    found
}

/// A text as names of columns.
enum Tokens {
    /// All of it.
    Whole(Vec<Field>),
    /// Names, and the beginning of another.
    Begun,
    /// Something else.
    Other,
}

/// The most names, in the order that lists have, that a text divides into: `对应上级部门上级部门职责` may be
/// one and is two, `事项类别` may be two and is one.
fn tokenise(text: &str, names: &ColumnNames) -> Tokens {
    let ends: Vec<usize> = text.char_indices().map(|(at, _)| at).chain([text.len()]).collect();
    // For each end of a character, the most names up to there.
    let mut most: Vec<Option<Vec<Field>>> = vec![None; ends.len()];
    most[0] = Some(Vec::new());
    let mut begun = false;
    for from in 0..ends.len() {
        let Some(before) = most[from].clone() else { continue };
        let rest = &text[ends[from]..];
        begun |= ends.len() - from <= MAX_NAME + 1 && rest.chars().all(is_header_char);
        for to in from + 1..ends.len().min(from + MAX_NAME + 1) {
            let Some(Column::Field(field)) = names.column_of(&text[ends[from]..ends[to]]) else {
                continue;
            };
            let more = before.len() + 1 > most[to].as_ref().map_or(0, Vec::len);
            if more && before.last() < Some(&field) {
                most[to] = Some([before.as_slice(), &[field]].concat());
            }
        }
    }
    match most.pop().flatten() {
        Some(fields) if !fields.is_empty() => Tokens::Whole(fields),
        _ if begun => Tokens::Begun,
        _ => Tokens::Other,
    }
}

/// No name of a column in such a document is longer.
const MAX_NAME: usize = 14;

/// A character that names of columns are made of.
fn is_header_char(c: char) -> bool {
    "序号编事项类别型名称对应上级部门单位职责乡镇街道苏木民族区县市旗州配合承接收回主管牵头责任及和工作方式履行（）()/、".contains(c)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::import::read::layout::lines::read_lines;

    fn fields(text: &str) -> Option<(usize, Vec<Field>)> {
        header_at(&read_lines(text), &ColumnNames::default()).map(|run| (run.lines, run.fields))
    }

    #[test]
    fn names_may_be_broken_anywhere() {
        let coop =
            "序号\n事项\n\n类别\n事项名称\n对应上级\n\n部门\n上级部门职责 乡镇配合职责\n1 党的建设";
        let all = [
            Field::Seq,
            Field::Category,
            Field::Name,
            Field::Departments,
            Field::Upper,
            Field::Township,
        ];
        assert_eq!(fields(coop), Some((7, all.to_vec())));
        assert_eq!(fields("序号事项类别 事项名称\n1 民生服务 照料"), Some((1, all[..3].to_vec())));
        assert_eq!(
            fields("对应上级\n部门\n上级部门职责\n乡镇配合职责"),
            Some((4, all[3..].to_vec()))
        );
    }

    #[test]
    fn text_is_no_header() {
        assert_eq!(fields("事项\n由县民政局办理"), None);
        assert_eq!(fields("部门"), None);
        assert_eq!(fields(&"序号事项名称".repeat(100_000)), None);
        assert_eq!(fields("上级部门职责由县民政局承担"), None);
    }
}
