//! Puts mentions in order by keys alone: no row is made before its turn comes.

use std::cmp::Ordering;
use std::sync::Arc;

use tantivy::DateTime;
use tantivy::DocAddress;

use crate::index::Reader;
use crate::search::columns::Values;
use crate::search::columns::Wanted;

use super::answer::MentionOptions;
use super::answer::MentionSort;
use super::context;
use super::walk::Walk;

/// In which order rows are made.
#[derive(Debug)]
pub(super) enum Sequence {
    /// Item by item, by their numbers in the walk; within one as the places stand.
    Items(Vec<usize>),
    /// Place by place: (item, place in it).
    Places(Vec<(usize, usize)>),
}

/// What an item is ordered by.
#[derive(Debug)]
pub(super) struct Key {
    council: Option<Arc<str>>,
    /// In seconds since 1970.
    day: Option<i64>,
    paper: Option<Arc<str>>,
    rank: u64,
    address: DocAddress,
}

impl Key {
    fn by_paper(&self, other: &Self) -> Ordering {
        (&self.paper, self.rank, self.address).cmp(&(&other.paper, other.rank, other.address))
    }

    /// The oldest first, undated last.
    fn by_date(&self, other: &Self) -> Ordering {
        let day = |key: &Self| (key.day.is_none(), key.day);
        day(self).cmp(&day(other)).then_with(|| self.by_paper(other))
    }

    fn by_date_descending(&self, other: &Self) -> Ordering {
        let unknown = self.day.is_none().cmp(&other.day.is_none());
        unknown.then_with(|| other.day.cmp(&self.day)).then_with(|| self.by_paper(other))
    }

    fn by_council(&self, other: &Self) -> Ordering {
        let council = |key: &Self| (key.council.is_none(), key.council.clone());
        council(self).cmp(&council(other)).then_with(|| self.by_date(other))
    }
}

/// The first value of each of some documents, those that are the same shared.
fn firsts(values: &Values, items: &[DocAddress]) -> tantivy::Result<Vec<Option<Arc<str>>>> {
    let ordinals: Vec<Option<u64>> =
        items.iter().map(|item| values.ordinals(item.doc_id).next()).collect();
    let mut met: Vec<u64> = ordinals.iter().flatten().copied().collect();
    met.sort_unstable();
    met.dedup();
    let texts: Vec<Arc<str>> = values.texts(&met)?.into_iter().map(Arc::from).collect();
    let text = |ordinal: u64| texts.get(met.binary_search(&ordinal).ok()?).cloned();
    Ok(ordinals.into_iter().map(|ordinal| text(ordinal?)).collect())
}

/// The keys of items, given by address, in the same order. A council or a day of a layer that
/// does not count is unknown.
pub(super) fn keys(
    reader: &Reader,
    layers: &[&'static str],
    items: &[DocAddress],
) -> tantivy::Result<Vec<Key>> {
    let mut keys = Vec::with_capacity(items.len());
    for items in items.chunk_by(|a, b| a.segment_ord == b.segment_ord) {
        let Some(first) = items.first() else { continue };
        let segment = reader.searcher().segment_reader(first.segment_ord);
        let council = Values::open(segment, "council", Some("council_layer"), layers)?;
        let councils = firsts(&council, items)?;
        let papers = firsts(&Values::open(segment, "paper", None, &[])?, items)?;
        let days = segment.fast_fields().date("date")?;
        let dated = Wanted::open(segment, "date_layer", layers)?;
        let ranks = segment.fast_fields().u64("rank")?;
        for ((&address, council), paper) in items.iter().zip(councils).zip(papers) {
            let doc = address.doc_id;
            let day = days.first(doc).filter(|_| dated.as_ref().is_none_or(|it| it.has(doc)));
            keys.push(Key {
                council,
                day: day.map(DateTime::into_timestamp_secs),
                paper,
                rank: ranks.first(doc).unwrap_or(u64::MAX),
                address,
            });
        }
    }
    Ok(keys)
}

/// Puts items, given by address, in the order of papers.
pub(super) fn standing(
    reader: &Reader,
    items: Vec<DocAddress>,
) -> tantivy::Result<Vec<DocAddress>> {
    let mut keys = keys(reader, &[], &items)?;
    keys.sort_by(Key::by_paper);
    Ok(keys.into_iter().map(|key| key.address).collect())
}

/// The order in which the rows of a walk are made.
pub(super) fn sequence(
    reader: &Reader,
    layers: &[&'static str],
    walk: &Walk,
    options: &MentionOptions,
) -> tantivy::Result<Sequence> {
    let addresses: Vec<DocAddress> = walk.items.iter().map(|item| item.address).collect();
    let keys = keys(reader, layers, &addresses)?;
    let mut items: Vec<usize> = (0..keys.len()).collect();
    items.sort_by(|&a, &b| {
        let (a, b) = (&keys[a], &keys[b]);
        match options.sort {
            MentionSort::Paper | MentionSort::Left | MentionSort::Right => a.by_paper(b),
            MentionSort::Date => a.by_date(b),
            MentionSort::DateDescending => a.by_date_descending(b),
            MentionSort::Council => a.by_council(b),
        }
    });
    match options.sort {
        MentionSort::Left => beside(reader, walk, &items, true, options.limit),
        MentionSort::Right => beside(reader, walk, &items, false, options.limit),
        _ => Ok(Sequence::Items(items)),
    }
}

/// Orders places by the words on one side of them. Where there is a limit, not many more keys
/// than that are held at once.
fn beside(
    reader: &Reader,
    walk: &Walk,
    items: &[usize],
    left: bool,
    limit: usize,
) -> tantivy::Result<Sequence> {
    let most = if limit == 0 { usize::MAX } else { limit.saturating_mul(2).max(1024) };
    let mut keyed: Vec<(String, usize, usize)> = Vec::new();
    for &item in items {
        let holder = &walk.items[item];
        let text = reader.texts(holder.address.segment_ord)?.item(holder.address.doc_id)?;
        for (at, place) in walk.places(holder).iter().enumerate() {
            let words = context::beside(&text, *place, left)?;
            keyed.push((words, item, at));
            if keyed.len() >= most {
                // The sort is stable: what is equal stays in the order of papers.
                keyed.sort_by(|a, b| a.0.cmp(&b.0));
                keyed.truncate(limit);
            }
        }
    }
    keyed.sort_by(|a, b| a.0.cmp(&b.0));
    Ok(Sequence::Places(keyed.into_iter().map(|(_, item, place)| (item, place)).collect()))
}
