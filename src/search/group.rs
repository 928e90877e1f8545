//! Scores a group of words as if they were one: the forms of a word, or all words of a wildcard.
//!
//! A document's count is the sum over the group and the group has one document frequency;
//! otherwise a rare form would outweigh the word itself. No group is cut short, however many
//! words it has.

use std::sync::Arc;

use tantivy::DocId;
use tantivy::DocSet;
use tantivy::Score;
use tantivy::SegmentReader;
use tantivy::TERMINATED;
use tantivy::TantivyError;
use tantivy::Term;
use tantivy::fieldnorm::FieldNormReader;
use tantivy::postings::Postings;
use tantivy::postings::SegmentPostings;
use tantivy::query::Bm25Weight;
use tantivy::query::EmptyScorer;
use tantivy::query::EnableScoring;
use tantivy::query::Explanation;
use tantivy::query::Query;
use tantivy::query::Scorer;
use tantivy::query::Weight;
use tantivy::schema::Field;
use tantivy::schema::IndexRecordOption;

use super::alive;

/// Up to so many words a group is walked side by side; beyond it is added up in one table.
const SIDE_BY_SIDE: usize = 12;

/// Documents that hold any word of a group.
#[derive(Debug, Clone)]
pub(crate) struct GroupQuery {
    pub(crate) field: Field,
    pub(crate) size: Size,
    pub(crate) words: Arc<Vec<String>>,
}

/// How much text there is in a field, replaced papers left out: the engine's own figures still
/// count them, and the same papers would rank otherwise after an update.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Size {
    /// Items.
    pub(crate) documents: u64,
    /// Words.
    pub(crate) words: u64,
}

/// In how many documents the words of a group stand. Those with two of them are counted twice.
pub(crate) fn frequency(
    field: Field,
    words: &[String],
    scoring: &EnableScoring<'_>,
) -> tantivy::Result<u64> {
    let Some(searcher) = scoring.searcher().filter(|_| scoring.is_scoring_enabled()) else {
        return Ok(0);
    };
    let mut frequency = 0;
    for word in words {
        frequency += alive::frequency(searcher, &Term::from_field_text(field, word))?;
    }
    Ok(frequency)
}

/// How much a pattern weighs in BM25 that may stand in so many documents; more than there are
/// count as all. Nothing, where nothing is scored.
pub(crate) fn bm25(size: Size, frequency: u64, scoring: &EnableScoring<'_>) -> Option<Bm25Weight> {
    let Size { documents, words: tokens } = size;
    if documents == 0 || tokens == 0 || !scoring.is_scoring_enabled() {
        return None;
    }
    let average = tokens as Score / documents as Score;
    let frequency = frequency.min(documents);
    Some(Bm25Weight::for_one_term_without_explain(frequency, documents, average))
}

impl Query for GroupQuery {
    fn weight(&self, scoring: EnableScoring<'_>) -> tantivy::Result<Box<dyn Weight>> {
        let frequency = frequency(self.field, &self.words, &scoring)?;
        let bm25 = bm25(self.size, frequency, &scoring);
        Ok(Box::new(GroupWeight { query: self.clone(), bm25 }))
    }
}

struct GroupWeight {
    query: GroupQuery,
    bm25: Option<Bm25Weight>,
}

/// Opens the postings of every word of a group that this segment has.
pub(crate) fn postings(
    reader: &SegmentReader,
    field: Field,
    words: &[String],
    option: IndexRecordOption,
) -> tantivy::Result<Vec<SegmentPostings>> {
    let inverted = reader.inverted_index(field)?;
    let mut all = Vec::new();
    for word in words {
        if let Some(postings) =
            inverted.read_postings(&Term::from_field_text(field, word), option)?
        {
            all.push(postings);
        }
    }
    Ok(all)
}

impl Weight for GroupWeight {
    fn scorer(&self, reader: &SegmentReader, boost: Score) -> tantivy::Result<Box<dyn Scorer>> {
        let GroupQuery { field, words, .. } = &self.query;
        let option = match self.bm25 {
            Some(_) => IndexRecordOption::WithFreqs,
            None => IndexRecordOption::Basic,
        };
        let mut postings = postings(reader, *field, words, option)?;
        let norms = reader.get_fieldnorms_reader(*field)?;
        let scale = Scale { bm25: self.bm25.as_ref().map(|bm25| bm25.boost_by(boost)), norms };
        if postings.is_empty() {
            return Ok(Box::new(EmptyScorer));
        }
        if postings.len() == 1 {
            let only = postings.remove(0);
            return Ok(Box::new(OneScorer { postings: only, scale }));
        }
        if postings.len() <= SIDE_BY_SIDE {
            return Ok(Box::new(FewScorer::new(postings, scale)));
        }
        Ok(Box::new(ManyScorer::new(postings, reader.max_doc(), scale)))
    }

