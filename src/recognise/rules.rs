//! Holds the rules of `kinds.toml`, compiled: which lines speak for which kind.
//!
//! Knows patterns and weights; what a verdict is made of them is for `recognise` to say.

use std::sync::LazyLock;

use regex::bytes::Regex;
use regex::bytes::RegexBuilder;
use regex::bytes::RegexSet;
use regex::bytes::RegexSetBuilder;
use serde::Deserialize;

use crate::paper::PaperKind;

const TABLE: &str = include_str!("kinds.toml");

/// Where a marker is looked for.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "lowercase")]
pub(super) enum At {
    /// The first line.
    First,
    /// One of the first lines.
    Top,
    /// Any line.
    Line,
    /// The file name.
    File,
}

#[derive(Debug, Deserialize)]
struct Table {
    kind: Vec<KindRow>,
    listing: ListingRow,
}

#[derive(Debug, Deserialize)]
struct KindRow {
    id: String,
    min: f32,
    #[serde(default)]
    top: bool,
    markers: Vec<MarkerRow>,
}

#[derive(Debug, Deserialize)]
struct MarkerRow {
    at: At,
    like: String,
    weight: f32,
    #[serde(default = "once")]
    times: u32,
}

#[derive(Debug, Deserialize)]
struct ListingRow {
    headings: String,
    openers: String,
    entries: String,
}

fn once() -> u32 {
    1
}

/// One kind of paper and what its markers must weigh.
#[derive(Debug)]
pub(super) struct KindRule {
    /// The kind.
    pub(super) kind: PaperKind,
    /// What its markers must weigh together.
    pub(super) min: f32,
    /// Whether one of them must stand at the top.
    pub(super) top: bool,
}

/// One marker, without its pattern.
#[derive(Debug)]
pub(super) struct Marker {
    /// The place of its kind in [`Rules::kinds`].
    pub(super) kind: usize,
    /// What it weighs; less than nothing where it speaks against.
    pub(super) weight: f32,
    /// How often it must be met.
    pub(super) times: u32,
}

/// The markers of one place, with one automaton for all their patterns.
#[derive(Debug)]
pub(super) struct Markers {
    /// All patterns; the numbers it gives are places in `list`.
    pub(super) patterns: RegexSet,
    /// The markers.
    pub(super) list: Vec<Marker>,
}

/// What makes a page a mere list.
#[derive(Debug)]
pub(super) struct ListingRule {
    /// Its headings.
    pub(super) headings: Regex,
    /// Lines that open a list.
    pub(super) openers: Regex,
    /// Lines that are entries of a list.
    pub(super) entries: Regex,
}

/// All rules.
#[derive(Debug)]
pub(super) struct Rules {
    /// The kinds, in the order in which they are tried.
    pub(super) kinds: Vec<KindRule>,
    /// The markers of the first line.
    pub(super) first: Markers,
    /// The markers of the top.
    pub(super) top: Markers,
    /// The markers of any line.
    pub(super) line: Markers,
    /// The markers of the file name.
    pub(super) file: Markers,
    /// What makes a listing.
    pub(super) listing: ListingRule,
}

/// The rules, compiled once.
pub(super) static RULES: LazyLock<Rules> =
    LazyLock::new(|| Rules::read(TABLE).expect("kinds.toml is embedded and parsed in a test"));

impl Rules {
    fn read(table: &str) -> Result<Self, String> {
        let table: Table = toml::from_str(table).map_err(|error| error.to_string())?;
        let kinds: Vec<KindRule> = table
            .kind
            .iter()
            .map(|row| {
                let kind = PaperKind::from_word(&row.id).ok_or(format!("no kind `{}`", row.id))?;
                Ok(KindRule { kind, min: row.min, top: row.top })
            })
            .collect::<Result<_, String>>()?;
        let one = |pattern: &str| {
            RegexBuilder::new(pattern)
                .unicode(false)
                .case_insensitive(true)
                .build()
                .map_err(|error| error.to_string())
        };
        Ok(Self {
            kinds,
            first: markers(&table.kind, At::First)?,
            top: markers(&table.kind, At::Top)?,
            line: markers(&table.kind, At::Line)?,
            file: markers(&table.kind, At::File)?,
            listing: ListingRule {
                headings: one(&table.listing.headings)?,
                openers: one(&table.listing.openers)?,
                entries: one(&table.listing.entries)?,
            },
        })
    }
}

/// Compiles the markers of one place. Bytes and ASCII only: a Unicode word boundary would throw
/// the automaton back to a slow search at the first curly quote.
fn markers(kinds: &[KindRow], at: At) -> Result<Markers, String> {
    let rows = || {
        let here = move |row: &&MarkerRow| row.at == at;
        kinds.iter().enumerate().flat_map(move |(kind, row)| {
            row.markers.iter().filter(here).map(move |marker| (kind, marker))
        })
    };
    let patterns = RegexSetBuilder::new(rows().map(|(_, row)| &row.like))
        .unicode(false)
        .case_insensitive(true)
        .size_limit(64 << 20)
        .dfa_size_limit(32 << 20)
        .build()
        .map_err(|error| error.to_string())?;
    let list =
        rows().map(|(kind, row)| Marker { kind, weight: row.weight, times: row.times }).collect();
    Ok(Markers { patterns, list })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_table_parses_and_names_each_kind_once() {
        let rules = Rules::read(TABLE).unwrap();
        let mut kinds: Vec<PaperKind> = rules.kinds.iter().map(|rule| rule.kind).collect();
        kinds.sort();
        kinds.dedup();
        assert_eq!(kinds.len(), rules.kinds.len());
        // `listing` and `other` have no rule of this shape.
        assert_eq!(kinds.len() + 2, PaperKind::ALL.len());
    }
}
