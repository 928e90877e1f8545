//! Reads the result of a vote: figures, names and how it ended.

use std::borrow::Cow;
use std::sync::LazyLock;

use regex::bytes::Captures;
use regex::bytes::Regex;
use serde::Deserialize;

use crate::paper::Tally;
use crate::paper::VoteOutcome;

use super::cues::insensitive;
use super::said::Said;

#[derive(Deserialize)]
struct Table {
    figures: Vec<String>,
    carried: String,
    lost: String,
    withdrawn: String,
    side: String,
    roll: String,
    count: String,
    decides: String,
    parted: String,
    line: String,
    number_words: Vec<String>,
}

struct Patterns {
    figures: Vec<Regex>,
    carried: Regex,
    lost: Regex,
    withdrawn: Regex,
    side: Regex,
    roll: Regex,
    count: Regex,
    decides: Regex,
    parted: Regex,
    line: Regex,
    number_words: Vec<String>,
}

static PATTERNS: LazyLock<Patterns> = LazyLock::new(|| {
    let table: Table = toml::from_str(include_str!("votes.toml"))
        .expect("votes.toml is embedded and parsed in a test");
    Patterns {
        figures: table.figures.iter().map(|pattern| insensitive(pattern)).collect(),
        carried: insensitive(&table.carried),
        lost: insensitive(&table.lost),
        withdrawn: insensitive(&table.withdrawn),
        side: insensitive(&table.side),
        roll: insensitive(&table.roll),
        count: insensitive(&table.count),
        decides: insensitive(&table.decides),
        parted: insensitive(&table.parted),
        line: insensitive(&table.line),
        number_words: table.number_words,
    }
});

/// Reads the figures of a vote in a folded sentence, where it gives any.
pub(super) fn tally(said: &Said) -> Option<Tally> {
    let figured = in_figures(said.plain());
    let sentence = figured.as_ref();
    if !sentence.bytes().any(|byte| byte.is_ascii_digit()) {
        return None;
    }
    let found =
        PATTERNS.figures.iter().find_map(|figures| figures.captures(sentence.as_bytes()))?;
    let figure = |name: &str| figure(&found, name);
    Some(Tally {
        in_favour: figure("for"),
        against: figure("against"),
        abstained: figure("abstain").or_else(|| abstained(sentence)),
        ..Tally::default()
    })
}

/// The sentence with its numbers in figures: `by 3 votes to 2`.
fn in_figures(sentence: &str) -> Cow<'_, str> {
    let number = |word: &[u8]| {
        let names = &PATTERNS.number_words;
        names.iter().position(|name| name.as_bytes().eq_ignore_ascii_case(word))
    };
    let mut words = sentence.as_bytes().split(|byte| !byte.is_ascii_alphanumeric());
    if !words.any(|word| number(word).is_some()) {
        return Cow::Borrowed(sentence);
    }
    let mut figured = String::with_capacity(sentence.len());
    for piece in sentence.split_inclusive(|c: char| !c.is_ascii_alphanumeric()) {
        let word = piece.trim_end_matches(|c: char| !c.is_ascii_alphanumeric());
        match number(word.as_bytes()) {
            Some(at) => {
                figured.push_str(&(at + 1).to_string());
                figured.push_str(&piece[word.len()..]);
            }
            None => figured.push_str(piece),
        }
    }
    Cow::Owned(figured)
}

fn figure(found: &Captures<'_>, name: &str) -> Option<u32> {
    std::str::from_utf8(found.name(name)?.as_bytes()).ok()?.parse().ok()
}

/// How many abstained, apart from the other figures: `(1 abstention)`.
fn abstained(sentence: &str) -> Option<u32> {
    let lower = sentence.to_lowercase();
    let before = lower[..lower.find(" abst")?].trim_end();
    before.rsplit(|c: char| !c.is_alphanumeric()).next()?.parse().ok()
}

/// Says how a vote ended, in a folded sentence.
pub(super) fn outcome(said: &Said) -> Option<VoteOutcome> {
    let patterns = &*PATTERNS;
    let ways = [
        (&patterns.withdrawn, VoteOutcome::Withdrawn),
        (&patterns.lost, VoteOutcome::Lost),
        (&patterns.carried, VoteOutcome::Carried),
    ];
    let mut told =
        ways.into_iter().filter(|(pattern, _)| pattern.is_match(said.plain().as_bytes()));
    let outcome = told.next().map(|(_, outcome)| outcome);
    // Two ways in one sentence: which of them is whose is not told.
    outcome.filter(|_| told.next().is_none())
}

