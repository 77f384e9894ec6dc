//! Recognition: blocks of any reader become a cover, a note and the duties of three lists, with the
//! ledger that accounts for every character.
//!
//! A document is walked once, in order. What a block is depends on the part of the document that it
//! stands in ([`Part`]); what has no place is kept and reported, never dropped.

use super::clauses::{LabelContext, parse_clauses};
use super::header::{Header, list_of_title, read_header};
use super::markup::read_cell;
use super::table::{Breaks, CellOrigin, Content, RawCell, Reading};
use super::wrap::{unwrap_clauses, unwrap_text};
use crate::model::{
    Cell, DeclaredCounts, Duty, DutyId, Field, Ledger, Line, ListKind, Lists, Mark, MarkKind,
    Position, Text,
};
use crate::text::chars::{collapse_blanks, count_visible, fold};
use crate::text::date::{PrintedDate, parse_date};
use crate::text::department::split_names;

/// What a document says.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub(super) struct Recognised {
    /// The cover's lines, without title and date.
    pub cover: Vec<String>,
    /// Place names that the titles of the lists begin with.
    pub titles: Vec<String>,
    /// The date on the cover, as `YYYY-MM`, with the day when it is printed.
    pub date: Option<PrintedDate>,
    /// 说明, one paragraph a line.
    pub note: Vec<String>,
    /// Counts that the note declares.
    pub declared: DeclaredCounts,
    /// The duties, each with a provisional id made of its printed number.
    pub lists: Lists,
    /// For each duty in the order of `lists`: its line and cells.
    pub rows: Vec<SourceRow>,
    /// Text with no place.
    pub unplaced: Vec<Stray>,
    /// The account of characters.
    pub ledger: Ledger,
}

/// Where a duty stood.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct SourceRow {
    /// The list.
    pub list: ListKind,
    /// Where its row begins.
    pub at: Position,
    /// The cells, untouched.
    pub cells: Vec<Cell>,
    /// Repairs and doubts.
    pub marks: Vec<Mark>,
}

/// Text with no place.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Stray {
    /// Where it stands.
    pub at: Position,
    /// The duty above it: its list, and its place in that list.
    pub after: Option<(ListKind, usize)>,
    /// The text.
    pub text: String,
}

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
pub(super) fn recognise(reading: &Reading, county: &str) -> Recognised {
    let mut walk = Walk {
        out: Recognised::default(),
        part: Part::Cover,
        titled: None,
        rows: [Vec::new(), Vec::new(), Vec::new()],
        last: None,
        county,
    };
    walk.out.ledger.total = reading.visible;
    for block in &reading.blocks {
        match &block.content {
            Content::Prose(line) => walk.prose(&block.at, line),
            Content::Row(cells) => walk.row(&block.at, cells),
            Content::Header { text, list, columns } => walk.header(text, *list, columns),
            Content::Furniture(text) => walk.out.ledger.furniture += count_visible(text),
        }
    }
    let mut out = walk.out;
    out.rows = walk.rows.into_iter().flatten().collect();
    out.declared = declared_counts(&out.note);
    out
}

struct Walk<'a> {
    out: Recognised,
    part: Part,
    /// The list whose title was last seen.
    titled: Option<ListKind>,
    rows: [Vec<SourceRow>; 3],
    /// The duty that was read last: its list, and its place in that list.
    last: Option<(ListKind, usize)>,
    county: &'a str,
}

