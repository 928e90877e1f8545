//! Reads the changes of properties by which Word describes its text: `sprm`s.

use crate::extract::office::bytes::u16_at;
use crate::extract::office::bytes::u32_at;

/// A change of a property.
#[derive(Debug, Clone, Copy)]
pub(super) struct Change<'a> {
    /// Which property.
    pub(super) code: u16,
    operand: &'a [u8],
}

impl Change<'_> {
    /// The new value, as far as one byte holds it.
    pub(super) fn byte(&self) -> u8 {
        self.operand.first().copied().unwrap_or(0)
    }

    /// The new value, as far as two bytes hold it.
    pub(super) fn word(&self) -> u16 {
        u16_at(self.operand, 0).unwrap_or_else(|| u16::from(self.byte()))
    }

    /// The new value.
    pub(super) fn long(&self) -> u32 {
        u32_at(self.operand, 0).unwrap_or_else(|| u32::from(self.word()))
    }
}

/// The changes in `bytes`, in order.
pub(super) fn changes(mut bytes: &[u8]) -> impl Iterator<Item = Change<'_>> {
    std::iter::from_fn(move || {
        let code = u16_at(bytes, 0)?;
        let operand = bytes.get(2..)?;
        // The highest bits tell how long the value is.
        let (head, length) = match code >> 13 {
            0 | 1 => (0, 1),
            2 | 4 | 5 => (0, 2),
            3 => (0, 4),
            7 => (0, 3),
            // The definition of a table row has a longer count, which counts itself in part.
            _ if code == 0xd608 => (2, usize::from(u16_at(operand, 0)?).saturating_sub(1)),
            _ => (1, usize::from(*operand.first()?)),
        };
        let operand = operand.get(head..)?;
        let length = length.min(operand.len());
        bytes = &operand[length..];
        Some(Change { code, operand: &operand[..length] })
    })
}
