//! Small valid documents of every carrier, in parts: what is packed or counted in a file is put together
//! again after its parts were damaged.

use std::fmt::Write as _;
use std::fs;
use std::io::{Cursor, Write as _};
use std::path::Path;

use encoding_rs::GB18030;

/// A document in parts.
#[derive(Debug, Clone)]
pub(super) struct Seed {
    /// What is around them.
    pub(super) shell: Shell,
    /// Name and content.
    pub(super) parts: Vec<(String, Vec<u8>)>,
}

/// What a file is around its parts.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Shell {
    /// The one part is the file.
    Plain,
    /// An archive; parts are its entries.
    Zip,
    /// A compound file; parts are its streams.
    Compound,
    /// A PDF; parts are its objects, in order; those with a name end in a stream with this content.
    Pdf,
}

impl Seed {
    pub(super) fn plain(bytes: impl Into<Vec<u8>>) -> Self {
        Self { shell: Shell::Plain, parts: vec![(String::new(), bytes.into())] }
    }

    fn of(shell: Shell, parts: &[(&str, &[u8])]) -> Self {
        let parts = parts.iter().map(|(name, content)| ((*name).to_owned(), content.to_vec()));
        Self { shell, parts: parts.collect() }
    }

    /// The file.
    pub(super) fn bytes(&self) -> Vec<u8> {
        match self.shell {
            Shell::Plain => self.parts.iter().flat_map(|(_, content)| content.clone()).collect(),
            Shell::Zip => zip(&self.parts),
            Shell::Compound => compound(&self.parts),
            Shell::Pdf => pdf_file(&self.parts),
        }
    }
}

fn zip(parts: &[(String, Vec<u8>)]) -> Vec<u8> {
    let mut writer = zip::ZipWriter::new(Cursor::new(Vec::new()));
    for (name, content) in parts {
        writer.start_file(name.as_str(), zip::write::SimpleFileOptions::default()).unwrap();
        writer.write_all(content).unwrap();
    }
    writer.finish().unwrap().into_inner()
}

fn unzip(bytes: &[u8]) -> Vec<(String, Vec<u8>)> {
    let mut archive = zip::ZipArchive::new(Cursor::new(bytes)).unwrap();
    let names: Vec<String> = archive.file_names().map(|name| name.unwrap().into_owned()).collect();
    let content = |name: String| {
        let mut content = Vec::new();
        std::io::copy(&mut archive.by_name(&name).unwrap(), &mut content).unwrap();
        (name, content)
    };
    names.into_iter().map(content).collect()
}

fn compound(parts: &[(String, Vec<u8>)]) -> Vec<u8> {
    let mut file = cfb::CompoundFile::create(Cursor::new(Vec::new())).unwrap();
    for (name, content) in parts {
        file.create_stream(name).unwrap().write_all(content).unwrap();
    }
    file.flush().unwrap();
    file.into_inner().into_inner()
}

/// Rows of the three lists, cells between `|`; a line without any is prose.
const LIST: &str = "岚谷县石桥镇履职事项清单\n2025年8月\n说明\n共有基本履职事项 3 项。\n石桥镇基本履职事项清单\n\
    序号|事项类别|事项名称\n1|党的建设|健全党委议事规则，联系 5 个村党支部\n2|民生服务|照料独居老人，组织送餐\n\
    3|民生服务|发放高龄津贴\n石桥镇配合履职事项清单\n序号|事项类别|事项名称|对应上级部门|上级部门职责|乡镇配合职责\n\
    1|平安法治|犬只登记|岚谷县公安局、岚谷县农业农村局|1. 县公安局负责办理登记； 2. 县农业农村局负责免疫。|1. 宣传；2. 协助登记。\n\
    2|生态环保|秸秆焚烧巡查|青岚市生态环境局岚谷分局|县生态环境局： 组织巡查。|（一）巡查；（二）劝阻并报告。\n\
    石桥镇上级部门收回事项清单\n序号|事项类别|事项名称|承接部门及工作方式\n1|民生服务|收养登记|岚谷县民政局： 由县民政局受理、登记。\n";

fn rows() -> impl Iterator<Item = Vec<&'static str>> {
    LIST.lines().map(|line| line.split('|').collect())
}

/// Text with tabs, also with tags and in GB18030.
pub(super) fn tabbed() -> Vec<Seed> {
    let text = LIST.replace('|', "\t");
    let tags = text
        .replace("\t1. ", "\t<ol style=\"list-style-type: none\"> 1. ")
        .replace("； 2.", "；</p> <p>2.");
    let quoted =
        text.replace("\t1. 县", "\t\"1. 县").replace("免疫。\t", "免疫。\n3.\"\"其他\"\"。\"\t");
    let (old, _, _) = GB18030.encode(&text);
    vec![Seed::plain(text.as_bytes()), Seed::plain(tags), Seed::plain(quoted), Seed::plain(old)]
}

