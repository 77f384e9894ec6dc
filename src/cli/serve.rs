//! `qingdan serve`: the preview.

use std::path::Path;
use std::process::{Command, Stdio};

use super::{Outcome, Result, out::Out};
use crate::bilingual;
use crate::build::BuildError;
use crate::diag::Tally;
use crate::serve::{PreviewError, Rebuilt, start};

#[derive(Debug, clap::Args)]
pub(super) struct Args {
    /// 端口，默认从 4000 起找一个空的 · port; by default the first free one from 4000
    #[arg(long)]
    port: Option<u16>,
    /// 在浏览器里打开 · open in the browser
    #[arg(long)]
    open: bool,
}

pub(super) fn run(root: &Path, args: &Args, out: &Out) -> Result {
    let voice = out.clone();
    let server =
        start(root, args.port, move |rebuilt| tell(rebuilt, &voice)).map_err(|e| e.message())?;
    let address = &server.address;
    out.result(&format!("{address}\n"));
    out.status(&bilingual!(
        "预览在 {address}，改动会自动刷新；按 Ctrl+C 结束",
        "preview at {address}; changes reload by themselves; Ctrl+C ends it"
    ));
    if args.open {
        open_browser(address, out);
    }
    server.run();
    Ok(Outcome::Done)
}

fn tell(rebuilt: &Rebuilt, out: &Out) {
    match rebuilt {
        Rebuilt::Done(report) => {
            let pages = report.pages;
            let Tally { errors, warnings, .. } = Tally::of(&report.findings);
            out.status(&bilingual!(
                "已生成 {pages} 个页面；错误 {errors}，疑点 {warnings}",
                "{pages} pages; errors: {errors}, warnings: {warnings}"
            ));
        }
        Rebuilt::Failed(error) => {
            if let PreviewError::Build(BuildError::Content(findings)) = error.as_ref() {
                out.findings(findings);
            }
            out.error(&error.message());
        }
    }
}

fn open_browser(address: &str, out: &Out) {
    let program = if cfg!(target_os = "macos") {
        "open"
    } else if cfg!(windows) {
        "explorer"
    } else {
        "xdg-open"
    };
    let opened =
        Command::new(program).arg(address).stdout(Stdio::null()).stderr(Stdio::null()).spawn();
    if opened.is_err() {
        out.status(&bilingual!(
            "没有能打开浏览器的程序（{program}），请自己打开 {address}",
            "no program to open a browser ({program}); open {address} yourself"
        ));
    }
}
