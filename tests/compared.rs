//! Comparisons over the real papers: they add up to the mentions, and what was searched is what
//! the coverage says.
//!
//! Where the folder is absent, the test says so and is passed over.

use std::collections::BTreeMap;

use minutebook::query::Query;
use minutebook::search::CompareOptions;
use minutebook::search::MentionOptions;
use minutebook::search::Period;

use crate::real::built;
use crate::real::shared;

#[test]
fn sums_are_those_of_the_mentions_and_denominators_those_of_the_coverage() {
    let Some(papers) = shared("papers") else { return };
    let index = tempfile::tempdir().unwrap();
    let (library, _) = built(&papers, index.path());
    let holdings = library.holdings().unwrap();
    let held: BTreeMap<&str, BTreeMap<&str, u64>> = holdings
        .by
        .iter()
        .map(|(field, values)| {
            (field.as_str(), values.iter().map(|(value, n)| (value.as_str(), *n)).collect())
        })
        .collect();
    for (typed, by, over) in [
        ("council", "council", Period::Year),
        ("road OR footpath", "kind", Period::Month),
        ("\"parish council\"", "topic", Period::Year),
        ("plan* NEAR/5 applic*", "officer", Period::Year),
    ] {
        let query: Query = typed.parse().unwrap();
        let options = CompareOptions { by: by.to_owned(), over, ..CompareOptions::default() };
        let comparison = library.compare(&query, &options).unwrap();
        let by_both = vec![by.to_owned(), over.field().to_owned()];
        let options = MentionOptions { by: by_both, limit: 1, ..MentionOptions::default() };
        let (mentions, _) = library.mentions(&query, &options).unwrap();
        assert!(mentions.totals.occurrences > 0, "{typed}");
        assert_eq!(comparison.totals, mentions.totals, "{typed}");
        assert_eq!(Some(comparison.searched), mentions.searched, "{typed}");
        let rows: Vec<_> = comparison.rows.iter().map(|row| row.total.clone()).collect();
        assert_eq!(rows, mentions.by[0].groups, "{typed}");
        assert_eq!(comparison.columns, mentions.by[1].groups, "{typed}");

        let overlap = matches!(by, "topic" | "officer");
        assert_eq!(comparison.items_overlap(), overlap, "{typed}");
        for row in &comparison.rows {
            let cells = || row.cells.iter().flatten();
            let total = &row.total;
            let sum: u64 = cells().map(|cell| cell.found.occurrences).sum();
            assert_eq!(sum, total.found.occurrences, "{typed}: {}", total.value);
            let sum: u64 = cells().map(|cell| cell.searched.words).sum();
            assert_eq!(sum, total.searched.words, "{typed}: {}", total.value);
        }
        if !overlap {
            let sum: u64 = rows.iter().map(|row| row.found.occurrences).sum();
            assert_eq!(sum, mentions.totals.occurrences, "{typed}");
            let searched = rows.iter().map(|row| (row.value.as_str(), row.searched.papers));
            assert_eq!(searched.collect::<BTreeMap<_, _>>(), held[by], "{typed}");
        }
        if over == Period::Year {
            let searched = comparison.columns.iter();
            let searched = searched.map(|it| (it.value.as_str(), it.searched.papers));
            assert_eq!(searched.collect::<BTreeMap<_, _>>(), held["year"], "{typed}");
        }
        let coverage = holdings.coverage;
        let searched = comparison.searched;
        assert_eq!((searched.papers, searched.items), (coverage.papers, coverage.items), "{typed}");
    }
}
