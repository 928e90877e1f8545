//! Packs the documents of a concordance into blocks, and unpacks the block a document lies in.
//!
//! A block holds so many documents as have some [`BLOCK`] bytes together, or one that is larger.
//! Packed it takes half of that, and to unpack it takes some microseconds; those unpacked last
//! are kept, since documents are mostly asked for in their order.
//!
//! ```text
//! lengths  for each document: of its text, of its sheet, 4 bytes each
//! sheets   of each document
//! texts    of each document
//! ```
//!
//! The lengths and sheets are packed together, the texts by themselves.

use std::ops::Range;
use std::sync::Arc;
use std::sync::Mutex;
use std::sync::PoisonError;

use lz4_flex::block;
use tantivy::DocId;

use super::damaged;
use super::number;

/// So many bytes of texts and sheets fill a block.
const BLOCK: usize = 1 << 14;

/// How many unpacked blocks are kept, and of how many bytes in all: at least the last.
const KEPT: usize = 32;
const KEPT_BYTES: usize = 8 << 20;

/// No byte stands for more than these: what says so is damaged.
const MOST_PACKED: usize = 256;

/// The bytes of both lengths of a document.
const LENGTHS: usize = 8;

/// Documents on their way into a block.
#[derive(Default)]
pub(super) struct Filling {
    lengths: Vec<u8>,
    sheets: Vec<u8>,
    texts: Vec<u8>,
    documents: u32,
}

/// A block as it lies in the file, or as it is written.
#[derive(Debug, Clone, Copy)]
pub(super) struct Packed<B> {
    /// Its first document.
    pub(super) first: u32,
    /// How many it has.
    pub(super) documents: u32,
    /// How many bytes the lengths and sheets, and the texts, have unpacked.
    pub(super) sizes: [u32; 2],
    /// The same packed.
    pub(super) parts: [B; 2],
}

impl Filling {
    /// Adds a document.
    ///
    /// Fails where it is too long to be told in 4 bytes.
    pub(super) fn add(&mut self, text: &[u8], sheet: &[u8]) -> tantivy::Result<()> {
        for piece in [text, sheet] {
            let length = u32::try_from(piece.len()).map_err(|_| damaged("a text is too long"))?;
            self.lengths.extend(length.to_le_bytes());
        }
        self.texts.extend_from_slice(text);
        self.sheets.extend_from_slice(sheet);
        self.documents += 1;
        Ok(())
    }

    /// Whether nothing more is to come in.
    pub(super) fn is_full(&self) -> bool {
        self.texts.len() + self.sheets.len() >= BLOCK
    }

    /// Whether nothing is in.
    pub(super) fn is_empty(&self) -> bool {
        self.documents == 0
    }

    /// Packs what is in and begins anew. `first` is the first document.
    pub(super) fn pack(&mut self, first: u32) -> tantivy::Result<Packed<Vec<u8>>> {
        self.lengths.append(&mut self.sheets);
        let size = |part: &Vec<u8>| u32::try_from(part.len());
        let sizes = size(&self.lengths).and_then(|sheets| Ok([sheets, size(&self.texts)?]));
        let sizes = sizes.map_err(|_| damaged("a block is too long"))?;
        let parts = [block::compress(&self.lengths), block::compress(&self.texts)];
        let packed = Packed { first, documents: self.documents, sizes, parts };
        self.lengths.clear();
        self.texts.clear();
        self.documents = 0;
        Ok(packed)
    }

    /// How many bytes of memory are in use.
    pub(super) fn held(&self) -> usize {
        self.lengths.capacity() + self.sheets.capacity() + self.texts.capacity()
    }
}

impl<B: AsRef<[u8]>> Packed<B> {
    /// The checksum of all there is of it.
    pub(super) fn sum(&self) -> u32 {
        let mut sum = crc32fast::Hasher::new();
        for number in [self.first, self.documents, self.sizes[0], self.sizes[1]] {
            sum.update(&number.to_le_bytes());
        }
        for part in &self.parts {
            sum.update(&(part.as_ref().len() as u64).to_le_bytes());
            sum.update(part.as_ref());
        }
        sum.finalize()
    }

