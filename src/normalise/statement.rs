//! Finds where a title ends and a sentence begins with no mark between the two, as where a page
//! has lost the line ends: `Lamp in the lane The clerk advised that it is out`.
//!
//! Knows the words of one line only. A sentence is told by how it begins and by its verb.

use std::sync::LazyLock;

use serde::Deserialize;

use crate::normalise::lexicon::Lexicon;
use crate::normalise::procedure;

#[derive(Deserialize)]
struct Table {
    openers: Lexicon,
    verbs: Lexicon,
    done: Lexicon,
    finite: Lexicon,
}

static TABLE: LazyLock<Table> = LazyLock::new(|| {
    toml::from_str(include_str!("statement.toml"))
        .expect("statement.toml is embedded and parsed in a test")
});

/// A longer title, in bytes, is a paragraph. One that a sentence follows may name a whole
/// application with its address.
const LONGEST: usize = 200;

/// How many words may stand between the opening of a sentence and its verb.
const MOST_BETWEEN: usize = 5;

/// How many words an infinitive before a colon has at most: `To discuss and approve:`.
const MOST_INFINITIVE: usize = 4;

/// The title that a sentence follows, or `None` where no sentence is told from it.
pub(super) fn before(printed: &str) -> Option<&str> {
    let from = infinitive(printed);
    let mut last = "";
    let mut at = 0;
    for word in printed.split_inclusive(' ') {
        let start = at;
        at += word.len();
        let word = word.trim_end();
        if start > LONGEST {
            return None;
        }
        // The first sentence ends here, so the title stood before it.
        let is_end = start > from + 1 && last.len() > 3 && last.ends_with(['.', ':', ';', '?']);
        if is_end {
            return None;
        }
        // A list or a question stood before: what follows is not said of the title.
        let is_letter =
            word.len() == 2 && word.ends_with('.') && word.starts_with(char::is_lowercase);
        if word == "•" || word.contains('?') || is_letter {
            return None;
        }
        let most = if is_initials(word) { 0 } else { MOST_BETWEEN };
        let opens = start > from + 2
            && (is_opener(word) || most == 0)
            && !runs_on(last)
            && has_verb(&printed[at..], most)
            && !(may_be_noun(word) && is_opener_within(&printed[at..]));
        if opens {
            let title = printed[..start].trim_end();
            // `The new members` are who the sentence is about.
            let words = title[from..].split_whitespace();
            let least = if words.clone().next().is_some_and(is_opener) { 3 } else { 2 };
            if words.count() >= least {
                return (!is_sentence(title)).then_some(title);
            }
        }
        if !word.is_empty() {
            last = word;
        }
    }
    None
}

/// `Fire Drill was read by the reeve`: a name that was read out. `Accounts were agreed` is how the
/// minutes word a matter themselves, and stays whole.
pub(super) fn subject(printed: &str) -> Option<&str> {
    let at = printed.find(" was ")?;
    let head = &printed[..at];
    let done = printed[at..].split_whitespace().nth(1);
    let done = done.is_some_and(|word| TABLE.done.has(word.trim_end_matches(['.', ','])));
    let is_name = is_capitalised(head) || procedure::names_matter(head);
    (done && is_name && !head.contains(':') && !head.contains(". ") && head.len() <= LONGEST)
        .then_some(head)
}

/// How many bytes of `printed` are no more than a purpose that a colon ends: `To note:`.
pub(super) fn infinitive(printed: &str) -> usize {
    let Some(at) = printed.find(':') else { return 0 };
    let mut words = printed[..at].split(' ');
    if !words.next().is_some_and(|word| word.eq_ignore_ascii_case("to")) {
        return 0;
    }
    let verbs: Vec<&str> = words.collect();
    let parted = verbs.iter().enumerate().all(|(at, word)| (at % 2 == 1) == (*word == "and"));
    let is_bare = parted && verbs.len() % 2 == 1 && verbs.len() < MOST_INFINITIVE;
    if is_bare { at + 1 } else { 0 }
}

/// Says whether what follows a word belongs to it, be it by its mark.
fn runs_on(word: &str) -> bool {
    let is_mark = word.chars().all(|c| !c.is_alphanumeric() && c != ')');
    is_mark || word.ends_with([',', ':', '(', '&', '/']) || procedure::asks_more(word)
}

/// Says whether a word is one that such a sentence begins with.
pub(super) fn is_opener(word: &str) -> bool {
    TABLE.openers.has(word)
}

/// Says whether words hold a verb, as a sentence does and a title does not.
pub(super) fn has_predicate(words: &str) -> bool {
    words.split_whitespace().any(|word| TABLE.verbs.has(word))
}

