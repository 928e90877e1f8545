//! Finds the documents in which a pattern of several words stands.
//!
//! Documents that hold a word of every needed group are candidates; their positions decide, by
//! the same [`Shape`](super::spans::Shape) that marks passages.

use tantivy::DocId;
use tantivy::DocSet;
use tantivy::Score;
use tantivy::SegmentReader;
use tantivy::TERMINATED;
use tantivy::TantivyError;
use tantivy::query::Bm25Weight;
use tantivy::query::EnableScoring;
use tantivy::query::Explanation;
use tantivy::query::Query;
use tantivy::query::Scorer;
use tantivy::query::Weight;

use super::group;
use super::group::Scale;
use super::group::Size;
use super::opened::Opened;
use super::opened::Standing;

/// Documents in which a pattern stands.
#[derive(Debug, Clone)]
pub(crate) struct StandingQuery {
    pub(crate) size: Size,
    pub(crate) standing: Standing,
}

impl Query for StandingQuery {
    fn weight(&self, scoring: EnableScoring<'_>) -> tantivy::Result<Box<dyn Weight>> {
        let leaves = self.standing.leaves.iter();
        let sizes = leaves.map(|words| group::frequency(self.standing.field, words, &scoring));
        let sizes: Vec<u64> = sizes.collect::<tantivy::Result<_>>()?;
        let bm25 = group::bm25(self.size, self.standing.shape.frequency(&sizes), &scoring);
        Ok(Box::new(StandingWeight { standing: self.standing.clone(), bm25 }))
    }
}

struct StandingWeight {
    standing: Standing,
    bm25: Option<Bm25Weight>,
}

impl Weight for StandingWeight {
    fn scorer(&self, reader: &SegmentReader, boost: Score) -> tantivy::Result<Box<dyn Scorer>> {
        let norms = reader.get_fieldnorms_reader(self.standing.field)?;
        let scale = Scale { bm25: self.bm25.as_ref().map(|bm25| bm25.boost_by(boost)), norms };
        let opened = self.standing.open(reader)?;
        let mut scorer = StandingScorer { opened, scale, doc: 0, count: 0 };
        scorer.settle(0);
        Ok(Box::new(scorer))
    }

    fn explain(&self, _: &SegmentReader, _: DocId) -> tantivy::Result<Explanation> {
        Err(TantivyError::InvalidArgument("patterns are not explained".to_owned()))
    }
}

struct StandingScorer {
    opened: Opened,
    scale: Scale,
    doc: DocId,
    count: u32,
}

impl StandingScorer {
    /// Moves to the first document from `target` on in which the pattern stands.
    fn settle(&mut self, target: DocId) -> DocId {
        let mut doc = target;
        loop {
            doc = self.opened.candidate(doc);
            if doc == TERMINATED {
                break;
            }
            // A damaged text cannot be told of from here. Whoever reads it for the answer will.
            self.count = self.opened.count(doc, self.scale.bm25.is_none()).unwrap_or(1);
            if self.count > 0 {
                break;
            }
            doc += 1;
        }
        self.doc = doc;
        doc
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
        self.opened.size_hint()
    }
}

impl Scorer for StandingScorer {
    fn score(&mut self) -> Score {
        self.scale.score(self.doc, self.count)
    }
}
