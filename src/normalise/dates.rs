//! Reads days out of a line of text, in every form that papers print.
//!
//! Day first, always. A date that does not exist, has no year or ends a range of days is no
//! date. Knows no paper: which of the dates is the meeting's is for the caller to say.

use std::ops::Range;
use std::sync::LazyLock;

use jiff::civil::Date;
use jiff::civil::Weekday;
use regex::Captures;
use regex::Regex;

use crate::normalise::dates::calendar::CALENDAR;

mod calendar;
mod company;
mod cursor;
mod months;
pub(super) mod printed;
mod years;

/// A day printed in a line.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Found {
    /// The day.
    pub(super) date: Date,
    /// The weekday printed before it.
    pub(super) weekday: Option<Weekday>,
    /// Where it stands in the line, in bytes, weekday included.
    pub(super) span: Range<usize>,
}

impl Found {
    /// Says whether the printed weekday is another than the date's own.
    pub(super) fn weekday_disagrees(&self) -> bool {
        self.weekday.is_some_and(|weekday| weekday != self.date.weekday())
    }
}

struct Patterns {
    /// `Wednesday, 18th January, 2017`, `04th-Jun-2026`, `Dydd Mercher, 13eg Mehefin, 2018`.
    day_first: Regex,
    /// `January 18, 2017`.
    month_first: Regex,
    /// `14/03/2018`, `18.01.17`, `2018-03-14`.
    figures: Regex,
    /// What before a day makes it the end of a range: `5-`, `4 to `.
    range: Regex,
}

static PATTERNS: LazyLock<Patterns> = LazyLock::new(|| {
    let calendar = &*CALENDAR;
    let any = |words: &mut dyn Iterator<Item = &String>| {
        let mut words: Vec<&str> = words.map(String::as_str).collect();
        words.sort_by_key(|word| std::cmp::Reverse(word.len()));
        words.join("|")
    };
    let month = any(&mut calendar.months.iter().flatten());
    let day = any(&mut calendar.weekdays.iter().flatten());
    let welsh = any(&mut calendar.welsh_weekdays.iter());
    let weekday = format!(
        r"(?:(?:\b(?P<weekday>{day})\b|\bdydd\s+(?P<welsh>{welsh})\b)[\s,.:-]*(?:the\s+)?)?"
    );
    let compiled = |pattern: String| {
        // A boundary of ASCII letters: that of Unicode is slow beside curly quotes.
        let pattern = pattern.replace(r"\b", r"(?-u:\b)");
        Regex::new(&pattern).expect("made of fixed words")
    };
    Patterns {
        // After the figure: an English or Welsh ordinal, or what a scanner made of it.
        day_first: compiled(format!(
            r#"(?i){weekday}\b(?P<day>\d{{1,2}}|[lI]\d)\s*(?:(?:st|nd|rd|th|t|h|ain|fed|eg|ydd|ed|af|il)\b|[^\w\s,.:;/()-]{{1,3}}[th]{{0,2}})?[\s,.-]*(?:day\s+)?(?:of\s+)?\b(?P<month>{month})\b[\s,.'’-]*(?P<year>\d{{4}})\b"#
        )),
        month_first: compiled(format!(
            r"(?i){weekday}\b(?P<month>{month})\.?\s+(?P<day>\d{{1,2}})(?:st|nd|rd|th)?\s*,?\s+(?P<year>\d{{4}})\b"
        )),
        figures: compiled(format!(
            r"(?i){weekday}\b(?:(?P<day>\d{{1,2}})(?:/(?P<m1>\d{{1,2}})/|\.(?P<m2>\d{{1,2}})\.|-(?P<m3>\d{{1,2}})-)(?P<year>\d{{4}}|\d\d)|(?P<iso_year>(?:19|20)\d\d)-(?P<iso_month>\d\d)-(?P<iso_day>\d\d))\b"
        )),
        range: compiled(format!(
            r"(?i)(?:^|\D)\d{{1,2}}(?:st|nd|rd|th)?(?:\s+(?:{month}))?\s*(?:-|–|—|/|\bto\b|\band\b|&)\s*(?:the\s+)?$"
        )),
    }
});

/// Returns the days printed in `line`, in order.
pub(super) fn in_line(line: &str) -> Vec<Found> {
    // The patterns are slow, and most lines lack what they need.
    let bytes = line.as_bytes();
    let has_month = has_year(bytes) && CALENDAR.may_name_month(bytes);
    let has_joined = has_joined(bytes);
    if !has_month && !has_joined {
        return Vec::new();
    }
    let patterns = &*PATTERNS;
    let mut found: Vec<Found> = [
        (&patterns.day_first, has_month),
        (&patterns.month_first, has_month),
        (&patterns.figures, has_joined),
    ]
    .into_iter()
    .filter(|(_, may)| *may)
    .flat_map(|(pattern, _)| pattern.captures_iter(line))
    .filter_map(|captures| read(line, &captures))
    .collect();
    found.sort_by_key(|found| (found.span.start, std::cmp::Reverse(found.span.end)));
    found.dedup_by(|later, earlier| later.span.start < earlier.span.end);
    found
}

