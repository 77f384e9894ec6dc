//! Findings as text for people (`human`, in groups `grouped`), one a line for editors (`short`), or
//! JSON.

mod grouped;

use std::fmt::Write as _;

use anstyle::{AnsiColor, Style};
use unicode_width::UnicodeWidthStr;

use super::{Excerpt, Finding, Locale, SettledFinding, Severity, Tally};
use crate::bilingual;
use crate::text::damage::is_unreadable;

pub use grouped::{Words, render_grouped};

/// `human`: a block for each finding, with the text and a mark under the part in question.
pub fn render_human<'a>(findings: impl IntoIterator<Item = &'a Finding>, locale: Locale) -> String {
    let mut out = String::new();
    for finding in findings {
        // Writing to a String cannot fail.
        let _ = write_human(&mut out, finding, locale);
        out.push('\n');
    }
    out
}

fn write_human(out: &mut String, f: &Finding, locale: Locale) -> std::fmt::Result {
    let style = severity_style(f.severity);
    let dim = Style::new().dimmed();
    writeln!(
        out,
        "{style}{severity}[{code}]{style:#}: {message}",
        severity = severity_word(f.severity, locale),
        code = f.code,
        message = printable(f.message.get(locale))
    )?;
    let place = location_line(f, locale);
    if !place.is_empty() {
        writeln!(out, "  {dim}-->{dim:#} {}", printable(&place))?;
    }
    // The person who looks has the document: its own words, when they are known.
    if let Some(excerpt) = f.source.as_ref().or(f.excerpt.as_ref()) {
        let origin = printable(excerpt.origin.as_deref().unwrap_or(""));
        let gutter = " ".repeat(origin.width());
        let (before, marked, after) = excerpt_parts(excerpt);
        let caret = underline(&before, &marked);
        writeln!(out, "  {dim}{gutter} |{dim:#}")?;
        writeln!(out, "  {dim}{origin} |{dim:#} {before}{style}{marked}{style:#}{after}")?;
        writeln!(out, "  {dim}{gutter} |{dim:#} {style}{caret}{style:#}")?;
    }
    if let Some(hint) = &f.hint {
        let word = bilingual!("建议", "help");
        writeln!(out, "  {dim}={dim:#} {}: {}", word.get(locale), printable(hint.get(locale)))?;
    }
    Ok(())
}

/// An excerpt's text before the part in question, the part, and the text behind it.
fn excerpt_parts(e: &Excerpt) -> (String, String, String) {
    let part = |from: usize, to: usize| -> String {
        printable(&e.text).chars().skip(from).take(to.saturating_sub(from)).collect()
    };
    (part(0, e.start), part(e.start, e.end), part(e.end, usize::MAX))
}

/// Blanks and carets by display width: a full-width character takes two columns, a combining one
/// none. Characters of ambiguous width (`“`, `…`, `·`) take one, as terminals have it unless they
/// are told otherwise; where they take two, the colour of the part still shows it.
fn underline(before: &str, marked: &str) -> String {
    format!("{}{}", " ".repeat(before.width()), "^".repeat(marked.width().max(1)))
}

/// One line of text that cannot command a terminal and hides nothing: what a document has of control
/// and invisible characters is shown as `�`, which is one column wide.
fn printable(text: &str) -> String {
    text.chars().map(|c| if is_unreadable(c) && c != '□' { '\u{FFFD}' } else { c }).collect()
}

fn location_line(f: &Finding, locale: Locale) -> String {
    let mut parts = Vec::new();
    if let Some(file) = &f.at.file {
        let file = file.display();
        parts.push(f.at.line.map_or_else(|| file.to_string(), |line| format!("{file}:{line}")));
    }
    parts.extend(subject_parts(f, locale));
    parts.join(" · ")
}

/// Township, duty and field.
fn subject_parts(f: &Finding, locale: Locale) -> Vec<String> {
    let field = f.at.field.map(|field| match locale {
        Locale::Zh => field.title().to_owned(),
        Locale::En => format!("{field:?}").to_lowercase(),
    });
    let code = f.at.code.as_ref().map(ToString::to_string);
    let duty = f.at.duty.map(|duty| duty.to_string());
    [code, duty, field].into_iter().flatten().collect()
}

/// The name of a severity.
pub fn severity_word(severity: Severity, locale: Locale) -> &'static str {
    match (severity, locale) {
        (Severity::Error, Locale::Zh) => "错误",
        (Severity::Error, Locale::En) => "error",
        (Severity::Warning, Locale::Zh) => "疑点",
        (Severity::Warning, Locale::En) => "warning",
        (Severity::Info, Locale::Zh) => "提示",
        (Severity::Info, Locale::En) => "info",
    }
}

