//! Generates papers and queries, and indexes of them.
//!
//! Knows how papers and queries are made up; what they should find is for the laws to say.

use jiff::civil::Date;
use std::sync::Arc;

use minutebook::index::Entry;
use minutebook::index::Ledger;
use minutebook::index::PaperAccount;
use minutebook::index::Writer;
use minutebook::paper::Committee;
use minutebook::paper::Council;
use minutebook::paper::Fact;
use minutebook::paper::Item;
use minutebook::paper::Layer;
use minutebook::paper::Origin;
use minutebook::paper::Pages;
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
use proptest::collection::vec;
use proptest::option;
use proptest::prelude::*;
use proptest::sample::select;

/// The words of the papers, each with its base: words of one base are forms of one word.
pub(crate) const WORDS: [(&str, &str); 10] = [
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
pub(crate) const COUNCILS: [&str; 3] =
    ["Alder County Council", "Birch Borough Council", "Alder Parish Council"];
pub(crate) const COMMITTEES: [&str; 2] = ["Cabinet", "Planning Committee"];
pub(crate) const KINDS: [PaperKind; 3] = [PaperKind::Minutes, PaperKind::Report, PaperKind::Agenda];
pub(crate) const DAYS: [Date; 4] = [
    Date::constant(2016, 2, 29),
    Date::constant(2017, 1, 18),
    Date::constant(2017, 12, 31),
    Date::constant(2019, 6, 1),
];

/// A generated paper.
#[derive(Debug, Clone)]
pub(crate) struct Sheet {
    pub(crate) council: Option<(&'static str, Layer)>,
    pub(crate) committee: Option<(&'static str, Layer)>,
    pub(crate) date: Option<(Date, Layer)>,
    pub(crate) kind: PaperKind,
    pub(crate) items: Vec<Vec<&'static str>>,
}

pub(crate) fn layer() -> impl Strategy<Value = Layer> {
    select(Layer::ALL.to_vec())
}

pub(crate) fn sheet() -> impl Strategy<Value = Sheet> {
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

pub(crate) fn query() -> impl Strategy<Value = Query> {
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

pub(crate) fn paper(sheet: &Sheet, number: usize) -> Paper {
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
                also: Vec::new(),
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
        pages: Pages::default(),
        items,
        rubbish: Vec::new(),
        people: Vec::new(),
        topics: Vec::new(),
        dates: Vec::new(),
    }
}

/// The account of the file of a paper.
pub(crate) fn entry(source: &str, account: PaperAccount) -> Arc<Entry> {
    Arc::new(Entry {
        source: source.to_owned(),
        path: source.to_owned(),
        shown: source.to_owned(),
        paper: Some(account),
        ..Entry::default()
    })
}

/// Builds an index; with `apart`, a segment a paper; with `twice`, every third paper replaces
/// another of the same source.
pub(crate) fn library(
    sheets: &[Sheet],
    folder: &std::path::Path,
    apart: bool,
    twice: bool,
) -> Library {
    let mut writer = Writer::open(folder, &crate::support::setup(1)).unwrap();
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
        ledger.entries.insert(source.clone(), entry(&source, account));
        if apart {
            writer.commit(ledger.clone()).unwrap();
        }
    }
    writer.commit(ledger).unwrap();
    writer.close().unwrap();
    Library::open(folder).unwrap()
}
