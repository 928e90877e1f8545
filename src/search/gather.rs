//! Gathers, in one pass over the matching documents: how many, of how many papers, the best of
//! them, and the counts of facets.

use std::cmp::Ordering;
use std::collections::BTreeSet;
use std::collections::BinaryHeap;
use std::sync::Arc;

use tantivy::DocAddress;
use tantivy::DocId;
use tantivy::Score;
use tantivy::SegmentOrdinal;
use tantivy::SegmentReader;
use tantivy::collector::Collector;
use tantivy::collector::SegmentCollector;
use tantivy::columnar::Column;

use super::Sort;
use super::answer::UNKNOWN;
use super::columns::Columns;
use super::columns::Room;
use super::columns::Values;
use super::same::Groups;

/// So many matching documents are counted at a time.
const BLOCK: usize = 256;

/// Gathers hits and facets.
#[derive(Clone)]
pub(crate) struct Gather {
    /// The columns of the index.
    pub(crate) columns: Arc<Columns>,
    /// The order of hits.
    pub(crate) sort: Sort,
    /// How many hits are wanted.
    pub(crate) limit: usize,
    /// The facets to count: each a field and, where its values count by layer, the field of the
    /// layer.
    pub(crate) facets: Vec<(String, Option<&'static str>)>,
    /// The layers whose values count; empty for all.
    pub(crate) layers: Vec<&'static str>,
    /// Items that match and are passed over, in order: others stand for them.
    pub(crate) aside: Vec<DocAddress>,
    /// The items that are the same as others, where those that match are to be told.
    pub(crate) groups: Option<Arc<Groups>>,
}

/// What was gathered.
#[derive(Debug, Default)]
pub(crate) struct Gathered {
    pub(crate) total: u64,
    /// How many papers they are of.
    pub(crate) papers: u64,
    pub(crate) best: Vec<(Score, DocAddress)>,
    /// The values of each facet with their counts, by value.
    pub(crate) facets: Vec<Vec<(String, u64)>>,
    linked: Vec<Placed>,
}

impl Gathered {
    /// Of the items that match and are the same, all but the best, by address.
    pub(crate) fn surpassed(mut self, groups: &Groups) -> Vec<DocAddress> {
        self.linked.sort_unstable();
        let mut met = BTreeSet::new();
        let linked = self.linked.iter().map(|placed| placed.address);
        let mut rest: Vec<DocAddress> =
            linked.filter(|item| !met.insert(groups.group(*item))).collect();
        rest.sort_unstable();
        rest
    }
}

/// A hit with its place in the order: `Less` is better.
#[derive(Debug, Clone, Copy)]
struct Placed {
    /// What is compared first; smaller is better.
    key: i64,
    /// What decides between equals: the stable order of items.
    rank: u64,
    score: Score,
    address: DocAddress,
}

impl Ord for Placed {
    fn cmp(&self, other: &Self) -> Ordering {
        (self.key, self.rank, self.address).cmp(&(other.key, other.rank, other.address))
    }
}

impl PartialOrd for Placed {
    fn partial_cmp(&self, other: &Self) -> Option<Ordering> {
        Some(self.cmp(other))
    }
}

impl PartialEq for Placed {
    fn eq(&self, other: &Self) -> bool {
        self.cmp(other) == Ordering::Equal
    }
}

impl Eq for Placed {}

/// One facet in one segment.
struct Counting {
    values: Values,
    counts: Vec<u64>,
    unknown: u64,
}

/// What is gathered in one segment.
pub(crate) struct InSegment {
    sort: Sort,
    limit: usize,
    ordinal: SegmentOrdinal,
    ranks: Column<u64>,
    dates: Column<tantivy::DateTime>,
    papers: Values,
    met: Vec<bool>,
    met_papers: u64,
    total: u64,
    best: BinaryHeap<Placed>,
    facets: Vec<Counting>,
    /// Documents that match and are not counted yet.
    block: Vec<DocId>,
    room: Room,
    aside: Vec<DocId>,
    groups: Option<Arc<Groups>>,
    linked: Vec<Placed>,
}

impl Collector for Gather {
    type Fruit = Gathered;
    type Child = InSegment;

    fn for_segment(
        &self,
        ordinal: SegmentOrdinal,
        reader: &SegmentReader,
    ) -> tantivy::Result<InSegment> {
        let columns = self.columns.of(ordinal)?;
        let mut facets = Vec::with_capacity(self.facets.len());
        for (field, layer) in &self.facets {
            let values = columns.facet(reader, field, *layer, &self.layers)?;
            facets.push(Counting { counts: vec![0; values.len()], values, unknown: 0 });
        }
        let papers = columns.papers(reader);
        let met = vec![false; papers.len()];
        let aside = self.aside.iter().filter(|item| item.segment_ord == ordinal);
        Ok(InSegment {
            sort: self.sort,
            limit: self.limit,
            ordinal,
            ranks: columns.ranks.clone(),
            dates: columns.dates.clone(),
            papers,
            met,
            met_papers: 0,
            total: 0,
            best: BinaryHeap::new(),
            facets,
            block: Vec::with_capacity(BLOCK),
            room: Room::default(),
            aside: aside.map(|item| item.doc_id).collect(),
            groups: self.groups.clone(),
            linked: Vec::new(),
        })
    }

