//! The statements of any query are those that a plain evaluation over the papers finds; rows are
//! grouped within a council only, and their text is that of the paper.

use std::collections::BTreeSet;
use std::ops::Range;

use minutebook::index::Ledger;
use minutebook::index::Writer;
use minutebook::paper::Layer;
use minutebook::paper::Level;
use minutebook::paper::Maker;
use minutebook::paper::Paper;
use minutebook::paper::Statement;
use minutebook::paper::StatementKind;
use minutebook::query::Field;
use minutebook::query::Filter;
use minutebook::query::Query;
use minutebook::query::Value;
use minutebook::search::CouncilSummary;
use minutebook::search::Library;
use minutebook::search::Said;
use minutebook::search::StatementOptions;
use minutebook::search::StatementRow;
use minutebook::search::StatementSort;
use minutebook::search::Statements;
use proptest::collection::vec;
use proptest::option;
use proptest::prelude::*;
use proptest::sample::Index;
use proptest::sample::select;

use super::generated::Sheet;
use super::generated::entry;
use super::generated::layer;
use super::generated::paper;
use super::generated::query;
use super::generated::sheet;
use super::search::Line;
use super::search::answerable;
use super::search::counts;
use super::search::fits;
use super::search::stands;

const MAKERS: [&str; 3] = ["Ofsted", "Care Quality Commission", "The Cabinet"];
const KINDS: [StatementKind; 3] =
    [StatementKind::Recommendation, StatementKind::Resolution, StatementKind::Action];

/// A generated statement: of an item, the words from one to another.
#[derive(Debug, Clone)]
struct Stated {
    item: Index,
    ends: [Index; 2],
    lead_in: Option<[Index; 2]>,
    kind: StatementKind,
    also: Option<StatementKind>,
    level: Level,
    maker: Option<&'static str>,
    claimed: Option<u32>,
}

/// A paper with statements.
type Stating = (Sheet, Vec<Stated>);

fn stated() -> impl Strategy<Value = Stated> {
    let ends = || [any::<Index>(), any::<Index>()];
    (
        any::<Index>(),
        ends(),
        option::of(ends()),
        (select(KINDS.to_vec()), option::of(select(KINDS.to_vec()))),
        select(Level::ALL.to_vec()),
        option::of(select(MAKERS.to_vec())),
        option::of(1..3_u32),
    )
        .prop_map(|(item, ends, lead_in, (kind, also), level, maker, claimed)| Stated {
            item,
            ends,
            lead_in,
            kind,
            also,
            level,
            maker,
            claimed,
        })
}

fn stating() -> impl Strategy<Value = Stating> {
    // There is nothing to state where there are no words.
    (sheet(), vec(stated(), 0..5)).prop_map(|(sheet, all)| {
        let words = |it: &Stated| !sheet.items[it.item.index(sheet.items.len())].is_empty();
        let all = all.into_iter().filter(words).collect();
        (sheet, all)
    })
}

/// The words of an item from one end to another: one at least, of an item that has one.
fn words(ends: &[Index; 2], sheet: &Sheet, item: usize) -> Range<usize> {
    let count = sheet.items[item].len();
    let (a, b) = (ends[0].index(count), ends[1].index(count));
    a.min(b)..a.max(b) + 1
}

/// Where some words stand in the text of their paper.
fn bytes(words: &Range<usize>, sheet: &Sheet, paper: &Paper, item: usize) -> Range<usize> {
    let before = |count: usize| -> usize {
        sheet.items[item][..count].iter().map(|word| word.len() + 1).sum()
    };
    let start = paper.items[item].spans[0].start;
    // The gap behind the last word is none of theirs.
    start + before(words.start)..start + before(words.end) - 1
}

fn made((sheet, all): &Stating, number: usize) -> Paper {
    let mut paper = paper(sheet, number);
    for stated in all {
        let item = stated.item.index(sheet.items.len());
        let at = |ends: &[Index; 2]| bytes(&words(ends, sheet, item), sheet, &paper, item);
        let outside = |name| match name {
            "Ofsted" => Some("ofsted".to_owned()),
            "Care Quality Commission" => Some("cqc".to_owned()),
            _ => None,
        };
        let statement = Statement {
            also: stated.also,
            level: stated.level,
            lead_in: stated.lead_in.as_ref().map(at),
            maker: stated.maker.map(|name| Maker { name: name.to_owned(), outside: outside(name) }),
            claimed: stated.claimed,
            ..Statement::new(stated.kind, at(&stated.ends))
        };
        paper.items[item].statements.push(statement);
    }
    paper
}

