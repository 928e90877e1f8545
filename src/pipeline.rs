//! Runs papers through the rooms: source → extract → recognise → normalise → index.
//!
//! The only place with threads. Results are collected in the order of the files, so that the
//! same input gives the same index on one core or many.

mod again;
mod check;
mod ocr;
mod summary;
mod workers;

pub use again::verify;
pub use check::Recount;
pub use check::Soundness;
pub use check::check;
pub use check::recount;
pub use summary::Summary;
pub use workers::Readers;
pub use workers::WORKER;
pub use workers::serve;

use std::collections::BTreeMap;
use std::collections::BTreeSet;
use std::path::Path;
use std::path::PathBuf;

use rayon::iter::IntoParallelRefIterator;
use rayon::iter::ParallelIterator;

use crate::error::Error;
use crate::error::Result;
pub use crate::index::Aspect;
use crate::index::Entry;
pub use crate::index::Finding;
use crate::index::Ledger;
use crate::index::Root;
use crate::index::Writer;
use crate::normalise;
use crate::paper::Paper;
use crate::paper::PaperKind;
use crate::problem::Outcome;
use crate::problem::Problem;
use crate::problem::ProblemKind;
use crate::recognise;
use crate::recognise::Verdict;
use crate::source;
use crate::source::Below;
use crate::source::SourceFile;

use summary::Done;
use workers::Workers;

/// The state of the rules by which papers are read. A new number reads every file again, also
/// where its bytes have not changed.
///
/// 1: kinds, councils, committees, dates and items. 2: people and topics. 3: items without a number
/// of their own, rolls in tables. 4: statements. 5: PDF and office files, pages.
const READING: u32 = 5;

/// After so many bytes of files what was read is committed, so that a long build that is cut
/// off need not begin again.
const BYTES_A_COMMIT: u64 = 512 << 20;

/// How an index is to be built.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Options {
    /// Files larger than this many bytes are not read.
    pub file_bytes: u64,
    /// How many threads read papers; 0 for one a core.
    pub threads: usize,
    /// Read every file again, also where it has not changed.
    pub afresh: bool,
    /// Where PDF and office files are read.
    pub readers: Readers,
    /// Pages without text are read by Tesseract in this language, such as `eng` or `eng+cym`.
    pub ocr: Option<String>,
}

impl Default for Options {
    fn default() -> Self {
        Self {
            file_bytes: source::Limits::default().file_bytes,
            threads: 0,
            afresh: false,
            readers: Readers::default(),
            ocr: None,
        }
    }
}

/// Told now and then how far a build, or the reading again of files, has come.
pub trait Progress: Sync {
    /// The files are found: so many, of so many bytes in all.
    fn found(&self, files: u64, bytes: u64);
    /// One more file of so many bytes is done.
    fn read(&self, bytes: u64);
    /// All files are read; the index is being written to disk.
    fn writing(&self);
}

/// What one file is taken to say.
#[derive(Debug, Clone, PartialEq)]
pub struct Inspection {
    /// The file as shown to people.
    pub path: String,
    /// The kind and its evidence; `None` where no text could be had.
    pub verdict: Option<Verdict>,
    /// The paper; `None` where the file holds none.
    pub paper: Option<Paper>,
    /// How many words of menus, banners and other page furniture were left out.
    pub furniture_words: usize,
    /// The language in which pages were read from pictures, where that was asked and needed.
    pub ocr: Option<String>,
    /// What fell short.
    pub problems: Vec<Problem>,
}

