//! Adds the items that a sequence of numbers passes by: those whose number a clerk gave twice, those
//! that were dealt with out of their order, and those whose number a page lost.
//!
//! Knows candidates and the sequence chosen of them.

use crate::normalise::candidate;
use crate::normalise::candidate::Candidate;

/// What an item must weigh whose number is there already, or stands out of its order.
const GOOD: f32 = 1.0;

/// What it must weigh where its number is one that any list begins with.
const SURE: f32 = 1.5;

/// Numbers up to this one are those that lists begin with.
const SMALL: u32 = 2;

/// How far a matter may have been moved, in numbers.
const FARTHEST: u32 = 6;

/// Returns the sequence with such items put in their places.
pub(super) fn with_strays<'a>(
    chosen: Vec<&'a Candidate>,
    all: &'a [Candidate],
) -> Vec<&'a Candidate> {
    let (Some(first), Some(last)) = (chosen.first(), chosen.last()) else { return chosen };
    let (from, to) = (first.at, last.at);
    let Some(key) = common_key(&chosen) else { return chosen };
    let known: Vec<(usize, u32)> =
        chosen.iter().filter_map(|item| Some((item.at, value(item, &key)?))).collect();
    let lowest = known.iter().map(|(_, number)| *number).min().unwrap_or(0);
    let highest = known.iter().map(|(_, number)| *number).max().unwrap_or(0);
    let mut found: Vec<&Candidate> = Vec::new();
    for (place, stray) in all.iter().enumerate() {
        let Some(number) = value(stray, &key) else { continue };
        let next = known.partition_point(|(at, _)| *at < stray.at);
        let inside = from < stray.at && stray.at < to;
        if stray.renewed && stray.at < to && stray.weight >= GOOD {
            found.push(stray);
            continue;
        }
        if !inside || stray.lettered || known.get(next).is_some_and(|(at, _)| *at == stray.at) {
            continue;
        }
        let neighbours = [place.checked_sub(1), Some(place + 1)];
        let is_entry = neighbours.into_iter().flatten().filter_map(|at| all.get(at)).any(|other| {
            let is_near = candidate::follows(other, stray) || candidate::follows(stray, other);
            is_near && !known.iter().any(|(at, _)| *at == other.at)
        });
        let Some((_, before)) = next.checked_sub(1).and_then(|last| known.get(last)) else {
            continue;
        };
        let least = if number <= SMALL { SURE } else { GOOD };
        let is_again = number == *before;
        let is_left_out =
            lowest < number && number < highest && known.iter().all(|(_, other)| *other != number);
        let is_moved = is_left_out
            && before.abs_diff(number) <= FARTHEST
            && all.iter().filter(|other| value(other, &key) == Some(number)).count() == 1;
        if !is_entry && stray.weight >= least && (is_again || is_moved) {
            found.push(stray);
        }
    }
    found.extend(chosen);
    found.sort_by_key(|item| item.at);
    found.dedup_by_key(|item| item.at);
    found
}

/// What stays the same in the numbers of a sequence.
fn common_key(chosen: &[&Candidate]) -> Option<String> {
    let first = chosen.first()?;
    let keys = first.readings.iter().map(|(key, _)| key);
    keys.max_by_key(|key| chosen.iter().filter(|item| value(item, key).is_some()).count()).cloned()
}

/// The number of a candidate where it is read so that `key` stays the same.
fn value(candidate: &Candidate, key: &str) -> Option<u32> {
    candidate.readings.iter().find(|(other, _)| other == key).map(|(_, value)| *value)
}