/// Ruled text: pipes, and a box.
pub(super) fn pipe() -> Vec<Seed> {
    let mut text = String::new();
    for row in rows() {
        let _ = match row.as_slice() {
            [line] => writeln!(text, "\n{line}\n"),
            cells if cells[0] == "序号" => {
                writeln!(text, "| {} |\n|{}", cells.join(" | "), "---|".repeat(cells.len()))
            }
            cells => writeln!(text, "| {} |", cells.join(" | ")),
        };
    }
    let drawn = "基本履职事项清单\n┌──┬────┬────┐\n│序号│事项类别│事项名称│\n├──┼────┼────┤\n│1│民生服│照料独│\n││务│居老人；│\n\
        │ │ │2. 送餐│\n├──┼────┼────┤\n│2│民生服务│助浴│\n└──┴────┴────┘\n";
    vec![Seed::plain(text), Seed::plain(drawn)]
}

/// Commas and semicolons.
pub(super) fn csv() -> Vec<Seed> {
    let with = |delimiter: u8| {
        let mut writer =
            csv::WriterBuilder::new().delimiter(delimiter).flexible(true).from_writer(Vec::new());
        for row in rows() {
            writer.write_record(row.iter().map(|cell| cell.replace("； ", "；\n"))).unwrap();
        }
        Seed::plain(writer.into_inner().unwrap())
    };
    vec![with(b','), with(b';')]
}

/// Text as a PDF viewer saves it: the documents of `tests/layout`.
pub(super) fn layout() -> Vec<Seed> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/layout");
    let names = ["street.txt", "minority-township.txt", "sumu.txt"];
    names.map(|name| Seed::plain(fs::read(folder.join(name)).unwrap())).into()
}

/// A page of a portal.
pub(super) fn html() -> Vec<Seed> {
    let mut page = "<!DOCTYPE html><html><head><meta charset=\"utf-8\"><title>清单</title><style>.x{display:none}</style></head><body>\
        <div class=\"nav\"><a href=\"/\">首页</a><a href=\"/b\">政务公开</a></div><div><p>当前位置：<a href=\"/\">首页</a></p>\n"
        .to_owned();
    let mut open = false;
    for row in rows() {
        if row.len() == 1 {
            let end = if open { "</table>" } else { "" };
            let _ = writeln!(page, "{end}<p align=center>{}</p>", row[0]);
            open = false;
            continue;
        }
        page.push_str(if open { "" } else { "<table border=1>" });
        open = true;
        page.push_str("<tr>");
        for cell in row {
            let cell =
                cell.replace("1. ", "<ol><li>").replace("； 2. ", "；<li>").replace('；', "；<br>");
            let _ = write!(page, "<td>{cell}</td>");
        }
        page.push_str("</tr>\n");
    }
    page.push_str("</table></div><div class=footer>主办：岚谷县人民政府办公室</div></body></html>");
    let merged = page
        .replace("<td>2</td><td>民生服务", "<td>2</td><td rowspan=2>民生服务")
        .replace("<td>3</td><td>民生服务</td>", "<td>3</td>");
    vec![Seed::plain(page), Seed::plain(merged)]
}

