//! Says who makes a statement and who must act.

use std::sync::LazyLock;

use regex::Regex;
use serde::Deserialize;

use crate::paper::Maker;
use crate::paper::PaperKind;
use crate::paper::Statement;
use crate::paper::StatementKind;

use super::cues;
use super::cues::insensitive;

/// What the author of a report is called: reports name theirs seldom, and an office and not a
/// person recommends.
const AUTHOR: &str = "Report author";

#[derive(Deserialize)]
struct Table {
    subject: String,
    asked: String,
    body: String,
    titles: String,
}

struct Patterns {
    subject: Regex,
    asked: Regex,
    body: Regex,
    titles: Regex,
}

static PATTERNS: LazyLock<Patterns> = LazyLock::new(|| {
    let table: Table = toml::from_str(include_str!("makers.toml"))
        .expect("makers.toml is embedded and parsed in a test");
    let pattern = |text: &str| insensitive(&text.replace("{who}", cues::who()));
    Patterns {
        subject: pattern(&table.subject),
        asked: pattern(&table.asked),
        body: pattern(&table.body),
        titles: pattern(&table.titles),
    }
});

/// Who may make the statements of one item.
pub(super) struct Makers {
    meeting: Option<String>,
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
        Self { meeting: committee.or(council).map(str::to_owned), usual, is_report }
    }

    /// Gives `statement`, whose folded sentence this is, its maker and its addressee.
    pub(super) fn give(&self, statement: &mut Statement, sentence: &str) {
        use StatementKind as Kind;
        match statement.kind {
            Kind::Declaration | Kind::Apologies => {}
            Kind::Recommendation if self.is_report => {
                statement.maker = Some(named(AUTHOR));
                statement.addressee = self.meeting.clone();
            }
            Kind::Question | Kind::Answer => {
                statement.maker = person(sentence).or_else(|| self.meeting(sentence));
            }
            Kind::Request => {
                let passive = is_passive(sentence);
                let asked = person(sentence).filter(|_| !passive);
                statement.maker = asked.or_else(|| self.meeting(sentence));
                statement.addressee = if passive { subject(sentence) } else { asked_of(sentence) };
            }
            Kind::Action => {
                statement.maker = self.meeting(sentence);
                statement.addressee = subject(sentence);
            }
            _ => statement.maker = self.meeting(sentence),
        }
    }

    /// The body that meets, or as it is printed where the paper does not say which it is.
    fn meeting(&self, sentence: &str) -> Option<Maker> {
        let printed = || Some(PATTERNS.body.captures(sentence)?.get(1)?.as_str());
        self.meeting.as_deref().or_else(printed).or(self.usual).map(named)
    }
}

/// What a paper calls the body that meets, most often: `Parish Council`. Nothing where two are
/// named as often.
pub(super) fn usual(content: &str) -> Option<&'static str> {
    const NAMES: [&str; 6] =
        ["Parish Council", "Town Council", "Community Council", "Committee", "Board", "Panel"];
    let counted = NAMES.map(|name| (content.matches(name).count(), name));
    let most = counted.iter().max_by_key(|(count, _)| *count)?;
    let alone = counted.iter().filter(|(count, _)| *count == most.0).count() == 1;
    (most.0 > 1 && alone).then_some(most.1)
}

fn named(name: &str) -> Maker {
    Maker { name: name.to_owned(), outside: None }
}

/// Who acts, as printed but for an article.
fn subject(sentence: &str) -> Option<String> {
    let found = PATTERNS.subject.captures(sentence)?.get(1)?.as_str();
    let bare = found.strip_prefix("the ").or_else(|| found.strip_prefix("The ")).unwrap_or(found);
    let pronoun = ["he", "she", "they", "we", "it", "members", "member"];
    (!pronoun.contains(&bare.to_lowercase().as_str())).then(|| bare.to_owned())
}

/// Someone who asks or answers, by name.
fn person(sentence: &str) -> Option<Maker> {
    let subject = subject(sentence)?;
    Some(named(&PATTERNS.titles.replace(&subject, "")))
}

/// Whom someone asked.
fn asked_of(sentence: &str) -> Option<String> {
    let found = PATTERNS.asked.captures(sentence)?;
    let name = found.get(1).or_else(|| found.get(2))?.as_str();
    let bare = name.strip_prefix("the ").unwrap_or(name);
    bare.chars().any(char::is_uppercase).then(|| bare.to_owned())
}

/// Says whether someone was asked, and not who asked.
fn is_passive(sentence: &str) -> bool {
    const ASKED: [&str; 4] = [" asked", " requested", " instructed", " invited"];
    ASKED.iter().any(|asked| {
        sentence.match_indices(asked).any(|(at, _)| {
            let before = sentence[..at].rsplit(' ').next().unwrap_or_default();
            ["was", "were", "is", "are", "be", "been", "again", "also"].contains(&before)
        })
    })
}
