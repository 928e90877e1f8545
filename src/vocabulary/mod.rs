//! Holds the hand-kept tables and their matchers, each built once a run.
//!
//! Tables are data beside this file, parsed in a test. Knows no paper and no file.

pub mod committees;
pub mod councils;
pub mod external;
pub mod plurals;
pub mod roles;
pub mod synonyms;
pub mod topics;
pub mod words;

/// Returns `name` as it is compared: lower case, `&` as `and`, apostrophes and full stops
/// dropped, other punctuation as a space, white space folded, no leading `the`.
pub fn folded(name: &str) -> String {
    let mut folded = String::with_capacity(name.len() + 4);
    let mut apart = false;
    for c in name.chars() {
        match c {
            '&' => {
                begin_word(&mut folded, true);
                folded.push_str("and");
                apart = true;
            }
            '\'' | '\u{2018}' | '\u{2019}' | '`' | '.' => {}
            c if c.is_ascii_alphanumeric() => {
                begin_word(&mut folded, apart);
                folded.push(c.to_ascii_lowercase());
                apart = false;
            }
            c if c.is_alphanumeric() => {
                begin_word(&mut folded, apart);
                folded.extend(c.to_lowercase());
                apart = false;
            }
            _ => apart = true,
        }
    }
    if folded.starts_with("the ") {
        folded.drain(..4);
    }
    folded
}

/// Writes the space before a word that stands apart from the one before it.
fn begin_word(folded: &mut String, apart: bool) {
    if apart && !folded.is_empty() {
        folded.push(' ');
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
