//! What the sheet itself says, in both languages. Names of fields and lists are the documents' own
//! and are not translated.

use std::collections::BTreeMap;

use crate::diag::Locale;

/// Key, Chinese, English.
const WORDS: &[(&str, &str, &str)] = &[
    ("title", "核对单", "Review sheet"),
    (
        "intro",
        "每一处照原件看一遍。文字有误的，打开所写的文件和行改正；原件就是这样的，在方框里打勾，把给出的几行写进 index.md。",
        "Hold each against the document. Where the text is wrong, open the file and line that are given; where the document says just this, tick the box and put the given lines into index.md.",
    ),
    ("none", "没有要看的疑点。", "Nothing is open."),
    ("index", "目录", "Index"),
    ("township", "乡镇", "Township"),
    ("site", "全站", "The site"),
    ("errors", "错误", "Errors"),
    ("warnings", "疑点", "Warnings"),
    ("repairs", "提示和修整", "Notes and repairs"),
    (
        "repairs_intro",
        "程序做了的修整和知道就好的事，不用逐条处理；抽看几条，有不对的再改。",
        "What was repaired, and what is good to know. None of it has to be settled; look at some, and correct what is not right.",
    ),
    ("settled", "已处理", "Settled"),
    ("kinds", "各种疑点", "By kind"),
    ("code", "代码", "Code"),
    ("severity", "程度", "Severity"),
    ("kind", "名称", "Name"),
    ("count", "处数", "Count"),
    ("to_index", "回目录", "Back to the index"),
    ("legend", "代码说明", "What the codes mean"),
    ("of_township", "乡镇本身", "The township itself"),
    ("field", "栏目", "Field"),
    ("published", "将要公布的文字", "As it will be published"),
    ("original", "原件里的文字", "As it stands in the document"),
    ("extra", "表格以外的一格", "A cell beside the table"),
    ("unplaced", "后面没有归位的文字", "Text behind it that has no place"),
    ("no_original", "没有出处", "no source"),
    ("hint", "建议", "What to do"),
    ("place", "在哪里改", "Where to edit"),
    ("corrected", "已改正", "corrected"),
    ("stands", "原文如此", "stands as printed"),
    ("ask", "要问", "to be asked"),
    (
        "entry",
        "原文如此的，补上日期和理由，写进这个文件末尾一行 +++ 之前：",
        "If it stands as printed, fill in date and reason and put this before the last +++ of:",
    ),
    ("duty", "事项", "Duty"),
    ("number", "序号", "No."),
    ("name", "事项名称", "Name"),
    ("list", "清单", "List"),
    ("message", "说明", "Message"),
    ("result", "处理结果", "Result"),
    ("reason", "理由", "Reason"),
    ("lines", "写进 index.md 的几行", "Lines for index.md"),
    ("colon", "：", ": "),
    ("paren_open", "（", " ("),
    ("paren_close", "）", ")"),
];

/// All words in a language.
pub(super) fn words(locale: Locale) -> BTreeMap<&'static str, &'static str> {
    let choose = |zh, en| match locale {
        Locale::Zh => zh,
        Locale::En => en,
    };
    WORDS.iter().map(|(key, zh, en)| (*key, choose(*zh, *en))).collect()
}
