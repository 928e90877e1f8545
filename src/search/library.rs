//! Opens an index and answers searches and facets from it.

use std::collections::BTreeMap;
use std::collections::BTreeSet;
use std::path::Path;
use std::sync::Arc;
use std::sync::OnceLock;

use crate::error::Error;
use crate::error::Result;
use crate::index::FACETS;
use crate::index::LAYERED;
use crate::index::Reader;
use crate::paper::Layer;
use crate::query::Field;
use crate::query::Query;
use crate::query::Value;

use super::Options;
use super::Sort;
use super::answer::About;
use super::answer::Capitals;
use super::answer::Counted;
use super::answer::Coverage;
use super::answer::Facet;
use super::answer::FacetValue;
use super::answer::Found;
use super::answer::Heading;
use super::answer::Hit;
use super::answer::Printed;
use super::answer::Stamp;
use super::answer::UNKNOWN;
use super::columns::Columns;
use super::gather::Gather;
use super::gather::Gathered;
use super::highlight;
use super::plan::Planner;
use super::same::Groups;
use super::same::Kin;
use super::show;
use super::succession;
use super::words::Compiled;

/// An index opened for reading, as of its last commit.
pub struct Library {
    pub(super) reader: Reader,
    /// The items that are the same, once they were asked for.
    groups: OnceLock<Arc<Groups>>,
    columns: Arc<Columns>,
}

impl std::fmt::Debug for Library {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Library").field("reader", &self.reader).finish_non_exhaustive()
    }
}

impl Library {
    /// Opens the index in `folder`.
    ///
    /// Fails where there is none, where it has another format, or where it is damaged.
    pub fn open(folder: &Path) -> Result<Self> {
        let reader = Reader::open(folder)?;
        let columns = Columns::open(reader.searcher()).map_err(|error| reader.broken(&error))?;
        Ok(Self { reader, groups: OnceLock::new(), columns: Arc::new(columns) })
    }

    /// The items that are the same as another, in the whole index.
    pub(super) fn groups(&self) -> Result<Arc<Groups>> {
        if let Some(known) = self.groups.get() {
            return Ok(Arc::clone(known));
        }
        let found = Groups::of(&self.reader).map_err(|error| self.reader.broken(&error))?;
        Ok(Arc::clone(self.groups.get_or_init(|| Arc::new(found))))
    }

    /// Which index this is.
    pub fn stamp(&self) -> Stamp {
        let card = self.reader.card();
        Stamp { fingerprint: card.fingerprint.clone(), version: card.program.clone() }
    }

    /// What the index holds.
    pub fn coverage(&self) -> Coverage {
        let card = self.reader.card();
        Coverage {
            papers: card.papers,
            items: card.items,
            unreadable: card.unreadable,
            undated: card.undated,
            council_unknown: card.council_unknown,
            unread: card.unread,
        }
    }

    /// Finds the items that match `query`.
    ///
    /// Refuses a filter on a field for which the index holds no value at all, and a filter
    /// value that nothing resembles.
    pub fn search(&self, query: &Query, options: &Options) -> Result<Found> {
        let layers = layers(query, &options.only);
        let narrowed = query.without(Field::Only);
        let mut planner = Planner::new(&self.reader, &layers);
        let Options { sort, limit, distinct, .. } = *options;
        let groups = if distinct { Some(self.groups()?) } else { None };
        let order = Order { sort, groups };
        let (mut gathered, as_printed) =
            self.gather(&mut planner, &narrowed, &order, limit, &options.facets)?;
        let facets =
            self.facets(&mut planner, &narrowed, &mut gathered, &order, &options.facets)?;

        let text = self.reader.fields().text;
        let mut patterns: Vec<Compiled> = Vec::new();
        for pattern in narrowed.patterns() {
            patterns.push(planner.compile(text, pattern)?.clone());
        }
        let mut forms: BTreeMap<String, Vec<String>> = BTreeMap::new();
        for pattern in &patterns {
            forms.extend(pattern.forms.clone());
        }
        let marked: Vec<&Compiled> = patterns.iter().collect();
        let mut hits = Vec::with_capacity(gathered.best.len());
        let mut kin = Kin::new(&self.reader);
        for (score, address) in &gathered.best {
            let (record, text) = self.reader.record(*address)?;
            let same_as = kin.of(*address, &record)?;
            hits.push(Hit {
                id: record.id.clone(),
                score: *score,
                about: About { same_as, ..show::about(&record, &layers) },
                snippets: highlight::snippets(text.text(), &marked, options.snippets),
            });
        }
        let mut heading = self.heading(query, &planner, &layers)?;
        if distinct {
            heading.means.push_str("; of items that are the same only the best counts");
        }
        Ok(Found {
            heading,
            total: gathered.total,
            papers: gathered.papers,
            as_printed,
            hits,
            facets,
            forms,
        })
    }

