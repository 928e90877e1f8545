//! Counts the items of numbered lists and writes their numbers as word processors show them.
//!
//! Knows the ways of numbering that Word and OpenDocument share; does not know how a file
//! stores them.

use std::collections::HashMap;
use std::collections::HashSet;

use crate::extract::numerals::letter;
use crate::extract::numerals::letters;
use crate::extract::numerals::roman;

/// How many parts of a pattern are looked at: each level, and what stands before and behind it.
const MOST_PARTS: usize = 2 * LEVELS + 1;

/// A longer marker, in bytes, is cut: it would be written before each item.
const LONGEST_MARKER: usize = 120;

/// How many levels a list has.
pub(super) const LEVELS: usize = 10;

/// How a number is written.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(super) enum Format {
    /// No number.
    None,
    #[default]
    Decimal,
    /// `01`, `02`.
    DecimalZero,
    /// a, …, z, then aa, bb or aa, ab.
    Letter {
        is_upper: bool,
        is_repeated: bool,
    },
    Roman {
        is_upper: bool,
    },
    /// `1st`, `2nd`.
    Ordinal,
}

impl Format {
    /// Writes a number.
    pub(super) fn write(self, number: u32) -> String {
        match self {
            Self::None => String::new(),
            Self::Decimal => number.to_string(),
            Self::DecimalZero => format!("{number:02}"),
            Self::Letter { is_upper, is_repeated } => {
                let letters = if is_repeated { repeated(number) } else { letters(number) };
                cased(letters, is_upper, number)
            }
            Self::Roman { is_upper } => cased(roman(number), is_upper, number),
            Self::Ordinal => {
                let ending = match (number % 100, number % 10) {
                    (11..=13, _) => "th",
                    (_, 1) => "st",
                    (_, 2) => "nd",
                    (_, 3) => "rd",
                    _ => "th",
                };
                format!("{number}{ending}")
            }
        }
    }
}

/// A part of the pattern by which an item's number is written.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Part {
    Text(String),
    /// The number of a level, counted from 0.
    Level(usize),
}

/// When a level begins anew.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(super) enum Restart {
    /// After an item of any higher level.
    #[default]
    Always,
    Never,
    /// After an item of one of the highest levels, so many.
    After(usize),
}

/// One level of a list.
#[derive(Debug, Clone, Default)]
pub(super) struct Level {
    pub(super) start: u32,
    pub(super) format: Format,
    /// The whole marker, bullets included.
    pub(super) pattern: Vec<Part>,
    /// All numbers in the marker are decimal.
    pub(super) is_legal: bool,
    pub(super) restart: Restart,
}

/// A list as an item refers to it.
#[derive(Debug, Clone, Default)]
pub(super) struct List {
    /// Lists with the same key count on together.
    pub(super) key: usize,
    pub(super) levels: Vec<Level>,
    /// Levels that begin anew where this list is first used.
    pub(super) restarts: [bool; LEVELS],
}

/// How far each list has come.
#[derive(Debug, Default)]
pub(super) struct Counters {
    counts: HashMap<usize, [Option<u32>; LEVELS]>,
    begun: HashSet<(u32, usize)>,
}

impl Counters {
    /// Counts an item of `list`, which goes by `id`, at a level counted from 0, and returns its
    /// marker. It is empty where the level shows none.
    pub(super) fn next(&mut self, id: u32, list: &List, at: usize) -> String {
        let at = at.min(LEVELS - 1);
        let begins = list.restarts[at] && self.begun.insert((id, at));
        let start = list.levels.get(at).filter(|_| begins).map(|level| level.start);
        self.count(list.key, &list.levels, at, start)
    }

    /// Counts an item of the list with the given key and levels. It gets the number `start`
    /// where there is one.
    pub(super) fn count(
        &mut self,
        key: usize,
        levels: &[Level],
        at: usize,
        start: Option<u32>,
    ) -> String {
        // A list of one level numbers everything by it.
        let at = at.min(LEVELS - 1).min(levels.len().saturating_sub(1));
        let Some(level) = levels.get(at) else { return String::new() };
        let counts = self.counts.entry(key).or_default();
        let following = counts[at].map_or(level.start, |count| count.saturating_add(1));
        let number = start.unwrap_or(following);
        counts[at] = Some(number);
        for (deeper, count) in counts.iter_mut().enumerate().skip(at + 1) {
            let restart = levels.get(deeper).map_or(Restart::Always, |level| level.restart);
            let is_reset = match restart {
                Restart::Always => true,
                Restart::Never => false,
                Restart::After(levels) => at < levels,
            };
            if is_reset {
                *count = None;
            }
        }
        let shown = |part: &Part| match part {
            Part::Text(text) => text.clone(),
            Part::Level(other) => {
                let Some(other_level) = levels.get(*other) else { return String::new() };
                let count = counts.get(*other).copied().flatten().unwrap_or(other_level.start);
                let is_decimal = level.is_legal && other_level.format != Format::None;
                let format = if is_decimal { Format::Decimal } else { other_level.format };
                format.write(count)
            }
        };
        let marker: String = level.pattern.iter().take(MOST_PARTS).map(shown).collect();
        let end = marker.floor_char_boundary(LONGEST_MARKER);
        marker[..end].trim().to_owned()
    }
}

/// The marker that a text stands for: a number, or a bullet in letters or signs.
pub(super) fn marker(text: &str) -> String {
    match text.trim() {
        // A small circle is often the letter of a font for typewriters.
        "o" => bullet("o"),
        text if text.contains(char::is_alphanumeric) => text.to_owned(),
        text => bullet(text),
    }
}

/// The marker for a bullet: dashes stay what they are, anything else is drawn as a dot.
pub(super) fn bullet(text: &str) -> String {
    match text.trim() {
        "" => String::new(),
        dash @ ("-" | "–" | "—") => dash.to_owned(),
        _ => "•".to_owned(),
    }
}

fn cased(written: Option<String>, is_upper: bool, number: u32) -> String {
    match written {
        Some(written) if is_upper => written.to_ascii_uppercase(),
        Some(written) => written,
        None => number.to_string(),
    }
}

/// a, …, z, aa, bb, …: as Word counts.
fn repeated(number: u32) -> Option<String> {
    let index = number.checked_sub(1)?;
    let times = index / 26 + 1;
    (times <= 30).then(|| std::iter::repeat_n(letter(index), times as usize).collect())
}
