//! Holds the words of the generated papers and how often each comes.

use std::collections::HashSet;

use serde::Deserialize;

use super::numbers::Numbers;

/// How many different words there are.
const WORDS: usize = 30_000;

/// Behind these words, `the` is likely.
const BEFORE_THE: [&str; 10] = ["of", "in", "to", "by", "for", "on", "with", "at", "from", "that"];

/// The lists that papers are made of.
#[derive(Deserialize)]
pub(super) struct Lists {
    words: String,
    matters: String,
    pub(super) opening: Vec<Vec<String>>,
    pub(super) about: Vec<String>,
    pub(super) committees: Vec<String>,
    pub(super) councils: Vec<String>,
    pub(super) first_names: Vec<String>,
    pub(super) starts: Vec<String>,
    pub(super) surnames: Vec<String>,
    pub(super) places: Vec<String>,
    pub(super) offices: Vec<String>,
    onsets: Vec<String>,
    nuclei: Vec<String>,
    codas: Vec<String>,
    endings: Vec<String>,
}

/// Words by how often they come, and the lists.
pub(super) struct Vocabulary {
    pub(super) lists: Lists,
    pub(super) matters: Vec<String>,
    words: Vec<String>,
    /// How much all words up to this one weigh.
    weights: Vec<u64>,
}

impl Vocabulary {
    /// Makes the words: ordinary ones first, then invented ones; the same for each seed.
    pub(super) fn new(seed: u64) -> Self {
        let lists: Lists =
            toml::from_str(include_str!("lists.toml")).expect("the lists of the bench are TOML");
        let mut known = HashSet::new();
        let mut words = Vec::with_capacity(WORDS);
        let mut add = |word: String, words: &mut Vec<String>| {
            if known.insert(word.clone()) {
                words.push(word);
            }
        };
        lists.words.split_whitespace().for_each(|word| add(word.to_owned(), &mut words));
        let ordinary = words.len() as u64;
        let mut numbers = Numbers::new(seed, u64::MAX - 1);
        while words.len() < WORDS {
            let mut word = String::new();
            for _ in 0..numbers.from(1, 2) {
                word.push_str(numbers.one(&lists.onsets));
                word.push_str(numbers.one(&lists.nuclei));
                word.push_str(numbers.one(&lists.codas));
            }
            word.push_str(numbers.one(&lists.endings));
            if word.len() > 2 {
                add(word, &mut words);
            }
        }
        // Zipf's law, the head somewhat flatter; the invented words come half as often as it says,
        // so that three words in four are ordinary.
        let mut sum: u64 = 0;
        let weights = (0..WORDS as u64)
            .map(|rank| {
                let halves = if rank < ordinary { 2 } else { 1 };
                sum += (halves << 40) / (rank + 2);
                sum
            })
            .collect();
        let matters =
            lists.matters.lines().filter(|it| !it.is_empty()).map(str::to_owned).collect();
        Self { lists, matters, words, weights }
    }

    /// Draws a word.
    fn word(&self, numbers: &mut Numbers) -> &str {
        let all = self.weights.last().copied().unwrap_or(1);
        let drawn = ((u128::from(numbers.next()) * u128::from(all)) >> 64) as u64;
        &self.words[self.weights.partition_point(|&weight| weight <= drawn)]
    }

    /// Adds a sentence of about `length` words to a text.
    pub(super) fn sentence(&self, length: u64, numbers: &mut Numbers, text: &mut String) {
        let start = text.len();
        let mut before = "";
        for at in 0..length {
            if at > 0 {
                text.push_str(if before != "the" && numbers.once_in(16) { ", " } else { " " });
            }
            let word = match numbers.below(120) {
                _ if BEFORE_THE.contains(&before) && numbers.once_in(3) => "the",
                0 => {
                    text.push_str(&figure(numbers));
                    before = "";
                    continue;
                }
                1..=3 => numbers.one(&self.matters),
                _ => self.word(numbers),
            };
            text.push_str(word);
            before = word;
        }
        text.push('.');
        capitalise(text, start);
    }

    /// A person's name.
    pub(super) fn person(&self, numbers: &mut Numbers) -> String {
        let lists = &self.lists;
        let first = numbers.one(&lists.first_names);
        format!("{first} {}{}", numbers.one(&lists.starts), numbers.one(&lists.surnames))
    }
}

/// A sum, a share, a year or a count, as minutes print them.
fn figure(numbers: &mut Numbers) -> String {
    match numbers.below(4) {
        0 => format!("£{}.{}m", numbers.from(1, 90), numbers.below(10)),
        1 => format!("{}%", numbers.from(2, 99)),
        2 => {
            let year = numbers.from(2012, 2025);
            format!("{year}/{}", (year + 1) % 100)
        }
        _ => format!("{},{:03}", numbers.from(1, 40), numbers.below(1000)),
    }
}

/// Makes the letter at `at` a capital.
pub(super) fn capitalise(text: &mut str, at: usize) {
    if let Some(first) = text.get_mut(at..at + 1) {
        first.make_ascii_uppercase();
    }
}
