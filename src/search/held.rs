//! Holds words to how they are printed: with the typed capitals, or with a hyphen behind them.
//!
//! The index knows neither; the words of a leaf are held against the text they stand in.
//! Apostrophes, accents and invisible signs count no more here than they do in the index.

use tantivy::DocId;
use unicode_normalization::UnicodeNormalization;
use unicode_normalization::char::is_combining_mark;

use crate::error::Error;
use crate::error::Result;
use crate::index;
use crate::index::Concordance;
use crate::index::ItemText;
use crate::index::Word;
use crate::query::Part;
use crate::query::Pattern;

use super::glob::Glob;
use super::words::STAR;

/// How the words of one leaf must be printed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Held {
    /// In any way.
    Free,
    /// As one of these, capitals and all, stars given as [`STAR`].
    Printed(Vec<String>),
    /// With a hyphen between it and the next word.
    Hyphened,
    /// As a word of the index that fits, stars given as [`STAR`]: for a leaf of so many words that
    /// their places are better not asked for.
    Like(String),
}

/// Reads off the typed words of a pattern how those of each leaf are printed, in the order of the
/// leaves. A pattern that is held to capitals is exact, so a leaf is one typed word, or one with
/// stars.
///
/// Refuses misspellings: there is no telling which letters are meant.
pub(crate) fn capitals(pattern: &Pattern) -> Result<Vec<Held>> {
    let mut leaves = Vec::new();
    add(pattern, &mut leaves)?;
    Ok(leaves)
}

fn add(pattern: &Pattern, leaves: &mut Vec<Held>) -> Result<()> {
    match pattern {
        Pattern::Word(word) => add_word(word, leaves),
        Pattern::Wildcard(word) => add_starred(word, leaves),
        Pattern::Phrase(parts) => {
            for part in parts {
                match part {
                    Part::Word(word) => add_word(word, leaves),
                    // Any one word is no leaf.
                    Part::Wildcard(word) if word == "*" => {}
                    Part::Wildcard(word) => add_starred(word, leaves),
                }
            }
        }
        Pattern::Near(near) => {
            for side in near.left.iter().chain(&near.right) {
                add(side, leaves)?;
            }
        }
        Pattern::Misspelt { word, .. } => {
            return Err(Error::Query {
                message: format!("`{word}~` cannot be held to its capitals"),
                hint: "leave out `--cased`, or write the word without `~`".to_owned(),
            });
        }
    }
    Ok(())
}

fn add_word(typed: &str, leaves: &mut Vec<Held>) {
    for word in index::words(typed) {
        leaves.push(Held::Printed(vec![cased(&typed[word.span])]));
    }
}

fn add_starred(typed: &str, leaves: &mut Vec<Held>) {
    add_word(&typed.replace('*', STAR.encode_utf8(&mut [0; 4])), leaves);
}

impl Held {
    /// Keeps those of the places of a leaf in a document whose word is printed so.
    pub(crate) fn keep(
        &self,
        concordance: &Concordance,
        doc: DocId,
        places: &mut Vec<u32>,
    ) -> tantivy::Result<()> {
        if *self == Self::Free {
            return Ok(());
        }
        let text = concordance.item(doc)?;
        let mut kept = 0;
        for at in 0..places.len() {
            let place = places[at];
            if self.stands(&text, place)? {
                places[kept] = place;
                kept += 1;
            }
        }
        places.truncate(kept);
        Ok(())
    }

    /// Says whether the word at a place of a text is printed so.
    pub(crate) fn stands(&self, text: &ItemText, place: u32) -> tantivy::Result<bool> {
        let span = text.span(place)?;
        Ok(match self {
            Self::Free => true,
            Self::Printed(printed) => is_printed(printed, text.slice(span)?),
            Self::Hyphened if place + 1 >= text.words() => false,
            Self::Hyphened => {
                let next = text.span(place + 1)?;
                is_hyphen(text.slice(span.end..next.start)?)
            }
            Self::Like(word) => {
                let words = index::words(text.slice(span)?);
                words.iter().any(|found| Glob::new(word, STAR).fits(&found.folded))
            }
        })
    }

    /// Says whether word `at` of the words of `text` is printed so.
    pub(crate) fn fits(&self, text: &str, words: &[Word], at: usize) -> bool {
        let part = |from: usize, to: usize| text.get(from..to).unwrap_or_default();
        let Some(word) = words.get(at) else { return false };
        match self {
            Self::Free => true,
            Self::Printed(printed) => is_printed(printed, part(word.span.start, word.span.end)),
            Self::Hyphened => words
                .get(at + 1)
                .is_some_and(|next| is_hyphen(part(word.span.end, next.span.start))),
            Self::Like(like) => Glob::new(like, STAR).fits(&word.folded),
        }
    }
}

fn is_printed(printed: &[String], word: &str) -> bool {
    let word = cased(word);
    printed.iter().any(|printed| Glob::new(printed, STAR).fits(&word))
}

/// Says whether what stands between two words is a hyphen, be it at the end of a line.
fn is_hyphen(gap: &str) -> bool {
    matches!(gap.trim_end(), "-" | "\u{2010}" | "\u{2011}")
}

/// The letters and digits of a word, capitals kept.
fn cased(word: &str) -> String {
    let letters = word.nfkd().filter(|c| !is_combining_mark(*c) && c.is_alphanumeric());
    letters.collect()
}

#[cfg(test)]
mod tests {
    use super::Held;
    use super::capitals;
    use super::cased;
    use crate::index;

    #[test]
    fn capitals_count_and_marks_do_not() {
        assert_eq!(cased("O’Neill"), "ONeill");
        assert_eq!(cased("CAFÉ"), "CAFE");
        assert_eq!(cased("case\u{ad}Load"), "caseLoad");
    }

    #[test]
    fn each_leaf_has_its_capitals() {
        let leaves = |typed: &str| {
            let query: crate::query::Query = typed.parse().unwrap();
            let query = query.exact();
            let held = capitals(query.patterns()[0]);
            held.map(|leaves| {
                let printed = leaves.into_iter().map(|held| match held {
                    Held::Printed(mut printed) => printed.remove(0),
                    _ => String::new(),
                });
                printed.collect::<Vec<_>>()
            })
        };
        assert_eq!(leaves("Re-Inspection").unwrap(), ["Re", "Inspection"]);
        assert_eq!(leaves("\"Bus * Lane\"").unwrap(), ["Bus", "Lane"]);
        assert_eq!(leaves("MASH NEAR/5 (Hub OR Team)").unwrap(), ["MASH", "Hub", "Team"]);
        assert_eq!(leaves("MA*").unwrap(), ["MA\u{A66E}"]);
        assert!(leaves("ofsed~").is_err());
    }

    #[test]
    fn a_hyphen_is_no_space() {
        let text = "on-line, on line, on-\nline, on - line on";
        let words = index::words(text);
        let fits = |at: usize| Held::Hyphened.fits(text, &words, at);
        assert_eq!([0, 2, 4, 6, 8].map(fits), [true, false, true, false, false]);
    }
}
