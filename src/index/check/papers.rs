//! Compares the papers in the segments with the account of files, one by one.

use std::collections::BTreeMap;
use std::collections::BTreeSet;

use tantivy::DocId;
use tantivy::DocSet;
use tantivy::TERMINATED;
use tantivy::schema::IndexRecordOption;

use crate::index::ledger::Entry;
use crate::index::ledger::Ledger;
use crate::index::manifest::Card;
use crate::index::record::Record;

use super::finding::Aspect;
use super::finding::Finding;
use super::part::Part;

/// What the documents of one file are.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
struct Documents {
    items: u64,
    words: u64,
    papers: BTreeSet<String>,
}

/// The documents in some segments, by the file they were read from.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Sources {
    sources: BTreeMap<String, Documents>,
    faults: Vec<(String, String)>,
}

impl Part {
    /// Adds up the documents of the segment, file by file, in one pass over the keys of files.
    ///
    /// Gives what is wrong where it cannot be read.
    pub fn sources(&self) -> Result<Sources, String> {
        self.added_up().map_err(|error| error.to_string())
    }

    fn added_up(&self) -> tantivy::Result<Sources> {
        let mut all = Sources::default();
        let mut seen = vec![false; usize::try_from(self.reader.max_doc()).unwrap_or_default()];
        let keys = self.reader.inverted_index(self.fields.source)?;
        let mut stream = keys.terms().stream()?;
        while let Some((key, info)) = stream.next() {
            let mut documents = Documents::default();
            let mut last = None;
            let mut postings = keys.read_postings_from_terminfo(info, IndexRecordOption::Basic)?;
            let mut doc = postings.doc();
            while doc != TERMINATED {
                if self.is_alive(doc) {
                    documents.items += 1;
                    documents.words += self.words.first(doc).unwrap_or_default();
                    let paper = self.paper_number(doc);
                    if last != Some(paper) {
                        documents.papers.insert(self.paper(doc).unwrap_or_default());
                        last = Some(paper);
                    }
                    if let Some(detail) = self.record_fault(doc) {
                        all.faults.push((self.name(doc), detail));
                    }
                    if seen_before(&mut seen, doc) {
                        all.faults.push((self.name(doc), "it comes from two files".to_owned()));
                    }
                }
                doc = postings.advance();
            }
            if documents.items > 0 {
                all.sources.insert(String::from_utf8_lossy(key).into_owned(), documents);
            }
        }
        for doc in self.reader.doc_ids_alive().filter(|doc| !seen_before(&mut seen, *doc)) {
            all.faults.push((self.name(doc), "it comes from no file".to_owned()));
        }
        Ok(all)
    }
}

impl Part {
    /// Says what is wrong with the record of a document: what is shown of it must be read, and be
    /// of its own paper.
    fn record_fault(&self, doc: DocId) -> Option<String> {
        let read = |bytes: &[u8]| Record::from_bytes(bytes).map_err(|error| error.to_string());
        let record = self.concordance.record(doc, read).map_err(|error| error.to_string());
        match record.flatten() {
            Ok(Record { paper, .. }) if Some(&paper) == self.paper(doc).as_ref() => None,
            Ok(Record { paper, .. }) => Some(format!("its record is one of `{paper}`")),
            Err(why) => Some(format!("its record cannot be read ({why})")),
        }
    }
}

/// Marks a document, and says whether it was marked before; one beyond the segment never is.
fn seen_before(seen: &mut [bool], doc: DocId) -> bool {
    let mark = usize::try_from(doc).ok().and_then(|at| seen.get_mut(at));
    mark.is_some_and(|mark| std::mem::replace(mark, true))
}

impl Sources {
    /// Adds those of a further segment. The items of one paper lie in one segment as a rule.
    pub fn add(&mut self, other: Self) {
        for (source, documents) in other.sources {
            let all = self.sources.entry(source).or_default();
            all.items += documents.items;
            all.words += documents.words;
            all.papers.extend(documents.papers);
        }
        self.faults.extend(other.faults);
    }

    /// Compares them with the account and the card of their commit.
    pub fn compare(self, ledger: &Ledger, card: &Card) -> Finding {
        let mut finding = Finding::new(Aspect::Papers);
        for (place, detail) in self.faults {
            finding.note(place, detail);
        }
        for entry in ledger.entries.values() {
            let held = self.sources.get(&entry.source);
            finding.looked_at += u64::from(entry.paper.is_some());
            if let Some(detail) = difference(entry, held) {
                finding.note(entry.shown.as_str(), detail);
            }
        }
        let unknown = self.sources.keys().filter(|source| !ledger.entries.contains_key(*source));
        for source in unknown {
            finding.note(source.as_str(), "the index holds it, the account of files does not");
        }
        let items = self.sources.values().map(|documents| documents.items).sum();
        let words = self.sources.values().map(|documents| documents.words).sum();
        let totals = [("items", card.items, items), ("words", card.words, words)];
        for (what, told, held) in totals {
            let held: u64 = held;
            if told != held {
                let detail = format!("the card has {told} {what}, the index holds {held}");
                finding.note("segments", detail);
            }
        }
        finding
    }
}

/// Says how the documents of a file differ from what the account has of it.
fn difference(entry: &Entry, held: Option<&Documents>) -> Option<String> {
    let none = Documents::default();
    let held = held.unwrap_or(&none);
    let Some(paper) = &entry.paper else {
        let detail = format!("it holds no paper, but the index has {} items of it", held.items);
        return (held.items > 0).then_some(detail);
    };
    if (held.items, held.words) != (paper.items, paper.words) {
        return Some(format!(
            "the index has {} items and {} words of it, the account {} and {}",
            held.items, held.words, paper.items, paper.words
        ));
    }
    let other = held.papers.iter().find(|id| **id != paper.id)?;
    Some(format!("the index calls it `{other}`, the account `{}`", paper.id))
}
