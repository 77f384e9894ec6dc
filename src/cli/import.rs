//! `qingdan import FILE…`: documents into `content/`, all of them or none.

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};

use super::check::{Format, print_findings};
use super::{Failure, Outcome, Result, out::Out, progress};
use crate::bilingual;
use crate::check::Checked;
use crate::content::markdown::ListLines;
use crate::content::registry::{
    DEPARTMENTS_FILE, Problem, SAME_FILE, append_departments, append_same, parse_departments,
    parse_same,
};
use crate::content::{Content, LoadedTownship, StoredTownship, edited_files, store};
use crate::diag::{Bilingual, Finding, Locale};
use crate::graph::{SameGroup, propose_same, resolve_same};
use crate::import::{Given, Imported, import_document, propose_departments};
use crate::model::{Edition, Ledger, ListKind, Registries, TownshipCode};
use crate::pipeline::Site;
use crate::text::place::everyday_name;

#[derive(Debug, clap::Args)]
pub(super) struct Args {
    /// 清单文件：Word、Excel、有文字的 PDF、网页、文本 · documents: docx, xlsx, xls, PDF with text, html, csv, text
    #[arg(required = true, value_name = "FILE")]
    files: Vec<PathBuf>,
    /// 乡镇全称，如 某省某市某县某镇 · the township's full name
    #[arg(long, value_name = "全称")]
    place: Option<String>,
    /// 乡镇的九位代码 · the township's nine-digit code
    #[arg(long, value_name = "NNNNNNNNN")]
    code: Option<TownshipCode>,
    /// 清单印发的年月，即版次 · month of issue, which names the edition
    #[arg(long, value_name = "YYYY-MM")]
    edition: Option<Edition>,
    /// 覆盖人工改过的文件 · overwrite files that a person edited
    #[arg(long)]
    force: bool,
    /// 疑点的输出格式 · format of the findings
    #[arg(long, default_value = "human")]
    format: Format,
}

pub(super) fn run(root: &Path, args: &Args, out: &Out) -> Result {
    if args.files.len() > 1 && (args.code.is_some() || args.place.is_some()) {
        return Err(bilingual!(
            "--code 和 --place 只能配一个文件；多个文件请把乡镇写进 content/places.toml",
            "--code and --place go with one file; for several, list the townships in content/places.toml"
        )
        .into());
    }
    let site = Site::load(root).map_err(|e| e.message())?;
    refuse_unreadable(&site.content, out)?;
    let given =
        Given { code: args.code.clone(), place: args.place.clone(), edition: args.edition.clone() };
    let imported = read_all(&args.files, &given, &site, out)?;
    let stored = place_all(root, imported, &site.content, args.force, out)?;
    let (proposed, mut extra) = registry_update(root, &stored, &site.content.registries)?;
    let (minted, same) = same_update(root, &stored, site.content, &site.graph.same)?;
    extra.extend(same);
    let townships: Vec<StoredTownship> = stored.iter().map(|(t, _)| t.clone()).collect();
    store(root, &townships, &extra).map_err(|e| e.message())?;
    if proposed > 0 {
        out.status(&bilingual!(
            "在 content/{DEPARTMENTS_FILE} 末尾添了 {proposed} 个部门，标着 proposed，请看一看",
            "{proposed} departments were added to content/{DEPARTMENTS_FILE}, marked as proposed: look at them"
        ));
    }
    if minted > 0 {
        out.status(&bilingual!(
            "在 content/{SAME_FILE} 末尾添了 {minted} 组几个乡镇都有的事项，网址从此不变",
            "{minted} groups of duties that several townships have were added to content/{SAME_FILE}: their addresses stay"
        ));
    }
    report(root, &stored, args.format, out)
}

