//! Shapes what stands above every answer: the query, the coverage, the index; and the receipt
//! that may stand below it.

use std::collections::BTreeMap;

use serde::Serialize;

use crate::paper::Layer;
use crate::present::Asked;
use crate::search::Coverage;
use crate::search::Heading;
use crate::search::Stamp;

#[derive(Serialize)]
pub(super) struct QueryOut<'a> {
    text: &'a str,
    means: &'a str,
    notes: Vec<NoteOut<'a>>,
}

/// What may be worth asking too.
#[derive(Serialize)]
#[serde(tag = "note", rename_all = "snake_case")]
enum NoteOut<'a> {
    /// A council took over from others.
    TookOver { council: &'a str, predecessors: Vec<PapersOut<'a>> },
    /// An acronym that is a word too counts in capitals only.
    CapitalsOnly { acronym: &'a str },
    /// A word that is an acronym too counts in any capitals.
    AnyCapitals { acronym: &'a str },
}

#[derive(Serialize)]
struct PapersOut<'a> {
    value: &'a str,
    count: u64,
}

impl<'a> QueryOut<'a> {
    pub(super) fn of(heading: &'a Heading) -> Self {
        let successions = heading.successions.iter().map(|succession| NoteOut::TookOver {
            council: &succession.council,
            predecessors: succession
                .predecessors
                .iter()
                .map(|(value, count)| PapersOut { value, count: *count })
                .collect(),
        });
        let capitals = heading.capitals.iter().map(|word| match word.held {
            true => NoteOut::CapitalsOnly { acronym: &word.acronym },
            false => NoteOut::AnyCapitals { acronym: &word.acronym },
        });
        let notes = successions.chain(capitals).collect();
        Self { text: &heading.query, means: &heading.means, notes }
    }
}

#[derive(Serialize)]
pub(super) struct CoverageOut {
    papers: u64,
    items: u64,
    unreadable: u64,
    undated: u64,
    council_unknown: u64,
    unread: u64,
}

impl CoverageOut {
    pub(super) fn of(coverage: &Coverage) -> Self {
        let Coverage { papers, items, unreadable, undated, council_unknown, unread } = *coverage;
        Self { papers, items, unreadable, undated, council_unknown, unread }
    }
}

#[derive(Serialize)]
pub(super) struct IndexOut<'a> {
    pub(super) fingerprint: &'a str,
    pub(super) version: &'a str,
}

impl<'a> IndexOut<'a> {
    pub(super) fn of(stamp: &'a Stamp) -> Self {
        Self { fingerprint: &stamp.fingerprint, version: &stamp.version }
    }
}

#[derive(Serialize)]
pub(super) struct ReceiptOut<'a> {
    query: &'a str,
    means: &'a str,
    filters: BTreeMap<&'a str, &'a [String]>,
    only: Vec<&'static str>,
    counts: BTreeMap<&'a str, u64>,
    coverage: CoverageOut,
    fingerprint: &'a str,
    version: &'a str,
    command: &'a str,
}

impl<'a> ReceiptOut<'a> {
    /// Gives the receipt, or `None` where none was asked for.
    pub(super) fn of(
        heading: &'a Heading,
        asked: &'a Asked,
        counts: &[(&'a str, u64)],
    ) -> Option<Self> {
        asked.receipt.then(|| Self {
            query: &heading.query,
            means: &heading.means,
            filters: asked
                .filters
                .iter()
                .map(|(field, values)| (field.as_str(), values.as_slice()))
                .collect(),
            only: asked.only.iter().copied().map(Layer::as_str).collect(),
            counts: counts.iter().copied().collect(),
            coverage: CoverageOut::of(&heading.coverage),
            fingerprint: &heading.stamp.fingerprint,
            version: &heading.stamp.version,
            command: &asked.command,
        })
    }
}
