//! What may be answered while a build goes on or after it was killed, and what the index is to be
//! in the end: in all things as if built in one go.

use std::collections::BTreeSet;
use std::fs;
use std::path::Path;

use super::Place;
use super::Round;
use super::Told;
use super::corpus::DESCRIBED;
use super::held::QUESTIONS;
use super::held::clean;
use super::held::kind;
use super::held::names;
use super::held::papers;
use super::held::unlike;
use super::shortened;

/// What a command may answer from while a build goes on, or after it was killed.
#[derive(Debug, Clone)]
pub(super) struct May {
    /// The states that a paper may be found in.
    pub(super) states: Vec<usize>,
    /// Nothing was ever committed: there may be no index at all.
    pub(super) first: bool,
    /// The corpus changed while it was read.
    pub(super) moved: bool,
}

impl May {
    /// Whether a command may say what it says because nothing was committed yet.
    pub(super) fn be_none(&self, told: &Told) -> bool {
        let none = "there is no index in `index`";
        self.first && told.code == Some(2) && told.err.contains(none)
    }

    /// Fails unless [`EVERYTHING`](super::held::EVERYTHING) was answered from a commit: each paper as in one of the states.
    pub(super) fn hold(&self, told: &Told) -> Round {
        told.unbroken()?;
        if self.be_none(told) {
            return Ok(());
        }
        if !matches!(told.code, Some(0 | 1)) {
            return Err(format!("ended with {:?}: {}", told.code, shortened(&told.err)));
        }
        for (path, items) in papers(told)? {
            let is_of = |state: &usize| clean(*state).papers.get(&path) == Some(&items);
            let described = self.moved && path.starts_with(DESCRIBED);
            if !described && !self.states.iter().any(is_of) {
                return Err(format!("{path} is answered as in none of {self:?}"));
            }
        }
        Ok(())
    }
}

/// Fails unless the index in the place is in all things as if built in one go.
pub(super) fn same(place: &Place, state: usize) -> Round {
    let clean = clean(state);
    same_answers(place, state)?;
    let problems = fs::read_to_string(place.index().join("problems.jsonl"));
    if problems.map_err(|error| format!("problems.jsonl: {error}"))? != clean.problems {
        return Err("problems.jsonl is another than that of a clean build".to_owned());
    }
    strays(&place.index(), &clean.kinds)
}

/// Fails unless all answers are those of the clean build.
pub(super) fn same_answers(place: &Place, state: usize) -> Round {
    for (at, expected) in clean(state).answers.iter().enumerate() {
        let told = place.ask(QUESTIONS[at].iter().copied());
        if told != *expected {
            return Err(format!("{:?} is answered {}", QUESTIONS[at], unlike(&told, expected)));
        }
    }
    Ok(())
}

/// Fails where a file lies in the index folder that no commit names, or of a kind that a clean
/// build does not leave.
fn strays(index: &Path, kinds: &BTreeSet<String>) -> Round {
    let read = |name: &str| fs::read_to_string(index.join(name)).unwrap_or_default();
    let meta = read("segments/meta.json").replace(['-', ' '], "");
    let manifest = read("manifest.json");
    let mut strays = Vec::new();
    for name in names(index) {
        let file = name.rsplit('/').next().unwrap_or(&name);
        let stem = file.split('.').next().unwrap_or(file);
        // Which papers of a segment are gone, as of the commit with this number.
        let commit = file.strip_suffix(".del").and_then(|name| name.rsplit('.').next());
        let named = match kind(&name) {
            _ if commit.is_some_and(|it| meta.contains(&format!("\"opstamp\":{it}"))) => {
                meta.contains(stem)
            }
            kind if !kinds.contains(&kind) => false,
            kind if kind.contains("<segment>") => meta.contains(stem),
            kind if kind.starts_with("ledger-") => manifest.contains(file),
            _ => true,
        };
        if !named {
            strays.push(name);
        }
    }
    match strays.is_empty() {
        true => Ok(()),
        false => Err(format!("strays: {strays:?}")),
    }
}
