//! Holds words with what each may be: asked for every capitalised word of every paper.

use std::collections::HashMap;

use super::Marks;

/// The longest word that has marks, in bytes.
const LONGEST: usize = 24;

/// A word of ASCII of at most [`LONGEST`] bytes in small letters, filled up with zeros.
type Key = [u64; LONGEST / 8];

/// The words with their marks.
pub(super) struct Words {
    /// The words of ASCII with what each may be, by hash. One that may be nothing is a free place.
    plain: Vec<(Key, Marks)>,
    /// How many places are taken.
    taken: usize,
    /// A bit for each word's hash. Most words of a text have no marks: one look here tells so.
    known: Vec<u64>,
    /// The other words, in small letters.
    others: HashMap<Box<str>, Marks>,
}

impl Words {
    /// So many places leave half of them free; a power of two.
    const PLACES: usize = 1 << 13;

    /// Makes a table that holds no word.
    pub(super) fn new() -> Self {
        Self {
            plain: vec![Default::default(); Self::PLACES],
            taken: 0,
            known: vec![0; (1 << 16) / 64],
            others: HashMap::new(),
        }
    }

    /// Gives `word` these marks beside those that it has.
    pub(super) fn add(&mut self, word: &str, marks: Marks) {
        let word = word.to_lowercase();
        let key = key(word.as_bytes());
        // A free place ends every search: the last is never taken.
        let Some(key) = key.filter(|_| self.taken + 1 < Self::PLACES) else {
            let kept = self.others.entry(word.into()).or_default();
            *kept = *kept | marks;
            return;
        };
        let hash = hash(&key);
        self.known[hash / 64] |= 1 << (hash % 64);
        let place = self.place(&key, hash);
        let (_, kept) = self.plain[place];
        self.taken += usize::from(kept == Marks::default());
        self.plain[place] = (key, kept | marks);
    }

    /// The marks of `word`, in whatever case it is written.
    pub(super) fn marks(&self, word: &str) -> Marks {
        match key(word.as_bytes()) {
            Some(key) => self.of_plain(&key),
            None if word.len() > LONGEST => Marks::default(),
            None => {
                let lower = word.to_lowercase().replace('\u{2019}', "'");
                match key(lower.as_bytes()) {
                    Some(key) => self.of_plain(&key),
                    None => self.others.get(lower.as_str()).copied().unwrap_or_default(),
                }
            }
        }
    }

    fn of_plain(&self, key: &Key) -> Marks {
        let hash = hash(key);
        if (self.known[hash / 64] >> (hash % 64)) & 1 == 0 {
            return Marks::default();
        }
        self.plain[self.place(key, hash)].1
    }

    /// Where a word stands in `plain`, or the free place where it would.
    fn place(&self, key: &Key, hash: usize) -> usize {
        let mut place = hash % Self::PLACES;
        while self.plain[place].1 != Marks::default() && self.plain[place].0 != *key {
            place = (place + 1) % Self::PLACES;
        }
        place
    }
}

/// The word in small letters; `None` where it is too long, not of ASCII or ends in a zero.
fn key(word: &[u8]) -> Option<Key> {
    const HIGH: u64 = 0x8080_8080_8080_8080;
    let mut key = [0; LONGEST / 8];
    let (chunks, rest) = word.as_chunks();
    let whole = key.get_mut(..chunks.len())?;
    for (part, chunk) in whole.iter_mut().zip(chunks) {
        *part = small(u64::from_le_bytes(*chunk));
    }
    match key.get_mut(chunks.len()) {
        Some(part) => *part = small(short(rest)),
        None if rest.is_empty() => {}
        None => return None,
    }
    // Zeros at its end would be taken for none.
    (word.last() != Some(&0) && key.iter().all(|part| part & HIGH == 0)).then_some(key)
}

/// Fewer than eight bytes as a number, the first the lowest.
fn short(bytes: &[u8]) -> u64 {
    // Four or more are two halves, which may overlap.
    if let (Some(first), Some(last)) = (bytes.first_chunk(), bytes.last_chunk()) {
        let last = u64::from(u32::from_le_bytes(*last));
        return u64::from(u32::from_le_bytes(*first)) | last << (8 * (bytes.len() - 4));
    }
    bytes.iter().rev().fold(0, |all, byte| all << 8 | u64::from(*byte))
}

/// Eight bytes with the capitals of ASCII in small letters. What becomes of other letters does
/// not matter, but that they stay what they are.
fn small(eight: u64) -> u64 {
    const EACH: u64 = 0x0101_0101_0101_0101;
    const HIGH: u64 = 0x80 * EACH;
    // The high bit of a sum is set where the byte below 0x80 is `n` or more; none carries over.
    let at_least = |n: u8| (eight & !HIGH) + EACH * u64::from(0x80 - n);
    let capitals = at_least(b'A') & !at_least(b'Z' + 1) & !eight & HIGH;
    eight | capitals >> 2
}

/// The hash of a word: 16 bits.
fn hash(key: &Key) -> usize {
    let [first, second, third] = *key;
    let mixed = (first ^ second.rotate_left(23) ^ third.rotate_left(41))
        .wrapping_mul(0x9e37_79b9_7f4a_7c15);
    (mixed >> 48) as usize
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_are_told_apart_by_every_letter() {
        let mut words = Words::new();
        let known =
            ["", "a", "Ash", "ashe", "ashen", "o'neill", "ashfield", "Ashfields", "zo\u{eb}"];
        for word in known {
            words.add(word, Marks::GIVEN);
        }
        words.add("a-word-of-24-letters-is-", Marks::PLACE);
        for word in known {
            assert_eq!(words.marks(&word.to_uppercase()), Marks::GIVEN, "{word}");
            assert_eq!(words.marks(&format!("{word}x")), Marks::default(), "{word}");
        }
        assert_eq!(words.marks("O\u{2019}Neill"), Marks::GIVEN);
        assert_eq!(words.marks("A-word-of-24-letters-is-"), Marks::PLACE);
        assert_eq!(words.marks("A-word-of-24-letters-is-!"), Marks::default());
        // The sign of the kelvin is a `k` in small letters; `[` and `{` are no letters.
        words.add("{k", Marks::BODY);
        assert_eq!(words.marks("{\u{212a}"), Marks::BODY);
        for word in ["[k", "a\0", "\0"] {
            assert_eq!(words.marks(word), Marks::default());
        }
    }
}
