//! Shapes the answers of `statements` and `recommendations`. Hits are written one by one as they
//! are made.

use std::collections::BTreeMap;
use std::io::Write;

use serde::Serialize;

use super::about::FactsOut;
use super::heading::CoverageOut;
use super::heading::IndexOut;
use super::heading::QueryOut;
use super::heading::ReceiptOut;
use super::mentions::TotalsOut;
use super::rows::Row;
use super::rows::RowsOut;
use super::stated::StatedOut;
use crate::error::Result;
use crate::present::Asked;
use crate::search::CouncilSummary;
use crate::search::Facet;
use crate::search::Levels;
use crate::search::Said;
use crate::search::StatementRow;
use crate::search::Statements;
use crate::search::Summary;

#[derive(Serialize)]
#[serde(bound = "")]
struct StatementsOut<'a, I: Iterator<Item = Result<StatementRow>>> {
    query: QueryOut<'a>,
    coverage: CoverageOut,
    index: IndexOut<'a>,
    total: u64,
    occurrences: u64,
    items: u64,
    papers: u64,
    as_printed: Option<TotalsOut>,
    levels: LevelsOut,
    summary: Option<SummaryOut<'a>>,
    facets: BTreeMap<&'a str, Vec<ValueOut<'a>>>,
    hits: RowsOut<I>,
    receipt: Option<ReceiptOut<'a>>,
}

#[derive(Serialize)]
struct LevelsOut {
    item: u64,
    claim: u64,
    mention: u64,
}

#[derive(Serialize)]
struct ValueOut<'a> {
    value: &'a str,
    count: u64,
}

#[derive(Serialize)]
struct SummaryOut<'a> {
    bodies: &'a [String],
    councils: Vec<CouncilOut<'a>>,
    not_applicable: Vec<ElsewhereOut<'a>>,
}

#[derive(Serialize)]
struct CouncilOut<'a> {
    council: Option<&'a str>,
    nation: Option<&'a str>,
    papers: u64,
    held: u64,
    claims: Vec<ClaimedOut<'a>>,
    mentions: u64,
}

/// A council that the body has no powers over: there is no number to give.
#[derive(Serialize)]
struct ElsewhereOut<'a> {
    council: Option<&'a str>,
    nation: Option<&'a str>,
    papers: u64,
}

#[derive(Serialize)]
struct ClaimedOut<'a> {
    framework: Option<&'a str>,
    inspected: Option<&'a str>,
    claimed: u32,
}

/// Where a statement stands.
#[derive(Serialize)]
struct PlaceOut<'a> {
    #[serde(flatten)]
    facts: FactsOut<'a>,
    title: Option<&'a str>,
    item_number: Option<&'a str>,
    paper_kind: &'static str,
    url: Option<&'a str>,
    path: &'a str,
    page: Option<u32>,
    ocr: bool,
    same_as: &'a [String],
}

#[derive(Serialize)]
struct SaidOut<'a> {
    id: &'a str,
    item: &'a str,
    #[serde(flatten)]
    stated: StatedOut<'a>,
    #[serde(flatten)]
    place: PlaceOut<'a>,
}

#[derive(Serialize)]
pub(super) struct HitOut<'a> {
    #[serde(flatten)]
    first: SaidOut<'a>,
    held: Option<u64>,
    occurrences: Vec<OccurrenceOut<'a>>,
}

/// Where and when the same is said, and what is said of it there.
#[derive(Serialize)]
struct OccurrenceOut<'a> {
    id: &'a str,
    item: &'a str,
    number: Option<&'a str>,
    committee: Option<&'a str>,
    date: Option<String>,
    date_layer: Option<&'static str>,
    paper_kind: &'static str,
    status: Option<&'a str>,
    response: Option<&'a str>,
    url: Option<&'a str>,
    path: &'a str,
    page: Option<u32>,
    ocr: bool,
}

impl Row for StatementRow {
    type Out<'a> = HitOut<'a>;