/// What cannot be read cannot be kept: ids, registry entries and edits of people would be lost.
fn refuse_unreadable(content: &Content, out: &Out) -> std::result::Result<(), Failure> {
    if content.problems.is_empty() {
        return Ok(());
    }
    out.findings(&content.problems);
    Err(bilingual!(
        "已有内容里有读不懂的文件，请先改正再导入；什么也没有写入",
        "files of the content cannot be read; correct them before importing. Nothing was written"
    )
    .into())
}

/// Imports every document; any that fails fails all, and all failures are told.
fn read_all(
    files: &[PathBuf],
    given: &Given,
    site: &Site,
    out: &Out,
) -> std::result::Result<Vec<(PathBuf, Imported)>, Failure> {
    let (content, columns) = (&site.content, &site.config.columns);
    let bar = progress::bar(out, files.len(), &bilingual!("导入", "importing"));
    let mut imported = Vec::new();
    let mut failed = 0;
    for path in files {
        let shown = path.display();
        let name = path.file_name().unwrap_or_default().to_string_lossy().into_owned();
        let result = fs::read(path)
            .map_err(|e| bilingual!("无法读取：{e}", "cannot be read: {e}"))
            .and_then(|bytes| {
                import_document(&bytes, &name, given, &content.registries, columns, |code| {
                    content.townships.iter().map(|t| &t.township).find(|t| t.code == *code)
                })
                .map_err(|e| e.message())
            });
        match result {
            Ok(township) => imported.push((path.clone(), township)),
            Err(message) => {
                failed += 1;
                let (zh, en) = (&message.zh, &message.en);
                bar.suspend(|| out.error(&bilingual!("{shown}：{zh}", "{shown}: {en}")));
            }
        }
        bar.inc(1);
    }
    bar.finish_and_clear();
    if failed > 0 {
        return Err(bilingual!(
            "{failed} 个文件没有导入；什么也没有写入",
            "{failed} documents were not imported; nothing was written"
        )
        .into());
    }
    Ok(imported)
}

/// Gives each township its folder; refuses two documents of one township, and to overwrite what a
/// person edited.
fn place_all(
    root: &Path,
    imported: Vec<(PathBuf, Imported)>,
    content: &Content,
    force: bool,
    out: &Out,
) -> std::result::Result<Vec<(StoredTownship, Vec<Finding>)>, Failure> {
    let mut by_code: BTreeMap<TownshipCode, PathBuf> = BTreeMap::new();
    let mut stored = Vec::new();
    for (path, document) in imported {
        let code = document.township.code.clone();
        if let Some(other) = by_code.insert(code.clone(), path.clone()) {
            let (path, other) = (path.display(), other.display());
            return Err(bilingual!(
                "{other} 和 {path} 是同一个乡镇（{code}）；什么也没有写入",
                "{other} and {path} are of one township ({code}); nothing was written"
            )
            .into());
        }
        let existing = content.townships.iter().find(|t| t.township.code == code);
        if let Some(existing) = existing.filter(|_| !force) {
            refuse_other_township(&path, &document, existing)?;
        }
        let folder =
            existing.map_or_else(|| Path::new("content").join(code.as_str()), |t| t.folder.clone());
        let provenance = existing.map(|t| t.provenance.clone()).unwrap_or_default();
        let edited = edited_files(root, &folder, &provenance);
        if !edited.is_empty() && !force {
            let files: Vec<String> = edited.iter().map(|p| p.display().to_string()).collect();
            let files = files.join("、");
            return Err(bilingual!(
                "{files} 有人改过，不会覆盖；确实要用新导入的内容，请加 --force。什么也没有写入",
                "{files}: edited by a person and not overwritten; give --force to replace the edits. Nothing was written"
            )
            .into());
        }
        for path in &edited {
            let path = path.display();
            out.status(&bilingual!(
                "覆盖人工改过的 {path}",
                "replaces {path}, which a person edited"
            ));
        }
        let Imported { township, provenance, findings } = document;
        stored.push((StoredTownship { folder, township, provenance }, findings));
    }
    Ok(stored)
}

