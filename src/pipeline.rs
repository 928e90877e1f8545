//! Runs papers through the rooms: source → extract → recognise → normalise → index.
//!
//! The only place with threads. Results are collected in the order of the files, so that the
//! same input gives the same index on one core or many.

mod again;
mod build;
mod check;
mod files;
mod ocr;
mod rules;
mod summary;
mod workers;

pub use again::verify;
pub use build::build;
pub use check::Recount;
pub use check::Soundness;
pub use check::check;
pub use check::recount;
pub use summary::Summary;
pub use workers::Readers;
pub use workers::WORKER;
pub use workers::serve;

use std::path::Path;

use crate::error::Result;
pub use crate::index::Aspect;
pub use crate::index::Finding;
use crate::normalise;
use crate::normalise::Draft;
use crate::paper::Paper;
use crate::paper::PaperKind;
use crate::problem::Outcome;
use crate::problem::Problem;
use crate::problem::ProblemKind;
use crate::recognise;
use crate::recognise::Verdict;
use crate::source;
use crate::source::SourceFile;

use workers::Workers;

/// How an index is to be built.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Options {
    /// Files larger than this many bytes, or than an eighth of the memory, are not read.
    pub file_bytes: u64,
    /// How many threads read papers; 0 for one a core.
    pub threads: usize,
    /// Read every file again, also where it has not changed.
    pub afresh: bool,
    /// Where PDF and office files are read.
    pub readers: Readers,
    /// Pages without text are read by Tesseract in this language, such as `eng` or `eng+cym`.
    pub ocr: Option<String>,
    /// Papers whose files are gone stay in the index, and are marked.
    pub keep_gone: bool,
    /// How many bytes of memory the program and its readers of files may take.
    pub memory: u64,
}

/// The memory that is taken where nothing else is asked, in bytes.
pub const MEMORY: u64 = 1 << 30;

/// The least memory that can be given, in bytes.
pub const LEAST_MEMORY: u64 = 256 << 20;

impl Default for Options {
    fn default() -> Self {
        Self {
            file_bytes: source::Limits::default().file_bytes,
            threads: 0,
            afresh: false,
            readers: Readers::default(),
            ocr: None,
            keep_gone: false,
            memory: MEMORY,
        }
    }
}

/// Told now and then how far a build, or the reading again of files, has come; asked whether it is
/// to go on.
pub trait Progress: Sync {
    /// The files are found: so many, of so many bytes in all.
    fn found(&self, files: u64, bytes: u64);
    /// One more file of so many bytes is done.
    fn read(&self, bytes: u64);
    /// All files are read; the index is being written to disk.
    fn writing(&self);
    /// Whether the work is to be stopped at the next file.
    fn is_stopped(&self) -> bool {
        false
    }
}

/// Work that no one watches, and no one stops.
struct Unwatched;

impl Progress for Unwatched {
    fn found(&self, _files: u64, _bytes: u64) {}
    fn read(&self, _bytes: u64) {}
    fn writing(&self) {}
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

/// The journey of one file. Gives no paper where the file holds none; then a problem says why.
/// Gives nothing at all where the work is stopped meanwhile.
fn prepare(
    file: &SourceFile,
    bytes: &[u8],
    workers: &Workers<'_>,
    language: Option<&str>,
) -> Option<Inspection> {
    finish(vec![recognised(file, bytes, workers, language)?]).pop()
}

/// The journey of one file as far as it is known what it is: with a draft where it holds a paper.
/// Gives nothing where the work is stopped meanwhile.
fn recognised(
    file: &SourceFile,
    bytes: &[u8],
    workers: &Workers<'_>,
    language: Option<&str>,
) -> Option<(Inspection, Option<Draft>)> {
    let (mut text, mut problems) =
        workers.text(&file.shown, file.content_type.as_deref(), bytes)?;
    let language = language.filter(|_| !text.unread.is_empty());
    if let Some(language) = language {
        text = ocr::read(&file.shown, bytes, language, text, &mut problems);
        // The programs that read pictures hear of Ctrl-C too, and end in the middle of a page.
        if workers.is_stopped() {
            return None;
        }
    }
    let furniture_words = text.furniture_words;
    let read = Inspection {
        path: file.shown.clone(),
        verdict: None,
        paper: None,
        furniture_words,
        ocr: language.map(str::to_owned),
        problems: Vec::new(),
    };
    if problems.iter().any(|problem| problem.kind.outcome() != Outcome::Indexed) {
        return Some((Inspection { problems, ..read }, None));
    }
    let verdict = recognise::kind(&text, &file.origin.path);
    let mut draft = None;
    if verdict.kind == PaperKind::Listing {
        let line = verdict.evidence.first().map(|evidence| evidence.line.clone());
        let detail = line.unwrap_or_default();
        problems.push(Problem::new(&*file.shown, ProblemKind::ListingPage, detail));
    } else {
        let (verdict, origin) = (verdict.clone(), file.origin.clone());
        draft = Some(Draft { text, verdict, origin });
    }
    Some((Inspection { verdict: Some(verdict), problems, ..read }, draft))
}

/// The rest of the journey of some files, in their order.
fn finish(recognised: Vec<(Inspection, Option<Draft>)>) -> Vec<Inspection> {
    let (mut all, mut drafts, mut drafted) = (Vec::new(), Vec::new(), Vec::new());
    for (at, (inspection, draft)) in recognised.into_iter().enumerate() {
        all.push(inspection);
        if let Some(draft) = draft {
            drafts.push(draft);
            drafted.push(at);
        }
    }
    for (at, (paper, more)) in drafted.into_iter().zip(normalise::papers(drafts)) {
        let inspection = &mut all[at];
        let more = more.into_iter();
        let path = &inspection.path;
        inspection.problems.extend(more.map(|it| Problem { path: path.clone(), ..it }));
        inspection.paper = Some(paper);
    }
    all
}

/// Reads one file, without an index; of a folder every file, in order.
///
/// With `language`, pages without text are read from their pictures.
pub fn inspect(path: &Path, readers: &Readers, language: Option<&str>) -> Result<Vec<Inspection>> {
    if let Some(language) = language {
        ocr::check(language)?;
    }
    let workers = Workers::new(readers.clone(), MEMORY, &Unwatched);
    let found = source::find(&[path.to_owned()], &source::Limits::default())?;
    let mut inspections: Vec<Inspection> = found.problems.into_iter().map(unread).collect();
    inspections.extend(found.files.iter().filter_map(|file| match source::read(file) {
        Ok(bytes) => prepare(file, &bytes, &workers, language),
        Err(problem) => Some(unread(problem)),
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
