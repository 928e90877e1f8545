//! Finds the recommendations of bodies outside the council: their texts, how many there are said
//! to be, and where they are only spoken of.
//!
//! A list is a body's where the line that opens it says so, or speaks of the report of the
//! inspection in hand. What an officer recommends about an inspection is the officer's.

use std::ops::Range;
use std::sync::LazyLock;

use aho_corasick::AhoCorasick;
use regex::bytes::Regex;
use serde::Deserialize;

use crate::paper::DateRole;
use crate::paper::Item;
use crate::paper::Level;
use crate::paper::Maker;
use crate::paper::Paper;
use crate::paper::PaperKind;
use crate::paper::Part;
use crate::paper::Precision;
use crate::paper::Statement;
use crate::paper::StatementKind;
use crate::vocabulary::external::Body;
use crate::vocabulary::external::bodies;

use super::cues::insensitive;
use super::naming;
use super::naming::NEAR;
use super::naming::Naming;
use super::naming::namings;
use super::naming::near;
use super::needs::Needs;
use super::said::Said;
use super::sentences::sentences;

/// A heading has no more words.
const MOST_HEADING_WORDS: usize = 14;

#[derive(Deserialize)]
struct Table {
    words: String,
    claim: String,
    between: Vec<String>,
    in_hand: String,
    recommends: String,
    services: String,
    numbers: Vec<String>,
    tens: Vec<(String, u32)>,
}

struct Patterns {
    words: Regex,
    claim: Regex,
    in_hand: Regex,
    recommends: Regex,
    services: Regex,
    table: Table,
}

static PATTERNS: LazyLock<Patterns> = LazyLock::new(|| {
    let table: Table = toml::from_str(include_str!("outside.toml"))
        .expect("outside.toml is embedded and parsed in a test");
    Patterns {
        words: insensitive(&table.words),
        claim: insensitive(&table.claim),
        in_hand: insensitive(&table.in_hand),
        recommends: insensitive(&table.recommends),
        services: insensitive(&table.services),
        table,
    }
});

/// Says whether a sentence has a word for recommendations of an outside body.
pub(super) fn names_recommendations(said: &Said) -> bool {
    PATTERNS.words.is_match(said.plain().as_bytes())
}

/// Says whether a line is a heading over the recommendations of a body that it names.
pub(super) fn is_heading(said: &Said) -> bool {
    said.plain().split(' ').count() <= MOST_HEADING_WORDS
        && !said.plain().ends_with(['.', ';', '?'])
        && names_recommendations(said)
        && namings(said.plain()).iter().any(|naming| !naming.body.internal)
}

/// Gives the items of `paper` the recommendations of outside bodies, and those that are there
/// already their makers.
pub(in crate::normalise) fn give(paper: &mut Paper) {
    if paper.kind == PaperKind::Listing {
        return;
    }
    let mut items = std::mem::take(&mut paper.items);
    for item in &mut items {
        if matches!(item.part, Part::Trailer) {
            continue;
        }
        in_item(paper, item);
    }
    paper.items = items;
}

/// A sentence of an item.
struct Sentence<'a> {
    span: Range<usize>,
    said: Said<'a>,
}

fn in_item(paper: &Paper, item: &mut Item) {
    let text = |span: &Range<usize>| paper.text.get(span.clone()).unwrap_or_default();
    // Most items are done with here, by a search that skips from one rare letter to the next.
    if !item.spans.iter().any(|span| has_words(text(span))) {
        return;
    }
    let mut lines = Vec::new();
    for span in &item.spans {
        let mut start = span.start;
        for line in text(span).split_inclusive('\n') {
            let met = HINTS.as_ref().map_or(u64::MAX, |hints| hints.met(line).0);
            // A line that names nobody and nothing of theirs says nothing here.
            if met != 0 {
                lines.push((start, line, met));
            }
            start += line.len();
        }
    }
    // Where nobody is named, be it only once the line is folded, nothing of theirs is.
    let named = |(_, line, met): &(usize, &str, u64)| {
        met & NAME != 0 || naming::is_any(Said::of(line).plain())
    };
    let lines = if lines.iter().any(named) { lines } else { Vec::new() };
    let cut = lines.into_iter().flat_map(|(start, line, _)| {
        sentences(line).into_iter().map(move |it| start + it.start..start + it.end)
    });
    let all: Vec<Sentence<'_>> =
        cut.map(|span| Sentence { said: Said::of(text(&span)), span }).collect();
    let mut hand = Hand::default();
    let mut found = Vec::new();
    for sentence in &all {
        let named = namings(sentence.said.plain());
        attribute(item, sentence, &named, &hand);
        if let Some(statement) = spoken_of(item, sentence, &named, &hand) {
            found.push((statement, hand.clone()));
        }
        hand.note(&named);
        if let Some((statement, hand_then)) = found.last_mut()
            && statement.span == sentence.span
        {
            *hand_then = hand.clone();
        }
    }
    let mut spoken = Vec::with_capacity(found.len());
    for (mut statement, hand) in found {
        inspected(&mut statement, &hand, paper, item);
        spoken.push(statement);
    }
    // Statements are in order: what was heard before one was heard before the next.
    let (mut heard, mut hand) = (all.iter().peekable(), Hand::default());
    let mut statements = std::mem::take(&mut item.statements);
    for statement in &mut statements {
        let outside = statement.maker.as_ref().is_some_and(|maker| maker.outside.is_some());
        if !outside || statement.level != Level::Item {
            continue;
        }
        let until = statement.lead_in.as_ref().map_or(statement.span.start, |it| it.end);
        while let Some(sentence) = heard.next_if(|it| it.span.start < until) {
            hand.note(&namings(sentence.said.plain()));
        }
        inspected(statement, &hand, paper, item);
    }
    statements.extend(spoken);
    item.statements = statements;
    item.statements.sort_by_key(|it| (it.span.start, it.span.end));
}

