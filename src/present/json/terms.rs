//! Shapes the answer to a list of terms.

use std::io::Result;
use std::io::Write;

use serde::Serialize;

use super::heading::CoverageOut;
use super::heading::IndexOut;
use super::heading::QueryOut;
use super::heading::ReceiptOut;
use super::mentions::FormsOut;
use super::mentions::SearchedOut;
use super::mentions::TablesOut;
use super::mentions::TotalsOut;
use crate::present::Asked;
use crate::search::Term;
use crate::search::Terms;

#[derive(Serialize)]
struct TermsOut<'a> {
    query: QueryOut<'a>,
    coverage: CoverageOut,
    index: IndexOut<'a>,
    terms: Vec<TermOut<'a>>,
    absent: Vec<AbsentOut<'a>>,
    refused: Vec<RefusedOut<'a>>,
    receipt: Option<ReceiptOut<'a>>,
}

#[derive(Serialize)]
struct TermOut<'a> {
    line: u64,
    query: TypedOut<'a>,
    #[serde(flatten)]
    totals: TotalsOut,
    as_printed: Option<TotalsOut>,
    forms: FormsOut<'a>,
    searched: SearchedOut,
    by: TablesOut<'a>,
}

#[derive(Serialize)]
struct TypedOut<'a> {
    text: &'a str,
    means: &'a str,
}

impl<'a> TermOut<'a> {
    fn of(term: &'a Term) -> Self {
        Self {
            line: term.line,
            query: TypedOut { text: &term.query, means: &term.means },
            totals: TotalsOut::of(term.totals),
            as_printed: term.as_printed.map(TotalsOut::of),
            forms: FormsOut(&term.forms),
            searched: SearchedOut::of(term.searched),
            by: TablesOut(&term.by),
        }
    }
}

/// A term that is found nowhere.
#[derive(Serialize)]
struct AbsentOut<'a> {
    line: u64,
    query: &'a str,
}

/// A line that is no term.
#[derive(Serialize)]
struct RefusedOut<'a> {
    line: u64,
    text: &'a str,
    message: String,
    hint: Option<String>,
}

/// Writes the counts of a list of terms.
pub fn terms(terms: &Terms, asked: &Asked, out: &mut dyn Write) -> Result<()> {
    let absent = terms.absent().map(|term| AbsentOut { line: term.line, query: &term.query });
    let refused = terms.refused.iter().map(|refused| RefusedOut {
        line: refused.line.number,
        text: &refused.line.text,
        message: refused.error.to_string(),
        hint: refused.error.hint(),
    });
    let answer = TermsOut {
        query: QueryOut::of(&terms.heading),
        coverage: CoverageOut::of(&terms.heading.coverage),
        index: IndexOut::of(&terms.heading.stamp),
        terms: terms.terms.iter().map(TermOut::of).collect(),
        absent: absent.collect(),
        refused: refused.collect(),
        receipt: ReceiptOut::of(&terms.heading, asked, &terms.counts()),
    };
    super::write(&answer, out)
}
