//! Gathers, in one pass over the matching documents: how many, of how many papers, the best of
//! them, and the counts of facets.

use std::cmp::Ordering;
use std::collections::BTreeMap;
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
use super::columns::Values;
use super::same::Groups;

/// Gathers hits and facets.
#[derive(Clone)]
pub(crate) struct Gather {
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
    pub(crate) papers: BTreeSet<String>,
    pub(crate) best: Vec<(Score, DocAddress)>,
    pub(crate) facets: Vec<BTreeMap<String, u64>>,
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
    total: u64,
    best: BinaryHeap<Placed>,
    facets: Vec<Counting>,
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
        let fast = reader.fast_fields();
        let mut facets = Vec::with_capacity(self.facets.len());
        for (field, layer) in &self.facets {
            let values = Values::open(reader, field, *layer, &self.layers)?;
            facets.push(Counting { counts: vec![0; values.len()], values, unknown: 0 });
        }
        let papers = Values::open(reader, "paper", None, &[])?;
        let met = vec![false; papers.len()];
        let aside = self.aside.iter().filter(|item| item.segment_ord == ordinal);
        Ok(InSegment {
            sort: self.sort,
            limit: self.limit,
            ordinal,
            ranks: fast.u64("rank")?,
            dates: fast.date("date")?,
            papers,
            met,
            total: 0,
            best: BinaryHeap::new(),
            facets,
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
        all.facets.resize_with(self.facets.len(), BTreeMap::new);
        let mut best = Vec::new();
        for fruit in fruits {
            let fruit = fruit?;
            all.total += fruit.total;
            all.papers.extend(fruit.papers);
            best.extend(fruit.best);
            all.linked.extend(fruit.linked);
            for (facet, counts) in all.facets.iter_mut().zip(fruit.facets) {
                for (value, count) in counts {
                    *facet.entry(value).or_default() += count;
                }
            }
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
    papers: Vec<String>,
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
        for ordinal in self.papers.ordinals(doc) {
            if let Some(met) = self.met.get_mut(ordinal as usize) {
                *met = true;
            }
        }
        for facet in &mut self.facets {
            let mut known = false;
            for ordinal in facet.values.ordinals(doc) {
                if let Some(count) = facet.counts.get_mut(ordinal as usize) {
                    *count += 1;
                    known = true;
                }
            }
            facet.unknown += u64::from(!known);
        }
        if self.limit > 0 {
            let placed = self.placed(doc, score);
            if self.best.len() < self.limit {
                self.best.push(placed);
            } else if let Some(mut worst) = self.best.peek_mut()
                && placed < *worst
            {
                *worst = placed;
            }
        }
    }

    fn harvest(self) -> Self::Fruit {
        let met = (0..).zip(&self.met).filter(|(_, met)| **met);
        let papers = self.papers.texts(&met.map(|(ordinal, _)| ordinal).collect::<Vec<u64>>())?;
        let mut facets = Vec::with_capacity(self.facets.len());
        for facet in &self.facets {
            let (met, met_counts): (Vec<u64>, Vec<u64>) =
                (0..).zip(facet.counts.iter().copied()).filter(|(_, count)| *count > 0).unzip();
            let mut counts: Vec<(String, u64)> =
                facet.values.texts(&met)?.into_iter().zip(met_counts).collect();
            if facet.unknown > 0 {
                counts.push((UNKNOWN.to_owned(), facet.unknown));
            }
            facets.push(counts);
        }
        let (total, linked) = (self.total, self.linked);
        Ok(Part { total, papers, best: self.best.into_vec(), facets, linked })
    }
}
