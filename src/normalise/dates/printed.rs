//! Finds every day, month, year and financial year printed in a text, in one pass.
//!
//! One look at each word tells whether a date may begin there: a figure, or the beginning of a
//! month's name. A day or month without a year is given as such. Knows no paper: what a date
//! means, and which year is meant, is for `mentioned` to say.

use std::ops::Range;

use jiff::civil::Date;
use jiff::civil::Weekday;

use crate::normalise::dates::calendar::CALENDAR;
use crate::normalise::dates::calendar::Window;
use crate::normalise::dates::company::COMPANY;
use crate::normalise::dates::cursor::Cursor;
use crate::normalise::dates::cursor::Joint;
use crate::normalise::dates::cursor::Year;
use crate::normalise::dates::cursor::full;
use crate::normalise::dates::cursor::is_year;
use crate::paper::Precision;

/// A day and a month, or a month alone.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Point {
    /// 1 for January.
    pub(super) month: i8,
    /// `None` for the whole month.
    pub(super) day: Option<i8>,
}

/// A date as printed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(in crate::normalise) struct Printed {
    from: Point,
    to: Point,
    /// The years of the first and the last day, if printed.
    years: Option<(i16, i16)>,
    /// How closely it is printed.
    pub(in crate::normalise) precision: Precision,
    /// The weekday printed before it.
    pub(in crate::normalise) weekday: Option<Weekday>,
    /// Where it stands in the text, in bytes, weekday included.
    pub(in crate::normalise) span: Range<usize>,
}

impl Printed {
    /// Whether the year is printed.
    pub(in crate::normalise) fn has_year(&self) -> bool {
        self.years.is_some()
    }

    /// The first and the last day, in the printed year, else in `year`; `None` where there is no
    /// such day, or no year.
    pub(in crate::normalise) fn days(&self, year: Option<i16>) -> Option<(Date, Date)> {
        let order = (self.to.month, self.to.day) < (self.from.month, self.from.day);
        let (first, last) = match self.years {
            Some(years) => years,
            None => (year?, year? + i16::from(order)),
        };
        let from = Date::new(first, self.from.month, self.from.day.unwrap_or(1)).ok()?;
        let to = match self.to.day {
            Some(day) => Date::new(last, self.to.month, day).ok()?,
            None => Date::new(last, self.to.month, 1).ok()?.last_of_month(),
        };
        (from <= to).then_some((from, to))
    }
}

/// Returns the dates printed in `text`, in order. Two of them overlap only where one month
/// serves two days: `3 and 10 March 2019`.
pub(in crate::normalise) fn find(text: &str) -> Vec<Printed> {
    let reader = Reader { cursor: Cursor::new(text) };
    let mut found = Vec::new();
    let mut from = 0;
    while let Some(at) = reader.next(from) {
        let read = match reader.cursor.byte(at) {
            byte if byte.is_ascii_digit() => reader.figure(at, &mut found),
            b'l' | b'I' if reader.cursor.byte(at + 1).is_ascii_digit() => {
                reader.days(at, &mut found)
            }
            _ => reader.word(at, &mut found),
        };
        from = read.unwrap_or_else(|| reader.cursor.word_end(at).max(at + 1));
    }
    found
}

/// A text in which dates are being looked for.
pub(super) struct Reader<'a> {
    /// The text.
    pub(super) cursor: Cursor<'a>,
}

