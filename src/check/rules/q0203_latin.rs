//! # Q0203 中文里混入拉丁字母 · Latin letters inside Chinese text
//!
//! 疑点。清单里一般没有外文。中文句子中出现的字母（例如 `单位 and 个人`）多半是识别或转换时留下的，原来可能是
//! 一个“和”字，也可能是一个逗号。程序不猜，照原样保留并提示。
//!
//! 常见的缩写（App、WiFi、GPS …）、等级和型号（C级、D级、U型）不提示。本地常用的词可以写进 qingdan.toml：
//!
//! ```toml
//! [check]
//! latin = ["ETC", "P2P"]
//! ```
//!
//! A warning. Letters inside Chinese text are mostly left there by a converter. Known abbreviations and
//! grades are allowed; a site adds its own under `[check] latin`.

use crate::bilingual;
use crate::check::{Rule, Subject};
use crate::diag::{Severity, Sink};
use crate::text::damage::find_markup;

pub(super) const RULE: Rule = Rule {
    code: "Q0203",
    severity: Severity::Warning,
    source: include_str!("q0203_latin.rs"),
    check,
};

/// More than these in one line are one kind of damage, said often enough.
const MOST: usize = 8;

/// Words that documents print on purpose, in lower case.
const KNOWN: &[&str] = &[
    "app", "wifi", "wi-fi", "gps", "led", "lng", "cng", "lpg", "ppp", "gdp", "vr", "ai", "pc",
    "ip", "ic", "id", "pos", "atm", "etc", "qq", "pvc", "pm", "ph", "co", "voc", "vocs", "cod",
    "ppt", "pdf", "excel", "word", "hiv", "aids", "hpv", "aed", "cpr", "dna", "ct", "mv", "kv",
    "kw", "km", "cm", "mm", "kg", "mg", "ml", "db", "http", "https", "www", "gov", "com", "cn",
    "epc", "bot", "ktv", "ok", "dv", "tv", "iptv", "cctv", "suv", "sos", "usb", "g", "n", "x",
];

/// Behind a single letter: C级、U型、A类、B座 …
const GRADES: &[char] = &['级', '型', '类', '座', '区', '栋', '股', '证', '照', '字', '/', '、'];

fn check(rule: &Rule, subject: &Subject<'_>, sink: &mut Sink) {
    let own: Vec<String> = subject.config.latin.iter().map(|w| w.to_lowercase()).collect();
    for case in subject.duties() {
        for line in case.texts() {
            let text = &line.text;
            // The letters of a tag are Q0207's.
            let markup = find_markup(text);
            for part in latin_runs(text)
                .into_iter()
                .filter(|p| !markup.iter().any(|m| m.contains(&p.start)))
                .take(MOST)
            {
                let word = &text[part.clone()];
                let known = word.split(['-', '.', '/']).all(|piece| is_known(piece, &own))
                    || is_known(word, &own);
                if known || is_grade(text, &part) {
                    continue;
                }
                let word = word.to_owned();
                let finding = rule
                    .in_text(&case, &line, part, bilingual!(
                        "中文里混入“{word}”",
                        "Latin letters `{word}` inside Chinese text"
                    ))
                    .hint(bilingual!(
                        "对照原文改正；若原文如此，把它写进 qingdan.toml 的 [check] latin",
                        "compare with the document and correct it; if it is meant, add it to [check] latin in qingdan.toml"
                    ));
                sink.push(finding);
            }
        }
    }
}

/// Runs of ASCII letters, with the signs that may stand inside an abbreviation.
fn latin_runs(text: &str) -> Vec<std::ops::Range<usize>> {
    let bytes = text.as_bytes();
    let mut runs = Vec::new();
    let mut at = 0;
    while at < bytes.len() {
        if !bytes[at].is_ascii_alphabetic() {
            at += 1;
            continue;
        }
        let start = at;
        while at < bytes.len()
            && (bytes[at].is_ascii_alphanumeric()
                || (matches!(bytes[at], b'-' | b'.')
                    && bytes.get(at + 1).is_some_and(u8::is_ascii_alphanumeric)))
        {
            at += 1;
        }
        runs.push(start..at);
    }
    runs
}

fn is_known(word: &str, own: &[String]) -> bool {
    let word = word.to_lowercase();
    let stem = word.trim_end_matches(|c: char| c.is_ascii_digit());
    stem.is_empty() || KNOWN.contains(&stem) || own.contains(&word)
}

/// One capital letter before a word for a grade or type, or before `/` and another letter.
fn is_grade(text: &str, part: &std::ops::Range<usize>) -> bool {
    let word = &text[part.clone()];
    let behind = text[part.end..].chars().next();
    let before = text[..part.start].chars().next_back();
    word.len() == 1
        && word.bytes().all(|b| b.is_ascii_uppercase())
        && (behind.is_some_and(|c| GRADES.contains(&c)) || matches!(before, Some('“' | '/')))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn flagged(text: &str) -> Vec<String> {
        latin_runs(text)
            .into_iter()
            .filter(|part| {
                let word = &text[part.clone()];
                !(word.split(['-', '.', '/']).all(|p| is_known(p, &[])) || is_grade(text, part))
            })
            .map(|part| text[part].to_owned())
            .collect()
    }

    #[test]
    fn words_are_flagged_and_abbreviations_are_not() {
        assert_eq!(flagged("奖励单位 and 个人"), ["and"]);
        for text in [
            "C/D级危房",
            "U型渠",
            "手机App、WiFi",
            "5G基站",
            "PM2.5监测",
            "WWW.X.GOV.CN".trim_start_matches("WWW.X."),
        ] {
            assert_eq!(flagged(text), [""; 0], "{text}");
        }
        assert_eq!(flagged("负责 the 工作"), ["the"]);
    }
}
