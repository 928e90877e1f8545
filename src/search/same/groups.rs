//! Finds all items of an index that are the same as another.

use std::collections::HashMap;

use tantivy::DateTime;
use tantivy::DocAddress;
use tantivy::DocSet;
use tantivy::TERMINATED;
use tantivy::schema::IndexRecordOption;

use crate::index::Reader;
use crate::search::columns::Values;

use super::Linked;
use super::resolve::Membership;
use super::resolve::resolve;

/// The items of an index that are the same as another, by address.
#[derive(Debug, Default)]
pub(crate) struct Groups(HashMap<DocAddress, Membership>);

impl Groups {
    /// Finds them: one pass over the keys, and a look at those items only that share one.
    ///
    /// Fails where the index is damaged.
    pub(crate) fn of(reader: &Reader) -> tantivy::Result<Self> {
        let mut keys: HashMap<DocAddress, Vec<String>> = HashMap::new();
        shared_keys(reader, |key, items| {
            for item in items {
                keys.entry(*item).or_default().push(key.to_owned());
            }
        })?;
        let mut items: Vec<DocAddress> = keys.keys().copied().collect();
        items.sort_unstable();
        let mut linked = Vec::with_capacity(items.len());
        for of_segment in items.chunk_by(|a, b| a.segment_ord == b.segment_ord) {
            let Some(first) = of_segment.first() else { continue };
            let segment = reader.searcher().segment_reader(first.segment_ord);
            let papers = Values::open(segment, "paper", None, &[])?;
            let kinds = Values::open(segment, "kind", None, &[])?;
            let councils = Values::open(segment, "council", None, &[])?;
            let days = segment.fast_fields().date("date")?;
            let value = |values: &Values, item: &DocAddress| {
                let ordinal = values.ordinals(item.doc_id).next();
                ordinal.map(|ordinal| values.value(ordinal)).transpose()
            };
            for item in of_segment {
                linked.push(Linked {
                    address: *item,
                    paper: value(&papers, item)?.unwrap_or_default(),
                    kind: value(&kinds, item)?.unwrap_or_default(),
                    council: value(&councils, item)?,
                    day: days.first(item.doc_id).map(DateTime::into_timestamp_secs),
                    keys: keys.remove(item).unwrap_or_default(),
                });
            }
        }
        let memberships = resolve(&linked);
        Ok(Self(linked.iter().map(|item| item.address).zip(memberships).collect()))
    }

    /// The number of the group an item belongs to; `None` where nothing has a key in common with
    /// it.
    pub(crate) fn group(&self, item: DocAddress) -> Option<usize> {
        self.0.get(&item).map(|member| member.group)
    }

    /// The number of the copies an item is one of, or `None` as above.
    pub(crate) fn copy(&self, item: DocAddress) -> Option<usize> {
        self.0.get(&item).map(|member| member.copy)
    }
}

/// Tells `see` each key that several items have, with these items.
fn shared_keys(reader: &Reader, mut see: impl FnMut(&str, &[DocAddress])) -> tantivy::Result<()> {
    let field = reader.fields().same;
    let segments = reader.searcher().segment_readers();
    let mut inverted = Vec::with_capacity(segments.len());
    for segment in segments {
        inverted.push(segment.inverted_index(field)?);
    }
    let mut streams = Vec::with_capacity(inverted.len());
    for inverted in &inverted {
        let mut stream = inverted.terms().stream()?;
        if stream.advance() {
            streams.push(Some(stream));
        } else {
            streams.push(None);
        }
    }
    let mut items = Vec::new();
    loop {
        let keys = streams.iter().flatten().map(|stream| stream.key());
        let Some(key) = keys.min().map(<[u8]>::to_vec) else { return Ok(()) };
        let at_key = || streams.iter().flatten().filter(|stream| stream.key() == key);
        let count: u64 = at_key().map(|stream| u64::from(stream.value().doc_freq)).sum();
        items.clear();
        for (ordinal, stream) in (0..).zip(&mut streams) {
            let Some(open) = stream.as_mut().filter(|stream| stream.key() == key) else { continue };
            if count > 1 {
                let at = usize::try_from(ordinal).unwrap_or(usize::MAX);
                let alive = segments.get(at).and_then(|segment| segment.alive_bitset());
                let Some(inverted) = inverted.get(at) else { continue };
                let basic = IndexRecordOption::Basic;
                let mut postings = inverted.read_postings_from_terminfo(open.value(), basic)?;
                while postings.doc() != TERMINATED {
                    if alive.is_none_or(|alive| alive.is_alive(postings.doc())) {
                        items.push(DocAddress::new(ordinal, postings.doc()));
                    }
                    postings.advance();
                }
            }
            if !open.advance() {
                *stream = None;
            }
        }
        if items.len() > 1 {
            see(&String::from_utf8_lossy(&key), &items);
        }
    }
}
