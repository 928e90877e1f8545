//! Holds the words every room shares: what a paper is, what it says and how surely.
//!
//! These are plain values. They know no file format, no index and no terminal.

use std::fmt;
use std::num::NonZeroU32;
use std::ops::Range;

use jiff::civil::Date;

mod kind;
mod mentioned;
mod pages;
mod person;
mod statement;

pub use kind::PaperKind;
pub use mentioned::DateRole;
pub use mentioned::MentionedDate;
pub use mentioned::Precision;
pub use pages::PageStart;
pub use pages::Pages;
pub use person::Attendance;
pub use person::Person;
pub use person::PersonKind;
pub use statement::Level;
pub use statement::Maker;
pub use statement::Statement;
pub use statement::StatementKind;
pub use statement::Tally;
pub use statement::VoteOutcome;

/// How surely a fact about a paper is known. The order is from the surest to the least sure.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Layer {
    /// Printed in the paper itself.
    Explicit,
    /// Told from outside: a manifest, the address, the file name or the folder.
    Supplied,
    /// Scored from evidence in the text, above a threshold.
    Inferred,
}

impl Layer {
    /// Every layer, from the surest to the least sure.
    pub const ALL: [Self; 3] = [Self::Explicit, Self::Supplied, Self::Inferred];

    /// The word for this layer on the command line, in JSON and in the index.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Explicit => "explicit",
            Self::Supplied => "supplied",
            Self::Inferred => "inferred",
        }
    }

    /// Returns the layer that goes by `word`, or `None` if there is none.
    pub fn from_word(word: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|layer| layer.as_str() == word)
    }
}

impl fmt::Display for Layer {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.as_str())
    }
}

/// A value with the layer it comes from and the words that decided it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Fact<T> {
    /// What is known.
    pub value: T,
    /// How surely.
    pub layer: Layer,
    /// The printed line, the address or the file name that it was read from.
    pub evidence: String,
}

/// The council (or other public body) that published a paper.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Council {
    /// Its official name where the registry knows it, else its name as printed; names all in
    /// capitals are written with small letters, so that one body is not counted as two.
    pub name: String,
    /// Its id in the registry, such as `LAN`, or `None` for a body that is not in it.
    pub id: Option<String>,
}

/// The committee that met, decided or is addressed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Committee {
    /// Its name as printed, with white space folded; names all in capitals are written with
    /// small letters.
    pub name: String,
    /// What the body is (`scrutiny`, `executive`, …), or `None` until it is classed.
    pub function: Option<String>,
    /// Further functions in the same name: an audit and standards committee is both.
    pub also: Vec<String>,
    /// What it covers (`children`, `health`, …), the most prominent first.
    pub themes: Vec<String>,
    /// Marks such as `joint`, `sub` or `expired`.
    pub flags: Vec<String>,
}

/// Where a paper was found, and what was said of it from outside.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Origin {
    /// The path below the folder that was indexed, with `/` between folders; the bare file
    /// name where a single file was indexed.
    pub path: String,
    /// The address it was published at, as far as the manifest or a mirror folder tells.
    pub address: Option<String>,
    /// What the `papers.csv` beside it says.
    pub manifest: Option<ManifestRow>,
}

/// One row of a `papers.csv`, as written there. Empty cells are `None`.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct ManifestRow {
    /// Where the paper was published.
    pub url: Option<String>,
    /// The council's name.
    pub council: Option<String>,
    /// The committee's name.
    pub committee: Option<String>,
    /// The meeting date, already checked.
    pub date: Option<Date>,
    /// The kind of paper.
    pub kind: Option<PaperKind>,
    /// The title.
    pub title: Option<String>,
}

/// One published document, read and understood as far as possible.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Paper {
    /// Where it was found.
    pub origin: Origin,
    /// Where it was published: from the manifest, the page itself or a mirror folder.
    pub address: Option<String>,
    /// What kind of paper it is.
    pub kind: PaperKind,
    /// Its title as printed, or as the manifest gives it; minutes seldom have one.
    pub title: Option<String>,
    /// Who published it.
    pub council: Option<Fact<Council>>,
    /// Which committee met, decided or is addressed.
    pub committee: Option<Fact<Committee>>,
    /// The meeting date. Never the previous or next meeting, a publication or an inspection.
    pub date: Option<Fact<Date>>,
    /// The day of the decision, where the paper prints one.
    pub decision_date: Option<Fact<Date>>,
    /// The whole extracted text.
    pub text: String,
    /// Where its pages begin in the text, where its format has pages.
    pub pages: Pages,
    /// The parts of the text, in order. With [`Paper::rubbish`] they cover it entirely.
    pub items: Vec<Item>,
    /// The parts of the text that no one wrote: left-overs of a document template.
    pub rubbish: Vec<Rubbish>,
    /// The people named in it, in the order of their first mention; roles without a name too.
    pub people: Vec<Person>,
    /// The topics it is about, the strongest first.
    pub topics: Vec<Topic>,
    /// The other days, months and years it speaks of, in order.
    pub dates: Vec<MentionedDate>,
}

