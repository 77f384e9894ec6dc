//! The pipeline as one value: a site's settings, content and graph, loaded in order.

use std::path::Path;

use crate::check::{Checked, check};
use crate::config::{Config, ConfigError};
use crate::content::{Content, load};
use crate::diag::Finding;
use crate::graph::{Graph, resolve_graph};
use crate::model::TownshipCode;

/// A site that was read.
#[derive(Debug)]
pub struct Site {
    /// `qingdan.toml`.
    pub config: Config,
    /// Everything under `content/`.
    pub content: Content,
    /// What links it.
    pub graph: Graph,
}

impl Site {
    /// Reads a site. Fails only when it is none; what is wrong in its content is in
    /// [`Content::problems`].
    pub fn load(root: &Path) -> Result<Self, ConfigError> {
        let config = Config::load(root)?;
        let content = load(root);
        let graph = resolve_graph(&content);
        Ok(Self { config, content, graph })
    }

    /// All findings, in a stable order: what is open, and what a person has settled.
    pub fn check(&self) -> Checked {
        check(&self.content, &self.graph, &self.config)
    }

    /// The own name of a township; empty when there is none of the code.
    pub fn township_name(&self, code: &TownshipCode) -> String {
        let loaded = self.content.townships.iter().find(|t| t.township.code == *code);
        loaded.map_or(String::new(), |t| t.township.place.township().to_owned())
    }

    /// What is open.
    pub fn findings(&self) -> Vec<Finding> {
        self.check().open
    }
}
