//! Holds the hand-kept tables and their matchers, each built once a run.
//!
//! Tables are data beside this file, parsed in a test. Knows no paper and no file.

pub mod committees;
pub mod councils;
pub mod roles;
pub mod synonyms;
pub mod topics;

/// Returns `name` as it is compared: lower case, `&` as `and`, apostrophes and full stops
/// dropped, other punctuation as a space, white space folded, no leading `the`.
pub fn folded(name: &str) -> String {
    let mut spaced = String::with_capacity(name.len() + 4);
    for c in name.chars() {
        match c {
            '&' => spaced.push_str(" and "),
            '\'' | '\u{2018}' | '\u{2019}' | '`' | '.' => {}
            c if c.is_alphanumeric() => spaced.extend(c.to_lowercase()),
            _ => spaced.push(' '),
        }
    }
    let words: Vec<&str> = spaced.split_whitespace().collect();
    match words.as_slice() {
        ["the", rest @ ..] if !rest.is_empty() => rest.join(" "),
        words => words.join(" "),
    }
}

#[cfg(test)]
mod tests {
    use super::folded;

    #[test]
    fn names_that_differ_in_print_only_fold_alike() {
        assert_eq!(
            folded("The Bath & North East\u{a0}Somerset Council"),
            "bath and north east somerset council"
        );
        assert_eq!(
            folded("Bath and North-East Somerset  Council,"),
            "bath and north east somerset council"
        );
        assert_eq!(folded("King\u{2019}s Lynn"), folded("Kings Lynn"));
        assert_eq!(folded(" \u{a0}& "), "and");
    }
}
