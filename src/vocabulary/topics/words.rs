//! Cuts a text into words as topics compare them, each as a number of fixed size.
//!
//! A word is a run of letters and digits, in lower case and without apostrophes.
//! `&` is the word `and`. What ends a phrase (a full stop, a bracket, the end of a block) is told
//! too. This is the loop that reads every byte of every paper, so a word that is longer than
//! any cue's or not in plain letters is told as unknown, whatever it is.

/// The longest word that is told apart, in bytes. A test sees that every cue's fits.
pub(super) const LONGEST: usize = 24;

/// A word of at most [`LONGEST`] bytes, filled up with zeros.
pub(super) type Key = [u64; LONGEST / 8];

/// Nothing: the key of a word that no cue holds.
pub(super) const UNKNOWN: Key = [0; LONGEST / 8];

/// The word that `&` stands for.
const AND: Key = [u64::from_le_bytes(*b"and\0\0\0\0\0"), 0, 0];

/// What stands at a place of a text.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Piece {
    /// A word, with where it begins and ends, in bytes.
    Word(Key, usize, usize),
    /// No phrase goes on past here.
    Break,
}

/// What a byte may be at the beginning of a piece.
mod class {
    /// White space, hyphens and all other marks that part words within a phrase.
    pub(super) const GAP: u8 = 0;
    /// A letter or digit.
    pub(super) const LETTER: u8 = 1;
    /// `&`.
    pub(super) const AND: u8 = 2;
    /// A mark that ends a phrase wherever it stands.
    pub(super) const STOP: u8 = 3;
    /// A full stop or its like: it ends a phrase before white space.
    pub(super) const POINT: u8 = 4;
    /// A line end.
    pub(super) const LINE: u8 = 5;
    /// The first byte of a letter or mark that is not ASCII, or a further one.
    pub(super) const WIDE: u8 = 6;
}

static CLASSES: [u8; 256] = classes();

const fn classes() -> [u8; 256] {
    let mut table = [class::GAP; 256];
    let mut byte = 0;
    while byte < 256 {
        table[byte] = match byte as u8 {
            b'0'..=b'9' | b'a'..=b'z' | b'A'..=b'Z' => class::LETTER,
            b'&' => class::AND,
            b'(' | b')' | b'[' | b']' | b';' | b'|' | b'\t' | b'<' | b'>' => class::STOP,
            b'.' | b'!' | b'?' | b':' => class::POINT,
            b'\n' | b'\r' => class::LINE,
            0x80.. => class::WIDE,
            _ => class::GAP,
        };
        byte += 1;
    }
    table
}

/// Tells `sink` each word and each break of `text`, in order.
#[inline]
pub(super) fn each(text: &str, mut sink: impl FnMut(Piece)) {
    let bytes = text.as_bytes();
    let mut at = 0;
    while let Some(&byte) = bytes.get(at) {
        let start = at;
        at += 1;
        // Words and single blanks come in turn. Told by the table, each would be a jump that is
        // hard to foresee.
        if byte == b' ' {
            continue;
        }
        let piece = match CLASSES[usize::from(byte)] {
            class::GAP => continue,
            class::LETTER => {
                let (key, end) = word(text, start);
                at = end;
                Piece::Word(key, start, end)
            }
            class::AND => Piece::Word(AND, start, at),
            class::POINT if bytes.get(at).is_some_and(|next| !next.is_ascii_whitespace()) => {
                continue;
            }
            class::LINE if is_wrapped(&bytes[at..]) => continue,
            class::WIDE => {
                let wide = text.get(start..).and_then(|rest| rest.chars().next());
                if !wide.is_some_and(char::is_alphanumeric) {
                    at = start + wide.map_or(1, char::len_utf8);
                    continue;
                }
                let (key, end) = uncommon_word(text, start);
                at = end;
                Piece::Word(key, start, end)
            }
            _ => Piece::Break,
        };
        // The one place it is called from, or it would not be inlined.
        sink(piece);
    }
}

/// Says whether a line goes on after a line end: in small letters. Else a new block begins.
fn is_wrapped(rest: &[u8]) -> bool {
    rest.iter().find(|byte| **byte != b' ').is_some_and(u8::is_ascii_lowercase)
}

