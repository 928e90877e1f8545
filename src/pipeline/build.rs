//! Builds an index, and refreshes one: reads what is new or has changed, takes out what is gone.

use std::collections::BTreeMap;
use std::collections::BTreeSet;
use std::path::Path;
use std::path::PathBuf;
use std::sync::Arc;
use std::time::Duration;
use std::time::Instant;

use rayon::ThreadPool;
use rayon::iter::IntoParallelRefIterator;
use rayon::iter::ParallelIterator;

use crate::error::Error;
use crate::error::Result;
use crate::index;
use crate::index::Entry;
use crate::index::Ledger;
use crate::index::Root;
use crate::index::Setup;
use crate::index::Writer;
use crate::problem::Problem;
use crate::problem::ProblemKind;
use crate::source;
use crate::source::Below;
use crate::source::SourceFile;

use super::Options;
use super::Progress;
use super::Workers;
use super::files::Accounts;
use super::ocr;
use super::rules;
use super::summary;
use super::summary::Changes;
use super::summary::Summary;

/// So many bytes of files are read between two looks at whether it is time to commit.
const BYTES_A_BATCH: u64 = 32 << 20;

/// Files are read together up to so many bytes, and so many: small papers go through each step of
/// reading one after the other. More would stand between a core and what it has at hand.
const BYTES_A_GROUP: u64 = 512 << 10;
const FILES_A_GROUP: usize = 32;

/// A thread has at least so many groups of a batch, so that all end at about the same time.
const GROUPS_A_THREAD: usize = 8;

/// What was read is committed after so many bytes of files, or so long a time, so that a build
/// that is cut off need not begin again. Each commit leaves segments to be merged in the end.
const BYTES_A_COMMIT: u64 = 512 << 20;
const TIME_A_COMMIT: Duration = Duration::from_secs(60);

/// Which part of the memory the bytes of one file may take at most.
const SHARE_OF_A_FILE: u64 = 8;

/// Builds or refreshes the index in `folder` from files and folders.
///
/// Files that have not changed are left as they are; papers of files that are gone from the
/// given folders are taken out, unless they are to be kept; what came from other folders stays.
///
/// Fails where a path is not there, where nothing in the paths is a paper, where the index cannot
/// be written, and where it is stopped before it is done; then the index has what was read.
pub fn build(
    paths: &[PathBuf],
    folder: &Path,
    options: &Options,
    progress: &dyn Progress,
) -> Result<Summary> {
    if let Some(language) = &options.ocr {
        ocr::check(language)?;
    }
    let roots = roots(paths)?;
    let given: Vec<Below> = roots.iter().map(|(_, root)| Below::new(root)).collect();
    let covers = |source: &str| given.iter().any(|root| root.holds(source));
    let threads = if options.threads == 0 { rayon::current_num_threads() } else { options.threads };
    let pool = rayon::ThreadPoolBuilder::new().num_threads(threads).build().map_err(|error| {
        Error::Write { path: folder.to_owned(), source: std::io::Error::other(error) }
    })?;
    let memory = usize::try_from(options.memory).unwrap_or(usize::MAX);
    let setup = Setup { threads, memory, process: std::process::id() };
    let writer = Writer::open_old(folder, &setup, &covers)?;
    let before = writer.as_ref().map_or_else(Ledger::default, |writer| writer.ledger().clone());
    let Found { files, met, closed } = found(&roots, folder, options, &before)?;
    if files.is_empty() {
        let nothing = Ledger { roots: met, ..Ledger::default() };
        return Err(Error::NoPapers { paths: paths.to_vec(), detail: instead(&nothing) });
    }
    let mut writer = match writer {
        Some(writer) => writer,
        None => Writer::open(folder, &setup)?,
    };
    let mut ledger = Ledger {
        entries: before.entries.clone(),
        roots: before.roots.iter().filter(|(root, _)| !covers(root)).map(owned).collect(),
        rules: before.rules.clone(),
        unread: 0,
    };
    ledger.roots.extend(met);

    let closed: Vec<Below> = closed.iter().map(|folder| Below::new(folder)).collect();
    let knows = |source: &str| covers(source) && !closed.iter().any(|it| it.holds(source));
    let gone = Gone::of(&files, &before, &knows);
    let workers = Workers::new(options.readers.clone(), options.memory, progress);
    let accounts = Accounts::new(workers, &before, options);
    let Some(mut changes) =
        read(&files, &accounts, &gone, &pool, &mut writer, &mut ledger, progress)?
    else {
        let files = files.len() as u64;
        return Err(Error::Stopped { path: folder.to_owned(), done: files - ledger.unread, files });
    };
    gone.rename(&writer, &mut ledger, &mut changes);
    gone.take_out(&writer, &mut ledger, &mut changes, options.keep_gone);
    let papers = |ledger: &Ledger| ledger.entries.values().any(|entry| entry.paper.is_some());
    if !papers(&ledger) && !papers(&before) {
        return Err(Error::NoPapers { paths: paths.to_vec(), detail: instead(&ledger) });
    }
    changes.unseen = ledger.entries.keys().filter(|key| covers(key) && !knows(key)).count() as u64;
    changes.new_rules = !before.rules.is_empty() && before.rules != rules::digest();
    changes.former_format = writer.former_format();
    ledger.rules = rules::digest().to_owned();
    progress.writing();
    let is_new = changes.read() + changes.removed > 0 || writer.ledger() != &ledger;
    let fingerprint = match writer.card() {
        Some(card) if !is_new => card.fingerprint.clone(),
        _ => writer.commit(ledger.clone())?.fingerprint,
    };
    let closed = writer.close();
    if !index::is_there(folder) {
        let detail = "it was taken away while it was written".to_owned();
        return Err(Error::Broken { path: folder.to_owned(), detail });
    }
    // The commit stands, whatever becomes of the rest.
    closed.map_err(|error| Error::Untidy { path: folder.to_owned(), source: Box::new(error) })?;
    Ok(summary::of(&ledger, &given, changes, fingerprint))
}

