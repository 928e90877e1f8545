//! Packs the documents of a concordance into blocks, and unpacks the block a document lies in.
//!
//! A block holds so many documents as have some [`BLOCK`] bytes together, or one that is larger.
//! Packed it takes half of that, and to unpack it takes some microseconds; those unpacked last
//! are kept, since documents are mostly asked for in their order.
//!
//! ```text
//! sheets   for each document: the lengths of its text and of its sheet, 4 bytes each; its sheet
//! texts    of each document
//! records  for each document: the length of its record, 4 bytes; its record
//! ```
//!
//! Each of the three parts is packed by itself: who counts asks for no records. The lengths stand
//! before all else of their part.

use std::ops::Range;
use std::sync::Arc;
use std::sync::Mutex;
use std::sync::PoisonError;

use lz4_flex::block;
use tantivy::DocId;
use tantivy::TantivyError;

use super::damaged;
use super::number;

/// So many bytes of texts and sheets fill a block, or so many of records.
const BLOCK: usize = 1 << 14;

/// How many parts a block has, and which they are.
pub(super) const PARTS: usize = 3;
pub(super) const SHEETS: usize = 0;
pub(super) const TEXTS: usize = 1;
pub(super) const RECORDS: usize = 2;

/// How many unpacked blocks are kept, and of how many bytes in all: at least the last.
const KEPT: usize = 32;
const KEPT_BYTES: usize = 8 << 20;

/// No byte stands for more than these: what says so is damaged.
const MOST_PACKED: usize = 256;

/// The bytes of a length.
const LENGTH: usize = 4;

/// What is kept of a document.
#[derive(Debug, Clone, Copy)]
pub(super) struct Held<'a> {
    pub(super) text: &'a [u8],
    pub(super) sheet: &'a [u8],
    pub(super) record: &'a [u8],
}

/// Documents on their way into a block.
#[derive(Default)]
pub(super) struct Filling {
    /// Of texts and sheets, and of records.
    lengths: [Vec<u8>; 2],
    sheets: Vec<u8>,
    texts: Vec<u8>,
    records: Vec<u8>,
    documents: u32,
}

/// The documents of a block.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Docs {
    pub(super) first: DocId,
    /// How many they are.
    pub(super) count: u32,
}

/// A part of a block as it lies in the file, or as it is written.
#[derive(Debug, Clone, Copy)]
pub(super) struct Part<B> {
    /// Of which documents it has something.
    pub(super) docs: Docs,
    /// How many bytes it has unpacked.
    pub(super) size: u32,
    pub(super) packed: B,
}

impl Filling {
    /// Adds a document.
    ///
    /// Fails where something of it is too long to be told in 4 bytes.
    pub(super) fn add(&mut self, held: Held<'_>) -> tantivy::Result<()> {
        let length = |piece: &[u8]| match u32::try_from(piece.len()) {
            Ok(length) => Ok(length.to_le_bytes()),
            Err(_) => Err(damaged("a text is too long")),
        };
        let [of_texts, of_records] = &mut self.lengths;
        of_texts.extend([length(held.text)?, length(held.sheet)?].as_flattened());
        of_records.extend(length(held.record)?);
        self.sheets.extend_from_slice(held.sheet);
        self.texts.extend_from_slice(held.text);
        self.records.extend_from_slice(held.record);
        self.documents += 1;
        Ok(())
    }

    /// Whether nothing more is to come in.
    pub(super) fn is_full(&self) -> bool {
        is_full(self.texts.len() + self.sheets.len(), self.records.len())
    }

    /// Whether nothing is in.
    pub(super) fn is_empty(&self) -> bool {
        self.documents == 0
    }

    /// Packs what is in and begins anew. `first` is the first document.
    pub(super) fn pack(&mut self, first: DocId) -> tantivy::Result<[Part<Vec<u8>>; PARTS]> {
        let [sheets, records] = &mut self.lengths;
        sheets.append(&mut self.sheets);
        records.append(&mut self.records);
        let docs = Docs { first, count: self.documents };
        let packed = |part: &[u8]| match u32::try_from(part.len()) {
            Ok(size) => Ok(Part { docs, size, packed: block::compress(part) }),
            Err(_) => Err(damaged("a block is too long")),
        };
        let parts = [packed(sheets)?, packed(&self.texts)?, packed(records)?];
        sheets.clear();
        records.clear();
        self.texts.clear();
        self.documents = 0;
        Ok(parts)
    }

