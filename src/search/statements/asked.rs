//! Holds a query against one statement.

use std::collections::BTreeMap;
use std::ops::Range;

use tantivy::DocAddress;

use crate::error::Error;
use crate::error::Result;
use crate::index::Reader;
use crate::index::Stated;
use crate::query::Field;
use crate::query::Filter;
use crate::query::Pattern;
use crate::query::Query;
use crate::query::Value;
use crate::search::opened::Opened;
use crate::search::values;
use crate::vocabulary::external;

use super::answer::StatementOptions;

/// What a query asks of a statement.
pub(super) struct Asked {
    test: Test,
    /// The patterns that the test names by number, those under a NOT among them.
    pub(super) patterns: Vec<Pattern>,
    /// The filters of items that the test names by number.
    pub(super) filters: Vec<Filter>,
    /// What every item answers that may hold such a statement.
    pub(super) items: Query,
    /// What each name typed after `by:` stands for in the index.
    makers: BTreeMap<String, Vec<String>>,
    /// The kinds of statement in the index.
    kinds: Vec<String>,
}

/// What must hold of a statement: the query with its parts looked up.
enum Test {
    All,
    And(Vec<Test>),
    Or(Vec<Test>),
    Not(Box<Test>),
    /// A pattern stands in it.
    Stands(usize),
    /// It does one of these.
    Does(Vec<String>),
    /// One of these makes it.
    MadeBy(Vec<String>),
    /// It is known who makes it.
    Made,
    /// Its item passes a filter.
    Passes(usize),
}

/// What a statement is held against.
pub(super) struct Scene<'a> {
    /// The patterns, visited at the item.
    pub(super) patterns: &'a [Opened],
    /// The items that pass each filter, in order.
    pub(super) passing: &'a [Vec<DocAddress>],
    pub(super) address: DocAddress,
    pub(super) stated: &'a Stated,
    /// The words of the statement, and those that open its list.
    pub(super) words: &'a [Range<u32>],
}

impl Asked {
    /// Looks up what `query` asks for.
    pub(super) fn of(reader: &Reader, query: &Query, options: &StatementOptions) -> Result<Self> {
        let mut asked = Self {
            test: Test::All,
            patterns: Vec::new(),
            filters: Vec::new(),
            items: Query::All,
            makers: BTreeMap::new(),
            kinds: values::all(reader, "statement")?,
        };
        asked.test = asked.test_of(reader, query)?;
        let kinds = options.kinds.iter().map(|kind| kind.as_str().to_owned());
        let kinds: Vec<Value> = match options.kinds.is_empty() {
            true => vec![Value::Any],
            false => kinds.map(Value::Text).collect(),
        };
        let stating = asked.items_of(&Query::Filter(Filter { field: Field::Is, values: kinds }));
        asked.items = Query::all_of([asked.items_of(query), stating]);
        Ok(asked)
    }

    fn test_of(&mut self, reader: &Reader, query: &Query) -> Result<Test> {
        Ok(match query {
            Query::All => Test::All,
            Query::And(parts) => Test::And(self.tests_of(reader, parts)?),
            Query::Or(parts) => Test::Or(self.tests_of(reader, parts)?),
            Query::Not(inner) => Test::Not(Box::new(self.test_of(reader, inner)?)),
            Query::Match(pattern) => {
                self.patterns.push(pattern.clone());
                Test::Stands(self.patterns.len() - 1)
            }
            Query::Filter(filter) => match filter.field {
                Field::Is if filter.values.contains(&Value::Any) => Test::All,
                Field::Is => Test::Does(texts(filter).cloned().collect()),
                Field::By if filter.values.contains(&Value::Any) => Test::Made,
                Field::By => {
                    let mut all = Vec::new();
                    for typed in texts(filter) {
                        let makers = makers(reader, typed)?;
                        all.extend(makers.iter().cloned());
                        self.makers.insert(typed.clone(), makers);
                    }
                    Test::MadeBy(all)
                }
                _ => {
                    self.filters.push(filter.clone());
                    Test::Passes(self.filters.len() - 1)
                }
            },
        })
    }

    fn tests_of(&mut self, reader: &Reader, parts: &[Query]) -> Result<Vec<Test>> {
        parts.iter().map(|part| self.test_of(reader, part)).collect()
    }

