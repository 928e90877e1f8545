//! Says what an index holds and what it could not read, from its account of files.

use std::collections::BTreeMap;

use crate::error::Result;
use crate::index::PaperAccount;

use super::answer::Holdings;
use super::answer::UNKNOWN;
use super::library::Library;

impl Library {
    /// Says what the index holds and what it could not read.
    pub fn holdings(&self) -> Result<Holdings> {
        let ledger = self.reader.ledger()?;
        let papers: Vec<&PaperAccount> =
            ledger.entries.values().filter_map(|entry| entry.paper.as_ref()).collect();
        let count = |value: &dyn Fn(&PaperAccount) -> Option<String>| {
            let mut counts: BTreeMap<String, u64> = BTreeMap::new();
            for paper in &papers {
                *counts.entry(value(paper).unwrap_or_else(|| UNKNOWN.to_owned())).or_default() += 1;
            }
            counts
        };
        let council = by_count(count(&|paper| paper.council.clone()));
        let kind = by_count(count(&|paper| Some(paper.kind.clone())));
        let year = count(&|paper| paper.date.as_ref().map(|date| date.chars().take(4).collect()));
        // Years read best in their own order; `(unknown)` sorts before digits and goes last.
        let (unknown, mut years): (Vec<_>, Vec<_>) =
            year.into_iter().partition(|(value, _)| value == UNKNOWN);
        years.extend(unknown);
        Ok(Holdings {
            stamp: self.stamp(),
            coverage: self.coverage(),
            files: self.reader.card().files,
            by: vec![
                ("council".to_owned(), council),
                ("year".to_owned(), years),
                ("kind".to_owned(), kind),
            ],
            problems: ledger.problems(),
        })
    }
}

/// The most frequent first, ties by name, what is not known last.
fn by_count(counts: BTreeMap<String, u64>) -> Vec<(String, u64)> {
    let mut counts: Vec<(String, u64)> = counts.into_iter().collect();
    counts.sort_by(|a, b| (a.0 == UNKNOWN, b.1, &a.0).cmp(&(b.0 == UNKNOWN, a.1, &b.0)));
    counts
}
