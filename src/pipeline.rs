//! Runs papers through the rooms: source → extract → recognise → normalise → index.
//!
//! The only place with threads. Results are collected in the order of the files, so that the
//! same input gives the same index on one core or many.

use std::collections::BTreeMap;
use std::path::Path;
use std::path::PathBuf;

use crate::error::Result;
use crate::paper::Paper;
use crate::problem::Problem;
use crate::problem::ProblemKind;
use crate::recognise::Verdict;

/// How an index is to be built.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Options {
    /// Files larger than this many bytes are not read.
    pub file_bytes: u64,
    /// How many threads read papers; 0 for one a core.
    pub threads: usize,
    /// Read every file again, also where it has not changed.
    pub afresh: bool,
}

impl Default for Options {
    fn default() -> Self {
        Self { file_bytes: 64 << 20, threads: 0, afresh: false }
    }
}

/// Told now and then how far a build has come.
pub trait Progress: Sync {
    /// The files are found: so many, of so many bytes in all.
    fn found(&self, files: u64, bytes: u64);
    /// One more file of so many bytes is done.
    fn read(&self, bytes: u64);
    /// All files are read; the index is being written to disk.
    fn writing(&self);
}

/// What a build did.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Summary {
    /// Files met, hidden ones not counted. `files = papers + no_paper + unreadable + manifests`.
    pub files: u64,
    /// Files that are papers in the index now.
    pub papers: u64,
    /// Items of these papers.
    pub items: u64,
    /// Files that hold no paper: listing pages, pictures, empty files.
    pub no_paper: u64,
    /// Files from which no text could be had.
    pub unreadable: u64,
    /// `papers.csv` files.
    pub manifests: u64,
    /// Hidden files and folders passed over.
    pub hidden: u64,
    /// Files read for the first time.
    pub added: u64,
    /// Files read again because they or their manifest row changed.
    pub changed: u64,
    /// Files left as they were.
    pub unchanged: u64,
    /// Files that are gone, and with them their papers.
    pub removed: u64,
    /// Papers by kind.
    pub kinds: BTreeMap<String, u64>,
    /// Papers without a meeting date.
    pub undated: u64,
    /// Papers whose council is not known.
    pub council_unknown: u64,
    /// How many problems of each kind.
    pub problem_counts: BTreeMap<ProblemKind, u64>,
    /// Every problem, in the order of the files.
    pub problems: Vec<Problem>,
    /// A digest of everything the index was built from.
    pub fingerprint: String,
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
    /// What fell short.
    pub problems: Vec<Problem>,
}

/// Builds or refreshes the index in `folder` from files and folders.
pub fn build(
    paths: &[PathBuf],
    folder: &Path,
    options: &Options,
    progress: &dyn Progress,
) -> Result<Summary> {
    let _ = (paths, folder, options, progress);
    Ok(Summary::default())
}

/// Reads one file, without an index. With more than one paper below `path` (a folder), all are
/// read, in order.
pub fn inspect(path: &Path) -> Result<Vec<Inspection>> {
    let _ = path;
    Ok(Vec::new())
}
