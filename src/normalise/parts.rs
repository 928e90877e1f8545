//! Finds the parts of numbered items: `7.1` in item 7.
//!
//! Knows candidates and the sequence chosen of them. Tests are with `sequence`, which adds them.

use crate::normalise::candidate::Candidate;
use crate::normalise::procedure;
use crate::normalise::statement;

/// A longer title, in bytes, is the first line of a paragraph.
const LONGEST_PART: usize = 90;

/// More words behind a title, in bytes, are a paragraph; fewer say what came of it: `none received`.
const LONGEST_SAID: usize = 16;

/// How many parts of items must have titles.
const FEWEST_PARTS: usize = 3;

/// The title of a candidate. A part of an item may be a paragraph alone, and its first sentence is
/// no title.
pub(super) fn title(candidate: &Candidate) -> Option<String> {
    let is_part = candidate.printed.split_once('.').is_some_and(|(_, part)| part != "0");
    let title = candidate.title.as_deref()?;
    (!is_part || !candidate.stops || is_named(title)).then(|| title.to_owned())
}

/// Says whether words are sure to be a title, though a full stop ends them.
pub(super) fn is_named(title: &str) -> bool {
    statement::is_capitalised(title)
        || (procedure::names_matter(title) && !statement::has_predicate(title))
}

/// Says whether what was cut as the title of a part is one and no sentence. `stops` says that it is
/// the whole of the part, which a full stop ends.
pub(super) fn is_title(title: &str, stops: bool) -> bool {
    is_named(title) || !(stops || statement::tells(title))
}

/// Says whether so few items are divided into parts that their parts are no mere paragraphs.
pub(super) fn are_few(divided: usize, items: usize) -> bool {
    divided * 5 <= items * 3
}

/// Adds the parts of items: all where few items have them, else those with titles of their own,
/// such as `7.1 Chairman's report`. Where the paper numbers its paragraphs so, nothing is added.
pub(super) fn with_parts<'a>(
    chosen: Vec<&'a Candidate>,
    all: &'a [Candidate],
) -> Vec<&'a Candidate> {
    let parts: Vec<&Candidate> = parts(&chosen, all);
    let titled = |part: &&&Candidate| {
        let is_sentence = part.said > LONGEST_SAID || part.stops;
        !is_sentence && part.title.as_ref().is_some_and(|title| title.len() <= LONGEST_PART)
    };
    let titles = parts.iter().filter(titled).count();
    let are_titled = titles >= FEWEST_PARTS && titles * 5 >= parts.len() * 3;
    // Where most items have parts, they are the paragraphs of the minutes.
    let item_of = |part: &&Candidate| chosen.partition_point(|item| item.at < part.at);
    let mut divided: Vec<usize> = parts.iter().map(item_of).collect();
    divided.dedup();
    let are_few = are_few(divided.len(), chosen.len());
    let mut found = chosen;
    found.extend(parts.into_iter().filter(|part| are_few || (are_titled && titled(&part))));
    found.sort_by_key(|candidate| candidate.at);
    found
}

/// The candidates with a pointed number that belong to the item they stand in. A clerk who moved
/// an item may have left the old number before the point: `6.1`, `5.2`, `5.3` are parts of 6.
fn parts<'a>(chosen: &[&'a Candidate], all: &'a [Candidate]) -> Vec<&'a Candidate> {
    let mut found: Vec<&Candidate> = Vec::new();
    // The item that the last part belongs to, by its place, and the figure behind the point.
    let mut last: Option<(usize, u32)> = None;
    for candidate in all {
        let Some((item, part)) = candidate.printed.split_once('.') else { continue };
        let Ok(part) = part.parse::<u32>() else { continue };
        let next = chosen.partition_point(|other| other.at < candidate.at);
        let Some(within) = next.checked_sub(1).map(|before| chosen[before]) else { continue };
        let goes_on = last == Some((within.at, part.wrapping_sub(1)));
        if part > 0 && (within.printed == item || goes_on) {
            found.push(candidate);
            last = Some((within.at, part));
        }
    }
    found
}
