//! Tells how lines begin and end: with an item's marker, within a sentence, at its end.

use std::sync::LazyLock;

use regex::Regex;

use crate::extract::pdf::lines::Line;
use crate::extract::pdf::tables;
use crate::extract::plain;

/// How a line begins that is an item of minutes: "23/045 Finance", "104. Finance", "C12)".
static ITEM: LazyLock<Regex> = LazyLock::new(|| {
    let pattern = concat!(
        r"^(?:",
        r"\d{1,4}/\d{1,4}(?:[./-]\d{1,4})?[a-z]?[.):]?\s",
        r"|\d{1,4}(?:\.\d{1,3}){1,3}[.):]?\s+\p{Lu}",
        r"|\d{1,3}[.):]\s",
        r"|[A-Z]{1,2}\d{1,3}[.):]\s",
        r"|\(?[a-z]{1,2}[.)]\s|\([a-zA-Z]{1,3}\)",
        r"|[•·▪●○◦‣✓❖➢]",
        r"|o\s+\p{Lu}",
        r")",
    );
    Regex::new(pattern).expect("the pattern is ours")
});

/// Says whether a line begins an item of a list or a numbered matter.
pub(super) fn is_item(line: &Line) -> bool {
    let text = &line.cells[0].text;
    (line.cells.len() > 1 && tables::is_marker(text))
        || ITEM.is_match(text)
        || plain::is_list_item(text)
}

/// Says whether a text begins within a sentence.
pub(super) fn goes_on(text: &str) -> bool {
    text.trim_start_matches(['(', '"', '‘', '“', '\'']).starts_with(char::is_lowercase)
}

/// Says whether a text ends a sentence.
pub(super) fn is_done(text: &str) -> bool {
    let text = text.trim_end_matches([')', ']', '"', '’', '”', '\'']);
    text.ends_with(['.', '!', '?', ':', ';'])
}
