//! Reads the marker before an item of a list: `1.`, `(ii)`, `b)`, a bullet.

/// What stands before an item of a list.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Marker<'a> {
    /// As printed, without brackets and full stop; `None` for a bullet.
    pub(super) number: Option<&'a str>,
    /// How many bytes marker and white space take.
    pub(super) length: usize,
}

/// The longest marker, in bytes.
const LONGEST: usize = 10;

/// Reads the marker at the beginning of a line that is trimmed.
pub(super) fn marker(line: &str) -> Option<Marker<'_>> {
    if let Some(rest) = line.strip_prefix(['•', '·', '▪', '\u{f0b7}', '●', '◦', '*', '-', '–', '○'])
    {
        let text = rest.trim_start();
        let apart = text.len() < rest.len() || !line.starts_with(['*', '-', '–']);
        return (apart && !text.is_empty())
            .then(|| Marker { number: None, length: line.len() - text.len() });
    }
    let inner = line.strip_prefix('(').unwrap_or(line);
    let opened = inner.len() < line.len();
    let end = inner.find(|c: char| !c.is_ascii_alphanumeric() && c != '.')?;
    let (number, closed) = match inner[end..].starts_with(')') {
        true => (&inner[..end], 1),
        false => (&inner[..end], 0),
    };
    let bare = number.strip_suffix('.').unwrap_or(number);
    // A bare number is no marker, one in or before a bracket or before a full stop is, and so is
    // one in parts before a capital: `7.1 That`.
    let behind = inner[end..].trim_start();
    let in_parts = bare.contains('.') && behind.starts_with(char::is_uppercase);
    let marked = closed == 1 || !opened && (bare.len() < number.len() || in_parts);
    if !marked || bare.is_empty() || bare.len() > LONGEST || !is_number(bare) {
        return None;
    }
    // `P. Wren` is a name.
    if closed == 0 && bare.len() == 1 && bare.bytes().all(|byte| byte.is_ascii_uppercase()) {
        return None;
    }
    let rest = &inner[end + closed..];
    let text = rest.trim_start();
    let apart = text.len() < rest.len() || opened && closed == 1;
    (apart && !text.is_empty())
        .then(|| Marker { number: Some(bare), length: line.len() - text.len() })
}

/// Reads a capital before an item of a list: `B. Delegate authority`. It may be the first letter
/// of a name as well, so it counts only where its neighbours are such items.
pub(super) fn capital(line: &str) -> Option<Marker<'_>> {
    let (number, rest) = line.split_at_checked(1)?;
    let text = rest.strip_prefix('.')?;
    let words = text.trim_start();
    let is_capital = number.starts_with(|c: char| c.is_ascii_uppercase());
    (is_capital && words.len() < text.len() && !words.is_empty())
        .then(|| Marker { number: Some(number), length: line.len() - words.len() })
}

/// Says whether a marker counts: `12`, `7.1.1`, `b`, `iv`.
fn is_number(bare: &str) -> bool {
    let mut bytes = bare.bytes();
    match bytes.next() {
        Some(first) if first.is_ascii_digit() => bare.split('.').all(|part| {
            (1..=3).contains(&part.len()) && part.bytes().all(|byte| byte.is_ascii_digit())
        }),
        Some(_) if bare.len() == 1 => true,
        Some(_) => bare.len() <= 5 && bare.bytes().all(|byte| b"ivxIVX".contains(&byte)),
        None => false,
    }
}

#[cfg(test)]
mod tests {
    use super::marker;

    #[track_caller]
    fn check(line: &str, number: Option<&str>, rest: &str) {
        let found = marker(line).unwrap();
        assert_eq!((found.number, &line[found.length..]), (number, rest));
    }

    #[test]
    fn numbers_letters_and_bullets_are_markers() {
        check("1.\u{a0}\u{a0}That the wall be mended", Some("1"), "That the wall be mended");
        check("(ii) the lamp", Some("ii"), "the lamp");
        check("(a)the lamp", Some("a"), "the lamp");
        check("b) the lamp", Some("b"), "the lamp");
        check("7.1.1. the lamp", Some("7.1.1"), "the lamp");
        check("• the lamp", None, "the lamp");
        for line in
            ["1. ", "the lamp", "2016 was dry", "A. Wren", "-5 degrees", "e.g. lamps", "(see"]
        {
            let number = marker(line).and_then(|it| it.number);
            assert!(number.is_none(), "{line}: {number:?}");
        }
    }
}