/// What lies below the roots.
#[derive(Default)]
struct Found {
    files: Vec<SourceFile>,
    /// What was met beside the files, by root.
    met: BTreeMap<String, Root>,
    /// Folders that could not be entered. What was read from them before stays.
    closed: Vec<PathBuf>,
}

/// Finds what lies below the roots.
fn found(
    roots: &[(PathBuf, PathBuf)],
    folder: &Path,
    options: &Options,
    before: &Ledger,
) -> Result<Found> {
    // A file is in memory several times on its way.
    let file_bytes = options.file_bytes.min(options.memory / SHARE_OF_A_FILE);
    let limits = source::Limits { file_bytes };
    let is_known = |file: &SourceFile| {
        before.entries.get(&file.key).is_some_and(|known| known.stamp == file.stamp)
    };
    let mut all = Found::default();
    for (path, root) in roots {
        let found = source::find_new(std::slice::from_ref(path), &limits, &is_known)?;
        all.met.insert(root.to_string_lossy().into_owned(), root_account(&found));
        all.files.extend(found.files);
        all.closed.extend(found.closed);
    }
    // An index among the papers, as `index .` makes it, is no paper.
    if let Ok(own) = folder.canonicalize() {
        let own = Below::new(&own);
        all.files.retain(|file| !own.holds(&file.key));
    }
    Ok(all)
}

/// Reads the files that are new or have changed, and says what was done. Gives nothing where it
/// was stopped; what was read until then is in the index.
fn read(
    files: &[SourceFile],
    accounts: &Accounts<'_>,
    gone: &Gone<'_>,
    pool: &ThreadPool,
    writer: &mut Writer,
    ledger: &mut Ledger,
    progress: &dyn Progress,
) -> Result<Option<Changes>> {
    let mut changes = Changes::default();
    let mut to_read: Vec<&SourceFile> = Vec::new();
    for file in files {
        match accounts.unchanged(file) {
            Some(entry) => {
                changes.unchanged += 1;
                if let Some(known) = ledger.entries.get_mut(&file.key) {
                    *known = entry;
                }
            }
            None => to_read.push(file),
        }
    }
    progress.found(to_read.len() as u64, to_read.iter().map(|file| file.size).sum());
    let mut left = to_read.len();
    let (mut bytes, mut committed) = (0, Instant::now());
    for batch in cut(&to_read, BYTES_A_BATCH, usize::MAX) {
        let some = |files: &&[&SourceFile]| {
            if progress.is_stopped() {
                return Ok(Vec::new());
            }
            let entries = accounts.read(files, writer)?;
            files.iter().for_each(|file| progress.read(file.size));
            Ok(entries)
        };
        let groups = groups(batch, pool.current_num_threads());
        let read =
            pool.install(|| groups.par_iter().map(some).collect::<Result<Vec<Vec<Entry>>>>())?;
        for entry in read.into_iter().flatten() {
            changes.note(&entry, accounts);
            ledger.entries.insert(entry.source.clone(), Arc::new(entry));
            left -= 1;
        }
        ledger.unread = left as u64;
        bytes += batch.iter().map(|file| file.size).sum::<u64>();
        let is_due = bytes >= BYTES_A_COMMIT || committed.elapsed() >= TIME_A_COMMIT;
        if left > 0 && (is_due || progress.is_stopped()) {
            gone.rename(writer, ledger, &mut changes);
            writer.commit(ledger.clone())?;
            (bytes, committed) = (0, Instant::now());
        }
        if left > 0 && progress.is_stopped() {
            return Ok(None);
        }
    }
    Ok(Some(changes))
}

/// The files that are gone since the last build.
struct Gone<'a> {
    before: &'a Ledger,
    /// Their sources.
    sources: Vec<&'a str>,
    /// The sources that came.
    new: Vec<&'a str>,
}