/// Says whether words are a note of what one did: `AR requested a lamp`, `Moved the lamp`.
pub(super) fn tells(words: &str) -> bool {
    let opens = words.split(' ').next().is_some_and(is_opener);
    if is_sentence(words) || (opens && has_predicate(words)) {
        return true;
    }
    let mut words = words.split_whitespace();
    let (Some(first), Some(second)) = (words.next(), words.next()) else { return false };
    let is_article = ["the", "a", "an", "all", "that"].contains(&second);
    (is_initials(first) && second.ends_with('d') && second.starts_with(char::is_lowercase))
        || (first.ends_with("ed") && is_article)
}

/// Says whether words hold a verb that no title does.
pub(super) fn is_sentence(words: &str) -> bool {
    words.split_whitespace().any(|word| TABLE.finite.has(word))
}

/// Says whether a word may be the initials of one who spoke: `AR noted`.
fn is_initials(word: &str) -> bool {
    (2..=3).contains(&word.len()) && word.bytes().all(|byte| byte.is_ascii_uppercase())
}

/// Says whether a word that opens a sentence may as well be part of a title: `Councillor Training`.
fn may_be_noun(word: &str) -> bool {
    ["Councillor", "Councillors", "Members"].contains(&word)
}

/// Says whether the sentence begins only behind further words: `Training The clerk noted`.
fn is_opener_within(rest: &str) -> bool {
    let mut words = rest.split_whitespace().take(MOST_BETWEEN);
    words.next().is_some_and(|word| word.starts_with(char::is_uppercase))
        && words.any(|word| word == "The")
}

/// Says whether a verb follows, with at most so many words before it.
fn has_verb(rest: &str, most: usize) -> bool {
    for word in rest.split_whitespace().take(most + 1) {
        if TABLE.verbs.has(word) {
            return true;
        }
        // `New Councillor – AR noted`: behind a dash the sentence has another subject.
        if (word.len() > 3 && word.ends_with(['.', ':', ';'])) || matches!(word, "–" | "-") {
            return false;
        }
    }
    false
}

/// Says whether every word but the small ones begins with a capital.
pub(super) fn is_capitalised(head: &str) -> bool {
    head.split_whitespace().nth(1).is_some() && is_title_case(head)
}

/// Says the same of one word too: `Closure`.
pub(super) fn is_title_case(head: &str) -> bool {
    let is_small = procedure::asks_more;
    head.starts_with(char::is_uppercase)
        && !head.starts_with("The ")
        && head
            .split_whitespace()
            .all(|word| is_small(word) || !word.starts_with(char::is_lowercase))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_title_ends_where_a_sentence_with_a_verb_begins() {
        for (title, rest) in [
            ("To Discuss Lamp Outside the Mill", "The Parish Council had been asked to mend it."),
            ("To Note: Lamp at the Mill", "Cllr Ann Reed advised that it was lit."),
            ("Order on Dogs (Draft) – (Hill Borough) 2015", "The clerk agreed to look at it."),
            ("Cllr B. Ash (Hill) and Cllr C. Elm, if there", "There was nothing to report."),
            ("To Plan: The Lantern Feast", "Mr Reed proposed a day in May."),
            ("Use of lamps and invitation for lamplighters", "AR asked who would be there."),
        ] {
            let printed = format!("{title} {rest}");
            assert_eq!(before(&printed), Some(title), "{printed}");
        }
    }

    #[test]
    fn names_and_later_sentences_are_left_alone() {
        for printed in [
            "Reports from Cllr Ann Reed and the clerk",
            "Harbour report: The clerk advised that it leans. The chair agreed.",
            "The new Members were told of it",
            "Neither The clerk nor the reeve had more",
            "Concerns for the next meeting • It was asked",
            "Gravel. It was seen. The clerk has told them.",
            "The clerk advised that it leans",
            "To be read by Members of the council",
            "é The",
            "",
        ] {
            assert_eq!(before(printed), None, "{printed}");
        }
    }

    #[test]
    fn a_matter_stands_before_what_was_done_with_it() {
        assert_eq!(subject("Fire Drill was read by the reeve"), Some("Fire Drill"));
        assert_eq!(subject("Payment of accounts was agreed"), Some("Payment of accounts"));
        assert_eq!(subject("Accounts were agreed"), None);
        assert_eq!(subject("The wall was agreed to be long"), None);
        assert_eq!(subject("Fire Drill was long"), None);
    }

    #[test]
    fn an_infinitive_before_a_colon_is_no_title() {
        assert_eq!(infinitive("To Note: Lamp"), 8);
        assert_eq!(infinitive("To discuss and approve: Lamp"), 23);
        assert_eq!(infinitive("To receive apologies: None"), 0);
        assert_eq!(infinitive("Lamp: lit"), 0);
    }
}
