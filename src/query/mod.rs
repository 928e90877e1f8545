//! Turns what a person types into a [`Query`], a plain value, and back.
//!
//! Typed words go through `lex` (characters → tokens), `grammar` and `run` (tokens → tree) and `word` (one
//! token → one pattern); `print` gives the canonical spelling and `means` says the same in plain
//! English; `refuse` words what is not understood. The fields stand in one table, [`FIELDS`], the
//! syntax in another, [`SYNTAX`].
//! Nothing here knows an index: a query can be parsed, printed and compared without one.
//!
//! ```
//! use minutebook::query::Query;
//!
//! let query: Query = "caseloads -school council:leeds council:york".parse()?;
//! assert_eq!(query.to_string(), "caseloads -school council:(leeds OR york)");
//! # Ok::<(), minutebook::error::Error>(())
//! ```

mod dates;
mod exact;
mod fields;
mod filter;
mod grammar;
#[cfg(test)]
mod laws;
mod lex;
mod means;
mod pattern;
mod print;
mod refuse;
mod run;
mod syntax;
mod word;

use std::str::FromStr;

use crate::error::Error;

pub use self::dates::DateRange;
pub use self::fields::FIELDS;
pub use self::fields::Field;
pub use self::fields::Row;
pub use self::fields::Takes;
pub use self::filter::Filter;
pub use self::filter::Value;
pub use self::pattern::Near;
pub use self::pattern::Part;
pub use self::pattern::Pattern;
pub use self::syntax::SYNTAX;

/// What to look for, as a tree.
///
/// Trees from [`str::parse`] and from [`all_of`](Self::all_of), [`any_of`](Self::any_of),
/// [`negated`](Self::negated) and [`and_filter`](Self::and_filter) are *plain*: no `And` directly
/// in an `And`, no `Or` in an `Or`, no `Not` in a `Not`, two children at least, `All` only at the
/// top or under the one `Not` there, and the filters of one field joined by OR made one filter.
/// A plain tree is what its printed form parses to.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub enum Query {
    /// Everything.
    All,
    /// What answers every one of these.
    And(Vec<Query>),
    /// What answers at least one of these.
    Or(Vec<Query>),
    /// What does not answer this.
    Not(Box<Query>),
    /// What holds this pattern in its text.
    Match(Pattern),
    /// What has one of these values in this field.
    Filter(Filter),
}

impl Query {
    /// Joins queries with AND; everything, if there are none.
    pub fn all_of(queries: impl IntoIterator<Item = Self>) -> Self {
        let mut children = Vec::new();
        let mut queries = queries.into_iter();
        let mut opened = Vec::new();
        while let Some(query) = opened.pop().or_else(|| queries.next()) {
            match query {
                Self::All => {}
                Self::And(inner) => opened.extend(inner.into_iter().rev()),
                query if query.is_nothing() => return query,
                query => children.push(query),
            }
        }
        match children.len() {
            0 => Self::All,
            1 => children.remove(0),
            _ => Self::And(children),
        }
    }

    /// Joins queries with OR; nothing, if there are none. Filters of one field become one filter.
    pub fn any_of(queries: impl IntoIterator<Item = Self>) -> Self {
        let mut children: Vec<Self> = Vec::new();
        let mut seen = [None; FIELDS.len()];
        let mut queries = queries.into_iter();
        let mut opened = Vec::new();
        while let Some(query) = opened.pop().or_else(|| queries.next()) {
            match query {
                Self::All => return Self::All,
                Self::Or(inner) => opened.extend(inner.into_iter().rev()),
                query if query.is_nothing() => {}
                Self::Filter(filter) => {
                    let first = *seen[filter.field as usize].get_or_insert(children.len());
                    match children.get_mut(first) {
                        Some(Self::Filter(held)) => held.values.extend(filter.values),
                        _ => children.push(Self::Filter(filter)),
                    }
                }
                query => children.push(query),
            }
        }
        match children.len() {
            0 => Self::Not(Box::new(Self::All)),
            1 => children.remove(0),
            _ => Self::Or(children),
        }
    }

    /// Turns a query round: what answers it no longer does.
    pub fn negated(self) -> Self {
        match self {
            Self::Not(inner) => *inner,
            query => Self::Not(Box::new(query)),
        }
    }

    /// Adds a filter with AND, as `--council a --council b` does; nothing is added for no values.
    pub fn and_filter(self, field: Field, values: Vec<Value>) -> Self {
        if values.is_empty() {
            return self;
        }
        Self::all_of([self, Self::Filter(Filter { field, values })])
    }

