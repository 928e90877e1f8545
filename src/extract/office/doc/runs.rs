//! Finds the properties of paragraphs and letters in a Word document.
//!
//! They are kept in pages of 512 bytes, apart from the text, by the place of the text in the
//! stream.

use crate::extract::office::bytes::u16_at;
use crate::extract::office::bytes::u32_at;

/// How long a page is, in bytes.
const PAGE: usize = 512;

/// What describes a stretch of text.
#[derive(Debug, Clone, Copy)]
struct Run {
    from: u32,
    to: u32,
    /// Where its description stands in the stream.
    start: usize,
    end: usize,
}

/// The descriptions of all paragraphs, or of all letters.
#[derive(Debug, Default)]
pub(super) struct Runs {
    runs: Vec<Run>,
}

impl Runs {
    /// Reads the pages of paragraphs that `table` lists.
    pub(super) fn of_paragraphs(document: &[u8], table: &[u8]) -> Self {
        // Thirteen bytes tell of each paragraph: where its description is, and its height.
        Self::read(document, table, 13, |page, at| {
            let offset = usize::from(*page.get(at)?) * 2;
            let length = usize::from(*page.get(offset)?);
            match length {
                _ if offset == 0 => None,
                0 => {
                    let length = usize::from(*page.get(offset + 1)?) * 2;
                    Some((offset + 2, offset + 2 + length))
                }
                length => Some((offset + 1, offset + length * 2)),
            }
        })
    }

    /// Reads the pages of letters that `table` lists.
    pub(super) fn of_letters(document: &[u8], table: &[u8]) -> Self {
        Self::read(document, table, 1, |page, at| {
            let offset = usize::from(*page.get(at)?) * 2;
            let length = usize::from(*page.get(offset)?);
            (offset > 0).then_some((offset + 1, offset + 1 + length))
        })
    }

    fn read(
        document: &[u8],
        table: &[u8],
        width: usize,
        described: impl Fn(&[u8], usize) -> Option<(usize, usize)>,
    ) -> Self {
        let mut runs = Vec::new();
        let count = table.len().saturating_sub(4) / 8;
        for number in 0..count {
            let Some(page_number) = u32_at(table, (count + 1) * 4 + number * 4) else { break };
            let start = (page_number & 0x003f_ffff) as usize * PAGE;
            let Some(page) = document.get(start..start + PAGE) else { continue };
            let entries = usize::from(page[PAGE - 1]);
            for at in 0..entries {
                let (Some(from), Some(to)) = (u32_at(page, at * 4), u32_at(page, at * 4 + 4))
                else {
                    break;
                };
                let found = described(page, (entries + 1) * 4 + at * width);
                let (first, last) = found.filter(|(_, last)| *last <= PAGE).unwrap_or((0, 0));
                runs.push(Run { from, to, start: start + first, end: start + last });
            }
        }
        runs.sort_by_key(|run| run.from);
        Self { runs }
    }

    /// The description of the text at a place, and where that ends.
    pub(super) fn at<'a>(&self, document: &'a [u8], place: u32) -> (&'a [u8], u32) {
        let after = self.runs.partition_point(|run| run.from <= place);
        match after.checked_sub(1).map(|at| self.runs[at]) {
            Some(run) if place < run.to => {
                (document.get(run.start..run.end).unwrap_or_default(), run.to)
            }
            _ => (&[], self.runs.get(after).map_or(u32::MAX, |run| run.from)),
        }
    }
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
