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
    held_papers: u64,
    held_items: u64,
    no_paper: u64,
    unreadable: u64,
    manifests: u64,
    hidden: u64,
    added: u64,
    changed: u64,
    unchanged: u64,
    removed: u64,
    renamed: u64,
    gone: u64,
    unseen: u64,
    new_rules: bool,
    former_format: Option<u32>,
    undated: u64,
    council_unknown: u64,
    kinds: &'a BTreeMap<String, u64>,
    problem_counts: BTreeMap<&'static str, u64>,
    problems: Vec<ProblemOut<'a>>,
}

/// Writes the summary of a build, every problem included.
pub fn built(built: &Built<'_>, out: &mut dyn Write) -> Result<()> {
    let summary = built.summary;
    let answer = BuiltOut {
        index: IndexOut { fingerprint: &summary.fingerprint, version: built.version },
        folder: &built.folder,
        files: summary.files,
        papers: summary.papers,
        items: summary.items,
        held_papers: summary.held_papers,
        held_items: summary.held_items,
        no_paper: summary.no_paper,
        unreadable: summary.unreadable,
        manifests: summary.manifests,
        hidden: summary.hidden,
        added: summary.added,
        changed: summary.changed,
        unchanged: summary.unchanged,
        removed: summary.removed,
        renamed: summary.renamed,
        gone: summary.gone,
        unseen: summary.unseen,
        new_rules: summary.new_rules,
        former_format: summary.former_format,
        undated: summary.undated,
        council_unknown: summary.council_unknown,
        kinds: &summary.kinds,
        problem_counts: summary
            .problem_counts
            .iter()
            .map(|(kind, n)| (kind.as_str(), *n))
            .collect(),
        problems: problems(&summary.problems),
    };
    super::write(&answer, out)
}
