//! Finds the phrases of a list in a text, word by word, in one pass.
//!
//! Each word of the list has a number, and the phrases lie in a trie of such numbers. Most words
//! of a text are no phrase, nor do they begin one with the next word: two bits tell so.

use crate::vocabulary::topics::trie::NONE;
use crate::vocabulary::topics::trie::Trie;
use crate::vocabulary::topics::words;
use crate::vocabulary::topics::words::Key;
use crate::vocabulary::topics::words::Piece;

/// Phrases to look for.
pub(super) struct Phrases {
    words: Words,
    trie: Trie,
    /// By word: the node after it at the beginning of a phrase, or [`NONE`].
    first: Vec<u32>,
    /// The words that are a phrase.
    alone: Hashes,
    /// The first two words of longer phrases.
    pairs: Hashes,
}

/// A phrase found in a text.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Match {
    /// Which phrase: its place in the list.
    pub(super) phrase: usize,
    /// Where it begins, in bytes.
    pub(super) start: usize,
    /// Where it ends, in bytes.
    pub(super) end: usize,
}

/// A word of a text.
#[derive(Clone, Copy)]
struct Word {
    key: Key,
    start: usize,
    end: usize,
}

/// A phrase of which a text holds the first words, and perhaps more.
struct Open {
    /// The node after these words.
    node: u32,
    /// Where it begins, in bytes.
    start: usize,
}

/// What a search has come upon.
#[derive(Default)]
struct Search {
    /// The word before, unless a phrase cannot reach over what stands behind it.
    before: Option<Word>,
    /// The phrases of several words that may go on, by where they begin.
    open: Vec<Open>,
    /// The phrases found that lie within an open one, or may lie within one that is found next.
    found: Vec<Match>,
}

impl Phrases {
    /// Reads a list of phrases, in any spelling that [`words`] folds. A phrase without a word is
    /// never found.
    pub(super) fn new<'a>(phrases: impl Iterator<Item = &'a str>) -> Self {
        let mut known = Words::new();
        let numbered = phrases.enumerate().filter_map(|(at, phrase)| {
            let mut keys = Vec::new();
            words::each(phrase, |piece| {
                if let Piece::Word(key, ..) = piece {
                    keys.push(key);
                }
            });
            let is_plain = !keys.is_empty() && !keys.contains(&words::UNKNOWN);
            is_plain.then(|| {
                (keys.into_iter().map(|key| known.number_or_add(key)).collect(), at as u32)
            })
        });
        let trie = Trie::new(numbered);
        let first = vec![NONE; known.count as usize + 1];
        let (alone, pairs) = (Hashes::new(), Hashes::new());
        let mut built = Self { words: known, trie, first, alone, pairs };
        built.note_beginnings();
        built
    }

    /// Notes with which words phrases begin.
    fn note_beginnings(&mut self) {
        let mut hashes = vec![Vec::new(); self.first.len()];
        for (form, number) in self.words.forms.iter().filter(|(_, number)| *number != NONE) {
            hashes[*number as usize].push(hash(form));
        }
        for (first, node) in self.trie.next(NONE) {
            self.first[*first as usize] = *node;
            for hash in &hashes[*first as usize] {
                if !self.trie.ends(*node).is_empty() {
                    self.alone.add((*hash).into());
                }
                for (second, _) in self.trie.next(*node) {
                    for second in &hashes[*second as usize] {
                        self.pairs.add(pair(*hash, *second));
                    }
                }
            }
        }
    }

    /// Tells `sink` the phrases in `text`, stretch by stretch: all that lie one within another,
    /// and perhaps their neighbours, by where they begin and the shorter before the longer.
    pub(super) fn find(&self, text: &str, sink: &mut dyn FnMut(&[Match])) {
        let mut search = Search::default();
        let mut last = 0;
        words::each(text, |piece| {
            if let Piece::Word(key, start, end) = piece {
                let hash = hash(&key);
                let is_second = self.pairs.may_hold(pair(last, hash));
                let is_phrase = self.alone.may_hold(hash.into());
                let word = Word { key, start, end };
                last = hash;
                if is_second || is_phrase || !search.is_idle() {
                    self.step(&mut search, word, is_second, is_phrase, sink);
                }
                search.before = Some(word);
            } else {
                search.before = None;
                search.close(sink);
            }
        });
        search.close(sink);
    }

    /// Goes on by a word. `is_second` says that it may be the second one of a phrase, and
    /// `is_phrase` that it may be a phrase. Few words come here: kept apart, it leaves the loop
    /// over all of them short.
    #[inline(never)]
    fn step(
        &self,
        search: &mut Search,
        word: Word,
        is_second: bool,
        is_phrase: bool,
        sink: &mut dyn FnMut(&[Match]),
    ) {
        let Word { start, end, .. } = word;
        if let Some(before) = search.before.filter(|_| is_second) {
            let node = self.first[self.words.number(&before.key) as usize];
            if node != NONE {
                search.open.push(Open { node, start: before.start });
            }
        }
        if search.open.is_empty() {
            search.close(sink);
            if !is_phrase {
                return;
            }
        }
        let Search { open, found, .. } = search;
        let number = self.words.number(&word.key);
        let mut note = |node: u32, start: usize| {
            let ends = self.trie.ends(node).iter();
            found.extend(ends.map(|phrase| Match { phrase: *phrase as usize, start, end }));
        };
        open.retain_mut(|open| {
            open.node = self.trie.after(open.node, number);
            note(open.node, open.start);
            open.node != NONE && !self.trie.next(open.node).is_empty()
        });
        if is_phrase {
            note(self.first[number as usize], start);
        }
    }
}

