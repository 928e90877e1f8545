//! Reads files again that an index was built from, so that what an answer claims of them can be
//! checked. Writes nothing.

use std::collections::BTreeMap;
use std::collections::BTreeSet;
use std::path::Path;
use std::path::PathBuf;

use rayon::iter::IntoParallelRefIterator;
use rayon::iter::ParallelIterator;

use crate::index::Entry;
use crate::index::Ledger;
use crate::problem::Outcome;
use crate::source;
use crate::source::Below;
use crate::source::SourceFile;
use crate::verify::Claims;
use crate::verify::Reread;
use crate::verify::Scan;
use crate::verify::State;
use crate::verify::Verification;

use super::Progress;
use super::Readers;
use super::Workers;
use super::files;
use super::ocr;

/// Files larger than this many bytes are not read again. Which limit an index was built with is
/// not known; few are built with one beyond.
const LARGEST: u64 = 1 << 30;

/// Reads the files again that an answer is drawn from, as [`build`](super::build) does, and
/// counts in them what it claims: one file at a time on each thread.
///
/// Files that hold a paper are read, but for those that filters leave out. What cannot be read is
/// part of the answer, not an error.
pub fn verify(
    ledger: &Ledger,
    claims: &Claims,
    readers: &Readers,
    progress: &dyn Progress,
) -> Verification {
    let workers = Workers::new(readers.clone(), super::MEMORY, progress);
    let entries = ledger.entries.values();
    let wanted: Vec<&Entry> = entries
        .map(|entry| &**entry)
        .filter(|entry| entry.paper.is_some() && !claims.aside.contains(&entry.source))
        .collect();
    let missing = missing(&wanted);
    let found = found(ledger);
    let files = wanted.iter().filter_map(|entry| found.files.get(entry.source.as_str()));
    progress.found(wanted.len() as u64, files.map(|file| file.size).sum());
    let scan = Scan::new(claims);
    let one = |entry: &&Entry| {
        let check = scan.check(claims, reread(entry, &found, &workers, &missing));
        progress.read(found.files.get(entry.source.as_str()).map_or(0, |file| file.size));
        check
    };
    let checks = wanted.par_iter().map(one).collect();
    Verification::of(claims, &scan, checks)
}

/// The languages in which pictures cannot be read here, each with why.
pub(super) type Missing<'a> = BTreeMap<&'a str, String>;

/// Says which of the languages that these files need cannot be read here.
pub(super) fn missing<'a>(wanted: &[&'a Entry]) -> Missing<'a> {
    let languages: BTreeSet<&str> = wanted.iter().filter_map(|it| it.ocr.as_deref()).collect();
    languages
        .into_iter()
        .filter_map(|language| Some((language, ocr::check(language).err()?.to_string())))
        .collect()
}

/// What lies where the index was built from.
#[derive(Default)]
pub(super) struct Found {
    /// The files, by the keys of their sources.
    pub(super) files: BTreeMap<String, SourceFile>,
    /// Why a file is passed over, by its path for people.
    problems: BTreeMap<String, String>,
}

impl Found {
    /// Why the file that people call `path` is passed over; for what lies in an archive it may be
    /// the archive that cannot be opened.
    fn problem(&self, path: &str) -> Option<&String> {
        let archives = path.match_indices("!/").map(|(at, _)| path[..at].trim_end_matches('!'));
        let mut paths = std::iter::once(path).chain(archives);
        paths.find_map(|path| self.problems.get(path))
    }
}

/// Looks through the folders of a ledger, each under the path that was typed for it.
pub(super) fn found(ledger: &Ledger) -> Found {
    let limits = source::Limits { file_bytes: LARGEST };
    let mut all = Found::default();
    for root in ledger.roots.keys().map(Path::new) {
        let found = source::find_again(&given(ledger, root), root, &limits);
        for file in found.files {
            // A file below two folders belongs to that of which the ledger has its path.
            let of_other =
                ledger.entries.get(&file.key).is_some_and(|entry| entry.path != file.origin.path);
            if !of_other || !all.files.contains_key(&file.key) {
                all.files.insert(file.key.clone(), file);
            }
        }
        // What is only set aside keeps no file from being read.
        let problems =
            found.problems.into_iter().filter(|it| it.kind.outcome() != Outcome::Indexed);
        all.problems
            .extend(problems.map(|it| (it.path, format!("{}: {}", it.kind.label(), it.detail))));
    }
    all
}

/// The path that was typed for a folder or a file when it was indexed. Any file below it tells.
fn given(ledger: &Ledger, root: &Path) -> PathBuf {
    let keys = Below::new(root);
    let name = root.file_name().unwrap_or_default().to_string_lossy();
    let root_key = root.to_string_lossy();
    let entries = ledger.entries.values().filter(|entry| keys.holds(&entry.source));
    let mut typed = entries.filter_map(|entry| {
        let below = entry.source.strip_prefix(&*root_key)?;
        // A file below two folders belongs to that of which the ledger has its path.
        let path = match below.strip_prefix('/') {
            Some(path) => path.to_owned(),
            None => format!("{name}{below}"),
        };
        let of_this = without_marks(&path) == without_marks(&entry.path);
        entry.shown.strip_suffix(below).filter(|_| of_this).map(PathBuf::from)
    });
    typed.next().unwrap_or_else(|| root.to_owned())
}

/// A path without what marks the borders of archives in keys.
fn without_marks(path: &str) -> String {
    path.replace("!!/", "/").replace("!/", "/")
}

/// Reads one file again.
pub(super) fn reread<'a>(
    entry: &'a Entry,
    found: &Found,
    workers: &Workers<'_>,
    missing: &Missing<'_>,
) -> Reread<'a> {
    let id = entry.paper.as_ref().map(|paper| paper.id.as_str()).unwrap_or_default();
    let (source, path) = (entry.source.as_str(), entry.shown.as_str());
    let unread = |state| Reread { source, path, id, state, paper: None };
    let Some(file) = found.files.get(source) else {
        return unread(match found.problem(path) {
            Some(problem) => State::Unreadable(problem.clone()),
            None if Path::new(source).exists() => State::Unreadable("passed over now".to_owned()),
            None => State::Gone,
        });
    };
    match source::read(file) {
        Ok(bytes) => {
            let same = files::content(&bytes) == entry.content && files::told(file) == entry.told;
            if let Some(language) = &entry.ocr
                && let Some(why) = missing.get(language.as_str())
            {
                return unread(State::Unreadable(why.clone()));
            }
            let state = if same { State::Same } else { State::Changed };
            let read = super::prepare(file, &bytes, workers, entry.ocr.as_deref());
            Reread { source, path, id, state, paper: read.and_then(|read| read.paper) }
        }
        Err(problem) => unread(State::Unreadable(problem.detail)),
    }
}
