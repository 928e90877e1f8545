//! Holds what is to be said of an index that was looked through, beside what was found.

use crate::pipeline::Soundness;
use crate::verify::PaperRecount;
use crate::verify::State;

/// What was found of an index, as it is to be shown.
#[derive(Debug, Clone, PartialEq)]
pub struct Checked<'a> {
    /// The index folder.
    pub folder: String,
    /// The command that builds the index from what it was built from.
    pub command: String,
    /// What was found.
    pub soundness: &'a Soundness,
}

/// What to do about it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Mending<'a> {
    /// The folder to remove first; `None` where the index is sound and only behind its files.
    pub(super) remove: Option<&'a str>,
    /// The command to run.
    pub(super) run: &'a str,
}

impl Checked<'_> {
    /// Says what is to be done, or `None` where nothing is.
    pub(super) fn mending(&self) -> Option<Mending<'_>> {
        if !self.soundness.is_sound() {
            return Some(Mending { remove: Some(&self.folder), run: &self.command });
        }
        let mut notable = self.soundness.recount.iter().flat_map(|recount| &recount.notable);
        let behind = |paper: &PaperRecount| matches!(paper.state, State::Changed | State::Gone);
        notable.any(behind).then_some(Mending { remove: None, run: &self.command })
    }

    /// What the index was built from and is not there now: it would be lost with the index.
    pub(super) fn lost(&self) -> impl Iterator<Item = &str> {
        let roots = self.soundness.roots.iter();
        roots.filter(|(_, is_there)| !is_there).map(|(root, _)| root.as_str())
    }
}
