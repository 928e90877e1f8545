//! Turns our query into tantivy's, without its query parser.
//!
//! Every word is looked up first, so that what a query stands for in this index is known before
//! it runs: the forms of its words, the values of its filters.

use std::collections::BTreeMap;
use std::collections::HashMap;
use std::sync::Arc;

use tantivy::Term;
use tantivy::query::AllQuery;
use tantivy::query::BooleanQuery;
use tantivy::query::ConstScoreQuery;
use tantivy::query::EmptyQuery;
use tantivy::query::ExistsQuery;
use tantivy::query::Occur;
use tantivy::query::Query as TantivyQuery;
use tantivy::query::TermSetQuery;
use tantivy::schema::Field as IndexField;

use crate::error::Error;
use crate::error::Result;
use crate::index;
use crate::index::LAYERED;
use crate::index::Reader;
use crate::paper::Layer;
use crate::query::Field;
use crate::query::Filter;
use crate::query::Pattern;
use crate::query::Query;
use crate::query::Value;

use super::answer::Capitals;
use super::capitals;
use super::days::DaysQuery;
use super::dictionary::Dictionary;
use super::dictionary::Failure;
use super::group::GroupQuery;
use super::group::Size;
use super::held;
use super::held::Held;
use super::opened::Standing;
use super::spans::Shape;
use super::standing::StandingQuery;
use super::values;
use super::words::Compiled;

/// Plans queries over one index.
pub(crate) struct Planner<'a> {
    reader: &'a Reader,
    /// The layers whose values count; empty for all.
    layers: Vec<&'static str>,
    compiled: HashMap<(IndexField, Pattern), Compiled>,
    /// Whether the words of the text must have the typed capitals.
    cased: bool,
    /// What typed names were taken for: (field, typed) → values.
    pub(crate) choices: BTreeMap<(Field, String), Vec<String>>,
}

impl<'a> Planner<'a> {
    /// Plans over `reader`, with values of these layers only (empty: of all).
    pub(crate) fn new(reader: &'a Reader, layers: &[Layer]) -> Self {
        Self {
            reader,
            layers: layers.iter().map(|layer| layer.as_str()).collect(),
            compiled: HashMap::new(),
            cased: false,
            choices: BTreeMap::new(),
        }
    }

    /// Holds the words of the text to the capitals they were typed with. Queries must be
    /// [exact](Query::exact) then.
    pub(crate) fn cased(mut self, cased: bool) -> Self {
        self.cased = cased;
        self
    }

    /// The words of a query that are acronyms in capitals and words otherwise; none where all
    /// are held to their capitals.
    pub(crate) fn capitals(&self, query: &Query) -> Vec<Capitals> {
        if self.cased { Vec::new() } else { capitals::of(query) }
    }

    /// The layers whose values count.
    pub(crate) fn layers(&self) -> &[&'static str] {
        &self.layers
    }

    /// Looks a pattern up in a field, once.
    pub(crate) fn compile(&mut self, field: IndexField, pattern: &Pattern) -> Result<&Compiled> {
        let key = (field, pattern.clone());
        if !self.compiled.contains_key(&key) {
            let text = field == self.reader.fields().text;
            let compiled = Dictionary::new(self.reader.searcher(), field, text)
                .compile(pattern)
                .map_err(|failure| self.failed(failure))?;
            self.compiled.insert(key.clone(), compiled);
        }
        Ok(&self.compiled[&key])
    }

    /// The words of the index that have the stem of a typed word and are no forms of it, each
    /// standing for its own forms.
    pub(crate) fn kin(&self, typed: &str) -> Result<Vec<String>> {
        let text = self.reader.fields().text;
        let dictionary = Dictionary::new(self.reader.searcher(), text, true);
        dictionary.kin(typed).map_err(|failure| self.failed(failure))
    }

    fn failed(&self, failure: Failure) -> Error {
        match failure {
            Failure::Index(error) => self.reader.broken(&error),
            Failure::Refused(error) => error,
        }
    }

    /// Plans `query`.
    pub(crate) fn plan(&mut self, query: &Query) -> Result<Box<dyn TantivyQuery>> {
        match query {
            Query::All => Ok(everything()),
            Query::And(parts) => {
                let mut clauses = Vec::with_capacity(parts.len());
                for part in parts {
                    clauses.push(match part {
                        Query::Not(inner) => (Occur::MustNot, self.plan(inner)?),
                        part => (Occur::Must, self.plan(part)?),
                    });
                }
                // A conjunction of negations alone finds nothing in tantivy: something must be
                // there to take away from.
                if clauses.iter().all(|(occur, _)| *occur == Occur::MustNot) {
                    clauses.push((Occur::Must, everything()));
                }
                Ok(Box::new(BooleanQuery::new(clauses)))
            }
            Query::Or(parts) => {
                let mut clauses = Vec::with_capacity(parts.len());
                for part in parts {
                    clauses.push((Occur::Should, self.plan(part)?));
                }
                Ok(Box::new(BooleanQuery::new(clauses)))
            }
            Query::Not(inner) => Ok(Box::new(BooleanQuery::new(vec![
                (Occur::Must, everything()),
                (Occur::MustNot, self.plan(inner)?),
            ]))),
            Query::Match(pattern) => self.pattern(self.reader.fields().text, pattern),
            Query::Filter(filter) => self.filter(filter),
        }
    }

