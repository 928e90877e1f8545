//! Finds the items of a paper that lost their numbers, as a page loses those of a list, but kept the
//! numbers of their parts: `Reports. 5.1 Chair's report. …`, and above it `Apologies. None came.`
//!
//! A first part tells the number of its item. So the paragraphs between two such items that may be
//! items are taken only where they are as many as the numbers between.

use std::ops::Range;

use crate::extract::Line;
use crate::normalise::headings;
use crate::normalise::items::Start;
use crate::normalise::pointed;
use crate::normalise::procedure;
use crate::normalise::reading::Reading;
use crate::normalise::reading::folded_space;
use crate::normalise::statement;
use crate::paper::Part;

/// How many items must be told by their first part.
const FEWEST: usize = 3;

/// A longer title, in bytes, is a sentence.
const LONGEST: usize = 100;

/// How many words a title has at most where no number bears it out.
const MOST_WORDS: usize = 4;

/// An item whose first part tells its number.
struct Told<'a> {
    /// The line it begins with, by its number in [`Reading::lines`].
    line: usize,
    title: &'a str,
    item: u32,
}

/// Returns where the items begin; nothing where too few have parts that tell their numbers.
pub(super) fn starts(reading: &Reading<'_>) -> Vec<Start> {
    let mut told: Vec<Told<'_>> = Vec::new();
    for (at, line) in reading.lines.iter().enumerate() {
        let Some((title, item)) = first_part(reading.content, line) else { continue };
        if told.last().is_none_or(|last| last.item < item) {
            told.push(Told { line: at, title, item });
        }
    }
    let (Some(first), Some(last)) = (told.first(), told.last()) else { return Vec::new() };
    if told.len() < FEWEST {
        return Vec::new();
    }
    let (roll, _) = headings::roll_starts(reading);
    let mut found: Vec<(usize, &str)> = told.iter().map(|told| (told.line, told.title)).collect();
    let above = titled(reading, roll.min(first.line)..first.line);
    let wanted = first.item.saturating_sub(1) as usize;
    if above.len() >= wanted {
        found.extend(&above[above.len() - wanted..]);
    }
    for pair in told.windows(2) {
        let between = titled(reading, pair[0].line + 1..pair[1].line);
        if between.len() == (pair[1].item - pair[0].item - 1) as usize {
            found.extend(between);
        }
    }
    let below = titled(reading, last.line + 1..reading.lines.len());
    found.extend(below.into_iter().filter(|(_, title)| {
        procedure::names_matter(title)
            || (title.split(' ').count() <= MOST_WORDS && statement::is_title_case(title))
    }));
    found.sort_by_key(|(line, _)| *line);
    let start = |(line, title): (usize, &str)| Start {
        title: Some(folded_space(title)),
        ..Start::bare(reading.lines[line].span.start, Part::Item)
    };
    found.into_iter().map(start).collect()
}

/// The title that a line begins with and the number of the item, where the first part follows it.
fn first_part<'a>(content: &'a str, line: &Line<'a>) -> Option<(&'a str, u32)> {
    if !line.text.starts_with(char::is_uppercase) {
        return None;
    }
    let end = line.span.start + line.text.floor_char_boundary(LONGEST + LONGEST / 10);
    let number = pointed::numbers(content, line.span.start..end).next()?;
    let title = content[line.span.start..number.at].trim_end_matches(['.', ':', ' ']);
    let is_title =
        number.is_first() && !number.is_referred_to && title.len() >= 4 && is_title(title);
    is_title.then_some((title, number.item))
}

/// The lines that a title and a sentence behind it make, with their titles.
fn titled<'a>(reading: &Reading<'a>, lines: Range<usize>) -> Vec<(usize, &'a str)> {
    lines.filter_map(|at| Some((at, before_sentence(reading.lines[at].text)?))).collect()
}

/// The title before the first sentence of a paragraph.
fn before_sentence(line: &str) -> Option<&str> {
    if !line.starts_with(char::is_uppercase) {
        return None;
    }
    let top = &line[..line.floor_char_boundary(LONGEST)];
    let marked = top.split_once(". ").map(|(title, _)| title).filter(|title| is_title(title));
    let title = marked.or_else(|| statement::before(line))?;
    is_title(title).then_some(title)
}

fn is_title(title: &str) -> bool {
    title.len() <= LONGEST
        && !title.contains(". ")
        && !statement::has_predicate(title)
        && !statement::tells(title)
        && !title.split(' ').next().is_some_and(statement::is_opener)
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
    fn first_parts_tell_how_many_items_stand_between() {
        check(
            "Minutes of the meeting. Present: A. Reed\nApologies. None came.\nMinutes of 3 May. They were signed.\nReports. 3.1 Reeve’s Report. The wall leans.\n3.2 Lamp. It is lit.\nMoney. 4.1 Bills. Paid.\nLamp and Wall The clerk advised that both are old.\nLetters. 6.1 One was read.\nThe meeting stood adjourned. It was eight.\nOpen Forum. A lamp is out.\nClosure. At nine.",
            &[
                "Apologies",
                "Minutes of 3 May",
                "Reports",
                "Money",
                "Lamp and Wall",
                "Letters",
                "Open Forum",
                "Closure",
            ],
        );
    }

    #[test]
    fn paragraphs_that_are_too_many_or_too_few_are_no_items() {
        check(
            "Present: A. Reed\nReports. 1.1 Wall. It leans.\nLamps. 2.1 One. It is lit.\nOil and wicks. They burn.\nMills. 3.1 Old Mill. It turns.",
            &["Reports", "Lamps", "Mills"],
        );
        check("Reports. 1.1 Wall. It leans.\nLamps. 2.1 One. It is lit.", &[]);
        check("In item 1.1 A. Reed\nThe lamp was lit. 2.1 B\né. 3.1 É", &[]);
    }
}
