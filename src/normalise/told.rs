//! Reads what file names, folders and addresses tell of a paper.
//!
//! Knows the names that council software and clerks give their files; never reads a file.
//! What it tells is supplied, never printed: the paper's own words go before it.

use std::sync::LazyLock;

use jiff::civil::Date;
use regex::Regex;

use crate::normalise::bodies;
use crate::normalise::bodies::CommitteeName;
use crate::normalise::dates;
use crate::normalise::dates::Found;
use crate::paper::PaperKind;

struct Patterns {
    software: Regex,
    run_together: Regex,
    meeting: Regex,
    dated_folder: Regex,
    day_folder: Regex,
}

static PATTERNS: LazyLock<Patterns> = LazyLock::new(|| {
    let one = |pattern: &str| Regex::new(&format!("(?i){pattern}")).expect("a fixed pattern");
    Patterns {
        // `Printed minutes 13th-Feb-2025 09.30 County Council`
        software: one(
            r"(?P<day>\b\d{1,2}(?:st|nd|rd|th)?-[a-z]{3}-\d{4})\s+\d\d\.\d\d\s+(?P<body>.{3,140})$",
        ),
        run_together: one(r"\b(?P<y>(?:19|20)\d\d)(?P<m>\d\d)(?P<d>\d\d)\b"),
        meeting: one(
            r"^\W*(?:draft |approved |printed |public |unapproved |final )*(?:minutes|agenda)\b(?:\s+of\s+meeting)?\s*(?:[-–]|of|for)\s*(?P<body>.+)$",
        ),
        dated_folder: one(r"^(?P<day>(?:19|20)\d\d-\d\d-\d\d)(?:$|[\s_.-])"),
        day_folder: one(r"^(?P<d>\d\d)-\S"),
    }
});

/// What the name of a file tells.
#[derive(Debug, Default, PartialEq, Eq)]
pub(super) struct Told {
    /// The day of the meeting.
    pub(super) day: Option<Found>,
    /// The committee that met.
    pub(super) committee: Option<CommitteeName>,
    /// Whether council software made the name: then it speaks of the meeting, whatever kind of
    /// paper the file holds.
    pub(super) by_software: bool,
}

/// Reads the last part of a path or an address.
pub(super) fn by_name(name: &str) -> Told {
    let decoded = percent_decoded(name.rsplit('/').next().unwrap_or(name));
    let stem = without_extension(&decoded).replace(['_', '+'], " ");
    if let Some(captures) = PATTERNS.software.captures(&stem) {
        let day = dates::in_line(&captures["day"]).into_iter().next();
        let committee = bodies::committee(&captures["body"]);
        return Told { by_software: day.is_some(), day, committee };
    }
    let mut days = dates::in_line(&stem);
    days.extend(run_together(&stem));
    let one_day = days.windows(2).all(|pair| pair[0].date == pair[1].date);
    let committee = PATTERNS.meeting.captures(&stem).and_then(|captures| {
        let body = &captures["body"];
        let end = dates::in_line(body).first().map_or(body.len(), |day| day.span.start);
        bodies::committee(&body[..end])
    });
    Told { day: days.into_iter().next().filter(|_| one_day), committee, by_software: false }
}

/// Returns the day that a folder of the path names: `2025-01-30/` or `2019/03/06-Audit Panel/`,
/// with the folder. A folder for each of year, month and day is a blog's, which tells when
/// something was posted.
pub(super) fn by_folder(path: &str) -> Option<(Date, &str)> {
    let folders: Vec<&str> = path.rsplit_once('/')?.0.split('/').collect();
    // A crawl, and the folder it lies in, are named after the day it was made.
    let inside = folders.iter().rposition(|folder| is_crawl(folder)).map_or(0, |at| at + 1);
    (inside..folders.len()).rev().find_map(|at| {
        let folder = folders[at];
        if let Some(captures) = PATTERNS.dated_folder.captures(folder) {
            let day = dates::in_line(&captures["day"]).into_iter().next()?;
            return Some((day.date, folder));
        }
        let day: i8 = PATTERNS.day_folder.captures(folder)?["d"].parse().ok()?;
        let month = folders.get(at.checked_sub(1)?).filter(|name| name.len() == 2)?;
        let year = folders.get(at.checked_sub(2)?).filter(|name| name.len() == 4)?;
        Some((Date::new(year.parse().ok()?, month.parse().ok()?, day).ok()?, folder))
    })
}

/// Says whether a folder of a path is a web archive.
fn is_crawl(folder: &str) -> bool {
    let name = folder.to_ascii_lowercase();
    let name = name.strip_suffix(".gz").unwrap_or(&name);
    name.ends_with(".warc") || name.ends_with(".wet")
}