fn severity_style(severity: Severity) -> Style {
    let color = match severity {
        Severity::Error => AnsiColor::Red,
        Severity::Warning => AnsiColor::Yellow,
        Severity::Info => AnsiColor::Cyan,
    };
    color.on_default().bold()
}

/// `short`: `file:line: severity[code]: township duty field: message`, one a line; editors jump to
/// the first two.
pub fn render_short<'a>(findings: impl IntoIterator<Item = &'a Finding>, locale: Locale) -> String {
    let mut out = String::new();
    for f in findings {
        let file = f.at.file.as_ref().map_or(String::new(), |file| file.display().to_string());
        let line = f.at.line.map_or(String::new(), |line| format!(":{line}"));
        let mut subject = subject_parts(f, locale).join(" ");
        if !subject.is_empty() {
            subject.push_str(": ");
        }
        let (severity, code) = (severity_word(f.severity, locale), f.code);
        let message = printable(f.message.get(locale));
        let _ = writeln!(out, "{file}{line}: {severity}[{code}]: {subject}{message}");
    }
    out
}

/// `json`: `{"findings": […], "settled": […], "errors": n, "warnings": n, "infos": n}`, messages in
/// both languages. The counts are of what is open.
pub fn render_json(
    findings: &[Finding],
    settled: &[SettledFinding],
) -> Result<String, serde_json::Error> {
    #[derive(serde::Serialize)]
    struct Report<'a> {
        findings: &'a [Finding],
        settled: &'a [SettledFinding],
        #[serde(flatten)]
        tally: Tally,
    }
    let report = Report { findings, settled, tally: Tally::of(findings) };
    let mut json = serde_json::to_string_pretty(&report)?;
    json.push('\n');
    Ok(json)
}

/// One line that sums findings up, and how many others a person has settled.
pub fn render_tally(findings: &[Finding], settled: usize, locale: Locale) -> String {
    let Tally { errors, warnings, infos } = Tally::of(findings);
    let open = bilingual!(
        "错误 {errors}，疑点 {warnings}，提示 {infos}",
        "errors: {errors}, warnings: {warnings}, notes: {infos}"
    );
    let others = match settled {
        0 => bilingual!("", ""),
        n => bilingual!("；另有 {n} 条已处理", "; settled: {n}"),
    };
    format!("{}{}", open.get(locale), others.get(locale))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::diag::{Code, Location};

    fn finding(code: Code, text: &str, part: &str) -> Finding {
        let at = text.find(part).unwrap_or(0);
        let message = bilingual!("中文里有拉丁字母", "Latin letters in Chinese text");
        let location = Location::file("content/a/basic.md", Some(7));
        Finding {
            source: Some(Excerpt::around(text, at, at + part.len(), 60).from("12")),
            ..Finding::new(code, Severity::Warning, location, message)
        }
    }

    fn plain(text: &str) -> String {
        anstream::adapter::strip_str(text).to_string()
    }

    #[test]
    fn the_mark_stands_under_full_width_text() {
        let text = "奖励先进单位 and 个人";
        insta::assert_snapshot!(plain(&render_human(&[finding("Q0203", text, "and")], Locale::Zh)));
    }

    #[test]
    fn the_mark_stands_under_any_text() {
        // In columns: half-width, full-width, half-width kana, ambiguous, combining, tab, invisible.
        for (text, part, expected) in [
            ("abc甲and", "and", "     ^^^"),
            ("ＡＢand", "and", "    ^^^"),
            ("ｱｲand", "and", "  ^^^"),
            ("“甲”…—·and", "and", "       ^^^"),
            ("e\u{301}甲and", "and", "   ^^^"),
            ("甲\tand", "and", "   ^^^"),
            ("甲\u{200B}乙", "\u{200B}", "  ^"),
            ("甲\u{202E}乙", "乙", "   ^^"),
            ("甲（乙", "（", "  ^^"),
            ("👩\u{200D}👧甲", "甲", "     ^^"),
        ] {
            let shown = plain(&render_human(&[finding("Q0203", text, part)], Locale::Zh));
            let caret = shown.lines().nth(4).and_then(|line| line.strip_prefix("     | "));
            assert_eq!(caret, Some(expected), "{text:?}");
        }
    }

    #[test]
    fn text_of_a_document_cannot_command_the_terminal_or_break_a_line() {
        let mut hostile = finding("Q0203", "甲\u{1B}[2J乙", "乙");
        hostile.message = bilingual!("甲\u{1B}[31m\n乙", "甲\u{1B}[31m\n乙");
        let short = render_short([&hostile], Locale::Zh);
        assert_eq!(short.lines().count(), 1, "{short}");
        for text in [short, render_human([&hostile], Locale::Zh)] {
            assert!(!text.contains("\u{1B}[2J") && !text.contains("\u{1B}[31m"), "{text:?}");
        }
    }
}
