//! Finds the sentence that a date stands in.

use std::ops::Range;

/// How far a sentence is looked at on either side, in bytes.
const WIDEST: usize = 240;

/// A shorter line, in bytes, is not broken for want of room: what follows is another matter.
const BROKEN: usize = 55;

/// Words whose full stop ends no sentence.
const SHORT: [&str; 12] =
    ["mr", "mrs", "ms", "dr", "cllr", "st", "no", "p", "m", "a", "rev", "messrs"];

/// Returns where the sentence round `span` stands in `text`, as far as it is looked at.
pub(super) fn around(text: &str, span: &Range<usize>) -> Range<usize> {
    let bytes = text.as_bytes();
    let least = text.floor_char_boundary(span.start.saturating_sub(WIDEST));
    let most = text.floor_char_boundary((span.end + WIDEST).min(text.len()));
    let from = (least..span.start).rev().find(|at| ends(bytes, *at)).map_or(least, |at| at + 1);
    let to = (span.end..most).find(|at| ends(bytes, *at)).unwrap_or(most);
    from..to
}

/// Says whether a sentence ends at this byte.
fn ends(bytes: &[u8], at: usize) -> bool {
    let next = bytes.get(at + 1).copied().unwrap_or(b'\n');
    match bytes[at] {
        b'\n' => !runs_on(bytes, at),
        b'!' | b'?' => next.is_ascii_whitespace(),
        b'.' => {
            let word = bytes[..at].rsplit(|byte| !byte.is_ascii_alphabetic()).next();
            let word = word.unwrap_or_default();
            let is_short = SHORT.iter().any(|short| short.as_bytes().eq_ignore_ascii_case(word));
            next.is_ascii_whitespace() && !is_short
        }
        _ => false,
    }
}

/// Says whether a line goes on in the next: it is broken for want of room.
fn runs_on(bytes: &[u8], at: usize) -> bool {
    let before = &bytes[..at];
    let length = before.iter().rev().take(BROKEN).take_while(|byte| **byte != b'\n').count();
    let last = before.iter().rev().find(|byte| !byte.is_ascii_whitespace());
    let next = bytes.get(at + 1).copied().unwrap_or(b'\n');
    length >= BROKEN
        && last.is_some_and(|byte| byte.is_ascii_alphanumeric() || *byte == b',')
        && !next.is_ascii_whitespace()
}

/// Returns the line before the one that holds `at`, blank lines aside.
pub(super) fn line_above(text: &str, at: usize) -> &str {
    let Some(end) = text[..at].rfind('\n') else { return "" };
    let above = text[..end].trim_end();
    &above[above.rfind('\n').map_or(0, |at| at + 1)..]
}
