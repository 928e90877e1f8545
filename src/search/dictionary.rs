//! Looks words up in the dictionaries of all segments of an index, whole: nothing is cut off after
//! so many words.

use std::collections::BTreeSet;

use tantivy::Searcher;
use tantivy::schema::Field;
use tantivy_fst::Automaton;

use crate::error::Error;
use crate::index;
use crate::vocabulary::synonyms;

use super::alive;
use super::forms::Endings;
use super::forms::Lexeme;
use super::glob::Glob;
use super::words::STAR;

/// Looks patterns up in the dictionary of one field.
pub(crate) struct Dictionary<'a> {
    searcher: &'a Searcher,
    field: Field,
    /// Whether it is running text, whose words have several spellings and are printed somehow.
    pub(super) running: bool,
}

/// Why a pattern could not be looked up.
pub(crate) enum Failure {
    /// The index could not be read.
    Index(tantivy::TantivyError),
    /// The pattern is refused.
    Refused(Error),
}

impl<E: Into<tantivy::TantivyError>> From<E> for Failure {
    fn from(error: E) -> Self {
        Self::Index(error.into())
    }
}

impl<'a> Dictionary<'a> {
    /// Takes the dictionary of `field` as the searcher sees it. Words of `running` text are found
    /// in all their spellings, and acronyms as they are printed; other words in their forms alone.
    pub(crate) fn new(searcher: &'a Searcher, field: Field, running: bool) -> Self {
        Self { searcher, field, running }
    }

    /// Returns the words of the index that begin with `prefix` and pass `keep`.
    fn beginning(&self, prefix: &str, keep: impl Fn(&str) -> bool) -> Result<Vec<String>, Failure> {
        let mut found = BTreeSet::new();
        for segment in self.searcher.segment_readers() {
            let inverted = segment.inverted_index(self.field)?;
            let mut range = inverted.terms().range().ge(prefix);
            // The least string above all that begin with the prefix.
            if let Some(end) = after(prefix) {
                range = range.lt(end);
            }
            let mut stream = range.into_stream()?;
            while stream.advance() {
                if let Ok(word) = std::str::from_utf8(stream.key())
                    && keep(word)
                    && alive::is_held(segment, &inverted, stream.value())?
                {
                    found.insert(word.to_owned());
                }
            }
        }
        Ok(found.into_iter().collect())
    }

    /// Returns the words of the index that an automaton takes.
    pub(crate) fn accepted(&self, automaton: &Misspelling) -> Result<Vec<String>, Failure> {
        let mut found = BTreeSet::new();
        for segment in self.searcher.segment_readers() {
            let inverted = segment.inverted_index(self.field)?;
            let mut stream = inverted.terms().search(automaton).into_stream()?;
            while stream.advance() {
                if alive::is_held(segment, &inverted, stream.value())? {
                    found.insert(String::from_utf8_lossy(stream.key()).into_owned());
                }
            }
        }
        Ok(found.into_iter().collect())
    }

    /// Says whether the index has `word`.
    pub(crate) fn has(&self, word: &str) -> Result<bool, Failure> {
        for segment in self.searcher.segment_readers() {
            let inverted = segment.inverted_index(self.field)?;
            if let Some(term) = inverted.terms().get(word)?
                && alive::is_held(segment, &inverted, &term)?
            {
                return Ok(true);
            }
        }
        Ok(false)
    }

    /// Returns the forms of a folded word that the index has.
    pub(crate) fn forms(&self, word: &str, endings: Endings) -> Result<Vec<String>, Failure> {
        let lexeme = Lexeme::new(word, endings);
        let mut found = self.beginning(lexeme.prefix(), |other| lexeme.is_form(other))?;
        for form in lexeme.irregular() {
            if !found.iter().any(|word| word == form) && self.has(form)? {
                found.push(form.clone());
            }
        }
        found.sort_unstable();
        Ok(found)
    }

    /// Returns the words that have the stem of a typed word and are no forms of it, one for all
    /// the forms of each: `recommend` for `recommendations`. A word that falls into several has
    /// none, nor has an acronym in its capitals.
    pub(crate) fn kin(&self, typed: &str) -> Result<Vec<String>, Failure> {
        let words = index::words(typed);
        let [word] = words.as_slice() else { return Ok(Vec::new()) };
        if synonyms::in_capitals(typed).is_some() {
            return Ok(Vec::new());
        }
        let lexeme = Lexeme::new(&word.folded, Endings::All);
        let mut kin = self.beginning(lexeme.prefix(), |other| lexeme.is_kin(other))?;
        // The shortest is most likely the base of the others.
        kin.sort_by_key(|word| word.len());
        let mut found: Vec<Lexeme> = Vec::new();
        let mut heads = Vec::new();
        for word in kin {
            if found.iter().all(|one| !one.is_form(&word)) {
                found.push(Lexeme::new(&word, Endings::All));
                heads.push(word);
            }
        }
        Ok(heads)
    }

    /// Returns the words that a wildcard stands for, its stars given as [`STAR`].
    pub(crate) fn wildcard(&self, word: &str) -> Result<Vec<String>, Failure> {
        let glob = Glob::new(word, STAR);
        self.beginning(glob.beginning(), |other| glob.fits(other))
    }
}

/// Returns the least string that is greater than all that begin with `prefix`, or `None` where
/// there is none.
fn after(prefix: &str) -> Option<Vec<u8>> {
    let mut bytes = prefix.as_bytes().to_vec();
    while let Some(last) = bytes.last_mut() {
        if *last < u8::MAX {
            *last += 1;
            return Some(bytes);
        }
        bytes.pop();
    }
    None
}

/// A Levenshtein automaton in the shape that the dictionary takes.
pub(crate) struct Misspelling(pub(crate) levenshtein_automata::DFA);

impl Automaton for Misspelling {
    type State = u32;

    fn start(&self) -> u32 {
        self.0.initial_state()
    }

    fn is_match(&self, state: &u32) -> bool {
        matches!(self.0.distance(*state), levenshtein_automata::Distance::Exact(_))
    }

    fn can_match(&self, state: &u32) -> bool {
        *state != levenshtein_automata::SINK_STATE
    }

    fn accept(&self, state: &u32, byte: u8) -> u32 {
        self.0.transition(*state, byte)
    }
}