/// A document that names another township does not replace this one.
fn refuse_other_township(
    path: &Path,
    document: &Imported,
    existing: &LoadedTownship,
) -> std::result::Result<(), Failure> {
    let Some(printed) = &document.provenance.place else { return Ok(()) };
    let same = |a: &str, b: &str| everyday_name(a) == everyday_name(b);
    let own = &existing.township.place;
    // What was accepted once is no surprise.
    let accepted = existing.provenance.place.as_ref() == Some(printed);
    let same_place =
        same(printed.township(), own.township()) && same(printed.county(), own.county());
    if accepted || same_place {
        return Ok(());
    }
    let (path, code) = (path.display(), &existing.township.code);
    let (printed, own) = (printed.full(), own.full());
    Err(bilingual!(
        "{path} 上印的是“{printed}”，而 {code} 是“{own}”，已经导入过。拿错了文件或写错了代码？确实要换，请加 --force。什么也没有写入",
        "{path} says `{printed}`, and {code} is `{own}`, which is there. A wrong file, or a wrong code? Give --force to replace it all the same. Nothing was written"
    )
    .into())
}

/// How many departments all documents propose, and `departments.toml` with them.
fn registry_update(
    root: &Path,
    stored: &[(StoredTownship, Vec<Finding>)],
    registries: &Registries,
) -> std::result::Result<(usize, Vec<(PathBuf, String)>), Failure> {
    let mut registries = registries.clone();
    let mut proposals = Vec::new();
    for (township, _) in stored {
        let new = propose_departments(&township.township, &registries);
        registries.departments.extend(new.iter().cloned());
        proposals.extend(new);
    }
    if proposals.is_empty() {
        return Ok((0, Vec::new()));
    }
    let file = appended(
        root,
        DEPARTMENTS_FILE,
        |text| parse_departments(text).problems,
        |text| append_departments(text, &proposals),
    )?;
    Ok((proposals.len(), vec![file]))
}

/// How many groups of duties get an id that stays, and `same.toml` with them: those that were there before the import first, so
/// that they keep the ids that they have.
fn same_update(
    root: &Path,
    stored: &[(StoredTownship, Vec<Finding>)],
    mut content: Content,
    groups: &[SameGroup],
) -> std::result::Result<(usize, Vec<(PathBuf, String)>), Failure> {
    let mut minted = propose_same(&content, groups);
    content.registries.same.extend(minted.iter().cloned());
    for (StoredTownship { folder, township, provenance }, _) in stored {
        content.townships.retain(|loaded| loaded.township.code != township.code);
        content.townships.push(LoadedTownship {
            folder: folder.clone(),
            township: township.clone(),
            provenance: provenance.clone(),
            lines: ListLines::new(),
            settled_lines: Vec::new(),
        });
    }
    content.sort_townships();
    minted.extend(propose_same(&content, &resolve_same(&content)));
    if minted.is_empty() {
        return Ok((0, Vec::new()));
    }
    let file = appended(
        root,
        SAME_FILE,
        |text| parse_same(text).problems,
        |text| append_same(text, &minted),
    )?;
    Ok((minted.len(), vec![file]))
}

/// A registry with entries added at its end, and its path.
fn appended(
    root: &Path,
    name: &str,
    problems: fn(&str) -> Vec<Problem>,
    append: impl FnOnce(&str) -> std::result::Result<String, toml::ser::Error>,
) -> std::result::Result<(PathBuf, String), Failure> {
    let path = Path::new("content").join(name);
    let shown = path.display().to_string();
    let text = match fs::read_to_string(root.join(&path)) {
        Ok(text) => text,
        Err(error) if error.kind() == std::io::ErrorKind::NotFound => String::new(),
        Err(error) => {
            return Err(
                bilingual!("无法读取 {shown}：{error}", "cannot read {shown}: {error}").into()
            );
        }
    };
    let text = append(&text)
        .map_err(|e| bilingual!("无法生成 {shown}：{e}", "cannot write {shown}: {e}"))?;
    // What is written must be readable again: `department = []` above would make it a second key.
    if let Some((line, message)) = problems(&text).into_iter().next() {
        let (zh, en) = (message.zh, message.en);
        return Err(bilingual!(
            "{shown}:{line}: 无法在末尾添加：{zh}",
            "{shown}:{line}: nothing can be added at its end: {en}"
        )
        .into());
    }
    Ok((path, text))
}

