//! A list as Markdown, both ways.
//!
//! ```markdown
//! ## 19 文明养犬管理工作 {#c19}
//!
//! - 事项类别：平安法治
//! - 对应上级部门：槐川县公安局、槐川县农业农村局
//!
//! ### 上级部门职责
//!
//! 1. 县公安局负责……；
//!
//! ### 乡镇配合职责
//!
//! ……
//! ```
//!
//! A clause is a paragraph, a label is a paragraph in bold. Text is text: whatever would mean
//! something in Markdown is escaped, and nothing but the escapes, the bold labels and the frame
//! above is read as markup. That is a subset which a line reader covers exactly; a CommonMark
//! parser is used in the tests, to prove that viewers show the same text.

use std::collections::BTreeMap;
use std::fmt::Write as _;

use crate::bilingual;
use crate::diag::Bilingual;
use crate::model::{Duty, DutyId, Field, Line, LineKind, ListKind, Section};
use crate::text::chars::collapse_blanks;
use crate::text::department::split_names;
use crate::text::markdown::{escape_inline, escape_line, ordinal_len, unescape};
use crate::text::numbering::split_marker;

const CATEGORY: &str = "事项类别";
const DEPARTMENTS: &str = "对应上级部门";
/// Other titles under which the township's section may stand.
const TOWNSHIP_TITLES: &[&str] = &["街道配合职责", "苏木配合职责", "镇配合职责", "乡配合职责"];

/// Where a duty stands: lines from 1.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct DutyLines {
    /// The line of each field; of a section, its title.
    pub fields: BTreeMap<Field, u32>,
    /// The line of each clause of a section, in their order.
    pub clauses: BTreeMap<Section, Vec<u32>>,
}

/// Where the duties of a list stand.
pub type ListLines = BTreeMap<DutyId, DutyLines>;

/// A list read from Markdown.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct ParsedList {
    /// The duties in their order.
    pub duties: Vec<Duty>,
    /// Where they stand.
    pub lines: ListLines,
    /// What does not have the form: line and message.
    pub problems: Vec<(u32, Bilingual)>,
}

/// Writes a list. `place` is the township's own name, for the title.
pub fn write_list(list: ListKind, place: &str, duties: &[Duty]) -> String {
    let mut out = format!("# {}{}\n", escape_inline(place), list.title());
    for duty in duties {
        // Writing to a String cannot fail.
        let _ = write_duty(&mut out, list, duty);
    }
    out
}

fn write_duty(out: &mut String, list: ListKind, duty: &Duty) -> std::fmt::Result {
    let space = if duty.name.is_empty() { "" } else { " " };
    write!(out, "\n## {}{space}{} {{#{}}}\n", duty.seq, escape_inline(&duty.name), duty.id)?;
    let mut attributes = String::new();
    if !duty.category.is_empty() {
        writeln!(attributes, "- {CATEGORY}：{}", escape_inline(&duty.category))?;
    }
    // A reclaimed duty's departments are the labels of its text.
    if list == ListKind::Coop && !duty.departments.is_empty() {
        let joined = duty.departments.join("、");
        // A name with half a bracket pair would swallow the next one: then each has its own line.
        let divides = split_names(&joined).eq(duty.departments.iter().map(String::as_str));
        let values = if divides { vec![joined] } else { duty.departments.clone() };
        for value in values {
            writeln!(attributes, "- {DEPARTMENTS}：{}", escape_inline(&value))?;
        }
    }
    if !attributes.is_empty() {
        write!(out, "\n{attributes}")?;
    }
    for section in list.sections() {
        let text = duty.section(*section);
        if text.is_empty() {
            continue;
        }
        write!(out, "\n### {}\n", section.title())?;
        let mut shown = Shown::default();
        for line in &text.lines {
            write!(out, "\n{}\n", shown.write(line))?;
        }
    }
    Ok(())
}

/// What a viewer counts: it numbers a list on from its first item, whatever is written.
#[derive(Default)]
struct Shown {
    next: Option<u64>,
}

impl Shown {
    fn write(&mut self, line: &Line) -> String {
        if line.kind == LineKind::Label {
            self.next = None;
            return format!("**{}**", escape_inline(line.text()));
        }
        let printed = line.to_string();
        let number = match split_marker(line.marker()) {
            // `1. ` with a blank behind it is a list item in Markdown; `1.` is not.
            Some((m, _)) if is_list_item(line) => Some(u64::from(m.number)),
            _ => None,
        };
        match number {
            Some(n) if self.next.is_none_or(|next| next == n) => {
                self.next = Some(n + 1);
                // The text behind a list number is a block of its own for Markdown.
                format!("{}{}", line.marker(), escape_line(line.text()))
            }
            _ => {
                self.next = None;
                escape_line(&printed)
            }
        }
    }
}

