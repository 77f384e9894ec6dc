//! Recognition: blocks of any reader become a cover, a note and the duties of three lists, with the
//! ledger that accounts for every character.
//!
//! A document is walked once, in order. What a block is depends on the part of the document that it
//! stands in ([`Part`]); what has no place is kept and reported, never dropped. [`cover`] and [`contents`]
//! tell what stands before the lists, [`row`] makes a duty of a row's cells, [`wrap`] joins lines that a
//! narrow column broke, [`spans`] and [`continued`] read rows that are less than a duty.

mod contents;
mod continued;
mod cover;
mod document;
mod row;
mod spans;
mod wrap;

use std::collections::BTreeMap;

pub(super) use contents::contents_counts;
pub(super) use document::{Recognised, SourceRow, Stray};
pub(super) use row::build_duty;
pub use row::{read_names, read_seq};

use crate::import::columns::ColumnNames;
use crate::import::header::{Header, Layout, read_header, read_two_rows};
use crate::import::table::{CellOrigin, Content, RawCell, Reading};
use crate::import::titles::{list_of_name, list_of_title, place_of_title};
use crate::model::{Cell, Duty, Field, ListKind, Mark, MarkKind, Position};
use crate::text::chars::{collapse_blanks, count_visible, without_blanks};
use crate::text::date::parse_date;
use contents::is_contents_line;
use continued::{Continued, continue_duty};
use cover::{declared_counts, is_attachment, is_cover_line, is_note_heading};
use row::{Account, FieldText, cell_of, is_short_names, joined, own_visible, parse_seq};
use spans::{Filled, Printed, doubtful, fill_spans};

/// The part of the document that the walk is in.
#[derive(Debug, Clone, PartialEq, Eq)]
enum Part {
    Cover,
    Contents,
    Note,
    /// Behind the title of a list, before its header or between its rows.
    List(Option<Header>),
}

/// Recognises a document. `county` is the county's own name as far as it is known: short forms of
/// departments leave it out.
pub(super) fn recognise(reading: &Reading, county: &str, names: &ColumnNames) -> Recognised {
    let mut walk = Walk {
        out: Recognised::default(),
        part: Part::Cover,
        titled: None,
        rows: [Vec::new(), Vec::new(), Vec::new()],
        last: None,
        table: 0,
        header_ends: true,
        printed: Printed::of(reading, names),
        county,
        names,
    };
    walk.out.ledger.total = reading.visible;
    let mut blocks = reading.blocks.iter().peekable();
    while let Some(block) = blocks.next() {
        let next = blocks.peek().and_then(|block| match &block.content {
            Content::Row(cells) => Some(cells.as_slice()),
            Content::Prose(_) | Content::Furniture(_) | Content::Header { .. } => None,
        });
        match &block.content {
            Content::Prose(line) => walk.prose(&block.at, line, next),
            Content::Row(cells) => walk.row(&block.at, cells, next),
            Content::Header { text, list, columns } => {
                walk.out.ledger.headers += count_visible(text);
                walk.begin_table(Header::of_fields(*list, columns));
            }
            Content::Furniture(text) => walk.out.ledger.furniture += count_visible(text),
        }
    }
    walk.finish()
}

struct Walk<'a> {
    out: Recognised,
    part: Part,
    /// The list whose title was last seen.
    titled: Option<ListKind>,
    rows: [Vec<SourceRow>; 3],
    /// The duty that was read last: its list, and its place in that list.
    last: Option<(ListKind, usize)>,
    /// Headers seen so far.
    table: usize,
    /// Whether no second row of names can follow: the header has rows under it.
    header_ends: bool,
    /// How the document prints its categories.
    printed: Printed,
    county: &'a str,
    names: &'a ColumnNames,
}

