//! Finds the sentence around a part of a text.
//!
//! A line end always parts sentences: a line of an extracted text is a paragraph, a heading or
//! a row. Knows a few abbreviations, listed beside this file.

use std::ops::Range;

/// Words whose full stop ends no sentence.
const ABBREVIATIONS: &str = include_str!("abbreviations.txt");

/// Returns the sentence, or the sentences, that hold `part` of `text`, without the white space
/// around.
pub(super) fn around(text: &str, part: Range<usize>) -> Range<usize> {
    let mut from = text[..part.start].rfind('\n').map_or(0, |end| end + 1);
    let mut to = text[part.end..].find('\n').map_or(text.len(), |end| part.end + end);
    let line = from;
    for (at, mark) in text[line..to].char_indices() {
        let at = line + at;
        if !matches!(mark, '.' | '!' | '?') || (part.start..part.end).contains(&at) {
            continue;
        }
        let Some((end, next)) = stop(&text[line..to], at - line) else { continue };
        if line + next <= part.start {
            from = line + next;
        } else if line + end >= part.end {
            to = line + end;
            break;
        }
    }
    let blank = |text: &str| text.len() - text.trim_start().len();
    from += blank(&text[from..part.start]);
    from..to
}

/// Says where a sentence ends and the next begins, if the mark at `at` ends one.
fn stop(line: &str, at: usize) -> Option<(usize, usize)> {
    let closes = |c: char| matches!(c, '.' | '!' | '?' | '"' | '\'' | '”' | '’' | ')' | ']');
    let end = line[at..].find(|c| !closes(c)).map_or(line.len(), |rest| at + rest);
    let rest = &line[end..];
    let next = rest.trim_start();
    if next.len() == rest.len() && !next.is_empty() || next.starts_with(char::is_lowercase) {
        return None;
    }
    if line[at..].starts_with('.') {
        let before = &line[..at];
        let word = before.rfind(|c: char| !c.is_alphanumeric());
        let word = &before[word
            .map_or(0, |edge| edge + before[edge..].chars().next().map_or(0, char::len_utf8))..];
        let initial = word.chars().count() == 1 && word.starts_with(char::is_alphabetic);
        // `4. Title`: the number of a list.
        let number = before.trim_start() == word && word.starts_with(char::is_numeric);
        if initial || number || ABBREVIATIONS.lines().any(|known| known == word) {
            return None;
        }
    }
    Some((end, line.len() - next.len()))
}

#[cfg(test)]
mod tests {
    use super::around;

    #[track_caller]
    fn check(text: &str, part: &str, expected: &str) {
        let start = text.find(part).unwrap();
        assert_eq!(&text[around(text, start..start + part.len())], expected);
    }

    #[test]
    fn a_sentence_ends_at_a_full_stop_or_a_line_end() {
        let text = "Head\nBuses ran late. Trams did not (see p. 4). Was it snow?\nNext";
        check(text, "late", "Buses ran late.");
        check(text, "Trams", "Trams did not (see p. 4).");
        check(text, "snow", "Was it snow?");
        check(text, "Head", "Head");
        check(text, "Next", "Next");
        check(text, "late. Trams", "Buses ran late. Trams did not (see p. 4).");
    }

    #[test]
    fn abbreviations_numbers_and_initials_end_none() {
        check(
            "4. Update by Cllr. J. Hill, i.e. Ann. End.",
            "Hill",
            "4. Update by Cllr. J. Hill, i.e. Ann.",
        );
        check("It cost 1.5 million. More.", "cost", "It cost 1.5 million.");
        check("“It fell.” She left.", "fell", "“It fell.”");
    }
}
