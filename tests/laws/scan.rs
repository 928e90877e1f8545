//! What a plain scan of generated papers finds of a query: every mention, and the tables of them.
//!
//! It shares no code with the index; words, forms and facts are those of the generated papers.

use std::collections::BTreeMap;
use std::collections::BTreeSet;

use jiff::civil::Date;
use minutebook::paper::Layer;
use minutebook::query::Near;
use minutebook::query::Pattern;
use minutebook::query::Query;
use minutebook::search::Mentions;
use minutebook::search::Searched;
use minutebook::search::Totals;
use minutebook::search::UNKNOWN;

use super::generated::Sheet;
use super::search::Line;
use super::search::counts;
use super::search::fits;
use super::search::lines;
use super::search::stands;

/// A mention as the scan knows it: paper, item, first byte, last byte.
pub(crate) type Spot = (usize, usize, u64, u64);

/// Where a pattern stands, in words. A NEAR stands once for each place of its first side that has
/// the other near: with the nearest, of two as near the one that follows.
fn places(words: &[&str], pattern: &Pattern) -> BTreeSet<(usize, usize)> {
    let Pattern::Near(Near { left, right, within, ordered }) = pattern else {
        return stands(words, pattern).into_iter().collect();
    };
    let side = |patterns: &[Pattern]| -> BTreeSet<(usize, usize)> {
        patterns.iter().flat_map(|pattern| places(words, pattern)).collect()
    };
    let mut found = BTreeSet::new();
    for a in side(left) {
        let mut nearest: Option<(usize, bool, (usize, usize))> = None;
        for b in side(right) {
            let apart = if b.0 >= a.1 {
                Some((b.0 - a.1 + 1, false, b))
            } else if a.0 >= b.1 && !ordered {
                Some((a.0 - b.1 + 1, true, b))
            } else {
                None
            };
            nearest = match (nearest, apart) {
                (Some(old), Some(new)) => Some(old.min(new)),
                (old, new) => old.or(new),
            };
        }
        if let Some((distance, _, b)) = nearest
            && distance <= *within as usize
        {
            found.insert((a.0.min(b.0), a.1.max(b.1)));
        }
    }
    found
}

/// The places of all patterns of a query in an item, in bytes.
pub(crate) fn scan(words: &[&str], query: &Query) -> BTreeSet<(u64, u64)> {
    let starts: Vec<usize> = words
        .iter()
        .scan(0, |at, word| {
            let start = *at;
            *at += word.len() + 1;
            Some(start)
        })
        .collect();
    let spots = query.patterns().into_iter().flat_map(|pattern| places(words, pattern));
    spots
        .map(|(from, to)| (starts[from] as u64, (starts[to - 1] + words[to - 1].len()) as u64))
        .collect()
}

/// An item that holds mentions.
pub(crate) struct Held {
    /// Never empty.
    pub(crate) spots: BTreeSet<Spot>,
}

/// All items with mentions by scan.
pub(crate) fn scanned(sheets: &[Sheet], query: &Query, only: &[Layer]) -> Vec<Held> {
    let mut found = Vec::new();
    for (paper, sheet) in sheets.iter().enumerate() {
        for (item, line) in lines(std::slice::from_ref(sheet)).into_iter().enumerate() {
            if fits(&line, query, only) {
                let spots = scan(line.words, query).into_iter();
                let spots: BTreeSet<Spot> =
                    spots.map(|(start, end)| (paper, item, start, end)).collect();
                found.extend((!spots.is_empty()).then_some(Held { spots }));
            }
        }
    }
    found
}

/// The value of a field of a line that counts.
pub(crate) fn value(line: &Line<'_>, field: &str, only: &[Layer]) -> String {
    let known = |fact: Option<(String, Layer)>| {
        let fact = fact.filter(|(_, layer)| counts(*layer, only));
        fact.map_or_else(|| UNKNOWN.to_owned(), |(value, _)| value)
    };
    match field {
        "council" => known(line.sheet.council.map(|(name, layer)| (name.to_owned(), layer))),
        "committee" => known(line.sheet.committee.map(|(name, layer)| (name.to_owned(), layer))),
        "year" => known(line.sheet.date.map(|(day, layer)| (day.year().to_string(), layer))),
        "month" => {
            let month = |(day, layer): (Date, Layer)| (day.strftime("%Y-%m").to_string(), layer);
            known(line.sheet.date.map(month))
        }
        _ => line.sheet.kind.as_str().to_owned(),
    }
}

pub(crate) const FIELDS: [&str; 4] = ["council", "committee", "year", "kind"];

/// Compares all tables with a scan.
pub(crate) fn check_tables(mentions: &Mentions, sheets: &[Sheet], query: &Query, only: &[Layer]) {
    for table in &mentions.by {
        let mut expected: BTreeMap<String, (Totals, Searched)> = BTreeMap::new();
        for sheet in sheets {
            let mut met: BTreeMap<String, (bool, bool)> = BTreeMap::new();
            for line in lines(std::slice::from_ref(sheet)) {
                let value = value(&line, &table.field, only);
                let (found, searched) = expected.entry(value.clone()).or_default();
                let papers = met.entry(value).or_default();
                if fits(&line, query, only) {
                    let spots = scan(line.words, query).len() as u64;
                    found.occurrences += spots;
                    found.items += u64::from(spots > 0);
                    papers.0 |= spots > 0;
                }
                if fits(&line, &query.narrowing(), only) {
                    searched.items += 1;
                    searched.words += line.words.len() as u64;
                    papers.1 = true;
                }
            }
            for (value, (found, searched)) in met {
                let counts = expected.entry(value).or_default();
                counts.0.papers += u64::from(found);
                counts.1.papers += u64::from(searched);
            }
        }
        expected.retain(|_, (_, searched)| searched.items > 0);
        let groups: BTreeMap<String, (Totals, Searched)> = table
            .groups
            .iter()
            .map(|group| (group.value.clone(), (group.found, group.searched)))
            .collect();
        assert_eq!(groups, expected, "{query} by {}", table.field);
        let sum = |count: &dyn Fn(&(Totals, Searched)) -> u64| groups.values().map(count).sum();
        let sums: [u64; 5] = [
            sum(&|it| it.0.occurrences),
            sum(&|it| it.0.items),
            sum(&|it| it.0.papers),
            sum(&|it| it.1.items),
            sum(&|it| it.1.words),
        ];
        let (found, searched) = (mentions.totals, mentions.searched.unwrap());
        let totals = [found.occurrences, found.items, found.papers, searched.items, searched.words];
        assert_eq!(sums, totals, "{query} by {}", table.field);
    }
}
