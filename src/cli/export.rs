//! `qingdan export`: the content for other programs.

use std::fs::{self, File};
use std::io::{self, BufWriter, Write};
use std::path::{Path, PathBuf};

use clap::ValueEnum;

use super::{Outcome, Result, out::Out};
use crate::bilingual;
use crate::export::graph::write_graph;
use crate::export::jsonl::export_jsonl;
use crate::pipeline::Site;

#[derive(Debug, clap::Args)]
pub(super) struct Args {
    /// 导出格式：jsonl 是每行一个事项，graph 是关系图 · format: jsonl is one duty a line, graph who has to do with what
    #[arg(long)]
    format: Format,
    /// 写入文件，不给就写到标准输出 · file to write; without it, to stdout
    #[arg(long, value_name = "FILE")]
    out: Option<PathBuf>,
}

#[derive(Debug, Clone, Copy, ValueEnum)]
enum Format {
    Jsonl,
    Graph,
}

pub(super) fn run(root: &Path, args: &Args, out: &Out) -> Result {
    let site = Site::load(root).map_err(|e| e.message())?;
    let write = |to: &mut dyn Write| match args.format {
        Format::Jsonl => {
            let text = export_jsonl(&site.content, &site.findings())?;
            to.write_all(text.as_bytes())
        }
        Format::Graph => write_graph(to, &site.content, &site.graph),
    };
    match &args.out {
        None => out.result_of(write),
        Some(path) => {
            let shown = path.display();
            replace_file(path, write).map_err(|e| {
                bilingual!(
                    "写不进 {shown}：{e}。原有文件没有改动",
                    "cannot write {shown}: {e}. The file that was there is untouched"
                )
            })?;
            out.status(&bilingual!("已写入 {shown}", "wrote {shown}"));
        }
    }
    // What could not be read is not in the export: say so and fail.
    if site.content.problems.is_empty() {
        Ok(Outcome::Done)
    } else {
        out.findings(&site.content.problems);
        Ok(Outcome::Failed)
    }
}

/// Writes beside the file and renames: what was there stays whole until the new one is.
pub(super) fn replace_file(
    path: &Path,
    write: impl FnOnce(&mut dyn Write) -> io::Result<()>,
) -> io::Result<()> {
    let name = path.file_name().unwrap_or_default().to_string_lossy();
    let temporary = path.with_file_name(format!(".{name}.{}.tmp", std::process::id()));
    let written = File::create(&temporary).and_then(|file| {
        let mut buffer = BufWriter::new(file);
        write(&mut buffer)?;
        buffer.flush()?;
        fs::rename(&temporary, path)
    });
    if written.is_err() {
        // It may never have been created.
        let _ = fs::remove_file(&temporary);
    }
    written
}
