//! Reads the styles of a Word document, and what paragraphs and letters say beyond them.

use crate::extract::office::bytes::u16_at;
use crate::extract::office::doc::changes::Change;
use crate::extract::office::doc::changes::changes;
use crate::extract::office::doc::runs::Age;

/// How many styles may be based on one another.
const CHAIN: usize = 12;

/// Where a style is based on none.
const NO_BASE: usize = 0xfff;

/// What a paragraph is.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(super) struct Paragraph {
    /// Its style.
    pub(super) style: u16,
    /// The list it belongs to, counted from 1.
    pub(super) list: Option<u16>,
    pub(super) level: Option<u8>,
    /// Its level in the outline, counted from 0; 9 is none.
    pub(super) outline: Option<u8>,
    is_in_table: bool,
    /// How many tables it stands in.
    depth: u32,
    /// It ends a row of an outermost table.
    pub(super) ends_row: bool,
    /// It ends a cell of a table in a table.
    pub(super) ends_inner_cell: bool,
    /// It ends a row of a table in a table.
    pub(super) ends_inner_row: bool,
}

/// What letters are.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(super) struct Letters {
    pub(super) is_deleted: bool,
    pub(super) is_hidden: bool,
    /// The number of the font.
    pub(super) font: Option<u16>,
    /// The sign that is shown, and the number of its font.
    pub(super) sign: Option<(u16, u16)>,
}

impl Paragraph {
    /// How many tables it stands in.
    pub(super) fn tables(&self) -> usize {
        match (self.depth, self.is_in_table) {
            (0, true) => 1,
            (depth, _) => depth as usize,
        }
    }

    fn change(&mut self, change: Change<'_>) {
        match change.code {
            0x4600 => self.style = change.word(),
            0x260a => self.level = Some(change.byte()),
            0x460b => self.list = Some(change.word()),
            0x2640 => self.outline = Some(change.byte()),
            0x2416 => self.is_in_table = change.byte() != 0,
            0x2417 => self.ends_row = change.byte() != 0,
            0x6649 => self.depth = change.long(),
            0x664a => self.depth = self.depth.wrapping_add(change.long()),
            0x244b => self.ends_inner_cell = change.byte() != 0,
            0x244c => self.ends_inner_row = change.byte() != 0,
            _ => {}
        }
    }
}

impl Letters {
    fn change(&mut self, change: Change<'_>, styled: Self) {
        match change.code {
            0x0800 => self.is_deleted = change.byte() != 0,
            0x083c => {
                self.is_hidden = match change.byte() {
                    0 => false,
                    0x80 => styled.is_hidden,
                    0x81 => !styled.is_hidden,
                    _ => true,
                };
            }
            0x4a4f => self.font = Some(change.word()),
            0x6a09 => self.sign = Some((change.word(), (change.long() >> 16) as u16)),
            _ => {}
        }
    }
}

#[derive(Debug, Default)]
struct Style {
    base: usize,
    paragraph: Vec<u8>,
    letters: Vec<u8>,
    /// The outline level of the headings that every Word has.
    outline: Option<u8>,
}

/// The styles of a document.
#[derive(Debug, Default)]
pub(super) struct Styles {
    styles: Vec<Style>,
}

impl Styles {
    /// Reads the style sheet, as far as it can be read.
    pub(super) fn read(sheet: &[u8], age: Age) -> Self {
        let mut styles = Self::default();
        let (Some(length), Some(count), Some(base)) =
            (u16_at(sheet, 0), u16_at(sheet, 2), u16_at(sheet, 4))
        else {
            return styles;
        };
        let mut at = 2 + usize::from(length);
        for _ in 0..count {
            let Some(size) = u16_at(sheet, at).map(usize::from) else { break };
            let Some(bytes) = sheet.get(at + 2..at + 2 + size) else { break };
            styles.styles.push(style(bytes, usize::from(base), age).unwrap_or_default());
            at += 2 + size;
        }
        styles
    }

    fn chain(&self, style: u16) -> Vec<&Style> {
        let find = |at: usize| self.styles.get(at);
        let next = |style: &&Style| find(style.base).filter(|_| style.base != NO_BASE);
        let mut chain: Vec<_> =
            std::iter::successors(find(usize::from(style)), next).take(CHAIN).collect();
        chain.reverse();
        chain
    }

    /// What a paragraph is: by its description, and changes that hold for its piece.
    pub(super) fn paragraph(&self, description: &[u8], of_piece: &[u8]) -> Paragraph {
        let number = u16_at(description, 0).unwrap_or(0);
        let mut paragraph = Paragraph { style: number, ..Paragraph::default() };
        for style in self.chain(number) {
            paragraph.outline = style.outline.or(paragraph.outline);
            changes(&style.paragraph).for_each(|change| paragraph.change(change));
        }
        paragraph.style = number;
        let own = description.get(2..).unwrap_or_default();
        changes(own).chain(changes(of_piece)).for_each(|change| paragraph.change(change));
        paragraph
    }

    /// What letters are in a paragraph of the given style.
    pub(super) fn letters(&self, style: u16, description: &[u8], of_piece: &[u8]) -> Letters {
        let mut letters = Letters::default();
        let named = changes(description).find(|change| change.code == 0x4a30);
        let styles = [Some(style), named.map(|change| change.word())];
        for style in styles.into_iter().flatten().flat_map(|style| self.chain(style)) {
            let styled = letters;
            changes(&style.letters).for_each(|change| letters.change(change, styled));
        }
        let styled = Letters { is_deleted: false, sign: None, ..letters };
        letters = styled;
        let own = changes(description).chain(changes(of_piece));
        own.for_each(|change| letters.change(change, styled));
        letters
    }
}

fn style(bytes: &[u8], base_length: usize, age: Age) -> Option<Style> {
    let identity = u16_at(bytes, 0)? & 0xfff;
    let outline = match identity {
        1..=9 => Some(identity as u8 - 1),
        62 => Some(0),
        _ => None,
    };
    let kind = u16_at(bytes, 2)? & 0xf;
    let base = usize::from(u16_at(bytes, 2)? >> 4);
    if age == Age::Older {
        return Some(Style { base, outline, ..Style::default() });
    }
    let parts = usize::from(u16_at(bytes, 4)? & 0xf);
    let name_length = usize::from(u16_at(bytes, base_length)?) * 2;
    let mut at = base_length + 2 + name_length + 2;
    let mut descriptions = Vec::new();
    for _ in 0..parts.min(3) {
        at += at % 2;
        let Some(length) = u16_at(bytes, at).map(usize::from) else { break };
        let Some(description) = bytes.get(at + 2..at + 2 + length) else { break };
        descriptions.push(description);
        at += 2 + length;
    }
    let description = |at: usize| descriptions.get(at).copied().unwrap_or_default();
    let (paragraph, letters) = match kind {
        1 => (description(0).get(2..).unwrap_or_default(), description(1)),
        2 => (&[][..], description(0)),
        _ => (&[][..], &[][..]),
    };
    Some(Style { base, paragraph: paragraph.to_vec(), letters: letters.to_vec(), outline })
}