impl Walk<'_> {
    fn prose(&mut self, at: &Position, line: &str) {
        let visible = count_visible(line);
        let bare: String =
            line.trim_start_matches('#').chars().filter(|c| !c.is_whitespace()).collect();
        if let Some(list) = list_of_title(line) {
            self.out.ledger.titles += visible;
            let place = bare.split(title_stem(list)).next().unwrap_or("");
            if !place.is_empty() {
                self.out.titles.push(place.to_owned());
            }
            // A title that is repeated on each page does not end its table.
            if !matches!(&self.part, Part::List(Some(header)) if header.list == list) {
                self.part = Part::List(None);
            }
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

    /// A header that its reader has already read.
    fn header(&mut self, text: &str, list: ListKind, columns: &[Field]) {
        self.out.ledger.headers += count_visible(text);
        let columns = columns.iter().copied().map(Some).collect();
        self.part = Part::List(Some(Header { columns, list }));
    }

    fn row(&mut self, at: &Position, cells: &[RawCell]) {
        let visible: usize = cells.iter().map(own_visible).sum();
        if let Some(mut header) = read_header(cells) {
            self.out.ledger.headers += visible;
            // Number, category and name alone fit any list: then the title decides.
            if header.list == ListKind::Basic {
                header.list = self.titled.unwrap_or(ListKind::Basic);
            }
            self.part = Part::List(Some(header));
            return;
        }
        // A title may stand in the first cell of a row of its own.
        if let Some((first, rest)) = cells.split_first()
            && rest
                .iter()
                .all(|cell| cell.text.trim().is_empty() || cell.origin == CellOrigin::Merged)
            && parse_seq(first).is_none()
        {
            return self.prose(at, first.text.trim());
        }
        let bare: String =
            cells.iter().flat_map(|c| c.text.chars()).filter(|c| !c.is_whitespace()).collect();
        if is_contents_line(&bare) && !matches!(self.part, Part::List(_)) {
            self.out.ledger.contents += visible;
            return;
        }
        let Part::List(Some(header)) = &self.part else {
            self.unplaced(at, &joined(cells));
            return;
        };
        let header = header.clone();
        let Some(seq) = cell_of(&header, cells, Field::Seq).and_then(parse_seq) else {
            self.unplaced(at, &joined(cells));
            return;
        };
        self.duty(at, seq, &header, cells);
    }

    fn duty(&mut self, at: &Position, seq: u32, header: &Header, cells: &[RawCell]) {
        let mut duty = Duty::new(DutyId { list: header.list, number: seq }, seq, "");
        let mut kept = Vec::with_capacity(cells.len());
        let mut marks = Vec::new();
        // Departments first: the labels of the other cells are known by them.
        if let Some(raw) = cell_of(header, cells, Field::Departments) {
            duty.departments = self.departments(raw);
        }
        for (i, raw) in cells.iter().enumerate() {
            let field = header.columns.get(i).copied().flatten();
            kept.push(Cell { field, text: raw.text.clone() });
            if let (Some(field), Some(other)) = (field, &raw.doubt) {
                marks.push(Mark { kind: MarkKind::UncertainSplit, field, text: other.clone() });
            }
            match field {
                Some(Field::Seq) => self.out.ledger.fields += own_visible(raw),
                Some(Field::Departments) => {}
                Some(Field::Category) => duty.category = self.plain(raw),
                Some(Field::Name) => duty.name = self.plain(raw),
                Some(Field::Upper) => duty.upper = self.clauses(raw, &duty.departments),
                Some(Field::Township) => duty.township = self.clauses(raw, &duty.departments),
                Some(Field::Method) => duty.method = self.clauses(raw, &[]),
                // A cell beyond the header: kept in the provenance, reported there.
                None => self.out.ledger.unplaced += own_visible(raw),
            }
        }
        if header.list == ListKind::Reclaimed {
            // A column of its own says what a label says elsewhere.
            let label = Line::label(&duty.departments.join("、"));
            duty.method.lines.splice(0..0, label);
            duty.departments = duty.method.label_departments();
        }
        self.rows[header.list as usize].push(SourceRow {
            list: header.list,
            at: at.clone(),
            cells: kept,
            marks,
        });
        let list = self.out.lists.get_mut(header.list);
        self.last = Some((header.list, list.len()));
        list.push(duty);
    }

    /// The text of a cell that is one line.
    fn plain(&mut self, raw: &RawCell) -> String {
        let cell = read_cell(&raw.text);
        let text: Vec<&str> = cell.lines.iter().map(|l| l.text.as_str()).collect();
        let text = collapse_blanks(&text.join(" "));
        if raw.origin == CellOrigin::Own {
            self.out.ledger.markup += cell.markup;
            self.out.ledger.fields += count_visible(&text);
        }
        text
    }

    fn departments(&mut self, raw: &RawCell) -> Vec<String> {
        let cell = read_cell(&raw.text);
        let lines = match raw.breaks {
            Breaks::Hard => cell.lines,
            Breaks::Wrapped => unwrap_text(cell.lines),
        };
        let names: Vec<String> = lines
            .iter()
            .flat_map(|line| split_names(&line.text).map(collapse_blanks).collect::<Vec<_>>())
            .collect();
        let kept: usize = names.iter().map(|n| count_visible(n)).sum();
        let printed: usize = lines.iter().map(|l| count_visible(&l.text)).sum();
        let separators = lines.iter().flat_map(|l| l.text.chars()).filter(|c| *c == '、').count();
        // Inside brackets `、` belongs to a name.
        let inside = names.iter().flat_map(|n| n.chars()).filter(|c| *c == '、').count();
        if raw.origin == CellOrigin::Merged {
            return names;
        }
        self.out.ledger.markup += cell.markup;
        self.out.ledger.fields += kept;
        self.out.ledger.separators +=
            (separators - inside.min(separators)).min(printed - kept.min(printed));
        names
    }

    fn clauses(&mut self, raw: &RawCell, departments: &[String]) -> Text {
        let cell = read_cell(&raw.text);
        let context = LabelContext { departments, county: self.county };
        let lines = match raw.breaks {
            Breaks::Hard => cell.lines,
            Breaks::Wrapped => unwrap_clauses(cell.lines, context),
        };
        let text = parse_clauses(&lines, context);
        if raw.origin == CellOrigin::Own {
            self.out.ledger.markup += cell.markup;
            self.out.ledger.fields += count_visible(&text.to_string());
        }
        text
    }

    fn unplaced(&mut self, at: &Position, text: &str) {
        self.out.ledger.unplaced += count_visible(text);
        let after = self.last;
        self.out.unplaced.push(Stray { at: at.clone(), after, text: text.to_owned() });
    }
}

/// The characters that a cell adds to the document: copies of a merged cell add none.
fn own_visible(cell: &RawCell) -> usize {
    match cell.origin {
        CellOrigin::Own => count_visible(&cell.text),
        CellOrigin::Merged => 0,
    }
}

/// The own text of a row's cells, for a row that is no duty.
fn joined(cells: &[RawCell]) -> String {
    let own = |cell: &RawCell| match cell.origin {
        CellOrigin::Own => cell.text.clone(),
        CellOrigin::Merged => String::new(),
    };
    cells.iter().map(own).collect::<Vec<_>>().join("\t")
}

fn title_stem(list: ListKind) -> &'static str {
    match list {
        ListKind::Basic => "基本履职",
        ListKind::Coop => "配合履职",
        ListKind::Reclaimed => "上级部门收回",
    }
}

