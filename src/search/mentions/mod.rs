//! Finds every mention: each place where a pattern of the query stands, counted and cited.
//!
//! How often does a word occur, in which forms, and where exactly? How often by council and by
//! year, and in how much text? Places come from the postings and text from the concordance:
//! nothing is cut into words again. Not useful for: which items answer a query best (see
//! [`Library::search`]).

mod answer;
mod claims;
mod comparison;
mod context;
mod counted;
mod distinct;
mod order;
mod related;
mod rows;
mod sentence;
mod tally;
mod terms;
mod walk;

pub use answer::Group;
pub use answer::Mention;
pub use answer::MentionOptions;
pub use answer::MentionSort;
pub use answer::Mentions;
pub use answer::Related;
pub use answer::Searched;
pub use answer::Surroundings;
pub use answer::Table;
pub use answer::Totals;
pub use comparison::Cell;
pub use comparison::CompareOptions;
pub use comparison::Comparison;
pub use comparison::Period;
pub use comparison::Series;
pub use comparison::SeriesSort;
pub use rows::Cutting;
pub use rows::MentionRows;
pub use terms::Line;
pub use terms::Refused;
pub use terms::Term;
pub use terms::Terms;

use crate::error::Result;
use crate::query::Query;

use super::library::Library;

use counted::Counted;
use counted::Documents;
use tally::Shape;

impl Library {
    /// Finds every mention: in the items that answer `query`, each place where one of its
    /// patterns stands. A place where two patterns stand counts once; parts under a NOT and
    /// filters only narrow.
    ///
    /// The counts are of all mentions; the rows come one by one, in the order asked for and up to
    /// the limit.
    ///
    /// Refuses a query without a pattern, a field that cannot be counted, and what
    /// [`search`](Self::search) refuses.
    pub fn mentions(
        &self,
        query: &Query,
        options: &MentionOptions,
    ) -> Result<(Mentions, MentionRows<'_>)> {
        let counted = self.counted(query, options, Shape::Apart, &mut Documents::new())?;
        let Counted { query, narrowed, layers, planner, walk, totals, .. } = counted;
        let sequence = order::sequence(&self.reader, planner.layers(), &walk, options);
        let sequence = sequence.map_err(|error| self.reader.broken(&error))?;

        let mut heading = self.heading(&query, &planner, &layers)?;
        options.note(&mut heading.means);
        let mentions = Mentions {
            heading,
            totals,
            as_printed: counted.as_printed,
            forms: counted.forms,
            words: counted.words,
            searched: counted.searched,
            by: counted.by,
            related: self.related(&narrowed, &layers, options)?,
            verified: None,
            shown: match options.limit {
                0 => totals.occurrences,
                limit => totals.occurrences.min(limit as u64),
            },
        };
        let rows = MentionRows::new(&self.reader, layers, walk, sequence, options);
        Ok((mentions, rows))
    }
}
