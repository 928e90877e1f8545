//! What a search finds and counts is what a plain scan of the papers finds and counts.
//!
//! The scan below shares no code with the index: it knows the few words of the generated papers
//! and which of them are forms of one another.

use jiff::civil::Date;
use minutebook::index::FACETS;
use minutebook::paper::Layer;
use minutebook::paper::PaperKind;
use minutebook::query::Field;
use minutebook::query::Filter;
use minutebook::query::Part as PhrasePart;
use minutebook::query::Pattern;
use minutebook::query::Query;
use minutebook::query::Value;
use minutebook::search::Library;
use minutebook::search::Options;
use minutebook::search::Sort;
use minutebook::search::UNKNOWN;
use proptest::collection::vec;
use proptest::prelude::*;
use std::collections::BTreeMap;
use std::collections::BTreeSet;
use std::path::Path;

use crate::real::built;

use super::generated::DAYS;
use super::generated::Sheet;
use super::generated::WORDS;
use super::generated::layer;
use super::generated::library;
use super::generated::query;
use super::generated::sheet;

/// One item, as the scan sees it.
pub(crate) struct Line<'a> {
    pub(crate) sheet: &'a Sheet,
    pub(crate) words: &'a [&'static str],
}

pub(crate) fn stands(words: &[&str], pattern: &Pattern) -> Vec<(usize, usize)> {
    let star = |word: &str, pattern: &str| {
        let pieces: Vec<&str> = pattern.split('*').collect();
        let (first, last) = (pieces[0], pieces[pieces.len() - 1]);
        word.len() >= first.len() + last.len()
            && word.starts_with(first)
            && word.ends_with(last)
            && (pieces.len() < 3 || word[first.len()..word.len() - last.len()].contains(pieces[1]))
    };
    let base = |word: &str| {
        WORDS
            .iter()
            .find(|(other, _)| *other == word)
            .map_or(word.to_owned(), |(_, base)| (*base).to_owned())
    };
    let single = |keep: &dyn Fn(&str) -> bool| {
        (0..words.len()).filter(|&at| keep(words[at])).map(|at| (at, at + 1)).collect()
    };
    match pattern {
        Pattern::Word(typed) => single(&|word| base(word) == base(typed)),
        Pattern::Wildcard(typed) => single(&|word| star(word, typed)),
        Pattern::Misspelt { word: typed, distance } => {
            single(&|word| strsim::osa_distance(word, typed) <= usize::from(*distance))
        }
        Pattern::Phrase(parts) => (0..words.len())
            .filter(|&at| {
                parts.iter().enumerate().all(|(offset, part)| {
                    words.get(at + offset).is_some_and(|word| match part {
                        PhrasePart::Word(typed) => word == typed,
                        PhrasePart::Wildcard(typed) => star(word, typed),
                    })
                })
            })
            .map(|at| (at, at + parts.len()))
            .collect(),
        Pattern::Near(near) => {
            let side = |patterns: &[Pattern]| -> Vec<(usize, usize)> {
                patterns.iter().flat_map(|pattern| stands(words, pattern)).collect()
            };
            let (left, right) = (side(&near.left), side(&near.right));
            let mut found = Vec::new();
            for a in &left {
                for b in &right {
                    let after = b.0 >= a.1 && b.0 - a.1 < near.within as usize;
                    let before = !near.ordered && a.0 >= b.1 && a.0 - b.1 < near.within as usize;
                    if after || before {
                        found.push((a.0.min(b.0), a.1.max(b.1)));
                    }
                }
            }
            found
        }
    }
}

/// Whether a fact of this layer counts.
pub(crate) fn counts(layer: Layer, only: &[Layer]) -> bool {
    only.is_empty() || only.contains(&layer)
}

