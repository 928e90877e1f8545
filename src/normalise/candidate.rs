//! Finds the lines that may open a numbered item, and weighs how much each looks like a title.
//!
//! Knows one line and its neighbours. Which candidates are items is for `sequence` to say.

use std::collections::HashSet;

use crate::extract::BlockKind;
use crate::extract::Line;
use crate::normalise::cut;
use crate::normalise::lexicon::begins_with;
use crate::normalise::lexicon::ends_with;
use crate::normalise::number;
use crate::normalise::procedure;
use crate::normalise::reading::Reading;
use crate::normalise::reading::is_heading;
use crate::normalise::statement;
use crate::normalise::title::without_file_mark;
use crate::paper::PaperKind;

/// A longer line, in bytes, is a paragraph.
const LONGEST_TITLE: usize = 120;

/// A shorter part of an item, in bytes, has its title cut as any other.
const SHORTEST_PART: usize = 70;

/// A longer part of an item, in bytes, is a paragraph.
const LONGEST_PART: usize = 200;

/// What an item weighs at least that says what is to be done, where others do so too.
pub(super) const GOOD_PURPOSE: f32 = 0.7;

/// How many items must say so.
const FEWEST_PURPOSES: usize = 3;

/// A line that may open an item.
pub(super) struct Candidate {
    /// Where the line begins in the text, in bytes.
    pub(super) at: usize,
    /// The line, by its number in [`Reading::lines`].
    pub(super) line: usize,
    /// The number as printed.
    pub(super) printed: String,
    /// The title, where one can be told from the words of the item.
    pub(super) title: Option<String>,
    /// How much the line looks like a title.
    pub(super) weight: f32,
    /// Whether the line below names the item of the agenda: `(Item 4)`.
    pub(super) is_told_below: bool,
    /// Whether it is a heading of a structured page.
    pub(super) heading: bool,
    /// Whether words of the item stand on the same line as its title.
    pub(super) has_words: bool,
    /// How many bytes of words follow the title on its line.
    pub(super) said: usize,
    /// Whether a full stop ends the line, as it ends a sentence.
    pub(super) stops: bool,
    /// Whether it is a list of one entry whose number the page lost: such a page prints `1.` before
    /// each item.
    pub(super) renewed: bool,
    /// Whether a letter closes the number: `4a`.
    pub(super) lettered: bool,
    /// The ways to read the number: what stays the same, and what rises.
    pub(super) readings: Vec<(String, u32)>,
}

/// Returns the lines that may open an item, in order.
pub(super) fn find(reading: &Reading<'_>) -> Vec<Candidate> {
    let lines = &reading.lines;
    let mut found: Vec<Candidate> = Vec::new();
    // How many lists of one entry print their own number before that of the item: `1. 5. Roads`.
    let mut doubled = 0;
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
        if alone && !may_be_title_alone(titled) {
            continue;
        }
        let whole = cut::whole_before_paragraph(printed, &number.printed).map(str::to_owned);
        let printed = cut::before_paragraph(printed, &number.printed);
        let stops = titled.text.trim_end().ends_with('.');
        let next = lines.get(if alone { at + 2 } else { at + 1 });
        let is_told_below = next.is_some_and(|next| names_agenda_item(next.text));
        // Nothing but the title stands between the number and the item of the agenda.
        let told = is_told_below.then(|| printed.to_owned());
        let title = told
            .or(whole)
            .or_else(|| whole_part(&number.printed, printed, stops))
            .or_else(|| cut::cut_title(printed, stops));
        let before = at.checked_sub(1).map(|before| &lines[before]);
        let dense = found.last().is_some_and(|last| {
            let follows = |(key, value): &(String, u32)| {
                last.readings.iter().any(|(other, before)| other == key && before + 1 == *value)
            };
            last.line + 1 == at && !last.has_words && number.readings.iter().any(follows)
        });
        let mut weight = weight(reading.kind, line, titled, printed, title.as_deref(), before);
        if dense
            && is_record(reading.kind)
            && !title.as_deref().is_some_and(procedure::names_matter)
        {
            weight -= 0.5;
        }
        let lettered = number.printed.ends_with(|c: char| c.is_ascii_alphabetic());
        if lettered {
            // The number itself goes before.
            weight -= 0.3;
        }
        if !number.marked && !is_heading(line) {
            // `HB119` alone on its line is the number of a minute book; `119` may be a figure.
            let is_series = number.printed.starts_with(|c: char| c.is_ascii_uppercase());
            weight -= match (alone, is_series) {
                (true, true) => 0.2,
                (true, false) => 0.6,
                (false, _) => 0.4,
            };
        }
        // Minutes that are numbered through the years have figures that no list comes to.
        if number.readings.iter().all(|(_, value)| (100..).contains(value)) {
            weight += 0.5;
        }
        if is_told_below {
            weight += 2.0;
        }
        let has_words = title.as_ref().is_none_or(|title| title.len() + 4 < printed.len());
        if number.printed.contains('/') && !alone {
            // No list is numbered like a minute book.
            weight += 1.2;
        }
        doubled += usize::from(number.printed != "1" && line.text.starts_with("1. "));
        found.push(Candidate {
            renewed: line.kind == BlockKind::ListItem && number.printed == "1",
            lettered,
            is_told_below,
            at: line.span.start,
            line: at,
            printed: number.printed,
            weight,
            heading: is_heading(line) || is_heading(titled),
            has_words,
            said: printed.len() - title.as_ref().map_or(0, |title| title.len().min(printed.len())),
            stops,
            title,
            readings: number.readings,
        });
    }
    weigh_lists(&mut found);
    mark_renewed(&mut found, doubled >= 2);
    found
}

