//! A progress bar on a terminal; nothing on a pipe.

use indicatif::{ProgressBar, ProgressDrawTarget, ProgressStyle};

use super::out::Out;
use crate::diag::Bilingual;

/// A bar of `len` steps with a message in front, already drawn where there is a terminal.
pub(super) fn bar(out: &Out, len: usize, message: &Bilingual) -> ProgressBar {
    let target = if out.shows_progress() {
        ProgressDrawTarget::stderr()
    } else {
        ProgressDrawTarget::hidden()
    };
    let bar = ProgressBar::with_draw_target(Some(len as u64), target);
    // A template that does not parse leaves the default style, which is as good.
    if let Ok(style) = ProgressStyle::with_template("{msg} {bar:24} {pos}/{len} {elapsed}") {
        bar.set_style(style);
    }
    bar.set_message(message.get(out.locale).to_owned());
    bar
}
