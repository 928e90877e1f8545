//! Finds the lines of a paper that say which body met and when: the heads of meetings.
//!
//! A head is a passage such as "Minutes of the meeting of the Audit Panel held on 3 May 2019",
//! which may run over several lines. What the body's name and the day are worth is for
//! `committee`, `council` and `day` to judge.

use std::sync::LazyLock;

use regex::Regex;

use crate::normalise::dates;
use crate::normalise::dates::Found;
use crate::normalise::reading::Reading;
use crate::normalise::reading::folded_space;
use crate::paper::PaperKind;

/// How many lines from the top the head of minutes may begin; a letterhead may go before it.
const TOP: usize = 25;

/// How many lines from the top an agenda's call to the meeting may stand.
const CALL: usize = 60;

/// How far a head may run, in lines and in bytes.
const LONGEST: (usize, usize) = (6, 420);

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

struct Patterns {
    decided: Regex,
    page: Regex,
    minutes: Regex,
    meeting: Regex,
    no_head: Regex,
    approval: Regex,
    call: Regex,
    body_of: Regex,
    body_before: Regex,
    body_held: Regex,
    stop: Regex,
    running: Regex,
    roll: Regex,
    no_day: Regex,
}

static PATTERNS: LazyLock<Patterns> = LazyLock::new(|| {
    let one = |pattern: &str| Regex::new(&format!("(?i){pattern}")).expect("a fixed pattern");
    // Where the name of a body ends in a head.
    let end = r"(?:[\s,]*(?:\(|\bwhich was\b|\bwas\b|\bheld\b|\bto be held\b|\bwill be\b|\bthat\b|\btaking place\b|\bon\s+(?:the\s+)?(?:\d|mon|tue|wed|thu|fri|sat|sun)|\bat\s|\bin the\b|\bin\s+\p{L}|\bvia\b|\bby\s+|\bfor\s+(?:the\s+)?\w+\s+\d{4}|[-–—:,]?\s*(?:mon|tues|wednes|thurs|fri|satur|sun)day\b|[-–—:,]?\s*\d{1,2}(?:st|nd|rd|th)?\s+\p{L}|[-–—:]\s|\.\s|\.?$))";
    Patterns {
        decided: one(
            r"^(?:decided at meeting|meeting):\s*(?P<day>\d{1,2}/\d{1,2}/\d{4})\s*[-–—]\s*(?P<body>.+?)\s*(?:\(item\s+[\w. /-]+\))?$",
        ),
        page: one(
            r"^(?P<body>.{3,150}?)\s*[-–—,]\s*(?P<day>(?:(?:mon|tues|wednes|thurs|fri|satur|sun)day|dydd\s+\w+)\b.*\d{4})\b(?P<rest>.{0,40})$",
        ),
        minutes: one(r"\bminutes\b(?:\s+and\s+\w+)?\s+(?:of|from|for)\b"),
        meeting: one(
            r"^\W*(?:(?:a|an|the|at|draft|record|notes|proceedings|report|of)\s+)*(?:\w+\s+){0,3}meetings?\s+(?:of\s+.{3,120}?\s+|was\s+|were\s+)?(?:was\s+)?held\b",
        ),
        no_head: one(
            r"^\W*(?:\d+[.)/\d]*\s+\W*|item\s+\d|to\s+(?:approve|confirm|agree|receive|sign|consider|adopt|accept|note|authorise)|(?:approval|confirmation|adoption|signing|acceptance)\s+of|circulated|(?:the\s+)?(?:draft\s+)?minutes of (?:the )?(?:last|previous)|resolved|it was|that|proposed)\b",
        ),
        approval: one(
            r"\b(?:were|was|be|being|having been|had been|are)\s+(?:then\s+|duly\s+|unanimously\s+|taken\s+as\s+read|read|approved|agreed|confirmed|signed|accepted|adopted|circulated|proposed|considered|noted|received)\b|\bmatters arising\b|\btrue (?:and|record)|\b(?:correct|accurate|true) record\b|\bproposed\b|\bnext meeting\b",
        ),
        call: one(
            r"\b(?:to be held|will be held|summoned\b.{0,40}\b(?:attend|meeting)|(?:requested|invited|required|notified)\s+to\s+attend|(?:hereby given|notice)\b.{0,60}\bmeeting|meetings?\s+of\b.{3,100}\bon\b|will (?:take place|meet)|takes place)\b",
        ),
        body_of: one(&format!(r"\bmeetings?\s+of\s+(?:the\s+)?(?P<body>.{{3,140}}?){end}")),
        body_before: one(
            r"\b(?:minutes\s+(?:of|from|for)|attend|of|at|to)\s+(?:the\s+|a\s+|an\s+)?(?P<body>[^,.;:]{3,140}?)[\s,]+meetings?\b",
        ),
        body_held: one(&format!(
            r"\bminutes\s+(?:of|from|for)\s+(?:the\s+)?(?P<body>.{{3,140}}?){end}"
        )),
        stop: one(
            r"^\W*(?:\W*\d+[.)]\s|(?:also |those |members? |councillors |cllrs?\.? |officers? )*(?:present|attendees|attendance|in attendance|in the chair|chair(?:man|person)?\b|apologies|absent|members|councillors?\b|cllrs?\b|officials|agenda\b|resolved|the meeting\b|the chair|public\b|time:))",
        ),
        running: one(
            r"\b(?:present|apologies|in attendance|attended|members)\s*(?::|[-–—]|\bwere\b)|\bpresent\b",
        ),
        roll: one(
            r"^\W*(?:(?:also|those|members?|councillors|cllrs?\.?|officers?|in)\s+)*(?:present|attend|apolog|in the chair|chair)",
        ),
        no_day: one(
            r"\b(?:next|previous|last)\s+(?:\w+\s+){0,3}meeting|\b(?:published|publication|dated|approved|signed)\b",
        ),
    }
});

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
            let minutes = minutes(reading);
            if minutes.iter().any(|head| head.day.is_some()) {
                return minutes;
            }
            // Minutes whose head says nothing may carry a page's heading.
            let page = page(reading);
            if page.is_empty() { minutes } else { page }
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
        .filter(|(_, line)| line.text.contains("eeting:"))
        .filter_map(|(at, line)| {
            let passage = folded_space(line.text);
            let captures = PATTERNS.decided.captures(&passage)?;
            let body = Some(captures["body"].to_owned());
            let day = dates::in_line(&captures["day"]).into_iter().next();
            Some(Head { wording: Wording::Decided, line: at, passage, body, day })
        })
        .collect()
}

