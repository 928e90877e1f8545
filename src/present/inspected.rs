//! Holds what is to be said of one file that was read without an index.
//!
//! It borrows what was found; it does not know who read the file.

use crate::paper::Paper;
use crate::paper::PaperKind;
use crate::problem::Problem;

/// What one file is taken to say, as it is to be shown.
#[derive(Debug, Clone, PartialEq)]
pub struct Inspected<'a> {
    /// The file as shown to people.
    pub path: &'a str,
    /// The kind, or `None` where no text could be had.
    pub kind: Option<PaperKind>,
    /// The printed lines that say so, each with its number.
    pub evidence: Vec<(usize, &'a str)>,
    /// The paper, or `None` where the file holds none.
    pub paper: Option<&'a Paper>,
    /// How many words of menus, banners and other page furniture were left out.
    pub furniture_words: usize,
    /// What fell short.
    pub problems: &'a [Problem],
}
