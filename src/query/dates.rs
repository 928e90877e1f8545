//! Reads and prints ranges of days, as `date:` and `--date` take them.
//!
//! A year, a month or a day may stand on either side of `..`, and both ends count. Days that the
//! calendar does not have are refused. Today is no input: `last year` is not understood.

use std::fmt;
use std::str::FromStr;

use jiff::civil::Date;
use winnow::Parser;
use winnow::Result as Parsed;
use winnow::ascii::space0;
use winnow::combinator::alt;
use winnow::combinator::delimited;
use winnow::combinator::opt;
use winnow::combinator::preceded;
use winnow::combinator::separated_pair;
use winnow::token::one_of;
use winnow::token::take_while;

use crate::error::Error;

use super::refuse;

/// Days from one to another, both included. One end at least is set.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct DateRange {
    /// The first day, or `None` for no limit.
    pub from: Option<Date>,
    /// The last day, or `None` for no limit.
    pub to: Option<Date>,
}

impl DateRange {
    /// Says whether `day` lies in this range.
    pub fn contains(&self, day: Date) -> bool {
        self.from.is_none_or(|from| from <= day) && self.to.is_none_or(|to| day <= to)
    }
}

/// A year, a month or a day as typed, not yet checked against the calendar.
#[derive(Debug, Clone, Copy)]
struct Typed {
    year: i16,
    month: Option<i8>,
    day: Option<i8>,
}

/// A whole year, month or day.
#[derive(Debug, Clone, Copy)]
struct Span {
    first: Date,
    last: Date,
}

impl FromStr for DateRange {
    type Err = Error;

    fn from_str(text: &str) -> Result<Self, Error> {
        let sides = (opt(typed), opt(preceded(between, opt(typed))));
        match delimited(space0, sides, space0).parse(text) {
            Ok((Some(only), None)) => {
                let span = span(only, text)?;
                Ok(Self { from: Some(span.first), to: Some(span.last) })
            }
            Ok((None, None | Some(None))) | Err(_) => Err(no_date(text)),
            Ok((from, to)) => {
                let from = from.map(|side| span(side, text)).transpose()?.map(|span| span.first);
                let to = to.flatten().map(|side| span(side, text)).transpose()?;
                let to = to.map(|span| span.last);
                match (from, to) {
                    (Some(first), Some(last)) if last < first => Err(backwards(text)),
                    _ => Ok(Self { from, to }),
                }
            }
        }
    }
}

/// `2017`, `2017-03`, `2017-03-18`, or day first: `18/03/2017`, `03/2017`.
fn typed(input: &mut &str) -> Parsed<Typed> {
    let year_first = (year, opt(preceded(one_of(['-', '/']), (number, opt(day_after_month)))));
    let day_first = (number, one_of(['/', '-', '.']), number, one_of(['/', '-', '.']), year);
    alt((
        year_first.map(|(year, rest)| Typed {
            year,
            month: rest.map(|(month, _)| month),
            day: rest.and_then(|(_, day)| day),
        }),
        day_first.map(|(day, _, month, _, year)| Typed {
            year,
            month: Some(month),
            day: Some(day),
        }),
        separated_pair(number, one_of(['/', '-']), year).map(|(month, year)| Typed {
            year,
            month: Some(month),
            day: None,
        }),
    ))
    .parse_next(input)
}

/// The day that follows a year and a month.
fn day_after_month(input: &mut &str) -> Parsed<i8> {
    preceded(one_of(['-', '/']), number).parse_next(input)
}

/// A year in full: two figures could be a day, a month or either century.
fn year(input: &mut &str) -> Parsed<i16> {
    take_while(4, '0'..='9').parse_to().parse_next(input)
}

/// A month or a day.
fn number(input: &mut &str) -> Parsed<i8> {
    take_while(1..=2, '0'..='9').parse_to().parse_next(input)
}

/// What stands between two ends. Word processors turn dots into `…`.
fn between<'a>(input: &mut &'a str) -> Parsed<&'a str> {
    delimited(space0, alt(("...", "..", "…")), space0).parse_next(input)
}

/// Looks a typed year, month or day up in the calendar.
fn span(typed: Typed, text: &str) -> Result<Span, Error> {
    let Some(month) = typed.month else {
        return first_of(typed.year, 1)
            .zip(first_of(typed.year, 12))
            .map(|(first, last)| Span { first, last: last.last_of_month() })
            .ok_or_else(|| no_date(text));
    };
    let Some(first) = first_of(typed.year, month) else {
        return Err(Error::Query {
            message: format!("there is no month {month} in `{}`", refuse::clipped(text)),
            hint: "write the year, the month and the day, `2017-01-31`, or the day first, `31/01/2017`"
                .into(),
        });
    };
    let Some(day) = typed.day else {
        return Ok(Span { first, last: first.last_of_month() });
    };
    match Date::new(typed.year, month, day) {
        Ok(day) => Ok(Span { first: day, last: day }),
        Err(_) => Err(Error::Query {
            message: format!("there is no day {day} in {}", month_in_words(first)),
            hint: format!("the last day of that month is `{}`", first.last_of_month()),
        }),
    }
}