    /// What an item must answer for one of its statements to answer `query`: a word that a
    /// statement lacks may stand beside it.
    fn items_of(&self, query: &Query) -> Query {
        match query {
            Query::And(parts) => Query::all_of(parts.iter().map(|part| self.items_of(part))),
            Query::Or(parts) => Query::any_of(parts.iter().map(|part| self.items_of(part))),
            Query::Not(inner) if of_statement(inner) => Query::All,
            Query::Filter(filter) => {
                // The index refuses values it does not have; here there is nothing then.
                let known = |value: &&Value| match (filter.field, value) {
                    (Field::Is, Value::Text(kind)) => self.kinds.contains(kind),
                    (Field::Is, _) => !self.kinds.is_empty(),
                    (Field::By, Value::Text(typed)) => {
                        self.makers.get(typed).is_some_and(|makers| !makers.is_empty())
                    }
                    _ => true,
                };
                let values: Vec<Value> = filter.values.iter().filter(known).cloned().collect();
                match values.is_empty() {
                    true => Query::any_of([]),
                    false => Query::Filter(Filter { field: filter.field, values }),
                }
            }
            Query::All | Query::Match(_) | Query::Not(_) => query.clone(),
        }
    }

    /// The names of the makers that were typed: those of the index, or, of a body known to make
    /// recommendations that made none here, its usual one.
    pub(super) fn bodies(&self, typed: &[&String]) -> Vec<String> {
        let mut names = Vec::new();
        for typed in typed {
            match self.makers.get(*typed).filter(|met| !met.is_empty()) {
                Some(met) => names.extend(met.iter().cloned()),
                None => {
                    names.extend(external::bodies().by_word(typed).map(|it| it.label.clone()));
                }
            }
        }
        names.sort_unstable();
        names.dedup();
        names
    }

    /// Says whether a statement answers the query.
    pub(super) fn answered(&self, scene: &Scene<'_>) -> tantivy::Result<bool> {
        self.test.holds(scene)
    }
}

impl Test {
    fn holds(&self, scene: &Scene<'_>) -> tantivy::Result<bool> {
        Ok(match self {
            Self::All => true,
            Self::And(parts) => {
                for part in parts {
                    if !part.holds(scene)? {
                        return Ok(false);
                    }
                }
                true
            }
            Self::Or(parts) => {
                for part in parts {
                    if part.holds(scene)? {
                        return Ok(true);
                    }
                }
                false
            }
            Self::Not(inner) => !inner.holds(scene)?,
            Self::Stands(number) => {
                let Some(pattern) = scene.patterns.get(*number) else { return Ok(false) };
                for words in scene.words {
                    if pattern.stands_within(scene.address.doc_id, words)? {
                        return Ok(true);
                    }
                }
                false
            }
            Self::Does(kinds) => scene.stated.kinds().any(|kind| kinds.iter().any(|it| it == kind)),
            Self::MadeBy(makers) => {
                scene.stated.body.as_ref().is_some_and(|body| makers.contains(body))
            }
            Self::Made => scene.stated.body.is_some(),
            Self::Passes(number) => {
                let passing = scene.passing.get(*number);
                passing.is_some_and(|items| items.binary_search(&scene.address).is_ok())
            }
        })
    }
}

/// The names or words of a filter.
pub(super) fn texts(filter: &Filter) -> impl Iterator<Item = &String> {
    let values = filter.values.iter();
    values.filter_map(|value| if let Value::Text(typed) = value { Some(typed) } else { None })
}

/// The makers in the index that a typed name stands for; none where it is that of a body known to
/// make recommendations that made none here.
fn makers(reader: &Reader, typed: &str) -> Result<Vec<String>> {
    match values::meant(reader, Field::By, typed) {
        Err(Error::Query { .. }) if external::bodies().by_word(typed).is_some() => Ok(Vec::new()),
        met => met,
    }
}

/// What narrows `query` without a look at statements: what answers it is what was searched.
pub(super) fn searched(query: &Query) -> Query {
    match query {
        Query::And(parts) => {
            Query::all_of(parts.iter().filter(|part| !of_statement(part)).cloned())
        }
        query if of_statement(query) => Query::All,
        query => query.clone(),
    }
}

/// Whether a query asks something of the statement, and not only of its item.
fn of_statement(query: &Query) -> bool {
    match query {
        Query::Match(_) => true,
        Query::Filter(filter) => matches!(filter.field, Field::Is | Field::By),
        Query::And(parts) | Query::Or(parts) => parts.iter().any(of_statement),
        Query::Not(inner) => of_statement(inner),
        Query::All => false,
    }
}
