//! Findings of a whole site for people: a heading a township and a kind, and a table of kinds at the
//! end. A kind that is found very often is folded: the first few show what it is about.

use std::fmt::Write as _;

use anstyle::Style;
use unicode_width::UnicodeWidthStr;

use super::{severity_style, severity_word, write_human};
use crate::bilingual;
use crate::diag::{
    Bilingual, Code, Finding, Kind, Locale, Tally, TownshipGroup, group_by_kind, group_by_township,
};
use crate::model::TownshipCode;

/// How many of one kind in one township are written out unless all are wanted.
const FOLDED: usize = 10;

/// What findings do not know themselves.
pub struct Words<'a> {
    /// The name of a township.
    pub township: &'a dyn Fn(&TownshipCode) -> String,
    /// The title of a code.
    pub kind: &'a dyn Fn(Code) -> Bilingual,
    /// The language.
    pub locale: Locale,
    /// Whether everything is written out, and the entry that settles each finding.
    pub in_full: bool,
}

/// Findings in groups; `listed` are those to write out, `all` those to count in the table.
pub fn render_grouped(listed: &[Finding], all: &[Finding], words: &Words<'_>) -> String {
    let mut out = String::new();
    for group in group_by_township(listed) {
        // Writing to a String cannot fail.
        let _ = write_group(&mut out, &group, words);
    }
    if !all.is_empty() {
        let _ = write_table(&mut out, &group_by_kind(all), words);
    }
    out
}

fn write_group(out: &mut String, group: &TownshipGroup<'_>, words: &Words<'_>) -> std::fmt::Result {
    let bold = Style::new().bold();
    let name = match group.township {
        Some(code) => format!("{} {code}", (words.township)(code)),
        None => bilingual!("全站", "the site").get(words.locale).to_owned(),
    };
    let Tally { errors, warnings, infos } = Tally::of(group.findings());
    let counts = [
        (errors, bilingual!("错误 {errors}", "errors: {errors}")),
        (warnings, bilingual!("疑点 {warnings}", "warnings: {warnings}")),
        (infos, bilingual!("提示 {infos}", "notes: {infos}")),
    ];
    let there = counts.iter().filter(|(n, _)| *n > 0);
    let counts: Vec<&str> = there.map(|(_, text)| text.get(words.locale)).collect();
    writeln!(out, "{bold}== {name} · {}{bold:#}\n", counts.join(" · "))?;
    for kind in &group.kinds {
        write_kind(out, kind, words)?;
    }
    Ok(())
}

fn write_kind(out: &mut String, kind: &Kind<'_>, words: &Words<'_>) -> std::fmt::Result {
    let bold = Style::new().bold();
    let (code, count) = (kind.code, kind.findings.len());
    let title = (words.kind)(code);
    writeln!(out, "{bold}-- {code} {} · {count}{bold:#}\n", title.get(words.locale))?;
    let shown = if words.in_full { count } else { FOLDED };
    for finding in kind.findings.iter().take(shown) {
        write_human(out, finding, words.locale)?;
        if words.in_full {
            write_entry(out, finding, words.locale)?;
        }
        writeln!(out)?;
    }
    let more = count.saturating_sub(shown);
    if more > 0 {
        let folded = bilingual!(
            "…… 还有 {more} 处 {code}：-v 或 --format short 列出全部",
            "… and {more} more of {code}: -v or --format short lists all"
        );
        writeln!(out, "{}\n", folded.get(words.locale))?;
    }
    Ok(())
}

/// The lines that settle a finding, ready to copy.
fn write_entry(out: &mut String, finding: &Finding, locale: Locale) -> std::fmt::Result {
    let Some(entry) = finding.settle_entry() else { return Ok(()) };
    let dim = Style::new().dimmed();
    let index = finding.at.file.as_ref().map(|file| file.with_file_name("index.md"));
    let index = index.map_or_else(|| "index.md".to_owned(), |file| file.display().to_string());
    let lead = bilingual!(
        "原文就是这样的：补上日期和理由，写进 {index} 末尾一行 +++ 之前",
        "it stands: fill in date and reason, and put this before the last +++ of {index}"
    );
    writeln!(out, "  {dim}={dim:#} {}", lead.get(locale))?;
    for line in entry.lines() {
        writeln!(out, "      {line}")?;
    }
    Ok(())
}

/// One line a kind: code, severity, how many, title.
fn write_table(out: &mut String, kinds: &[Kind<'_>], words: &Words<'_>) -> std::fmt::Result {
    let locale = words.locale;
    let width = kinds.iter().map(|k| severity_word(k.severity, locale).width()).max().unwrap_or(0);
    for kind in kinds {
        let style = severity_style(kind.severity);
        let word = severity_word(kind.severity, locale);
        let blanks = " ".repeat(width.saturating_sub(word.width()));
        let (code, count, title) = (kind.code, kind.findings.len(), (words.kind)(kind.code));
        writeln!(out, "{code}  {style}{word}{style:#}{blanks}  {count:>5}  {}", title.get(locale))?;
    }
    writeln!(out)
}
