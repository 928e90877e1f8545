//! Words the refusals: what is not understood, and what to write instead.
//!
//! It decides nothing. What is typed stands between backticks, cut short where it is long.

use crate::error::Error;

use super::Query;
use super::dates::DateRange;
use super::fields::FIELDS;
use super::fields::Field;
use super::lex::Token;
use super::pattern::Near;

/// Cuts a typed text short.
pub(super) fn clipped(text: &str) -> String {
    let text = text.trim();
    match text.char_indices().nth(60) {
        Some((at, _)) => format!("{}…", &text[..at]),
        None => text.to_owned(),
    }
}

/// Brackets, or NEAR after NEAR, deeper than `deepest`.
pub(super) fn too_deep(deepest: usize) -> Error {
    Error::Query {
        message: format!("brackets are nested more than {deepest} deep"),
        hint: "leave out brackets that change nothing, or ask in several queries".into(),
    }
}

/// A name before a colon that is no field. `next` is what follows the colon.
pub(super) fn unknown_field(name: &str, next: Option<Token<'_>>) -> Error {
    let text = match next {
        Some(Token::Chunk(value)) => format!("{name}:{value}"),
        Some(Token::Quoted(value)) => format!("{name}: {value}"),
        _ => name.to_owned(),
    };
    let names = FIELDS.iter().flat_map(|row| row.aliases.iter().chain([&row.name])).copied();
    let fields = match nearest(&name.to_lowercase(), names) {
        Some(near) => format!("did you mean `{near}:`?"),
        None => format!(
            "the fields are {};",
            FIELDS.iter().map(|row| row.name).collect::<Vec<_>>().join(", ")
        ),
    };
    Error::Query {
        message: format!("there is no field `{}`", clipped(name)),
        hint: format!("{fields} to search the text itself, quote it: `\"{}\"`", clipped(&text)),
    }
}

/// A value without a letter or a digit.
pub(super) fn empty_value(field: Field, typed: &str) -> Error {
    let instead = match clipped(typed) {
        typed if typed.is_empty() => String::new(),
        typed => format!(", not `{typed}`"),
    };
    Error::Query {
        message: format!("`{}:` takes a value{instead}", field.name()),
        hint: format!("write, for example, `{}`", field.row().example),
    }
}

/// A value that is none of the `words` that the field can have.
pub(super) fn unknown_value(field: Field, typed: &str, word: &str, words: &[&str]) -> Error {
    let name = field.name();
    Error::Query {
        message: format!("`{name}:` has no value `{}`", clipped(typed)),
        hint: match nearest(word, words.iter().copied()) {
            Some(near) => format!("did you mean `{name}:{near}`?"),
            None => format!("write one of {}", words.join(", ")),
        },
    }
}

/// Something else than values and ORs between the brackets of a field.
pub(super) fn no_value(field: Field, token: Token<'_>) -> Error {
    let name = field.name();
    let typed = match token {
        Token::And => "AND".to_owned(),
        Token::Or => "OR".to_owned(),
        Token::Not => "NOT".to_owned(),
        Token::Minus => "-".to_owned(),
        Token::Open => "(".to_owned(),
        Token::Close => ")".to_owned(),
        Token::Name(other) => format!("{}:", clipped(other)),
        Token::Near(text) | Token::Chunk(text) | Token::Quoted(text) | Token::Slop(text) => {
            clipped(text)
        }
    };
    Error::Query {
        message: format!("the brackets of `{name}:` hold values with OR between, not `{typed}`"),
        hint: format!("write `{name}:(a OR b)`; quote a value that holds such a word or mark"),
    }
}

/// Two dates side by side that shut nothing out, where someone means the days between.
pub(super) fn every_day(a: DateRange, b: DateRange, between: DateRange) -> Error {
    Error::Query {
        message: format!("`date:{a}` or `date:{b}` is every day"),
        hint: format!("write `date:{between}` for the days between"),
    }
}

/// `"a phrase"~5` or `"a phrase"~`, which other engines take for nearness or misspellings.
pub(super) fn slop(typed: &str) -> Error {
    Error::Query {
        message: format!("`{}` cannot follow a phrase", clipped(typed)),
        hint: "write `a NEAR/5 b` for words near each other, `a~` for a misspelt word".into(),
    }
}

/// A NEAR or ONTO in small letters.
pub(super) fn small_operator(typed: &str) -> Error {
    Error::Query {
        message: format!("`{}` is an operator in capitals only", clipped(typed)),
        hint: format!("write `{}`, or quote it to search for it", clipped(&typed.to_uppercase())),
    }
}

/// A NEAR or ONTO with a number out of bounds.
pub(super) fn reach(operator: &str) -> Error {
    let name = if operator.starts_with("ONTO") { "ONTO" } else { "NEAR" };
    Error::Query {
        message: format!("`{}` needs a number from 1 to {}", clipped(operator), Near::WIDEST),
        hint: format!("write `{name}/5`, or `{name}` alone for `{name}/{}`", Near::USUAL),
    }
}

/// A NOT on one side of a NEAR.
pub(super) fn near_not(operator: &str) -> Error {
    Error::Query {
        message: format!("`{}` cannot be followed by a NOT", clipped(operator)),
        hint: "write what should be near, and the NOT apart: `a NEAR/5 b NOT c`".into(),
    }
}

