//! Prose that counties write: Markdown, with MiniJinja expressions such as `{{ counts.duties }}`.
//!
//! Authored text is not trusted code: undefined names are errors, evaluation has a fuel limit, HTML
//! in the text is shown and not run, and links may only be relative, `http(s)`, `mailto` or `tel`.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

use crate::bilingual;
use crate::content::{Content, INDEX_FILE};
use crate::diag::Bilingual;
use crate::graph::Graph;
use crate::site::ProseHtml;
use crate::site::view::CountsView;
use minijinja::{AutoEscape, Environment, UndefinedBehavior, Value};
use pulldown_cmark::{CowStr, Event, Options, Parser, Tag, TagEnd, html};

/// Instructions that one text may take: thousands of times what a sentence with numbers needs.
const FUEL: u64 = 50_000;

/// What expressions see as `counts`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Counts {
    /// Townships; 1 within a township's own prose.
    pub townships: usize,
    /// All duties.
    pub duties: usize,
    /// Basic duties.
    pub basic: usize,
    /// Coop duties.
    pub coop: usize,
    /// Reclaimed duties.
    pub reclaimed: usize,
    /// Departments that are named.
    pub departments: usize,
}

impl Counts {
    fn to_value(self) -> Value {
        Value::from_pairs([
            ("townships", self.townships),
            ("duties", self.duties),
            ("basic", self.basic),
            ("coop", self.coop),
            ("reclaimed", self.reclaimed),
            ("departments", self.departments),
        ])
    }
}

/// An expression that cannot be evaluated.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("{}", self.message())]
pub struct ProseError {
    /// The file, relative to the site.
    pub file: PathBuf,
    /// Line of the prose, from 1.
    pub line: usize,
    /// What the engine says.
    pub detail: String,
}

impl ProseError {
    /// The message for people.
    pub fn message(&self) -> Bilingual {
        let (file, line, detail) = (self.file.display(), self.line, &self.detail);
        bilingual!(
            "{file}（正文第 {line} 行）：表达式有误：{detail}。可用的是 counts.townships、counts.duties、counts.basic、counts.coop、counts.reclaimed、counts.departments",
            "{file} (line {line} of its prose): {detail}. Known are counts.townships, .duties, .basic, .coop, .reclaimed, .departments"
        )
    }
}

/// Renders all prose of a site; all errors are collected.
pub fn render_prose(content: &Content, graph: &Graph) -> Result<ProseHtml, Vec<ProseError>> {
    let mut errors = Vec::new();
    let mut render = |file: &Path, text: &str, counts| {
        render_text(text, counts).unwrap_or_else(|(line, detail)| {
            errors.push(ProseError { file: file.to_owned(), line, detail });
            String::new()
        })
    };
    let counts = site_counts(content, graph);
    let site: BTreeMap<String, String> = content
        .prose
        .iter()
        .map(|(stem, text)| {
            let file = Path::new("content").join(format!("{stem}.md"));
            (stem.clone(), render(&file, text, counts))
        })
        .collect();
    let notes = content
        .townships
        .iter()
        .map(|loaded| {
            let counts =
                Counts { townships: 1, ..list_counts(CountsView::of(&loaded.township.lists)) };
            render(&loaded.folder.join(INDEX_FILE), &loaded.township.note, counts)
        })
        .collect();
    if errors.is_empty() { Ok(ProseHtml { site, notes }) } else { Err(errors) }
}

fn site_counts(content: &Content, graph: &Graph) -> Counts {
    let lists = content.townships.iter().map(|loaded| CountsView::of(&loaded.township.lists));
    Counts {
        townships: content.townships.len(),
        departments: graph.departments.iter().filter(|d| d.has_page()).count(),
        ..list_counts(lists.fold(CountsView::default(), CountsView::plus))
    }
}

fn list_counts(lists: CountsView) -> Counts {
    let CountsView { basic, coop, reclaimed, total } = lists;
    Counts { basic, coop, reclaimed, duties: total, ..Counts::default() }
}

/// One text: expressions first, then Markdown. The error has a line of the text.
fn render_text(text: &str, counts: Counts) -> Result<String, (usize, String)> {
    let text = if text.contains("{{") || text.contains("{%") || text.contains("{#") {
        evaluate(text, counts)?
    } else {
        text.to_owned()
    };
    Ok(to_html(&text))
}

fn evaluate(text: &str, counts: Counts) -> Result<String, (usize, String)> {
    let mut environment = Environment::new();
    environment.set_undefined_behavior(UndefinedBehavior::Strict);
    environment.set_fuel(Some(FUEL));
    // What comes out is Markdown: it is escaped there.
    environment.set_auto_escape_callback(|_| AutoEscape::None);
    environment.render_str(text, minijinja::context! { counts => counts.to_value() }).map_err(
        |error| {
            let detail = error.detail().map_or_else(|| error.kind().to_string(), str::to_owned);
            (error.line().unwrap_or(1), detail)
        },
    )
}

/// Markdown to HTML; raw HTML is text, a link that could run something loses its address, and of an
/// image on another site only its words are left: pages load nothing from third parties.
fn to_html(markdown: &str) -> String {
    let mut foreign = 0_usize;
    let events =
        Parser::new_ext(markdown, Options::ENABLE_TABLES).filter_map(move |event| match event {
            Event::Html(text) | Event::InlineHtml(text) => Some(Event::Text(text)),
            Event::Start(Tag::Link { link_type, dest_url, title, id }) => {
                Some(Event::Start(Tag::Link { link_type, dest_url: safe(dest_url), title, id }))
            }
            Event::Start(Tag::Image { ref dest_url, .. }) if !is_own_file(dest_url) => {
                foreign += 1;
                None
            }
            Event::End(TagEnd::Image) if foreign > 0 => {
                foreign -= 1;
                None
            }
            event => Some(event),
        });
    let mut out = String::new();
    html::push_html(&mut out, events);
    out
}

fn is_own_file(url: &str) -> bool {
    !url.contains(':') && !url.starts_with("//")
}

fn safe(url: CowStr<'_>) -> CowStr<'_> {
    let scheme = url.split_once(':').map(|(scheme, _)| scheme.to_ascii_lowercase());
    match scheme.as_deref() {
        None | Some("http" | "https" | "mailto" | "tel") => url,
        // A colon behind a slash or in a query is no scheme.
        Some(scheme) if scheme.contains(['/', '?', '#']) => url,
        Some(_) => CowStr::Borrowed("#"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn expressions_are_evaluated_and_html_is_text() {
        let counts = Counts { duties: 168, ..Counts::default() };
        assert_eq!(
            render_text("共 {{ counts.duties }} 项<script>alert(1)</script>", counts),
            Ok("<p>共 168 项&lt;script&gt;alert(1)&lt;/script&gt;</p>\n".into())
        );
        assert_eq!(render_text("![图](https://a.example/x.png)", counts), Ok("<p>图</p>\n".into()));
        assert_eq!(
            render_text("[点](javascript:alert(1))", counts),
            Ok("<p><a href=\"#\">点</a></p>\n".into())
        );
    }

    #[test]
    fn what_is_not_known_is_an_error_with_its_line() {
        let error = render_text("一\n二 {{ counts.villages }}", Counts::default());
        assert!(matches!(error, Err((2, _))), "{error:?}");
    }

    #[test]
    fn a_text_that_never_ends_runs_out_of_fuel() {
        let text = "{% for a in range(9999) %}{% for b in range(9999) %}x{% endfor %}{% endfor %}";
        assert!(render_text(text, Counts::default()).is_err());
    }
}