/// Whether Markdown takes the line for an item of a list and shows its number as printed.
fn is_list_item(line: &Line) -> bool {
    let marker = line.marker();
    ordinal_len(marker).is_some_and(|len| marker[len..] == *". " && !marker.starts_with('0'))
        && !line.text().is_empty()
}

/// Reads a list. Everything that does not have the form is reported with its line; the rest is
/// read.
pub fn parse_list(list: ListKind, markdown: &str) -> ParsedList {
    let mut reader = Reader::new(list);
    for (line, number) in markdown.strip_prefix('\u{FEFF}').unwrap_or(markdown).lines().zip(1_u32..)
    {
        reader.line(number, line.trim());
    }
    reader.finish()
}

struct Reader {
    list: ListKind,
    out: ParsedList,
    duty: Option<Duty>,
    section: Option<Section>,
    /// The clause being read, escapes still in it; a blank line ends it.
    paragraph: Option<(u32, String)>,
}

impl Reader {
    fn new(list: ListKind) -> Self {
        Self { list, out: ParsedList::default(), duty: None, section: None, paragraph: None }
    }

    fn problem(&mut self, line: u32, message: Bilingual) {
        self.out.problems.push((line, message));
    }

    fn line(&mut self, number: u32, line: &str) {
        if line.is_empty() {
            self.end_paragraph();
        } else if let Some(title) = line.strip_prefix("### ") {
            self.end_paragraph();
            self.section_title(number, title.trim());
        } else if let Some(heading) = line.strip_prefix("## ") {
            self.end_duty();
            self.heading(number, heading.trim());
        } else if line.starts_with("# ") && self.duty.is_none() {
            // The list's title, for readers of the file.
        } else if self.section.is_some() {
            self.text(number, line);
        } else if let Some(attribute) = line.strip_prefix("- ")
            && self.duty.is_some()
        {
            self.attribute(number, attribute);
        } else {
            self.problem(
                number,
                bilingual!(
                    "这一行不属于任何事项或栏目：应当先有 `## 序号 名称 {{#编号}}`",
                    "this line belongs to no duty or section: expected `## number name {{#id}}` first"
                ),
            );
        }
    }

    fn heading(&mut self, number: u32, heading: &str) {
        let parsed = parse_heading(heading);
        let Some((seq, name, id)) = parsed else {
            self.problem(
                number,
                bilingual!(
                    "事项标题应当写成 `## 19 事项名称 {{#c19}}`",
                    "a duty's heading should be `## 19 name {{#c19}}`"
                ),
            );
            return;
        };
        if id.list != self.list {
            let (id, list) = (id.to_string(), self.list.title());
            self.problem(
                number,
                bilingual!(
                    "编号 {id} 不属于“{list}”：b 为基本、c 为配合、r 为收回",
                    "id {id} is not of this list: b is basic, c coop, r reclaimed"
                ),
            );
        }
        self.mark_line_of(id, Field::Seq, number);
        self.mark_line_of(id, Field::Name, number);
        self.duty = Some(Duty::new(id, seq, name));
    }

    fn attribute(&mut self, number: u32, attribute: &str) {
        let Some(duty) = self.duty.as_mut() else { return };
        let (key, value) = attribute.split_once(['：', ':']).unwrap_or((attribute, ""));
        let field = match key.trim() {
            CATEGORY => {
                duty.category = unescape(value.trim());
                Field::Category
            }
            DEPARTMENTS if self.list == ListKind::Coop => {
                duty.departments.extend(split_names(&unescape(value)).map(str::to_owned));
                Field::Departments
            }
            key => {
                let key = key.to_owned();
                self.problem(
                    number,
                    bilingual!(
                        "不认识的属性“{key}”：可用的是 事项类别、对应上级部门（仅配合履职）",
                        "unknown attribute `{key}`: known are 事项类别 and (coop only) 对应上级部门"
                    ),
                );
                return;
            }
        };
        self.mark_line(field, number);
    }

    fn section_title(&mut self, number: u32, title: &str) {
        let section = self.list.sections().iter().copied().find(|s| {
            s.title() == title || (*s == Section::Township && TOWNSHIP_TITLES.contains(&title))
        });
        match section {
            Some(section) if self.duty.is_some() => {
                self.section = Some(section);
                self.mark_line(section.into(), number);
            }
            _ => {
                let title = title.to_owned();
                self.problem(
                    number,
                    bilingual!("这份清单没有栏目“{title}”", "this list has no section `{title}`"),
                );
            }
        }
    }

    fn text(&mut self, number: u32, line: &str) {
        if let Some(label) = label_of(line) {
            self.end_paragraph();
            self.push(number, Line::label(&unescape(label)));
        } else if split_marker(&unescape(line)).is_some() {
            self.end_paragraph();
            self.paragraph = Some((number, line.to_owned()));
        } else {
            // A line that begins nothing new goes on with the paragraph above it.
            self.paragraph = Some(match self.paragraph.take() {
                Some((first, above)) => (first, collapse_join(&above, line)),
                None => (number, line.to_owned()),
            });
        }
    }

