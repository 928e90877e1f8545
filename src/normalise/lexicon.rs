//! Lists of words that are asked for again and again: is this one of them, does that begin with
//! one?
//!
//! Only the words that begin with the same byte are compared, in any case. What a list is for is
//! known to those who hold it.

use serde::Deserialize;

/// A list of words.
#[derive(Deserialize)]
#[serde(from = "Vec<String>")]
pub(super) struct Lexicon {
    /// By their first byte; those that begin alike stand in the order of the list.
    words: Vec<String>,
    /// By byte: how many words begin with a lower one.
    lower: Vec<usize>,
}

impl From<Vec<String>> for Lexicon {
    fn from(mut words: Vec<String>) -> Self {
        words.sort_by_key(|word| first(word));
        let lower = (0..=256).map(|byte| words.partition_point(|word| first(word) < byte));
        Self { lower: lower.collect(), words }
    }
}

impl Lexicon {
    /// The words that begin with the same letter as `text`, in any case.
    pub(super) fn alike(&self, text: &str) -> &[String] {
        let first = first(text);
        &self.words[self.lower[first]..self.lower[first + 1]]
    }

    /// Says whether `word` is one of them, in the same case.
    pub(super) fn has(&self, word: &str) -> bool {
        self.alike(word).iter().any(|known| known == word)
    }

    /// Says whether `word` is one of them, in any case of ASCII letters.
    pub(super) fn has_in_any_case(&self, word: &str) -> bool {
        self.alike(word).iter().any(|known| known.eq_ignore_ascii_case(word))
    }

    /// The first in the list that `text` begins with, in any case of ASCII letters.
    pub(super) fn opening(&self, text: &str) -> Option<&str> {
        self.alike(text).iter().find(|word| begins_with(text, word)).map(String::as_str)
    }
}

/// The first byte of `text`, as that of a small letter; 0 where there is none.
fn first(text: &str) -> usize {
    text.bytes().next().map_or(0, |byte| usize::from(byte.to_ascii_lowercase()))
}

/// Says whether `text` begins with `start`, in any case of ASCII letters.
pub(super) fn begins_with(text: &str, start: &str) -> bool {
    let head = text.as_bytes().get(..start.len());
    head.is_some_and(|head| head.eq_ignore_ascii_case(start.as_bytes()))
}

/// Says whether `text` ends with `end`, in any case of ASCII letters.
pub(super) fn ends_with(text: &str, end: &str) -> bool {
    let from = text.len().checked_sub(end.len());
    from.is_some_and(|from| text.as_bytes()[from..].eq_ignore_ascii_case(end.as_bytes()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_are_known_alone_and_at_the_beginning() {
        let words = ["lamp", "Lane", "lamplight", "wall", "’s"].map(str::to_owned).to_vec();
        let list = Lexicon::from(words);
        assert!(list.has("lamp") && list.has("Lane") && list.has("’s"));
        assert!(!list.has("Lamp") && !list.has("lam") && !list.has("") && !list.has("\u{ff}"));
        assert!(list.has_in_any_case("LANE") && !list.has_in_any_case("LAN"));
        assert_eq!(list.opening("Lamplight is dear"), Some("lamp"));
        assert_eq!(list.opening("a lamp"), None);
        assert!(ends_with("The WALL", "wall") && !ends_with("all", "wall"));
    }
}
