//! Writes statements below each other: by level, then by paper, each with what is known of it and
//! where it stands.

use std::io;
use std::io::Write;

use super::Page;
use super::Run;
use super::Screen;
use super::facets;
use super::found;
use super::place;
use super::receipt;
use crate::error::Result;
use crate::paper::Level;
use crate::paper::Statement;
use crate::paper::StatementKind;
use crate::present::Asked;
use crate::present::words;
use crate::search::Claimed;
use crate::search::CouncilSummary;
use crate::search::Quoted;
use crate::search::Said;
use crate::search::StatementRow;
use crate::search::Statements;
use crate::search::Summary;

/// What opens a list and has more bytes is read once above it.
const SHORT: usize = 32;

/// Writes the statements that answer a query, the rows as they come; with `history`, of each row
/// where and when it was said, and what was said of it. Where there are none, it says what might
/// help.
pub fn statements(
    statements: &Statements,
    rows: impl Iterator<Item = Result<StatementRow>>,
    history: bool,
    asked: &Asked,
    screen: Screen,
    out: &mut dyn Write,
) -> Result<()> {
    let mut page = Page::new(out, screen);
    found::opening(&mut page, &totals(statements), &statements.heading)?;
    if let Some(all) = statements.as_printed {
        let told = format!(
            "as printed, copies and all: {} in {} of {}",
            words::count(all.occurrences, "statement"),
            words::count(all.items, "item"),
            words::count(all.papers, "paper"),
        );
        page.flow(0, 2, &[Run::plain(told)])?;
    }
    if let Some(summary) = &statements.summary {
        summed(&mut page, summary)?;
    }
    if statements.total == 0 {
        found::advice(&mut page, &statements.heading, &Default::default(), asked)?;
    }
    by_level(&mut page, rows, statements.grouped, history)?;
    if statements.shown < statements.total {
        page.gap()?;
        let shown = words::number(statements.shown);
        let total = words::number(statements.total);
        page.flow(0, 2, &[Run::faint(format!("{shown} of {total} shown; `--limit 0` shows all"))])?;
    }
    if statements.total > 0 {
        page.gap()?;
        facets::columns(&mut page, &statements.facets)?;
    }
    if asked.receipt {
        page.gap()?;
        receipt::lines(&mut page, &statements.heading, &statements.counts(), asked)?;
    }
    Ok(())
}

/// `20 recommendations (17 with their text, 2 claims, 1 mention), said 25 times in 4 papers`.
fn totals(statements: &Statements) -> String {
    let what = if statements.grouped { "recommendation" } else { "statement" };
    if statements.total == 0 {
        return format!("no {what} found");
    }
    let mut told = words::count(statements.total, what);
    let levels = statements.levels;
    if statements.grouped || levels.claim + levels.mention > 0 {
        told.push_str(&format!(
            " ({} with their text, {}, {})",
            words::number(levels.item),
            words::count(levels.claim, "claim"),
            words::count(levels.mention, "mention"),
        ));
    }
    if statements.grouped {
        told.push_str(&format!(", said {}", words::count(statements.occurrences, "time")));
    }
    let (items, papers) = (statements.items, statements.papers);
    format!("{told} in {} of {}", words::count(items, "item"), words::count(papers, "paper"))
}

/// Writes what there is of each council.
fn summed(page: &mut Page<'_>, summary: &Summary) -> io::Result<()> {
    page.gap()?;
    let nothing = |it: &&CouncilSummary| it.held == 0 && it.claims.is_empty() && it.mentions == 0;
    for council in summary.councils.iter().filter(|it| !nothing(it)) {
        let mut told: Vec<String> = council.claims.iter().map(claim).collect();
        told.push(format!("{} held here", words::number(council.held)));
        if council.mentions > 0 {
            told.push(words::count(council.mentions, "mention"));
        }
        told.push(format!("in {} searched", words::count(council.papers, "paper")));
        let name = council.council.as_deref().unwrap_or("council unknown");
        page.flow(0, 2, &[Run::strong(name), Run::plain(format!(": {}", told.join(" · ")))])?;
    }
    let without: Vec<&CouncilSummary> = summary.councils.iter().filter(nothing).collect();
    list(page, "nothing found", &without)?;
    let elsewhere: Vec<&CouncilSummary> = summary.not_applicable.iter().collect();
    let bodies = summary.bodies.join(" and ");
    list(page, &format!("not applicable, outside the powers of {bodies}"), &elsewhere)
}

