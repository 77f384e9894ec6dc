//! Small PDFs written by hand, and what becomes of them.

use std::fmt::Write as _;

use encoding_rs::GB18030;

use super::*;
use crate::import::table::Content;

/// A file of these objects, numbered from 1; the first is the catalog.
fn file(objects: &[String], trailer: &str) -> Vec<u8> {
    let mut out = b"%PDF-1.7\n".to_vec();
    let mut xref = format!("xref\n0 {}\n0000000000 65535 f \n", objects.len() + 1);
    for (number, object) in (1..).zip(objects) {
        let _ = writeln!(xref, "{:010} 00000 n ", out.len());
        out.extend(format!("{number} 0 obj\n{object}\nendobj\n").bytes());
    }
    let start = out.len();
    let size = objects.len() + 1;
    out.extend(
        format!("{xref}trailer\n<</Size {size}/Root 1 0 R{trailer}>>\nstartxref\n{start}\n%%EOF\n")
            .bytes(),
    );
    out
}

fn stream(dictionary: &str, content: &str) -> String {
    format!("<<{dictionary}/Length {}>>\nstream\n{content}\nendstream", content.len())
}

/// A composite font that is not embedded.
fn font(encoding: &str, ordering: &str) -> String {
    format!(
        "<</Type/Font/Subtype/Type0/BaseFont/SimSun/Encoding/{encoding}/DescendantFonts[<</Type/Font\
         /Subtype/CIDFontType0/BaseFont/SimSun/CIDSystemInfo<</Registry(Adobe)/Ordering({ordering})\
         /Supplement 2>>/DW 1000>>]>>"
    )
}

/// A file with a page for each content; object 3 is the font, 4 a picture, 5 a form that shows itself.
fn document(font: &str, pages: &[(&str, &str)]) -> Vec<u8> {
    let kids: Vec<String> = (0..pages.len()).map(|i| format!("{} 0 R", 6 + 2 * i)).collect();
    let picture =
        "/Type/XObject/Subtype/Image/Width 1/Height 1/BitsPerComponent 8/ColorSpace/DeviceGray";
    let form = "/Type/XObject/Subtype/Form/BBox[0 0 9 9]/Resources<</XObject<</X 5 0 R>>>>";
    let mut objects = vec![
        "<</Type/Catalog/Pages 2 0 R>>".to_owned(),
        format!(
            "<</Type/Pages/Count {}/Kids[{}]/MediaBox[0 0 400 300]/Resources<</Font<</F 3 0 R>>\
             /XObject<</P 4 0 R/X 5 0 R>>>>>>",
            pages.len(),
            kids.join(" ")
        ),
        font.to_owned(),
        stream(picture, "0"),
        stream(form, "/X Do /X Do"),
    ];
    for (i, (attributes, content)) in pages.iter().enumerate() {
        objects.push(format!("<</Type/Page/Parent 2 0 R{attributes}/Contents {} 0 R>>", 7 + 2 * i));
        objects.push(stream("", content));
    }
    file(&objects, "")
}

fn gbk(text: &str) -> String {
    hex(&GB18030.encode(text).0)
}

fn utf16(text: &str) -> String {
    hex(&text.encode_utf16().flat_map(u16::to_be_bytes).collect::<Vec<u8>>())
}

fn hex(bytes: &[u8]) -> String {
    bytes.iter().fold(String::new(), |out, byte| out + &format!("{byte:02X}"))
}

/// Text at a place.
fn at(x: i32, y: i32, codes: &str) -> String {
    format!("BT /F 10 Tf {x} {y} Td <{codes}> Tj ET\n")
}

const HEADER: [(i32, &str); 3] = [(25, "序号"), (75, "事项类别"), (155, "事项名称")];

/// A table of one duty; the name wraps.
fn words(encode: fn(&str) -> String) -> String {
    let mut out: String = HEADER.iter().map(|(x, name)| at(*x, 205, &encode(name))).collect();
    for (x, y, text) in [
        (25, 178, "1"),
        (75, 178, "民生服务"),
        (155, 184, "为行动不便的独居老人逐户上门送餐并且"),
        (155, 172, "陪同就医"),
    ] {
        out += &at(x, y, &encode(text));
    }
    out
}

/// Its lines: one as a stroke, the others as thin rectangles.
const RULINGS: &str = "20 220 m 350 220 l S 20 199.5 330 1 re 20 165 330 1 re f\n\
    20 165 1 55 re 70 165 1 55 re 150 165 1 55 re 350 165 1 55 re f\n";

const ROWS: [[&str; 3]; 2] = [
    ["序号", "事项类别", "事项名称"],
    ["1", "民生服务", "为行动不便的独居老人逐户上门送餐并且\n陪同就医"],
];

