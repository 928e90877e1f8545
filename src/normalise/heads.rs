//! Finds the lines of a paper that say which body met and when: the heads of meetings.
//!
//! A head is a passage such as "Minutes of the meeting of the Audit Panel held on 3 May 2019",
//! which may run over several lines. What the body's name and the day are worth is for
//! `committee`, `council` and `day` to judge.

use crate::normalise::dates::Found;
use crate::normalise::lexicon::begins_with;
use crate::normalise::passage;
use crate::normalise::passage::CUES;
use crate::normalise::passage::WORDINGS;
use crate::normalise::reading::Reading;
use crate::normalise::reading::folded_space;
use crate::normalise::reading::opens_roll;
use crate::paper::PaperKind;

/// How many lines from the top the head of minutes may begin; a letterhead may go before it.
const TOP: usize = 25;

/// How many lines from the top an agenda's call to the meeting may stand.
const CALL: usize = 60;

/// How a head says it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Wording {
    /// `Decided at meeting: 14/03/2018 - Audit Panel`, `Meeting: 14/03/2018 - Audit Panel (Item 7)`.
    Decided,
    /// `Audit Panel - Wednesday, 14 March 2018 10.00 am`, the heading of a meeting's page.
    Page,
    /// `Minutes of the meeting of the Audit Panel held on 14 March 2018`.
    Minutes,
    /// `You are summoned to a meeting of the Audit Panel to be held on 14 March 2018`.
    Call,
}

/// A passage that says which body met and when.
#[derive(Debug, Clone)]
pub(super) struct Head {
    /// How it says it.
    pub(super) wording: Wording,
    /// The number of its first line in [`Reading::lines`].
    pub(super) line: usize,
    /// The passage, in one line.
    pub(super) passage: String,
    /// The words that stand where the body's name does, not yet judged.
    pub(super) body: Option<String>,
    /// The day of the meeting.
    pub(super) day: Option<Found>,
}

/// Returns the heads of a paper that count for its kind, the surest wording first.
pub(super) fn find(reading: &Reading<'_>) -> Vec<Head> {
    match reading.kind {
        PaperKind::DecisionDetails
        | PaperKind::IssueDecisions
        | PaperKind::IssueMeetings
        | PaperKind::AgendaItem => decided(reading),
        PaperKind::AgendaAndMinutes => {
            let page = page(reading);
            if page.is_empty() { minutes(reading) } else { page }
        }
        PaperKind::Minutes => {
            let mut heads = minutes(reading);
            // Minutes whose head says no day may carry a page's heading.
            if heads.iter().all(|head| head.day.is_none()) {
                heads.splice(0..0, page(reading));
            }
            // Notes under the agenda that called to the meeting.
            if heads.iter().all(|head| head.day.is_none()) {
                let is_summons = |head: &Head| WORDINGS.summons.is_match(&head.passage);
                heads.splice(0..0, call(reading).into_iter().filter(is_summons));
            }
            heads
        }
        PaperKind::Agenda | PaperKind::PrintedDecisions => {
            let mut heads = call(reading);
            heads.extend(page(reading));
            heads
        }
        _ => Vec::new(),
    }
}

fn decided(reading: &Reading<'_>) -> Vec<Head> {
    let lines = reading.lines.iter().enumerate();
    lines
        .filter(|(_, line)| line.text.contains("eeting:") || line.text.starts_with("Meeting of "))
        .filter_map(|(at, line)| {
            let passage = folded_space(line.text);
            let captures = WORDINGS
                .decided
                .captures(&passage)
                .or_else(|| WORDINGS.item_of.captures(&passage))?;
            let (body, day) = (captures["body"].to_owned(), passage::day(&captures["day"]));
            Some(Head { wording: Wording::Decided, line: at, passage, body: Some(body), day })
        })
        .collect()
}

/// The number that the page of one agenda item prints beside its meeting: `(Item 7.)`.
pub(super) fn item_number(head: &Head) -> Option<String> {
    let captures = WORDINGS.item_of.captures(&head.passage)?;
    Some(captures["number"].to_owned())
}