    fn shaped(&self) -> HitOut<'_> {
        let mut first = said(&self.first);
        first.stated = first.stated.told(self.status(), self.response());
        HitOut { first, held: self.held, occurrences: self.occurrences().map(occurrence).collect() }
    }
}

fn said(said: &Said) -> SaidOut<'_> {
    let about = &*said.about;
    SaidOut {
        id: &said.id,
        item: &said.item,
        stated: StatedOut::of(&said.quoted),
        place: PlaceOut {
            facts: FactsOut::of(about),
            title: about.title.as_deref(),
            item_number: about.item_number.as_deref(),
            paper_kind: about.kind.as_str(),
            url: about.url.as_deref(),
            path: &about.path,
            page: said.page().map(|start| start.page.get()),
            ocr: said.page().is_some_and(|start| start.is_picture),
            same_as: &about.same_as,
        },
    }
}

fn occurrence(said: &Said) -> OccurrenceOut<'_> {
    let about = &*said.about;
    let statement = &said.quoted.statement;
    OccurrenceOut {
        id: &said.id,
        item: &said.item,
        number: statement.number.as_deref(),
        committee: about.committee.as_ref().map(|(name, _)| name.as_str()),
        date: about.date.map(|(date, _)| date.to_string()),
        date_layer: about.date.map(|(_, layer)| layer.as_str()),
        paper_kind: about.kind.as_str(),
        status: statement.status.as_deref(),
        response: statement.response.as_deref(),
        url: about.url.as_deref(),
        path: &about.path,
        page: said.page().map(|start| start.page.get()),
        ocr: said.page().is_some_and(|start| start.is_picture),
    }
}

fn summed(summary: &Summary) -> SummaryOut<'_> {
    SummaryOut {
        bodies: &summary.bodies,
        councils: summary.councils.iter().map(council).collect(),
        not_applicable: summary
            .not_applicable
            .iter()
            .map(|it| ElsewhereOut {
                council: it.council.as_deref(),
                nation: it.nation.as_deref(),
                papers: it.papers,
            })
            .collect(),
    }
}

fn council(of: &CouncilSummary) -> CouncilOut<'_> {
    let claims = of.claims.iter().map(|it| ClaimedOut {
        framework: it.framework.as_deref(),
        inspected: it.inspected.as_deref(),
        claimed: it.claimed,
    });
    CouncilOut {
        council: of.council.as_deref(),
        nation: of.nation.as_deref(),
        papers: of.papers,
        held: of.held,
        claims: claims.collect(),
        mentions: of.mentions,
    }
}

fn values(facet: &Facet) -> Vec<ValueOut<'_>> {
    let shaped = facet.values.iter();
    shaped.map(|it| ValueOut { value: &it.value, count: it.count }).collect()
}

/// Writes the statements that answer a query, the rows as they come.
pub fn statements(
    statements: &Statements,
    rows: impl Iterator<Item = Result<StatementRow>>,
    asked: &Asked,
    out: &mut dyn Write,
) -> Result<()> {
    let Levels { item, claim, mention } = statements.levels;
    let facets = statements.facets.iter().map(|facet| (facet.field.as_str(), values(facet)));
    let answer = StatementsOut {
        query: QueryOut::of(&statements.heading),
        coverage: CoverageOut::of(&statements.heading.coverage),
        index: IndexOut::of(&statements.heading.stamp),
        total: statements.total,
        occurrences: statements.occurrences,
        items: statements.items,
        papers: statements.papers,
        as_printed: statements.as_printed.map(TotalsOut::of),
        levels: LevelsOut { item, claim, mention },
        summary: statements.summary.as_ref().map(summed),
        facets: facets.collect(),
        hits: RowsOut::new(rows),
        receipt: ReceiptOut::of(&statements.heading, asked, &statements.counts()),
    };
    let written = super::write(&answer, out);
    match answer.hits.stopped() {
        Some(error) => Err(error),
        None => Ok(written?),
    }
}
