//! Tells what the dictionaries of a segment still hold of papers that were replaced or removed.
//!
//! A segment keeps them until it is written anew. Until then a word, a value or a number of
//! documents may be theirs alone, and an answer must not show that they were ever there.

use tantivy::DocSet;
use tantivy::InvertedIndexReader;
use tantivy::Searcher;
use tantivy::SegmentReader;
use tantivy::TERMINATED;
use tantivy::Term;
use tantivy::postings::TermInfo;
use tantivy::schema::IndexRecordOption;

/// Whether any document has a term that is still there.
pub(crate) fn is_held(
    segment: &SegmentReader,
    inverted: &InvertedIndexReader,
    term: &TermInfo,
) -> tantivy::Result<bool> {
    let Some(alive) = segment.alive_bitset() else { return Ok(true) };
    let mut postings = inverted.read_postings_from_terminfo(term, IndexRecordOption::Basic)?;
    while postings.doc() != TERMINATED {
        if alive.is_alive(postings.doc()) {
            return Ok(true);
        }
        postings.advance();
    }
    Ok(false)
}

/// How many documents have a term that are still there. Where none was replaced or removed the
/// dictionary says so; elsewhere they are counted.
pub(crate) fn frequency(searcher: &Searcher, term: &Term) -> tantivy::Result<u64> {
    let mut frequency = 0;
    for segment in searcher.segment_readers() {
        let inverted = segment.inverted_index(term.field())?;
        frequency += u64::from(match segment.alive_bitset() {
            None => inverted.doc_freq(term)?,
            Some(alive) => inverted
                .read_postings(term, IndexRecordOption::Basic)?
                .map_or(0, |postings| postings.doc_freq_given_deletes(alive)),
        });
    }
    Ok(frequency)
}
