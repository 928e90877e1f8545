//! Cuts a text into words and folds them, sign by sign.
//!
//! The rule is that of the whole program: letters and digits make a word, in small letters,
//! without accents; an apostrophe between two of them is dropped, and so is what cannot be seen.
//! How the index goes about it is not used: that is what is checked.

use std::ops::Range;

use unicode_normalization::UnicodeNormalization;
use unicode_normalization::char::is_combining_mark;

/// Text without a gap counts as a new word after so many bytes, folded.
const LONGEST: usize = 240;

/// Stands for a `*` in a typed word while it is cut and folded: a letter that is not typed.
const STAR: char = '\u{A015}';

/// What one sign is to the word it stands in or behind.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Sign {
    /// A letter or digit.
    Letter,
    /// An accent or something that cannot be seen: part of a word that has begun.
    Clinging,
    /// Part of a word between two letters.
    Apostrophe,
    /// No part of a word.
    Gap,
}

impl Sign {
    fn of(c: char) -> Self {
        match c {
            'a'..='z' | 'A'..='Z' | '0'..='9' => Self::Letter,
            '\'' | '`' | '\u{B4}' | '\u{2018}' | '\u{2019}' | '\u{FF07}' => Self::Apostrophe,
            '\u{AD}' | '\u{200B}' | '\u{200C}' | '\u{200D}' | '\u{2060}' | '\u{FEFF}' => {
                Self::Clinging
            }
            c if c.is_ascii() => Self::Gap,
            c if c.is_alphanumeric() => Self::Letter,
            c if is_combining_mark(c) => Self::Clinging,
            _ => Self::Gap,
        }
    }
}

/// Returns where the words of `text` stand, in order.
pub(super) fn spans(text: &str) -> Vec<Range<usize>> {
    let mut spans = Vec::new();
    // A word that has begun, and how many bytes it has folded.
    let mut word: Option<(Range<usize>, usize)> = None;
    let mut signs = text.char_indices().peekable();
    while let Some((at, c)) = signs.next() {
        let end = at + c.len_utf8();
        let goes_on = match (Sign::of(c), &mut word) {
            (Sign::Letter, None) => {
                word = Some((at..end, folded_length(c)));
                true
            }
            (Sign::Letter | Sign::Clinging, Some((span, folded))) => {
                span.end = end;
                *folded += folded_length(c);
                *folded < LONGEST
            }
            (Sign::Apostrophe, Some(_)) => {
                signs.peek().is_some_and(|(_, next)| Sign::of(*next) == Sign::Letter)
            }
            _ => false,
        };
        if !goes_on {
            spans.extend(ended(&mut word));
        }
    }
    spans.extend(ended(&mut word));
    spans
}

/// Ends a word. One of which nothing is left when folded is none.
fn ended(word: &mut Option<(Range<usize>, usize)>) -> Option<Range<usize>> {
    word.take().filter(|(_, folded)| *folded > 0).map(|(span, _)| span)
}

fn folded_length(c: char) -> usize {
    if c.is_ascii() { 1 } else { folded_letter(c).map(char::len_utf8).sum() }
}

/// Returns a word as it is compared.
pub(super) fn folded(printed: &str) -> String {
    if printed.bytes().all(|byte| byte.is_ascii_alphanumeric()) {
        return printed.to_ascii_lowercase();
    }
    printed.chars().flat_map(folded_letter).collect()
}

/// What is left of one letter or sign of a word.
fn folded_letter(c: char) -> impl Iterator<Item = char> {
    let parts: String = letters(std::iter::once(c)).collect();
    let small: String = parts.chars().flat_map(char::to_lowercase).collect();
    let mut folded = String::with_capacity(small.len());
    for c in small.chars() {
        match c {
            'ß' => folded.push_str("ss"),
            'æ' => folded.push_str("ae"),
            'œ' => folded.push_str("oe"),
            'þ' => folded.push_str("th"),
            'ø' => folded.push('o'),
            'đ' | 'ð' => folded.push('d'),
            'ł' => folded.push('l'),
            'ı' => folded.push('i'),
            other => folded.push(other),
        }
    }
    folded.chars().collect::<Vec<char>>().into_iter()
}

