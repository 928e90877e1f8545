//! Says what becomes of one file: what was known of it stays, or it is read and its paper put into
//! the index.

use std::sync::Arc;

use crate::error::Result;
use crate::index::Entry;
use crate::index::Gate;
use crate::index::Ledger;
use crate::index::Writer;
use crate::problem::Problem;
use crate::problem::ProblemKind;
use crate::source;
use crate::source::SourceFile;

use super::Options;
use super::Workers;
use super::rules;

/// What is needed to account for files.
pub(super) struct Accounts<'a> {
    workers: Workers<'a>,
    /// The account of the last build.
    pub(super) before: &'a Ledger,
    pub(super) options: &'a Options,
    /// Lets so many bytes of memory through.
    gate: Arc<Gate>,
}

/// How many bytes of memory a byte of a file may take on its way to the index.
const BYTES_A_BYTE: usize = 8;

/// Which part of the memory files on their way may take.
const SHARE: usize = 2;

impl<'a> Accounts<'a> {
    /// Accounts for files that are read by `workers`.
    pub(super) fn new(workers: Workers<'a>, before: &'a Ledger, options: &'a Options) -> Self {
        let memory = usize::try_from(options.memory).unwrap_or(usize::MAX);
        Self { workers, before, options, gate: Gate::new(memory / SHARE) }
    }

    /// The account of a file that need not be opened, since it has not changed since it was read.
    pub(super) fn unchanged(&self, file: &SourceFile) -> Option<Arc<Entry>> {
        let known = self.before.entries.get(&file.key)?;
        let same = !file.stamp.is_empty() && known.stamp == file.stamp;
        if !same || !self.holds(known, &told(file)) {
            return None;
        }
        Some(if known.shown == file.shown {
            Arc::clone(known)
        } else {
            Arc::new(Entry { shown: file.shown.clone(), ..Entry::clone(known) })
        })
    }

    /// Whether what was read from a file still holds if its bytes are the same.
    fn holds(&self, known: &Entry, told: &str) -> bool {
        !self.options.afresh
            && !known.content.is_empty()
            && !known.is_gone()
            && known.told == told
            && !lacks_ocr(known, self.options)
    }

    /// Whether a file that was read says what it said before, and was left as it is.
    pub(super) fn is_as_before(&self, before: &Entry, entry: &Entry) -> bool {
        before.content == entry.content
            && before.ocr == entry.ocr
            && self.holds(before, &entry.told)
    }

    /// Reads some files and puts their papers into the index, unless they are there as they are.
    /// Gives nothing for those that were not read because the work was stopped meanwhile.
    pub(super) fn read(&self, files: &[&SourceFile], writer: &Writer) -> Result<Vec<Entry>> {
        let (mut entries, mut opened) = (Vec::with_capacity(files.len()), Vec::new());
        for file in files {
            match self.open(file) {
                Opened::Done(entry) => entries.push(entry),
                Opened::Bytes(entry, bytes) => opened.push((*file, entry, bytes)),
            }
        }
        // What is larger than all of it waits until it is alone.
        let bytes = opened.iter().map(|(_, _, bytes)| bytes.len().saturating_mul(BYTES_A_BYTE));
        let _permit = self.gate.enter(bytes.fold(0, usize::saturating_add));
        let language = self.options.ocr.as_deref();
        let (mut begun, mut recognised) = (Vec::new(), Vec::new());
        for (file, entry, bytes) in opened {
            if self.workers.is_stopped() {
                break;
            }
            let Some(read) = super::recognised(file, &bytes, &self.workers, language) else {
                break;
            };
            begun.push((file, entry));
            recognised.push(read);
        }
        for ((file, mut entry), read) in begun.into_iter().zip(super::finish(recognised)) {
            let known = self.before.entries.get(&file.key);
            entry.ocr = read.ocr;
            match read.paper {
                Some(paper) => entry.paper = Some(writer.put(&file.key, &paper)?),
                None if known.is_some_and(|known| known.paper.is_some()) => {
                    writer.remove(&file.key);
                }
                None => {}
            }
            entry.problems = read.problems.into_iter().map(noted).collect();
            entries.push(entry);
        }
        Ok(entries)
    }

    /// Opens a file, and sees whether it says what it said before.
    fn open(&self, file: &SourceFile) -> Opened {
        let known = self.before.entries.get(&file.key);
        let mut entry = Entry {
            source: file.key.clone(),
            path: file.origin.path.clone(),
            shown: file.shown.clone(),
            told: told(file),
            ..Entry::default()
        };
        let bytes = match (source::read(file), known) {
            (Ok(bytes), _) => bytes,
            // What may be read again tomorrow is no reason to lose what was read before.
            (Err(problem), Some(known)) if known.paper.is_some() => {
                return Opened::Done(unreadable_now(known, file, &problem));
            }
            (Err(problem), _) => {
                entry.problems.push(noted(problem));
                return Opened::Done(entry);
            }
        };
        entry.content = content(&bytes);
        entry.stamp.clone_from(&file.stamp);
        match known {
            Some(known) if known.content == entry.content && self.holds(known, &entry.told) => {
                entry.ocr.clone_from(&known.ocr);
                entry.paper.clone_from(&known.paper);
                entry.problems.clone_from(&known.problems);
                forget_unreadable(&mut entry);
                Opened::Done(entry)
            }
            _ => Opened::Bytes(entry, bytes),
        }
    }
}

/// A file that was opened.
enum Opened {
    /// All is known of it.
    Done(Entry),
    /// It is to be read.
    Bytes(Entry, Vec<u8>),
}

/// A problem as accounts keep it.
fn noted(problem: Problem) -> (String, String) {
    (problem.kind.as_str().to_owned(), problem.detail)
}

/// The account of a file whose paper is in the index, and that cannot be read any more.
fn unreadable_now(known: &Entry, file: &SourceFile, problem: &Problem) -> Entry {
    let mut entry = Entry { shown: file.shown.clone(), stamp: String::new(), ..known.clone() };
    forget_unreadable(&mut entry);
    let detail = format!("{}; what was read from it before stays", problem.detail);
    entry.problems.push((ProblemKind::Unreadable.as_str().to_owned(), detail));
    entry
}

/// Takes back that a file could not be read another time.
fn forget_unreadable(entry: &mut Entry) {
    entry.problems.retain(|(kind, _)| kind != ProblemKind::Unreadable.as_str());
}

/// Whether pages of a file are to be read from pictures that were not when it was read.
fn lacks_ocr(known: &Entry, options: &Options) -> bool {
    let lacks = |problem: Problem| {
        matches!(problem.kind, ProblemKind::NoTextLayer | ProblemKind::TextLayerUnreadable)
    };
    options.ocr.is_some() && known.ocr != options.ocr && known.problems().any(lacks)
}

/// A digest of the bytes of a file.
pub(super) fn content(bytes: &[u8]) -> String {
    blake3::hash(bytes).to_hex()[..32].to_owned()
}

/// A digest of what beside its bytes decides what a file is taken to say.
pub(super) fn told(file: &SourceFile) -> String {
    let told = format!("{} {:?} {:?}", rules::digest(), file.origin, file.content_type);
    blake3::hash(told.as_bytes()).to_hex()[..16].to_owned()
}