    /// Counts the items that match `query`, and their papers, without a look at which are the
    /// best. Values of other layers than `only` count as absent (empty: all count).
    ///
    /// Refuses what [`Library::search`] refuses.
    pub fn count(&self, query: &Query, only: &[Layer]) -> Result<Counted> {
        let layers = layers(query, only);
        let mut planner = Planner::new(&self.reader, &layers);
        let plan = planner.plan(&query.without(Field::Only))?;
        let gather = Gather {
            columns: Arc::clone(&self.columns),
            sort: Sort::Date,
            limit: 0,
            facets: Vec::new(),
            layers: Vec::new(),
            aside: Vec::new(),
            groups: None,
        };
        let found = self.reader.searcher().search(&plan, &gather);
        let found = found.map_err(|error| self.reader.broken(&error))?;
        Ok(Counted { items: found.total, papers: found.papers })
    }

    /// Counts the values of one field over the items that match `query`. A filter of that very
    /// field is left aside, so that other values show too.
    pub fn facet(&self, field: &str, query: &Query, only: &[Layer]) -> Result<(Heading, Facet)> {
        let options = Options {
            limit: 1,
            only: only.to_vec(),
            facets: vec![field.to_owned()],
            snippets: 0,
            ..Options::default()
        };
        let mut found = self.search(query, &options)?;
        let facet = found.facets.pop().unwrap_or(Facet {
            field: field.to_owned(),
            aside: false,
            values: Vec::new(),
        });
        Ok((found.heading, facet))
    }

    /// Runs one query, and says how many items and papers match as printed where those that are
    /// the same are to count once.
    fn gather(
        &self,
        planner: &mut Planner<'_>,
        query: &Query,
        order: &Order,
        limit: usize,
        facets: &[String],
    ) -> Result<(Gathered, Option<Printed>)> {
        let plan = planner.plan(query)?;
        let items = usize::try_from(self.reader.searcher().num_docs()).unwrap_or(usize::MAX);
        let search = |gather: &Gather| {
            let found = self.reader.searcher().search(&plan, gather);
            found.map_err(|error| self.reader.broken(&error))
        };
        let mut gather = Gather {
            columns: Arc::clone(&self.columns),
            sort: order.sort,
            limit: if limit == 0 { items } else { limit.min(items) },
            facets: facets.iter().map(|facet| facet_columns(facet)).collect::<Result<_>>()?,
            layers: planner.layers().to_vec(),
            aside: Vec::new(),
            groups: None,
        };
        let Some(groups) = &order.groups else { return Ok((search(&gather)?, None)) };
        // Which of several stands for all is known once all are met: what is counted of it can
        // only be counted then.
        let known = Some(Arc::clone(groups));
        let all = Gather { limit: 0, facets: Vec::new(), groups: known, ..gather.clone() };
        let all = search(&all)?;
        let printed = Printed { items: all.total, papers: all.papers };
        gather.aside = all.surpassed(groups);
        Ok((search(&gather)?, Some(printed)))
    }

    /// Orders the counts of facets, and counts those again that a filter of the query narrows:
    /// a field's own filter does not count for its own values.
    fn facets(
        &self,
        planner: &mut Planner<'_>,
        query: &Query,
        gathered: &mut Gathered,
        order: &Order,
        names: &[String],
    ) -> Result<Vec<Facet>> {
        let mut facets = Vec::with_capacity(names.len());
        for (name, counts) in names.iter().zip(&mut gathered.facets) {
            let own = narrowing(name);
            let chosen = own
                .map(|field| self.chosen(planner, query, field))
                .transpose()?
                .unwrap_or_default();
            let narrowed =
                own.filter(|own| query.filters().iter().any(|filter| filter.field == *own));
            let counts = match narrowed {
                Some(own) => {
                    let alone = std::slice::from_ref(name);
                    // No hit is wanted: without copies to choose from, none needs a score.
                    let sort = if order.groups.is_some() { order.sort } else { Sort::Date };
                    let order = Order { sort, groups: order.groups.clone() };
                    let (wider, _) = self.gather(planner, &query.without(own), &order, 1, alone)?;
                    wider.facets.into_iter().next().unwrap_or_default()
                }
                None => std::mem::take(counts),
            };
            let mut values: Vec<FacetValue> = counts
                .into_iter()
                .map(|(value, count)| FacetValue { chosen: chosen.contains(&value), value, count })
                .collect();
            // What is not known comes last, however often. Years and months read best in their
            // own order.
            let timely = matches!(name.as_str(), "year" | "month");
            let unknown = values.iter().position(|value| value.value == UNKNOWN);
            let unknown = unknown.map(|at| values.remove(at));
            if !timely {
                // They are in order: those that come as often stay so.
                values.sort_by_key(|value| std::cmp::Reverse(value.count));
            }
            values.extend(unknown);
            facets.push(Facet { field: name.clone(), aside: narrowed.is_some(), values });
        }
        Ok(facets)
    }

