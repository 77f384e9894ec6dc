//! `qingdan review`: the sheet to work through what is open.

use std::path::{Path, PathBuf};

use super::export::replace_file;
use super::{Failure, Outcome, Result, out::Out};
use crate::bilingual;
use crate::diag::Tally;
use crate::pipeline::Site;
use crate::review::{make_sheet, render_html, render_xlsx};

/// Where the sheet goes when nobody says, relative to the site.
const DEFAULT: &str = "review.html";

#[derive(Debug, clap::Args)]
pub(super) struct Args {
    /// 写入文件：.html 或 .xlsx，默认是站点目录里的 review.html · file to write, .html or .xlsx; by default review.html in the site
    #[arg(long, value_name = "FILE")]
    out: Option<PathBuf>,
}

/// How the sheet is written.
enum Format {
    Html,
    Xlsx,
}

pub(super) fn run(root: &Path, args: &Args, out: &Out) -> Result {
    let path = args.out.clone().unwrap_or_else(|| root.join(DEFAULT));
    let format = format_of(&path)?;
    let site = Site::load(root).map_err(|e| e.message())?;
    let checked = site.check();
    let sheet = make_sheet(&site, &checked, out.locale);
    let bytes = match format {
        Format::Html => render_html(&sheet, out.locale).map(String::into_bytes),
        Format::Xlsx => render_xlsx(&sheet, out.locale),
    };
    let bytes = bytes.map_err(|e| e.message())?;
    let shown = path.display();
    replace_file(&path, |to| to.write_all(&bytes)).map_err(|e| {
        bilingual!(
            "写不进 {shown}：{e}。原有文件没有改动",
            "cannot write {shown}: {e}. The file that was there is untouched"
        )
    })?;
    let Tally { errors, warnings, infos } = Tally::of(&checked.open);
    out.status(&bilingual!(
        "已写入 {shown}：错误 {errors}，疑点 {warnings}，提示和修整 {infos}",
        "wrote {shown}: errors: {errors}, warnings: {warnings}, notes and repairs: {infos}"
    ));
    Ok(Outcome::Done)
}

fn format_of(path: &Path) -> std::result::Result<Format, Failure> {
    let extension = path.extension().map(|e| e.to_string_lossy().to_lowercase());
    match extension.as_deref() {
        Some("html" | "htm") => Ok(Format::Html),
        Some("xlsx") => Ok(Format::Xlsx),
        _ => {
            let shown = path.display();
            Err(bilingual!(
                "{shown}：文件名要以 .html 或 .xlsx 结尾",
                "{shown}: the file's name has to end in .html or .xlsx"
            )
            .into())
        }
    }
}
