//! Holds a sentence as patterns meet it, and as it is printed.

use std::borrow::Cow;
use std::ops::Range;

use unicode_normalization::char::decompose_compatible;

/// A sentence with white space folded and quotes straight.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Said<'a> {
    /// With a byte for each letter: every dash a hyphen, no accents.
    plain: Cow<'a, str>,
    /// As printed, where that differs.
    printed: Option<String>,
}

impl<'a> Said<'a> {
    /// Folds a text.
    pub(super) fn of(text: &'a str) -> Self {
        if is_plain(text) {
            return Self { plain: Cow::Borrowed(text), printed: None };
        }
        let mut plain = String::with_capacity(text.len());
        let mut printed: Option<String> = None;
        let mut apart = true;
        for c in text.chars() {
            if c.is_whitespace() {
                apart = true;
                continue;
            }
            if apart && !plain.is_empty() {
                plain.push(' ');
                if let Some(printed) = &mut printed {
                    printed.push(' ');
                }
            }
            apart = false;
            let shown = match c {
                '*' | '\u{ad}' | '\u{200b}' | '\u{feff}' => continue,
                '\u{2018}' | '\u{2019}' | '`' | '\u{b4}' => '\'',
                '\u{201c}' | '\u{201d}' => '"',
                c => c,
            };
            let simple = if shown.is_ascii() { shown } else { simple(shown) };
            if simple != shown && printed.is_none() {
                printed = Some(plain.clone());
            }
            plain.push(simple);
            if let Some(printed) = &mut printed {
                printed.push(shown);
            }
        }
        Self { plain: Cow::Owned(plain), printed }
    }

    /// The sentence for patterns, a byte a letter.
    pub(super) fn plain(&self) -> &str {
        &self.plain
    }

    /// Whether nothing is said.
    pub(super) fn is_empty(&self) -> bool {
        self.plain.is_empty()
    }

    /// What is printed at a place of [`Said::plain`].
    pub(super) fn printed(&self, at: Range<usize>) -> String {
        match &self.printed {
            Some(printed) => printed.chars().skip(at.start).take(at.len()).collect(),
            None => self.plain.get(at).unwrap_or_default().to_owned(),
        }
    }
}

/// Says whether folding changes nothing: `true` is sure.
fn is_plain(text: &str) -> bool {
    let mut before = b' ';
    for &byte in text.as_bytes() {
        let blank = byte == b' ';
        if !(b' '..0x7F).contains(&byte) || byte == b'*' || byte == b'`' || blank && before == b' '
        {
            return false;
        }
        before = byte;
    }
    before != b' ' || text.is_empty()
}

/// The one plain letter for another.
fn simple(c: char) -> char {
    match c {
        '\u{2010}'..='\u{2015}' | '\u{2212}' => '-',
        c if c.is_whitespace() => ' ',
        c => {
            let mut first = None;
            decompose_compatible(c, |part| {
                first.get_or_insert(part);
            });
            first.filter(char::is_ascii).unwrap_or(if c.is_alphanumeric() { 'x' } else { '~' })
        }
    }
}

#[cfg(test)]
mod tests {
    use super::Said;

    #[test]
    fn patterns_meet_plain_letters_and_names_stay_as_printed() {
        let said = Said::of("Cllr  Zoë\u{a0}Brând – “agreed”");
        assert_eq!(said.plain(), "Cllr Zoe Brand - \"agreed\"");
        assert_eq!(said.printed(5..14), "Zoë Brând");
        assert_eq!(Said::of("plain").printed(0..5), "plain");
        assert_eq!(Said::of(" * a  \n* b*").plain(), "a  b");
    }
}
