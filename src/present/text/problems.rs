//! Writes what fell short: how many files of each problem, with the first few as examples.

use std::collections::BTreeMap;
use std::io::Result;

use super::Page;
use super::Run;
use crate::present::clean;
use crate::present::words;
use crate::problem::Outcome;
use crate::problem::Problem;
use crate::problem::ProblemKind;

/// How many files stand as examples of a problem.
const EXAMPLES: usize = 3;

/// What is said of files with each outcome.
const OUTCOMES: [(Outcome, &str); 3] = [
    (Outcome::Unreadable, "unreadable: no text could be had"),
    (Outcome::NoPaper, "no paper: nothing is missing from the index"),
    (Outcome::Indexed, "indexed all the same"),
];

/// Counts problems by kind.
pub(super) fn counted(problems: &[Problem]) -> BTreeMap<ProblemKind, u64> {
    let mut counts = BTreeMap::new();
    for problem in problems {
        *counts.entry(problem.kind).or_insert(0) += 1;
    }
    counts
}

/// Writes the counts by outcome and kind, each with its first files. `whole_list` is the command
/// that lists them all.
pub(super) fn overview(
    page: &mut Page<'_>,
    counts: &BTreeMap<ProblemKind, u64>,
    problems: &[Problem],
    whole_list: &str,
) -> Result<()> {
    for (outcome, told) in OUTCOMES {
        let kinds: Vec<(ProblemKind, u64)> = counts
            .iter()
            .filter(|(kind, n)| kind.outcome() == outcome && **n > 0)
            .map(|(kind, n)| (*kind, *n))
            .collect();
        if kinds.is_empty() {
            continue;
        }
        page.gap()?;
        page.line(&[Run::strong(told)])?;
        for (kind, n) in kinds {
            page.line(&[Run::plain(format!("  {:>6}  {}", words::number(n), kind.label()))])?;
            let of_kind = problems.iter().filter(|problem| problem.kind == kind);
            for problem in of_kind.clone().take(EXAMPLES) {
                let room = page.width().saturating_sub(10);
                let told = clean::cut(&clean::line(&in_brief(problem)), room);
                page.flow(10, 12, &[Run::faint(told)])?;
            }
            let left = n.saturating_sub(EXAMPLES as u64);
            if left > 0 {
                let more = format!("… and {} more: `{whole_list}`", words::number(left));
                page.flow(10, 12, &[Run::faint(more)])?;
            }
        }
    }
    Ok(())
}

/// The file and the particulars.
pub(super) fn in_brief(problem: &Problem) -> String {
    if problem.detail.is_empty() {
        problem.path.clone()
    } else {
        format!("{}: {}", problem.path, problem.detail)
    }
}
