//! Cuts the title of an item from the words that stand behind its number in the same line.
//!
//! Knows the words of one line only. Whether the line opens an item is for `candidate` and
//! `sequence` to say.

use crate::normalise::dates;
use crate::normalise::procedure;
use crate::normalise::statement;
use crate::normalise::title;

/// A longer line, in bytes, is a paragraph.
const LONGEST_TITLE: usize = 120;

/// A shorter title, in bytes, is a figure or a mark.
const SHORTEST_TITLE: usize = 4;

/// How many words tell before the reference of an application what the item is.
const FEWEST_WORDS: usize = 3;

/// Fewer letters in capitals behind a small word may be the short form of a name.
const SHORTEST_JOINED: usize = 5;

/// What parts a title from its paragraph, and how many bytes the title may have before it.
const MARKS: [(&str, usize); 11] = [
    (":", LONGEST_TITLE),
    (" a) ", 90),
    (" (a) ", 90),
    (" i) ", 90),
    (" (i) ", 90),
    (" i. ", 90),
    (" a. ", 90),
    (" • ", 160),
    (" – ", LONGEST_TITLE),
    (" - ", LONGEST_TITLE),
    (". ", LONGEST_TITLE),
];

/// A longer title, in bytes, before a dash or a full stop is one only where it is no sentence.
const LONGEST_PLAIN: usize = 70;

/// How begins what was said of a matter that came to nothing, or was soon done.
const NONE: [&str; 6] = ["none", "nil", "were ", "was ", "there were ", "there was "];

/// What may be all that was said of any matter.
const DONE: [&str; 6] = ["none", "nil", "agreed", "noted", "approved", "carried"];

/// Longer words in brackets, in bytes, say more than a title does.
const LONGEST_BRACKET: usize = 40;

/// Words that a full stop shortens.
const SHORT_FORMS: [&str; 12] =
    ["mr", "mrs", "ms", "dr", "st", "rev", "revd", "cllr", "cllrs", "no", "ref", "re"];

/// The title in words that run on in the same line, after the number `printed`.
pub(super) fn run_on_title(words: &str, printed: &str) -> Option<String> {
    if let Some(title) = whole_before_paragraph(words, printed) {
        return Some(title.to_owned());
    }
    let words = before_paragraph(words, printed);
    cut_title(words.trim_end_matches(['.', ' ']), words.ends_with('.'))
}

/// The title in the words after a number, or `None` where they are a paragraph: all of them when
/// they are short, else what stands before a colon, a dash or the first full stop. `stops` says
/// that a full stop ended the line.
pub(super) fn cut_title(printed: &str, stops: bool) -> Option<String> {
    let first_cell = title::without_file_mark(first_cell(printed));
    let first_cell = first_cell.as_str();
    let named = before_reference(first_cell)
        .or_else(|| before_answer(first_cell))
        .or_else(|| leading_capitals(first_cell))
        .or_else(|| {
            procedure::before_sentence(first_cell).filter(|title| !statement::is_sentence(title))
        })
        .or_else(|| statement::before(first_cell))
        .or_else(|| statement::subject(first_cell));
    // `To note:` says what is to be done with the matter behind it.
    let from = statement::infinitive(first_cell);
    let cut = named.or_else(|| {
        MARKS.into_iter().find_map(|(mark, most)| {
            let at = places(&first_cell[from..], mark)
                .map(|at| from + at)
                .find(|at| mark != ". " || ends_sentence(first_cell, *at))?;
            cuts_at(first_cell, mark, at, stops).then(|| &first_cell[..at]).filter(|_| at <= most)
        })
    });
    let title = without_purpose(cut.unwrap_or(first_cell))
        .trim_end_matches([':', '.', ' ', '-', '–', '•', '*', ',']);
    let is_sentence = (title.len() > LONGEST_TITLE && cut.is_none())
        || (cut.is_none() && first_cell.ends_with('.') && first_cell.len() > 60);
    if is_sentence && let Some(title) = before_verb(title) {
        return Some(title.to_owned());
    }
    (!is_sentence && title.chars().filter(|c| c.is_alphabetic()).count() >= 3)
        .then(|| title.to_owned())
}

