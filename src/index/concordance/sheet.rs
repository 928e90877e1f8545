//! Writes down where the words of one text stand, in little more than a byte a word.
//!
//! A sheet says of each word how many bytes lie between it and the word before it (or the start
//! of the text), and how many it has. Both fit one byte for all but one word in a hundred or so;
//! those stand in a list of their own. Where every 32nd word begins to be looked for is written
//! out, so that any word is found in as many steps at most.
//!
//! ```text
//! words u32, rare u32
//! starts     u32 for each 32 words but the first: where the word before them ends
//! steps      a byte for each word: gap (0 to 14) × 16 + length (1 to 16) - 1; 15 × 16: see rare
//! rare       for each: which word, its gap, its length, u32 each; in order
//! ```

use std::ops::Range;

use crate::index::tokens;

use super::damaged;
use super::number;

/// How many words are walked over at most to find one.
const BLOCK: u32 = 32;

/// The gap in a step that says that the word is in the list of rare ones.
const RARE: u8 = 15;

/// The longest word that fits a step, in bytes.
const LONGEST: usize = 16;

/// The sizes of the counts at the beginning, of a start and of an entry for a rare word.
const COUNTS: usize = 8;
const START: usize = 4;
const ENTRY: usize = 12;

/// A text beyond this many bytes is not written down wrongly but not at all: reading it fails.
const TOO_FAR: u32 = u32::MAX;

/// Returns the sheet of `text` and how many words it has: those of [`words`](crate::index::words).
/// Shows each of them to `see` on the way.
pub(crate) fn sheet(text: &str, mut see: impl FnMut(&str)) -> (Vec<u8>, u32) {
    let (mut starts, mut steps, mut rare) = (Vec::new(), Vec::new(), Vec::new());
    let (mut words, mut end) = (0_u32, 0);
    tokens::each_word(text, |word, span| {
        see(word);
        if words > 0 && words.is_multiple_of(BLOCK) {
            starts.extend(four(end));
        }
        let (gap, length) = (span.start - end, span.len());
        match u8::try_from(gap) {
            Ok(gap) if gap < RARE && (1..=LONGEST).contains(&length) => {
                steps.push(gap << 4 | (length - 1) as u8);
            }
            _ => {
                steps.push(RARE << 4);
                rare.extend([words.to_le_bytes(), four(gap), four(length)].as_flattened());
            }
        }
        end = span.end;
        words += 1;
    });
    let mut sheet = Vec::with_capacity(COUNTS + starts.len() + steps.len() + rare.len());
    sheet.extend(words.to_le_bytes());
    sheet.extend(four(rare.len() / ENTRY));
    sheet.append(&mut starts);
    sheet.append(&mut steps);
    sheet.append(&mut rare);
    (sheet, words)
}

fn four(number: usize) -> [u8; 4] {
    u32::try_from(number).unwrap_or(TOO_FAR).to_le_bytes()
}

/// A sheet as it lies in the file.
#[derive(Debug, Clone, Copy)]
pub(super) struct Sheet<'a> {
    words: u32,
    starts: &'a [u8],
    steps: &'a [u8],
    rare: &'a [u8],
}

impl<'a> Sheet<'a> {
    /// Takes a sheet apart, or returns `None` where its counts do not fit its size.
    pub(super) fn read(bytes: &'a [u8]) -> Option<Self> {
        let words = number(bytes, 0)?;
        let rare = usize::try_from(number(bytes, 4)?).ok()?;
        let starts = usize::try_from(words.saturating_sub(1) / BLOCK).ok()?;
        let (starts, rest) = bytes.get(COUNTS..)?.split_at_checked(starts.checked_mul(START)?)?;
        let (steps, rare_words) = rest.split_at_checked(usize::try_from(words).ok()?)?;
        let fits = rare_words.len() == rare.checked_mul(ENTRY)?;
        fits.then_some(Self { words, starts, steps, rare: rare_words })
    }

    /// How many words the text has.
    pub(super) fn words(&self) -> u32 {
        self.words
    }

    /// The last word at or before `word` whose start is written out, and where the word before
    /// it ends.
    fn start(&self, word: u32) -> Option<(u32, usize)> {
        let block = word / BLOCK;
        let end = match usize::try_from(block).ok()?.checked_sub(1) {
            None => 0,
            Some(at) => number(self.starts, at.checked_mul(START)?)?,
        };
        (end != TOO_FAR).then_some((block * BLOCK, usize::try_from(end).ok()?))
    }

    /// The gap before a word and its length.
    fn step(&self, word: u32) -> Option<(usize, usize)> {
        let step = *self.steps.get(usize::try_from(word).ok()?)?;
        if step >> 4 == RARE {
            self.rare(word)
        } else {
            Some((usize::from(step >> 4), usize::from(step & 0xf) + 1))
        }
    }

    /// How many bytes lie between the start of the gap before `words` and the end of the last.
    fn stretch(&self, words: Range<u32>) -> Option<usize> {
        let (mut bytes, mut word) = (0_usize, words.start);
        while word < words.end {
            let most = (words.end - word).min(8);
            let sum = match self.sum(word, most)? {
                Some(sum) => sum,
                None => (word..word + most).try_fold(0_usize, |bytes, word| {
                    let (gap, length) = self.step(word)?;
                    bytes.checked_add(gap)?.checked_add(length)
                })?,
            };
            bytes = bytes.checked_add(sum)?;
            word += most;
        }
        Some(bytes)
    }

