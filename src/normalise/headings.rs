//! Finds items of minutes that bear no numbers, by their headings: heading blocks of a page, or
//! lines in capitals.

use std::collections::HashMap;

use crate::extract::BlockKind;
use crate::normalise::dates;
use crate::normalise::items::Start;
use crate::normalise::procedure;
use crate::normalise::reading::Reading;
use crate::normalise::reading::folded_space;
use crate::normalise::statement;
use crate::normalise::title;
use crate::paper::PaperKind;
use crate::paper::Part;

/// How many headings it takes to divide a paper.
const FEWEST: usize = 3;

/// A longer heading, in bytes, is a sentence.
const LONGEST: usize = 90;

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
    "objection",
    "present",
    "in attendance",
    "recommend",
    "presennol",
    "wrth law",
    "gwrthwynebiad",
];

/// Lines at the end under which the minutes are signed.
const SIGNATURES: [&str; 5] = ["chair", "chairman", "chairperson", "cadeirydd", "signed"];

/// A longer title, in bytes, does not run into its paragraph.
const LONGEST_RUN_IN: usize = 50;

/// Labels and names that a colon follows as well.
const LABELS: [&str; 27] = [
    "mr ",
    "mrs ",
    "ms ",
    "miss ",
    "dr ",
    "cllr",
    "councillor ",
    "sir ",
    "chair",
    "clerk",
    "time",
    "date:",
    "venue",
    "action",
    "proposed",
    "seconded",
    "signed",
    "note",
    "email",
    "e-mail",
    "also",
    "those",
    "members",
    "officers",
    "question",
    "answer",
    "response",
];

/// Labels that are words of their own.
const WHOLE_LABELS: [&str; 3] = ["tel", "tel no", "telephone"];

