//! Adds the items that a sequence of numbers passes by: those whose number a clerk gave twice, those
//! that were dealt with out of their order, and those whose number a page lost.
//!
//! Knows candidates and the sequence chosen of them.

use std::collections::HashMap;

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
    let is_known = |at: usize| known.binary_search_by_key(&at, |(at, _)| *at).is_ok();
    // How often each number stands in the paper, and whether an item has it.
    let mut times: HashMap<u32, (usize, bool)> = HashMap::new();
    for candidate in all {
        if let Some(number) = value(candidate, &key) {
            let (count, has_item) = times.entry(number).or_default();
            *count += 1;
            *has_item |= is_known(candidate.at);
        }
    }
    let are_purposes = candidate::are_purposes(&chosen);
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
            is_near && !is_known(other.at)
        });
        let Some((_, before)) = next.checked_sub(1).and_then(|last| known.get(last)) else {
            continue;
        };
        let least = match number {
            ..=SMALL => SURE,
            _ if are_purposes && candidate::is_purpose(stray) => candidate::GOOD_PURPOSE,
            _ => GOOD,
        };
        let is_again = number == *before;
        let is_moved = lowest < number
            && number < highest
            && before.abs_diff(number) <= FARTHEST
            && times.get(&number) == Some(&(1, false));
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
pub(super) fn common_key(chosen: &[&Candidate]) -> Option<String> {
    let first = chosen.first()?;
    let keys = first.readings.iter().map(|(key, _)| key);
    keys.max_by_key(|key| chosen.iter().filter(|item| value(item, key).is_some()).count()).cloned()
}

/// The number of a candidate where it is read so that `key` stays the same.
pub(super) fn value(candidate: &Candidate, key: &str) -> Option<u32> {
    candidate.readings.iter().find(|(other, _)| other == key).map(|(_, value)| *value)
}

#[cfg(test)]
mod tests {
    use crate::normalise::reading::Reading;
    use crate::normalise::reading::tests::text;
    use crate::normalise::sequence;
    use crate::paper::PaperKind;

    #[track_caller]
    fn check(plain: &str, expected: &[&str]) {
        let text = text(plain);
        let reading = Reading::new(&text, PaperKind::Minutes, &[]);
        let shown: Vec<String> = sequence::starts(&reading, &[])
            .into_iter()
            .map(|start| {
                let number = start.number.unwrap_or("-".to_owned());
                format!("{number} {}", start.title.unwrap_or_default())
            })
            .collect();
        assert_eq!(shown, expected);
    }

    #[test]
    fn a_number_given_twice_and_a_matter_moved_are_items() {
        check(
            "1. Apologies\nNone.\n2. Minutes\nSigned.\n3. Harbour\nIt leans.\n3. The Lamp\nLit.\n4. Finance\nPaid.\n6. Roads\nLong.\n5. Correspondence\nA letter.\n7. Close\nAt nine.",
            &[
                "1 Apologies",
                "2 Minutes",
                "3 Harbour",
                "3 The Lamp",
                "4 Finance",
                "6 Roads",
                "5 Correspondence",
                "7 Close",
            ],
        );
    }

    #[test]
    fn entries_of_a_list_inside_an_item_are_none() {
        check(
            "7 members of the public came.\n1. Apologies\n2. Minutes\nSigned.\n3. Correspondence\n1. Lamp News\n2. Wall and Tower\n3. Harbour Notes\n4. Map of the Lanes\n4. Planning\nNone.\n5. Close\nAt nine.",
            &["1 Apologies", "2 Minutes", "3 Correspondence", "4 Planning", "5 Close"],
        );
    }

    #[test]
    fn a_page_that_lost_its_numbers_has_items_without() {
        check(
            "- 1. Apologies for Absence\nNone.\n- 1. Declarations of Interest\nNone.\n- 1. 3. Minutes\nSigned.\n- 1. 4. Harbour\nIt leans.\n5. Close\nAt nine.",
            &[
                "- Apologies for Absence",
                "- Declarations of Interest",
                "3 Minutes",
                "4 Harbour",
                "5 Close",
            ],
        );
    }

    #[test]
    fn a_list_begun_again_goes_on_with_the_items() {
        check(
            "1. Apologies\nNone.\n2. Minutes\nSigned.\n3. Harbour\nIt leans.\n4. Matters arising\nNone.\n5. Police report\nNone.\n1. The Feast\nIn May.\n2. Finance\nPaid.\n3. Date of next meeting\nIn June.",
            &[
                "1 Apologies",
                "2 Minutes",
                "3 Harbour",
                "4 Matters arising",
                "5 Police report",
                "1 The Feast",
                "2 Finance",
                "3 Date of next meeting",
            ],
        );
    }

    #[test]
    fn minutes_below_their_agenda_are_the_items() {
        check(
            "AGENDA\n1. Apologies\n2. Minutes\n3. Harbour wall\n4. Finance\nMINUTES\n1. Apologies\nNone.\n2. Minutes\nSigned.\n3. Harbour wall\nIt leans.\n4. Finance\nPaid.",
            &["1 Apologies", "2 Minutes", "3 Harbour wall", "4 Finance"],
        );
    }

    #[test]
    fn minutes_may_be_worded_like_their_agenda() {
        check(
            "1 To Consider Apologies: None came.\n2 To Consider the Harbour Wall: It leans out and is to be mended this year by the reeve.\n3 To Hear of the Lamp: It was lit.\n4 To Record Declarations of Interest: None\n5 To Approve Payments: They were made.\n6 Correspondence: None",
            &[
                "1 To Consider Apologies",
                "2 To Consider the Harbour Wall",
                "3 To Hear of the Lamp",
                "4 To Record Declarations of Interest",
                "5 To Approve Payments",
                "6 Correspondence",
            ],
        );
    }

    #[test]
    fn minutes_of_a_year_count_behind_the_point() {
        check(
            "21.44 Apologies\nNone.\n21.45 Harbour wall\nIt leans.\n21.46 Finance\nPaid.",
            &["21.44 Apologies", "21.45 Harbour wall", "21.46 Finance"],
        );
    }
}
