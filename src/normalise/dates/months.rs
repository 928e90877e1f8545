//! Reads what a month's name opens: months with a year, two months, a month alone.
//!
//! A month alone counts only where no other word could stand: names of people and places are
//! months too.

use crate::normalise::dates::company::COMPANY;
use crate::normalise::dates::cursor::Joint;
use crate::normalise::dates::cursor::Year;
use crate::normalise::dates::printed::Point;
use crate::normalise::dates::printed::Printed;
use crate::normalise::dates::printed::Reader;

impl Reader<'_> {
    /// Reads a month that no day goes before: `June 2018`, `September/October 2015`,
    /// `January 18, 2017`, `in June`.
    pub(super) fn word(&self, at: usize, found: &mut Vec<Printed>) -> Option<usize> {
        let cursor = self.cursor;
        let (month, end) = cursor.month(at)?;
        let first = cursor.byte(at);
        // `Dydd Mawrth` is a Tuesday.
        let (before, _) = cursor.word_before(at);
        let is_path = b"/=_%@".contains(&cursor.before(at))
            || (cursor.before(at) == b'-' && cursor.byte(end) == b'-');
        if is_path || before.eq_ignore_ascii_case("dydd") {
            return None;
        }
        let point = Point { month, day: None };
        let (year, last) = cursor.year(end, false);
        // `may 2018` may be anything; `january 2018` is not.
        if first.is_ascii_lowercase() && (end - at <= 5 || !matches!(year, Year::Is(_))) {
            return None;
        }
        match year {
            Year::Broken => return Some(last),
            Year::Is(year) => {
                let through = self.second_month(last, at).and_then(|(month, end)| {
                    let (Year::Is(to), end) = cursor.year(end, false) else { return None };
                    Some((Point { month, day: None }, to, end))
                });
                let (to, to_year, end) = through.unwrap_or((point, year, last));
                self.keep(found, at..end, (point, to), Some((year, to_year)));
                return Some(end);
            }
            Year::No => {}
        }
        if let Some(end) = self.month_first(at, month, end, found) {
            return Some(end);
        }
        // Two months share a year: `September/October 2015`.
        if let Some((joint, from)) = cursor.joint(end)
            && let Some((second, after)) = cursor.month(from)
            && let (Year::Is(year), last) = cursor.year(after, false)
        {
            let other = Point { month: second, day: None };
            let through =
                joint == Joint::Through || self.is_between(at) || second == month % 12 + 1;
            let earlier = year - i16::from(second < month);
            if through {
                self.keep(found, at..last, (point, other), Some((earlier, year)));
            } else {
                self.keep(found, at..last, (point, point), Some((earlier, year)));
                self.keep(found, from..last, (other, other), Some((year, year)));
            }
            return Some(last);
        }
        let alone = end - at >= 3
            && cursor.byte(at + 1).is_ascii_lowercase()
            && (end - at > 4 || matches!(month, 5..=7))
            && self.keeps_company(at, end);
        if alone {
            self.keep(found, at..end, (point, point), None);
            return Some(end);
        }
        None
    }

    /// `January 18, 2017`, `March 9th`.
    fn month_first(
        &self,
        at: usize,
        month: i8,
        end: usize,
        found: &mut Vec<Printed>,
    ) -> Option<usize> {
        let cursor = self.cursor;
        let from = cursor.space(end + usize::from(cursor.byte(end) == b'.'), false);
        let (day, end, ordinal) = cursor.day(from).filter(|_| from > end)?;
        let point = Point { month, day: Some(day) };
        match cursor.year(end, false) {
            (Year::Is(year), last) => {
                self.keep(found, at..last, (point, point), Some((year, year)));
                Some(last)
            }
            (Year::No, _) if ordinal => {
                // `March 9th April` belongs to what follows.
                if self.month_of(end, true).is_some() {
                    return None;
                }
                self.keep(found, at..end, (point, point), None);
                Some(end)
            }
            _ => None,
        }
    }

    /// The second month of a stretch: ` to February`.
    fn second_month(&self, at: usize, start: usize) -> Option<(i8, usize)> {
        let (joint, from) = self.cursor.joint(at)?;
        if joint == Joint::And && !self.is_between(start) {
            return None;
        }
        self.cursor.month(from)
    }

    /// Says whether a month without a year stands where only a month can.
    pub(super) fn keeps_company(&self, at: usize, end: usize) -> bool {
        let cursor = self.cursor;
        let after = cursor.word_after(end);
        let has = |words: &[String], word: &str| {
            words.iter().any(|known| known.eq_ignore_ascii_case(word))
        };
        if has(&COMPANY.after, after) && !after.starts_with(|c: char| c.is_uppercase()) {
            return true;
        }
        // `by June Reed` names a person, `in March Town` a place.
        if after.starts_with(char::is_uppercase) || after.starts_with(|c: char| c.is_ascii_digit())
        {
            return false;
        }
        // `mid-June`
        let hyphen = usize::from(cursor.before(at) == b'-');
        let (before, from) = cursor.word_before(at - hyphen);
        has(&COMPANY.before, before)
            || (before == "of" && has(&COMPANY.before_of, cursor.word_before(from).0))
    }
}
