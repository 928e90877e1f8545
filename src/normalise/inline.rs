//! Finds numbered items inside long lines: minutes whose line ends were lost, all in one
//! paragraph.
//!
//! A number inside a line says less than one at its beginning, so nothing is taken here unless
//! the numbers count from 1 without a gap and several name matters that every meeting has.

use crate::normalise::cut;
use crate::normalise::items::Start;
use crate::normalise::procedure;
use crate::normalise::reading::Reading;
use crate::paper::Part;

/// How many items it takes, and how many of them must be matters that every meeting has.
const FEWEST: (usize, usize) = (5, 2);

/// How much of an item is looked at for its title, in bytes.
const WIDTH: usize = 240;

/// A number inside a line.
struct Inside<'a> {
    /// Where it begins in the text, in bytes.
    at: usize,
    /// The number as printed, without its full stop.
    printed: &'a str,
    value: u32,
    /// Whether it is printed as `3.0`.
    pointed: bool,
    /// What follows it in the line.
    rest: &'a str,
}

/// Returns where the items begin; nothing where the numbers are no such sequence.
pub(super) fn starts(reading: &Reading<'_>) -> Vec<Start> {
    let found: Vec<Inside<'_>> = reading
        .lines
        .iter()
        .flat_map(|line| {
            numbers(line.text).map(|inside| Inside { at: line.span.start + inside.at, ..inside })
        })
        .collect();
    let [plain, pointed] = [false, true].map(|pointed| sequence(&found, pointed));
    let longest = if pointed.len() > plain.len() { pointed } else { plain };
    let starts: Vec<Start> = longest
        .iter()
        .enumerate()
        .map(|(at, inside)| {
            // An item ends where the next begins, be it in the same line.
            let limit = longest.get(at + 1).map_or(usize::MAX, |next| next.at - inside.at);
            let offset = limit.saturating_sub(inside.printed.len() + 2).min(WIDTH);
            let words =
                &inside.rest[..inside.rest.floor_char_boundary(offset.min(inside.rest.len()))];
            Start {
                at: inside.at,
                part: Part::Item,
                number: Some(inside.printed.to_owned()),
                title: cut::run_on_title(words.trim(), inside.printed),
            }
        })
        .collect();
    let named = |start: &&Start| start.title.as_deref().is_some_and(procedure::names_matter);
    let is_good = starts.len() >= FEWEST.0 && starts.iter().filter(named).count() >= FEWEST.1;
    if is_good { starts } else { Vec::new() }
}

/// How many numbers of a minute book may stand inside the lines of one item.
const MOST_MISSED: u32 = 8;

/// Adds the items whose numbers two neighbours leave out and a line between them holds: minutes
/// numbered through the year say `71/17` of nothing else.
pub(super) fn with_missed(reading: &Reading<'_>, numbered: Vec<Start>) -> Vec<Start> {
    let mut all = Vec::with_capacity(numbered.len());
    let mut rest = numbered.into_iter().peekable();
    while let Some(start) = rest.next() {
        let found = rest.peek().map(|next| missed(reading, &start, next)).unwrap_or_default();
        all.push(start);
        all.extend(found);
    }
    all
}

fn missed(reading: &Reading<'_>, start: &Start, next: &Start) -> Vec<Start> {
    let parts = |start: &Start| {
        let (first, year) = start.number.as_deref()?.split_once('/')?;
        Some((first.parse::<u32>().ok()?, year.to_owned()))
    };
    let (Some((from, year)), Some((to, other))) = (parts(start), parts(next)) else {
        return Vec::new();
    };
    if year != other || to <= from || to - from > MOST_MISSED {
        return Vec::new();
    }
    let text = &reading.content[..next.at];
    let mut found: Vec<Start> = Vec::new();
    let mut at = start.at;
    for value in from + 1..to {
        let number = format!("{value}/{year}");
        let opens = |begin: &usize| {
            let after = text[begin + number.len()..].strip_prefix(' ');
            text[..*begin].ends_with(' ')
                && after.is_some_and(|after| after.starts_with(char::is_uppercase))
        };
        let begins = text[at..].match_indices(&number).map(|(begin, _)| at + begin);
        if let Some(begin) = begins.into_iter().find(opens) {
            at = begin + number.len();
            found.push(Start { number: Some(number), ..Start::bare(begin, Part::Item) });
        }
    }
    let ends: Vec<usize> = found.iter().skip(1).map(|start| start.at).chain([next.at]).collect();
    for (start, end) in found.iter_mut().zip(ends) {
        let number = start.number.as_deref().unwrap_or_default();
        let words = text[start.at + number.len()..end].trim_start();
        let words = words.split('\n').next().unwrap_or_default();
        let words = words[..words.floor_char_boundary(WIDTH)].trim();
        start.title = cut::run_on_title(words, number);
    }
    found
}

