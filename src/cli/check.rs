//! `qingdan check`: findings, as text or data.

use std::path::Path;

use clap::ValueEnum;

use super::{Outcome, Result, out::Out};
use crate::bilingual;
use crate::check::{Checked, documentation, explain};
use crate::diag::render::{Words, render_grouped, render_json, render_short, render_tally};
use crate::diag::{Finding, Severity};
use crate::pipeline::Site;

#[derive(Debug, clap::Args)]
pub(super) struct Args {
    /// 输出格式：给人看、一行一条、数据 · format: for people, one a line, data
    #[arg(long, default_value = "human")]
    format: Format,
    /// 疑点也算失败 · fail for warnings too
    #[arg(long, value_name = "WHAT")]
    deny: Option<Deny>,
    /// 说明一个代码，如 Q0203 · explain a code such as Q0203
    #[arg(long, value_name = "CODE", conflicts_with_all = ["format", "deny"])]
    explain: Option<String>,
}

/// How findings are written.
#[derive(Debug, Clone, Copy, ValueEnum)]
pub(super) enum Format {
    Human,
    Short,
    Json,
}

#[derive(Debug, Clone, Copy, ValueEnum)]
enum Deny {
    Warnings,
}

pub(super) fn run(root: &Path, args: &Args, out: &Out) -> Result {
    if let Some(code) = &args.explain {
        let text = explain(code)
            .ok_or_else(|| bilingual!("没有代码 {code}", "there is no code {code}"))?;
        out.result(&format!("{text}\n"));
        return Ok(Outcome::Done);
    }
    let site = Site::load(root).map_err(|e| e.message())?;
    let checked = site.check();
    print_findings(&checked, &site, args.format, out)?;
    let limit = match args.deny {
        Some(Deny::Warnings) => Severity::Warning,
        None => Severity::Error,
    };
    let failed = checked.open.iter().any(|f| f.severity >= limit);
    Ok(if failed { Outcome::Failed } else { Outcome::Done })
}

/// Findings as the result of the command.
pub(super) fn print_findings(
    checked: &Checked,
    site: &Site,
    format: Format,
    out: &Out,
) -> std::result::Result<(), super::Failure> {
    let findings = &checked.open;
    let least = out.least_severity();
    let shown: Vec<Finding> = findings.iter().filter(|f| f.severity >= least).cloned().collect();
    match format {
        Format::Human => out.result(&human(&shown, checked, site, out)),
        Format::Short => out.result(&render_short(&shown, out.locale)),
        Format::Json => {
            let json = render_json(findings, &checked.settled)
                .map_err(|e| bilingual!("无法生成 JSON：{e}", "cannot write JSON: {e}"))?;
            out.result(&json);
        }
    }
    Ok(())
}

fn human(shown: &[Finding], checked: &Checked, site: &Site, out: &Out) -> String {
    let kinds = documentation();
    let in_full = out.least_severity() == Severity::Info;
    let words = Words {
        township: &|code| site.township_name(code),
        kind: &|code| {
            let doc = kinds.iter().find(|doc| doc.code == code);
            doc.map_or_else(|| bilingual!("", ""), |doc| doc.title.clone())
        },
        locale: out.locale,
        in_full,
    };
    let mut text = render_grouped(shown, &checked.open, &words);
    text.push_str(&render_tally(&checked.open, checked.settled.len(), out.locale));
    text.push('\n');
    if !in_full && shown.iter().any(|f| f.settle.is_some()) {
        let hint = bilingual!(
            "原文就是这样的疑点可以记为已处理：check -v 或 review 给出要写的几行",
            "what stands as printed can be settled: check -v and review give the lines to write"
        );
        text.push_str(hint.get(out.locale));
        text.push('\n');
    }
    text
}
