//! Says by its words what a sentence does.

use std::sync::LazyLock;

use regex::Regex;
use regex::RegexBuilder;
use regex::RegexSet;
use regex::RegexSetBuilder;
use serde::Deserialize;

use crate::paper::StatementKind;

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
}

#[derive(Deserialize)]
struct Row {
    kind: String,
    also: Option<String>,
    #[serde(default)]
    weak: bool,
    pattern: String,
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

struct Cues {
    patterns: RegexSet,
    unless: Vec<Option<Regex>>,
    told: Vec<Told>,
    who: String,
}

static CUES: LazyLock<Cues> = LazyLock::new(|| {
    let table: Table = toml::from_str(include_str!("cues.toml"))
        .expect("cues.toml is embedded and parsed in a test");
    let Words { body, who } = table.words;
    let whole = |pattern: &str| pattern.replace("{body}", &body).replace("{who}", &who);
    let patterns = table.cue.iter().map(|row| whole(&row.pattern));
    let built = RegexSetBuilder::new(patterns)
        .case_insensitive(true)
        .size_limit(SIZE)
        .dfa_size_limit(SIZE)
        .build();
    let unless = table.cue.iter().map(|row| row.unless.as_ref().map(|it| insensitive(&whole(it))));
    let kind = |word: &str| StatementKind::from_word(word);
    let told = table.cue.iter().filter_map(|row| {
        let also = row.also.as_deref().and_then(kind);
        Some(Told { kind: kind(&row.kind)?, also, weak: row.weak })
    });
    Cues {
        patterns: built.expect("cues.toml is embedded and parsed in a test"),
        unless: unless.collect(),
        told: told.collect(),
        who,
    }
});

/// A pattern of the tables that does not mind capitals.
pub(super) fn insensitive(pattern: &str) -> Regex {
    let built = RegexBuilder::new(pattern).case_insensitive(true).size_limit(SIZE).build();
    built.expect("a pattern of the tables is embedded and parsed in a test")
}

/// The pattern of whoever acts alone: `Cllr Finch`, `the clerk`.
pub(super) fn who() -> &'static str {
    &CUES.who
}

/// Says what a sentence does, its white space folded and its quotes straight.
pub(super) fn told(sentence: &str) -> Option<Told> {
    if sentence.len() > LONGEST {
        return None;
    }
    let cues = &*CUES;
    let found = cues
        .patterns
        .matches(sentence)
        .into_iter()
        .find(|at| cues.unless[*at].as_ref().is_none_or(|unless| !unless.is_match(sentence)))?;
    cues.told.get(found).copied()
}

/// Returns a sentence as the patterns meet it: white space folded, quotes straight, no stars of
/// bold print. Its bytes lie elsewhere than in the paper.
pub(super) fn folded(text: &str) -> String {
    let mut folded = String::with_capacity(text.len());
    for word in text.split_whitespace() {
        if !folded.is_empty() {
            folded.push(' ');
        }
        for c in word.chars() {
            match c {
                '\u{2018}' | '\u{2019}' | '`' | '\u{b4}' => folded.push('\''),
                '\u{201c}' | '\u{201d}' => folded.push('"'),
                '*' | '\u{ad}' | '\u{200b}' | '\u{feff}' => {}
                c => folded.push(c),
            }
        }
    }
    folded
}