    /// What the steps of one to eight words sum up to, all at once, or nothing where one of them
    /// is rare. `None` where there are no such words.
    #[inline]
    fn sum(&self, word: u32, words: u32) -> Option<Option<usize>> {
        const LOW: u64 = 0x0f0f_0f0f_0f0f_0f0f;
        const ONES: u64 = 0x0101_0101_0101_0101;
        let rest = self.steps.get(usize::try_from(word).ok()?..)?;
        let count = usize::try_from(words).ok()?;
        let steps = match rest.first_chunk() {
            Some(eight) => u64::from_le_bytes(*eight),
            None => {
                let mut eight = [0; 8];
                eight.get_mut(..count)?.copy_from_slice(rest.get(..count)?);
                u64::from_le_bytes(eight)
            }
        };
        let steps = steps & (u64::MAX >> (64 - 8 * words.min(8)));
        let (gaps, lengths) = ((steps >> 4) & LOW, steps & LOW);
        // Only a gap of 15 overflows its four bits.
        let rare = (gaps + ONES) & !LOW != 0;
        // Each of the eight is below 30, so that their sum fits the highest byte.
        let sum = (gaps + lengths).wrapping_mul(ONES) >> 56;
        Some((!rare).then_some(usize::try_from(sum).ok()? + count))
    }

    /// The gap and the length of a rare word, found by halving.
    fn rare(&self, word: u32) -> Option<(usize, usize)> {
        let (mut from, mut to) = (0, self.rare.len() / ENTRY);
        while from < to {
            let middle = from.midpoint(to);
            let at = middle * ENTRY;
            match number(self.rare, at)?.cmp(&word) {
                std::cmp::Ordering::Less => from = middle + 1,
                std::cmp::Ordering::Greater => to = middle,
                std::cmp::Ordering::Equal => {
                    let size = |at| usize::try_from(number(self.rare, at)?).ok();
                    return Some((size(at + 4)?, size(at + 8)?));
                }
            }
        }
        None
    }
}

/// Where some words of a text stand, in bytes and in order. Each span lies in the text and cuts
/// no letter.
#[derive(Debug, Clone)]
pub struct Spans<'a> {
    text: &'a [u8],
    sheet: Sheet<'a>,
    next: u32,
    last: u32,
    /// Where the word before `next` ends.
    end: usize,
}

impl<'a> Spans<'a> {
    /// The spans of some `words` of `text`, or `None` where the sheet has not so many.
    pub(super) fn new(text: &'a [u8], sheet: Sheet<'a>, words: Range<u32>) -> Option<Self> {
        if words.start > words.end || words.end > sheet.words {
            return None;
        }
        let (next, last) = (words.start, words.end);
        if words.is_empty() {
            return Some(Self { text, sheet, next, last, end: 0 });
        }
        let (word, end) = sheet.start(next)?;
        let end = end.checked_add(sheet.stretch(word..next)?)?;
        Some(Self { text, sheet, next, last, end })
    }

    /// Goes on to `word`, which is not behind, or returns `None` where the sheet is damaged.
    fn pass_to(&mut self, word: u32) -> Option<()> {
        if word - self.next > BLOCK {
            (self.next, self.end) = self.sheet.start(word)?;
        }
        self.end = self.end.checked_add(self.sheet.stretch(self.next..word)?)?;
        self.next = word;
        Some(())
    }

    /// The spans of some of these words, which are in order, or `None` where one is damaged.
    pub(super) fn pick<const N: usize>(mut self, words: [u32; N]) -> Option<[Range<usize>; N]> {
        let mut known = 0..0;
        let mut spans = [const { 0..0 }; N];
        for (word, span) in words.into_iter().zip(&mut spans) {
            if word >= self.next {
                self.pass_to(word)?;
                known = self.advance()?;
            }
            span.clone_from(&known);
        }
        Some(spans)
    }

    /// The next span, or `None` where it is damaged.
    fn advance(&mut self) -> Option<Range<usize>> {
        let (gap, length) = self.sheet.step(self.next)?;
        let start = self.end.checked_add(gap)?;
        let end = start.checked_add(length)?;
        self.next += 1;
        self.end = end;
        // A letter of several bytes goes on with bytes of this form.
        let goes_on = |at: usize| self.text.get(at).is_some_and(|byte| byte & 0xc0 == 0x80);
        let stands = end <= self.text.len() && !goes_on(start) && !goes_on(end);
        stands.then_some(start..end)
    }
}

impl Iterator for Spans<'_> {
    type Item = tantivy::Result<Range<usize>>;

    fn next(&mut self) -> Option<Self::Item> {
        if self.next >= self.last {
            return None;
        }
        let span = self.advance();
        if span.is_none() {
            self.next = self.last;
        }
        Some(span.ok_or_else(|| damaged("a word lies outside its text")))
    }

    fn size_hint(&self) -> (usize, Option<usize>) {
        // Damage may end it early.
        (0, usize::try_from(self.last - self.next).ok())
    }
}