/// The word that begins at `start`, and where it ends. Nearly all are plain: eight letters are
/// looked at together.
#[inline(always)]
fn word(text: &str, start: usize) -> (Key, usize) {
    let bytes = text.as_bytes();
    let part = |at: usize| leading_letters(eight(bytes, at));
    // Written out, for the key never to leave the registers.
    let (first, length) = part(start);
    if length < 8 {
        return whole(text, start, start + length, [first, 0, 0]);
    }
    let (second, length) = part(start + 8);
    if length < 8 {
        return whole(text, start, start + 8 + length, [first, second, 0]);
    }
    let (third, length) = part(start + 16);
    if length < 8 {
        return whole(text, start, start + 16 + length, [first, second, third]);
    }
    uncommon_word(text, start)
}

/// The word from `start`, of which the plain letters up to `end` are `key`, and where it ends.
#[inline(always)]
fn whole(text: &str, start: usize, end: usize, key: Key) -> (Key, usize) {
    match text.as_bytes().get(end) {
        Some(b'\'' | b'`' | 0x80..) => uncommon_word(text, start),
        _ => (key, end),
    }
}

/// Eight bytes from `at`, the first the lowest; zeros after the end.
#[inline]
fn eight(bytes: &[u8], at: usize) -> u64 {
    match bytes.get(at..).and_then(<[u8]>::first_chunk) {
        Some(chunk) => u64::from_le_bytes(*chunk),
        None => {
            let rest = bytes.get(at..).unwrap_or_default();
            rest.iter().rev().fold(0, |eight, byte| (eight << 8) | u64::from(*byte))
        }
    }
}

/// The letters and digits that `eight` bytes begin with, in lower case, and how many they are.
#[inline]
fn leading_letters(eight: u64) -> (u64, usize) {
    const EACH: u64 = 0x0101_0101_0101_0101;
    const HIGH: u64 = 0x80 * EACH;
    // A sum of a byte below 0x80 and of 0x80 - n has its high bit where the byte is n or more;
    // no byte carries into the next.
    let at_least = |bytes: u64, n: u8| bytes + EACH * u64::from(0x80 - n);
    let plain = eight & !HIGH;
    let lower = plain | (0x20 * EACH);
    let letter = at_least(lower, b'a') & !at_least(lower, b'z' + 1);
    let digit = at_least(plain, b'0') & !at_least(plain, b'9' + 1);
    let wanted = (letter | digit) & !eight & HIGH;
    let bits = (wanted ^ HIGH).trailing_zeros() / 8 * 8;
    let kept = 1_u64.checked_shl(bits).map_or(u64::MAX, |bit| bit - 1);
    // A digit has the bit of a small letter already.
    (lower & kept, bits as usize / 8)
}

/// The word that begins at `start`, be it with apostrophes, long or in foreign letters.
#[cold]
fn uncommon_word(text: &str, start: usize) -> (Key, usize) {
    let mut letters = [0; LONGEST];
    let mut length = 0;
    let mut is_plain = true;
    let mut at = start;
    for c in text.get(start..).unwrap_or_default().chars() {
        match c {
            '\'' | '`' | '\u{2018}' | '\u{2019}' | '\u{ad}' | '\u{200d}' => {}
            c if c.is_ascii_alphanumeric() => {
                match letters.get_mut(length) {
                    Some(letter) => *letter = c.to_ascii_lowercase() as u8,
                    None => is_plain = false,
                }
                length += 1;
            }
            c if c.is_alphanumeric() => is_plain = false,
            _ => break,
        }
        at += c.len_utf8();
    }
    let key = if is_plain { packed(&letters) } else { UNKNOWN };
    (key, at)
}

/// The key of a word in small letters and digits; [`UNKNOWN`] if it is too long.
pub(super) fn key(word: &[u8]) -> Key {
    let mut letters = [0; LONGEST];
    match letters.get_mut(..word.len()) {
        Some(place) => place.copy_from_slice(word),
        None => return UNKNOWN,
    }
    packed(&letters)
}

#[inline]
fn packed(letters: &[u8; LONGEST]) -> Key {
    let (parts, _) = letters.as_chunks::<8>();
    let mut key = UNKNOWN;
    for (part, chunk) in key.iter_mut().zip(parts) {
        *part = u64::from_le_bytes(*chunk);
    }
    key
}

/// The letters of a key.
fn unpacked(key: &Key) -> Vec<u8> {
    key.iter().flat_map(|part| part.to_le_bytes()).take_while(|byte| *byte != 0).collect()
}

