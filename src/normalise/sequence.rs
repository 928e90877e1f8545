//! Finds numbered items by the sequence they stand in.
//!
//! One numbered line says nothing: resolutions, lists and tables are numbered too. So all of
//! them are candidates, each is weighed by how much it looks like a title, and the rising
//! sequence of the greatest weight is taken, if it is long and good enough.

use std::collections::HashMap;

use crate::normalise::candidate;
use crate::normalise::candidate::Candidate;
use crate::normalise::items::Start;
use crate::normalise::parts;
use crate::normalise::procedure;
use crate::normalise::reading::Reading;
use crate::normalise::resumed;
use crate::normalise::stray;
use crate::paper::Part;

/// How many numbers a sequence may leave out from one item to the next.
const GAP: u32 = 4;

/// How many sequences are looked at, the heaviest first, until one is good.
const ATTEMPTS: usize = 4;

/// What the items of a sequence must weigh on average.
const GOOD: f32 = 0.9;

/// What they must weigh where many of them name matters that every meeting has.
const FAIR: f32 = 0.5;

/// What they must weigh where they may be the entries of a list.
const SURE: f32 = 1.6;

/// Returns where the numbered items begin; nothing where there is no sequence. `meetings` are
/// the places where a further meeting begins: each has a sequence of its own.
pub(super) fn starts(reading: &Reading<'_>, meetings: &[usize]) -> Vec<Start> {
    let candidates = candidate::find(reading);
    let mut starts = Vec::new();
    let mut from = 0;
    for limit in meetings.iter().copied().chain([usize::MAX]) {
        let to = candidates.partition_point(|candidate| candidate.at < limit);
        let chosen = all(&candidates[from..to.max(from)]);
        if !chosen.is_empty() && from > 0 {
            // What stands before the first item of a further meeting is a header again.
            starts.push(Start::bare(last_meeting(meetings, chosen[0].at), Part::Header));
        }
        starts.extend(chosen.into_iter().map(|candidate| Start {
            at: candidate.at,
            part: Part::Item,
            number: (!candidate.renewed).then(|| candidate.printed.clone()),
            title: parts::title(candidate),
        }));
        from = to.max(from);
    }
    starts
}

fn last_meeting(meetings: &[usize], before: usize) -> usize {
    meetings.iter().copied().filter(|at| *at <= before).max().unwrap_or(before)
}

/// The best sequence, with those before and after it that minutes numbered through the years
/// have: two meetings on one evening number on in two books. A page may also lose count, and begin
/// at 1 again.
fn all(candidates: &[Candidate]) -> Vec<&Candidate> {
    let chosen = best(candidates);
    let (Some(first), Some(last)) = (chosen.first(), chosen.last()) else { return chosen };
    let through_years = |sequence: &Vec<&Candidate>| {
        let value = |candidate: &&Candidate| candidate.readings.iter().all(|(_, n)| *n >= 100);
        sequence.len() >= 3 && sequence.iter().all(value)
    };
    let before = candidates.partition_point(|candidate| candidate.at < first.at);
    let after = candidates.partition_point(|candidate| candidate.at <= last.at);
    let behind = best(&candidates[after..]);
    if !through_years(&chosen) {
        return resumed::with_resumed(with_restarted(chosen, behind), candidates);
    }
    let mut found = best(&candidates[..before]);
    if !through_years(&found) {
        found.clear();
    }
    found.extend(chosen);
    if through_years(&behind) {
        found.extend(behind);
    }
    found
}

/// The chosen sequence with the one behind it, where that is no list but goes on with the matters
/// of the meeting. One that names the same matters again has the agenda before it.
fn with_restarted<'a>(
    mut chosen: Vec<&'a Candidate>,
    behind: Vec<&'a Candidate>,
) -> Vec<&'a Candidate> {
    let titles = |sequence: &[&'a Candidate]| -> Vec<String> {
        sequence.iter().filter_map(|item| Some(item.title.as_deref()?.to_lowercase())).collect()
    };
    let known = titles(&chosen);
    let again = titles(&behind);
    let named = again.iter().filter(|title| procedure::names_matter(title)).count();
    let same = again.iter().filter(|title| known.contains(title)).count();
    if same >= 3 && same * 2 >= again.len() {
        return behind;
    }
    let sentences = behind.iter().filter(|item| item.stops).count();
    let restarts = behind.first().is_some_and(|item| item.readings.iter().any(|(_, n)| *n == 1));
    if restarts && named >= 2 && same == 0 && sentences * 2 < behind.len() {
        chosen.extend(behind);
    }
    chosen
}

