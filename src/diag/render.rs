//! Findings as text for people (`human`), one a line for editors (`short`), or JSON.

use std::fmt::Write as _;

use anstyle::{AnsiColor, Style};
use unicode_width::UnicodeWidthStr;

use super::{Excerpt, Finding, Locale, Severity, Tally};
use crate::bilingual;

/// `human`: a block for each finding, with the text and a mark under the part in question.
pub fn render_human(findings: &[Finding], locale: Locale) -> String {
    let mut out = String::new();
    for finding in findings {
        // Writing to a String cannot fail.
        let _ = write_human(&mut out, finding, locale);
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
        message = f.message.get(locale)
    )?;
    let place = location_line(f, locale);
    if !place.is_empty() {
        writeln!(out, "  {dim}-->{dim:#} {place}")?;
    }
    // The person who looks has the document: its own words, when they are known.
    if let Some(excerpt) = f.source.as_ref().or(f.excerpt.as_ref()) {
        let origin = excerpt.origin.as_deref().unwrap_or("");
        let gutter = " ".repeat(origin.width());
        writeln!(out, "  {dim}{gutter} |{dim:#}")?;
        writeln!(out, "  {dim}{origin} |{dim:#} {}", excerpt.text)?;
        writeln!(out, "  {dim}{gutter} |{dim:#} {style}{}{style:#}", underline(excerpt))?;
    }
    if let Some(hint) = &f.hint {
        let word = match locale {
            Locale::Zh => "建议",
            Locale::En => "help",
        };
        writeln!(out, "  {dim}={dim:#} {word}: {}", hint.get(locale))?;
    }
    writeln!(out)
}

/// Blanks and carets by display width: a full-width character takes two columns.
fn underline(e: &Excerpt) -> String {
    let part = |from: usize, to: usize| -> String {
        e.text.chars().skip(from).take(to.saturating_sub(from)).collect()
    };
    let before = part(0, e.start).width();
    let marked = part(e.start, e.end).width().max(1);
    format!("{}{}", " ".repeat(before), "^".repeat(marked))
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

fn severity_word(severity: Severity, locale: Locale) -> &'static str {
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
pub fn render_short(findings: &[Finding], locale: Locale) -> String {
    let mut out = String::new();
    for f in findings {
        let file = f.at.file.as_ref().map_or(String::new(), |file| file.display().to_string());
        let line = f.at.line.map_or(String::new(), |line| format!(":{line}"));
        let mut subject = subject_parts(f, locale).join(" ");
        if !subject.is_empty() {
            subject.push_str(": ");
        }
        let (severity, code) = (severity_word(f.severity, locale), f.code);
        let _ =
            writeln!(out, "{file}{line}: {severity}[{code}]: {subject}{}", f.message.get(locale));
    }
    out
}

/// `json`: `{"findings": […], "errors": n, "warnings": n, "infos": n}`, messages in both languages.
pub fn render_json(findings: &[Finding]) -> Result<String, serde_json::Error> {
    #[derive(serde::Serialize)]
    struct Report<'a> {
        findings: &'a [Finding],
        #[serde(flatten)]
        tally: Tally,
    }
    let mut json = serde_json::to_string_pretty(&Report { findings, tally: Tally::of(findings) })?;
    json.push('\n');
    Ok(json)
}

/// One line that sums findings up.
pub fn render_tally(findings: &[Finding], locale: Locale) -> String {
    let Tally { errors, warnings, infos } = Tally::of(findings);
    bilingual!(
        "错误 {errors}，疑点 {warnings}，提示 {infos}",
        "errors: {errors}, warnings: {warnings}, notes: {infos}"
    )
    .get(locale)
    .to_owned()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::diag::Location;

    #[test]
    fn the_mark_stands_under_full_width_text() {
        let text = "奖励先进单位 and 个人";
        let at = text.find("and").unwrap_or(0);
        let finding = Finding {
            code: "Q0203",
            severity: Severity::Warning,
            at: Location::file("content/a/basic.md", Some(7)),
            message: bilingual!("中文里有拉丁字母", "Latin letters in Chinese text"),
            hint: None,
            excerpt: None,
            source: Some(Excerpt::around(text, at, at + 3, 60).from("12")),
        };
        let plain = anstream::adapter::strip_str(&render_human(&[finding], Locale::Zh)).to_string();
        insta::assert_snapshot!(plain);
    }
}
