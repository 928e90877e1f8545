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
    /// The path below its root: part of its identity, whatever the root is called.
    pub path: String,
    /// The path as people would type it when the index was built.
    pub shown: String,
    /// A digest of the bytes and of what was told of the file from outside; empty where the
    /// file could not be read.
    pub digest: String,
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
    /// The files, by their `source`.
    pub entries: BTreeMap<String, Entry>,
    /// The files and folders that were given, by their absolute path.
    pub roots: BTreeMap<String, Root>,
}

/// The first line of a ledger.
#[derive(Serialize, Deserialize)]
struct Roots {
    roots: BTreeMap<String, Root>,
}

impl Ledger {
    /// Reads a ledger.
    pub(crate) fn read(path: &Path) -> io::Result<Self> {
        let mut ledger = Self::default();
        let file = io::BufReader::new(fs::File::open(path)?);
        for (number, line) in file.lines().enumerate() {
            let line = line?;
            if number == 0 {
                let first: Roots = serde_json::from_str(&line)?;
                ledger.roots = first.roots;
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
        serde_json::to_writer(&mut file, &Roots { roots: self.roots.clone() })?;
        writeln!(file)?;
        for entry in self.entries.values() {
            serde_json::to_writer(&mut file, entry)?;
            writeln!(file)?;
        }
        file.into_inner().map_err(io::IntoInnerError::into_error)?.sync_all()
    }

    /// Returns every problem: those met on the way to the files first, then in their order.
    pub fn problems(&self) -> Vec<Problem> {
        let on_the_way = self.roots.values().flat_map(Root::problems);
        on_the_way.chain(self.entries.values().flat_map(Entry::problems)).collect()
    }

    /// A digest of everything the index was built from, whatever the folder it lies in.
    pub fn fingerprint(&self) -> String {
        let mut lines: Vec<(&str, &str, Option<&str>)> = self
            .entries
            .values()
            .map(|entry| (entry.path.as_str(), entry.digest.as_str(), entry.ocr.as_deref()))
            .collect();
        lines.sort_unstable();
        let mut digest = blake3::Hasher::new();
        for (path, bytes, ocr) in lines {
            digest.update(path.as_bytes()).update(&[0]).update(bytes.as_bytes()).update(&[0]);
            if let Some(language) = ocr {
                digest.update(b"ocr ").update(language.as_bytes()).update(&[0]);
            }
        }
        digest.finalize().to_hex()[..16].to_owned()
    }
}
