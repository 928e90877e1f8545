//! Numbers the items of lists as a browser shows them.

use crate::extract::html::elements::Marks;
use crate::extract::numerals::letters;
use crate::extract::numerals::roman;

/// How the items of a list are marked.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Style {
    None,
    Bullet,
    Decimal,
    Alpha { is_upper: bool },
    Roman { is_upper: bool },
}

/// A list under way.
#[derive(Debug, Clone)]
pub(super) struct Numbering {
    style: Style,
    next: i64,
    step: i64,
}

impl Numbering {
    /// A list with bullets, for items that stand in no list.
    pub(super) fn bullets() -> Self {
        Self { style: Style::Bullet, next: 1, step: 1 }
    }

    /// A list element. `attribute` looks up its attributes, `count` counts its items.
    pub(super) fn of<'a>(
        is_ordered: bool,
        marks: &Marks<'_>,
        attribute: impl Fn(&str) -> Option<&'a str>,
        count: impl FnOnce() -> usize,
    ) -> Self {
        let plain = if is_ordered { Style::Decimal } else { Style::Bullet };
        let is_reversed = is_ordered && attribute("reversed").is_some();
        let start = attribute("start").and_then(number);
        let first = match is_reversed {
            true if start.is_none() => i64::try_from(count()).unwrap_or(i64::MAX),
            _ => 1,
        };
        Self {
            style: style(marks, attribute("type")).unwrap_or(plain),
            next: start.unwrap_or(first),
            step: if is_reversed { -1 } else { 1 },
        }
    }

    /// The marker of the next item, or an empty text if the list shows none.
    pub(super) fn marker(
        &mut self,
        marks: &Marks<'_>,
        value: Option<&str>,
        kind: Option<&str>,
    ) -> String {
        if let Some(value) = value.and_then(number) {
            self.next = value;
        }
        let number = self.next;
        self.next = number.saturating_add(self.step);
        match style(marks, kind).unwrap_or(self.style) {
            Style::None => String::new(),
            Style::Bullet => "•".to_owned(),
            Style::Decimal => format!("{number}."),
            Style::Alpha { is_upper } => cased(letters, is_upper, number),
            Style::Roman { is_upper } => cased(roman, is_upper, number),
        }
    }
}

/// The style that an element's attributes ask for.
fn style(marks: &Marks<'_>, kind: Option<&str>) -> Option<Style> {
    let styled = marks.styled("list-style-type").or_else(|| marks.styled("list-style"));
    let words = styled.as_deref().unwrap_or_default().split_whitespace();
    let by_style = words.rev().find_map(|word| match word {
        "none" => Some(Style::None),
        "disc" | "circle" | "square" => Some(Style::Bullet),
        "decimal" => Some(Style::Decimal),
        "lower-alpha" | "lower-latin" => Some(Style::Alpha { is_upper: false }),
        "upper-alpha" | "upper-latin" => Some(Style::Alpha { is_upper: true }),
        "lower-roman" => Some(Style::Roman { is_upper: false }),
        "upper-roman" => Some(Style::Roman { is_upper: true }),
        _ => None,
    });
    by_style.or_else(|| match kind? {
        "1" => Some(Style::Decimal),
        "a" => Some(Style::Alpha { is_upper: false }),
        "A" => Some(Style::Alpha { is_upper: true }),
        "i" => Some(Style::Roman { is_upper: false }),
        "I" => Some(Style::Roman { is_upper: true }),
        "disc" | "circle" | "square" => Some(Style::Bullet),
        _ => None,
    })
}

/// Reads a number as HTML does: what follows the digits does not matter.
fn number(text: &str) -> Option<i64> {
    let text = text.trim_start();
    let (sign, digits) = match text.strip_prefix('-') {
        Some(digits) => (-1, digits),
        None => (1, text.strip_prefix('+').unwrap_or(text)),
    };
    let end = digits.find(|c: char| !c.is_ascii_digit()).unwrap_or(digits.len());
    let is_number = (1..=9).contains(&end);
    is_number.then(|| {
        sign * digits[..end].bytes().fold(0, |number, digit| number * 10 + i64::from(digit - b'0'))
    })
}

fn cased(write: fn(u32) -> Option<String>, is_upper: bool, number: i64) -> String {
    match u32::try_from(number).ok().and_then(write) {
        Some(marker) if is_upper => format!("{}.", marker.to_ascii_uppercase()),
        Some(marker) => format!("{marker}."),
        None => format!("{number}."),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_letters_and_numerals_cannot_write_is_a_figure() {
        let shown = [(27, true), (0, false), (-3, false)].map(|(n, up)| cased(letters, up, n));
        assert_eq!(shown, ["AA.", "0.", "-3."]);
        assert_eq!([4, 0, 4000].map(|n| cased(roman, false, n)), ["iv.", "0.", "4000."]);
    }

    #[test]
    fn numbers_are_read_as_browsers_do() {
        assert_eq!(number(" 12abc"), Some(12));
        assert_eq!(number("-3"), Some(-3));
        assert_eq!((number("x"), number(""), number("99999999999")), (None, None, None));
    }
}
