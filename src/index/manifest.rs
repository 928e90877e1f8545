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

/// The version of everything below the index folder. Readers refuse any other.
///
/// 1: items with folded words, raw facets, layers, the ledger.
/// 2: officers, people and posts.
/// 3: texts and the places of their words in the concordance, no longer in the document store.
/// 4: statements, in the records of their items.
pub const FORMAT: u32 = 5;

/// The copy of the card for people: format, program version, fingerprint, counts.
pub(crate) const MANIFEST: &str = "manifest.json";

/// Tantivy's files.
pub(crate) const SEGMENTS: &str = "segments";

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
        Err(Error::Format { path: folder.to_owned(), found: found.format, expected: FORMAT })
    }
}

/// Writes a file so that a reader sees the old one or the new one, never a half.
pub(crate) fn write_whole(path: &Path, content: &[u8]) -> Result<()> {
    let write = || -> io::Result<()> {
        let new = path.with_extension("new");
        let mut file = fs::File::create(&new)?;
        file.write_all(content)?;
        file.sync_all()?;
        fs::rename(&new, path)
    };
    write().map_err(|source| Error::Write { path: path.to_owned(), source })
}
