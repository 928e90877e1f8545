//! Adds up what a build did, from the account of files. Reads and writes nothing.

use std::collections::BTreeMap;

use crate::index::Entry;
use crate::index::Ledger;
use crate::problem::Outcome;
use crate::problem::Problem;
use crate::problem::ProblemKind;
use crate::source::Below;

use super::files::Accounts;

/// What a build did.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Summary {
    /// Files met, hidden ones not counted. `files = papers + no_paper + unreadable + manifests`.
    pub files: u64,
    /// Files that are papers in the index now.
    pub papers: u64,
    /// Items of these papers.
    pub items: u64,
    /// Papers that the index holds in all, those of folders not given this time included.
    pub held_papers: u64,
    /// Items of all these papers.
    pub held_items: u64,
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
    /// Files that are known under another name, by their content.
    pub renamed: u64,
    /// Files that are gone and whose papers were kept.
    pub gone: u64,
    /// Files in folders that cannot be entered now; what was read from them before stays.
    pub unseen: u64,
    /// Whether the rules by which papers are read are other ones than the last time, so that every
    /// file was read again.
    pub new_rules: bool,
    /// The format of the index that lay there before, where this program could not read it and
    /// every file was read again.
    pub former_format: Option<u32>,
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

/// What a build has done so far.
#[derive(Debug, Default)]
pub(super) struct Changes {
    pub(super) added: u64,
    changed: u64,
    pub(super) unchanged: u64,
    pub(super) renamed: u64,
    pub(super) removed: u64,
    pub(super) gone: u64,
    pub(super) unseen: u64,
    pub(super) new_rules: bool,
    pub(super) former_format: Option<u32>,
}

impl Changes {
    /// Notes a file that was read.
    pub(super) fn note(&mut self, entry: &Entry, accounts: &Accounts<'_>) {
        match accounts.before.entries.get(&entry.source) {
            None => self.added += 1,
            Some(before) if accounts.is_as_before(before, entry) => self.unchanged += 1,
            Some(_) => self.changed += 1,
        }
    }

    /// How many files were put into the index, in whatever place.
    pub(super) fn read(&self) -> u64 {
        self.added + self.changed + self.renamed
    }
}

/// Adds up what the index now holds of the given roots, and of all others it knows.
pub(super) fn of(ledger: &Ledger, roots: &[Below], done: Changes, fingerprint: String) -> Summary {
    let mut summary = Summary {
        added: done.added,
        changed: done.changed,
        unchanged: done.unchanged,
        removed: done.removed,
        renamed: done.renamed,
        gone: done.gone,
        unseen: done.unseen,
        new_rules: done.new_rules,
        former_format: done.former_format,
        fingerprint,
        ..Summary::default()
    };
    let given = |source: &str| roots.iter().any(|root| root.holds(source));
    for (root, account) in ledger.roots.iter().filter(|(root, _)| given(root)) {
        debug_assert!(!root.is_empty(), "a root has a path");
        summary.manifests += account.manifests;
        summary.hidden += account.hidden;
        for problem in account.problems() {
            summary.count(problem.kind.outcome());
            summary.problems.push(problem);
        }
    }
    summary.files += summary.manifests;
    for (_, entry) in ledger.entries.iter().filter(|(source, _)| given(source)) {
        summary.files += 1;
        if let Some(paper) = &entry.paper {
            summary.papers += 1;
            summary.items += paper.items;
            summary.undated += u64::from(paper.date.is_none());
            summary.council_unknown += u64::from(paper.council.is_none());
            *summary.kinds.entry(paper.kind.clone()).or_default() += 1;
        } else if entry.outcome() == Outcome::Unreadable {
            summary.unreadable += 1;
        } else {
            summary.no_paper += 1;
        }
        summary.problems.extend(entry.problems());
    }
    for paper in ledger.entries.values().filter_map(|entry| entry.paper.as_ref()) {
        summary.held_papers += 1;
        summary.held_items += paper.items;
    }
    for problem in &summary.problems {
        *summary.problem_counts.entry(problem.kind).or_default() += 1;
    }
    summary
}

impl Summary {
    /// Says whether every file is accounted for exactly once.
    pub fn adds_up(&self) -> bool {
        self.files == self.papers + self.no_paper + self.unreadable + self.manifests
    }

    /// Counts a file that was never opened.
    fn count(&mut self, outcome: Outcome) {
        match outcome {
            Outcome::Unreadable => self.unreadable += 1,
            Outcome::NoPaper => self.no_paper += 1,
            Outcome::Indexed => return,
        }
        self.files += 1;
    }
}
