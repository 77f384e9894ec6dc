//! Damage to documents: pieces cut, repeated, moved, exchanged, words of the form put in between. No
//! judgement here.

use super::seeds::{Seed, Shell};

/// No damaged part is longer: what a document costs by its size is measured elsewhere.
const MOST: usize = 400_000;

/// Words that mean something to a reader of the form, or have no meaning where they are.
const WORDS: &[&str] = &[
    "\t",
    "\n",
    "\r\n",
    "\n\n",
    " ",
    "\u{3000}",
    "\u{A0}",
    "\u{0}",
    "\u{FEFF}",
    "\u{FFFD}",
    "\u{C}",
    "\u{2028}",
    "\u{85}",
    "\u{2F08}",
    "𠮷",
    "e\u{301}",
    "、",
    "。",
    "；",
    "：",
    ":",
    "，",
    "（",
    "）",
    "(",
    "《",
    "》",
    "“",
    "”",
    "1.",
    "1. ",
    "1．",
    "（一）",
    "一、",
    "①",
    "0.",
    "4294967296.",
    "99999999999999999999",
    "-1",
    "１",
    "二十",
    "十百千",
    "序号",
    "事项类别",
    "事项名称",
    "序号\t事项类别\t事项名称\n",
    "对应上级部门",
    "上级部门职责",
    "乡镇配合职责",
    "承接部门及工作方式",
    "承接部门\t工作方式",
    "类型",
    "基本履职事项清单",
    "配合履职事项清单",
    "上级部门收回事项清单",
    "目录",
    "说明",
    "县公安局：",
    "县公安局、",
    "县公安局负责",
    "局",
    "2025年8月",
    "2025年13月",
    "续",
    "合计",
    "— 3 —",
    "第 3 页",
    "民生服务\t",
    "#",
    "##",
    "## 1 甲 {#b1}",
    "{#b1}",
    "**",
    "- ",
    "<p>",
    "</p>",
    "<ol>",
    "<li>",
    "<br>",
    "<b",
    "&lt;",
    "&#0;",
    "&#x110000;",
    "&nbsp;",
    "\\",
    "{{",
    "{%",
    "| ",
    "|",
    "│",
    "┌──┬──┐",
    "|---|",
    "\"",
    "\"\"",
    ",",
    ";",
    "',",
    "=1+1",
    "<!--",
    "]]>",
];

const HTML: &[&str] = &[
    "<td rowspan=999999>",
    "<td rowspan=0>",
    "<td colspan=65535>",
    "<td colspan=\"-1\">",
    "<tr>",
    "</tr>",
    "<table>",
    "</table>",
    "<thead>",
    "<tfoot>",
    "<caption>",
    "<template>",
    "<script>",
    "<style>",
    "<div hidden>",
    "<span style=\"display:none\">",
    "<ol start=4294967295>",
    "<ol type=i><li value=-5>",
    "<ul>",
    "<select>",
    "<svg>",
    "<math>",
    "<title>",
    "<textarea>",
    "<plaintext>",
    "<frameset>",
    "<meta charset=utf-16>",
    "<a href=x>",
    "</body>",
    "<nav>",
    "<sup>",
    "<rt>",
    "<iframe>",
    "<noscript>",
    "<pre>",
    "<b><i></b>",
];

const XML: &[&str] = &[
    "<w:tbl>",
    "</w:tbl>",
    "<w:tr>",
    "</w:tr>",
    "<w:tc>",
    "</w:tc>",
    "<w:p>",
    "</w:p>",
    "<w:p/>",
    "<w:p><w:r><w:t>甲</w:t></w:r></w:p>",
    "<w:tcPr><w:gridSpan w:val=\"999999\"/></w:tcPr>",
    "<w:tcPr><w:vMerge/></w:tcPr>",
    "<w:trPr><w:gridBefore w:val=\"70000\"/></w:trPr>",
    "<w:r><w:t>",
    "</w:t></w:r>",
    "<w:r><w:tab/></w:r>",
    "<w:r><w:br/></w:r>",
    "<w:r><w:sym w:font=\"Wingdings\" w:char=\"F0FE\"/></w:r>",
    "<w:pPr><w:numPr><w:ilvl w:val=\"8\"/><w:numId w:val=\"1\"/></w:numPr></w:pPr>",
    "<w:start w:val=\"4294967295\"/>",
    "<w:lvlText w:val=\"%1%2%9%0\"/>",
    "<w:numFmt w:val=\"chineseCounting\"/>",
    "<w:numFmt w:val=\"upperRoman\"/>",
    "<w:footnoteReference w:id=\"1\"/>",
    "<w:del>",
    "<w:ins>",
    "<w:vanish/>",
    "<w:txbxContent>",
    "<w:sdt>",
    "<mergeCell ref=\"A1:XFD1048576\"/>",
    "<mergeCell ref=\"B2:A1\"/>",
    "<mergeCell ref=\"A0:A0\"/>",
    "r=\"XFD1048576\"",
    "r=\"A0\"",
    "r=\"ZZZZZZ99999999999\"",
    "<dimension ref=\"A1:XFD1048576\"/>",
    "t=\"s\"",
    "t=\"b\"",
    "t=\"e\"",
    "t=\"d\"",
    "t=\"inlineStr\"",
    "t=\"str\"",
    "<v>4294967295</v>",
    "<v>1e308</v>",
    "<v>NaN</v>",
    "<v>-5</v>",
    "<f>A1</f>",
    "<row r=\"1\" hidden=\"1\">",
    "<c r=\"A1\" s=\"99\">",
    "</c>",
    "<si>",
    "<t xml:space=\"preserve\">",
    "count=\"99999999\"",
    "state=\"hidden\"",
    "date1904=\"1\"",
    "numFmtId=\"14\"",
    "<rPh>",
    "_x0000_",
    "&amp;",
    "&#0;",
    "<![CDATA[",
    "<!DOCTYPE x>",
];

