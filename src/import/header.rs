//! Header rows: which column fills which field, and so which list a table is.

use super::markup::read_cell;
use super::table::RawCell;
use crate::model::{Field, ListKind};

/// Names of columns as they are printed, blanks taken out.
const COLUMNS: &[(Field, &[&str])] = &[
    (Field::Seq, &["序号", "编号"]),
    (Field::Category, &["事项类别", "类别", "事项类型"]),
    (Field::Name, &["事项名称", "履职事项", "事项"]),
    (Field::Departments, &["对应上级部门", "上级部门", "牵头部门", "主管部门", "承接部门"]),
    (Field::Upper, &["上级部门职责", "上级部门履职事项"]),
    (
        Field::Township,
        &[
            "乡镇配合职责",
            "镇配合职责",
            "乡配合职责",
            "街道配合职责",
            "乡镇（街道）配合职责",
            "镇街配合职责",
            "苏木配合职责",
            "苏木乡镇配合职责",
        ],
    ),
    (Field::Method, &["承接部门及工作方式", "承接部门和工作方式", "工作方式"]),
];

/// Every name of a column that is known, with its field.
pub(super) fn column_names() -> impl Iterator<Item = (&'static str, Field)> {
    COLUMNS.iter().flat_map(|(field, names)| names.iter().map(|name| (*name, *field)))
}

/// The columns of a table.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Header {
    /// The field of each column; none where the name is not known.
    pub columns: Vec<Option<Field>>,
    /// The list that a table with these columns is.
    pub list: ListKind,
}

/// The header that a row is, when it names a number and a name column.
pub(super) fn read_header(cells: &[RawCell]) -> Option<Header> {
    let columns: Vec<Option<Field>> = cells.iter().map(|cell| field_of(&cell.text)).collect();
    let has = |field| columns.contains(&Some(field));
    if !has(Field::Seq) || !has(Field::Name) {
        return None;
    }
    let list = if has(Field::Method) || cells.iter().any(|c| bare(&c.text) == "承接部门") {
        ListKind::Reclaimed
    } else if has(Field::Upper) || has(Field::Township) || has(Field::Departments) {
        ListKind::Coop
    } else {
        ListKind::Basic
    };
    Some(Header { columns: of_list(columns, list), list })
}

/// A column that is there twice, or that the list has no field for, fills none: its cells are kept and
/// reported instead of taking another's place.
fn of_list(columns: Vec<Option<Field>>, list: ListKind) -> Vec<Option<Field>> {
    let mut seen = Vec::new();
    columns
        .into_iter()
        .map(|field| {
            let field = field.filter(|field| belongs(*field, list) && !seen.contains(field))?;
            seen.push(field);
            Some(field)
        })
        .collect()
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

fn bare(cell: &str) -> String {
    let lines = read_cell(cell).lines;
    lines.iter().flat_map(|l| l.text.chars()).filter(|c| !c.is_whitespace()).collect()
}

fn field_of(cell: &str) -> Option<Field> {
    let name = bare(cell);
    COLUMNS.iter().find(|(_, names)| names.contains(&name.as_str())).map(|(field, _)| *field)
}

/// The list whose title a line is: a line that ends as titles of lists do.
pub(super) fn list_of_title(line: &str) -> Option<ListKind> {
    let line: String = line
        .chars()
        .filter(|c| !c.is_whitespace() && !matches!(c, '#' | '*' | '【' | '】'))
        .collect();
    // `（续）`, `（试行）` behind a title.
    let line = match line.strip_suffix('）').and_then(|l| l.rsplit_once('（')) {
        Some((title, _)) => title,
        None => line.as_str(),
    };
    let stem = line.strip_suffix("清单").or_else(|| line.strip_suffix("清单表"))?;
    let stem = stem.strip_suffix("事项").unwrap_or(stem);
    if stem.ends_with("收回") {
        Some(ListKind::Reclaimed)
    } else if stem.ends_with("配合履职") {
        Some(ListKind::Coop)
    } else if stem.ends_with("基本履职") {
        Some(ListKind::Basic)
    } else {
        None
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn columns_decide_the_list() {
        let header = |names: &str| {
            let cells: Vec<RawCell> = names.split('|').map(RawCell::new).collect();
            read_header(&cells).map(|h| h.list)
        };
        assert_eq!(header("序号|事项类别|事项名称"), Some(ListKind::Basic));
        assert_eq!(
            header("序 号|事项类别|事项名称|对应上级部门|上级部门职责|街道配合职责"),
            Some(ListKind::Coop)
        );
        assert_eq!(header("序号|事项类别|事项名称|承接部门及工作方式"), Some(ListKind::Reclaimed));
        assert_eq!(header("序号|事项类别|事项名称|承接部门|工作方式"), Some(ListKind::Reclaimed));
        assert_eq!(header("1|党的建设|事项名称"), None);
    }

    #[test]
    fn titles_of_lists() {
        assert_eq!(list_of_title("# 青岚市槐川县柳河镇基本履职事项清单"), Some(ListKind::Basic));
        assert_eq!(list_of_title("## 柳河镇配合履职事项清单"), Some(ListKind::Coop));
        assert_eq!(list_of_title("上级部门收回事项清单"), Some(ListKind::Reclaimed));
        assert_eq!(list_of_title("履职事项清单"), None);
        assert_eq!(list_of_title("2. 配合履职事项清单 ....."), None);
    }
}
