//! Finds the lines that may open a numbered item, and weighs how much each looks like a title.
//!
//! Knows one line and its neighbours. Which candidates are items is for `sequence` to say.

use crate::extract::BlockKind;
use crate::extract::Line;
use crate::normalise::dates;
use crate::normalise::number;
use crate::normalise::procedure;
use crate::normalise::reading::Reading;
use crate::normalise::reading::is_heading;
use crate::normalise::title;
use crate::paper::PaperKind;

/// A longer line, in bytes, is a paragraph.
const LONGEST_TITLE: usize = 120;

/// A line that may open an item.
pub(super) struct Candidate {
    /// Where the line begins in the text, in bytes.
    pub(super) at: usize,
    /// The line, by its number in [`Reading::lines`].
    line: usize,
    /// The number as printed.
    pub(super) printed: String,
    /// The title, where one can be told from the words of the item.
    pub(super) title: Option<String>,
    /// How much the line looks like a title.
    pub(super) weight: f32,
    /// Whether it is a heading of a structured page.
    pub(super) heading: bool,
    /// Whether words of the item stand on the same line as its title.
    pub(super) has_words: bool,
    /// How many bytes of words follow the title on its line.
    pub(super) said: usize,
    /// Whether a full stop ends the line, as it ends a sentence.
    pub(super) stops: bool,
    /// Whether a letter closes the number: `4a`.
    pub(super) lettered: bool,
    /// The ways to read the number: what stays the same, and what rises.
    pub(super) readings: Vec<(String, u32)>,
}