fn page(reading: &Reading<'_>) -> Vec<Head> {
    let found = reading.top(TOP).iter().enumerate().find_map(|(at, line)| {
        let passage = folded_space(line.text);
        let captures = PATTERNS.page.captures(&passage)?;
        let day = dates::in_line(&captures["day"]).into_iter().next()?;
        if PATTERNS.approval.is_match(&passage) || PATTERNS.no_day.is_match(&passage) {
            return None;
        }
        let body = Some(captures["body"].to_owned());
        Some(Head { wording: Wording::Page, line: at, passage, body, day: Some(day) })
    });
    found.into_iter().collect()
}

/// The head of the minutes, and those of further meetings in the same paper: a head below the
/// top counts only where a roll of members follows, or it is an item that names the last meeting.
fn minutes(reading: &Reading<'_>) -> Vec<Head> {
    let mut heads: Vec<Head> = Vec::new();
    let mut past = 0;
    for (at, line) in reading.lines.iter().enumerate() {
        let deep = at >= TOP || !heads.is_empty();
        if at < past || !opens_minutes(line.text, deep) {
            continue;
        }
        let numbered = at > 0 && is_lone_number(reading.lines[at - 1].text);
        if numbered || PATTERNS.no_head.is_match(line.text) {
            continue;
        }
        let (passage, lines) = running_passage(reading, at);
        if deep && !has_roll(reading, at + lines) {
            continue;
        }
        let from = PATTERNS.minutes.find(&passage).map_or(0, |found| found.start());
        if PATTERNS.approval.is_match(before_roll(&passage[from..])) {
            continue;
        }
        past = at + lines;
        heads.push(head(Wording::Minutes, at, &passage[from..]));
    }
    heads
}