    fn end_paragraph(&mut self) {
        if let Some((number, paragraph)) = self.paragraph.take() {
            self.push(number, Line::clause(&unescape(&paragraph)));
        }
    }

    fn push(&mut self, number: u32, line: Option<Line>) {
        if let (Some(duty), Some(section), Some(line)) = (self.duty.as_mut(), self.section, line) {
            duty.section_mut(section).lines.push(line);
            let lines = self.out.lines.entry(duty.id).or_default();
            lines.clauses.entry(section).or_default().push(number);
        }
    }

    fn mark_line(&mut self, field: Field, number: u32) {
        if let Some(id) = self.duty.as_ref().map(|d| d.id) {
            self.mark_line_of(id, field, number);
        }
    }

    fn mark_line_of(&mut self, id: DutyId, field: Field, number: u32) {
        self.out.lines.entry(id).or_default().fields.entry(field).or_insert(number);
    }

    fn end_duty(&mut self) {
        self.end_paragraph();
        self.section = None;
        if let Some(mut duty) = self.duty.take() {
            if self.list == ListKind::Reclaimed {
                duty.departments = duty.method.label_departments();
            }
            self.out.duties.push(duty);
        }
    }

    fn finish(mut self) -> ParsedList {
        self.end_duty();
        self.out
    }
}

fn parse_heading(heading: &str) -> Option<(u32, String, DutyId)> {
    let body = heading.strip_suffix('}')?;
    let (body, id) = body.rsplit_once("{#")?;
    if body.ends_with('\\') {
        return None;
    }
    let body = body.trim();
    let (seq, name) = body.split_once(char::is_whitespace).unwrap_or((body, ""));
    let seq = seq.parse().ok().filter(|_| seq.bytes().all(|b| b.is_ascii_digit()))?;
    Some((seq, unescape(name.trim()), id.parse().ok()?))
}

/// The inside of a line that is bold from end to end.
fn label_of(line: &str) -> Option<&str> {
    let inner = line.strip_prefix("**")?.strip_suffix("**")?;
    let escaped_end = inner.bytes().rev().take_while(|b| *b == b'\\').count() % 2 == 1;
    (!inner.trim().is_empty() && !escaped_end).then_some(inner)
}

/// Joins two lines of a paragraph: no blank between Chinese characters.
fn collapse_join(above: &str, below: &str) -> String {
    let last = above.chars().next_back().map_or(String::new(), String::from);
    let first = below.chars().next().map_or(String::new(), String::from);
    let blank = if collapse_blanks(&format!("{last} {first}")).contains(' ') { " " } else { "" };
    format!("{above}{blank}{below}")
}

#[cfg(test)]
mod tests {
    use super::*;

    fn coop() -> Duty {
        let mut duty =
            Duty::new(DutyId { list: ListKind::Coop, number: 19 }, 19, "文明养犬管理工作");
        duty.category = "平安法治".into();
        duty.departments = vec!["槐川县公安局".into(), "槐川县民政局（救助站、福利院）".into()];
        duty.upper.lines = ["1. 甲；", "2. 乙；", "4. 丁；", "3.丙。"]
            .iter()
            .filter_map(|l| Line::clause(l))
            .collect();
        duty.township.lines.extend(Line::label("县水利局："));
        duty.township.lines.extend(Line::clause("# <b>不是*标记*</b> & {#c1}"));
        duty
    }

    #[test]
    fn a_duty_as_markdown() {
        insta::assert_snapshot!(write_list(ListKind::Coop, "柳河镇", &[coop()]));
    }

    #[test]
    fn what_was_written_is_read_back() {
        let parsed = parse_list(ListKind::Coop, &write_list(ListKind::Coop, "柳河镇", &[coop()]));
        assert_eq!(parsed.duties, [coop()]);
        assert_eq!(parsed.problems, []);
    }

    #[test]
    fn people_may_write_tight_lists_and_wrapped_lines() {
        let parsed = parse_list(
            ListKind::Coop,
            "## 1 甲 {#c1}\n- 事项类别：党的建设\n### 街道配合职责\n1. 一行\n接着写；\n2. 二\n**县水利局**\n丙\n",
        );
        assert_eq!(parsed.duties[0].township.to_string(), "1. 一行接着写；\n2. 二\n县水利局\n丙");
        assert_eq!(parsed.problems, []);
    }

    #[test]
    fn what_has_no_form_is_reported_with_its_line() {
        let parsed = parse_list(
            ListKind::Basic,
            "散落的文字\n## 没有序号\n## 2 乙 {#c2}\n- 颜色：红\n### 上级部门职责\n",
        );
        let lines: Vec<u32> = parsed.problems.iter().map(|(line, _)| *line).collect();
        assert_eq!(lines, [1, 2, 3, 4, 5]);
    }
}
