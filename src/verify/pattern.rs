//! Finds the places where a pattern stands among the words of a text, one word after another.
//!
//! A pattern is made of tests, each of which takes or leaves a single word; they are numbered, so
//! that a word that comes again is not tested again.

use std::collections::BTreeMap;

use crate::query::Near;
use crate::query::Part;
use crate::query::Pattern;

use super::forms::Forms;
use super::forms::Stemmed;
use super::misspelt;
use super::words;
use super::words::Typed;

/// A test of one word.
pub(super) enum Test {
    /// It is this word, or fits it where it has stars.
    Exact(Typed),
    /// It is a form of a word.
    Form(Forms),
    /// It is this word but for some letters.
    Misspelt(Vec<char>, usize),
}

impl Test {
    /// Says whether a folded word passes, given with its capitals too where they count.
    pub(super) fn passes(&self, word: &Stemmed, cased: Option<&str>) -> bool {
        match self {
            Self::Exact(typed) => {
                fits(&typed.folded, &word.word)
                    && cased.is_none_or(|cased| fits(&typed.cased, cased))
            }
            Self::Form(forms) => forms.holds(word),
            Self::Misspelt(letters, limit) => misspelt::within(letters, &word.word, *limit),
        }
    }
}

/// Says whether the whole of `word` fits `starred`, in which `*` stands for any letters or none.
fn fits(starred: &str, word: &str) -> bool {
    if !starred.contains('*') {
        return starred == word;
    }
    let (starred, word): (Vec<char>, Vec<char>) =
        (starred.chars().collect(), word.chars().collect());
    let (mut i, mut j) = (0, 0);
    // Where to go on if what follows the last star does not fit: the star may take one more.
    let mut again: Option<(usize, usize)> = None;
    while j < word.len() {
        match starred.get(i) {
            Some('*') => {
                again = Some((i, j));
                i += 1;
            }
            Some(c) if *c == word[j] => {
                i += 1;
                j += 1;
            }
            _ => match &mut again {
                Some((star, taken)) => {
                    *taken += 1;
                    (i, j) = (*star + 1, *taken);
                }
                None => return false,
            },
        }
    }
    starred[i..].iter().all(|c| *c == '*')
}

/// What may stand at one place of a run.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Slot {
    /// Any word.
    Any,
    /// A word that passes this test.
    Word(usize),
}

/// A pattern over numbered tests.
pub(super) enum Sought {
    /// Any of these runs of words.
    Runs(Vec<Vec<Slot>>),
    /// Two patterns near each other.
    Pair { left: Vec<Sought>, right: Vec<Sought>, within: usize, ordered: bool },
}

/// A place: the first word, and one past the last.
pub(super) type Place = (usize, usize);

/// Makes patterns and numbers their tests.
pub(super) struct Maker<'a> {
    /// The forms that the answer lists, by folded word.
    pub(super) listed: &'a BTreeMap<String, Vec<String>>,
    pub(super) tests: Vec<Test>,
}

impl Maker<'_> {
    fn test(&mut self, test: Test) -> Slot {
        self.tests.push(test);
        Slot::Word(self.tests.len() - 1)
    }

    fn exact(&mut self, typed: &str) -> Vec<Slot> {
        words::typed(typed).into_iter().map(|word| self.test(Test::Exact(word))).collect()
    }

    /// Makes a pattern.
    pub(super) fn sought(&mut self, pattern: &Pattern) -> Sought {
        let runs = match pattern {
            Pattern::Word(typed) => self.forms(typed),
            Pattern::Phrase(parts) => {
                let mut run = Vec::new();
                for part in parts {
                    match part {
                        Part::Wildcard(star) if star == "*" => run.push(Slot::Any),
                        part => run.extend(self.exact(part.as_str())),
                    }
                }
                vec![run]
            }
            Pattern::Wildcard(starred) => vec![self.exact(starred)],
            Pattern::Misspelt { word, distance } => {
                let run = words::typed(word).into_iter().map(|word| {
                    let letters = word.folded.chars().collect();
                    self.test(Test::Misspelt(letters, usize::from(*distance).min(2)))
                });
                vec![run.collect()]
            }
            Pattern::Near(Near { left, right, within, ordered }) => {
                return Sought::Pair {
                    left: left.iter().map(|side| self.sought(side)).collect(),
                    right: right.iter().map(|side| self.sought(side)).collect(),
                    within: usize::try_from(*within).unwrap_or(usize::MAX),
                    ordered: *ordered,
                };
            }
        };
        Sought::Runs(runs)
    }

    /// A typed word in all its forms. Of one that falls into several words the last has forms.
    /// A listed form of several words (`case load`) is a run of its own.
    fn forms(&mut self, typed: &str) -> Vec<Vec<Slot>> {
        let mut typed = words::typed(typed);
        let Some(last) = typed.pop() else { return Vec::new() };
        let before: Vec<Slot> =
            typed.into_iter().map(|word| self.test(Test::Exact(word))).collect();
        let listed = self.listed.get(&last.folded).map(Vec::as_slice).unwrap_or_default();
        let form = self.test(Test::Form(Forms::new(&last.folded, listed)));
        let mut runs = vec![[before.as_slice(), &[form]].concat()];
        for several in listed {
            let words = self.exact(several);
            if words.len() > 1 {
                runs.push([before.as_slice(), &words].concat());
            }
        }
        runs
    }
}

