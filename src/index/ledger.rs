//! Keeps account of every file that was looked at, and what became of it.
//!
//! The ledger is one file of JSON lines, named in the commit it belongs to: index and account
//! change in the same step or not at all.

use std::collections::BTreeMap;
use std::fs;
use std::io;
use std::io::BufRead;
use std::io::Read;
use std::io::Write;
use std::path::Path;
use std::sync::Arc;

use serde::Deserialize;
use serde::Serialize;

use crate::problem::Outcome;
use crate::problem::Problem;
use crate::problem::ProblemKind;

/// How many bytes of a ledger are read or written at once.
const BUFFER: usize = 64 << 10;

/// One file and what became of it.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Entry {
    /// The file's absolute path: its key in the index.
    pub source: String,
    /// The path below its root: part of its identity, whatever the root is called.
    pub path: String,
    /// The path as people would type it when the index was built.
    pub shown: String,
    /// What the system says of the file without opening it: its size and times. Empty where that
    /// cannot tell whether it changes, as of a file that was written when it was read.
    pub stamp: String,
    /// A digest of the bytes; empty where the file could not be read.
    pub content: String,
    /// A digest of the rules it was read by and of what was told of it from outside.
    pub told: String,
    /// The language in which pages of it were read from pictures, where that was asked and needed.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub ocr: Option<String>,
    /// The paper it holds, or `None`.
    pub paper: Option<PaperAccount>,
    /// What fell short: (problem, detail).
    pub problems: Vec<(String, String)>,
}

/// What a summary needs to know of one paper.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct PaperAccount {
    /// Its id.
    pub id: String,
    /// Its kind.
    pub kind: String,
    /// Its council, where known.
    pub council: Option<String>,
    /// How surely its council is known.
    pub council_layer: Option<String>,
    /// Its meeting date, else the day of its decision, where known, as `YYYY-MM-DD`.
    pub date: Option<String>,
    /// How surely its date is known.
    pub date_layer: Option<String>,
    /// How many items it has.
    pub items: u64,
    /// How many words its items have.
    pub words: u64,
}

impl Entry {
    /// Returns its problems as they are reported.
    pub fn problems(&self) -> impl Iterator<Item = Problem> {
        self.problems.iter().filter_map(|(kind, detail)| {
            ProblemKind::from_word(kind).map(|kind| Problem::new(&*self.shown, kind, detail))
        })
    }

    fn language(&self) -> &str {
        self.ocr.as_deref().unwrap_or_default()
    }

    /// Says whether the file is not there any more, and its paper kept on request.
    pub fn is_gone(&self) -> bool {
        self.problems.iter().any(|(kind, _)| kind == ProblemKind::Gone.as_str())
    }

    /// Says what became of the file: a paper in the index, no paper, or unreadable.
    pub fn outcome(&self) -> Outcome {
        if self.paper.is_some() {
            return Outcome::Indexed;
        }
        let unreadable =
            self.problems().any(|problem| problem.kind.outcome() == Outcome::Unreadable);
        if unreadable { Outcome::Unreadable } else { Outcome::NoPaper }
    }
}

/// What was met below one folder given to be indexed, beside the files with entries of their own.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Root {
    /// What fell short before any file was opened: (path, problem, detail).
    pub problems: Vec<(String, String, String)>,
    /// How many `papers.csv` were met.
    pub manifests: u64,
    /// How many hidden files and folders were passed over.
    pub hidden: u64,
}

impl Root {
    /// Returns its problems as they are reported.
    pub fn problems(&self) -> impl Iterator<Item = Problem> {
        self.problems.iter().filter_map(|(path, kind, detail)| {
            ProblemKind::from_word(kind).map(|kind| Problem::new(&**path, kind, detail))
        })
    }
}

/// Every file, and every folder that was given.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Ledger {
    /// The files, by their `source`. A ledger is kept beside the one before it, and few entries
    /// differ.
    pub entries: BTreeMap<String, Arc<Entry>>,
    /// The files and folders that were given, by their absolute path.
    pub roots: BTreeMap<String, Root>,
    /// A digest of the rules by which files were read last.
    pub rules: String,
    /// How many files that were found are not read yet, since the build was stopped.
    pub unread: u64,
}

