//! Finds items with the numbers of a minute book inside long lines: `204/20 Apologies`.
//!
//! Nothing else in minutes is numbered so, but references to such items are; so the numbers must
//! rise, and some of them name matters that every meeting has.

use crate::normalise::inline;
use crate::normalise::items::Start;
use crate::normalise::reading::Reading;
use crate::paper::Part;

/// How many items it takes.
const FEWEST: usize = 5;

/// How many of them must be matters that every meeting has.
const FEWEST_NAMED: usize = 2;

/// How many numbers a minute book inside lines may leave out from one item to the next.
const GAP: u32 = 3;

/// From how many of the first numbers the items of a minute book are looked for.
const OPENINGS: usize = 8;

/// Returns where items with the numbers of a minute book begin inside lines: `204/20 Apologies`.
pub(super) fn starts(reading: &Reading<'_>) -> Vec<Start> {
    let found = book_numbers(reading.content);
    let chain = |from: usize| -> Vec<&BookNumber<'_>> {
        let mut chain = vec![&found[from]];
        let mut last = &found[from];
        for next in &found[from + 1..] {
            let rise = next.value.saturating_sub(last.value);
            if next.year == last.year && (1..=GAP).contains(&rise) {
                chain.push(next);
                last = next;
            }
        }
        chain
    };
    let chains = (0..found.len().min(OPENINGS)).map(chain);
    // The first of the longest, for the later ones may have begun inside it.
    let longest =
        chains.fold(Vec::new(), |best, chain| if chain.len() > best.len() { chain } else { best });
    let starts = longest
        .iter()
        .map(|number| Start {
            number: Some(format!("{}/{}", number.value, number.year)),
            ..Start::bare(number.at, Part::Item)
        })
        .collect();
    let starts = inline::titled(reading, starts, reading.content.len());
    let named = starts.iter().filter(|start| inline::names(start)).count();
    if starts.len() >= FEWEST && named >= FEWEST_NAMED { starts } else { Vec::new() }
}

/// A number of a minute book inside a line.
struct BookNumber<'a> {
    at: usize,
    value: u32,
    year: &'a str,
}

/// The numbers with a stroke that a space or a line end stands before and a capital behind.
fn book_numbers(content: &str) -> Vec<BookNumber<'_>> {
    let figures = |text: &str| text.bytes().take_while(u8::is_ascii_digit).count();
    content
        .match_indices('/')
        .filter_map(|(stroke, _)| {
            let before = content[..stroke].bytes().rev().take_while(u8::is_ascii_digit).count();
            let at = stroke - before;
            let behind = &content[stroke + 1..];
            let (year, words) = behind.split_at(figures(behind));
            let opens = at == 0 || content[..at].ends_with([' ', '\n']);
            let is_number = (1..=4).contains(&before)
                && [2, 4].contains(&year.len())
                && words.strip_prefix(' ')?.trim_start().starts_with(char::is_uppercase);
            let value = content[at..stroke].parse().ok()?;
            (opens && is_number).then_some(BookNumber { at, value, year })
        })
        .collect()
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
            .into_iter()
            .map(|start| {
                format!("{} {}", start.number.unwrap_or_default(), start.title.unwrap_or_default())
            })
            .collect();
        assert_eq!(shown, expected);
    }

    #[test]
    fn a_minute_book_in_one_paragraph_is_divided() {
        check(
            "Minutes of a meeting. Present: A. Reed 204/20 Apologies None came. 205/20 Declarations of interest None were made at item 207/20. 206/20 Harbour wall: It leans. 207/20 Correspondence: A letter was read. 209/20 Close: The meeting closed.",
            &[
                "204/20 Apologies",
                "205/20 Declarations of interest",
                "206/20 Harbour wall",
                "207/20 Correspondence",
                "209/20 Close",
            ],
        );
        check("On 1/20 A. Reed and on 2/20 B. Ash came, and 4/20 Apologies.", &[]);
    }
}
