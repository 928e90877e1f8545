//! Finds the capitalised words of a passage: names are made of nothing else.
//!
//! One pass over the bytes; what stands between two words is looked at only where it matters.

use crate::vocabulary::roles;
use crate::vocabulary::roles::Marks;

/// How a capitalised word is written.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Shape {
    /// Initials: `J`, `J.`, `M.J.A.`, `T.Ll.`.
    Initials,
    /// Capitals alone, two or more: `SMITH`.
    Upper,
    /// A capital and small letters: `Smith`, `McNeill`, `O'Neill`.
    Word,
}

/// A capitalised word.
#[derive(Debug, Clone, Copy)]
pub(super) struct Cap {
    /// Where it begins in the text, in bytes.
    pub(super) start: usize,
    /// Where it ends, without a full stop and without `'s`.
    pub(super) end: usize,
    /// How it is written.
    pub(super) shape: Shape,
    /// What it may be.
    pub(super) marks: Marks,
    /// `'s` follows it.
    pub(super) possessive: bool,
}

/// What a word may be that opens a name in running words: a title, or a given name.
const OPENS_NAME: Marks = Marks::TITLE.or(Marks::TIER).or(Marks::GIVEN).or(Marks::DOUBTFUL);

/// A passage with its capitalised words.
pub(super) struct Passage<'a> {
    /// The whole text of the paper.
    pub(super) text: &'a str,
    /// Where the passage begins in it.
    pub(super) start: usize,
    /// Where it ends.
    pub(super) end: usize,
    /// Its capitalised words, in order.
    pub(super) caps: Vec<Cap>,
    /// What any of these may be.
    pub(super) any: Marks,
    /// Whether one of them is an initial.
    pub(super) initials: bool,
}

impl<'a> Passage<'a> {
    /// Reads the passage from `start` to `end` of `text`, keeping its words in `caps`.
    pub(super) fn new(text: &'a str, start: usize, end: usize, mut caps: Vec<Cap>) -> Self {
        caps.clear();
        words(text, start, end, &mut caps);
        let any = caps.iter().fold(Marks::default(), |any, cap| any | cap.marks);
        let initials = caps.iter().any(|cap| cap.shape == Shape::Initials);
        Self { text, start, end, caps, any, initials }
    }

    /// The printed letters of a word.
    pub(super) fn word(&self, at: usize) -> &'a str {
        &self.text[self.caps[at].start..self.caps[at].end]
    }

    /// The marks of the word `at`; none where there is none.
    pub(super) fn marks(&self, at: usize) -> Marks {
        self.caps.get(at).map_or(Marks::default(), |cap| cap.marks)
    }

    /// Says whether the word `at` may open a name in running words: `false` is sure.
    pub(super) fn may_open_name(&self, at: usize) -> bool {
        let cap = self.caps[at];
        cap.shape == Shape::Initials || cap.marks.has(OPENS_NAME)
    }

    /// What stands between the word `at` and the next, or to the end of the passage.
    pub(super) fn gap(&self, at: usize) -> &'a str {
        let cap = self.caps[at];
        let width = if cap.possessive {
            apostrophe(self.text.as_bytes(), cap.end).map_or(0, |width| width + 1)
        } else {
            0
        };
        let to = self.caps.get(at + 1).map_or(self.end, |next| next.start);
        let from = (cap.end + width).min(to);
        &self.text[from..to]
    }

    /// What stands after the byte `at` in the passage.
    pub(super) fn after(&self, at: usize) -> &'a str {
        &self.text[at.min(self.end)..self.end]
    }

    /// What stands before the byte `at` in the passage, at most `bytes` of it.
    pub(super) fn before(&self, at: usize, bytes: usize) -> &'a str {
        let from = self.text.ceil_char_boundary(at.saturating_sub(bytes).max(self.start));
        &self.text[from..at.max(from)]
    }

    /// The first word that begins at or after the byte `at`.
    pub(super) fn at(&self, byte: usize) -> usize {
        self.caps.partition_point(|cap| cap.start < byte)
    }
}

/// Says whether what stands between two words is no more than blanks on one line, at most `most`
/// of them. A tab parts the cells of a table.
pub(super) fn is_blank(gap: &str, most: usize) -> bool {
    let mut blanks = 0;
    for c in gap.chars() {
        match c {
            ' ' | '\u{a0}' | '\n' => blanks += 1,
            _ => return false,
        }
    }
    (1..=most).contains(&blanks)
}

