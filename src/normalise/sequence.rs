//! Finds numbered items by the sequence they stand in.
//!
//! One numbered line says nothing: resolutions, lists and tables are numbered too. So all of
//! them are candidates, each is weighed by how much it looks like a title, and the rising
//! sequence of the greatest weight is taken, if it is long and good enough.

use std::collections::HashMap;

use crate::extract::BlockKind;
use crate::extract::Line;
use crate::normalise::items::Start;
use crate::normalise::number;
use crate::normalise::reading::Reading;
use crate::normalise::reading::is_heading;
use crate::normalise::title;
use crate::paper::PaperKind;
use crate::paper::Part;

/// A longer line, in bytes, is a paragraph.
const LONGEST_TITLE: usize = 120;

/// How many numbers a sequence may leave out from one item to the next.
const GAP: u32 = 4;

/// What the items of a sequence must weigh on average.
const GOOD: f32 = 0.9;

/// A line that may open an item.
struct Candidate {
    at: usize,
    line: usize,
    printed: String,
    title: Option<String>,
    weight: f32,
    heading: bool,
    /// Whether words of the item stand on the same line as its title.
    has_words: bool,
    readings: Vec<(String, u32)>,
}

/// Returns where the numbered items begin; nothing where there is no sequence. `meetings` are
/// the places where a further meeting begins: each has a sequence of its own.
pub(super) fn starts(reading: &Reading<'_>, meetings: &[usize]) -> Vec<Start> {
    let candidates = candidates(reading);
    let mut starts = Vec::new();
    let mut from = 0;
    for limit in meetings.iter().copied().chain([usize::MAX]) {
        let to = candidates.partition_point(|candidate| candidate.at < limit);
        let chosen = best(&candidates[from..to.max(from)]);
        if !chosen.is_empty() && from > 0 {
            // What stands before the first item of a further meeting is a header again.
            starts.push(Start::bare(last_meeting(meetings, chosen[0].at), Part::Header));
        }
        starts.extend(chosen.into_iter().map(|candidate| Start {
            at: candidate.at,
            part: Part::Item,
            number: Some(candidate.printed.clone()),
            title: candidate.title.clone(),
        }));
        from = to.max(from);
    }
    starts
}

fn last_meeting(meetings: &[usize], before: usize) -> usize {
    meetings.iter().copied().filter(|at| *at <= before).max().unwrap_or(before)
}

fn candidates(reading: &Reading<'_>) -> Vec<Candidate> {
    let lines = &reading.lines;
    let mut found: Vec<Candidate> = Vec::new();
    for (at, line) in lines.iter().enumerate() {
        // Few lines begin so, and the rest is not looked at.
        let opens = line.text.bytes().find(|byte| !b"*#_ ".contains(byte)).unwrap_or(b' ');
        if !opens.is_ascii_digit()
            && !opens.is_ascii_uppercase()
            && !matches!(opens, b'i' | b'a' | b'm')
        {
            continue;
        }
        let Some((number, rest)) = number::leading(line.text) else { continue };
        let alone = rest.is_empty();
        let titled = if alone { lines.get(at + 1) } else { Some(line) };
        let Some(titled) = titled else { continue };
        let printed = if alone { titled.text } else { rest };
        if alone && !may_be_title_alone(printed) {
            continue;
        }
        let title = cut_title(printed);
        let before = at.checked_sub(1).map(|before| &lines[before]);
        let dense = found.last().is_some_and(|last| {
            let follows = |(key, value): &(String, u32)| {
                last.readings.iter().any(|(other, before)| other == key && before + 1 == *value)
            };
            last.line + 1 == at && !last.has_words && number.readings.iter().any(follows)
        });
        let mut weight = weight(reading.kind, line, titled, printed, title.as_deref(), before);
        if dense && is_record(reading.kind) {
            weight -= 0.5;
        }
        if !number.marked && !is_heading(line) {
            weight -= if alone { 0.6 } else { 0.4 };
        }
        let has_words = title.as_ref().is_none_or(|title| title.len() + 12 < printed.len());
        if number.printed.contains('/') && !alone {
            // No list is numbered like a minute book.
            weight += 1.2;
        }
        found.push(Candidate {
            at: line.span.start,
            line: at,
            printed: number.printed,
            title,
            weight,
            heading: is_heading(line) || is_heading(titled),
            has_words,
            readings: number.readings,
        });
    }
    found
}

/// Says whether the paper records what happened: there, lines that order something are
/// resolutions, and each item has words below its title. An agenda is all bare titles.
fn is_record(kind: PaperKind) -> bool {
    kind != PaperKind::Agenda
}

/// Says whether a line below a lone number may be its title: a table has figures there.
fn may_be_title_alone(line: &str) -> bool {
    line.len() <= 2 * LONGEST_TITLE
        && line.chars().filter(|c| c.is_alphabetic()).count() * 2 > line.len() / 2
        && number::leading(line).is_none()
}

