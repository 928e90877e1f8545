//! Says what an index holds of one paper, word form by word form.

use std::collections::BTreeMap;
use std::collections::BTreeSet;

use tantivy::DocAddress;
use tantivy::DocSet;
use tantivy::TERMINATED;
use tantivy::TantivyError;
use tantivy::Term;
use tantivy::postings::Postings;
use tantivy::schema::IndexRecordOption;

use crate::error::Result;
use crate::index::ItemText;
use crate::index::Reader;
use crate::index::tokens;

/// The items that an index holds of one file.
#[derive(Debug)]
pub struct PaperHeld<'a> {
    reader: &'a Reader,
    /// In their order, each with its text.
    items: Vec<(DocAddress, ItemText)>,
}

impl<'a> PaperHeld<'a> {
    /// Finds the items that were read from `source`, in the order of the paper.
    ///
    /// Fails where the index cannot be read.
    pub fn of(reader: &'a Reader, source: &str) -> Result<Self> {
        let items = items(reader, source).map_err(|error| reader.broken(&error))?;
        Ok(Self { reader, items })
    }

    /// The texts of the items, in their order.
    pub fn texts(&self) -> impl Iterator<Item = &str> {
        self.items.iter().map(|(_, text)| text.text())
    }

    /// How often each item holds each of these word forms, and each form of its own text, by the
    /// postings: what a search for the form alone would count. Forms that it does not hold are
    /// left out.
    ///
    /// Fails where the index cannot be read.
    pub fn counts(&self, forms: BTreeSet<String>) -> Result<Vec<BTreeMap<String, u64>>> {
        self.counted(forms).map_err(|error| self.reader.broken(&error))
    }

    fn counted(&self, mut forms: BTreeSet<String>) -> tantivy::Result<Vec<BTreeMap<String, u64>>> {
        for text in self.texts() {
            tokens::each_word(text, |word, _| {
                if !forms.contains(word) {
                    forms.insert(word.to_owned());
                }
            });
        }
        let mut counts = vec![BTreeMap::new(); self.items.len()];
        // Within a segment documents are asked for in rising order only.
        let mut rising: Vec<(DocAddress, usize)> =
            self.items.iter().enumerate().map(|(at, (address, _))| (*address, at)).collect();
        rising.sort_unstable();
        let text = self.reader.fields().text;
        for of_segment in rising.chunk_by(|a, b| a.0.segment_ord == b.0.segment_ord) {
            let Some((first, _)) = of_segment.first() else { continue };
            let segment = self.reader.searcher().segment_reader(first.segment_ord);
            let index = segment.inverted_index(text)?;
            for form in &forms {
                let term = Term::from_field_text(text, form);
                let option = IndexRecordOption::WithFreqs;
                let Some(mut postings) = index.read_postings(&term, option)? else { continue };
                for (address, at) in of_segment {
                    let doc = postings.doc();
                    let doc =
                        if doc < address.doc_id { postings.seek(address.doc_id) } else { doc };
                    if doc == address.doc_id {
                        counts[*at].insert(form.clone(), u64::from(postings.term_freq()));
                    }
                }
            }
        }
        Ok(counts)
    }
}

/// The items of a file with their texts, in the order of the paper.
fn items(reader: &Reader, source: &str) -> tantivy::Result<Vec<(DocAddress, ItemText)>> {
    let mut found = Vec::new();
    let key = Term::from_field_text(reader.fields().source, source);
    for (number, segment) in (0..).zip(reader.searcher().segment_readers()) {
        let index = segment.inverted_index(reader.fields().source)?;
        let rank = segment.fast_fields().u64("rank")?;
        let Some(mut postings) = index.read_postings(&key, IndexRecordOption::Basic)? else {
            continue;
        };
        let mut doc = postings.doc();
        while doc != TERMINATED {
            if !segment.is_deleted(doc) {
                let text = reader.texts(number)?.item(doc)?;
                found.push((rank.first(doc), DocAddress::new(number, doc), text));
            }
            doc = postings.advance();
        }
    }
    found.sort_unstable_by_key(|(rank, address, _)| (*rank, *address));
    Ok::<_, TantivyError>(found.into_iter().map(|(_, address, text)| (address, text)).collect())
}