    fn requires_scoring(&self) -> bool {
        self.sort == Sort::Relevance && (self.limit > 0 || self.groups.is_some())
    }

    fn merge_fruits(&self, fruits: Vec<tantivy::Result<Part>>) -> tantivy::Result<Gathered> {
        let mut all = Gathered::default();
        all.facets.resize_with(self.facets.len(), Vec::new);
        let mut best = Vec::new();
        for fruit in fruits {
            let fruit = fruit?;
            all.total += fruit.total;
            // The documents of a paper lie in one segment.
            all.papers += fruit.papers;
            best.extend(fruit.best);
            all.linked.extend(fruit.linked);
            for (facet, counts) in all.facets.iter_mut().zip(fruit.facets) {
                facet.extend(counts);
            }
        }
        for facet in &mut all.facets {
            // Those of each segment are in order: what is sorted already costs little.
            facet.sort_by(|(a, _), (b, _)| a.cmp(b));
            facet.dedup_by(|(value, more), (kept, count)| {
                let again = value == kept;
                *count += if again { *more } else { 0 };
                again
            });
        }
        best.sort_unstable();
        best.truncate(self.limit);
        all.best = best.into_iter().map(|placed: Placed| (placed.score, placed.address)).collect();
        Ok(all)
    }
}

/// What one segment gives.
pub(crate) struct Part {
    total: u64,
    papers: u64,
    best: Vec<Placed>,
    facets: Vec<Vec<(String, u64)>>,
    linked: Vec<Placed>,
}

impl InSegment {
    /// The key of a document: smaller is better.
    fn key(&self, doc: DocId, score: Score) -> i64 {
        let day = || self.dates.first(doc).map(tantivy::DateTime::into_timestamp_secs);
        match self.sort {
            // Scores are not negative, so their bits rise with them.
            Sort::Relevance => -i64::from(score.max(0.0).to_bits()),
            Sort::Date => day().unwrap_or(i64::MAX),
            Sort::DateDescending => day().map_or(i64::MAX, |seconds| -seconds),
        }
    }

    /// Counts the documents of the block.
    fn count(&mut self) {
        let Self { papers, met, met_papers, block, room, .. } = self;
        papers.each(block, room, |ordinal| {
            if let Some(met) = usize::try_from(ordinal).ok().and_then(|at| met.get_mut(at)) {
                *met_papers += u64::from(!*met);
                *met = true;
            }
        });
        for Counting { values, counts, unknown } in &mut self.facets {
            *unknown += values.each(block, room, |ordinal| {
                if let Some(count) = usize::try_from(ordinal).ok().and_then(|at| counts.get_mut(at))
                {
                    *count += 1;
                }
            });
        }
        self.block.clear();
    }

    fn placed(&self, doc: DocId, score: Score) -> Placed {
        Placed {
            key: self.key(doc, score),
            rank: self.ranks.first(doc).unwrap_or(u64::MAX),
            score,
            address: DocAddress::new(self.ordinal, doc),
        }
    }
}

impl SegmentCollector for InSegment {
    type Fruit = tantivy::Result<Part>;

    fn collect(&mut self, doc: DocId, score: Score) {
        if !self.aside.is_empty() && self.aside.binary_search(&doc).is_ok() {
            return;
        }
        self.total += 1;
        if let Some(groups) = &self.groups
            && groups.group(DocAddress::new(self.ordinal, doc)).is_some()
        {
            self.linked.push(self.placed(doc, score));
        }
        self.block.push(doc);
        if self.block.len() == BLOCK {
            self.count();
        }
        if self.best.len() < self.limit {
            self.best.push(self.placed(doc, score));
        } else if self.best.peek().is_some_and(|worst| self.key(doc, score) <= worst.key) {
            // Only what is as good by its key is worth a look at its rank.
            let placed = self.placed(doc, score);
            if let Some(mut worst) = self.best.peek_mut()
                && placed < *worst
            {
                *worst = placed;
            }
        }
    }

    fn harvest(mut self) -> Self::Fruit {
        self.count();
        let mut facets = Vec::with_capacity(self.facets.len());
        for facet in &self.facets {
            let (met, met_counts): (Vec<u64>, Vec<u64>) =
                (0..).zip(facet.counts.iter().copied()).filter(|(_, count)| *count > 0).unzip();
            let mut counts: Vec<(String, u64)> =
                facet.values.texts(&met)?.into_iter().zip(met_counts).collect();
            if facet.unknown > 0 {
                let at = counts.partition_point(|(value, _)| value.as_str() < UNKNOWN);
                counts.insert(at, (UNKNOWN.to_owned(), facet.unknown));
            }
            facets.push(counts);
        }
        let (total, papers, linked) = (self.total, self.met_papers, self.linked);
        Ok(Part { total, papers, best: self.best.into_vec(), facets, linked })
    }
}
