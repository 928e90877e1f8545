//! Reads the lists of a Word document.

use std::collections::HashMap;

use crate::extract::office::bytes::u32_at;
use crate::extract::office::doc::runs::counted_text;
use crate::extract::office::numbers;
use crate::extract::office::numbers::Format;
use crate::extract::office::numbers::LEVELS;
use crate::extract::office::numbers::Level;
use crate::extract::office::numbers::List;
use crate::extract::office::numbers::Part;
use crate::extract::office::numbers::Restart;

/// How long the head of a list is, in bytes.
const LIST: usize = 28;

/// How long the head of a level is, in bytes.
const LEVEL: usize = 28;

/// How long the head of a use of a list is, in bytes.
const USE: usize = 16;

/// The lists of a document, as paragraphs number them.
#[derive(Debug, Default)]
pub(super) struct Lists {
    lists: Vec<List>,
}

impl Lists {
    /// Reads the lists and their uses, as far as they can be read. `lists` holds so many bytes
    /// of heads; the levels follow them.
    pub(super) fn read(lists: &[u8], heads: usize, uses: &[u8]) -> Self {
        let looks = read_looks(lists, heads);
        Self { lists: read_uses(uses, &looks) }
    }

    /// The list that a paragraph names; `None` if it names none.
    pub(super) fn get(&self, number: u16) -> Option<&List> {
        self.lists.get(usize::from(number).checked_sub(1)?)
    }
}

fn read_looks(bytes: &[u8], heads: usize) -> HashMap<u32, (usize, Vec<Level>)> {
    let mut looks = HashMap::new();
    let count = heads.saturating_sub(2) / LIST;
    let mut at = 2 + count * LIST;
    for number in 0..count {
        let head = 2 + number * LIST;
        let (Some(id), Some(flags)) = (u32_at(bytes, head), bytes.get(head + 26)) else { break };
        let is_simple = flags & 1 == 1;
        let mut levels = Vec::new();
        for _ in 0..if is_simple { 1 } else { 9 } {
            let Some((level, end)) = read_level(bytes, at) else { return looks };
            levels.push(level);
            at = end;
        }
        looks.insert(id, (number, levels));
    }
    looks
}

fn read_uses(bytes: &[u8], looks: &HashMap<u32, (usize, Vec<Level>)>) -> Vec<List> {
    let count = u32_at(bytes, 0).unwrap_or(0) as usize;
    let count = count.min(bytes.len().saturating_sub(4) / USE);
    let mut at = 4 + count * USE;
    let mut lists = Vec::with_capacity(count);
    for number in 0..count {
        let head = 4 + number * USE;
        let look = u32_at(bytes, head).and_then(|id| looks.get(&id));
        let mut list = look.map_or_else(List::default, |(key, levels)| List {
            key: *key,
            levels: levels.clone(),
            restarts: [false; LEVELS],
        });
        let changes = bytes.get(head + 12).copied().unwrap_or(0);
        // Before the changes stands a number that says nothing.
        at += 4;
        for _ in 0..changes {
            let (Some(start), Some(flags)) = (u32_at(bytes, at), u32_at(bytes, at + 4)) else {
                break;
            };
            at += 8;
            let level = (flags & 0xf) as usize;
            let mut replaced = None;
            if flags & 0x20 != 0 {
                let Some((level, end)) = read_level(bytes, at) else { break };
                replaced = Some(level);
                at = end;
            }
            let Some(entry) = list.levels.get_mut(level) else { continue };
            if let Some(level) = replaced {
                *entry = level;
            }
            if flags & 0x10 != 0 {
                if flags & 0x20 == 0 {
                    entry.start = start;
                }
                list.restarts[level.min(LEVELS - 1)] = true;
            }
        }
        lists.push(list);
    }
    lists
}

fn read_level(bytes: &[u8], at: usize) -> Option<(Level, usize)> {
    let head = bytes.get(at..at + LEVEL)?;
    let (number, flags) = (head[4], head[5]);
    let text = at + LEVEL + usize::from(head[24]) + usize::from(head[25]);
    let (units, end) = counted_text(bytes, text)?;
    let format = match number {
        0 => Format::Decimal,
        1 | 2 => Format::Roman { is_upper: number == 1 },
        3 | 4 => Format::Letter { is_upper: number == 3, is_repeated: true },
        5 => Format::Ordinal,
        22 => Format::DecimalZero,
        23 | 255 => Format::None,
        _ => Format::Decimal,
    };
    let restart = match (flags & 0x08 != 0, head[26]) {
        (false, _) => Restart::Always,
        (true, 0) => Restart::Never,
        (true, after) => Restart::After(usize::from(after)),
    };
    let level = Level {
        start: u32_at(head, 0)?.min(0x7fff),
        format,
        pattern: if number == 23 { dot(&units) } else { pattern(&units) },
        is_legal: flags & 0x04 != 0,
        restart,
    };
    Some((level, end))
}

fn dot(units: &[u16]) -> Vec<Part> {
    vec![Part::Text(numbers::bullet(&String::from_utf16_lossy(units)))]
}

/// In the text of a level the number of another stands as a character below 9.
fn pattern(units: &[u16]) -> Vec<Part> {
    let mut parts = Vec::new();
    for c in char::decode_utf16(units.iter().copied()).flatten() {
        match (u32::from(c), parts.last_mut()) {
            (level @ 0..=8, _) => parts.push(Part::Level(level as usize)),
            (_, Some(Part::Text(text))) => text.push(c),
            _ => parts.push(Part::Text(c.to_string())),
        }
    }
    parts
}
