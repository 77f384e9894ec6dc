//! `qingdan build`: the site on disk.

use std::path::{Path, PathBuf};

use super::{Failure, Outcome, Result, out::Out, progress};
use crate::bilingual;
use crate::build::{BuildError, Purpose, Report, build_site};
use crate::config::parse_base_url;
use crate::diag::{Severity, Tally};
use crate::emit::Staging;
use crate::graph::Standing;
use crate::pipeline::Site;

#[derive(Debug, clap::Args)]
pub(super) struct Args {
    /// 输出目录，相对于站点 · output folder, relative to the site
    #[arg(long, default_value = "public", value_name = "DIR")]
    out: PathBuf,
    /// 网站的完整网址 · absolute address of the site
    #[arg(long, value_name = "URL")]
    base_url: Option<String>,
    /// 正式发布：有未处理的错误则拒绝 · for publication: refuse while there are errors
    #[arg(long)]
    publish: bool,
}

pub(super) fn run(root: &Path, args: &Args, out: &Out) -> Result {
    let mut site = Site::load(root).map_err(|e| e.message())?;
    if let Some(url) = &args.base_url {
        site.config.base_url = Some(parse_base_url(url).map_err(|e| e.message())?);
    }
    if args.publish {
        refuse_errors(&site, out)?;
    }
    let target = root.join(&args.out);
    let staging = Staging::begin(&target).map_err(|e| e.message())?;
    let bar = progress::bar(out, 0, &bilingual!("生成页面", "pages"));
    let write = |path: &str, bytes: &[u8]| staging.write(path, bytes);
    let tick = |pages: usize| {
        bar.set_length(pages as u64);
        bar.inc(1);
    };
    let report = build_site(root, &site, Purpose::Public, &write, &tick);
    bar.finish_and_clear();
    let report = report.map_err(|error| failure(&error, out))?;
    staging.publish().map_err(|e| e.message())?;
    summary(&report, &target, &site, args, out);
    Ok(Outcome::Done)
}

/// What could not be built: findings are shown before the message.
pub(super) fn failure(error: &BuildError, out: &Out) -> Failure {
    if let BuildError::Content(findings) = error {
        out.findings(findings);
    }
    error.message().into()
}

fn refuse_errors(site: &Site, out: &Out) -> std::result::Result<(), Failure> {
    let mut errors = site.findings();
    errors.retain(|f| f.severity == Severity::Error);
    if errors.is_empty() {
        return Ok(());
    }
    let n = errors.len();
    out.findings(&errors);
    Err(bilingual!(
        "有 {n} 处错误没有处理，不能发布；请改正后再试（不带 --publish 可以先预览）",
        "{n} errors are not settled, so this is not published; correct them (a build without --publish previews)"
    )
    .into())
}

fn summary(report: &Report, target: &Path, site: &Site, args: &Args, out: &Out) {
    let (pages, files) = (report.pages, report.files);
    let shown = target.display();
    out.status(&bilingual!(
        "已生成 {shown}：{pages} 个页面，{files} 个文件",
        "built {shown}: {pages} pages, {files} files"
    ));
    let Tally { errors, warnings, .. } = Tally::of(&report.findings);
    if args.publish {
        out.status(&bilingual!(
            "随网站发布的疑点 {warnings} 处（落在事项上的标有“待核”）",
            "{warnings} warnings are published; those of duties are marked 待核"
        ));
        let settled = report.settled;
        if settled > 0 {
            out.status(&bilingual!(
                "另有 {settled} 条已处理，不标“待核”",
                "settled: {settled}, published without a mark"
            ));
        }
        let unsettled = site.graph.departments.iter().filter(|d| d.has_page());
        let unsettled = unsettled.filter(|d| d.standing != Standing::Settled).count();
        if unsettled > 0 {
            out.status(&bilingual!(
                "{unsettled} 个部门没有确认过，部门页上有说明；它们的 id 是网址，发布后不要再改",
                "{unsettled} departments are not settled and say so on their pages; their ids are addresses: do not change them once public"
            ));
        }
    } else if errors + warnings > 0 {
        out.status(&bilingual!(
            "错误 {errors}、疑点 {warnings}：用 qingdan check 查看",
            "errors: {errors}, warnings: {warnings}; see `qingdan check`"
        ));
    }
    if site.config.base_url.is_none() {
        out.status(&bilingual!(
            "没有生成 sitemap.xml：它要写完整网址，请在 qingdan.toml 里设 base_url，或用 --base-url",
            "no sitemap.xml: it needs the site's address; set base_url in qingdan.toml or give --base-url"
        ));
    }
}