/// Collects the capitalised words from `start` to `end`.
fn words(text: &str, start: usize, end: usize, caps: &mut Vec<Cap>) {
    let bytes = &text.as_bytes()[..end];
    let mut at = start;
    while let Some(next) = notable(bytes, at) {
        if next > at && bytes[next - 1].is_ascii_alphanumeric() {
            // It stands within a word.
            at = past(bytes, next, end);
        } else if bytes[next].is_ascii() {
            at = one(text, next, end, caps);
        } else {
            let c = text[next..].chars().next().unwrap_or(' ');
            at = if c.is_uppercase() && is_letter(bytes, next) {
                one(text, next, end, caps)
            } else if c.is_alphanumeric() {
                past(bytes, next + c.len_utf8(), end)
            } else {
                next + c.len_utf8()
            };
        }
    }
}

/// The first capital of ASCII, or byte that is not ASCII, from `at` on. Eight bytes are looked at
/// together: most are neither.
fn notable(bytes: &[u8], mut at: usize) -> Option<usize> {
    const EACH: u64 = 0x0101_0101_0101_0101;
    const HIGH: u64 = 0x80 * EACH;
    // The high bit of a sum is set where the byte below 0x80 is `n` or more; none carries over.
    let at_least = |plain: u64, n: u8| plain + EACH * u64::from(0x80 - n);
    while let Some(chunk) = bytes.get(at..)?.first_chunk() {
        let eight = u64::from_le_bytes(*chunk);
        let plain = eight & !HIGH;
        let capitals = at_least(plain, b'A') & !at_least(plain, b'Z' + 1);
        let found = (capitals | eight) & HIGH;
        if found != 0 {
            return Some(at + found.trailing_zeros() as usize / 8);
        }
        at += 8;
    }
    let is_notable = |byte: &u8| byte.is_ascii_uppercase() || !byte.is_ascii();
    bytes[at..].iter().position(is_notable).map(|found| at + found)
}

/// The bytes of letters and digits: of ASCII, and those that accented letters of the Latin blocks
/// are made of.
const LETTERS: [bool; 256] = {
    let mut letters = [false; 256];
    let mut byte = 0;
    while byte < 256 {
        letters[byte] = (byte as u8).is_ascii_alphanumeric()
            || byte >= 0x80 && byte <= 0xBF
            || byte >= 0xC3 && byte <= 0xC5;
        byte += 1;
    }
    letters
};

/// The end of the word of small letters that `at` stands in.
fn past(bytes: &[u8], mut at: usize, end: usize) -> usize {
    while at < end && LETTERS[usize::from(bytes[at])] {
        at += 1;
    }
    at
}

/// Says whether the byte belongs to an accented letter: of the Latin blocks, which begin with C3,
/// C4 or C5.
fn is_letter(bytes: &[u8], at: usize) -> bool {
    match bytes[at] {
        0xC3..=0xC5 => true,
        0x80..=0xBF => at > 0 && (0xC3..=0xC5).contains(&bytes[at - 1]),
        _ => false,
    }
}

/// Reads the capitalised word at `start`; returns where it ends.
fn one(text: &str, start: usize, end: usize, caps: &mut Vec<Cap>) -> usize {
    let bytes = text.as_bytes();
    let stop = past_initials(bytes, start, end);
    if stop > start {
        push(text, start, stop, Shape::Initials, false, caps);
        return stop;
    }
    let mut small = false;
    let mut letters = 0;
    let mut possessive = false;
    let mut begin = start;
    let mut at = start;
    while at < end {
        let byte = bytes[at];
        if byte.is_ascii_lowercase() {
            small = true;
            letters += 1;
            at += 1;
        } else if byte.is_ascii_uppercase() {
            // `CouncillorMrs`, `CllrSmith`: two words that lost their blank.
            if small && roles::marks(&text[begin..at]).has(Marks::TITLE) {
                push(text, begin, at, Shape::Word, false, caps);
                begin = at;
                small = false;
                letters = 0;
            }
            letters += 1;
            at += 1;
        } else if is_letter(bytes, at) {
            small |= byte == 0xC3 && bytes.get(at + 1) >= Some(&0x9F);
            letters += 1;
            at += 1;
        } else if byte.is_ascii_digit() {
            at += 1;
            letters += 1;
        } else if let Some(width) = apostrophe(bytes, at) {
            let next = bytes.get(at + width).copied().unwrap_or(b' ');
            let after = bytes.get(at + width + 1).copied().unwrap_or(b' ');
            if at + width >= end || !next.is_ascii_alphabetic() {
                break;
            }
            if (next == b's' || next == b'S') && !after.is_ascii_alphanumeric() {
                possessive = true;
                break;
            }
            at += width;
        } else if byte == b'-' && at + 1 < end && bytes[at + 1].is_ascii_alphabetic() && at > begin
        {
            if bytes[at + 1].is_ascii_uppercase() && glues_role(&text[begin..end], at - begin) {
                break;
            }
            at += 1;
        } else {
            break;
        }
    }
    let stop = at.min(end);
    let shape = match (small, letters) {
        (true, _) => Shape::Word,
        (false, 1) => Shape::Initials,
        _ => Shape::Upper,
    };
    push(text, begin, stop, shape, possessive, caps);
    if possessive { stop + apostrophe(bytes, stop).unwrap_or(0) + 1 } else { stop.max(start + 1) }
}