/// Says whether four figures stand together.
fn has_year(line: &[u8]) -> bool {
    let mut figures = 0;
    line.iter().any(|byte| {
        figures = if byte.is_ascii_digit() { figures + 1 } else { 0 };
        figures == 4
    })
}

/// Says whether three figures stand joined by the same mark twice, the second of at most two.
fn has_joined(line: &[u8]) -> bool {
    let is_figure = |at: usize| line.get(at).is_some_and(u8::is_ascii_digit);
    (1..line.len()).any(|at| {
        let mark = line[at];
        if !matches!(mark, b'/' | b'.' | b'-') || !is_figure(at - 1) || !is_figure(at + 1) {
            return false;
        }
        let second = at + if is_figure(at + 2) { 3 } else { 2 };
        line.get(second) == Some(&mark) && is_figure(second + 1)
    })
}

fn read(line: &str, captures: &Captures<'_>) -> Option<Found> {
    let patterns = &*PATTERNS;
    let number = |name: &str| captures.name(name).and_then(|part| figures(part.as_str()));
    let whole = captures.get(0)?;
    let (year, month, day) = if let Some(year) = number("iso_year") {
        (year, number("iso_month")?, number("iso_day")?)
    } else if let Some(name) = captures.name("month") {
        let month = CALENDAR.month(name.as_str().as_bytes())?;
        (number("year")?, i16::from(month), number("day")?)
    } else {
        let month = ["m1", "m2", "m3"].into_iter().find_map(number)?;
        (number("year")?, month, number("day")?)
    };
    let year = match year {
        0..70 => 2000 + year,
        70..100 => 1900 + year,
        year => year,
    };
    // A path or an address is no print: `/documents/2017-07-01/`.
    if line[..whole.start()].ends_with(['/', '=', '_']) {
        return None;
    }
    // Papers of councils: no 0218 and no 3018, which are slips of the pen or of a scanner.
    if !(1800..2100).contains(&year) {
        return None;
    }
    let day_starts = captures.name("day").map_or(whole.start(), |part| part.start());
    if captures.name("iso_year").is_none() && patterns.range.is_match(&line[..day_starts]) {
        return None;
    }
    let date = Date::new(year, i8::try_from(month).ok()?, i8::try_from(day).ok()?).ok()?;
    Some(Found { date, weekday: weekday(captures), span: whole.range() })
}

/// Reads figures. A scanner makes `l8` of 18.
fn figures(printed: &str) -> Option<i16> {
    match printed.strip_prefix(['l', 'I', 'L', 'i']) {
        Some(rest) => Some(10 + rest.parse::<i16>().ok()?),
        None => printed.parse().ok(),
    }
}

fn weekday(captures: &Captures<'_>) -> Option<Weekday> {
    match captures.name("weekday") {
        Some(word) => CALENDAR.weekday(word.as_str()),
        None => CALENDAR.welsh_weekday(captures.name("welsh")?.as_str()),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(line: &str, expected: &str) {
        let dates: Vec<String> = in_line(line).iter().map(|found| found.date.to_string()).collect();
        assert_eq!(dates.join(" "), expected, "{line}");
    }

    #[test]
    fn every_printed_form_is_read() {
        check("held on Wednesday, 18th January, 2017 at 4.30 pm", "2017-01-18");
        check("Friday, 17th July, 2015 10.30 am", "2015-07-17");
        check("Thursday 5 Sept 2019", "2019-09-05");
        check("14/03/2018 - Planning Committee", "2018-03-14");
        check("2018-03-14", "2018-03-14");
        check("04th-Jun-2026 14.00", "2026-06-04");
        check("the 13 th April 2021", "2021-04-13");
        check("18.01.17", "2017-01-18");
        check("January 18, 2017", "2017-01-18");
        check("the 3rd day of March 2011", "2011-03-03");
        check("held on l8 January 2017", "2017-01-18");
        check("WEDNESDAY, 1° OCTOBER, 2014, and 26\" September, 2014", "2014-10-01 2014-09-26");
        check("on\u{a0}9\u{a0}March\u{a0}2022", "2022-03-09");
    }

    #[test]
    fn welsh_is_read_and_mawrth_is_tuesday_after_dydd() {
        check("Dydd Mercher, 13eg Mehefin, 2018 10.00 yb", "2018-06-13");
        check("14 Gorffennaf 2022", "2022-07-14");
        check("Dydd Mawrth, 20fed Fawrth, 2018", "2018-03-20");
        let found = in_line("Dydd Mawrth, 20fed Medi, 2005");
        assert_eq!(found[0].weekday, Some(Weekday::Tuesday));
        assert!(!found[0].weekday_disagrees());
    }

    #[test]
    fn what_is_no_day_is_no_date() {
        for line in [
            "31 February 2019",
            "31/02/2019",
            "6th February",
            "June 2018",
            "2017/18",
            "5-16 December 2022",
            "4 to 8 December 2017",
            "22 February to 16 March 2016",
            "14th/13th January 2019",
            "12.30.15 hours",
            "version 3.2.1",
            "",
        ] {
            check(line, "");
        }
    }

    #[test]
    fn a_wrong_weekday_shows() {
        assert!(in_line("Monday 18 January 2017")[0].weekday_disagrees());
        assert!(!in_line("18 January 2017")[0].weekday_disagrees());
    }
}