/// A side of a NEAR that is neither a pattern nor patterns with OR between them.
pub(super) fn near_side(operator: &str, side: &Query) -> Error {
    Error::Query {
        message: format!(
            "`{}` joins words and phrases, not `{}`",
            clipped(operator),
            clipped(&side.to_string())
        ),
        hint: "write `(a OR b) NEAR/5 \"c d\"`, and the rest apart".into(),
    }
}

/// A word with both a star and a final `~`.
pub(super) fn wild_and_misspelt(typed: &str, word: &str) -> Error {
    let plain = clipped(&word.replace('*', ""));
    Error::Query {
        message: format!("`{}` is a wildcard and a misspelling at once", clipped(typed)),
        hint: format!("write `{plain}*` or `{plain}~`"),
    }
}

/// A misspelling that may be off by none, or by too many letters.
pub(super) fn too_misspelt(typed: &str, word: &str) -> Error {
    let word = clipped(word);
    Error::Query {
        message: format!("a misspelling is 1 or 2 letters off, unlike `{}`", clipped(typed)),
        hint: format!("write `{word}~1` or `{word}~2`"),
    }
}

/// Returns the word of `words` that `typed` most likely stands for, or `None` if none is near:
/// a third of its letters may differ.
fn nearest<'a>(typed: &str, words: impl IntoIterator<Item = &'a str>) -> Option<&'a str> {
    let letters = typed.chars().count();
    // A typed word can be a megabyte long; no word of ours is, so none can be near.
    if letters > 40 {
        return None;
    }
    words
        .into_iter()
        .map(|word| (strsim::damerau_levenshtein(typed, word), word))
        .filter(|(distance, _)| *distance <= letters.div_ceil(3))
        .min_by_key(|(distance, _)| *distance)
        .map(|(_, word)| word)
}

#[cfg(test)]
mod tests {
    use crate::error::Error;
    use crate::query::Query;

    #[track_caller]
    fn check(typed: &str, message: &str, hint: &str) {
        match typed.parse::<Query>() {
            Err(Error::Query { message: said, hint: hinted }) => {
                assert_eq!((&*said, &*hinted), (message, hint));
            }
            other => panic!("{typed} is not refused: {other:?}"),
        }
    }

    #[test]
    fn unknown_fields() {
        check(
            "councl:leeds",
            "there is no field `councl`",
            "did you mean `council:`? to search the text itself, quote it: `\"councl:leeds\"`",
        );
        check(
            "budget colour:\"dark red\"",
            "there is no field `colour`",
            "the fields are council, committee, function, theme, date, officer, person, role, topic, \
             kind, title, is, by, only, id, path; to search the text itself, quote it: `\"colour: dark red\"`",
        );
    }

    #[test]
    fn unknown_values() {
        check("kind:minute", "`kind:` has no value `minute`", "did you mean `kind:minutes`?");
        check(
            "is:\"a recommendtion\"",
            "`is:` has no value `a recommendtion`",
            "did you mean `is:recommendation`?",
        );
        check(
            "only:sure",
            "`only:` has no value `sure`",
            "write one of explicit, supplied, inferred",
        );
        check(
            "council:(OR)",
            "`council:` takes a value",
            "write, for example, `council:lancashire`",
        );
        check(
            "council:(a AND b)",
            "the brackets of `council:` hold values with OR between, not `AND`",
            "write `council:(a OR b)`; quote a value that holds such a word or mark",
        );
    }

    #[test]
    fn dates_that_shut_nothing_out() {
        check(
            "date:2016.. date:..2018-06",
            "`date:2016..` or `date:..2018-06` is every day",
            "write `date:2016-01..2018-06` for the days between",
        );
    }

    #[test]
    fn nearness_and_misspellings() {
        check(
            "a NEAR/500 b",
            "`NEAR/500` needs a number from 1 to 100",
            "write `NEAR/5`, or `NEAR` alone for `NEAR/10`",
        );
        check(
            "a ONTO -b",
            "`ONTO` cannot be followed by a NOT",
            "write what should be near, and the NOT apart: `a NEAR/5 b NOT c`",
        );
        check(
            "a NEAR/5 (b council:leeds)",
            "`NEAR/5` joins words and phrases, not `b council:leeds`",
            "write `(a OR b) NEAR/5 \"c d\"`, and the rest apart",
        );
        check(
            "\"social work\"~5",
            "`~5` cannot follow a phrase",
            "write `a NEAR/5 b` for words near each other, `a~` for a misspelt word",
        );
        check(
            "bus \"social work\"~ title:lane",
            "`~` cannot follow a phrase",
            "write `a NEAR/5 b` for words near each other, `a~` for a misspelt word",
        );
        check(
            "ofsed~3",
            "a misspelling is 1 or 2 letters off, unlike `ofsed~3`",
            "write `ofsed~1` or `ofsed~2`",
        );
        check(
            "ofs*d~",
            "`ofs*d~` is a wildcard and a misspelling at once",
            "write `ofsd*` or `ofsd~`",
        );
    }

    #[test]
    fn depth() {
        let typed = "(".repeat(100_000);
        check(
            &typed,
            "brackets are nested more than 64 deep",
            "leave out brackets that change nothing, or ask in several queries",
        );
        let typed = "a NEAR/5 ".repeat(100_000);
        check(
            &typed,
            "brackets are nested more than 64 deep",
            "leave out brackets that change nothing, or ask in several queries",
        );
    }
}
