//! Shapes the answer of `coverage`, and the problems that other answers list too.

use std::collections::BTreeMap;
use std::io::Result;
use std::io::Write;

use serde::Serialize;

use super::heading::CoverageOut;
use super::heading::IndexOut;
use super::heading::QueryOut;
use crate::problem::Problem;
use crate::search::Holdings;

#[derive(Serialize)]
struct HoldingsOut<'a> {
    // No query was asked; the key is there as in every answer.
    query: Option<QueryOut<'a>>,
    coverage: CoverageOut,
    index: IndexOut<'a>,
    files: u64,
    papers: u64,
    items: u64,
    by: BTreeMap<&'a str, BTreeMap<&'a str, u64>>,
    problems: Vec<ProblemOut<'a>>,
}

#[derive(Serialize)]
pub(super) struct ProblemOut<'a> {
    path: &'a str,
    problem: &'static str,
    detail: Option<&'a str>,
}

/// Writes what an index holds, every problem included.
pub fn holdings(holdings: &Holdings, out: &mut dyn Write) -> Result<()> {
    let by = holdings.by.iter().map(|(field, values)| {
        (field.as_str(), values.iter().map(|(value, n)| (value.as_str(), *n)).collect())
    });
    let answer = HoldingsOut {
        query: None,
        coverage: CoverageOut::of(&holdings.coverage),
        index: IndexOut::of(&holdings.stamp),
        files: holdings.files,
        papers: holdings.coverage.papers,
        items: holdings.coverage.items,
        by: by.collect(),
        problems: problems(&holdings.problems),
    };
    super::write(&answer, out)
}

pub(super) fn problems(problems: &[Problem]) -> Vec<ProblemOut<'_>> {
    problems
        .iter()
        .map(|problem| ProblemOut {
            path: &problem.path,
            problem: problem.kind.as_str(),
            detail: (!problem.detail.is_empty()).then_some(problem.detail.as_str()),
        })
        .collect()
}