/// Says whether a line names the item of the agenda that minutes speak of, as council software
/// prints it below their title: `(Item 4)`.
fn names_agenda_item(line: &str) -> bool {
    let inner = line.strip_prefix('(').and_then(|rest| rest.strip_suffix(')'));
    let number = inner.and_then(|it| it.strip_prefix("Item ").or(it.strip_prefix("Agenda Item ")));
    number.is_some_and(|it| it.len() <= 4 && it.starts_with(|c: char| c.is_ascii_digit()))
}

/// A part of an item that is one line without a sentence, such as an application with its address:
/// the line is its title, be it long and marked as it will.
fn whole_part(number: &str, printed: &str, stops: bool) -> Option<String> {
    let is_part = number.split_once('.').is_some_and(|(_, part)| part != "0");
    let is_line = is_part
        && !stops
        && (SHORTEST_PART..=LONGEST_PART).contains(&printed.len())
        && printed.starts_with(char::is_uppercase)
        && !printed.contains(['\t', '•', ';', '?'])
        && !printed.contains(". ")
        && !statement::has_predicate(printed)
        // `War Memorial – Following a long talk on`: the line is broken off.
        && ![" – ", " - "].iter().any(|dash| {
            let behind = printed.split_once(dash).map_or("", |(_, rest)| rest);
            behind.split(' ').next().is_some_and(statement::is_opener)
        });
    is_line.then(|| without_file_mark(printed).trim_end_matches([':', ' ', '-', '–']).to_owned())
}

/// How many entries make a list inside an item.
const FEWEST_ENTRIES: usize = 3;

/// What a line must weigh to be one of the items counted before a list.
const LEAST_COUNTED: f32 = 0.5;

/// Makes less of a list that counts from 1 again, line by line, after items have been counted:
/// letters received, applications, actions.
fn weigh_lists(found: &mut [Candidate]) {
    // What stays the same in the numbers of the items that were counted so far.
    let mut counted: HashSet<String> = HashSet::new();
    let mut at = 0;
    while at < found.len() {
        let length = 1 + found[at..]
            .windows(2)
            .take_while(|pair| pair[1].line - pair[0].line <= 2 && follows(&pair[0], &pair[1]))
            .count();
        let run = at..at + length;
        at += length;
        // A line may stand between two entries, but not between most.
        let parted = found[run.clone()].windows(2).filter(|pair| pair[0].line + 1 < pair[1].line);
        let is_dense = parted.count() * 3 < length;
        let first = &found[run.start];
        let restarts =
            first.readings.iter().any(|(key, value)| *value == 1 && counted.contains(key));
        // `7 members of the public` counts no items.
        for item in found[run.clone()].iter().filter(|item| item.weight >= LEAST_COUNTED) {
            let later = item.readings.iter().filter(|(_, value)| *value >= 2);
            counted.extend(later.map(|(key, _)| key.clone()));
        }
        let is_matter =
            |entry: &&Candidate| entry.title.as_deref().is_some_and(procedure::names_matter);
        let named = found[run.clone()].iter().filter(is_matter).count();
        if length < FEWEST_ENTRIES || !is_dense || !restarts || named >= FEWEST_ENTRIES {
            continue;
        }
        for entry in found[run].iter_mut().filter(|entry| !entry.heading) {
            entry.weight -= 1.5;
        }
    }
}