const PDF: &[&str] = &[
    " q ",
    " Q ",
    " BT ",
    " ET ",
    " re f ",
    " l S ",
    " m ",
    " h ",
    " cm ",
    " Tj ",
    " TJ ",
    " T* ",
    " Td ",
    " Tf ",
    " Tm ",
    " 3 Tr ",
    " Do ",
    " W n ",
    " BI ",
    " ID ",
    " EI ",
    " 1e38 ",
    " -1e38 ",
    " 0 ",
    " nan ",
    " 99999999999 ",
    "<",
    ">",
    "<<",
    ">>",
    "[",
    "]",
    "(",
    ")",
    "\\",
    "%",
    "/F 10 Tf",
    "/F 0 Tf",
    "/F -1e30 Tf",
    " 0 0 0 0 0 0 cm ",
    " 1e-30 0 0 1e30 0 0 cm ",
    " 0 1 -1 0 400 0 cm ",
    "20 220 330 1 re f ",
    "20 165 1 55 re f ",
    "/MediaBox[0 0 0 0]",
    "/MediaBox[9 9 -9 -9]",
    "/Rotate 90",
    "/Rotate 45",
    "/UserUnit 1e9",
    "/Count -1",
    "/Count 99999999",
    "/Kids[2 0 R]",
    "/Parent 2 0 R",
    " 5 0 R ",
    " 2 0 R ",
    "/Filter/FlateDecode",
    "/Filter/LZWDecode",
    "/Filter/ASCIIHexDecode",
    "/Length 0",
    "/Length 99999999",
    "/W[1[1 1]]",
    "/DW 0",
    "/DW -1",
    "/Encoding/Identity-H",
    "/Encoding/GBK-EUC-V",
    "/ToUnicode 7 0 R",
    "/Subtype/Type3",
    "/Subtype/Type1",
    "endstream",
    "endobj",
    "trailer",
    "xref",
    "beginbfrange <00> <FFFF> <0000> endbfrange",
];

/// Numbers in which everything that happens to a document follows from the first.
pub(super) struct Random(u64);

impl Random {
    pub(super) fn new(seed: u64) -> Self {
        Self(seed ^ 0x9E37_79B9_7F4A_7C15)
    }

