//! A build: from a loaded site to files, through plan, prose, search, render and the check of links.
//!
//! Where files go is the caller's business: `emit` stages them on disk, `serve` keeps them in memory.

use std::collections::{BTreeMap, HashMap, HashSet};
use std::path::Path;
use std::sync::Mutex;

use rayon::prelude::*;

use crate::bilingual;
use crate::check::{BLOCKING, Checked};
use crate::diag::{Bilingual, Finding, Severity};
use crate::emit::{BrokenLink, EmitError, PageLinks, broken_links, read_links};
use crate::export::sitemap::sitemap;
use crate::pipeline::Site;
use crate::render::prose::{ProseError, render_prose};
use crate::render::{RenderError, Renderer, Theme, ThemeError};
use crate::search::{build_index, emit_parts};
use crate::site::{Assets, Page, Plan, SameUrl, Url, Views, plan};

/// What a build is for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Purpose {
    /// The public site.
    Public,
    /// A preview by `serve`: templates may show it.
    Preview,
}

/// What was built.
#[derive(Debug, Clone, Default)]
pub struct Report {
    /// Pages.
    pub pages: usize,
    /// All files, pages included.
    pub files: usize,
    /// All open findings of the site.
    pub findings: Vec<Finding>,
    /// How many others a person has settled.
    pub settled: usize,
}

