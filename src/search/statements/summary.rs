//! Says what there is of the recommendations of a body, council by council: those held, those
//! claimed, and where there can be none because the body has no powers there.

use std::collections::BTreeMap;
use std::collections::BTreeSet;
use std::sync::Arc;

use tantivy::DocAddress;

use crate::error::Result;
use crate::index::Reader;
use crate::paper::Level;
use crate::query::Field;
use crate::query::Query;
use crate::search::columns::Values;
use crate::search::plan::Planner;
use crate::vocabulary::councils;
use crate::vocabulary::external;
use crate::vocabulary::external::Body;

use super::answer::Claimed;
use super::answer::CouncilSummary;
use super::answer::Summary;
use super::asked;
use super::asked::Asked;
use super::find;
use super::group::Group;

/// Council → the papers searched. `None`, the papers without one, comes last.
type Searched = Vec<(Option<String>, u64)>;

/// Makes the summary of the rows of every level that answer `query`.
pub(super) fn of(
    reader: &Reader,
    planner: &mut Planner<'_>,
    asked: &Asked,
    query: &Query,
    groups: &[Group],
) -> Result<Summary> {
    let filters = query.filters();
    let typed: Vec<&String> = filters
        .iter()
        .filter(|filter| filter.field == Field::By)
        .flat_map(|filter| asked::texts(filter))
        .collect();
    // Where no body is named, or one of several is none that is known, it may act in any nation.
    let known: Option<Vec<&Body>> =
        typed.iter().map(|typed| external::bodies().by_word(typed)).collect();
    let known = known.filter(|bodies| !bodies.is_empty());
    let covers = |nation: &str| {
        known.as_ref().is_none_or(|bodies| bodies.iter().any(|body| body.covers(nation)))
    };
    let items = find::items(reader, planner, &asked::searched(query))?;
    let searched = searched(reader, planner.layers(), &items);
    let mut councils = by_council(groups);
    let mut summary =
        Summary { bodies: asked.bodies(&typed), councils: Vec::new(), not_applicable: Vec::new() };
    for (council, papers) in searched.map_err(|error| reader.broken(&error))? {
        let found = councils.remove(&council.as_deref().map(Arc::from));
        let applies = found.is_some() || nation(council.as_deref()).is_none_or(covers);
        let row = CouncilSummary {
            nation: nation(council.as_deref()).map(str::to_owned),
            council,
            papers,
            ..found.unwrap_or_default()
        };
        let list = if applies { &mut summary.councils } else { &mut summary.not_applicable };
        list.push(row);
    }
    Ok(summary)
}

/// The nation of a council, where the registry has it.
fn nation(council: Option<&str>) -> Option<&'static str> {
    let called = councils::called(council?);
    let nation = called.first()?.nation.as_str();
    called.iter().all(|body| body.nation == nation).then_some(nation)
}

/// What was found of each council.
fn by_council(groups: &[Group]) -> BTreeMap<Option<Arc<str>>, CouncilSummary> {
    let mut councils: BTreeMap<Option<Arc<str>>, CouncilSummary> = BTreeMap::new();
    for Group { first, .. } in groups {
        let council = councils.entry(first.council.clone()).or_default();
        match first.level {
            Level::Item => council.held += 1,
            Level::Mention => council.mentions += 1,
            Level::Claim => {
                let text = |text: &Option<Arc<str>>| text.as_deref().map(str::to_owned);
                let (framework, inspected) = (text(&first.framework), text(&first.inspected));
                let claimed = first.claimed.unwrap_or(0);
                let same =
                    |it: &&mut Claimed| (&it.framework, &it.inspected) == (&framework, &inspected);
                match council.claims.iter_mut().find(same) {
                    Some(known) => known.claimed = known.claimed.max(claimed),
                    None => council.claims.push(Claimed { framework, inspected, claimed }),
                }
            }
        }
    }
    for council in councils.values_mut() {
        council.claims.sort_unstable();
    }
    councils
}

/// Counts the papers of these items, which are given by address, by council.
fn searched(
    reader: &Reader,
    layers: &[&'static str],
    items: &[DocAddress],
) -> tantivy::Result<Searched> {
    let mut papers: BTreeMap<(bool, Option<String>), BTreeSet<String>> = BTreeMap::new();
    for items in items.chunk_by(|a, b| a.segment_ord == b.segment_ord) {
        let Some(first) = items.first() else { continue };
        let segment = reader.searcher().segment_reader(first.segment_ord);
        let council = Values::open(segment, "council", Some("council_layer"), layers)?;
        let paper = Values::open(segment, "paper", None, &[])?;
        let both: BTreeSet<(Option<u64>, Option<u64>)> = items
            .iter()
            .map(|item| {
                let first = |values: &Values| values.ordinals(item.doc_id).next();
                (first(&council), first(&paper))
            })
            .collect();
        for (of, paper_at) in both {
            let of = of.map(|of| council.value(of)).transpose()?;
            let name = paper_at.map(|at| paper.value(at)).transpose()?.unwrap_or_default();
            papers.entry((of.is_none(), of)).or_default().insert(name);
        }
    }
    Ok(papers.into_iter().map(|((_, council), papers)| (council, papers.len() as u64)).collect())
}
