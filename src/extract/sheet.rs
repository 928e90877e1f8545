//! Holds the text while it is written, block by block.
//!
//! Keeps the promises of [`Text`]: blocks in order, without overlap, white space between them,
//! none of them blank. It does not know which format is being read.

use std::num::NonZeroU32;

use crate::extract::Block;
use crate::extract::BlockKind;
use crate::extract::Text;

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
    /// The marker of a list item whose first word has not come yet.
    marker: Option<String>,
    page: Option<NonZeroU32>,
}

impl Sheet {
    /// How much of the open block's last line is written, in bytes.
    pub(super) fn line_len(&self) -> usize {
        let line = self.content.rfind('\n').map_or(0, |at| at + 1).max(self.start);
        self.content.len() - line
    }

    /// How much is written altogether, in bytes.
    pub(super) fn len(&self) -> usize {
        self.content.len()
    }

    /// Says whether anything but white space was written from `from` on.
    pub(super) fn has_words_since(&self, from: usize) -> bool {
        self.content.get(from..).is_some_and(|text| !text.trim().is_empty())
    }

    /// Sets the page of the blocks to come.
    pub(super) fn set_page(&mut self, page: Option<NonZeroU32>) {
        self.close();
        self.page = page;
    }

    /// Keeps `marker` for the next block, which becomes a list item. A list that begins a list
    /// item shows both markers on one line, as a browser does.
    pub(super) fn set_marker(&mut self, marker: &str) {
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
    }

    /// Notes that white space stands here.
    pub(super) fn space(&mut self) {
        self.space = true;
    }

    /// Writes text with its white space collapsed. Characters that are never seen are left
    /// out: they would part words for a search.
    pub(super) fn words(&mut self, text: &str) {
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
        self.blocks.push(Block { kind, span: self.start..self.content.len(), page: self.page });
        self.content.push('\n');
    }

    /// Ends the sheet and gives the text.
    pub(super) fn into_text(mut self) -> Text {
        self.close();
        Text { content: self.content, blocks: self.blocks, ..Text::default() }
    }
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
