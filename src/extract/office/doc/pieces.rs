//! Finds the characters of a Word document: it is stored in pieces, out of order.

use encoding_rs::WINDOWS_1252;

use crate::extract::office::bytes::u16_at;
use crate::extract::office::bytes::u32_at;

/// A piece of the text.
#[derive(Debug, Clone)]
struct Piece {
    /// Its first character, and the one after its last.
    from: u32,
    to: u32,
    /// Where it stands in the stream, in bytes.
    place: u32,
    /// One byte a character, not two.
    is_narrow: bool,
    /// Changes of its properties, among those that the pieces share.
    changes: Option<usize>,
}

/// The text of a document.
#[derive(Debug, Default)]
pub(super) struct Pieces {
    pieces: Vec<Piece>,
    changes: Vec<Vec<u8>>,
}

/// A character: a unit of UTF-16.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Unit {
    /// Its number in the text.
    pub(super) at: u32,
    /// Where it stands in the stream, in bytes.
    pub(super) place: u32,
    pub(super) unit: u16,
    piece: u32,
}

impl Pieces {
    /// Reads the table of pieces. Returns `None` if it is broken.
    pub(super) fn read(mut table: &[u8]) -> Option<Self> {
        let mut pieces = Self::default();
        while let [1, rest @ ..] = table {
            let length = usize::from(u16_at(rest, 0)?);
            pieces.changes.push(rest.get(2..2 + length)?.to_vec());
            table = &rest[2 + length..];
        }
        let [2, rest @ ..] = table else { return None };
        let length = u32_at(rest, 0)? as usize;
        let rest = rest.get(4..)?;
        let table = &rest[..length.min(rest.len())];
        let count = table.len().checked_sub(4)? / 12;
        for at in 0..count {
            let (from, to) = (u32_at(table, at * 4)?, u32_at(table, at * 4 + 4)?);
            let entry = (count + 1) * 4 + at * 8;
            let place = u32_at(table, entry + 2)?;
            let change = u16_at(table, entry + 6)?;
            let is_narrow = place & 0x4000_0000 != 0;
            let place = place & 0x3fff_ffff;
            pieces.pieces.push(Piece {
                from,
                to,
                place: if is_narrow { place / 2 } else { place },
                is_narrow,
                changes: (change & 1 == 1).then_some(usize::from(change >> 1)),
            });
        }
        Some(pieces)
    }

    /// A text in one piece, one byte a character.
    pub(super) fn plain(from: u32, length: u32) -> Self {
        let piece = Piece { from: 0, to: length, place: from, is_narrow: true, changes: None };
        Self { pieces: vec![piece], changes: Vec::new() }
    }

    /// The same pieces, one byte a character: so wrote Word 6.
    pub(super) fn narrow(mut self) -> Self {
        for piece in &mut self.pieces {
            piece.is_narrow = true;
        }
        self
    }

    /// Changes of properties that hold for the piece of a character.
    pub(super) fn changes(&self, unit: Unit) -> &[u8] {
        let piece = self.pieces.get(unit.piece as usize);
        let changes = piece.and_then(|piece| self.changes.get(piece.changes?));
        changes.map(Vec::as_slice).unwrap_or_default()
    }

    /// The characters of a range, as far as they are there.
    pub(super) fn units<'a>(
        &'a self,
        document: &'a [u8],
        from: u32,
        to: u32,
    ) -> impl Iterator<Item = Unit> + 'a {
        self.pieces.iter().enumerate().flat_map(move |(number, piece)| {
            let first = piece.from.max(from);
            let width = if piece.is_narrow { 1 } else { 2 };
            let offset = (first - piece.from).saturating_mul(width);
            let start = piece.place.saturating_add(offset) as usize;
            let count = piece.to.min(to).saturating_sub(first) as usize;
            let rest = document.get(start..).unwrap_or_default();
            let bytes = &rest[..rest.len().min(count * width as usize)];
            bytes.chunks_exact(width as usize).enumerate().map(move |(at, bytes)| Unit {
                at: first + at as u32,
                place: (start + at * width as usize) as u32,
                unit: match bytes {
                    [low, high] => u16::from_le_bytes([*low, *high]),
                    [byte] => wide(*byte),
                    _ => 0,
                },
                piece: number as u32,
            })
        })
    }
}

/// The character of a byte.
fn wide(byte: u8) -> u16 {
    if byte < 0x80 {
        return u16::from(byte);
    }
    let text = WINDOWS_1252.decode_without_bom_handling(std::slice::from_ref(&byte)).0;
    text.encode_utf16().next().unwrap_or_default()
}
