//! Holds the card of an index: its format, its maker, and what it was built from.
//!
//! The card travels inside tantivy's commit, so it is always true of the segments beside it.
//! `manifest.json` is a copy for people and the first thing a reader looks at.

use std::fs;
use std::io;
use std::io::Write;
use std::path::Path;

use serde::Deserialize;
use serde::Serialize;

use crate::error::Error;
use crate::error::Result;
use crate::problem::Outcome;

use super::ledger::Ledger;

/// The version of everything below the index folder. Readers refuse any other.
///
/// 1: items with folded words, raw facets, layers, the ledger.
/// 2: officers, people and posts.
/// 3: texts and the places of their words in the concordance, no longer in the document store.
/// 4: statements, in the records of their items.
/// 5: pages.
/// 6: sealed files, the account of size and time, what a file has in common with others.
/// 7: texts packed in blocks; lengths are kept of texts and titles alone.
/// 8: shorter keys of what files have in common.
/// 9: records beside the texts, no longer in tantivy's store.
pub const FORMAT: u32 = 9;

/// The copy of the card for people: format, program version, fingerprint, counts.
pub(crate) const MANIFEST: &str = "manifest.json";

/// Tantivy's files, and the one among them that says which others count.
pub(crate) const SEGMENTS: &str = "segments";
pub(crate) const META: &str = "meta.json";

/// What the name of a file ends in that is not wholly written yet.
pub(crate) const NEW: &str = ".new";

/// One line a problem, in the order of the files.
pub(crate) const PROBLEMS: &str = "problems.jsonl";

/// What one commit of an index is.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Card {
    /// The format number: see [`FORMAT`].
    pub format: u32,
    /// The version of the program that wrote it.
    pub program: String,
    /// A digest of everything the index was built from.
    pub fingerprint: String,
    /// The file of the ledger that belongs to this commit.
    pub ledger: String,
    /// A digest of that file.
    pub ledger_digest: String,
    /// How many files were looked at.
    pub files: u64,
    /// How many of them are papers in the index.
    pub papers: u64,
    /// How many items these papers have.
    pub items: u64,
    /// How many words these items have.
    pub words: u64,
    /// How many files gave no text.
    pub unreadable: u64,
    /// How many papers have no meeting date.
    pub undated: u64,
    /// How many papers have no known council.
    pub council_unknown: u64,
    /// How many files that were found are not read yet, since the build was stopped.
    pub unread: u64,
}

impl Card {
    /// Adds the account up.
    pub(super) fn of(ledger: &Ledger, name: String, digest: String) -> Self {
        let mut card = Self {
            format: FORMAT,
            program: env!("CARGO_PKG_VERSION").to_owned(),
            fingerprint: ledger.fingerprint(),
            ledger: name,
            ledger_digest: digest,
            files: ledger.entries.len() as u64,
            papers: 0,
            items: 0,
            words: 0,
            unreadable: 0,
            undated: 0,
            council_unknown: 0,
            unread: ledger.unread,
        };
        for root in ledger.roots.values() {
            card.files += root.manifests;
            for problem in root.problems() {
                card.files += u64::from(problem.kind.outcome() != Outcome::Indexed);
                card.unreadable += u64::from(problem.kind.outcome() == Outcome::Unreadable);
            }
        }
        for entry in ledger.entries.values() {
            if let Some(paper) = &entry.paper {
                card.papers += 1;
                card.items += paper.items;
                card.words += paper.words;
                card.undated += u64::from(paper.date.is_none());
                card.council_unknown += u64::from(paper.council.is_none());
            } else if entry.outcome() == Outcome::Unreadable {
                card.unreadable += 1;
            }
        }
        card
    }
}

/// Only the number that every format has.
#[derive(Deserialize)]
struct AnyFormat {
    format: u32,
}

/// Refuses an index of another format, told by its `manifest.json`. A folder without one is let
/// through: a build may have been cut off before it wrote the copy.
pub(crate) fn check_format(folder: &Path) -> Result<()> {
    let path = folder.join(MANIFEST);
    let text = match fs::read_to_string(&path) {
        Ok(text) => text,
        Err(error) if error.kind() == io::ErrorKind::NotFound => return Ok(()),
        Err(source) => return Err(Error::Read { path, source }),
    };
    let found: AnyFormat = serde_json::from_str(&text).map_err(|error| Error::Broken {
        path: folder.to_owned(),
        detail: format!("`{MANIFEST}` is no index card ({error})"),
    })?;
    if found.format == FORMAT {
        Ok(())
    } else {
        let (path, roots) = (folder.to_owned(), Vec::new());
        Err(Error::Format { path, roots, found: found.format, expected: FORMAT })
    }
}

/// Says whether the copy for people is that of `card`.
pub(crate) fn is_copy_of(folder: &Path, card: &Card) -> bool {
    let copy = fs::read(folder.join(MANIFEST)).ok();
    copy.and_then(|copy| serde_json::from_slice::<Card>(&copy).ok()).is_some_and(|it| it == *card)
}

/// Writes a file so that a reader sees the old one or the new one, never a half, also after the
/// power failed.
pub(crate) fn write_whole(path: &Path, content: &[u8]) -> Result<()> {
    replace(path, content).map_err(|source| Error::Write { path: path.to_owned(), source })
}

/// The same, with the system's own error.
pub(crate) fn replace(path: &Path, content: &[u8]) -> io::Result<()> {
    let mut new = path.to_owned().into_os_string();
    new.push(NEW);
    let mut file = fs::File::create(&new)?;
    file.write_all(content)?;
    file.sync_all()?;
    fs::rename(&new, path)?;
    path.parent().map_or(Ok(()), sync_folder)
}

/// Waits until the names of the files in a folder are on disk.
pub(crate) fn sync_folder(folder: &Path) -> io::Result<()> {
    // Only Unix lets a folder be opened for that.
    if cfg!(unix) { fs::File::open(folder)?.sync_all() } else { Ok(()) }
}
