//! Holds words to their capitals: whether a printed word is what was typed, case and all.
//!
//! The index knows no capitals; the words of each leaf are held against the text they stand in.
//! Apostrophes, accents and invisible signs count no more here than they do in the index.

use tantivy::DocId;
use unicode_normalization::UnicodeNormalization;
use unicode_normalization::char::is_combining_mark;

use crate::error::Error;
use crate::error::Result;
use crate::index;
use crate::index::Concordance;
use crate::query::Part;
use crate::query::Pattern;

use super::glob::Glob;
use super::words::STAR;

/// How the words of each leaf of a pattern are printed, in the order of the leaves. A pattern
/// that is held to capitals is exact, so a leaf is one typed word, or one with stars.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Casing {
    leaves: Vec<String>,
}

impl Casing {
    /// Reads the casing of a pattern off its typed words.
    ///
    /// Refuses misspellings: there is no telling which letters are meant.
    pub(crate) fn of(pattern: &Pattern) -> Result<Self> {
        let mut casing = Self { leaves: Vec::new() };
        casing.add(pattern)?;
        Ok(casing)
    }

    fn add(&mut self, pattern: &Pattern) -> Result<()> {
        match pattern {
            Pattern::Word(word) => self.word(word),
            Pattern::Wildcard(word) => self.starred(word),
            Pattern::Phrase(parts) => {
                for part in parts {
                    match part {
                        Part::Word(word) => self.word(word),
                        // Any one word is no leaf.
                        Part::Wildcard(word) if word == "*" => {}
                        Part::Wildcard(word) => self.starred(word),
                    }
                }
            }
            Pattern::Near(near) => {
                for side in near.left.iter().chain(&near.right) {
                    self.add(side)?;
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

    fn word(&mut self, typed: &str) {
        for word in index::words(typed) {
            self.leaves.push(cased(&typed[word.span]));
        }
    }

    fn starred(&mut self, typed: &str) {
        self.word(&typed.replace('*', STAR.encode_utf8(&mut [0; 4])));
    }

    /// Keeps those places of a leaf in a document whose printed word is as typed.
    pub(crate) fn keep(
        &self,
        leaf: usize,
        concordance: &Concordance,
        doc: DocId,
        places: &mut Vec<u32>,
    ) -> tantivy::Result<()> {
        let Some(typed) = self.leaves.get(leaf) else { return Ok(()) };
        let glob = Glob::new(typed, STAR);
        let text = concordance.item(doc)?;
        let mut kept = 0;
        for at in 0..places.len() {
            let place = places[at];
            let printed = text.slice(text.span(place)?)?;
            if glob.fits(&cased(printed)) {
                places[kept] = place;
                kept += 1;
            }
        }
        places.truncate(kept);
        Ok(())
    }
}

/// The letters and digits of a word, capitals kept.
fn cased(word: &str) -> String {
    let letters = word.nfkd().filter(|c| !is_combining_mark(*c) && c.is_alphanumeric());
    letters.collect()
}

#[cfg(test)]
mod tests {
    use super::Casing;
    use super::cased;

    #[test]
    fn capitals_count_and_marks_do_not() {
        assert_eq!(cased("O’Neill"), "ONeill");
        assert_eq!(cased("CAFÉ"), "CAFE");
        assert_eq!(cased("case\u{ad}Load"), "caseLoad");
    }

    #[test]
    fn there_is_a_casing_for_each_leaf() {
        let leaves = |typed: &str| {
            let query: crate::query::Query = typed.parse().unwrap();
            let patterns = query.exact();
            Casing::of(patterns.patterns()[0]).map(|casing| casing.leaves)
        };
        assert_eq!(leaves("Re-Inspection").unwrap(), ["Re", "Inspection"]);
        assert_eq!(leaves("\"Bus * Lane\"").unwrap(), ["Bus", "Lane"]);
        assert_eq!(leaves("MASH NEAR/5 (Hub OR Team)").unwrap(), ["MASH", "Hub", "Team"]);
        assert_eq!(leaves("MA*").unwrap(), ["MA\u{A66E}"]);
        assert!(leaves("ofsed~").is_err());
    }
}