/// What a line may hold: a word for recommendations, or the name of a body or a framework.
const WORD: u64 = 1;
const NAME: u64 = 2;

/// The parts of words for recommendations.
const PARTS: [&str; 6] =
    ["recommend", "areas for", "area for", "areas of", "priority action", "of concern"];

/// Tells in one pass what a line may hold.
static HINTS: LazyLock<Option<Needs>> = LazyLock::new(|| {
    let words = PARTS.map(|word| (word.to_owned(), (WORD, 0)));
    let names = naming::printed().map(|name| (name.to_owned(), (NAME, 0)));
    Needs::of(words.into_iter().chain(names))
});

/// Whether a text has a word for recommendations, told cheaply.
fn has_words(text: &str) -> bool {
    static WORDS: LazyLock<Option<AhoCorasick>> =
        LazyLock::new(|| AhoCorasick::builder().ascii_case_insensitive(true).build(PARTS).ok());
    WORDS.as_ref().is_none_or(|words| words.is_match(text))
}

/// The body in hand: the one named last, and what was inspected under.
#[derive(Default, Clone)]
struct Hand {
    body: Option<&'static Body>,
    framework: Option<&'static str>,
}

impl Hand {
    fn note(&mut self, named: &[Naming]) {
        for naming in named {
            match naming.framework {
                Some(framework) => {
                    let own = |body: &Body| body.frameworks.iter().any(|it| it.id == framework);
                    if self.body.is_none_or(own) {
                        self.framework = Some(framework);
                    }
                }
                None => {
                    if self.body.is_some_and(|body| body.id != naming.body.id) {
                        self.framework = None;
                    }
                    self.body = Some(naming.body);
                }
            }
        }
    }
}

fn maker(body: &Body) -> Maker {
    Maker { name: body.label.clone(), outside: Some(body.id.clone()) }
}

/// Gives the statements that `sentence` opens, or is, the body it names as their maker.
fn attribute(item: &mut Item, sentence: &Sentence, named: &[Naming], hand: &Hand) {
    let Some(word) = PATTERNS.words.find(sentence.said.plain().as_bytes()) else {
        // `Ofsted recommended that …`
        let recommends = named.iter().find(|naming| {
            naming.framework.is_none()
                && PATTERNS
                    .recommends
                    .is_match(&sentence.said.plain().as_bytes()[naming.span.end..])
        });
        let Some(naming) = recommends else { return };
        for statement in &mut item.statements {
            let is_it =
                statement.kind == StatementKind::Recommendation && statement.span == sentence.span;
            if is_it {
                statement.maker = Some(maker(naming.body));
            }
        }
        return;
    };
    let body = near(named, &word.range()).or_else(|| {
        hand.body.filter(|_| PATTERNS.in_hand.is_match(sentence.said.plain().as_bytes()))
    });
    let Some(body) = body else { return };
    for statement in &mut item.statements {
        let opens = statement.kind == StatementKind::Recommendation
            && statement.lead_in.as_ref().is_some_and(|lead_in| {
                sentence.span.start <= lead_in.start && lead_in.end <= sentence.span.end
                    || lead_in.start <= sentence.span.start && sentence.span.end <= lead_in.end
            });
        if opens {
            statement.maker = Some(maker(body));
            statement.addressee = None;
        }
    }
}

/// Whether a sentence belongs to a list of recommendations: it opens it or stands in it.
fn is_listed(item: &Item, sentence: &Sentence) -> bool {
    item.statements.iter().any(|statement| {
        let touches =
            |span: &Range<usize>| span.start < sentence.span.end && sentence.span.start < span.end;
        statement.kind == StatementKind::Recommendation
            && (statement.lead_in.as_ref().is_some_and(touches)
                || statement.maker.as_ref().is_some_and(|it| it.outside.is_some())
                    && touches(&statement.span))
    })
}

