//! Header rows: which column fills which field, and so which list a table is.

use super::columns::{Column, ColumnNames};
use super::markup::read_cell;
use super::table::{CellOrigin, RawCell};
use super::titles::list_of_name;
use crate::model::{Field, ListKind};

/// The columns of a table.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Header {
    /// What each column holds; none where the name is not known.
    columns: Vec<Option<Column>>,
    /// The list that a table with these columns is.
    pub list: ListKind,
    /// Whether the columns say so, or number, category and name alone, which fit any list.
    pub is_telling: bool,
    /// The cells, for a second row of names under them.
    cells: Vec<RawCell>,
}

/// What a row's cells fill.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Layout {
    /// The list that the row belongs to.
    pub list: ListKind,
    /// The field of each column; none for a column that fills none.
    pub fields: Vec<Option<Field>>,
    /// The column that said which list.
    pub list_column: Option<usize>,
    /// How many columns have a name.
    pub width: usize,
}

/// The header that a row is, when it names a number and a name column.
pub(super) fn read_header(cells: &[RawCell], names: &ColumnNames) -> Option<Header> {
    let columns: Vec<Option<Column>> =
        cells.iter().map(|cell| names.column_of(&bare(&cell.text))).collect();
    let has = |field| columns.contains(&Some(Column::Field(field)));
    if !has(Field::Seq) || !has(Field::Name) {
        return None;
    }
    let taken = has(Field::Method) || columns.contains(&Some(Column::Taker));
    let supported = has(Field::Upper) || has(Field::Township);
    // 基本履职事项 over the names says as much.
    let of_duties = cells.iter().find_map(|cell| list_of_name(&cell.text));
    let list = match (taken, supported || has(Field::Departments), of_duties) {
        (true, _, _) => ListKind::Reclaimed,
        (_, true, _) => ListKind::Coop,
        (_, _, list) => list.unwrap_or(ListKind::Basic),
    };
    let is_telling = taken || supported || of_duties.is_some();
    Some(Header { columns, list, is_telling, cells: cells.to_vec() })
}

/// The header that two rows are together: names of groups over the names of their columns.
pub(super) fn read_two_rows(
    above: &[RawCell],
    below: &[RawCell],
    names: &ColumnNames,
) -> Option<Header> {
    let is_name = |cell: &RawCell| {
        let name = bare(&cell.text);
        name.chars().count() <= MAX_NAME && !name.contains(['。', '；', '，'])
    };
    let mut own = below.iter().filter(|c| c.origin == CellOrigin::Own && !is_blank(c)).peekable();
    own.peek()?;
    if !own.all(is_name) || !above.iter().all(is_name) {
        return None;
    }
    let mut gained = false;
    let width = above.len().max(below.len());
    let empty = RawCell::default();
    // A group's name stands over its first column only, unless merged cells say otherwise.
    let mut group = String::new();
    let cells: Vec<RawCell> = (0..width)
        .map(|i| {
            let (upper, lower) = (above.get(i).unwrap_or(&empty), below.get(i).unwrap_or(&empty));
            if !is_blank(upper) {
                group = bare(&upper.text);
            }
            if is_blank(lower) || bare(&lower.text) == bare(&upper.text) {
                return upper.clone();
            }
            let both = RawCell::new(format!("{group}{}", bare(&lower.text)));
            let known = [lower, &both]
                .into_iter()
                .find(|cell| names.column_of(&bare(&cell.text)).is_some());
            gained |= known.is_some();
            known.unwrap_or(lower).clone()
        })
        .collect();
    read_header(&cells, names).filter(|_| gained)
}

/// The longest name of a column.
const MAX_NAME: usize = 30;

/// Whether a row may be a header, whatever a site calls its columns: the name of a number column
/// and at least one more, and all of them short.
pub(super) fn looks_like_header(cells: &[RawCell]) -> bool {
    let names: Vec<String> =
        cells.iter().map(|cell| bare(&cell.text)).filter(|name| !name.is_empty()).collect();
    let known = ColumnNames::default();
    names.len() >= 2
        && names.iter().all(|name| name.chars().count() <= MAX_NAME)
        && names.iter().any(|name| known.column_of(name) == Some(Column::Field(Field::Seq)))
}

impl Header {
    /// The header of a table whose reader knows what its columns are.
    pub(super) fn of_fields(list: ListKind, fields: &[Field]) -> Self {
        Self {
            columns: fields.iter().map(|field| Some(Column::Field(*field))).collect(),
            list,
            is_telling: true,
            cells: fields.iter().map(|field| RawCell::new(field.title())).collect(),
        }
    }

    /// The header with a second row of names under it.
    pub(super) fn with_second_row(&self, below: &[RawCell], names: &ColumnNames) -> Option<Self> {
        read_two_rows(&self.cells, below, names)
    }

    /// How many columns it has, up to the last with a name.
    pub(super) fn width(&self) -> usize {
        self.cells.iter().rposition(|cell| !is_blank(cell)).map_or(0, |last| last + 1)
    }

    /// The columns that say which list a row is in, the surest first.
    fn list_columns(&self) -> impl Iterator<Item = usize> {
        let of = |wanted: Column| {
            let columns = self.columns.iter().enumerate();
            columns.filter(move |(_, column)| **column == Some(wanted)).map(|(i, _)| i)
        };
        of(Column::List).chain(of(Column::Kind)).chain(of(Column::Field(Field::Category)))
    }

