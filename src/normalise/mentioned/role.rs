//! Says what happened on a date, from the words of its sentence.
//!
//! The nearest word goes before one further off: an improvement plan that was published on a day
//! is not inspected on it, though the sentence names the inspectors.

use std::ops::Range;
use std::sync::LazyLock;

use aho_corasick::AhoCorasick;
use aho_corasick::AhoCorasickKind;
use jiff::civil::Date;
use serde::Deserialize;

use crate::normalise::mentioned::sentence;
use crate::paper::DateRole;
use crate::paper::Precision;

/// How far before a date a word tells that something is due or published, in bytes.
const NEAR: usize = 48;

/// How far before a date a meeting may be named, in bytes.
const MEETING: usize = 130;

/// A longer line, in bytes, is no heading of the date below it.
const HEADING: usize = 90;

#[derive(Deserialize)]
struct Table {
    by: Vec<String>,
    deadline: Vec<String>,
    published: Vec<String>,
    inspection: Vec<String>,
    meeting: Vec<String>,
    minutes: Vec<String>,
    to_come: Vec<String>,
    gone: Vec<String>,
}

/// What a word tells.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Cue {
    Deadline,
    Published,
    Inspection,
    Meeting,
    Minutes,
    ToCome,
    Gone,
}

struct Cues {
    by: Vec<String>,
    words: AhoCorasick,
    kinds: Vec<Cue>,
}

static CUES: LazyLock<Cues> = LazyLock::new(|| {
    let table: Table = toml::from_str(include_str!("../mentioned.toml"))
        .expect("mentioned.toml is embedded and parsed in a test");
    let lists = [
        (Cue::Deadline, table.deadline),
        (Cue::Published, table.published),
        (Cue::Inspection, table.inspection),
        (Cue::Meeting, table.meeting),
        (Cue::Minutes, table.minutes),
        (Cue::ToCome, table.to_come),
        (Cue::Gone, table.gone),
    ];
    let (mut words, mut kinds) = (Vec::new(), Vec::new());
    for (kind, list) in lists {
        kinds.extend(std::iter::repeat_n(kind, list.len()));
        words.extend(list);
    }
    let words = AhoCorasick::builder()
        .ascii_case_insensitive(true)
        .kind(Some(AhoCorasickKind::DFA))
        .build(&words)
        .expect("mentioned.toml is embedded and parsed in a test");
    Cues { by: table.by, words, kinds }
});

/// A word met, with where it ends.
struct Met {
    cue: Cue,
    end: usize,
}

/// Returns what happened on the date printed at `span` as closely as `precision`, which means
/// the days from `first` to `last`; `meeting` is the day of the paper's own.
pub(super) fn of(
    text: &str,
    span: &Range<usize>,
    precision: Precision,
    (first, last): (Date, Date),
    meeting: Option<Date>,
) -> DateRole {
    let around = sentence::around(text, span);
    let before = &text[around.start..span.start];
    let is_years = matches!(precision, Precision::Year | Precision::FinancialYear);
    // What was done by a day long gone is not due; `before 1917` is history.
    let is_ahead = meeting.map_or(!is_years, |meeting| last >= meeting);
    let met = cues(before);
    let near = |cue: Cue, most: usize| {
        met.iter().any(|met| met.cue == cue && met.end + most >= before.len())
    };
    if (is_ahead && follows_by(before)) || near(Cue::Deadline, NEAR) {
        return DateRole::Deadline;
    }
    if near(Cue::Published, NEAR) {
        return DateRole::Published;
    }
    let after = cues(&text[span.end..around.end]);
    let place = |cue: Cue| met.iter().rev().find(|met| met.cue == cue).map(|met| met.end);
    let has = |cue: Cue| place(cue).is_some();
    let meets_after = after.first().is_some_and(|met| met.cue == Cue::Meeting && met.end <= 10);
    let named = if meets_after { Some(before.len()) } else { place(Cue::Meeting) };
    if let Some(at) = named.filter(|at| !is_years && at + MEETING >= before.len()) {
        // An inspection named after the meeting is what happened then.
        let is_inspected = place(Cue::Inspection).is_some_and(|inspected| inspected > at);
        if !is_inspected {
            let role = of_meeting(has(Cue::ToCome), has(Cue::Gone), first, last, meeting);
            if let Some(role) = role {
                return role;
            }
        }
    }
    if near(Cue::Minutes, NEAR) {
        return DateRole::PreviousMeeting;
    }
    if has(Cue::Inspection) || after.iter().any(|met| met.cue == Cue::Inspection) {
        return DateRole::Inspection;
    }
    if before.trim().is_empty() { below_heading(text, span.start) } else { DateRole::Other }
}

/// Whether a meeting named beside a date went before or is to come: its words say, else the day
/// of the paper's own meeting.
fn of_meeting(
    to_come: bool,
    gone: bool,
    first: Date,
    last: Date,
    meeting: Option<Date>,
) -> Option<DateRole> {
    match (to_come, gone, meeting) {
        (true, false, _) => Some(DateRole::NextMeeting),
        (false, true, _) => Some(DateRole::PreviousMeeting),
        (_, _, Some(meeting)) if first > meeting => Some(DateRole::NextMeeting),
        (_, _, Some(meeting)) if last < meeting || first < meeting => {
            Some(DateRole::PreviousMeeting)
        }
        _ => None,
    }
}

/// What a heading says of the date that stands alone below it.
fn below_heading(text: &str, at: usize) -> DateRole {
    let above = sentence::line_above(text, at);
    if above.len() > HEADING {
        return DateRole::Other;
    }
    let met = cues(above);
    let has = |cue: Cue| met.iter().any(|met| met.cue == cue);
    if has(Cue::Meeting) && has(Cue::ToCome) {
        DateRole::NextMeeting
    } else if has(Cue::Meeting) && has(Cue::Gone) {
        DateRole::PreviousMeeting
    } else if has(Cue::Published) {
        DateRole::Published
    } else if has(Cue::Deadline) {
        DateRole::Deadline
    } else if has(Cue::Inspection) {
        DateRole::Inspection
    } else {
        DateRole::Other
    }
}

/// The words of `text` that tell something, in order. A word begins where none is going on.
fn cues(text: &str) -> Vec<Met> {
    let starts =
        |at: usize| at.checked_sub(1).is_none_or(|at| !text.as_bytes()[at].is_ascii_alphanumeric());
    CUES.words
        .find_overlapping_iter(text)
        .filter(|found| starts(found.start()))
        .map(|found| Met { cue: CUES.kinds[found.pattern().as_usize()], end: found.end() })
        .collect()
}

/// Says whether `by` or the like goes right before a date, `the` and `end of` aside.
fn follows_by(before: &str) -> bool {
    let from = before.floor_char_boundary(before.len().saturating_sub(40));
    let mut rest = before[from..].to_lowercase();
    rest.truncate(rest.trim_end().len());
    for filler in [" the", " end of", " the", " noon on", " midnight on", " at the latest"] {
        if let Some(shorter) = rest.strip_suffix(filler) {
            rest.truncate(shorter.trim_end().len());
        }
    }
    CUES.by.iter().any(|by| {
        rest.strip_suffix(by.as_str())
            .is_some_and(|head| !head.ends_with(|c: char| c.is_alphanumeric()))
    })
}