/// Returns where items with headings begin; nothing where too few are found.
pub(super) fn starts(reading: &Reading<'_>) -> Vec<Start> {
    let blocks = heading_blocks(reading);
    let found = if blocks.len() >= FEWEST { blocks } else { capitals(reading) };
    if found.len() < FEWEST {
        return run_in(reading);
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
    (1..=6)
        .map(|level| {
            let lines = reading.lines.iter().enumerate();
            lines
                .filter(|(_, line)| {
                    line.kind == BlockKind::Heading(level) && line.text.len() <= LONGEST
                })
                .map(|(at, _)| at)
                .filter(|at| *at > 0)
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
        let is_title = often.get(line.text).is_some_and(|times| *times <= OFTEN)
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

/// The first lines, in capitals too, name the meeting: items come after the roll of members.
fn roll_starts(reading: &Reading<'_>) -> (usize, bool) {
    let is_roll = |text: &str| {
        let lower = text.to_lowercase();
        lower.starts_with("present")
            || lower.starts_with("in attendance")
            || lower.starts_with("apolog")
            || lower.starts_with("presennol")
            || lower.starts_with("yn bresennol")
    };
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
    if line.len() > LONGEST || small > 2 {
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
        && !line.starts_with(|c: char| c.is_ascii_digit())
        && !OUTCOMES.iter().any(|word| lower.contains(word))
        // A line that begins with a day or the like tells when; one that ends so, what.
        && dates::in_line(line).first().is_none_or(|day| day.span.start >= 12)
        // `CT.0006/3/F` is a reference.
        && !line.split(' ').any(|word| word.bytes().any(|byte| byte.is_ascii_digit()) && word.contains(['/', '.']))
}

/// Titles that run into their paragraphs: `Matters arising: the lamp is lit`. They count where
/// enough of them are matters that every meeting has.
fn run_in(reading: &Reading<'_>) -> Vec<Start> {
    if reading.kind != PaperKind::Minutes {
        return Vec::new();
    }
    let titled: Vec<(usize, &str)> = reading
        .lines
        .iter()
        .filter_map(|line| Some((line.span.start, run_in_title(line.text)?)))
        .collect();
    let is_named = |(_, title): &&(usize, &str)| procedure::names_matter(title);
    if titled.iter().filter(is_named).count() < FEWEST {
        return Vec::new();
    }
    let from = titled.iter().position(|title| is_named(&title)).unwrap_or(0);
    titled[from..]
        .iter()
        .map(|(at, title)| Start {
            title: Some(folded_space(title)),
            ..Start::bare(*at, Part::Item)
        })
        .collect()
}

/// The title before the colon of a paragraph, or `None` where it may be a name or a label.
fn run_in_title(line: &str) -> Option<&str> {
    let line = line.trim_matches(['*', '_', ' ', '\u{a0}']);
    // A name that stands alone on its line runs into nothing, and may be longer.
    let alone = line.strip_suffix(':').filter(|name| {
        name.len() <= LONGEST && !name.contains(':') && statement::is_capitalised(name)
    });
    let title = match alone {
        Some(name) => name.trim(),
        None => line[..line.floor_char_boundary(LONGEST_RUN_IN)].split_once(':')?.0.trim(),
    };
    let title = title.trim_end_matches(['*', '_', ' ']);
    let lower = title.to_lowercase();
    let is_title = title.starts_with(char::is_uppercase)
        && title.chars().filter(|c| c.is_alphabetic()).count() >= 4
        && !title.contains(['.', '(', '@', '/', '"', '“'])
        && (alone.is_some() || title.split_whitespace().count() <= 6)
        && !title.bytes().any(|byte| byte.is_ascii_digit())
        && !is_label(&lower)
        && !OUTCOMES.iter().any(|word| lower.contains(word));
    is_title.then_some(title)
}

/// Says whether words begin with a label or are one: `Telephone box` is none, `Tel` is.
fn is_label(lower: &str) -> bool {
    LABELS.iter().any(|label| lower.starts_with(label)) || WHOLE_LABELS.contains(&lower)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::normalise::reading::tests::text;
    use crate::paper::PaperKind;

    #[track_caller]
    fn check(plain: &str, expected: &[&str]) {
        let text = text(plain);
        let reading = Reading::new(&text, PaperKind::Minutes, &[]);
        let shown: Vec<String> =
            starts(&reading).into_iter().filter_map(|start| start.title).collect();
        assert_eq!(shown, expected);
    }

    #[test]
    fn lines_in_capitals_after_the_roll_are_titles() {
        check(
            "MINUTES OF THE MEETING\nHELD IN THE HALL\nPresent: A. Reed\nAPOLOGIES\nNone.\nTHE HARBOUR WALL\nAB.0006/3/F\nWords.\nNO OBJECTION\nMATTERS ARISING:\nNone.",
            &["APOLOGIES", "THE HARBOUR WALL", "MATTERS ARISING"],
        );
        check("Present: A. Reed\nAPOLOGIES\nNone.\nHARBOUR\nWords.", &[]);
    }

    #[test]
    fn titles_that_hold_a_day_count_below_the_roll() {
        check(
            "MINUTES OF THE MEETING HELD ON 5 MAY 2014\nPresent: A. Reed\nAPOLOGIES\nNone.\nMINUTES OF THE MEETING HELD ON 7 APRIL 2014\nSigned.\nSTANDING ORDER No 4\nWords.",
            &["APOLOGIES", "MINUTES OF THE MEETING HELD ON 7 APRIL 2014", "STANDING ORDER No 4"],
        );
    }

    #[test]
    fn titles_run_into_their_paragraphs() {
        check(
            "Present: A. Reed\nApologies: B. Ash\nMinutes: They were signed.\nMatters arising: The lamp is lit.\nHarbour wall: It leans.\nMr Reed: I say no.\nClose: At nine.",
            &["Apologies", "Minutes", "Matters arising", "Harbour wall", "Close"],
        );
        check(
            "Apologies: B. Ash\nMinutes: They were signed.\nTelephone Box:\nIt rings.\nTel: 01\nNews of the Feast for the Day of the Lamp:\nIt was lit.\nMatters arising: None.",
            &[
                "Apologies",
                "Minutes",
                "Telephone Box",
                "News of the Feast for the Day of the Lamp",
                "Matters arising",
            ],
        );
        check("Present: A. Reed\nWall: It leans.\nLamp: Lit.\nRoad: Long.", &[]);
    }

    #[test]
    fn heading_blocks_go_before_capitals() {
        check(
            "# Foxhole\n## Apologies\nNone.\n## Harbour\nWords.\n## Close\nAt nine.",
            &["Apologies", "Harbour", "Close"],
        );
    }
}
