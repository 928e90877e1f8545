//! Walks the postings once and notes where the patterns stand in each item.
//!
//! A place takes twelve bytes; no text is looked at, but for words held to their capitals.

use std::collections::BTreeSet;

use tantivy::DocAddress;
use tantivy::DocSet;
use tantivy::TERMINATED;
use tantivy::query::EnableScoring;
use tantivy::query::Query as TantivyQuery;

use crate::index::Reader;
use crate::search::opened::Opened;
use crate::search::opened::Standing;
use crate::search::spans::Occurrence;

/// Stands for the marks of a place that is marked as a whole.
const WHOLE: u32 = u32::MAX;

/// One place where a pattern stands, in words of its item.
#[derive(Debug, Clone, Copy)]
pub(super) struct Place {
    /// The first word.
    pub(super) start: u32,
    /// One past the last word.
    pub(super) end: u32,
    /// Its number among [`Walk::runs`].
    runs: u32,
}

/// An item with its places: `count` of [`Walk::places`] from `first` on, in order.
#[derive(Debug, Clone, Copy)]
pub(super) struct Holder {
    pub(super) address: DocAddress,
    first: usize,
    count: usize,
}

/// Every place where a pattern stands.
#[derive(Debug, Default)]
pub(super) struct Walk {
    /// The items that hold one, by address.
    pub(super) items: Vec<Holder>,
    places: Vec<Place>,
    runs: Vec<Vec<(u32, u32)>>,
}

/// Lists the documents that answer `plan`, by address.
pub(super) fn documents(
    reader: &Reader,
    plan: &dyn TantivyQuery,
) -> tantivy::Result<Vec<DocAddress>> {
    let searcher = reader.searcher();
    let weight = plan.weight(EnableScoring::disabled_from_searcher(searcher))?;
    let mut found = Vec::new();
    for (ordinal, segment) in (0..).zip(searcher.segment_readers()) {
        let alive = segment.alive_bitset();
        let mut scorer = weight.scorer(segment, 1.0)?;
        let mut doc = scorer.doc();
        while doc != TERMINATED {
            if alive.is_none_or(|alive| alive.is_alive(doc)) {
                found.push(DocAddress::new(ordinal, doc));
            }
            doc = scorer.advance();
        }
    }
    Ok(found)
}

impl Walk {
    /// Finds the places of all patterns in the items that answer `plan`.
    pub(super) fn over(
        reader: &Reader,
        plan: &dyn TantivyQuery,
        patterns: &[Standing],
    ) -> tantivy::Result<Self> {
        let mut walk = Self::default();
        let documents = documents(reader, plan)?;
        for documents in documents.chunk_by(|a, b| a.segment_ord == b.segment_ord) {
            let Some(first) = documents.first() else { continue };
            let segment = reader.searcher().segment_reader(first.segment_ord);
            let mut opened = patterns
                .iter()
                .map(|pattern| pattern.open(segment))
                .collect::<Result<Vec<_>, _>>()?;
            for address in documents {
                walk.item(*address, &mut opened)?;
            }
        }
        Ok(walk)
    }

    fn item(&mut self, address: DocAddress, patterns: &mut [Opened]) -> tantivy::Result<()> {
        let first = self.places.len();
        if let [only] = patterns
            && let Some(words) = only.single(address.doc_id)?
        {
            let place = |at: &u32| Place { start: *at, end: at + 1, runs: WHOLE };
            self.places.extend(words.iter().map(place));
        } else {
            let mut found = Vec::new();
            for pattern in patterns {
                found.append(&mut pattern.occurrences(address.doc_id)?);
            }
            found.sort_unstable();
            found.dedup_by_key(|occurrence| (occurrence.start, occurrence.end));
            for Occurrence { start, end, marks } in found {
                let runs = if marks == [(start, end)] {
                    WHOLE
                } else {
                    self.runs.push(marks);
                    u32::try_from(self.runs.len() - 1).unwrap_or(WHOLE)
                };
                self.places.push(Place { start, end, runs });
            }
        }
        let count = self.places.len() - first;
        if count > 0 {
            self.items.push(Holder { address, first, count });
        }
        Ok(())
    }

    /// Takes places away, each an item and the number of the place in it, with the items in which
    /// none is left.
    pub(super) fn without(&mut self, places: &BTreeSet<(DocAddress, usize)>) {
        if places.is_empty() {
            return;
        }
        let mut left = Vec::with_capacity(self.places.len().saturating_sub(places.len()));
        let mut items = Vec::with_capacity(self.items.len());
        for item in &self.items {
            let first = left.len();
            let of_item = self.places(item).iter().enumerate();
            left.extend(
                of_item
                    .filter(|(number, _)| !places.contains(&(item.address, *number)))
                    .map(|(_, place)| *place),
            );
            let count = left.len() - first;
            if count > 0 {
                items.push(Holder { address: item.address, first, count });
            }
        }
        (self.places, self.items) = (left, items);
    }

    /// The places in an item, in order.
    pub(super) fn places(&self, item: &Holder) -> &[Place] {
        self.places.get(item.first..item.first + item.count).unwrap_or_default()
    }

    /// The runs of words to be marked, of a place that is not marked as a whole.
    pub(super) fn runs(&self, place: Place) -> Option<&[(u32, u32)]> {
        self.runs.get(usize::try_from(place.runs).ok()?).map(Vec::as_slice)
    }
}
