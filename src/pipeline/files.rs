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

    /// Reads a file and puts its paper into the index, unless it is there as it is. Gives nothing
    /// where the work was stopped meanwhile.
    pub(super) fn read(&self, file: &SourceFile, writer: &Writer) -> Result<Option<Entry>> {
        let known = self.before.entries.get(&file.key);
        let mut entry = Entry {
            source: file.key.clone(),
            path: file.origin.path.clone(),
            shown: file.shown.clone(),
            stamp: String::new(),
            content: String::new(),
            told: told(file),
            ocr: None,
            paper: None,
            problems: Vec::new(),
        };
        let (paper, problems) = match source::read(file) {
            Ok(bytes) => {
                entry.content = content(&bytes);
                entry.stamp.clone_from(&file.stamp);
                if let Some(known) = known
                    && known.content == entry.content
                    && self.holds(known, &entry.told)
                {
                    entry.ocr.clone_from(&known.ocr);
                    entry.paper.clone_from(&known.paper);
                    entry.problems.clone_from(&known.problems);
                    forget_unreadable(&mut entry);
                    return Ok(Some(entry));
                }
                // What is larger than all of it waits until it is alone.
                let _permit = self.gate.enter(bytes.len().saturating_mul(BYTES_A_BYTE));
                let language = self.options.ocr.as_deref();
                let Some(read) = super::prepare(file, &bytes, &self.workers, language) else {
                    return Ok(None);
                };
                entry.ocr = read.ocr;
                (read.paper, read.problems)
            }
            // What may be read again tomorrow is no reason to lose what was read before.
            Err(problem) if known.is_some_and(|known| known.paper.is_some()) => {
                return Ok(known.map(|known| unreadable_now(known, file, &problem)));
            }
            Err(problem) => (None, vec![problem]),
        };
        match paper {
            Some(paper) => entry.paper = Some(writer.put(&file.key, &paper)?),
            None if known.is_some_and(|known| known.paper.is_some()) => {
                writer.remove(&file.key);
            }
            None => {}
        }
        entry.problems = problems
            .into_iter()
            .map(|problem| (problem.kind.as_str().to_owned(), problem.detail))
            .collect();
        Ok(Some(entry))
    }
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
