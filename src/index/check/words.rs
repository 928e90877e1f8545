//! Compares the words of each text with the words by which it is found.
//!
//! A text is kept once, in the concordance, and its words twice: where they stand, in its sheet,
//! and which they are, in the postings, term by term. Here the postings of some documents are
//! turned round: a slot for each word that a sheet counts, and into each slot the term that the
//! postings have there. A term whose place has no slot, or one that is taken, is a fault, and so
//! is a slot that stays empty. Then the text is cut into words anew, and each is held against its
//! slot and its span. Where no fault is found, the terms of a document and the words of its text
//! stand in one-to-one order: none is missing, none is too much, none is another, and that is
//! proven for every word, not for a sample.

use std::collections::BTreeMap;
use std::ops::Range;
use std::sync::Arc;

use tantivy::DocId;
use tantivy::DocSet;
use tantivy::index::InvertedIndexReader;
use tantivy::postings::Postings;
use tantivy::schema::IndexRecordOption;

use crate::index::tokens;

use super::finding::Aspect;
use super::finding::Finding;
use super::part::Part;

/// So many words are turned round at a time, 4 bytes each; a document with more stands alone.
const WORDS: usize = 16 << 20;

/// A slot into which no term was put.
const EMPTY: u32 = u32::MAX;

/// The words of one segment, ready to be compared.
pub struct Words<'a> {
    part: &'a Part,
    postings: Arc<InvertedIndexReader>,
    terms: Terms,
}

impl std::fmt::Debug for Words<'_> {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Words").field("part", &self.part).finish_non_exhaustive()
    }
}

/// The terms of a segment, one behind the other.
#[derive(Default)]
struct Terms {
    bytes: Vec<u8>,
    ends: Vec<usize>,
}

impl Terms {
    fn get(&self, number: u32) -> Option<&[u8]> {
        let number = usize::try_from(number).ok()?;
        let start = match number.checked_sub(1) {
            Some(before) => *self.ends.get(before)?,
            None => 0,
        };
        self.bytes.get(start..*self.ends.get(number)?)
    }
}

/// Some documents that stand behind each other, with a slot for each of their words.
struct Slots {
    docs: Range<DocId>,
    /// Where the slots of each document begin, then where the last one's end.
    starts: Vec<usize>,
    terms: Vec<u32>,
    /// The first thing that is wrong with a document.
    faults: BTreeMap<DocId, String>,
}

impl<'a> Words<'a> {
    /// Makes the words of a segment ready, or says why they cannot be read.
    pub fn of(part: &'a Part) -> Result<Self, String> {
        Self::read(part).map_err(|error| error.to_string())
    }

    fn read(part: &'a Part) -> tantivy::Result<Self> {
        let postings = part.reader.inverted_index(part.fields.text)?;
        let mut terms = Terms::default();
        let mut stream = postings.terms().stream()?;
        while stream.advance() {
            terms.bytes.extend_from_slice(stream.key());
            terms.ends.push(terms.bytes.len());
        }
        Ok(Self { part, postings, terms })
    }

    /// The segment.
    pub fn part(&self) -> &Part {
        self.part
    }

    /// Cuts the documents of the segment into stretches that can be compared by themselves.
    pub fn stretches(&self) -> Vec<Range<DocId>> {
        let mut stretches = Vec::new();
        let (mut start, mut words) = (0, 0);
        let end = self.part.reader.max_doc();
        for doc in 0..end {
            let more = self.slots_of(doc).unwrap_or_default();
            if words > 0 && words + more > WORDS {
                stretches.push(start..doc);
                (start, words) = (doc, 0);
            }
            words += more;
        }
        if start < end {
            stretches.push(start..end);
        }
        stretches
    }

    /// How many words the sheet of a document counts; none where it was taken out.
    fn slots_of(&self, doc: DocId) -> tantivy::Result<usize> {
        if !self.part.is_alive(doc) {
            return Ok(0);
        }
        let words = self.part.concordance.item(doc)?.words();
        Ok(usize::try_from(words).unwrap_or_default())
    }

    /// Compares a stretch of documents word by word. Tells `seen` of each text how long it is.
    pub fn compare(&self, docs: Range<DocId>, seen: impl Fn(u64)) -> Finding {
        let mut finding = Finding::new(Aspect::Words);
        let mut slots = self.slots(docs);
        if let Err(error) = self.fill(&mut slots) {
            finding.note(self.part.path(), format!("its words cannot be read ({error})"));
            return finding;
        }
        for doc in slots.docs.clone().filter(|doc| self.part.is_alive(*doc)) {
            let words = slots.of(doc).map(|range| &slots.terms[range]).unwrap_or_default();
            finding.looked_at += words.len() as u64;
            let fault = match slots.faults.get(&doc) {
                Some(fault) => Some(fault.clone()),
                None => self.text(doc, words, &seen),
            };
            if let Some(fault) = fault {
                finding.note(self.part.name(doc), fault);
            }
        }
        finding
    }