    /// What a row's cells fill. `list` is the list of the table; a column may say otherwise for one row.
    pub(super) fn layout(&self, cells: &[RawCell]) -> Layout {
        let said = self.list_columns().find_map(|i| {
            let list = list_of_name(&bare(&cells.get(i)?.text))?;
            Some((list, i))
        });
        let list = said.map_or(self.list, |(list, _)| list);
        let list_column = said.map(|(_, i)| i);
        Layout { list, fields: self.fields(list, list_column), list_column, width: self.width() }
    }

    /// The field of each column for a row of a list. A column that is there twice, or that the list has
    /// no field for, fills none: its cells are kept and reported instead of taking another's place.
    fn fields(&self, list: ListKind, list_column: Option<usize>) -> Vec<Option<Field>> {
        let has_category = self
            .columns
            .iter()
            .enumerate()
            .any(|(i, c)| *c == Some(Column::Field(Field::Category)) && Some(i) != list_column);
        let has_departments = self.columns.contains(&Some(Column::Field(Field::Departments)));
        let mut seen = Vec::new();
        let mut fields = Vec::with_capacity(self.columns.len());
        for (i, column) in self.columns.iter().enumerate() {
            let field = match column {
                _ if Some(i) == list_column => None,
                Some(Column::Field(Field::Departments)) if self.is_shared(list) => None,
                Some(Column::Field(field)) => Some(*field),
                Some(Column::Taker) if list == ListKind::Coop && has_departments => None,
                Some(Column::Taker) => Some(Field::Departments),
                Some(Column::Kind) => (!has_category).then_some(Field::Category),
                Some(Column::List) | None => None,
            };
            let field = field.filter(|field| belongs(*field, list) && !seen.contains(field));
            seen.extend(field);
            fields.push(field);
        }
        fields
    }

    /// Whether a table of all lists has a department column of its own for this one.
    fn is_shared(&self, list: ListKind) -> bool {
        list == ListKind::Reclaimed
            && (self.columns.contains(&Some(Column::Taker))
                || self.columns.contains(&Some(Column::Field(Field::Upper))))
    }
}

fn belongs(field: Field, list: ListKind) -> bool {
    match field {
        Field::Seq | Field::Category | Field::Name => true,
        Field::Departments => list != ListKind::Basic,
        Field::Upper | Field::Township | Field::Method => {
            list.sections().iter().any(|section| Field::from(*section) == field)
        }
    }
}

fn is_blank(cell: &RawCell) -> bool {
    cell.text.trim().is_empty()
}

/// The text of a cell without markup and blanks.
pub(super) fn bare(cell: &str) -> String {
    let lines = read_cell(cell).lines;
    lines.iter().flat_map(|l| l.text.chars()).filter(|c| !c.is_whitespace()).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn cells(row: &str) -> Vec<RawCell> {
        row.split('|').map(RawCell::new).collect()
    }

    fn header(names: &str) -> Option<Header> {
        read_header(&cells(names), &ColumnNames::default())
    }

    #[test]
    fn columns_decide_the_list() {
        let list = |names: &str| header(names).map(|h| h.list);
        assert_eq!(list("序号|事项类别|事项名称"), Some(ListKind::Basic));
        assert_eq!(list("序号|配合履职事项"), Some(ListKind::Coop));
        assert_eq!(
            list("序 号|事项类别|事项名称|对应上级部门|上级部门职责|街道配合职责"),
            Some(ListKind::Coop)
        );
        assert_eq!(list("序号|事项类别|事项名称|承接部门及工作方式"), Some(ListKind::Reclaimed));
        assert_eq!(list("序号|事项类别|事项名称|承接部门|工作方式"), Some(ListKind::Reclaimed));
        assert_eq!(list("1|党的建设|事项名称"), None);
    }

    #[test]
    fn two_rows_of_names_are_one_header() {
        let two = |above: &str, below: &str| {
            let header = read_two_rows(&cells(above), &cells(below), &ColumnNames::default())?;
            Some(header.layout(&[]).fields)
        };
        let all = [
            Field::Seq,
            Field::Category,
            Field::Name,
            Field::Departments,
            Field::Upper,
            Field::Township,
        ]
        .map(Some);
        assert_eq!(
            two("序号|事项类别|事项名称|对应上级部门|职责分工|", "||||上级部门职责|乡镇配合职责"),
            Some(all.to_vec())
        );
        assert_eq!(
            two("序号|履职事项||上级部门||乡镇", "|类别|名称|部门名称|职责|职责"),
            Some(all.to_vec())
        );
        assert_eq!(two("序号|事项类别|事项名称", "1|民生服务|照料老人"), None);
    }

    #[test]
    fn a_column_may_say_which_list_a_row_is_in() {
        let header =
            header("序号|类型|事项类别|事项名称|上级部门|上级部门职责|乡镇职责|承接部门|工作方式");
        let layout = |row: &str| header.as_ref().map(|h| h.layout(&cells(row)));
        let reclaimed = layout("1|收回|民生服务|甲||||某局|乙");
        assert_eq!(
            reclaimed.map(|l| (l.list, l.list_column, l.fields)),
            Some((
                ListKind::Reclaimed,
                Some(1),
                vec![
                    Some(Field::Seq),
                    None,
                    Some(Field::Category),
                    Some(Field::Name),
                    None,
                    None,
                    None,
                    Some(Field::Departments),
                    Some(Field::Method)
                ]
            ))
        );
        assert_eq!(
            layout("1|配合履职|民生服务|甲|某局|乙|丙||").map(|l| l.list),
            Some(ListKind::Coop)
        );
    }

    #[test]
    fn a_type_that_is_no_list_is_the_category() {
        let header = header("序号|类型|事项名称");
        let layout = header.map(|h| h.layout(&cells("1|民生服务|甲")));
        assert_eq!(layout.map(|l| l.fields[1]), Some(Some(Field::Category)));
    }
}