fn page(reading: &Reading<'_>) -> Vec<Head> {
    let found = reading.top(TOP).iter().enumerate().find_map(|(at, line)| {
        if !may_be_page(line.text) {
            return None;
        }
        let passage = folded_space(line.text);
        let captures = WORDINGS.page.captures(&passage)?;
        let day = passage::day(&captures["day"])?;
        let is_other = WORDINGS.approval.is_match(&passage)
            || WORDINGS.no_day.is_match(&passage)
            || WORDINGS.no_head.is_match(&passage)
            || WORDINGS.minutes.is_match(&passage);
        let body = Some(captures["body"].to_owned());
        (!is_other).then_some(Head {
            wording: Wording::Page,
            line: at,
            passage,
            body,
            day: Some(day),
        })
    });
    found.into_iter().collect()
}

/// Says whether a line holds what the heading of a page does, a weekday and a year: `false` is
/// sure, and told much faster than by the pattern.
fn may_be_page(line: &str) -> bool {
    let is_year = |four: &[u8]| four.iter().all(u8::is_ascii_digit);
    line.as_bytes().windows(4).any(is_year) && CUES.weekday.is_match(line)
}

/// The head of the minutes, and those of further meetings in the same paper. Headings above it
/// may name the body and no day; below it, or below a roll, a line counts only where another
/// roll of members follows: else it is an item that names the last meeting.
fn minutes(reading: &Reading<'_>) -> Vec<Head> {
    let mut heads: Vec<Head> = Vec::new();
    let (mut past, mut rolled) = (0, false);
    for (at, line) in reading.lines.iter().enumerate() {
        let deep = at >= TOP || rolled || heads.iter().any(|head| head.day.is_some());
        rolled |= at < TOP && opens_roll(line.text);
        if at < past || !opens_minutes(reading, at, deep) || !may_be_head(reading, at) {
            continue;
        }
        let (passage, lines) = passage::running(reading, at, opens_line);
        if deep && !has_roll(reading, at + lines) {
            continue;
        }
        let from = WORDINGS.minutes.find(&passage).map_or(0, |found| found.start());
        let passage = passage::before_roll(&passage[from..]);
        let day = passage::day(passage);
        if WORDINGS.approval.is_match(passage) || (deep && day.is_none()) {
            continue;
        }
        past = at + lines;
        let body = passage::body(passage);
        let passage = passage.to_owned();
        heads.push(Head { wording: Wording::Minutes, line: at, passage, body, day });
    }
    // What bears the day is the head itself; the headings above it only help out.
    heads.sort_by_key(|head| head.day.is_none());
    heads
}

/// Says whether a line may open the head of minutes.
fn opens_minutes(reading: &Reading<'_>, at: usize, deep: bool) -> bool {
    let line = passage::start(reading.lines[at].text);
    // Further down only a line that begins so: prose speaks of minutes all the time.
    if deep {
        return opens_line(line);
    }
    if !CUES.minutes.is_match(line) {
        return CUES.meeting.is_match(line) && WORDINGS.meeting.is_match(&with_next(reading, at));
    }
    WORDINGS.minutes.is_match(line) || WORDINGS.minutes.is_match(&with_next(reading, at))
}

/// Says whether a line begins with `Minutes of`, a word or two before it aside.
fn opens_line(line: &str) -> bool {
    let words = first_words(line).as_bytes();
    let is_cue = |at: usize| begins_with(&line[at..], "minutes");
    memchr::memchr2_iter(b'm', b'M', words).any(is_cue)
        && WORDINGS
            .minutes
            .find(passage::start(line))
            .is_some_and(|found| line[..found.start()].split_whitespace().count() <= 3)
}

/// The beginning of a line, as far as `minutes` may stand in it with three words before it at most.
fn first_words(line: &str) -> &str {
    let begins = |(at, byte): &(usize, u8)| {
        byte.is_ascii_graphic()
            && at.checked_sub(1).is_none_or(|before| line.as_bytes()[before] == b' ')
    };
    let fifth = line.bytes().enumerate().filter(begins).nth(4);
    &line[..fifth.map_or(line.len(), |(at, _)| at)]
}

