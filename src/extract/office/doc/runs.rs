//! Finds the properties of paragraphs and letters in a Word document.
//!
//! They are kept in pages of 512 bytes, apart from the text, by the place of the text in the
//! stream.

use crate::extract::office::bytes::u16_at;
use crate::extract::office::bytes::u32_at;
use crate::extract::office::doc::changes::changes;
use crate::extract::office::doc::older;

/// How long a page is, in bytes.
const PAGE: usize = 512;

/// What describes a stretch of text.
#[derive(Debug, Clone)]
struct Run {
    from: u32,
    to: u32,
    description: Vec<u8>,
}

/// The descriptions of all paragraphs, or of all letters.
#[derive(Debug, Default)]
pub(super) struct Runs {
    runs: Vec<Run>,
}

/// How a list of pages is written.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Age {
    /// By Word 6 and 95.
    Older,
    /// By Word 97 and later.
    Newer,
}

impl Runs {
    /// Reads the pages of paragraphs that `table` lists. A description begins with the number
    /// of a style. One that is too long for a page stands in the stream `long`.
    pub(super) fn of_paragraphs(document: &[u8], table: &[u8], long: &[u8], age: Age) -> Self {
        let described = |page: &[u8], at: usize| {
            let offset = usize::from(*page.get(at)?) * 2;
            let length = usize::from(*page.get(offset)?);
            match (age, length) {
                _ if offset == 0 => None,
                (Age::Older, length) => {
                    let bytes = page.get(offset + 1..offset + 1 + length * 2)?;
                    let (style, changes) = bytes.split_at_checked(2)?;
                    Some([style, &older::renewed(changes)].concat())
                }
                (Age::Newer, 0) => {
                    let length = usize::from(*page.get(offset + 1)?) * 2;
                    Some(lengthened(page.get(offset + 2..offset + 2 + length)?, long))
                }
                (Age::Newer, length) => {
                    Some(lengthened(page.get(offset + 1..offset + length * 2)?, long))
                }
            }
        };
        // So many bytes tell of each paragraph: where its description is, and its height.
        let width = if age == Age::Older { 7 } else { 13 };
        Self::read(document, table, age, width, described)
    }

    /// Reads the pages of letters that `table` lists.
    pub(super) fn of_letters(document: &[u8], table: &[u8], age: Age) -> Self {
        Self::read(document, table, age, 1, |page, at| {
            let offset = usize::from(*page.get(at)?) * 2;
            let length = usize::from(*page.get(offset)?);
            let bytes = page.get(offset + 1..offset + 1 + length)?;
            match age {
                _ if offset == 0 => None,
                Age::Older => Some(older::renewed(bytes)),
                Age::Newer => Some(bytes.to_vec()),
            }
        })
    }

    fn read(
        document: &[u8],
        table: &[u8],
        age: Age,
        width: usize,
        described: impl Fn(&[u8], usize) -> Option<Vec<u8>>,
    ) -> Self {
        let mut runs = Vec::new();
        let number_of = |entry: &[u8]| match age {
            Age::Older => u16_at(entry, 0).map(u32::from),
            Age::Newer => u32_at(entry, 0).map(|number| number & 0x003f_ffff),
        };
        let numbers = entries(table, if age == Age::Older { 2 } else { 4 });
        // No document has more pages than its stream; one that says so repeats some.
        for number in numbers.filter_map(number_of).take(document.len() / PAGE + 1) {
            let start = number as usize * PAGE;
            let Some(page) = document.get(start..start + PAGE) else { continue };
            let count = usize::from(page[PAGE - 1]);
            for at in 0..count {
                let (Some(from), Some(to)) = (u32_at(page, at * 4), u32_at(page, at * 4 + 4))
                else {
                    break;
                };
                let description = described(page, (count + 1) * 4 + at * width);
                runs.push(Run { from, to, description: description.unwrap_or_default() });
            }
        }
        runs.sort_by_key(|run| run.from);
        Self { runs }
    }

    /// The description of the text at a place, and where that ends.
    pub(super) fn at(&self, place: u32) -> (&[u8], u32) {
        let after = self.runs.partition_point(|run| run.from <= place);
        match after.checked_sub(1).map(|at| &self.runs[at]) {
            Some(run) if place < run.to => (&run.description, run.to),
            _ => (&[], self.runs.get(after).map_or(u32::MAX, |run| run.from)),
        }
    }
}

/// A description of a paragraph, with the changes that stand elsewhere put in.
fn lengthened(description: &[u8], long: &[u8]) -> Vec<u8> {
    let mut lengthened = description.to_vec();
    for change in changes(description.get(2..).unwrap_or_default()) {
        // Paragraphs at the end of wide rows.
        if matches!(change.code, 0x6645 | 0x6646 | 0x646b) {
            let place = change.long() as usize;
            let length = u16_at(long, place).map_or(0, usize::from);
            let start = place.saturating_add(2);
            lengthened.extend(long.get(start..start.saturating_add(length)).unwrap_or_default());
        }
    }
    lengthened
}

/// The positions in a table that is followed by one entry of `width` bytes for each but the
/// last.
pub(super) fn positions(table: &[u8], width: usize) -> Vec<u32> {
    let count = table.len().saturating_sub(4) / (4 + width);
    (0..=count).map_while(|at| u32_at(table, at * 4)).collect()
}

/// The entries of such a table.
pub(super) fn entries(table: &[u8], width: usize) -> impl Iterator<Item = &[u8]> {
    let count = table.len().saturating_sub(4) / (4 + width);
    table.get((count + 1) * 4..).unwrap_or_default().chunks_exact(width.max(1))
}

/// Reads a text of UTF-16 whose length, in units, stands before it. Returns the text and where
/// it ends.
pub(super) fn counted_text(bytes: &[u8], at: usize) -> Option<(Vec<u16>, usize)> {
    let length = usize::from(u16_at(bytes, at)?) * 2;
    let text = bytes.get(at + 2..at + 2 + length)?;
    let units = text.chunks_exact(2).filter_map(|unit| u16_at(unit, 0)).collect();
    Some((units, at + 2 + length))
}