    /// Makes a slot for each word of some documents.
    fn slots(&self, docs: Range<DocId>) -> Slots {
        let (mut starts, mut end) = (vec![0], 0);
        let mut faults = BTreeMap::new();
        for doc in docs.clone() {
            match self.slots_of(doc) {
                Ok(words) => end += words,
                Err(error) => _ = faults.insert(doc, error.to_string()),
            }
            starts.push(end);
        }
        Slots { docs, starts, terms: vec![EMPTY; end], faults }
    }

    /// Puts each term into the slots of its places.
    fn fill(&self, slots: &mut Slots) -> tantivy::Result<()> {
        let mut stream = self.postings.terms().range().into_stream()?;
        let mut places = Vec::new();
        let mut number = 0;
        while stream.advance() {
            let option = IndexRecordOption::WithFreqsAndPositions;
            let mut postings = self.postings.read_postings_from_terminfo(stream.value(), option)?;
            let mut doc = postings.doc();
            if doc < slots.docs.start {
                doc = postings.seek(slots.docs.start);
            }
            while doc < slots.docs.end {
                if self.part.is_alive(doc) {
                    postings.positions(&mut places);
                    if let Some(place) = slots.put(doc, number, &places)
                        && !slots.faults.contains_key(&doc)
                    {
                        let word = self.shown(number);
                        let told = format!(
                            "`{word}` is searched as its word {place}, which it has not or is another too"
                        );
                        slots.faults.insert(doc, told);
                    }
                }
                doc = postings.advance();
            }
            number += 1;
        }
        Ok(())
    }

    /// Cuts the text of a document into words and compares each with its slot and its span. Gives
    /// the first fault.
    fn text(&self, doc: DocId, words: &[u32], seen: impl Fn(u64)) -> Option<String> {
        let item = match self.part.concordance.item(doc) {
            Ok(item) => item,
            Err(error) => return Some(error.to_string()),
        };
        let text = item.text();
        let mut spans = match item.spans(0..item.words()) {
            Ok(spans) => spans,
            Err(error) => return Some(error.to_string()),
        };
        seen(text.len() as u64);
        let (mut number, mut fault) = (0, None);
        tokens::each_word(text, |word, span| {
            let slot = words.get(number).copied().unwrap_or(EMPTY);
            let stands = spans.next().and_then(Result::ok);
            number += 1;
            if fault.is_some() {
                return;
            }
            if self.terms.get(slot) != Some(word.as_bytes()) {
                let found = if slot == EMPTY { "nothing".to_owned() } else { self.shown(slot) };
                fault = Some(format!("word {number} is `{word}`, but searched as `{found}`"));
            } else if stands.as_ref() != Some(&span) {
                fault = Some(format!("word {number}, `{word}`, stands elsewhere than is kept"));
            }
        });
        let counted = self.part.words.first(doc);
        if fault.is_none() && number != words.len() {
            fault = Some(format!("it has {number} words, but {} are searched", words.len()));
        }
        if fault.is_none() && counted != Some(number as u64) {
            let counted = counted.map_or_else(|| "no number".to_owned(), |it| it.to_string());
            fault = Some(format!("it has {number} words, but is counted with {counted}"));
        }
        fault
    }

    /// A term as it is shown in a fault.
    fn shown(&self, number: u32) -> String {
        String::from_utf8_lossy(self.terms.get(number).unwrap_or_default()).into_owned()
    }
}

impl Slots {
    /// Which slots belong to a document.
    fn of(&self, doc: DocId) -> Option<Range<usize>> {
        let at = usize::try_from(doc.checked_sub(self.docs.start)?).ok()?;
        Some(*self.starts.get(at)?..*self.starts.get(at + 1)?)
    }

    /// Puts a term into the slots of its places in a document. Gives the first place that has no
    /// slot or whose slot is taken.
    fn put(&mut self, doc: DocId, term: u32, places: &[u32]) -> Option<u32> {
        let slots = self.of(doc).and_then(|range| self.terms.get_mut(range)).unwrap_or_default();
        let mut wrong = None;
        for place in places {
            let slot = usize::try_from(*place).ok().and_then(|at| slots.get_mut(at));
            match slot {
                Some(slot) if *slot == EMPTY => *slot = term,
                _ => wrong = wrong.or(Some(*place)),
            }
        }
        wrong
    }
}