fn cell_of<'a>(header: &Header, cells: &'a [RawCell], field: Field) -> Option<&'a RawCell> {
    let column = header.columns.iter().position(|f| *f == Some(field))?;
    cells.get(column)
}

fn parse_seq(cell: &RawCell) -> Option<u32> {
    let digits: String = read_cell(&cell.text)
        .lines
        .iter()
        .flat_map(|l| l.text.chars())
        .filter(|c| !c.is_whitespace())
        .map(fold)
        .collect();
    let digits = digits.trim_end_matches(['.', '、']);
    if digits.is_empty() || digits.len() > 5 || !digits.bytes().all(|b| b.is_ascii_digit()) {
        return None;
    }
    digits.parse().ok().filter(|n| *n > 0)
}

/// `1.基本履职事项清单.....2`: a line of a table of contents, blanks taken out: a title with a leader
/// or a page number behind it.
fn is_contents_line(bare: &str) -> bool {
    let stem = bare.trim_end_matches(|c: char| c.is_ascii_digit());
    let has_page = (1..=3).contains(&(bare.len() - stem.len()));
    let title = stem.trim_end_matches(['.', '…', '·', '．', '-', '—']);
    let leader = stem[title.len()..].chars().count();
    (has_page || leader >= 3) && (title.ends_with("清单") || title.ends_with("说明"))
}

/// A heading that opens the 说明.
fn is_note_heading(bare: &str) -> bool {
    let bare = bare.trim_end_matches(['：', ':']);
    bare == "前言" || (bare.ends_with("说明") && bare.chars().count() <= 6)
}

/// What a cover prints is short and no sentence: a place, a title, a number.
fn is_cover_line(bare: &str) -> bool {
    bare.chars().count() <= 40 && !bare.contains(['。', '；', '，', '：', ':'])
}

/// The counts in `…基本履职事项 107 项、配合履职事项 102 项…`.
fn declared_counts(note: &[String]) -> DeclaredCounts {
    let mut counts = DeclaredCounts::default();
    for list in ListKind::ALL {
        let key = match list {
            ListKind::Basic => "基本履职",
            ListKind::Coop => "配合履职",
            ListKind::Reclaimed => "收回",
        };
        *counts.get_mut(list) = note.iter().find_map(|p| number_after(p, key));
    }
    counts
}

/// The number within a few characters behind a word, when a counter follows it.
fn number_after(text: &str, word: &str) -> Option<usize> {
    text.match_indices(word).find_map(|(at, _)| {
        let window: String = text[at + word.len()..]
            .chars()
            .filter(|c| !c.is_whitespace())
            .take(14)
            .map(fold)
            .collect();
        let start = window.find(|c: char| c.is_ascii_digit())?;
        // Another list's word in between: the number is that list's.
        if window[..start].contains(['；', '。']) || window[..start].contains("履职事项、") {
            return None;
        }
        let digits = window[start..].bytes().take_while(u8::is_ascii_digit).count();
        let rest = &window[start + digits..];
        if !rest.starts_with(['项', '件', '条', '个']) {
            return None;
        }
        window[start..start + digits].parse().ok()
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::import::read::read_tabbed;

    fn read(text: &str) -> Recognised {
        recognise(&read_tabbed(text), "槐川县")
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
    fn contents_lines() {
        for line in ["1.基本履职事项清单.....1", "配合履职事项清单…………12", "基本履职事项清单3"]
        {
            assert!(is_contents_line(line), "{line}");
        }
        assert!(!is_contents_line("履职事项清单"));
    }

    #[test]
    fn an_extra_cell_is_kept_and_counted_as_unplaced() {
        let got = read("序号\t事项类别\t事项名称\n1\t民生服务\t照料老人\t多出来的\n");
        assert_eq!(got.ledger.unplaced, 4);
        assert_eq!(got.rows[0].cells[3], Cell { field: None, text: "多出来的".into() });
        assert!(got.ledger.balances());
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
    fn sentences_are_no_contents_lines() {
        for line in ["履职事项清单", "本镇履职事项分为三份清单。", "清单2025"]
        {
            assert!(!is_contents_line(line), "{line}");
        }
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
        assert_eq!(got.rows[0].cells[5], Cell { field: None, text: "乙。".into() });
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