fn rows(reading: &Reading) -> Vec<Vec<String>> {
    let rows = reading.blocks.iter().filter_map(|block| match &block.content {
        Content::Row(cells) => Some(cells.iter().map(|cell| cell.text.clone()).collect()),
        Content::Prose(_) | Content::Furniture(_) | Content::Header { .. } => None,
    });
    rows.collect()
}

fn read_rows(bytes: &[u8]) -> Result<Vec<Vec<String>>, PdfError> {
    read_pdf(bytes, &ColumnNames::default()).map(|reading| rows(&reading))
}

fn expected() -> Vec<Vec<String>> {
    ROWS.iter().map(|row| row.iter().map(|text| (*text).to_owned()).collect()).collect()
}

fn ruled() -> String {
    RULINGS.to_owned() + &words(gbk)
}

fn gbk_font() -> String {
    font("GBK-EUC-H", "GB1")
}

#[test]
fn fonts_that_are_not_embedded_are_read_by_their_predefined_encoding() {
    assert_eq!(read_rows(&document(&gbk_font(), &[("", &ruled())])), Ok(expected()));
    let unicode = RULINGS.to_owned() + &words(utf16);
    let fonts = font("UniGB-UCS2-H", "GB1");
    assert_eq!(read_rows(&document(&fonts, &[("", &unicode)])), Ok(expected()));
}

#[test]
fn a_font_that_does_not_tell_its_characters_is_refused_by_name() {
    let unicode = RULINGS.to_owned() + &words(utf16);
    let got = read_rows(&document(&font("Identity-H", "Identity"), &[("", &unicode)]));
    assert_eq!(got, Err(PdfError::UnreadableFont { font: "SimSun".into(), page: 1 }));
}

#[test]
fn pages_that_lie_on_their_side_are_turned() {
    // Sideways on an upright page, with and without saying so.
    let sideways = format!("q 0 -1 1 0 0 400 cm {} Q", ruled());
    let upright = "/MediaBox[0 0 300 400]";
    for attributes in [upright.to_owned(), format!("{upright}/Rotate 270")] {
        let got = read_rows(&document(&gbk_font(), &[(attributes.as_str(), sideways.as_str())]));
        assert_eq!(got, Ok(expected()), "{attributes}");
    }
    let upside_down = document(&gbk_font(), &[("/Rotate 180", &ruled())]);
    assert_eq!(read_rows(&upside_down), Ok(expected()));
}

#[test]
fn a_scan_is_refused() {
    let scan = document(&gbk_font(), &[("", "q 400 0 0 300 0 0 cm /P Do Q"); 3]);
    assert_eq!(read_rows(&scan), Err(PdfError::ScanOnly { pages: 3 }));
    let empty = document(&gbk_font(), &[("", "")]);
    assert_eq!(read_rows(&empty), Err(PdfError::ScanOnly { pages: 1 }));
}

#[test]
fn a_page_that_is_a_picture_is_remarked() {
    let cover = "q 400 0 0 300 0 0 cm /P Do Q";
    let reading =
        read_pdf(&document(&gbk_font(), &[("", cover), ("", &ruled())]), &ColumnNames::default());
    let at = Position { part: Some("第 1 页".into()), line: 1 };
    let remark = Remark { source: 0, at, kind: RemarkKind::Picture, text: String::new() };
    assert_eq!(reading.map(|r| r.remarks), Ok(vec![remark]));
}

#[test]
fn text_that_ocr_put_over_a_scan_is_remarked_and_its_tables_are_refused() {
    let scan = "q 400 0 0 300 0 0 cm /P Do Q 3 Tr\n".to_owned();
    let cover = scan.clone() + &at(100, 200, &gbk("柳河镇履职事项清单"));
    let reading =
        read_pdf(&document(&gbk_font(), &[("", &cover), ("", &ruled())]), &ColumnNames::default());
    let kinds = reading.map(|r| r.remarks.iter().map(|r| r.kind).collect::<Vec<_>>());
    assert_eq!(kinds, Ok(vec![RemarkKind::OcrLayer]));
    let table = scan + &words(gbk);
    let got = read_rows(&document(&gbk_font(), &[("", &table)]));
    assert_eq!(got, Err(PdfError::OcrLayer { page: 1 }));
}

#[test]
fn invisible_text_on_a_printed_page_is_no_text_of_it() {
    let hidden = ruled() + "3 Tr\n" + &at(160, 150, &gbk("暗字"));
    let reading = read_pdf(&document(&gbk_font(), &[("", &hidden)]), &ColumnNames::default());
    let furniture = reading.map(|reading| {
        let blocks = reading.blocks.into_iter().map(|block| block.content);
        blocks.filter(|content| matches!(content, Content::Furniture(_))).collect::<Vec<_>>()
    });
    assert_eq!(furniture, Ok(vec![Content::Furniture("暗字".into())]));
}

#[test]
fn a_table_without_lines_is_refused() {
    let got = read_rows(&document(&gbk_font(), &[("", ""), ("", &words(gbk))]));
    assert_eq!(got, Err(PdfError::NoRulings { page: 2 }));
}