/// Says whether a sentence only tells that what was moved before it was agreed.
pub(super) fn decides(said: &Said) -> bool {
    const AGREED: [&str; 6] = ["favour", "agree", "approved", "carried", "unanimous", "content"];
    let lower = said.plain().to_lowercase();
    PATTERNS.decides.is_match(said.plain().as_bytes())
        && AGREED.iter().any(|word| lower.contains(word))
}

/// Says whether a sentence that tells that something was agreed tells who was not for it.
pub(super) fn is_parted(said: &Said) -> bool {
    PATTERNS.parted.is_match(said.plain().as_bytes())
}

/// Says whether a line gives the votes on what stands above it.
pub(super) fn is_line(said: &Said) -> bool {
    PATTERNS.line.is_match(said.plain().as_bytes())
}

/// A side of a recorded vote.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Side {
    /// For the motion.
    For,
    /// Against it.
    Against,
    /// Neither.
    Abstained,
}

/// Reads a line that lists who voted on one side.
pub(super) fn side(said: &Said) -> Option<(Side, Vec<String>)> {
    let found = PATTERNS.side.captures(said.plain().as_bytes())?;
    let word = said.printed(found.get(1)?.range()).to_lowercase();
    let side = match word.as_bytes().first()? {
        b'f' | b'i' => Side::For,
        b'a' if word.starts_with("against") => Side::Against,
        _ => Side::Abstained,
    };
    let names = found.get(2).map(|it| names(&Said::of(&said.printed(it.range()))));
    Some((side, names.unwrap_or_default()))
}

/// The names in a line of a roll.
pub(super) fn names(said: &Said) -> Vec<String> {
    let plain = said.plain();
    let start = PATTERNS.roll.find(plain.as_bytes()).map_or(0, |found| found.end());
    let end = PATTERNS.count.find(plain.as_bytes()).map_or(plain.len(), |found| found.start());
    let names = said.printed(start..end.max(start));
    let names = names.split([',', ';']).flat_map(|part| part.split(" and "));
    let names = names.map(|name| name.trim().trim_end_matches('.').trim_end_matches(" and"));
    let names = names.filter(|name| name.chars().any(char::is_alphabetic));
    names.map(str::to_owned).collect()
}

/// How many a roll says that it names, at the end of a line.
pub(super) fn count(said: &Said) -> Option<u32> {
    let found = PATTERNS.count.captures(said.plain().as_bytes())?;
    std::str::from_utf8(found.get(1)?.as_bytes()).ok()?.parse().ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn figures_are_read_in_the_ways_they_are_printed() {
        let read = |sentence: &str| {
            tally(&Said::of(sentence)).map(|it| (it.in_favour, it.against, it.abstained))
        };
        assert_eq!(read("For: 26 Against: 32 Abstention: 0"), Some((Some(26), Some(32), Some(0))));
        let words = "by 24 votes, to 10 votes, with 1 abstention";
        assert_eq!(read(words), Some((Some(24), Some(10), Some(1))));
        let inside = "Resolved (63:0) (One abstention) - That the wall be mended";
        assert_eq!(read(inside), Some((Some(63), Some(0), Some(1))));
        assert_eq!(read("Prop. AF, 2nd PW, 6 in favour."), Some((Some(6), None, None)));
        let against = "there were 4 members against and 1 abstention";
        assert_eq!(read(against), Some((None, Some(4), Some(1))));
        assert_eq!(read("It was agreed."), None);
    }

    #[test]
    fn an_outcome_is_told_where_there_is_one() {
        assert_eq!(outcome(&Said::of("The motion was lost.")), Some(VoteOutcome::Lost));
        assert_eq!(outcome(&Said::of("Motion status: Carried")), Some(VoteOutcome::Carried));
        assert_eq!(outcome(&Said::of("The first was carried and the second lost.")), None);
    }

    #[test]
    fn sides_of_a_recorded_vote_have_names() {
        let (side, names) = side(&Said::of("Against: Councillors Finch, Wren and Rook")).unwrap();
        assert_eq!((side, names.len()), (Side::Against, 3));
    }
}