/// Returns the letters and digits of a word as printed, capitals and all, without accents.
pub(super) fn cased(printed: &str) -> String {
    if printed.bytes().all(|byte| byte.is_ascii_alphanumeric()) {
        return printed.to_owned();
    }
    letters(printed.chars()).collect()
}

fn letters(printed: impl Iterator<Item = char>) -> impl Iterator<Item = char> {
    printed.nfkd().filter(|c| !is_combining_mark(*c) && c.is_alphanumeric())
}

/// Says whether what stands between two words is a hyphen: a line may end behind it, and nothing
/// else stands there.
pub(super) fn is_hyphen(between: &str) -> bool {
    let mut signs = between.chars();
    matches!(signs.next(), Some('-' | '\u{2010}' | '\u{2011}')) && signs.all(char::is_whitespace)
}

/// One word of what was typed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Typed {
    /// Folded; a star is `*`.
    pub(super) folded: String,
    /// With its capitals; a star is `*`.
    pub(super) cased: String,
}

/// Cuts what was typed into words. A `*` counts as a letter.
pub(super) fn typed(text: &str) -> Vec<Typed> {
    let text = text.replace('*', STAR.encode_utf8(&mut [0; 4]));
    let starred = |word: String| word.replace(STAR, "*");
    spans(&text)
        .into_iter()
        .map(|span| Typed {
            folded: starred(folded(&text[span.clone()])),
            cased: starred(cased(&text[span])),
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::index;

    fn cut(text: &str) -> Vec<(String, Range<usize>)> {
        spans(text).into_iter().map(|span| (folded(&text[span.clone()]), span)).collect()
    }

    /// The index by its own code. Two ways to the same words is what makes a check of one.
    fn indexed(text: &str) -> Vec<(String, Range<usize>)> {
        index::words(text).into_iter().map(|word| (word.folded, word.span)).collect()
    }

    #[test]
    fn words_are_cut_and_folded() {
        let words = |text| cut(text).into_iter().map(|word| word.0).collect::<Vec<String>>();
        assert_eq!(
            words("Children’s O'Neill 'quoted' re-inspection\u{a0}of £1,500"),
            ["childrens", "oneill", "quoted", "re", "inspection", "of", "1", "500"]
        );
        assert_eq!(
            words("Café CAFE\u{301} case\u{ad}load Straße"),
            ["cafe", "cafe", "caseload", "strasse"]
        );
        assert_eq!(
            typed("Re-Ins*")[1],
            Typed { folded: "ins*".to_owned(), cased: "Ins*".to_owned() }
        );
    }

    #[test]
    fn a_hyphen_is_no_dash() {
        for between in ["-", "\u{2010}", "\u{2011}", "-\n  "] {
            assert!(is_hyphen(between), "{between:?}");
        }
        for between in ["", " ", " -", "–", "--", "-/", "-\u{200b}"] {
            assert!(!is_hyphen(between), "{between:?}");
        }
    }

    #[test]
    fn every_letter_is_read_as_the_index_reads_it() {
        // Beyond these planes there are ideographs and nothing else.
        for c in (0..0x2_0000_u32).filter_map(char::from_u32) {
            let text = format!("a{c}b {c} a'{c} {c}x");
            assert_eq!(cut(&text), indexed(&text), "U+{:04X}", u32::from(c));
        }
    }

    #[test]
    fn words_too_long_are_cut_as_the_index_cuts_them() {
        for text in
            ["x".repeat(1000), "é’x".repeat(400), "a\u{301}\u{ad}".repeat(300), "ﷺ".repeat(40)]
        {
            assert_eq!(cut(&text), indexed(&text));
        }
    }

    proptest! {
        #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::default() })]

        #[test]
        fn any_text_falls_into_the_words_of_the_index(
            text in prop_oneof!["\\PC{0,60}", "[a-cA'’`\u{301}\u{ad}\u{200b} ß½-]{0,40}"],
        ) {
            prop_assert_eq!(cut(&text), indexed(&text));
        }
    }
}