    /// The next one (splitmix64).
    fn next(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9E37_79B9_7F4A_7C15);
        let mut z = self.0;
        z = (z ^ (z >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
        z = (z ^ (z >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
        z ^ (z >> 31)
    }

    /// From 0 to below a limit; 0 for no limit.
    fn below(&mut self, limit: usize) -> usize {
        usize::try_from(self.next() % (limit.max(1) as u64)).unwrap()
    }

    fn one_in(&mut self, count: usize) -> bool {
        self.below(count) == 0
    }

    fn of<'a, T>(&mut self, of: &'a [T]) -> &'a T {
        &of[self.below(of.len())]
    }

    /// A length: as often from 1 to 2 as from 1000 to 2000.
    fn length(&mut self) -> usize {
        let magnitude = self.below(12);
        1 + self.below(1 << magnitude)
    }
}

/// A seed, damaged some times.
pub(super) fn mutate(seeds: &[Seed], carrier: &str, random: &mut Random) -> Seed {
    let mut seed = random.of(seeds).clone();
    let words = match carrier {
        "html" => HTML,
        "docx" | "xlsx" => XML,
        "pdf" => PDF,
        _ => WORDS,
    };
    let many = random.below(5);
    for _ in 0..=random.below(1 << many) {
        let words = if random.one_in(2) { words } else { WORDS };
        let total: usize = seed.parts.iter().map(|(_, content)| content.len()).sum();
        // Long parts mostly, and each part sometimes.
        let mut at = random.below(total);
        let by_size = seed.parts.iter().position(|(_, content)| {
            let here = at < content.len();
            at = at.saturating_sub(content.len());
            here
        });
        let any = random.below(seed.parts.len());
        let part = if random.one_in(4) { any } else { by_size.unwrap_or(any) };
        damage(&mut seed.parts[part].1, words, random);
    }
    // The shell itself: what stands around the parts is damaged too.
    if seed.shell != Shell::Plain && random.one_in(5) {
        let mut bytes = seed.bytes();
        for _ in 0..random.length().min(8) {
            flip(&mut bytes, random);
        }
        if random.one_in(4) {
            bytes.truncate(random.below(bytes.len()));
        }
        return Seed::plain(bytes);
    }
    if random.one_in(200) {
        let mut bytes = seed.bytes();
        bytes.truncate(8);
        bytes.extend((0..random.length()).map(|_| random.next().to_le_bytes()[0]));
        return Seed::plain(bytes);
    }
    seed
}

fn damage(bytes: &mut Vec<u8>, words: &[&str], random: &mut Random) {
    let at = place(bytes, random);
    match random.below(10) {
        0 => {
            bytes.drain(piece(bytes, at, random));
        }
        1 => {
            let copied = bytes[piece(bytes, at, random)].to_vec();
            let times = if random.one_in(8) { random.length() } else { 1 };
            let to = place(bytes, random);
            insert(bytes, to, &copied.repeat(times.min(1 + MOST / copied.len().max(1))));
        }
        2 | 3 => insert(bytes, at, random.of(words).as_bytes()),
        4 => {
            let word = random.of(words);
            bytes.splice(piece(bytes, at, random), word.bytes());
        }
        5 => insert(bytes, at, random.of(words).repeat(random.length()).as_bytes()),
        6 => {
            let moved: Vec<u8> = bytes.drain(piece(bytes, at, random)).collect();
            let to = place(bytes, random);
            insert(bytes, to, &moved);
        }
        7 => {
            // A number becomes another.
            let digit = bytes[at..].iter().position(u8::is_ascii_digit);
            if let Some(digit) = digit {
                bytes[at + digit] = b"0123456789"[random.below(10)];
            }
        }
        8 if std::str::from_utf8(bytes).is_err() || random.one_in(4) => flip(bytes, random),
        8 => insert(bytes, at, "甲乙丙丁".repeat(random.length()).as_bytes()),
        _ => lines(bytes, random),
    }
    bytes.truncate(MOST);
}

/// A line is left out, repeated or moved.
fn lines(bytes: &mut Vec<u8>, random: &mut Random) {
    let mut all: Vec<Vec<u8>> =
        bytes.split_inclusive(|b| *b == b'\n').map(<[u8]>::to_vec).collect();
    if all.is_empty() {
        return;
    }
    let line = all.remove(random.below(all.len()));
    let at = random.below(all.len() + 1);
    match random.below(3) {
        0 => {}
        1 => all.insert(at, line),
        _ => all.splice(at..at, [line.clone(), line]).for_each(drop),
    }
    *bytes = all.concat();
}

fn flip(bytes: &mut [u8], random: &mut Random) {
    let at = random.below(bytes.len());
    if let Some(byte) = bytes.get_mut(at) {
        *byte = match random.below(4) {
            0 => *byte ^ (1 << random.below(8)),
            1 => 0xFF,
            2 => 0,
            _ => random.next().to_le_bytes()[0],
        };
    }
}

fn insert(bytes: &mut Vec<u8>, at: usize, what: &[u8]) {
    bytes.splice(at..at, what.iter().copied());
}

/// A place between two characters where the bytes are text: what is no text is mostly refused at once.
fn place(bytes: &[u8], random: &mut Random) -> usize {
    let at = random.below(bytes.len() + 1);
    boundary(bytes, at)
}

fn boundary(bytes: &[u8], at: usize) -> usize {
    let goes_on = |at: usize| bytes.get(at).is_some_and(|b| b & 0xC0 == 0x80);
    let back = (0..4).find(|back| *back <= at && !goes_on(at - back));
    at - back.unwrap_or(0)
}

fn piece(bytes: &[u8], at: usize, random: &mut Random) -> std::ops::Range<usize> {
    let end = boundary(bytes, (at + random.length()).min(bytes.len()));
    at..end.max(at)
}
