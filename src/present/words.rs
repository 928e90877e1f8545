//! Says numbers, days and facts in words, always in the same way.
//!
//! It knows no format: the same words serve the lines of text and the receipt.

use jiff::civil::Date;

use crate::paper::Layer;
use crate::search::Coverage;

/// Writes a number with commas between thousands: `12,345`.
pub(super) fn number(n: u64) -> String {
    let digits = n.to_string();
    let mut written = String::new();
    for (at, digit) in digits.chars().enumerate() {
        if at > 0 && (digits.len() - at).is_multiple_of(3) {
            written.push(',');
        }
        written.push(digit);
    }
    written
}

/// Writes a number with what it counts: `1 item`, `22 items`. No line is broken between them.
pub(super) fn count(n: u64, what: &str) -> String {
    let plural = if n == 1 { "" } else { "s" };
    format!("{}\u{a0}{what}{plural}", number(n))
}

/// How often something occurs in 10,000 words, to two places: `1.39`; `–` where there are none.
pub(super) fn rate(occurrences: u64, words: u64) -> String {
    match per_10_000(occurrences, words) {
        Some(rate) => format!("{rate:.2}"),
        None => "–".to_owned(),
    }
}

/// How often something occurs in 10,000 words, or `None` where there are no words.
pub(super) fn per_10_000(occurrences: u64, words: u64) -> Option<f64> {
    (words > 0).then(|| occurrences as f64 * 10_000.0 / words as f64)
}

/// Writes a day as minutes do: `18 January 2017`.
pub(super) fn day(date: Date) -> String {
    date.strftime("%-d %B %Y").to_string()
}

/// Marks a value that is not printed in the paper, so that no guess passes for a fact.
pub(super) fn marked(value: &str, layer: Layer) -> String {
    match layer {
        Layer::Explicit => value.to_owned(),
        Layer::Supplied | Layer::Inferred => format!("{value} ({layer})"),
    }
}

/// Says what was searched and what could not be: the line that every answer carries.
pub(super) fn coverage(coverage: &Coverage) -> String {
    format!(
        "searched {}, {} · unreadable\u{a0}{}, undated\u{a0}{}, council\u{a0}unknown\u{a0}{}{}",
        count(coverage.papers, "paper"),
        count(coverage.items, "item"),
        number(coverage.unreadable),
        number(coverage.undated),
        number(coverage.council_unknown),
        unread(coverage),
    )
}

/// Says how many files are not read yet, at the end of such a line; nothing where all are.
pub(super) fn unread(coverage: &Coverage) -> String {
    match coverage.unread {
        0 => String::new(),
        unread => format!(", found but not read yet\u{a0}{}", number(unread)),
    }
}

#[cfg(test)]
mod tests {
    use super::count;
    use super::number;

    #[test]
    fn thousands_are_parted() {
        let written: Vec<String> = [0, 999, 1000, 1_234_567].into_iter().map(number).collect();
        assert_eq!(written, ["0", "999", "1,000", "1,234,567"]);
        assert_eq!(count(1, "item"), "1\u{a0}item");
        assert_eq!(count(0, "item"), "0\u{a0}items");
    }
}