impl Sought {
    /// The places where the pattern stands in a text of so many words, in order, each once.
    /// `passes` says whether a word passes a test.
    pub(super) fn places(
        &self,
        words: usize,
        passes: &impl Fn(usize, usize) -> bool,
    ) -> Vec<Place> {
        let mut places = Vec::new();
        match self {
            Self::Runs(runs) => {
                for run in runs {
                    // A star alone has no place of its own, so that it cannot begin one.
                    let Some(Slot::Word(first)) = run.first() else { continue };
                    for start in 0..=words.saturating_sub(run.len()) {
                        let stands = start + run.len() <= words
                            && passes(start, *first)
                            && run[1..].iter().zip(start + 1..).all(|(slot, at)| match slot {
                                Slot::Any => true,
                                Slot::Word(test) => passes(at, *test),
                            });
                        if stands {
                            places.push((start, start + run.len()));
                        }
                    }
                }
            }
            Self::Pair { left, right, within, ordered } => {
                let side = |side: &[Self]| {
                    let places = side.iter().flat_map(|sought| sought.places(words, passes));
                    in_order(places.collect())
                };
                let right = side(right);
                let mut ends = right.clone();
                ends.sort_unstable_by_key(|place| (place.1, place.0));
                let pairs = side(left).into_iter().filter_map(|one| {
                    let after = behind(one, &right);
                    let before = if *ordered { None } else { before(one, &ends) };
                    // Of two as near it is the one behind.
                    let near = after.into_iter().chain(before);
                    let (distance, other) = near.min_by_key(|(distance, _)| *distance)?;
                    let pair = (one.0.min(other.0), one.1.max(other.1));
                    (distance <= *within).then_some(pair)
                });
                places = pairs.collect();
            }
        }
        in_order(places)
    }
}

fn in_order(mut places: Vec<Place>) -> Vec<Place> {
    places.sort_unstable();
    places.dedup();
    places
}

/// The nearest place behind `one` and how many words on it is: 1 is the very next. Of two that
/// begin together it is the shorter one. Places are given by their beginnings.
fn behind(one: Place, places: &[Place]) -> Option<(usize, Place)> {
    let at = places.partition_point(|place| place.0 < one.1);
    places.get(at).map(|place| (place.0 - one.1 + 1, *place))
}

/// The nearest place before `one`, in the same way. Of two that end together it is the longer
/// one. Places are given by their ends, the longer first.
fn before(one: Place, places: &[Place]) -> Option<(usize, Place)> {
    let at = places.partition_point(|place| place.1 <= one.0).checked_sub(1)?;
    let end = places[at].1;
    let first = places.partition_point(|place| place.1 < end);
    places.get(first).map(|place| (one.0 - place.1 + 1, *place))
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeMap;

    use super::Maker;
    use super::Place;
    use super::Stemmed;
    use super::fits;
    use crate::query::Query;
    use crate::verify::words;

    #[test]
    fn stars_take_any_letters() {
        for (starred, word) in [("c*s", "cars"), ("*o*", "o"), ("a*b*c", "abxbc"), ("bus", "bus")] {
            assert!(fits(starred, word), "{starred} {word}");
        }
        for (starred, word) in [("c*s", "c"), ("ab*ba", "aba"), ("bus", "buses"), ("*s", "")] {
            assert!(!fits(starred, word), "{starred} {word}");
        }
    }

    #[track_caller]
    fn check(typed: &str, text: &str, expected: &[Place]) {
        let listed = BTreeMap::from([("caseload".to_owned(), vec!["case load".to_owned()])]);
        let mut maker = Maker { listed: &listed, tests: Vec::new() };
        let query: Query = typed.parse().unwrap();
        let sought = maker.sought(query.patterns()[0]);
        let words: Vec<Stemmed> = words::spans(text)
            .into_iter()
            .map(|span| Stemmed::new(words::folded(&text[span])))
            .collect();
        let passes = |at: usize, test: usize| maker.tests[test].passes(&words[at], None);
        assert_eq!(sought.places(words.len(), &passes), expected, "{typed} in {text}");
    }

    #[test]
    fn words_and_phrases_stand_where_their_words_touch() {
        check("lane", "Lane and lanes, a LANE", &[(0, 1), (2, 3), (4, 5)]);
        check("\"bus * lane\"", "bus the lane bus lane", &[(0, 3)]);
        check("re-inspection", "re inspections of a re", &[(0, 2)]);
        check("caseload", "case load, caseload, caseloads", &[(0, 2), (2, 3), (3, 4)]);
        check("bus", "", &[]);
    }

    #[test]
    fn pairs_take_the_nearest() {
        check("bus NEAR/2 lane", "lane x bus lane", &[(2, 4)]);
        check("bus NEAR/2 lane", "lane x bus y lane", &[(2, 5)]);
        check("bus NEAR/2 lane", "lane bus y lane", &[(0, 2)]);
        check("bus ONTO/2 lane", "lane bus y lane", &[(1, 4)]);
        check("bus ONTO/1 lane", "lane bus y lane", &[]);
        check("x NEAR/1 (\"a b\" OR b)", "a b x", &[(0, 3)]);
    }
}