impl Search {
    /// Says whether nothing is open or found.
    #[inline]
    fn is_idle(&self) -> bool {
        self.open.is_empty() && self.found.is_empty()
    }

    /// Ends the open phrases and tells `sink` what was found.
    #[inline(never)]
    fn close(&mut self, sink: &mut dyn FnMut(&[Match])) {
        self.open.clear();
        if !self.found.is_empty() {
            self.found.sort_by_key(|one| (one.start, one.end));
            sink(&self.found);
            self.found.clear();
        }
    }
}

/// The hash of a word: 16 bits.
#[inline]
fn hash(key: &Key) -> u16 {
    let [first, second, third] = *key;
    let mixed = (first ^ second.rotate_left(23) ^ third.rotate_left(41))
        .wrapping_mul(0x9e37_79b9_7f4a_7c15);
    (mixed >> 48) as u16
}

/// The hash of two words, made of the hash of each.
#[inline]
fn pair(first: u16, second: u16) -> u32 {
    u32::from(first).wrapping_mul(0x9e3b) ^ u32::from(second)
}

/// A set of hashes of 16 bits, or of [`pair`]'s 17: a bit for each. It lies in the fastest memory.
struct Hashes(Box<[u64; Self::LENGTH]>);

impl Hashes {
    const LENGTH: usize = (1 << 17) / 64;

    fn new() -> Self {
        Self(Box::new([0; Self::LENGTH]))
    }

    fn add(&mut self, hash: u32) {
        self.0[hash as usize / 64 % Self::LENGTH] |= 1 << (hash % 64);
    }

    /// Says whether a hash may have been added: `false` is sure.
    #[inline]
    fn may_hold(&self, hash: u32) -> bool {
        (self.0[hash as usize / 64 % Self::LENGTH] >> (hash % 64)) & 1 == 1
    }
}

/// Words with a number each, from 1.
struct Words {
    /// Each form of a word with the word's number, by hash. A form without one is a free place.
    forms: Vec<(Key, u32)>,
    /// How many places are taken.
    taken: usize,
    /// The number of words.
    count: u32,
}

impl Words {
    /// So many places leave half of them free; a power of two.
    const PLACES: usize = 1 << 13;

    fn new() -> Self {
        Self { forms: vec![(words::UNKNOWN, NONE); Self::PLACES], taken: 0, count: 0 }
    }

    /// The place of a form, or the free place where it would stand.
    #[inline]
    fn place(&self, key: &Key) -> usize {
        let mut place = usize::from(hash(key)) % Self::PLACES;
        while self.forms[place].1 != NONE && self.forms[place].0 != *key {
            place = (place + 1) % Self::PLACES;
        }
        place
    }

    /// The number of a word, or [`NONE`].
    #[inline]
    fn number(&self, key: &Key) -> u32 {
        self.forms[self.place(key)].1
    }

    /// The number of a word, which it is given with all its forms where it has none.
    fn number_or_add(&mut self, key: Key) -> u32 {
        let number = self.number(&key);
        if number != NONE {
            return number;
        }
        self.count += 1;
        for form in words::forms(&key) {
            let place = self.place(&form);
            // A free place ends every search: the last is never taken.
            if self.taken + 1 < Self::PLACES {
                self.forms[place] = (form, self.count);
                self.taken += 1;
            }
        }
        self.count
    }
}
