//! Finds every mention: each place where a pattern of the query stands, counted and cited.
//!
//! How often does a word occur, in which forms, and where exactly? How often by council and by
//! year, and in how much text? Places come from the postings and text from the concordance:
//! nothing is cut into words again. Not useful for: which items answer a query best (see
//! [`Library::search`]).

mod answer;
mod claims;
mod context;
mod distinct;
mod order;
mod rows;
mod sentence;
mod tally;
mod walk;

pub use answer::Group;
pub use answer::Mention;
pub use answer::MentionOptions;
pub use answer::MentionSort;
pub use answer::Mentions;
pub use answer::Searched;
pub use answer::Surroundings;
pub use answer::Table;
pub use answer::Totals;
pub use rows::MentionRows;

use std::collections::BTreeMap;

use tantivy::DocAddress;

use crate::error::Error;
use crate::error::Result;
use crate::query::Field;
use crate::query::Query;

use super::library;
use super::library::Library;
use super::plan::Planner;

use tally::Tally;
use walk::Walk;

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
        let exact = options.exact || options.cased;
        let query = if exact { query.exact() } else { query.clone() };
        let layers = library::layers(&query, &options.only);
        let narrowed = query.without(Field::Only);
        let patterns = narrowed.patterns();
        if patterns.is_empty() {
            return Err(Error::Query {
                message: "there is no word whose mentions could be listed".to_owned(),
                hint: "give a word or a phrase; fields and `-` only narrow".to_owned(),
            });
        }
        let columns = options.by.iter().map(|name| library::facet_columns(name));
        let columns: Vec<_> = columns.collect::<Result<_>>()?;
        let broken = |error| self.reader.broken(&error);

        let mut planner = Planner::new(&self.reader, &layers).cased(options.cased);
        let plan = planner.plan(&narrowed)?;
        let narrowing = planner.plan(&narrowed.narrowing())?;
        let mut standing = Vec::with_capacity(patterns.len());
        let mut words: BTreeMap<String, Vec<String>> = BTreeMap::new();
        let text = self.reader.fields().text;
        for pattern in patterns {
            standing.push(planner.standing(pattern)?);
            words.extend(planner.compile(text, pattern)?.forms.clone());
        }
        let mut walk = Walk::over(&self.reader, &*plan, &standing).map_err(broken)?;

        let as_printed = if options.distinct {
            let mut all = Tally::new(&[], planner.layers());
            all.find(&self.reader, &walk).map_err(broken)?;
            let items: Vec<DocAddress> = walk.items.iter().map(|item| item.address).collect();
            let kept = distinct::first_copies(&self.reader, planner.layers(), items);
            let kept = kept.map_err(broken)?;
            walk.items.retain(|item| kept.binary_search(&item.address).is_ok());
            Some(all.totals())
        } else {
            None
        };
        let mut tally = Tally::new(&columns, planner.layers());
        tally.find(&self.reader, &walk).map_err(broken)?;
        if !columns.is_empty() {
            let mut searched = walk::documents(&self.reader, &*narrowing).map_err(broken)?;
            if options.distinct {
                searched = distinct::first_copies(&self.reader, planner.layers(), searched)
                    .map_err(broken)?;
            }
            tally.search(&self.reader, &searched).map_err(broken)?;
        }
        let sequence = order::sequence(&self.reader, planner.layers(), &walk, options);
        let sequence = sequence.map_err(broken)?;

        let mut heading = self.heading(&query, &planner, &layers)?;
        if options.cased {
            heading.means.push_str("; in these capitals only");
        }
        if options.distinct {
            heading.means.push_str("; of items with the same text only the first counts");
        }
        let totals = tally.totals();
        let mentions = Mentions {
            heading,
            totals,
            as_printed,
            forms: tally.forms(),
            words,
            searched: (!columns.is_empty()).then(|| tally.searched()),
            by: tally.tables(),
            related: BTreeMap::new(),
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