/// Returns the lines that may open an item, in order.
pub(super) fn find(reading: &Reading<'_>) -> Vec<Candidate> {
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
        if alone && !may_be_title_alone(titled) {
            continue;
        }
        let printed = before_paragraph(printed, &number.printed);
        let stops = titled.text.trim_end().ends_with('.');
        let title = cut_title(printed, stops);
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
        let has_words = title.as_ref().is_none_or(|title| title.len() + 4 < printed.len());
        if number.printed.contains('/') && !alone {
            // No list is numbered like a minute book.
            weight += 1.2;
        }
        found.push(Candidate {
            lettered,
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
    found
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
    let lower = printed.to_lowercase();
    if printed.ends_with([';', ',']) || lower.ends_with(" and") || lower.ends_with("; or") {
        weight -= 1.0;
    }
    let orders = lower.starts_with("that ")
        || lower.starts_with("to ")
        || (lower.starts_with("the ") && printed.len() > 60);
    // `To receive apologies` is how an agenda words the matter, and some minutes after it.
    let is_matter = title.is_some_and(procedure::names_matter);
    if orders && is_record(kind) && !is_matter {
        weight -= 0.8;
    }
    if is_matter {
        weight += 0.5;
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

/// The title in words that run on in the same line, after the number `printed`.
pub(super) fn run_on_title(words: &str, printed: &str) -> Option<String> {
    let words = before_paragraph(words, printed);
    cut_title(words.trim_end_matches(['.', ' ']), words.ends_with('.'))
}

/// The title in the words after a number, or `None` where they are a paragraph: all of them when
/// they are short, else what stands before a colon, a dash or the first full stop. `stops` says
/// that a full stop ended the line.
fn cut_title(printed: &str, stops: bool) -> Option<String> {
    let first_cell = title::without_file_mark(first_cell(printed));
    let first_cell = first_cell.as_str();
    let named = leading_capitals(first_cell).or_else(|| procedure::before_sentence(first_cell));
    let cut = named.or_else(|| {
        [(":", LONGEST_TITLE), (" a) ", 90), (" (a) ", 90), (" – ", 70), (" - ", 70), (". ", 70)]
            .into_iter()
            .find_map(|(mark, most)| {
                let at = first_cell.find(mark)?;
                let rest = first_cell[at + mark.len()..].trim_start();
                let head = &first_cell[..at];
                // `Part 2: Roads` is a title as a whole; what follows in a sentence is not, nor what
                // was said of a matter that every meeting has: `Public forum: no one present`.
                let is_part = head.ends_with(|c: char| c.is_ascii_digit());
                let is_none =
                    ["none", "nil"].iter().any(|word| rest.to_lowercase().starts_with(word));
                let is_said = mark == ":"
                    && !is_part
                    && (stops || is_none || (procedure::names_matter(head) && !is_day(rest)));
                // `Clerk's report a) The road is long.`
                let is_list = mark.ends_with("a) ");
                let is_text = rest.len() > 60 || mark == ":";
                let is_time = rest.starts_with(|c: char| c.is_ascii_digit())
                    && head.ends_with(|c: char| c.is_ascii_digit());
                let is_short = head.chars().filter(|c| c.is_alphabetic()).count() < 5;
                let is_sentence = mark == ". " && stops && !is_short;
                let cuts = is_said || is_list || is_sentence || (is_text && first_cell.len() > 70);
                (at >= 3 && at <= most && cuts && !is_time).then_some(head)
            })
    });
    let title =
        without_purpose(cut.unwrap_or(first_cell)).trim_end_matches([':', '.', ' ', '-', '–']);
    let is_sentence = title.len() > LONGEST_TITLE
        || (cut.is_none() && first_cell.ends_with('.') && first_cell.len() > 60);
    if is_sentence && let Some(title) = before_verb(title) {
        return Some(title.to_owned());
    }
    (!is_sentence && title.chars().filter(|c| c.is_alphabetic()).count() >= 3)
        .then(|| title.to_owned())
}

/// Says whether words are a day and no more: `Minutes of the last meeting: 30 March 2021`.
fn is_day(words: &str) -> bool {
    let days = dates::in_line(words);
    days.first().is_some_and(|day| day.span.start == 0 && day.span.end + 2 >= words.len())
}

/// The words before the first tab that parts cells. One inside a sentence parts none: clerks
/// indent the end of a long line.
fn first_cell(printed: &str) -> &str {
    let ends = printed.match_indices('\t').map(|(at, _)| at).find(|at| {
        let (before, after) = (printed[..*at].trim_end(), printed[*at..].trim_start());
        let last = before.rsplit(' ').next().unwrap_or_default();
        !after.starts_with(char::is_lowercase)
            && !["for", "of", "the", "to", "and", "at", "in", "on", "a", "with"].contains(&last)
    });
    &printed[..ends.unwrap_or(printed.len())]
}

/// `The minutes of the last meeting were agreed as …`: what a sentence on such a matter is about.
fn before_verb(sentence: &str) -> Option<&str> {
    let head = sentence.split_once(" were ")?.0;
    (procedure::names_matter(head) && head.len() <= LONGEST_TITLE).then_some(head)
}

/// `Reports 7.1 Harbour wall`: what stands before the first paragraph of the item `7`.
fn before_paragraph<'a>(printed: &'a str, number: &str) -> &'a str {
    let number = number.strip_suffix(".0").unwrap_or(number);
    let mut from = 0;
    while let Some(at) = printed[from..].find(number) {
        let (start, end) = (from + at, from + at + number.len());
        if printed[end..].starts_with(".1 ") && printed[..start].ends_with(' ') {
            return printed[..start].trim_end();
        }
        from = end;
    }
    printed
}

/// `Public session (to hear what anyone wishes to say)`: the title without what it is for.
fn without_purpose(title: &str) -> &str {
    match title.split_once(" (") {
        Some((head, purpose)) if purpose.len() > 40 && purpose.starts_with("to ") => head,
        _ => title,
    }
}

/// The words in capitals that a paragraph begins with: `PUBLIC FORUM There were two questions`.
fn leading_capitals(printed: &str) -> Option<&str> {
    // A letter alone may begin a sentence: it counts only between words in capitals.
    let (mut end, mut seen) = (0, 0);
    for word in printed.split_inclusive(' ') {
        if word.chars().any(char::is_lowercase) {
            break;
        }
        seen += word.len();
        if word.chars().filter(|c| c.is_alphabetic()).count() != 1 {
            end = seen;
        }
    }
    let head = printed[..end].trim_end();
    let letters = head.chars().filter(|c| c.is_alphabetic()).count();
    let is_part = head.len() < printed.trim_end().len()
        && (printed.len() > 60 || procedure::names_matter(head));
    (letters >= 5 && is_part).then_some(head)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(printed: &str, expected: Option<&str>) {
        assert_eq!(cut_title(printed, printed.ends_with('.')).as_deref(), expected, "{printed}");
    }

    #[test]
    fn a_title_is_the_whole_of_a_short_line_or_the_head_of_a_paragraph() {
        check("Apologies for absence", Some("Apologies for absence"));
        check("Part 2: Roads", Some("Part 2: Roads"));
        check("Petitions  PDF 99 KB", Some("Petitions"));
        check(
            "Harbour wall: The wall had been looked at and was found to be in want of repair.",
            Some("Harbour wall"),
        );
        check(
            "Gravel in the lane. The district is to be told of it again.",
            Some("Gravel in the lane"),
        );
        check(
            "PUBLIC FORUM There were two questions from the public about the wall.",
            Some("PUBLIC FORUM"),
        );
        check("Petitions\tNone were received", Some("Petitions"));
        check("Public forum: No one present", Some("Public forum"));
        check("The lamp: It was lit.", Some("The lamp"));
        check("APOLOGIES B. Ash - Reeve", Some("APOLOGIES"));
        check("CADARNHAU COFNODION Y CYFARFOD", Some("CADARNHAU COFNODION Y CYFARFOD"));
        check("HARBOUR wall and lamp", Some("HARBOUR wall and lamp"));
        check("Matters arising The wall leans", Some("Matters arising"));
    }

    #[test]
    fn a_title_ends_before_the_first_paragraph() {
        assert_eq!(before_paragraph("Reports 7.1 Wall 7.2 Lamp", "7"), "Reports");
        assert_eq!(before_paragraph("Reports 7.1 Wall", "7.0"), "Reports");
        assert_eq!(before_paragraph("Version 17.1 of it", "7"), "Version 17.1 of it");
    }

    #[test]
    fn a_paragraph_and_a_figure_are_no_titles() {
        check(
            "The wall, which was built by the last harbour master, leans out to sea and is to be mended as soon as the money for it has been found somewhere",
            None,
        );
        check("12.5", None);
    }
}
