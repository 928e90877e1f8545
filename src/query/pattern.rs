//! Holds the patterns: what a person can look for in running text.
//!
//! Words stand here as they were typed. How a word falls into the words of the index, and which
//! forms it has there, is the business of [`search`](crate::search); nothing here knows.

/// Something to look for in running text.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub enum Pattern {
    /// Any form of a word: `caseload` stands for `caseloads` too. It begins and ends with a
    /// letter or a digit, but may hold marks inside: `o'neill`, `14:30`, `kosten/baten`.
    Word(String),
    /// These exact forms, in this order, side by side. One part is an exact word.
    Phrase(Vec<Part>),
    /// A word in which each `*` stands for any letters, or none: `case*`, `*load`, `c*d`.
    Wildcard(String),
    /// A word, or one that differs from it by a few letters.
    Misspelt {
        /// The word as typed, without `~`.
        word: String,
        /// How many letters may be wrong, missing, added or swapped: 1 or 2.
        distance: u8,
    },
    /// Two patterns near each other.
    Near(Near),
}

/// One word of a phrase.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub enum Part {
    /// This exact form.
    Word(String),
    /// Each `*` stands for any letters, or none.
    Wildcard(String),
}

impl Part {
    /// The word as typed, stars included.
    pub fn as_str(&self) -> &str {
        match self {
            Self::Word(word) | Self::Wildcard(word) => word,
        }
    }
}

/// Two patterns near each other. A side may itself be such a pair.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct Near {
    /// Any of these on one side: the first, if `ordered`. Never empty.
    pub left: Vec<Pattern>,
    /// Any of these on the other side. Never empty.
    pub right: Vec<Pattern>,
    /// How many words on, at most, counted from the last word of the one to the first word of
    /// the other: 1 is the very next word.
    pub within: u32,
    /// Whether `left` must come before `right` (`ONTO`) or may come after it too (`NEAR`).
    pub ordered: bool,
}

impl Near {
    /// The widest distance that may be asked for.
    pub const WIDEST: u32 = 100;
    /// The distance of a `NEAR` or `ONTO` without a number.
    pub const USUAL: u32 = 10;

    /// The operator as it is typed: `NEAR/5` or `ONTO/3`.
    pub fn operator(&self) -> String {
        format!("{}/{}", if self.ordered { "ONTO" } else { "NEAR" }, self.within)
    }
}
