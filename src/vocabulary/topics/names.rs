//! Tells names from words: `Mr Parks`, `Cemetery Road`, `Director of Housing`, a line in
//! capitals.

use serde::Deserialize;

/// How far a line is looked at, in bytes on either side.
const SIGHT: usize = 80;

/// Words that make a name of the word beside them.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Names {
    /// They stand before a surname: `Mr`, `Cllr`.
    honorifics: Vec<String>,
    /// They stand before the name of a saint: `St`.
    saints: Vec<String>,
    /// They end the name of a street or a house: `Road`, `Close`.
    streets: Vec<String>,
    /// They begin the name of a post: `Director of`, `Member for`.
    posts: Vec<String>,
    /// They end the name of a body: `Committee`.
    bodies: Vec<String>,
    /// After a body's name they say that its business follows: `Report`.
    business: Vec<String>,
}

impl Names {
    /// Says whether the words at `start..end` are (part of) the name of a person, a street, a
    /// house, a post or a body. Only words with capitals are.
    pub(super) fn is_name(&self, text: &str, start: usize, end: usize) -> bool {
        if !text[start..end].starts_with(|c: char| c.is_ascii_uppercase()) {
            return false;
        }
        self.is_street(text, start, end)
            || self.is_person(text, start, end)
            || self.is_saints(text, start)
            || self.is_post(text, start)
            || self.is_body(text, end)
    }

    /// The last word has a capital, and so has a word such as `Road` after it.
    fn is_street(&self, text: &str, start: usize, end: usize) -> bool {
        let last = text[start..end].rsplit(' ').next().unwrap_or_default();
        let rest = text[end..].strip_prefix([' ', '\u{a0}']).unwrap_or_default();
        let next = rest.split(|c: char| !c.is_ascii_alphabetic()).next().unwrap_or_default();
        last.starts_with(|c: char| c.is_ascii_uppercase())
            && next.starts_with(|c: char| c.is_ascii_uppercase())
            && self.streets.iter().any(|street| street.eq_ignore_ascii_case(next))
    }

    /// One word after an honorific, initials between them aside.
    fn is_person(&self, text: &str, start: usize, end: usize) -> bool {
        if text[start..end].contains(' ') {
            return false;
        }
        let mut before = tail(text, start);
        loop {
            before = before.trim_end_matches([' ', '\u{a0}', '.']);
            let word = before.rsplit(|c: char| !c.is_alphanumeric()).next().unwrap_or_default();
            if self.honorifics.iter().any(|honorific| honorific == word) {
                return true;
            }
            let is_initial = word.len() == 1 && word.bytes().all(|byte| byte.is_ascii_uppercase());
            if !is_initial {
                return false;
            }
            before = &before[..before.len() - word.len()];
        }
    }

    /// It stands right after a saint: `St Mary's Churchyard`, which is where a bench stands.
    fn is_saints(&self, text: &str, start: usize) -> bool {
        let before = tail(text, start).trim_end_matches([' ', '\u{a0}']);
        let apart = |c: char| !c.is_alphanumeric() && !matches!(c, '\'' | '\u{2019}');
        let name = before.rsplit(apart).next().unwrap_or_default();
        let first = before[..before.len() - name.len()].trim_end_matches([' ', '\u{a0}', '.']);
        let first = first.rsplit(apart).next().unwrap_or_default();
        name.starts_with(char::is_uppercase) && self.saints.iter().any(|saint| saint == first)
    }

    /// After it, with nothing but words in capitals between, stands `Committee` or the like. A
    /// committee's name says what it may speak of, not what it does; its report says both.
    fn is_body(&self, text: &str, end: usize) -> bool {
        let mut after = head(text, end);
        loop {
            after = after.trim_start_matches([' ', '\u{a0}', ',', '&', '-']);
            let length = after.find(|c: char| !c.is_alphanumeric()).unwrap_or(after.len());
            let (word, rest) = after.split_at(length);
            if self.bodies.iter().any(|body| body == word) {
                let next = rest.trim_start_matches([' ', '\u{a0}']);
                return !self.business.iter().any(|word| next.starts_with(word.as_str()));
            }
            if !word.starts_with(|c: char| c.is_ascii_uppercase()) && !joins(word) {
                return false;
            }
            after = rest;
        }
    }

    /// Before it, with nothing but words in capitals between, stands `Director of` or the like.
    fn is_post(&self, text: &str, start: usize) -> bool {
        let mut before = tail(text, start);
        // The `of` or `for` that stands before what has been looked at.
        let mut link = "";
        loop {
            before = before.trim_end_matches([' ', '\u{a0}', ',', '&', '\'', '\u{2019}']);
            let word = before.rsplit(|c: char| !c.is_alphanumeric()).next().unwrap_or_default();
            let opens = |post: &String| {
                post.strip_suffix(link).is_some_and(|first| first.strip_suffix(' ') == Some(word))
            };
            if !link.is_empty() && self.posts.iter().any(opens) {
                return true;
            }
            if !word.starts_with(|c: char| c.is_ascii_uppercase()) && !joins(word) && word != "s" {
                return false;
            }
            link = if word == "of" || word == "for" { word } else { "" };
            before = &before[..before.len() - word.len()];
        }
    }
}