/// Says whether the hyphen at `hyphen` glues a name to a role, as in `Reed-Chair`; those of
/// `Vice-Chair` and `Town-Clerk` do not.
fn glues_role(words: &str, hyphen: usize) -> bool {
    let after = &words[hyphen + 1..];
    let stop = after.bytes().position(|byte| !byte.is_ascii_alphabetic());
    let second = &after[..stop.unwrap_or(after.len())];
    let first = roles::marks(&words[..hyphen]);
    roles::marks(second).has(Marks::ALONE)
        && hyphen > 2
        && !first.has(Marks::NO | Marks::HEAD | Marks::TIER)
}

/// The end of initials with full stops at `start`: `M.J.A.`, `T.Ll.`; `start` if there are none.
fn past_initials(bytes: &[u8], start: usize, end: usize) -> usize {
    let mut at = start;
    loop {
        let letter = at < end && bytes[at].is_ascii_uppercase();
        if at == start && !matches!(bytes.get(at + 1), Some(b'.' | b'l' | b'h')) {
            return start;
        }
        let double = bytes[at..end].starts_with(b"Ll.") || bytes[at..end].starts_with(b"Th.");
        let stop = at + 1 + usize::from(double);
        if !letter || stop >= end || bytes[stop] != b'.' {
            // The last letter may lack its full stop: `J.A Smith`.
            let alone = at > start && letter && (at + 1 == end || bytes[at + 1] == b' ');
            return if alone { at + 1 } else { at };
        }
        at = stop + 1;
        // `J.-C. Reed`.
        let hyphen = bytes[at..end].starts_with(b"-");
        if hyphen && bytes[at + 1..end].first().is_some_and(u8::is_ascii_uppercase) {
            at += usize::from(bytes.get(at + 2) == Some(&b'.'));
        }
    }
}

/// How many bytes an apostrophe takes at `at`, straight or curly.
fn apostrophe(bytes: &[u8], at: usize) -> Option<usize> {
    match bytes.get(at)? {
        b'\'' | b'`' => Some(1),
        0xE2 if bytes.get(at + 1) == Some(&0x80) => {
            matches!(bytes.get(at + 2), Some(0x98 | 0x99)).then_some(3)
        }
        _ => None,
    }
}

fn push(text: &str, start: usize, end: usize, shape: Shape, possessive: bool, caps: &mut Vec<Cap>) {
    let word = &text[start..end];
    let marks = match (shape, word) {
        // The police, written with full stops.
        (Shape::Initials, "P.C." | "P.C.S.O." | "W.P.C.") => Marks::RANK,
        (Shape::Initials, "M.P.") => Marks::AFTER,
        (Shape::Initials, _) => Marks::default(),
        _ if word.bytes().any(|byte| byte == b'-') => roles::marks(word) | of_both(word),
        _ => roles::marks(word),
    };
    caps.push(Cap { start, end, shape, marks, possessive });
}

/// The mark of a given name of two that a hyphen joins: `Tom-Charles`.
fn of_both(word: &str) -> Marks {
    let given = |part: &str| roles::marks(part).has(Marks::GIVEN);
    match word.split_once('-') {
        Some((one, other)) if given(one) && given(other) => Marks::GIVEN,
        _ => Marks::default(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(text: &str) -> Vec<&str> {
        let passage = Passage::new(text, 0, text.len(), Vec::new());
        (0..passage.caps.len()).map(|at| passage.word(at)).collect()
    }

    #[test]
    fn capitalised_words_are_found_whole() {
        assert_eq!(
            read("then O\u{2019}Neill, D'Arcy and Sadr-Hashemi\u{2019}s friend"),
            ["O\u{2019}Neill", "D'Arcy", "Sadr-Hashemi"]
        );
        assert_eq!(read("P.R.A. Dunne, T.Ll. Prosser"), ["P.R.A.", "Dunne", "T.Ll.", "Prosser"]);
        assert_eq!(
            read("CouncillorMrs Cllr.Smith McNeill"),
            ["Councillor", "Mrs", "Cllr", "Smith", "McNeill"]
        );
        assert_eq!(read("\u{c9}mile Zo\u{eb}"), ["\u{c9}mile", "Zo\u{eb}"]);
    }

    #[test]
    fn shapes_tell_initials_from_words() {
        let text = "J SMITH J. Smith Children's";
        let passage = Passage::new(text, 0, text.len(), Vec::new());
        let shapes: Vec<Shape> = passage.caps.iter().map(|cap| cap.shape).collect();
        use Shape::{Initials, Upper, Word};
        assert_eq!(shapes, [Initials, Upper, Initials, Word, Word]);
        assert!(passage.caps[4].possessive);
        assert_eq!(passage.gap(1), " ");
    }
}