fn first_of(year: i16, month: i8) -> Option<Date> {
    Date::new(year, month, 1).ok()
}

/// Refuses what is no date at all.
fn no_date(text: &str) -> Error {
    Error::Query {
        message: format!("`{}` is no date", refuse::clipped(text)),
        hint: "write a year, a month or a day, or a range of them: `2017`, `2017-03`, \
               `2017-03-18`, `2016..2018`, `2017-03..`"
            .into(),
    }
}

/// Refuses a range whose end comes before its beginning.
fn backwards(text: &str) -> Error {
    let ends = text.trim().split_once("..").or_else(|| text.trim().split_once('…'));
    let (from, to) = ends.unwrap_or_default();
    Error::Query {
        message: format!("`{}` runs backwards", refuse::clipped(text)),
        hint: format!("write `{}..{}`", to.trim_matches([' ', '.']), from.trim_matches([' ', '.'])),
    }
}

/// Whole years where both ends allow it, else whole months, else days: `2017`, `2017-03..2018-01`,
/// `..2019-06-15`.
impl fmt::Display for DateRange {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let months = self.from.is_none_or(|day| day.day() == 1)
            && self.to.is_none_or(|day| day == day.last_of_month());
        let years = months
            && self.from.is_none_or(|day| day.month() == 1)
            && self.to.is_none_or(|day| day.month() == 12);
        let end = |end: Option<Date>| match end {
            None => String::new(),
            Some(day) if years => format!("{:04}", day.year()),
            Some(day) if months => format!("{:04}-{:02}", day.year(), day.month()),
            Some(day) => day.to_string(),
        };
        match (end(self.from), end(self.to)) {
            (from, to) if from.is_empty() && to.is_empty() => f.write_str("*"),
            (from, to) if from == to => f.write_str(&from),
            (from, to) => write!(f, "{from}..{to}"),
        }
    }
}

const MONTHS: [&str; 12] = [
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
];

/// `February 2017`.
fn month_in_words(day: Date) -> String {
    format!("{} {}", MONTHS[usize::from(day.month().unsigned_abs()) - 1], day.year())
}

/// `18 January 2017`.
pub(super) fn in_words(day: Date) -> String {
    format!("{} {}", day.day(), month_in_words(day))
}

#[cfg(test)]
mod tests {
    use super::DateRange;
    use crate::error::Error;

    #[track_caller]
    fn check(typed: &str, printed: &str) {
        let range: DateRange = typed.parse().unwrap_or_else(|error| panic!("{typed}: {error}"));
        assert_eq!(range.to_string(), printed, "{typed}");
        assert_eq!(printed.parse::<DateRange>().unwrap(), range, "{typed}");
    }

    #[track_caller]
    fn refused(typed: &str, message: &str, hint: &str) {
        match typed.parse::<DateRange>() {
            Err(Error::Query { message: said, hint: hinted }) => {
                assert_eq!((&*said, &*hinted), (message, hint));
            }
            other => panic!("{typed} is not refused: {other:?}"),
        }
    }

    #[test]
    fn years_months_and_days_stand_on_either_side() {
        check("2016..2018", "2016..2018");
        check("2017-03..", "2017-03..");
        check("..2019-06-30", "..2019-06");
        check("2017-01-18", "2017-01-18");
        check("2017-01-31..2017-01-31", "2017-01-31");
        check("2017-01-01", "2017-01-01");
        check("2017-12-31", "2017-12-31");
        check("2017-01", "2017-01");
        check("2017..2018-03-05", "2017-01-01..2018-03-05");
        check("0900..9999", "0900..9999");
        check("2017", "2017");
        check("2017-01-01..2017-12-31", "2017");
        check("2017-02-01..2017-02-28", "2017-02");
        check("2016-02-29..2017-1-8", "2016-02-29..2017-01-08");
        check(" 2016 … 2018 ", "2016..2018");
        check("18/01/2017", "2017-01-18");
        check("1.2.2017..03/2017", "2017-02..2017-03");
    }

    #[test]
    fn what_the_calendar_does_not_have_is_refused() {
        refused(
            "2017-02-30",
            "there is no day 30 in February 2017",
            "the last day of that month is `2017-02-28`",
        );
        refused(
            "01/18/2017",
            "there is no month 18 in `01/18/2017`",
            "write the year, the month and the day, `2017-01-31`, or the day first, `31/01/2017`",
        );
        refused("2018-03..2016", "`2018-03..2016` runs backwards", "write `2016..2018-03`");
        for typed in
            ["", "..", "yesterday", "17", "18/01/17", "2016-2018", "20170118", "2017-", "٢٠١٧"]
        {
            refused(
                typed,
                &format!("`{typed}` is no date"),
                "write a year, a month or a day, or a range of them: `2017`, `2017-03`, \
                 `2017-03-18`, `2016..2018`, `2017-03..`",
            );
        }
    }
}
