//! The mentions of any query are those that a plain scan of the papers finds, in number and in
//! place, however the index came about.

use std::collections::BTreeSet;

use minutebook::index::Ledger;
use minutebook::index::Writer;
use minutebook::paper::Layer;
use minutebook::paper::PaperKind;
use minutebook::query::Query;
use minutebook::search::Library;
use minutebook::search::Mention;
use minutebook::search::MentionOptions;
use minutebook::search::MentionSort;
use minutebook::search::Mentions;
use minutebook::search::Surroundings;
use minutebook::search::Totals;
use proptest::collection::vec;
use proptest::prelude::*;
use proptest::sample::select;

use super::generated::Sheet;
use super::generated::entry;
use super::generated::layer;
use super::generated::library;
use super::generated::paper;
use super::generated::query;
use super::generated::sheet;
use super::scan::FIELDS;
use super::scan::Spot;
use super::scan::check_tables;
use super::scan::scanned;
use super::search::answerable;

fn spot(mention: &Mention) -> Spot {
    let number = mention.about.path.trim_start_matches("paper-").trim_end_matches(".txt");
    let item: usize = mention.about.item_number.as_ref().unwrap().parse().unwrap();
    (number.parse().unwrap(), item - 1, mention.start, mention.end)
}

fn asked(library: &Library, query: &Query, options: &MentionOptions) -> (Mentions, Vec<Mention>) {
    let (mentions, rows) = library.mentions(query, options).unwrap();
    (mentions, rows.map(|row| row.unwrap()).collect())
}

/// Compares a row with the text of its item.
fn check_row(row: &Mention, sheets: &[Sheet]) {
    let (paper, item, start, end) = spot(row);
    let text = sheets[paper].items[item].join(" ");
    let (start, end) = (start as usize, end as usize);
    assert_eq!(text[start..end], row.text);
    let passage = format!("{}{}{}", row.before, row.text, row.after);
    assert!(text.contains(&passage), "`{passage}` in `{text}`");
    assert_eq!(row.paragraph, 1);
    let chars: Vec<char> = row.text.chars().collect();
    let marked: Vec<String> =
        row.marks.iter().map(|(from, to)| chars[*from..*to].iter().collect()).collect();
    assert_eq!(marked.join(" … "), row.form);
}

fn options(sort: MentionSort, only: &[Layer]) -> MentionOptions {
    let by = FIELDS.map(str::to_owned).to_vec();
    MentionOptions { sort, only: only.to_vec(), by, ..MentionOptions::default() }
}

/// Whether a query has a word whose mentions can be listed.
fn with_words(query: &Query) -> bool {
    !query.without(minutebook::query::Field::Only).patterns().is_empty()
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 48, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn mentions_are_those_that_a_scan_finds(
        sheets in vec(sheet(), 1..10),
        queries in vec(query(), 1..8),
        only in prop_oneof![3 => Just(Vec::new()), 1 => vec(layer(), 1..3)],
        apart in any::<bool>(),
        exact in any::<bool>(),
    ) {
        let folder = tempfile::tempdir().unwrap();
        let library = library(&sheets, folder.path(), apart, true);
        for typed in queries.iter().filter(|it| answerable(it, &sheets) && with_words(it)) {
            let options = MentionOptions { exact, ..options(MentionSort::Paper, &only) };
            let query = if exact { typed.exact() } else { typed.clone() };
            let (mentions, rows) = asked(&library, typed, &options);
            let expected = scanned(&sheets, &query, &only);
            let spots: BTreeSet<Spot> =
                expected.iter().flat_map(|held| &held.spots).copied().collect();
            let found: BTreeSet<Spot> = rows.iter().map(spot).collect();
            prop_assert_eq!(found.len(), rows.len(), "no mention comes twice");
            prop_assert_eq!(&found, &spots, "{}", query);
            let papers: BTreeSet<usize> = spots.iter().map(|spot| spot.0).collect();
            let totals = Totals {
                occurrences: spots.len() as u64,
                items: expected.len() as u64,
                papers: papers.len() as u64,
            };
            prop_assert_eq!(mentions.totals, totals);
            let forms: u64 = mentions.forms.iter().map(|form| form.1).sum();
            prop_assert_eq!(forms, totals.occurrences);
            for row in &rows {
                check_row(row, &sheets);
            }
            check_tables(&mentions, &sheets, &query, &only);
        }
    }

    #[test]
    fn an_order_changes_no_mention_and_a_limit_cuts_its_end(
        sheets in vec(sheet(), 1..8),
        query in query(),
        limit in 1..6_usize,
        context in prop_oneof![(0..4_u32).prop_map(Surroundings::Words), Just(Surroundings::Sentence)],
    ) {
        prop_assume!(answerable(&query, &sheets) && with_words(&query));
        let folder = tempfile::tempdir().unwrap();
        let library = library(&sheets, folder.path(), true, true);
        let (_, shelf) = asked(&library, &query, &options(MentionSort::Paper, &[]));
        let spots: BTreeSet<Spot> = shelf.iter().map(spot).collect();
        for sort in [
            MentionSort::Paper,
            MentionSort::Date,
            MentionSort::DateDescending,
            MentionSort::Council,
            MentionSort::Left,
            MentionSort::Right,
        ] {
            let all = MentionOptions { context, ..options(sort, &[]) };
            let (mentions, rows) = asked(&library, &query, &all);
            prop_assert_eq!(rows.iter().map(spot).collect::<BTreeSet<Spot>>(), spots.clone());
            let (_, some) = asked(&library, &query, &MentionOptions { limit, ..all });
            prop_assert_eq!(&some[..], &rows[..limit.min(rows.len())]);
            prop_assert_eq!(mentions.shown as usize, rows.len());
            let keys: Vec<_> = rows.iter().map(|row| key(row, sort, &sheets)).collect();
            prop_assert!(keys.is_sorted(), "{:?}: {:?}", sort, keys);
        }
    }

    #[test]
    fn capitals_count_where_they_are_asked_for(
        items in vec(vec(select(vec!["MASH", "Mash", "mash", "hub", "Hub"]), 0..8), 1..6),
        typed in select(vec![
            "MASH", "mash", "Mash hub", "\"MASH Hub\"", "MASH -Hub", "MA*", "Mash NEAR/2 hub",
            "hub OR Mash", "Hub ONTO/1 mash",
        ]),
    ) {
        let sheet = Sheet { council: None, committee: None, date: None, kind: PaperKind::Minutes, items };
        let sheets = [sheet];
        let folder = tempfile::tempdir().unwrap();
        let library = library(&sheets, folder.path(), false, false);
        let query: Query = typed.parse().unwrap();
        let options = MentionOptions { cased: true, ..options(MentionSort::Paper, &[]) };
        let (mentions, rows) = asked(&library, &query, &options);
        // The scan compares words as they are: with their capitals.
        let expected = scanned(&sheets, &query.exact(), &[]);
        let expected: BTreeSet<Spot> = expected.into_iter().flat_map(|held| held.spots).collect();
        prop_assert_eq!(rows.iter().map(spot).collect::<BTreeSet<Spot>>(), expected);
        check_tables(&mentions, &sheets, &query.exact(), &[]);
    }
}

