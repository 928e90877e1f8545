//! Holds filters: a field and the values it may have, each checked against its field.
//!
//! It knows which values are possible, not which of them the index holds.

use crate::error::Error;
use crate::paper::Layer;
use crate::paper::PaperKind;

use super::dates::DateRange;
use super::fields::Field;
use super::fields::STATEMENTS;
use super::fields::Takes;
use super::pattern::Pattern;
use super::word;

/// A field and the values it may have: one of them is enough.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct Filter {
    /// The field.
    pub field: Field,
    /// The values, in the order typed. Never empty.
    pub values: Vec<Value>,
}

/// One value of a field. [`Field::value`] makes the sort that the field takes.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub enum Value {
    /// Any value at all, written `*`: `-council:*` is what no council is known of.
    Any,
    /// A name as typed. Search compares it without regard to capitals; `*` in it stands for any
    /// letters.
    Text(String),
    /// Days from one to another, both included.
    Dates(DateRange),
    /// A kind of paper.
    Kind(PaperKind),
    /// How surely the facts of a paper are known.
    Layer(Layer),
    /// A word, a phrase, a wildcard or a misspelling, to be found in a title.
    Words(Pattern),
}

impl Field {
    /// Reads one value of this field, as it would be typed after the colon in quotes, or after
    /// `--council`. Values that the field cannot have are refused with the nearest that it can.
    pub fn value(self, typed: &str) -> Result<Value, Error> {
        let text = folded(typed);
        if !text.contains(char::is_alphanumeric) {
            return if text.contains('*') { Ok(Value::Any) } else { Err(empty(self, typed)) };
        }
        match self.row().takes {
            Takes::Name => Ok(Value::Text(text)),
            Takes::Dates => text.parse().map(Value::Dates),
            Takes::Kind => {
                let words = PaperKind::ALL.map(PaperKind::as_str);
                one_of(self, &text, &words, PaperKind::from_word).map(Value::Kind)
            }
            Takes::Layer => {
                let words = Layer::ALL.map(Layer::as_str);
                one_of(self, &text, &words, Layer::from_word).map(Value::Layer)
            }
            Takes::Statement => {
                let known = |word: &str| STATEMENTS.contains(&word).then(|| word.to_owned());
                one_of(self, &text, STATEMENTS, known).map(Value::Text)
            }
            // A bracket in a bare word is grammar, in a phrase it is a mark.
            Takes::Words => match text.contains([' ', '(', ')']) {
                true => word::phrase(&text),
                false => word::pattern(&text)?,
            }
            .map(Value::Words)
            .ok_or_else(|| empty(self, typed)),
        }
    }

    /// Reads a value that was typed without quotes.
    pub(super) fn bare(self, typed: &str) -> Result<Value, Error> {
        match self.row().takes {
            Takes::Words => match word::pattern(typed)? {
                Some(pattern) => Ok(Value::Words(pattern)),
                None => self.value(typed),
            },
            _ => self.value(typed),
        }
    }

    /// Reads a value that was typed in quotes: in a title, they make it exact.
    pub(super) fn quoted(self, typed: &str) -> Result<Value, Error> {
        match word::phrase(typed) {
            Some(phrase) if self.row().takes == Takes::Words => Ok(Value::Words(phrase)),
            _ => self.value(typed),
        }
    }
}

/// Folds white space, drops double quotes, which no value can hold, and the marks that cling to
/// a value in a sentence.
fn folded(typed: &str) -> String {
    let pieces = typed.split(|c: char| word::is_space(c) || word::is_quote(c));
    let text: Vec<&str> = pieces.filter(|piece| !piece.is_empty()).collect();
    let clinging = |c: char| word::is_space(c) || ",;!?'‘’".contains(c);
    text.join(" ").trim_matches(clinging).to_owned()
}

/// Finds a value in a closed list, by its word in capitals or not, with spaces or hyphens.
fn one_of<T>(
    field: Field,
    text: &str,
    words: &[&str],
    known: impl Fn(&str) -> Option<T>,
) -> Result<T, Error> {
    let word = text.to_lowercase().replace([' ', '-'], "_");
    known(&word).ok_or_else(|| Error::Query {
        message: format!("`{}:` has no value `{}`", field.name(), word::clipped(text)),
        hint: match nearest(&word, words.iter().copied()) {
            Some(near) => format!("did you mean `{}:{near}`?", field.name()),
            None => format!("write one of {}", words.join(", ")),
        },
    })
}

/// Refuses a value without a letter or a digit.
fn empty(field: Field, typed: &str) -> Error {
    Error::Query {
        message: format!("`{}:` takes a value, not `{}`", field.name(), word::clipped(typed)),
        hint: format!("write, for example, `{}`", field.row().example),
    }
}

/// Returns the word of `words` that `typed` most likely stands for, or `None` if none is near:
/// a third of its letters may differ.
pub(super) fn nearest<'a>(
    typed: &str,
    words: impl IntoIterator<Item = &'a str>,
) -> Option<&'a str> {
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
