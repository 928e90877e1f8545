//! Cuts text into the words of the index.
//!
//! The one place that decides what a word is, for papers and for queries alike: a run of letters
//! and digits, in lower case, without accents, an apostrophe inside it dropped
//! (`children's` = `childrens`), everything else a gap (`re-inspection` = `re inspection`).
//! Knows no query language.

use std::ops::Range;

use tantivy::tokenizer::Token;
use tantivy::tokenizer::TokenStream;
use tantivy::tokenizer::Tokenizer;
use unicode_normalization::UnicodeNormalization;
use unicode_normalization::char::is_combining_mark;

/// The name under which the tokenizer is registered with tantivy. Part of the format: a change
/// of what a word is needs a new name and a new [`FORMAT`](super::FORMAT).
pub(crate) const TOKENIZER: &str = "minutebook_folded_1";

/// Words longer than this many bytes are cut, so that none is dropped from the index. Text so
/// long without a gap is no word (embedded data), but it is found all the same.
const LONGEST: usize = 240;

/// One word of a text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Word {
    /// The word as the index knows it.
    pub folded: String,
    /// Where it stands in the text, in bytes.
    pub span: Range<usize>,
}

/// Returns the words of `text`, in order.
pub fn words(text: &str) -> Vec<Word> {
    let mut words = Vec::new();
    let mut cutter = Cutter::new(text);
    let mut folded = String::new();
    while let Some(span) = cutter.next_into(&mut folded) {
        words.push(Word { folded: folded.clone(), span });
    }
    words
}

/// Shows `see` each word of `text` as the index knows it, and where it stands, in order: as
/// [`words`] does, without a string for each.
pub(crate) fn each_word(text: &str, mut see: impl FnMut(&str, Range<usize>)) {
    let mut cutter = Cutter::new(text);
    let mut folded = String::new();
    while let Some(span) = cutter.next_into(&mut folded) {
        see(&folded, span);
    }
}

/// Says whether `c` joins two letters into one word without being seen: an apostrophe.
fn is_apostrophe(c: char) -> bool {
    matches!(c, '\'' | '\u{2019}' | '\u{2018}' | '\u{02BC}' | '\u{FF07}' | '\u{00B4}' | '`')
}

/// Whether a byte is a letter or digit of ASCII.
static IN_WORD: [bool; 256] = {
    let mut table = [false; 256];
    let mut byte = 0;
    while byte < table.len() {
        table[byte] = (byte as u8).is_ascii_alphanumeric();
        byte += 1;
    }
    table
};

/// Says whether a sign of ASCII ends a word, whatever comes behind it.
fn ends_a_word(byte: u8) -> bool {
    byte.is_ascii() && !matches!(byte, b'\'' | b'`')
}

/// Says whether `c` is invisible inside a word: soft hyphens, joiners and byte order marks.
pub(crate) fn is_invisible(c: char) -> bool {
    matches!(c, '\u{00AD}' | '\u{200B}'..='\u{200D}' | '\u{2060}' | '\u{FEFF}')
}

/// Adds the folded form of a letter or digit outside ASCII.
fn fold_into(c: char, folded: &mut String) {
    for part in std::iter::once(c).nfkd().filter(|part| !is_combining_mark(*part)) {
        match part {
            'ß' | 'ẞ' => folded.push_str("ss"),
            'æ' | 'Æ' => folded.push_str("ae"),
            'œ' | 'Œ' => folded.push_str("oe"),
            'ø' | 'Ø' => folded.push('o'),
            'đ' | 'Đ' | 'ð' | 'Ð' => folded.push('d'),
            'ł' | 'Ł' => folded.push('l'),
            'þ' | 'Þ' => folded.push_str("th"),
            'ı' => folded.push('i'),
            // A fraction or a unit sign may decompose into signs that are no part of a word.
            other if other.is_alphanumeric() => folded.extend(other.to_lowercase()),
            _ => {}
        }
    }
}

/// Walks a text from word to word.
struct Cutter<'a> {
    text: &'a str,
    at: usize,
}

impl<'a> Cutter<'a> {
    fn new(text: &'a str) -> Self {
        Self { text, at: 0 }
    }

    /// Puts the next word into `folded` and returns where it stands, or `None` at the end.
    fn next_into(&mut self, folded: &mut String) -> Option<Range<usize>> {
        loop {
            let bytes = self.text.as_bytes();
            // Most text is ASCII: skip the gap byte by byte until something else comes.
            while let Some(byte) = bytes.get(self.at)
                && byte.is_ascii()
                && !IN_WORD[usize::from(*byte)]
            {
                self.at += 1;
            }
            let first = self.text[self.at..].chars().next()?;
            if first.is_alphanumeric() {
                folded.clear();
                let span = self.word(folded);
                // A letter that folds to nothing is no word; go on behind it.
                if !folded.is_empty() {
                    return Some(span);
                }
            } else {
                self.at += first.len_utf8();
            }
        }
    }

