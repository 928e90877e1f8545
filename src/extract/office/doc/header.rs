//! Reads the header of a Word document: where everything stands.

use std::ops::Range;

use crate::extract::office::archive::Refusal;
use crate::extract::office::bytes::u16_at;
use crate::extract::office::bytes::u32_at;
use crate::extract::office::doc::runs::Age;
use crate::problem::ProblemKind;

/// A place in the table stream: from, and how many bytes.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(super) struct Place {
    from: usize,
    length: usize,
}

impl Place {
    /// The bytes at this place, as far as they are there.
    pub(super) fn of<'a>(&self, table: &'a [u8]) -> &'a [u8] {
        let rest = table.get(self.from..).unwrap_or_default();
        &rest[..self.length.min(rest.len())]
    }

    /// All bytes from this place on.
    pub(super) fn onward<'a>(&self, table: &'a [u8]) -> &'a [u8] {
        table.get(self.from..).unwrap_or_default()
    }

    /// How many bytes stand there.
    pub(super) fn length(&self) -> usize {
        self.length
    }
}

/// The header of a document.
#[derive(Debug)]
pub(super) struct Header {
    pub(super) age: Age,
    /// The name of the stream that holds the tables.
    pub(super) table: &'static str,
    /// Where the text stands, if it is in one piece.
    pub(super) text: Option<u32>,
    /// Lengths of the stories, which follow one another: in characters.
    pub(super) body: u32,
    pub(super) footnotes: Range<u32>,
    pub(super) heads: Range<u32>,
    pub(super) endnotes: Range<u32>,
    pub(super) boxes: Range<u32>,
    pub(super) styles: Place,
    pub(super) footnote_refs: Place,
    pub(super) footnote_texts: Place,
    pub(super) sections: Place,
    pub(super) head_texts: Place,
    pub(super) letters: Place,
    pub(super) paragraphs: Place,
    pub(super) fonts: Place,
    pub(super) pieces: Place,
    pub(super) shapes: Place,
    pub(super) endnote_refs: Place,
    pub(super) endnote_texts: Place,
    pub(super) box_texts: Place,
    pub(super) lists: Place,
    pub(super) list_uses: Place,
}

impl Header {
    /// Says whether the stream begins like that of a document of Word 6 or 95.
    pub(super) fn is_older(document: &[u8]) -> bool {
        u16_at(document, 2).is_some_and(|version| version < 0xc0)
    }

    /// Says whether the document is encrypted.
    pub(super) fn is_encrypted(document: &[u8]) -> bool {
        u16_at(document, 10).is_some_and(|flags| flags & 0x100 != 0)
    }

    /// Reads the header of a document of Word 6 or 95, which keeps everything in one stream.
    pub(super) fn read_older(document: &[u8]) -> Self {
        let count = |at: usize| u32_at(document, at).unwrap_or(0).min(1 << 30);
        let place = |at: usize| Place { from: count(at) as usize, length: count(at + 4) as usize };
        let body = count(0x34);
        let footnotes = body..body + count(0x38);
        let is_in_pieces = u16_at(document, 10).is_some_and(|flags| flags & 4 != 0);
        let end = footnotes.end;
        Self {
            age: Age::Older,
            table: "WordDocument",
            text: (!is_in_pieces).then(|| count(0x18)),
            body,
            footnotes,
            heads: end..end,
            endnotes: end..end,
            boxes: end..end,
            styles: place(0x60),
            footnote_refs: place(0x68),
            footnote_texts: place(0x70),
            sections: place(0x88),
            letters: place(0xb8),
            paragraphs: place(0xc0),
            pieces: place(0x160),
            head_texts: Place::default(),
            fonts: Place::default(),
            shapes: Place::default(),
            endnote_refs: Place::default(),
            endnote_texts: Place::default(),
            box_texts: Place::default(),
            lists: Place::default(),
            list_uses: Place::default(),
        }
    }

    /// Reads the header of a document of Word 97 to 2003.
    pub(super) fn read(document: &[u8]) -> Result<Self, Refusal> {
        let short = || (ProblemKind::Damaged, "its header is cut".to_owned());
        let flags = u16_at(document, 10).ok_or_else(short)?;
        if document.len() < 154 {
            return Err(short());
        }
        let count = |at: usize| u32_at(document, at).unwrap_or(0).min(1 << 30);
        let [body, footnotes, heads, macros, notes, endnotes, boxes] =
            [0x4c, 0x50, 0x54, 0x58, 0x5c, 0x60, 0x64].map(count);
        let footnotes = body..body + footnotes;
        let heads = footnotes.end..footnotes.end + heads;
        let start = heads.end.saturating_add(macros).saturating_add(notes);
        let endnotes = start..start.saturating_add(endnotes);
        let boxes = endnotes.end..endnotes.end.saturating_add(boxes);
        let places = usize::from(u16_at(document, 152).unwrap_or(0));
        let place = |number: usize| {
            let at = 154 + number * 8;
            let place = Place { from: count(at) as usize, length: count(at + 4) as usize };
            if number < places { place } else { Place::default() }
        };
        Ok(Self {
            age: Age::Newer,
            text: None,
            table: if flags & 0x200 == 0 { "0Table" } else { "1Table" },
            body,
            footnotes,
            heads,
            endnotes,
            boxes,
            styles: place(1),
            footnote_refs: place(2),
            footnote_texts: place(3),
            sections: place(6),
            head_texts: place(11),
            letters: place(12),
            paragraphs: place(13),
            fonts: place(15),
            pieces: place(33),
            shapes: place(40),
            endnote_refs: place(46),
            endnote_texts: place(47),
            box_texts: place(56),
            lists: place(73),
            list_uses: place(74),
        })
    }
}