/// `17 claimed (ilacs, 2016)`.
fn claim(of: &Claimed) -> String {
    let told: Vec<&str> =
        [&of.framework, &of.inspected].into_iter().filter_map(|it| it.as_deref()).collect();
    let told = if told.is_empty() { String::new() } else { format!(" ({})", told.join(", ")) };
    format!("{} claimed{told}", words::number(of.claimed.into()))
}

/// Writes councils in one line, with how many of their papers were searched.
fn list(page: &mut Page<'_>, what: &str, councils: &[&CouncilSummary]) -> io::Result<()> {
    let named = councils.iter().map(|it| {
        let name = it.council.as_deref().unwrap_or("council unknown");
        format!("{name} ({})", words::count(it.papers, "paper"))
    });
    let named: Vec<String> = named.collect();
    if named.is_empty() {
        return Ok(());
    }
    page.flow(0, 2, &[Run::plain(format!("{what}: {}", named.join(", ")))])
}

/// Writes rows below the headings of their levels and papers, as often as these change.
fn by_level(
    page: &mut Page<'_>,
    rows: impl Iterator<Item = Result<StatementRow>>,
    grouped: bool,
    history: bool,
) -> Result<()> {
    let mut level = Level::Item;
    let mut heading = String::new();
    let mut opener: Option<String> = None;
    for row in rows {
        let row = row?;
        let first = &row.first.quoted.statement;
        if first.level != level {
            page.gap()?;
            page.line(&[Run::strong(match first.level {
                Level::Item => "with their text",
                Level::Claim => "claims: how many there are said to be",
                Level::Mention => "mentions: that there are some",
            })])?;
            (level, heading) = (first.level, String::new());
        }
        let whence = place::heading(&row.first.about);
        if whence != heading {
            page.gap()?;
            page.flow(0, 2, &[Run::strong(whence.as_str())])?;
            (heading, opener) = (whence, None);
        }
        // What opens a list is read once above its rows, where it is long.
        let lead_in = row.first.quoted.lead_in.as_ref().filter(|it| it.len() > SHORT);
        if lead_in != opener.as_ref()
            && let Some(lead_in) = lead_in
        {
            page.flow(3, 3, &[Run::faint(lead_in.as_str())])?;
        }
        opener = lead_in.cloned();
        one(page, &row, grouped, history)?;
    }
    Ok(())
}

fn one(page: &mut Page<'_>, row: &StatementRow, grouped: bool, history: bool) -> io::Result<()> {
    passage(page, &row.first.quoted, 3, SHORT)?;
    let statement = &row.first.quoted.statement;
    let mut told = known(statement, grouped);
    told.extend(claimed(row));
    told.extend(row.status().map(|status| format!("status: {status}")));
    told.extend(row.response().map(|response| format!("response: {response}")));
    if !told.is_empty() {
        page.flow(6, 6, &[Run::plain(told.join(" · "))])?;
    }
    if history {
        for said in row.occurrences() {
            page.flow(6, 8, &[Run::plain(then(said))])?;
            cited(page, said, 8)?;
        }
        return Ok(());
    }
    cited(page, &row.first, 6)?;
    if !row.later.is_empty() {
        let days: Vec<String> = row.later.iter().map(day).collect();
        page.flow(6, 8, &[Run::plain(format!("again: {}", days.join(" · ")))])?;
    }
    Ok(())
}

