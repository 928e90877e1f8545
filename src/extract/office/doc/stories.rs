//! Reads the texts of a Word document: its body, a note, a text box, a header.
//!
//! Leaves out what a reader does not see: what was deleted, the instructions of fields, hidden
//! text and the places of pictures.

use std::collections::BTreeMap;
use std::collections::HashMap;
use std::ops::Range;

use crate::extract::office::doc::Ends;
use crate::extract::office::doc::lists::Lists;
use crate::extract::office::doc::pieces::Pieces;
use crate::extract::office::doc::pieces::Unit;
use crate::extract::office::doc::runs::Runs;
use crate::extract::office::doc::styles::Letters;
use crate::extract::office::doc::styles::Paragraph;
use crate::extract::office::doc::styles::Styles;
use crate::extract::office::flow::Flow;
use crate::extract::office::flow::Kind;
use crate::extract::office::numbers::Counters;
use crate::extract::office::story::Piece;
use crate::extract::office::symbols;
use crate::extract::office::symbols::Font;

/// How many paragraphs the instruction of a field may run over.
const INSTRUCTION: usize = 3;

/// How deep text boxes and notes may stand in one another.
const DEPTH: usize = 4;

/// A document whose parts are found.
pub(super) struct Document {
    pub(super) stream: Vec<u8>,
    pub(super) pieces: Pieces,
    pub(super) letters: Runs,
    pub(super) paragraphs: Runs,
    pub(super) styles: Styles,
    pub(super) lists: Lists,
    pub(super) fonts: HashMap<u16, Font>,
    /// The characters that end a section.
    pub(super) section_ends: Ends,
}

/// What is anchored where, by the number of the character.
#[derive(Default)]
pub(super) struct Anchors {
    pub(super) notes: BTreeMap<u32, Range<u32>>,
    pub(super) boxes: BTreeMap<u32, Vec<Range<u32>>>,
}

/// A document being read.
pub(super) struct Reader<'a> {
    document: &'a Document,
    anchors: Anchors,
    counters: Counters,
    /// The headers and footers are being read, where page numbers say nothing.
    is_head: bool,
    depth: usize,
    is_full: bool,
}

/// A text under way.
#[derive(Default)]
struct Text {
    flow: Flow,
    /// The paragraph as far as it is read.
    line: String,
    high: Option<u16>,
    fields: Vec<Field>,
    notes: Vec<Range<u32>>,
    boxes: Vec<Range<u32>>,
}

#[derive(Default)]
struct Field {
    instruction: String,
    has_result: bool,
    paragraphs: usize,
}

impl<'a> Reader<'a> {
    /// Begins to read.
    pub(super) fn new(document: &'a Document, anchors: Anchors) -> Self {
        Self {
            document,
            anchors,
            counters: Counters::default(),
            is_head: false,
            depth: 0,
            is_full: false,
        }
    }

    /// Says whether some text was left out because there is too much.
    pub(super) fn is_full(&self) -> bool {
        self.is_full
    }

    /// Reads a header or footer.
    pub(super) fn head(&mut self, range: Range<u32>) -> Vec<Piece> {
        self.is_head = true;
        self.anchors = Anchors::default();
        self.story(range)
    }

    /// Reads the text boxes whose place was not found in the text.
    pub(super) fn unanchored(&mut self) -> Vec<Piece> {
        let boxes = std::mem::take(&mut self.anchors.boxes);
        boxes.into_values().flatten().flat_map(|range| self.story(range)).collect()
    }

    /// Reads the text of a range.
    pub(super) fn story(&mut self, range: Range<u32>) -> Vec<Piece> {
        let mut text = Text::default();
        self.read(range, &mut text);
        text.flow.into_pieces()
    }

    fn read(&mut self, range: Range<u32>, text: &mut Text) {
        if self.depth >= DEPTH {
            return;
        }
        self.depth += 1;
        let document = self.document;
        let mut letters = (0..0, Letters::default());
        let mut style = None;
        let mut last = None;
        for unit in document.pieces.units(&document.stream, range.start, range.end) {
            if text.flow.draft.is_full() {
                self.is_full = true;
                break;
            }
            if style.is_none() {
                style = Some(self.style_at(unit));
                letters.0 = 0..0;
            }
            if !letters.0.contains(&unit.place) {
                let (description, end) = document.letters.at(unit.place);
                let of_piece = document.pieces.changes(unit);
                let style = style.unwrap_or_default();
                letters.1 = document.styles.letters(style, description, of_piece);
                letters.0 = unit.place..end.min(unit.place.saturating_add(1 << 16));
            }
            if self.unit(unit, letters.1, text) {
                style = None;
            }
            last = Some(unit);
        }
        if let (Some(unit), false) = (last, text.line.trim().is_empty()) {
            self.end_paragraph(unit, text);
        }
        self.depth -= 1;
    }

    /// The style of the paragraph that a character stands in.
    fn style_at(&self, unit: Unit) -> u16 {
        self.paragraph_at(unit).style
    }

    fn paragraph_at(&self, unit: Unit) -> Paragraph {
        let (description, _) = self.document.paragraphs.at(unit.place);
        let of_piece = self.document.pieces.changes(unit);
        self.document.styles.paragraph(description, of_piece)
    }

