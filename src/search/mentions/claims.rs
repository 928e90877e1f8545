//! Says of each file what an answer claims of it, for a scan of the files to check.

use std::collections::BTreeMap;
use std::collections::BTreeSet;

use tantivy::DocAddress;
use tantivy::DocSet;
use tantivy::TERMINATED;
use tantivy::schema::IndexRecordOption;

use crate::error::Result;
use crate::index::Ledger;
use crate::index::Reader;
use crate::query::Field;
use crate::query::Query;
use crate::search::library;
use crate::search::library::Library;
use crate::search::plan::Planner;
use crate::verify;
use crate::verify::Claims;
use crate::verify::Counts;
use crate::verify::ItemClaim;
use crate::verify::Span;

use super::answer::MentionOptions;
use super::answer::Mentions;
use super::walk;
use super::walk::Holder;
use super::walk::Walk;

impl Library {
    /// The account of all files.
    pub fn ledger(&self) -> Result<Ledger> {
        self.reader.ledger()
    }

    /// Says of each file that was searched what `mentions` claims of it. `query` and `options`
    /// are those that `mentions` answers.
    ///
    /// Refuses what [`mentions`](Self::mentions) refuses.
    pub fn claims(
        &self,
        query: &Query,
        options: &MentionOptions,
        mentions: &Mentions,
    ) -> Result<Claims> {
        let exact = options.exact || options.cased;
        let query = if exact { query.exact() } else { query.clone() };
        let layers = library::layers(&query, &options.only);
        let query = query.without(Field::Only);
        let broken = |error| self.reader.broken(&error);

        let mut planner = Planner::new(&self.reader, &layers).cased(options.cased);
        let plan = planner.plan(&query)?;
        let narrowing = planner.plan(&query.narrowing())?;
        let mut standing = Vec::new();
        for pattern in query.patterns() {
            standing.push(planner.standing(pattern)?);
        }
        let walk = Walk::over(&self.reader, &*plan, &standing).map_err(broken)?;
        let filters = verify::filters(&query);
        let mut passing = Vec::with_capacity(filters.len());
        for filter in &filters {
            let plan = planner.plan(&Query::Filter(filter.clone()))?;
            passing.push(walk::documents(&self.reader, &*plan).map_err(broken)?);
        }
        let searched = walk::documents(&self.reader, &*narrowing).map_err(broken)?;

        let item = |address: &DocAddress| -> tantivy::Result<ItemClaim> {
            let holder = walk.items.binary_search_by_key(address, |item| item.address);
            let spans = match holder {
                Ok(at) => spans(&self.reader, &walk, &walk.items[at])?,
                Err(_) => Vec::new(),
            };
            Ok(ItemClaim {
                passes: passing.iter().map(|items| items.binary_search(address).is_ok()).collect(),
                spans,
            })
        };
        let mut sources = BTreeMap::new();
        let mut aside = BTreeSet::new();
        for (source, items) in sources_of(&self.reader).map_err(broken)? {
            if items.iter().any(|address| searched.binary_search(address).is_ok()) {
                let claims: tantivy::Result<Vec<ItemClaim>> = items.iter().map(item).collect();
                sources.insert(source, claims.map_err(broken)?);
            } else {
                aside.insert(source);
            }
        }
        // What is printed can be counted again, copies and all; that two are the same cannot.
        let counts = mentions.as_printed.unwrap_or(mentions.totals);
        Ok(Claims {
            query,
            cased: options.cased,
            counts: Counts {
                occurrences: counts.occurrences,
                items: counts.items,
                papers: counts.papers,
            },
            distinct: options.distinct,
            filters,
            sources,
            aside,
        })
    }
}

/// Where the mentions of an item stand, in bytes.
fn spans(reader: &Reader, walk: &Walk, item: &Holder) -> tantivy::Result<Vec<Span>> {
    let text = reader.texts(item.address.segment_ord)?.item(item.address.doc_id)?;
    let places = walk.places(item).iter().map(|place| {
        let start = text.span(place.start)?.start;
        let end = text.span(place.end.saturating_sub(1))?.end;
        Ok((start as u64, end as u64))
    });
    places.collect()
}

/// The items of each source, in the order of its paper.
fn sources_of(reader: &Reader) -> tantivy::Result<BTreeMap<String, Vec<DocAddress>>> {
    let mut sources: BTreeMap<String, Vec<DocAddress>> = BTreeMap::new();
    for (ordinal, segment) in (0..).zip(reader.searcher().segment_readers()) {
        let alive = segment.alive_bitset();
        let inverted = segment.inverted_index(reader.fields().source)?;
        let mut stream = inverted.terms().stream()?;
        while stream.advance() {
            let source = String::from_utf8_lossy(stream.key()).into_owned();
            let mut postings =
                inverted.read_postings_from_terminfo(stream.value(), IndexRecordOption::Basic)?;
            let mut items = Vec::new();
            while postings.doc() != TERMINATED {
                // The items of a paper are written in one step, in their order, and stay so when
                // segments are merged.
                if alive.is_none_or(|alive| alive.is_alive(postings.doc())) {
                    items.push(DocAddress::new(ordinal, postings.doc()));
                }
                postings.advance();
            }
            if !items.is_empty() {
                sources.entry(source).or_default().append(&mut items);
            }
        }
    }
    Ok(sources)
}
