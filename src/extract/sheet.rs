//! Holds the text while it is written, block by block.
//!
//! Keeps the promises of [`Text`]: blocks in order, without overlap, white space between them,
//! none of them blank. It does not know which format is being read.

use std::num::NonZeroU32;

use crate::extract::Block;
use crate::extract::BlockKind;
use crate::extract::Text;
use crate::extract::plain;

/// How long the markers before one item may become, in bytes. Longer ones stand alone.
const MARKERS: usize = 40;

/// A text under way. At most one block is open; what is written goes into it.
#[derive(Debug, Default)]
pub(super) struct Sheet {
    content: String,
    blocks: Vec<Block>,
    /// Where the open block begins.
    start: usize,
    /// Where its words begin: after the marker of a list item.
    words: usize,
    open: Option<BlockKind>,
    /// White space was met since the last word.
    space: bool,
    /// Two labels meet here without white space between them.
    seam: bool,
    /// The marker of a list item whose first word has not come yet.
    marker: Option<String>,
    page: Option<NonZeroU32>,
    /// Where pages begin within a block.
    page_starts: Vec<(usize, NonZeroU32)>,
}

impl Sheet {
    /// How much is written altogether, in bytes.
    pub(super) fn len(&self) -> usize {
        self.content.len()
    }

    /// Says whether anything but white space was written from `from` on.
    pub(super) fn has_words_since(&self, from: usize) -> bool {
        self.content.get(from..).is_some_and(|text| !text.trim().is_empty())
    }

    /// Ends a cell that began at `from`. Returns whether it holds words; the no-break space of
    /// an empty one is taken back.
    pub(super) fn end_cell(&mut self, from: usize) -> bool {
        let has_words = self.has_words_since(from);
        if !has_words && self.open.is_some() {
            self.content.truncate(from.max(self.words));
        }
        has_words
    }

    /// Sets the page of the blocks to come.
    pub(super) fn set_page(&mut self, page: Option<NonZeroU32>) {
        self.close();
        self.page = page;
    }

    /// Notes that a page begins within the open block, behind what is written.
    pub(super) fn page_begins(&mut self, page: NonZeroU32) {
        self.page_starts.push((self.content.len(), page));
    }

    /// Keeps `marker` for the next block, which becomes a list item. A list that begins a list
    /// item shows both markers on one line, as a browser does.
    pub(super) fn set_marker(&mut self, marker: &str) {
        if self.marker.as_ref().is_some_and(|outer| outer.len() > MARKERS) {
            self.flush_marker();
        }
        let outer = self.marker.take().unwrap_or_default();
        let gap = if outer.is_empty() || marker.is_empty() { "" } else { " " };
        self.marker = Some(format!("{outer}{gap}{marker}"));
    }

    /// Forgets a marker whose list item ended without a word.
    pub(super) fn drop_marker(&mut self) {
        self.marker = None;
    }

    /// Writes a marker whose list item ended without a word as an item of its own: where texts
    /// come from pages read by machine, the words often stand below their number.
    pub(super) fn flush_marker(&mut self) {
        if let Some(marker) = self.marker.take().filter(|marker| !marker.is_empty()) {
            self.open(BlockKind::ListItem);
            self.words(&marker);
            self.close();
        }
    }

    /// Opens a block, unless one is open. A paragraph with a marker becomes a list item.
    pub(super) fn open(&mut self, kind: BlockKind) {
        if self.open.is_some() {
            return;
        }
        self.start = self.content.len();
        let kind = match (&self.marker, kind) {
            (Some(_), BlockKind::Paragraph) => BlockKind::ListItem,
            (_, kind) => kind,
        };
        if let Some(marker) = self.marker.as_deref().filter(|marker| !marker.is_empty()) {
            self.content.push_str(marker);
            self.content.push(' ');
        }
        self.words = self.content.len();
        self.open = Some(kind);
        self.space = false;
        self.seam = false;
    }

    /// Notes that white space stands here.
    pub(super) fn space(&mut self) {
        self.space = true;
    }

    /// Notes that two labels meet here, which a page's style shows apart.
    pub(super) fn seam(&mut self) {
        self.seam = true;
    }

    /// Parts two labels, unless they look like pieces of one word.
    fn part_labels(&mut self, next: &str) {
        let before = self.content[self.words..].chars().next_back();
        if let (Some(before), Some(next)) = (before, next.chars().next()) {
            let is_word = before.is_lowercase() && next.is_lowercase();
            self.space |= before.is_alphanumeric() && next.is_alphanumeric() && !is_word;
        }
    }

    /// Writes text with its white space collapsed. Characters that are never seen are left
    /// out: they would part words for a search.
    pub(super) fn words(&mut self, text: &str) {
        if text.is_empty() {
            return;
        }
        if std::mem::take(&mut self.seam) {
            self.part_labels(text);
        }
        self.space |= text.starts_with(|c: char| c.is_ascii_whitespace());
        for word in text.split_ascii_whitespace() {
            self.write_gap();
            if word.is_ascii() || !word.contains(is_unseen) {
                self.content.push_str(word);
            } else {
                self.content.extend(word.chars().filter(|c| !is_unseen(*c)));
            }
            self.space = true;
        }
        self.space = text.ends_with(|c: char| c.is_ascii_whitespace());
    }

