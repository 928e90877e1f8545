//! Finds the documents in which a pattern of several words stands.
//!
//! Documents that hold a word of every needed group are candidates; their positions decide, by
//! the same [`Shape`] that marks passages.

use std::sync::Arc;

use tantivy::DocId;
use tantivy::DocSet;
use tantivy::Score;
use tantivy::SegmentReader;
use tantivy::TERMINATED;
use tantivy::TantivyError;
use tantivy::postings::Postings;
use tantivy::postings::SegmentPostings;
use tantivy::query::Bm25Weight;
use tantivy::query::EnableScoring;
use tantivy::query::Explanation;
use tantivy::query::Query;
use tantivy::query::Scorer;
use tantivy::query::Weight;
use tantivy::schema::Field;
use tantivy::schema::IndexRecordOption;

use super::group;
use super::group::Scale;
use super::group::Size;
use super::spans::Shape;

/// Documents in which a pattern stands.
#[derive(Debug, Clone)]
pub(crate) struct StandingQuery {
    pub(crate) field: Field,
    pub(crate) size: Size,
    /// The words of each leaf.
    pub(crate) leaves: Arc<Vec<Vec<String>>>,
    pub(crate) shape: Arc<Shape>,
}

impl Query for StandingQuery {
    fn weight(&self, scoring: EnableScoring<'_>) -> tantivy::Result<Box<dyn Weight>> {
        let groups: Vec<&[String]> = self.leaves.iter().map(Vec::as_slice).collect();
        let bm25 = group::bm25(self.field, self.size, &groups, scoring)?;
        Ok(Box::new(StandingWeight { query: self.clone(), bm25 }))
    }
}

struct StandingWeight {
    query: StandingQuery,
    bm25: Option<Bm25Weight>,
}

impl Weight for StandingWeight {
    fn scorer(&self, reader: &SegmentReader, boost: Score) -> tantivy::Result<Box<dyn Scorer>> {
        let StandingQuery { field, leaves, shape, .. } = &self.query;
        let mut opened = Vec::with_capacity(leaves.len());
        for words in leaves.iter() {
            let option = IndexRecordOption::WithFreqsAndPositions;
            opened.push(Leaf { postings: group::postings(reader, *field, words, option)? });
        }
        let norms = reader.get_fieldnorms_reader(*field)?;
        let scale = Scale { bm25: self.bm25.as_ref().map(|bm25| bm25.boost_by(boost)), norms };
        let mut scorer = StandingScorer {
            needed: shape.needed(),
            leaves: opened,
            shape: Arc::clone(shape),
            scale,
            doc: 0,
            count: 0,
        };
        scorer.settle(0);
        Ok(Box::new(scorer))
    }

    fn explain(&self, _: &SegmentReader, _: DocId) -> tantivy::Result<Explanation> {
        Err(TantivyError::InvalidArgument("patterns are not explained".to_owned()))
    }
}

/// The postings of one leaf's words.
struct Leaf {
    postings: Vec<SegmentPostings>,
}

impl Leaf {
    fn seek(&mut self, target: DocId) -> DocId {
        for postings in &mut self.postings {
            if postings.doc() < target {
                postings.seek(target);
            }
        }
        group::least(&self.postings)
    }

    /// The places of the leaf in `doc`, rising.
    fn positions(&mut self, doc: DocId) -> Vec<u32> {
        let mut places = Vec::new();
        let mut some = Vec::new();
        for postings in self.postings.iter_mut().filter(|postings| postings.doc() == doc) {
            postings.positions(&mut some);
            places.append(&mut some);
        }
        places.sort_unstable();
        places
    }
}

struct StandingScorer {
    needed: Vec<Vec<usize>>,
    leaves: Vec<Leaf>,
    shape: Arc<Shape>,
    scale: Scale,
    doc: DocId,
    count: u32,
}

impl StandingScorer {
    /// Moves to the first document from `target` on in which the pattern stands.
    fn settle(&mut self, target: DocId) -> DocId {
        let mut doc = target;
        loop {
            doc = self.candidate(doc);
            if doc == TERMINATED {
                break;
            }
            self.count = self.occurrences(doc);
            if self.count > 0 {
                break;
            }
            doc += 1;
        }
        self.doc = doc;
        doc
    }

    /// The first document from `target` on that holds a word of every needed group.
    fn candidate(&mut self, target: DocId) -> DocId {
        let mut doc = target;
        'again: loop {
            for group in &self.needed {
                let reached = group
                    .iter()
                    .map(|&leaf| self.leaves[leaf].seek(doc))
                    .min()
                    .unwrap_or(TERMINATED);
                if reached == TERMINATED {
                    return TERMINATED;
                }
                if reached > doc {
                    doc = reached;
                    continue 'again;
                }
            }
            return doc;
        }
    }

    fn occurrences(&mut self, doc: DocId) -> u32 {
        for leaf in &mut self.leaves {
            leaf.seek(doc);
        }
        let places: Vec<Vec<u32>> =
            self.leaves.iter_mut().map(|leaf| leaf.positions(doc)).collect();
        let found = self.shape.occurrences(&|leaf| places[leaf].as_slice());
        u32::try_from(found.len()).unwrap_or(u32::MAX)
    }
}

impl DocSet for StandingScorer {
    fn advance(&mut self) -> DocId {
        if self.doc == TERMINATED { TERMINATED } else { self.settle(self.doc + 1) }
    }

    fn seek(&mut self, target: DocId) -> DocId {
        if self.doc >= target { self.doc } else { self.settle(target) }
    }

    fn doc(&self) -> DocId {
        self.doc
    }

    fn size_hint(&self) -> u32 {
        let sizes = self
            .leaves
            .iter()
            .map(|leaf| leaf.postings.iter().map(DocSet::size_hint).fold(0, u32::saturating_add));
        sizes.min().unwrap_or(0)
    }
}

impl Scorer for StandingScorer {
    fn score(&mut self) -> Score {
        self.scale.score(self.doc, self.count)
    }
}