fn library(papers: &[Stating], folder: &std::path::Path, apart: bool) -> Library {
    let mut writer = Writer::open(folder, &crate::support::setup(1)).unwrap();
    let mut ledger = Ledger::default();
    for (number, stating) in papers.iter().enumerate() {
        let source = format!("/{number}");
        let account = writer.put(&source, &made(stating, number)).unwrap();
        ledger.entries.insert(source.clone(), entry(&source, account));
        if apart {
            writer.commit(ledger.clone()).unwrap();
        }
    }
    writer.commit(ledger).unwrap();
    writer.close().unwrap();
    Library::open(folder).unwrap()
}

/// Evaluates a query over the words of a statement, those that open its list, and its paper.
fn holds(query: &Query, stated: &Stated, sheet: &Sheet, only: &[Layer]) -> bool {
    let item = stated.item.index(sheet.items.len());
    match query {
        Query::And(parts) => parts.iter().all(|part| holds(part, stated, sheet, only)),
        Query::Or(parts) => parts.iter().any(|part| holds(part, stated, sheet, only)),
        Query::Not(inner) => !holds(inner, stated, sheet, only),
        Query::Match(pattern) => std::iter::once(&stated.ends)
            .chain(&stated.lead_in)
            .any(|ends| !stands(&sheet.items[item][words(ends, sheet, item)], pattern).is_empty()),
        Query::Filter(Filter { field: Field::Is, values }) => values.iter().any(|value| {
            let does = |kind: StatementKind| *value == Value::Text(kind.to_string());
            *value == Value::Any || does(stated.kind) || stated.also.is_some_and(does)
        }),
        Query::Filter(Filter { field: Field::By, values }) => {
            values.iter().any(|value| match (value, stated.maker) {
                (Value::Any, maker) => maker.is_some(),
                (Value::Text(typed), Some("Ofsted")) => typed == "ofsted",
                (Value::Text(typed), Some("Care Quality Commission")) => typed == "cqc",
                _ => false,
            })
        }
        other => fits(&Line { sheet, words: &sheet.items[item] }, other, only),
    }
}

/// Queries that ask for statements too.
fn asking() -> impl Strategy<Value = Query> {
    let text = |field, word: &str| (field, Value::Text(word.to_owned()));
    let values = vec![
        text(Field::Is, "recommendation"),
        text(Field::Is, "action"),
        text(Field::Is, "vote"),
        text(Field::By, "ofsted"),
        text(Field::By, "cqc"),
        text(Field::By, "estyn"),
        (Field::By, Value::Any),
        (Field::Is, Value::Any),
    ];
    let filter = select(values)
        .prop_map(|(field, value)| Query::Filter(Filter { field, values: vec![value] }));
    (query(), option::of((filter, any::<bool>(), any::<bool>()))).prop_map(|(query, filter)| {
        let Some((filter, not, or)) = filter else { return query };
        let filter = if not { filter.negated() } else { filter };
        if or { Query::any_of([query, filter]) } else { Query::all_of([query, filter]) }
    })
}

/// Where a statement stands: (paper, its item, its number there), as answers give it.
fn spot(said: &Said) -> (usize, usize, usize) {
    let paper = said.about.path.trim_start_matches("paper-").trim_end_matches(".txt");
    let item: usize = said.about.item_number.as_ref().unwrap().parse().unwrap();
    let (id, number) = said.id.split_once('#').unwrap();
    assert_eq!(id, said.item);
    (paper.parse().unwrap(), item - 1, number.parse().unwrap())
}

/// All statements with where they stand.
fn all(papers: &[Stating]) -> Vec<((usize, usize, usize), &Sheet, &Stated)> {
    let mut all = Vec::new();
    for (number, (sheet, stated)) in papers.iter().enumerate() {
        let mut counts = vec![0; sheet.items.len()];
        for one in stated {
            let item = one.item.index(sheet.items.len());
            counts[item] += 1;
            all.push(((number, item, counts[item]), sheet, one));
        }
    }
    all
}

fn asked(
    library: &Library,
    query: &Query,
    options: &StatementOptions,
) -> (Statements, Vec<StatementRow>) {
    let (found, rows) = library.statements(query, options).unwrap();
    (found, rows.map(|row| row.unwrap()).collect())
}

