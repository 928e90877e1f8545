//! Holds patterns that are compiled when they are first tried.
//!
//! A table of wordings has many, each takes a good part of a millisecond, and papers of one kind
//! need few of them.

use std::sync::LazyLock;

use regex::Regex;

/// A pattern, compiled when it is first tried.
pub(super) type Pattern = LazyLock<Regex, Box<dyn FnOnce() -> Regex + Send>>;

/// The pattern that `text` writes. The tests of the table that holds it try to compile it.
pub(super) fn pattern(text: String) -> Pattern {
    let compile =
        move || Regex::new(&text).expect("the patterns of a table are compiled in a test");
    LazyLock::new(Box::new(compile))
}