    /// Writes one line as it stands.
    pub(super) fn verbatim(&mut self, line: &str) {
        self.write_gap();
        self.content.push_str(line);
    }

    fn write_gap(&mut self) {
        let at_start = self.content.len() == self.words || self.content.ends_with(['\n', '\t']);
        if self.space && !at_start {
            self.content.push(' ');
        }
        self.space = false;
    }

    /// Parts two cells of a row.
    pub(super) fn tab(&mut self) {
        if self.open.is_some() {
            self.content.push('\t');
            self.space = false;
        }
    }

    /// Ends a line within the block. Two line ends in a row end the block: that is how many
    /// pages part their paragraphs.
    pub(super) fn line_end(&mut self) {
        if self.open.is_none() {
            return;
        }
        let line =
            self.content[self.words..].trim_end_matches(|c: char| c.is_whitespace() && c != '\n');
        if line.is_empty() || line.ends_with('\n') {
            self.close();
        } else {
            self.content.truncate(self.words + line.len());
            self.content.push('\n');
        }
        self.space = false;
    }

    /// Ends the open block, if there is one.
    pub(super) fn close(&mut self) {
        if let Some(kind) = self.open {
            self.close_as(kind);
        }
    }

    /// Ends the open block, which turned out to be of another kind. A block without a word is
    /// taken back, and its marker waits for the next.
    pub(super) fn close_as(&mut self, kind: BlockKind) {
        if self.open.take().is_none() {
            return;
        }
        self.space = false;
        let words = &self.content[self.words..];
        if words.trim().is_empty() {
            self.content.truncate(self.start);
            return;
        }
        self.marker = None;
        let blank = words.len() - words.trim_start().len();
        self.content.truncate(self.content.trim_end().len());
        if blank > 0 {
            self.content.drain(self.words..self.words + blank);
        }
        // Word writes its lists into pages as paragraphs that begin with a number.
        let kind = match kind {
            BlockKind::Paragraph if plain::is_list_item(&self.content[self.start..]) => {
                BlockKind::ListItem
            }
            kind => kind,
        };
        self.blocks.push(Block { kind, span: self.start..self.content.len(), page: self.page });
        self.content.push('\n');
    }

    /// Ends the sheet and gives the text.
    pub(super) fn into_text(mut self) -> Text {
        self.close();
        let page_starts = page_starts(&self.blocks, &self.page_starts);
        Text { content: self.content, blocks: self.blocks, page_starts, ..Text::default() }
    }
}

/// Where pages begin: with a block, or at one of `within`, places within a block.
pub(super) fn page_starts(
    blocks: &[Block],
    within: &[(usize, NonZeroU32)],
) -> Vec<(usize, NonZeroU32)> {
    let mut all: Vec<(usize, NonZeroU32)> =
        blocks.iter().filter_map(|block| Some((block.span.start, block.page?))).collect();
    all.extend(within);
    all.sort_unstable();
    all.dedup_by_key(|(_, page)| *page);
    all
}

/// Soft hyphens, zero-width spaces and joins, byte order marks.
fn is_unseen(c: char) -> bool {
    matches!(c, '\u{ad}' | '\u{200b}' | '\u{2060}' | '\u{feff}')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn white_space_is_collapsed_and_no_break_spaces_stay() {
        let mut sheet = Sheet::default();
        sheet.open(BlockKind::Paragraph);
        sheet.words("\n  Item\u{a0}4 \t on");
        sheet.words(" case\u{ad}loads\u{a0}\n");
        sheet.close();
        let text = sheet.into_text();
        assert_eq!(text.content, "Item\u{a0}4 on caseloads\n");
        assert_eq!(text.blocks[0].span, 0.."Item\u{a0}4 on caseloads".len());
    }

    #[test]
    fn a_blank_block_leaves_its_marker_to_the_next() {
        let mut sheet = Sheet::default();
        sheet.set_marker("a)");
        sheet.open(BlockKind::Paragraph);
        sheet.words("\u{a0}");
        sheet.close();
        sheet.open(BlockKind::Paragraph);
        sheet.words("\u{a0}Agreed");
        let text = sheet.into_text();
        assert_eq!(text.content, "a) Agreed\n");
        assert_eq!(text.blocks[0].kind, BlockKind::ListItem);
    }

    #[test]
    fn two_line_ends_end_the_block() {
        let mut sheet = Sheet::default();
        for line in ["one ", "two", "\u{a0}", "three"] {
            sheet.open(BlockKind::Paragraph);
            sheet.words(line);
            sheet.line_end();
        }
        let text = sheet.into_text();
        assert_eq!(text.content, "one\ntwo\nthree\n");
        assert_eq!(text.blocks.len(), 2);
    }
}