/// Why nothing was built.
#[derive(Debug, thiserror::Error)]
#[error("{}", self.message())]
pub enum BuildError {
    /// Content that no page can be made of.
    Content(Vec<Finding>),
    /// Two pages of one URL.
    Plan(#[from] SameUrl),
    /// Authored prose with errors.
    Prose(Vec<ProseError>),
    /// The theme cannot be read.
    Theme(#[from] ThemeError),
    /// Templates that do not compile, or pages that do not render.
    Render(Vec<RenderError>),
    /// Links to nowhere.
    Links(Vec<BrokenLink>),
    /// The index cannot be written as JSON.
    Search(#[from] serde_json::Error),
    /// Files cannot be written.
    Emit(#[from] EmitError),
}

/// More than these are counted, not listed.
const LISTED: usize = 20;

impl BuildError {
    /// The message for people; findings of [`BuildError::Content`] are to be shown beside it.
    pub fn message(&self) -> Bilingual {
        match self {
            Self::Content(findings) => {
                let n = findings.len();
                bilingual!(
                    "内容里有 {n} 处错误，网站没有生成，上一次的网站没有改动",
                    "errors in the content: {n}; no site was built and the last one is untouched"
                )
            }
            Self::Plan(error) => error.message(),
            Self::Prose(errors) => lines(errors.iter().map(ProseError::message)),
            Self::Theme(error) => error.message(),
            Self::Render(errors) => {
                // One mistake in a partial is one message, not one a page.
                let mut told: BTreeMap<&str, &RenderError> = BTreeMap::new();
                for error in errors {
                    told.entry(error.detail()).or_insert(error);
                }
                lines(told.into_values().map(RenderError::message))
            }
            Self::Links(links) => lines(links.iter().map(BrokenLink::message)),
            Self::Search(error) => bilingual!("检索索引无法生成：{error}", "search index: {error}"),
            Self::Emit(error) => error.message(),
        }
    }
}

fn lines(messages: impl Iterator<Item = Bilingual>) -> Bilingual {
    let all: Vec<Bilingual> = messages.collect();
    let more = all.len().saturating_sub(LISTED);
    let shown = &all[..all.len() - more];
    let mut zh: Vec<String> = shown.iter().map(|m| m.zh.clone()).collect();
    let mut en: Vec<String> = shown.iter().map(|m| m.en.clone()).collect();
    if more > 0 {
        zh.push(format!("……还有 {more} 处"));
        en.push(format!("… and {more} more"));
    }
    Bilingual { zh: zh.join("\n"), en: en.join("\n") }
}

/// Takes a file: its path from the site's root and its bytes. Called from several threads.
pub type Write<'a> = dyn Fn(&str, &[u8]) -> Result<(), EmitError> + Sync + 'a;

/// Told of each page that is done, out of how many. Called from several threads.
pub type Progress<'a> = dyn Fn(usize) + Sync + 'a;

/// Builds a site. Nothing is written before the content, the theme and the plan are known to be
/// good; pages are written as they are rendered, and only when this returns `Ok` are all of them
/// there and every link leads somewhere.
pub fn build_site(
    root: &Path,
    site: &Site,
    purpose: Purpose,
    write: &Write<'_>,
    progress: &Progress<'_>,
) -> Result<Report, BuildError> {
    let Checked { open: findings, settled } = site.check();
    refuse_unbuildable(&findings)?;
    let theme = Theme::load(root, &site.config)?;
    let plan = plan(&site.content, &site.graph)?;
    let prose = render_prose(&site.content, &site.graph).map_err(BuildError::Prose)?;
    let search = emit_parts(&build_index(&site.content))?;
    let assets = assets(&theme, search.index.clone());
    let views = Views::new(
        &site.content,
        &site.graph,
        &site.config,
        &findings,
        &prose,
        &assets,
        &theme.strings,
    );
    let renderer = Renderer::new(&theme, &views.site(purpose == Purpose::Preview))
        .map_err(|e| BuildError::Render(vec![e]))?;

    let mut files: BTreeMap<String, Vec<u8>> = BTreeMap::new();
    files.extend(theme.files.into_iter().map(|f| (f.target, f.bytes)));
    files.extend(
        search.files.into_iter().map(|(url, text)| (url.path().to_owned(), text.into_bytes())),
    );
    if let Some(base) = &site.config.base_url {
        files
            .extend(sitemap(&plan, base).into_iter().map(|(name, text)| (name, text.into_bytes())));
    }
    files.par_iter().try_for_each(|(path, bytes)| write(path, bytes))?;

    let links = render_pages(&plan, &renderer, &views, write, progress)?;
    let mut paths: HashSet<String> = files.into_keys().collect();
    paths.extend(plan.pages.iter().map(|page| page.url.path().to_owned()));
    let base_path = site.config.base_url.as_ref().map(crate::config::BaseUrl::path);
    let broken = broken_links(&links, &paths, base_path);
    if !broken.is_empty() {
        return Err(BuildError::Links(broken));
    }
    Ok(Report { pages: plan.pages.len(), files: paths.len(), findings, settled: settled.len() })
}

/// Findings that leave no page to be made: files without their form, two pages of one URL.
fn refuse_unbuildable(findings: &[Finding]) -> Result<(), BuildError> {
    let blocking: Vec<Finding> = findings
        .iter()
        .filter(|f| f.severity == Severity::Error && BLOCKING.contains(&f.code))
        .cloned()
        .collect();
    if blocking.is_empty() { Ok(()) } else { Err(BuildError::Content(blocking)) }
}

fn assets(theme: &Theme, search_index: Option<Url>) -> Assets {
    let urls = |names: &[String]| -> Vec<Url> {
        names.iter().filter_map(|name| theme.target(name)).map(Url::file).collect()
    };
    Assets {
        styles: urls(&theme.styles),
        scripts: urls(&theme.scripts),
        search_scripts: urls(&theme.search_scripts),
        search_index,
    }
}

/// Renders and writes all pages in parallel. All errors of templates are collected; the first of the
/// file system ends it.
fn render_pages(
    plan: &Plan,
    renderer: &Renderer,
    views: &Views<'_>,
    write: &Write<'_>,
    progress: &Progress<'_>,
) -> Result<HashMap<String, PageLinks>, BuildError> {
    let errors: Mutex<Vec<RenderError>> = Mutex::new(Vec::new());
    let one = |page: &Page| -> Result<Option<(String, PageLinks)>, EmitError> {
        let html = match renderer.page(views, page) {
            Ok(html) => html,
            Err(error) => {
                if let Ok(mut errors) = errors.lock() {
                    errors.push(error);
                }
                return Ok(None);
            }
        };
        write(page.url.path(), html.as_bytes())?;
        progress(plan.pages.len());
        Ok(Some((page.url.path().to_owned(), read_links(&html))))
    };
    let links: Vec<Option<(String, PageLinks)>> =
        plan.pages.par_iter().map(one).collect::<Result<_, EmitError>>()?;
    let mut errors = errors.into_inner().unwrap_or_default();
    if errors.is_empty() {
        return Ok(links.into_iter().flatten().collect());
    }
    errors.sort_by_cached_key(ToString::to_string);
    Err(BuildError::Render(errors))
}