    /// Looks a pattern of the text up, to be opened in segments.
    pub(crate) fn standing(&mut self, pattern: &Pattern) -> Result<Standing> {
        let field = self.reader.fields().text;
        self.standing_in(field, pattern)
    }

    fn standing_in(&mut self, field: IndexField, pattern: &Pattern) -> Result<Standing> {
        let cased = self.cased && field == self.reader.fields().text;
        let Compiled { leaves, held, shape, .. } = self.compile(field, pattern)?;
        let held = if cased { held::capitals(pattern)? } else { held.clone() };
        let held = held.iter().any(|held| *held != Held::Free).then(|| Arc::new(held));
        let (leaves, shape) = (Arc::new(leaves.clone()), Arc::new(shape.clone()));
        Ok(Standing { field, leaves, shape, held })
    }

    fn pattern(&mut self, field: IndexField, pattern: &Pattern) -> Result<Box<dyn TantivyQuery>> {
        let size = self.size(field);
        let standing = self.standing_in(field, pattern)?;
        match &*standing.shape {
            Shape::Leaf(leaf) if standing.held.is_none() => {
                let words = standing.leaves.get(*leaf).cloned().unwrap_or_default();
                Ok(Box::new(GroupQuery { field, size, words: Arc::new(words) }))
            }
            Shape::Sequence(shapes) if shapes.is_empty() => Ok(Box::new(EmptyQuery)),
            // Tantivy's own phrase is not used: under a negation it asserts on what it is asked.
            _ => Ok(Box::new(StandingQuery { size, standing })),
        }
    }

    /// How much text a field has. Titles are only filtered by, so their size does not matter.
    fn size(&self, field: IndexField) -> Size {
        let card = self.reader.card();
        let words = if field == self.reader.fields().text { card.words } else { card.items };
        Size { documents: card.items, words }
    }

    fn filter(&mut self, filter: &Filter) -> Result<Box<dyn TantivyQuery>> {
        let mut clauses: Vec<(Occur, Box<dyn TantivyQuery>)> = Vec::new();
        for value in &filter.values {
            clauses.push((Occur::Should, self.one_value(filter.field, value)?));
        }
        let any: Box<dyn TantivyQuery> = Box::new(BooleanQuery::new(clauses));
        let any = match self.layer_clause(filter.field)? {
            Some(layers) => {
                Box::new(BooleanQuery::new(vec![(Occur::Must, any), (Occur::Must, layers)]))
            }
            None => any,
        };
        // A filter narrows; it does not make an item a better answer.
        Ok(Box::new(ConstScoreQuery::new(any, 0.0)))
    }

    fn one_value(&mut self, field: Field, value: &Value) -> Result<Box<dyn TantivyQuery>> {
        match value {
            Value::Any => Ok(match (field, values::index_field(field)) {
                (Field::Date, _) => Box::new(ExistsQuery::new("date".to_owned(), false)),
                (Field::Id | Field::Path, _) | (_, None) => everything(),
                (_, Some(name)) => Box::new(ExistsQuery::new(name.to_owned(), false)),
            }),
            Value::Text(typed) => {
                let meant = values::meant(self.reader, field, typed)?;
                let query = self.values(values::term_field(field).unwrap_or_default(), &meant)?;
                self.choices.insert((field, typed.clone()), values::shown(&meant));
                Ok(query)
            }
            Value::Kind(kind) => self.values("kind", &[kind.as_str().to_owned()]),
            Value::Dates(range) => Ok(Box::new(DaysQuery {
                from: range.from.map(index::midnight),
                to: range.to.map(index::midnight),
            })),
            Value::Words(pattern) => self.pattern(self.reader.fields().title, pattern),
            Value::Layer(layer) => Err(Error::Query {
                message: format!("`only:{layer}` holds for a whole query"),
                hint: "write it beside the other words, outside OR, NOT and brackets".to_owned(),
            }),
        }
    }

    /// Documents with one of these values in a raw field.
    fn values(&self, name: &str, values: &[String]) -> Result<Box<dyn TantivyQuery>> {
        let field = self.field(name)?;
        let terms = values.iter().map(|value| Term::from_field_text(field, value));
        Ok(Box::new(TermSetQuery::new(terms)))
    }

    fn field(&self, name: &str) -> Result<IndexField> {
        self.reader.schema().get_field(name).map_err(|error| self.reader.broken(&error))
    }

    /// Documents whose value of `field` is of a layer that counts, or `None` where all count.
    fn layer_clause(&self, field: Field) -> Result<Option<Box<dyn TantivyQuery>>> {
        let name = match field {
            Field::Date => Some("date"),
            field => values::index_field(field),
        };
        let layered = LAYERED.iter().find(|(fact, _)| Some(*fact) == name);
        match layered {
            Some((_, layer)) if !self.layers.is_empty() => {
                let field = self.field(layer)?;
                let terms = self.layers.iter().map(|layer| Term::from_field_text(field, layer));
                Ok(Some(Box::new(TermSetQuery::new(terms))))
            }
            _ => Ok(None),
        }
    }
}

/// All documents, none better than another.
fn everything() -> Box<dyn TantivyQuery> {
    Box::new(ConstScoreQuery::new(Box::new(AllQuery), 0.0))
}
