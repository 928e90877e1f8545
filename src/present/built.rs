//! Holds what is to be said of a finished build.
//!
//! The numbers come from whoever built the index; this room stands above the pipeline and does
//! not know it.

use std::collections::BTreeMap;

use crate::problem::Problem;
use crate::problem::ProblemKind;

/// What a build did, as it is to be shown.
#[derive(Debug, Clone, PartialEq)]
pub struct Built<'a> {
    /// The index folder.
    pub folder: String,
    /// Files met, hidden ones not counted.
    pub files: u64,
    /// Files that are papers in the index now.
    pub papers: u64,
    /// Items of these papers.
    pub items: u64,
    /// Files that hold no paper.
    pub no_paper: u64,
    /// Files from which no text could be had.
    pub unreadable: u64,
    /// `papers.csv` files.
    pub manifests: u64,
    /// Hidden files and folders passed over.
    pub hidden: u64,
    /// Files read for the first time.
    pub added: u64,
    /// Files read again because they changed.
    pub changed: u64,
    /// Files left as they were.
    pub unchanged: u64,
    /// Files that are gone.
    pub removed: u64,
    /// Papers by kind.
    pub kinds: &'a BTreeMap<String, u64>,
    /// Papers without a meeting date.
    pub undated: u64,
    /// Papers whose council is not known.
    pub council_unknown: u64,
    /// How many problems of each kind.
    pub problem_counts: &'a BTreeMap<ProblemKind, u64>,
    /// Every problem, in the order of the files.
    pub problems: &'a [Problem],
    /// A digest of everything the index was built from.
    pub fingerprint: &'a str,
    /// The version of the program that built it.
    pub version: &'a str,
}

impl Built<'_> {
    /// Says whether every file is accounted for exactly once.
    pub fn adds_up(&self) -> bool {
        self.files == self.papers + self.no_paper + self.unreadable + self.manifests
    }
}