/// Writes a statement without where it stands: its words, then what is known of it.
pub(super) fn with_facts(page: &mut Page<'_>, quoted: &Quoted, left: usize) -> io::Result<()> {
    passage(page, quoted, left, usize::MAX)?;
    let statement = &quoted.statement;
    let mut told = known(statement, false);
    told.extend(statement.claimed.map(|it| format!("{} claimed", words::number(it.into()))));
    told.extend(statement.status.as_ref().map(|it| format!("status: {it}")));
    told.extend(statement.response.as_ref().map(|it| format!("response: {it}")));
    page.flow(left + 3, left + 3, &[Run::faint(told.join(" · "))])
}

/// Writes the number of a statement and its words, behind those that open its list where these
/// have no more bytes than `short`.
fn passage(page: &mut Page<'_>, quoted: &Quoted, left: usize, short: usize) -> io::Result<()> {
    let number = quoted.statement.number.as_deref().unwrap_or("–");
    let mut runs = Vec::new();
    runs.extend(
        quoted
            .lead_in
            .as_deref()
            .filter(|it| it.len() <= short)
            .map(|it| Run::faint(format!("{it} "))),
    );
    runs.push(Run::plain(quoted.text.as_str()));
    page.hang(&Run::plain(format!("{:left$}{number:<2} ", "")), left + 3, &runs)
}

/// Says what is known of a statement: its kind, who makes it to whom, how a vote ended. What its
/// list says of all its rows is left out of `grouped` ones.
fn known(statement: &Statement, grouped: bool) -> Vec<String> {
    let mut told = Vec::new();
    if !grouped || statement.kind != StatementKind::Recommendation {
        let also = statement.also.map(|kind| format!(" and {kind}"));
        told.push(format!("{}{}", statement.kind, also.unwrap_or_default()));
    }
    if let Some(maker) = &statement.maker {
        let under: Vec<&str> = [&statement.framework, &statement.inspected]
            .into_iter()
            .filter_map(|it| it.as_deref())
            .collect();
        let under =
            if under.is_empty() { String::new() } else { format!(" ({})", under.join(", ")) };
        told.push(format!("by {}{under}", maker.name));
    }
    told.extend(statement.addressee.as_ref().map(|it| format!("to {it}")));
    told.extend(statement.outcome.map(|outcome| outcome.as_str().to_owned()));
    if let Some(tally) = &statement.tally {
        let votes =
            [("for", tally.in_favour), ("against", tally.against), ("abstained", tally.abstained)];
        let votes = votes.into_iter().filter_map(|(how, count)| Some(format!("{how} {}", count?)));
        told.push(votes.collect::<Vec<_>>().join(", "));
    }
    told.retain(|it| !it.is_empty());
    told
}

/// Says how many recommendations a claim speaks of, and of how many the text is held.
fn claimed(row: &StatementRow) -> Option<String> {
    let claimed = row.first.quoted.statement.claimed?;
    let told = format!("{} claimed", words::number(claimed.into()));
    Some(match row.held.unwrap_or(0) {
        0 => format!("{told}, text not held here"),
        held if held < claimed.into() => {
            format!("{told}, text of {} held here", words::number(held))
        }
        held => format!("{told}, {} held here", words::number(held)),
    })
}

/// Writes where a statement can be read.
fn cited(page: &mut Page<'_>, said: &Said, left: usize) -> io::Result<()> {
    let id = [Run::plain(" ".repeat(left)), Run::faint(said.id.as_str())];
    let path = Run::faint(place::path_on(&said.about, said.page()));
    if page.two_ends(&id, &path)? {
        return Ok(());
    }
    page.flow(left, left, &id[1..])?;
    page.flow(left, left, &[path])
}

/// `4 March 2019: in progress · response: agreed`.
fn then(said: &Said) -> String {
    let statement = &said.quoted.statement;
    let response = statement.response.as_ref().map(|it| format!("response: {it}"));
    let told: Vec<String> = statement.status.iter().cloned().chain(response).collect();
    let told = if told.is_empty() { "no status said".to_owned() } else { told.join(" · ") };
    format!("{}: {told}", day(said))
}

fn day(said: &Said) -> String {
    match said.about.date {
        Some((date, layer)) => words::marked(&words::day(date), layer),
        None => "undated".to_owned(),
    }
}
