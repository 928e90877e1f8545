//! Answers a query from an open index.
//!
//! Knows the index and its fields; knows neither how a query was typed nor how an answer is
//! shown.

mod answer;

pub use answer::About;
pub use answer::Coverage;
pub use answer::Facet;
pub use answer::FacetValue;
pub use answer::Found;
pub use answer::Heading;
pub use answer::Hit;
pub use answer::Holdings;
pub use answer::PersonNamed;
pub use answer::Shown;
pub use answer::ShownItem;
pub use answer::Snippet;
pub use answer::Stamp;
pub use answer::UNKNOWN;

use std::path::Path;

use crate::error::Result;
use crate::paper::Layer;
use crate::query::Query;

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
}

impl Default for Options {
    fn default() -> Self {
        Self { sort: Sort::Relevance, limit: 10, only: Vec::new(), facets: Vec::new(), snippets: 2 }
    }
}

/// An index opened for reading, as of its last commit.
#[derive(Debug)]
pub struct Library {
    _private: (),
}

impl Library {
    /// Opens the index in `folder`.
    ///
    /// Fails where there is none, where it has another format, or where it is damaged.
    pub fn open(folder: &Path) -> Result<Self> {
        let _ = folder;
        Ok(Self { _private: () })
    }

    /// Finds the items that match `query`.
    ///
    /// Refuses a filter on a field for which the index holds no value at all, and a filter
    /// value that nothing resembles.
    pub fn search(&self, query: &Query, options: &Options) -> Result<Found> {
        let _ = (query, options);
        Err(crate::error::Error::Query { message: "not built".into(), hint: String::new() })
    }

    /// Counts the values of one field over the items that match `query`.
    pub fn facet(&self, field: &str, query: &Query, only: &[Layer]) -> Result<(Heading, Facet)> {
        let _ = (field, query, only);
        Err(crate::error::Error::Query { message: "not built".into(), hint: String::new() })
    }

    /// Returns the item or the paper with this id, with its text.
    pub fn show(&self, id: &str) -> Result<Shown> {
        let _ = id;
        Err(crate::error::Error::Query { message: "not built".into(), hint: String::new() })
    }

    /// Says what the index holds and what it could not read.
    pub fn holdings(&self) -> Result<Holdings> {
        Err(crate::error::Error::Query { message: "not built".into(), hint: String::new() })
    }
}
