//! Keeps the text of every item, where each of its words stands, and its record, in a mapped file.
//!
//! One file a segment, written, merged and collected together with tantivy's own. Texts are
//! packed, some of them together, and unpacked when one of them is asked for; none is cut into
//! words again. Records are kept likewise: to read one takes a few microseconds here, and several
//! times that in tantivy's own store. Knows no query, no term, and not what a record says.
//!
//! ```text
//! head     "MBCO", then the version of this layout
//! blocks   for each: its sheets, its texts, its records, each part packed (see `blocks`)
//! table    for each block: where each part begins, of 8 bytes; the size of each part unpacked,
//!          the CRC-32 of each with these numbers, its first document and how many it has, of
//!          4 bytes
//! foot     how many blocks and how many documents there are, then "OCBM"
//! ```
//!
//! All numbers are little-endian. Every number read is held against the size of what it points
//! into, and every part against its checksum, so that a damaged file gives an error.

mod blocks;
mod plugin;
mod sheet;

use std::ops::Range;
use std::sync::Arc;

use tantivy::DocId;
use tantivy::SegmentReader;
use tantivy::TantivyError;
use tantivy::directory::OwnedBytes;
use tantivy::error::DataCorruption;
use tantivy::index::SegmentComponent;

pub(crate) use plugin::ConcordancePlugin;
pub use sheet::Spans;
pub(crate) use sheet::sheet;

use blocks::Docs;
use blocks::Kept;
use blocks::PARTS;
use blocks::Part;
use blocks::RECORDS;
use blocks::Records;
use blocks::SHEETS;
use blocks::TEXTS;
use blocks::Texts;
use sheet::Sheet;

/// The extension of the file, and the name of the field that carries a sheet to it.
pub(crate) const CONCORDANCE: &str = "concordance";

/// The name of the field that carries a record to it.
pub(crate) const STORED: &str = "stored";

const HEAD: [u8; 8] = *b"MBCO\x04\0\0\0";
const FOOT: [u8; 4] = *b"OCBM";

/// The size of a row of the table, and of the foot, in bytes.
const ROW: usize = PARTS * (8 + 4 + 4) + 2 * 4;
const FOOT_SIZE: usize = 2 * 4 + FOOT.len();

/// The texts of one segment, where their words stand, and the records.
#[derive(Clone)]
pub struct Concordance {
    bytes: OwnedBytes,
    /// Where the table begins: what lies before are blocks.
    table: usize,
    blocks: usize,
    documents: u32,
    texts: Arc<Kept<Texts>>,
    records: Arc<Kept<Records>>,
}

impl std::fmt::Debug for Concordance {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Concordance").field("documents", &self.documents).finish_non_exhaustive()
    }
}

impl Concordance {
    /// Opens the concordance of a segment.
    ///
    /// Fails where the file is missing, is no concordance, has been cut or filled up, or has
    /// another number of documents than the segment.
    pub fn open(segment: &SegmentReader) -> tantivy::Result<Self> {
        let file = segment.open_read(SegmentComponent::Custom(CONCORDANCE.to_owned()))?;
        let concordance = Self::over(file.read_bytes()?)?;
        if concordance.documents == segment.max_doc() {
            Ok(concordance)
        } else {
            Err(damaged("it has another number of documents than its segment"))
        }
    }

    fn over(bytes: OwnedBytes) -> tantivy::Result<Self> {
        let foot = bytes.len().checked_sub(FOOT_SIZE);
        let foot = foot.filter(|_| bytes.starts_with(&HEAD) && bytes.ends_with(&FOOT));
        let foot = foot.ok_or_else(|| damaged("it is no concordance, or was cut"))?;
        let counts = number(&bytes, foot).zip(number(&bytes, foot + 4));
        let (blocks, documents) = counts.ok_or_else(|| damaged("it was cut"))?;
        let blocks = usize::try_from(blocks).unwrap_or(usize::MAX);
        let table = blocks.checked_mul(ROW).and_then(|size| foot.checked_sub(size));
        let table = table.filter(|table| *table >= HEAD.len());
        let table = table.ok_or_else(|| damaged("it has not so many blocks as it says"))?;
        let (texts, records) = Default::default();
        let concordance = Self { bytes, table, blocks, documents, texts, records };
        let first = if blocks == 0 { Some(table) } else { concordance.begin(0) };
        let end = match blocks.checked_sub(1) {
            Some(last) => concordance.docs(last).and_then(|it| it.first.checked_add(it.count)),
            None => Some(0),
        };
        if first == Some(HEAD.len()) && end == Some(documents) {
            Ok(concordance)
        } else {
            Err(damaged("its table does not fit its size"))
        }
    }