impl<'a> Gone<'a> {
    /// Finds out which files are gone, of those of which the walk `knows`.
    fn of(files: &'a [SourceFile], before: &'a Ledger, knows: &dyn Fn(&str) -> bool) -> Self {
        let present: BTreeSet<&str> = files.iter().map(|file| file.key.as_str()).collect();
        let known = before.entries.keys().map(String::as_str);
        let sources = known.filter(|source| knows(source) && !present.contains(source)).collect();
        let new = present.into_iter().filter(|source| !before.entries.contains_key(*source));
        Self { before, sources, new: new.collect() }
    }

    /// Takes out those that came under another name and are read under it: what is moved counts
    /// once at any time.
    fn rename(&self, writer: &Writer, ledger: &mut Ledger, changes: &mut Changes) {
        let mut came: BTreeMap<String, u64> = BTreeMap::new();
        for entry in self.new.iter().filter_map(|source| ledger.entries.get(*source)) {
            if !entry.content.is_empty() {
                *came.entry(entry.content.clone()).or_default() += 1;
            }
        }
        for source in &self.sources {
            let Some(entry) = self.before.entries.get(*source) else { continue };
            let Some(left) = came.get_mut(&entry.content).filter(|left| **left > 0) else {
                continue;
            };
            *left -= 1;
            // It may have been taken out with an earlier commit.
            if ledger.entries.remove(*source).is_some() {
                writer.remove(source);
                changes.renamed += 1;
                changes.added = changes.added.saturating_sub(1);
            }
        }
    }

    /// Takes out the others, unless they are to be kept.
    fn take_out(
        &self,
        writer: &Writer,
        ledger: &mut Ledger,
        changes: &mut Changes,
        keep_gone: bool,
    ) {
        for source in &self.sources {
            let Some(entry) = ledger.entries.get_mut(*source) else { continue };
            if keep_gone && entry.paper.is_some() {
                changes.gone += 1;
                *entry = marked_gone(entry);
                continue;
            }
            ledger.entries.remove(*source);
            writer.remove(source);
            changes.removed += 1;
        }
    }
}

/// The account of a file that is gone and whose paper is kept.
fn marked_gone(entry: &Arc<Entry>) -> Arc<Entry> {
    if entry.is_gone() {
        return Arc::clone(entry);
    }
    let mut marked = Entry::clone(entry);
    marked.problems.push((ProblemKind::Gone.as_str().to_owned(), String::new()));
    Arc::new(marked)
}

/// Copies a row of a map.
fn owned((root, account): (&String, &Root)) -> (String, Root) {
    (root.clone(), account.clone())
}

/// The given paths with their absolute ones, without those that lie below another.
fn roots(paths: &[PathBuf]) -> Result<Vec<(PathBuf, PathBuf)>> {
    let mut roots: Vec<(PathBuf, PathBuf)> = Vec::new();
    for path in paths {
        let root = path.canonicalize().map_err(|source| match source.kind() {
            std::io::ErrorKind::NotFound => Error::Missing { path: path.clone() },
            _ => Error::Read { path: path.clone(), source },
        })?;
        if !roots.iter().any(|(_, other)| root.starts_with(other)) {
            roots.retain(|(_, other)| !other.starts_with(&root));
            roots.push((path.clone(), root));
        }
    }
    Ok(roots)
}

/// What was met below one root, beside its files.
fn root_account(found: &source::Found) -> Root {
    let row = |problem: &Problem| {
        (problem.path.clone(), problem.kind.as_str().to_owned(), problem.detail.clone())
    };
    Root {
        problems: found.problems.iter().map(row).collect(),
        manifests: found.manifests as u64,
        hidden: found.hidden as u64,
    }
}

/// Cuts a batch into the groups that are read together.
fn groups<'a, 'b>(batch: &'a [&'b SourceFile], threads: usize) -> Vec<&'a [&'b SourceFile]> {
    let least = threads.max(1) * GROUPS_A_THREAD;
    let bytes = batch.iter().map(|file| file.size).sum::<u64>() / least as u64;
    cut(batch, bytes.min(BYTES_A_GROUP), (batch.len() / least).clamp(1, FILES_A_GROUP))
}

/// Cuts the files into pieces of about so many bytes, and at most so many files.
fn cut<'a, 'b>(
    files: &'a [&'b SourceFile],
    most_bytes: u64,
    most_files: usize,
) -> Vec<&'a [&'b SourceFile]> {
    let mut pieces = Vec::new();
    let (mut start, mut bytes) = (0, 0);
    for (at, file) in files.iter().enumerate() {
        bytes += file.size;
        let is_full = bytes >= most_bytes || at + 1 - start >= most_files;
        if is_full || at + 1 == files.len() {
            pieces.push(&files[start..=at]);
            (start, bytes) = (at + 1, 0);
        }
    }
    pieces
}

/// Says what was there where no papers were, as the end of a sentence.
fn instead(ledger: &Ledger) -> String {
    let mut counts: BTreeMap<ProblemKind, u64> = BTreeMap::new();
    for problem in ledger.problems() {
        *counts.entry(problem.kind).or_default() += 1;
    }
    let listed: Vec<String> =
        counts.iter().map(|(kind, count)| format!("{} ({count})", kind.label())).collect();
    if listed.is_empty() { String::new() } else { format!(": {}", listed.join(", ")) }
}
