//! Keeps the text of every item, and where each of its words stands, as slices of a mapped file.
//!
//! One file a segment, written, merged and collected together with tantivy's own. Texts are
//! packed, some of them together, and unpacked when one of them is asked for; none is cut into
//! words again. Knows no query and no term.
//!
//! ```text
//! head     "MBCO", then the version of this layout
//! blocks   for each: its lengths and sheets, then its texts, both packed (see `blocks`)
//! table    for each block: where it begins and where its texts do, of 8 bytes each; its first
//!          document, how many it has, the sizes of both parts unpacked, and the CRC-32 of all
//!          of it with these numbers, of 4 bytes each
//! foot     how many blocks and how many documents there are, then "OCBM"
//! ```
//!
//! All numbers are little-endian. Every number read is held against the size of what it points
//! into, and every block against its checksum, so that a damaged file gives an error.

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

use blocks::Block;
use blocks::Kept;
use blocks::Packed;
use sheet::Sheet;

/// The extension of the file, and the name of the field that carries a sheet to it.
pub(crate) const CONCORDANCE: &str = "concordance";

const HEAD: [u8; 8] = *b"MBCO\x03\0\0\0";
const FOOT: [u8; 4] = *b"OCBM";

/// The size of a row of the table, and of the foot, in bytes.
const ROW: usize = 2 * 8 + 5 * 4;
const FOOT_SIZE: usize = 2 * 4 + FOOT.len();

/// The texts of one segment and where their words stand.
#[derive(Clone)]
pub struct Concordance {
    bytes: OwnedBytes,
    /// Where the table begins: what lies before are blocks.
    table: usize,
    blocks: usize,
    documents: u32,
    kept: Arc<Kept>,
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
        let kept = Arc::default();
        let concordance = Self { bytes, table, blocks, documents, kept };
        let first = if blocks == 0 { Some(table) } else { concordance.begin(0) };
        let end = match blocks.checked_sub(1) {
            Some(last) => concordance.documents_of(last).map(|docs| docs.end),
            None => Some(0),
        };
        if first == Some(HEAD.len()) && end == Some(u64::from(documents)) {
            Ok(concordance)
        } else {
            Err(damaged("its table does not fit its size"))
        }
    }

    /// Where a block begins; where the table does behind the last.
    fn begin(&self, block: usize) -> Option<usize> {
        if block == self.blocks { Some(self.table) } else { self.offset(block, 0) }
    }

    /// One of the two places of a block's row.
    fn offset(&self, block: usize, at: usize) -> Option<usize> {
        let start = self.row(block)?.checked_add(at)?;
        let bytes = self.bytes.get(start..start.checked_add(8)?)?;
        usize::try_from(u64::from_le_bytes(bytes.try_into().ok()?)).ok()
    }

    /// One of the numbers of a block's row.
    fn number(&self, block: usize, at: usize) -> Option<u32> {
        number(&self.bytes, self.row(block)?.checked_add(16 + 4 * at)?)
    }

    fn row(&self, block: usize) -> Option<usize> {
        let within = Some(block).filter(|block| *block < self.blocks);
        within?.checked_mul(ROW)?.checked_add(self.table)
    }

    /// Which documents a block says it has.
    fn documents_of(&self, block: usize) -> Option<Range<u64>> {
        let (first, documents) = (self.number(block, 0)?, self.number(block, 1)?);
        Some(u64::from(first)..u64::from(first) + u64::from(documents))
    }

    /// The block that has a document, by its number.
    fn block_of(&self, doc: DocId) -> Option<usize> {
        let (mut from, mut to) = (0, self.blocks);
        while from < to {
            let middle = from.midpoint(to);
            let docs = self.documents_of(middle)?;
            if u64::from(doc) < docs.start {
                to = middle;
            } else if u64::from(doc) >= docs.end {
                from = middle + 1;
            } else {
                return Some(middle);
            }
        }
        None
    }

    /// A block as it lies in the file, held against its checksum.
    fn packed(&self, block: usize) -> tantivy::Result<Packed<&[u8]>> {
        let read = || {
            let (start, middle) = (self.begin(block)?, self.offset(block, 8)?);
            let end = self.begin(block + 1)?;
            let held = HEAD.len() <= start && end <= self.table;
            let both = held.then(|| self.bytes.get(start..end))??;
            let (sheets, texts) = both.split_at_checked(middle.checked_sub(start)?)?;
            let [first, documents, sheets_size, texts_size, sum] = [
                self.number(block, 0)?,
                self.number(block, 1)?,
                self.number(block, 2)?,
                self.number(block, 3)?,
                self.number(block, 4)?,
            ];
            let sizes = [sheets_size, texts_size];
            Some((Packed { first, documents, sizes, parts: [sheets, texts] }, sum))
        };
        let (packed, sum) = read().ok_or_else(|| damaged("a block lies outside it"))?;
        if packed.sum() == sum {
            Ok(packed)
        } else {
            Err(damaged("a block does not have its checksum"))
        }
    }

    /// The text of a document with what is known of its words: to be asked for once where a
    /// document is asked several things.
    ///
    /// Fails where the document is not in the segment or its block is damaged.
    pub fn item(&self, doc: DocId) -> tantivy::Result<ItemText> {
        let none = || damaged("it has no such document");
        let number = self.block_of(doc).ok_or_else(none)?;
        let block = self.kept.block(number, || self.packed(number)?.unpack())?;
        let (text, sheet) = block.places(doc).ok_or_else(none)?;
        let item = ItemText { block, text, sheet };
        item.sheet()?;
        Ok(item)
    }
}

/// The text of one document, and where its words stand.
#[derive(Clone)]
pub struct ItemText {
    block: Arc<Block>,
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
