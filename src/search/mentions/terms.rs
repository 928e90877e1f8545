//! Counts the mentions of many terms, each by itself, by the values of fields.

use crate::error::Error;
use crate::error::Result;
use crate::query::Field;
use crate::query::Query;
use crate::search::answer::Heading;
use crate::search::library;
use crate::search::library::Library;
use crate::search::plan::Planner;

use super::answer::MentionOptions;
use super::answer::Searched;
use super::answer::Table;
use super::answer::Totals;
use super::counted::Documents;
use super::tally::Shape;

/// One of a list of terms as it was typed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Line {
    /// Its number in the list, from 1.
    pub number: u64,
    /// What was typed: a query.
    pub text: String,
}

/// The counts of one term.
#[derive(Debug, Clone, PartialEq)]
pub struct Term {
    /// The number of its line.
    pub line: u64,
    /// The query in its canonical spelling, without the filters of the whole list.
    pub query: String,
    /// What it was taken to mean, filters and all.
    pub means: String,
    /// How many mentions there are. With [`MentionOptions::distinct`], without copies.
    pub totals: Totals,
    /// How many as printed, copies and all; only where copies were left out.
    pub as_printed: Option<Totals>,
    /// The forms as printed, the most frequent first.
    pub forms: Vec<(String, u64)>,
    /// What was searched for it.
    pub searched: Searched,
    /// The tables that were asked for, in that order.
    pub by: Vec<Table>,
}

/// A line that is no term.
#[derive(Debug)]
pub struct Refused {
    /// The line.
    pub line: Line,
    /// Why it is none.
    pub error: Error,
}

/// The counts of a list of terms.
#[derive(Debug)]
pub struct Terms {
    /// The filters of the whole list, the coverage and the index.
    pub heading: Heading,
    /// The terms, in the order of the list, those found nowhere too.
    pub terms: Vec<Term>,
    /// The lines that are no terms.
    pub refused: Vec<Refused>,
}

impl Terms {
    /// The terms that are found nowhere.
    pub fn absent(&self) -> impl Iterator<Item = &Term> {
        self.terms.iter().filter(|term| term.totals.occurrences == 0)
    }

    /// The counts that a receipt carries: (what, how many).
    pub fn counts(&self) -> Vec<(&'static str, u64)> {
        let absent = self.absent().count() as u64;
        let terms = self.terms.len() as u64;
        let refused = self.refused.len() as u64;
        vec![("terms", terms), ("found nowhere", absent), ("not understood", refused)]
    }
}

impl Library {
    /// Counts the mentions of each of `lines`, among what `filters` leaves. Blank lines and those
    /// that begin with `#` are passed over; a line that is not understood is named and costs
    /// nothing but itself.
    ///
    /// Refuses filters that hold a pattern, a field that cannot be counted, and a list without a
    /// term; fails where the index cannot be read.
    pub fn terms(
        &self,
        lines: &[Line],
        filters: &Query,
        options: &MentionOptions,
    ) -> Result<Terms> {
        if let Some(pattern) = filters.patterns().first() {
            return Err(Error::Query {
                message: format!("`{pattern}` stands beside a list of terms"),
                hint: "write it as a line of the list; beside it, fields and `-` narrow".to_owned(),
            });
        }
        for field in &options.by {
            library::facet_columns(field)?;
        }
        // Planned first: a filter that is not understood is no fault of a line.
        let layers = library::layers(filters, &options.only);
        let mut planner = Planner::new(&self.reader, &layers).cased(options.cased);
        planner.plan(&filters.without(Field::Only))?;
        let mut heading = self.heading(filters, &planner, &layers)?;
        heading.means = format!("each term by itself, in {}", heading.means);
        options.note(&mut heading.means);
        let mut terms = Vec::new();
        let mut refused = Vec::new();
        let mut searched = Documents::new();
        for line in lines {
            if line.text.trim().is_empty() || line.text.trim_start().starts_with('#') {
                continue;
            }
            match self.term(line, filters, options, &mut searched) {
                Ok(term) => terms.push(term),
                Err(error @ Error::Query { .. }) => {
                    refused.push(Refused { line: line.clone(), error });
                }
                Err(error) => return Err(error),
            }
        }
        if terms.is_empty() && refused.is_empty() {
            return Err(Error::Query {
                message: "the list holds no term".to_owned(),
                hint: "write one query a line; blank lines and those with `#` are passed over"
                    .to_owned(),
            });
        }
        Ok(Terms { heading, terms, refused })
    }

    fn term(
        &self,
        line: &Line,
        filters: &Query,
        options: &MentionOptions,
        searched: &mut Documents,
    ) -> Result<Term> {
        let typed: Query = line.text.parse()?;
        let query = Query::all_of([typed.clone(), filters.clone()]);
        let counted = self.counted(&query, options, Shape::Apart, searched)?;
        let mut means = self.heading(&counted.query, &counted.planner, &counted.layers)?.means;
        options.note(&mut means);
        Ok(Term {
            line: line.number,
            query: typed.to_string(),
            means,
            totals: counted.totals,
            as_printed: counted.as_printed,
            forms: counted.forms,
            searched: counted.searched.unwrap_or_default(),
            by: counted.by,
        })
    }
}