/// How much a candidate looks like the title of an item.
fn weight(
    kind: PaperKind,
    line: &Line<'_>,
    titled: &Line<'_>,
    printed: &str,
    title: Option<&str>,
    before: Option<&Line<'_>>,
) -> f32 {
    let mut weight = 1.0;
    if is_heading(line) || is_heading(titled) {
        weight += 1.0;
    }
    match title {
        None => weight -= 1.0,
        Some(title) => {
            weight += if title.len() == printed.len() { 0.3 } else { 0.2 };
            let letters = || title.chars().filter(|c| c.is_alphabetic());
            if letters().count() >= 3 && letters().all(|c| !c.is_lowercase()) {
                weight += 0.7;
            }
        }
    }
    if printed.starts_with(|c: char| c.is_lowercase()) {
        weight -= 1.5;
    }
    let lower = printed.to_lowercase();
    if printed.ends_with([';', ',']) || lower.ends_with(" and") || lower.ends_with("; or") {
        weight -= 1.0;
    }
    let orders = lower.starts_with("that ")
        || lower.starts_with("to ")
        || (lower.starts_with("the ") && printed.len() > 60);
    if orders && is_record(kind) {
        weight -= 0.8;
    }
    if line.kind == BlockKind::ListItem {
        weight -= 0.1;
    }
    let opens_list = before.is_some_and(|before| {
        let lower = before.text.to_lowercase();
        !is_heading(before)
            && is_record(kind)
            && (lower.ends_with(':')
                || lower.ends_with(":-")
                || lower.ends_with("resolved")
                || lower.ends_with(" that"))
            && lower.len() > 12
    });
    if opens_list {
        weight -= 0.7;
    }
    if is_quantity(&lower) {
        weight -= 1.5;
    }
    weight
}

/// Says whether the words after a figure make it a count or a date: `12 members were present`.
fn is_quantity(lower: &str) -> bool {
    const WORDS: [&str; 26] = [
        "january",
        "february",
        "march ",
        "april ",
        "may ",
        "june ",
        "july ",
        "august",
        "september",
        "october",
        "november",
        "december",
        "members",
        "people",
        "year",
        "month",
        "week",
        "day",
        "hour",
        "minute ",
        "mile",
        "p.m",
        "a.m",
        "pm",
        "am ",
        "no.",
    ];
    WORDS.iter().any(|word| lower.starts_with(word))
}

/// The title in the words after a number, or `None` where they are a paragraph: all of them when
/// they are short, else what stands before a colon, a dash or the first full stop.
fn cut_title(printed: &str) -> Option<String> {
    let printed = title::without_file_mark(printed);
    let first_cell = printed.split('\t').next().unwrap_or(&printed);
    let cut = leading_capitals(first_cell).or_else(|| {
        [(":", 90), (" – ", 70), (" - ", 70), (". ", 70)].into_iter().find_map(|(mark, most)| {
            let at = first_cell.find(mark)?;
            let rest = first_cell[at + mark.len()..].trim_start();
            // `Part 2: Roads` is a title as a whole; what follows in a sentence is not.
            let is_text = rest.len() > 60 || rest.ends_with('.') || mark == ":";
            let is_long = first_cell.len() > 70 || rest.ends_with('.');
            let is_time = rest.starts_with(|c: char| c.is_ascii_digit()) && mark == ":";
            (at >= 3 && at <= most && is_text && is_long && !is_time).then(|| &first_cell[..at])
        })
    });
    let title = cut.unwrap_or(first_cell).trim_end_matches([':', '.', ' ', '-', '–']);
    let is_sentence = title.len() > LONGEST_TITLE
        || (cut.is_none() && first_cell.ends_with('.') && first_cell.len() > 60);
    (!is_sentence && title.chars().filter(|c| c.is_alphabetic()).count() >= 3)
        .then(|| title.to_owned())
}

/// The words in capitals that a paragraph begins with: `PUBLIC FORUM There were two questions`.
fn leading_capitals(printed: &str) -> Option<&str> {
    let mut end = 0;
    for word in printed.split_inclusive(' ') {
        let letters = word.chars().filter(|c| c.is_alphabetic()).count();
        let is_capitals = !word.chars().any(char::is_lowercase) && letters != 1;
        if !is_capitals {
            break;
        }
        end += word.len();
    }
    let head = printed[..end].trim_end();
    let letters = head.chars().filter(|c| c.is_alphabetic()).count();
    let is_part = head.len() < printed.trim_end().len() && printed.len() > 60;
    (letters >= 5 && is_part).then_some(head)
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
    let Some(last) = (0..links.len())
        .max_by(|a, b| links[*a].weight.total_cmp(&links[*b].weight).then(b.cmp(a)))
    else {
        return Vec::new();
    };
    let mut chosen = Vec::new();
    let mut link = Some(last);
    while let Some(at) = link {
        chosen.push(&candidates[links[at].candidate]);
        link = links[at].before;
    }
    chosen.reverse();
    if is_good(&chosen) { chosen } else { Vec::new() }
}

/// One way to go on with a sequence.
struct Link {
    candidate: usize,
    before: Option<usize>,
    weight: f32,
}

fn is_good(chosen: &[&Candidate]) -> bool {
    let headings = chosen.iter().filter(|candidate| candidate.heading).count();
    let long = chosen.len() >= 3 || (chosen.len() == 2 && headings == 2);
    #[expect(clippy::cast_precision_loss, reason = "a paper has few items")]
    let average =
        chosen.iter().map(|candidate| candidate.weight).sum::<f32>() / chosen.len().max(1) as f32;
    long && average >= GOOD
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::normalise::reading::tests::text;

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
            &["1 Minutes", "2 Matters Arising: None", "3 Harbour Report"],
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
