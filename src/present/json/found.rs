//! Shapes the answers of `search` and `facets`.

use std::collections::BTreeMap;
use std::io::Result;
use std::io::Write;

use serde::Serialize;

use super::about::AboutOut;
use super::heading::CoverageOut;
use super::heading::IndexOut;
use super::heading::QueryOut;
use super::heading::ReceiptOut;
use crate::present::Asked;
use crate::search::Facet;
use crate::search::Found;
use crate::search::Heading;
use crate::search::Hit;
use crate::search::Printed;

#[derive(Serialize)]
struct FoundOut<'a> {
    query: QueryOut<'a>,
    coverage: CoverageOut,
    index: IndexOut<'a>,
    total: u64,
    papers: u64,
    as_printed: Option<PrintedOut>,
    forms: &'a BTreeMap<String, Vec<String>>,
    hits: Vec<HitOut<'a>>,
    facets: BTreeMap<&'a str, Vec<ValueOut<'a>>>,
    receipt: Option<ReceiptOut<'a>>,
}

/// How much there is with copies and all.
#[derive(Serialize)]
struct PrintedOut {
    items: u64,
    papers: u64,
}

#[derive(Serialize)]
struct HitOut<'a> {
    id: &'a str,
    score: f32,
    #[serde(flatten)]
    about: AboutOut<'a>,
    snippets: Vec<SnippetOut<'a>>,
}

#[derive(Serialize)]
struct SnippetOut<'a> {
    text: &'a str,
    marks: &'a [(usize, usize)],
}

#[derive(Serialize)]
struct ValueOut<'a> {
    value: &'a str,
    count: u64,
    chosen: bool,
}

#[derive(Serialize)]
struct FacetOut<'a> {
    query: QueryOut<'a>,
    coverage: CoverageOut,
    index: IndexOut<'a>,
    field: &'a str,
    aside: bool,
    total: u64,
    values: Vec<ValueOut<'a>>,
    receipt: Option<ReceiptOut<'a>>,
}

/// Writes the answer to a search.
pub fn found(found: &Found, asked: &Asked, out: &mut dyn Write) -> Result<()> {
    let answer = FoundOut {
        query: QueryOut::of(&found.heading),
        coverage: CoverageOut::of(&found.heading.coverage),
        index: IndexOut::of(&found.heading.stamp),
        total: found.total,
        papers: found.papers,
        as_printed: found.as_printed.map(|Printed { items, papers }| PrintedOut { items, papers }),
        forms: &found.forms,
        hits: found.hits.iter().map(hit).collect(),
        facets: found.facets.iter().map(|facet| (facet.field.as_str(), values(facet, 0))).collect(),
        receipt: ReceiptOut::of(&found.heading, asked, &found.counts()),
    };
    super::write(&answer, out)
}

/// Writes the values of one field, at most `limit` of them (0 for all); `total` counts them all.
pub fn facet(
    heading: &Heading,
    facet: &Facet,
    limit: usize,
    asked: &Asked,
    out: &mut dyn Write,
) -> Result<()> {
    let values = values(facet, limit);
    let total = facet.values.len() as u64;
    let counts = [("values", total), ("shown", values.len() as u64)];
    let receipt = ReceiptOut::of(heading, asked, &counts);
    let answer = FacetOut {
        query: QueryOut::of(heading),
        coverage: CoverageOut::of(&heading.coverage),
        index: IndexOut::of(&heading.stamp),
        field: &facet.field,
        aside: facet.aside,
        total,
        values,
        receipt,
    };
    super::write(&answer, out)
}

fn hit(hit: &Hit) -> HitOut<'_> {
    HitOut {
        id: &hit.id,
        score: hit.score,
        about: AboutOut::of(&hit.about),
        snippets: hit
            .snippets
            .iter()
            .map(|snippet| SnippetOut { text: &snippet.text, marks: &snippet.marks })
            .collect(),
    }
}

fn values(facet: &Facet, limit: usize) -> Vec<ValueOut<'_>> {
    let limit = if limit == 0 { facet.values.len() } else { limit };
    facet
        .values
        .iter()
        .take(limit)
        .map(|value| ValueOut { value: &value.value, count: value.count, chosen: value.chosen })
        .collect()
}
