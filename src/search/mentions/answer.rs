//! Holds what a list of mentions gives back: plain values, without a word on how they are shown.

use std::collections::BTreeMap;
use std::sync::Arc;

use crate::paper::Layer;
use crate::paper::PageStart;
use crate::search::answer::About;
use crate::search::answer::Heading;
use crate::search::answer::Why;
use crate::verify::Verification;

/// The order of mentions. Within an item they stand in the order of the text, but for the last
/// two. What is equal goes by paper and place, so that an order is always the same.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub enum MentionSort {
    /// As papers stand on a shelf, by id: council, committee, date, then place in the paper.
    #[default]
    Paper,
    /// The oldest meeting first; papers without a date last.
    Date,
    /// The newest meeting first; papers without a date last.
    DateDescending,
    /// Councils from A to Z, those unknown last; of one council the oldest meeting first.
    Council,
    /// By the words to the left of the match, the nearest first.
    Left,
    /// By the words to the right of the match, the nearest first.
    Right,
}

/// How much text is shown on each side of a match.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Surroundings {
    /// So many words on each side.
    Words(u32),
    /// The sentence in which it stands; of a very long one, 60 words on each side.
    Sentence,
}

impl Default for Surroundings {
    fn default() -> Self {
        Self::Words(10)
    }
}

/// How mentions are to be found and shown.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct MentionOptions {
    /// The order of mentions.
    pub sort: MentionSort,
    /// At most so many rows; 0 for all.
    pub limit: usize,
    /// How much text is shown around each.
    pub context: Surroundings,
    /// Take each word in the typed form only.
    pub exact: bool,
    /// Take each word with the typed capitals only, which makes it exact too.
    pub cased: bool,
    /// Count once what stands in the same passage of items that are the same. Of those in the
    /// order of papers the first stands for all.
    pub distinct: bool,
    /// The fields to count by, by name.
    pub by: Vec<String>,
    /// Use values of these layers only. Empty for all layers.
    pub only: Vec<Layer>,
}

/// How many mentions there are, and in what.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Totals {
    /// Places where a pattern stands.
    pub occurrences: u64,
    /// Items that hold one.
    pub items: u64,
    /// Papers that hold one.
    pub papers: u64,
}

/// How much was searched, whether it holds a mention or not: what a rate is taken of.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Searched {
    /// Papers.
    pub papers: u64,
    /// Items.
    pub items: u64,
    /// Words of these items.
    pub words: u64,
}

/// The mentions in the items of one value of a field.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Group {
    /// The value, or `(unknown)`.
    pub value: String,
    /// What was found there.
    pub found: Totals,
    /// What was searched there.
    pub searched: Searched,
}

/// The mentions by the values of one field.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Table {
    /// The field's name.
    pub field: String,
    /// Every value that was searched, with mentions or without: the most mentions first, ties by
    /// name; years and months in their own order; what is not known last. An item with several
    /// values counts under each; where a field has one value an item, the sums are the totals.
    pub groups: Vec<Group>,
}

/// A query that may be worth asking beside another.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Related {
    /// What to ask: a word, or a phrase in quotes.
    pub query: String,
    /// What was typed of which it is offered.
    pub of: String,
    /// Why it is.
    pub why: Why,
    /// Whether it is one of several meanings of an acronym, or an acronym of several meanings.
    pub ambiguous: bool,
    /// What it finds under the same filters, capitals aside.
    pub found: Totals,
}

/// The counts of all mentions of a query.
#[derive(Debug, Clone, PartialEq)]
pub struct Mentions {
    /// The query, the coverage and the index.
    pub heading: Heading,
    /// How many, whatever the limit. With [`MentionOptions::distinct`], without copies.
    pub totals: Totals,
    /// How many as printed, copies and all; only where copies were left out.
    pub as_printed: Option<Totals>,
    /// The forms as printed, white space folded, the most frequent first, ties by name. The ends
    /// of a NEAR are joined by ` … `.
    pub forms: Vec<(String, u64)>,
    /// The words of the index that each typed word stands for.
    pub words: BTreeMap<String, Vec<String>>,
    /// What was searched in all; only where a table was asked for.
    pub searched: Option<Searched>,
    /// The tables that were asked for, in that order.
    pub by: Vec<Table>,
    /// What may be worth asking too, with what it would find: none of it is counted.
    pub related: Vec<Related>,
    /// What a scan of the files says of it; `None` where none was made.
    pub verified: Option<Verification>,
    /// How many rows follow.
    pub shown: u64,
}

impl Mentions {
    /// The counts that a receipt carries: (what, how many).
    pub fn counts(&self) -> Vec<(&'static str, u64)> {
        let Totals { occurrences, items, papers } = self.totals;
        let mut counts = vec![("mentions", occurrences), ("items", items), ("papers", papers)];
        counts.extend(self.as_printed.map(|all| ("mentions as printed", all.occurrences)));
        counts.push(("shown", self.shown));
        counts.extend(self.verified.as_ref().map(|it| ("counted again", it.found.occurrences)));
        counts
    }
}

/// One mention.
#[derive(Debug, Clone, PartialEq)]
pub struct Mention {
    /// The id of its item.
    pub id: String,
    /// What the item is and whence it comes.
    pub about: Arc<About>,
    /// In which paragraph of the item it begins: lines that are not blank count, from 1.
    pub paragraph: u64,
    /// The page it begins on, where the format has pages.
    pub page: Option<PageStart>,
    /// Where it begins in the text of the item, in bytes of UTF-8: the text that
    /// [`Library::show`](crate::search::Library::show) gives.
    pub start: u64,
    /// Where it ends.
    pub end: u64,
    /// The form as printed, as in [`Mentions::forms`].
    pub form: String,
    /// The text before it. `before`, `text` and `after` put together are a passage of the item,
    /// its white space folded.
    pub before: String,
    /// What matches: of a NEAR, all from one end to the other.
    pub text: String,
    /// The text after it.
    pub after: String,
    /// The parts of `text` to be marked, as ranges of characters: all of it, or the ends of a
    /// NEAR.
    pub marks: Vec<(usize, usize)>,
    /// Whether text of the item was cut off before `before` and behind `after`, within what was
    /// asked for.
    pub cut: (bool, bool),
}

impl Mention {
    /// One in an item of which this is known, with nothing in it yet.
    pub(super) fn of(about: &Arc<About>) -> Self {
        Self {
            id: String::new(),
            about: Arc::clone(about),
            paragraph: 0,
            page: None,
            start: 0,
            end: 0,
            form: String::new(),
            before: String::new(),
            text: String::new(),
            after: String::new(),
            marks: Vec::new(),
            cut: (false, false),
        }
    }
}
