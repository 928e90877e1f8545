//! Answers by a plain scan of all items, which the answers of the peers are held against.
//!
//! A word is a run of letters and digits, in small letters. Ours is held against a text in which
//! accents and apostrophes within words are gone before: that is its rule of what a word is.

use std::collections::BTreeMap;

use unicode_normalization::UnicodeNormalization;
use unicode_normalization::char::is_combining_mark;

use crate::peer::FACETS;
use crate::peer::Shape;

/// What a scan says of a query.
#[derive(Clone, Copy, Default)]
pub(crate) struct Scan {
    /// How many items match.
    pub(crate) count: u64,
    /// The counts of the most frequent value of each facet, added up.
    pub(crate) facets: u64,
    /// The day of the tenth of the newest, as 20170118; 0 where fewer have a day.
    pub(crate) tenth: u64,
}

impl Scan {
    /// Scans the items, a line each: the facets, the day and the text, parted by tabs.
    pub(crate) fn of(rows: &str, shape: &Shape) -> Self {
        let mut count = 0;
        let mut values = [(); FACETS.len()].map(|()| BTreeMap::<&str, u64>::new());
        let mut days = Vec::new();
        for row in rows.lines() {
            let mut fields: Vec<&str> = row.split('\t').collect();
            let text = fields.pop().unwrap_or_default();
            let day = day(fields.pop().unwrap_or_default());
            if !matches(text, day, shape) {
                continue;
            }
            count += 1;
            days.push(day);
            for (counts, value) in values.iter_mut().zip(fields).filter(|it| !it.1.is_empty()) {
                *counts.entry(value).or_default() += 1;
            }
        }
        days.sort_unstable_by(|one, two| two.cmp(one));
        let tenth = days.get(9).copied().unwrap_or_default();
        let largest = values.iter().map(|counts| counts.values().max().copied());
        Self { count, facets: largest.map(Option::unwrap_or_default).sum(), tenth }
    }
}

/// A day such as 2017-01-18 as 20170118; 0 where there is none.
pub(crate) fn day(date: &str) -> u64 {
    date.replace('-', "").parse().unwrap_or_default()
}

/// The words of a text.
pub(crate) fn words(text: &str) -> impl Iterator<Item = String> {
    text.split(|c: char| !c.is_alphanumeric()).filter(|it| !it.is_empty()).map(str::to_lowercase)
}

/// A word that comes three times, or as near to it as there is.
pub(crate) fn rare(text: &str) -> String {
    let mut counts: BTreeMap<String, u64> = BTreeMap::new();
    for word in words(text).filter(|it| it.len() > 5 && it.bytes().all(|b| b.is_ascii_lowercase()))
    {
        *counts.entry(word).or_default() += 1;
    }
    let rarest = counts.iter().min_by_key(|(_, count)| count.abs_diff(3));
    rarest.map(|(word, _)| word.clone()).unwrap_or_default()
}

/// Says whether an item matches.
fn matches(text: &str, day: u64, shape: &Shape) -> bool {
    let has = |word: &String| words(text).any(|it| it == *word);
    match shape {
        Shape::Word(word) => has(word),
        Shape::Both(one, two) => has(one) && has(two),
        Shape::Either(one, two) => has(one) || has(two),
        Shape::Phrase(phrase) => {
            words(text).collect::<Vec<_>>().windows(phrase.len()).any(|it| it == phrase)
        }
        Shape::Near(one, two, within) => {
            let places = |word: &String| {
                let met = words(text).enumerate().filter(|(_, it)| it == word);
                met.map(|(at, _)| at).collect::<Vec<_>>()
            };
            let near = places(two);
            places(one).iter().any(|at| near.iter().any(|it| it.abs_diff(*at) <= *within))
        }
        Shape::Prefix(start) => words(text).any(|it| it.starts_with(start.as_str())),
        Shape::Inside(part) => words(text).any(|it| it.contains(part.as_str())),
        Shape::Dated(word, from, to) => (*from..=*to).contains(&(day / 10_000)) && has(word),
        Shape::Misspelt(word) => words(text).any(|it| is_one_off(&it, word)),
    }
}

/// Says whether two words differ by one letter at most, or by two neighbours changed about.
fn is_one_off(one: &str, two: &str) -> bool {
    let (one, two): (Vec<char>, Vec<char>) = (one.chars().collect(), two.chars().collect());
    let start = one.iter().zip(&two).take_while(|(a, b)| a == b).count();
    let (one, two) = (&one[start..], &two[start..]);
    let end = one.iter().rev().zip(two.iter().rev()).take_while(|(a, b)| a == b).count();
    match (&one[..one.len() - end], &two[..two.len() - end]) {
        ([] | [_], [] | [_]) => true,
        ([a, b], [c, d]) => a == d && b == c,
        _ => false,
    }
}

/// A text without accents, without marks that are not seen, and without apostrophes in words.
pub(crate) fn folded(text: &str) -> String {
    let mut joined = String::with_capacity(text.len());
    let mut rest = text.chars().filter(|c| !UNSEEN.contains(c)).peekable();
    let mut after_letter = false;
    while let Some(c) = rest.next() {
        let before_letter = rest.peek().is_some_and(|it| it.is_alphanumeric());
        if !(after_letter && before_letter && APOSTROPHES.contains(&c)) {
            joined.push(c);
            after_letter = c.is_alphanumeric();
        }
    }
    joined.nfkd().filter(|&c| !is_combining_mark(c)).collect()
}

/// Marks that are not seen: the soft hyphen, joiners and the byte order mark.
const UNSEEN: [char; 6] = ['\u{ad}', '\u{200b}', '\u{200c}', '\u{200d}', '\u{2060}', '\u{feff}'];

/// What is written for an apostrophe.
const APOSTROPHES: [char; 7] = ['\'', '\u{2019}', '\u{2018}', '\u{2bc}', '\u{ff07}', '\u{b4}', '`'];

/// A text without marks, for engines that would take some into words: what is no letter or digit
/// becomes a space.
pub(crate) fn bare_words(text: &str) -> String {
    text.chars().map(|it| if it.is_alphanumeric() { it } else { ' ' }).collect()
}
