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
        let mut folding = Folding::default();
        folding.plain.reserve(text.len());
        let mut rest = text;
        loop {
            // Most is letters that stay as they are.
            let (same, other) = rest.split_at(same_length(rest));
            if !same.is_empty() {
                folding.say(same, same);
            }
            let mut letters = other.chars();
            let Some(c) = letters.next() else { break };
            rest = letters.as_str();
            folding.read(c);
        }
        Self { plain: Cow::Owned(folding.plain), printed: folding.printed }
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

/// A text that is being folded.
#[derive(Default)]
struct Folding {
    plain: String,
    printed: Option<String>,
    /// Whether white space came last.
    is_apart: bool,
}

impl Folding {
    /// Takes one letter.
    fn read(&mut self, c: char) {
        let shown = match c {
            c if c.is_whitespace() => {
                self.is_apart = true;
                return;
            }
            '*' | '\u{ad}' | '\u{200b}' | '\u{feff}' => return self.say("", ""),
            '\u{2018}' | '\u{2019}' | '`' | '\u{b4}' => '\'',
            '\u{201c}' | '\u{201d}' => '"',
            c => c,
        };
        let simple = if shown.is_ascii() { shown } else { simple(shown) };
        if simple != shown && self.printed.is_none() {
            self.printed = Some(self.plain.clone());
        }
        let (mut first, mut second) = ([0; 4], [0; 4]);
        self.say(simple.encode_utf8(&mut first), shown.encode_utf8(&mut second));
    }

    /// Adds letters, with a blank before them where white space was.
    fn say(&mut self, plain: &str, printed: &str) {
        let blank = if self.is_apart && !self.plain.is_empty() { " " } else { "" };
        self.is_apart = false;
        self.plain.push_str(blank);
        self.plain.push_str(plain);
        if let Some(all) = &mut self.printed {
            all.push_str(blank);
            all.push_str(printed);
        }
    }
}

/// How many bytes of a text stay as they are: letters and signs of ASCII, with single blanks
/// between them.
fn same_length(text: &str) -> usize {
    let mut end = 0;
    for (at, byte) in text.bytes().enumerate() {
        if byte.is_ascii_graphic() && !matches!(byte, b'*' | b'`') {
            end = at + 1;
        } else if byte != b' ' || at != end || at == 0 {
            break;
        }
    }
    end
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