/// Where a mark of a few bytes stands in `words`, in order. A search for one byte of it, which few
/// words hold, is much faster than one for the whole.
fn places<'a>(words: &'a str, mark: &'static str) -> impl Iterator<Item = usize> + 'a {
    let is_rare = |byte: &u8| !byte.is_ascii_alphanumeric() && *byte != b' ';
    let rare = mark.bytes().position(|byte| is_rare(&byte)).unwrap_or(0);
    let found = memchr::memchr_iter(mark.as_bytes()[rare], words.as_bytes());
    found
        .filter_map(move |at| at.checked_sub(rare))
        .filter(move |at| words.as_bytes()[*at..].starts_with(mark.as_bytes()))
}

/// Parts `words` at the first place of a mark.
fn parted<'a>(words: &'a str, mark: &'static str) -> Option<(&'a str, &'a str)> {
    let at = places(words, mark).next()?;
    Some((&words[..at], &words[at + mark.len()..]))
}

/// Says whether the title in `words` ends at a mark that stands `at` a byte of them. `stops` says that
/// a full stop ended the line.
fn cuts_at(words: &str, mark: &str, at: usize, stops: bool) -> bool {
    let rest = words[at + mark.len()..].trim_start();
    let head = &words[..at];
    // `Part 2: Roads` is a title as a whole; what follows in a sentence is not, nor what
    // was said of a matter that every meeting has: `Public forum: no one present`.
    let is_part = head.ends_with(|c: char| c.is_ascii_digit());
    let is_none = is_answer(rest);
    let is_dash = matches!(mark, " – " | " - ");
    let is_long = at > LONGEST_PLAIN && (is_dash || mark == ". ");
    // `Close. The reeve thanked the clerk. Tel: 12`
    if mark == ":" && holds_sentence(head) {
        return false;
    }
    // `Ref No: 12/3`
    let is_number = [" No", " no", " Ref", "Nos"].iter().any(|word| head.ends_with(word));
    let is_said = mark == ":"
        && !is_part
        && !is_number
        && (stops || is_none || (procedure::names_matter(head) && !is_day(rest)));
    // `Clerk's report a) The road is long.`
    let is_list =
        mark.ends_with("a) ") || mark.ends_with("i) ") || matches!(mark, " i. " | " a. " | " • ");
    let is_text = rest.len() > 60 || mark == ":";
    let is_time = rest.starts_with(|c: char| c.is_ascii_digit())
        && head.ends_with(|c: char| c.is_ascii_digit());
    let is_short = head.chars().filter(|c| c.is_alphabetic()).count() < 5;
    let is_sentence = mark == ". " && stops && !is_short;
    let cuts = is_said || is_list || is_sentence || (is_text && words.len() > 70);
    let may_be = !is_long || !statement::has_predicate(head);
    at >= 3 && cuts && !is_time && may_be
}

/// Says whether words before a colon hold a title with a sentence behind it.
fn holds_sentence(head: &str) -> bool {
    let end = places(head, ". ").next().filter(|at| *at >= 5 && ends_sentence(head, *at));
    end.is_some_and(|at| {
        statement::has_predicate(&head[at..]) && !statement::has_predicate(&head[..at])
    })
}

/// Says whether a full stop `at` a byte ends a sentence and no short form: `Letter from Mr. Reed`.
pub(super) fn ends_sentence(words: &str, at: usize) -> bool {
    let last = words[..at].rsplit(' ').next().unwrap_or_default();
    let is_short = SHORT_FORMS.iter().any(|short| last.eq_ignore_ascii_case(short));
    !is_short && !words[at + 2..].trim_start().starts_with(char::is_lowercase)
}

/// `Declarations of interest – none`: the matter before the dash.
fn before_answer(printed: &str) -> Option<&str> {
    [" – ", " - ", ". "].into_iter().find_map(|mark| {
        let (head, rest) = parted(printed, mark)?;
        let is_whole = DONE.iter().any(|done| rest.eq_ignore_ascii_case(done))
            && !head.contains(':')
            && !statement::has_predicate(head);
        let is_title = head.len() <= LONGEST_TITLE && (is_whole || procedure::names_matter(head));
        (is_title && (is_whole || (mark != ". " && is_answer(rest)))).then_some(head)
    })
}