/// A Word document with numbers, merged cells, a header and a footnote.
pub(super) fn docx() -> Vec<Seed> {
    let p = |text: &str| format!("<w:p><w:r><w:t>{text}</w:t></w:r></w:p>");
    let numbered = |text: &str| {
        format!(
            "<w:p><w:pPr><w:numPr><w:ilvl w:val=\"0\"/><w:numId w:val=\"1\"/></w:numPr></w:pPr><w:r><w:t>{text}</w:t></w:r></w:p>"
        )
    };
    let mut body = String::new();
    let mut open = false;
    for row in rows() {
        if row.len() == 1 {
            body.push_str(if open { "</w:tbl>" } else { "" });
            body.push_str(&p(row[0]));
            open = false;
            continue;
        }
        body.push_str(if open { "" } else { "<w:tbl>" });
        open = true;
        body.push_str("<w:tr>");
        for cell in row {
            let inside = match cell.strip_prefix("1. ") {
                Some(text) => text.split("； 2. ").map(numbered).collect(),
                None => p(cell),
            };
            let _ = write!(body, "<w:tc><w:tcPr><w:gridSpan w:val=\"1\"/></w:tcPr>{inside}</w:tc>");
        }
        body.push_str("</w:tr>");
    }
    body.push_str("</w:tbl><w:p><w:r><w:t>注</w:t><w:footnoteReference w:id=\"1\"/></w:r></w:p>");
    let part = |tag: &str, inside: &str| {
        let space = "http://schemas.openxmlformats.org/wordprocessingml/2006/main";
        format!(
            "<?xml version=\"1.0\" encoding=\"UTF-8\"?><w:{tag} xmlns:w=\"{space}\">{inside}</w:{tag}>"
        )
    };
    let level = "<w:lvl w:ilvl=\"0\"><w:start w:val=\"1\"/><w:numFmt w:val=\"decimal\"/><w:suff w:val=\"nothing\"/><w:lvlText w:val=\"%1. \"/></w:lvl>";
    let numbering = format!(
        "<w:abstractNum w:abstractNumId=\"0\">{level}</w:abstractNum><w:num w:numId=\"1\"><w:abstractNumId w:val=\"0\"/></w:num>"
    );
    let relations = ["numbering", "header", "footnotes"].map(|kind| {
        format!("<Relationship Id=\"{kind}\" Type=\"x/{kind}\" Target=\"{kind}.xml\"/>")
    });
    let relations = format!("<Relationships xmlns=\"x\">{}</Relationships>", relations.concat());
    let notes = format!("<w:footnote w:id=\"1\">{}</w:footnote>", p("本项自十月起施行。"));
    vec![Seed::of(
        Shell::Zip,
        &[
            ("word/document.xml", part("document", &format!("<w:body>{body}</w:body>")).as_bytes()),
            ("word/_rels/document.xml.rels", relations.as_bytes()),
            ("word/numbering.xml", part("numbering", &numbering).as_bytes()),
            ("word/header.xml", part("hdr", &p("第 1 页")).as_bytes()),
            ("word/footnotes.xml", part("footnotes", &notes).as_bytes()),
        ],
    )]
}

/// A workbook: a sheet a list, merged categories, a number with a format, a rich text.
pub(super) fn xlsx() -> Vec<Seed> {
    use rust_xlsxwriter::{DocProperties, ExcelDateTime, Format, Workbook};
    let mut book = Workbook::new();
    let created = ExcelDateTime::from_ymd(2025, 8, 1).unwrap();
    book.set_properties(&DocProperties::new().set_creation_datetime(&created));
    let (bold, text) = (Format::new().set_bold(), Format::new());
    let mut sheet = book.add_worksheet();
    let mut line = 0;
    for row in rows() {
        if row.len() == 1 && row[0].ends_with("履职事项清单") && line > 0 {
            sheet = book.add_worksheet();
            line = 0;
        }
        for (column, cell) in (0_u16..).zip(&row) {
            match cell.parse::<f64>() {
                Ok(number) => sheet.write_number_with_format(line, column, number, &bold).unwrap(),
                Err(_) => sheet.write_string(line, column, *cell).unwrap(),
            };
        }
        line += 1;
    }
    sheet.merge_range(9, 0, 9, 3, "共 1 项", &text).unwrap();
    sheet.write_rich_string(10, 0, &[(&bold, "注："), (&text, "本表")]).unwrap();
    vec![Seed { shell: Shell::Zip, parts: unzip(&book.save_to_buffer().unwrap()) }]
}

/// A workbook of before 2007.
pub(super) fn xls() -> Vec<Seed> {
    let mut stream = Vec::new();
    let mut sheet: Vec<(u16, Vec<u8>)> = vec![(0x0809, bof(0x0010))];
    for (row, cells) in (0_u16..).zip(rows()) {
        for (column, cell) in (0_u16..).zip(cells) {
            let head = [row.to_le_bytes(), column.to_le_bytes(), [0, 0]].concat();
            sheet.push(if let Ok(number) = cell.parse::<f64>() {
                (0x0203, [head, number.to_le_bytes().to_vec()].concat())
            } else {
                let units: Vec<u16> = cell.encode_utf16().collect();
                let count = u16::try_from(units.len()).unwrap().to_le_bytes();
                let text = units.iter().flat_map(|unit| unit.to_le_bytes()).collect();
                (0x0204, [head, count.to_vec(), vec![1], text].concat())
            });
        }
    }
    let regions = [1_u16, 7, 8, 1, 1].iter().flat_map(|n| n.to_le_bytes()).collect();
    sheet.extend([(0x00E5, regions), (0x000A, Vec::new())]);
    let name: Vec<u8> = "清单".encode_utf16().flat_map(u16::to_le_bytes).collect();
    let at = u32::try_from(20 + (4 + 8 + name.len()) + 4).unwrap().to_le_bytes();
    let bound = [at.as_slice(), &[0, 0, 2, 1], &name].concat();
    let head = vec![(0x0809, bof(0x0005)), (0x0085, bound), (0x000A, Vec::new())];
    for (kind, data) in head.into_iter().chain(sheet) {
        stream.extend(u16::to_le_bytes(kind));
        stream.extend(u16::try_from(data.len()).unwrap().to_le_bytes());
        stream.extend(data);
    }
    vec![Seed::of(Shell::Compound, &[("/Workbook", &stream)])]
}

