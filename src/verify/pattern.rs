//! Finds the places where a pattern stands among the words of a text, one word after another.
//!
//! A pattern is made of tests, each of which takes or leaves a single word; they are numbered, so
//! that a word that comes again is not tested again.

use crate::query::Near;
use crate::query::Part;
use crate::query::Pattern;

use super::forms::Forms;
use super::forms::Stemmed;
use super::misspelt;
use super::spelt;
use super::spelt::Spelling;
use super::words;

/// A test of one word.
pub(super) enum Test {
    /// It is this word, folded, or fits it where it has stars.
    Exact(String),
    /// It is one of these, or fits it where it has stars, capitals and all.
    Printed(Vec<String>),
    /// It is a form of a word.
    Form(Forms),
    /// It is this word but for some letters.
    Misspelt(Vec<char>, usize),
}

impl Test {
    /// Says whether a word passes, given folded and with its capitals.
    pub(super) fn passes(&self, word: &Stemmed, cased: &str) -> bool {
        match self {
            Self::Exact(typed) => fits(typed, &word.word),
            Self::Printed(printed) => printed.iter().any(|typed| fits(typed, cased)),
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
    /// A word that passes this test, with a hyphen between it and the next.
    Hyphened(usize),
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
pub(super) struct Maker {
    /// Whether words count with the typed capitals only.
    pub(super) cased: bool,
    pub(super) tests: Vec<Test>,
}

impl Maker {
    /// Numbers a test.
    fn test(&mut self, test: Test) -> usize {
        self.tests.push(test);
        self.tests.len() - 1
    }

    /// What was typed as it is, stars aside.
    fn exact(&mut self, typed: &str) -> Vec<Slot> {
        let cased = self.cased;
        let tests = words::typed(typed).into_iter().map(|word| match cased {
            true => Test::Printed(vec![word.cased]),
            false => Test::Exact(word.folded),
        });
        tests.map(|test| Slot::Word(self.test(test))).collect()
    }

    /// Makes a pattern.
    pub(super) fn sought(&mut self, pattern: &Pattern) -> Sought {
        let runs = match pattern {
            Pattern::Word(typed) => self.word(typed),
            Pattern::Phrase(parts) => vec![self.phrase(parts)],
            Pattern::Wildcard(starred) => vec![self.exact(starred)],
            Pattern::Misspelt { word, distance } => {
                let run = words::typed(word).into_iter().map(|word| {
                    let letters = word.folded.chars().collect();
                    Slot::Word(self.test(Test::Misspelt(letters, usize::from(*distance).min(2))))
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

    /// Typed words side by side. An acronym that is an ordinary word too is one word; beside
    /// others it is any word.
    fn phrase(&mut self, parts: &[Part]) -> Vec<Slot> {
        if let [Part::Word(only)] = parts
            && spelt::in_capitals(only).is_some()
        {
            return vec![Slot::Word(self.test(Test::Printed(vec![only.clone()])))];
        }
        let mut run = Vec::new();
        for part in parts {
            match part {
                Part::Wildcard(star) if star == "*" => run.push(Slot::Any),
                part => run.extend(self.exact(part.as_str())),
            }
        }
        // At the edges any word says nothing. The parser knows, but not that of `ͺ` nothing is left.
        while run.last() == Some(&Slot::Any) {
            run.pop();
        }
        let first = run.iter().position(|slot| *slot != Slot::Any).unwrap_or(run.len());
        run.split_off(first)
    }

    /// A typed word in all its spellings and forms: the last word of each has forms. An acronym
    /// that is an ordinary word too stands for itself and its plural, as they are printed.
    fn word(&mut self, typed: &str) -> Vec<Vec<Slot>> {
        if let Some(short) = spelt::in_capitals(typed) {
            let printed = vec![short.to_owned(), format!("{short}s")];
            return vec![vec![Slot::Word(self.test(Test::Printed(printed)))]];
        }
        let typed: Vec<String> = words::typed(typed).into_iter().map(|it| it.folded).collect();
        spelt::spellings(&typed).into_iter().map(|spelling| self.spelling(spelling)).collect()
    }

    fn spelling(&mut self, spelling: Spelling) -> Vec<Slot> {
        let Spelling { before, last, endings } = spelling;
        let mut run = Vec::with_capacity(before.len() + 1);
        for (word, hyphen) in before {
            let test = self.test(Test::Exact(word));
            run.push(if hyphen { Slot::Hyphened(test) } else { Slot::Word(test) });
        }
        run.push(Slot::Word(self.test(Test::Form(Forms::new(&last, endings)))));
        run
    }
}

impl Sought {
    /// The places where the pattern stands in a text of so many words, in order, each once.
    /// `fits` says whether the word at a place may stand there.
    pub(super) fn places(&self, words: usize, fits: &impl Fn(usize, Slot) -> bool) -> Vec<Place> {
        let mut places = Vec::new();
        match self {
            Self::Runs(runs) => {
                for run in runs {
                    for start in 0..(words + 1).saturating_sub(run.len()) {
                        let mut slots = run.iter().zip(start..);
                        if !run.is_empty() && slots.all(|(slot, at)| fits(at, *slot)) {
                            places.push((start, start + run.len()));
                        }
                    }
                }
            }
            Self::Pair { left, right, within, ordered } => {
                let side = |side: &[Self]| {
                    let places = side.iter().flat_map(|sought| sought.places(words, fits));
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
    use super::Maker;
    use super::Place;
    use super::Slot;
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
        let mut maker = Maker { cased: false, tests: Vec::new() };
        let query: Query = typed.parse().unwrap();
        let sought = maker.sought(query.patterns()[0]);
        let spans = words::spans(text);
        let passes = |at: usize, test: usize| {
            let word = &text[spans[at].clone()];
            let stemmed = Stemmed::new(words::folded(word));
            maker.tests[test].passes(&stemmed, &words::cased(word))
        };
        let fits = |at: usize, slot: Slot| match slot {
            Slot::Any => true,
            Slot::Word(test) => passes(at, test),
            Slot::Hyphened(test) => {
                let behind = spans.get(at + 1).map(|next| &text[spans[at].end..next.start]);
                passes(at, test) && behind.is_some_and(words::is_hyphen)
            }
        };
        assert_eq!(sought.places(spans.len(), &fits), expected, "{typed} in {text}");
    }

    #[test]
    fn words_and_phrases_stand_where_their_words_touch() {
        check("lane", "Lane and lanes, a LANE", &[(0, 1), (2, 3), (4, 5)]);
        check("\"bus * lane\"", "bus the lane bus lane", &[(0, 3)]);
        check("re-inspection", "re inspections of a re", &[(0, 2)]);
        check("caseload", "case load, caseload, caseloads", &[(0, 2), (2, 3), (3, 4)]);
        check("bus", "", &[]);
        check("\"ͺ * bus * ͺ\"", "bus a bus", &[(0, 1), (2, 3)]);
    }

    #[test]
    fn words_are_found_as_the_table_spells_them() {
        check("case-load", "case load, Caseloads, case-loads, case", &[(0, 2), (2, 3), (3, 5)]);
        check("online", "on line on-lines on-\nline on - line", &[(2, 4), (4, 6)]);
        check("on-line", "on line onlines on, loading lines", &[(0, 2), (2, 3)]);
        check("LED", "LED led LEDs Led LEDS L\u{c9}D", &[(0, 1), (2, 3), (5, 6)]);
        check("\"LED\" NEAR/2 \"is led\"", "LED is LED leds is led", &[(0, 3), (2, 6)]);
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
