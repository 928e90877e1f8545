//! Reads the small pieces that dates are made of, at a given place in a text: figures with their
//! ordinal, months, years, and what joins two of them.
//!
//! Knows pieces only; what they make together is for `printed` to say. Each reader returns what
//! it read with the place after it, or `None`; places are in bytes and fall between characters.

use crate::normalise::dates::calendar::CALENDAR;

/// The years that papers of councils speak of; others are slips of the pen or of a scanner.
const YEARS: std::ops::Range<i16> = 1800..2100;

/// The endings of ordinals, English and Welsh.
const ORDINALS: [&[u8]; 12] =
    [b"st", b"nd", b"rd", b"th", b"ain", b"fed", b"eg", b"ydd", b"ed", b"af", b"il", b"h"];

/// By byte: how many bytes the letter or figure that it begins takes; 0 where it begins none.
/// Beyond ASCII these are the Latin letters from U+00C0 to U+01FF.
const WORD: [u8; 256] = {
    let mut word = [0; 256];
    let mut byte = 0;
    while byte < 256 {
        if (byte as u8).is_ascii_alphanumeric() {
            word[byte] = 1;
        } else if 0xC3 <= byte && byte <= 0xC7 {
            word[byte] = 2;
        }
        byte += 1;
    }
    word
};

/// How far a piece may stand from the one before it, in bytes of space.
const WIDEST: usize = 6;

/// What stands between two days, months or years.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Joint {
    /// `-`, `to`: all that lies between is meant.
    Through,
    /// `and`, `/`: one and the other.
    And,
}

/// A year, as it stands after a month.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Year {
    /// A year.
    Is(i16),
    /// None is printed.
    No,
    /// Four figures that can be no year: then the whole is no date.
    Broken,
}

/// A text that is being read.
#[derive(Clone, Copy)]
pub(super) struct Cursor<'a> {
    text: &'a str,
    bytes: &'a [u8],
}

impl<'a> Cursor<'a> {
    /// Opens `text` for reading.
    pub(super) fn new(text: &'a str) -> Self {
        Self { text, bytes: text.as_bytes() }
    }