    /// Reads one word that begins here. Ends behind its last letter or digit.
    fn word(&mut self, folded: &mut String) -> Range<usize> {
        let start = self.at;
        let bytes = self.text.as_bytes().get(start..).unwrap_or_default();
        // Most words are ASCII, and most end at a sign that is no apostrophe.
        let run =
            bytes.iter().take(LONGEST).take_while(|byte| IN_WORD[usize::from(**byte)]).count();
        folded.push_str(&self.text[start..start + run]);
        folded.make_ascii_lowercase();
        let mut end = start + run;
        if run == LONGEST || bytes.get(run).is_none_or(|&byte| ends_a_word(byte)) {
            self.at = end;
            return start..end;
        }
        let begun = end;
        let mut rest = self.text[begun..].char_indices().peekable();
        while let Some((offset, c)) = rest.next() {
            if c.is_ascii_alphanumeric() {
                folded.push(c.to_ascii_lowercase());
            } else if c.is_alphanumeric() {
                fold_into(c, folded);
            } else if is_combining_mark(c) || is_invisible(c) {
                // Belongs to the letter before it and is not seen.
            } else if is_apostrophe(c)
                && rest.peek().is_some_and(|(_, next)| next.is_alphanumeric())
            {
                continue;
            } else {
                break;
            }
            end = begun + offset + c.len_utf8();
            if folded.len() >= LONGEST {
                break;
            }
        }
        self.at = end;
        start..end
    }
}

/// The tokenizer that feeds tantivy with [`words`].
#[derive(Clone, Default)]
pub(crate) struct Folding {
    token: Token,
}

/// The words of one text, as tantivy asks for them.
pub(crate) struct FoldingStream<'a> {
    cutter: Cutter<'a>,
    token: &'a mut Token,
}

impl Tokenizer for Folding {
    type TokenStream<'a> = FoldingStream<'a>;

    fn token_stream<'a>(&'a mut self, text: &'a str) -> FoldingStream<'a> {
        self.token.reset();
        FoldingStream { cutter: Cutter::new(text), token: &mut self.token }
    }
}

impl TokenStream for FoldingStream<'_> {
    fn advance(&mut self) -> bool {
        self.token.position = self.token.position.wrapping_add(1);
        match self.cutter.next_into(&mut self.token.text) {
            Some(span) => {
                self.token.offset_from = span.start;
                self.token.offset_to = span.end;
                true
            }
            None => false,
        }
    }

    fn token(&self) -> &Token {
        self.token
    }

    fn token_mut(&mut self) -> &mut Token {
        self.token
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(text: &str, expected: &[&str]) {
        let found: Vec<String> = words(text).into_iter().map(|word| word.folded).collect();
        assert_eq!(found, expected);
    }

    #[test]
    fn letters_and_digits_make_words_and_all_else_gaps() {
        check(
            "Item 4: the budget/tax (2017-18)",
            &["item", "4", "the", "budget", "tax", "2017", "18"],
        );
        check("re-inspection\u{a0}of £1,500.50", &["re", "inspection", "of", "1", "500", "50"]);
        check("", &[]);
        check(" … – ", &[]);
    }

    #[test]
    fn apostrophes_inside_a_word_are_dropped_and_at_its_edge_are_gaps() {
        check(
            "Children’s childrens' O'Neill 'quoted'",
            &["childrens", "childrens", "oneill", "quoted"],
        );
        check("rock ' roll", &["rock", "roll"]);
    }

    #[test]
    fn case_accents_and_ligatures_fold() {
        check(
            "Café CAFE\u{301} Môn ﬁnance Straße Øresund",
            &["cafe", "cafe", "mon", "finance", "strasse", "oresund"],
        );
        check("İstanbul", &["istanbul"]);
    }

    #[test]
    fn invisible_signs_do_not_cut_a_word() {
        check("case\u{ad}load work\u{200b}load", &["caseload", "workload"]);
    }

    #[test]
    fn a_word_too_long_is_cut_and_never_dropped() {
        let found = words(&"x".repeat(1000));
        assert_eq!(found.iter().map(|word| word.folded.len()).sum::<usize>(), 1000);
    }

    proptest::proptest! {
        #[test]
        fn spans_stand_in_order_and_fold_to_their_word(text in "\\PC{0,80}") {
            let mut end = 0;
            for word in words(&text) {
                proptest::prop_assert!(word.span.start >= end && word.span.end > word.span.start);
                end = word.span.end;
                let again = words(&text[word.span.clone()]);
                proptest::prop_assert_eq!(again.len(), 1);
                proptest::prop_assert_eq!(&again[0].folded, &word.folded);
            }
            let mut spans = Vec::new();
            each_word(&text, |_, span| spans.push(span));
            let again: Vec<_> = words(&text).into_iter().map(|word| word.span).collect();
            proptest::prop_assert_eq!(spans, again);
        }
    }
}
