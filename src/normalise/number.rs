//! Reads the number at the beginning of a line, in every form that items are numbered in.
//!
//! Knows forms only. Whether the line is an item is judged by the sequence it stands in.

use std::ops::RangeInclusive;

/// Longer prefixes are words, not the series of a minute book.
const LONGEST_SERIES: usize = 5;

/// Years of this century that a number may begin with.
const LATE_YEARS: RangeInclusive<u32> = 15..=40;

/// A number at the beginning of a line.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Number {
    /// The number as printed, without its full stop: `4`, `64/09`, `EX19/2022`.
    pub(super) printed: String,
    /// The ways to read it: what stays the same from item to item, and what rises. `20/35` may
    /// be the 35th of 2020 or the 20th of a year.
    pub(super) readings: Vec<(String, u32)>,
    /// Whether a mark ends it (`4.`, `4)`, `4:`): a bare figure may be a count.
    pub(super) marked: bool,
}

/// Returns the number that `line` begins with and the rest of the line, trimmed; or `None`.
pub(super) fn leading(line: &str) -> Option<(Number, &str)> {
    let line = line.trim_start_matches(['*', '#', '_', ' ', '\t', '\u{a0}']);
    let (line, named) = without_word(without_outer(line));
    let series = series(line);
    if series > LONGEST_SERIES {
        return None;
    }
    let after = &line[series..];
    // A series may be parted from its figures: `FC/12`, `C.12`, `EX 19`.
    let gap = match after.as_bytes() {
        [b'/' | b'.' | b'-', next, ..] if series > 0 && next.is_ascii_digit() => 1,
        _ => 0,
    };
    let (first, rest) = figures(&after[gap..], 4)?;
    let body = &line[..series];
    let (readings, rest) = readings(body, first, rest);
    let printed = line[..line.len() - rest.len()].to_owned();
    // A letter may close it: `5a.`, `4A.`
    let letter = rest.starts_with(|c: char| c.is_ascii_alphabetic())
        && rest[1..].starts_with(['.', ')', ':', ' ', '\t']);
    let (printed, rest) = match letter {
        true => (format!("{printed}{}", &rest[..1]), &rest[1..]),
        false => (printed, rest),
    };
    // `AB48/23  1.  Apologies`: the number in the book goes before that in the agenda.
    let rest = if printed.contains('/') { without_agenda_number(rest) } else { rest };
    let marked_rest = rest
        .strip_prefix(['.', ')', ':'])
        // Markdown writes `2\.` where no list is meant.
        .or_else(|| rest.strip_prefix("\\."))
        .or_else(|| rest.strip_prefix(" -"))
        .or_else(|| rest.strip_prefix(" –"));
    let marked = marked_rest.is_some() || rest.starts_with('\t') || named || printed.contains('/');
    let rest = marked_rest.unwrap_or(rest);
    // `4.5%` and `10th` are no numbers of items.
    let ends = rest.is_empty()
        || rest.starts_with([' ', '\t', '\u{a0}', '*', '_'])
        || (marked && rest.starts_with(char::is_alphabetic));
    if !ends {
        return None;
    }
    let trimmed = rest.trim_matches(|c: char| {
        c.is_whitespace() || matches!(c, '*' | '_' | '–' | '-' | ':' | '.')
    });
    Some((Number { printed, readings, marked }, trimmed))
}

/// How many letters go before the figures: `FC12`, `C.12`, and where a stroke follows also small
/// ones, `Cou/12`.
fn series(line: &str) -> usize {
    let capitals = line.bytes().take_while(u8::is_ascii_uppercase).count();
    let letters = line.bytes().take_while(u8::is_ascii_alphabetic).count();
    let is_stroke = line.as_bytes().get(letters) == Some(&b'/')
        && line.as_bytes().get(letters + 1).is_some_and(u8::is_ascii_digit);
    if is_stroke && capitals > 0 { letters } else { capitals }
}

/// Cuts off the number of a list that goes before the printed one: `1. 4. Accounts` is how a page
/// shows the fourth item of a document where each is a list of its own, and `4. 4. Accounts` how it
/// shows one where the number was typed beside that of the list.
fn without_outer(line: &str) -> &str {
    let outer = line.bytes().take_while(u8::is_ascii_digit).count();
    let after = &line[outer..];
    let Some(rest) = after.strip_prefix(". ").or_else(|| after.strip_prefix(' ')) else {
        return line;
    };
    let is_list = after.starts_with('.');
    let inner = rest.trim_start();
    let count = inner.bytes().take_while(u8::is_ascii_digit).count();
    let is_number = (1..=2).contains(&count)
        && inner[count..]
            .strip_prefix('.')
            .is_some_and(|rest| rest.starts_with(char::is_whitespace));
    let is_outer = (is_list && &line[..outer] == "1") || line[..outer] == inner[..count];
    if is_number && is_outer { inner } else { line }
}

/// Cuts off the number in the agenda that stands behind the one in the minute book.
fn without_agenda_number(rest: &str) -> &str {
    let inner = rest.trim_start();
    let count = inner.bytes().take_while(u8::is_ascii_digit).count();
    let behind = inner.get(count..).and_then(|after| after.strip_prefix(['.', ')']));
    match behind {
        Some(after)
            if inner.len() < rest.len()
                && (1..=2).contains(&count)
                && after.starts_with(char::is_whitespace) =>
        {
            after
        }
        _ => rest,
    }
}

/// Cuts off `Item`, `Agenda item` or `Minute` before a number.
fn without_word(line: &str) -> (&str, bool) {
    for word in ["agenda item ", "item no. ", "item ", "minute no. ", "minute ", "eitem "] {
        if let Some(start) = line.get(..word.len())
            && start.eq_ignore_ascii_case(word)
        {
            return (&line[word.len()..], true);
        }
    }
    (line, false)
}

