//! Finds the documents of a range of days.
//!
//! Tantivy's own range query is not used: under a negation it is asked for documents before
//! those it has reached and miscounts.

use tantivy::DateTime;
use tantivy::DocId;
use tantivy::DocSet;
use tantivy::Score;
use tantivy::SegmentReader;
use tantivy::TERMINATED;
use tantivy::TantivyError;
use tantivy::query::EnableScoring;
use tantivy::query::Explanation;
use tantivy::query::Query;
use tantivy::query::Scorer;
use tantivy::query::Weight;

/// Documents whose day lies between two, both included; without a bound on a side that is
/// `None`. Documents without a day are never among them.
#[derive(Debug, Clone)]
pub(crate) struct DaysQuery {
    pub(crate) from: Option<DateTime>,
    pub(crate) to: Option<DateTime>,
}

impl Query for DaysQuery {
    fn weight(&self, _: EnableScoring<'_>) -> tantivy::Result<Box<dyn Weight>> {
        Ok(Box::new(self.clone()))
    }
}

impl Weight for DaysQuery {
    fn scorer(&self, reader: &SegmentReader, _: Score) -> tantivy::Result<Box<dyn Scorer>> {
        let days = reader.fast_fields().date("date")?;
        let lies_in = |doc: &DocId| {
            days.first(*doc).is_some_and(|day| {
                self.from.is_none_or(|from| from <= day) && self.to.is_none_or(|to| day <= to)
            })
        };
        let found = (0..reader.max_doc()).filter(lies_in).collect();
        Ok(Box::new(Listed { found, at: 0 }))
    }

    fn explain(&self, _: &SegmentReader, _: DocId) -> tantivy::Result<Explanation> {
        Err(TantivyError::InvalidArgument("days are not explained".to_owned()))
    }
}

/// Documents in a list, rising.
struct Listed {
    found: Vec<DocId>,
    at: usize,
}

impl DocSet for Listed {
    fn advance(&mut self) -> DocId {
        self.at = (self.at + 1).min(self.found.len());
        self.doc()
    }

    fn seek(&mut self, target: DocId) -> DocId {
        self.at += self.found[self.at..].partition_point(|doc| *doc < target);
        self.doc()
    }

    fn doc(&self) -> DocId {
        self.found.get(self.at).copied().unwrap_or(TERMINATED)
    }

    fn size_hint(&self) -> u32 {
        u32::try_from(self.found.len()).unwrap_or(u32::MAX)
    }
}

impl Scorer for Listed {
    fn score(&mut self) -> Score {
        1.0
    }
}
