//! Adds the items behind a sequence that a clerk went on to count after a leap: matters were taken
//! out of their order, or those between were dropped from the agenda.
//!
//! Knows candidates and the sequence chosen of them.

use crate::normalise::candidate;
use crate::normalise::candidate::Candidate;
use crate::normalise::procedure;
use crate::normalise::stray;

/// How many numbers such a leap may leave out.
const LEAP: u32 = 8;

/// What each item behind the leap must weigh.
const GOOD: f32 = 1.0;

/// What an item must weigh that closes the meeting alone.
const SURE: f32 = 1.5;

/// How many items behind the leap are sure where one of them names a matter of every meeting.
const FEWEST: usize = 3;

/// Returns the sequence with the items behind a leap; with none where they may be a list or
/// paragraphs.
pub(super) fn with_resumed<'a>(
    mut chosen: Vec<&'a Candidate>,
    all: &'a [Candidate],
) -> Vec<&'a Candidate> {
    let Some(last) = chosen.last().map(|item| item.at) else { return chosen };
    let Some(key) = stray::common_key(&chosen) else { return chosen };
    let values = chosen.iter().filter_map(|item| stray::value(item, &key));
    let Some(highest) = values.max().filter(|_| chosen.len() >= FEWEST) else { return chosen };
    let behind = all.partition_point(|candidate| candidate.at <= last);
    let are_purposes = candidate::are_purposes(&chosen);
    // Each that goes on counting up; one left behind by a leap is for the strays.
    let mut rising: Vec<&Candidate> = Vec::new();
    let mut before = highest;
    for candidate in &all[behind..] {
        let Some(value) = stray::value(candidate, &key) else { continue };
        let limit = if rising.is_empty() { LEAP } else { LEAP / 2 };
        let goes_on = before < value && value - before <= limit + 1;
        let is_purpose = are_purposes && candidate::is_purpose(candidate);
        let least = if is_purpose { candidate::GOOD_PURPOSE } else { GOOD };
        if goes_on && candidate.weight >= least && !candidate.lettered {
            rising.push(candidate);
            before = value;
        }
    }
    let named = |item: &&Candidate| item.title.as_deref().is_some_and(procedure::names_matter);
    let is_close = matches!(rising[..], [only] if named(&only) && only.weight >= SURE);
    let sentences = rising.iter().filter(|item| item.stops).count();
    let are_items =
        rising.len() >= FEWEST && sentences * 3 < rising.len() && rising.iter().any(named);
    if is_close || are_items {
        chosen.extend(rising);
        return stray::with_strays(chosen, all);
    }
    chosen
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
        let shown: Vec<String> =
            sequence::starts(&reading, &[]).into_iter().filter_map(|start| start.number).collect();
        assert_eq!(shown, expected);
    }

    const FIRST: &str = "1. Apologies\nNone.\n2. Minutes\nSigned.\n3. Harbour\nIt leans.\n";

    #[test]
    fn items_behind_a_leap_go_on() {
        check(
            &format!(
                "{FIRST}10. The Lamp\nLit.\n9. The Mill\nIt turns.\n12. The Road\nLong.\n13. Payment of bills\nPaid."
            ),
            &["1", "2", "3", "10", "9", "12", "13"],
        );
        check(&format!("{FIRST}11. Date of next meeting\nIn June."), &["1", "2", "3", "11"]);
    }

    #[test]
    fn lists_and_figures_behind_the_last_item_are_none() {
        check(
            &format!(
                "{FIRST}10 lamps\n11 walls\n12 mills\n9. The wall is to be mended.\n25. Close"
            ),
            &["1", "2", "3"],
        );
        check(&format!("{FIRST}11. The Lamp\nLit.\n12. The Road\nLong."), &["1", "2", "3"]);
    }
}
