//! Keeps the index folder in order: nothing of others is touched, nothing of ours left behind.

use std::fs;
use std::io;
use std::io::BufRead;
use std::io::ErrorKind;
use std::path::Path;

use serde::Deserialize;

use crate::error::Error;
use crate::error::Result;

use super::lock::LOCK;
use super::manifest;
use super::manifest::Card;
use super::manifest::FORMAT;

/// What may lie in an index folder beside ledgers.
pub(crate) const OURS: [&str; 7] = [
    "README.md",
    ".gitignore",
    manifest::SEGMENTS,
    manifest::MANIFEST,
    manifest::PROBLEMS,
    LOCK,
    ".DS_Store",
];

/// Says whether anything was ever committed in a folder, and is there still.
pub fn is_there(folder: &Path) -> bool {
    folder.join(manifest::SEGMENTS).join(manifest::META).exists()
}

/// Refuses to make an index among files that are not ours.
pub(crate) fn refuse_foreign(folder: &Path) -> Result<()> {
    let entries = match fs::read_dir(folder) {
        Ok(entries) => entries,
        Err(error) if error.kind() == ErrorKind::NotFound => return Ok(()),
        Err(error) if error.kind() == ErrorKind::NotADirectory => {
            return Err(Error::NotAnIndex { path: folder.to_owned() });
        }
        Err(source) => return Err(Error::Read { path: folder.to_owned(), source }),
    };
    for entry in entries {
        let entry = entry.map_err(|source| Error::Read { path: folder.to_owned(), source })?;
        let name = entry.file_name().to_string_lossy().into_owned();
        if !is_ledger(&name) && !is_unfinished(&name) && !OURS.contains(&name.as_str()) {
            return Err(Error::NotAnIndex { path: folder.to_owned() });
        }
    }
    Ok(())
}

/// Says whether a file is named as a ledger.
pub(crate) fn is_ledger(name: &str) -> bool {
    name.starts_with("ledger-") && name.ends_with(".jsonl")
}

/// The name of the ledger that comes after that of `card`. No two commits have the same.
pub(crate) fn ledger_after(card: Option<&Card>) -> String {
    let last = card.and_then(|card| commit_of(&card.ledger)).unwrap_or_default();
    format!("ledger-{}.jsonl", last.saturating_add(1))
}

/// The number of the commit that a ledger belongs to, which its name holds.
pub(crate) fn commit_of(ledger: &str) -> Option<u64> {
    ledger.strip_prefix("ledger-")?.strip_suffix(".jsonl")?.parse().ok()
}

/// Says whether a file was being written whole when the process ended.
fn is_unfinished(name: &str) -> bool {
    name.ends_with(manifest::NEW)
}

/// Removes what a process that was ended left behind, and ledgers that `card` does not name. To
/// be called with the right to write the index.
pub(crate) fn tidy(folder: &Path, card: Option<&Card>) -> Result<()> {
    let named = card.map(|card| card.ledger.as_str());
    remove_from(folder, |name| is_unfinished(name) || is_ledger(name) && Some(name) != named)?;
    remove_from(&folder.join(manifest::SEGMENTS), is_unfinished)
}

/// Removes every file below an index folder whose papers are to be read again.
pub(crate) fn clear(folder: &Path) -> Result<()> {
    let segments = folder.join(manifest::SEGMENTS);
    match fs::remove_dir_all(&segments) {
        Err(source) if source.kind() != ErrorKind::NotFound => {
            return Err(Error::Write { path: segments, source });
        }
        _ => {}
    }
    remove_from(folder, |name| is_ledger(name) || name == manifest::PROBLEMS)?;
    // Last, so that whoever comes after a process that was ended here sees an old index still.
    remove_from(folder, |name| name == manifest::MANIFEST)
}

/// Removes the files of a folder whose names are met, as far as they can be: what is left is met
/// again the next time.
fn remove_from(folder: &Path, is_met: impl Fn(&str) -> bool) -> Result<()> {
    let entries = match fs::read_dir(folder) {
        Ok(entries) => entries,
        Err(error) if error.kind() == ErrorKind::NotFound => return Ok(()),
        Err(source) => return Err(Error::Read { path: folder.to_owned(), source }),
    };
    for entry in entries {
        let path = entry.map_err(|source| Error::Read { path: folder.to_owned(), source })?.path();
        if path.file_name().is_some_and(|name| is_met(&name.to_string_lossy())) {
            let _: io::Result<()> = fs::remove_file(&path);
        }
    }
    Ok(())
}

/// The one line of an older ledger that is still understood.
#[derive(Deserialize)]
struct OldHead {
    roots: serde_json::Map<String, serde_json::Value>,
}

/// The name of the ledger in an older card.
#[derive(Deserialize)]
struct OldCard {
    ledger: String,
}

/// The format of an older index in `folder` that this program cannot read, and that a new one may
/// replace; nothing where there is none.
///
/// Fails where that index was built from more than `covers` says is being read now, so that no
/// paper vanishes, and where a newer program wrote it.
pub(crate) fn former_format(folder: &Path, covers: &dyn Fn(&str) -> bool) -> Result<Option<u32>> {
    let refused = match manifest::check_format(folder) {
        Err(error @ Error::Format { found, .. }) if found < FORMAT => error,
        other => return other.map(|()| None),
    };
    let Error::Format { path, found, expected, .. } = refused else { return Ok(None) };
    let roots = old_roots(folder).unwrap_or_default();
    if roots.is_empty() || roots.iter().any(|root| !covers(root)) {
        return Err(Error::Format { path, roots, found, expected });
    }
    Ok(Some(found))
}

/// What an index of an older format was built from, where that can still be told.
fn old_roots(folder: &Path) -> io::Result<Vec<String>> {
    let card: OldCard = serde_json::from_slice(&fs::read(folder.join(manifest::MANIFEST))?)?;
    let mut head = String::new();
    io::BufReader::new(fs::File::open(folder.join(card.ledger))?).read_line(&mut head)?;
    let head: OldHead = serde_json::from_str(&head)?;
    Ok(head.roots.into_iter().map(|(root, _)| root).collect())
}