/// The rising sequence of the greatest weight, or nothing where none is long and good enough.
fn best(candidates: &[Candidate]) -> Vec<&Candidate> {
    // The best sequence that ends in a candidate, by what stays the same and what it counts.
    let mut ends: HashMap<(&str, u32), usize> = HashMap::new();
    let mut links: Vec<Link> = Vec::new();
    for (at, candidate) in candidates.iter().enumerate() {
        for (key, value) in &candidate.readings {
            let before = (1..=GAP)
                .filter_map(|gap| {
                    let link = *ends.get(&(key.as_str(), value.checked_sub(gap)?))?;
                    // Each number left out weighs against the sequence.
                    #[expect(clippy::cast_precision_loss, reason = "the gap is at most 4")]
                    Some((link, links[link].weight - 0.6 * (gap - 1) as f32))
                })
                .filter(|(_, weight)| *weight > 0.0)
                .max_by(|a, b| a.1.total_cmp(&b.1));
            let (before, carried) =
                before.map_or((None, 0.0), |(link, weight)| (Some(link), weight));
            let weight = carried + candidate.weight;
            let better =
                ends.get(&(key.as_str(), *value)).is_none_or(|known| links[*known].weight < weight);
            if better {
                ends.insert((key, *value), links.len());
            }
            links.push(Link { candidate: at, before, weight });
        }
    }
    // The numbered paragraphs of a long paper can outweigh its few items by their mere number.
    let mut paragraphs = vec![false; candidates.len()];
    let mut chosen = Vec::new();
    for _ in 0..ATTEMPTS {
        let heaviest = (0..links.len())
            .filter(|at| !paragraphs[links[*at].candidate])
            .max_by(|a, b| links[*a].weight.total_cmp(&links[*b].weight).then(b.cmp(a)));
        let Some(last) = heaviest else { break };
        let mut chain = Vec::new();
        let mut link = Some(last);
        while let Some(at) = link {
            chain.push(links[at].candidate);
            link = links[at].before;
        }
        chain.reverse();
        let sequence: Vec<&Candidate> = chain.iter().map(|at| &candidates[*at]).collect();
        if is_good(&sequence) {
            chosen = sequence;
            break;
        }
        chain.into_iter().for_each(|at| paragraphs[at] = true);
    }
    if chosen.is_empty() {
        return chosen;
    }
    // Where each item is told by the line below it, no number without that is one.
    if chosen.iter().all(|item| item.is_told_below) {
        return chosen;
    }
    let chosen = stray::with_strays(with_lettered(chosen, candidates), candidates);
    parts::with_parts(chosen, candidates)
}

/// Adds the items that were put between two others, with the number of one of them and a letter:
/// `4A`.
fn with_lettered<'a>(chosen: Vec<&'a Candidate>, all: &'a [Candidate]) -> Vec<&'a Candidate> {
    let (Some(first), Some(last)) = (chosen.first(), chosen.last()) else { return chosen };
    let inside = first.at..last.at;
    let is_between = |candidate: &&Candidate| {
        if !candidate.lettered || candidate.weight < GOOD || !inside.contains(&candidate.at) {
            return false;
        }
        let next = chosen.partition_point(|item| item.at <= candidate.at);
        let near = [chosen.get(next.wrapping_sub(1)), chosen.get(next)];
        near.into_iter().flatten().any(|item| {
            item.at != candidate.at && item.readings == candidate.readings && !item.lettered
        })
    };
    let mut lettered: Vec<&Candidate> = all.iter().filter(is_between).collect();
    lettered.extend(chosen.iter().copied());
    lettered.sort_by_key(|candidate| candidate.at);
    lettered.dedup_by_key(|candidate| candidate.at);
    lettered
}

/// One way to go on with a sequence.
struct Link {
    candidate: usize,
    before: Option<usize>,
    weight: f32,
}