impl Walk<'_> {
    fn finish(mut self) -> Recognised {
        for (list, row, field) in doubtful(&self.rows, &self.out.lists) {
            let doubt = Mark { kind: MarkKind::DoubtfulRow, field, text: String::new() };
            self.rows[list as usize][row].marks.push(doubt);
        }
        let mut out = self.out;
        out.rows = self.rows.into_iter().flatten().collect();
        out.declared = declared_counts(&out.note);
        out
    }

    fn prose(&mut self, at: &Position, line: &str, next: Option<&[RawCell]>) {
        let visible = count_visible(line);
        let bare = without_blanks(line.trim_start_matches('#'));
        // The bare name of a list is a title only right above a header.
        let named = || list_of_name(line).filter(|_| next.is_some_and(|row| self.is_header(row)));
        if let Some(list) = list_of_title(line).or_else(named) {
            self.out.ledger.titles += visible;
            let place = place_of_title(line, list);
            if !place.is_empty() {
                self.out.titles.push(place);
            }
            // A title that is repeated on each page does not end its table.
            if !matches!(&self.part, Part::List(Some(header)) if header.list == list) {
                self.part = Part::List(None);
            }
            self.titled = Some(list);
        } else if let (Part::List(Some(header)), Some(list)) = (&mut self.part, list_of_name(line))
        {
            // One table of all lists, with their names between its rows.
            self.out.ledger.titles += visible;
            header.list = list;
            self.titled = Some(list);
        } else if matches!(bare.as_str(), "目录" | "目次") {
            self.out.ledger.contents += visible;
            self.part = Part::Contents;
        } else if is_contents_line(&bare) && matches!(self.part, Part::Cover | Part::Contents) {
            self.out.ledger.contents += visible;
        } else if is_note_heading(&bare) && !matches!(self.part, Part::List(_)) {
            self.out.ledger.note += visible;
            self.part = Part::Note;
        } else {
            match self.part {
                // 附件2 above the title of a list.
                Part::List(_) if is_attachment(&bare) => self.out.ledger.titles += visible,
                Part::Cover if is_cover_line(&bare) => self.cover(line, visible),
                Part::Note => {
                    self.out.ledger.note += visible;
                    self.out.note.push(collapse_blanks(line));
                }
                Part::Cover | Part::Contents | Part::List(_) => self.unplaced(at, line),
            }
        }
    }

    fn cover(&mut self, line: &str, visible: usize) {
        self.out.ledger.cover += visible;
        if self.out.date.is_none()
            && let Some(date) = parse_date(line)
        {
            self.out.date = Some(date);
            return;
        }
        self.out.cover.push(collapse_blanks(line.trim_start_matches('#')));
    }

    fn is_header(&self, cells: &[RawCell]) -> bool {
        read_header(cells, self.names).is_some()
    }

    fn row(&mut self, at: &Position, cells: &[RawCell], next: Option<&[RawCell]>) {
        let visible: usize = cells.iter().map(own_visible).sum();
        if let Some(header) = self.header(cells, next) {
            self.out.ledger.headers += visible;
            self.begin_table(header);
            return;
        }
        // A title may stand in the first cell of a row of its own.
        let mut texts =
            cells.iter().filter(|c| c.origin == CellOrigin::Own && !c.text.trim().is_empty());
        let (first, more) = (texts.next(), texts.next());
        let Some(first) = first else { return };
        if more.is_none() && parse_seq(first).is_none() && self.may_be_prose(cells) {
            return self.lone_cell(at, first.text.trim(), next);
        }
        let bare: String =
            cells.iter().flat_map(|c| c.text.chars()).filter(|c| !c.is_whitespace()).collect();
        if is_contents_line(&bare) && !matches!(self.part, Part::List(_)) {
            self.out.ledger.contents += visible;
            return;
        }
        let Part::List(Some(header)) = &self.part else {
            // Names of groups over the names of columns.
            if next.is_some_and(|next| self.is_header(next)) && is_short_names(cells) {
                self.out.ledger.headers += visible;
            } else {
                self.unplaced(at, &joined(cells));
            }
            return;
        };
        let header = header.clone();
        self.header_ends = true;
        self.list_row(at, &header, cells);
    }

    /// The header that a row is, alone, with the row under it or with the one above it.
    fn header(&self, cells: &[RawCell], next: Option<&[RawCell]>) -> Option<Header> {
        if let (Part::List(Some(header)), false) = (&self.part, self.header_ends)
            && let Some(both) = header.with_second_row(cells, self.names)
        {
            return Some(both);
        }
        read_header(cells, self.names).or_else(|| {
            let next = next.filter(|next| !self.is_header(next))?;
            read_two_rows(cells, next, self.names)
        })
    }

    fn begin_table(&mut self, mut header: Header) {
        // Columns that fit several lists: then the title decides.
        if !header.is_telling {
            let said = self
                .titled
                .filter(|titled| header.list == ListKind::Basic || *titled == ListKind::Reclaimed);
            header.list = said.unwrap_or(header.list);
        }
        self.part = Part::List(Some(header));
        self.header_ends = false;
        self.table += 1;
    }

    /// The lines of a cell that is alone in its row: a title of several lines is one.
    fn lone_cell(&mut self, at: &Position, text: &str, next: Option<&[RawCell]>) {
        if list_of_title(text).is_some() {
            return self.prose(at, text, next);
        }
        for line in text.lines().filter(|line| !line.trim().is_empty()) {
            self.prose(at, line.trim(), next);
        }
    }

    /// A lone cell is a line of prose, except inside a table where it continues a column.
    fn may_be_prose(&self, cells: &[RawCell]) -> bool {
        let first = cells.first().is_some_and(|cell| !cell.text.trim().is_empty());
        let merged = cells.iter().any(|cell| cell.origin == CellOrigin::Merged);
        match &self.part {
            Part::List(Some(_)) => first && !(merged && parse_seq(&cells[0]).is_some()),
            _ => true,
        }
    }

    fn list_row(&mut self, at: &Position, header: &Header, cells: &[RawCell]) {
        let layout = header.layout(cells);
        let seq = cell_of(&layout, cells, Field::Seq);
        let is_own = seq.is_some_and(|cell| cell.origin == CellOrigin::Own);
        match seq.and_then(parse_seq) {
            Some(seq) if is_own => {
                let above = self.above(layout.list);
                let filled = fill_spans(header, &layout, cells, above, &self.printed);
                self.duty(at, seq, &layout, &filled.unwrap_or_else(|| Filled::none(cells)));
            }
            _ => self.continued(at, &layout, cells),
        }
    }

    /// The duty above, when it stands in the same table.
    fn above(&self, list: ListKind) -> Option<&Duty> {
        let (_, at) = self.last.filter(|(of, _)| *of == list)?;
        let row = self.rows[list as usize].get(at)?;
        self.out.lists.get(list).get(at).filter(|_| row.table == self.table)
    }

    fn duty(&mut self, at: &Position, seq: u32, layout: &Layout, filled: &Filled) {
        let list = layout.list;
        let mut texts = BTreeMap::new();
        let (mut kept, mut marks) = (Vec::with_capacity(filled.cells.len()), Vec::new());
        for (i, raw) in filled.cells.iter().enumerate() {
            let field = layout.fields.get(i).copied().flatten();
            if let Some(field) = field {
                texts.insert(field, FieldText::from(raw));
                if let Some(other) = &raw.doubt {
                    marks.push(Mark { kind: MarkKind::UncertainSplit, field, text: other.clone() });
                }
            }
            if filled.columns.contains(&i) {
                let (kind, text) = (MarkKind::FilledFromAbove, raw.text.clone());
                marks.extend(field.map(|field| Mark { kind, field, text }));
            } else if layout.list_column == Some(i) {
                // It said which list: a title as it were.
                self.out.ledger.titles += own_visible(raw);
            } else if field.is_some() || !filled.is_sideways_copy(i) {
                kept.push(Cell { field, text: raw.text.clone(), breaks: raw.breaks });
            }
        }
        let (duty, accounts) = build_duty(list, seq, &texts, self.county);
        for (i, raw) in filled.cells.iter().enumerate() {
            if raw.origin == CellOrigin::Merged || layout.list_column == Some(i) {
                continue;
            }
            match layout.fields.get(i).copied().flatten() {
                Some(field) => self.account(accounts.get(&field).copied().unwrap_or_default()),
                // A cell beyond the header: kept in the provenance, reported there.
                None => self.out.ledger.unplaced += own_visible(raw),
            }
        }
        let (at, table) = (at.clone(), self.table);
        self.rows[list as usize].push(SourceRow { list, at, cells: kept, marks, table });
        let duties = self.out.lists.get_mut(list);
        self.last = Some((list, duties.len()));
        duties.push(duty);
    }

    /// A row without a number of its own: more of the duty above, or text with no place.
    fn continued(&mut self, at: &Position, layout: &Layout, cells: &[RawCell]) {
        let list = layout.list;
        let place = self.last.filter(|(of, _)| *of == list).map(|(_, place)| place);
        let row = place.and_then(|place| self.rows[list as usize].get_mut(place));
        let duty = place.and_then(|place| self.out.lists.get_mut(list).get_mut(place));
        let continued = duty
            .zip(row)
            .and_then(|(duty, row)| continue_duty(duty, row, layout, cells, self.county));
        match continued {
            Some(Continued { account }) => self.account(account),
            None => self.unplaced(at, &joined(cells)),
        }
    }

    fn account(&mut self, account: Account) {
        self.out.ledger.fields += account.fields;
        self.out.ledger.markup += account.markup;
        self.out.ledger.separators += account.separators;
    }

    fn unplaced(&mut self, at: &Position, text: &str) {
        self.out.ledger.unplaced += count_visible(text);
        let after = self.last;
        self.out.unplaced.push(Stray { at: at.clone(), after, text: text.to_owned() });
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::import::read::read_tabbed;
    use crate::import::table::Block;
    use crate::model::Breaks;

    fn read(text: &str) -> Recognised {
        recognise(&read_tabbed(text), "槐川县", &ColumnNames::default())
    }

    #[test]
    fn a_document_is_recognised_and_every_character_accounted_for() {
        let text = "青岚市槐川县\n柳河镇\n履职事项清单\n\n2025 年 8 月\n\n# 目 录\n\n\
            1. 基本履职事项清单 .....\t1\n\n说 明\n\n共有基本履职事项 1 项，上级部门收回事项１项。\n\n\
            # 槐川县柳河镇基本履职事项清单\n\n序号\t事项类别\t事项名称\n1\t民生服务\t照料 老人\n\n\
            序号\t事项类别\t事项名称\t对应上级部门\t上级部门职责\t乡镇配合职责\n\
            1\t平安法治\t养犬\t槐川县公安局、槐川县民政局\t<p>1. 甲；</p> <p>2. 乙。</p>\t丙。\n\
            脱落的一行\n\
            序号\t事项类别\t事项名称\t承接部门及工作方式\n1\t民生服务\t收养登记\t槐川县民政局： 登记。\n";
        let got = read(text);
        assert_eq!(got.cover, ["青岚市槐川县", "柳河镇", "履职事项清单"]);
        assert_eq!(got.date.map(|d| (d.year, d.month, d.day)), Some((2025, 8, None)));
        assert_eq!((got.declared.basic, got.declared.reclaimed), (Some(1), Some(1)));
        assert_eq!(got.lists.get(ListKind::Basic)[0].name, "照料老人");
        let coop = &got.lists.get(ListKind::Coop)[0];
        assert_eq!(coop.departments, ["槐川县公安局", "槐川县民政局"]);
        assert_eq!(coop.upper.to_string(), "1. 甲；\n2. 乙。");
        assert_eq!(got.lists.get(ListKind::Reclaimed)[0].departments, ["槐川县民政局"]);
        let stray = Stray {
            at: Position::line(22),
            after: Some((ListKind::Coop, 0)),
            text: "脱落的一行".into(),
        };
        assert_eq!(got.unplaced, [stray]);
        assert!(got.ledger.balances(), "{:?}", got.ledger);
    }

    #[test]
    fn an_extra_cell_is_kept_and_counted_as_unplaced() {
        let got = read("序号\t事项类别\t事项名称\n1\t民生服务\t照料老人\t多出来的\n");
        assert_eq!(got.ledger.unplaced, 4);
        assert_eq!(
            got.rows[0].cells[3],
            Cell { field: None, text: "多出来的".into(), breaks: Breaks::Hard }
        );
        assert!(got.ledger.balances());
    }

    #[test]
    fn the_copies_of_a_cell_merged_across_columns_are_no_cells_too_many() {
        let merged = |text: &str| RawCell { origin: CellOrigin::Merged, ..RawCell::new(text) };
        let row = |line, cells| Block { at: Position::line(line), content: Content::Row(cells) };
        let header = ["序号", "事项类别", "事项名称"].map(RawCell::new);
        let duty = ["1", "民生服务", "照料老人"].map(RawCell::new);
        let blocks = vec![
            row(1, [&header[..], &[merged("事项名称")]].concat()),
            row(2, [&duty[..], &[merged("照料老人")]].concat()),
        ];
        let reading = Reading { blocks, visible: 19, ..Reading::default() };
        let got = recognise(&reading, "槐川县", &ColumnNames::default());
        assert_eq!(got.rows[0].cells.len(), 3);
        assert!(got.ledger.balances(), "{:?}", got.ledger);
    }

    #[test]
    fn a_column_of_its_own_for_the_department_is_a_label() {
        let got = read(
            "序号\t事项类别\t事项名称\t承接部门\t工作方式\n\
             1\t民生服务\t收养登记\t槐川县民政局、槐川县公安局\t当日办结。\n",
        );
        let duty = &got.lists.get(ListKind::Reclaimed)[0];
        assert_eq!(duty.departments, ["槐川县民政局", "槐川县公安局"]);
        assert_eq!(duty.method.to_string(), "槐川县民政局、槐川县公安局\n当日办结。");
        assert!(got.ledger.balances());
    }

    #[test]
    fn a_table_without_telling_columns_is_the_list_of_its_title() {
        let got = read("# 上级部门收回事项清单\n序号\t事项类别\t事项名称\n1\t民生服务\t收养登记\n");
        assert_eq!(got.lists.get(ListKind::Reclaimed).len(), 1);
    }

    #[test]
    fn no_sentence_before_the_first_list_is_lost() {
        let got = read(
            "柳河镇履职事项清单\n索引号：甲1\n使用说明：\n本镇履职事项分为三份清单。\n详见编制说明。\n\
             # 基本履职事项清单\n序号\t事项类别\t事项名称\n1.\t民生服务\t照料\n",
        );
        assert_eq!(got.note, ["本镇履职事项分为三份清单。", "详见编制说明。"]);
        let stray = Stray { at: Position::line(2), after: None, text: "索引号：甲1".into() };
        assert_eq!(got.unplaced, [stray]);
        assert_eq!(got.lists.len(), 1);
        assert!(got.ledger.balances(), "{:?}", got.ledger);
    }

    #[test]
    fn a_column_that_is_there_twice_is_kept_as_an_extra_cell() {
        let got = read(
            "序号\t事项类别\t事项名称\t对应上级部门\t上级部门职责\t上级部门职责\t乡镇配合职责\n\
             1\t民生服务\t照料\t槐川县民政局\t甲。\t乙。\t丙。\n",
        );
        assert_eq!(got.lists.get(ListKind::Coop)[0].upper.to_string(), "甲。");
        assert_eq!(
            got.rows[0].cells[5],
            Cell { field: None, text: "乙。".into(), breaks: Breaks::Hard }
        );
        assert!(got.ledger.balances());
    }

    #[test]
    fn titles_in_a_row_or_repeated_on_each_page() {
        let got = read(
            "**上级部门收回事项清单**\t\t\n序号\t事项类别\t事项名称\n1\t民生服务\t甲\n\
             上级部门收回事项清单（续）\n2\t民生服务\t乙\n",
        );
        assert_eq!(got.lists.get(ListKind::Reclaimed).len(), 2, "{:?}", got.unplaced);
    }
}
