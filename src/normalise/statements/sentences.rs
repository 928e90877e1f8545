//! Cuts a line into its sentences.

use std::ops::Range;
use std::sync::LazyLock;

use memchr::memchr2;
use memchr::memchr3_iter;
use serde::Deserialize;

#[derive(Deserialize)]
struct Table {
    titles: Vec<String>,
    shortened: Vec<String>,
}

static TABLE: LazyLock<Table> = LazyLock::new(|| {
    toml::from_str(include_str!("sentences.toml"))
        .expect("sentences.toml is embedded and parsed in a test")
});

/// Returns where the sentences of `text` stand in it, in bytes, white space around each left out.
///
/// A full stop ends none behind a title (`Mrs.`) or an initial, nor behind a shortened word that
/// small letters follow.
pub(super) fn sentences(text: &str) -> Vec<Range<usize>> {
    let mut found = Vec::new();
    let mut start = 0;
    for at in memchr3_iter(b'.', b'?', b'!', text.as_bytes()) {
        let after = at + 1;
        if after <= start {
            continue;
        }
        let rest = &text[after..];
        let closing = rest.len() - rest.trim_start_matches(['"', '\'', '”', '’', ')', ']']).len();
        let end = after + closing;
        let rest = &text[end..];
        let Some(blank) = rest.chars().next() else { break };
        if !blank.is_whitespace() || !opens(rest.trim_start()) {
            continue;
        }
        if text[at..after] == *"." && closing == 0 && runs_on(&text[start..at], rest.trim_start()) {
            continue;
        }
        parts(&mut found, text, start..end);
        start = end;
    }
    parts(&mut found, text, start..text.len());
    found
}

/// Cuts what a page has run together: bullets, and matters numbered in two or more parts.
fn parts(found: &mut Vec<Range<usize>>, text: &str, whole: Range<usize>) {
    let mut start = whole.start;
    let said = &text[whole.clone()];
    // What begins a part holds a figure before a full stop, or is a bullet.
    let bytes = said.as_bytes();
    let mut at = 0;
    while let Some(found_at) = memchr2(b'.', BULLET[0], bytes.get(at..).unwrap_or_default()) {
        let mark = at + found_at;
        at = mark + 1;
        let may_open = match bytes[mark] {
            b'.' => mark.checked_sub(1).is_some_and(|before| bytes[before].is_ascii_digit()),
            _ => bytes[mark..].starts_with(&BULLET),
        };
        if !may_open {
            continue;
        }
        let Some((begin, end)) = word_around(said, mark) else { continue };
        let word = said[begin..end].trim_end();
        let is_bullet = word == "•";
        let opens = is_bullet
            || is_number(word) && said[end..].trim_start().starts_with(char::is_uppercase);
        if opens && whole.start + begin >= start {
            if whole.start + begin > start {
                push(found, text, start..whole.start + begin);
            }
            start = whole.start + end;
            at = end.max(at);
        }
    }
    push(found, text, start..whole.end);
}

/// Where the word begins and ends that stands around a place, unless it is too long to be a number:
/// a text may be one word of megabytes.
fn word_around(said: &str, at: usize) -> Option<(usize, usize)> {
    let from = said.floor_char_boundary(at.saturating_sub(LONGEST_NUMBER));
    let begin = match said[from..at].rfind(char::is_whitespace) {
        Some(blank) => from + blank + 1,
        None if from == 0 => 0,
        None => return None,
    };
    let until = said.ceil_char_boundary(at + LONGEST_NUMBER);
    let end = match said[at..until].find(' ') {
        Some(blank) => at + blank,
        None if until == said.len() => until,
        None => return None,
    };
    said.is_char_boundary(begin).then_some((begin, end))
}

/// A longer word, in bytes, numbers nothing.
const LONGEST_NUMBER: usize = 24;

/// How a bullet begins.
const BULLET: [u8; 3] = *b"\xE2\x80\xA2";