    /// Where a block begins; where the table does behind the last.
    fn begin(&self, block: usize) -> Option<usize> {
        self.begin_of(block, 0)
    }

    /// Where a part of a block begins; where the next block does behind the last.
    fn begin_of(&self, block: usize, part: usize) -> Option<usize> {
        if part == PARTS {
            return self.begin(block + 1);
        }
        if block == self.blocks && part == 0 {
            return Some(self.table);
        }
        let start = self.row(block)?.checked_add(8 * part)?;
        let bytes = self.bytes.get(start..start.checked_add(8)?)?;
        usize::try_from(u64::from_le_bytes(bytes.try_into().ok()?)).ok()
    }

    /// One of the numbers of a block's row behind where its parts begin.
    fn number(&self, block: usize, at: usize) -> Option<u32> {
        number(&self.bytes, self.row(block)?.checked_add(8 * PARTS + 4 * at)?)
    }

    fn row(&self, block: usize) -> Option<usize> {
        let within = Some(block).filter(|block| *block < self.blocks);
        within?.checked_mul(ROW)?.checked_add(self.table)
    }

    /// Which documents a block says it has.
    fn docs(&self, block: usize) -> Option<Docs> {
        let (first, count) = (self.number(block, 2 * PARTS)?, self.number(block, 2 * PARTS + 1)?);
        Some(Docs { first, count })
    }

    /// The block that has a document, by its number.
    fn block_of(&self, doc: DocId) -> Option<usize> {
        let (mut from, mut to) = (0, self.blocks);
        while from < to {
            let middle = from.midpoint(to);
            let docs = self.docs(middle)?.all();
            if doc < docs.start {
                to = middle;
            } else if doc >= docs.end {
                from = middle + 1;
            } else {
                return Some(middle);
            }
        }
        None
    }

    /// A part of a block as it lies in the file, held against its checksum.
    fn part(&self, block: usize, part: usize) -> tantivy::Result<Part<&[u8]>> {
        let read = || {
            let (start, end) = (self.begin_of(block, part)?, self.begin_of(block, part + 1)?);
            let is_held = HEAD.len() <= start && end <= self.table;
            let packed = is_held.then(|| self.bytes.get(start..end))??;
            let size = self.number(block, part)?;
            Some((
                Part { docs: self.docs(block)?, size, packed },
                self.number(block, PARTS + part)?,
            ))
        };
        let (part, sum) = read().ok_or_else(|| damaged("a block lies outside it"))?;
        if part.sum() == sum { Ok(part) } else { Err(damaged("a block has a wrong checksum")) }
    }

    /// The record of a document, as it was given, shown to `read`.
    ///
    /// Fails where the document is not in the segment or its block is damaged.
    pub fn record<T>(&self, doc: DocId, read: impl FnOnce(&[u8]) -> T) -> tantivy::Result<T> {
        let none = || damaged("it has no such document");
        let number = self.block_of(doc).ok_or_else(none)?;
        let unpack = || Records::unpack(&self.part(number, RECORDS)?);
        let block = self.records.block(number, unpack)?;
        Ok(read(block.of(doc).ok_or_else(none)?))
    }

