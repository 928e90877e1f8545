//! Holds what a search gives back: plain values, without a word on how they are shown.

use std::collections::BTreeMap;
use std::num::NonZeroU32;

use jiff::civil::Date;

use crate::paper::Layer;
use crate::paper::Pages;
use crate::paper::PaperKind;
use crate::paper::Part;
use crate::problem::Problem;

use super::statements::Quoted;

/// What stands above every answer: what was asked, of what, and what could not be asked.
#[derive(Debug, Clone, PartialEq)]
pub struct Heading {
    /// The query in its canonical spelling.
    pub query: String,
    /// What the query was taken to mean, in words.
    pub means: String,
    /// Councils that filters name, with those before them whose papers the filters leave out.
    pub successions: Vec<Succession>,
    /// Words of the query that are acronyms in capitals and ordinary words otherwise.
    pub capitals: Vec<Capitals>,
    /// What the index holds.
    pub coverage: Coverage,
    /// Which index answered.
    pub stamp: Stamp,
}

/// A council that took over from others.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Succession {
    /// The council.
    pub council: String,
    /// Those it took over from, with how many papers of each the index holds. Never empty.
    pub predecessors: Vec<(String, u64)>,
}

/// A word that is an acronym in capitals and an ordinary word otherwise: `SEND`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Capitals {
    /// The acronym.
    pub acronym: String,
    /// Whether it was typed so and counts in capitals only. Otherwise it counts in any.
    pub held: bool,
}

/// Why a query is offered beside what was typed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Why {
    /// The words typed, side by side.
    Phrase,
    /// What an acronym stands for.
    LongForm,
    /// The acronym of a long form.
    Acronym,
    /// Another spelling of a phrase, which in quotes counts as typed only.
    Spelling,
    /// What is written for a phrase by mistake.
    Misprint,
    /// Another name of the same thing.
    Term,
    /// A word or phrase that lies near.
    Near,
    /// A word of the same stem.
    Stem,
}

impl Why {
    /// The word for it in JSON.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Phrase => "phrase",
            Self::LongForm => "long_form",
            Self::Acronym => "acronym",
            Self::Spelling => "spelling",
            Self::Misprint => "misprint",
            Self::Term => "term",
            Self::Near => "near",
            Self::Stem => "stem",
        }
    }
}

/// How much matches a query.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Counted {
    /// Items.
    pub items: u64,
    /// The papers they are of.
    pub papers: u64,
}

/// What an index holds, and what it could not read.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Coverage {
    /// Papers indexed.
    pub papers: u64,
    /// Items of these papers, headers and trailers included.
    pub items: u64,
    /// Files from which no text could be had.
    pub unreadable: u64,
    /// Papers without a meeting date.
    pub undated: u64,
    /// Papers whose council is not known.
    pub council_unknown: u64,
    /// Files that were found but are not read yet, since the build was stopped.
    pub unread: u64,
}

/// Which index answered: enough to repeat the answer.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Stamp {
    /// A digest of everything the index was built from.
    pub fingerprint: String,
    /// The version of the program that built it.
    pub version: String,
}

/// The items found for a query.
#[derive(Debug, Clone, PartialEq)]
pub struct Found {
    /// The query, the coverage and the index.
    pub heading: Heading,
    /// How many items match, whatever the limit. With
    /// [`Options::distinct`](super::Options::distinct), items that are the same count once.
    pub total: u64,
    /// How many papers these items belong to.
    pub papers: u64,
    /// How many match as printed, copies and all; only where distinct items were asked for.
    pub as_printed: Option<Printed>,
    /// The best of them, up to the limit.
    pub hits: Vec<Hit>,
    /// The facets that were asked for, in that order.
    pub facets: Vec<Facet>,
    /// The forms of each query word that the index holds: the word as typed → forms.
    pub forms: BTreeMap<String, Vec<String>>,
}

/// How many items match as printed, and of how many papers.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Printed {
    /// The items, those that are the same among them.
    pub items: u64,
    /// The papers they belong to.
    pub papers: u64,
}

impl Found {
    /// The counts that a receipt carries: (what, how many).
    pub fn counts(&self) -> Vec<(&'static str, u64)> {
        let mut counts = vec![("items", self.total), ("papers", self.papers)];
        counts.extend(self.as_printed.map(|all| ("items as printed", all.items)));
        counts.push(("shown", self.hits.len() as u64));
        counts
    }
}