    /// How many bytes of memory are in use.
    pub(super) fn held(&self) -> usize {
        let [sheets, records] = &self.lengths;
        let all = [sheets, records, &self.sheets, &self.texts, &self.records];
        all.into_iter().map(Vec::capacity).sum()
    }
}

/// Whether a block with so many bytes of texts and sheets, and so many of records, is full.
fn is_full(texts: usize, records: usize) -> bool {
    texts >= BLOCK || records >= BLOCK
}

/// Whether nothing more came into a block: the last one of a segment may be small.
pub(super) fn was_full<B: AsRef<[u8]>>([sheets, texts, records]: &[Part<B>; PARTS]) -> bool {
    is_full(texts.beside(0).saturating_add(sheets.beside(2)), records.beside(1))
}

impl Docs {
    /// They, one by one.
    pub(super) fn all(self) -> Range<DocId> {
        self.first..self.first.saturating_add(self.count)
    }

    /// How many they are, for what is counted in memory.
    fn len(self) -> usize {
        usize::try_from(self.count).unwrap_or(usize::MAX)
    }
}

impl<B: AsRef<[u8]>> Part<B> {
    /// The checksum of all there is of it.
    pub(super) fn sum(&self) -> u32 {
        let Self { docs, size, .. } = *self;
        let packed = self.packed.as_ref();
        let mut sum = crc32fast::Hasher::new();
        sum.update([docs.first, docs.count, size].map(u32::to_le_bytes).as_flattened());
        sum.update(&(packed.len() as u64).to_le_bytes());
        sum.update(packed);
        sum.finalize()
    }

    /// How many bytes it has unpacked but for `lengths` of them for each document.
    fn beside(&self, lengths: usize) -> usize {
        let size = usize::try_from(self.size).unwrap_or(usize::MAX);
        size.saturating_sub(self.docs.len().saturating_mul(lengths * LENGTH))
    }

    /// Unpacks it.
    ///
    /// Fails where it is no part, and where it says to have more bytes than it may.
    fn unpack(&self) -> tantivy::Result<Vec<u8>> {
        let size = usize::try_from(self.size).unwrap_or(usize::MAX);
        let packed = self.packed.as_ref();
        Some(packed)
            .filter(|_| size <= packed.len().saturating_mul(MOST_PACKED))
            .and_then(|packed| block::decompress(packed, size).ok())
            .filter(|part| part.len() == size)
            .ok_or_else(|| damaged("a block cannot be unpacked"))
    }
}

/// The texts and sheets of a block, unpacked.
pub(super) struct Texts {
    first: DocId,
    /// Where the first sheet begins.
    begin: usize,
    /// Where the text and the sheet of each document end.
    ends: Vec<(usize, usize)>,
    texts: String,
    sheets: Vec<u8>,
}

/// The records of a block, unpacked.
pub(super) struct Records {
    first: DocId,
    /// Where the first begins, and where each ends.
    bounds: Vec<usize>,
    bytes: Vec<u8>,
}

impl Texts {
    /// Unpacks those of a block.
    ///
    /// Fails where they are damaged.
    pub(super) fn unpack(sheets: &Part<&[u8]>, texts: &Part<&[u8]>) -> tantivy::Result<Self> {
        let (docs, sheets) = (sheets.docs, sheets.unpack()?);
        let texts = String::from_utf8(texts.unpack()?);
        let texts = texts.map_err(|_| damaged("a text is no text"))?;
        let mut ends = Vec::with_capacity(docs.len().min(sheets.len()));
        let mut sheet = docs.len().checked_mul(2 * LENGTH).ok_or_else(wrong)?;
        let mut text = 0_usize;
        let begin = sheet;
        for at in (0..begin).step_by(2 * LENGTH) {
            text = text.checked_add(length(&sheets, at)?).ok_or_else(wrong)?;
            sheet = sheet.checked_add(length(&sheets, at + LENGTH)?).ok_or_else(wrong)?;
            if !texts.is_char_boundary(text) {
                return Err(damaged("a letter in a text was cut"));
            }
            ends.push((text, sheet));
        }
        if text != texts.len() || sheet != sheets.len() {
            return Err(wrong());
        }
        Ok(Self { first: docs.first, begin, ends, texts, sheets })
    }

