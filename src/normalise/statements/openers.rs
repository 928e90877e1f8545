//! Finds what announces statements: labels, and lines that a list follows.

use std::sync::LazyLock;

use regex::Regex;
use regex::bytes;
use serde::Deserialize;

use crate::paper::StatementKind;

use super::cues::insensitive;
use super::said::Said;

#[derive(Deserialize)]
struct Table {
    label: String,
    stem: String,
    body_alone: String,
    recommendations: String,
    these: String,
    question: String,
    answer: String,
    ends_open: String,
    documents: String,
    stop: String,
    minutes: String,
}

struct Patterns {
    label: Regex,
    stem: bytes::Regex,
    body_alone: bytes::Regex,
    recommendations: bytes::Regex,
    these: bytes::Regex,
    question: bytes::Regex,
    answer: bytes::Regex,
    ends_open: bytes::Regex,
    documents: bytes::Regex,
    stop: bytes::Regex,
    minutes: bytes::Regex,
}

static PATTERNS: LazyLock<Patterns> = LazyLock::new(|| {
    let table: Table = toml::from_str(include_str!("openers.toml"))
        .expect("openers.toml is embedded and parsed in a test");
    Patterns {
        label: Regex::new(&format!("(?i){}", table.label))
            .expect("openers.toml is embedded and parsed in a test"),
        stem: insensitive(&table.stem),
        body_alone: insensitive(&table.body_alone),
        recommendations: insensitive(&table.recommendations),
        these: insensitive(&table.these),
        question: insensitive(&table.question),
        answer: insensitive(&table.answer),
        ends_open: insensitive(&table.ends_open),
        documents: insensitive(&table.documents),
        stop: insensitive(&table.stop),
        minutes: insensitive(&table.minutes),
    }
});

/// A longer line, in bytes, opens no list.
const LONGEST: usize = 1200;

/// A label at the beginning of a line.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Label {
    /// What it announces.
    pub(super) kind: StatementKind,
    /// How many bytes of the line it takes.
    pub(super) length: usize,
    /// Whether it says `Decision` alone, below which anything may stand.
    pub(super) is_decision: bool,
}

/// Reads the label of a line.
pub(super) fn label(line: &str) -> Option<Label> {
    let found = PATTERNS.label.captures(line)?;
    let word = found.get(1)?.as_str().to_lowercase();
    let kind = match word.as_bytes() {
        [b'a', b'c', ..] => StatementKind::Action,
        [b'r', b'e', b'c', ..] => StatementKind::Recommendation,
        _ => StatementKind::Resolution,
    };
    let is_decision = word.starts_with("decision");
    Some(Label { kind, length: found.get(0)?.end(), is_decision })
}

/// Says whether what follows a label is only the beginning of what a list goes on with.
pub(super) fn is_stem(said: &Said) -> bool {
    PATTERNS.stem.is_match(said.plain().as_bytes())
}

/// Says whether a line may open the list that follows it.
pub(super) fn ends_open(said: &Said) -> bool {
    said.plain().len() <= LONGEST && PATTERNS.ends_open.is_match(said.plain().as_bytes())
}

/// Says whether a line names a body and nothing else.
pub(super) fn is_body_alone(said: &Said) -> bool {
    PATTERNS.body_alone.is_match(said.plain().as_bytes())
}

/// Says whether a line announces recommendations that were made elsewhere.
pub(super) fn announces_recommendations(said: &Said) -> bool {
    said.plain().len() <= LONGEST && PATTERNS.recommendations.is_match(said.plain().as_bytes())
}

/// Says whether a sentence only goes on with what the one before announced: `These were:`.
pub(super) fn is_these(said: &Said) -> bool {
    PATTERNS.these.is_match(said.plain().as_bytes())
}

/// The question or the answer that a line announces: `Question from Mrs Finch`.
pub(super) fn asks(said: &Said) -> Option<StatementKind> {
    let line = said.plain().as_bytes();
    if PATTERNS.question.is_match(line) {
        return Some(StatementKind::Question);
    }
    PATTERNS.answer.is_match(line).then_some(StatementKind::Answer)
}

/// Says whether a line stands above names of documents.
pub(super) fn is_documents(said: &Said) -> bool {
    PATTERNS.documents.is_match(said.plain().as_bytes())
}

/// Says whether a decision, or a list, is over here.
pub(super) fn is_stop(said: &Said) -> bool {
    PATTERNS.stop.is_match(said.plain().as_bytes()) || is_documents(said)
}

/// Says whether a line is the label above what was minuted.
pub(super) fn is_minutes(said: &Said) -> bool {
    PATTERNS.minutes.is_match(said.plain().as_bytes())
}