/// Says whether the name of a file speaks of a meeting for this kind of paper. The date in the
/// name of any other paper is when it was written or posted.
pub(super) fn is_of_a_meeting(kind: PaperKind) -> bool {
    matches!(
        kind,
        PaperKind::Minutes
            | PaperKind::AgendaAndMinutes
            | PaperKind::Agenda
            | PaperKind::PrintedDecisions
            | PaperKind::RecordedVotes
    )
}

fn run_together(stem: &str) -> Option<Found> {
    let captures = PATTERNS.run_together.captures(stem)?;
    let date = Date::new(
        captures["y"].parse().ok()?,
        captures["m"].parse().ok()?,
        captures["d"].parse().ok()?,
    );
    Some(Found { date: date.ok()?, weekday: None, span: captures.get(0)?.range() })
}

/// The name without an extension of two to five letters and figures.
fn without_extension(name: &str) -> &str {
    match name.rsplit_once('.') {
        Some((stem, end))
            if (2..=5).contains(&end.len())
                && end.bytes().all(|byte| byte.is_ascii_alphanumeric())
                && end.bytes().any(|byte| byte.is_ascii_alphabetic()) =>
        {
            stem
        }
        _ => name,
    }
}

/// Reads `%20` and the like; what is no such code, or gives no text, stays as it is.
fn percent_decoded(name: &str) -> String {
    if !name.contains('%') {
        return name.to_owned();
    }
    let mut bytes = Vec::with_capacity(name.len());
    let mut rest = name.as_bytes();
    while let [first, after @ ..] = rest {
        let digit = |at: usize| after.get(at).and_then(|byte| char::from(*byte).to_digit(16));
        match (*first, digit(0), digit(1)) {
            (b'%', Some(high), Some(low)) => {
                bytes.push((high * 16 + low) as u8);
                rest = &after[2..];
            }
            (byte, ..) => {
                bytes.push(byte);
                rest = after;
            }
        }
    }
    String::from_utf8(bytes).unwrap_or_else(|_| name.to_owned())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(name: &str, day: Option<&str>, committee: Option<&str>) {
        let told = by_name(name);
        assert_eq!(told.day.map(|day| day.date.to_string()).as_deref(), day, "{name}");
        assert_eq!(told.committee.map(|found| found.name).as_deref(), committee, "{name}");
    }

    #[test]
    fn names_by_software_tell_day_and_committee() {
        check(
            "a/Printed minutes 13th-Feb-2025 09.30 County Council.pdf",
            Some("2025-02-13"),
            Some("County Council"),
        );
        check(
            "Agenda frontsheet Thursday 15-Jan-2026 19.30 Hill and North Hill Neighbourhood Committee.pdf",
            Some("2026-01-15"),
            Some("Hill and North Hill Neighbourhood Committee"),
        );
        check(
            "g12/Public%20reports%20pack%2004th-Jun-2026%2014.00%20Improvement%20Committee.pdf",
            Some("2026-06-04"),
            Some("Improvement Committee"),
        );
    }

    #[test]
    fn names_by_hand_tell_the_day_and_at_times_the_committee() {
        check("2019-06-03-TCC Minutes.doc", Some("2019-06-03"), None);
        check("20170605_TCC_Minutes.pdf", Some("2017-06-05"), None);
        check(
            "Minutes - Audit Panel Meeting - 5th December 2018.md",
            Some("2018-12-05"),
            Some("Audit Panel"),
        );
        check(
            "Minutes of Special Meeting of the District of Hill - 1st May 2014.md",
            Some("2014-05-01"),
            None,
        );
        check("minutes 1 May 2014 and 2 May 2014.md", None, None);
        check("20179999.pdf", None, None);
        check("100%.pdf", None, None);
    }

    #[test]
    fn folders_tell_the_day_where_they_name_it_whole() {
        let day = |path| by_folder(path).map(|(date, _)| date.to_string());
        assert_eq!(day("kent/2025-01-30/originals/a.pdf").as_deref(), Some("2025-01-30"));
        assert_eq!(day("2019/03/06-Audit Panel/a.md").as_deref(), Some("2019-03-06"));
        assert_eq!(day("2019/03/06/a-post/index.html"), None);
        assert_eq!(day("2019/03/a.md"), None);
        assert_eq!(day("2025-01-30/2025-01-29.WARC.gz/https://a.uk/a.html"), None);
        assert_eq!(day("a.warc/https://a.uk/2025-01-30/a.html").as_deref(), Some("2025-01-30"));
        assert_eq!(day("2025-01-30 papers.zip/a.html").as_deref(), Some("2025-01-30"));
        assert_eq!(day("2019-02-31/a.md"), None);
        assert_eq!(day("a.md"), None);
    }
}
