//! Keeps the text of every item, and where each of its words stands, as slices of a mapped file.
//!
//! One file a segment, written, merged and collected together with tantivy's own. What is asked
//! of it is answered from the file as it lies in memory: nothing is unpacked, copied or cut into
//! words again. Knows no query and no term.
//!
//! ```text
//! head        "MBCO", then the version of this layout
//! documents   for each: its text as extracted, then its sheet (see `sheet`)
//! boundaries  where each text and each sheet begins, then where the last one ends
//! sums        for each document: the CRC-32 of the length of its text, its text and its sheet
//! foot        how many documents there are, then "OCBM"
//! ```
//!
//! All numbers are little-endian: boundaries and that length of 8 bytes, all others of 4. Every
//! number read is held against the size of what it points into, and every document against its
//! checksum, so that a damaged file gives an error.

mod plugin;
mod sheet;

use std::ops::Range;

use tantivy::DocId;
use tantivy::SegmentReader;
use tantivy::TantivyError;
use tantivy::directory::OwnedBytes;
use tantivy::error::DataCorruption;
use tantivy::index::SegmentComponent;

pub(crate) use plugin::ConcordancePlugin;
pub use sheet::Spans;
pub(crate) use sheet::sheet;

use sheet::Sheet;

/// The extension of the file, and the name of the field that carries a sheet to it.
pub(crate) const CONCORDANCE: &str = "concordance";

const HEAD: [u8; 8] = *b"MBCO\x02\0\0\0";
const FOOT: [u8; 4] = *b"OCBM";

/// The size of a boundary, of a checksum, and of the foot, in bytes.
const BOUNDARY: usize = 8;
const SUM: usize = 4;
const FOOT_SIZE: usize = 4 + FOOT.len();

/// The texts of one segment and where their words stand.
#[derive(Clone)]
pub struct Concordance {
    bytes: OwnedBytes,
    /// Where the boundaries begin: what lies before are texts and sheets.
    boundaries: usize,
    sums: usize,
    documents: u32,
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
        let documents = number(&bytes, foot).ok_or_else(|| damaged("it was cut"))?;
        let sums = usize::try_from(documents)
            .ok()
            .and_then(|documents| foot.checked_sub(documents.checked_mul(SUM)?));
        let boundaries = usize::try_from(documents)
            .ok()
            .and_then(|documents| documents.checked_mul(2)?.checked_add(1)?.checked_mul(BOUNDARY))
            .and_then(|size| sums?.checked_sub(size));
        let (boundaries, sums) = boundaries
            .zip(sums)
            .ok_or_else(|| damaged("it has fewer boundaries than documents"))?;
        let concordance = Self { bytes, boundaries, sums, documents };
        let first = concordance.boundary(0);
        let last = concordance.boundary(2 * u64::from(documents));
        if first == Some(HEAD.len()) && last == Some(boundaries) {
            Ok(concordance)
        } else {
            Err(damaged("its boundaries do not fit its size"))
        }
    }

    /// Where the text or the sheet number `at` begins: text 0, sheet 0, text 1, sheet 1, ….
    fn boundary(&self, at: u64) -> Option<usize> {
        let start =
            usize::try_from(at).ok()?.checked_mul(BOUNDARY)?.checked_add(self.boundaries)?;
        let bytes = self.bytes.get(start..start.checked_add(BOUNDARY)?)?;
        usize::try_from(u64::from_le_bytes(bytes.try_into().ok()?)).ok()
    }

    /// The text of a document with what is known of its words: to be asked for once where a
    /// document is asked several things.
    ///
    /// Fails where the document is not in the segment or its account of words is damaged.
    pub fn item(&self, doc: DocId) -> tantivy::Result<ItemText<'_>> {
        let (text, sheet) = self.bytes_of(doc)?;
        let sheet = Sheet::read(sheet).ok_or_else(|| damaged("a sheet has the wrong size"))?;
        Ok(ItemText { text, checked: None, sheet })
    }

    /// The text and the sheet of a document, as they lie in the file.
    fn bytes_of(&self, doc: DocId) -> tantivy::Result<(&[u8], &[u8])> {
        if doc >= self.documents {
            return Err(damaged("it has no such document"));
        }
        let at = 2 * u64::from(doc);
        let within = || {
            let (start, middle, end) =
                (self.boundary(at)?, self.boundary(at + 1)?, self.boundary(at + 2)?);
            let held = HEAD.len() <= start && end <= self.boundaries;
            let both = held.then(|| self.bytes.get(start..end))??;
            both.split_at_checked(middle.checked_sub(start)?)
        };
        let (text, sheet) = within().ok_or_else(|| damaged("a document lies outside it"))?;
        let at = usize::try_from(doc).ok().and_then(|doc| doc.checked_mul(SUM));
        let kept = at.and_then(|at| number(&self.bytes, self.sums.checked_add(at)?));
        if kept == Some(sum(text, sheet)) {
            Ok((text, sheet))
        } else {
            Err(damaged("a document does not have its checksum"))
        }
    }

    /// The whole text of a document, as extracted.
    ///
    /// Fails where the document is not in the segment or its text is damaged.
    pub fn text(&self, doc: DocId) -> tantivy::Result<&str> {
        utf8(self.bytes_of(doc)?.0)
    }
}