pub(crate) fn fits(line: &Line<'_>, query: &Query, only: &[Layer]) -> bool {
    match query {
        Query::All => true,
        Query::And(parts) => parts.iter().all(|part| fits(line, part, only)),
        Query::Or(parts) => parts.iter().any(|part| fits(line, part, only)),
        Query::Not(inner) => !fits(line, inner, only),
        Query::Match(pattern) => !stands(line.words, pattern).is_empty(),
        Query::Filter(filter) => {
            let name = |fact: Option<(&str, Layer)>| {
                fact.filter(|(_, layer)| counts(*layer, only)).map(|(name, _)| name.to_lowercase())
            };
            filter.values.iter().any(|value| match (filter.field, value) {
                (Field::Kind, Value::Kind(kind)) => line.sheet.kind == *kind,
                (Field::Date, value) => {
                    let day = line.sheet.date.filter(|(_, layer)| counts(*layer, only));
                    day.is_some_and(|(day, _)| match value {
                        Value::Dates(range) => range.contains(day),
                        _ => true,
                    })
                }
                (field, value) => {
                    let known = match field {
                        Field::Council => name(line.sheet.council),
                        _ => name(line.sheet.committee),
                    };
                    known.is_some_and(|known| match value {
                        Value::Text(typed) => {
                            known.split(' ').any(|word| word == typed) || known == *typed
                        }
                        _ => true,
                    })
                }
            })
        }
    }
}

pub(crate) fn lines(sheets: &[Sheet]) -> Vec<Line<'_>> {
    sheets
        .iter()
        .flat_map(|sheet| sheet.items.iter().map(move |words| Line { sheet, words }))
        .collect()
}

