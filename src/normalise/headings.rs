//! Finds items of minutes that bear no numbers, by their headings: heading blocks of a page, or
//! lines in capitals.

use std::collections::HashMap;

use crate::extract::BlockKind;
use crate::normalise::dates;
use crate::normalise::items::Start;
use crate::normalise::reading::Reading;
use crate::normalise::reading::folded_space;
use crate::paper::Part;

/// How many headings it takes to divide a paper.
const FEWEST: usize = 3;

/// A longer heading, in bytes, is a sentence.
const LONGEST: usize = 90;

/// How often the same heading may stand in one paper: what comes oftener is an answer that is
/// given again and again, such as NO OBJECTION.
const OFTEN: usize = 2;

/// Lines in capitals that are the outcome of an item, not its heading.
const OUTCOMES: [&str; 14] = [
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
    "minutes of",
];

/// Returns where items with headings begin; nothing where too few are found.
pub(super) fn starts(reading: &Reading<'_>) -> Vec<Start> {
    let blocks = heading_blocks(reading);
    let found = if blocks.len() >= FEWEST { blocks } else { capitals(reading) };
    if found.len() < FEWEST {
        return Vec::new();
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
    let roll = roll_starts(reading);
    let mut found: Vec<usize> = Vec::new();
    for (at, line) in reading.lines.iter().enumerate().skip(roll) {
        let is_title = often.get(line.text).is_some_and(|times| *times <= OFTEN);
        // A title may run over two lines; the second opens nothing.
        let runs_on = found.last() == Some(&(at.wrapping_sub(1)));
        if is_title && !runs_on {
            found.push(at);
        }
    }
    found
}

/// The first lines, in capitals too, name the meeting: items come after the roll of members.
fn roll_starts(reading: &Reading<'_>) -> usize {
    let is_roll = |text: &str| {
        let lower = text.to_lowercase();
        lower.starts_with("present")
            || lower.starts_with("in attendance")
            || lower.starts_with("apolog")
    };
    let found = reading.top(40).iter().position(|line| is_roll(line.text));
    found.unwrap_or_else(|| reading.lines.len().min(3))
}

fn is_capitals(line: &str) -> bool {
    if line.len() > LONGEST || line.bytes().any(|byte| byte.is_ascii_lowercase()) {
        return false;
    }
    let letters = line.chars().filter(|c| c.is_alphabetic()).count();
    let lower = line.to_lowercase();
    letters >= 5
        && letters * 2 > line.chars().count()
        && !line.chars().any(char::is_lowercase)
        && !line.starts_with(|c: char| c.is_ascii_digit())
        && !OUTCOMES.iter().any(|word| lower.contains(word))
        && dates::in_line(line).is_empty()
        // `CT.0006/3/F` is a reference.
        && !line.split(' ').any(|word| word.bytes().any(|byte| byte.is_ascii_digit()) && word.contains(['/', '.']))
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
    fn heading_blocks_go_before_capitals() {
        check(
            "# Foxhole\n## Apologies\nNone.\n## Harbour\nWords.\n## Close\nAt nine.",
            &["Apologies", "Harbour", "Close"],
        );
    }
}