fn askable(query: &Query, papers: &[Stating]) -> bool {
    let sheets: Vec<Sheet> = papers.iter().map(|(sheet, _)| sheet.clone()).collect();
    answerable(query, &sheets)
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 40, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn statements_are_those_that_a_plain_evaluation_finds(
        papers in vec(stating(), 1..8),
        queries in vec(asking(), 1..8),
        only in prop_oneof![3 => Just(Vec::new()), 1 => vec(layer(), 1..3)],
        apart in any::<bool>(),
        kinds in prop_oneof![Just(Vec::new()), vec(select(KINDS.to_vec()), 1..3)],
    ) {
        let folder = tempfile::tempdir().unwrap();
        let library = library(&papers, folder.path(), apart);
        for query in queries.iter().filter(|query| askable(query, &papers)) {
            let options =
                StatementOptions { kinds: kinds.clone(), only: only.clone(), ..StatementOptions::default() };
            let (found, rows) = asked(&library, query, &options);
            let does = |it: &Stated| {
                kinds.is_empty() || kinds.contains(&it.kind) || it.also.is_some_and(|also| kinds.contains(&also))
            };
            let expected: BTreeSet<_> = all(&papers)
                .into_iter()
                .filter(|(_, sheet, it)| does(it) && holds(query, it, sheet, &only))
                .map(|(spot, ..)| spot)
                .collect();
            let spots: BTreeSet<_> = rows.iter().map(|row| spot(&row.first)).collect();
            prop_assert_eq!(&spots, &expected, "{}", query);
            prop_assert_eq!(spots.len(), rows.len(), "no statement comes twice");
            prop_assert_eq!(found.total as usize, rows.len());
            prop_assert_eq!(found.occurrences, found.total);
            let levels = found.levels;
            prop_assert_eq!(levels.item + levels.claim + levels.mention, found.total);
            for row in &rows {
                prop_assert!(row.later.is_empty());
                let (number, item, _) = spot(&row.first);
                let paper = made(&papers[number], number);
                let text = paper.text_of(&paper.items[item]);
                let quoted = &row.first.quoted;
                prop_assert_eq!(&text[quoted.statement.span.clone()], &quoted.text);
                let lead_in = quoted.statement.lead_in.clone().map(|lead_in| text[lead_in].to_owned());
                prop_assert_eq!(&lead_in, &quoted.lead_in);
            }
            let (_, some) = asked(&library, query, &StatementOptions { limit: 2, ..options });
            prop_assert_eq!(&some[..], &rows[..rows.len().min(2)]);
        }
    }

    #[test]
    fn rows_are_what_one_maker_says_to_one_council_in_the_same_words(
        papers in vec(stating(), 1..10),
        only in prop_oneof![3 => Just(Vec::new()), 1 => vec(layer(), 1..3)],
        apart in any::<bool>(),
        by_date in any::<bool>(),
    ) {
        let folder = tempfile::tempdir().unwrap();
        let library = library(&papers, folder.path(), apart);
        let options = StatementOptions {
            grouped: true,
            only: only.clone(),
            sort: if by_date { StatementSort::Date } else { StatementSort::Level },
            ..StatementOptions::default()
        };
        let (found, rows) = asked(&library, &Query::All, &options);
        let everything = all(&papers);
        // What makes two statements one row, as the papers have it.
        let key = |at: (usize, usize, usize)| {
            let (_, sheet, it) = everything.iter().find(|(spot, ..)| *spot == at).unwrap();
            let council = sheet.council.filter(|(_, layer)| counts(*layer, &only)).map(|(name, _)| name);
            let item = it.item.index(sheet.items.len());
            let said = sheet.items[item][words(&it.ends, sheet, item)].join(" ");
            let paper = council.is_none().then_some(at.0);
            (council, paper, it.maker, it.kind, it.level, it.claimed, said)
        };
        let mut met = BTreeSet::new();
        let mut keys = BTreeSet::new();
        for row in &rows {
            let own = key(spot(&row.first));
            for said in row.occurrences() {
                prop_assert_eq!(&key(spot(said)), &own);
                prop_assert!(met.insert(spot(said)), "no statement comes twice");
            }
            let days: Vec<_> = row
                .occurrences()
                .map(|said| (said.about.date.is_none(), said.about.date.map(|(day, _)| day)))
                .collect();
            prop_assert!(days.is_sorted());
            prop_assert!(keys.insert(own), "no row comes twice");
            prop_assert_eq!(row.held.is_some(), row.first.quoted.statement.level == Level::Claim);
        }
        prop_assert_eq!(met.len(), everything.len());
        prop_assert_eq!(found.occurrences as usize, everything.len());
        prop_assert_eq!(found.total as usize, rows.len());
        let (found, _) = asked(&library, &"by:ofsted".parse().unwrap(), &options);
        let councils = found.summary.unwrap().councils;
        let sum = |of: fn(&CouncilSummary) -> u64| councils.iter().map(of).sum::<u64>();
        prop_assert_eq!(sum(|it| it.held), found.levels.item);
        prop_assert_eq!(sum(|it| it.mentions), found.levels.mention);
        prop_assert_eq!(sum(|it| it.papers) as usize, papers.len());
        if !by_date {
            prop_assert!(rows.is_sorted_by_key(|row| row.first.quoted.statement.level));
        }
    }
}
