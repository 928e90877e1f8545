//! What a search finds and counts is what a plain scan of the papers finds and counts.
//!
//! The scan below shares no code with the index: it knows the few words of the generated papers
//! and which of them are forms of one another.

use std::collections::BTreeMap;
use std::collections::BTreeSet;

use jiff::civil::Date;
use minutebook::index::Entry;
use minutebook::index::Ledger;
use minutebook::index::Writer;
use minutebook::paper::Committee;
use minutebook::paper::Council;
use minutebook::paper::Fact;
use minutebook::paper::Item;
use minutebook::paper::Layer;
use minutebook::paper::Origin;
use minutebook::paper::Paper;
use minutebook::paper::PaperKind;
use minutebook::paper::Part;
use minutebook::query::DateRange;
use minutebook::query::Field;
use minutebook::query::Filter;
use minutebook::query::Near;
use minutebook::query::Part as PhrasePart;
use minutebook::query::Pattern;
use minutebook::query::Query;
use minutebook::query::Value;
use minutebook::search::Library;
use minutebook::search::Options;
use minutebook::search::Sort;
use minutebook::search::UNKNOWN;
use proptest::collection::vec;
use proptest::option;
use proptest::prelude::*;
use proptest::sample::select;

/// The words of the papers, each with its base: words of one base are forms of one word.
const WORDS: [(&str, &str); 10] = [
    ("council", "council"),
    ("councils", "council"),
    ("budget", "budget"),
    ("budgets", "budget"),
    ("school", "school"),
    ("planned", "plan"),
    ("planning", "plan"),
    ("counting", "count"),
    ("the", "the"),
    ("ofsted", "ofsted"),
];
const COUNCILS: [&str; 3] =
    ["Alder County Council", "Birch Borough Council", "Alder Parish Council"];
const COMMITTEES: [&str; 2] = ["Cabinet", "Planning Committee"];
const KINDS: [PaperKind; 3] = [PaperKind::Minutes, PaperKind::Report, PaperKind::Agenda];
const DAYS: [Date; 4] = [
    Date::constant(2016, 2, 29),
    Date::constant(2017, 1, 18),
    Date::constant(2017, 12, 31),
    Date::constant(2019, 6, 1),
];

