//! Shapes the summary of a build.

use std::collections::BTreeMap;
use std::io::Result;
use std::io::Write;

use serde::Serialize;

use super::heading::IndexOut;
use super::holdings::ProblemOut;
use super::holdings::problems;
use crate::present::Built;

#[derive(Serialize)]
struct BuiltOut<'a> {
    index: IndexOut<'a>,
    folder: &'a str,
    files: u64,
    papers: u64,
    items: u64,
    no_paper: u64,
    unreadable: u64,
    manifests: u64,
    hidden: u64,
    added: u64,
    changed: u64,
    unchanged: u64,
    removed: u64,
    undated: u64,
    council_unknown: u64,
    kinds: &'a BTreeMap<String, u64>,
    problem_counts: BTreeMap<&'static str, u64>,
    problems: Vec<ProblemOut<'a>>,
}

/// Writes the summary of a build, every problem included.
pub fn built(built: &Built<'_>, out: &mut dyn Write) -> Result<()> {
    let answer = BuiltOut {
        index: IndexOut { fingerprint: built.fingerprint, version: built.version },
        folder: &built.folder,
        files: built.files,
        papers: built.papers,
        items: built.items,
        no_paper: built.no_paper,
        unreadable: built.unreadable,
        manifests: built.manifests,
        hidden: built.hidden,
        added: built.added,
        changed: built.changed,
        unchanged: built.unchanged,
        removed: built.removed,
        undated: built.undated,
        council_unknown: built.council_unknown,
        kinds: built.kinds,
        problem_counts: built.problem_counts.iter().map(|(kind, n)| (kind.as_str(), *n)).collect(),
        problems: problems(built.problems),
    };
    super::write(&answer, out)
}
