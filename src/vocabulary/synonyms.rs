//! Holds acronyms with what they stand for, and words that are spelt in several ways, stand for
//! each other or lie near each other, from `synonyms.toml`; its head says what the fields mean.
//!
//! Knows neither paper nor index, and no inflection: which forms of a word there are is for the
//! caller to say.

use std::sync::LazyLock;

use serde::Deserialize;

static TABLE: LazyLock<Table> = LazyLock::new(|| {
    toml::from_str(include_str!("synonyms.toml"))
        .expect("synonyms.toml is embedded and parsed in a test")
});

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Table {
    acronyms: Vec<Acronym>,
    groups: Vec<Group>,
}

/// An acronym and what it stands for.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Acronym {
    /// As it is printed most often: `MASH`, `DfE`, `O&S`.
    pub short: Form,
    /// What it stands for, the most frequent first; never empty.
    pub long: Vec<Form>,
    /// Whether it has several meanings, of which none is to be taken for granted.
    #[serde(default)]
    pub ambiguous: bool,
    /// Whether it is an ordinary word or name too: `SEND`. Then it is one word in capitals.
    #[serde(default)]
    pub cased: bool,
}

/// How the forms of a group belong together.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Tie {
    /// One word or phrase in several spellings.
    Spelling,
    /// One phrase and what is written for it by mistake.
    Misprint,
    /// Several names for one thing.
    Term,
    /// The first is the word, the others lie near it.
    Near,
}

/// Forms that belong together.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Group {
    /// How they do.
    pub kind: Tie,
    /// At least two.
    pub forms: Vec<Form>,
    /// Whether the last word of each stands for all its endings, and not for its plural alone.
    #[serde(default)]
    pub verb: bool,
}

/// A word or a phrase.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(from = "String")]
pub struct Form {
    /// As it stands in the table.
    pub text: String,
    /// Its words in small letters, without apostrophes: `e-mail` has two.
    pub words: Vec<String>,
    /// For each word, whether a hyphen stands between it and the next.
    pub hyphens: Vec<bool>,
}

impl From<String> for Form {
    fn from(text: String) -> Self {
        let mut form = Self { words: Vec::new(), hyphens: Vec::new(), text: String::new() };
        let is_gap = |c: char| !c.is_ascii_alphanumeric() && c != '\'';
        for word in text.split_inclusive(is_gap) {
            let hyphen = word.ends_with('-');
            let word = word.trim_end_matches(is_gap).replace('\'', "");
            if !word.is_empty() {
                form.words.push(word.to_ascii_lowercase());
                form.hyphens.push(hyphen);
            }
        }
        form.text = text;
        form
    }
}

/// Returns all acronyms, by name.
pub fn acronyms() -> &'static [Acronym] {
    &TABLE.acronyms
}

/// Returns all groups.
pub fn groups() -> &'static [Group] {
    &TABLE.groups
}

/// Returns the acronym that `word` is, if it is one that is an ordinary word too and stands here
/// in its capitals: `SEND`, `TENs`, but neither `send` nor `MASH`.
pub fn in_capitals(word: &str) -> Option<&'static Acronym> {
    let one = word.strip_suffix('s').unwrap_or(word);
    acronyms().iter().find(|acronym| acronym.cased && acronym.short.text == one)
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use super::*;

    fn words(text: &str) -> (Vec<String>, Vec<bool>) {
        let form = Form::from(text.to_owned());
        (form.words, form.hyphens)
    }

    #[test]
    fn a_form_is_cut_into_words() {
        let owned = |words: &[&str]| words.iter().map(|word| (*word).to_owned()).collect();
        assert_eq!(words("e-mail"), (owned(&["e", "mail"]), vec![true, false]));
        assert_eq!(words("O&S"), (owned(&["o", "s"]), vec![false, false]));
        assert_eq!(words("red, amber"), (owned(&["red", "amber"]), vec![false, false]));
        assert_eq!(words("children's plan"), (owned(&["childrens", "plan"]), vec![false, false]));
    }

    #[test]
    fn the_acronyms_are_sound() {
        assert!(acronyms().len() > 490);
        let mut met = BTreeSet::new();
        for acronym in acronyms() {
            let short = &acronym.short.text;
            assert!(met.insert(&acronym.short.words), "{short} stands there twice");
            let capital = short.contains(|c: char| c.is_ascii_uppercase() || c.is_ascii_digit());
            assert!(capital && short.is_ascii(), "{short}");
            assert!(!acronym.long.is_empty(), "{short}");
            let long: BTreeSet<_> = acronym.long.iter().map(|form| &form.words).collect();
            assert_eq!(long.len(), acronym.long.len(), "{short} has a meaning twice");
            assert!(!acronym.ambiguous || acronym.long.len() > 1, "{short}");
            let capitals = short.bytes().all(|byte| byte.is_ascii_uppercase());
            assert!(!acronym.cased || capitals, "{short} is cased");
            for form in &acronym.long {
                assert!(form.words.len() > 1 || form.text.contains('/'), "{short}: {}", form.text);
                let small = |c: char| !c.is_uppercase() && (c.is_ascii() || c == '’');
                assert!(form.text.chars().all(small), "{short}: {}", form.text);
            }
        }
    }

    #[test]
    fn the_groups_are_sound() {
        assert!(groups().len() > 70);
        let mut spelt = BTreeSet::new();
        for group in groups() {
            let first = &group.forms[0].text;
            assert!(group.forms.len() > 1, "{first} stands alone");
            let forms: BTreeSet<_> = group.forms.iter().map(|form| &form.text).collect();
            assert_eq!(forms.len(), group.forms.len(), "{first}: a form twice");
            for form in &group.forms {
                let plain = |c: char| c.is_ascii_lowercase() || " -'".contains(c);
                assert!(form.text.chars().all(plain), "{}", form.text);
            }
            if matches!(group.kind, Tie::Spelling | Tie::Misprint) {
                for form in &group.forms {
                    assert!(spelt.insert(&form.words), "{} stands in two groups", form.text);
                }
            } else {
                assert!(!group.verb, "{first}: only spellings have endings");
            }
        }
    }

    #[test]
    fn words_in_capitals_are_told_from_words() {
        let known = |word: &str| in_capitals(word).map(|acronym| acronym.short.text.as_str());
        assert_eq!(known("SEND"), Some("SEND"));
        assert_eq!(known("TENs"), Some("TEN"));
        for word in ["send", "Send", "SENDING", "MASH", "s", ""] {
            assert_eq!(known(word), None, "{word}");
        }
    }
}
