//! Decides what a hyphen at the end of a line is: a part of the word, or a sign that the word
//! goes on.
//!
//! "well-" before "being" is a part, "commit-" before "tee" a sign. Evidence decides: how the
//! word stands elsewhere in the document, its parts, and whether the document parts words
//! often.

use std::collections::BTreeSet;
use std::collections::HashSet;
use std::sync::LazyLock;

use serde::Deserialize;

use crate::extract::pdf::page::Page;

/// Beginnings and ends of words, from `hyphens.toml`.
#[derive(Debug, Deserialize)]
struct Parts {
    /// Words that keep their hyphen before another.
    before: BTreeSet<String>,
    /// Words that keep their hyphen after another.
    after: BTreeSet<String>,
    /// Ends that are no words: a hyphen before them is a sign.
    endings: BTreeSet<String>,
}

static PARTS: LazyLock<Parts> = LazyLock::new(|| {
    toml::from_str(include_str!("hyphens.toml"))
        .expect("hyphens.toml is embedded and parsed in a test")
});

/// A document that ends more than one in this many lines with a hyphen parts words.
const OFTEN: usize = 25;

/// What a document tells about its hyphens.
#[derive(Debug, Default)]
pub(super) struct Hyphens {
    /// Its words, in lower case, hyphens kept.
    words: HashSet<String>,
    /// Whether it parts words at the ends of lines as a rule.
    parts_words: bool,
}

impl Hyphens {
    /// Reads a document for evidence. Costs little where no line ends with a hyphen.
    pub(super) fn of(pages: &[Page]) -> Self {
        let cells = || pages.iter().flat_map(|page| &page.lines).flat_map(|line| &line.cells);
        let ends = cells().filter(|cell| word_before_hyphen(&cell.text).is_some()).count();
        if ends == 0 {
            return Self::default();
        }
        let lines = cells().filter(|cell| cell.text.len() > 40).count();
        let mut words = HashSet::new();
        for cell in cells() {
            let mut pieces = cell.text.split_whitespace().peekable();
            while let Some(piece) = pieces.next() {
                // A piece of a word at the end of a line is no word.
                if pieces.peek().is_some() || !piece.ends_with('-') {
                    let word = piece.trim_matches(|c: char| !c.is_alphanumeric());
                    words.insert(word.to_lowercase());
                }
            }
        }
        Self { words, parts_words: ends >= 5 && ends * OFTEN > lines }
    }

    /// Adds `next` to `text`, which is the line before. A word that is parted between them is
    /// put together.
    pub(super) fn join(&self, text: &mut String, next: &str) {
        match word_before_hyphen(text) {
            Some(first) if next.starts_with(char::is_alphanumeric) => {
                if !self.is_part(first, next) {
                    text.pop();
                    text.push('\u{ad}');
                }
            }
            _ if text.is_empty() => {}
            _ => text.push(' '),
        }
        text.push_str(next);
    }

    /// Says whether the hyphen between `first` and the first word of `next` is a part of the
    /// word.
    fn is_part(&self, first: &str, next: &str) -> bool {
        let second = next.split(|c: char| !c.is_alphanumeric()).next().unwrap_or_default();
        let capital = second.starts_with(|c: char| c.is_uppercase() || c.is_numeric());
        let shouts = first.len() > 1 && !first.contains(char::is_lowercase);
        if (capital && !shouts) || first.contains(|c: char| c == '-' || c.is_numeric()) {
            return true;
        }
        let (first, second) = (first.to_lowercase(), second.to_lowercase());
        let closed = self.words.contains(&format!("{first}{second}"));
        let open = self.words.contains(&format!("{first}-{second}"));
        if closed != open {
            return open;
        }
        if PARTS.before.contains(&first) || PARTS.after.contains(&second) {
            return true;
        }
        if PARTS.endings.contains(&second) {
            return false;
        }
        // Both stand alone elsewhere: then they may stand side by side.
        let both = self.words.contains(&first) && self.words.contains(&second);
        both || !self.parts_words
    }
}

/// Returns the word that a hyphen at the end of a line belongs to.
fn word_before_hyphen(line: &str) -> Option<&str> {
    let rest = line.strip_suffix('-')?;
    let start = rest.rfind(|c: char| !c.is_alphanumeric() && c != '-');
    let start = start.map_or(0, |at| at + rest[at..].chars().next().map_or(1, char::len_utf8));
    let word = &rest[start..];
    word.ends_with(char::is_alphanumeric).then_some(word)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn joined(words: &[&str], parts_words: bool, first: &str, next: &str) -> String {
        let words = words.iter().map(|word| (*word).to_owned()).collect();
        let mut text = first.to_owned();
        Hyphens { words, parts_words }.join(&mut text, next);
        text
    }

    #[test]
    fn how_the_word_stands_elsewhere_decides() {
        let often = true;
        assert_eq!(
            joined(&["wellbeing"], often, "the well-", "being of"),
            "the well\u{ad}being of"
        );
        assert_eq!(joined(&["well-being"], often, "the well-", "being of"), "the well-being of");
        assert_eq!(joined(&["case-loads"], often, "case-", "loads"), "case-loads");
        assert_eq!(joined(&["caseloads"], false, "case-", "loads"), "case\u{ad}loads");
    }

    #[test]
    fn parts_and_capitals_decide_without_it() {
        let often = true;
        assert_eq!(joined(&[], often, "a cross-", "party group"), "a cross-party group");
        assert_eq!(joined(&[], often, "in 2019-", "20 and"), "in 2019-20 and");
        assert_eq!(joined(&[], often, "North-", "West"), "North-West");
        assert_eq!(joined(&[], often, "day-to-", "day"), "day-to-day");
        assert_eq!(joined(&[], often, "the commit-", "tee"), "the commit\u{ad}tee");
        assert_eq!(joined(&[], often, "THE COMMIT-", "TEE"), "THE COMMIT\u{ad}TEE");
        assert_eq!(joined(&[], false, "an applica-", "tion"), "an applica\u{ad}tion");
        assert_eq!(joined(&[], false, "a lamp-", "post"), "a lamp-post");
    }

    #[test]
    fn what_is_no_hyphen_is_a_space() {
        assert_eq!(joined(&[], true, "the budget -", "agreed"), "the budget - agreed");
        assert_eq!(joined(&[], true, "the budget", "agreed"), "the budget agreed");
        assert_eq!(joined(&[], true, "per cent -", "(x)"), "per cent - (x)");
        assert_eq!(joined(&[], true, "", "agreed"), "agreed");
        assert_eq!(joined(&[], true, "é-", "é"), "é\u{ad}é");
    }
}