proptest! {
    // A case commits many times, which a disk takes its time for.
    #![proptest_config(ProptestConfig { cases: 8, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn the_same_papers_give_the_same_mentions_whatever_came_before(
        sheets in vec(sheet(), 3..21),
        others in vec(sheet(), 1..6),
        query in query(),
    ) {
        prop_assume!(answerable(&query, &sheets) && with_words(&query));
        let plain = tempfile::tempdir().unwrap();
        let expected = answer(&library(&sheets, plain.path(), false, false), &query);

        let folder = tempfile::tempdir().unwrap();
        let mut writer = Writer::open(folder.path(), &crate::support::setup(1)).unwrap();
        let mut ledger = Ledger::default();
        // Each paper in a segment of its own; some take the place of others, some go again.
        for (number, sheet) in others.iter().enumerate() {
            writer.put(&format!("/{number}"), &paper(sheet, number)).unwrap();
            writer.put(&format!("/gone/{number}"), &paper(sheet, 100 + number)).unwrap();
            writer.commit(ledger.clone()).unwrap();
        }
        for number in sheets.len()..others.len() {
            writer.remove(&format!("/{number}"));
        }
        for (number, sheet) in sheets.iter().enumerate() {
            let source = format!("/{number}");
            let account = writer.put(&source, &paper(sheet, number)).unwrap();
            ledger.entries.insert(source.clone(), entry(&source, account));
            writer.commit(ledger.clone()).unwrap();
        }
        for number in 0..others.len() {
            writer.remove(&format!("/gone/{number}"));
        }
        writer.commit(ledger).unwrap();
        prop_assert_eq!(&answer(&Library::open(folder.path()).unwrap(), &query), &expected);
        writer.close().unwrap();
        prop_assert_eq!(&answer(&Library::open(folder.path()).unwrap(), &query), &expected);
    }
}

/// All that is told of a query, but for the index it is told from.
fn answer(library: &Library, query: &Query) -> impl PartialEq + std::fmt::Debug + use<> {
    let (mentions, rows) = asked(library, query, &options(MentionSort::Date, &[]));
    (mentions.totals, mentions.forms, mentions.by, mentions.searched, rows)
}

/// What rows are ordered by: smaller comes first.
fn key(row: &Mention, sort: MentionSort, sheets: &[Sheet]) -> (bool, String) {
    let day = row.about.date.map(|(day, _)| day);
    match sort {
        MentionSort::Paper => (false, row.id.rsplit_once('/').unwrap().0.to_owned()),
        MentionSort::Date => (day.is_none(), day.map(|day| day.to_string()).unwrap_or_default()),
        MentionSort::DateDescending => {
            let years = day.map(|day| 9999 - i32::from(day.year()));
            (day.is_none(), years.map(|years| years.to_string()).unwrap_or_default())
        }
        MentionSort::Council => {
            let council = row.about.council.as_ref().map(|(name, _)| name.clone());
            (council.is_none(), council.unwrap_or_default())
        }
        MentionSort::Left | MentionSort::Right => {
            let (paper, item, start, end) = spot(row);
            let text = sheets[paper].items[item].join(" ");
            let words: Vec<&str> = if sort == MentionSort::Left {
                text[..start as usize].split_whitespace().rev().take(5).collect()
            } else {
                text[end as usize..].split_whitespace().take(5).collect()
            };
            (false, words.join(" "))
        }
    }
}
