//! Holds the rules of `kinds.toml`, compiled: which lines speak for which kind.
//!
//! Knows patterns and weights; what a verdict is made of them is for `recognise` to say.

use std::collections::BTreeMap;
use std::ops::Range;
use std::sync::LazyLock;
use std::sync::OnceLock;

use aho_corasick::BuildError;
use regex::bytes::Regex;
use regex::bytes::RegexBuilder;
use serde::Deserialize;

use crate::paper::PaperKind;
use crate::vocabulary::words::Words;

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
    #[serde(default)]
    figure: bool,
    weight: f32,
    #[serde(default = "once")]
    times: usize,
}

#[derive(Debug, Deserialize)]
struct ListingRow {
    headings: String,
    opener_words: Vec<String>,
    openers: String,
    entries: String,
}

fn once() -> usize {
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
    /// The places of its markers in [`Rules::markers`].
    pub(super) markers: Range<usize>,
}

/// A pattern that is compiled when it is first tried: most papers need few.
#[derive(Debug)]
pub(super) struct Pattern {
    text: String,
    regex: OnceLock<Regex>,
}

impl Pattern {
    /// Says whether the pattern matches somewhere in `line`.
    pub(super) fn is_match(&self, line: &[u8]) -> bool {
        let compile = || compiled(&self.text).expect("kinds.toml is compiled in a test");
        self.regex.get_or_init(compile).is_match(line)
    }
}

/// One marker.
#[derive(Debug)]
pub(super) struct Marker {
    /// Where it is looked for.
    pub(super) at: At,
    /// What it looks like.
    pub(super) like: Pattern,
    /// Whether a figure opens each line that looks so, marks aside.
    pub(super) figure: bool,
    /// What it weighs; less than nothing where it speaks against.
    pub(super) weight: f32,
    /// How often it must be met.
    pub(super) times: usize,
}

/// What makes a page a mere list.
#[derive(Debug)]
pub(super) struct ListingRule {
    /// Its headings.
    pub(super) headings: Regex,
    /// How lines begin that open a list: few are worth the pattern.
    pub(super) opener_words: Words,
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
    /// The words of the markers that the first lines may meet.
    pub(super) top: Held,
    /// Those of the fewer that any line may meet.
    pub(super) below: Held,
    /// What makes a listing.
    pub(super) listing: ListingRule,
}

/// The words that markers hold.
#[derive(Debug)]
pub(super) struct Held {
    /// Anywhere in a line.
    pub(super) anywhere: Holders,
    /// Where a line begins, marks aside.
    pub(super) opening: Holders,
}

impl Held {
    /// `words` are those of each marker, with its number. One behind `^` opens a line.
    fn new(words: &[(&str, usize)]) -> Result<Self, BuildError> {
        let words = || words.iter().copied();
        let opening = words().filter_map(|(word, at)| Some((word.strip_prefix('^')?, at)));
        let anywhere = words().filter(|(word, _)| !word.starts_with('^'));
        Ok(Self {
            anywhere: Holders::new(anywhere.collect(), |words| Words::anywhere(words))?,
            opening: Holders::new(opening.collect(), |words| Words::at_start(words))?,
        })
    }
}

/// Words, and the markers that hold each.
#[derive(Debug)]
pub(super) struct Holders {
    /// The words.
    pub(super) words: Words,
    /// The markers that hold a word, by the word's number.
    pub(super) markers: Vec<Vec<usize>>,
}

impl Holders {
    fn new(
        held: Vec<(&str, usize)>,
        build: impl Fn(&[&str]) -> Result<Words, BuildError>,
    ) -> Result<Self, BuildError> {
        let mut markers: BTreeMap<&str, Vec<usize>> = BTreeMap::new();
        for (word, marker) in held {
            markers.entry(word).or_default().push(marker);
        }
        let words: Vec<&str> = markers.keys().copied().collect();
        Ok(Self { words: build(&words)?, markers: markers.into_values().collect() })
    }
}

/// The rules, compiled once.
pub(super) static RULES: LazyLock<Rules> =
    LazyLock::new(|| Rules::read(TABLE).expect("kinds.toml is embedded and parsed in a test"));

impl Rules {
    fn read(table: &str) -> Result<Self, String> {
        let table: Table = toml::from_str(table).map_err(|error| error.to_string())?;
        let (mut kinds, mut markers) = (Vec::new(), Vec::new());
        let (mut top, mut below) = (Vec::new(), Vec::new());
        for row in &table.kind {
            let kind = PaperKind::from_word(&row.id).ok_or(format!("no kind `{}`", row.id))?;
            let first = markers.len();
            for row in &row.markers {
                let held = row.has.iter().map(|word| (word.as_str(), markers.len()));
                match row.at {
                    At::First | At::Top => top.extend(held),
                    At::Line => {
                        top.extend(held.clone());
                        below.extend(held);
                    }
                    At::File => {}
                }
                let like = Pattern { text: row.like.clone(), regex: OnceLock::new() };
                let (weight, times) = (row.weight, row.times);
                markers.push(Marker { at: row.at, like, figure: row.figure, weight, times });
            }
            let markers = first..markers.len();
            kinds.push(KindRule { kind, min: row.min, top: row.top, markers });
        }
        let built = |error: BuildError| error.to_string();
        let (top, below) = (Held::new(&top).map_err(built)?, Held::new(&below).map_err(built)?);
        let listing = ListingRule {
            headings: compiled(&table.listing.headings)?,
            opener_words: Words::at_start(&table.listing.opener_words).map_err(built)?,
            openers: compiled(&table.listing.openers)?,
            entries: compiled(&table.listing.entries)?,
        };
        Ok(Self { kinds, markers, top, below, listing })
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
            assert!(marker.times > 0, "{} is never met", marker.like);
            assert!(compiled(&marker.like).is_ok(), "{} is no pattern", marker.like);
            assert!(marker.has.iter().all(|word| *word == word.to_lowercase()), "{}", marker.like);
            let opens = marker.figure || marker.has.iter().any(|word| word.starts_with('^'));
            assert!(!opens || marker.like.contains('^'), "{}", marker.like);
        }
    }
}
