//! Writes what one file is taken to say, and why.

use std::collections::BTreeSet;
use std::io::Result;
use std::io::Write;
use std::ops::Range;

use super::Page;
use super::Run;
use super::Screen;
use super::statements;
use crate::paper::DateRole;
use crate::paper::Fact;
use crate::paper::Item;
use crate::paper::Paper;
use crate::paper::Part;
use crate::paper::Person;
use crate::paper::Precision;
use crate::present::Inspected;
use crate::present::words;
use crate::search::Quoted;

/// Writes the reading of one file: kind, council, committee and dates with their evidence, then
/// the items, the template left-overs and the problems.
pub fn inspected(file: &Inspected<'_>, screen: Screen, out: &mut dyn Write) -> Result<()> {
    let mut page = Page::new(out, screen);
    page.line(&[Run::strong(file.path)])?;
    row(&mut page, "kind", file.kind.map_or("unknown", |kind| kind.as_str()))?;
    for (number, line) in &file.evidence {
        page.flow(13, 15, &[Run::faint(format!("line {number}: “{line}”"))])?;
    }
    match file.paper {
        Some(paper) => said(&mut page, paper)?,
        None => row(&mut page, "paper", "none in this file")?,
    }
    if file.furniture_words > 0 {
        page.gap()?;
        let left = words::count(file.furniture_words as u64, "word");
        let told = format!("menus, banners and other page furniture left out: {left}");
        page.flow(0, 2, &[Run::plain(told)])?;
    }
    if !file.problems.is_empty() {
        page.gap()?;
        page.line(&[Run::plain(words::count(file.problems.len() as u64, "problem"))])?;
        for problem in file.problems {
            let label = problem.kind.label();
            let told = match problem.detail.as_str() {
                "" => label.to_owned(),
                detail => format!("{label}: {detail}"),
            };
            page.flow(2, 4, &[Run::plain(told)])?;
        }
    }
    Ok(())
}

fn said(page: &mut Page<'_>, paper: &Paper) -> Result<()> {
    row(page, "title", paper.title.as_deref().unwrap_or("none"))?;
    row(page, "address", paper.address.as_deref().unwrap_or("unknown"))?;
    fact(page, "council", paper.council.as_ref(), |council| match &council.id {
        Some(id) => format!("{} [{id}]", council.name),
        None => format!("{} [not in the registry]", council.name),
    })?;
    fact(page, "committee", paper.committee.as_ref(), |committee| {
        let mut told = vec![committee.name.clone()];
        told.extend(committee.function.iter().chain(&committee.also).cloned());
        told.extend(committee.themes.iter().cloned());
        told.extend(committee.flags.iter().cloned());
        told.join(" · ")
    })?;
    fact(page, "date", paper.date.as_ref(), |date| words::day(*date))?;
    fact(page, "decided", paper.decision_date.as_ref(), |date| words::day(*date))?;
    if !paper.dates.is_empty() {
        row(page, "mentions", &mentions(paper))?;
    }
    for (at, topic) in paper.topics.iter().enumerate() {
        row(page, if at == 0 { "topics" } else { "" }, &topic.id)?;
        page.flow(13, 15, &[Run::faint(topic.cues.join(", "))])?;
    }
    people(page, &paper.people)?;
    page.gap()?;
    page.line(&[Run::plain(words::count(paper.items.len() as u64, "item"))])?;
    for item in &paper.items {
        item_line(page, paper, item)?;
    }
    stated(page, paper)?;
    if !paper.rubbish.is_empty() {
        page.gap()?;
        let told = format!("template left-overs set aside: {}", paper.rubbish.len());
        page.line(&[Run::plain(told)])?;
        for rubbish in &paper.rubbish {
            let text = paper.text.get(rubbish.span.clone()).unwrap_or_default();
            page.flow(2, 4, &[Run::plain(format!("{}: “{}”", rubbish.name, text.trim()))])?;
        }
    }
    Ok(())
}

/// Writes the statements of all items, each item's below its number and title.
fn stated(page: &mut Page<'_>, paper: &Paper) -> Result<()> {
    let count: usize = paper.items.iter().map(|item| item.statements.len()).sum();
    if count == 0 {
        return Ok(());
    }
    page.gap()?;
    page.line(&[Run::plain(words::count(count as u64, "statement"))])?;
    for item in paper.items.iter().filter(|item| !item.statements.is_empty()) {
        let number = item.number.as_deref().unwrap_or_default();
        let title = item.title.as_deref().unwrap_or("(no title)");
        page.flow(2, 4, &[Run::faint(format!("{number} {title}"))])?;
        for statement in &item.statements {
            let words = |span: Range<usize>| paper.text.get(span).map(str::to_owned);
            let quoted = Quoted {
                text: words(statement.span.clone()).unwrap_or_default(),
                lead_in: statement.lead_in.clone().and_then(words),
                statement: statement.clone(),
            };
            statements::with_facts(page, &quoted, 2)?;
        }
    }
    Ok(())
}

