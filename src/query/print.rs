//! Prints a [`Query`] in its canonical spelling, which parses to the same query.
//!
//! Whatever holds more than one thing stands in brackets wherever it is part of something
//! larger, even where precedence would allow to leave them out: people read this.

use std::fmt;
use std::fmt::Display;
use std::fmt::Formatter;

use super::Query;
use super::fields::FIELDS;
use super::fields::Takes;
use super::filter::Filter;
use super::filter::Value;
use super::lex;
use super::pattern::Part;
use super::pattern::Pattern;

impl Display for Query {
    fn fmt(&self, f: &mut Formatter<'_>) -> fmt::Result {
        match self {
            Self::All => f.write_str("*"),
            Self::And(children) => {
                // A filter after another of its field needs the AND, or both would be read as OR.
                let mut seen = [false; FIELDS.len()];
                for (at, child) in children.iter().enumerate() {
                    if let Self::Filter(filter) = child {
                        let again = seen[filter.field as usize];
                        if again {
                            f.write_str(" AND")?;
                            seen = Default::default();
                        }
                        seen[filter.field as usize] = filter.field.row().takes != Takes::Words;
                    }
                    f.write_str(if at == 0 { "" } else { " " })?;
                    child.inner(f)?;
                }
                Ok(())
            }
            Self::Or(children) => joined(f, children, " OR ", Self::inner),
            Self::Not(inner) if **inner == Self::All => f.write_str("NOT *"),
            Self::Not(inner) => {
                f.write_str("-")?;
                inner.inner(f)
            }
            Self::Match(pattern) => pattern.fmt(f),
            Self::Filter(filter) => filter.fmt(f),
        }
    }
}

impl Query {
    /// Prints this as part of something larger.
    fn inner(&self, f: &mut Formatter<'_>) -> fmt::Result {
        match self {
            Self::And(_) | Self::Or(_) | Self::Match(Pattern::Near(_)) => write!(f, "({self})"),
            _ => self.fmt(f),
        }
    }

    /// How deep brackets are nested in the printed form, at most.
    pub(super) fn depth(&self) -> usize {
        match self {
            Self::All => 0,
            Self::And(children) | Self::Or(children) => {
                1 + children.iter().map(Self::depth).max().unwrap_or(0)
            }
            Self::Not(inner) => inner.depth(),
            Self::Match(pattern) => pattern.depth(),
            Self::Filter(filter) => usize::from(filter.values.len() > 1),
        }
    }
}

impl Display for Pattern {
    fn fmt(&self, f: &mut Formatter<'_>) -> fmt::Result {
        match self {
            Self::Word(word) | Self::Wildcard(word) => f.write_str(word),
            Self::Phrase(parts) => {
                f.write_str("\"")?;
                joined(f, parts, " ", |part, f| f.write_str(Part::as_str(part)))?;
                f.write_str("\"")
            }
            Self::Misspelt { word, distance: 1 } => write!(f, "{word}~"),
            Self::Misspelt { word, distance } => write!(f, "{word}~{distance}"),
            Self::Near(near) => {
                side(f, &near.left)?;
                write!(f, " {} ", near.operator())?;
                side(f, &near.right)
            }
        }
    }
}

impl Pattern {
    /// How deep brackets are nested in the printed form, at most.
    fn depth(&self) -> usize {
        match self {
            Self::Near(near) => {
                1 + near.left.iter().chain(&near.right).map(Self::depth).max().unwrap_or(0)
                    + usize::from(near.left.len() > 1 || near.right.len() > 1)
            }
            _ => 0,
        }
    }
}

/// Prints one side of a NEAR.
fn side(f: &mut Formatter<'_>, patterns: &[Pattern]) -> fmt::Result {
    let pattern = |pattern: &Pattern, f: &mut Formatter<'_>| match pattern {
        Pattern::Near(_) => write!(f, "({pattern})"),
        _ => pattern.fmt(f),
    };
    match patterns {
        [only] => pattern(only, f),
        several => {
            f.write_str("(")?;
            joined(f, several, " OR ", pattern)?;
            f.write_str(")")
        }
    }
}

impl Display for Filter {
    fn fmt(&self, f: &mut Formatter<'_>) -> fmt::Result {
        let name = self.field.name();
        match &*self.values {
            [value] => write!(f, "{name}:{value}"),
            // Between brackets a colon would make a field of its own.
            values if values.iter().any(Value::holds_colon) => {
                f.write_str("(")?;
                joined(f, values, " OR ", |value, f| write!(f, "{name}:{value}"))?;
                f.write_str(")")
            }
            values => {
                write!(f, "{name}:(")?;
                joined(f, values, " OR ", Display::fmt)?;
                f.write_str(")")
            }
        }
    }
}

impl Display for Value {
    fn fmt(&self, f: &mut Formatter<'_>) -> fmt::Result {
        match self {
            Self::Any => f.write_str("*"),
            Self::Text(text) if is_bare(text) => f.write_str(text),
            Self::Text(text) => write!(f, "\"{text}\""),
            Self::Dates(dates) => dates.fmt(f),
            Self::Kind(kind) => kind.fmt(f),
            Self::Layer(layer) => layer.fmt(f),
            Self::Words(pattern) => pattern.fmt(f),
        }
    }
}

impl Value {
    fn holds_colon(&self) -> bool {
        matches!(self, Self::Words(Pattern::Word(word) | Pattern::Wildcard(word) | Pattern::Misspelt { word, .. }) if word.contains(':'))
    }
}

/// Says whether a value needs no quotes.
fn is_bare(text: &str) -> bool {
    let plain = |c: char| c.is_alphanumeric() || "-_/.*".contains(c);
    text.chars().all(plain)
        && text.starts_with(|c: char| c.is_alphanumeric() || c == '*')
        && !lex::is_operator(text)
}

/// Prints `items` with `between` between them.
fn joined<T>(
    f: &mut Formatter<'_>,
    items: &[T],
    between: &str,
    print: impl Fn(&T, &mut Formatter<'_>) -> fmt::Result,
) -> fmt::Result {
    for (at, item) in items.iter().enumerate() {
        f.write_str(if at == 0 { "" } else { between })?;
        print(item, f)?;
    }
    Ok(())
}