/// Says whether a word numbers a matter within another: `14.2`, `7.1.1.`.
fn is_number(word: &str) -> bool {
    let bare = word.strip_suffix('.').unwrap_or(word);
    let digits = |part: &str| {
        (1..=2).contains(&part.len()) && part.bytes().all(|byte| byte.is_ascii_digit())
    };
    bare.contains('.') && bare.split('.').all(digits)
}

/// Says whether a text ends in a title that a name follows: `Ms.`
pub(super) fn ends_in_title(text: &str) -> bool {
    let last = text.rsplit(char::is_whitespace).next().unwrap_or_default();
    let bare = last.strip_suffix('.').unwrap_or_default();
    TABLE.titles.iter().any(|title| title == bare)
}

/// Says whether a text may begin a sentence.
fn opens(rest: &str) -> bool {
    let first = rest.trim_start_matches(['"', '\'', '“', '‘', '(', '[', '*', '•', '-', '–', ' ']);
    let mut letters = first.chars();
    let c = letters.next().unwrap_or(' ');
    // `d) A resident said`: the next point.
    let is_point = c.is_ascii_lowercase() && first[1..].starts_with(") ");
    c.is_uppercase() || c.is_numeric() || c == '£' || is_point
}

/// Says whether a full stop behind `before` belongs to its last word.
fn runs_on(before: &str, rest: &str) -> bool {
    let last = before.rsplit(|c: char| c.is_whitespace() || c == '(').next().unwrap_or_default();
    let bare = last.trim_start_matches(|c: char| !c.is_alphanumeric());
    // `£3460. 00`
    let is_figure = bare.ends_with(|c: char| c.is_ascii_digit());
    let pence = rest.bytes().take_while(u8::is_ascii_digit).count();
    if is_figure && pence == 2 && last.starts_with('£') {
        return true;
    }
    let table = &*TABLE;
    if table.titles.iter().any(|title| title == bare) {
        return true;
    }
    // An initial: `P. Markwell`; but `item A. The` is told by the word that follows.
    let mut letters = bare.chars();
    let is_initial = letters.next().is_some_and(char::is_uppercase) && letters.next().is_none();
    if is_initial && !rest.starts_with("The ") {
        return true;
    }
    // `7.30 p.m. in the hall` runs on; `at 9.10 p.m. The next meeting` does not.
    let is_shortened = table.shortened.iter().any(|word| word.eq_ignore_ascii_case(bare));
    is_shortened && rest.starts_with(|c: char| c.is_lowercase() || c.is_numeric())
}

fn push(found: &mut Vec<Range<usize>>, text: &str, span: Range<usize>) {
    let raw = &text[span.clone()];
    let trimmed = raw.trim();
    if trimmed.chars().any(char::is_alphanumeric) {
        let start = span.start + (raw.len() - raw.trim_start().len());
        found.push(start..start + trimmed.len());
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::sentences;

    #[track_caller]
    fn check(text: &str, expected: &[&str]) {
        let found: Vec<&str> = sentences(text).into_iter().map(|span| &text[span]).collect();
        assert_eq!(found, expected);
    }

    #[test]
    fn a_full_stop_ends_a_sentence_and_no_name() {
        check(
            "Mrs. Ada Finch proposed it. P. Wren seconded. All agreed.",
            &["Mrs. Ada Finch proposed it.", "P. Wren seconded.", "All agreed."],
        );
        check(
            "It began at 7.30 p.m. in the hall. 12 came.",
            &["It began at 7.30 p.m. in the hall.", "12 came."],
        );
        check("Why? “Because.” he said", &["Why?", "“Because.” he said"]);
    }

    proptest! {
        #[test]
        fn sentences_lie_in_their_text_in_order(text in "[A-Za-z.?! \u{a0}“”)(é0-9]{0,60}") {
            let mut end = 0;
            for span in sentences(&text) {
                prop_assert!(span.start >= end && span.end > span.start);
                prop_assert!(text.get(span.clone()).is_some());
                end = span.end;
            }
        }
    }
}
