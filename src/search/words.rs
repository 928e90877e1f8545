//! Turns a typed pattern into the words of an index that it stands for.
//!
//! Forms, spellings, wildcards and misspellings are looked up in the dictionaries of all segments,
//! whole: nothing is cut off after so many words.

use std::collections::BTreeMap;
use std::collections::BTreeSet;

use levenshtein_automata::LevenshteinAutomatonBuilder;
use tantivy::Searcher;
use tantivy::schema::Field;
use tantivy_fst::Automaton;

use crate::error::Error;
use crate::index;
use crate::query::Near;
use crate::query::Part;
use crate::query::Pattern;
use crate::vocabulary::synonyms;
use crate::vocabulary::synonyms::Form;

use super::forms::Endings;
use super::forms::Lexeme;
use super::glob::Glob;
use super::held::Held;
use super::spans::Shape;
use super::spellings;

/// Stands for `*` while a typed word is cut into index words: a letter that no paper prints.
pub(crate) const STAR: char = '\u{A66E}';

/// A wildcard of more words than this is looked at in the text, where the rest of its phrase
/// stands: to open a list of places for each word takes longer.
const MANY: usize = 1000;

/// A pattern in the words of one index.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Compiled {
    /// The words of each leaf, sorted. A leaf without words stands nowhere.
    pub(crate) leaves: Vec<Vec<String>>,
    /// How the words of each leaf must be printed.
    pub(crate) held: Vec<Held>,
    /// How the leaves are put together.
    pub(crate) shape: Shape,
    /// The typed words with the forms met in the index, for words that may have forms. A spelling
    /// in several words is named where the index has each of them.
    pub(crate) forms: BTreeMap<String, Vec<String>>,
}

