//! Keeps account of every file that was looked at, and what became of it.
//!
//! The ledger is one file of JSON lines, named in the commit it belongs to: index and account
//! change in the same step or not at all.

use std::collections::BTreeMap;
use std::fs;
use std::io;
use std::io::BufRead;
use std::io::Write;
use std::path::Path;

use serde::Deserialize;
use serde::Serialize;

use crate::problem::Outcome;
use crate::problem::Problem;
use crate::problem::ProblemKind;

/// One file and what became of it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Entry {
    /// The file's absolute path: its key in the index.
    pub source: String,
    /// The path below its root, as shown to people.
    pub path: String,
    /// A digest of the bytes and of what was told of the file from outside; empty where the
    /// file could not be read.
    pub digest: String,
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
    /// Its meeting date, where known, as `YYYY-MM-DD`.
    pub date: Option<String>,
    /// How many items it has.
    pub items: u64,
    /// How many words its items have.
    pub words: u64,
}

impl Entry {
    /// Returns its problems as they are reported.
    pub fn problems(&self) -> impl Iterator<Item = Problem> {
        self.problems.iter().filter_map(|(kind, detail)| {
            ProblemKind::from_word(kind).map(|kind| Problem::new(&*self.path, kind, detail))
        })
    }

    /// Says what became of the file: a paper in the index, no paper, or unreadable.
    pub fn outcome(&self) -> Outcome {
        if self.paper.is_some() {
            return Outcome::Indexed;
        }
        let unreadable = self.problems().any(|problem| problem.kind.outcome() == Outcome::Unreadable);
        if unreadable { Outcome::Unreadable } else { Outcome::NoPaper }
    }
}

/// Every file, by its key.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Ledger {
    /// The entries, by their `source`.
    pub entries: BTreeMap<String, Entry>,
    /// Problems that belong to no single file kept here, such as a row of a manifest.
    pub general: Vec<Problem>,
}

/// The first line of a ledger: the problems that belong to no file.
#[derive(Serialize, Deserialize)]
struct General {
    general: Vec<(String, String, String)>,
}

impl Ledger {
    /// Reads a ledger.
    pub(crate) fn read(path: &Path) -> io::Result<Self> {
        let mut ledger = Self::default();
        let file = io::BufReader::new(fs::File::open(path)?);
        for (number, line) in file.lines().enumerate() {
            let line = line?;
            if number == 0 {
                let general: General = serde_json::from_str(&line)?;
                ledger.general = general
                    .general
                    .into_iter()
                    .filter_map(|(path, kind, detail)| {
                        ProblemKind::from_word(&kind).map(|kind| Problem::new(path, kind, detail))
                    })
                    .collect();
                continue;
            }
            let entry: Entry = serde_json::from_str(&line)?;
            ledger.entries.insert(entry.source.clone(), entry);
        }
        Ok(ledger)
    }

    /// Writes the ledger to a new file and waits until it is on disk.
    pub(crate) fn write(&self, path: &Path) -> io::Result<()> {
        let mut file = io::BufWriter::new(fs::File::create(path)?);
        let general = General {
            general: self
                .general
                .iter()
                .map(|problem| {
                    (problem.path.clone(), problem.kind.as_str().to_owned(), problem.detail.clone())
                })
                .collect(),
        };
        serde_json::to_writer(&mut file, &general)?;
        writeln!(file)?;
        for entry in self.entries.values() {
            serde_json::to_writer(&mut file, entry)?;
            writeln!(file)?;
        }
        file.into_inner().map_err(io::IntoInnerError::into_error)?.sync_all()
    }

    /// Returns every problem, those of no file first, then in the order of the files.
    pub fn problems(&self) -> Vec<Problem> {
        let of_files = self.entries.values().flat_map(Entry::problems);
        self.general.iter().cloned().chain(of_files).collect()
    }

    /// A digest of everything the index was built from, whatever the folder it lies in.
    pub fn fingerprint(&self) -> String {
        let mut lines: Vec<(&str, &str)> = self
            .entries
            .values()
            .map(|entry| (entry.path.as_str(), entry.digest.as_str()))
            .collect();
        lines.sort_unstable();
        let mut digest = blake3::Hasher::new();
        for (path, bytes) in lines {
            digest.update(path.as_bytes()).update(&[0]).update(bytes.as_bytes()).update(&[0]);
        }
        digest.finalize().to_hex()[..16].to_owned()
    }
}