/// The claim or the mention that a sentence is.
fn spoken_of(item: &Item, sentence: &Sentence, named: &[Naming], hand: &Hand) -> Option<Statement> {
    let said = sentence.said.plain();
    let word = PATTERNS.words.find(said.as_bytes())?;
    if is_listed(item, sentence) {
        return None;
    }
    let in_hand = || hand.body.filter(|_| PATTERNS.in_hand.is_match(said.as_bytes()));
    let mut statement = Statement::new(StatementKind::Recommendation, sentence.span.clone());
    if let Some((count, at)) = claimed(said)
        && let Some(body) = near(named, &at).or_else(in_hand)
    {
        statement.level = Level::Claim;
        statement.claimed = Some(count);
        statement.maker = Some(maker(body));
        return Some(statement);
    }
    // Other words than `recommendation` are everyday words.
    let plain = word.as_bytes().to_ascii_lowercase().starts_with(b"recommendation");
    let body = near(named, &word.range()).or_else(in_hand).filter(|_| plain)?;
    if body.internal {
        return None;
    }
    statement.level = Level::Mention;
    statement.maker = Some(maker(body));
    Some(statement)
}

/// How many recommendations a sentence says there are, and where it says so.
fn claimed(said: &str) -> Option<(u32, Range<usize>)> {
    PATTERNS.claim.captures_iter(said.as_bytes()).find_map(|found| {
        let between = said.get(found.get(2)?.range())?.to_lowercase();
        let table = &PATTERNS.table;
        if between.split(' ').any(|word| table.between.iter().any(|it| it == word)) {
            return None;
        }
        Some((number(said.get(found.get(1)?.range())?)?, found.get(0)?.range()))
    })
}

/// The number that figures or words stand for.
fn number(printed: &str) -> Option<u32> {
    if let Ok(number) = printed.parse() {
        return Some(number);
    }
    let table = &PATTERNS.table;
    let lower = printed.to_lowercase();
    let one = |word: &str| {
        let at = table.numbers.iter().position(|number| number == word)?;
        u32::try_from(at + 1).ok()
    };
    let ten = |word: &str| table.tens.iter().find(|(name, _)| name == word).map(|(_, ten)| *ten);
    match lower.split_once(['-', ' ']) {
        Some((tens, ones)) => Some(ten(tens)? + one(ones)?),
        None => one(&lower).or_else(|| ten(&lower)),
    }
}

/// Gives a recommendation the framework and the day of its inspection, as far as its item tells.
fn inspected(statement: &mut Statement, hand: &Hand, paper: &Paper, item: &Item) {
    let Some(id) = statement.maker.as_ref().and_then(|maker| maker.outside.clone()) else { return };
    let Some(body) = bodies().by_id(&id) else { return };
    let start = item.spans.first().map_or(0, |span| span.start);
    let before = start..statement.span.end;
    let last = paper
        .dates
        .iter()
        .filter(|date| date.role == DateRole::Inspection && before.contains(&date.span.start))
        .filter(|date| !date.year_inferred && date.precision != Precision::FinancialYear)
        .filter(|date| is_of_inspection(&paper.text, &date.span))
        .max_by_key(|date| date.first);
    statement.inspected = last.map(|date| {
        let day = date.first.to_string();
        let length = match date.precision {
            Precision::Day => 10,
            Precision::Month => 7,
            Precision::Year | Precision::FinancialYear => 4,
        };
        day.get(..length).unwrap_or_default().to_owned()
    });
    let own = |framework: &&'static str| body.frameworks.iter().any(|it| it.id == **framework);
    let of_day = || {
        let month = statement.inspected.as_ref()?.get(..7)?.to_owned();
        let mut then = body.frameworks.iter().filter(|framework| {
            let from = framework.from.as_ref().is_some_and(|from| *from <= month);
            from && framework.to.as_ref().is_none_or(|to| month <= *to)
        });
        let only = then.next()?.id.as_str();
        let only = then.next().is_none().then_some(only)?;
        let said = Said::of(paper.text.get(before.clone())?);
        PATTERNS.services.is_match(said.plain().as_bytes()).then_some(only)
    };
    let framework = hand.framework.filter(own).or_else(of_day);
    statement.framework = framework.map(str::to_owned);
}

/// Says whether a date is told of an inspection itself: a plan that answers one has days of its
/// own. The word stands near it in the same sentence.
fn is_of_inspection(text: &str, date: &Range<usize>) -> bool {
    const WORDS: [&str; 3] = ["inspect", " visit", "assessment"];
    let from = text.floor_char_boundary(date.start.saturating_sub(NEAR));
    let to = text.floor_char_boundary(date.end + NEAR);
    let before = text.get(from..date.start).unwrap_or_default();
    let before = before.rsplit(['.', '\n']).next().unwrap_or_default();
    let after = text.get(date.end..to).unwrap_or_default();
    let after = after.split(['.', '\n']).next().unwrap_or_default();
    [before, after].iter().any(|near| {
        let lower = near.to_lowercase();
        WORDS.iter().any(|word| lower.contains(word))
    })
}
