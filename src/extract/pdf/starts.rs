//! Tells how lines begin and end: with an item's marker, within a sentence, at its end.

use std::collections::BTreeSet;
use std::sync::LazyLock;

use regex::Regex;
use serde::Deserialize;

use crate::extract::pdf::lines::Line;
use crate::extract::pdf::tables;
use crate::extract::plain;

/// Words that end no sentence and no item, from `open_words.toml`.
#[derive(Debug, Deserialize)]
struct Open {
    words: BTreeSet<String>,
}

static OPEN: LazyLock<Open> = LazyLock::new(|| {
    toml::from_str(include_str!("open_words.toml"))
        .expect("open_words.toml is embedded and parsed in a test")
});

/// How a line begins that is an item of minutes: "23/045 Finance", "104. Finance", "C12)".
static ITEM: LazyLock<Regex> = LazyLock::new(|| {
    let pattern = concat!(
        r"^(?:",
        r"\d{1,4}/\d{1,4}(?:[./-]\d{1,4})?[a-z]?[.):]?\s",
        r"|\d{1,4}(?:\.\d{1,3}){1,3}[.):]?\s+\p{Lu}",
        r"|\d{1,3}[.):]\s",
        r"|[A-Z]{1,2}\d{1,3}[.):]\s",
        r"|\(?[a-z]{1,2}[.)]\s|\([a-z]{1,3}\)|\([A-Z]\)",
        r"|[•·▪■□●○◦‣►▶✓❖➢♥♦]",
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

/// Says whether a text breaks off after a word that ends nothing: "the", "and", "Cllr".
pub(super) fn breaks_off(text: &str) -> bool {
    let word = text.rsplit(' ').next().unwrap_or_default();
    OPEN.words.contains(word.trim_start_matches(['(', '“', '"', '‘']))
}

/// Says whether a line begins with a bullet, or with a number set apart.
pub(super) fn is_marked(line: &Line) -> bool {
    let cell = &line.cells[0];
    (line.cells.len() > 1 && tables::is_marker(&cell.text)) || is_bulleted(&cell.text)
}

/// Says whether a text begins with a bullet of any shape.
pub(super) fn is_bulleted(text: &str) -> bool {
    text.starts_with(|c| "•·▪■□●○◦‣►▶✓❖➢♥♦".contains(c))
}
