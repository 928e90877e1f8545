//! Reads the description of text as Word 6 and 95 wrote it, into that of their successors.
//!
//! Their changes of properties have codes of one byte and do not tell how long they are.

use std::collections::HashMap;
use std::sync::LazyLock;

use crate::extract::office::bytes::u16_at;

/// `code;kind;length`: kind `fix` has so many bytes, `var` a byte that counts what follows and
/// so many more, `long` two bytes that count one more than follows.
const TABLE: &str = include_str!("older.csv");

#[derive(Debug, Clone, Copy)]
enum Length {
    Fix(usize),
    Var(usize),
    Long,
}

static LENGTHS: LazyLock<HashMap<u8, Length>> = LazyLock::new(|| {
    let rows = TABLE.lines().skip(1).filter_map(|row| {
        let mut fields = row.split(';');
        let code = fields.next()?.parse().ok()?;
        let kind = fields.next()?;
        let length = fields.next()?.parse().ok()?;
        let length = match kind {
            "fix" => Length::Fix(length),
            "var" => Length::Var(length),
            _ => Length::Long,
        };
        Some((code, length))
    });
    rows.collect()
});

/// What the successors call the properties that are read.
const CODES: &[(u8, u16)] = &[
    (2, 0x4600),
    (24, 0x2416),
    (25, 0x2417),
    (65, 0x0800),
    (80, 0x4a30),
    (92, 0x083c),
    (93, 0x4a4f),
];

/// Writes changes as the successors do. What is not known ends them.
pub(super) fn renewed(mut bytes: &[u8]) -> Vec<u8> {
    let mut renewed = Vec::new();
    while let [code, rest @ ..] = bytes {
        let (head, length) = match LENGTHS.get(code) {
            Some(Length::Fix(length)) => (0, *length),
            Some(Length::Var(more)) => match rest.first() {
                Some(length) => (1, usize::from(*length) + more),
                None => break,
            },
            Some(Length::Long) => match u16_at(rest, 0) {
                Some(length) => (2, usize::from(length).saturating_sub(1)),
                None => break,
            },
            None => break,
        };
        let Some(operand) = rest.get(head..head + length) else { break };
        if let Some((_, renamed)) = CODES.iter().find(|(older, _)| older == code) {
            renewed.extend(renamed.to_le_bytes());
            renewed.extend(operand);
        }
        bytes = &rest[head + length..];
    }
    renewed
}
