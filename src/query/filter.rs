//! Holds filters: a field and the values it may have, each checked against its field.
//!
//! It knows which values are possible, not which of them the index holds.

use crate::error::Error;
use crate::paper::Layer;
use crate::paper::PaperKind;
use crate::paper::StatementKind;

use super::dates::DateRange;
use super::fields::Field;
use super::fields::Takes;
use super::pattern::Pattern;
use super::refuse;
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
            return if text.contains('*') {
                Ok(Value::Any)
            } else {
                Err(refuse::empty_value(self, typed))
            };
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
                let words = StatementKind::ALL.map(StatementKind::as_str);
                let known = |word: &str| StatementKind::from_word(word).map(|it| it.to_string());
                one_of(self, &text, &words, known).map(Value::Text)
            }
            // A bracket in a bare word is grammar, in a phrase it is a mark.
            Takes::Words => match text.contains([' ', '(', ')']) {
                true => word::phrase(&text),
                false => word::pattern(&text)?,
            }
            .map(Value::Words)
            .ok_or_else(|| refuse::empty_value(self, typed)),
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
    known(&word).ok_or_else(|| refuse::unknown_value(field, text, &word, words))
}

#[cfg(test)]
mod tests {
    use super::Field;
    use super::Value;
    use crate::paper::PaperKind;

    #[track_caller]
    fn check(field: Field, typed: &str, printed: &str) {
        assert_eq!(field.value(typed).unwrap().to_string(), printed, "{typed}");
    }

    #[test]
    fn values_are_read_as_the_command_line_gives_them() {
        check(Field::Council, " Leeds, ", "Leeds");
        check(Field::Council, "the \"new\"  council", "\"the new council\"");
        check(Field::Council, "*", "*");
        check(Field::Path, "./minutes/2017/*", "\"./minutes/2017/*\"");
        check(Field::Date, "18/01/2017", "2017-01-18");
        check(Field::Only, "Explicit", "explicit");
        check(Field::Is, "resolution", "resolution");
        check(Field::Title, "budget", "budget");
        check(Field::Title, "budget (draft)", "\"budget draft\"");
        let kind = Field::Kind.value("Agenda-and minutes").unwrap();
        assert_eq!(kind, Value::Kind(PaperKind::AgendaAndMinutes));
    }

    #[test]
    fn values_without_a_letter_are_refused() {
        for field in [Field::Council, Field::Date, Field::Kind, Field::Title] {
            assert_eq!(
                field.value(" & ").unwrap_err().to_string(),
                format!("`{}:` takes a value, not `&`", field.name())
            );
        }
    }
}