fn bof(part: u16) -> Vec<u8> {
    [0x0600_u16, part, 0, 0, 0, 0, 0, 0].iter().flat_map(|n| n.to_le_bytes()).collect()
}

/// A file of objects numbered from 1; the first is the catalog.
fn pdf_file(parts: &[(String, Vec<u8>)]) -> Vec<u8> {
    let mut out = b"%PDF-1.7\n".to_vec();
    let mut xref = format!("xref\n0 {}\n0000000000 65535 f \n", parts.len() + 1);
    for (number, (dictionary, content)) in (1..).zip(parts) {
        let _ = writeln!(xref, "{:010} 00000 n ", out.len());
        out.extend(format!("{number} 0 obj\n").bytes());
        if dictionary.is_empty() {
            out.extend(content);
        } else {
            out.extend(format!("<<{dictionary} {}>>\nstream\n", content.len()).bytes());
            out.extend(content);
            out.extend(b"\nendstream");
        }
        out.extend(b"\nendobj\n");
    }
    let (start, size) = (out.len(), parts.len() + 1);
    let trailer = format!("trailer\n<</Size {size}/Root 1 0 R>>\nstartxref\n{start}\n%%EOF\n");
    out.extend(xref.bytes().chain(trailer.bytes()));
    out
}

/// Two pages with ruled tables: a font by its predefined encoding, and one by its own table.
#[cfg(feature = "pdf")]
pub(super) fn pdf() -> Vec<Seed> {
    let gbk = |text: &str| hex(&GB18030.encode(text).0);
    let utf16 =
        |text: &str| hex(&text.encode_utf16().flat_map(u16::to_be_bytes).collect::<Vec<u8>>());
    let font = |encoding: &str, ordering: &str, more: &str| {
        format!(
            "<</Type/Font/Subtype/Type0/BaseFont/SimSun/Encoding/{encoding}{more}/DescendantFonts[<</Type/Font\
             /Subtype/CIDFontType0/BaseFont/SimSun/CIDSystemInfo<</Registry(Adobe)/Ordering({ordering})\
             /Supplement 2>>/DW 1000/W[1[500 500] 7 9 800]>>]>>"
        )
    };
    let map = "begincmap 1 begincodespacerange <0000><FFFF> endcodespacerange \
        2 beginbfrange <0000><7FFF><0000> <8000><FFFF><8000> endbfrange endcmap";
    let document = |font: &str, encode: &dyn Fn(&str) -> String| {
        let pages = "<</Type/Pages/Count 2/Kids[5 0 R 7 0 R]/MediaBox[0 0 400 300]/Resources<</Font<</F 3 0 R>>>>>>";
        let mut seed = Seed::of(
            Shell::Pdf,
            &[
                ("", b"<</Type/Catalog/Pages 2 0 R>>".as_slice()),
                ("", pages.as_bytes()),
                ("", font.as_bytes()),
                ("/Length", map.as_bytes()),
            ],
        );
        for (number, category) in [(6, "民生服务"), (8, "民生服务")] {
            let page = format!("<</Type/Page/Parent 2 0 R/Contents {number} 0 R>>");
            seed.parts.push((String::new(), page.into_bytes()));
            let duty = (number / 2 - 2).to_string();
            seed.parts.push(("/Length".to_owned(), page_of(&duty, category, encode).into_bytes()));
        }
        seed
    };
    vec![
        document(&font("GBK-EUC-H", "GB1", ""), &gbk),
        document(&font("Identity-H", "Identity", "/ToUnicode 4 0 R"), &utf16),
    ]
}

#[cfg(feature = "pdf")]
fn page_of(seq: &str, category: &str, encode: &dyn Fn(&str) -> String) -> String {
    let mut out = "20 220 m 350 220 l S 20 199.5 330 1 re 20 165 330 1 re f\n\
        20 165 1 55 re 70 165 1 55 re 150 165 1 55 re 350 165 1 55 re f\n"
        .to_owned();
    let words = [
        (20, 250, "石桥镇基本履职事项清单"),
        (25, 205, "序号"),
        (75, 205, "事项类别"),
        (155, 205, "事项名称"),
        (25, 178, seq),
        (75, 178, category),
        (155, 184, "为行动不便的独居老人逐户上门送餐并且"),
        (155, 172, "陪同就医"),
        (190, 20, "— 3 —"),
    ];
    for (x, y, text) in words {
        let _ = writeln!(out, "BT /F 10 Tf {x} {y} Td <{}> Tj ET", encode(text));
    }
    out
}

#[cfg(feature = "pdf")]
fn hex(bytes: &[u8]) -> String {
    bytes.iter().fold(String::new(), |out, byte| out + &format!("{byte:02X}"))
}