/// Leaves the mark of a lost number on those candidates alone that no list goes on from, and that
/// stand beside another such, or in a page that is `doubled`.
fn mark_renewed(found: &mut [Candidate], doubled: bool) {
    let alone: Vec<bool> = (0..found.len())
        .map(|at| {
            let goes_on = found.get(at + 1).is_some_and(|next| follows(&found[at], next));
            found[at].renewed && !goes_on
        })
        .collect();
    let is_marked = |at: usize| found.get(at).is_some_and(|other| other.renewed);
    let renewed: Vec<bool> = (0..found.len())
        .map(|at| {
            let beside = is_marked(at + 1) || at.checked_sub(1).is_some_and(is_marked);
            alone[at] && (doubled || beside)
        })
        .collect();
    for (candidate, renewed) in found.iter_mut().zip(renewed) {
        candidate.renewed = renewed;
    }
}

/// Says whether the number of `next` is the one after that of `before`.
pub(super) fn follows(before: &Candidate, next: &Candidate) -> bool {
    next.readings.iter().any(|(key, value)| {
        before.readings.iter().any(|(other, n)| other == key && n + 1 == *value)
    })
}

/// Says whether a candidate says what is to be done: `To discuss the lamp`.
pub(super) fn is_purpose(candidate: &Candidate) -> bool {
    candidate.title.as_deref().is_some_and(|title| title.starts_with("To "))
}

/// Says whether the items of a sequence are worded so, as an agenda words them.
pub(super) fn are_purposes(chosen: &[&Candidate]) -> bool {
    chosen.iter().filter(|item| is_purpose(item)).count() >= FEWEST_PURPOSES
}

/// Says whether the paper records what happened: there, lines that order something are
/// resolutions, and each item has words below its title. An agenda is all bare titles.
fn is_record(kind: PaperKind) -> bool {
    kind != PaperKind::Agenda
}

/// Says whether a line below a lone number may be its title: a table has figures there.
fn may_be_title_alone(line: &Line<'_>) -> bool {
    let text = line.text;
    // `20 mph limits` may be a heading; `20. Limits` is the next item.
    let numbered =
        number::leading(text).is_some_and(|(number, _)| number.marked || !is_heading(line));
    text.len() <= 2 * LONGEST_TITLE
        && text.chars().filter(|c| c.is_alphabetic()).count() * 2 > text.len() / 2
        && !numbered
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
    if printed.ends_with([';', ',']) || ends_with(printed, " and") || ends_with(printed, "; or") {
        weight -= 1.0;
    }
    let orders =
        begins_with(printed, "that ") || (begins_with(printed, "the ") && printed.len() > 60);
    // `To receive apologies` is how an agenda words the matter, and some minutes after it.
    let is_matter = title.is_some_and(procedure::names_matter);
    if is_record(kind) && !is_matter {
        weight -= match () {
            () if orders => 0.8,
            () if begins_with(printed, "to ") => 0.4,
            () => 0.0,
        };
    }
    if is_matter {
        weight += 0.5;
    }
    if line.kind == BlockKind::ListItem {
        weight -= 0.1;
    }
    let opens_list = before.is_some_and(|before| {
        let ends = [":", ":-", "resolved", " that"];
        !is_heading(before)
            && is_record(kind)
            && ends.iter().any(|end| ends_with(before.text, end))
            && before.text.len() > 12
    });
    if opens_list {
        weight -= 0.7;
    }
    if is_quantity(printed) {
        weight -= 1.5;
    }
    weight
}

/// Says whether the words after a figure make it a count or a date: `12 members were present`.
pub(super) fn is_quantity(words: &str) -> bool {
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
    WORDS.iter().any(|word| begins_with(words, word))
}
