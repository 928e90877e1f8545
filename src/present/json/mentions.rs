//! Shapes the answer of `mentions`. Its hits are written one by one as they are made.

use std::collections::BTreeMap;
use std::io::Write;

use serde::Serialize;
use serde::Serializer;

use super::about::FactsOut;
use super::heading::CoverageOut;
use super::heading::IndexOut;
use super::heading::QueryOut;
use super::heading::ReceiptOut;
use super::rows::Row;
use super::rows::RowsOut;
use super::verified::VerifiedOut;
use crate::error::Result;
use crate::present::Asked;
use crate::present::words;
use crate::search::Group;
use crate::search::Mention;
use crate::search::Mentions;
use crate::search::Related;
use crate::search::Searched;
use crate::search::Table;
use crate::search::Totals;

#[derive(Serialize)]
#[serde(bound = "")]
struct MentionsOut<'a, I: Iterator<Item = Result<Mention>>> {
    query: QueryOut<'a>,
    coverage: CoverageOut,
    index: IndexOut<'a>,
    #[serde(flatten)]
    totals: TotalsOut,
    as_printed: Option<TotalsOut>,
    forms: FormsOut<'a>,
    words: &'a BTreeMap<String, Vec<String>>,
    searched: Option<SearchedOut>,
    by: TablesOut<'a>,
    related: Vec<RelatedOut<'a>>,
    verified: Option<VerifiedOut<'a>>,
    hits: RowsOut<I>,
    receipt: Option<ReceiptOut<'a>>,
}

/// How many mentions there are, and in what.
#[derive(Serialize)]
pub(super) struct TotalsOut {
    occurrences: u64,
    items: u64,
    papers: u64,
}

impl TotalsOut {
    pub(super) fn of(totals: Totals) -> Self {
        let Totals { occurrences, items, papers } = totals;
        Self { occurrences, items, papers }
    }
}

/// What may be worth asking too.
#[derive(Serialize)]
struct RelatedOut<'a> {
    query: &'a str,
    of: &'a str,
    why: &'static str,
    ambiguous: bool,
    #[serde(flatten)]
    found: TotalsOut,
}

impl<'a> RelatedOut<'a> {
    fn of(related: &'a Related) -> Self {
        let Related { query, of, why, ambiguous, found } = related;
        let found = TotalsOut::of(*found);
        Self { query, of, why: why.as_str(), ambiguous: *ambiguous, found }
    }
}

/// What was searched.
#[derive(Serialize)]
pub(super) struct SearchedOut {
    papers: u64,
    items: u64,
    words: u64,
}

impl SearchedOut {
    pub(super) fn of(searched: Searched) -> Self {
        let Searched { papers, items, words } = searched;
        Self { papers, items, words }
    }
}

/// The forms as an object, in their own order.
pub(super) struct FormsOut<'a>(pub(super) &'a [(String, u64)]);

impl Serialize for FormsOut<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> std::result::Result<S::Ok, S::Error> {
        serializer.collect_map(self.0.iter().map(|(form, count)| (form, count)))
    }
}

/// Tables as an object of objects, in their own order.
pub(super) struct TablesOut<'a>(pub(super) &'a [Table]);

impl Serialize for TablesOut<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> std::result::Result<S::Ok, S::Error> {
        serializer.collect_map(self.0.iter().map(|it| (&it.field, GroupsOut(&it.groups))))
    }
}

struct GroupsOut<'a>(&'a [Group]);

impl Serialize for GroupsOut<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> std::result::Result<S::Ok, S::Error> {
        serializer.collect_map(self.0.iter().map(|group| (&group.value, GroupOut::of(group))))
    }
}

#[derive(Serialize)]
struct GroupOut {
    #[serde(flatten)]
    found: TotalsOut,
    searched: SearchedOut,
    per_10000_words: Option<f64>,
}

impl GroupOut {
    fn of(group: &Group) -> Self {
        Self {
            found: TotalsOut::of(group.found),
            searched: SearchedOut::of(group.searched),
            per_10000_words: words::per_10_000(group.found.occurrences, group.searched.words),
        }
    }
}

impl Row for Mention {
    type Out<'a> = HitOut<'a>;

    fn shaped(&self) -> HitOut<'_> {
        HitOut::of(self)
    }
}

#[derive(Serialize)]
pub(super) struct HitOut<'a> {
    id: &'a str,
    kind: &'static str,
    #[serde(flatten)]
    facts: FactsOut<'a>,
    title: Option<&'a str>,
    item_number: Option<&'a str>,
    url: Option<&'a str>,
    path: &'a str,
    same_as: &'a [String],
    page: Option<u32>,
    ocr: bool,
    paragraph: u64,
    start: u64,
    end: u64,
    form: &'a str,
    before: &'a str,
    #[serde(rename = "match")]
    text: &'a str,
    after: &'a str,
    marks: &'a [(usize, usize)],
}

impl<'a> HitOut<'a> {
    fn of(mention: &'a Mention) -> Self {
        let about = &mention.about;
        Self {
            id: &mention.id,
            kind: about.kind.as_str(),
            facts: FactsOut::of(about),
            title: about.title.as_deref(),
            item_number: about.item_number.as_deref(),
            url: about.url.as_deref(),
            path: &about.path,
            same_as: &about.same_as,
            page: mention.page.map(|start| start.page.get()),
            ocr: mention.page.is_some_and(|start| start.is_picture),
            paragraph: mention.paragraph,
            start: mention.start,
            end: mention.end,
            form: &mention.form,
            before: &mention.before,
            text: &mention.text,
            after: &mention.after,
            marks: &mention.marks,
        }
    }
}

/// Writes the mentions of a query, the rows as they come.
pub fn mentions(
    mentions: &Mentions,
    rows: impl Iterator<Item = Result<Mention>>,
    asked: &Asked,
    out: &mut dyn Write,
) -> Result<()> {
    let answer = MentionsOut {
        query: QueryOut::of(&mentions.heading),
        coverage: CoverageOut::of(&mentions.heading.coverage),
        index: IndexOut::of(&mentions.heading.stamp),
        totals: TotalsOut::of(mentions.totals),
        as_printed: mentions.as_printed.map(TotalsOut::of),
        forms: FormsOut(&mentions.forms),
        words: &mentions.words,
        searched: mentions.searched.map(SearchedOut::of),
        by: TablesOut(&mentions.by),
        related: mentions.related.iter().map(RelatedOut::of).collect(),
        verified: mentions.verified.as_ref().map(VerifiedOut::of),
        hits: RowsOut::new(rows),
        receipt: ReceiptOut::of(&mentions.heading, asked, &mentions.counts()),
    };
    let written = super::write(&answer, out);
    match answer.hits.stopped() {
        Some(error) => Err(error),
        None => Ok(written?),
    }
}
