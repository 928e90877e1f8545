//! Knows the matters that nearly every meeting deals with: apologies, minutes, matters arising.
//!
//! A line that names one is far more likely an item than any other; words that follow the name
//! are what was said of it. Knows titles only, no lines and no papers.

use std::borrow::Cow;
use std::sync::LazyLock;

use serde::Deserialize;

use crate::normalise::lexicon::Lexicon;

#[derive(Deserialize)]
struct Table {
    fillers: Lexicon,
    titles: Lexicon,
    whole: Lexicon,
    said: Lexicon,
    apart: Lexicon,
    beside: Lexicon,
    small: Lexicon,
}

static TABLE: LazyLock<Table> = LazyLock::new(|| {
    toml::from_str(include_str!("procedure.toml"))
        .expect("procedure.toml is embedded and parsed in a test")
});

/// How much of a title is looked at, in bytes.
const LONGEST: usize = 90;

/// Says whether `title` names such a matter.
pub(super) fn names_matter(title: &str) -> bool {
    let head = &title[..title.floor_char_boundary(LONGEST)];
    let head = if head.is_ascii() { head.into() } else { Cow::from(head.to_lowercase()) };
    let mut rest = head.trim_start();
    while let Some((first, after)) = rest.split_once([' ', '\u{a0}'])
        && TABLE.fillers.has_in_any_case(first)
    {
        rest = after.trim_start();
    }
    TABLE.titles.opening(rest).is_some()
}

/// Says whether a line is the heading of a time for the public, and nothing else.
pub(super) fn stands_apart(line: &str) -> bool {
    let title = || line.trim_matches(|c: char| !c.is_alphanumeric());
    line.len() <= LONGEST && TABLE.apart.has_in_any_case(title())
}

/// Says whether a title is one that minutes may print without a number among numbered ones.
pub(super) fn stands_beside(title: &str) -> bool {
    TABLE.beside.has_in_any_case(title)
}

/// Says whether a word asks for another: no title ends with it.
pub(super) fn asks_more(word: &str) -> bool {
    TABLE.small.has_in_any_case(word)
}

/// Returns the title that stands by itself at the beginning of `printed`, where a sentence follows
/// it: `Apologies There were none from the Reeve`.
pub(super) fn before_sentence(printed: &str) -> Option<&str> {
    whole_title(printed).or_else(|| before_saying(printed))
}

/// Returns a title that minutes print by itself, at the beginning of `printed`, where the beginning
/// of a sentence follows it.
pub(super) fn whole_title(printed: &str) -> Option<&str> {
    let title = TABLE.whole.opening(printed)?;
    let rest = printed[title.len()..].strip_prefix([' ', '.'])?.trim_start_matches([' ', '-', '–']);
    let count = rest.split_whitespace().count();
    let is_sentence = rest.starts_with(char::is_uppercase) && count >= 3;
    // `Declarations of interest made from all who sit on another council also`
    let is_told = count >= 6
        && rest.split(' ').next().is_some_and(|word| ["made", "were", "was"].contains(&word));
    (is_sentence || is_told).then(|| &printed[..title.len()])
}

/// `Declarations of interest on items of the agenda No declarations were made`.
fn before_saying(printed: &str) -> Option<&str> {
    if !names_matter(printed) {
        return None;
    }
    let from = printed.ceil_char_boundary(6);
    let said = |(at, _): &(usize, &str)| {
        let rest = &printed[from + at + 1..];
        let last = printed[..from + at].rsplit(' ').next().unwrap_or_default();
        // `Interests from Members on the agenda` goes on.
        !asks_more(last)
            && TABLE.said.alike(rest).iter().any(|start| {
                let after = rest.strip_prefix(start.as_str());
                // `Minute No 12` is a number.
                after.is_some_and(|after| !after.starts_with(|c: char| c.is_ascii_digit()))
            })
    };
    let at = printed[from..].match_indices(' ').find(said)?.0;
    let title = printed[..from + at].trim_end_matches([' ', '.', ':', '-', '–']);
    // A colon or a full stop inside ends the title before.
    (!title.contains(':') && !title.contains(". ")).then_some(title)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_title_ends_where_a_sentence_begins() {
        let title = |printed| before_sentence(printed);
        assert_eq!(title("Apologies There were none from B. Ash"), Some("Apologies"));
        assert_eq!(title("Matters arising The wall leans still"), Some("Matters arising"));
        assert_eq!(
            title("Declarations of interest on the agenda No declarations were made"),
            Some("Declarations of interest on the agenda")
        );
        assert_eq!(title("Minutes of the committee, Minute No 12"), None);
        assert_eq!(title("Apologies for absence"), None);
        assert_eq!(title("Correspondence received"), None);
        assert_eq!(title("The wall leans over"), None);
    }

    #[test]
    fn matters_of_every_meeting_are_known_with_words_before_them() {
        for title in [
            "Apologies",
            "To receive apologies for absence",
            "TO CONFIRM THE MINUTES OF THE LAST MEETING",
            "Any other business",
            "CROESO AC YMDDIHEURIADAU",
        ] {
            assert!(names_matter(title), "{title}");
        }
        for title in ["The harbour wall", "", "To", "Election results of the lake"] {
            assert!(!names_matter(title), "{title}");
        }
    }
}
