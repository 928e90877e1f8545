//! Finds the places of the patterns of one query and counts them: what a list of mentions, a list
//! of terms and a comparison have in common.

use std::collections::BTreeMap;
use std::collections::HashMap;

use tantivy::DocAddress;

use crate::error::Error;
use crate::error::Result;
use crate::paper::Layer;
use crate::query::Field;
use crate::query::Query;
use crate::search::library;
use crate::search::library::Library;
use crate::search::plan::Planner;

use super::answer::MentionOptions;
use super::answer::Searched;
use super::answer::Table;
use super::answer::Totals;
use super::distinct;
use super::tally::Cells;
use super::tally::Shape;
use super::tally::Tally;
use super::walk;
use super::walk::Walk;

/// The documents that were searched, by what narrows them and the layers that count.
pub(super) type Documents = HashMap<(Query, Vec<Layer>), Vec<DocAddress>>;

/// The places of a query, counted.
pub(super) struct Counted<'a> {
    /// The query as it was taken: exact, where that was asked for.
    pub(super) query: Query,
    /// The same without the layers that count.
    pub(super) narrowed: Query,
    /// The layers whose values count.
    pub(super) layers: Vec<Layer>,
    /// What planned it.
    pub(super) planner: Planner<'a>,
    /// The places.
    pub(super) walk: Walk,
    pub(super) totals: Totals,
    pub(super) as_printed: Option<Totals>,
    pub(super) forms: Vec<(String, u64)>,
    pub(super) words: BTreeMap<String, Vec<String>>,
    pub(super) searched: Option<Searched>,
    pub(super) by: Vec<Table>,
    /// The first two of these tables crossed, where that was asked for.
    pub(super) cells: Cells,
}

impl MentionOptions {
    /// Says in words how places were counted.
    pub(super) fn note(&self, means: &mut String) {
        if self.cased {
            means.push_str("; in these capitals only");
        }
        if self.distinct {
            means.push_str("; what is printed again in a copy or for the same item counts once");
        }
    }
}

impl Library {
    /// Finds and counts the places of a query, the values of fields in this shape.
    ///
    /// What was searched is looked up in `searched`, or put there: it is the same for many terms.
    pub(super) fn counted(
        &self,
        query: &Query,
        options: &MentionOptions,
        shape: Shape,
        searched: &mut Documents,
    ) -> Result<Counted<'_>> {
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
        let mut standing = Vec::with_capacity(patterns.len());
        let mut words: BTreeMap<String, Vec<String>> = BTreeMap::new();
        let text = self.reader.fields().text;
        for pattern in patterns {
            standing.push(planner.standing(pattern)?);
            words.extend(planner.compile(text, pattern)?.forms.clone());
        }
        let mut walk = Walk::over(&self.reader, &*plan, &standing).map_err(broken)?;

        let groups = if options.distinct { Some(self.groups()?) } else { None };
        let as_printed = match &groups {
            Some(groups) => {
                let mut all = Tally::new(&[], planner.layers()).without_forms();
                all.find(&self.reader, &walk).map_err(broken)?;
                distinct::keep(&self.reader, groups, &mut walk).map_err(broken)?;
                Some(all.totals())
            }
            None => None,
        };
        let mut tally = Tally::new(&columns, planner.layers()).shaped(shape);
        tally.find(&self.reader, &walk).map_err(broken)?;
        if !columns.is_empty() {
            let key = (narrowed.narrowing(), layers.clone());
            if !searched.contains_key(&key) {
                let documents = self.searched(&key.0, &layers)?;
                searched.insert(key.clone(), documents);
            }
            let documents = searched.get(&key).map(Vec::as_slice).unwrap_or_default();
            let first = match &groups {
                Some(groups) => Some(
                    distinct::searched(&self.reader, groups, &walk, documents.to_vec())
                        .map_err(broken)?,
                ),
                None => None,
            };
            let documents = first.as_deref().unwrap_or(documents);
            tally.search(&self.reader, documents).map_err(broken)?;
        }
        let (totals, forms) = (tally.totals(), tally.forms());
        let (by, cells) = (tally.tables(), tally.cells());
        let searched = (!columns.is_empty()).then(|| tally.searched());
        Ok(Counted {
            query,
            narrowed,
            layers,
            planner,
            walk,
            totals,
            as_printed,
            forms,
            words,
            searched,
            by,
            cells,
        })
    }

    /// The documents in which a query that is narrowed so is looked for, copies and all.
    fn searched(&self, narrowing: &Query, layers: &[Layer]) -> Result<Vec<DocAddress>> {
        let plan = Planner::new(&self.reader, layers).plan(narrowing)?;
        walk::documents(&self.reader, &*plan).map_err(|error| self.reader.broken(&error))
    }
}