    fn explain(&self, _: &SegmentReader, _: DocId) -> tantivy::Result<Explanation> {
        Err(TantivyError::InvalidArgument("groups of words are not explained".to_owned()))
    }
}

/// Turns counts into scores.
pub(crate) struct Scale {
    pub(crate) bm25: Option<Bm25Weight>,
    pub(crate) norms: FieldNormReader,
}

impl Scale {
    /// The score of a document that holds the pattern `count` times.
    pub(crate) fn score(&self, doc: DocId, count: u32) -> Score {
        match &self.bm25 {
            Some(bm25) => bm25.score(self.norms.fieldnorm_id(doc), count),
            None => 1.0,
        }
    }
}

/// A group with one word in this segment.
struct OneScorer {
    postings: SegmentPostings,
    scale: Scale,
}

impl DocSet for OneScorer {
    fn advance(&mut self) -> DocId {
        self.postings.advance()
    }

    fn seek(&mut self, target: DocId) -> DocId {
        self.postings.seek(target)
    }

    fn doc(&self) -> DocId {
        self.postings.doc()
    }

    fn size_hint(&self) -> u32 {
        self.postings.size_hint()
    }
}

impl Scorer for OneScorer {
    fn score(&mut self) -> Score {
        self.scale.score(self.postings.doc(), self.postings.term_freq())
    }
}

/// A group with a few words: their postings are walked side by side.
struct FewScorer {
    postings: Vec<SegmentPostings>,
    doc: DocId,
    scale: Scale,
}

impl FewScorer {
    fn new(postings: Vec<SegmentPostings>, scale: Scale) -> Self {
        let doc = least(&postings);
        Self { postings, doc, scale }
    }
}

/// The least document any of them stands at.
pub(crate) fn least(postings: &[SegmentPostings]) -> DocId {
    postings.iter().map(DocSet::doc).min().unwrap_or(TERMINATED)
}

impl DocSet for FewScorer {
    fn advance(&mut self) -> DocId {
        for postings in &mut self.postings {
            if postings.doc() == self.doc && self.doc != TERMINATED {
                postings.advance();
            }
        }
        self.doc = least(&self.postings);
        self.doc
    }

    fn seek(&mut self, target: DocId) -> DocId {
        for postings in &mut self.postings {
            if postings.doc() < target {
                postings.seek(target);
            }
        }
        self.doc = least(&self.postings);
        self.doc
    }

    fn doc(&self) -> DocId {
        self.doc
    }

    fn size_hint(&self) -> u32 {
        self.postings.iter().map(DocSet::size_hint).max().unwrap_or(0)
    }
}

impl Scorer for FewScorer {
    fn score(&mut self) -> Score {
        let here = self.postings.iter().filter(|postings| postings.doc() == self.doc);
        let count = here.map(Postings::term_freq).sum();
        self.scale.score(self.doc, count)
    }
}

/// A group with many words: counts are added up for the whole segment first.
struct ManyScorer {
    found: Vec<(DocId, u32)>,
    at: usize,
    scale: Scale,
}

impl ManyScorer {
    fn new(postings: Vec<SegmentPostings>, documents: DocId, scale: Scale) -> Self {
        let mut counts = vec![0_u32; documents as usize];
        for mut postings in postings {
            let mut doc = postings.doc();
            while doc != TERMINATED {
                // A damaged posting may name a document that is not there.
                if let Some(count) = counts.get_mut(doc as usize) {
                    *count += postings.term_freq();
                }
                doc = postings.advance();
            }
        }
        let found = (0..documents).zip(counts).filter(|(_, count)| *count > 0).collect();
        Self { found, at: 0, scale }
    }
}

impl DocSet for ManyScorer {
    fn advance(&mut self) -> DocId {
        self.at = (self.at + 1).min(self.found.len());
        self.doc()
    }

    fn seek(&mut self, target: DocId) -> DocId {
        self.at += self.found[self.at..].partition_point(|(doc, _)| *doc < target);
        self.doc()
    }

    fn doc(&self) -> DocId {
        self.found.get(self.at).map_or(TERMINATED, |(doc, _)| *doc)
    }

    fn size_hint(&self) -> u32 {
        u32::try_from(self.found.len()).unwrap_or(u32::MAX)
    }
}

impl Scorer for ManyScorer {
    fn score(&mut self) -> Score {
        self.found.get(self.at).map_or(0.0, |(doc, count)| self.scale.score(*doc, *count))
    }
}