/// Builds or refreshes the index in `folder` from files and folders.
///
/// Files that have not changed are left as they are; papers of files that are gone from the
/// given folders are taken out; what came from other folders stays. Fails where a path is not
/// there, where nothing in the paths is a paper, and where the index cannot be written.
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
    let mut on_the_way: BTreeMap<String, Root> = BTreeMap::new();
    let mut files: Vec<SourceFile> = Vec::new();
    for (path, root) in &roots {
        let limits = source::Limits { file_bytes: options.file_bytes };
        let found = source::find(std::slice::from_ref(path), &limits)?;
        on_the_way.insert(root.to_string_lossy().into_owned(), root_account(&found));
        files.extend(found.files);
    }
    // An index among the papers, as `index .` makes it, is no paper.
    if let Ok(own) = folder.canonicalize() {
        files.retain(|file| {
            !file.place.file().starts_with(&own) && !Path::new(&file.key).starts_with(&own)
        });
    }
    if files.is_empty() {
        let nothing = Ledger { roots: on_the_way, ..Ledger::default() };
        return Err(Error::NoPapers { paths: paths.to_vec(), detail: instead(&nothing) });
    }
    progress.found(files.len() as u64, files.iter().map(|file| file.size).sum());

    let threads = if options.threads == 0 { rayon::current_num_threads() } else { options.threads };
    let mut writer = Writer::open(folder, threads)?;
    let pool = rayon::ThreadPoolBuilder::new().num_threads(threads).build().map_err(|error| {
        Error::Write { path: folder.to_owned(), source: std::io::Error::other(error) }
    })?;
    let before = writer.ledger().clone();
    let given: Vec<Below> = roots.iter().map(|(_, root)| Below::new(root)).collect();
    let under = |source: &str| given.iter().any(|root| root.holds(source));
    let mut ledger = Ledger {
        entries: before.entries.clone(),
        roots: before.roots.iter().filter(|(root, _)| !under(root)).map(owned).collect(),
    };
    ledger.roots.extend(on_the_way);

    let workers = Workers::new(options.readers.clone());
    let mut done = Done::default();
    for batch in batches(&files) {
        let read = pool.install(|| {
            let one = |file| {
                let entry = account(file, &workers, &writer, &before, options);
                progress.read(file.size);
                entry
            };
            batch.par_iter().map(one).collect::<Result<Vec<Entry>>>()
        })?;
        for entry in read {
            done.note(&entry, before.entries.get(&entry.source), options.afresh);
            ledger.entries.insert(entry.source.clone(), entry);
        }
        let last = batch.last().map(|file| &file.key) == files.last().map(|file| &file.key);
        if !last {
            writer.commit(ledger.clone())?;
        }
    }
    let present: BTreeSet<&str> = files.iter().map(|file| file.key.as_str()).collect();
    let gone = |source: &str| under(source) && !present.contains(source);
    for source in before.entries.keys().filter(|source| gone(source)) {
        writer.remove(source);
        ledger.entries.remove(source);
        done.removed += 1;
    }
    let papers = |ledger: &Ledger| ledger.entries.values().any(|entry| entry.paper.is_some());
    if !papers(&ledger) && !papers(&before) {
        return Err(Error::NoPapers { paths: paths.to_vec(), detail: instead(&ledger) });
    }
    progress.writing();
    let changed = done.read() + done.removed > 0 || writer.ledger() != &ledger;
    let fingerprint = match writer.card() {
        Some(card) if !changed => card.fingerprint.clone(),
        _ => writer.commit(ledger.clone())?.fingerprint,
    };
    writer.close()?;
    Ok(summary::of(&ledger, &given, done, fingerprint))
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

/// Cuts the files into batches of about [`BYTES_A_COMMIT`].
fn batches(files: &[SourceFile]) -> Vec<&[SourceFile]> {
    let mut batches = Vec::new();
    let (mut start, mut bytes) = (0, 0);
    for (at, file) in files.iter().enumerate() {
        bytes += file.size;
        if bytes >= BYTES_A_COMMIT || at + 1 == files.len() {
            batches.push(&files[start..=at]);
            (start, bytes) = (at + 1, 0);
        }
    }
    batches
}