/// Writes the people as a list: name and role, then kind and what the roll says, then the words
/// that decided.
fn people(page: &mut Page<'_>, people: &[Person]) -> Result<()> {
    if people.is_empty() {
        return Ok(());
    }
    page.gap()?;
    page.line(&[Run::plain(match people.len() {
        1 => "1 person".to_owned(),
        n => format!("{} people", words::number(n as u64)),
    })])?;
    for person in people {
        let named = [&person.name, &person.role].into_iter().flatten().cloned();
        let called: Vec<String> = named.chain(person.organisation.clone()).collect();
        let roll = person.attendance.map(|seat| format!(", {}", seat.as_str().replace('_', " ")));
        let kind = person.kind.as_str().replace('_', "-");
        let mut told = format!("{kind}{}", roll.unwrap_or_default());
        if let Some(post) =
            person.canonical_role.as_ref().filter(|post| person.role.as_ref() != Some(*post))
        {
            told.push_str(&format!(", counted as {post}"));
        }
        if !person.aliases.is_empty() {
            told.push_str(&format!(", also printed {}", person.aliases.join(", ")));
        }
        let shown = called.join(", ");
        page.hang(&Run::plain("  "), 4, &[Run::plain(shown), Run::faint(format!(" ({told})"))])?;
        page.flow(4, 6, &[Run::faint(format!("“{}”", person.evidence))])?;
    }
    Ok(())
}

/// The dates that a paper speaks of, each once, in the order of the calendar; what happened on a
/// date stands before it.
fn mentions(paper: &Paper) -> String {
    let shaped = paper
        .dates
        .iter()
        .map(|date| (date.first, date.last, date.precision, date.role, date.year_inferred));
    let all: BTreeSet<_> = shaped.collect();
    let told = all.into_iter().map(|(first, last, precision, role, year_inferred)| {
        let printed = match precision {
            Precision::Day if first == last => words::day(first),
            Precision::Month if first.month() == last.month() => {
                first.strftime("%B %Y").to_string()
            }
            Precision::Year if first.year() == last.year() => first.year().to_string(),
            Precision::FinancialYear => format!("{}/{}", first.year(), last.strftime("%y")),
            Precision::Month => {
                format!("{} to {}", first.strftime("%B %Y"), last.strftime("%B %Y"))
            }
            Precision::Year => format!("{} to {}", first.year(), last.year()),
            Precision::Day => format!("{} to {}", words::day(first), words::day(last)),
        };
        let role = match role {
            DateRole::Other => String::new(),
            role => format!("{}: ", role.as_str().replace('_', " ")),
        };
        let year = if year_inferred { " (year inferred)" } else { "" };
        format!("{role}{printed}{year}")
    });
    told.collect::<Vec<_>>().join(" · ")
}

/// Writes one item as number, title, number of words and page.
fn item_line(page: &mut Page<'_>, paper: &Paper, item: &Item) -> Result<()> {
    let number = item.number.as_deref().unwrap_or_default();
    let title = match (&item.title, item.part) {
        (Some(title), _) => title.as_str(),
        (None, Part::Item) => "(no title)",
        (None, Part::Header) => "(header)",
        (None, Part::Body) => "(whole text)",
        (None, Part::Trailer) => "(trailer)",
    };
    let words = paper.text_of(item).split_whitespace().count() as u64;
    let mut size = words::count(words, "word");
    if let Some(on) = item.page {
        size.push_str(&format!(", p. {on}"));
    }
    let left = [Run::plain(format!("  {number:<8}  ")), Run::plain(title)];
    let right = Run::faint(size);
    if !page.two_ends(&left, &right)? {
        page.hang(&left[0], 12, &left[1..])?;
        page.flow(12, 12, &[right])?;
    }
    Ok(())
}

/// Writes a fact with its layer and, below it, what it was read from; or says that it is not
/// known.
fn fact<T>(
    page: &mut Page<'_>,
    name: &str,
    fact: Option<&Fact<T>>,
    told: impl Fn(&T) -> String,
) -> Result<()> {
    let Some(fact) = fact else {
        return row(page, name, "unknown");
    };
    row(page, name, &format!("{} ({})", told(&fact.value), fact.layer))?;
    page.flow(13, 15, &[Run::faint(format!("“{}”", fact.evidence))])
}

fn row(page: &mut Page<'_>, name: &str, value: &str) -> Result<()> {
    page.hang(&Run::faint(format!("  {name:<11}")), 13, &[Run::plain(value)])
}
