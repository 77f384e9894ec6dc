//! Where output goes: results to stdout, messages to stderr, in the user's language.

use std::io::{self, BufWriter, IsTerminal, Write};
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};

use super::Global;
use crate::bilingual;
use crate::diag::render::{render_human, render_tally};
use crate::diag::{Bilingual, Finding, Locale, Severity};

/// More findings than these beside another result are counted, not listed.
const LISTED: usize = 50;

/// How much is said.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Volume {
    Quiet,
    Normal,
    Verbose,
}

/// The program's voice.
#[derive(Debug, Clone)]
pub(super) struct Out {
    /// The language of messages.
    pub(super) locale: Locale,
    volume: Volume,
    progress: bool,
    /// Whether a result could not be written.
    lost: Arc<AtomicBool>,
}

impl Out {
    pub(super) fn new(global: &Global, locale: Locale) -> Self {
        let volume = match (global.quiet, global.verbose) {
            (true, _) => Volume::Quiet,
            (_, true) => Volume::Verbose,
            _ => Volume::Normal,
        };
        let progress = !global.no_progress && volume != Volume::Quiet && io::stderr().is_terminal();
        Self { locale, volume, progress, lost: Arc::default() }
    }

    /// Whether a progress bar makes sense.
    pub(super) fn shows_progress(&self) -> bool {
        self.progress
    }

    /// A result. A closed pipe (`| head`) is no failure; any other is, and is told at the end.
    pub(super) fn result(&self, text: &str) {
        self.result_of(|to| to.write_all(text.as_bytes()));
    }

    /// The same, written as it is made.
    pub(super) fn result_of(&self, write: impl FnOnce(&mut dyn Write) -> io::Result<()>) {
        let mut stdout = BufWriter::new(anstream::stdout().lock());
        if let Err(error) = write(&mut stdout).and_then(|()| stdout.flush())
            && error.kind() != io::ErrorKind::BrokenPipe
        {
            self.lost.store(true, Ordering::Relaxed);
            self.error(&bilingual!(
                "结果写不出去：{error}",
                "the result cannot be written: {error}"
            ));
        }
    }

    /// Whether a result could not be written: the command has failed then, whatever else it did.
    pub(super) fn lost_result(&self) -> bool {
        self.lost.load(Ordering::Relaxed)
    }

    /// A line about what was done.
    pub(super) fn status(&self, message: &Bilingual) {
        if self.volume > Volume::Quiet {
            anstream::eprintln!("{}", message.get(self.locale));
        }
    }

    /// Why the command failed.
    pub(super) fn error(&self, message: &Bilingual) {
        let style = anstyle::AnsiColor::Red.on_default().bold();
        let word = bilingual!("错误", "error");
        anstream::eprintln!(
            "{style}{}{style:#}: {}",
            word.get(self.locale),
            message.get(self.locale)
        );
    }

    /// Findings beside another result, and their count: warnings and errors, and notes too when
    /// asked for.
    pub(super) fn findings(&self, findings: &[Finding]) {
        if self.volume == Volume::Quiet {
            return;
        }
        let least = self.least_severity();
        let shown: Vec<Finding> =
            findings.iter().filter(|f| f.severity >= least).cloned().collect();
        let listed = if self.volume == Volume::Verbose { shown.len() } else { LISTED };
        anstream::eprint!("{}", render_human(shown.iter().take(listed), self.locale));
        let more = shown.len().saturating_sub(listed);
        if more > 0 {
            self.status(&bilingual!(
                "…… 还有 {more} 处：qingdan check 按种类列出\n",
                "… and {more} more: qingdan check lists them by kind\n"
            ));
        }
        if !findings.is_empty() {
            anstream::eprintln!("{}", render_tally(findings, 0, self.locale));
        }
    }

    /// The least severity that is listed.
    pub(super) fn least_severity(&self) -> Severity {
        if self.volume == Volume::Verbose { Severity::Info } else { Severity::Warning }
    }
}
