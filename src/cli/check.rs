//! `qingdan check`: findings, as text or data.

use std::path::Path;

use clap::ValueEnum;

use super::{Outcome, Result, out::Out};
use crate::bilingual;
use crate::check::explain;
use crate::diag::render::{render_human, render_json, render_short, render_tally};
use crate::diag::{Finding, Severity};
use crate::pipeline::Site;

#[derive(Debug, clap::Args)]
pub(super) struct Args {
    /// 输出格式 · format of the findings
    #[arg(long, default_value = "human")]
    format: Format,
    /// 疑点也算失败 · fail for warnings too
    #[arg(long, value_name = "WHAT")]
    deny: Option<Deny>,
    /// 说明一个代码 · explain a code
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
    let findings = site.findings();
    print_findings(&findings, args.format, out)?;
    let limit = match args.deny {
        Some(Deny::Warnings) => Severity::Warning,
        None => Severity::Error,
    };
    let failed = findings.iter().any(|f| f.severity >= limit);
    Ok(if failed { Outcome::Failed } else { Outcome::Done })
}

/// Findings as the result of the command.
pub(super) fn print_findings(
    findings: &[Finding],
    format: Format,
    out: &Out,
) -> std::result::Result<(), super::Failure> {
    let least = out.least_severity();
    let shown: Vec<Finding> = findings.iter().filter(|f| f.severity >= least).cloned().collect();
    match format {
        Format::Human => {
            out.result(&render_human(&shown, out.locale));
            out.result(&format!("{}\n", render_tally(findings, out.locale)));
        }
        Format::Short => out.result(&render_short(&shown, out.locale)),
        Format::Json => {
            let json = render_json(findings)
                .map_err(|e| bilingual!("无法生成 JSON：{e}", "cannot write JSON: {e}"))?;
            out.result(&json);
        }
    }
    Ok(())
}
