//! Writes rows into an answer one by one as they are made.

use std::cell::RefCell;

use serde::Serialize;
use serde::Serializer;
use serde::ser::Error as _;
use serde::ser::SerializeSeq;

use crate::error::Error;
use crate::error::Result;

/// A row of an answer, as JSON has it.
pub(super) trait Row {
    /// Its shape.
    type Out<'a>: Serialize
    where
        Self: 'a;

    /// Gives it its shape.
    fn shaped(&self) -> Self::Out<'_>;
}

/// Rows that are made while they are written. What stops them is kept, for a serialiser would
/// make plain words of it.
pub(super) struct RowsOut<I> {
    rows: RefCell<I>,
    stopped: RefCell<Option<Error>>,
}

impl<I> RowsOut<I> {
    pub(super) fn new(rows: I) -> Self {
        Self { rows: RefCell::new(rows), stopped: RefCell::new(None) }
    }

    /// What stopped the rows, if anything did.
    pub(super) fn stopped(&self) -> Option<Error> {
        self.stopped.take()
    }
}

impl<T: Row, I: Iterator<Item = Result<T>>> Serialize for RowsOut<I> {
    fn serialize<S: Serializer>(&self, serializer: S) -> std::result::Result<S::Ok, S::Error> {
        let mut hits = serializer.serialize_seq(None)?;
        for row in &mut *self.rows.borrow_mut() {
            match row {
                Ok(row) => hits.serialize_element(&row.shaped())?,
                Err(error) => {
                    let told = S::Error::custom(&error);
                    *self.stopped.borrow_mut() = Some(error);
                    return Err(told);
                }
            }
        }
        hits.end()
    }
}
