//! Tells which councils' papers a filter leaves out though the council it names took over from
//! them: who asks for North Yorkshire may want the papers of Craven too.

use std::collections::BTreeMap;
use std::collections::BTreeSet;

use crate::error::Result;
use crate::index::Reader;
use crate::query::Field;
use crate::query::Query;
use crate::query::Value;
use crate::vocabulary::councils;
use crate::vocabulary::councils::Body;

use super::answer::Succession;
use super::plan::Planner;

/// Lists the councils that the query's own filters name and that took over from others of which
/// the index holds papers, unless the filters name those too.
pub(super) fn of(reader: &Reader, query: &Query, planner: &Planner<'_>) -> Result<Vec<Succession>> {
    let filters = query.filters().into_iter().filter(|filter| filter.field == Field::Council);
    let typed: Vec<&String> = filters
        .flat_map(|filter| &filter.values)
        .filter_map(|value| if let Value::Text(typed) = value { Some(typed) } else { None })
        .collect();
    let chosen: BTreeSet<&String> = typed
        .iter()
        .filter_map(|typed| planner.choices.get(&(Field::Council, (*typed).clone())))
        .flatten()
        .collect();
    let named = bodies(typed.into_iter().chain(chosen.iter().copied()));
    if named.iter().all(|body| councils::predecessors(&body.id).is_empty()) {
        return Ok(Vec::new());
    }
    let ledger = reader.ledger()?;
    let mut papers: BTreeMap<&str, u64> = BTreeMap::new();
    for paper in ledger.entries.values().filter_map(|entry| entry.paper.as_ref()) {
        if let Some(council) = &paper.council {
            *papers.entry(council.as_str()).or_default() += 1;
        }
    }
    let count = |name: &String| papers.get(name.as_str()).copied();
    let mut told = BTreeSet::new();
    let successions = named.into_iter().map(|body| Succession {
        council: body.name.clone(),
        predecessors: all_before(body)
            .into_iter()
            .filter(|before| !chosen.contains(&before.name) && told.insert(before.id.as_str()))
            .filter_map(|before| Some((before.name.clone(), count(&before.name)?)))
            .collect(),
    });
    Ok(successions.filter(|succession| !succession.predecessors.is_empty()).collect())
}

/// The values among `all` that are predecessors of a council called `typed`, of which the index
/// itself has no paper.
pub(super) fn predecessors_among<'a>(typed: &str, all: &'a [String]) -> Vec<&'a String> {
    let names: BTreeSet<&String> =
        councils::called(typed).into_iter().flat_map(all_before).map(|body| &body.name).collect();
    all.iter().filter(|value| names.contains(value)).collect()
}

/// The bodies of the registry that go by these names, each once, in the order of the names.
fn bodies<'a>(names: impl Iterator<Item = &'a String>) -> Vec<&'static Body> {
    let mut seen = BTreeSet::new();
    let called = names.flat_map(|name| councils::called(name));
    called.filter(|body| seen.insert(body.id.as_str())).collect()
}

/// Those that a body took over from, and those that they took over from.
fn all_before(body: &'static Body) -> Vec<&'static Body> {
    let mut found = councils::predecessors(&body.id);
    let mut at = 0;
    while let Some(before) = found.get(at) {
        let further = councils::predecessors(&before.id);
        found.extend(further.into_iter().filter(|body| body.id != before.id));
        at += 1;
    }
    found
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn predecessors_of_predecessors_count_too() {
        let ids = |id: &str| -> Vec<&str> {
            let body = councils::by_id(id).unwrap();
            all_before(body).iter().map(|body| body.id.as_str()).collect()
        };
        assert_eq!(ids("SMT"), ["MEN", "SEG", "SOM", "SSO", "SWT", "TAU", "WSO"]);
        assert!(ids("LAN").is_empty());
    }

    #[test]
    fn a_council_without_papers_is_known_by_its_predecessors() {
        let all = ["Craven District Council", "Kent County Council"].map(str::to_owned);
        assert_eq!(predecessors_among("north yorkshire council", &all), [&all[0]]);
        assert!(predecessors_among("kent", &all).is_empty());
    }
}
