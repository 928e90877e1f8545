//! Looks through an index for damage, and for parts that do not agree with one another. Writes
//! nothing, and takes no lock: it works where nothing may be written.
//!
//! The order matters. Tantivy may stop in the middle, or run on, where it reads a damaged file.
//! So the [files](Kept::damage) come first, and only a segment all of whose files are as they
//! were written is opened as a [`Part`].

mod account;
mod copies;
mod files;
mod finding;
mod held;
mod papers;
mod part;
mod words;

use std::fs;
use std::path::Path;
use std::path::PathBuf;

use crate::error::Error;
use crate::error::Result;

use super::ledger::Ledger;
use super::manifest::Card;
use super::manifest::FORMAT;
use super::schema;
use super::segments;

pub use files::Kept;
pub use files::KeptFile;
pub use finding::Aspect;
pub use finding::Fault;
pub use finding::Finding;
pub use held::PaperHeld;
pub use papers::Sources;
pub use part::Part;
pub use words::Words;

use finding::Aspect::Commit;

/// An index that is looked through, as of its last commit.
#[derive(Debug)]
pub struct Examination {
    folder: PathBuf,
    /// What tantivy's description of the commit was when this began.
    meta: Option<Vec<u8>>,
    /// What is found of the commit.
    pub commit: Finding,
    /// What is found of the account of files.
    pub account: Finding,
    /// The card of the last commit, where it can be read.
    pub card: Option<Card>,
    /// The account of files, where it can be read.
    pub ledger: Option<Ledger>,
    /// The segments, where the commit can be read and is of this format.
    pub kept: Option<Kept>,
    /// What is no fault and yet worth a word.
    pub notes: Vec<String>,
}

impl Examination {
    /// Opens the index in `folder`, as far as it can be opened. What cannot is a fault.
    ///
    /// Fails where the folder holds no index, whole or not.
    pub fn begin(folder: &Path) -> Result<Self> {
        let meta = meta(folder);
        if meta.is_none() && !copies::has_remains(folder) {
            return Err(Error::NoIndex { path: folder.to_owned() });
        }
        let mut commit = Finding::new(Commit);
        commit.looked_at = 1;
        let mut examination = Self {
            folder: folder.to_owned(),
            meta,
            commit,
            account: Finding::unmade(Aspect::Account, "the card of the last commit is not known"),
            card: None,
            ledger: None,
            kept: None,
            notes: Vec::new(),
        };
        examination.open();
        if let Some(card) = &examination.card {
            let ledger = segments::read_ledger(folder, card);
            (examination.account, examination.ledger) = account::read(card, ledger);
            copies::compare(
                folder,
                card,
                examination.ledger.as_ref(),
                &mut examination.commit,
                &mut examination.notes,
            );
        } else {
            // It is not known to belong to the commit, but it tells from which folders to build.
            examination.ledger = copies::any_ledger(folder);
        }
        if let Some(kept) = &examination.kept {
            let card = examination.card.as_ref();
            let ours = |name: &str| card.is_some_and(|card| card.ledger == name);
            examination.notes.extend(copies::left_over(folder, ours, kept));
        }
        Ok(examination)
    }

    /// Opens what tantivy knows of the commit.
    fn open(&mut self) {
        let (folder, place) = (&self.folder, files::META);
        let index = match segments::open_segments(folder, true) {
            Ok(Some(index)) => index,
            Ok(None) => return self.commit.note(place, "it is missing"),
            Err(error) => return self.commit.note(place, told(&error)),
        };
        match segments::card(folder, &index) {
            Ok(Some(card)) if card.format == FORMAT => self.card = Some(card),
            Ok(Some(card)) => {
                let told =
                    format!("it has format {}, this program reads format {FORMAT}", card.format);
                return self.commit.note(place, told);
            }
            Ok(None) => self.commit.note(place, "nothing was ever committed"),
            Err(error) => return self.commit.note(place, told(&error)),
        }
        if index.schema() != schema::schema() {
            return self.commit.note(place, "its fields are not those of this format");
        }
        match Kept::of(folder, index, &mut self.commit) {
            Ok(kept) => self.kept = Some(kept),
            Err(error) => self.commit.note(place, told(&error)),
        }
    }

    /// Whether another process has committed since this began: then what was found may be of
    /// files that were taken away meanwhile.
    pub fn is_overtaken(&self) -> bool {
        meta(&self.folder) != self.meta
    }
}

/// The description of the last commit, as it lies on disk.
fn meta(folder: &Path) -> Option<Vec<u8>> {
    fs::read(folder.join(files::META)).ok()
}

/// What an error says, without naming the index folder.
fn told(error: &Error) -> String {
    match error {
        Error::Broken { detail, .. } => detail.clone(),
        Error::Read { path, source } | Error::Write { path, source } => {
            let name = path.file_name().unwrap_or_default().to_string_lossy();
            format!("`{name}` cannot be read ({source})")
        }
        other => other.to_string(),
    }
}

#[cfg(test)]
mod tests;
