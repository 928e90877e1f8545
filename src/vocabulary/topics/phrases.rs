//! Finds the phrases of a list in a text, word by word, in one pass.
//!
//! Each word of the list has a number, and the phrases lie in a trie of such numbers. Most words
//! of a text are in no phrase: a look at one small table sends them on.

use crate::vocabulary::topics::words;
use crate::vocabulary::topics::words::Key;
use crate::vocabulary::topics::words::Piece;

/// No word, no node.
const NONE: u32 = 0;

/// Phrases to look for.
pub(super) struct Phrases {
    words: Words,
    nodes: Vec<Node>,
    /// By word: the node after it at the beginning of a phrase, or [`NONE`].
    first: Vec<u32>,
}

/// A place in the trie. Node 0 is its root.
#[derive(Default)]
struct Node {
    /// The words that may follow, in order, each with the node it leads to.
    next: Vec<(u32, u32)>,
    /// The phrases that end here.
    ends: Vec<u32>,
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

/// A word of the text that some phrase holds.
struct Known {
    number: u32,
    start: usize,
    end: usize,
}

impl Phrases {
    /// Reads a list of phrases, in any spelling that [`words`] folds. A phrase without a word is
    /// never found.
    pub(super) fn new<'a>(phrases: impl Iterator<Item = &'a str>) -> Self {
        let mut built =
            Self { words: Words::new(), nodes: vec![Node::default()], first: Vec::new() };
        for (at, phrase) in phrases.enumerate() {
            let mut keys = Vec::new();
            words::each(phrase, |piece| {
                if let Piece::Word(key, ..) = piece {
                    keys.push(key);
                }
            });
            if keys.is_empty() || keys.contains(&words::UNKNOWN) {
                continue;
            }
            let end = keys.into_iter().fold(0, |node, key| built.step_or_grow(node, key));
            built.nodes[end].ends.push(at as u32);
        }
        built.first = vec![NONE; built.words.count as usize + 1];
        for (word, node) in &built.nodes[0].next {
            built.first[*word as usize] = *node;
        }
        for (form, number) in &built.words.forms {
            if built.first[*number as usize] != NONE {
                let hash = Words::hash(form);
                built.words.beginnings[hash / 64] |= 1 << (hash % 64);
            }
        }
        built
    }

    /// The node after `node` by the word `key`, made where it is missing.
    fn step_or_grow(&mut self, node: usize, key: Key) -> usize {
        let word = self.words.number_or_add(key);
        let fresh = self.nodes.len();
        let next = &mut self.nodes[node].next;
        match next.binary_search_by_key(&word, |(word, _)| *word) {
            Ok(at) => next[at].1 as usize,
            Err(at) => {
                next.insert(at, (word, fresh as u32));
                self.nodes.push(Node::default());
                fresh
            }
        }
    }

    /// Tells `sink` the phrases in `text`, stretch by stretch: all that begin in one run of
    /// words that phrases hold, by where they begin and the shorter before the longer.
    pub(super) fn find(&self, text: &str, sink: &mut dyn FnMut(&[Match])) {
        let mut run: Vec<Known> = Vec::new();
        let mut found = Vec::new();
        words::each(text, |piece| {
            if let Piece::Word(key, start, end) = piece {
                if run.is_empty() && !self.words.may_begin(&key) {
                    return;
                }
                let number = self.words.number(&key);
                if number != NONE {
                    run.push(Known { number, start, end });
                    return;
                }
            }
            if !run.is_empty() {
                self.matches(&run, &mut found);
                run.clear();
                if !found.is_empty() {
                    sink(&found);
                    found.clear();
                }
            }
        });
        self.matches(&run, &mut found);
        if !found.is_empty() {
            sink(&found);
        }
    }

    fn matches(&self, run: &[Known], found: &mut Vec<Match>) {
        for (at, first) in run.iter().enumerate() {
            let mut node = NONE;
            for word in &run[at..] {
                node = self.step(node, word.number);
                if node == NONE {
                    break;
                }
                for phrase in &self.nodes[node as usize].ends {
                    let phrase = *phrase as usize;
                    found.push(Match { phrase, start: first.start, end: word.end });
                }
            }
        }
    }

    /// The node after `node` by a word, or [`NONE`], which is the root too.
    #[inline]
    fn step(&self, node: u32, word: u32) -> u32 {
        if node == NONE {
            return self.first[word as usize];
        }
        let next = &self.nodes[node as usize].next;
        next.iter().find(|(other, _)| *other == word).map_or(NONE, |(_, node)| *node)
    }
}

/// Words with a number each, from 1.
struct Words {
    /// Each form of a word with the word's number.
    forms: Vec<(Key, u32)>,
    /// Places in `forms` by hash; 0 is a free place. Its length is a power of two.
    places: Vec<u16>,
    /// A bit for the hash of each form of a word that begins a phrase. It lies in the fastest
    /// memory and sends nearly all words on that begin none, be they known or not.
    beginnings: Vec<u64>,
    /// The number of words.
    count: u32,
}

impl Words {
    /// So many places leave most free.
    const PLACES: usize = 1 << 14;

    fn new() -> Self {
        Self {
            forms: vec![(words::UNKNOWN, NONE)],
            places: vec![0; Self::PLACES],
            beginnings: vec![0; (1 << 16) / 64],
            count: 0,
        }
    }

    /// The hash of a word: 16 bits, of which the first say where it is looked for first.
    #[inline]
    fn hash(key: &Key) -> usize {
        let [first, second, third] = *key;
        let mixed = (first ^ second.rotate_left(23) ^ third.rotate_left(41))
            .wrapping_mul(0x9e37_79b9_7f4a_7c15);
        (mixed >> 48) as usize
    }

    /// Says whether a word may begin a phrase: `false` is sure.
    #[inline]
    fn may_begin(&self, key: &Key) -> bool {
        let hash = Self::hash(key);
        (self.beginnings[hash / 64] >> (hash % 64)) & 1 == 1
    }

    /// The number of a word, or [`NONE`].
    #[inline]
    fn number(&self, key: &Key) -> u32 {
        let mut place = Self::hash(key) / 4;
        loop {
            let at = self.places[place % Self::PLACES];
            if at == 0 {
                return NONE;
            }
            let (form, number) = &self.forms[usize::from(at)];
            if form == key {
                return *number;
            }
            place += 1;
        }
    }

    /// The number of a word, which it is given with all its forms where it has none.
    fn number_or_add(&mut self, key: Key) -> u32 {
        let number = self.number(&key);
        if number != NONE {
            return number;
        }
        self.count += 1;
        for form in words::forms(&key) {
            let mut place = Self::hash(&form) / 4;
            // A free place ends every search: the last is never taken.
            while self.places[place % Self::PLACES] != 0 && self.forms.len() < Self::PLACES {
                place += 1;
            }
            if self.forms.len() < Self::PLACES {
                self.places[place % Self::PLACES] = self.forms.len() as u16;
                self.forms.push((form, self.count));
            }
        }
        self.count
    }
}
