//! Finds the titles of minutes that bear neither numbers nor capitals: those that run into their
//! paragraphs (`Matters arising: the lamp is lit`) and those that stand bare on a line.
//!
//! Such a line says little by itself, so nothing is taken unless enough of them name matters that
//! every meeting has.

use std::sync::LazyLock;

use serde::Deserialize;

use crate::extract::BlockKind;
use crate::normalise::headings;
use crate::normalise::items::Start;
use crate::normalise::lexicon::Lexicon;
use crate::normalise::procedure;
use crate::normalise::reading::Reading;
use crate::normalise::reading::folded_space;
use crate::normalise::statement;
use crate::paper::PaperKind;
use crate::paper::Part;

/// How many titles must name matters that every meeting has.
const FEWEST: usize = 3;

/// A longer title, in bytes, does not run into its paragraph.
const LONGEST_RUN_IN: usize = 50;

/// A longer bare line, in bytes, is no title, and a shorter one beside it no paragraph.
const LONGEST_BARE: usize = 60;

/// How many words a bare title has at most.
const MOST_BARE: usize = 9;

#[derive(Deserialize)]
struct Table {
    labels: Lexicon,
    whole: Lexicon,
    verbs: Lexicon,
}

static TABLE: LazyLock<Table> = LazyLock::new(|| {
    toml::from_str(include_str!("running.toml"))
        .expect("running.toml is embedded and parsed in a test")
});

/// Returns where the items begin; nothing where too few titles name matters of every meeting.
pub(super) fn starts(reading: &Reading<'_>) -> Vec<Start> {
    if reading.kind != PaperKind::Minutes {
        return Vec::new();
    }
    let (roll, _) = headings::roll_starts(reading);
    let titled: Vec<(usize, &str)> = (0..reading.lines.len())
        .filter_map(|at| {
            let line = &reading.lines[at];
            let title = run_in_title(line.text)
                // Above the roll a bare line tells which meeting this is.
                .or_else(|| (at >= roll).then(|| bare_title(reading, at))?)
                .or_else(|| procedure::whole_title(line.text))?;
            Some((line.span.start, title))
        })
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

/// Returns the titles that stand on lines of their own and end with a colon, in a paper where others
/// bear numbers.
pub(super) fn with_colons(reading: &Reading<'_>) -> Vec<Start> {
    let lines = reading
        .lines
        .iter()
        .filter(|line| line.kind == BlockKind::Paragraph && line.text.ends_with(':'));
    lines
        .filter_map(|line| {
            let is_name = |title: &&str| !title.contains(' ') || statement::is_capitalised(title);
            let title = run_in_title(line.text).filter(is_name)?;
            let title = Some(folded_space(title));
            Some(Start { title, ..Start::bare(line.span.start, Part::Item) })
        })
        .collect()
}

/// The title before the colon of a paragraph, or `None` where it may be a name or a label.
pub(super) fn run_in_title(line: &str) -> Option<&str> {
    let line = line.trim_matches(['*', '_', ' ', '\u{a0}']);
    // A name that stands alone on its line runs into nothing, and may be longer.
    let alone = line.strip_suffix(':').filter(|name| {
        name.len() <= headings::LONGEST && !name.contains(':') && statement::is_capitalised(name)
    });
    let title = match alone {
        Some(name) => name.trim(),
        None => line[..line.floor_char_boundary(LONGEST_RUN_IN)].split_once(':')?.0.trim(),
    };
    let title = title.trim_end_matches(['*', '_', ' ']);
    let may_be = title.starts_with(char::is_uppercase)
        && title.chars().filter(|c| c.is_alphabetic()).count() >= 4
        && !title.contains(['.', '(', '@', '/', '"', '“'])
        && (alone.is_some() || title.split_whitespace().count() <= 6)
        && !title.bytes().any(|byte| byte.is_ascii_digit());
    if !may_be {
        return None;
    }
    let lower = title.to_lowercase();
    let is_named = procedure::names_matter(title);
    // `Applications considered by the council` is said of a part of an item.
    let is_other = || is_label(&lower) || is_of_person(line) || lower.contains(" by ");
    let is_title = (is_named || !is_other()) && !headings::is_outcome(&lower);
    is_title.then_some(title)
}

/// The title that the line `at` is, with no mark behind it: one that names a matter of every
/// meeting, or a name between two paragraphs.
fn bare_title<'a>(reading: &Reading<'a>, at: usize) -> Option<&'a str> {
    let line = &reading.lines[at];
    let title = line.text.trim_matches(['*', '_', ' ', '\u{a0}']);
    let mut words = title.split_whitespace();
    let may_be = line.kind == BlockKind::Paragraph
        && title.len() <= LONGEST_BARE
        && title.starts_with(char::is_uppercase)
        && title.ends_with(|c: char| c.is_alphabetic() || c == ')')
        && !title.bytes().any(|byte| byte.is_ascii_digit() || b"@:;?".contains(&byte))
        && words.clone().count() <= MOST_BARE
        && !words.any(|word| TABLE.verbs.has(word));
    if !may_be {
        return None;
    }
    let lower = title.to_lowercase();
    let is_named = procedure::names_matter(title);
    if (!is_named && headings::is_outcome(&lower)) || lower.contains(" by ") {
        return None;
    }
    let is_paragraph =
        |at: usize| reading.lines.get(at).is_some_and(|line| line.text.len() > LONGEST_BARE);
    let between = || {
        is_paragraph(at.wrapping_sub(1))
            && is_paragraph(at + 1)
            && statement::is_capitalised(title)
            && !is_label(&lower)
            && !is_letter(title)
    };
    (is_named || between()).then_some(title)
}