    /// Which documents it has.
    pub(super) fn documents(&self) -> Range<DocId> {
        self.first..self.first.saturating_add(self.documents)
    }

    /// Whether nothing more came in: the last block of a segment may be small.
    pub(super) fn is_full(&self) -> bool {
        let sizes: u64 = self.sizes.iter().map(|size| u64::from(*size)).sum();
        sizes >= BLOCK as u64 + LENGTHS as u64 * u64::from(self.documents)
    }

    /// Unpacks it.
    ///
    /// Fails where it is no block, and where it says to have more bytes than it may.
    pub(super) fn unpack(&self) -> tantivy::Result<Block> {
        let unpacked = |at: usize| {
            let size = usize::try_from(self.sizes[at]).unwrap_or(usize::MAX);
            let packed = self.parts[at].as_ref();
            Some(packed)
                .filter(|_| size <= packed.len().saturating_mul(MOST_PACKED))
                .and_then(|packed| block::decompress(packed, size).ok())
                .filter(|part| part.len() == size)
                .ok_or_else(|| damaged("a block cannot be unpacked"))
        };
        let (sheets, texts) = (unpacked(0)?, unpacked(1)?);
        let texts = String::from_utf8(texts).map_err(|_| damaged("a text is no text"))?;
        let documents = usize::try_from(self.documents).unwrap_or(usize::MAX);
        let mut ends = Vec::with_capacity(documents.min(sheets.len()));
        let wrong = || damaged("a block has lengths that do not fit it");
        let mut sheet = documents.checked_mul(LENGTHS).ok_or_else(wrong)?;
        let mut text = 0_usize;
        let begin = sheet;
        for at in (0..sheet).step_by(LENGTHS) {
            let length = |at| number(&sheets, at).and_then(|length| usize::try_from(length).ok());
            let (text_length, sheet_length) =
                length(at).zip(length(at + LENGTHS / 2)).ok_or_else(wrong)?;
            text = text.checked_add(text_length).ok_or_else(wrong)?;
            sheet = sheet.checked_add(sheet_length).ok_or_else(wrong)?;
            if !texts.is_char_boundary(text) {
                return Err(damaged("a letter in a text was cut"));
            }
            ends.push((text, sheet));
        }
        if text != texts.len() || sheet != sheets.len() {
            return Err(wrong());
        }
        Ok(Block { first: self.first, begin, ends, texts, sheets })
    }
}

/// A block unpacked.
pub(super) struct Block {
    first: DocId,
    /// Where the first sheet begins.
    begin: usize,
    /// Where the text and the sheet of each document end.
    ends: Vec<(usize, usize)>,
    texts: String,
    sheets: Vec<u8>,
}

impl Block {
    /// Where the text and the sheet of a document stand in it, or `None` where it has no such
    /// document.
    pub(super) fn places(&self, doc: DocId) -> Option<(Range<usize>, Range<usize>)> {
        let at = usize::try_from(doc.checked_sub(self.first)?).ok()?;
        let (text_end, sheet_end) = *self.ends.get(at)?;
        let before = at.checked_sub(1).and_then(|before| self.ends.get(before)).copied();
        let (text, sheet) = before.unwrap_or((0, self.begin));
        Some((text..text_end, sheet..sheet_end))
    }

    /// How many bytes it has.
    fn size(&self) -> usize {
        self.texts.len() + self.sheets.len()
    }

    /// All texts, and all sheets.
    pub(super) fn parts(&self) -> (&str, &[u8]) {
        (&self.texts, &self.sheets)
    }
}

/// The blocks that were unpacked last, each with its number; the last one at the end.
#[derive(Default)]
pub(super) struct Kept(Mutex<Vec<(usize, Arc<Block>)>>);

impl Kept {
    /// The block of a number: one that is kept, or else what `unpack` gives, which then is.
    pub(super) fn block(
        &self,
        number: usize,
        unpack: impl FnOnce() -> tantivy::Result<Block>,
    ) -> tantivy::Result<Arc<Block>> {
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
