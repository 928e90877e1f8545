//! The names of months and weekdays, English and Welsh, and a quick way to know one.
//!
//! Knows `calendar.toml` and single words; knows no date.

use std::sync::LazyLock;

use jiff::civil::Weekday;
use serde::Deserialize;

/// No name of a month is longer, in bytes.
const LONGEST: usize = 10;

/// The table of `calendar.toml`.
#[derive(Deserialize)]
pub(in crate::normalise) struct Calendar {
    /// The names of each month, January first.
    pub(in crate::normalise) months: Vec<Vec<String>>,
    /// The names of each weekday, Monday first.
    pub(in crate::normalise) weekdays: Vec<Vec<String>>,
    /// The Welsh names, which count after `Dydd` only.
    pub(in crate::normalise) welsh_weekdays: Vec<String>,
    /// Which beginnings of three letters any month has.
    #[serde(skip)]
    begins: Vec<bool>,
    /// The same without a look at whether they are letters, a bit each: see [`Window`].
    #[serde(skip)]
    windows: Vec<u64>,
}

/// Three bytes of a text, of which each counts by its five lowest bits: those tell letters apart
/// in any case.
#[derive(Clone, Copy, Default)]
pub(super) struct Window(usize);

impl Window {
    /// How many different windows there are.
    const ALL: usize = 1 << 15;

    /// The window that ends with `byte`, one byte further on.
    #[inline]
    pub(super) fn then(self, byte: u8) -> Self {
        Self((self.0 << 5 | usize::from(byte & 31)) % Self::ALL)
    }
}

/// The calendar, read once.
pub(in crate::normalise) static CALENDAR: LazyLock<Calendar> = LazyLock::new(|| {
    let mut calendar: Calendar = toml::from_str(include_str!("../calendar.toml"))
        .expect("calendar.toml is embedded and parsed in a test");
    let mut begins = vec![false; 26 * 26 * 26];
    let mut windows = vec![0; Window::ALL / 64];
    for name in calendar.months.iter().flatten() {
        let Some(place) = beginning(name.as_bytes()) else { continue };
        begins[place] = true;
        let window = name.bytes().take(3).fold(Window::default(), Window::then).0;
        windows[window / 64] |= 1 << (window % 64);
    }
    calendar.begins = begins;
    calendar.windows = windows;
    calendar
});

impl Calendar {
    /// Returns the month that `word` names, 1 for January; any case.
    pub(in crate::normalise) fn month(&self, word: &[u8]) -> Option<i8> {
        if word.len() > LONGEST || !self.begins[beginning(word)?] {
            return None;
        }
        let at = self
            .months
            .iter()
            .position(|names| names.iter().any(|name| name.as_bytes().eq_ignore_ascii_case(word)));
        i8::try_from(at? + 1).ok()
    }

    /// Says whether a month's name may begin with the letters that `rest` begins with: `false` is
    /// sure.
    #[inline]
    pub(super) fn may_begin(&self, rest: &[u8]) -> bool {
        beginning(rest).is_some_and(|place| self.begins[place])
    }

    /// Says whether a month's name may begin with the three bytes of a window: `false` is sure,
    /// and told by one look.
    #[inline]
    pub(super) fn may_show(&self, window: Window) -> bool {
        self.windows[window.0 / 64] >> (window.0 % 64) & 1 == 1
    }

    /// Says whether a month's name may stand in `text`: `false` is sure.
    pub(super) fn may_name_month(&self, text: &[u8]) -> bool {
        let mut window = Window::default();
        text.iter().enumerate().any(|(at, byte)| {
            window = window.then(*byte);
            self.may_show(window) && at >= 2 && self.may_begin(&text[at - 2..])
        })
    }

    /// Returns the weekday that `word` names; any case.
    pub(in crate::normalise) fn weekday(&self, word: &str) -> Option<Weekday> {
        let is_word = |name: &String| name.eq_ignore_ascii_case(word);
        of_week(self.weekdays.iter().position(|names| names.iter().any(is_word))?)
    }

    /// Returns the weekday that `word` names after `Dydd`; any case.
    pub(in crate::normalise) fn welsh_weekday(&self, word: &str) -> Option<Weekday> {
        of_week(self.welsh_weekdays.iter().position(|name| name.eq_ignore_ascii_case(word))?)
    }
}

fn of_week(place: usize) -> Option<Weekday> {
    Weekday::from_monday_zero_offset(i8::try_from(place).ok()?).ok()
}

/// The place of the first three letters in a table of all such beginnings.
fn beginning(word: &[u8]) -> Option<usize> {
    let letters = word.get(..3)?;
    letters.iter().try_fold(0, |place, letter| {
        let lower = letter.to_ascii_lowercase();
        lower.is_ascii_lowercase().then(|| place * 26 + usize::from(lower - b'a'))
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn months_and_weekdays_are_known_in_any_case() {
        for (word, month) in
            [("January", 1), ("SEPT", 9), ("fehefin", 6), ("Ragfyr", 12), ("Mawrth", 3)]
        {
            assert_eq!(CALENDAR.month(word.as_bytes()), Some(month), "{word}");
        }
        for word in ["Marchers", "Ma", "", "Maypole", "é", "the", "a1b"] {
            assert_eq!(CALENDAR.month(word.as_bytes()), None, "{word}");
        }
        assert_eq!(CALENDAR.weekday("Tues"), Some(Weekday::Tuesday));
        assert_eq!(CALENDAR.welsh_weekday("Mawrth"), Some(Weekday::Tuesday));
        assert_eq!(CALENDAR.weekday("Mawrth"), None);
    }
}
