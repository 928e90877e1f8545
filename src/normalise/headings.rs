//! Finds items of minutes that bear no numbers, by their headings: heading blocks of a page, or
//! lines in capitals.

use std::collections::HashMap;

use crate::extract::BlockKind;
use crate::normalise::dates;
use crate::normalise::items::Start;
use crate::normalise::lexicon::begins_with;
use crate::normalise::procedure;
use crate::normalise::reading::Reading;
use crate::normalise::reading::folded_space;
use crate::normalise::running;
use crate::normalise::title;
use crate::paper::PaperKind;
use crate::paper::Part;

/// How many headings it takes to divide a paper.
const FEWEST: usize = 3;

/// A longer heading, in bytes, is a sentence.
pub(super) const LONGEST: usize = 90;

/// A longer line in capitals, in bytes, is a paragraph: it may name a report, a body and a day.
const LONGEST_CAPITALS: usize = 150;

/// How often the same heading may stand in one paper: what comes oftener is an answer that is
/// given again and again, such as NO OBJECTION.
const OFTEN: usize = 2;

/// Lines in capitals that are the outcome of an item, not its heading.
const OUTCOMES: [&str; 16] = [
    "resolved",
    "agreed",
    "noted",
    "approved",
    "carried",
    "received",
    "refused",
    "granted",
    "deferred",
    "object",
    "present",
    "in attendance",
    "recommend",
    "presennol",
    "wrth law",
    "gwrthwynebiad",
];

/// Lines at the end under which the minutes are signed.
const SIGNATURES: [&str; 5] = ["chair", "chairman", "chairperson", "cadeirydd", "signed"];

/// Returns where items with headings begin; nothing where too few are found.
pub(super) fn starts(reading: &Reading<'_>) -> Vec<Start> {
    let blocks = heading_blocks(reading);
    let found = if blocks.len() >= FEWEST { blocks } else { capitals(reading) };
    // A meeting called for one matter has two items: who was away, and the matter.
    let is_matter = |at: &usize| procedure::names_matter(reading.lines[*at].text);
    let are_two = found.len() == 2
        && reading.kind == PaperKind::Minutes
        && roll_starts(reading).1
        && found.iter().any(is_matter);
    let run_in = if found.len() < FEWEST { running::starts(reading) } else { Vec::new() };
    if !run_in.is_empty() || (found.len() < FEWEST && !are_two) {
        return run_in;
    }
    found
        .into_iter()
        .map(|at| {
            let line = &reading.lines[at];
            let title = folded_space(line.text).trim_end_matches([':', '.']).to_owned();
            Start { title: Some(title), ..Start::bare(line.span.start, Part::Item) }
        })
        .collect()
}

/// The headings of the level that divides the page: the highest with enough of them, the page's
/// own heading aside.
fn heading_blocks(reading: &Reading<'_>) -> Vec<usize> {
    // Headings above all text that say which meeting this is open no item.
    let is_heading = |kind: BlockKind| matches!(kind, BlockKind::Heading(_));
    let top = reading.lines.iter().take_while(|line| is_heading(line.kind));
    let below = top.enumerate().filter(|(_, line)| tells_meeting(line.text)).last();
    let below = below.map_or(1, |(at, _)| at + 1);
    (1..=6)
        .map(|level| {
            let lines = reading.lines.iter().enumerate();
            lines
                .filter(|(_, line)| {
                    line.kind == BlockKind::Heading(level) && line.text.len() <= LONGEST
                })
                .map(|(at, _)| at)
                .filter(|at| *at >= below)
                .collect::<Vec<usize>>()
        })
        .find(|found| found.len() >= FEWEST)
        .unwrap_or_default()
}

fn capitals(reading: &Reading<'_>) -> Vec<usize> {
    let mut often: HashMap<&str, usize> = HashMap::new();
    for line in reading.lines.iter().filter(|line| is_capitals(line.text)) {
        *often.entry(line.text).or_default() += 1;
    }
    let (roll, has_roll) = roll_starts(reading);
    let mut found: Vec<usize> = Vec::new();
    for (at, line) in reading.lines.iter().enumerate().skip(roll) {
        let is_title = often
            .get(line.text)
            .is_some_and(|times| *times <= OFTEN || procedure::names_matter(line.text))
            // Above the roll such a line tells which meeting this is.
            && (has_roll || !tells_meeting(line.text));
        // A title may run over two lines; the second opens nothing.
        let runs_on = found.last() == Some(&(at.wrapping_sub(1)));
        if is_title && !runs_on {
            found.push(at);
        }
    }
    found
}

/// Where the roll of members begins, by its line, and whether one was found. The first lines, in
/// capitals too, name the meeting: items come after the roll.
pub(super) fn roll_starts(reading: &Reading<'_>) -> (usize, bool) {
    const OPENINGS: [&str; 5] = ["present", "in attendance", "apolog", "presennol", "yn bresennol"];
    let is_roll = |text: &str| OPENINGS.iter().any(|opening| begins_with(text, opening));
    let found = reading.top(40).iter().position(|line| is_roll(line.text));
    (found.unwrap_or_else(|| reading.lines.len().min(3)), found.is_some())
}

