//! A list before anything carries it, and each of its carriers: what is merged in one form is merged,
//! left blank, printed again or dropped in another.

use std::fmt::Write as _;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use rust_xlsxwriter::{DocProperties, ExcelDateTime, Format, Workbook, Worksheet};
use serde_json::Value;

/// A document: prose and tables in their order.
pub struct Document {
    pub pieces: Vec<Piece>,
}

pub enum Piece {
    Prose(String),
    Table(Table),
}

/// A table; a line break in a cell is `\n`. A merged cell stands in its first row and column, and what it
/// covers holds its text too.
#[derive(Default)]
pub struct Table {
    pub rows: Vec<Vec<String>>,
    pub merged: Vec<Merged>,
}

/// A merged cell: where it begins, and how far it goes.
pub struct Merged {
    pub row: usize,
    pub column: usize,
    pub rows: usize,
    pub columns: usize,
}

/// How a document is set out.
#[derive(Clone, Copy, PartialEq, Eq)]
pub enum Form {
    /// A cover, and over each table its title; equal categories of neighbours are merged.
    Plain,
    /// 说明 behind the cover; each title is a row of its table, merged from side to side; departments are merged
    /// as categories are; 承接部门 and 工作方式 are two columns; names of duties and columns have line breaks.
    Awkward,
}

/// What becomes of a merged cell where a carrier knows none.
#[derive(Clone, Copy, PartialEq, Eq)]
pub enum Spans {
    /// Each row has its text.
    Repeated,
    /// The rows below the first have an empty cell.
    Blank,
    /// The rows below the first have one cell less.
    Collapsed,
}

impl Document {
    /// The document that these duties, as `export` gives them, are printed in.
    pub fn of_duties(duties: &[Value], form: Form) -> Self {
        let place = text(&duties[0], "place");
        let date = text(&duties[0], "edition").replace('-', "年") + "月";
        let mut pieces = vec![place, "履职事项清单".to_owned(), date];
        if form == Form::Awkward {
            pieces.extend(["说明", "本清单写明乡镇做什么，按三份清单列出。"].map(str::to_owned));
        }
        let mut pieces: Vec<Piece> = pieces.into_iter().map(Piece::Prose).collect();
        for (list, title) in [
            ("basic", "基本履职事项清单"),
            ("coop", "配合履职事项清单"),
            ("reclaimed", "上级部门收回事项清单"),
        ] {
            let duties: Vec<&Value> = duties.iter().filter(|duty| duty["list"] == list).collect();
            if form == Form::Plain {
                pieces.push(Piece::Prose(title.to_owned()));
            }
            pieces.push(Piece::Table(Table::of_list(list, title, &duties, form)));
        }
        Self { pieces }
    }

    /// The document that tab-separated text is, its cells as they stand, with all their tags.
    pub fn of_text(text: &str) -> Self {
        let mut pieces = Vec::new();
        for line in text.lines().filter(|line| !line.trim().is_empty()) {
            if line.contains('\t') && !line.contains(".....") {
                let row = line.split('\t').map(str::to_owned).collect();
                match pieces.last_mut() {
                    Some(Piece::Table(table)) => table.rows.push(row),
                    _ => pieces.push(Piece::Table(Table { rows: vec![row], merged: vec![] })),
                }
            } else {
                pieces.push(Piece::Prose(line.replace('\t', " ")));
            }
        }
        Self { pieces }
    }

    /// CSV; with tabs, what a spreadsheet program saves as text.
    pub fn csv(&self, delimiter: u8, spans: Spans) -> Vec<u8> {
        let mut writer =
            csv::WriterBuilder::new().delimiter(delimiter).flexible(true).from_writer(Vec::new());
        for piece in &self.pieces {
            match piece {
                Piece::Prose(line) => writer.write_record([line]).unwrap(),
                Piece::Table(table) => {
                    for row in table.plain_rows(spans) {
                        writer.write_record(row).unwrap();
                    }
                }
            }
        }
        writer.into_inner().unwrap()
    }

    /// Tab-separated text as converters write it, line breaks as `<br>`.
    pub fn tabbed(&self, spans: Spans) -> String {
        let line = |row: &[String]| row.join("\t").replace('\n', "<br>") + "\n";
        self.lines(spans, |row, _| line(row))
    }

