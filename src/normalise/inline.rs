//! Finds numbered items inside long lines: minutes whose line ends were lost, all in one
//! paragraph.
//!
//! A number inside a line says less than one at its beginning, so nothing is taken here unless
//! the numbers count from 1 without a gap and several name matters that every meeting has.

use std::ops::Range;

use crate::normalise::book;
use crate::normalise::candidate;
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
    if is_good { starts } else { book::starts(reading) }
}

/// How many numbers may stand inside the lines of one item.
const MOST_MISSED: u32 = 8;

/// How many items may stand in the lines before the first or behind the last.
const MOST_BESIDE: u32 = 20;

/// The form of a number: what stands behind its figures, and the mark that ends it.
#[derive(PartialEq, Eq)]
struct Form<'a> {
    /// `/17` or `.0`, or nothing.
    tail: &'a str,
    /// `.`, `)` or nothing.
    mark: &'a str,
}

/// Adds the items whose numbers two neighbours leave out and a line between them holds, and those
/// that go before the first or behind the last in the same way.
pub(super) fn with_missed(reading: &Reading<'_>, numbered: Vec<Start>) -> Vec<Start> {
    let mut all = Vec::with_capacity(numbered.len());
    // The parts of items stand between those and count for themselves.
    let (parts, numbered): (Vec<Start>, Vec<Start>) = numbered.into_iter().partition(is_part);
    if let Some(first) = numbered.first() {
        all.extend(before(reading, first));
    }
    let mut rest = numbered.into_iter().peekable();
    while let Some(start) = rest.next() {
        let found = match rest.peek() {
            Some(next) => missed(reading, &start, next),
            None => behind(reading, &start),
        };
        all.push(start);
        all.extend(found);
    }
    all.extend(parts);
    all.sort_by_key(|start| start.at);
    all
}

/// Says whether a start is that of a part of an item: `7.1`.
fn is_part(start: &Start) -> bool {
    let number = start.number.as_deref().unwrap_or_default();
    let figures = |text: &str| !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_digit());
    number.split_once('.').is_some_and(|(item, part)| {
        figures(item) && item.len() <= 2 && figures(part) && part != "0"
    })
}

/// The value and the form of the number that an item begins with.
fn numbered<'a>(reading: &Reading<'a>, start: &'a Start) -> Option<(u32, Form<'a>)> {
    let number = start.number.as_deref()?;
    let count = number.bytes().take_while(u8::is_ascii_digit).count();
    let tail = &number[count..];
    let is_book = tail
        .strip_prefix('/')
        .is_some_and(|year| !year.is_empty() && year.bytes().all(|byte| byte.is_ascii_digit()));
    if !(tail.is_empty() || tail == ".0" || is_book) {
        return None;
    }
    let text = reading.content.get(start.at..)?;
    let text = text.strip_prefix(number)?;
    let mark = [".", ")"].into_iter().find(|mark| text.starts_with(mark)).unwrap_or("");
    Some((number[..count].parse().ok()?, Form { tail, mark }))
}

/// The items that a line between two of them holds.
fn missed(reading: &Reading<'_>, start: &Start, next: &Start) -> Vec<Start> {
    let (Some((from, form)), Some((to, other))) =
        (numbered(reading, start), numbered(reading, next))
    else {
        return Vec::new();
    };
    let is_gap = from < to && to - from <= MOST_MISSED;
    if !is_gap || form.tail != other.tail {
        return Vec::new();
    }
    let mut found: Vec<Start> = Vec::new();
    let mut at = start.at;
    for value in from + 1..to {
        let number = format!("{value}{}", form.tail);
        let opened = opening(reading.content, at..next.at, &number, &[&form, &other]);
        if let Some(begin) = opened {
            at = begin + number.len();
            found.push(Start { number: Some(number), ..Start::bare(begin, Part::Item) });
        }
    }
    let found = titled(reading, found, next.at);
    // A bare figure may be a count or a day: then each that is wanted must be there.
    let is_sure = form.tail.starts_with('/') || found.iter().all(names) || !form.mark.is_empty();
    let all = found.len() == (to - from - 1) as usize;
    if is_sure || all { found } else { Vec::new() }
}

