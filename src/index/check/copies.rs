//! Compares the copies that lie beside a commit for people with it, and names files that belong
//! to none.

use std::collections::BTreeSet;
use std::fs;
use std::io::ErrorKind;
use std::path::Path;
use std::path::PathBuf;

use serde::Deserialize;

use crate::index::folder;
use crate::index::folder::commit_of;
use crate::index::ledger::Ledger;
use crate::index::manifest;
use crate::index::manifest::Card;

use super::account;
use super::files::Kept;
use super::finding::Finding;

/// So many files that belong to no commit are named.
const NAMED: usize = 20;

/// A line of `problems.jsonl`.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Line {
    path: String,
    problem: String,
    detail: String,
}

/// Says whether something of an index lies in `folder`, though not what tantivy needs.
pub(super) fn has_remains(folder: &Path) -> bool {
    let segments = names(&folder.join(manifest::SEGMENTS));
    folder.join(manifest::MANIFEST).exists() || !segments.is_empty() || !ledgers(folder).is_empty()
}

/// The account that lies in `folder`, whichever commit it belongs to: of several the newest that
/// can be read.
pub(super) fn any_ledger(folder: &Path) -> Option<Ledger> {
    let mut ledgers = ledgers(folder);
    ledgers.sort_by_key(|name| std::cmp::Reverse(commit_of(name)));
    ledgers.iter().find_map(|name| {
        let file = fs::File::open(folder.join(name)).ok()?;
        Ledger::parse(file).ok().map(|(ledger, _)| ledger)
    })
}

/// Compares `manifest.json` and `problems.jsonl` with the commit they are copies of.
pub(super) fn compare(
    folder: &Path,
    card: &Card,
    ledger: Option<&Ledger>,
    finding: &mut Finding,
    notes: &mut Vec<String>,
) {
    const CUT_OFF: &str =
        "a build was cut off behind its last step; the commit itself is whole and is what is read";
    let name = manifest::MANIFEST;
    // The account of the commit before is taken away when all copies are written. Looked for
    // before them, since another process may be writing them now.
    let mut before = ledgers(folder);
    before.retain(|name| commit_of(name) < commit_of(&card.ledger));
    let copy = match fs::read(folder.join(name)) {
        Ok(bytes) => serde_json::from_slice::<Card>(&bytes),
        Err(error) if error.kind() == ErrorKind::NotFound => {
            return notes.push(format!("`{name}` is missing: {CUT_OFF}"));
        }
        Err(error) => return finding.note(name, format!("it cannot be read ({error})")),
    };
    let copy = match copy {
        Ok(copy) => copy,
        Err(error) => return finding.note(name, format!("it is no index card ({error})")),
    };
    if before.contains(&copy.ledger) && copy.format == card.format {
        return notes.push(format!("`{name}` is of an earlier commit: {CUT_OFF}"));
    }
    let differences = account::differences(&copy, card);
    for difference in differences {
        finding.note(name, format!("{difference} in the card of the commit"));
    }
    match ledger.and_then(|ledger| problems(folder, ledger)) {
        Some(_) if !before.is_empty() => {
            notes.push(format!("`{}` is of an earlier commit: {CUT_OFF}", manifest::PROBLEMS));
        }
        Some(told) => finding.note(manifest::PROBLEMS, told),
        None => {}
    }
}

/// Says how `problems.jsonl` differs from the account.
fn problems(folder: &Path, ledger: &Ledger) -> Option<String> {
    let text = match fs::read_to_string(folder.join(manifest::PROBLEMS)) {
        Ok(text) => text,
        Err(error) => return Some(format!("it cannot be read ({error})")),
    };
    let problems = ledger.problems();
    let mut expected = problems.iter();
    for (number, line) in text.lines().enumerate() {
        let same = match (serde_json::from_str::<Line>(line), expected.next()) {
            (Ok(line), Some(problem)) => {
                line.path == problem.path
                    && line.problem == problem.kind.as_str()
                    && line.detail == problem.detail
            }
            _ => false,
        };
        if !same {
            return Some(format!("line {} is not that of the account of files", number + 1));
        }
    }
    let left = expected.count();
    let is_cut = left > 0 || !text.is_empty() && !text.ends_with('\n');
    is_cut.then(|| format!("it was cut: {left} lines are missing"))
}

/// Names the files that belong to no commit, with their sizes.
pub(super) fn left_over(folder: &Path, ours: impl Fn(&str) -> bool, kept: &Kept) -> Vec<String> {
    let above = names(folder);
    let above = above.iter().filter(|name| !folder::OURS.contains(&name.as_str()) && !ours(name));
    let mut paths: Vec<PathBuf> = above.map(PathBuf::from).collect();
    let segments = Path::new(manifest::SEGMENTS);
    let below = names(&folder.join(segments));
    paths.extend(below.iter().filter(|name| !kept.knows(name)).map(|name| segments.join(name)));
    let mut notes: Vec<String> = paths
        .iter()
        .take(NAMED)
        .map(|path| {
            let size = fs::symlink_metadata(folder.join(path)).map_or(0, |file| file.len());
            format!(
                "`{}` ({size} bytes) belongs to no commit: left over from a build that was cut off, or being written now",
                path.display()
            )
        })
        .collect();
    if let Some(more) = paths.len().checked_sub(NAMED + 1) {
        notes.push(format!("{} more files belong to no commit", more + 1));
    }
    notes
}

/// The names of accounts in `folder`.
fn ledgers(folder: &Path) -> Vec<String> {
    names(folder).into_iter().filter(|name| folder::is_ledger(name)).collect()
}

/// What lies in a folder, in order; nothing where it cannot be read.
fn names(folder: &Path) -> BTreeSet<String> {
    let Ok(entries) = fs::read_dir(folder) else { return BTreeSet::new() };
    entries.flatten().map(|entry| entry.file_name().to_string_lossy().into_owned()).collect()
}
