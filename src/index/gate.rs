//! Bounds how much text waits between the threads that read papers and those that index them.
//!
//! Tantivy's own queue counts papers and not bytes, so that long papers could pile up without
//! limit. A [`Permit`] travels inside the document and is given back when tantivy drops it.

use std::sync::Arc;
use std::sync::Condvar;
use std::sync::Mutex;
use std::sync::PoisonError;

use tantivy::TantivyDocument;
use tantivy::schema::Document;

/// Lets so many bytes through at a time.
#[derive(Debug)]
pub(crate) struct Gate {
    most: usize,
    inside: Mutex<usize>,
    freed: Condvar,
}

/// The right to keep some bytes in flight; dropping it gives them back.
#[derive(Debug)]
pub(crate) struct Permit {
    gate: Arc<Gate>,
    bytes: usize,
}

impl Gate {
    /// Makes a gate that lets `most` bytes through at a time.
    pub(crate) fn new(most: usize) -> Arc<Self> {
        Arc::new(Self { most, inside: Mutex::new(0), freed: Condvar::new() })
    }

    /// Waits until `bytes` more may be in flight. What is larger than the whole gate passes
    /// alone.
    pub(crate) fn enter(self: &Arc<Self>, bytes: usize) -> Arc<Permit> {
        let mut inside = self.inside.lock().unwrap_or_else(PoisonError::into_inner);
        while *inside > 0 && *inside + bytes > self.most {
            inside = self.freed.wait(inside).unwrap_or_else(PoisonError::into_inner);
        }
        *inside += bytes;
        Arc::new(Permit { gate: Arc::clone(self), bytes })
    }
}

impl Drop for Permit {
    fn drop(&mut self) {
        *self.gate.inside.lock().unwrap_or_else(PoisonError::into_inner) -= self.bytes;
        self.gate.freed.notify_all();
    }
}

/// A document with its permit.
#[derive(Debug)]
pub(crate) struct Gated {
    pub(crate) document: TantivyDocument,
    pub(crate) _permit: Arc<Permit>,
}

impl Document for Gated {
    type Value<'a> = <TantivyDocument as Document>::Value<'a>;
    type FieldsValuesIter<'a> = <TantivyDocument as Document>::FieldsValuesIter<'a>;

    fn iter_fields_and_values(&self) -> Self::FieldsValuesIter<'_> {
        self.document.iter_fields_and_values()
    }

    /// Called when the document leaves the queue: here the permit ends.
    fn into_tantivy_document(self) -> TantivyDocument {
        self.document
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_permit_gives_its_bytes_back_when_dropped() {
        let gate = Gate::new(10);
        let first = gate.enter(8);
        drop(first);
        let all = gate.enter(1000);
        assert_eq!(*gate.inside.lock().unwrap(), 1000);
        drop(all);
        assert_eq!(*gate.inside.lock().unwrap(), 0);
    }
}