/// `Applications received – 12/00345/F - a shed`: the matter before the reference of an application.
fn before_reference(printed: &str) -> Option<&str> {
    [" – ", " - "].into_iter().find_map(|dash| {
        let (head, rest) = parted(printed, dash)?;
        let word = rest.split(' ').next().unwrap_or_default();
        // A letter tells it from a day.
        let is_reference = word.starts_with(|c: char| c.is_ascii_digit())
            && word.matches('/').count() >= 2
            && word.bytes().any(|byte| byte.is_ascii_uppercase());
        let is_title = head.len() <= LONGEST_TITLE
            && head.split(' ').count() >= FEWEST_WORDS
            && !head.contains([':', '.']);
        (is_reference && is_title).then_some(head)
    })
}

/// Says whether words begin with what was said of a matter that came to nothing.
fn is_answer(words: &str) -> bool {
    NONE.iter()
        .any(|word| words.get(..word.len()).is_some_and(|start| start.eq_ignore_ascii_case(word)))
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
pub(super) fn before_paragraph<'a>(printed: &'a str, number: &str) -> &'a str {
    let number = number.strip_suffix(".0").unwrap_or(number);
    let mut from = 0;
    while let Some(at) = printed[from..].find(number) {
        let (start, end) = (from + at, from + at + number.len());
        let first = printed[end..].strip_prefix(".1").and_then(|rest| rest.chars().next());
        if first.is_some_and(|c| c == ' ' || c == '.') && printed[..start].ends_with(' ') {
            return printed[..start].trim_end();
        }
        from = end;
    }
    printed
}

/// `Other matters – what else is wanted 7.1 Harbour wall`: the whole title where nothing but the
/// first paragraph of the item `7` follows it.
pub(super) fn whole_before_paragraph<'a>(printed: &'a str, number: &str) -> Option<&'a str> {
    let head = before_paragraph(printed, number);
    let title = head.trim_end_matches([':', '.', ' ', '-', '–']);
    let is_title = head.len() < printed.len()
        && (SHORTEST_TITLE..=LONGEST_TITLE).contains(&title.len())
        && !title.contains([':', '\t', '•'])
        && !title.contains(". ")
        && !statement::has_predicate(title);
    is_title.then_some(title)
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
    let mut is_joined = false;
    for word in printed.split_inclusive(' ') {
        // `ROADS and BRIDGES`
        if seen > 0 && procedure::asks_more(word.trim_end()) && word.starts_with(char::is_lowercase)
        {
            seen += word.len();
            is_joined = true;
            continue;
        }
        let small = word.chars().filter(|c| c.is_lowercase()).count();
        // `INTEREST(s)` is in capitals.
        if small > 1 || (small == 1 && word.len() < 6) {
            break;
        }
        let letters = word.chars().filter(|c| c.is_alphabetic()).count();
        if is_joined && letters < SHORTEST_JOINED {
            break;
        }
        is_joined = false;
        seen += word.len();
        if letters != 1 {
            end = seen;
        }
    }
    let head = printed[..end].trim_end();
    let rest = printed[head.len()..].trim_start();
    let letters = head.chars().filter(|c| c.is_alphabetic()).count();
    // `LAMPS No more were lit`
    let is_told =
        rest.starts_with(char::is_uppercase) && (statement::has_predicate(rest) || is_answer(rest));
    let is_part =
        !rest.is_empty() && (printed.len() > 60 || is_told || procedure::names_matter(head));
    let head = &printed[..printed.len() - rest.len() + belonging(rest)];
    let head = head.trim_end();
    (letters >= 5 && is_part).then_some(head)
}

/// How many bytes behind words in capitals still belong to them: the day of the meeting that the
/// minutes are of, and words in brackets.
fn belonging(rest: &str) -> usize {
    if rest.starts_with('(') {
        return rest.find(')').filter(|at| *at < LONGEST_BRACKET).map_or(0, |at| at + 1);
    }
    let first = rest[..rest.floor_char_boundary(LONGEST_PLAIN)].split(". ").next();
    let held = first.filter(|words| words.starts_with("held "));
    let days = held.map(dates::in_line).unwrap_or_default();
    days.first().filter(|day| day.span.start < LONGEST_BRACKET).map_or(0, |day| day.span.end)
}

#[cfg(test)]
mod tests;