/// Looks patterns up in the dictionary of one field.
pub(crate) struct Dictionary<'a> {
    searcher: &'a Searcher,
    field: Field,
    /// Whether it is running text, whose words have several spellings and are printed somehow.
    running: bool,
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

    /// Looks `pattern` up.
    pub(crate) fn compile(&self, pattern: &Pattern) -> Result<Compiled, Failure> {
        let mut leaves = Leaves {
            dictionary: self,
            leaves: Vec::new(),
            held: Vec::new(),
            globs: BTreeMap::new(),
            forms: BTreeMap::new(),
        };
        let shape = leaves.shape(pattern)?;
        let Leaves { leaves, held, forms, .. } = leaves;
        Ok(Compiled { leaves, held, shape, forms })
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
                {
                    found.insert(word.to_owned());
                }
            }
        }
        Ok(found.into_iter().collect())
    }

    /// Returns the words of the index that an automaton takes.
    fn accepted(&self, automaton: &Misspelling) -> Result<Vec<String>, Failure> {
        let mut found = BTreeSet::new();
        for segment in self.searcher.segment_readers() {
            let inverted = segment.inverted_index(self.field)?;
            let mut stream = inverted.terms().search(automaton).into_stream()?;
            while stream.advance() {
                found.insert(String::from_utf8_lossy(stream.key()).into_owned());
            }
        }
        Ok(found.into_iter().collect())
    }

    /// Says whether the index has `word`.
    fn has(&self, word: &str) -> Result<bool, Failure> {
        for segment in self.searcher.segment_readers() {
            if segment.inverted_index(self.field)?.terms().term_ord(word)?.is_some() {
                return Ok(true);
            }
        }
        Ok(false)
    }

    /// Returns the forms of a folded word that the index has.
    fn forms(&self, word: &str, endings: Endings) -> Result<Vec<String>, Failure> {
        let lexeme = Lexeme::new(word, endings);
        let mut found = self.beginning(lexeme.prefix(), |other| lexeme.is_form(other))?;
        for form in lexeme.irregular() {
            if !found.iter().any(|word| word == form) && self.has(form)? {
                found.push((*form).to_owned());
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
    fn wildcard(&self, word: &str) -> Result<Vec<String>, Failure> {
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

/// Gathers the leaves of one pattern.
struct Leaves<'a> {
    dictionary: &'a Dictionary<'a>,
    leaves: Vec<Vec<String>>,
    held: Vec<Held>,
    /// The wildcards that leaves were looked up for, stars given as [`STAR`].
    globs: BTreeMap<usize, String>,
    forms: BTreeMap<String, Vec<String>>,
}

impl Leaves<'_> {
    fn leaf(&mut self, words: Vec<String>) -> Shape {
        self.held_leaf(words, Held::Free)
    }

    fn held_leaf(&mut self, words: Vec<String>, held: Held) -> Shape {
        self.leaves.push(words);
        self.held.push(held);
        Shape::Leaf(self.leaves.len() - 1)
    }

    fn shape(&mut self, pattern: &Pattern) -> Result<Shape, Failure> {
        match pattern {
            Pattern::Word(word) => self.word(word),
            Pattern::Phrase(parts) => {
                if let [Part::Word(only)] = &**parts
                    && let Some(shape) = self.acronym(only, false)?
                {
                    return Ok(shape);
                }
                let mut shapes = Vec::new();
                for part in parts {
                    match part {
                        Part::Word(word) => {
                            for word in index::words(word) {
                                shapes.push(self.leaf(vec![word.folded]));
                            }
                        }
                        Part::Wildcard(word) if word == "*" => shapes.push(Shape::AnyWord),
                        Part::Wildcard(word) => shapes.extend(self.starred(word)?),
                    }
                }
                self.put_aside(&mut shapes);
                Ok(in_order(shapes))
            }
            Pattern::Wildcard(word) => Ok(in_order(self.starred(word)?)),
            Pattern::Misspelt { word, distance } => {
                let automata = LevenshteinAutomatonBuilder::new((*distance).min(2), true);
                let mut shapes = Vec::new();
                for word in index::words(word) {
                    let near = Misspelling(automata.build_dfa(&word.folded));
                    let words = self.dictionary.accepted(&near)?;
                    self.forms.entry(format!("{}~", word.folded)).or_insert(words.clone());
                    shapes.push(self.leaf(words));
                }
                Ok(in_order(shapes))
            }
            Pattern::Near(Near { left, right, within, ordered }) => {
                let left = self.either(left)?;
                let right = self.either(right)?;
                Ok(Shape::Near {
                    left: Box::new(left),
                    right: Box::new(right),
                    within: *within,
                    ordered: *ordered,
                })
            }
        }
    }

    /// Leaves wildcards of very many words to be looked at where the rest of a phrase stands. If
    /// there is no rest, the one of the fewest words is.
    fn put_aside(&mut self, shapes: &mut [Shape]) {
        let size = |shape: &Shape| match shape {
            Shape::Leaf(leaf) => Some(self.leaves[*leaf].len()),
            _ => None,
        };
        let Some(fewest) = shapes.iter().filter_map(size).min() else { return };
        let most = fewest.max(MANY);
        if !self.dictionary.running {
            return;
        }
        for shape in shapes {
            if let Shape::Leaf(leaf) = *shape
                && self.leaves[leaf].len() > most
                && let Some(glob) = self.globs.remove(&leaf)
            {
                self.leaves[leaf] = Vec::new();
                self.held[leaf] = Held::Like(glob);
                *shape = Shape::Fitting(leaf);
            }
        }
    }

    fn either(&mut self, patterns: &[Pattern]) -> Result<Shape, Failure> {
        let mut shapes = Vec::new();
        for pattern in patterns {
            shapes.push(self.shape(pattern)?);
        }
        Ok(if shapes.len() == 1 { shapes.remove(0) } else { Shape::Either(shapes) })
    }

    /// A typed word in all its forms and spellings. Where it falls into several index words
    /// (`14:30`, `re-inspection`) they stand side by side and the last has the forms.
    fn word(&mut self, typed: &str) -> Result<Shape, Failure> {
        if let Some(shape) = self.acronym(typed, true)? {
            return Ok(shape);
        }
        let words = index::words(typed).into_iter().map(|word| word.folded);
        let words: Vec<String> = words.collect();
        let Some((last, before)) = words.split_last() else { return Ok(self.leaf(Vec::new())) };
        let spellings = if self.dictionary.running { spellings::of(&words) } else { Vec::new() };
        let Some(&(_, endings)) = spellings.first() else {
            let forms = self.dictionary.forms(last, Endings::All)?;
            self.forms.insert(last.clone(), forms.clone());
            let mut shapes: Vec<Shape> =
                before.iter().map(|word| self.leaf(vec![word.clone()])).collect();
            shapes.push(self.leaf(forms));
            return Ok(in_order(shapes));
        };
        // What was typed counts with a space and with a hyphen, whatever the table says.
        let own = if before.is_empty() { Endings::All } else { endings };
        let hyphens = vec![false; words.len()];
        let others = spellings.into_iter().filter(|(form, _)| form.words != words);
        let others: Vec<(&Form, Endings)> = others.collect();
        let typed = Form { text: words.join(" "), hyphens, words };
        self.spelt(std::iter::once((&typed, own)).chain(others), &typed.text)
    }

    /// Several spellings of what was typed, in all their forms.
    fn spelt<'f>(
        &mut self,
        spellings: impl Iterator<Item = (&'f Form, Endings)>,
        typed: &str,
    ) -> Result<Shape, Failure> {
        let mut single = BTreeSet::new();
        let mut met = Vec::new();
        let mut shapes = Vec::new();
        for (form, endings) in spellings {
            let Some((last, before)) = form.words.split_last() else { continue };
            let forms = self.dictionary.forms(last, endings)?;
            if before.is_empty() {
                single.extend(forms);
                continue;
            }
            let mut known = !forms.is_empty();
            for word in before {
                known = known && self.dictionary.has(word)?;
            }
            if known {
                let mut begin = String::new();
                for (word, hyphen) in before.iter().zip(&form.hyphens) {
                    begin.extend([word.as_str(), if *hyphen { "-" } else { " " }]);
                }
                met.extend(forms.iter().map(|last| format!("{begin}{last}")));
                let mut parts = Vec::with_capacity(form.words.len());
                for (word, hyphen) in before.iter().zip(&form.hyphens) {
                    let held = if *hyphen { Held::Hyphened } else { Held::Free };
                    parts.push(self.held_leaf(vec![word.clone()], held));
                }
                parts.push(self.leaf(forms));
                shapes.push(Shape::Sequence(parts));
            }
        }
        let single: Vec<String> = single.into_iter().collect();
        self.forms.insert(typed.to_owned(), single.iter().cloned().chain(met).collect());
        if !single.is_empty() || shapes.is_empty() {
            shapes.push(self.leaf(single));
        }
        Ok(if shapes.len() == 1 { shapes.remove(0) } else { Shape::Either(shapes) })
    }

    /// An acronym that is an ordinary word too, typed in its capitals: as it is printed, with a
    /// small s or, unless `plural`, as typed. `None` for what is none.
    fn acronym(&mut self, typed: &str, plural: bool) -> Result<Option<Shape>, Failure> {
        let known = self.dictionary.running.then(|| synonyms::in_capitals(typed)).flatten();
        let Some(acronym) = known else { return Ok(None) };
        let short = &acronym.short.text;
        let printed =
            if plural { vec![short.clone(), format!("{short}s")] } else { vec![typed.to_owned()] };
        let mut words = Vec::new();
        for printed in &printed {
            let word = printed.to_ascii_lowercase();
            if self.dictionary.has(&word)? {
                words.push(word);
            }
        }
        self.forms.insert(typed.to_ascii_lowercase(), words.clone());
        Ok(Some(self.held_leaf(words, Held::Printed(printed))))
    }

    /// The leaves of a word with stars.
    fn starred(&mut self, typed: &str) -> Result<Vec<Shape>, Failure> {
        let starred = typed.replace('*', STAR.encode_utf8(&mut [0; 4]));
        let mut shapes = Vec::new();
        for word in index::words(&starred) {
            if word.folded.chars().all(|c| c == STAR) {
                return Err(Failure::Refused(Error::Query {
                    message: format!("`{typed}` has a `*` with no letter beside it"),
                    hint: "write `a NEAR/3 b` or `a ONTO/2 b` for words some way apart".to_owned(),
                }));
            }
            let words = self.dictionary.wildcard(&word.folded)?;
            self.globs.insert(self.leaves.len(), word.folded);
            shapes.push(self.leaf(words));
        }
        Ok(shapes)
    }
}

fn in_order(mut shapes: Vec<Shape>) -> Shape {
    if shapes.len() == 1 { shapes.remove(0) } else { Shape::Sequence(shapes) }
}

/// A Levenshtein automaton in the shape that the dictionary takes.
struct Misspelling(levenshtein_automata::DFA);

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
