//! `qingdan serve`: a preview on this machine, kept in memory, rebuilt and reloaded when content,
//! templates, themes or settings change.
//!
//! For the people who edit, not for the public: it listens on 127.0.0.1 only. It sends the
//! Content-Security-Policy that the site is made for, so a page that breaks it breaks here first.

mod http;
mod preview;
mod watch;

use std::io;
use std::path::Path;
use std::sync::Arc;

use crate::bilingual;
use crate::config::ConfigError;
use crate::diag::Bilingual;

pub use preview::{Preview, PreviewError, Rebuilt};

/// Ports that are tried when none is given.
const PORTS: std::ops::Range<u16> = 4000..4010;

/// Why there is no preview.
#[derive(Debug, thiserror::Error)]
#[error("{}", self.message())]
pub enum ServeError {
    /// This is no site.
    Config(#[from] ConfigError),
    /// The port is taken or not allowed.
    Port {
        /// The last that was tried.
        port: u16,
        /// What the system said.
        source: io::Error,
    },
    /// Changes cannot be watched.
    Watch(#[from] notify::Error),
}

impl ServeError {
    /// The message for people.
    pub fn message(&self) -> Bilingual {
        match self {
            Self::Config(error) => error.message(),
            Self::Port { port, source } => bilingual!(
                "端口 {port} 用不了：{source}。请用 --port 换一个",
                "port {port} cannot be used: {source}. Choose another with --port"
            ),
            Self::Watch(error) => bilingual!(
                "无法监视文件改动：{error}",
                "changes of files cannot be watched: {error}"
            ),
        }
    }
}

/// A preview that listens, not yet serving.
pub struct Server {
    http: tiny_http::Server,
    preview: Arc<Preview>,
    /// Its address.
    pub address: String,
}

/// Builds once, begins to watch and to listen. `told` hears of each build: the first one before this
/// returns, later ones from another thread.
pub fn start(
    root: &Path,
    port: Option<u16>,
    told: impl Fn(&Rebuilt) + Send + 'static,
) -> Result<Server, ServeError> {
    // A folder that is no site is an error of the command, not of a build.
    crate::config::Config::load(root).or_else(|error| match error {
        ConfigError::Missing(_) => Err(error),
        _ => Ok(crate::config::Config::default()),
    })?;
    let (http, port) = listen(port)?;
    let preview = Arc::new(Preview::new(root));
    told(&preview.rebuild());
    watch::watch(root, Arc::clone(&preview), told)?;
    let address = format!("http://127.0.0.1:{port}/");
    Ok(Server { http, preview, address })
}

fn listen(port: Option<u16>) -> Result<(tiny_http::Server, u16), ServeError> {
    let ports: Vec<u16> = port.map_or_else(|| PORTS.collect(), |port| vec![port]);
    let mut last = None;
    for port in ports {
        match tiny_http::Server::http(("127.0.0.1", port)) {
            Ok(server) => {
                // Port 0 asks the system for a free one.
                let bound = server.server_addr().to_ip().map_or(port, |address| address.port());
                return Ok((server, bound));
            }
            Err(error) => last = Some(ServeError::Port { port, source: io::Error::other(error) }),
        }
    }
    Err(last
        .unwrap_or_else(|| ServeError::Port { port: 0, source: io::ErrorKind::AddrInUse.into() }))
}

impl Server {
    /// Answers requests until the program ends.
    pub fn run(self) {
        for request in self.http.incoming_requests() {
            let preview = Arc::clone(&self.preview);
            // A thread a request: one that waits for changes must not hold up the others.
            std::thread::spawn(move || http::answer(request, &preview));
        }
    }
}