/// What was imported: the ledger of each document, then its findings.
fn report(
    root: &Path,
    stored: &[(StoredTownship, Vec<Finding>)],
    format: Format,
    out: &Out,
) -> Result {
    let site = Site::load(root).map_err(|e| e.message())?;
    let mut findings: Vec<Finding> = stored.iter().flat_map(|(_, f)| f.iter().cloned()).collect();
    let codes: Vec<&TownshipCode> = stored.iter().map(|(t, _)| &t.township.code).collect();
    let mut checked = site.check();
    let is_new = |f: &Finding| f.at.code.as_ref().is_some_and(|c| codes.contains(&c));
    checked.settled.retain(|s| is_new(&s.finding));
    findings.extend(checked.open.into_iter().filter(is_new));
    let checked = Checked { open: findings, ..checked };
    if matches!(format, Format::Human) {
        for (stored, _) in stored {
            out.result(&summary(stored, out.locale));
        }
        out.findings(&checked.open);
    } else {
        print_findings(&checked, &site, format, out)?;
    }
    Ok(Outcome::Done)
}

fn summary(stored: &StoredTownship, locale: Locale) -> String {
    let t = &stored.township;
    let [basic, coop, reclaimed] = ListKind::ALL.map(|list| t.lists.get(list).len());
    let total = t.lists.len();
    let (place, code) = (t.place.full(), &t.code);
    let edition = t.edition.as_ref().map_or_else(
        || bilingual!("版次不明", "edition not known"),
        |edition| bilingual!("{edition} 版", "edition {edition}"),
    );
    let Bilingual { zh, en } = edition;
    let folder = stored.folder.display();
    let head = bilingual!(
        "{place}（{code}）{zh} → {folder}\n  事项 {total}：基本 {basic}，配合 {coop}，收回 {reclaimed}\n",
        "{place} ({code}), {en} → {folder}\n  {total} duties: {basic} basic, {coop} coop, {reclaimed} reclaimed\n"
    );
    format!("{}{}", head.get(locale), ledger_line(&stored.provenance.ledger, locale))
}

fn ledger_line(ledger: &Ledger, locale: Locale) -> String {
    let parts = [
        (bilingual!("字段", "fields"), ledger.fields),
        (bilingual!("说明", "note"), ledger.note),
        (bilingual!("封面", "cover"), ledger.cover),
        (bilingual!("目录", "contents"), ledger.contents),
        (bilingual!("清单标题", "titles"), ledger.titles),
        (bilingual!("表头", "headers"), ledger.headers),
        (bilingual!("标记", "markup"), ledger.markup),
        (bilingual!("顿号", "separators"), ledger.separators),
        (bilingual!("版面", "furniture"), ledger.furniture),
        (bilingual!("未归位", "unplaced"), ledger.unplaced),
    ];
    let sum: Vec<String> = parts
        .iter()
        .filter(|(_, count)| *count > 0)
        .map(|(name, count)| format!("{} {count}", name.get(locale)))
        .collect();
    let sum = sum.join(" + ");
    let (total, accounted) = (ledger.total, ledger.accounted());
    let sign = if ledger.balances() { "=" } else { "≠" };
    bilingual!(
        "  字符账（不计空白）：原文 {total} {sign} {accounted} = {sum}\n",
        "  ledger (without blanks): document {total} {sign} {accounted} = {sum}\n"
    )
    .get(locale)
    .to_owned()
}
