//! Holds what an answer claims of the files it was drawn from: plain values to be checked.

use std::collections::BTreeMap;
use std::collections::BTreeSet;

use crate::query::Filter;
use crate::query::Query;

/// Where a mention stands in the text of its item, in bytes: the first, and one past the last.
pub type Span = (u64, u64);

/// How many mentions there are, and in what.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Counts {
    /// Places where a pattern stands.
    pub occurrences: u64,
    /// Items that hold one.
    pub items: u64,
    /// Papers that hold one.
    pub papers: u64,
}

/// What an answer claims.
#[derive(Debug, Clone)]
pub struct Claims {
    /// The query that was answered: words taken exactly where that was asked for, layers left
    /// out.
    pub query: Query,
    /// Whether words count with the typed capitals only.
    pub cased: bool,
    /// What is printed, copies and all.
    pub counts: Counts,
    /// Whether the answer itself leaves copies out.
    pub distinct: bool,
    /// The filters of the query, as [`filters`] lists them.
    pub filters: Vec<Filter>,
    /// The files that were searched, by the key of their source: each item, by its place.
    pub sources: BTreeMap<String, Vec<ItemClaim>>,
    /// The files of which no item was searched, for filters leave them out.
    pub aside: BTreeSet<String>,
}

/// What is claimed of one item.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct ItemClaim {
    /// Whether it passes each of [`Claims::filters`].
    pub passes: Box<[bool]>,
    /// Its mentions, in order.
    pub spans: Vec<Span>,
}

/// Lists the filters of a query, at any depth, each once.
pub fn filters(query: &Query) -> Vec<Filter> {
    let mut filters = Vec::new();
    let mut open = vec![query];
    while let Some(query) = open.pop() {
        match query {
            Query::Filter(filter) if !filters.contains(filter) => filters.push(filter.clone()),
            Query::And(children) | Query::Or(children) => open.extend(children.iter().rev()),
            Query::Not(inner) => open.push(inner),
            Query::Filter(_) | Query::Match(_) | Query::All => {}
        }
    }
    filters
}