/// Says whether a line in capitals holds a day or speaks of minutes.
fn tells_meeting(line: &str) -> bool {
    line.contains("MINUTES OF") || !dates::in_line(line).is_empty()
}

fn is_capitals(line: &str) -> bool {
    // `STANDING ORDER No 4` has small letters too.
    let small = line.bytes().filter(u8::is_ascii_lowercase).take(3).count();
    let is_long = line.len() > LONGEST && line.ends_with('.');
    if line.len() > LONGEST_CAPITALS || is_long || small > 2 {
        return false;
    }
    let great = line.bytes().filter(u8::is_ascii_uppercase).count();
    if small * 8 > great {
        return false;
    }
    let letters = line.chars().filter(|c| c.is_alphabetic()).count();
    let lower = line.to_lowercase();
    letters >= 5
        && title::without_file_mark(line).len() >= 5
        && !lower.starts_with("dim ")
        && !SIGNATURES.contains(&lower.trim_matches(|c: char| !c.is_alphanumeric()))
        && letters * 5 > line.chars().count() * 2
        && !line.chars().any(|c| c.is_lowercase() && !c.is_ascii())
        && (!line.starts_with(|c: char| c.is_ascii_digit()) || opens_with_year(line))
        && !is_outcome(&lower)
        // A line that begins with a day or the like tells when; one that ends so, what.
        && dates::in_line(line).first().is_none_or(|day| day.span.start >= 12)
        // `CT.0006/3/F` is a reference.
        && !line.split(' ').any(|word| word.bytes().any(|byte| byte.is_ascii_digit()) && word.contains(['/', '.']))
}

/// Says whether a line begins with a year and words: `2014 CHURCH REPORT`.
fn opens_with_year(line: &str) -> bool {
    line.split_once(' ').is_some_and(|(year, rest)| {
        year.len() == 4
            && year.bytes().all(|byte| byte.is_ascii_digit())
            && (year.starts_with("19") || year.starts_with("20"))
            && rest.starts_with(char::is_alphabetic)
    })
}

/// Says whether a line in small letters tells what became of a matter. A longer line may hold such
/// a word and be a title: `recommendations to the finance panel`.
pub(super) fn is_outcome(lower: &str) -> bool {
    const TELLING: [&str; 6] = ["that", "was", "were", "be", "been", "it"];
    let is_word = |word: &str| {
        let is_telling = OUTCOMES.contains(&word) || TELLING.contains(&word);
        is_telling || word == "no" || word.starts_with("object")
    };
    let words = lower.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty());
    let count = words.clone().count();
    let is_refusal = count <= 3 && lower.starts_with("no ");
    if is_refusal || !OUTCOMES.iter().any(|word| lower.contains(word)) {
        return is_refusal;
    }
    let tells = words.clone().any(|word| TELLING.contains(&word));
    let opens = words.clone().next().is_some_and(is_word);
    count < 4 || tells || opens
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::normalise::reading::tests::titles;

    #[track_caller]
    fn check(plain: &str, expected: &[&str]) {
        assert_eq!(titles(plain, starts), expected);
    }

    #[test]
    fn lines_in_capitals_after_the_roll_are_titles() {
        check(
            "MINUTES OF THE MEETING\nHELD IN THE HALL\nPresent: A. Reed\nAPOLOGIES\nNone.\nTHE HARBOUR WALL\nAB.0006/3/F\nWords.\nNO OBJECTION\nMATTERS ARISING:\nNone.",
            &["APOLOGIES", "THE HARBOUR WALL", "MATTERS ARISING"],
        );
        check("Present: A. Reed\nAPOLOGIES\nNone.\nHARBOUR\nWords.", &["APOLOGIES", "HARBOUR"]);
        check("Present: A. Reed\nWALL\nNone.\nHARBOUR\nWords.", &[]);
        check(
            "Present: A. Reed\nAPOLOGIES\nNone.\nRECOMMENDATIONS TO THE HARBOUR PANEL\nWords.\nNO REPLY\nIT WAS AGREED TO MEND IT\nOBJECTIONS TO THE WALL\n2014 HARBOUR REPORT\nWords.\nCORRESPONDENCE\nNone.\nCORRESPONDENCE\nNone.\nCORRESPONDENCE\nNone.",
            &[
                "APOLOGIES",
                "RECOMMENDATIONS TO THE HARBOUR PANEL",
                "2014 HARBOUR REPORT",
                "CORRESPONDENCE",
                "CORRESPONDENCE",
                "CORRESPONDENCE",
            ],
        );
    }

    #[test]
    fn titles_that_hold_a_day_count_below_the_roll() {
        check(
            "MINUTES OF THE MEETING HELD ON 5 MAY 2014\nPresent: A. Reed\nAPOLOGIES\nNone.\nMINUTES OF THE MEETING HELD ON 7 APRIL 2014\nSigned.\nSTANDING ORDER No 4\nWords.",
            &["APOLOGIES", "MINUTES OF THE MEETING HELD ON 7 APRIL 2014", "STANDING ORDER No 4"],
        );
    }

    #[test]
    fn heading_blocks_go_before_capitals() {
        check(
            "# Foxhole\n## Apologies\nNone.\n## Harbour\nWords.\n## Close\nAt nine.",
            &["Apologies", "Harbour", "Close"],
        );
    }
}