#[test]
fn a_file_that_needs_a_password_is_refused() {
    let key = "0".repeat(64);
    let encrypt =
        format!("/ID[<00><00>]/Encrypt<</Filter/Standard/V 1/R 2/P -4/O<{key}>/U<{key}>>>");
    let objects = ["<</Type/Catalog/Pages 2 0 R>>", "<</Type/Pages/Count 0/Kids[]>>"];
    let got = read_rows(&file(&objects.map(str::to_owned), &encrypt));
    assert_eq!(got, Err(PdfError::Encrypted));
}

#[test]
fn a_form_that_shows_itself_comes_to_an_end() {
    let got = read_rows(&document(&gbk_font(), &[("", &format!("/X Do {}", ruled()))]));
    assert_eq!(got, Ok(expected()));
}

#[test]
fn a_row_that_crosses_a_page_is_one() {
    // The category is one cell.
    let rest = "20 220 m 350 220 l S 20 199.5 50 1 re 150 199.5 200 1 re 20 165 330 1 re f\n\
        20 165 1 55 re 70 165 1 55 re 150 165 1 55 re 350 165 1 55 re f\n"
        .to_owned()
        + &at(155, 205, &gbk("取药"))
        + &at(25, 178, &gbk("2"))
        + &at(155, 178, &gbk("修路"));
    let got = read_rows(&document(&gbk_font(), &[("", &ruled()), ("", &rest)]));
    let mut expected = expected();
    expected[1][2] += "\n取药";
    expected.push(vec!["2".into(), "民生服务".into(), "修路".into()]);
    let got = got.map(|rows| rows.iter().map(|row| row.join("|")).collect::<Vec<_>>());
    assert_eq!(got, Ok(expected.iter().map(|row| row.join("|")).collect()));
}

#[test]
fn a_page_whose_stream_is_damaged_is_refused() {
    let mut encoder = flate2::write::ZlibEncoder::new(Vec::new(), flate2::Compression::best());
    let packed = std::io::Write::write_all(&mut encoder, ruled().as_bytes())
        .and_then(|()| encoder.finish())
        .unwrap_or_default();
    let page = |packed: &[u8]| {
        let mark = "-".repeat(packed.len());
        let content = stream("/Filter/FlateDecode", &mark);
        let mut file = document(&gbk_font(), &[("", "")]);
        let text = String::from_utf8_lossy(&file).replace(&stream("", ""), &content);
        file = text.into_bytes();
        if let Some(at) = file.windows(mark.len()).position(|window| window == mark.as_bytes()) {
            file[at..at + packed.len()].copy_from_slice(packed);
        }
        read_rows(&file)
    };
    assert_eq!(page(&packed), Ok(expected()));
    assert_eq!(page(&packed[..packed.len() - 60]), Err(PdfError::Damaged));
}

#[test]
fn a_page_that_is_lost_refuses_the_document() {
    let whole = document(&gbk_font(), &[("", &ruled()), ("", &ruled())]);
    let text = String::from_utf8_lossy(&whole).into_owned();
    for (there, lost) in [("/Contents 9 0 R", "/Contents 99 0 R"), ("6 0 R 8 0 R", "6 0 R 88 0 R")]
    {
        assert!(text.contains(there), "{text}");
        let damaged = text.replace(there, lost);
        assert_eq!(read_rows(damaged.as_bytes()), Err(PdfError::Damaged), "{lost}");
    }
}

#[test]
fn deep_nesting_does_not_bring_the_program_down() {
    let deep = "[".repeat(200_000);
    let _ = read_rows(&document(&gbk_font(), &[("", &deep), ("", &"<</A ".repeat(100_000))]));
    let _ = read_rows(&file(&[format!("<</Type/Catalog/Pages {deep}>>"), deep.clone()], ""));
    let saves = "q ".repeat(100_000);
    let got = read_rows(&document(&gbk_font(), &[("", &saves)]));
    assert_eq!(got, Err(PdfError::TooComplex));
}

#[test]
fn damaged_bytes_are_an_error_or_text_and_never_a_panic() {
    let whole = document(&gbk_font(), &[("", &ruled()), ("/Rotate 90", &ruled())]);
    for end in (0..whole.len()).step_by(7) {
        let _ = read(&whole[..end], &ColumnNames::default());
    }
    // A generator of its own, so that a failure can be repeated.
    let mut state = 1_u32;
    let mut next = |limit: usize| {
        state = state.wrapping_mul(1_664_525).wrapping_add(1_013_904_223);
        usize::try_from(state >> 8).unwrap_or(0) % limit
    };
    for _ in 0..400 {
        let mut bytes = whole.clone();
        for _ in 0..8 {
            let at = next(bytes.len());
            bytes[at] = b"0123456789<>[]()/R \xFF"[next(20)];
        }
        let _ = read(&bytes, &ColumnNames::default());
    }
}
