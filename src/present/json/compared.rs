//! Shapes a comparison: one object a row, keyed by its years or months.

use std::io::Result;
use std::io::Write;

use serde::Serialize;
use serde::Serializer;
use serde::ser::SerializeMap;

use super::heading::CoverageOut;
use super::heading::IndexOut;
use super::heading::QueryOut;
use super::heading::ReceiptOut;
use super::mentions::FormsOut;
use super::mentions::SearchedOut;
use super::mentions::TotalsOut;
use crate::present::Asked;
use crate::present::words;
use crate::search::Cell;
use crate::search::Comparison;
use crate::search::Group;
use crate::search::Searched;
use crate::search::Series;
use crate::search::Totals;

#[derive(Serialize)]
struct ComparedOut<'a> {
    query: QueryOut<'a>,
    coverage: CoverageOut,
    index: IndexOut<'a>,
    by: &'a str,
    over: &'static str,
    #[serde(flatten)]
    totals: TotalsOut,
    as_printed: Option<TotalsOut>,
    forms: FormsOut<'a>,
    searched: SearchedOut,
    columns: ColumnsOut<'a>,
    rows: Vec<RowOut<'a>>,
    rows_in_all: u64,
    items_overlap: bool,
    papers_overlap: bool,
    receipt: Option<ReceiptOut<'a>>,
}

/// What was found and searched, of a cell or of a sum.
#[derive(Serialize)]
struct CellOut {
    occurrences: u64,
    items: u64,
    papers: u64,
    words: u64,
    searched_items: u64,
    searched_papers: u64,
    per_10000_words: Option<f64>,
}

impl CellOut {
    fn of(found: Totals, searched: Searched) -> Self {
        Self {
            occurrences: found.occurrences,
            items: found.items,
            papers: found.papers,
            words: searched.words,
            searched_items: searched.items,
            searched_papers: searched.papers,
            per_10000_words: words::per_10_000(found.occurrences, searched.words),
        }
    }

    fn of_cell(cell: &Cell) -> Self {
        Self::of(cell.found, cell.searched)
    }

    fn of_group(group: &Group) -> Self {
        Self::of(group.found, group.searched)
    }
}

/// The sums of the columns, in their order.
struct ColumnsOut<'a>(&'a [Group]);

impl Serialize for ColumnsOut<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> std::result::Result<S::Ok, S::Error> {
        serializer.collect_map(self.0.iter().map(|it| (&it.value, CellOut::of_group(it))))
    }
}

/// A row: its value under the name of the field, its sum under `total`, and its cells. No year and
/// no month goes by the name of a field.
struct RowOut<'a> {
    by: &'a str,
    columns: &'a [Group],
    row: &'a Series,
}

impl Serialize for RowOut<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> std::result::Result<S::Ok, S::Error> {
        let Self { by, columns, row } = self;
        let mut map = serializer.serialize_map(None)?;
        map.serialize_entry(by, &row.total.value)?;
        map.serialize_entry("total", &CellOut::of_group(&row.total))?;
        for (column, cell) in columns.iter().zip(&row.cells) {
            map.serialize_entry(&column.value, &cell.as_ref().map(CellOut::of_cell))?;
        }
        map.end()
    }
}

/// Writes a comparison. Where nothing was searched there is no cell but `null`.
pub fn compared(comparison: &Comparison, asked: &Asked, out: &mut dyn Write) -> Result<()> {
    let row = |row| RowOut { by: &comparison.by, columns: &comparison.columns, row };
    let answer = ComparedOut {
        query: QueryOut::of(&comparison.heading),
        coverage: CoverageOut::of(&comparison.heading.coverage),
        index: IndexOut::of(&comparison.heading.stamp),
        by: &comparison.by,
        over: comparison.over.field(),
        totals: TotalsOut::of(comparison.totals),
        as_printed: comparison.as_printed.map(TotalsOut::of),
        forms: FormsOut(&comparison.forms),
        searched: SearchedOut::of(comparison.searched),
        columns: ColumnsOut(&comparison.columns),
        rows: comparison.shown().iter().map(row).collect(),
        rows_in_all: comparison.rows.len() as u64,
        items_overlap: comparison.items_overlap(),
        papers_overlap: comparison.papers_overlap(),
        receipt: ReceiptOut::of(&comparison.heading, asked, &comparison.counts()),
    };
    super::write(&answer, out)
}
