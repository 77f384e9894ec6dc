//! What `init` puts into a new site: settings, registries and, when wanted, the demonstration county.
//! All of it is embedded in the binary.

use std::fs;
use std::io;
use std::path::{Path, PathBuf};

use include_dir::{Dir, include_dir};

use crate::bilingual;
use crate::config::CONFIG_FILE;
use crate::content::registry::{CATEGORIES_FILE, DEPARTMENTS_FILE, PLACES_FILE};
use crate::diag::Bilingual;

static CONTENT: Dir<'_> = include_dir!("$CARGO_MANIFEST_DIR/content");
static TEMPLATES: Dir<'_> = include_dir!("$CARGO_MANIFEST_DIR/templates");
const DEMONSTRATION_CONFIG: &str = include_str!("../qingdan.toml");

const EMPTY_CONFIG: &str = "\
# 站点设置。改动后重新 qingdan build。
title = \"乡镇履职事项清单\"
description = \"\"
# 网站发布后的完整网址。写了它，才会生成 sitemap.xml 和规范网址。
# base_url = \"https://www.example.gov.cn/qingdan/\"
theme = \"plain\"
language = \"zh-CN\"

# 页脚，按这里的顺序显示；没有的不要写。
[footer]
# 主办单位 = \"\"
# 联系方式 = \"\"
# 网站标识码 = \"\"
# ICP备案号 = \"\"

[check]
# 本地常用、可以出现在中文里的字母词。
latin = []
";

/// What builds leave in the folder is no source.
const IGNORED: &str = "/public/\n/review.html\n/review.xlsx\n/.public.*\n.*.new\n.*.old\n";

const EMPTY_PLACES: &str = "\
# 本县的乡镇，写一次：代码九位（统计用区划代码），全称从省写到乡镇。
# 写好以后，导入时就不必再给 --code 和 --place：按封面或文件名对上。
#
# [[place]]
# code = \"990121101\"
# name = [\"某省\", \"某市\", \"某县\", \"某镇\"]
";

const EMPTY_DEPARTMENTS: &str = "\
# 上级部门名录。导入时见到新的名称会添在末尾，标着 status = \"proposed\"；
# 看过以后删去那一行；是已有部门的另一种写法，就加一行 same_as，写那个部门的 id。id 是网址的一部分，发布后不要再改。
";

/// What a new site begins with.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Starter {
    /// Settings and registries.
    Empty,
    /// The demonstration county.
    Demonstration,
}

/// Why there is no new site.
#[derive(Debug, thiserror::Error)]
pub enum StarterError {
    /// The folder has something in it.
    #[error("{0} is not empty")]
    NotEmpty(PathBuf),
    /// The file system said no.
    #[error("{0}: {1}")]
    Io(PathBuf, #[source] io::Error),
}

impl StarterError {
    /// The message for people.
    pub fn message(&self) -> Bilingual {
        match self {
            Self::NotEmpty(dir) => {
                let dir = dir.display();
                bilingual!(
                    "{dir} 里已经有东西；新站点要放在空目录里，不会覆盖任何文件",
                    "{dir} is not empty; a new site goes into an empty folder, and nothing is overwritten"
                )
            }
            Self::Io(path, error) => {
                let path = path.display();
                bilingual!("写不进 {path}：{error}", "cannot write {path}: {error}")
            }
        }
    }
}

/// Writes a new site into a folder that is empty or not there.
pub fn create(dir: &Path, starter: Starter) -> Result<(), StarterError> {
    match fs::read_dir(dir) {
        Ok(mut entries) => {
            if entries.next().is_some() {
                return Err(StarterError::NotEmpty(dir.to_owned()));
            }
        }
        Err(error) if error.kind() == io::ErrorKind::NotFound => {}
        Err(error) => return Err(StarterError::Io(dir.to_owned(), error)),
    }
    for (path, bytes) in files(starter) {
        let path = dir.join(path);
        let folder = path.parent().unwrap_or(dir);
        fs::create_dir_all(folder)
            .and_then(|()| fs::write(&path, bytes))
            .map_err(|error| StarterError::Io(path, error))?;
    }
    Ok(())
}

fn files(starter: Starter) -> Vec<(PathBuf, &'static [u8])> {
    let content = Path::new("content");
    match starter {
        Starter::Empty => {
            let categories =
                CONTENT.get_file(CATEGORIES_FILE).map_or(&[][..], include_dir::File::contents);
            vec![
                (CONFIG_FILE.into(), EMPTY_CONFIG.as_bytes()),
                (".gitignore".into(), IGNORED.as_bytes()),
                (content.join(PLACES_FILE), EMPTY_PLACES.as_bytes()),
                (content.join(DEPARTMENTS_FILE), EMPTY_DEPARTMENTS.as_bytes()),
                (content.join(CATEGORIES_FILE), categories),
            ]
        }
        Starter::Demonstration => {
            let mut files = vec![
                (CONFIG_FILE.into(), DEMONSTRATION_CONFIG.as_bytes()),
                (".gitignore".into(), IGNORED.as_bytes()),
            ];
            collect(&CONTENT, content, &mut files);
            collect(&TEMPLATES, Path::new("templates"), &mut files);
            files
        }
    }
}

fn collect(dir: &Dir<'static>, under: &Path, files: &mut Vec<(PathBuf, &'static [u8])>) {
    files.extend(dir.files().map(|file| (under.join(file.path()), file.contents())));
    for inner in dir.dirs() {
        collect(inner, under, files);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_new_site_goes_into_an_empty_folder_only() -> Result<(), Box<dyn std::error::Error>> {
        let temp = tempfile::tempdir()?;
        let dir = temp.path().join("site");
        create(&dir, Starter::Empty)?;
        assert!(dir.join("content/categories.toml").is_file());
        assert!(matches!(create(&dir, Starter::Empty), Err(StarterError::NotEmpty(_))));
        Ok(())
    }
}