    /// Takes in a character. Returns whether it ended a paragraph.
    fn unit(&mut self, unit: Unit, letters: Letters, text: &mut Text) -> bool {
        let is_seen = !letters.is_deleted && !letters.is_hidden;
        if is_seen && text.is_result(self.is_head) {
            text.notes.extend(self.anchors.notes.remove(&unit.at));
            text.boxes.extend(self.anchors.boxes.remove(&unit.at).into_iter().flatten());
        }
        match unit.unit {
            0x13 => text.fields.push(Field::default()),
            0x14 => {
                if let Some(field) = text.fields.last_mut() {
                    field.has_result = true;
                }
            }
            0x15 => {
                text.fields.pop();
            }
            // A paragraph whose end was deleted runs on into the next.
            0x0d if letters.is_deleted => {}
            0x07 | 0x0d => {
                self.end_paragraph(unit, text);
                return true;
            }
            0x0c if self.document.section_ends.contains(&unit.at) => {
                self.end_paragraph(unit, text);
                return true;
            }
            _ if !is_seen => {}
            other => self.letter(other, letters, text),
        }
        false
    }

    fn letter(&self, unit: u16, letters: Letters, text: &mut Text) {
        let font = letters.font.and_then(|font| self.document.fonts.get(&font)).copied();
        match (unit, letters.sign) {
            (0x09, _) => text.write("\t", self.is_head),
            (0x0b | 0x0c | 0x0e, _) => text.write("\n", self.is_head),
            (0x1e, _) => text.write("-", self.is_head),
            (0x28, Some((font, code))) => {
                let c = char::from_u32(u32::from(code)).unwrap_or(' ');
                match self.document.fonts.get(&font) {
                    Some(font) => text.write(symbols::sign(*font, c), self.is_head),
                    None => text.write(&symbols::seen(&c.to_string(), None), self.is_head),
                }
            }
            (0..0x20, _) => {}
            (0xd800..0xdc00, _) => text.high = Some(unit),
            (0xdc00..0xe000, _) => {
                let pair = text.high.take().map(|high| [high, unit]);
                for c in char::decode_utf16(pair.into_iter().flatten()).flatten() {
                    text.write(c.encode_utf8(&mut [0; 4]), self.is_head);
                }
            }
            _ => {
                if let Some(c) = char::from_u32(u32::from(unit)) {
                    let seen = symbols::seen(c.encode_utf8(&mut [0; 4]), font).into_owned();
                    text.write(&seen, self.is_head);
                }
            }
        }
    }

    /// Ends a paragraph, a cell or a row.
    fn end_paragraph(&mut self, unit: Unit, text: &mut Text) {
        let paragraph = self.paragraph_at(unit);
        let is_mark = unit.unit == 0x07;
        let depth = paragraph.tables();
        let kind = Kind { heading: heading(&paragraph), tables: depth };
        for field in text.fields.iter_mut().filter(|field| !field.has_result) {
            field.paragraphs += 1;
            field.has_result = field.paragraphs > INSTRUCTION;
        }
        if is_mark && paragraph.ends_row {
            text.line.clear();
            return text.flow.end_row(1);
        }
        if paragraph.ends_inner_row && depth > 1 {
            text.line.clear();
            return text.flow.end_row(depth);
        }
        // A paragraph that only holds the end of a section is no item.
        if unit.unit != 0x0c || !text.line.trim().is_empty() {
            self.mark(&paragraph, text);
        }
        let line = std::mem::take(&mut text.line);
        if !line.is_empty() {
            text.flow.text(&line, kind);
        }
        for range in std::mem::take(&mut text.boxes) {
            text.flow.enter_box(kind);
            let mut inner = Text { flow: std::mem::take(&mut text.flow), ..Text::default() };
            self.read(range, &mut inner);
            text.flow = inner.flow;
            text.flow.leave_box();
        }
        for range in std::mem::take(&mut text.notes) {
            let note = self.story(range);
            text.flow.draft.note(note);
        }
        match (is_mark, paragraph.ends_inner_cell && depth > 1) {
            (true, _) => text.flow.end_cell(1, kind.heading),
            (_, true) => text.flow.end_cell(depth, kind.heading),
            _ => text.flow.end_paragraph(kind),
        }
    }

    /// Numbers a paragraph that is an item of a list.
    fn mark(&mut self, paragraph: &Paragraph, text: &mut Text) {
        let Some(number) = paragraph.list.filter(|list| (1..0x7ff).contains(list)) else { return };
        if let Some(list) = self.document.lists.get(number) {
            let level = usize::from(paragraph.level.unwrap_or(0));
            let marker = self.counters.next(u32::from(number), list, level);
            text.flow.marker(&marker);
        }
    }
}

fn heading(paragraph: &Paragraph) -> Option<u8> {
    paragraph.outline.filter(|level| *level < 9).map(|level| level.min(5) + 1)
}

impl Text {
    /// Says whether what comes is seen, and no instruction or page number.
    fn is_result(&self, is_head: bool) -> bool {
        let mut fields = self.fields.iter();
        fields.all(|field| field.has_result && !(is_head && is_page_number(&field.instruction)))
    }

    fn write(&mut self, text: &str, is_head: bool) {
        if self.is_result(is_head) {
            self.line.push_str(text);
        } else if let Some(field) = self.fields.last_mut()
            && !field.has_result
            && field.instruction.len() < 200
        {
            field.instruction.push_str(text);
        }
    }
}

/// Says whether a field shows the number of a page or of pages.
fn is_page_number(instruction: &str) -> bool {
    let name = instruction.split_whitespace().next().unwrap_or_default();
    ["PAGE", "NUMPAGES", "SECTIONPAGES"].iter().any(|field| name.eq_ignore_ascii_case(field))
}
