//! From views to HTML: the theme with the site's overrides, Tera for pages, and the prose that
//! counties write.
//!
//! Two engines, never both for one output: Tera renders pages from templates of the theme, which are
//! trusted; MiniJinja evaluates expressions inside authored prose, which is not.

pub mod prose;
mod theme;

use crate::diag::Bilingual;
use crate::site::view::{PageView, SiteView};
use crate::site::{Page, View, Views};
use crate::{bilingual, site};

pub use theme::{StaticFile, Theme, ThemeError};

/// Renders pages of one site.
pub struct Renderer {
    tera: tera::Tera,
}

/// A template that cannot be used.
#[derive(Debug, thiserror::Error)]
#[error("{}", self.message())]
pub enum RenderError {
    /// The templates do not compile.
    Templates(String),
    /// A page cannot be rendered.
    Page {
        /// Its URL.
        url: site::Url,
        /// Its template.
        template: &'static str,
        /// What the engine says, with the causes.
        detail: String,
    },
}

impl RenderError {
    /// What the engine says.
    pub fn detail(&self) -> &str {
        match self {
            Self::Templates(detail) | Self::Page { detail, .. } => detail,
        }
    }

    /// The message for people.
    pub fn message(&self) -> Bilingual {
        match self {
            Self::Templates(detail) => {
                bilingual!("模板有误：{detail}", "templates: {detail}")
            }
            Self::Page { url, template, detail } => bilingual!(
                "页面 {url} 无法生成（模板 {template}）：{detail}",
                "page {url} cannot be rendered (template {template}): {detail}"
            ),
        }
    }
}

impl Renderer {
    /// Compiles the theme's templates; what all pages see is set once.
    pub fn new(theme: &Theme, site: &SiteView) -> Result<Self, RenderError> {
        let mut tera = tera::Tera::new();
        tera.add_raw_templates(
            theme.templates.iter().map(|(name, text)| (name.as_str(), text.as_str())),
        )
        .map_err(|error| RenderError::Templates(causes(&error)))?;
        let global = tera.global_context();
        global.insert("site", site);
        global.insert("t", &theme.strings);
        Ok(Self { tera })
    }

    /// The HTML of a page.
    pub fn page(&self, views: &Views<'_>, page: &Page) -> Result<String, RenderError> {
        let (page_view, view) = views.of(page);
        let template = view.template();
        let failed = |detail| RenderError::Page { url: page.url.clone(), template, detail };
        let context = context(&page_view, &view).map_err(|e| failed(causes(&e)))?;
        self.tera.render(template, &context).map_err(|e| failed(causes(&e)))
    }
}

fn context(page: &PageView, view: &View) -> Result<tera::Context, tera::Error> {
    let mut context = match view {
        View::Nothing => tera::Context::new(),
        view => tera::Context::from_serialize(view)?,
    };
    context.insert("page", page);
    Ok(context)
}

/// An error with everything that caused it: Tera keeps the template and the line in the causes.
fn causes(error: &dyn std::error::Error) -> String {
    let mut text = error.to_string();
    let mut source = error.source();
    while let Some(cause) = source {
        text.push_str("\n  ");
        text.push_str(&cause.to_string());
        source = cause.source();
    }
    text
}
