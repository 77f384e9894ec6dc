//! Cells of a narrow column that were read down the columns of their lines: characters 1, 6, 11 … of
//! a cell that wraps at 5, then 2, 7, 12 …
//!
//! For 对应上级部门 only, where the result can be judged: a wrong reading gives no names.

use super::super::markup::read_cell;
use super::super::recognise::build_duty;
use super::Row;
use crate::model::{Duty, Field, MarkKind};
use crate::text::bodies::ends_as_body;
use crate::text::department::split_names;
use crate::text::known_bodies::KnownBodies;
use crate::text::ocr::{WIDTHS, along_lines};

/// A cell of fewer characters has lines too few to tell.
const LEAST_CHARS: usize = 16;
/// A cell longer than this is no column of names.
const MOST_CHARS: usize = 2000;

/// Reads the departments of a row along the lines, when that gives names that are known and the text
/// as it stands does not.
pub(super) fn repair_departments(row: &mut Row<'_>, known: &KnownBodies, county: &str) {
    if row.duty.departments.iter().all(|name| known.has(name)) {
        return;
    }
    let texts = row.source.texts();
    let cell = read_cell(texts.get(&Field::Departments).map_or("", |cell| &cell.text));
    let chars: Vec<char> = cell
        .lines
        .iter()
        .flat_map(|line| line.text.chars())
        .filter(|c| !c.is_whitespace())
        .collect();
    if !(LEAST_CHARS..=MOST_CHARS).contains(&chars.len()) {
        return;
    }
    let mut readings = WIDTHS.filter_map(|width| names_along_lines(&chars, width, known));
    let (Some(names), None) = (readings.next(), readings.next()) else { return };
    row.mark(MarkKind::CellUntangled, Field::Departments, &names.join("、"));
    // The labels of the text are known by the departments.
    let (list, seq) = (row.source.list, row.duty.seq);
    let (built, _) = build_duty(list, seq, &row.source.texts(), county);
    *row.duty = Duty { id: row.duty.id, ..built };
}

/// The names that a cell has when its lines were so wide; none when they are no names. All must be
/// known, but for one that has the form of a name of this county: a character of it may be wrong.
fn names_along_lines(chars: &[char], width: usize, known: &KnownBodies) -> Option<Vec<String>> {
    let text = along_lines(chars, width);
    let names: Vec<String> = split_names(&text).map(str::to_owned).collect();
    let unknown: Vec<&String> = names.iter().filter(|name| !known.has(name)).collect();
    let sound = |name: &&String| ends_as_body(name) && known.doubt(name).is_none();
    let certain = names.len() >= 2
        && !text.contains("、、")
        && match unknown.as_slice() {
            [] => true,
            [one] => names.len() >= 3 && sound(one),
            _ => false,
        };
    certain.then_some(names)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::import::recognise::SourceRow;
    use crate::model::{Breaks, Cell, ListKind, Mark, Position};

    /// What OCR makes of lines that are so wide.
    fn down_columns(text: &str, width: usize) -> Vec<char> {
        let chars: Vec<char> = text.chars().collect();
        let lines: Vec<&[char]> = chars.chunks(width).collect();
        (0..width).flat_map(|i| lines.iter().filter_map(move |l| l.get(i)).copied()).collect()
    }

    fn known() -> KnownBodies {
        let names = ["槐川县灯塔保护局", "槐川县灯塔保护局", "槐川县公安局"];
        KnownBodies::new("槐川县", names.into_iter(), std::iter::empty())
    }

    #[test]
    fn names_come_out_at_their_own_width_only() {
        let text = "槐川县公安局、槐川县灯塔保护局、槐川县水利局、青岚市生态环境局槐川县分局";
        for width in [5, 6, 7] {
            let tangled = down_columns(text, width);
            let widths: Vec<usize> =
                WIDTHS.filter(|w| names_along_lines(&tangled, *w, &known()).is_some()).collect();
            assert_eq!(widths, [width]);
            let names = names_along_lines(&tangled, width, &known()).unwrap_or_default();
            assert_eq!(names.join("、"), text);
        }
    }

    #[test]
    fn of_many_cells_none_comes_out_at_a_second_width() {
        let bodies = [
            "公安局",
            "民政局",
            "水利局",
            "财政局",
            "农业农村局",
            "住房和城乡建设局",
            "卫生健康委员会",
            "市场监督管理局",
            "发展和改革委员会",
            "委宣传部",
            "消防救援局",
            "残联",
            "总工会",
        ];
        let mut tried = 0;
        for first in 0..bodies.len() {
            for step in 1..bodies.len() {
                for count in 3..7 {
                    let names = (0..count).map(|i| bodies[(first + i * step) % bodies.len()]);
                    let names: Vec<String> = names.map(|name| format!("槐川县{name}")).collect();
                    let width = 4 + tried % 5;
                    let tangled = down_columns(&names.join("、"), width);
                    let read = |w: usize| names_along_lines(&tangled, w, &known());
                    let widths: Vec<usize> = WIDTHS.filter(|w| read(*w).is_some()).collect();
                    assert_eq!((widths, read(width)), (vec![width], Some(names)));
                    tried += 1;
                }
            }
        }
        assert!(tried >= 600);
    }

    #[test]
    fn the_text_beside_untangled_names_stays_as_it_was_read() {
        let names = "槐川县公安局、槐川县灯塔保护局、槐川县水利局";
        let tangled: String = down_columns(names, 5).into_iter().collect();
        let cell =
            |field, text: &str, breaks| Cell { field: Some(field), text: text.to_owned(), breaks };
        let continued = Mark {
            kind: MarkKind::ContinuedRow,
            field: Field::Township,
            text: "1.看护灯塔；\n2.报告损坏。".to_owned(),
        };
        let mut source = SourceRow {
            list: ListKind::Coop,
            at: Position::line(1),
            cells: vec![
                cell(Field::Name, "守护灯塔", Breaks::Wrapped),
                cell(Field::Departments, &tangled, Breaks::Wrapped),
                cell(Field::Upper, "县公安局：\n1.巡查码\n头；\n2.登记船只。", Breaks::Wrapped),
                cell(Field::Township, "1.看护灯塔；", Breaks::Hard),
                cell(Field::Township, "2.报告损坏。", Breaks::Hard),
            ],
            marks: vec![continued],
            table: 0,
        };
        let (mut duty, _) = build_duty(ListKind::Coop, 1, &source.texts(), "槐川县");
        repair_departments(&mut Row { duty: &mut duty, source: &mut source }, &known(), "槐川县");
        assert_eq!(duty.departments.join("、"), names);
        assert_eq!(duty.name, "守护灯塔");
        assert_eq!(duty.upper.to_string(), "县公安局：\n1.巡查码头；\n2.登记船只。");
        assert_eq!(duty.township.to_string(), "1.看护灯塔；\n2.报告损坏。");
    }

    #[test]
    fn two_wrong_names_are_not_certain() {
        let one = down_columns("槐川县公安局、槐川县灯搭保护局、槐川县水利局", 5);
        assert!(names_along_lines(&one, 5, &known()).is_some());
        let two = down_columns("槐川县公按局、槐川县灯搭保护局、槐川县水利局", 5);
        assert!(names_along_lines(&two, 5, &known()).is_none());
    }
}
