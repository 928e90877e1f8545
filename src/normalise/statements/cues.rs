//! Says by its words what a sentence does.

use std::sync::LazyLock;

use regex::bytes::Regex;
use regex::bytes::RegexBuilder;
use regex_automata::meta;
use regex_automata::util::syntax;
use serde::Deserialize;

use crate::paper::StatementKind;

use super::needs::Needs;
use super::said::Said;

/// How many bytes an automaton may take: several patterns name whoever may act in many ways.
const SIZE: usize = 64 << 20;

/// A longer sentence, in bytes, is a table or a text that has lost its marks.
const LONGEST: usize = 3000;

#[derive(Deserialize)]
struct Table {
    words: Words,
    cue: Vec<Row>,
}

#[derive(Deserialize)]
struct Words {
    body: String,
    who: String,
    named: String,
}

#[derive(Deserialize)]
struct Row {
    kind: String,
    also: Option<String>,
    #[serde(default)]
    weak: bool,
    needs: Vec<String>,
    #[serde(default)]
    with: Vec<String>,
    pattern: String,
    but: Option<String>,
    unless: Option<String>,
}

/// What a sentence is told to be.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Told {
    /// What it does.
    pub(super) kind: StatementKind,
    /// What it does besides.
    pub(super) also: Option<StatementKind>,
    /// Whether it counts only where it closes its matter: `The report was noted.`
    pub(super) weak: bool,
}

struct Cue {
    told: Told,
    pattern: meta::Regex,
    /// Takes back a single place where the pattern holds.
    but: Option<meta::Regex>,
    unless: Option<meta::Regex>,
}

impl Cue {
    fn holds(&self, sentence: &[u8]) -> bool {
        let told = match &self.but {
            None => self.pattern.is_match(sentence),
            Some(but) => self
                .pattern
                .find_iter(sentence)
                .any(|found| sentence.get(found.start()..).is_some_and(|from| !but.is_match(from))),
        };
        told && self.unless.as_ref().is_none_or(|unless| !unless.is_match(sentence))
    }
}

struct Cues {
    all: Vec<Cue>,
    /// The words that cues need, and those that they need besides: a bit a cue.
    needs: Needs,
    /// The cues that need nothing besides.
    content: u64,
    who: String,
    named: String,
}

static CUES: LazyLock<Cues> = LazyLock::new(|| {
    let table: Table = toml::from_str(include_str!("cues.toml"))
        .expect("cues.toml is embedded and parsed in a test");
    let Words { body, who, named } = table.words;
    let whole = |pattern: &str| {
        let pattern = pattern.replace("{body}", &body).replace("{who}", &who);
        on_sentences(&pattern.replace("{named}", &named))
    };
    let kind = |word: &str| StatementKind::from_word(word);
    let (mut all, mut needs) = (Vec::new(), Vec::new());
    let mut content = 0;
    for row in table.cue {
        let Some(kind_told) = kind(&row.kind) else { continue };
        let also = row.also.as_deref().and_then(kind);
        let bit = 1_u64 << all.len();
        content |= if row.with.is_empty() { bit } else { 0 };
        needs.extend(row.needs.into_iter().map(|word| (word, (bit, 0))));
        needs.extend(row.with.into_iter().map(|word| (word, (0, bit))));
        all.push(Cue {
            told: Told { kind: kind_told, also, weak: row.weak },
            pattern: whole(&row.pattern),
            but: row.but.as_deref().map(whole),
            unless: row.unless.as_deref().map(whole),
        });
    }
    let needs = Needs::of(needs).expect("cues.toml is embedded and parsed in a test");
    Cues { all, needs, content, who, named }
});

/// A pattern of the tables, for plain sentences: it does not mind capitals, and knows the letters
/// of plain English alone, which keeps its automaton small.
pub(super) fn insensitive(pattern: &str) -> Regex {
    let mut built = RegexBuilder::new(pattern);
    built.case_insensitive(true).unicode(false).size_limit(SIZE).dfa_size_limit(SIZE);
    built.build().expect("a pattern of the tables is embedded and parsed in a test")
}

/// The same, for a pattern that is only to be found. There are many of those, and what they are
/// held against is short and has a word that they need: whatever else could find where a pattern
/// may stand, or replace the lazy automaton, costs more to make than it saves.
fn on_sentences(pattern: &str) -> meta::Regex {
    let plain = syntax::Config::new().case_insensitive(true).unicode(false).utf8(false);
    let lazy = meta::Config::new().auto_prefilter(false).onepass(false).dfa(false);
    let large = lazy.nfa_size_limit(Some(SIZE)).hybrid_cache_capacity(SIZE).utf8_empty(false);
    let built = meta::Regex::builder().syntax(plain).configure(large).build(pattern);
    built.expect("a pattern of the tables is embedded and parsed in a test")
}

/// The pattern of whoever acts alone: `Cllr Finch`, `the clerk`.
pub(super) fn who() -> &'static str {
    &CUES.who
}

/// The pattern of whoever acts alone, by post or title.
pub(super) fn named() -> &'static str {
    &CUES.named
}

/// Says what a sentence does.
pub(super) fn told(said: &Said) -> Option<Told> {
    let sentence = said.plain();
    if sentence.len() > LONGEST {
        return None;
    }
    let cues = &*CUES;
    let (may, with) = cues.needs.met(sentence);
    let mut may = may & (with | cues.content);
    while may != 0 {
        let at = may.trailing_zeros() as usize;
        may &= may - 1;
        let Some(cue) = cues.all.get(at) else { break };
        if cue.holds(sentence.as_bytes()) {
            return Some(cue.told);
        }
    }
    None
}
