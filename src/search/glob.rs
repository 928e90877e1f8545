//! Matches a word or a name against a pattern with stars, each of which stands for any letters.
//!
//! Knows no dictionary: the pattern is cut up once and can then be held against many.

use memchr::memmem::Finder;

/// A pattern, cut at its stars.
pub(crate) struct Glob<'a> {
    pieces: Vec<&'a str>,
    /// The pieces between two stars, ready to be looked for.
    middle: Vec<Finder<'a>>,
}

impl<'a> Glob<'a> {
    /// Cuts `pattern` at every `star`.
    pub(crate) fn new(pattern: &'a str, star: char) -> Self {
        let pieces: Vec<&str> = pattern.split(star).collect();
        let between = pieces.len().saturating_sub(1).max(1);
        let middle = pieces.get(1..between).unwrap_or_default();
        let middle = middle.iter().map(|piece| Finder::new(*piece)).collect();
        Self { pieces, middle }
    }

    /// What everything that fits begins with: all before the first star.
    pub(crate) fn beginning(&self) -> &'a str {
        self.pieces.first().copied().unwrap_or_default()
    }

    /// Says whether the whole of `text` fits.
    pub(crate) fn fits(&self, text: &str) -> bool {
        let [first, .., last] = self.pieces.as_slice() else {
            return self.beginning() == text;
        };
        let inner = text.strip_prefix(first).and_then(|rest| rest.strip_suffix(last));
        let Some(mut rest) = inner.map(str::as_bytes) else { return false };
        // Taking each piece where it first stands leaves the most for those behind it.
        self.middle.iter().all(|piece| match piece.find(rest) {
            Some(at) => {
                rest = rest.get(at + piece.needle().len()..).unwrap_or_default();
                true
            }
            None => false,
        })
    }
}