impl Paper {
    /// Returns the text of one of this paper's items. Items in several pieces (a template's
    /// left-over stood between them) are joined without anything between.
    pub fn text_of(&self, item: &Item) -> String {
        item.spans.iter().map(|span| &self.text[span.clone()]).collect()
    }
}

/// Which part of its paper an item is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Part {
    /// What stands before the first item: names of council and committee, who was present.
    Header,
    /// One matter with its number or title.
    Item,
    /// The whole text of a paper that is not divided into items.
    Body,
    /// What stands after the last item: the signature, documents listed below.
    Trailer,
}

impl Part {
    /// The word for this part in JSON and in the index.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Header => "header",
            Self::Item => "item",
            Self::Body => "body",
            Self::Trailer => "trailer",
        }
    }
}

/// One matter in a paper, or its header, its trailer, or its undivided body: the unit of search.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Item {
    /// Which part of the paper this is.
    pub part: Part,
    /// The number as printed, without its full stop: `4`, `64/09`, `EX19/2022`.
    pub number: Option<String>,
    /// The title as printed.
    pub title: Option<String>,
    /// Where the item stands in [`Paper::text`], in bytes, in order.
    pub spans: Vec<Range<usize>>,
    /// The page it begins on, where the format has pages.
    pub page: Option<NonZeroU32>,
    /// The meeting that dealt with it, where it is not the paper's own: the page of an issue
    /// goes through several.
    pub meeting: Option<Meeting>,
    /// The recommendations, resolutions and other statements in it.
    pub statements: Vec<Statement>,
    /// The topics it is about, the strongest first.
    pub topics: Vec<Topic>,
}

impl Item {
    /// Where a span of the paper stands in the text of this item, which is its pieces one after
    /// another, in bytes. `None` where it begins or ends outside of it, or is empty.
    pub fn place_of(&self, span: &Range<usize>) -> Option<Range<usize>> {
        let within = |at: usize, end: bool| {
            let mut before = 0;
            for piece in &self.spans {
                let inside = if end { at > piece.start } else { at >= piece.start };
                if inside && (at < piece.end || end && at == piece.end) {
                    return Some(before + at - piece.start);
                }
                before += piece.len();
            }
            None
        };
        Some(within(span.start, false)?..within(span.end, true)?).filter(|place| !place.is_empty())
    }
}

/// A topic that a paper or an item is about.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Topic {
    /// Its id on both levels of the taxonomy, such as `children/front-door`.
    pub id: String,
    /// The cues that decided, the heaviest first, as the taxonomy writes them.
    pub cues: Vec<String>,
}

/// One of several meetings that a paper goes through.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Meeting {
    /// The committee that met.
    pub committee: Option<Fact<Committee>>,
    /// When it met.
    pub date: Option<Fact<Date>>,
}

/// A left-over of a document template: no one's words.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Rubbish {
    /// What it is, such as `LAYOUT_SECTION` or `FIELD_TITLE`.
    pub name: String,
    /// Where it stands in [`Paper::text`], in bytes.
    pub span: Range<usize>,
}

#[cfg(test)]
mod tests {
    use super::Item;
    use super::Part;

    #[test]
    fn a_span_of_the_paper_has_its_place_in_the_pieces_of_an_item() {
        let item = Item {
            part: Part::Item,
            number: None,
            title: None,
            spans: vec![10..20, 25..30],
            page: None,
            meeting: None,
            statements: Vec::new(),
            topics: Vec::new(),
        };
        assert_eq!(item.place_of(&(12..20)), Some(2..10));
        assert_eq!(item.place_of(&(18..27)), Some(8..12));
        assert_eq!(item.place_of(&(25..30)), Some(10..15));
        assert_eq!(item.place_of(&(9..12)), None);
        assert_eq!(item.place_of(&(12..22)), None);
        assert_eq!(item.place_of(&(12..12)), None);
    }
}
