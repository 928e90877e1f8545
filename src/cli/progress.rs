//! Shows on stderr how far a build has come, where stderr is a terminal.

use std::io;
use std::io::IsTerminal;

use indicatif::ProgressBar;
use indicatif::ProgressDrawTarget;
use indicatif::ProgressStyle;
use minutebook::pipeline::Progress;

use super::stop::Stop;

/// A bar that fills by bytes, since files differ in size.
pub(crate) struct Bar {
    bar: ProgressBar,
    stop: Stop,
    /// What is done with the files.
    doing: &'static str,
}

impl Bar {
    /// Draws a bar, or nothing where no one looks.
    pub(crate) fn new() -> Self {
        Self::doing("reading", "looking for papers")
    }

    /// The same for what is no build: what is done with the files, and what comes before.
    pub(crate) fn doing(doing: &'static str, first: &'static str) -> Self {
        if !io::stderr().is_terminal() {
            return Self::hidden();
        }
        let stop = Stop::default();
        let bar = ProgressBar::with_draw_target(None, ProgressDrawTarget::stderr());
        let template = "{msg} [{wide_bar}] {bytes} of {total_bytes}, {eta} left ";
        if let Ok(style) = ProgressStyle::with_template(template) {
            bar.set_style(style.progress_chars("=> "));
        }
        bar.set_message(first);
        Self { bar, stop, doing }
    }

    /// Draws nothing.
    pub(crate) fn hidden() -> Self {
        Self { bar: ProgressBar::hidden(), stop: Stop::default(), doing: "" }
    }

    /// Has the work stopped that it shows, once that is asked.
    pub(crate) fn until(self, stop: &Stop) -> Self {
        Self { stop: stop.clone(), ..self }
    }

    /// Takes the bar away, so that the summary stands alone.
    pub(crate) fn clear(&self) {
        self.bar.finish_and_clear();
    }
}

impl Progress for Bar {
    fn found(&self, files: u64, bytes: u64) {
        self.bar.set_length(bytes);
        let files = if files == 1 { "1 file".to_owned() } else { format!("{files} files") };
        self.bar.set_message(format!("{} {files}", self.doing));
    }

    fn read(&self, bytes: u64) {
        self.bar.inc(bytes);
    }

    fn writing(&self) {
        self.bar.set_message("writing the index");
    }

    fn is_stopped(&self) -> bool {
        self.stop.is_asked()
    }
}