    /// The values of a field that the query's own filters choose.
    fn chosen(
        &self,
        planner: &Planner<'_>,
        query: &Query,
        field: Field,
    ) -> Result<BTreeSet<String>> {
        let mut chosen = BTreeSet::new();
        for filter in query.filters().into_iter().filter(|filter| filter.field == field) {
            for value in &filter.values {
                match value {
                    Value::Kind(kind) => {
                        chosen.insert(kind.as_str().to_owned());
                    }
                    Value::Text(typed) => {
                        let meant = planner.choices.get(&(field, typed.clone()));
                        chosen.extend(meant.into_iter().flatten().cloned());
                    }
                    _ => {}
                }
            }
        }
        Ok(chosen)
    }

    /// What stands above an answer.
    pub(super) fn heading(
        &self,
        query: &Query,
        planner: &Planner<'_>,
        layers: &[Layer],
    ) -> Result<Heading> {
        let mut means = query.without(Field::Only).means();
        // A short name may stand for several values: say which.
        for ((field, typed), values) in &planner.choices {
            if values.len() == 1 && values[0].to_lowercase() == typed.to_lowercase() {
                continue;
            }
            let listed: Vec<&str> = values.iter().take(4).map(String::as_str).collect();
            let more = values.len() - listed.len();
            let more = if more > 0 { format!(" and {more} more") } else { String::new() };
            means.push_str(&format!(" ({} {typed} = {}{more})", field.name(), listed.join("; ")));
        }
        let capitals = planner.capitals(query);
        for Capitals { acronym, .. } in capitals.iter().filter(|word| word.held) {
            means.push_str(&format!("; {acronym} in capitals only"));
        }
        if !layers.is_empty() {
            let named: Vec<&str> = layers.iter().map(|layer| layer.as_str()).collect();
            means.push_str(&format!(
                "; a council, committee or date counts only if it is {}",
                named.join(" or ")
            ));
        }
        Ok(Heading {
            query: query.to_string(),
            means,
            successions: succession::of(&self.reader, query, planner)?,
            capitals,
            coverage: self.coverage_of(layers)?,
            stamp: self.stamp(),
        })
    }

    /// What the index holds if only values of these layers count (empty: all).
    fn coverage_of(&self, layers: &[Layer]) -> Result<Coverage> {
        let mut coverage = self.coverage();
        if layers.is_empty() {
            return Ok(coverage);
        }
        let counts = |layer: &Option<String>| {
            layer.as_ref().is_some_and(|word| layers.iter().any(|layer| layer.as_str() == word))
        };
        let ledger = self.reader.ledger()?;
        let papers = || ledger.entries.values().filter_map(|entry| entry.paper.as_ref());
        coverage.undated = papers().filter(|paper| !counts(&paper.date_layer)).count() as u64;
        coverage.council_unknown =
            papers().filter(|paper| !counts(&paper.council_layer)).count() as u64;
        Ok(coverage)
    }
}

/// In which order items come, and which of them are the same where these are to count once.
struct Order {
    sort: Sort,
    groups: Option<Arc<Groups>>,
}

/// The layers whose values count: those given beside the query and those in it.
pub(super) fn layers(query: &Query, only: &[Layer]) -> Vec<Layer> {
    let mut layers = only.to_vec();
    for filter in query.filters().into_iter().filter(|filter| filter.field == Field::Only) {
        layers.extend(filter.values.iter().filter_map(|value| match value {
            Value::Layer(layer) => Some(*layer),
            _ => None,
        }));
    }
    layers.sort_unstable();
    layers.dedup();
    layers
}

/// The query field whose filter narrows a facet.
fn narrowing(facet: &str) -> Option<Field> {
    match facet {
        // A range of days is no choice among years: the years in it are what is asked for.
        "year" | "month" => None,
        "statement" => Some(Field::Is),
        "body" => Some(Field::By),
        name => Field::from_word(name),
    }
}

/// The columns that count a facet: its values, and the layer of its values.
pub(super) fn facet_columns(name: &str) -> Result<(String, Option<&'static str>)> {
    if !FACETS.contains(&name) {
        let near = FACETS.iter().min_by_key(|facet| strsim::damerau_levenshtein(facet, name));
        return Err(Error::Query {
            message: format!("`{name}` cannot be counted"),
            hint: match near {
                Some(near) if strsim::damerau_levenshtein(near, name) <= 2 => {
                    format!("did you mean `{near}`?")
                }
                _ => format!("take one of {}", FACETS.join(", ")),
            },
        });
    }
    let fact = if matches!(name, "year" | "month") { "date" } else { name };
    let layer = LAYERED.iter().find(|(layered, _)| *layered == fact).map(|(_, layer)| *layer);
    Ok((name.to_owned(), layer))
}