    /// Tables of Markdown.
    pub fn pipes(&self, spans: Spans) -> String {
        self.lines(spans, |row, below_header| {
            let cells: Vec<String> =
                row.iter().map(|cell| cell.replace('|', "\\|").replace('\n', "<br>")).collect();
            let rule = "---|".repeat(if below_header { row.len() } else { 0 });
            let rule = if below_header { format!("|{rule}\n") } else { String::new() };
            format!("| {} |\n{rule}", cells.join(" | "))
        })
    }

    fn lines(&self, spans: Spans, line: impl Fn(&[String], bool) -> String) -> String {
        let mut out = String::new();
        for piece in &self.pieces {
            match piece {
                Piece::Prose(text) => out.extend(["\n", text, "\n\n"]),
                Piece::Table(table) => {
                    for (i, row) in table.plain_rows(spans).iter().enumerate() {
                        out += &line(row, i == 0);
                    }
                }
            }
        }
        out
    }

    /// A page of the web. `style` is CSS; `head` puts the header on each printed page.
    pub fn html(&self, spans: Option<Spans>, style: &str, head: bool) -> String {
        // The first paragraph is blank: some versions of LibreOffice lose it.
        let mut out = format!(
            "<!doctype html><html><head><meta charset=utf-8><title></title><style>\
             @page{{size:A4 landscape;margin:18mm}}body{{font-family:'Noto Serif CJK SC';font-size:11pt}}\
             p{{margin:0}}table{{border-collapse:collapse;width:100%}}td,th{{border:1px solid #000;padding:2pt}}\
             {style}</style></head><body><p>&nbsp;</p>\n"
        );
        for piece in &self.pieces {
            match piece {
                Piece::Prose(line) => writeln!(out, "<p>{}</p>", escaped(line)).unwrap(),
                Piece::Table(table) => table.write_html(&mut out, spans, head),
            }
        }
        out + "</body></html>"
    }

    /// A workbook, the cover on a sheet of its own and a sheet a table.
    pub fn workbook(&self, merged: bool) -> Vec<u8> {
        let mut book = Workbook::new();
        let created = ExcelDateTime::from_ymd(2025, 8, 1).unwrap();
        book.set_properties(&DocProperties::new().set_creation_datetime(&created));
        let mut lines: Vec<&str> = Vec::new();
        let mut sheets = 0;
        for piece in &self.pieces {
            match piece {
                Piece::Prose(line) => lines.push(line),
                Piece::Table(table) => {
                    // A title stands over its table, a cover does not.
                    let own = lines.pop_if(|line| line.ends_with("清单"));
                    if sheets == 0 {
                        write_lines(book.add_worksheet().set_name("封面").unwrap(), &lines);
                        lines.clear();
                    }
                    lines.extend(own);
                    sheets += 1;
                    let sheet = book.add_worksheet().set_name(format!("表{sheets}")).unwrap();
                    write_lines(sheet, &lines);
                    table.write_sheet(sheet, lines.len(), merged);
                    lines.clear();
                }
            }
        }
        book.save_to_buffer().unwrap()
    }
}

impl Table {
    fn of_list(list: &str, title: &str, duties: &[&Value], form: Form) -> Self {
        let columns: &[&str] = match list {
            "basic" => &["序号", "事项类别", "事项名称"],
            "coop" => {
                &["序号", "事项类别", "事项名称", "对应上级部门", "上级部门职责", "乡镇配合职责"]
            }
            _ if form == Form::Awkward => &["序号", "事项类别", "事项名称", "承接部门", "工作方式"],
            _ => &["序号", "事项类别", "事项名称", "承接部门及工作方式"],
        };
        let broken =
            |name: &str| if form == Form::Awkward { broken(name) } else { name.to_owned() };
        let mut table = Self::default();
        if form == Form::Awkward {
            table.merged.push(Merged { row: 0, column: 0, rows: 1, columns: columns.len() });
            table.rows.push(vec![title.to_owned(); columns.len()]);
        }
        table.rows.push(columns.iter().map(|name| broken(name)).collect());
        let first = table.rows.len();
        for duty in duties {
            let departments = departments(duty);
            let mut row =
                vec![duty["seq"].to_string(), text(duty, "category"), broken(&text(duty, "name"))];
            match list {
                "basic" => {}
                "coop" => row.extend([departments, text(duty, "upper"), text(duty, "township")]),
                _ => {
                    let method = text(duty, "method");
                    match method.split_once('\n').filter(|_| form == Form::Awkward) {
                        Some((taker, way)) => row.extend([taker, way].map(str::to_owned)),
                        None => row.push(method),
                    }
                }
            }
            table.rows.push(row);
        }
        table.merge(first, 1, |_, _| true);
        if form == Form::Awkward && columns.len() > 4 {
            table.merge(first, 3, |above, below| above[1] == below[1]);
        }
        table
    }

