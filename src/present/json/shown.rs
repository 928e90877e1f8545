//! Shapes the answer of `show`.

use std::io::Result;
use std::io::Write;

use serde::Serialize;

use super::about::AboutOut;
use super::heading::CoverageOut;
use super::heading::IndexOut;
use super::heading::QueryOut;
use super::stated::StatedOut;
use crate::search::Shown;

#[derive(Serialize)]
struct ShownOut<'a> {
    // No query was asked; the key is there as in every answer.
    query: Option<QueryOut<'a>>,
    coverage: CoverageOut,
    index: IndexOut<'a>,
    paper: &'a str,
    paper_items: u64,
    items: Vec<ItemOut<'a>>,
}

#[derive(Serialize)]
struct ItemOut<'a> {
    id: &'a str,
    #[serde(flatten)]
    about: AboutOut<'a>,
    evidence: Vec<EvidenceOut<'a>>,
    text: &'a str,
    statements: Vec<StatedOut<'a>>,
}

#[derive(Serialize)]
struct EvidenceOut<'a> {
    fact: &'a str,
    evidence: &'a str,
}

/// Writes the items shown, with their text and what decided their facts.
pub fn shown(shown: &Shown, out: &mut dyn Write) -> Result<()> {
    let items = shown.items.iter().map(|item| ItemOut {
        id: &item.id,
        about: AboutOut::of(&item.about),
        evidence: item
            .evidence
            .iter()
            .map(|(fact, evidence)| EvidenceOut { fact, evidence })
            .collect(),
        text: &item.text,
        statements: item.statements.iter().map(StatedOut::of).collect(),
    });
    let answer = ShownOut {
        query: None,
        coverage: CoverageOut::of(&shown.coverage),
        index: IndexOut::of(&shown.stamp),
        paper: &shown.paper,
        paper_items: shown.paper_items,
        items: items.collect(),
    };
    super::write(&answer, out)
}