/// The title in small letters that `line` begins with, where it is one that minutes may print
/// without a number among numbered ones: `Payments: …`.
pub(super) fn beside_numbers(line: &str) -> Option<&str> {
    let title = line[..line.floor_char_boundary(LONGEST_RUN_IN)].split_once(':')?.0;
    procedure::stands_beside(title).then_some(title)
}

/// Says whether a short line is a label with the name of a person: `Mover: Cllr Reed`.
fn is_of_person(line: &str) -> bool {
    const TITLES: [&str; 6] = ["Cllr", "Mr", "Mrs", "Ms", "Miss", "Councillor"];
    let name = line.split_once(':').map_or("", |(_, rest)| rest.trim_start());
    let title = name.split([' ', '.']).next().unwrap_or_default();
    line.len() <= LONGEST_RUN_IN && TITLES.contains(&title)
}

/// Says whether a line tells of a letter by whom it is from: `ABCD - Course for Clerks`.
fn is_letter(title: &str) -> bool {
    let sender = title.split_once(" - ").or_else(|| title.split_once(" – "));
    sender.is_some_and(|(sender, _)| !sender.chars().any(char::is_lowercase))
}

/// Says whether words begin with a label or are one: `Telephone box` is none, `Tel` is.
fn is_label(lower: &str) -> bool {
    TABLE.labels.opening(lower).is_some() || TABLE.whole.has(lower)
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
    fn titles_stand_bare_on_their_lines() {
        let long =
            "The clerk told the meeting of it, and the meeting heard what the clerk had to tell.";
        check(
            &format!(
                "Present: A. Reed\nApologies were sent.\nMinutes of the last meeting. They were signed at once.\nMatters arising\n{long}\nThe Old Harbour Lamp\n{long}\nLamp in the Lane\n{long}\nPlanning\nApplications seen by the council:\nShed at the Old Mill\nCorrespondence received\n{long}"
            ),
            &[
                "Minutes of the last meeting",
                "Matters arising",
                "Lamp in the Lane",
                "Planning",
                "Correspondence received",
            ],
        );
    }
}
