//! Says who makes a statement and who must act.

use std::sync::LazyLock;

use aho_corasick::AhoCorasick;
use regex::bytes::Regex;
use serde::Deserialize;

use crate::paper::Maker;
use crate::paper::PaperKind;
use crate::paper::Statement;
use crate::paper::StatementKind;

use super::cues;
use super::cues::insensitive;
use super::said::Said;

/// What the author of a report is called: reports name theirs seldom, and an office and not a
/// person recommends.
const AUTHOR: &str = "Report author";

#[derive(Deserialize)]
struct Table {
    office: String,
    subject: String,
    speaker: String,
    asked: String,
    body: String,
    titles: String,
}

struct Patterns {
    subject: Regex,
    speaker: Regex,
    asked: Regex,
    body: Regex,
    titles: Regex,
}

static PATTERNS: LazyLock<Patterns> = LazyLock::new(|| {
    let table: Table = toml::from_str(include_str!("makers.toml"))
        .expect("makers.toml is embedded and parsed in a test");
    let pattern = |text: &str| {
        let text = text.replace("{office}", &table.office).replace("{who}", cues::who());
        insensitive(&text.replace("{named}", cues::named()))
    };
    Patterns {
        subject: pattern(&table.subject),
        speaker: pattern(&table.speaker),
        asked: pattern(&table.asked),
        body: pattern(&table.body),
        titles: pattern(&table.titles),
    }
});

/// Who may make the statements of one item.
pub(super) struct Makers {
    committee: Option<String>,
    council: Option<String>,
    usual: Option<&'static str>,
    is_report: bool,
}

impl Makers {
    /// Of a paper of this kind, by its committee or else its council; `usual` is what it calls
    /// itself where it prints no name.
    pub(super) fn new(
        kind: PaperKind,
        committee: Option<&str>,
        council: Option<&str>,
        usual: Option<&'static str>,
    ) -> Self {
        let is_report = matches!(kind, PaperKind::Report | PaperKind::Appendix);
        let (committee, council) = (committee.map(str::to_owned), council.map(str::to_owned));
        Self { committee, council, usual, is_report }
    }

    /// Gives `statement`, whose sentence this is, its maker and its addressee.
    pub(super) fn give(&self, statement: &mut Statement, said: &Said) {
        use StatementKind as Kind;
        match statement.kind {
            Kind::Declaration | Kind::Apologies => {}
            Kind::Recommendation if self.is_report => {
                statement.maker = Some(named(AUTHOR));
                statement.addressee = self.committee.clone().or_else(|| self.council.clone());
            }
            Kind::Question | Kind::Answer => {
                statement.maker = self.asker(said);
            }
            Kind::Request => {
                let passive = is_passive(said);
                statement.maker = if passive { self.meeting(said) } else { self.asker(said) };
                statement.addressee = if passive { subject(said) } else { asked_of(said) };
            }
            Kind::Action => {
                statement.maker = self.meeting(said);
                statement.addressee = subject(said);
            }
            _ => statement.maker = self.meeting(said),
        }
    }

    /// The body that meets. A committee of unknown name is as it is printed: it is not the council.
    pub(super) fn meeting(&self, said: &Said) -> Option<Maker> {
        let printed = PATTERNS.body.captures(said.plain().as_bytes()).and_then(|it| it.get(1));
        let printed = printed.and_then(|it| said.plain().get(it.range()));
        let vague = |name: &str| {
            let lower = name.to_lowercase();
            lower.ends_with("council") || lower.ends_with("members")
        };
        let known = self.committee.as_deref().or_else(|| printed.filter(|name| !vague(name)));
        let known = known.or(self.council.as_deref()).or(printed).or(self.usual);
        known.map(named)
    }

    /// Someone who asks or answers, by name, or the body that does.
    fn asker(&self, said: &Said) -> Option<Maker> {
        let body = PATTERNS.body.is_match(said.plain().as_bytes());
        person(said).filter(|_| !body).or_else(|| self.meeting(said))
    }
}

/// What a paper calls the body that meets, most often: `Parish Council`. Nothing where two are
/// named as often.
pub(super) fn usual(content: &str) -> Option<&'static str> {
    const NAMES: [&str; 6] = [
        "Parish Council",
        "Town Council",
        "Community Council",
        "The Committee",
        "The Board",
        "The Panel",
    ];
    static WORDS: LazyLock<Option<AhoCorasick>> =
        LazyLock::new(|| AhoCorasick::new(NAMES.map(|name| name.trim_start_matches("The "))).ok());
    let mut counted = NAMES.map(|name| (0, name));
    for found in WORDS.as_ref()?.find_iter(content) {
        counted.get_mut(found.pattern().as_usize())?.0 += 1;
    }
    let most = counted.iter().max_by_key(|(count, _)| *count)?;
    let alone = counted.iter().filter(|(count, _)| *count == most.0).count() == 1;
    (most.0 > 1 && alone).then_some(most.1)
}

fn named(name: &str) -> Maker {
    Maker { name: name.to_owned(), outside: None }
}

/// Who acts, as printed but for an article.
fn subject(said: &Said) -> Option<String> {
    named_by(&PATTERNS.subject, said)
}

/// Whom a pattern names, as printed but for an article. A pronoun names nobody.
fn named_by(pattern: &Regex, said: &Said) -> Option<String> {
    let found = said.printed(pattern.captures(said.plain().as_bytes())?.get(1)?.range());
    let bare = found.strip_prefix("the ").or_else(|| found.strip_prefix("The "));
    let bare = bare.unwrap_or(&found).trim_end();
    let pronoun = ["he", "she", "they", "we", "it", "members", "member"];
    (!pronoun.contains(&bare.to_lowercase().as_str())).then(|| bare.to_owned())
}

/// Someone who asks or answers, by name.
fn person(said: &Said) -> Option<Maker> {
    let speaker = named_by(&PATTERNS.speaker, said)?;
    let title = PATTERNS.titles.find(speaker.as_bytes()).map_or(0, |title| title.end());
    speaker.get(title..).filter(|name| !name.is_empty()).map(named)
}

/// Whom someone asked.
fn asked_of(said: &Said) -> Option<String> {
    let found = PATTERNS.asked.captures(said.plain().as_bytes())?;
    let name = said.printed(found.get(1).or_else(|| found.get(2))?.range());
    let bare = name.strip_prefix("the ").unwrap_or(&name);
    bare.chars().any(char::is_uppercase).then(|| bare.to_owned())
}

/// Says whether someone was asked, and not who asked.
fn is_passive(said: &Said) -> bool {
    let sentence = said.plain();
    const ASKED: [&str; 4] = [" asked", " requested", " instructed", " invited"];
    ASKED.iter().any(|asked| {
        sentence.match_indices(asked).any(|(at, _)| {
            let before = sentence[..at].rsplit(' ').next().unwrap_or_default();
            ["was", "were", "is", "are", "be", "been", "again", "also"].contains(&before)
        })
    })
}
