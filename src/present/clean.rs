//! Takes from a paper's words what could colour, move or turn round a terminal.
//!
//! It knows characters only: no terminal, no style, no format.

use unicode_width::UnicodeWidthChar;

/// Says whether `c` acts on a terminal, or on the order of what stands beside it, instead of
/// being shown: control characters (ESC among them) and marks that turn the direction of text.
pub(super) fn acts(c: char) -> bool {
    c.is_control()
        || matches!(c, '\u{200e}' | '\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}')
}

/// Gives the character to show on a line for `c`: a space for white space of any kind, and
/// `None` for one that [`acts`].
pub(super) fn on_a_line(c: char) -> Option<char> {
    // A no-break space stays: it is there to keep `£1 m` together.
    if c.is_whitespace() && c != '\u{a0}' && c != '\u{202f}' {
        return Some(' ');
    }
    (!acts(c)).then_some(c)
}

/// Gives `text` as it may stand on one line.
pub(super) fn line(text: &str) -> String {
    text.chars().filter_map(on_a_line).collect()
}

/// How many columns of a terminal `c` takes: none for a combining mark, two for a wide letter.
pub(super) fn columns(c: char) -> usize {
    c.width().unwrap_or(0)
}

/// How many columns of a terminal `text` takes.
pub(super) fn width(text: &str) -> usize {
    text.chars().map(columns).sum()
}

/// Shortens `text` to at most `limit` columns, with `…` where it was cut.
pub(super) fn cut(text: &str, limit: usize) -> String {
    if width(text) <= limit {
        return text.to_owned();
    }
    let mut room = limit.saturating_sub(1);
    let mut kept = String::new();
    for c in text.chars() {
        if columns(c) > room {
            break;
        }
        room -= columns(c);
        kept.push(c);
    }
    kept.truncate(kept.trim_end().len());
    kept.push('…');
    kept
}

#[cfg(test)]
mod tests {
    use super::cut;
    use super::line;
    use super::width;

    #[test]
    fn escape_sequences_lose_their_escape() {
        assert_eq!(line("a\u{1b}[31mred\u{1b}[0m\u{9b}2J"), "a[31mred[0m2J");
        assert_eq!(line("one\ttwo\r\nthree\u{2028}four"), "one two  three four");
        assert_eq!(line("abc\u{202e}def\u{7}"), "abcdef");
    }

    #[test]
    fn wide_and_combining_letters_are_measured_as_shown() {
        assert_eq!(width("e\u{301}"), 1);
        assert_eq!(width("議事録"), 6);
        assert_eq!(cut("議事録", 5), "議事…");
        assert_eq!(cut("Children and Families", 10), "Children…");
        assert_eq!(cut("Cabinet", 7), "Cabinet");
    }
}
