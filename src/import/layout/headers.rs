//! Header rows of a layout text, their names broken over lines in any way.

use super::lines::Line;
use crate::import::header::column_names;
use crate::model::{Field, ListKind};

/// A header takes at most this many lines.
const MAX_LINES: usize = 14;

/// What columns are called, the longest name first: `事项类别` before `事项`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(in crate::import) struct ColumnNames(Vec<(String, Field)>);

impl ColumnNames {
    /// The names, in any order.
    pub(in crate::import) fn new(names: impl IntoIterator<Item = (String, Field)>) -> Self {
        let mut names: Vec<_> = names.into_iter().collect();
        names.sort_by_key(|(name, _)| std::cmp::Reverse(name.len()));
        Self(names)
    }

    /// Those that the program knows by itself.
    pub(in crate::import) fn standard() -> Self {
        Self::new(column_names().map(|(name, field)| (name.to_owned(), field)))
    }
}

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

fn tokenise(text: &str, names: &ColumnNames) -> Tokens {
    if text.is_empty() {
        return Tokens::Whole(Vec::new());
    }
    let mut begun = false;
    for (name, field) in &names.0 {
        if let Some(rest) = text.strip_prefix(name.as_str()) {
            match tokenise(rest, names) {
                Tokens::Whole(mut fields) => {
                    fields.insert(0, *field);
                    return Tokens::Whole(fields);
                }
                Tokens::Begun => begun = true,
                Tokens::Other => {}
            }
        } else if name.starts_with(text) {
            begun = true;
        }
    }
    if begun { Tokens::Begun } else { Tokens::Other }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::import::layout::lines::read_lines;

    fn fields(text: &str) -> Option<(usize, Vec<Field>)> {
        header_at(&read_lines(text), &ColumnNames::standard()).map(|run| (run.lines, run.fields))
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
        assert_eq!(fields("上级部门职责由县民政局承担"), None);
    }
}