/// One item found.
#[derive(Debug, Clone, PartialEq)]
pub struct Hit {
    /// The item's id, stable across rebuilds.
    pub id: String,
    /// BM25 score; 0 where nothing was scored.
    pub score: f32,
    /// What it is and whence it comes.
    pub about: About,
    /// The passages that match best, in the order of the text.
    pub snippets: Vec<Snippet>,
}

/// What an item is and where it comes from.
#[derive(Debug, Clone, PartialEq)]
pub struct About {
    /// The item's own title, else its paper's.
    pub title: Option<String>,
    /// The number as printed.
    pub item_number: Option<String>,
    /// Which part of its paper the item is.
    pub part: Part,
    /// The kind of paper.
    pub kind: PaperKind,
    /// Whose paper it is, and how surely.
    pub council: Option<(String, Layer)>,
    /// The committee, and how surely.
    pub committee: Option<(String, Layer)>,
    /// The meeting date, and how surely.
    pub date: Option<(Date, Layer)>,
    /// The day of the decision, where printed.
    pub decision_date: Option<Date>,
    /// The people named.
    pub people: Vec<PersonNamed>,
    /// The topics.
    pub topics: Vec<String>,
    /// Where it was published.
    pub url: Option<String>,
    /// The file, below the folder that was indexed.
    pub path: String,
    /// Where its pages begin in its text; none where the format has no pages.
    pub pages: Pages,
    /// The ids of the other items that are the same: in a copy of the paper, in the agenda or the
    /// minutes, on the page in the other language. In order.
    pub same_as: Vec<String>,
}

impl About {
    /// The page it begins on, where the format has pages.
    pub fn page(&self) -> Option<NonZeroU32> {
        self.pages.first().map(|start| start.page)
    }
}

/// Someone named in an item.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PersonNamed {
    /// The name, where one is printed.
    pub name: Option<String>,
    /// The role as printed.
    pub role: Option<String>,
    /// `officer`, `councillor`, `external`, `co_opted` or `unknown`.
    pub kind: String,
}

/// A passage of an item with the matches in it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Snippet {
    /// The passage, white space folded, with `…` where it was cut.
    pub text: String,
    /// The matches, as ranges of characters (Unicode scalar values) of `text`, in order.
    pub marks: Vec<(usize, usize)>,
}

/// The values of one field and how many of the found items carry each.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Facet {
    /// The field's name.
    pub field: String,
    /// Whether a filter of this very field was left aside, so that further values show. Then the
    /// counts add up to more than the items found.
    pub aside: bool,
    /// The values, the most frequent first, ties by name; years and months in their own order;
    /// items without a value last, under `(unknown)`.
    pub values: Vec<FacetValue>,
}

/// One value of a facet.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FacetValue {
    /// The value.
    pub value: String,
    /// How many of the found items carry it; the field's own filter is left aside, so that
    /// further values can be chosen.
    pub count: u64,
    /// Whether a filter of this field has chosen it.
    pub chosen: bool,
}

/// The key under which items without a value are counted.
pub const UNKNOWN: &str = "(unknown)";

/// An item or a whole paper, with its text.
#[derive(Debug, Clone, PartialEq)]
pub struct Shown {
    /// Which index answered.
    pub stamp: Stamp,
    /// What the index holds.
    pub coverage: Coverage,
    /// The paper's id.
    pub paper: String,
    /// How many items the paper has.
    pub paper_items: u64,
    /// The items asked for, in the order of the paper: one, or all of a paper.
    pub items: Vec<ShownItem>,
}

/// One item with its text.
#[derive(Debug, Clone, PartialEq)]
pub struct ShownItem {
    /// The item's id.
    pub id: String,
    /// What it is and whence it comes.
    pub about: About,
    /// Its text as extracted.
    pub text: String,
    /// The printed lines, addresses or file names that decided council, committee and date:
    /// (fact, evidence).
    pub evidence: Vec<(String, String)>,
    /// The statements in it, in their order.
    pub statements: Vec<Quoted>,
}

/// What an index holds, in tables.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Holdings {
    /// Which index answered.
    pub stamp: Stamp,
    /// The line shown with every answer.
    pub coverage: Coverage,
    /// Files that were looked at, papers or not.
    pub files: u64,
    /// Papers by council, year and kind, in this order: (field, value → papers). Papers
    /// without a value stand under `(unknown)`.
    pub by: Vec<(String, Vec<(String, u64)>)>,
    /// Everything that fell short, in the order of the files.
    pub problems: Vec<Problem>,
}