/// Says whether nothing shows that the line `at` is an item or a link.
fn may_be_head(reading: &Reading<'_>, at: usize) -> bool {
    let line = reading.lines[at].text;
    let numbered = at > 0 && is_lone_number(reading.lines[at - 1].text);
    let is_item = WORDINGS.no_head.is_match(passage::start(line)) && !is_numbered_head(line, at);
    !numbered && !line.contains("://") && !is_item
}

/// Says whether a line opens minutes although a minute's number goes before: in capitals, at the
/// very top, with its roll behind it: `1207/05/2020 MINUTES OF … HELD ON … Present:`.
fn is_numbered_head(line: &str, at: usize) -> bool {
    let words = line.trim_start_matches(|c: char| c.is_ascii_digit() || " /.".contains(c));
    at < 4
        && words.len() < line.len()
        && words.starts_with("MINUTES OF ")
        && passage::before_roll(words).contains(" HELD ")
        && passage::before_roll(words).len() < words.len()
}

/// The line `at` with the one after it: a wording may run over the end of a line.
fn with_next(reading: &Reading<'_>, at: usize) -> String {
    let end = reading.lines.len().min(at + 2);
    let two: Vec<&str> =
        reading.lines[at..end].iter().map(|line| passage::start(line.text)).collect();
    folded_space(&two.join(" "))
}

/// Says whether a roll of members stands in the lines after a head.
fn has_roll(reading: &Reading<'_>, from: usize) -> bool {
    let to = reading.lines.len().min(from + 6);
    reading.lines[from.min(to)..to].iter().any(|line| opens_roll(line.text))
}

/// The call to the meeting in an agenda. The first strong wording decides, with a day or
/// without: what follows speaks of other meetings.
fn call(reading: &Reading<'_>) -> Vec<Head> {
    let lines = reading.top(CALL);
    let end = lines
        .iter()
        .skip(1)
        .position(|line| opens_items(line.text))
        .map_or(lines.len(), |at| at + 1);
    let cued: Vec<bool> = reading.lines[..reading.lines.len().min(end + 1)]
        .iter()
        .map(|line| CUES.call.is_match(passage::start(line.text)))
        .collect();
    // What each line that may call says with the next, and how much of that is its own.
    let calls: Vec<(usize, String, usize)> = (0..end)
        .filter(|at| cued[*at] || cued.get(at + 1).is_some_and(|next| *next))
        .filter(|at| may_be_head(reading, *at))
        .map(|at| {
            let own = folded_space(passage::start(lines[at].text)).len();
            (at, with_next(reading, at), own)
        })
        .collect();
    let worded = |pattern: &regex::Regex| {
        let says = |(_, two, own): &&(usize, String, usize)| {
            pattern.find(two).is_some_and(|found| found.start() < *own)
        };
        calls.iter().find(says).map(|(at, ..)| *at)
    };
    let strong = worded(&WORDINGS.call);
    let Some(at) = strong.or_else(|| worded(&WORDINGS.weak_call)) else { return Vec::new() };
    // The sentence may begin on the line before: `The Audit Panel` `will be held on`.
    let runs_from_before =
        at > 0 && strong.is_some() && passage::body(&with_next(reading, at)).is_none();
    let from = if runs_from_before { at - 1 } else { at };
    let (passage, _) = passage::running(reading, from, opens_line);
    let passage = passage::before_roll(&passage);
    // In a call the day stands after its words; the letter's own date goes before.
    let words = WORDINGS.call.find(passage).or_else(|| WORDINGS.weak_call.find(passage));
    let day = passage::day(&passage[words.map_or(0, |found| found.start())..]);
    let (body, passage) = (passage::body(passage), passage.to_owned());
    vec![Head { wording: Wording::Call, line: from, passage, body, day }]
}

/// Says whether the items of an agenda begin with this line.
fn opens_items(line: &str) -> bool {
    let line = line.trim_start_matches(['*', '#', ' ']);
    line.starts_with("1.")
        || line.starts_with("1 ")
        || begins_with(line, "item 1")
        || opens_roll(line)
}

/// Says whether a line is the number of an item and nothing else.
fn is_lone_number(line: &str) -> bool {
    (2..=8).contains(&line.len())
        && line.starts_with(|c: char| c.is_ascii_digit())
        && line.bytes().all(|byte| byte.is_ascii_digit() || b"./)".contains(&byte))
}

#[cfg(test)]
mod tests;