impl Reader<'_> {
    /// The next place at which a date may begin, where a word may begin at `from`: that of a
    /// figure, of `l8` as a scanner prints 18, or of the beginning of a month's name. Nearly no
    /// byte of a text is one, and is told so without a look at the words.
    fn next(&self, from: usize) -> Option<usize> {
        let (cursor, calendar) = (self.cursor, &*CALENDAR);
        let bytes = cursor.bytes();
        let mut window = Window::default().then(cursor.byte(from)).then(cursor.byte(from + 1));
        for at in from..bytes.len() {
            window = window.then(cursor.byte(at + 2));
            let is_figure = bytes[at].is_ascii_digit();
            if !is_figure && !calendar.may_show(window) {
                continue;
            }
            if cursor.begins_word(at, from) {
                if is_figure || calendar.may_begin(&bytes[at..]) {
                    return Some(at);
                }
            } else if is_figure
                && at > from
                && matches!(bytes[at - 1], b'l' | b'I')
                && cursor.begins_word(at - 1, from)
            {
                return Some(at - 1);
            }
        }
        None
    }

    /// Reads what a figure opens. Returns the place after it, or `None` where it is no date.
    fn figure(&self, at: usize, found: &mut Vec<Printed>) -> Option<usize> {
        let (cursor, before) = (self.cursor, self.cursor.before(at));
        // Parts of paths, amounts, times and references.
        if b"/=_%$#:\\@".contains(&before)
            || before == 0xA3
            || (matches!(before, b'.' | b',') && cursor.before(at - 1).is_ascii_digit())
            || (before == b'-' && cursor.before(at - 1).is_ascii_alphanumeric())
        {
            return None;
        }
        match cursor.figures(at, 4)? {
            (first, end) if end == at + 4 => self.years(at, first, end, found),
            (_, end) if end <= at + 2 => self.slashed(at, found).or_else(|| self.days(at, found)),
            _ => None,
        }
    }

    /// `14/03/2018`, `18.01.17`, `14-03-2018`.
    fn slashed(&self, at: usize, found: &mut Vec<Printed>) -> Option<usize> {
        let cursor = self.cursor;
        let (day, end) = cursor.figures(at, 2)?;
        let mark = cursor.byte(end);
        if !matches!(mark, b'/' | b'.' | b'-') {
            return None;
        }
        let (month, second) = cursor.figures(end + 1, 2)?;
        if cursor.byte(second) != mark {
            return None;
        }
        let (year, last) = cursor.figures(second + 1, 4)?;
        let length = last - second - 1;
        // Two figures for the year: a section may be numbered so, a sort code too.
        let is_short = length == 2 && (mark == b'/' || (mark == b'.' && second - at == 5));
        let next = cursor.byte(last);
        let is_more = next.is_ascii_alphanumeric()
            || (matches!(next, b'/' | b'-') && cursor.byte(last + 1).is_ascii_alphanumeric())
            || (next == b'.' && cursor.byte(last + 1).is_ascii_digit());
        let year = full(year);
        if !(length == 4 || is_short) || is_more || !is_year(year) {
            return None;
        }
        let point = Point { month: i8::try_from(month).ok()?, day: i8::try_from(day).ok() };
        self.keep(found, at..last, (point, point), Some((year, year)));
        Some(last)
    }

    /// `4 December 2017`, `4 to 8 December 2017`, `22 February to 16 March 2016`, with a year or
    /// without; two days that share a month are two dates.
    fn days(&self, at: usize, found: &mut Vec<Printed>) -> Option<usize> {
        let cursor = self.cursor;
        let (day, end, ordinal) = cursor.day(at)?;
        if let Some((month, after)) = self.month_of(end, ordinal) {
            return self.dated(at, Point { month, day: Some(day) }, end, after, found);
        }
        // Another day before the month.
        let (joint, from) = cursor.joint(end)?;
        let from = self.past_weekday(from);
        let (second, end, ordinal) = cursor.day(from)?;
        let Some((month, after)) = self.month_of(end, ordinal) else {
            // `3, 10 and 17 March 2019`: the first is told with the others or not at all.
            return None;
        };
        let through = joint == Joint::Through || self.is_between(at);
        let (year, last) = cursor.year(after, cursor.byte(end) == b'-');
        if year == Year::Broken || self.is_street(after) {
            return Some(last);
        }
        let years = printed_year(year);
        let (first, other) = (Point { month, day: Some(day) }, Point { month, day: Some(second) });
        if through {
            self.keep(found, at..last, (first, other), years);
        } else {
            self.keep(found, at..last, (first, first), years);
            self.keep(found, from..last, (other, other), years);
        }
        Some(last)
    }

    /// What follows a day with its month: a year, or a second day with its own month.
    fn dated(
        &self,
        at: usize,
        first: Point,
        day_end: usize,
        after: usize,
        found: &mut Vec<Printed>,
    ) -> Option<usize> {
        let cursor = self.cursor;
        let dashed = cursor.byte(day_end) == b'-';
        let (year, last) = cursor.year(after, dashed);
        if year == Year::Broken || (year == Year::No && self.is_street(after)) {
            return Some(last.max(after));
        }
        let last = last.max(after);
        if let Some((joint, from)) = cursor.joint(last)
            && (joint == Joint::Through || (joint == Joint::And && self.is_between(at)))
            && let from = self.past_weekday(from)
            && let Some((day, end, ordinal)) = cursor.day(from)
            && let Some((month, after)) = self.month_of(end, ordinal)
            && let (Year::Is(to), end) = cursor.year(after, false)
        {
            let to_point = Point { month, day: Some(day) };
            let earlier = i16::from((first.month, first.day) > (to_point.month, to_point.day));
            let from_year = printed_year(year).map_or(to - earlier, |(year, _)| year);
            self.keep(found, at..end, (first, to_point), Some((from_year, to)));
            return Some(end);
        }
        self.keep(found, at..last, (first, first), printed_year(year));
        Some(last)
    }

    /// The month after a day: ` March`, `-Mar`, ` of March`, `th day of March`.
    pub(super) fn month_of(&self, at: usize, ordinal: bool) -> Option<(i8, usize)> {
        let cursor = self.cursor;
        let mut from = at;
        while from < at + 2 && matches!(cursor.byte(from), b',' | b'.' | b'-') {
            from += 1;
        }
        // Only after an ordinal may the month stand on the next line: else `5` may be anything.
        from = cursor.space(from, ordinal);
        for word in ["day", "of", "o", "the"] {
            let end = cursor.word_end(from);
            if cursor.word_after(from).eq_ignore_ascii_case(word) && ordinal | (word == "of") {
                from = cursor.space(end, true);
            }
        }
        let (month, end) = cursor.month(from)?;
        // `2 may be` is no date; `2nd may` may be.
        let is_verb = !ordinal && cursor.byte(from) == b'm' && end - from == 3;
        let has_year = || matches!(cursor.year(end, false).0, Year::Is(_));
        (!is_verb || has_year()).then_some((month, end))
    }

    /// The place after a weekday and `the`.
    pub(super) fn past_weekday(&self, at: usize) -> usize {
        let end = self.cursor.word_end(at);
        if self.cursor.byte(at).is_ascii_alphabetic()
            && CALENDAR.weekday(self.cursor.word_after(at)).is_some()
        {
            return self.cursor.space(end + usize::from(self.cursor.byte(end) == b','), true);
        }
        at
    }

    /// Says whether `between` goes before: then `and` means all that lies between.
    pub(super) fn is_between(&self, at: usize) -> bool {
        let (mut word, mut from) = self.cursor.word_before(at);
        for _ in 0..3 {
            if word.eq_ignore_ascii_case("between") {
                return true;
            }
            let is_filler = word.eq_ignore_ascii_case("the") || CALENDAR.weekday(word).is_some();
            if !is_filler {
                return false;
            }
            (word, from) = self.cursor.word_before(from);
        }
        false
    }

    /// Says whether what follows makes a day and a month an address.
    fn is_street(&self, at: usize) -> bool {
        let word = self.cursor.word_after(at);
        COMPANY.streets.iter().any(|street| street.eq_ignore_ascii_case(word))
    }

    /// Keeps days or months, with the weekday before them.
    pub(super) fn keep(
        &self,
        found: &mut Vec<Printed>,
        span: Range<usize>,
        points: (Point, Point),
        years: Option<(i16, i16)>,
    ) {
        let precision = match points.0.day {
            Some(_) => Precision::Day,
            None => Precision::Month,
        };
        self.push(found, span, points, years, precision);
    }

    /// Keeps a date of any precision.
    pub(super) fn push(
        &self,
        found: &mut Vec<Printed>,
        span: Range<usize>,
        (from, to): (Point, Point),
        years: Option<(i16, i16)>,
        precision: Precision,
    ) {
        let mut printed = Printed { from, to, years, precision, weekday: None, span };
        if precision == Precision::Day {
            let (mut word, mut start) = self.cursor.word_before(printed.span.start);
            if word.eq_ignore_ascii_case("the") {
                (word, start) = self.cursor.word_before(start);
            }
            let welsh = self.cursor.word_before(start);
            if welsh.0.eq_ignore_ascii_case("dydd") {
                printed.weekday = CALENDAR.welsh_weekday(word);
                start = welsh.1;
            } else {
                printed.weekday = CALENDAR.weekday(word);
            }
            if printed.weekday.is_some() {
                printed.span.start = start;
            }
        }
        found.push(printed);
    }
}

fn printed_year(year: Year) -> Option<(i16, i16)> {
    match year {
        Year::Is(year) => Some((year, year)),
        _ => None,
    }
}

#[cfg(test)]
mod tests;
