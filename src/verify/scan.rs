//! Counts the mentions of a query in papers that were just read, item by item, word by word.

use std::collections::BTreeSet;
use std::collections::HashMap;
use std::ops::Range;

use crate::paper::Paper;
use crate::query::Filter;
use crate::query::Query;

use super::claim::Claims;
use super::claim::Span;
use super::forms::Stemmed;
use super::pattern::Maker;
use super::pattern::Slot;
use super::pattern::Sought;
use super::pattern::Test;
use super::words;

/// A query, made ready to be looked for in texts.
pub struct Scan {
    tree: Tree,
    /// The patterns, those that only narrow among them.
    patterns: Vec<Sought>,
    /// Which of them are listed: those under no NOT.
    listed: Vec<usize>,
    tests: Vec<Test>,
    filters: usize,
}

/// A query over numbered patterns and filters.
enum Tree {
    All,
    And(Vec<Tree>),
    Or(Vec<Tree>),
    Not(Box<Tree>),
    Pattern(usize),
    Filter(usize),
}

impl Scan {
    /// Makes the query of an answer ready.
    pub fn new(claims: &Claims) -> Self {
        let mut maker = Maker { cased: claims.cased, tests: Vec::new() };
        let mut patterns = Vec::new();
        let mut listed = Vec::new();
        let mut planting = Planting {
            maker: &mut maker,
            patterns: &mut patterns,
            listed: &mut listed,
            filters: &claims.filters,
        };
        let tree = planting.tree(&claims.query, true);
        Self { tree, patterns, listed, tests: maker.tests, filters: claims.filters.len() }
    }

    /// Finds the mentions in each item of a paper. `passes` says of an item, by its place, which
    /// filters it passes; an item of which nothing is said passes none.
    pub fn mentions<'a>(
        &self,
        paper: &Paper,
        passes: impl Fn(usize) -> Option<&'a [bool]>,
    ) -> Vec<Vec<Span>> {
        let mut words = Words { scan: self, met: HashMap::new(), passed: Vec::new() };
        let items = paper.items.iter().enumerate();
        items.map(|(place, item)| words.item(&paper.text_of(item), passes(place))).collect()
    }
}

/// Turns a query into a tree.
struct Planting<'a> {
    maker: &'a mut Maker,
    patterns: &'a mut Vec<Sought>,
    listed: &'a mut Vec<usize>,
    filters: &'a [Filter],
}

impl Planting<'_> {
    fn tree(&mut self, query: &Query, listed: bool) -> Tree {
        match query {
            Query::All => Tree::All,
            Query::And(parts) => {
                Tree::And(parts.iter().map(|part| self.tree(part, listed)).collect())
            }
            Query::Or(parts) => {
                Tree::Or(parts.iter().map(|part| self.tree(part, listed)).collect())
            }
            Query::Not(inner) => Tree::Not(Box::new(self.tree(inner, false))),
            Query::Match(pattern) => {
                let number = self.patterns.len();
                self.patterns.push(self.maker.sought(pattern));
                if listed {
                    self.listed.push(number);
                }
                Tree::Pattern(number)
            }
            Query::Filter(filter) => {
                let number = self.filters.iter().position(|other| other == filter);
                Tree::Filter(number.unwrap_or(usize::MAX))
            }
        }
    }
}

impl Tree {
    fn holds(&self, pattern: &impl Fn(usize) -> bool, filter: &impl Fn(usize) -> bool) -> bool {
        match self {
            Self::All => true,
            Self::And(parts) => parts.iter().all(|part| part.holds(pattern, filter)),
            Self::Or(parts) => parts.iter().any(|part| part.holds(pattern, filter)),
            Self::Not(inner) => !inner.holds(pattern, filter),
            Self::Pattern(number) => pattern(*number),
            Self::Filter(number) => filter(*number),
        }
    }
}

/// The words of one paper, each tested once.
struct Words<'a> {
    scan: &'a Scan,
    /// The words met, as printed, with their numbers.
    met: HashMap<String, usize>,
    /// For each of them, which tests it passes.
    passed: Vec<Box<[bool]>>,
}

impl Words<'_> {
    fn number(&mut self, printed: &str) -> usize {
        if let Some(number) = self.met.get(printed) {
            return *number;
        }
        let word = Stemmed::new(words::folded(printed));
        let cased = words::cased(printed);
        let tests = self.scan.tests.iter();
        self.passed.push(tests.map(|test| test.passes(&word, &cased)).collect());
        self.met.insert(printed.to_owned(), self.passed.len() - 1);
        self.passed.len() - 1
    }

    /// The mentions in the text of one item.
    fn item(&mut self, text: &str, passes: Option<&[bool]>) -> Vec<Span> {
        let none = vec![false; self.scan.filters];
        let passes = passes.unwrap_or(&none);
        let spans = words::spans(text);
        let numbers: Vec<usize> =
            spans.iter().map(|span| self.number(&text[span.clone()])).collect();
        let passed = |at: usize, test: usize| self.passed[numbers[at]][test];
        let fits = |at: usize, slot: Slot| match slot {
            Slot::Any => true,
            Slot::Word(test) => passed(at, test),
            Slot::Hyphened(test) => passed(at, test) && hyphened(text, &spans, at),
        };
        let places: Vec<_> =
            self.scan.patterns.iter().map(|pattern| pattern.places(numbers.len(), &fits)).collect();
        let filter = |number: usize| passes.get(number).copied().unwrap_or_default();
        if !self.scan.tree.holds(&|number| !places[number].is_empty(), &filter) {
            return Vec::new();
        }
        let listed = self.scan.listed.iter().flat_map(|number| &places[*number]);
        let found: BTreeSet<Span> = listed
            .map(|(first, end)| (spans[*first].start as u64, spans[*end - 1].end as u64))
            .collect();
        found.into_iter().collect()
    }
}

/// Says whether a hyphen stands between a word and the next.
fn hyphened(text: &str, spans: &[Range<usize>], at: usize) -> bool {
    let next = spans.get(at + 1);
    next.is_some_and(|next| words::is_hyphen(&text[spans[at].end..next.start]))
}
