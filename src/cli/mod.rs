//! The command line: arguments → library → exit code. One file a subcommand.
//!
//! Results go to stdout, everything else to stderr. Exit codes: 0 done (warnings allowed), 1 failed,
//! 2 wrong usage (clap's own).

mod build;
mod check;
mod export;
mod import;
mod init;
mod out;
mod progress;
mod review;
mod serve;

use std::path::PathBuf;
use std::process::ExitCode;

use clap::{Args, Parser, Subcommand, ValueEnum};

use crate::diag::{Bilingual, Locale};
use out::Out;

/// 把乡镇（街道）履职事项清单变成可检索、可引用的公开网站。
/// Turns township duty lists into a public-disclosure site.
#[derive(Debug, Parser)]
#[command(name = "qingdan", version, max_term_width = 100)]
pub struct Cli {
    #[command(flatten)]
    global: Global,
    #[command(subcommand)]
    command: Command,
}

/// Options of every subcommand.
#[derive(Debug, Args)]
#[command(next_help_heading = "通用 · everywhere")]
struct Global {
    /// 站点目录 · the site's folder
    #[arg(long, global = true, default_value = ".", value_name = "DIR")]
    root: PathBuf,
    /// 只报告错误 · only report failures
    #[arg(short, long, global = true, conflicts_with = "verbose")]
    quiet: bool,
    /// 也列出提示 · list notes too
    #[arg(short, long, global = true)]
    verbose: bool,
    /// 颜色 · colour
    #[arg(long, global = true, default_value = "auto", value_name = "WHEN")]
    color: Color,
    /// 不显示进度 · no progress bar
    #[arg(long, global = true)]
    no_progress: bool,
}

#[derive(Debug, Clone, Copy, ValueEnum)]
enum Color {
    Auto,
    Always,
    Never,
}

#[derive(Debug, Subcommand)]
enum Command {
    /// 新建站点；不加 --empty 带示例内容 · a new site, with the demonstration content unless --empty
    Init(init::Args),
    /// 导入清单文件，全部成功才写入 · import documents, all of them or none
    Import(import::Args),
    /// 检查内容，列出疑点；说明一个代码 · list what is doubtful; explain a code
    Check(check::Args),
    /// 核对单：没有处理的疑点，对着原件逐条看 · a sheet to work through what is open, beside the documents
    Review(review::Args),
    /// 生成网站 · build the site
    Build(build::Args),
    /// 在本机预览，改动即时刷新 · preview on this machine with live reload
    Serve(serve::Args),
    /// 导出数据 · export the data
    Export(export::Args),
}

/// A command that failed: what to print, nothing more to do.
#[derive(Debug)]
struct Failure(Bilingual);

impl From<Bilingual> for Failure {
    fn from(message: Bilingual) -> Self {
        Self(message)
    }
}

/// Whether a command that did its work found something to fail for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Outcome {
    Done,
    Failed,
}

type Result = std::result::Result<Outcome, Failure>;

/// Runs the program with arguments that clap has parsed.
pub fn run(cli: Cli) -> ExitCode {
    cli.global.color.choose();
    let out = Out::new(&cli.global, locale());
    let root = &cli.global.root;
    let result = match cli.command {
        Command::Init(args) => init::run(&args, &out),
        Command::Import(args) => import::run(root, &args, &out),
        Command::Check(args) => check::run(root, &args, &out),
        Command::Review(args) => review::run(root, &args, &out),
        Command::Build(args) => build::run(root, &args, &out),
        Command::Serve(args) => serve::run(root, &args, &out),
        Command::Export(args) => export::run(root, &args, &out),
    };
    match result {
        Ok(Outcome::Done) if !out.lost_result() => ExitCode::SUCCESS,
        Ok(Outcome::Done | Outcome::Failed) => ExitCode::FAILURE,
        Err(Failure(message)) => {
            out.error(&message);
            ExitCode::FAILURE
        }
    }
}

impl Color {
    fn choose(self) {
        match self {
            Self::Auto => {}
            Self::Always => anstream::ColorChoice::Always.write_global(),
            Self::Never => anstream::ColorChoice::Never.write_global(),
        }
    }
}

/// `LC_ALL`, `LC_MESSAGES`, `LANG` as POSIX orders them, then the system's own setting. The plain C
/// locale says nothing about the reader: those who run this read Chinese.
fn locale() -> Locale {
    let tag = ["LC_ALL", "LC_MESSAGES", "LANG"]
        .iter()
        .find_map(|name| std::env::var(name).ok().filter(|value| !value.is_empty()))
        .or_else(sys_locale::get_locale);
    match tag.as_deref() {
        None | Some("C" | "POSIX" | "C.UTF-8" | "C.utf8") => Locale::Zh,
        Some(tag) => Locale::from_tag(tag),
    }
}