/// Says whether a line may open the head of minutes.
fn opens_minutes(line: &str, deep: bool) -> bool {
    let start = &line[..line.floor_char_boundary(LONGEST.1)];
    let lower = start.to_lowercase();
    if let Some(at) = lower.find("minutes") {
        // Further down only a line that begins so: prose speaks of minutes all the time.
        return (!deep || lower[..at].split_whitespace().count() <= 3)
            && PATTERNS.minutes.is_match(start);
    }
    !deep && lower.contains("meeting") && PATTERNS.meeting.is_match(start)
}

/// Says whether a roll of members stands in the lines after a head.
fn has_roll(reading: &Reading<'_>, from: usize) -> bool {
    let to = reading.lines.len().min(from + 6);
    reading.lines[from.min(to)..to].iter().any(|line| PATTERNS.roll.is_match(line.text))
}

/// The call to the meeting in an agenda.
fn call(reading: &Reading<'_>) -> Vec<Head> {
    let lines = reading.top(CALL);
    let found = (0..lines.len()).find_map(|at| {
        // A call runs over line ends, so that two lines are looked at together.
        let two: Vec<&str> =
            lines[at..lines.len().min(at + 2)].iter().map(|line| line.text).collect();
        let two = folded_space(&two.join(" "));
        let begins = PATTERNS.call.find(&two)?.start() < lines[at].text.len();
        if !begins || PATTERNS.no_head.is_match(lines[at].text) || PATTERNS.no_day.is_match(&two) {
            return None;
        }
        let (passage, _) = running_passage(reading, at);
        let head = head(Wording::Call, at, &passage);
        (head.day.is_some() && !PATTERNS.approval.is_match(&head.passage)).then_some(head)
    });
    found.into_iter().collect()
}

/// Reads body and day out of a passage.
fn head(wording: Wording, line: usize, passage: &str) -> Head {
    let shown = before_roll(passage);
    let patterns = &*PATTERNS;
    let body = [&patterns.body_of, &patterns.body_before, &patterns.body_held]
        .into_iter()
        .filter_map(|pattern| Some(pattern.captures(shown)?["body"].to_owned()))
        .find(|body| {
            !["the", "last", "previous", "our", "meeting", "the meeting"]
                .contains(&body.to_lowercase().as_str())
        });
    // In a call the day stands after `held` or `on`; the letter's own date goes before.
    let from = match wording {
        Wording::Call => patterns.call.find(shown).map_or(0, |found| found.start()),
        _ => 0,
    };
    let day = dates::in_line(&shown[from..]).into_iter().next();
    Head { wording, line, passage: shown.to_owned(), body, day }
}

/// The part of a passage before the roll of members begins in it.
fn before_roll(passage: &str) -> &str {
    // A roll never opens a head, so the first words are passed over.
    let from = passage.floor_char_boundary(30);
    PATTERNS
        .running
        .find(&passage[from..])
        .map_or(passage, |found| &passage[..from + found.start()])
}

/// Joins the line `at` and those that run on from it. Returns the passage and how many lines it
/// took.
fn running_passage(reading: &Reading<'_>, at: usize) -> (String, usize) {
    let first = reading.lines[at].text;
    let mut passage = folded_space(&first[..first.floor_char_boundary(LONGEST.1)]);
    let mut taken = 1;
    for line in reading.lines.iter().skip(at + 1).take(LONGEST.0 - 1) {
        let full = !dates::in_line(&passage).is_empty();
        if full
            || passage.len() + line.text.len() > LONGEST.1
            || passage.ends_with('.') && passage.len() > 80
            || PATTERNS.stop.is_match(line.text)
            || PATTERNS.approval.is_match(line.text)
        {
            break;
        }
        passage.push(' ');
        passage.push_str(&folded_space(line.text));
        taken += 1;
    }
    (passage, taken)
}

