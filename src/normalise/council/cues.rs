//! Holds the words of `cues.toml` and finds them in a text.

use std::collections::BTreeMap;
use std::collections::BTreeSet;
use std::sync::LazyLock;

use aho_corasick::AhoCorasick;
use aho_corasick::AhoCorasickKind;
use aho_corasick::MatchKind;
use serde::Deserialize;

/// The table as it is written. What each list is for stands there.
#[derive(Deserialize)]
pub(super) struct Cues {
    pub(super) place_before: BTreeSet<String>,
    pub(super) place_after: BTreeSet<String>,
    pub(super) own_place_before: Vec<String>,
    pub(super) other_before: Vec<String>,
    pub(super) own_after: Vec<String>,
    pub(super) own_before: Vec<String>,
    pub(super) contact: Vec<String>,
    pub(super) committee_after: Vec<String>,
    county: Vec<String>,
    upper_tier: Vec<String>,
    local: Vec<String>,
    abroad: Abroad,
}

#[derive(Deserialize)]
struct Abroad {
    towns: BTreeSet<String>,
    /// Weight → signs.
    signs: BTreeMap<String, Vec<String>>,
    /// Weight → signs.
    home: BTreeMap<String, Vec<String>>,
}

/// The words, read once.
pub(super) static CUES: LazyLock<Cues> = LazyLock::new(|| {
    toml::from_str(include_str!("cues.toml")).expect("cues.toml is embedded and parsed in a test")
});

/// What the words of a text say of its author.
#[derive(Debug, Default, PartialEq, Eq)]
pub(super) struct Signs {
    /// How many words of a parish, town or community council it has.
    pub(super) local: usize,
    /// How many different words for the work of a county or single council.
    pub(super) upper_tier: usize,
    /// How many words for a county as the author's own area.
    pub(super) county: usize,
    abroad: u32,
    home: u32,
}

impl Signs {
    /// Says whether the text is more likely from another country.
    pub(super) fn are_of_abroad(&self) -> bool {
        self.abroad >= 3 && self.abroad > self.home
    }
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Sort {
    Local,
    UpperTier,
    County,
    Abroad(u32),
    Home(u32),
}

struct Finder {
    automaton: AhoCorasick,
    sorts: Vec<Sort>,
}

static FINDER: LazyLock<Finder> = LazyLock::new(|| {
    let cues = &*CUES;
    let weighed = |signs: &'static BTreeMap<String, Vec<String>>| {
        signs.iter().flat_map(|(weight, words)| {
            let weight = weight.parse().unwrap_or(1);
            words.iter().map(move |word| (word, weight))
        })
    };
    let mut words: Vec<(String, Sort)> = Vec::new();
    words.extend(cues.local.iter().map(|word| (word.clone(), Sort::Local)));
    words.extend(cues.upper_tier.iter().map(|word| (word.clone(), Sort::UpperTier)));
    words.extend(cues.county.iter().map(|word| (word.clone(), Sort::County)));
    words.extend(weighed(&cues.abroad.signs).map(|(word, n)| (word.clone(), Sort::Abroad(n))));
    words.extend(weighed(&cues.abroad.home).map(|(word, n)| (word.clone(), Sort::Home(n))));
    let curly: Vec<(String, Sort)> = words
        .iter()
        .filter(|(word, _)| word.contains('\''))
        .map(|(word, sort)| (word.replace('\'', "\u{2019}"), *sort))
        .collect();
    words.extend(curly);
    let automaton = AhoCorasick::builder()
        .match_kind(MatchKind::LeftmostLongest)
        .ascii_case_insensitive(true)
        .kind(Some(AhoCorasickKind::DFA))
        .build(words.iter().map(|(word, _)| word))
        .expect("the words of cues.toml build an automaton, as a test shows");
    Finder { automaton, sorts: words.into_iter().map(|(_, sort)| sort).collect() }
});

/// Counts the signs in `text`.
pub(super) fn signs(text: &str) -> Signs {
    let finder = &*FINDER;
    let mut signs = Signs::default();
    let mut upper_tier = BTreeSet::new();
    // A word counts against or for a country a few times only: prices fill a budget.
    let mut seen: BTreeMap<usize, u32> = BTreeMap::new();
    for found in finder.automaton.find_iter(text) {
        let at = found.pattern().as_usize();
        let times = seen.entry(at).or_default();
        *times += 1;
        match finder.sorts[at] {
            Sort::Local => signs.local += 1,
            Sort::UpperTier => _ = upper_tier.insert(at),
            Sort::County => signs.county += 1,
            Sort::Abroad(weight) if *times <= 2 => signs.abroad += weight,
            Sort::Home(weight) if *times <= 2 => signs.home += weight,
            Sort::Abroad(_) | Sort::Home(_) => {}
        }
    }
    signs.upper_tier = upper_tier.len();
    signs
}

/// Says whether a town abroad shares the name of a place.
pub(super) fn has_namesake(place: &str) -> bool {
    CUES.abroad.towns.contains(&place.to_lowercase())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn signs_are_counted_by_sort() {
        let text =
            "The Parish Council met. Children\u{2019}s Services and OFSTED. Across the county.";
        let found = signs(text);
        assert_eq!((found.local, found.upper_tier, found.county), (1, 2, 1));
        assert!(!found.are_of_abroad());
        assert!(
            signs("The City Manager, Cambridge, Massachusetts, asked for $400").are_of_abroad()
        );
        assert!(
            !signs("Councillors of the borough asked for £400 for Massachusetts").are_of_abroad()
        );
    }
}