    /// Lists the filters that hold for every answer: those at the top, joined with AND, not
    /// negated.
    pub fn filters(&self) -> Vec<&Filter> {
        let top =
            if let Self::And(children) = self { &**children } else { std::slice::from_ref(self) };
        top.iter()
            .filter_map(|query| if let Self::Filter(filter) = query { Some(filter) } else { None })
            .collect()
    }

    /// Returns this query without the filters of `field` that [`filters`](Self::filters) lists,
    /// so that the counts of a field can ignore what was chosen in it.
    pub fn without(&self, field: Field) -> Self {
        let dropped = |query: &Self| matches!(query, Self::Filter(filter) if filter.field == field);
        match self {
            Self::And(children) => {
                Self::all_of(children.iter().filter(|&child| !dropped(child)).cloned())
            }
            query if dropped(query) => Self::All,
            query => query.clone(),
        }
    }

    /// Lists the patterns that an answer can hold, in order: what to highlight. Patterns under a
    /// NOT and words of titles are not among them.
    pub fn patterns(&self) -> Vec<&Pattern> {
        match self {
            Self::Match(pattern) => vec![pattern],
            Self::And(children) | Self::Or(children) => {
                children.iter().flat_map(Self::patterns).collect()
            }
            Self::All | Self::Not(_) | Self::Filter(_) => Vec::new(),
        }
    }

    /// Says whether this is `NOT *`, which nothing answers.
    fn is_nothing(&self) -> bool {
        matches!(self, Self::Not(inner) if **inner == Self::All)
    }
}

impl FromStr for Query {
    type Err = Error;

    fn from_str(text: &str) -> Result<Self, Error> {
        match grammar::query(text)? {
            // An operator with nothing to work on (`NEAR`) is a word: everything would be a
            // strange answer to it.
            Self::All if text.contains(char::is_alphabetic) && !text.contains([':', '*']) => {
                grammar::query(&text.to_lowercase())
            }
            query => Ok(query),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::Field;
    use super::Query;

    fn parsed(typed: &str) -> Query {
        typed.parse().unwrap_or_else(|error| panic!("{typed}: {error}"))
    }

    #[test]
    fn filters_of_the_command_line_are_added_with_and() {
        let values = ["Leeds", "West  Sussex"].map(|typed| Field::Council.value(typed).unwrap());
        let query = parsed("bus OR tram").and_filter(Field::Council, values.to_vec());
        assert_eq!(query, parsed("(bus OR tram) council:(Leeds OR \"West Sussex\")"));
        let query = query.and_filter(Field::Date, vec![Field::Date.value("2017").unwrap()]);
        assert_eq!(query.to_string(), "(bus OR tram) council:(Leeds OR \"West Sussex\") date:2017");
        assert_eq!(Query::All.and_filter(Field::Council, Vec::new()), Query::All);
        let twice = parsed("council:a").and_filter(Field::Council, vec![values[0].clone()]);
        assert_eq!(twice.to_string(), "council:a AND council:Leeds");
    }

    #[test]
    fn the_filters_of_a_field_can_be_left_out() {
        let query = parsed("bus council:leeds date:2017 -kind:agenda (theme:health OR tram)");
        let fields: Vec<&str> = query.filters().iter().map(|filter| filter.field.name()).collect();
        assert_eq!(fields, ["council", "date"]);
        assert_eq!(
            query.without(Field::Council).to_string(),
            "bus date:2017 -kind:agenda (theme:health OR tram)"
        );
        assert_eq!(query.without(Field::Kind), query);
        assert_eq!(parsed("council:leeds").without(Field::Council), Query::All);
        assert_eq!(parsed("bus council:leeds").without(Field::Council), parsed("bus"));
    }

    #[test]
    fn patterns_under_a_not_are_not_to_be_highlighted() {
        let query = parsed("bus -tram (\"park and ride\" OR taxi NEAR/3 rank) title:lane");
        let patterns: Vec<String> = query.patterns().iter().map(|one| one.to_string()).collect();
        assert_eq!(patterns, ["bus", "\"park and ride\"", "taxi NEAR/3 rank"]);
    }

    #[test]
    fn joining_keeps_trees_plain() {
        assert_eq!(Query::all_of([]), Query::All);
        assert_eq!(Query::all_of([parsed("a b"), Query::All, parsed("c")]), parsed("a b c"));
        assert_eq!(Query::any_of([]), parsed("NOT *"));
        assert_eq!(Query::any_of([parsed("a"), Query::All]), Query::All);
        assert_eq!(Query::all_of([parsed("a"), parsed("NOT *")]), parsed("NOT *"));
        assert_eq!(parsed("-a").negated(), parsed("a"));
    }
}