fn is_good(chosen: &[&Candidate]) -> bool {
    let headings = chosen.iter().filter(|candidate| candidate.heading).count();
    let named =
        |candidate: &&&Candidate| candidate.title.as_deref().is_some_and(procedure::names_matter);
    let named = chosen.iter().filter(named).count();
    let two = chosen.len() == 2 && (headings == 2 || named == 2);
    let long = chosen.len() >= 3 || two;
    #[expect(clippy::cast_precision_loss, reason = "a paper has few items")]
    let average =
        chosen.iter().map(|candidate| candidate.weight).sum::<f32>() / chosen.len().max(1) as f32;
    // The numbers of a list inside an item begin at 1 too, and no matter of every meeting is
    // among them: letters received, applications for planning permission.
    let counts = chosen.iter().all(|candidate| {
        !candidate.printed.contains('/') && candidate.readings.iter().any(|(_, n)| *n < 100)
    });
    let may_be_list = counts && named == 0 && headings == 0;
    // Where many name matters of every meeting, paragraphs among them do no harm.
    let is_named = named >= 4 && named * 4 >= chosen.len();
    let least = match (may_be_list, is_named) {
        (true, _) => SURE,
        (false, true) => FAIR,
        (false, false) => GOOD,
    };
    long && average >= least
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::normalise::reading::tests::text;
    use crate::paper::PaperKind;

    #[track_caller]
    fn check(kind: PaperKind, plain: &str, expected: &[&str]) {
        let text = text(plain);
        let reading = Reading::new(&text, kind, &[]);
        let shown: Vec<String> = starts(&reading, &[])
            .into_iter()
            .map(|start| {
                format!(
                    "{} {}",
                    start.number.unwrap_or_default(),
                    start.title.unwrap_or("-".to_owned())
                )
            })
            .collect();
        assert_eq!(shown, expected);
    }

    #[test]
    fn numbered_titles_in_rising_order_are_items() {
        check(
            PaperKind::Minutes,
            "41. Apologies\nApologies were received.\n42. The harbour wall\nIt was resolved:\n1. that the wall be mended;\n2. that the cost be shared.\n43. Any other business\nNone.",
            &["41 Apologies", "42 The harbour wall", "43 Any other business"],
        );
        check(
            PaperKind::Minutes,
            "64/09 Apologies\nNone.\n65/09 Harbour\nWords were said.\n66/09 Close\nAt nine.",
            &["64/09 Apologies", "65/09 Harbour", "66/09 Close"],
        );
        check(
            PaperKind::Minutes,
            "EX19/2022 Apologies\nNone.\nEX20/2022 Harbour\nWords.\nEX21/2022 Close\nAt nine.",
            &["EX19/2022 Apologies", "EX20/2022 Harbour", "EX21/2022 Close"],
        );
    }

    #[test]
    fn a_title_ends_at_the_colon_of_its_paragraph() {
        check(
            PaperKind::Minutes,
            "1. Minutes: The minutes of the last meeting were duly signed as a correct record.\n2. Matters Arising: None\n3. Harbour Report: The wall had been looked at and was found to be in want of repair.",
            &["1 Minutes", "2 Matters Arising", "3 Harbour Report"],
        );
    }

    #[test]
    fn headings_with_the_number_on_a_line_of_its_own_are_items() {
        check(
            PaperKind::AgendaAndMinutes,
            "### 54.\n### Public Question Time\nMinutes:\n- 1. the wall be mended\n- 2. the cost be shared\n### 55.\n### Petitions PDF 99 KB\nMinutes:\nNone.",
            &["54 Public Question Time", "55 Petitions"],
        );
        check(
            PaperKind::AgendaAndMinutes,
            "No.\tItem\n1.\tApologies\nNone.\n2.\tHarbour\nWords.\n3.\tClose\nAt nine.",
            &["1 Apologies", "2 Harbour", "3 Close"],
        );
    }

    #[test]
    fn two_matters_of_every_meeting_and_lettered_ones_are_items() {
        check(
            PaperKind::Minutes,
            "1. MINUTES OF THE APRIL MEETING\nAgreed.\n2. MATTERS ARISING\nNone.",
            &["1 MINUTES OF THE APRIL MEETING", "2 MATTERS ARISING"],
        );
        check(
            PaperKind::Minutes,
            "3. APOLOGIES\nNone.\n4A. THE LAMP\nLit.\n4. HARBOUR\nWords.\n5. CLOSE\nAt nine.",
            &["3 APOLOGIES", "4A THE LAMP", "4 HARBOUR", "5 CLOSE"],
        );
        check(
            PaperKind::Minutes,
            "4811 To receive apologies: None.\n4812 Harbour lamp: It was lit.\n4813 To see the wall: None.",
            &["4811 To receive apologies", "4812 Harbour lamp", "4813 To see the wall"],
        );
    }

    #[test]
    fn two_books_of_minutes_are_two_sequences() {
        check(
            PaperKind::Agenda,
            "ANNUAL MEETING\n814. Apologies\n815. Election\n816. Report\nORDINARY MEETING\n3291. Apologies\n3292. Harbour\n3293. Close",
            &[
                "814 Apologies",
                "815 Election",
                "816 Report",
                "3291 Apologies",
                "3292 Harbour",
                "3293 Close",
            ],
        );
    }

    #[test]
    fn parts_with_titles_are_items_and_numbered_paragraphs_are_not() {
        check(
            PaperKind::Minutes,
            "1. Apologies\nNone.\n2. Reports\n2.1 Harbour master:\nIt leans.\n2.2 Lamp keeper:\nLit.\n2.3 Clerk:\nNone.\n3. Close\nAt nine.",
            &[
                "1 Apologies",
                "2 Reports",
                "2.1 Harbour master",
                "2.2 Lamp keeper",
                "2.3 Clerk",
                "3 Close",
            ],
        );
        check(
            PaperKind::Minutes,
            "1. Apologies\n1.1 There were none but one, who was late.\n2. Harbour\n2.1 The wall was seen, and leans out to the sea.\n2.2 It was agreed that the wall be mended this year.\n3. Close\nAt nine.",
            &["1 Apologies", "2 Harbour", "3 Close"],
        );
    }

    #[test]
    fn a_few_paragraphs_with_numbers_are_parts_without_titles() {
        check(
            PaperKind::Minutes,
            "1. Apologies\nNone.\n2. Harbour\nWords.\n3. Further reports\n3.1 The wall leans out to the sea.\n3.2 A lamp in the lane is out and is to be lit.\n4. Close\nAt nine.",
            &["1 Apologies", "2 Harbour", "3 Further reports", "3.1 -", "3.2 -", "4 Close"],
        );
    }

    #[test]
    fn parts_go_on_where_the_number_of_their_item_was_left_behind() {
        check(
            PaperKind::Minutes,
            "5. Minutes\nSigned.\n6. Reports\n6.1 Harbour master\nIt leans.\n5.2 Lamp keeper\nLit.\n5.3 Clerk\nNone.\n7. Close\nAt nine.",
            &[
                "5 Minutes",
                "6 Reports",
                "6.1 Harbour master",
                "5.2 Lamp keeper",
                "5.3 Clerk",
                "7 Close",
            ],
        );
    }

    #[test]
    fn a_matter_below_another_is_no_entry_of_a_list() {
        check(
            PaperKind::Minutes,
            "1. Apologies\nNone.\n2. Nobody had more to say of the wall\n3. Accounts for the month\nPaid.\n4. Correspondence\n1. Notes from Hill\n2. Notes from Dale\n3. ABCD Lunch & Talk 31/01/07 The Visitor Centre, Hillbarrow Sands\n4. Feast of the lamp\n5. Planning\nNone.",
            &[
                "1 Apologies",
                "2 Nobody had more to say of the wall",
                "3 Accounts for the month",
                "4 Correspondence",
                "5 Planning",
            ],
        );
    }

    #[test]
    fn lists_and_tables_are_no_items() {
        check(
            PaperKind::Minutes,
            "The panel resolved:\n1. that the wall be mended;\n2. that the cost be shared; and\n3. that the public be told.",
            &[],
        );
        check(PaperKind::Minutes, "1.\n250\n2.\n300\n3.\n12.5\n", &[]);
        check(
            PaperKind::Minutes,
            "12 members were there\n13 people spoke\n14 days were given",
            &[],
        );
    }
}
