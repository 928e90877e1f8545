//! Answers a query from an open index.
//!
//! Which items match, and where in them? How many are there of each council, kind and year? What
//! does the index hold at all? Knows the index and its fields; knows neither how a query was
//! typed nor how an answer is shown.

mod alive;
mod answer;
mod capitals;
mod columns;
mod days;
mod dictionary;
mod forms;
mod gather;
mod glob;
mod group;
mod held;
mod highlight;
mod holdings;
mod library;
mod marks;
mod mentions;
mod offers;
mod opened;
mod plan;
mod same;
mod show;
mod spans;
mod spellings;
mod standing;
mod statements;
mod succession;
mod values;
mod words;

pub use answer::About;
pub use answer::Capitals;
pub use answer::Counted;
pub use answer::Coverage;
pub use answer::Facet;
pub use answer::FacetValue;
pub use answer::Found;
pub use answer::Heading;
pub use answer::Hit;
pub use answer::Holdings;
pub use answer::PersonNamed;
pub use answer::Printed;
pub use answer::Shown;
pub use answer::ShownItem;
pub use answer::Snippet;
pub use answer::Stamp;
pub use answer::Succession;
pub use answer::UNKNOWN;
pub use answer::Why;
pub use library::Library;
pub use mentions::Cell;
pub use mentions::CompareOptions;
pub use mentions::Comparison;
pub use mentions::Cutting;
pub use mentions::Group;
pub use mentions::Line;
pub use mentions::Mention;
pub use mentions::MentionOptions;
pub use mentions::MentionRows;
pub use mentions::MentionSort;
pub use mentions::Mentions;
pub use mentions::Period;
pub use mentions::Refused;
pub use mentions::Related;
pub use mentions::Searched;
pub use mentions::Series;
pub use mentions::SeriesSort;
pub use mentions::Surroundings;
pub use mentions::Table;
pub use mentions::Term;
pub use mentions::Terms;
pub use mentions::Totals;
pub use statements::Claimed;
pub use statements::CouncilSummary;
pub use statements::Levels;
pub use statements::Quoted;
pub use statements::Said;
pub use statements::StatementOptions;
pub use statements::StatementRow;
pub use statements::StatementRows;
pub use statements::StatementSort;
pub use statements::Statements;
pub use statements::Summary;

use crate::paper::Layer;

/// The order of hits.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub enum Sort {
    /// The best match first.
    #[default]
    Relevance,
    /// The oldest meeting first; papers without a date last.
    Date,
    /// The newest meeting first; papers without a date last.
    DateDescending,
}

/// How a query is to be answered.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Options {
    /// The order of hits.
    pub sort: Sort,
    /// At most so many hits; 0 for all.
    pub limit: usize,
    /// Use values of these layers only: a council, committee or date of another layer counts as
    /// absent. Empty for all layers.
    pub only: Vec<Layer>,
    /// The fields to count, by name.
    pub facets: Vec<String>,
    /// At most so many snippets a hit.
    pub snippets: usize,
    /// Make one hit of items that are the same: the best stands for all, and all counts are of
    /// those that do.
    pub distinct: bool,
}

impl Default for Options {
    fn default() -> Self {
        Self {
            sort: Sort::Relevance,
            limit: 10,
            only: Vec::new(),
            facets: Vec::new(),
            snippets: 2,
            distinct: false,
        }
    }
}
