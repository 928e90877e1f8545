//! Reads what four figures open: days that begin with the year, financial years, years alone.
//!
//! Knows figures and the words beside them; figures without such words are a count.

use std::ops::Range;

use crate::normalise::dates::company::COMPANY;
use crate::normalise::dates::cursor::is_year;
use crate::normalise::dates::printed::Point;
use crate::normalise::dates::printed::Printed;
use crate::normalise::dates::printed::Reader;
use crate::paper::Precision;

impl Reader<'_> {
    /// Reads what four figures open: `2018-03-14`, `2017/18`, `2018-2022`, `2018`.
    pub(super) fn years(
        &self,
        at: usize,
        first: i16,
        end: usize,
        found: &mut Vec<Printed>,
    ) -> Option<usize> {
        let cursor = self.cursor;
        let mark_end = match cursor.byte(end) {
            b'/' | b'-' => end + 1,
            0xE2 if matches!(cursor.byte(end + 2), 0x93 | 0x94) => end + 3,
            _ => end,
        };
        if mark_end == end || !cursor.byte(mark_end).is_ascii_digit() {
            return self.one_year(at, first, end, found);
        }
        let (second, last) = cursor.figures(mark_end, 4)?;
        let next = cursor.byte(last);
        if next == b'-' && mark_end == end + 1 && last == mark_end + 2 && cursor.byte(end) == b'-' {
            return self.iso(at, first, second, last + 1, found);
        }
        let is_more = next.is_ascii_alphanumeric()
            || (matches!(next, b'/' | b'-' | b'.')
                && cursor.byte(last + 1).is_ascii_alphanumeric());
        let second = match last - mark_end {
            4 => second,
            2 => first - first % 100 + second + if first % 100 == 99 { 100 } else { 0 },
            _ => return None,
        };
        if is_more || !is_year(first) || !is_year(second) {
            return Some(last);
        }
        let whole = (Point { month: 1, day: Some(1) }, Point { month: 12, day: None });
        if second == first + 1 {
            self.financial(at..last, (first, second), found);
        } else if last - mark_end == 4
            && (first + 2..first + 40).contains(&second)
            && self.is_stretch(at, last)
        {
            self.push(found, at..last, whole, Some((first, second)), Precision::Year);
        }
        Some(last)
    }

    fn iso(
        &self,
        at: usize,
        year: i16,
        month: i16,
        from: usize,
        found: &mut Vec<Printed>,
    ) -> Option<usize> {
        let (day, last) = self.cursor.figures(from, 2)?;
        let next = self.cursor.byte(last);
        let point = Point { month: i8::try_from(month).ok()?, day: i8::try_from(day).ok() };
        let is_more = next.is_ascii_alphanumeric()
            || (matches!(next, b'-' | b'/') && self.cursor.byte(last + 1).is_ascii_alphanumeric());
        if last == from + 2 && is_year(year) && !is_more {
            self.keep(found, at..last, (point, point), Some((year, year)));
        }
        Some(last)
    }

    /// A financial year, a quarter of one, or a school's year.
    fn financial(&self, span: Range<usize>, years: (i16, i16), found: &mut Vec<Printed>) {
        let cursor = self.cursor;
        let mut before = cursor.word_before(span.start);
        if before.0 == "of" {
            before = cursor.word_before(before.1);
        }
        let quarter = |word: &str| word.parse::<i8>().ok().filter(|n| (1..=4).contains(n));
        let told = match before.0.strip_prefix(['Q', 'q']) {
            Some(figure) => quarter(figure).map(|number| (number, before.1)),
            None => quarter(before.0).and_then(|number| {
                let (word, from) = cursor.word_before(before.1);
                let is_quarter =
                    ["quarter", "qtr", "q"].iter().any(|q| q.eq_ignore_ascii_case(word));
                is_quarter.then_some((number, from))
            }),
        };
        if let Some((number, from)) = told {
            // The fourth quarter is that of the second year.
            let (month, year) = if number == 4 { (1, years.1) } else { (1 + 3 * number, years.0) };
            let months = (Point { month, day: None }, Point { month: month + 2, day: None });
            self.push(found, from..span.end, months, Some((year, year)), Precision::Month);
            return;
        }
        let mut word = before;
        if word.0.eq_ignore_ascii_case("year") {
            word = cursor.word_before(word.1);
        }
        if COMPANY.school.iter().any(|school| school.eq_ignore_ascii_case(word.0)) {
            let months = (Point { month: 9, day: None }, Point { month: 8, day: None });
            self.push(found, span, months, Some(years), Precision::Year);
            return;
        }
        let months = (Point { month: 4, day: None }, Point { month: 3, day: None });
        self.push(found, span, months, Some(years), Precision::FinancialYear);
    }

    /// A year alone counts only in clear company.
    fn one_year(
        &self,
        at: usize,
        year: i16,
        end: usize,
        found: &mut Vec<Printed>,
    ) -> Option<usize> {
        let cursor = self.cursor;
        let next = cursor.byte(end);
        let is_more = next.is_ascii_alphabetic()
            || (matches!(next, b',' | b'.' | b':') && cursor.byte(end + 1).is_ascii_digit())
            || matches!(next, b'%' | b'/' | b'-');
        if is_more || !(1900..2100).contains(&year) {
            return None;
        }
        let (before, from) = cursor.word_before(at);
        let lower = before.to_ascii_lowercase();
        let after = cursor.word_after(end).to_ascii_lowercase();
        let has = |words: &[String], word: &str| words.iter().any(|known| known == word);
        let clear = has(&COMPANY.before_year, &lower)
            || (lower == "of"
                && has(&COMPANY.before_of, &cursor.word_before(from).0.to_ascii_lowercase()))
            || (matches!(lower.as_str(), "the" | "their" | "its" | "our") && self.names_event(end));
        if clear && !has(&COMPANY.counted, &after) {
            let whole = (Point { month: 1, day: None }, Point { month: 12, day: None });
            self.push(found, at..end, whole, Some((year, year)), Precision::Year);
            return Some(end);
        }
        None
    }

    /// Says whether one of the next three words is what a year has one of.
    fn names_event(&self, mut at: usize) -> bool {
        (0..3).any(|_| {
            let from = self.cursor.space(at, true);
            let word = self.cursor.word_after(from).to_ascii_lowercase();
            at = self.cursor.word_end(from);
            COMPANY.after_year.contains(&word)
        })
    }

    pub(super) fn is_stretch(&self, at: usize, end: usize) -> bool {
        let has = |word: &str| COMPANY.stretch.iter().any(|known| known.eq_ignore_ascii_case(word));
        has(self.cursor.word_before(at).0) || has(self.cursor.word_after(end))
    }
}
