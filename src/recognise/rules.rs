//! Holds the rules of `kinds.toml`, compiled: which lines speak for which kind.
//!
//! Knows patterns and weights; what a verdict is made of them is for `recognise` to say.

use std::sync::LazyLock;

use aho_corasick::AhoCorasick;
use aho_corasick::AhoCorasickKind;
use regex::bytes::Regex;
use regex::bytes::RegexBuilder;
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
    has: Vec<String>,
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

/// One marker.
#[derive(Debug)]
pub(super) struct Marker {
    /// The place of its kind in [`Rules::kinds`].
    pub(super) kind: usize,
    /// Where it is looked for.
    pub(super) at: At,
    /// What it looks like.
    pub(super) like: Regex,
    /// What it weighs; less than nothing where it speaks against.
    pub(super) weight: f32,
    /// How often it must be met.
    pub(super) times: u32,
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
    /// The markers of all kinds.
    pub(super) markers: Vec<Marker>,
    /// The words that markers hold.
    pub(super) words: AhoCorasick,
    /// The markers that hold a word, by the word's number in `words`.
    pub(super) holders: Vec<Vec<usize>>,
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
        let mut markers = Vec::new();
        let mut words: Vec<&str> = Vec::new();
        let mut holders: Vec<Vec<usize>> = Vec::new();
        let rows = table.kind.iter().enumerate();
        for (kind, row) in
            rows.flat_map(|(kind, row)| row.markers.iter().map(move |row| (kind, row)))
        {
            for word in &row.has {
                let at = words.iter().position(|known| known == word).unwrap_or_else(|| {
                    words.push(word);
                    holders.push(Vec::new());
                    words.len() - 1
                });
                holders[at].push(markers.len());
            }
            let (like, weight, times) = (compiled(&row.like)?, row.weight, row.times);
            markers.push(Marker { kind, at: row.at, like, weight, times });
        }
        let words = AhoCorasick::builder()
            .ascii_case_insensitive(true)
            .kind(Some(AhoCorasickKind::DFA))
            .build(words)
            .map_err(|error| error.to_string())?;
        let listing = ListingRule {
            headings: compiled(&table.listing.headings)?,
            openers: compiled(&table.listing.openers)?,
            entries: compiled(&table.listing.entries)?,
        };
        Ok(Self { kinds, markers, words, holders, listing })
    }
}

/// Compiles a pattern. Bytes and ASCII only: a Unicode word boundary would throw the automaton
/// back to a slow search at the first curly quote.
fn compiled(pattern: &str) -> Result<Regex, String> {
    let regex = RegexBuilder::new(pattern).unicode(false).case_insensitive(true).build();
    regex.map_err(|error| error.to_string())
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
        let table: Table = toml::from_str(TABLE).unwrap();
        for marker in table.kind.iter().flat_map(|row| &row.markers) {
            assert!(!marker.has.is_empty(), "{} holds no word", marker.like);
            assert!(marker.has.iter().all(|word| *word == word.to_lowercase()), "{}", marker.like);
        }
    }
}
