//! Turns a typed pattern into the words of an index that it stands for.
//!
//! A pattern falls into leaves, each a set of words that count as one: the forms of a word, the
//! words of a wildcard. Which of them there are is for the [`Dictionary`] to say.

use std::collections::BTreeMap;
use std::collections::BTreeSet;

use levenshtein_automata::LevenshteinAutomatonBuilder;

use crate::error::Error;
use crate::index;
use crate::query::Near;
use crate::query::Part;
use crate::query::Pattern;
use crate::vocabulary::synonyms;
use crate::vocabulary::synonyms::Form;

use super::dictionary::Dictionary;
use super::dictionary::Failure;
use super::dictionary::Misspelling;
use super::forms::Endings;
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

impl Dictionary<'_> {
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
                // At the edges any word says nothing; beside a part without a word of the index it
                // may have come there.
                while shapes.last() == Some(&Shape::AnyWord) {
                    shapes.pop();
                }
                let first = shapes.iter().position(|shape| *shape != Shape::AnyWord);
                shapes.drain(..first.unwrap_or(shapes.len()));
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