/// The counts of a facet by scan. The field's own filters at the top are left aside.
fn counted(
    lines: &[Line<'_>],
    query: &Query,
    field: &str,
    only: &[Layer],
) -> BTreeMap<String, u64> {
    let wider = match field {
        "year" => query.clone(),
        name => query.without(Field::from_word(name).unwrap()),
    };
    let mut counts_by: BTreeMap<String, u64> = BTreeMap::new();
    for line in lines.iter().filter(|line| fits(line, &wider, only)) {
        let known = |fact: Option<(String, Layer)>| {
            fact.filter(|(_, layer)| counts(*layer, only)).map(|(value, _)| value)
        };
        let value = match field {
            "council" => known(line.sheet.council.map(|(name, layer)| (name.to_owned(), layer))),
            "committee" => {
                known(line.sheet.committee.map(|(name, layer)| (name.to_owned(), layer)))
            }
            "year" => known(line.sheet.date.map(|(day, layer)| (day.year().to_string(), layer))),
            _ => Some(line.sheet.kind.as_str().to_owned()),
        };
        *counts_by.entry(value.unwrap_or_else(|| UNKNOWN.to_owned())).or_default() += 1;
    }
    counts_by
}

/// The values that a query names and no paper has are refused: such cases are passed over.
pub(crate) fn answerable(query: &Query, sheets: &[Sheet]) -> bool {
    match query {
        Query::And(parts) | Query::Or(parts) => parts.iter().all(|part| answerable(part, sheets)),
        Query::Not(inner) => answerable(inner, sheets),
        Query::Filter(filter) => filter.values.iter().all(|value| match (filter.field, value) {
            (Field::Council | Field::Committee, Value::Text(_)) => {
                let alone =
                    Query::Filter(Filter { field: filter.field, values: vec![value.clone()] });
                lines(sheets).iter().any(|line| fits(line, &alone, &[]))
            }
            _ => true,
        }),
        _ => true,
    }
}

/// Met by the law below: the engine's own range of days overflowed under a negation.
#[test]
fn what_a_negated_range_of_days_leaves_is_found() {
    let sheet = |date: Option<Date>| Sheet {
        council: None,
        committee: None,
        date: date.map(|day| (day, Layer::Supplied)),
        kind: PaperKind::Minutes,
        items: vec![Vec::new()],
    };
    let days = [Some(DAYS[0]), None, Some(DAYS[0]), Some(DAYS[3])];
    let sheets: Vec<Sheet> = days.into_iter().map(sheet).collect();
    let folder = tempfile::tempdir().unwrap();
    let library = library(&sheets, folder.path(), false, true);
    let query: Query = "-date:2017-01-18..".parse().unwrap();
    let options = Options { limit: 0, only: vec![Layer::Supplied], ..Options::default() };
    assert_eq!(library.search(&query, &options).unwrap().total, 3);
}

/// What is asked for often is kept in another form: of fields with one value, and with several.
#[test]
fn facets_count_the_same_however_often_they_are_asked_for() {
    // Those of the demonstration.
    let papers = Path::new(env!("CARGO_MANIFEST_DIR")).join("src/cli/samples");
    let folder = tempfile::tempdir().unwrap();
    let (library, _) = built(&papers, folder.path());
    for only in [Vec::new(), vec![Layer::Explicit]] {
        for typed in ["*", "report", "council -budget"] {
            let (query, facets) = (typed.parse().unwrap(), FACETS.map(str::to_owned).to_vec());
            let options = Options { only: only.clone(), facets, ..Options::default() };
            let once = Library::open(folder.path()).unwrap().search(&query, &options).unwrap();
            let met =
                |field: &str| once.facets.iter().any(|it| it.field == field && it.values.len() > 2);
            assert!(["council", "topic", "person"].into_iter().all(met), "{typed}");
            for _ in 0..4 {
                let again = library.search(&query, &options).unwrap();
                assert_eq!(again.facets, once.facets, "{typed}");
                assert_eq!((again.total, again.papers), (once.total, once.papers), "{typed}");
            }
        }
    }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 48, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn a_search_finds_and_counts_what_a_scan_does(
        sheets in vec(sheet(), 1..10),
        queries in vec(query(), 1..8),
        only in prop_oneof![3 => Just(Vec::new()), 1 => vec(layer(), 1..3)],
        apart in any::<bool>(),
    ) {
        let folder = tempfile::tempdir().unwrap();
        let library = library(&sheets, folder.path(), apart, true);
        let lines = lines(&sheets);
        for query in queries.iter().filter(|query| answerable(query, &sheets)) {
            let facets = ["council", "committee", "kind", "year"].map(str::to_owned).to_vec();
            let options = Options { limit: 0, only: only.clone(), facets, sort: Sort::Date, ..Options::default() };
            let found = library.search(query, &options).unwrap();
            let expected: Vec<&Line<'_>> = lines.iter().filter(|line| fits(line, query, &only)).collect();
            prop_assert_eq!(found.total as usize, expected.len(), "{}", query);
            prop_assert_eq!(found.hits.len(), expected.len());
            let papers: BTreeSet<*const Sheet> = expected.iter().map(|line| std::ptr::from_ref(line.sheet)).collect();
            prop_assert_eq!(found.papers as usize, papers.len());
            let ids: BTreeSet<&str> = found.hits.iter().map(|hit| hit.id.as_str()).collect();
            prop_assert_eq!(ids.len(), found.hits.len(), "ids are unique");
            for facet in &found.facets {
                let scanned = counted(&lines, query, &facet.field, &only);
                let facet_counts: BTreeMap<String, u64> =
                    facet.values.iter().map(|value| (value.value.clone(), value.count)).collect();
                prop_assert_eq!(facet_counts, scanned, "{} by {}", query, facet.field);
            }
            let days: Vec<Option<Date>> = lines_days(&found);
            let mut sorted = days.clone();
            sorted.sort_by_key(|day| (day.is_none(), *day));
            if only.is_empty() {
                prop_assert_eq!(days, sorted, "sorted by date, undated last");
            }
        }
    }

    #[test]
    fn the_order_of_answers_does_not_depend_on_segments(
        sheets in vec(sheet(), 1..12),
        query in query(),
    ) {
        prop_assume!(answerable(&query, &sheets));
        let (one, many) = (tempfile::tempdir().unwrap(), tempfile::tempdir().unwrap());
        let order = |library: &Library, limit| -> Vec<String> {
            let options = Options { limit, ..Options::default() };
            library.search(&query, &options).unwrap().hits.into_iter().map(|hit| hit.id).collect()
        };
        // Papers that took the place of others leave no trace in the scores.
        let a = library(&sheets, one.path(), false, false);
        let b = library(&sheets, many.path(), true, true);
        prop_assert_eq!(order(&a, 0), order(&b, 0));
        prop_assert_eq!(order(&a, 3), order(&a, 0).into_iter().take(3).collect::<Vec<_>>());
    }
}

fn lines_days(found: &minutebook::search::Found) -> Vec<Option<Date>> {
    found.hits.iter().map(|hit| hit.about.date.map(|(day, _)| day)).collect()
}
