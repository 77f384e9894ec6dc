//! `qingdan init DIR`: a new site.

use std::path::PathBuf;

use super::{Outcome, Result, out::Out};
use crate::bilingual;
use crate::starter::{self, Starter};

#[derive(Debug, clap::Args)]
pub(super) struct Args {
    /// 新站点的目录 · the new site's folder
    dir: PathBuf,
    /// 不带示例内容 · without the demonstration content
    #[arg(long)]
    empty: bool,
}

pub(super) fn run(args: &Args, out: &Out) -> Result {
    let starter = if args.empty { Starter::Empty } else { Starter::Demonstration };
    starter::create(&args.dir, starter).map_err(|e| e.message())?;
    let dir = args.dir.display();
    out.status(&bilingual!("已建立站点 {dir}", "created the site {dir}"));
    out.status(&match starter {
        Starter::Empty => bilingual!(
            "下一步：qingdan --root {dir} import 清单.txt --code 九位代码",
            "next: qingdan --root {dir} import LIST.txt --code NNNNNNNNN"
        ),
        Starter::Demonstration => {
            bilingual!(
                "下一步：qingdan --root {dir} serve --open",
                "next: qingdan --root {dir} serve --open"
            )
        }
    });
    Ok(Outcome::Done)
}