    /// All bytes of the text.
    pub(super) fn bytes(&self) -> &'a [u8] {
        self.bytes
    }

    /// The byte at `at`, 0 beyond the end.
    pub(super) fn byte(&self, at: usize) -> u8 {
        self.bytes.get(at).copied().unwrap_or(0)
    }

    /// The byte before `at`, 0 at the beginning.
    pub(super) fn before(&self, at: usize) -> u8 {
        at.checked_sub(1).map_or(0, |at| self.byte(at))
    }

    /// The place after spaces, no-break spaces included, with at most one line's end where
    /// `lines` allows it.
    pub(super) fn space(&self, from: usize, lines: bool) -> usize {
        let (mut at, mut ends) = (from, 0);
        while at < from + WIDEST {
            match self.bytes.get(at..).unwrap_or_default() {
                [b' ' | b'\t', ..] => at += 1,
                [0xC2, 0xA0, ..] => at += 2,
                [b'\n', ..] if lines && ends == 0 => (at, ends) = (at + 1, 1),
                [b'\r', b'\n', ..] if lines && ends == 0 => (at, ends) = (at + 2, 1),
                _ => break,
            }
        }
        at
    }

    /// The place after all letters and figures from `at` on. Letters beyond ASCII belong to a
    /// word.
    pub(super) fn word_end(&self, mut at: usize) -> usize {
        while let Some(&byte) = self.bytes.get(at) {
            match WORD[usize::from(byte)] {
                0 => break,
                width => at += usize::from(width),
            }
        }
        at
    }

    /// Says whether a word may begin at `at`, where one may begin at `from`: no letter or figure
    /// that belongs to a word goes before it.
    pub(super) fn begins_word(&self, mut at: usize, from: usize) -> bool {
        while at > from {
            let before = self.bytes[at - 1];
            if before.is_ascii() {
                return !before.is_ascii_alphanumeric();
            }
            // A letter beyond ASCII goes on with a word and begins none.
            let is_letter = at >= from + 2 && WORD[usize::from(self.bytes[at - 2])] == 2;
            if !is_letter {
                return true;
            }
            at -= 2;
        }
        true
    }

    /// The word before `at`, spaces and commas aside, with the place where it begins. Empty at
    /// the beginning of a line.
    pub(super) fn word_before(&self, at: usize) -> (&'a str, usize) {
        let text = self.text[..at].trim_end_matches([' ', '\t', '\u{a0}', ',']);
        let from = text
            .char_indices()
            .rev()
            .take(24)
            .find(|(_, c)| !c.is_alphanumeric())
            .map_or(text.len().saturating_sub(24), |(place, c)| place + c.len_utf8());
        let from = text.floor_char_boundary(from);
        (&text[from..], from)
    }

    /// The word after `at`, spaces aside; the empty text at the end of a line or sentence.
    pub(super) fn word_after(&self, at: usize) -> &'a str {
        let from = self.space(at, false);
        &self.text[from..self.word_end(from).min(self.text.len())]
    }

    /// Up to `most` figures that nothing else follows as a figure.
    pub(super) fn figures(&self, at: usize, most: usize) -> Option<(i16, usize)> {
        let count = self.bytes[at.min(self.bytes.len())..]
            .iter()
            .take(most + 1)
            .take_while(|byte| byte.is_ascii_digit())
            .count();
        let value = self.text.get(at..at + count).filter(|_| (1..=most).contains(&count))?;
        Some((value.parse().ok()?, at + count))
    }

    /// A day of the month with its ordinal, and whether it has one. A scanner makes `l8` of 18.
    pub(super) fn day(&self, at: usize) -> Option<(i8, usize, bool)> {
        let slip = matches!(self.byte(at), b'l' | b'I');
        let (figures, end) = self.figures(at + usize::from(slip), if slip { 1 } else { 2 })?;
        let day = i8::try_from(figures).ok()? + if slip { 10 } else { 0 };
        if !(1..=31).contains(&day) {
            return None;
        }
        match self.ordinal(end) {
            Some(end) => Some((day, end, true)),
            None => Some((day, end, false)),
        }
    }

    /// The place after an ordinal's ending, or after what a scanner made of it.
    fn ordinal(&self, at: usize) -> Option<usize> {
        // `13 th`, `13**th**`
        let from = [at, self.space(at, false), at + self.marks(at, b"*^")];
        let ended = from.into_iter().find_map(|from| {
            let end = self.word_end(from).min(self.bytes.len());
            let word = &self.bytes[from.min(end)..end];
            let known = ORDINALS.iter().any(|name| name.eq_ignore_ascii_case(word));
            known.then(|| end + self.marks(end, b"*^"))
        });
        // `26"`
        ended.or_else(|| {
            let count = self.marks(at, b"\"'*^");
            (count > 0).then_some(at + count)
        })
    }

    /// How many of the bytes at `at`, at most three, are among `marks`.
    fn marks(&self, at: usize, marks: &[u8]) -> usize {
        (0..3).take_while(|step| marks.contains(&self.byte(at + step))).count()
    }

    /// A month's name that no letter follows.
    pub(super) fn month(&self, at: usize) -> Option<(i8, usize)> {
        let end = self.word_end(at);
        let word = self.bytes.get(at..end)?;
        // `Jun2026` is no word, but `4Jun` never comes here.
        Some((CALENDAR.month(word)?, end))
    }

    /// A year after a month: `, 2017`, `'17`, and `-17` where the month was joined so.
    pub(super) fn year(&self, at: usize, dashed: bool) -> (Year, usize) {
        let mut from = at;
        while from < at + 2 && matches!(self.byte(from), b',' | b'.' | b'-') {
            from += 1;
        }
        from = self.space(from, true);
        let quoted = match self.bytes.get(from..).unwrap_or_default() {
            [b'\'', ..] => 1,
            [0xE2, 0x80, 0x98 | 0x99, ..] => 3,
            _ => 0,
        };
        from += quoted;
        if let Some((year, end)) = self.figures(from, 4)
            && end == from + 4
        {
            let next = self.byte(end);
            let is_more =
                next.is_ascii_alphabetic() || (next == b'/' && self.byte(end + 1).is_ascii_digit());
            let after = self.word_after(end);
            let is_time = ["hours", "hrs", "h"].contains(&after);
            return match YEARS.contains(&year) && !is_more {
                true if is_time => (Year::No, at),
                true => (Year::Is(year), end),
                false => (Year::Broken, end),
            };
        }
        if (quoted > 0 || (dashed && self.byte(at) == b'-'))
            && let Some((year, end)) = self.figures(from, 2)
            && end == from + 2
        {
            return (Year::Is(full(year)), end);
        }
        (Year::No, at)
    }

    /// What joins two days, months or years at `at`; the place after it and a `the`.
    pub(super) fn joint(&self, at: usize) -> Option<(Joint, usize)> {
        let from = self.space(at, true);
        let (joint, end) = match self.bytes.get(from..)? {
            [b'-', ..] => (Joint::Through, from + 1),
            [0xE2, 0x80, 0x93 | 0x94, ..] => (Joint::Through, from + 3),
            [b'/' | b'&' | b'+', ..] => (Joint::And, from + 1),
            [b',', ..] => (Joint::And, from + 1),
            _ => {
                let end = self.word_end(from);
                let joint = match &self.bytes[from..end.min(self.bytes.len())] {
                    word if word.eq_ignore_ascii_case(b"to") => Joint::Through,
                    b"until" | b"till" | b"through" | b"hyd" | b"tan" => Joint::Through,
                    word if word.eq_ignore_ascii_case(b"and") => Joint::And,
                    b"or" | b"a" | b"ac" => Joint::And,
                    _ => return None,
                };
                (joint, end)
            }
        };
        let end = self.space(end, true);
        let the = self.bytes.get(end..end + 4).is_some_and(|the| the == b"the ");
        Some((joint, end + if the { 4 } else { 0 }))
    }
}

/// The year that two figures mean.
pub(super) fn full(year: i16) -> i16 {
    match year {
        0..70 => 2000 + year,
        70..100 => 1900 + year,
        year => year,
    }
}

/// Says whether papers of councils speak of this year.
pub(super) fn is_year(year: i16) -> bool {
    YEARS.contains(&year)
}
