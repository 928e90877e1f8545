//! Matches a word or a name against a pattern with stars, each of which stands for any letters.
//!
//! Knows no dictionary: the pattern is cut up once and can then be held against many.

/// A pattern, cut at its stars.
pub(crate) struct Glob<'a> {
    pieces: Vec<&'a str>,
}

impl<'a> Glob<'a> {
    /// Cuts `pattern` at every `star`.
    pub(crate) fn new(pattern: &'a str, star: char) -> Self {
        Self { pieces: pattern.split(star).collect() }
    }

    /// What everything that fits begins with: all before the first star.
    pub(crate) fn beginning(&self) -> &'a str {
        self.pieces.first().copied().unwrap_or_default()
    }

    /// Says whether the whole of `text` fits.
    pub(crate) fn fits(&self, text: &str) -> bool {
        let [first, middle @ .., last] = self.pieces.as_slice() else {
            return self.beginning() == text;
        };
        let inner = text.strip_prefix(first).and_then(|rest| rest.strip_suffix(last));
        let Some(mut rest) = inner else { return false };
        // Taking each piece where it first stands leaves the most for those behind it.
        middle.iter().all(|piece| match rest.find(piece) {
            Some(at) => {
                rest = &rest[at + piece.len()..];
                true
            }
            None => false,
        })
    }
}