/// Says whether a word may stand in the middle of a name that is written with capitals.
fn joins(word: &str) -> bool {
    ["of", "for", "and", "the"].contains(&word)
}

/// Says whether the line around `at` is in capitals: then an acronym's are none.
pub(super) fn is_shouted(text: &str, at: usize) -> bool {
    let before = tail(text, at);
    let before = before.rsplit('\n').next().unwrap_or_default();
    let after = head(text, at).split('\n').next().unwrap_or_default();
    let small = |part: &str| part.bytes().any(|byte| byte.is_ascii_lowercase());
    let words = |part: &str| {
        part.split(|c: char| !c.is_ascii_uppercase()).filter(|word| word.len() > 3).count()
    };
    !small(before) && !small(after) && words(before) + words(after) > 2
}

/// The last bytes before `at`.
fn tail(text: &str, at: usize) -> &str {
    let mut from = at.saturating_sub(SIGHT);
    while !text.is_char_boundary(from) {
        from += 1;
    }
    &text[from..at]
}

/// The first bytes after `at`.
fn head(text: &str, at: usize) -> &str {
    let mut to = (at + SIGHT).min(text.len());
    while !text.is_char_boundary(to) {
        to -= 1;
    }
    &text[at..to]
}

#[cfg(test)]
mod tests {
    use crate::vocabulary::topics::taxonomy;

    /// Says whether `word` counts where it stands first in `text`.
    fn counts(text: &str, word: &str) -> bool {
        let at = text.find(word).unwrap();
        let mut counted = false;
        taxonomy().find(text, |_, start| counted |= start == at);
        counted
    }

    #[test]
    fn surnames_are_no_cues() {
        for text in [
            "Mr Potholes spoke",
            "Cllr. J. R. Potholes spoke",
            "Councillor Mrs A Potholes",
            "Dr\u{a0}Potholes",
        ] {
            assert!(!counts(text, "Potholes"), "{text}");
        }
        for text in ["Potholes", "Mr Brook: Potholes", "Mr Brook reported Potholes", "J Potholes"] {
            assert!(counts(text, "Potholes"), "{text}");
        }
        assert!(counts("Mr potholes", "potholes"));
    }

    #[test]
    fn streets_and_houses_are_no_cues() {
        assert!(!counts("at 4 Cemetery Road", "Cemetery"));
        assert!(!counts("LAND AT QUARRY FARM", "QUARRY"));
        assert!(counts("the cemetery road is steep", "cemetery"));
        assert!(counts("Cemetery roads", "Cemetery"));
    }

    #[test]
    fn saints_are_no_cues() {
        for text in ["by St. Mary\u{2019}s Churchyard", "St John Cemetery", "Saint Anne's Cemetery"]
        {
            let word = text.rsplit(' ').next().unwrap();
            assert!(!counts(text, word), "{text}");
        }
        assert!(counts("St Mary's churchyard", "churchyard"));
        assert!(counts("Mary's Cemetery", "Cemetery"));
    }

    #[test]
    fn posts_are_no_cues() {
        for text in [
            "the Director of Public Health",
            "the Director of Adult Care, Housing and Public Health",
            "Cabinet Member for Highways & Public Health",
            "Head of Children\u{2019}s Services and Public Health",
        ] {
            assert!(!counts(text, "Public Health"), "{text}");
        }
        for text in [
            "a Member of Public Health bodies",
            "the Director of Finance reported that Public Health",
            "Director of Finance: Public Health",
        ] {
            assert!(counts(text, "Public Health"), "{text}");
        }
    }

    #[test]
    fn bodies_are_no_cues_and_what_they_report_is() {
        assert!(!counts("the Climate Change and Transport Committee", "Climate Change"));
        assert!(!counts("Climate Change Sub-Committee", "Climate Change"));
        assert!(counts("Climate Change Committee Report", "Climate Change"));
        assert!(counts("Climate Change was left to the Committee", "Climate Change"));
    }

    #[test]
    fn acronyms_do_not_count_on_lines_in_capitals() {
        assert!(counts("an update on SEND was given", "SEND"));
        assert!(counts("SEND", "SEND"));
        assert!(!counts("THE CLERK SHALL SEND LETTERS", "SEND"));
        assert!(counts("THE CLERK WRITES LETTERS\nSEND is short of money", "SEND"));
    }
}