/// All forms of a word, singular and plural, whichever of them `key` is. What two words share
/// one form of, they share all forms of.
pub(super) fn forms(of: &Key) -> Vec<Key> {
    let single = singular(&unpacked(of));
    let mut forms = vec![single.clone()];
    for ending in ["s", "es"] {
        forms.push([single.as_slice(), ending.as_bytes()].concat());
    }
    if let Some(stem) = single.strip_suffix(b"y") {
        forms.push([stem, b"ies"].concat());
    }
    forms.retain(|form| singular(form) == single);
    let keys = forms.iter().map(|form| key(form));
    keys.filter(|key| *key != UNKNOWN).collect()
}

/// Takes the ending of an English plural off. `s` after `s`, `u` or `i` is none: `homeless`,
/// `bus`, `crisis`; nor is that of a word of three letters: `gas`.
fn singular(word: &[u8]) -> Vec<u8> {
    match word {
        [] | [_] | [_, _] | [_, _, _] => word.to_vec(),
        [.., b's' | b'u' | b'i', b's'] => word.to_vec(),
        [_, _, .., b'i', b'e', b's'] => [&word[..word.len() - 3], b"y"].concat(),
        [.., b's', b's', b'e', b's']
        | [.., b'c' | b's', b'h', b'e', b's']
        | [.., b'x', b'e', b's'] => word[..word.len() - 2].to_vec(),
        [.., b's'] => word[..word.len() - 1].to_vec(),
        _ => word.to_vec(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The words of `text` as one line, breaks as `/`, unknown words as `?`.
    fn shown(text: &str) -> String {
        let mut words = Vec::new();
        each(text, |piece| {
            words.push(match piece {
                Piece::Break => "/".to_owned(),
                Piece::Word(UNKNOWN, ..) => "?".to_owned(),
                Piece::Word(key, ..) => String::from_utf8(unpacked(&key)).unwrap(),
            });
        });
        words.join(" ")
    }

    #[test]
    fn words_are_folded() {
        assert_eq!(shown("Foster-Carers' ALLOWANCES"), "foster carers allowances");
        assert_eq!(shown("Children\u{2019}s\u{a0}homes"), "childrens homes");
        assert_eq!(shown("drugs & alcohol"), "drugs and alcohol");
        assert_eq!(shown("ca\u{ad}se loads"), "case loads");
        assert_eq!(shown("S106 s.106 20mph"), "s106 s 106 20mph");
    }

    #[test]
    fn plurals_are_folded_and_what_only_looks_like_one_is_not() {
        let single = |words: &str| {
            let words = words.split(' ').map(|word| String::from_utf8(singular(word.as_bytes())));
            words.map(Result::unwrap).collect::<Vec<_>>().join(" ")
        };
        assert_eq!(
            single("libraries churches passes boxes verges gas bus homeless crisis"),
            "library church pass box verge gas bus homeless crisis"
        );
        assert_eq!(single("ties parties s ss ies"), "tie party s ss ies");
        for (one, other) in [("library", "libraries"), ("box", "boxes"), ("verge", "verges")] {
            let forms = forms(&key(one.as_bytes()));
            assert_eq!(forms, super::forms(&key(other.as_bytes())));
            assert!(forms.contains(&key(other.as_bytes())));
        }
        assert_eq!(forms(&key(b"homeless")).len(), 2);
    }

    #[test]
    fn phrases_end_where_a_sentence_or_a_block_does() {
        assert_eq!(shown("the housing. Benefit"), "the housing / benefit");
        assert_eq!(shown("housing (benefit)"), "housing / benefit /");
        assert_eq!(shown("planning\n  application"), "planning application");
        assert_eq!(shown("Planning\nApplication"), "planning / application");
        assert_eq!(shown("education, health and care"), "education health and care");
    }

    #[test]
    fn words_out_of_the_common_are_unknown() {
        assert_eq!(shown("caf\u{e9} \u{e9}t\u{e9} tea"), "? ? tea");
        assert_eq!(shown(&"x".repeat(25)), "?");
        assert_eq!(shown(&"s".repeat(30)), "?");
        assert_eq!(shown(&"y".repeat(24)).len(), 24);
        assert_eq!(shown("\u{2014}\u{1f600}\u{2019}"), "");
    }

    #[test]
    fn places_are_those_of_the_text() {
        let text = "\u{201c}Children\u{2019}s home";
        let mut words = Vec::new();
        each(text, |piece| {
            if let Piece::Word(_, start, end) = piece {
                words.push(&text[start..end]);
            }
        });
        assert_eq!(words, ["Children\u{2019}s", "home"]);
    }
}