/// The items before the first, where its number is not 1 and the lines above hold all of those
/// that go before it.
fn before(reading: &Reading<'_>, first: &Start) -> Vec<Start> {
    let Some((to, form)) = numbered(reading, first) else { return Vec::new() };
    if !(2..=MOST_BESIDE).contains(&to) || form.tail.starts_with('/') {
        return Vec::new();
    }
    let mut found: Vec<Start> = Vec::new();
    let mut end = first.at;
    for value in (1..to).rev() {
        let number = format!("{value}{}", form.tail);
        let last = openings(reading.content, 0..end, &number, &[&form]).last();
        let Some(begin) = last else { return Vec::new() };
        end = begin;
        found.push(Start { number: Some(number), ..Start::bare(begin, Part::Item) });
    }
    found.reverse();
    let found = titled(reading, found, first.at);
    if found.iter().filter(|start| names(start)).count() >= FEWEST.1.min(found.len()) {
        found
    } else {
        Vec::new()
    }
}

/// The items behind the last in its own lines.
fn behind(reading: &Reading<'_>, last: &Start) -> Vec<Start> {
    let Some((from, form)) = numbered(reading, last) else { return Vec::new() };
    let mut found: Vec<Start> = Vec::new();
    let mut at = last.at;
    for value in from + 1..=from.saturating_add(MOST_BESIDE) {
        let number = format!("{value}{}", form.tail);
        let whole = at..reading.content.len();
        let inside = opening(reading.content, whole.clone(), &number, &[&form]);
        // Behind one inside a line the next may begin its own.
        let next = inside.or_else(|| {
            let line = format!("\n{number}{} ", form.mark);
            let is_marked = !found.is_empty() && !form.mark.is_empty();
            let begin = is_marked.then(|| reading.content[whole].find(&line))?? + at + 1;
            let words = &reading.content[begin + line.len() - 1..];
            words.starts_with(char::is_uppercase).then_some(begin)
        });
        let Some(begin) = next else { break };
        at = begin + number.len();
        found.push(Start { number: Some(number), ..Start::bare(begin, Part::Item) });
    }
    let found = titled(reading, found, reading.content.len());
    // The end of a paper has tables and addresses: only matters of every meeting make it sure.
    let named = found.iter().filter(|start| names(start)).count();
    if named * 4 >= found.len() && named > 0 { found } else { Vec::new() }
}

/// Says whether an item names a matter that every meeting has.
pub(super) fn names(start: &Start) -> bool {
    start.title.as_deref().is_some_and(procedure::names_matter)
}

/// Where a number first opens an item inside a line.
fn opening(
    content: &str,
    within: Range<usize>,
    number: &str,
    forms: &[&Form<'_>],
) -> Option<usize> {
    openings(content, within, number, forms).next()
}

/// Where a number may open an item inside a line: a space before it, its mark and a capital behind
/// it, and no month.
fn openings<'a>(
    content: &'a str,
    within: Range<usize>,
    number: &'a str,
    forms: &'a [&'a Form<'a>],
) -> impl Iterator<Item = usize> + 'a {
    let from = within.start;
    content[within].match_indices(number).map(move |(at, _)| from + at).filter(move |begin| {
        let behind = &content[begin + number.len()..];
        let words = forms.iter().find_map(|form| behind.strip_prefix(form.mark)?.strip_prefix(' '));
        content[..*begin].ends_with(' ')
            && words.is_some_and(|words| {
                let words = words.trim_start();
                // `4. MEMBERS’ INTERESTS` counts nobody.
                let is_capitals = words.chars().take(3).all(char::is_uppercase);
                words.starts_with(char::is_uppercase)
                    && (is_capitals || !candidate::is_quantity(words))
            })
    })
}

/// Gives items inside lines their titles: the words up to the next of them, or to `end`.
pub(super) fn titled(reading: &Reading<'_>, mut found: Vec<Start>, end: usize) -> Vec<Start> {
    let ends: Vec<usize> = found.iter().skip(1).map(|start| start.at).chain([end]).collect();
    for (start, end) in found.iter_mut().zip(ends) {
        let number = start.number.as_deref().unwrap_or_default();
        let words =
            reading.content[start.at + number.len()..end].trim_start_matches(['.', ')', ' ']);
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