/// One to `most` figures, and the rest.
fn figures(text: &str, most: usize) -> Option<(u32, &str)> {
    let count = text.bytes().take_while(u8::is_ascii_digit).count();
    if count == 0 || count > most {
        return None;
    }
    Some((text[..count].parse().ok()?, &text[count..]))
}

/// The ways to read figures and what joins further figures to them, with what is left.
fn readings<'a>(series: &str, first: u32, rest: &'a str) -> (Vec<(String, u32)>, &'a str) {
    if let Some((second, after)) = rest.strip_prefix('/').and_then(|rest| figures(rest, 4)) {
        // `12/2020/21`: a minute of a year of office.
        if let Some((third, after)) = after.strip_prefix('/').and_then(|rest| figures(rest, 4)) {
            // `18/11/6/2`: the second item of a meeting that is told by its day.
            if let Some((last, after)) = after.strip_prefix('/').and_then(|rest| figures(rest, 2)) {
                return (vec![(format!("{series}{first}/{second}/{third}/n"), last)], after);
            }
            let keys = vec![
                (format!("{series}n/{second}/{third}"), first),
                (format!("{series}{first}/{second}/n"), third),
            ];
            return (keys, after);
        }
        // `12/2020-21`: a minute of a year of office.
        let until = after.strip_prefix('-').and_then(|rest| figures(rest, 4));
        if let Some((until, after)) = until.filter(|(until, _)| second % 100 + 1 == until % 100) {
            return (vec![(format!("{series}n/{second}-{until}"), first)], after);
        }
        return (
            vec![(format!("{series}n/{second}"), first), (format!("{series}{first}/n"), second)],
            after,
        );
    }
    if let Some((second, after)) = rest.strip_prefix('.').and_then(|rest| figures(rest, 3)) {
        // `3.0` counts like `3`; `85.1` may be a paragraph of 85 or the first of its title.
        if second == 0 {
            return (vec![(format!("{series}n.0"), first)], after);
        }
        let mut keys = vec![(format!("{series}n.{second}"), first)];
        // `21.44`: the 44th minute of 2021.
        if LATE_YEARS.contains(&first) && second >= 10 {
            keys.push((format!("{series}{first}.n"), second));
        }
        return (keys, after);
    }
    let mut keys = vec![(format!("{series}n"), first)];
    if !series.is_empty() && first >= 100 {
        // A page drops the stroke of `AB1/19`, which is followed by `AB219`.
        keys.push((format!("{series}n {:02}", first % 100), first / 100));
    }
    (keys, rest)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(line: &str, expected: Option<(&str, &str)>) {
        let found = leading(line);
        let shown = found.as_ref().map(|(number, rest)| (number.printed.as_str(), *rest));
        assert_eq!(shown, expected, "{line}");
    }

    #[test]
    fn every_form_of_number_is_read() {
        check("41. Apologies", Some(("41", "Apologies")));
        check("54.", Some(("54", "")));
        check("54.\tPublic Question Time", Some(("54", "Public Question Time")));
        check("64/09 The harbour", Some(("64/09", "The harbour")));
        check("3.0 Matters arising", Some(("3.0", "Matters arising")));
        check("Item 5: The harbour", Some(("5", "The harbour")));
        check("85.1 In respect of", Some(("85.1", "In respect of")));
        check("EX19/2022 The harbour", Some(("EX19/2022", "The harbour")));
        check("**7) Accounts**", Some(("7", "Accounts")));
        check("5a. Late item", Some(("5a", "Late item")));
        check("1.Apologies", Some(("1", "Apologies")));
        check("4A. Annual return", Some(("4A", "Annual return")));
        check("2\\. Speakers", Some(("2", "Speakers")));
        check("1. 4. Accounts", Some(("4", "Accounts")));
        check("4. 4. Accounts", Some(("4", "Accounts")));
        check("4 4. Accounts", Some(("4", "Accounts")));
        check("3. 4. Accounts", Some(("3", "4. Accounts")));
        check("1. 4.\u{a0}\u{a0} Accounts", Some(("4", "Accounts")));
        check("1. 12.5 miles", Some(("1", "12.5 miles")));
        check("AB48/23   1.   Apologies", Some(("AB48/23", "Apologies")));
        check("48/23 12.5 miles", Some(("48/23", "12.5 miles")));
        check("Cou/286/07-08 Apologies", Some(("Cou/286/07-08", "Apologies")));
        check("Item 18/11/6/2. Apologies", Some(("18/11/6/2", "Apologies")));
        check("12/2020-21 Apologies", Some(("12/2020-21", "Apologies")));
        check("21.44 Apologies", Some(("21.44", "Apologies")));
        check("12\u{a0}\u{a0}Accounts", Some(("12", "Accounts")));
    }

    #[test]
    fn other_figures_are_no_numbers_of_items() {
        for line in [
            "10th March",
            "20,000 trees",
            "14:30",
            "£5",
            "12345 words",
            "COUNCILLOR 5",
            "4%",
            "",
            "Item",
            "A tree",
        ] {
            assert!(
                leading(line).is_none_or(|(number, _)| line == "14:30" && number.marked),
                "{line}"
            );
        }
    }

    #[test]
    fn a_number_with_a_stroke_has_two_readings() {
        let (number, _) = leading("20/35 Apologies").unwrap();
        assert_eq!(number.readings, [("n/35".to_owned(), 20), ("20/n".to_owned(), 35)]);
    }
}