/// The text of one document, and where its words stand.
#[derive(Debug, Clone, Copy)]
pub struct ItemText<'a> {
    text: &'a [u8],
    /// The same, once it is known to be undamaged.
    checked: Option<&'a str>,
    sheet: Sheet<'a>,
}

impl<'a> ItemText<'a> {
    /// How long the text is, in bytes.
    pub fn bytes(&self) -> usize {
        self.text.len()
    }

    /// The last place at or before the byte `at` that cuts no letter and lies in the text.
    pub fn floor(&self, at: usize) -> usize {
        let mut at = at.min(self.text.len());
        while at > 0 && self.text.get(at).is_some_and(|byte| byte & 0xc0 == 0x80) {
            at -= 1;
        }
        at
    }

    /// The whole text, as extracted.
    ///
    /// Fails where it is damaged.
    pub fn text(&self) -> tantivy::Result<&'a str> {
        self.checked.map_or_else(|| utf8(self.text), Ok)
    }

    /// The same with all its bytes looked at, once and for all: to be asked for where many parts
    /// will be.
    ///
    /// Fails where the text is damaged.
    pub fn checked(self) -> tantivy::Result<Self> {
        Ok(Self { checked: Some(self.text()?), ..self })
    }

    /// A part of the text, in bytes: such as from the start of one word to the end of another.
    /// Looks at that part alone.
    ///
    /// Fails where the part does not lie in the text, cuts a letter, or is damaged.
    pub fn slice(&self, part: Range<usize>) -> tantivy::Result<&'a str> {
        let outside = || damaged("a part lies outside its text, or cuts a letter");
        match self.checked {
            Some(text) => text.get(part).ok_or_else(outside),
            None => utf8(self.text.get(part).ok_or_else(outside)?),
        }
    }

    /// How many words there are: the positions of the terms in the field `text` lie below.
    pub fn words(&self) -> u32 {
        self.sheet.words()
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
        let all = words.first().copied().zip(words.last().and_then(|word| word.checked_add(1)));
        let spans = all.and_then(|(first, end)| Spans::new(self.text, self.sheet, first..end));
        let spans = spans.and_then(|spans| spans.pick(words));
        spans.ok_or_else(|| damaged("there is no such word"))
    }

    /// Where the words of a range stand in the text, in bytes and in order.
    ///
    /// Fails where there are not so many words or the text is damaged; the iterator yields an
    /// error, and then nothing more, where it meets damage.
    pub fn spans(&self, words: Range<u32>) -> tantivy::Result<Spans<'a>> {
        let spans = Spans::new(self.text, self.sheet, words);
        spans.ok_or_else(|| damaged("there are no such words"))
    }
}

/// The checksum of a document.
fn sum(text: &[u8], sheet: &[u8]) -> u32 {
    let mut sum = crc32fast::Hasher::new();
    sum.update(&(text.len() as u64).to_le_bytes());
    sum.update(text);
    sum.update(sheet);
    sum.finalize()
}

/// The number of 4 bytes that begins at `at`, or `None` outside of `bytes`.
fn number(bytes: &[u8], at: usize) -> Option<u32> {
    let bytes = bytes.get(at..at.checked_add(4)?)?;
    Some(u32::from_le_bytes(bytes.try_into().ok()?))
}

fn utf8(bytes: &[u8]) -> tantivy::Result<&str> {
    std::str::from_utf8(bytes).map_err(|_| damaged("a text is no text, or a letter in it was cut"))
}

fn damaged(what: &str) -> TantivyError {
    DataCorruption::comment_only(format!("the concordance of a segment is damaged: {what}")).into()
}

#[cfg(test)]
mod tests;