    /// Merges equal neighbours of a column.
    fn merge(&mut self, first: usize, column: usize, may: impl Fn(&[String], &[String]) -> bool) {
        let mut row = first;
        while row < self.rows.len() {
            let goes_on = |pair: &&[Vec<String>]| {
                pair[0][column] == pair[1][column] && may(&pair[0], &pair[1])
            };
            let rows = 1 + self.rows[row..].windows(2).take_while(goes_on).count();
            if rows > 1 {
                self.merged.push(Merged { row, column, rows, columns: 1 });
            }
            row += rows;
        }
    }

    /// The merged cell that covers a cell without beginning in it.
    fn cover(&self, row: usize, column: usize) -> Option<&Merged> {
        self.merged.iter().find(|merged| {
            (merged.row..merged.row + merged.rows).contains(&row)
                && (merged.column..merged.column + merged.columns).contains(&column)
                && (merged.row, merged.column) != (row, column)
        })
    }

    /// The rows where no cell is merged. Of a title one cell is left, with blank ones beside it.
    fn plain_rows(&self, spans: Spans) -> Vec<Vec<String>> {
        let rows = self.rows.iter().enumerate().map(|(i, row)| {
            let cells =
                row.iter().enumerate().filter_map(|(column, cell)| match self.cover(i, column) {
                    None => Some(cell.clone()),
                    Some(merged) if merged.columns > 1 => Some(String::new()),
                    Some(_) => match spans {
                        Spans::Repeated => Some(cell.clone()),
                        Spans::Blank => Some(String::new()),
                        Spans::Collapsed => None,
                    },
                });
            cells.collect()
        });
        rows.collect()
    }

    fn write_html(&self, out: &mut String, spans: Option<Spans>, head: bool) {
        let first = self.rows.iter().position(|row| row.len() > 1 && row[0] != row[1]);
        out.push_str("<table border=1>\n");
        for (i, row) in self.rows.iter().enumerate() {
            let in_head = head && first.is_some_and(|first| i <= first);
            out.push_str(if in_head && i == 0 { "<thead><tr>" } else { "<tr>" });
            for (column, cell) in row.iter().enumerate() {
                let begun = self.merged.iter().find(|m| (m.row, m.column) == (i, column));
                let attributes = match begun {
                    Some(m) if m.columns > 1 => format!(" colspan={}", m.columns),
                    Some(m) if spans.is_none() => format!(" rowspan={}", m.rows),
                    _ => String::new(),
                };
                let covered = self.cover(i, column);
                let blank = match covered {
                    Some(m) if m.columns > 1 => continue,
                    Some(_) if matches!(spans, None | Some(Spans::Collapsed)) => continue,
                    Some(_) => spans == Some(Spans::Blank),
                    None => false,
                };
                let lines = cell.lines().map(|line| format!("<p>{}</p>", escaped(line)));
                let lines: String = if blank { String::new() } else { lines.collect() };
                write!(out, "<td{attributes}>{lines}</td>").unwrap();
            }
            out.push_str(if in_head && Some(i) == first { "</tr></thead>\n" } else { "</tr>\n" });
        }
        // Between two tables a word processor has a paragraph, or they would be one.
        out.push_str("</table>\n<p>&nbsp;</p>\n");
    }