/// The numbers that count from 1 on, each the first of its value after the one before it.
fn sequence<'a, 'b>(found: &'b [Inside<'a>], pointed: bool) -> Vec<&'b Inside<'a>> {
    let of_shape = || found.iter().filter(move |inside| inside.pointed == pointed);
    let first =
        of_shape().position(|inside| inside.value == 1 && procedure::names_matter(inside.rest));
    let Some(first) = first else { return Vec::new() };
    let mut chosen: Vec<&Inside<'_>> = Vec::new();
    for inside in of_shape().skip(first) {
        if inside.value == chosen.last().map_or(1, |last| last.value + 1) {
            chosen.push(inside);
        }
    }
    chosen
}

/// The numbers in a line that words beginning with a capital follow: `3. Apologies`, `3.0 Minutes`.
fn numbers(line: &str) -> impl Iterator<Item = Inside<'_>> {
    let bytes = line.as_bytes();
    let mut at = 0;
    std::iter::from_fn(move || {
        while at < bytes.len() {
            let start = at;
            at += 1;
            let opens = bytes[start].is_ascii_digit() && (start == 0 || bytes[start - 1] == b' ');
            if !opens {
                continue;
            }
            let count = bytes[start..].iter().take_while(|byte| byte.is_ascii_digit()).count();
            at = start + count;
            let end = start + count;
            let pointed = line[end..].starts_with(".0 ");
            let marked = line[end..].starts_with(". ") || line[end..].starts_with(") ");
            if count > 3 || !(pointed || marked) {
                continue;
            }
            let printed = &line[start..if pointed { end + 2 } else { end }];
            let rest = line[end + 2..].trim_start();
            if let (true, Ok(value)) =
                (rest.starts_with(char::is_uppercase), line[start..end].parse())
            {
                return Some(Inside { at: start, printed, value, pointed, rest });
            }
        }
        None
    })
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
        let shown: Vec<String> = starts(&reading)
            .iter()
            .map(|start| {
                assert!(text.content[start.at..].starts_with(start.number.as_deref().unwrap()));
                format!(
                    "{} {}",
                    start.number.as_deref().unwrap(),
                    start.title.as_deref().unwrap_or("-")
                )
            })
            .collect();
        assert_eq!(shown, expected);
    }

    #[test]
    fn minutes_in_one_paragraph_are_divided() {
        check(
            "HILLBARROW COUNCIL Minutes of the meeting Present: A. Reed 1.0 Apologies There were no apologies. 2.0 Declarations of Interest None. 3.0 The harbour wall 3.1 It leans. 3.2 It was seen. 4.0 Matters Arising There were none.\n5.0 Close of meeting At nine.",
            &[
                "1.0 Apologies",
                "2.0 Declarations of Interest",
                "3.0 The harbour wall",
                "4.0 Matters Arising",
                "5.0 Close of meeting At nine",
            ],
        );
    }

    #[test]
    fn figures_in_prose_are_no_items() {
        check("In 2004. The wall. 1. A stone. 2. A lamp. 3. A road. 4. A tree. 5. A hill.", &[]);
        check("1. Apologies None. 3. Harbour It leans. 5. Close", &[]);
        check("é 1.0 É", &[]);
    }
}