/// Reads one file and puts its paper into the index, unless it is there as it is.
fn account(
    file: &SourceFile,
    workers: &Workers,
    writer: &Writer,
    before: &Ledger,
    options: &Options,
) -> Result<Entry> {
    let known = before.entries.get(&file.key);
    let mut entry = Entry {
        source: file.key.clone(),
        path: file.origin.path.clone(),
        shown: file.shown.clone(),
        digest: String::new(),
        ocr: None,
        paper: None,
        problems: Vec::new(),
    };
    let (paper, problems) = match source::read(file) {
        Ok(bytes) => {
            entry.digest = digest(file, &bytes);
            if let Some(known) = known
                && known.digest == entry.digest
                && !options.afresh
                && !lacks_ocr(known, options)
            {
                entry.ocr.clone_from(&known.ocr);
                entry.paper.clone_from(&known.paper);
                entry.problems.clone_from(&known.problems);
                return Ok(entry);
            }
            let read = prepare(file, &bytes, workers, options.ocr.as_deref());
            entry.ocr = read.ocr;
            (read.paper, read.problems)
        }
        Err(problem) => (None, vec![problem]),
    };
    match paper {
        Some(paper) => entry.paper = Some(writer.put(&file.key, &paper)?),
        None if known.is_some_and(|known| known.paper.is_some()) => writer.remove(&file.key),
        None => {}
    }
    entry.problems = problems
        .into_iter()
        .map(|problem| (problem.kind.as_str().to_owned(), problem.detail))
        .collect();
    Ok(entry)
}

/// Whether pages of a file are to be read from pictures that were not when it was read.
fn lacks_ocr(known: &Entry, options: &Options) -> bool {
    let lacks = |problem: Problem| {
        matches!(problem.kind, ProblemKind::NoTextLayer | ProblemKind::TextLayerUnreadable)
    };
    options.ocr.is_some() && known.ocr != options.ocr && known.problems().any(lacks)
}

/// The journey of one file. Gives no paper where the file holds none; then a problem says why.
fn prepare(
    file: &SourceFile,
    bytes: &[u8],
    workers: &Workers,
    language: Option<&str>,
) -> Inspection {
    let (mut text, mut problems) = workers.text(&file.shown, file.content_type.as_deref(), bytes);
    let language = language.filter(|_| !text.unread.is_empty());
    if let Some(language) = language {
        text = ocr::read(&file.shown, bytes, language, text, &mut problems);
    }
    let furniture_words = text.furniture_words;
    let mut read = Inspection {
        path: file.shown.clone(),
        verdict: None,
        paper: None,
        furniture_words,
        ocr: language.map(str::to_owned),
        problems: Vec::new(),
    };
    if problems.iter().any(|problem| problem.kind.outcome() != Outcome::Indexed) {
        return Inspection { problems, ..read };
    }
    let verdict = recognise::kind(&text, &file.origin.path);
    if verdict.kind == PaperKind::Listing {
        let line = verdict.evidence.first().map(|evidence| evidence.line.clone());
        let detail = line.unwrap_or_default();
        problems.push(Problem::new(&*file.shown, ProblemKind::ListingPage, detail));
    } else {
        let (paper, more) = normalise::paper(text, &verdict, file.origin.clone());
        problems.extend(
            more.into_iter().map(|problem| Problem { path: file.shown.clone(), ..problem }),
        );
        read.paper = Some(paper);
    }
    Inspection { verdict: Some(verdict), problems, ..read }
}

/// A digest of everything that decides what a file is taken to say.
fn digest(file: &SourceFile, bytes: &[u8]) -> String {
    let mut digest = blake3::Hasher::new();
    digest.update(bytes);
    let told = format!("{READING} {:?}", file.origin);
    digest.update(told.as_bytes());
    if let Some(content_type) = &file.content_type {
        digest.update(content_type.as_bytes());
    }
    digest.finalize().to_hex()[..32].to_owned()
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

/// Reads one file, without an index; of a folder every file, in order.
///
/// With `language`, pages without text are read from their pictures.
pub fn inspect(path: &Path, readers: &Readers, language: Option<&str>) -> Result<Vec<Inspection>> {
    if let Some(language) = language {
        ocr::check(language)?;
    }
    let workers = Workers::new(readers.clone());
    let found = source::find(&[path.to_owned()], &source::Limits::default())?;
    let mut inspections: Vec<Inspection> = found.problems.into_iter().map(unread).collect();
    inspections.extend(found.files.iter().map(|file| match source::read(file) {
        Ok(bytes) => prepare(file, &bytes, &workers, language),
        Err(problem) => unread(problem),
    }));
    Ok(inspections)
}

/// A file that could not be opened.
fn unread(problem: Problem) -> Inspection {
    Inspection {
        path: problem.path.clone(),
        verdict: None,
        paper: None,
        furniture_words: 0,
        ocr: None,
        problems: vec![problem],
    }
}
