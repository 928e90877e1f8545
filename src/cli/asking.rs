//! Holds the arguments that every question takes: its words, its filters, its form.
//!
//! Filters become part of the query, so that the echoed query holds them and can be pasted back.

use clap::builder::PossibleValuesParser;
use clap::builder::TypedValueParser;
use minutebook::error::Result;
use minutebook::paper::Layer;
use minutebook::query::Field;
use minutebook::query::Query;

/// What narrows a question.
#[derive(Debug, clap::Args)]
#[command(next_help_heading = "Filters")]
pub(crate) struct Filters {
    /// Only papers of this council
    ///
    /// Several values of one filter are joined with OR, different filters with AND.
    #[arg(long, value_name = "NAME")]
    council: Vec<String>,
    /// Only papers of this committee
    #[arg(long, value_name = "NAME")]
    committee: Vec<String>,
    /// Only committees of this function: scrutiny, executive, …
    #[arg(long, value_name = "NAME")]
    function: Vec<String>,
    /// Only committees that cover this: children, health, …
    #[arg(long, value_name = "NAME")]
    theme: Vec<String>,
    /// Only meetings in this range: 2016..2018, 2017-03.., 2017
    ///
    /// A year, a month or a day may stand on either side; both ends count.
    #[arg(long, value_name = "FROM..TO")]
    date: Vec<String>,
    /// Only items that name this officer or role
    #[arg(long, value_name = "NAME")]
    officer: Vec<String>,
    /// Only items that name this person: councillor, officer or guest
    #[arg(long, value_name = "NAME")]
    person: Vec<String>,
    /// Only items that name this post, whoever holds it
    #[arg(long, value_name = "NAME")]
    role: Vec<String>,
    /// Only items on this topic
    #[arg(long, value_name = "TOPIC")]
    topic: Vec<String>,
    /// Only this kind of paper: minutes, report, decision_details, …
    #[arg(long, value_name = "KIND")]
    kind: Vec<String>,
    /// Use only values that are known in this way
    ///
    /// `explicit` values are printed in the paper, `supplied` ones come from a manifest, the
    /// address or the file name, `inferred` ones are guessed from evidence.
    #[arg(long, value_name = "LAYER", value_parser = layers())]
    pub(crate) only: Vec<Layer>,
}

impl Filters {
    fn fields(&self) -> [(Field, &[String]); 10] {
        [
            (Field::Council, &self.council),
            (Field::Committee, &self.committee),
            (Field::Function, &self.function),
            (Field::Theme, &self.theme),
            (Field::Date, &self.date),
            (Field::Officer, &self.officer),
            (Field::Person, &self.person),
            (Field::Role, &self.role),
            (Field::Topic, &self.topic),
            (Field::Kind, &self.kind),
        ]
    }

    /// Reads the words of a query, joined by spaces, and adds the filters with AND.
    pub(crate) fn query(&self, words: &[String]) -> Result<Query> {
        let mut query: Query = words.join(" ").parse()?;
        for (field, typed) in self.fields() {
            let values: Result<Vec<_>> = typed.iter().map(|value| field.value(value)).collect();
            query = query.and_filter(field, values?);
        }
        Ok(query)
    }
}

/// The filters that hold for every answer to a query, typed as flags or within it: (field,
/// values).
pub(crate) fn filters_of(query: &Query) -> Vec<(String, Vec<String>)> {
    let filters = query.filters().into_iter();
    filters
        .map(|filter| {
            let values = filter.values.iter().map(ToString::to_string).collect();
            (filter.field.name().to_owned(), values)
        })
        .collect()
}

/// Reads the word of a layer.
fn layers() -> impl TypedValueParser<Value = Layer> {
    PossibleValuesParser::new(Layer::ALL.map(Layer::as_str))
        .try_map(|word| Layer::from_word(&word).ok_or("no such layer"))
}
