//! Joins what stands side by side, and decides when two filters of one field mean OR.

use crate::error::Error;

use super::Query;
use super::dates::DateRange;
use super::fields::FIELDS;
use super::fields::Takes;
use super::filter::Filter;
use super::filter::Value;
use super::refuse;

/// What is joined with AND, and where in it each field may still take another value: filters of
/// one field side by side mean OR, but an AND between them keeps them apart.
#[derive(Default)]
pub(super) struct Run {
    queries: Vec<Query>,
    open: [Option<usize>; FIELDS.len()],
}

impl Run {
    /// Takes note of an AND.
    pub(super) fn close(&mut self) {
        self.open = Default::default();
    }

    /// Adds what comes next.
    pub(super) fn add(&mut self, query: Query) -> Result<(), Error> {
        match query {
            // A title has many words, so each must be there.
            Query::Filter(filter) if filter.field.row().takes != Takes::Words => {
                let at = *self.open[filter.field as usize].get_or_insert(self.queries.len());
                match self.queries.get_mut(at) {
                    Some(Query::Filter(held)) => {
                        refuse_every_day(held, &filter)?;
                        held.values.extend(filter.values);
                    }
                    _ => self.queries.push(Query::Filter(filter)),
                }
            }
            query => self.queries.push(query),
        }
        Ok(())
    }

    /// Gives all of it as one query; `None` if nothing was added.
    pub(super) fn joined(self) -> Option<Query> {
        (!self.queries.is_empty()).then(|| Query::all_of(self.queries))
    }
}

/// Refuses `date:2016.. date:..2018`: someone means the days between, and would get every day.
fn refuse_every_day(held: &Filter, more: &Filter) -> Result<(), Error> {
    let (Some(Value::Dates(a)), Some(Value::Dates(b))) = (held.values.last(), more.values.first())
    else {
        return Ok(());
    };
    match (a.from, a.to, b.from, b.to) {
        (from @ Some(_), None, None, to @ Some(_)) | (None, to @ Some(_), from @ Some(_), None)
            if from <= to =>
        {
            Err(refuse::every_day(*a, *b, DateRange { from, to }))
        }
        _ => Ok(()),
    }
}