/// A generated paper.
#[derive(Debug, Clone)]
struct Sheet {
    council: Option<(&'static str, Layer)>,
    committee: Option<(&'static str, Layer)>,
    date: Option<(Date, Layer)>,
    kind: PaperKind,
    items: Vec<Vec<&'static str>>,
}

fn layer() -> impl Strategy<Value = Layer> {
    select(Layer::ALL.to_vec())
}

fn sheet() -> impl Strategy<Value = Sheet> {
    let words: Vec<&'static str> = WORDS.iter().map(|(word, _)| *word).collect();
    (
        option::of((select(COUNCILS.to_vec()), layer())),
        option::of((select(COMMITTEES.to_vec()), layer())),
        option::of((select(DAYS.to_vec()), layer())),
        select(KINDS.to_vec()),
        vec(vec(select(words), 0..8), 1..4),
    )
        .prop_map(|(council, committee, date, kind, items)| Sheet {
            council,
            committee,
            date,
            kind,
            items,
        })
}

fn pattern() -> impl Strategy<Value = Pattern> {
    let word = || select(vec!["council", "budgets", "school", "plan", "the", "ofsted", "absent"]);
    let exact = || select(WORDS.iter().map(|(word, _)| *word).collect::<Vec<_>>());
    let stars = || select(vec!["counc*", "*ing", "c*s", "*o*", "coun*", "plan*"]);
    let part = prop_oneof![
        exact().prop_map(|word| PhrasePart::Word(word.to_owned())),
        stars().prop_map(|word| PhrasePart::Wildcard(word.to_owned())),
    ];
    let simple = prop_oneof![
        word().prop_map(|word| Pattern::Word(word.to_owned())),
        (vec(part, 1..4), any::<bool>()).prop_map(|(mut parts, any_word)| {
            // A star alone, between two words, is any one word.
            if any_word && parts.len() == 3 {
                parts[1] = PhrasePart::Wildcard("*".to_owned());
            }
            Pattern::Phrase(parts)
        }),
        stars().prop_map(|word| Pattern::Wildcard(word.to_owned())),
        (select(vec!["ofsed", "buget", "the"]), 1..3_u8)
            .prop_map(|(word, distance)| Pattern::Misspelt { word: word.to_owned(), distance }),
    ];
    let side = vec(simple.clone(), 1..3);
    let near =
        (side.clone(), side, 1..5_u32, any::<bool>()).prop_map(|(left, right, within, ordered)| {
            Pattern::Near(Near { left, right, within, ordered })
        });
    prop_oneof![3 => simple, 1 => near]
}

fn filter() -> impl Strategy<Value = Query> {
    let text = |field, word: &'static str| (field, Value::Text(word.to_owned()));
    let value = prop_oneof![
        select(vec!["alder", "birch", "alder county council", "council"])
            .prop_map(move |word| text(Field::Council, word)),
        select(vec!["cabinet", "planning"]).prop_map(move |word| text(Field::Committee, word)),
        select(KINDS.to_vec()).prop_map(|kind| (Field::Kind, Value::Kind(kind))),
        (option::of(select(DAYS.to_vec())), option::of(select(DAYS.to_vec()))).prop_map(
            |(from, to)| {
                (Field::Date, Value::Dates(DateRange { from: from.or(Some(DAYS[0])), to }))
            }
        ),
        select(vec![Field::Council, Field::Committee, Field::Date])
            .prop_map(|field| (field, Value::Any)),
    ];
    vec(value, 1..3).prop_map(|values| {
        let field = values[0].0;
        let values =
            values.into_iter().filter(|(other, _)| *other == field).map(|(_, value)| value);
        Query::Filter(Filter { field, values: values.collect() })
    })
}

fn query() -> impl Strategy<Value = Query> {
    let leaf = prop_oneof![
        4 => pattern().prop_map(Query::Match),
        2 => filter(),
        1 => Just(Query::All),
    ];
    leaf.prop_recursive(3, 12, 3, |inner| {
        prop_oneof![
            vec(inner.clone(), 1..4).prop_map(Query::all_of),
            vec(inner.clone(), 1..4).prop_map(Query::any_of),
            inner.prop_map(Query::negated),
        ]
    })
}

fn fact<T>(value: T, layer: Layer) -> Fact<T> {
    Fact { value, layer, evidence: String::new() }
}

fn paper(sheet: &Sheet, number: usize) -> Paper {
    let mut text = String::new();
    let mut items = Vec::new();
    for (at, words) in sheet.items.iter().enumerate() {
        let start = text.len();
        text.push_str(&words.join(" "));
        text.push('\n');
        items.push(Item {
            part: Part::Item,
            number: Some((at + 1).to_string()),
            title: None,
            spans: std::iter::once(start..text.len()).collect(),
            page: None,
            meeting: None,
            statements: Vec::new(),
            topics: Vec::new(),
        });
    }
    let council =
        |(name, layer): (&str, Layer)| fact(Council { name: name.to_owned(), id: None }, layer);
    let committee = |(name, layer): (&str, Layer)| {
        fact(
            Committee {
                name: name.to_owned(),
                function: None,
                themes: Vec::new(),
                flags: Vec::new(),
            },
            layer,
        )
    };
    Paper {
        origin: Origin { path: format!("paper-{number}.txt"), ..Origin::default() },
        address: None,
        kind: sheet.kind,
        title: None,
        council: sheet.council.map(council),
        committee: sheet.committee.map(committee),
        date: sheet.date.map(|(day, layer)| fact(day, layer)),
        decision_date: None,
        text,
        items,
        rubbish: Vec::new(),
        people: Vec::new(),
        topics: Vec::new(),
    }
}

/// Builds an index; with `apart`, a segment a paper; with `twice`, every third paper replaces
/// another of the same source.
fn library(sheets: &[Sheet], folder: &std::path::Path, apart: bool, twice: bool) -> Library {
    let mut writer = Writer::open(folder, 1).unwrap();
    let mut ledger = Ledger::default();
    for (number, sheet) in sheets.iter().enumerate() {
        let source = format!("/{number}");
        if twice && number % 3 == 0 {
            writer.put(&source, &paper(&sheets[0], number)).unwrap();
            if apart {
                writer.commit(ledger.clone()).unwrap();
            }
        }
        let account = writer.put(&source, &paper(sheet, number)).unwrap();
        let entry = Entry {
            source: source.clone(),
            path: source.clone(),
            shown: source.clone(),
            digest: String::new(),
            paper: Some(account),
            problems: Vec::new(),
        };
        ledger.entries.insert(source, entry);
        if apart {
            writer.commit(ledger.clone()).unwrap();
        }
    }
    writer.commit(ledger).unwrap();
    writer.close().unwrap();
    Library::open(folder).unwrap()
}

/// One item, as the scan sees it.
struct Line<'a> {
    sheet: &'a Sheet,
    words: &'a [&'static str],
}

fn stands(words: &[&str], pattern: &Pattern) -> Vec<(usize, usize)> {
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
fn counts(layer: Layer, only: &[Layer]) -> bool {
    only.is_empty() || only.contains(&layer)
}

fn fits(line: &Line<'_>, query: &Query, only: &[Layer]) -> bool {
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

fn lines(sheets: &[Sheet]) -> Vec<Line<'_>> {
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
fn answerable(query: &Query, sheets: &[Sheet]) -> bool {
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

proptest! {
    #![proptest_config(ProptestConfig { cases: 48, ..ProptestConfig::default() })]

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