/// Says whether a line is the number of an item and nothing else.
fn is_lone_number(line: &str) -> bool {
    line.len() <= 8
        && line.starts_with(|c: char| c.is_ascii_digit())
        && line.bytes().all(|byte| byte.is_ascii_digit() || b"./)".contains(&byte))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::normalise::reading::tests::text;

    #[track_caller]
    fn check(kind: PaperKind, plain: &str, expected: &[(Option<&str>, Option<&str>)]) {
        let text = text(plain);
        let heads = find(&Reading::new(&text, kind, &[]));
        let shown: Vec<(Option<String>, Option<String>)> = heads
            .into_iter()
            .map(|head| (head.body, head.day.map(|day| day.date.to_string())))
            .collect();
        let expected: Vec<(Option<String>, Option<String>)> = expected
            .iter()
            .map(|(body, day)| (body.map(str::to_owned), day.map(str::to_owned)))
            .collect();
        assert_eq!(shown, expected);
    }

    #[test]
    fn a_head_of_minutes_runs_over_lines() {
        check(
            PaperKind::Minutes,
            "MINUTES OF PROCEEDINGS AT MEETING OF THE MUNICIPAL DISTRICT\nOF HILLBARROW HELD IN THE TOWN HALL,\nON WEDNESDAY, 1° OCTOBER, 2014, AT 10 A.M.\nPRESENT: A. Reed",
            &[(Some("MUNICIPAL DISTRICT OF HILLBARROW"), Some("2014-10-01"))],
        );
        check(
            PaperKind::Minutes,
            "Minutes of the Planning Committee meeting held on 5 May 2011 Present: A. Reed",
            &[(Some("Planning Committee"), Some("2011-05-05"))],
        );
        check(
            PaperKind::Minutes,
            "Minutes of the Audit Panel held on 5 May 2011",
            &[(Some("Audit Panel"), Some("2011-05-05"))],
        );
    }

    #[test]
    fn the_minutes_being_approved_are_no_head() {
        check(
            PaperKind::Minutes,
            "FOXHOLE PARISH COUNCIL\nApologies were received.\n3.\nMinutes of the meeting held on 2 April 2011\n4. Minutes of the meeting held on 1 March 2011\nThe minutes of the meeting held on 3 April 2011 were agreed.",
            &[],
        );
    }

    #[test]
    fn a_second_head_counts_where_a_roll_follows() {
        check(
            PaperKind::Minutes,
            "Minutes of the meeting held on 2 April 2011\nPresent: A. Reed\nWords.\nMinutes of the meeting held on 7 May 2011\nPresent: A. Reed\nMinutes of the meeting held on 1 March 2011\nWords.",
            &[(None, Some("2011-04-02")), (None, Some("2011-05-07"))],
        );
    }

    #[test]
    fn an_agenda_calls_to_the_meeting_after_the_date_of_its_letter() {
        check(
            PaperKind::Agenda,
            "15th January, 2025\nDear Member,\nYou are requested to attend a Meeting of the District of Hillbarrow to be held on\nMonday, 20\" January, 2025 at 9.45am\n1. To adopt the minutes of the meeting held on 16 December 2024.",
            &[(Some("District of Hillbarrow"), Some("2025-01-20"))],
        );
    }

    #[test]
    fn pages_and_decisions_say_it_in_one_line() {
        check(
            PaperKind::AgendaAndMinutes,
            "# Agenda and minutes\n## Ridge Committee - Expired 18/10/22 - Wednesday, 9 March 2022 6.00 pm",
            &[(Some("Ridge Committee - Expired 18/10/22"), Some("2022-03-09"))],
        );
        check(
            PaperKind::DecisionDetails,
            "Decision details\nDecided at meeting: 14/03/2018 - Audit Panel",
            &[(Some("Audit Panel"), Some("2018-03-14"))],
        );
    }
}