/// The first line of a ledger.
#[derive(Serialize, Deserialize)]
struct Head {
    roots: BTreeMap<String, Root>,
    rules: String,
    unread: u64,
}

impl Ledger {
    /// Reads a ledger whose file has this digest.
    pub(crate) fn read(file: impl Read, digest: &str) -> io::Result<Self> {
        let (ledger, found) = Self::parse(file)?;
        if found == digest {
            Ok(ledger)
        } else {
            Err(io::Error::new(io::ErrorKind::InvalidData, "it does not have its digest"))
        }
    }

    /// Reads a ledger, and says which digest its file has.
    pub(crate) fn parse(file: impl Read) -> io::Result<(Self, String)> {
        let mut ledger = Self::default();
        let mut file = io::BufReader::with_capacity(BUFFER, Hashing::over(file));
        let mut line = Vec::new();
        for number in 0_u64.. {
            line.clear();
            if file.read_until(b'\n', &mut line)? == 0 {
                break;
            }
            if number == 0 {
                let head: Head = serde_json::from_slice(&line)?;
                (ledger.roots, ledger.rules, ledger.unread) = (head.roots, head.rules, head.unread);
                continue;
            }
            let entry: Entry = serde_json::from_slice(&line)?;
            ledger.entries.insert(entry.source.clone(), Arc::new(entry));
        }
        Ok((ledger, file.get_ref().digest()))
    }

    /// Writes the ledger to a new file and waits until it is on disk. Returns its digest.
    pub(crate) fn write(&self, path: &Path) -> io::Result<String> {
        let file = Hashing::over(fs::File::create(path)?);
        let mut file = io::BufWriter::with_capacity(BUFFER, file);
        let (roots, rules) = (self.roots.clone(), self.rules.clone());
        let mut line = serde_json::to_vec(&Head { roots, rules, unread: self.unread })?;
        let mut entries = self.entries.values();
        loop {
            line.push(b'\n');
            file.write_all(&line)?;
            let Some(entry) = entries.next() else { break };
            line.clear();
            serde_json::to_writer(&mut line, &**entry)?;
        }
        let file = file.into_inner().map_err(io::IntoInnerError::into_error)?;
        file.inner.sync_all()?;
        Ok(file.digest())
    }

    /// Returns every problem: those met on the way to the files first, then in their order.
    pub fn problems(&self) -> Vec<Problem> {
        let on_the_way = self.roots.values().flat_map(Root::problems);
        on_the_way.chain(self.entries.values().flat_map(|entry| entry.problems())).collect()
    }

    /// A digest of everything the index was built from, whatever the folder it lies in.
    pub fn fingerprint(&self) -> String {
        let mut lines: Vec<[&str; 4]> = self
            .entries
            .values()
            .map(|entry| [&*entry.path, &*entry.content, &*entry.told, entry.language()])
            .collect();
        lines.sort_unstable();
        let mut digest = blake3::Hasher::new();
        let mut gathered = Vec::with_capacity(2 * BUFFER);
        for part in lines.as_flattened() {
            gathered.extend_from_slice(part.as_bytes());
            gathered.push(0);
            if gathered.len() >= BUFFER {
                digest.update(&gathered);
                gathered.clear();
            }
        }
        digest.update(&gathered);
        digest.finalize().to_hex()[..16].to_owned()
    }
}

/// A file whose bytes are digested as they pass, in large pieces: small ones take several times as
/// long.
struct Hashing<F> {
    inner: F,
    hasher: blake3::Hasher,
}

impl<F> Hashing<F> {
    fn over(inner: F) -> Self {
        Self { inner, hasher: blake3::Hasher::new() }
    }

    /// The digest of the bytes so far, as it is written into a card.
    fn digest(&self) -> String {
        self.hasher.finalize().to_hex()[..32].to_owned()
    }
}

impl<F: Read> Read for Hashing<F> {
    fn read(&mut self, bytes: &mut [u8]) -> io::Result<usize> {
        let count = self.inner.read(bytes)?;
        self.hasher.update(bytes.get(..count).unwrap_or_default());
        Ok(count)
    }
}

impl<F: Write> Write for Hashing<F> {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        let count = self.inner.write(bytes)?;
        self.hasher.update(bytes.get(..count).unwrap_or_default());
        Ok(count)
    }

    fn flush(&mut self) -> io::Result<()> {
        self.inner.flush()
    }
}