    fn write_sheet(&self, sheet: &mut Worksheet, top: usize, merged: bool) {
        let at = |row: usize, column: usize| (number(top + row), u16::try_from(column).unwrap());
        for (i, row) in self.rows.iter().enumerate() {
            for (column, cell) in row.iter().enumerate() {
                let ((row, column), cover) = (at(i, column), self.cover(i, column));
                if cover.is_some_and(|cover| merged || cover.columns > 1) {
                    continue;
                }
                match cell.parse::<f64>() {
                    Ok(number) if cell.is_ascii() => sheet.write_number(row, column, number),
                    _ => sheet.write_string(row, column, cell),
                }
                .unwrap();
            }
        }
        for cell in self.merged.iter().filter(|cell| merged || cell.columns > 1) {
            let (first, left) = at(cell.row, cell.column);
            let (last, right) = at(cell.row + cell.rows - 1, cell.column + cell.columns - 1);
            let text = &self.rows[cell.row][cell.column];
            sheet.merge_range(first, left, last, right, text, &Format::new()).unwrap();
        }
    }
}

fn number(row: usize) -> u32 {
    u32::try_from(row).unwrap()
}

fn write_lines(sheet: &mut Worksheet, lines: &[&str]) {
    for (row, line) in (0..).zip(lines) {
        sheet.write_string(row, 0, *line).unwrap();
    }
}

fn text(duty: &Value, key: &str) -> String {
    duty[key].as_str().unwrap().to_owned()
}

fn departments(duty: &Value) -> String {
    let names = duty["departments"].as_array().unwrap().iter();
    names.map(|name| name.as_str().unwrap().to_owned()).collect::<Vec<_>>().join("、")
}

/// A name with a line break where two hanzi meet.
fn broken(name: &str) -> String {
    let is_hanzi = |c: &char| ('一'..='鿿').contains(c);
    let chars: Vec<char> = name.chars().collect();
    let at = (4..chars.len()).find(|i| is_hanzi(&chars[i - 1]) && is_hanzi(&chars[*i]));
    let at = at.unwrap_or(chars.len());
    let (head, rest) = chars.split_at(at);
    let rest =
        if rest.is_empty() { String::new() } else { format!("\n{}", String::from_iter(rest)) };
    String::from_iter(head) + &rest
}

fn escaped(text: &str) -> String {
    text.replace('&', "&amp;").replace('<', "&lt;").replace('\t', "&#9;")
}

/// A program that prints or converts; none where it is not installed, which is said plainly.
pub fn program(names: &[&str]) -> Option<String> {
    let found = names.iter().find(|name| {
        Command::new(name).arg("--version").output().is_ok_and(|output| output.status.success())
    });
    if found.is_none() {
        super::skip(&format!("没有 {names:?}，跳过 · none of {names:?}: test skipped"));
    }
    found.map(|name| (*name).to_owned())
}

pub fn soffice() -> Option<String> {
    program(&["soffice", "libreoffice"])
}

pub fn chromium() -> Option<String> {
    program(&["chromium", "chromium-browser", "google-chrome"])
}

/// The files in another format beside them, by one call of LibreOffice: starting it takes longer than its work.
/// Its profile is in their folder, so that calls side by side do not wait for each other.
pub fn convert(soffice: &str, files: &[PathBuf], filter: &str) -> Vec<PathBuf> {
    let folder = files[0].parent().unwrap();
    let profile = format!("-env:UserInstallation=file://{}/profile", folder.display());
    let mut command = Command::new(soffice);
    command.args([&profile, "--headless", "--convert-to", filter, "--outdir"]);
    let run = command.arg(folder).args(files).output().unwrap();
    let ending = filter.split(':').next().unwrap();
    let made: Vec<PathBuf> = files.iter().map(|file| file.with_extension(ending)).collect();
    for file in &made {
        assert!(file.is_file(), "{}: {}", file.display(), String::from_utf8_lossy(&run.stderr));
    }
    made
}

/// A page as Chromium prints it; `furniture` is its head and page numbers.
pub fn print(chromium: &str, page: &Path, furniture: bool) -> PathBuf {
    let pdf = page.with_extension("pdf");
    let mut command = Command::new(chromium);
    command.args(["--headless=new", "--no-sandbox", "--disable-gpu"]);
    command.arg(format!("--user-data-dir={}", page.with_extension("profile").display()));
    if !furniture {
        command.arg("--no-pdf-header-footer");
    }
    let run = command.arg(format!("--print-to-pdf={}", pdf.display())).arg(page).output().unwrap();
    assert!(fs::exists(&pdf).unwrap(), "{}", String::from_utf8_lossy(&run.stderr));
    pdf
}
