//! A comparison is the mentions cut twice: its cells are those that a plain scan counts, and its
//! sums are what `mentions` says.

use std::collections::BTreeMap;

use minutebook::query::Field;
use minutebook::query::Query;
use minutebook::search::Cell;
use minutebook::search::CompareOptions;
use minutebook::search::Comparison;
use minutebook::search::Library;
use minutebook::search::MentionOptions;
use minutebook::search::Mentions;
use minutebook::search::Period;
use minutebook::search::Searched;
use minutebook::search::SeriesSort;
use minutebook::search::Totals;
use proptest::collection::vec;
use proptest::prelude::*;
use proptest::sample::select;

use super::generated::Sheet;
use super::generated::layer;
use super::generated::library;
use super::generated::query;
use super::generated::sheet;
use super::scan::scan;
use super::scan::value;
use super::search::answerable;
use super::search::fits;
use super::search::lines;

/// The cells that a scan of the papers counts.
fn scanned(
    sheets: &[Sheet],
    query: &Query,
    options: &CompareOptions,
) -> BTreeMap<(String, String), Cell> {
    let mut cells: BTreeMap<(String, String), Cell> = BTreeMap::new();
    for sheet in sheets {
        let mut of_paper: BTreeMap<(String, String), Cell> = BTreeMap::new();
        for line in lines(std::slice::from_ref(sheet)) {
            if !fits(&line, &query.narrowing(), &options.only) {
                continue;
            }
            let named = |field: &str| value(&line, field, &options.only);
            let cell =
                of_paper.entry((named(&options.by), named(options.over.field()))).or_default();
            cell.searched.items += 1;
            cell.searched.words += line.words.len() as u64;
            cell.searched.papers = 1;
            let spots = match fits(&line, query, &options.only) {
                true => scan(line.words, query).len() as u64,
                false => 0,
            };
            cell.found.occurrences += spots;
            cell.found.items += u64::from(spots > 0);
            cell.found.papers |= u64::from(spots > 0);
        }
        for (key, cell) in of_paper {
            let sum = sum([*cells.entry(key.clone()).or_default(), cell]);
            cells.insert(key, sum);
        }
    }
    cells
}

fn sum(cells: impl IntoIterator<Item = Cell>) -> Cell {
    cells.into_iter().fold(Cell::default(), |a, b| Cell {
        found: Totals {
            occurrences: a.found.occurrences + b.found.occurrences,
            items: a.found.items + b.found.items,
            papers: a.found.papers + b.found.papers,
        },
        searched: Searched {
            papers: a.searched.papers + b.searched.papers,
            items: a.searched.items + b.searched.items,
            words: a.searched.words + b.searched.words,
        },
    })
}

/// The cells of a comparison, blanks left out.
fn cells(comparison: &Comparison) -> BTreeMap<(String, String), Cell> {
    let mut cells = BTreeMap::new();
    for row in &comparison.rows {
        assert_eq!(row.cells.len(), comparison.columns.len());
        for (column, cell) in comparison.columns.iter().zip(&row.cells) {
            let key = (row.total.value.clone(), column.value.clone());
            cells.extend(cell.map(|cell| (key, cell)));
        }
    }
    cells
}

/// Compares the sums of a comparison with what `mentions` says, and with those of its cells. A
/// generated paper has one value of each field, so that nothing overlaps.
fn check_sums(comparison: &Comparison, mentions: &Mentions) {
    let all = Cell { found: comparison.totals, searched: comparison.searched };
    assert_eq!((mentions.totals, mentions.searched), (all.found, Some(all.searched)));
    assert_eq!((&mentions.forms, mentions.as_printed), (&comparison.forms, comparison.as_printed));
    assert!(!comparison.items_overlap() && !comparison.papers_overlap());
    let rows: Vec<_> = comparison.rows.iter().map(|row| row.total.clone()).collect();
    assert_eq!(mentions.by[0].groups, rows);
    assert_eq!(mentions.by[1].groups, comparison.columns);
    for row in &comparison.rows {
        let cells = sum(row.cells.iter().copied().flatten());
        assert_eq!((cells.found, cells.searched), (row.total.found, row.total.searched));
    }
    for (at, column) in comparison.columns.iter().enumerate() {
        let cells = sum(comparison.rows.iter().filter_map(|row| row.cells[at]));
        assert_eq!((cells.found, cells.searched), (column.found, column.searched));
    }
    assert_eq!(sum(cells(comparison).into_values()), all);
}

fn mentions(library: &Library, query: &Query, options: &CompareOptions) -> Mentions {
    let by = vec![options.by.clone(), options.over.field().to_owned()];
    let CompareOptions { exact, cased, distinct, only, .. } = options.clone();
    let options = MentionOptions { by, exact, cased, distinct, only, ..MentionOptions::default() };
    library.mentions(query, &options).unwrap().0
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 32, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn cells_are_those_that_a_scan_counts_and_add_up_to_the_mentions(
        sheets in vec(sheet(), 1..10),
        queries in vec(query(), 1..6),
        by in select(vec!["council", "committee", "kind"]),
        over in select(vec![Period::Year, Period::Month]),
        only in prop_oneof![3 => Just(Vec::new()), 1 => vec(layer(), 1..3)],
        apart in any::<bool>(),
        exact in any::<bool>(),
    ) {
        let folder = tempfile::tempdir().unwrap();
        let library = library(&sheets, folder.path(), apart, true);
        let with_words = |query: &&Query| !query.without(Field::Only).patterns().is_empty();
        for typed in queries.iter().filter(|it| answerable(it, &sheets)).filter(with_words) {
            let by = by.to_owned();
            let options = CompareOptions { by, over, exact, only: only.clone(), ..CompareOptions::default() };
            let query = if exact { typed.exact() } else { typed.clone() };
            let comparison = library.compare(typed, &options).unwrap();
            prop_assert_eq!(cells(&comparison), scanned(&sheets, &query, &options), "{}", query);
            check_sums(&comparison, &mentions(&library, typed, &options));

            let options = CompareOptions { distinct: true, ..options };
            let comparison = library.compare(typed, &options).unwrap();
            let mentions = mentions(&library, typed, &options);
            prop_assert_eq!(comparison.totals, mentions.totals);
            prop_assert_eq!(comparison.as_printed, mentions.as_printed);
            prop_assert!(cells(&comparison).values().all(|cell| cell.searched.items > 0));
        }
    }

    #[test]
    fn an_order_changes_no_row_and_a_limit_hides_some(
        sheets in vec(sheet(), 1..10),
        query in query(),
        limit in 1..4_usize,
    ) {
        prop_assume!(answerable(&query, &sheets) && !query.without(Field::Only).patterns().is_empty());
        let folder = tempfile::tempdir().unwrap();
        let library = library(&sheets, folder.path(), true, false);
        let all = CompareOptions { by: "council".to_owned(), ..CompareOptions::default() };
        let expected = library.compare(&query, &all).unwrap();
        for sort in [SeriesSort::Total, SeriesSort::Rate, SeriesSort::Name] {
            let options = CompareOptions { sort, limit, ..all.clone() };
            let sorted = library.compare(&query, &options).unwrap();
            prop_assert_eq!(cells(&sorted), cells(&expected));
            prop_assert_eq!(sorted.shown().len(), limit.min(expected.rows.len()));
            let unknown = sorted.rows.iter().position(|row| row.total.value == "(unknown)");
            prop_assert!(unknown.is_none_or(|at| at + 1 == sorted.rows.len()));
        }
    }
}