    /// The text of a document with what is known of its words: to be asked for once where a
    /// document is asked several things.
    ///
    /// Fails where the document is not in the segment or its block is damaged.
    pub fn item(&self, doc: DocId) -> tantivy::Result<ItemText> {
        let none = || damaged("it has no such document");
        let number = self.block_of(doc).ok_or_else(none)?;
        let unpack = || Texts::unpack(&self.part(number, SHEETS)?, &self.part(number, TEXTS)?);
        let block = self.texts.block(number, unpack)?;
        let (text, sheet) = block.places(doc).ok_or_else(none)?;
        let item = ItemText { block, text, sheet };
        item.sheet()?;
        Ok(item)
    }
}

/// The text of one document, and where its words stand.
#[derive(Clone)]
pub struct ItemText {
    block: Arc<Texts>,
    text: Range<usize>,
    sheet: Range<usize>,
}

impl std::fmt::Debug for ItemText {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("ItemText").field("text", &self.text()).finish_non_exhaustive()
    }
}

impl ItemText {
    /// How long the text is, in bytes.
    pub fn bytes(&self) -> usize {
        self.text.len()
    }

    /// The last place at or before the byte `at` that cuts no letter and lies in the text.
    pub fn floor(&self, at: usize) -> usize {
        self.text().floor_char_boundary(at)
    }

    /// The whole text, as extracted.
    pub fn text(&self) -> &str {
        self.block.parts().0.get(self.text.clone()).unwrap_or_default()
    }

    /// A part of the text, in bytes: such as from the start of one word to the end of another.
    ///
    /// Fails where the part does not lie in the text or cuts a letter.
    pub fn slice(&self, part: Range<usize>) -> tantivy::Result<&str> {
        let slice = self.text().get(part);
        slice.ok_or_else(|| damaged("a part lies outside its text, or cuts a letter"))
    }

    fn sheet(&self) -> tantivy::Result<Sheet<'_>> {
        let bytes = self.sheet_bytes();
        Sheet::read(bytes).ok_or_else(|| damaged("a sheet has the wrong size"))
    }

    /// The sheet as it is kept.
    fn sheet_bytes(&self) -> &[u8] {
        self.block.parts().1.get(self.sheet.clone()).unwrap_or_default()
    }

    /// How many words there are: the positions of the terms in the field `text` lie below.
    pub fn words(&self) -> u32 {
        self.sheet().map_or(0, |sheet| sheet.words())
    }

    /// Where a word stands in the text, in bytes: `word` counts the words from 0, as the
    /// positions of the field `text` do.
    ///
    /// Fails where there is no such word or the text is damaged.
    pub fn span(&self, word: u32) -> tantivy::Result<Range<usize>> {
        let [span] = self.spans_of([word])?;
        Ok(span)
    }

    /// Where some words stand in the text, in bytes. They are named in order; one may be named
    /// again. What lies between them is passed over quickly.
    ///
    /// Fails where there is no such word or the text is damaged.
    pub fn spans_of<const N: usize>(&self, words: [u32; N]) -> tantivy::Result<[Range<usize>; N]> {
        let sheet = self.sheet()?;
        let all = words.first().copied().zip(words.last().and_then(|word| word.checked_add(1)));
        let spans =
            all.and_then(|(first, end)| Spans::new(self.text().as_bytes(), sheet, first..end));
        let spans = spans.and_then(|spans| spans.pick(words));
        spans.ok_or_else(|| damaged("there is no such word"))
    }

    /// Where the words of a range stand in the text, in bytes and in order.
    ///
    /// Fails where there are not so many words or the text is damaged; the iterator yields an
    /// error, and then nothing more, where it meets damage.
    pub fn spans(&self, words: Range<u32>) -> tantivy::Result<Spans<'_>> {
        let spans = Spans::new(self.text().as_bytes(), self.sheet()?, words);
        spans.ok_or_else(|| damaged("there are no such words"))
    }
}

/// The number of 4 bytes that begins at `at`, or `None` outside of `bytes`.
fn number(bytes: &[u8], at: usize) -> Option<u32> {
    let bytes = bytes.get(at..at.checked_add(4)?)?;
    Some(u32::from_le_bytes(bytes.try_into().ok()?))
}

fn damaged(what: &str) -> TantivyError {
    DataCorruption::comment_only(format!("the concordance of a segment is damaged: {what}")).into()
}

#[cfg(test)]
mod tests;