    /// Where the text and the sheet of a document stand, or `None` where it has no such document.
    pub(super) fn places(&self, doc: DocId) -> Option<(Range<usize>, Range<usize>)> {
        let at = usize::try_from(doc.checked_sub(self.first)?).ok()?;
        let (text_end, sheet_end) = *self.ends.get(at)?;
        let before = at.checked_sub(1).and_then(|before| self.ends.get(before)).copied();
        let (text, sheet) = before.unwrap_or((0, self.begin));
        Some((text..text_end, sheet..sheet_end))
    }

    /// All texts, and all sheets.
    pub(super) fn parts(&self) -> (&str, &[u8]) {
        (&self.texts, &self.sheets)
    }
}

impl Records {
    /// Unpacks those of a block.
    ///
    /// Fails where they are damaged.
    pub(super) fn unpack(records: &Part<&[u8]>) -> tantivy::Result<Self> {
        let (docs, bytes) = (records.docs, records.unpack()?);
        let begin = docs.len().checked_mul(LENGTH).ok_or_else(wrong)?;
        let mut bounds = Vec::with_capacity(docs.len().min(bytes.len()) + 1);
        let mut end = begin;
        bounds.push(end);
        for at in (0..begin).step_by(LENGTH) {
            end = end.checked_add(length(&bytes, at)?).ok_or_else(wrong)?;
            bounds.push(end);
        }
        if end == bytes.len() {
            Ok(Self { first: docs.first, bounds, bytes })
        } else {
            Err(wrong())
        }
    }

    /// The record of a document, or `None` where it has no such document.
    pub(super) fn of(&self, doc: DocId) -> Option<&[u8]> {
        let at = usize::try_from(doc.checked_sub(self.first)?).ok()?;
        let bounds = self.bounds.get(at).zip(self.bounds.get(at.checked_add(1)?))?;
        self.bytes.get(*bounds.0..*bounds.1)
    }
}

/// The length that stands at `at`.
fn length(bytes: &[u8], at: usize) -> tantivy::Result<usize> {
    number(bytes, at).and_then(|length| usize::try_from(length).ok()).ok_or_else(wrong)
}

fn wrong() -> TantivyError {
    damaged("a block has lengths that do not fit it")
}

/// What takes memory while it is kept.
pub(super) trait Measured {
    /// How many bytes it has.
    fn size(&self) -> usize;
}

impl Measured for Texts {
    fn size(&self) -> usize {
        self.texts.len() + self.sheets.len()
    }
}

impl Measured for Records {
    fn size(&self) -> usize {
        self.bytes.len()
    }
}

/// What was unpacked last of some blocks, each with its number; the last one at the end.
pub(super) struct Kept<T>(Mutex<Vec<(usize, Arc<T>)>>);

impl<T> Default for Kept<T> {
    fn default() -> Self {
        Self(Mutex::default())
    }
}

impl<T: Measured> Kept<T> {
    /// What there is of the block of a number: what is kept, or else what `unpack` gives, which
    /// then is.
    pub(super) fn block(
        &self,
        number: usize,
        unpack: impl FnOnce() -> tantivy::Result<T>,
    ) -> tantivy::Result<Arc<T>> {
        let kept = || self.0.lock().unwrap_or_else(PoisonError::into_inner);
        {
            let mut kept = kept();
            if let Some(at) = kept.iter().rposition(|(held, _)| *held == number) {
                let found = kept.remove(at);
                let block = Arc::clone(&found.1);
                kept.push(found);
                return Ok(block);
            }
        }
        let block = Arc::new(unpack()?);
        let mut kept = kept();
        kept.push((number, Arc::clone(&block)));
        let mut bytes: usize = kept.iter().map(|(_, block)| block.size()).sum();
        while kept.len() > KEPT || kept.len() > 1 && bytes > KEPT_BYTES {
            let (_, oldest) = kept.remove(0);
            bytes -= oldest.size();
        }
        Ok(block)
    }
}
