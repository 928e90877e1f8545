//! Reads the heads of records and of answers: a first line, then `Name: value` lines up to a
//! blank one.
//!
//! One reader for both, and a tolerant one: real crawls hold `HTTP/2 200`, names with blanks
//! behind them, lines that are none and line ends of one byte. It knows no field's meaning.

use memchr::memchr;

/// The most bytes a head may have. Servers refuse more than 8 to 16 KiB.
pub(super) const LONGEST: usize = 64 << 10;

/// A first line and the fields below it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Head {
    /// The first line.
    pub(super) first: String,
    fields: Vec<(String, String)>,
}

impl Head {
    /// The value of the first field called `name`, in any case; `None` if it is blank.
    pub(super) fn get(&self, name: &str) -> Option<&str> {
        let found = self.fields.iter().find(|(key, _)| key.eq_ignore_ascii_case(name));
        found.map(|(_, value)| value.as_str()).filter(|value| !value.is_empty())
    }
}

/// How the bytes at the start of something read as a head.
#[derive(Debug, PartialEq, Eq)]
pub(super) enum Parsed {
    /// A head, and how many bytes it has with its blank line.
    Whole(Head, usize),
    /// The bytes end before the head does.
    Cut,
}

/// Reads the head at the start of `bytes`.
pub(super) fn parse(bytes: &[u8]) -> Parsed {
    let mut lines: Vec<String> = Vec::new();
    let mut at = 0;
    while let Some(length) = memchr(b'\n', &bytes[at..]) {
        let line = &bytes[at..at + length];
        at += length + 1;
        let line = line.strip_suffix(b"\r").unwrap_or(line);
        if line.is_empty() {
            return Parsed::Whole(head(lines), at);
        }
        let text = String::from_utf8_lossy(line);
        match lines.last_mut() {
            // A line that begins with a blank goes on with the one before.
            Some(before) if line.starts_with(b" ") || line.starts_with(b"\t") => {
                before.push(' ');
                before.push_str(text.trim());
            }
            _ => lines.push(text.into_owned()),
        }
    }
    Parsed::Cut
}

fn head(lines: Vec<String>) -> Head {
    let mut lines = lines.into_iter();
    let first = lines.next().unwrap_or_default();
    let field = |line: String| {
        let (name, value) = line.split_once(':')?;
        Some((name.trim().to_owned(), value.trim().to_owned()))
    };
    Head { first, fields: lines.filter_map(field).collect() }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn heads_are_read_with_any_line_end() {
        let bytes = b"HTTP/2 200 \r\nContent-Type : text/html;\r\n  charset=utf-8\nrubbish\nEmpty:\r\n\r\n<p>";
        let Parsed::Whole(head, length) = parse(bytes) else { panic!("it is whole") };
        assert_eq!(head.first, "HTTP/2 200 ");
        assert_eq!(head.get("content-type"), Some("text/html; charset=utf-8"));
        assert_eq!((head.get("Empty"), head.get("rubbish")), (None, None));
        assert_eq!(&bytes[length..], b"<p>");
    }

    #[test]
    fn a_head_without_its_blank_line_is_cut() {
        assert_eq!(parse(b"WARC/1.0\r\nContent-Length: 3\r\n"), Parsed::Cut);
        assert_eq!(parse(b""), Parsed::Cut);
    }
}
