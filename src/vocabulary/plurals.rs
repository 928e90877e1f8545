//! Holds words whose plural follows no rule, from `plurals.toml`; its head says what a row is.
//!
//! Knows no rule: which forms other words have is for the caller to say.

use std::sync::LazyLock;

use serde::Deserialize;

static TABLE: LazyLock<Table> = LazyLock::new(|| {
    toml::from_str(include_str!("plurals.toml"))
        .expect("plurals.toml is embedded and parsed in a test")
});

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Table {
    words: Vec<Vec<String>>,
}

/// Returns all forms of the word of which `word` is one, if its plural follows no rule; else none.
pub fn forms(word: &str) -> &'static [String] {
    let row = TABLE.words.iter().find(|row| row.iter().any(|form| form == word));
    row.map(Vec::as_slice).unwrap_or_default()
}

/// Says whether `word` is one whose plural follows no rule, in the singular: `man`, but not `men`.
pub fn is_one(word: &str) -> bool {
    TABLE.words.iter().any(|row| row.first().is_some_and(|one| one == word))
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use super::*;

    #[test]
    fn the_rows_are_sound() {
        let mut met = BTreeSet::new();
        for row in &TABLE.words {
            assert!(row.len() > 1, "{row:?}");
            for form in row {
                assert!(form.bytes().all(|byte| byte.is_ascii_lowercase()), "{form}");
                assert!(met.insert(form), "{form} stands there twice");
            }
        }
    }

    #[test]
    fn every_form_leads_to_all() {
        assert_eq!(forms("men"), forms("man"));
        assert!(forms("man").iter().any(|form| form == "men"));
        assert!(forms("cars").is_empty());
        assert!(is_one("man") && !is_one("men") && !is_one("car"));
    }
}
